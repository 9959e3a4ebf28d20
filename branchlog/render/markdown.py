"""A report as Markdown that shows every text as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from branchlog.render.cells import shown
from branchlog.render.safe import encodable, safe
from branchlog.report import Cell, Report, Table

_MARK = re.compile(r"[\\`*_\[\]|~#$]")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# What would begin a list, a rule or an underlined heading at the start of a paragraph.
_LEAD = re.compile(r"^(\d*)([-+=.)])")


def text(report: Report, *, encoding: str) -> str:
    """The whole document."""
    blocks = list(_blocks(report))
    return encodable("".join(f"{block}\n" for block in "\n\n".join(blocks).split("\n")), encoding)


def _blocks(report: Report) -> Iterator[str]:
    for number, line in enumerate(report.heading):
        yield _paragraph(line) if number else f"# {_inline(line)}"
    for table in report.tables:
        if table.title:
            yield f"## {_inline(table.title)}"
        if table.columns:
            yield _table(table)
    yield from map(_paragraph, report.notes)


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
