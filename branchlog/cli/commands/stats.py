"""Print the statistics table of a period."""

from __future__ import annotations

from typing import Annotated, NamedTuple, cast

import typer

from branchlog.cli import options, periods, views, warnings
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
from branchlog.ledger.names import STANDING
from branchlog.messages import Cli as Text
from branchlog.messages import Stats as Words
from branchlog.records import filters
from branchlog.records.indicators import indicators
from branchlog.records.periods import Period, parse_comparison, parse_period
from branchlog.report import Report
from branchlog.stats import notes, statement, table, wording
from branchlog.stats.axes import chosen as axes_chosen
from branchlog.stats.plan import duties
from branchlog.stats.selection import Documents
from branchlog.stats.statement import Header, Statement, years


def run(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="STATS_PERIOD")] = None,
    by: Annotated[str | None, typer.Option("--by", help="STATS_BY")] = None,
    across: Annotated[list[str] | None, typer.Option("--across", help="STATS_ACROSS")] = None,
    compare: Annotated[str | None, typer.Option("--compare", help="STATS_COMPARE")] = None,
    shares: Annotated[bool, typer.Option("--shares", help="STATS_SHARES")] = False,
    to_date: Annotated[bool, typer.Option("--to-date", help="STATS_TO_DATE")] = False,
    rounded: Annotated[bool, typer.Option("--rounded", help="STATS_ROUNDED")] = False,
    sentence: Annotated[bool, typer.Option("--sentence", help="STATS_SENTENCE")] = False,
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
    """Count a period's records into its table."""
    session: Session = ctx.obj
    chosen = options.chosen_format(json, format_, output)
    axes = axes_chosen(by, across or [], shares=shares)
    span = parse_period("this-year" if period is None else period, session.today)
    compared = None if compare is None else parse_comparison(compare, span, session.today)
    to_date = to_date or session.config().to_date
    asked = options.asked(category, person, place, occasion, text, where)
    known = indicators(session.catalogue())
    # What a filter hides must not be said to be missing.
    plan = [] if asked else duties(session.config().plan, known)
    docs = _documents(
        session, asked, None if to_date else years(known, (span, compared), {STANDING})
    )
    found = statement.state(
        _header(session, span, asked),
        known,
        docs,
        axis=axes[0] if axes else None,
        across=axes[1:],
        to_date=to_date,
        compared=compared,
        catalogue=session.catalogue(),
        plan=plan,
    )
    manner = Manner(rounded, sentence, shares, chosen)
    report = _report(session, found, manner)
    if chosen == "table" and not to_date:
        session.note(Text.READ_TO_DATE)
    session.show(report, chosen, output)


class Manner(NamedTuple):
    """How the figures are asked for: in a report's words, with the sentence, with shares."""

    rounded: bool
    sentence: bool
    shares: bool
    format: str


def _header(session: Session, period: Period, asked: dict[str, list[str]]) -> Header:
    config = session.config()
    today = session.today.isoformat()
    return Header(config.name, config.org, config.uuid, period, today, asked)


def _documents(
    session: Session, asked: dict[str, list[str]], years: tuple[int | None, int | None] | None
) -> Documents:
    catalogue = session.catalogue()
    wanted = filters.build(catalogue, session.today, asked)
    snapshot = session.ledger().read(years)
    warnings.of_snapshot(session, snapshot)
    counted = views.countable(snapshot, catalogue)
    warnings.of_count(session, snapshot, counted)
    chosen = views.selected(counted, wanted)
    return {kind: [entry.doc or {} for entry in entries] for kind, entries in chosen.items()}


def _report(session: Session, found: Statement, manner: Manner) -> Report:
    lang, header = session.lang, found.header
    last = found.last_entry or session.say(Text.NO_ENTRY)
    heading = [
        session.say(Text.STATS_PERIOD, period=periods.shown(session, header.period), last=last),
        periods.heading(session),
        *periods.filter_line(session, {name: list(v) for name, v in header.filters.items()}),
    ]
    if found.compared:
        heading.append(
            session.say(Text.COMPARED_LINE, period=periods.shown(session, found.compared))
        )
    if manner.format in ("json", "jsonl"):
        data = statement.as_json(
            found,
            lang,
            rounded=manner.rounded,
            sentence=manner.sentence,
            shared=manner.shares,
        )
        return Report(data=data, rows=tuple(cast("list[object]", data["figures"])))
    tables = table.tables(
        found,
        session.catalogue(),
        lang,
        rounded=manner.rounded,
        ids=manner.format in options.SHEETS,
        shared=manner.shares,
        # A script reads one table from them.
        beside=manner.format not in ("csv", "tsv"),
    )
    return Report(tuple(heading), tables, tuple(_notes(session, found, manner)))


def _notes(session: Session, found: Statement, manner: Manner) -> list[str]:
    """Below the table: the sentence, what is worded singly, how to see the records."""
    lang, catalogue = session.lang, session.catalogue()
    told = []
    if manner.sentence:
        told.append(wording.sentence(list(found.period), lang, rounded=manner.rounded))
    if manner.rounded:
        roles = {
            label: choice.label
            for kind in catalogue.kinds()
            if kind.stock
            for choice in kind.categories.values()
            for label in choice.label
        }
        for figure in found.period:
            told += wording.dated_phrases(figure, lang, roles)
        told += wording.all_resolved(list(found.to_date), lang)
    told += notes.of_table(found, catalogue, lang, shared=manner.shares)
    left_out = 0 if manner.format in options.SHEETS else table.left_out(found, catalogue)
    if left_out:
        told.append(session.say(Words.LEFT_OUT, count=left_out))
    told.append(session.say(Text.HOW_TO_SEE, period=found.header.period.label))
    told.append(session.say(Text.HOW_TO_PROVE, period=found.header.period.label))
    return [note for note in told if note]
