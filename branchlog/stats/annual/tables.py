"""The report's tables: all figures, their parts in time and by category, and what stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from branchlog.messages import Cli as Words
from branchlog.messages import Lang, Stats, say
from branchlog.records import periods
from branchlog.records.catalogue import Choice, Kind
from branchlog.records.indicators import Indicator
from branchlog.report import Cell, Column, Table
from branchlog.stats import wording
from branchlog.stats.annual.findings import Findings, counts
from branchlog.stats.figures import Figure, figures
from branchlog.stats.selection import Selection, Sorted, bounds
from branchlog.stats.statement import said


def lines(findings: Findings) -> list[Figure]:
    """The figures of the period that a reader looks for: of categories only what is declared.

    What is neither recorded now nor in the period compared with has no line.
    """
    stocks = {kind.id for kind in findings.catalogue.kinds() if kind.stock}
    relabelled = findings.asked.own.get("relabel", {})
    previous = findings.statement.previous
    return [
        figure
        for figure in findings.statement.period
        if figure.indicator.kind not in stocks
        and (
            not figure.indicator.categories
            or figure.indicator.headline
            or figure.indicator.id in relabelled
        )
        and (said(figure) or said(previous.get(_key(figure), figure)))
    ]


def standing(findings: Findings) -> list[Figure]:
    """The stocks that are known at the period's end."""
    stocks = {kind.id for kind in findings.catalogue.kinds() if kind.stock}
    return [
        each for each in findings.statement.period if each.indicator.kind in stocks and said(each)
    ]


def figures_table(findings: Findings, shown: Sequence[Figure]) -> Table:
    """One line a figure: its value, its unit, and what it was in the period compared with."""
    lang, compared = findings.asked.lang, findings.asked.compared
    columns = [
        Column("label", say(Words.INDICATOR, lang)),
        Column("value", say(Words.VALUE, lang), "right"),
        Column("unit", say(Words.UNIT, lang)),
    ]
    if compared:
        columns += [
            Column("previous", findings.compared_with, "right"),
            Column("change", say(Words.CHANGE_TITLE, lang), "right"),
            Column("change_percent", say(Words.CHANGE_PERCENT, lang), "right", priority=1),
        ]
    rows, proofs = [], []
    for figure in shown:
        row: list[Cell] = [
            say(figure.indicator.label, lang),
            value(figure, lang),
            unit(figure, lang),
        ]
        if compared:
            row += change(figure, findings.statement.previous[_key(figure)], lang)
        rows.append(tuple(row))
        key = findings.proven(figure) if said(figure) else ""
        proofs.append(("", key, *[""] * (len(columns) - 2)))
    return Table(tuple(columns), tuple(rows), proofs=tuple(proofs))


def change(figure: Figure, before: Figure, lang: Lang) -> list[Cell]:
    """The earlier value, the difference and the difference in per cent."""
    then = value(before, lang)
    if not said(figure) or not said(before):
        return [then, None, None]
    assert figure.hundredths is not None  # noqa: S101 - it is said
    assert before.hundredths is not None  # noqa: S101
    difference = figure.hundredths - before.hundredths
    sign = "+" if difference > 0 else "-" if difference < 0 else ""
    percent = None
    # Of a rate the difference itself is in per cent.
    if before.hundredths and figure.indicator.unit.id != "%":
        share = round(difference * 10_000 / before.hundredths)
        percent = f"{sign}{wording.plain(abs(share), lang)}%"
    return [then, f"{sign}{wording.plain(abs(difference), 'en', grouped=True)}", percent]


def value(figure: Figure | None, lang: Lang) -> Cell:
    """A figure in a cell: a number, text where it is approximate, nothing where nothing is."""
    if figure is None or not said(figure) or figure.hundredths is None:
        return None
    if figure.approximate:
        plain, grouped = (
            wording.plain(figure.hundredths, "en", grouped=each) for each in (False, True)
        )
        return wording.display(figure, lang).replace(plain, grouped, 1)
    whole, rest = divmod(figure.hundredths, 100)
    return figure.hundredths / 100 if rest else whole


def unit(figure: Figure, lang: Lang) -> str:
    """The unit beside the value. English labels name what is counted; only measures need one."""
    found = figure.indicator.unit
    return found.id if lang == "zh" else found.en[1] if found.written else ""


def over_time(findings: Findings, shown: Sequence[Figure]) -> Table | None:
    """The figures down, the months across; None where the period has only one part."""
    lang, parts = findings.asked.lang, findings.statement.parts
    keys = part_keys(findings)
    flows = [
        each
        for each in shown
        if said(each)
        and each.indicator.aggregation != "ratio"
        and each.indicator.measure != "people"
    ]
    if len(keys) < 2 or not flows:
        return None
    columns = (
        Column("label", say(Words.INDICATOR, lang)),
        *(Column(key, part_title(key, keys), "right") for key in keys),
        Column("total", say(Words.TOTAL, lang), "right"),
    )
    rows, proofs = [], []
    for figure in flows:
        cells = [value(parts[key].get(_key(figure)), lang) for key in keys]
        total = value(figure, lang)
        proof = findings.proven(figure)
        rows.append((say(figure.indicator.label, lang), *cells, total))
        proofs.append(("", *("" if cell is None else proof for cell in cells), proof))
    return Table(columns, tuple(rows), proofs=tuple(proofs))


def part_keys(findings: Findings) -> list[str]:
    """The months or quarters that the period has had so far; the years that have records."""
    if findings.part is None:
        return []
    this = periods.key(findings.asked.today.isoformat(), findings.part)
    return [
        key
        for key, parts in findings.statement.parts.items()
        if (key <= this and findings.part != "year")
        or any(said(each) and not each.indicator.stock for each in parts.values())
    ]


def part_title(key: str, keys: Sequence[str]) -> str:
    """`2024-03` as `03` and `2024Q1` as `Q1` where every column is of one year."""
    same_year = len({each[:4] for each in keys}) == 1
    return key[4:].lstrip("-") or key if same_year else key


def by_category(findings: Findings) -> list[tuple[Kind, Table]]:
    """A table for each kind whose records are of several categories: what each came to."""
    found = []
    for kind in findings.catalogue.kinds():
        if kind.categories and not kind.stock and kind.id != "honour":
            table = _categories(findings, kind)
            if table is not None and len(table.rows) > 1:
                found.append((kind, table))
    return found


def _categories(findings: Findings, kind: Kind) -> Table | None:
    lang = findings.asked.lang
    wholes = _wholes(findings, kind)
    docs = findings.docs.get(kind.id, ())
    first, last = bounds(findings.asked.period)
    used = {doc.get("category") for doc in docs if first <= doc["date"] <= last}
    rest = [doc for doc in docs if doc.get("category") not in kind.categories]
    lines: list[tuple[str, list[Figure], bool]] = []
    for id_, choice in kind.categories.items():
        if id_ in used:
            parts = [_part(findings, whole, choice) for whole in wholes]
            lines.append((say(choice.label, lang), figures(parts, findings.selection), True))
    if rest and used - kind.categories.keys():
        of_rest = Selection(Sorted({kind.id: rest}), findings.asked.period)
        lines.append((say(Stats.UNFILLED, lang), figures(wholes, of_rest), False))
    at = [index for index in range(len(wholes)) if any(said(line[1][index]) for line in lines)]
    if not at:
        return None
    columns = [Column("category", say(Words.CATEGORY, lang))]
    columns += [
        Column(wholes[index].id, _title(wholes[index], kind, lang), "right") for index in at
    ]
    rows = [(label, *(value(each[index], lang) for index in at)) for label, each, _ in lines]
    proofs = [
        (
            "",
            *(findings.proven(each[index]) if proven and said(each[index]) else "" for index in at),
        )
        for _, each, proven in lines
    ]
    return Table(tuple(columns), tuple(rows), say(kind.label, lang), proofs=tuple(proofs))


def _wholes(findings: Findings, kind: Kind) -> list[Indicator]:
    """The kind's count, its outcomes and its measures: what a category has its share of."""
    return [
        each
        for each in findings.known
        if each.kind == kind.id
        and each.span == "period"
        and not (each.categories or each.occasions or each.tags)
        and not each.stock
        and each.aggregation in ("count", "sum", "distinct")
        and each.measure not in ("people", "hours")
    ]


def _part(findings: Findings, whole: Indicator, choice: Choice) -> Indicator:
    """What an indicator counts of one category: the catalogue's own one, or one made for it."""
    wanted = whole._replace(categories=(choice.id,))
    known = findings.counting.get(counts(wanted))
    if known is not None:
        return known
    id_ = f"{whole.id}.{choice.id}"
    while any(each.id == id_ for each in findings.known):
        id_ += "-part"
    label = (f"{whole.label[0]}:{choice.label[0]}", f"{whole.label[1]}: {choice.label[1]}")
    return wanted._replace(id=id_, label=label, headline=False)


def _title(indicator: Indicator, kind: Kind, lang: Lang) -> str:
    """The indicator's label without the kind's name before it."""
    label = say(indicator.label, lang)
    for start in (f"{kind.label[0]}:", f"{kind.label[1]}: "):
        label = label.removeprefix(start)
    return label


def unnamed(shown: Iterable[Figure]) -> list[Figure]:
    """Distinct counts that hold what was recorded without a name."""
    return [figure for figure in shown if figure.unnamed]


def _key(figure: Figure) -> tuple[str, str]:
    return figure.indicator.id, figure.indicator.span
