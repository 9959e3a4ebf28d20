"""Void records."""

from __future__ import annotations

from typing import Annotated

import typer

from branchlog.cli import answers, lookup, options, warnings
from branchlog.cli.options import Json, Why
from branchlog.cli.session import Session
from branchlog.messages import Cli as Text


def run(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(help="VOID_IDS")],
    why: Why = "",
    json: Json = False,
) -> None:
    """Take records out of the count; they stay readable."""
    session: Session = ctx.obj
    why = options.reason(why)
    ledger = session.ledger()
    snapshot = ledger.read_to_write()
    warnings.of_snapshot(session, snapshot)
    found = [lookup.live(session, id_, snapshot) for id_ in ids]
    for each in found:
        lookup.reason(session, each, why)
    # The same record named twice is one record.
    keys = list(dict.fromkeys(each.key for each in found))
    done = ledger.void(keys, why=why)
    before = {each.key: each.entry.doc or {} for each in found}
    answers.written(session, done, Text.VOIDED, as_json=json, batch=True, before=before)
