"""A report as Markdown that shows every text as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from branchlog.messages import Lang
from branchlog.render import outline
from branchlog.render.cells import shown
from branchlog.render.grid import Grid
from branchlog.render.safe import encodable, safe
from branchlog.report import Cell, Chart, Report, Section, Table

_MARK = re.compile(r"[\\`*_\[\]|~#$]")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# What would begin a list, a rule or an underlined heading at the start of a paragraph.
_LEAD = re.compile(r"^(\d*)([-+=.)])")

_FENCES = re.compile("`+")
_CHART_WIDTH = 72


def text(report: Report, *, lang: Lang, encoding: str) -> str:
    """The whole document."""
    blocks = list(_blocks(report, lang))
    return encodable("".join(f"{block}\n" for block in "\n\n".join(blocks).split("\n")), encoding)


def _blocks(report: Report, lang: Lang) -> Iterator[str]:
    if report.title:
        yield f"# {_inline(report.title)}"
        yield from map(_paragraph, report.byline)
    for number, line in enumerate(report.heading):
        yield _paragraph(line) if number or report.title else f"# {_inline(line)}"
    for table in report.tables:
        yield from _titled(table, "##")
    for heading in outline.headings(report.sections, lang):
        level = "#" * (heading.depth + 2)
        if heading.text:
            yield f"{level} {_inline(heading.text)}"
        yield from _section(heading.section, f"{level}#")
    yield from map(_paragraph, report.notes)
    yield from map(_paragraph, report.signature)


def _section(section: Section, level: str) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _titled(block, level)
        elif isinstance(block, Chart):
            yield from _chart(block)
        else:
            yield _paragraph("".join(run.text for run in block))


def _titled(table: Table, level: str) -> Iterator[str]:
    if table.title:
        yield f"{level} {_inline(table.title)}"
    if table.columns:
        yield _table(table)


def _chart(chart: Chart) -> Iterator[str]:
    """Bars of signs, in a block whose letters are all of one width."""
    table = outline.bars(chart)
    grid = Grid(table, _CHART_WIDTH, bars=True, encoding="utf-8")
    lines = ["".join(span.text for span in line) for line in grid.lines()]
    yield _paragraph(table.title)
    # A fence longer than any inside: a label must not end the block.
    longest = max(map(len, _FENCES.findall("\n".join(lines))), default=0)
    fence = "`" * max(3, longest + 1)
    yield "\n".join([f"{fence}text", *lines, fence])


def _table(table: Table) -> str:
    titles = [_inline(column.title) for column in table.columns]
    sides = [_side(table, index) for index in range(len(table.columns))]
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in [titles, sides, *rows])


def _side(table: Table, index: int) -> str:
    cells = [row[index] for row in table.rows if row[index] is not None]
    numeric = bool(cells) and not any(isinstance(cell, str) for cell in cells)
    return "---:" if numeric or table.columns[index].align == "right" else "---"


def _cell(cell: Cell) -> str:
    return _inline(cell) if isinstance(cell, str) else shown(cell)


def _paragraph(line: str) -> str:
    inline = _inline(line)
    bare = inline.lstrip(" ")
    # Spaces at the front would be swallowed, and four of them would make a block of code.
    return "&nbsp;" * (len(inline) - len(bare)) + _LEAD.sub(r"\1\\\2", bare)


def _inline(line: str) -> str:
    marked = _MARK.sub(r"\\\g<0>", safe(line, multiline=True))
    for sign, name in _HTML.items():
        marked = marked.replace(sign, name)
    return marked.replace("\n", "<br>")
