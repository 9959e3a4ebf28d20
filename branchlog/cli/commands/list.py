"""List records."""

from __future__ import annotations

from typing import Annotated

import typer

from branchlog.cli import options, periods, views, warnings
from branchlog.cli.options import (
    Category,
    Format,
    Json,
    Occasion,
    Output,
    Person,
    Place,
    TextFilter,
    Where,
)
from branchlog.cli.session import Session
from branchlog.ledger import Entry, Snapshot
from branchlog.messages import Cli as Text
from branchlog.messages import Pair
from branchlog.records import filters
from branchlog.records.periods import Period, parse_period
from branchlog.records.record import as_json
from branchlog.report import Column, Report, Table

_JSON = ("json", "jsonl")
#: What a workbook shows as days.
_DAYS = ("date", "end", "closed")


def run(
    ctx: typer.Context,
    kind: Annotated[str | None, typer.Argument(help="LIST_KIND")] = None,
    period: Annotated[str | None, typer.Option("--period", help="PERIOD")] = None,
    category: Category = None,
    person: Person = None,
    place: Place = None,
    occasion: Occasion = None,
    text: TextFilter = None,
    where: Where = None,
    json: Json = False,
    format_: Format = None,
    output: Output = None,
) -> None:
    """List the records of a period, oldest first."""
    session: Session = ctx.obj
    chosen = options.chosen_format(json, format_, output)
    span = parse_period("this-year" if period is None else period, session.today)
    catalogue = session.catalogue()
    asked = options.asked(category, person, place, occasion, text, where)
    wanted = filters.build(catalogue, session.today, asked, kind)
    snapshot = session.ledger().read(span.years())
    warnings.of_snapshot(session, snapshot)
    counted = views.countable(snapshot, catalogue)
    found = [
        entry
        for entries in views.selected(counted, wanted).values()
        for entry in entries
        if span.holds((entry.doc or {})["date"])
    ]
    found.sort(key=lambda entry: ((entry.doc or {})["date"], entry.id))
    heading = (
        _period_line(session, span, found),
        periods.heading(session),
        *periods.filter_line(session, asked),
    )
    # A sheet is kept: there an id must still be one when the ledger has grown.
    records = [as_json(entry) for entry in found]
    if chosen in _JSON:
        tables: tuple[Table, ...] = ()
    else:
        sheet = chosen in options.SHEETS
        tables = (_sheet(session, found) if sheet else _table(session, found, snapshot),)
    report = Report(heading, tables, (), data=records, rows=tuple(records))
    session.show(report, chosen, output)
    warnings.of_count(session, snapshot, counted)


def _period_line(session: Session, span: Period, found: list[Entry]) -> str:
    last = (found[-1].doc or {})["date"] if found else session.say(Text.NO_ENTRY)
    shown = periods.shown(session, span)
    return session.say(Text.LIST_PERIOD, period=shown, count=len(found), last=last)


def _sheet(session: Session, found: list[Entry]) -> Table:
    """A column a field, numbers as numbers: what Excel can add up."""
    labels: dict[str, Pair] = {}
    for kind in session.catalogue().kinds():
        present = {id_ for entry in found if entry.kind == kind.id for id_ in entry.doc or {}}
        labels |= {id_: field.label for id_, field in kind.fields.items() if id_ in present}
    labels |= {id_: (id_, id_) for entry in found for id_ in entry.doc or {} if id_ not in labels}
    columns = (
        Column("id", session.say(Text.ID)),
        Column("kind", session.say(Text.KIND)),
        *(
            Column(id_, session.say(label), form="date" if id_ in _DAYS else "")
            for id_, label in labels.items()
        ),
    )
    rows = []
    for entry in found:
        kind, doc = session.catalogue().kind(entry.kind), entry.doc or {}
        cells = (views.cell(kind, id_, doc, session.lang) for id_ in labels)
        rows.append((entry.id, session.say(kind.label), *cells))
    return Table(columns, tuple(rows))


def _table(session: Session, found: list[Entry], shortened: Snapshot) -> Table:
    lang = session.lang
    columns = (
        Column("id", session.say(Text.ID)),
        Column("date", session.say(Text.DATE)),
        Column("kind", session.say(Text.KIND)),
        Column("category", session.say(Text.CATEGORY)),
        Column("content", session.say(Text.CONTENT)),
    )
    rows = []
    for entry in found:
        kind, doc = views.kind_of(session.catalogue(), entry.kind), entry.doc or {}
        when = doc["date"] if "end" not in doc else f"{doc['date']}..{str(doc['end'])[5:]}"
        name = session.say(kind.label) if kind else entry.kind
        content = views.content(kind, doc, lang, skip=("category",))
        id_ = shortened.shortest(entry.id)
        rows.append((id_, when, name, views.category(kind, doc, lang), content))
    return Table(columns, tuple(rows))
