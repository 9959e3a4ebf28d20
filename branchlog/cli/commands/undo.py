"""Take back a batch."""

from __future__ import annotations

from typing import Annotated

import typer

from branchlog.cli import answers, ask, options, periods, views, warnings
from branchlog.cli.options import Format, Json, Output, Yes
from branchlog.cli.session import Session
from branchlog.errors import Ambiguous, NotFound, Usage
from branchlog.ledger import Batch, Snapshot
from branchlog.ledger.snapshot import FEWEST
from branchlog.messages import Cli as Text
from branchlog.records.text import short
from branchlog.report import Column, Report, Table


def run(
    ctx: typer.Context,
    batch: Annotated[str | None, typer.Argument(help="UNDO_BATCH")] = None,
    list_: Annotated[bool, typer.Option("--list", help="UNDO_LIST")] = False,
    yes: Yes = False,
    json: Json = False,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Take back one's newest batch, or the one named; undoing an undo restores."""
    session: Session = ctx.obj
    chosen = options.chosen_format(json, format_, output)
    if list_ and batch is not None:
        raise Usage(Text.OPTION_USE, Text.LIST_ALONE, Text.LIST_ALONE_HINT, word="--list")
    if not list_ and (output is not None or chosen not in ("table", "json")):
        raise Usage(Text.OPTION_USE, Text.ONLY_LISTED, Text.LIST_ALONE_HINT, word="--format / -o")
    ledger = session.ledger()
    snapshot = ledger.read(history=True) if list_ else ledger.read_to_write()
    warnings.of_snapshot(session, snapshot)
    batches = ledger.batches(snapshot)
    if list_:
        session.show(_report(session, batches, chosen in options.SHEETS), chosen, output)
        return
    named = _newest_own(session, batches) if batch is None else _named(batches, batch)
    if session.interactive() and not yes:
        session.warn(_described(session, named))
        for kind, id_ in named.records[:5]:
            session.warn(f"  {_content(session, snapshot, kind, id_)}")
        ask.agree(session, session.say(Text.ASK_UNDO))
    done = ledger.undo(named.id)
    live = {key: snapshot.tables.get(key[0], {}).get(key[1]) for key in named.records}
    before = {key: entry.doc or {} for key, entry in live.items() if entry is not None}
    as_json = chosen == "json"
    answers.written(session, done, Text.UNDONE, as_json=as_json, batch=True, before=before)


def _newest_own(session: Session, batches: list[Batch]) -> Batch:
    who = session.who()
    for each in batches:
        if each.who == who and each.undoes is None and each.undone_by is None:
            return each
    raise NotFound(
        Text.NOTHING_TO_UNDO, Text.NOTHING_TO_UNDO_WHY, Text.NOTHING_TO_UNDO_HINT, who=who
    )


def _named(batches: list[Batch], text: str) -> Batch:
    """The batch that a whole id or one of its ends names. Raises NotFound or Ambiguous."""
    flat = text.replace("-", "").lower()
    ids = {each.id: each.id.replace("-", "").lower() for each in batches}
    found = [each for each in batches if ids[each.id] == flat]
    if not found and len(flat) >= FEWEST:
        found = [each for each in batches if ids[each.id].startswith(flat)]
        found += [each for each in batches if ids[each.id].endswith(flat) and each not in found]
    if len(found) == 1:
        return found[0]
    error, why = (Ambiguous, Text.SEVERAL_BATCHES_WHY) if found else (NotFound, Text.NO_BATCH_WHY)
    raise error(Text.NO_BATCH, why, Text.NOTHING_TO_UNDO_HINT, word=short(text))


def _described(session: Session, batch: Batch) -> str:
    label = session.say(Text.BATCH_LABEL)
    count = session.say(Text.COUNT)
    at = batch.at[:16].replace("T", " ")
    return f"{label} {views.short_id(batch.id)}  {at}  {batch.who}  {count} {batch.count}"


def _content(session: Session, snapshot: Snapshot, kind_id: str, id_: str) -> str:
    kind = views.kind_of(session.catalogue(), kind_id)
    doc = next(
        (each.doc for each in reversed(snapshot.history[kind_id, id_]) if each.doc is not None), {}
    )
    name = session.say(kind.label) if kind else kind_id
    return f"{name} {views.span(doc, session.lang)} {views.content(kind, doc, session.lang)}"


def _report(session: Session, batches: list[Batch], whole: bool) -> Report:
    titles = {
        "batch": Text.BATCH_LABEL,
        "at": Text.AT,
        "who": Text.WHO,
        "count": Text.COUNT,
        "status": Text.STATUS,
    }
    columns = tuple(
        Column(key, session.say(title), "right" if key == "count" else "left")
        for key, title in titles.items()
    )
    rows = tuple(
        (
            each.id if whole else views.short_id(each.id),
            each.at[:16].replace("T", " "),
            each.who,
            each.count,
            _status(session, each),
        )
        for each in batches
    )
    data = [
        {
            "batch": each.id,
            "at": each.at,
            "who": each.who,
            "count": each.count,
            "undoes": each.undoes,
            "undone_by": each.undone_by,
        }
        for each in batches
    ]
    heading = (periods.heading(session),)
    return Report(heading, (Table(columns, rows),), (), data=data, rows=tuple(data))


def _status(session: Session, batch: Batch) -> str:
    parts = []
    if batch.undoes:
        parts.append(f"{session.say(Text.IS_UNDO)} {views.short_id(batch.undoes)}")
    if batch.undone_by:
        parts.append(f"{session.say(Text.UNDONE_BY)} {views.short_id(batch.undone_by)}")
    return "; ".join(parts)
