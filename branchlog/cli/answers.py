"""What a command answers after a write: what was understood, the id, and how to undo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from branchlog.cli import views
from branchlog.cli.session import Session
from branchlog.ledger import Entry, Written
from branchlog.messages import Cli as Text
from branchlog.messages import Pair
from branchlog.records.catalogue import Kind
from branchlog.records.record import Document
from branchlog.records.record import as_json as record_json

#: A batch of more records than this is answered with its number, not with each record.
_FEW = 5


def written(
    session: Session,
    done: Written,
    title: Pair,
    *,
    as_json: bool,
    batch: bool = False,
    before: Mapping[tuple[str, str], Document] | None = None,
) -> None:
    """Answer a write. As JSON it is one record, or for a `batch` how many and which.

    `before` are the documents that the write changed, to say what is different or gone.
    """
    if as_json and batch:
        ids = [entry.id for entry in done.entries]
        session.answer_json({"batch": done.batch, "count": done.count, "ids": ids})
        return
    if as_json:
        session.answer_json(record_json(done.entries[0]))
        return
    if not done.count:
        return
    if session.quiet:
        for entry in done.entries:
            session.answer(views.short_id(entry.id))
        return
    session.answer(session.say(title, ledger=session.config().name, count=done.count))
    if done.count <= _FEW:
        for entry in done.entries:
            _entry(session, entry, (before or {}).get((entry.kind, entry.id)))
    session.answer(session.say(Text.UNDO_HOW, batch=views.short_id(done.batch)))


def _entry(session: Session, entry: Entry, before: Document | None) -> None:
    kind = views.kind_of(session.catalogue(), entry.kind)
    name = session.say(kind.label) if kind else entry.kind
    # Of a void record there is to say what it was.
    doc = entry.doc if entry.doc is not None else before or {}
    when = views.span(doc, session.lang) if doc else ""
    gone = f"  {session.say(Text.VOID_STATUS)}" if entry.doc is None else ""
    id_ = f"{session.say(Text.ID_LABEL)} {views.short_id(entry.id)}"
    session.answer(f"  {id_}  {name}  {when}{gone}".rstrip())
    content = views.content(kind, doc, session.lang)
    if content:
        session.answer(f"  {content}")
    if before is not None and entry.doc is not None:
        for line in differences(session, kind, before, entry.doc):
            session.answer(f"  {line}")


def differences(
    session: Session, kind: Kind | None, before: Document, after: Document
) -> Iterator[str]:
    """One line a changed field: what it said, and what it says now."""
    blank = session.say(Text.BLANK)
    for id_ in {**before, **after}:
        if before.get(id_) != after.get(id_):
            label = kind.fields[id_].label if kind and id_ in kind.fields else (id_, id_)
            old = views.value(kind, id_, before, session.lang) if id_ in before else blank
            new = views.value(kind, id_, after, session.lang) if id_ in after else blank
            yield session.say(Text.CHANGE, field=label, before=old, after=new)
