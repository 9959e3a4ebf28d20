"""A statement as tables: the year's lines, the to-date block, the parts along an axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from branchlog.messages import Cli as Text
from branchlog.messages import Lang, Pair, say
from branchlog.messages import Stats as Words
from branchlog.records.catalogue import Catalogue, Kind
from branchlog.report import Cell, Column, Table
from branchlog.stats import wording
from branchlog.stats.axes import BLANK, TIMES
from branchlog.stats.figures import Figure
from branchlog.stats.statement import Statement, said


def tables(
    statement: Statement, catalogue: Catalogue, lang: Lang, *, rounded: bool, ids: bool
) -> tuple[Table, ...]:
    """The tables in reading order. `ids` adds the indicators' ids, for scripts."""
    if statement.axis and ids:
        return (_long(statement, lang),)
    if statement.axis in TIMES:
        main = [_in_time(statement, overview(statement), lang)]
    elif statement.axis:
        main = _by_key(statement, catalogue, lang)
    else:
        lines = statement.period if ids else overview(statement)
        main = [_lines(statement, lines, lang, rounded=rounded, ids=ids)]
    if statement.to_date:
        last = statement.header.period.last
        title = say(Text.TO_DATE_TITLE, lang, last=last.isoformat() if last else "")
        block = _lines(statement, statement.to_date, lang, rounded=rounded, ids=ids)
        main.append(Table(block.columns, block.rows, title))
    return tuple(main)


def overview(statement: Statement) -> tuple[Figure, ...]:
    """The lines of a table to read: details of every category only where a filter asks for few."""
    if statement.header.filters:
        return statement.period
    return tuple(figure for figure in statement.period if not figure.indicator.detail)


def left_out(statement: Statement) -> int:
    """How many lines that rest on records the tables to read have no room for."""
    if statement.axis is None:
        return len(statement.period) - len(overview(statement))
    lines = [figure for figure in statement.period if said(figure)]
    if statement.axis in TIMES:
        shown = {figure.indicator for figure in overview(statement)}
        return sum(figure.indicator not in shown for figure in lines)
    return sum(bool(figure.indicator.categories) for figure in lines)


def above_one(statement: Statement) -> bool:
    """Whether a rate in the tables exceeds 1: what it divides is dated by different days."""
    shown = list(statement.to_date)
    if statement.axis is None or statement.axis in TIMES:
        shown += statement.period
        shown += [figure for parts in statement.parts.values() for figure in parts.values()]
    return any(
        figure.indicator.aggregation == "ratio" and (figure.value or 0) > 1 for figure in shown
    )


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


def _long(statement: Statement, lang: Lang) -> Table:
    """One line a figure and key, for scripts: their sheet has the same columns on every axis."""
    # A column without a title is headed by its key, which no language changes.
    columns = tuple(
        Column(key, "") for key in ("indicator", "label", "key", "value", "unit", "records")
    )
    rows: list[tuple[Cell, ...]] = []
    for whole in (*statement.period, *statement.to_date):
        indicator = whole.indicator
        label = say(indicator.label, lang)
        for key, parts in statement.parts.items():
            figure = parts.get((indicator.id, indicator.span))
            if figure is not None and said(figure):
                value, unit = wording.plain(figure.hundredths), indicator.unit.id
                rows.append((indicator.id, label, key, value, unit, figure.records))
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


def _in_time(statement: Statement, figures: Sequence[Figure], lang: Lang) -> Table:
    """Figures down, the calendar across; a stock's last column is its last value."""
    keys = list(statement.parts)
    same_year = len({key[:4] for key in keys}) == 1
    columns = [
        Column("label", say(Text.INDICATOR, lang)),
        *(Column(key, _short(key, same_year), "right") for key in keys),
        Column("total", say(Text.TOTAL, lang), "right"),
    ]
    rows = []
    for figure in figures:
        key = (figure.indicator.id, figure.indicator.span)
        if not said(figure):
            continue
        cells = [_part(statement.parts[part].get(key), lang) for part in keys]
        total = "" if figure.indicator.stock else wording.display(figure, lang)
        rows.append((say(figure.indicator.label, lang), *cells, total))
    return Table(tuple(columns), tuple(rows))


def _short(key: str, same_year: bool) -> str:
    """`2024-03` as `03` and `2024Q1` as `Q1` where every column is of one year."""
    return key[4:].lstrip("-") or key if same_year else key


def _part(figure: Figure | None, lang: Lang) -> str:
    return wording.display(figure, lang) if figure is not None and said(figure) else ""


def _by_key(statement: Statement, catalogue: Catalogue, lang: Lang) -> list[Table]:
    """A table a kind: keys down, the kind's own indicators across."""
    found = []
    for kind in catalogue.kinds():
        mine = [
            figure
            for figure in statement.period
            if figure.indicator.kind == kind.id
            and not figure.indicator.categories
            and said(figure)
            and any((figure.indicator.id, "period") in parts for parts in statement.parts.values())
        ]
        if not mine:
            continue
        columns = [Column("key", say(_AXIS_TITLES[statement.axis or ""], lang))]
        columns += [
            Column(figure.indicator.id, _title(figure, kind.label, lang), "right", bar=at == 0)
            for at, figure in enumerate(mine)
        ]
        rows: list[tuple[Cell, ...]] = []
        for key in sorted(statement.parts, key=_order(statement, kind)):
            parts = statement.parts[key]
            cells = [_number(parts.get((figure.indicator.id, "period"))) for figure in mine]
            if any(cell is not None for cell in cells):
                rows.append((_key_label(key, statement, kind.categories, catalogue, lang), *cells))
        rows.append((say(Text.TOTAL, lang), *(figure.value for figure in mine)))
        found.append(Table(tuple(columns), tuple(rows), say(kind.label, lang)))
    return found


def _order(statement: Statement, kind: Kind) -> Callable[[str], tuple[int, str]]:
    """Categories as the catalogue has them, everything else as texts sort; blanks last."""
    places = {id_: at for at, id_ in enumerate(kind.categories)}
    if statement.axis != "category":
        places = {}
    return lambda key: (len(places) + 1 if key == BLANK else places.get(key, len(places)), key)


_AXIS_TITLES: dict[str, Pair] = {
    "kind": Text.KIND,
    "category": Text.CATEGORY,
    "person": ("人员", "person"),
    "place": ("地点", "place"),
}


def _title(figure: Figure, kind: Pair, lang: Lang) -> str:
    """The indicator's label without the kind's name before it, and its unit."""
    label = say(figure.indicator.label, lang)
    for start in (f"{kind[0]}:", f"{kind[1]}: "):
        label = label.removeprefix(start)
    return label


def _key_label(
    key: str, statement: Statement, categories: object, catalogue: Catalogue, lang: Lang
) -> str:
    if key == BLANK:
        return say(Words.UNFILLED, lang)
    if statement.axis == "kind":
        return say(catalogue.kind(key).label, lang)
    if statement.axis == "category" and isinstance(categories, dict) and key in categories:
        return say(categories[key].label, lang)
    return key


def _number(figure: Figure | None) -> Cell:
    return figure.value if figure is not None and said(figure) else None
