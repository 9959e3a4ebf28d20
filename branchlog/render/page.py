"""Set a whole report as the lines of a page: headings, tables, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from branchlog.messages import Lang, RenderText, say
from branchlog.render import outline, runs
from branchlog.render.grid import Grid, Line, Span, Style
from branchlog.render.safe import encodable, spelled
from branchlog.render.wrap import wrap
from branchlog.report import Chart, Report, Section, Table


def lines(report: Report, *, lang: Lang, width: int, bars: bool, encoding: str) -> Iterator[Line]:
    """Every line of the report for a page of `width` cells (0: no limit)."""
    page = _Page(lang, width, bars, encoding)
    for number, block in enumerate(page.blocks(report)):
        if number:
            yield []
        yield from block


def plain(line: Line) -> str:
    """A line without styles."""
    return "".join(span.text for span in line)


class _Page:
    """How the page is set, and the columns for which it had no room."""

    def __init__(self, lang: Lang, width: int, bars: bool, encoding: str) -> None:
        self._lang = lang
        self._width = width
        self._bars = bars
        self._encoding = encoding
        self._left_out: dict[str, None] = {}

    def blocks(self, report: Report) -> Iterator[Iterator[Line]]:
        """The page's blocks, an empty line between them."""
        if report.title:
            yield self._texts([report.title, *report.byline], "bold")
        if report.heading:
            yield self._texts(report.heading, "bold")
        for table in report.tables:
            yield self._table(table)
        for heading in outline.headings(report.sections, self._lang):
            if heading.text:
                yield self._texts([heading.text], "bold")
            yield from self._section(heading.section)
        # Only when the tables are set is it known what they left out.
        notes = [*report.notes, *self._columns_left_out()]
        if notes:
            yield self._texts(notes)
        if report.signature:
            yield self._texts(report.signature)

    def _section(self, section: Section) -> Iterator[Iterator[Line]]:
        for block in section.blocks:
            if isinstance(block, Table):
                yield self._table(block)
            elif isinstance(block, Chart):
                yield self._table(outline.bars(block))
            else:
                yield runs.lines(block, self._width, self._encoding)

    def _table(self, table: Table) -> Iterator[Line]:
        grid = Grid(table, self._width, bars=self._bars, encoding=self._encoding)
        self._left_out |= dict.fromkeys(grid.left_out)
        return self._set(table, grid)

    def _set(self, table: Table, grid: Grid) -> Iterator[Line]:
        if table.title:
            yield from self._texts([table.title], "bold")
        yield from grid.lines()
        if not table.rows:
            yield [Span(encodable(say(RenderText.NO_ROWS, self._lang), self._encoding))]

    def _texts(self, texts: Iterable[str], style: Style = "") -> Iterator[Line]:
        for text in texts:
            for line in spelled(text, self._encoding, multiline=True).split("\n"):
                wrapped = wrap(line, self._width, part_words=False) if self._width else [line]
                yield from ([Span(part.rstrip(" "), style)] for part in wrapped)

    def _columns_left_out(self) -> list[str]:
        if not self._left_out:
            return []
        titles = ("、".join(self._left_out), ", ".join(self._left_out))
        return [say(RenderText.LEFT_OUT, self._lang, columns=titles)]
