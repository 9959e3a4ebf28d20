"""Record an event."""

# Annotations are real objects here: typer would have to evaluate postponed ones at every start.

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from branchlog.cli import answers
from branchlog.cli.options import Json, Why
from branchlog.cli.session import Session
from branchlog.errors import BadValue, RowsRejected, Usage
from branchlog.intake import words as intake
from branchlog.messages import Cli as Text
from branchlog.records import codec, dates
from branchlog.records.catalogue import Kind
from branchlog.records.codec import Document
from branchlog.records.dates import FarBack

if TYPE_CHECKING:
    from branchlog.intake.rows import Rows

# A kind's own fields are options too: `--households 3`. They reach `words` unread.
SETTINGS = {"ignore_unknown_options": True}


def run(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(help="ADD_WORDS")] = None,
    stdin: Annotated[bool, typer.Option("--stdin", help="ADD_STDIN")] = False,
    every: Annotated[str | None, typer.Option("--every", help="ADD_EVERY")] = None,
    until: Annotated[str | None, typer.Option("--until", help="ADD_UNTIL")] = None,
    why: Why = "",
    json: Json = False,
) -> None:
    """Record one event, a repeated one, or a batch of them from stdin."""
    session: Session = ctx.obj
    typed = intake.split(words or [])
    if stdin:
        _batch(session, typed, why, json)
        return
    kind, typed = _kind(session, typed)
    if not typed.fields and session.interactive():
        from branchlog.cli import guided

        documents = [guided.document(session, kind, typed.bare)]
    else:
        documents = _documents(session, kind, typed, every, until)
        if not typed.bare and "date" not in intake.given(typed, kind):
            session.note(Text.ADDED_TODAY, date=session.today.isoformat())
    ledger = session.ledger()
    if len(documents) == 1:
        done = ledger.add(kind.id, documents[0], why=why)
    else:
        done = ledger.add_batch([(kind.id, each) for each in documents], why=why)
    title = Text.ADDED if done.count == 1 else Text.BATCH_ADDED
    answers.written(session, done, title, as_json=json)


def _kind(session: Session, typed: intake.Words) -> tuple[Kind, intake.Words]:
    """The kind named first, and the words after it."""
    if typed.bare:
        return session.catalogue().kind(typed.bare[0]), typed._replace(bare=typed.bare[1:])
    if not typed.fields and session.interactive():
        from branchlog.cli import guided

        return guided.kind(session), typed
    raise Usage(Text.KIND_MISSING, Text.MISSING_WHY, Text.WORD_HINT)


def _documents(
    session: Session, kind: Kind, typed: intake.Words, every: str | None, until: str | None
) -> list[Document]:
    given = intake.given(typed, kind)
    try:
        document = codec.document(kind, given, session.today)
    except FarBack as far:
        given["date"] = _meant(session, far)
        document = codec.document(kind, given, session.today)
    if every is None:
        if until is not None:
            raise Usage(Text.EVERY_BAD, Text.UNTIL_ALONE, Text.EVERY_HINT, word=until)
        return [document]
    if "end" in document or len(document["date"]) < 10:
        raise BadValue(Text.EVERY_BAD, Text.EVERY_NEEDS_DAY, Text.EVERY_HINT, word=every)
    from branchlog.intake import repetition

    last = dates.parse_day(until, session.today) if until else session.today.isoformat()
    first = date.fromisoformat(document["date"])
    days = repetition.days(first, every, date.fromisoformat(last))
    return [codec.document(kind, {**given, "date": day}, session.today) for day in days]


def _meant(session: Session, far: FarBack) -> str:
    """The full date that a day long ago was meant as, if a person says so."""
    if not session.interactive():
        raise far
    from branchlog.cli import ask

    ask.agree(session, session.say(Text.ASK_FAR, date=far.when.date))
    return far.when.date if far.when.end is None else f"{far.when.date}..{far.when.end}"


def _batch(session: Session, typed: intake.Words, why: str, json: bool) -> None:
    """Record all rows of stdin, or none."""
    if typed.fields or len(typed.bare) > 1:
        raise Usage(Text.STDIN_ALONE, Text.STDIN_WHY, Text.NOT_JSON_HINT)
    from branchlog.intake import rows

    kind = session.catalogue().kind(typed.bare[0]) if typed.bare else None
    read = rows.read(session.lines(), session.catalogue(), session.today, kind)
    if read.bad:
        raise _rejected(session, read)
    if read.with_id:
        session.note(Text.IDS_NOT_KEPT, count=read.with_id)
    done = session.ledger().add_batch(read.good, why=why)
    if not done.count:
        session.note(Text.NOTHING_TO_ADD)
    answers.written(session, done, Text.BATCH_ADDED, as_json=json)


def _rejected(session: Session, read: "Rows") -> RowsRejected:
    for row, trouble in read.bad:
        what, reason, _ = trouble.lines(session.lang)
        session.warn(session.say(Text.ROW_BAD, row=row, what=f"{what}: {reason}"))
    return RowsRejected(
        Text.ROWS_BAD,
        Text.ROWS_BAD_WHY,
        Text.ROWS_BAD_HINT,
        bad=len(read.bad),
        total=len(read.bad) + len(read.good),
    )
