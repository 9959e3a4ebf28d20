"""A statement as tables: the year's lines, the to-date block, the parts along an axis."""

from __future__ import annotations

from collections.abc import Sequence

from branchlog.messages import Cli as Text
from branchlog.messages import Lang, say
from branchlog.messages import Stats as Words
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import Indicator
from branchlog.report import Cell, Column, Table
from branchlog.stats import shares, wording
from branchlog.stats.axes import TIMES
from branchlog.stats.crossed_table import crossed, lines, stateless
from branchlog.stats.figures import Figure
from branchlog.stats.key_table import by_key, kinds, of_kind
from branchlog.stats.labels import short_time
from branchlog.stats.side_tables import plan_table, service_table
from branchlog.stats.statement import Statement, said


def tables(
    statement: Statement,
    catalogue: Catalogue,
    lang: Lang,
    *,
    rounded: bool,
    ids: bool,
    shared: bool = False,
    beside: bool = True,
) -> tuple[Table, ...]:
    """The tables in reading order.

    `ids` adds the indicators' ids, for scripts, whose sheet of parts is one table; `shared` adds
    to parts what they are of the whole; `beside` adds the tables of service and of the plan.
    """
    main = []
    if statement.service and beside:
        main.append(service_table(statement.service, catalogue, lang))
    if statement.axis and ids:
        main.append(long_table(statement, lang))
    else:
        main += _main(statement, catalogue, lang, rounded=rounded, ids=ids, shared=shared)
    if statement.plan and beside:
        main.append(plan_table(statement.plan, lang))
    if statement.axis and statement.compared and not ids:
        title = say(Words.COMPARED_TITLE, lang, period=statement.compared.label)
        block = _lines(statement, overview(statement), lang, rounded=rounded, ids=ids)
        main.append(block._replace(title=title))
    if statement.to_date and not (statement.axis and ids):
        last = statement.header.period.last
        title = say(Text.TO_DATE_TITLE, lang, last=last.isoformat() if last else "")
        block = _lines(statement, statement.to_date, lang, rounded=rounded, ids=ids)
        main.append(block._replace(title=title))
    return tuple(main)


def _main(
    statement: Statement,
    catalogue: Catalogue,
    lang: Lang,
    *,
    rounded: bool,
    ids: bool,
    shared: bool,
) -> list[Table]:
    """The period's own tables."""
    if statement.across:
        return crossed(statement, catalogue, lang)
    if statement.axis in TIMES:
        return [_in_time(statement, overview(statement), lang, shared)]
    if statement.axis:
        return by_key(statement, catalogue, lang, shared=shared)
    lines = statement.period if ids else overview(statement)
    return [_lines(statement, lines, lang, rounded=rounded, ids=ids)]


def overview(statement: Statement) -> tuple[Figure, ...]:
    """The lines of a table to read: details of every category only where a filter asks for few."""
    if statement.header.filters:
        return statement.period
    return tuple(figure for figure in statement.period if not figure.indicator.detail)


def shown(statement: Statement, catalogue: Catalogue) -> list[Figure]:
    """The lines of the period that the tables to read have room for."""
    if statement.across:
        return lines(statement, catalogue)
    if statement.axis is None or statement.axis in TIMES:
        return list(overview(statement))
    return [figure for kind in kinds(statement, catalogue) for figure in of_kind(statement, kind)]


def left_out(statement: Statement, catalogue: Catalogue) -> int:
    """How many lines that rest on records the tables to read have no room for."""
    there = {figure.indicator for figure in shown(statement, catalogue)}
    if "state" in statement.axes:
        # A note of its own names the kinds without states.
        named = {kind.id for kind in stateless(statement, catalogue)}
        there |= {each.indicator for each in statement.period if each.indicator.kind in named}
    whole = [figure for figure in statement.period if statement.axis is None or said(figure)]
    return sum(figure.indicator not in there for figure in whole)


def above_one(statement: Statement) -> list[Indicator]:
    """The rates in the tables that exceed 1: what they divide is dated by different days."""
    figures = [*statement.to_date]
    if not statement.across:
        figures += statement.period
        figures += [figure for parts in statement.parts.values() for figure in parts.values()]
    found = [
        figure.indicator
        for figure in figures
        if figure.indicator.aggregation == "ratio" and (figure.value or 0) > 1
    ]
    return list(dict.fromkeys(found))


def _lines(
    statement: Statement, figures: Sequence[Figure], lang: Lang, *, rounded: bool, ids: bool
) -> Table:
    """One line a figure: what it is, its value and unit, and how many records it rests on."""
    columns = [Column("indicator", say(Text.INDICATOR_ID, lang))] if ids else []
    columns.append(Column("label", say(Text.INDICATOR, lang)))
    if rounded:
        columns.append(Column("words", say(Text.WORDS, lang)))
    else:
        columns.append(Column("value", say(Text.VALUE, lang), "right"))
        columns.append(Column("unit", say(Text.UNIT, lang)))
    if statement.compared:
        columns += [
            Column("previous", say(Text.PREVIOUS, lang), "right"),
            Column("change", say(Text.CHANGE_TITLE, lang), "right"),
            Column("change_percent", say(Text.CHANGE_PERCENT, lang), "right"),
        ]
    columns.append(Column("records", say(Text.RECORDS, lang), "right", bar=True))
    rows = []
    for figure in figures:
        indicator = figure.indicator
        row: list[Cell] = [indicator.id] if ids else []
        row.append(say(indicator.label, lang))
        if rounded:
            row.append(_in_words(figure, lang))
        else:
            row += [_value(figure, lang), "" if indicator.unit.id == "%" else _unit(figure, lang)]
        if statement.compared:
            row += _change(figure, statement.previous[indicator.id, indicator.span], lang)
        row.append(figure.records)
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows))


def long_table(statement: Statement, lang: Lang) -> Table:
    """One line a figure and part, for scripts: their sheet has the same columns on every axis.

    Split along several axes, it has a column of keys for each, headed by the axis.
    """
    heads = statement.axes if statement.across else ("key",)
    # A column without a title is headed by its key, which no language changes.
    columns = tuple(
        Column(key, "") for key in ("indicator", "label", *heads, "value", "unit", "records")
    )
    rows: list[tuple[Cell, ...]] = []
    whole = (*statement.period, *statement.to_date)
    cells = statement.cells([figure.indicator for figure in whole])
    for each in whole:
        indicator = each.indicator
        label = say(indicator.label, lang)
        for path, figure in cells.get((indicator.id, indicator.span), {}).items():
            if said(figure):
                value, unit = wording.plain(figure.hundredths), indicator.unit.id
                rows.append((indicator.id, label, *path, value, unit, figure.records))
    return Table(columns, tuple(rows))


def _in_words(figure: Figure, lang: Lang) -> str:
    return wording.phrase(figure, lang) if said(figure) else _value(figure, lang)


def _value(figure: Figure, lang: Lang) -> str:
    """The figure as text: nothing recorded is told apart from a recorded zero."""
    if said(figure):
        return wording.display(figure, lang, grouped=True)
    return say(Words.NONE if figure.hundredths is None else Words.NOTHING, lang)


def _unit(figure: Figure, lang: Lang) -> str:
    """The unit beside the value. English labels name what is counted; only measures need one."""
    unit = figure.indicator.unit
    return unit.id if lang == "zh" else unit.en[1] if unit.written else ""


def _change(figure: Figure, before: Figure, lang: Lang) -> list[Cell]:
    if figure.hundredths is None or before.hundredths is None:
        return [wording.display(before, lang), "", ""]
    change = figure.hundredths - before.hundredths
    sign = "+" if change > 0 else "-" if change < 0 else ""
    percent = ""
    if before.hundredths:
        share = round(change * 10_000 / before.hundredths)
        percent = f"{sign}{wording.plain(abs(share), lang)}%"
    then = wording.display(before, lang, grouped=True) if said(before) else say(Words.NONE, lang)
    return [then, f"{sign}{wording.plain(abs(change), lang)}", percent]


def _in_time(statement: Statement, figures: Sequence[Figure], lang: Lang, shared: bool) -> Table:
    """Figures down, the calendar across; a stock's last column is its last value."""
    keys = list(statement.parts)
    same_year = len({key[:4] for key in keys}) == 1
    columns = [
        Column("label", say(Text.INDICATOR, lang)),
        *(Column(key, short_time(key, same_year=same_year), "right") for key in keys),
        Column("total", say(Text.TOTAL, lang), "right"),
    ]
    rows = []
    for figure in figures:
        key = (figure.indicator.id, figure.indicator.span)
        if not said(figure):
            continue
        parts = [statement.parts[part].get(key) for part in keys]
        cells = [_part(part, lang) for part in parts]
        total = "" if figure.indicator.stock else wording.display(figure, lang)
        rows.append((say(figure.indicator.label, lang), *cells, total))
        if shared and shares.has(figure, statement.axis):
            label = say(Words.SHARE_OF, lang, label=figure.indicator.label)
            percents = [shares.percent(part, figure) for part in parts]
            rows.append((label, *percents, shares.percent(figure, figure)))
    return Table(tuple(columns), tuple(rows))


def _part(figure: Figure | None, lang: Lang) -> str:
    return wording.display(figure, lang) if figure is not None and said(figure) else ""
