"""Change one record: shared by amend, resolve and the menu."""

from __future__ import annotations

from branchlog.cli import answers, lookup, views
from branchlog.cli.session import Session
from branchlog.errors import Refused
from branchlog.intake import words as intake
from branchlog.ledger import Written
from branchlog.messages import Cli as Text
from branchlog.messages import Pair
from branchlog.records import codec
from branchlog.records.catalogue import Kind
from branchlog.records.codec import Document
from branchlog.records.public import as_json


def amend(
    session: Session, id_: str, typed: intake.Words, why: str, json: bool, title: Pair
) -> None:
    """Change the fields that were typed."""
    found = lookup.live(session, id_)
    kind = lookup.kind(session, found)
    given = intake.given(typed, kind)
    lookup.reason(session, found, why)
    _write(session, found, kind, given, why, json, title)


def resolve(session: Session, id_: str, typed: intake.Words, why: str, json: bool) -> None:
    """Give a record its outcome and closing date: usually the good one, and today."""
    found = lookup.live(session, id_)
    kind = lookup.kind(session, found)
    if kind.state is None:
        stated = [each for each in session.catalogue().kinds() if each.state]
        known = ("、".join(each.label[0] for each in stated), ", ".join(e.id for e in stated))
        raise Refused(
            Text.NO_STATE, Text.NO_STATE_WHY, Text.NO_STATE_HINT, kind=kind.label, known=known
        )
    given = intake.given(typed, kind)
    given.setdefault(kind.state.field, kind.state.default)
    given.setdefault("closed", session.today.isoformat())
    _write(session, found, kind, given, why, json, Text.RESOLVED)


def _write(
    session: Session,
    found: lookup.Found,
    kind: Kind,
    given: dict[str, object],
    why: str,
    json: bool,
    title: Pair,
) -> None:
    before: Document = dict(found.entry.doc or {})

    def edit(doc: Document) -> Document:
        return codec.edited(kind, doc, given, session.today)

    done: Written = session.ledger().amend(*found.key, edit, why=why)
    if not done.count:
        session.note(Text.NOTHING_CHANGED)
        if json:
            session.answer_json(as_json(found.entry))
        return
    answers.written(session, done, title, as_json=json)
    if not json and not session.quiet:
        _differences(session, kind, before, done.entries[0].doc or {})


def _differences(session: Session, kind: Kind, before: Document, after: Document) -> None:
    """One line a changed field: what it said, and what it says now."""
    blank = session.say(Text.BLANK)
    for id_ in {**before, **after}:
        if before.get(id_) != after.get(id_):
            label = kind.fields[id_].label if id_ in kind.fields else (id_, id_)
            old = views.value(kind, id_, before, session.lang) if id_ in before else blank
            new = views.value(kind, id_, after, session.lang) if id_ in after else blank
            session.answer("  " + session.say(Text.CHANGE, field=label, before=old, after=new))
