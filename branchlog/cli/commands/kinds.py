"""Show what can be recorded, and what is counted and how."""

# Annotations are real objects here: typer would have to evaluate postponed ones at every start.

from typing import Annotated

import typer

from branchlog.cli import options
from branchlog.cli.options import Format, Json, Output
from branchlog.cli.session import Session
from branchlog.errors import NotFound
from branchlog.messages import Cli as Text
from branchlog.messages import Pair
from branchlog.records.catalogue import Catalogue, Choice, Field, Kind
from branchlog.records.catalogue import find as find_kind
from branchlog.records.indicators import Indicator, indicators
from branchlog.records.indicators import find as find_indicator
from branchlog.report import Column, Report, Table


def run(
    ctx: typer.Context,
    subject: Annotated[str | None, typer.Argument(help="KINDS_SUBJECT")] = None,
    indicators_: Annotated[bool, typer.Option("--indicators", help="KINDS_INDICATORS")] = False,
    json: Json = False,
    format_: Format = None,
    output: Output = None,
) -> None:
    """List the kinds; a kind's fields and values; what is counted; or how one indicator is."""
    session: Session = ctx.obj
    chosen = options.chosen_format(json, format_)
    catalogue = _catalogue(session)
    if indicators_:
        report = _indicators(session, catalogue, catalogue.kind(subject).id if subject else None)
    elif subject is None:
        report = _all(session, catalogue)
    elif found := _named(subject, catalogue):
        from branchlog.cli.definition import report as definition

        report = definition(session, catalogue, found)
    else:
        report = _one(session, catalogue.kind(subject))
    session.show(report, chosen, output)


def _named(subject: str, catalogue: Catalogue) -> list[Indicator]:
    """The indicators that a word names, none when it names a kind.

    A word with a dot is an indicator's id. Raises NotFound when there is no such indicator.
    """
    if find_kind(subject, catalogue.kinds()):
        return []
    try:
        return find_indicator(subject, indicators(catalogue))
    except NotFound:
        if "." in subject:
            raise
        # Most likely a slip in a kind's name, and the kinds are few enough to be listed.
        return []


def _catalogue(session: Session) -> Catalogue:
    """The ledger's catalogue, or the built-in one where there is no ledger yet."""
    try:
        return session.catalogue()
    except NotFound:
        return Catalogue()


def _all(session: Session, catalogue: Catalogue) -> Report:
    columns = (
        Column("id", session.say(Text.INDICATOR_ID)),
        Column("label", session.say(Text.KIND)),
        Column("fields", session.say(Text.FIELD)),
        Column("categories", session.say(Text.CATEGORY)),
    )
    comma = "、" if session.lang == "zh" else ", "
    rows = tuple(
        (
            kind.id,
            session.say(kind.label),
            comma.join(session.say(field.label) for field in _own(kind)),
            comma.join(session.say(each.label) for each in kind.categories.values()),
        )
        for kind in catalogue.kinds()
    )
    data = [_json(kind) for kind in catalogue.kinds()]
    note = session.say(Text.KINDS_HOW, kind="visit")
    title = session.say(Text.KINDS_TITLE)
    return Report((title,), (Table(columns, rows),), (note,), data=data, rows=tuple(data))


def _own(kind: Kind) -> list[Field]:
    """The fields that are not every kind's."""
    own = {field["id"] for field in kind.raw.get("fields", ())}
    return [field for field in kind.fields.values() if field.id in own]


def _one(session: Session, kind: Kind) -> Report:
    columns = (
        Column("id", session.say(Text.INDICATOR_ID)),
        Column("label", session.say(Text.FIELD)),
        Column("values", session.say(Text.VALUES)),
    )
    rows = tuple(
        (field.id, session.say(field.label), _values(session, field))
        for field in kind.fields.values()
    )
    title = session.say(Text.FIELDS_OF, kind=kind.label)
    data = _json(kind)
    return Report((title,), (Table(columns, rows),), (), data=data, rows=(data,))


_TYPES: dict[str, Pair] = {
    "when": Text.TYPE_WHEN,
    "end": Text.TYPE_DAY,
    "day": Text.TYPE_DAY,
    "text": Text.TYPE_TEXT,
    "note": Text.TYPE_NOTE,
    "names": Text.TYPE_NAMES,
    "times": Text.TYPE_TIMES,
    "approximate": Text.TYPE_APPROXIMATE,
}


def _values(session: Session, field: Field) -> str:
    if field.type in ("choice", "category"):
        return " ".join(_choice(session, each) for each in field.choices)
    if field.type == "quantity":
        unit = field.unit.label if field.unit else ("", "")
        return session.say(Text.TYPE_QUANTITY, unit=unit)
    return session.say(_TYPES[field.type])


def _choice(session: Session, choice: Choice) -> str:
    label = session.say(choice.label)
    return choice.id if label == choice.id else f"{choice.id}({label})"


def _json(kind: Kind) -> dict[str, object]:
    return {
        "id": kind.id,
        "label": {"zh": kind.label[0], "en": kind.label[1]},
        "fields": [
            {
                "id": field.id,
                "label": {"zh": field.label[0], "en": field.label[1]},
                "type": field.type,
                "unit": field.unit.id if field.unit else None,
                "choices": [each.id for each in field.choices],
            }
            for field in kind.fields.values()
        ],
        "categories": [
            {"id": each.id, "label": {"zh": each.label[0], "en": each.label[1]}}
            for each in kind.categories.values()
        ],
    }


def _indicators(session: Session, catalogue: Catalogue, kind: str | None) -> Report:
    columns = (
        Column("indicator", session.say(Text.INDICATOR_ID)),
        Column("label", session.say(Text.INDICATOR)),
        Column("unit", session.say(Text.UNIT)),
    )
    found = [
        each for each in indicators(catalogue) if kind is None or each.id.split(".")[0] == kind
    ]
    rows = tuple((each.id, session.say(each.label), session.say(each.unit.label)) for each in found)
    data = [
        {
            "indicator": each.id,
            "label": session.say(each.label),
            "unit": each.unit.id,
            "aggregation": each.aggregation,
            "span": each.span,
        }
        for each in found
    ]
    title = session.say(Text.INDICATORS_TITLE)
    note = session.say(Text.KINDS_HOW, kind=found[0].id) if found else ""
    return Report((title,), (Table(columns, rows),), (note,), data=data, rows=tuple(data))
