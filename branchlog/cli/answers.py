"""What a command answers after a write: what was understood, the id, and how to undo."""

from __future__ import annotations

from branchlog.cli import views
from branchlog.cli.session import Session
from branchlog.ledger import Written
from branchlog.messages import Cli as Text
from branchlog.messages import Pair
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
    **values: object,
) -> None:
    """Answer a write. As JSON it is one record, or for a `batch` how many and which."""
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
    session.answer(session.say(title, ledger=session.config().name, count=done.count, **values))
    if done.count <= _FEW:
        for entry in done.entries:
            _entry(session, entry.kind, entry.id, entry.doc or {})
    session.answer(session.say(Text.UNDO_HOW, batch=views.short_id(done.batch)))


def _entry(session: Session, kind_id: str, id_: str, doc: dict[str, object]) -> None:
    kind = views.kind_of(session.catalogue(), kind_id)
    name = session.say(kind.label) if kind else kind_id
    when = views.span(doc, session.lang) if doc else ""
    session.answer(f"  {session.say(Text.ID_LABEL)} {views.short_id(id_)}  {name}  {when}".rstrip())
    content = views.content(kind, doc, session.lang)
    if content:
        session.answer(f"  {content}")
