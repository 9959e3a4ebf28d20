"""Show the records behind a figure."""

from __future__ import annotations

from typing import Annotated

import typer

from branchlog.cli import account_shown, accounts, options
from branchlog.cli.options import (
    Category,
    Format,
    Json,
    Occasion,
    Output,
    Person,
    Place,
    TextFilter,
    Where,
)
from branchlog.cli.session import Session
from branchlog.messages import Why as Text
from branchlog.records.dates import first_day, parse_when
from branchlog.records.indicators import indicators
from branchlog.records.periods import parse_period
from branchlog.stats.meant import meant
from branchlog.stats.statement import Header


def run(
    ctx: typer.Context,
    indicator: Annotated[str, typer.Argument(help="WHY_INDICATOR")],
    period: Annotated[str | None, typer.Argument(help="STATS_PERIOD")] = None,
    since: Annotated[str | None, typer.Option("--since", help="WHY_SINCE")] = None,
    to_date: Annotated[bool, typer.Option("--to-date", help="WHY_TO_DATE")] = False,
    all_: Annotated[bool, typer.Option("--all", help="WHY_ALL")] = False,
    category: Category = None,
    person: Person = None,
    place: Place = None,
    occasion: Occasion = None,
    text: TextFilter = None,
    where: Where = None,
    json: Json = False,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Show how a figure came about: its rule, its records, and what was left out."""
    session: Session = ctx.obj
    chosen = options.chosen_format(json, format_, output)
    span = parse_period("this-year" if period is None else period, session.today)
    day = None if since is None else first_day(parse_when(since, session.today).date)
    asked = options.asked(category, person, place, occasion, text, where)
    known = indicators(session.catalogue())
    found = meant(indicator, known, span, to_date=to_date)
    if found.also_to_date and not to_date:
        session.note(Text.ALSO_TO_DATE)
    config = session.config()
    header = Header(config.name, config.org, config.uuid, span, session.today.isoformat(), asked)
    account, snapshot = accounts.of_ledger(session, header, found.indicator, known, day)
    report = account_shown.report(session, account, snapshot, chosen, every=all_)
    session.show(report, chosen, output)
