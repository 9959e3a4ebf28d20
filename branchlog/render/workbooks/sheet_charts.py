"""A report's charts as charts of the workbook, over a table of what they show."""

from __future__ import annotations

from collections.abc import Sequence

import xlsxwriter  # type: ignore[import-untyped]

from branchlog.messages import Forms as Text
from branchlog.messages import Lang, say
from branchlog.render.workbooks.sheet_cells import text_of
from branchlog.report import Chart, Column, Table

#: Pixels. A row of the sheet has 20, a column nobody set 64.
_WIDTH, _HEIGHT = 640, 320
_ROW, _COLUMN = 20, 64
#: More labels than these do not stand side by side.
_MOST_ACROSS = 16
_COLORS = ("#2F5D8C", "#C8873A", "#5B8C5A", "#8C4A6B", "#6B6B6B")
#: The columns of the table of what they show.
_CHART, _SERIES, _LABEL, _VALUE, _UNIT = range(5)


def table(charts: Sequence[Chart], lang: Lang) -> Table:
    """What all charts show, a line for each bar."""
    columns = (
        Column("chart", say(Text.CHART, lang)),
        Column("series", say(Text.SERIES, lang)),
        Column("label", say(Text.LABEL, lang)),
        Column("value", say(Text.VALUE, lang), "right"),
        Column("unit", say(Text.UNIT, lang)),
    )
    rows = tuple(
        (chart.title, series.name, label, value, chart.unit)
        for chart in charts
        for series in chart.series
        for label, value in zip(chart.labels, series.values, strict=True)
    )
    return Table(columns, rows, say(Text.CHART_DATA, lang))


class Charts:
    """The charts of a workbook; `place` is the sheet with the table of what they show."""

    def __init__(self, book: xlsxwriter.Workbook, place: str, charts: Sequence[Chart]) -> None:
        self._book = book
        self._place = place
        self._charts = charts

    def put(
        self,
        to: xlsxwriter.worksheet.Worksheet,
        numbers: Sequence[int],
        rows: int,
        columns: int,
        *,
        beside: bool,
    ) -> tuple[int, int]:
        """Draw some charts beside a table or below it; the last row and column that they take."""
        row, column = (1, columns + 1) if beside else (rows + 2, 0)
        for number in numbers:
            shown = self._charts[number]
            options = {"object_position": 3, "description": text_of(shown.title)}
            to.insert_chart(row, column, self._chart(number), options)
            row += _height(shown) // _ROW + 2
        if not numbers:
            return 0, 0
        return row - 1, column + _WIDTH // _COLUMN

    def _chart(self, number: int) -> xlsxwriter.chart.Chart:
        """A chart over its lines of the table."""
        shown = self._charts[number]
        across = len(shown.labels) <= _MOST_ACROSS
        made = self._book.add_chart({"type": "column" if across else "bar"})
        before = self._charts[:number]
        row = first = 1 + sum(len(each.labels) * len(each.series) for each in before)
        for index, series in enumerate(shown.series):
            last = row + len(shown.labels) - 1
            made.add_series(
                {
                    # A name that is written here could be taken for a formula.
                    "name": [self._place, row, _SERIES],
                    "name_data": [text_of(series.name)],
                    "categories": [self._place, row, _LABEL, last, _LABEL],
                    "values": [self._place, row, _VALUE, last, _VALUE],
                    # What was written bit by bit cannot be looked up for a chart: it is told.
                    "categories_data": list(shown.labels),
                    "values_data": list(series.values),
                    "fill": {"color": _COLORS[index % len(_COLORS)]},
                    "gap": 60,
                    "data_labels": {"value": len(shown.series) == 1},
                }
            )
            row = last + 1
        title = {"name": [self._place, first, _CHART], "data": [text_of(shown.title)]}
        made.set_title({**title, "name_font": {"size": 12}})
        made.set_legend({"none": True} if len(shown.series) == 1 else {"position": "bottom"})
        lines = {"major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
        unit = {"name": [self._place, first, _UNIT], "data": [text_of(shown.unit)]}
        made.set_x_axis({"reverse": not across, "major_gridlines": {"visible": False}})
        made.set_y_axis(lines | unit if shown.unit else lines)
        made.set_size({"width": _WIDTH, "height": _height(shown)})
        return made


def _height(chart: Chart) -> int:
    """How high a chart is drawn, in pixels: bars that lie below each other need room."""
    if len(chart.labels) <= _MOST_ACROSS:
        return _HEIGHT
    return min(_HEIGHT + 22 * (len(chart.labels) - _MOST_ACROSS) * len(chart.series), 2000)
