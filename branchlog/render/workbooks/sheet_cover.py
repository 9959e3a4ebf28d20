"""A document's text as the first sheet of its workbook, with links to the sheets of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

import xlsxwriter  # type: ignore[import-untyped]

from branchlog.messages import Forms as Text
from branchlog.messages import Lang, say
from branchlog.render.safe import clusters, storable, width
from branchlog.render.workbooks import sheet_book, sheet_cells
from branchlog.render.workbooks.sheet_book import Formats

Look: TypeAlias = Literal["title", "byline", "heading", "part", "text", "link", "signature"]

#: Characters in a line, which fit on A4 in any font, and the height of a line in points.
_WIDTH, _LINE = 66, 17
#: More lines than these do not fit into a row; the text goes on in the next.
_MOST_LINES = 20

_LOOKS: dict[Look, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "align": "center"},
    "byline": {"align": "center", "font_color": "#595959"},
    "heading": {"bold": True, "font_size": 13},
    "part": {"bold": True},
    "text": {},
    "link": {"font_color": "#1F4E99", "indent": 1},
    "signature": {"align": "right"},
}
_TALLER = {"title": 2, "heading": 1.5}


class Line(NamedTuple):
    """A paragraph of the cover; a link leads to the table of this number."""

    text: str
    look: Look
    table: int = 0


def write(
    to: xlsxwriter.worksheet.Worksheet,
    formats: Formats,
    lines: Sequence[Line],
    names: Sequence[str],
    lang: Lang,
) -> None:
    """Fill the sheet. `names` are those of the tables' sheets."""
    to.hide_gridlines(2)
    to.set_paper(9)
    to.set_portrait()
    to.fit_to_pages(1, 0)
    to.set_margins(left=0.6, right=0.6)
    to.center_horizontally()
    to.set_column(0, 0, _WIDTH + 2)
    made = {look: formats.made(**{"text_wrap": True, **own}) for look, own in _LOOKS.items()}
    row = 0
    for line in lines:
        if line.look == "link":
            name = names[line.table]
            target = sheet_book.reference(name, "A1")
            text = say(Text.SEE_SHEET, lang, sheet=name)
            to.write_url(row, 0, f"internal:{target}", made["link"], sheet_cells.text_of(text))
            row += 1
            continue
        for text, count in _pieces(line.text):
            to.set_row(row, _LINE * count * _TALLER.get(line.look, 1))
            shown = sheet_cells.unmistakable(sheet_cells.text_of(text))
            sheet_cells.put(to, row, 0, shown, made[line.look])
            row += 1
    to.print_area(0, 0, max(row - 1, 0), 0)


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """The text in parts that a row can show, each with the number of its lines."""
    for paragraph in storable(text).replace("\r", "\n").split("\n"):
        room = _WIDTH * _MOST_LINES
        part: list[str] = []
        used = 0
        for cluster, cells in clusters(paragraph):
            if used + cells > room:
                yield "".join(part), _MOST_LINES + 1
                part, used = [], 0
            part.append(cluster)
            used += cells
        if part:
            yield "".join(part), 1 + width("".join(part)) // (_WIDTH - 3)
