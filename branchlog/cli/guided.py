"""Guided entry: one question at a time, with what was written last time as the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from branchlog.cli import ask, views
from branchlog.cli.session import Session
from branchlog.errors import BadValue, Fault
from branchlog.messages import Cli as Text
from branchlog.records import codec
from branchlog.records.catalogue import Field, Kind
from branchlog.records.codec import Document
from branchlog.records.dates import FarBack

#: Fields that a person is asked for after the kind's own, in this order.
_COMMON = ("title", "place", "people", "note")
#: Fields whose last answer is likely to be today's too. Numbers are never carried over.
_CARRIED = ("category", "place", "people")


def kind(session: Session) -> Kind:
    """Ask which kind of event to record."""
    kinds = session.catalogue().kinds()
    chosen = ask.one_of(session, Text.ASK_KIND, [session.say(each.label) for each in kinds], 1)
    return kinds[max(chosen, 1) - 1]


def document(session: Session, kind: Kind, bare: Sequence[str]) -> Document:
    """Ask for a record's fields. A bad answer is explained and asked for again."""
    last = _last(session, kind)
    session.warn(session.say(Text.GUIDE))
    given: dict[str, object] = {"date": _date(session, kind, " ".join(bare))}
    for field in _asked(kind):
        default = _default(kind, field, last, session) if field.id in _CARRIED else ""
        answer = _answer(session, kind, field, default, given)
        if answer:
            given[field.id] = answer
    return _settled(session, kind, given)


def _settled(session: Session, kind: Kind, given: dict[str, object]) -> Document:
    """The document, asking again for the fields on which the answers do not agree."""
    while True:
        try:
            return codec.document(kind, given, session.today)
        except BadValue as fault:
            ask.explain(session, fault)
            for field in _asked(kind):
                if field.label == fault.trouble.values.get("field"):
                    given[field.id] = ask.line(session, field.label) or None
                    break
            else:
                raise


def _asked(kind: Kind) -> list[Field]:
    own = [field["id"] for field in kind.raw.get("fields", ())]
    ids = ("category", *own, *(id_ for id_ in _COMMON if id_ in kind.fields))
    return [kind.fields[id_] for id_ in ids]


def _last(session: Session, kind: Kind) -> Document:
    """The newest record of the kind, this year's or last year's."""
    year = session.today.year
    table = session.ledger().read((year - 1, year)).tables.get(kind.id, {})
    docs = [entry.doc for entry in table.values() if entry.doc and entry.doc.get("date")]
    return max(docs, key=lambda doc: str(doc["date"]), default={})


def _default(kind: Kind, field: Field, last: Document, session: Session) -> str:
    return views.value(kind, field.id, last, session.lang) if field.id in last else ""


def _date(session: Session, kind: Kind, typed: str) -> str:
    """Ask when it was, unless the command line said so."""
    field = kind.fields["date"]
    while True:
        text = typed or ask.line(session, field.label, session.say(Text.IS_TODAY))
        typed = ""
        try:
            return str(codec.document_date(text, session.today))
        except FarBack as far:
            if ask.yes(session, session.say(Text.ASK_FAR, date=far.when.date)):
                return far.when.typed()
        except BadValue as fault:
            ask.explain(session, fault)


def _answer(
    session: Session, kind: Kind, field: Field, default: str, given: dict[str, object]
) -> str:
    def check(answer: str) -> None:
        codec.value(kind, field, answer, session.today)

    if field.choices:
        return _choice(session, field, default)
    unit = kind.unit_of(field, str(given.get("category", "")))
    return _line(session, field, default, session.say(unit.label) if unit else "", check)


def _choice(session: Session, field: Field, default: str) -> str:
    labels = [session.say(each.label) for each in field.choices]
    number = labels.index(default) + 1 if default in labels else 0
    chosen = ask.one_of(session, field.label, labels, number)
    return field.choices[chosen - 1].id if chosen else ""


def _line(
    session: Session, field: Field, default: str, unit: str, check: Callable[[str], None]
) -> str:
    while True:
        answer = ask.line(session, field.label, default, unit)
        if answer in ("", "-"):
            return ""
        try:
            check(answer)
        except Fault as fault:
            ask.explain(session, fault)
        else:
            return answer
