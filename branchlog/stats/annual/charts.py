"""The report's charts: events over time, kinds by category, and now beside then."""

from __future__ import annotations

from collections.abc import Sequence

from branchlog.messages import Annual as Text
from branchlog.messages import say
from branchlog.records.catalogue import Kind
from branchlog.report import Chart, Series, Table
from branchlog.stats.annual import spans
from branchlog.stats.annual.findings import Findings
from branchlog.stats.annual.tables import part_keys, part_title
from branchlog.stats.figures import Figure
from branchlog.stats.statement import said

_Value = int | float | None


def over_time(findings: Findings, shown: Sequence[Figure]) -> list[Chart]:
    """How often things happened in each month: one chart for each unit that counts have."""
    keys = part_keys(findings)
    if len(keys) < 2:
        return []
    labels = tuple(part_title(key, keys) for key in keys)
    parts = findings.statement.parts
    return [
        Chart(
            say(Text.EVENTS_CHART, findings.asked.lang),
            labels,
            tuple(
                Series(
                    _label(findings, each),
                    tuple(_value(parts[key].get(_key(each))) for key in keys),
                )
                for each in group
            ),
            _unit(findings, group[0]),
        )
        for group in _groups(_counts(shown))
    ]


def by_category(findings: Findings, kind: Kind, table: Table) -> Chart | None:
    """The kind's count in each of its categories; none where the table has none."""
    count = f"{kind.id}.{kind.count}"
    at = [column.key for column in table.columns]
    if count not in at:
        return None
    figure = findings.found.get((count, "period"))
    index = at.index(count)
    values = [row[index] for row in table.rows]
    numbers = tuple(value if isinstance(value, (int, float)) else None for value in values)
    title = say(Text.CATEGORY_CHART, findings.asked.lang, kind=kind.label)
    labels = tuple(str(row[0]) for row in table.rows)
    unit = _unit(findings, figure) if figure else ""
    return Chart(title, labels, (Series(table.columns[index].title, numbers),), unit)


def compared(findings: Findings, shown: Sequence[Figure]) -> list[Chart]:
    """The figures beside those of the period compared with, a chart for each unit."""
    asked, previous = findings.asked, findings.statement.previous
    if asked.compared is None:
        return []
    then = findings.compared_with
    flows = [
        figure
        for figure in shown
        if figure.indicator.aggregation == "count"
        and not (figure.indicator.categories or figure.indicator.occasions or figure.indicator.tags)
    ]
    charts = []
    for group in _groups(flows):
        if len(group) > 1:
            series = (
                Series(then, tuple(_value(previous[_key(each)]) for each in group)),
                Series(spans.worded(asked.period, asked.lang), tuple(map(_value, group))),
            )
            labels = tuple(_label(findings, each) for each in group)
            title = say(Text.COMPARE_CHART, asked.lang, period=then)
            charts.append(Chart(title, labels, series, _unit(findings, group[0])))
    return charts


def _counts(shown: Sequence[Figure]) -> list[Figure]:
    """Each kind's count of events, however it is worded."""
    return [
        figure
        for figure in shown
        if figure.indicator.aggregation == "count"
        and not (figure.indicator.categories or figure.indicator.occasions or figure.indicator.tags)
        and not figure.indicator.state
        and said(figure)
    ]


def _groups(shown: Sequence[Figure]) -> list[list[Figure]]:
    """The figures by unit, for a chart has one scale."""
    groups: dict[str, list[Figure]] = {}
    for figure in shown:
        groups.setdefault(figure.indicator.unit.id, []).append(figure)
    return list(groups.values())


def _value(figure: Figure | None) -> _Value:
    return figure.value if figure is not None and said(figure) else None


def _label(findings: Findings, figure: Figure) -> str:
    return say(figure.indicator.label, findings.asked.lang)


def _unit(findings: Findings, figure: Figure) -> str:
    unit = figure.indicator.unit
    return unit.id if findings.asked.lang == "zh" else unit.en[1]


def _key(figure: Figure) -> tuple[str, str]:
    return figure.indicator.id, figure.indicator.span
