"""Set a whole report as the lines of a page: headings, tables, notes."""

from __future__ import annotations

from collections.abc import Iterator

from branchlog.messages import Lang, RenderText, say
from branchlog.render.grid import Grid, Line, Span, Style
from branchlog.render.safe import encodable, spelled
from branchlog.render.wrap import wrap
from branchlog.report import Report, Table


def lines(report: Report, *, lang: Lang, width: int, bars: bool, encoding: str) -> Iterator[Line]:
    """Every line of the report for a page of `width` cells (0: no limit)."""
    grids = [Grid(table, width, bars=bars, encoding=encoding) for table in report.tables]
    sections = [_paragraph(report.heading, width, encoding, "bold")] if report.heading else []
    for table, grid in zip(report.tables, grids, strict=True):
        sections.append(_table(table, grid, lang, width, encoding))
    notes = [*report.notes, *_left_out(grids, lang)]
    if notes:
        sections.append(_paragraph(notes, width, encoding, ""))
    for number, section in enumerate(sections):
        if number:
            yield []
        yield from section


def plain(line: Line) -> str:
    """A line without styles."""
    return "".join(span.text for span in line)


def _table(table: Table, grid: Grid, lang: Lang, width: int, encoding: str) -> Iterator[Line]:
    if table.title:
        yield from _paragraph([table.title], width, encoding, "bold")
    yield from grid.lines()
    if not table.rows:
        yield [Span(encodable(say(RenderText.NO_ROWS, lang), encoding))]


def _paragraph(
    texts: tuple[str, ...] | list[str], width: int, encoding: str, style: Style
) -> Iterator[Line]:
    for text in texts:
        for line in spelled(text, encoding, multiline=True).split("\n"):
            wrapped = wrap(line, width, part_words=False) if width else [line]
            yield from ([Span(part.rstrip(" "), style)] for part in wrapped)


def _left_out(grids: list[Grid], lang: Lang) -> list[str]:
    titles = dict.fromkeys(title for grid in grids for title in grid.left_out)
    if not titles:
        return []
    return [say(RenderText.LEFT_OUT, lang, columns=("、".join(titles), ", ".join(titles)))]
