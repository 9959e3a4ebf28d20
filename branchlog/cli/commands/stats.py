"""Print the statistics table of a period."""

from __future__ import annotations

from typing import Annotated, cast

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
from branchlog.records.indicators import Indicator, indicators
from branchlog.records.periods import Period, parse_period
from branchlog.report import Report
from branchlog.stats import statement, table, wording
from branchlog.stats.axes import AXES, Axis
from branchlog.stats.selection import Documents
from branchlog.stats.statement import Header, Statement


def run(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="STATS_PERIOD")] = None,
    by: Annotated[str | None, typer.Option("--by", help="STATS_BY")] = None,
    compare: Annotated[str | None, typer.Option("--compare", help="STATS_COMPARE")] = None,
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
    axis = cast(Axis, options.axis(by, AXES)) if by is not None else None
    span = parse_period("this-year" if period is None else period, session.today)
    compared = parse_period(compare, session.today) if compare is not None else None
    to_date = to_date or session.config().to_date
    asked = options.asked(category, person, place, occasion, text, where)
    known = indicators(session.catalogue())
    docs = _documents(session, asked, None if to_date else _years(known, span, compared))
    header = Header(
        session.config().name,
        session.config().org,
        session.config().uuid,
        span,
        session.today.isoformat(),
        asked,
    )
    found = statement.state(
        header,
        known,
        docs,
        axis=axis,
        to_date=to_date,
        compared=compared,
    )
    report = _report(session, found, rounded=rounded, sentence=sentence, format_=chosen)
    if chosen == "table" and not to_date:
        session.note(Text.READ_TO_DATE)
    session.show(report, chosen, output)


def _years(known: list[Indicator], *spans: Period | None) -> tuple[int | None, int | None]:
    """The years that the periods lie in: those between are read too, and not counted.

    What a ledger's own stock was last may have been said in any earlier year; only the built-in
    ones are in a file that is always read.
    """
    years = [span.years() for span in spans if span]
    firsts, lasts = [first for first, _ in years], [last for _, last in years]
    stocks = any(each.aggregation == "last" and each.kind != STANDING for each in known)
    return (
        None if stocks or None in firsts else min(first for first in firsts if first is not None),
        None if None in lasts else max(last for last in lasts if last is not None),
    )


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


def _report(
    session: Session, found: Statement, *, rounded: bool, sentence: bool, format_: str
) -> Report:
    lang, header = session.lang, found.header
    ids = format_ in options.SHEETS
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
    data = statement.as_json(found, lang, rounded=rounded, sentence=sentence)
    return Report(
        tuple(heading),
        table.tables(found, session.catalogue(), lang, rounded=rounded, ids=ids),
        tuple(_notes(session, found, rounded=rounded, sentence=sentence, format_=format_)),
        data=data,
        rows=tuple(cast("list[object]", data["figures"])),
    )


def _notes(
    session: Session, found: Statement, *, rounded: bool, sentence: bool, format_: str
) -> list[str]:
    """Below the table: the sentence, what is worded singly, how to see the records."""
    lang = session.lang
    notes = []
    if sentence:
        notes.append(wording.sentence(list(found.period), lang, rounded=rounded))
    if rounded:
        roles = {
            label: choice.label
            for kind in session.catalogue().kinds()
            if kind.stock
            for choice in kind.categories.values()
            for label in choice.label
        }
        for figure in found.period:
            notes += wording.dated_phrases(figure, lang, roles)
        notes += wording.all_resolved(list(found.to_date), lang)
    if found.axis:
        notes.append(
            session.say(Words.PERSON_NOTE if found.axis == "person" else Words.DISTINCT_NOTE)
        )
    if table.above_one(found):
        notes.append(session.say(Words.RATE_NOTE))
    left_out = 0 if format_ in options.SHEETS else table.left_out(found)
    if left_out:
        notes.append(session.say(Words.LEFT_OUT, count=left_out))
    notes.append(session.say(Text.HOW_TO_SEE, period=found.header.period.label))
    return [note for note in notes if note]
