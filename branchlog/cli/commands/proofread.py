"""Hold every number of a draft against the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from branchlog.cli import drafted, options, proofreading, views, warnings
from branchlog.cli.options import Format, Json, Output
from branchlog.cli.session import Session
from branchlog.drafts import marking
from branchlog.drafts.proofreading import proofread
from branchlog.records.indicators import indicators
from branchlog.records.periods import parse_period
from branchlog.stats.selection import Documents, bounds

#: As the commands that check something end when they found something.
FOUND = 3


def run(
    ctx: typer.Context,
    draft: Annotated[str, typer.Argument(help="PROOFREAD_DRAFT")],
    period: Annotated[str | None, typer.Argument(help="PROOFREAD_PERIOD")] = None,
    all_: Annotated[bool, typer.Option("--all", help="PROOFREAD_ALL")] = False,
    json: Json = False,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Judge the draft, show it marked, and end with 3 when a number is wrong."""
    session: Session = ctx.obj
    chosen = options.chosen_format(json, format_, output)
    # In January and February a report is about the year that is over.
    usual = "last-year" if session.today.month <= 2 else "this-year"
    span = parse_period(usual if period is None else period, session.today)
    drafted.keep(session, draft, output)
    text, cells = drafted.read(session, draft)
    docs = _documents(session)
    catalogue, settings = session.catalogue(), session.config()
    known, words = indicators(catalogue), settings.keywords
    own = (*settings.org, settings.name)
    given = (known, docs, span, session.today, words, catalogue, own)
    claims = proofread(text, *given, cells)
    first, last = bounds(span)
    dates = (str(doc["date"]) for each in docs.values() for doc in each)
    latest = max((date for date in dates if first <= date <= last), default=None)
    judged = proofreading.Judged(draft, text, claims, span, latest)
    report = proofreading.report(session, judged, everything=all_, format_=chosen)
    session.show(report, chosen, output)
    if marking.wrong(claims):
        raise typer.Exit(FOUND)


def _documents(session: Session) -> Documents:
    """Every year's: a draft says what was done to date and in other years too."""
    snapshot = session.ledger().read(None)
    warnings.of_snapshot(session, snapshot)
    counted = views.countable(snapshot, session.catalogue())
    warnings.of_count(session, snapshot, counted)
    return {kind: [entry.doc or {} for entry in entries] for kind, entries in counted.items()}
