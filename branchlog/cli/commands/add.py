"""Record an event."""

# Annotations are real objects here: typer would have to evaluate postponed ones at every start.

from typing import Annotated, NamedTuple

import typer

from branchlog.cli import answers, options
from branchlog.cli.options import Json, Why
from branchlog.cli.session import Session
from branchlog.errors import BadValue, Usage
from branchlog.intake import words as intake
from branchlog.messages import Cli as Text
from branchlog.records import codec, dates
from branchlog.records.catalogue import Kind
from branchlog.records.dates import FarBack
from branchlog.records.record import Document

# A kind's own fields are options too: `--households 3`. They reach `words` unread.
SETTINGS = {"ignore_unknown_options": True}


class Repeat(NamedTuple):
    """How often an event was, as `--every` and `--until` say."""

    every: str | None
    until: str | None

    def __bool__(self) -> bool:
        return self != (None, None)


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
    repeat = Repeat(every, until)
    why = options.reason(why)
    if stdin:
        from branchlog.cli import batch

        batch.record(session, typed, bool(repeat), why, json)
        return
    kind, typed = _kind(session, typed, repeat)
    if not typed.fields and not repeat and session.interactive():
        from branchlog.cli import guided

        _one(session, kind, guided.document(session, kind, typed.bare), why, json)
        return
    given = intake.given(typed, kind)
    document = _document(session, kind, given)
    if repeat:
        _repeated(session, kind, document, given, repeat, why, json)
    else:
        _one(session, kind, document, why, json)
    if "date" not in given:
        session.note(Text.ADDED_TODAY, date=session.today.isoformat())


def _kind(session: Session, typed: intake.Words, repeat: Repeat) -> tuple[Kind, intake.Words]:
    """The kind named first, and the words after it."""
    if typed.bare:
        return session.catalogue().kind(typed.bare[0]), typed._replace(bare=typed.bare[1:])
    if not typed.fields and not repeat and session.interactive():
        from branchlog.cli import guided

        return guided.kind(session), typed
    raise Usage(Text.KIND_MISSING, Text.MISSING_WHY, Text.WORD_HINT)


def _document(session: Session, kind: Kind, given: dict[str, object]) -> Document:
    """The document for the fields; a day long ago stands in full in `given` afterwards."""
    try:
        return codec.document(kind, given, session.today)
    except FarBack as far:
        from branchlog.cli import far_back

        far_back.confirm(session, kind, given, far)
        return codec.document(kind, given, session.today)


def _one(session: Session, kind: Kind, document: Document, why: str, json: bool) -> None:
    done = session.ledger().add(kind.id, document, why=why)
    answers.written(session, done, Text.ADDED, as_json=json)


def _repeated(
    session: Session,
    kind: Kind,
    document: Document,
    given: dict[str, object],
    repeat: Repeat,
    why: str,
    json: bool,
) -> None:
    """Record the event on each of its days, as one batch."""
    from branchlog.intake import repetition

    if repeat.every is None:
        raise Usage(Text.OPTION_USE, Text.UNTIL_ALONE, Text.EVERY_HINT, word="--until")
    if "end" in document or len(document["date"]) < 10:
        raise BadValue(Text.OPTION_USE, Text.EVERY_NEEDS_DAY, Text.EVERY_HINT, word="--every")
    last = dates.parse_day(repeat.until, session.today) if repeat.until is not None else None
    found = repetition.days(document["date"], repeat.every, last or session.today.isoformat())
    documents = [
        (kind.id, codec.document(kind, {**given, "date": day}, session.today)) for day in found.days
    ]
    done = session.ledger().add_batch(documents, why=why)
    answers.written(session, done, Text.BATCH_ADDED, as_json=json, batch=True)
    if found.missing:
        day = int(document["date"][8:])
        session.note(Text.EVERY_MISSING, day=day, months=" ".join(found.missing))
