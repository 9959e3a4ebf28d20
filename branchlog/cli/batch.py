"""Record all rows that a script writes to stdin, or none."""

from __future__ import annotations

from branchlog.cli import answers
from branchlog.cli.session import Session
from branchlog.errors import RowsRejected, Usage
from branchlog.intake import rows
from branchlog.intake.words import Words
from branchlog.messages import Cli as Text


def record(session: Session, typed: Words, repeated: bool, why: str, json: bool) -> None:
    """Record the rows as one batch. Raises RowsRejected, after naming every bad one."""
    if typed.fields or len(typed.bare) > 1 or repeated:
        raise Usage(Text.STDIN_ALONE, Text.STDIN_WHY, Text.NOT_JSON_HINT)
    kind = session.catalogue().kind(typed.bare[0]) if typed.bare else None
    read = rows.read(session.lines(), session.catalogue(), session.today, kind)
    if read.bad:
        raise _rejected(session, read, json)
    done = session.ledger().add_batch(read.good, why=why)
    answers.written(session, done, Text.BATCH_ADDED, as_json=json, batch=True)
    if not done.count:
        session.note(Text.NOTHING_TO_ADD)
    if read.with_id:
        session.note(Text.IDS_NOT_KEPT, count=read.with_id)
    if read.undated:
        session.note(Text.ROWS_TODAY, count=read.undated, date=session.today.isoformat())


def _rejected(session: Session, read: rows.Rows, json: bool) -> RowsRejected:
    found = []
    for row, trouble in read.bad:
        what, reason, hint = trouble.lines(session.lang)
        found.append({"row": row, "message": f"{what}: {reason}", "hint": hint})
        if not json:
            session.warn(session.say(Text.ROW_BAD, row=row, what=f"{what}: {reason}; {hint}"))
    return RowsRejected(
        Text.ROWS_BAD,
        Text.ROWS_BAD_WHY,
        Text.ROWS_BAD_HINT,
        bad=len(read.bad),
        total=len(read.bad) + len(read.good),
        rows=found,
    )
