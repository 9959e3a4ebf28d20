"""Write an empty sheet of a kind, with choices and an example, to be filled in and imported."""

# Annotations are real objects here: typer would have to evaluate postponed ones at every start.

from collections import Counter
from typing import Annotated

import typer

from branchlog import render
from branchlog.cli import sheet_columns, sheets_out, warnings
from branchlog.cli.options import SheetFile as Output
from branchlog.cli.session import Session
from branchlog.ledger import Snapshot
from branchlog.messages import Intake, Lang, Pair, say
from branchlog.messages import SheetOut as Text
from branchlog.records.catalogue import Field, Kind
from branchlog.records.namelist import joined
from branchlog.report import Cell, Column, Report, Table

_SUFFIXES = (".xlsx", ".csv")
_BLANK_ROWS = 1_000
#: Numbers carry their own mark in a sheet: 约120, 120余.
_LEFT_OUT = ("approximate",)


def run(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(help="TEMPLATE_KIND")],
    output: Output = None,
) -> None:
    """Write the template of a kind, in the ledger's language."""
    session: Session = ctx.obj
    found = session.catalogue().kind(kind)
    example = f"branchlog template {found.id} -o {found.id}.xlsx"
    path = sheets_out.target(session, output, _SUFFIXES, example)
    snapshot = session.ledger().read()
    warnings.of_snapshot(session, snapshot)
    lang = session.config().language or session.lang
    fields = [
        field
        for field in found.fields.values()
        if field.id not in _LEFT_OUT and (field.choices or field.type not in ("category", "choice"))
    ]
    heads = sheet_columns.headings([found], [field.id for field in fields], lang)
    people = _people(snapshot, lang)
    columns = tuple(_column(found, field, heads[field.id], people, lang) for field in fields)
    row = tuple(_example(found, field, session.today.isoformat(), lang) for field in fields)
    title = sheet_columns.kind_name(session.catalogue(), found, lang)
    table = Table(columns, (row,), title, blank=_BLANK_ROWS)
    render.save(Report(tables=(table,)), path, lang=lang)
    session.note(Text.TEMPLATE_DONE, path=output, kind=found.label)


def _people(snapshot: Snapshot, lang: Lang) -> tuple[str, ...]:
    """The names of those who took part in anything, most often first."""
    names: Counter[str] = Counter()
    for table in snapshot.tables.values():
        for entry in table.values():
            people = (entry.doc or {}).get("people")
            if isinstance(people, list):
                names.update(name for name in people if isinstance(name, str))
    ordered = sorted(names, key=lambda name: (-names[name], name))
    return tuple(joined([name], lang) for name in ordered)


def _column(kind: Kind, field: Field, heading: str, people: tuple[str, ...], lang: Lang) -> Column:
    choices = tuple(
        sheet_columns.choice_name(choice, field.choices, lang) for choice in field.choices
    )
    return Column(
        field.id,
        heading,
        form=sheet_columns.form(kind, field),
        choices=people if field.id == "people" else choices,
        others=not choices,
        hint=_hint(kind, field, lang),
    )


def _hint(kind: Kind, field: Field, lang: Lang) -> str:
    unit = kind.unit_of(field, None)
    if field.type == "quantity" and unit and not kind.stock and say(unit.label, lang):
        return say(Text.HINT_QUANTITY, lang, unit=unit.label)
    return say(Text.HINT_PEOPLE if field.id == "people" else _HINTS[field.type], lang)


_HINTS: dict[str, Pair] = {
    "when": Text.HINT_WHEN,
    "day": Text.HINT_DAY,
    "end": Text.HINT_END,
    "category": Text.HINT_CHOICE,
    "choice": Text.HINT_CHOICE,
    "quantity": Text.HINT_NUMBER,
    "times": Text.HINT_TIMES,
    "names": Text.HINT_NAMES,
    "text": Text.HINT_TEXT,
    "note": Text.HINT_NOTE,
}


def _example(kind: Kind, field: Field, day: str, lang: Lang) -> Cell:
    """What the example row shows in a field: a sound record, were it not for its note."""
    own = field.id == "people" or field.id not in _COMMON
    match field.type:
        case "when" | "day":
            return day
        case "category" | "choice":
            state = kind.state
            wanted = state.default if state and state.field == field.id else field.choices[0].id
            chosen = next(choice for choice in field.choices if choice.id == wanted)
            return sheet_columns.choice_name(chosen, field.choices, lang)
        case "quantity" if own:
            return 3
        case "names" if own:
            return say(Text.EXAMPLE_NAMES, lang)
        case "note" if field.id == "note":
            return say(Intake.EXAMPLE, lang)
        case _:
            return None


#: Fields that every kind has and that few records need.
_COMMON = frozenset(("end", "title", "place", "hours", "times", "occasion", "tags", "evidence"))
