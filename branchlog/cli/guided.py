"""Guided entry: one question at a time, asked for and answered as the last such records were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from branchlog.cli import ask, recent, views
from branchlog.cli.session import Session
from branchlog.cli.sheet import Sheet
from branchlog.errors import Fault
from branchlog.messages import Cli as Text
from branchlog.records import codec, dates
from branchlog.records.catalogue import Field, Kind
from branchlog.records.record import Document

#: Fields whose last answer is likely to be today's too. Numbers are never carried over.
_CARRIED = ("category", "place", "people")
#: How many of the newest records tell what is usually written, and how few tell nothing.
_LATEST = 10
_FEWEST = 3


def kind(session: Session) -> Kind:
    """Ask which kind of event to record."""
    kinds = session.catalogue().kinds()
    labels = [session.say(each.label) for each in kinds]
    names = [(each.id, *each.label, *each.also) for each in kinds]
    chosen = 0
    with ask.dropping():
        while not chosen:
            chosen = ask.one_of(session, Text.ASK_KIND, labels, 1, names)
    return kinds[chosen - 1]


def document(session: Session, kind: Kind, bare: Sequence[str]) -> Document:
    """Ask for a new record's fields. `bare` is the date, if the command line has it."""

    def settled(answers: Mapping[str, str]) -> Document:
        given = {id_: answer for id_, answer in answers.items() if answer}
        return codec.document(kind, given, session.today)

    sheet = Sheet(session, kind, settled)
    with ask.dropping():
        _fill(sheet, " ".join(bare))
        return sheet.review(session.say(Text.REVIEW_NEW, kind=kind.label))


def _fill(sheet: Sheet, typed: str) -> None:
    session, kind = sheet.session, sheet.kind
    past = _past(session, kind)
    session.warn(session.say(Text.GUIDE))
    sheet.ask(kind.fields["date"], session.say(Text.IS_TODAY), typed)
    if kind.categories:
        sheet.ask(kind.fields["category"], _carried(session, kind, "category", past))
    category = sheet.answers.get("category")
    like = [doc for doc in past if doc.get("category") == category] or past
    for field in _usual(kind, like):
        default = _default(sheet, field, like)
        if default is not None:
            sheet.ask(field, default)


def changes(session: Session, kind: Kind, doc: Document) -> dict[str, str]:
    """Ask which fields of a record to change; the new answers by field id."""

    def settled(answers: Mapping[str, str]) -> Document:
        return codec.edited(kind, dict(doc), answers, session.today)

    sheet = Sheet(session, kind, settled, doc)
    with ask.dropping():
        sheet.review(session.say(kind.label))
    return sheet.answers


def _past(session: Session, kind: Kind) -> list[Document]:
    """The last records of the kind, newest first; none from a ledger that cannot be read."""
    try:
        return recent.documents(recent.snapshot(session), [kind.id])
    except Fault as fault:
        # Recording needs no reading, and somebody who counts will be stopped.
        ask.explain(session, fault)
        return []


def _usual(kind: Kind, like: Sequence[Document]) -> list[Field]:
    """The fields to ask for: those that half of the last such records have.

    Where there are too few to tell: the first of the kind's own, what numbers do not tell, and
    the place and people.
    """
    state = ("closed", kind.state.field) if kind.state else ()
    wanted = {*kind.required, *state}
    latest = like[:_LATEST]
    for id_ in kind.fields:
        uses = sum(id_ in doc for doc in latest)
        if uses * 2 >= max(len(latest), _FEWEST - 1):
            wanted.add(id_)
    if len(latest) < _FEWEST:
        own = [field["id"] for field in kind.raw.get("fields", ())]
        wanted |= {"place", "people", *own[:1]}
        if not own or kind.fields[own[0]].type != "quantity":
            wanted.add("title")
    fields = [field for id_, field in kind.fields.items() if id_ in wanted]
    ordered = _names_first([each for each in fields if each.id not in ("date", "category")])
    return _names_asked(kind, ordered)


def _names_asked(kind: Kind, fields: list[Field]) -> list[Field]:
    """With the names asked for after a number that counts each name once."""
    asked: list[Field] = []
    for field in fields:
        asked.append(field)
        names = kind.fields.get(field.raw.get("distinct", ""))
        if names and names not in fields:
            asked.append(names)
    return asked


def _names_first(fields: list[Field]) -> list[Field]:
    """Names before the number that counts them, which they may answer."""
    ordered = list(fields)
    for field in fields:
        names = [each for each in fields if each.id == field.raw.get("distinct")]
        for each in names:
            ordered.remove(each)
            ordered.insert(ordered.index(field), each)
    return ordered


def _default(sheet: Sheet, field: Field, like: Sequence[Document]) -> str | None:
    """What Enter answers; None when the field is not to be asked for."""
    session, kind, answers = sheet.session, sheet.kind, sheet.answers
    if kind.state and field.id == kind.state.field:
        opening = next(each for each in field.choices if each.id == kind.state.open[0])
        return session.say(opening.label)
    if kind.state and field.id == "closed":
        ended = answers.get(kind.state.field) not in ("", *kind.state.open)
        return dates.first_day(answers["date"].partition("..")[0]) if ended else None
    names = answers.get(field.raw.get("distinct", ""))
    if names:
        given = codec.value(kind, kind.fields[field.raw["distinct"]], names, session.today)
        return str(len(given)) if isinstance(given, list) else ""
    return _carried(session, kind, field.id, like)


def _carried(session: Session, kind: Kind, id_: str, like: Sequence[Document]) -> str:
    if id_ not in _CARRIED or not like or id_ not in like[0]:
        return ""
    return views.value(kind, id_, like[0], session.lang)
