"""Tables as the XML of a document: set as large as they fit, and never cut off."""

# docxtpl can repeat rows and cells of a table in the template. It would take seconds for a large
# table, and could not choose widths and type to suit what stands in it.

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from math import inf
from typing import NamedTuple

from branchlog.messages import Lang, RenderText, say
from branchlog.render.cells import shown
from branchlog.render.documents.document_styles import AFTER, CELLS, GRID, HEAD, TWIP, Styles
from branchlog.render.documents.document_text import WORDS, clean, ems, escaped, runs
from branchlog.report import Table

_WORD = re.compile("[!-~]+")
#: Of the width of a cell its margins and borders take this much, in points.
_MARGINS = 7
#: A text is given this much if there is room, and never less, in ems; a longer word is parted.
_COMFORTABLE, _LEAST, _LONGEST_WORD = 9.0, 3.0, 13.0
#: A column whose cells are usually longer holds sentences.
_RUNNING = 30.0
#: Sentences ask for no more than a line of the page.
_LONGEST_ROW = 40.0
#: A cell in a column of numbers that is not longer than this is not broken: "-1,305.25".
_RIGID = 20
#: A row whose cells are not longer than this stays on one page.
_WHOLE_ROW = 200
#: A table of so many rows stays on one page.
_TOGETHER = 12


class Shape(NamedTuple):
    """A column's widths in ems: what it cannot do without, and what it would take."""

    column: int
    least: float
    natural: float
    right: bool


class Setting(NamedTuple):
    """The type a table is set in and its columns in blocks, each as wide as the page."""

    style: str
    blocks: tuple[tuple[tuple[Shape, int], ...], ...]


class Drawing:
    """Draws tables for a page of `room` points in the styles of a document, enlarged by `scale`."""

    def __init__(self, styles: Styles, room: float, lang: Lang, scale: float) -> None:
        self._styles = styles
        self._room = room
        self._scale = scale
        self._lang = lang

    def xml(self, table: Table) -> Iterator[str]:
        """The table's XML in pieces: one table, or several below each other that share a page."""
        rows = [[clean(cell) if isinstance(cell, str) else shown(cell) for cell in row]
                for row in table.rows]  # fmt: skip
        titles = [clean(column.title) for column in table.columns]
        setting = self._fitted(_shapes(table, titles, rows))
        # Without a paragraph between them two tables become one.
        style = f'<w:pStyle w:val="{self._styles[AFTER].id}"/>'
        after = f"<w:p {WORDS}><w:pPr>{style}</w:pPr></w:p>"
        if not table.title:
            yield f"<w:p {WORDS}><w:pPr>{style}<w:keepNext/></w:pPr></w:p>"
        for block in setting.blocks:
            yield from self._block(table, titles, rows, block, setting.style)
            yield after

    def _fitted(self, shapes: Sequence[Shape]) -> Setting:
        """The largest type in which nothing is cramped, else the smallest, else several blocks."""
        style = self._styles[CELLS[-1]]
        # Whoever needs large print would rather have more lines than smaller type.
        comfortable = _COMFORTABLE / self._scale
        # Running text is set a size smaller than what is read cell by cell.
        names = CELLS[1:] if max(each.natural for each in shapes) > _RUNNING else CELLS
        for name in names:
            wanted = [each.least if each.right else max(each.least, min(each.natural, comfortable))
                      for each in shapes]  # fmt: skip
            if self._within(wanted, self._styles[name].size):
                style = self._styles[name]
                break
        blocks = _parts(shapes, lambda part: self._within([s.least for s in part], style.size))
        return Setting(
            style.id,
            tuple(
                tuple(zip(block, _widths(block, style.size, self._room), strict=True))
                for block in blocks
            ),
        )

    def _within(self, widths: Sequence[float], size: float) -> bool:
        return sum(widths) * size + _MARGINS * len(widths) <= self._room

    def _block(
        self,
        table: Table,
        titles: Sequence[str],
        rows: Sequence[Sequence[str]],
        block: Sequence[tuple[Shape, int]],
        style: str,
    ) -> Iterator[str]:
        widths = [size for _, size in block]
        caption = escaped(clean(table.title))
        described = f'<w:tblCaption w:val="{caption}"/>' if caption else ""
        yield (
            f'<w:tbl {WORDS}><w:tblPr><w:tblStyle w:val="{self._styles[GRID].id}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblLayout w:type="fixed"/>{described}</w:tblPr><w:tblGrid>'
        )
        yield from (f'<w:gridCol w:w="{size}"/>' for size in widths)
        yield "</w:tblGrid>"
        columns = [shape.column for shape, _ in block]
        if any(titles):
            head = f'<w:rPr><w:rStyle w:val="{self._styles[HEAD].id}"/></w:rPr>'
            starts = [_start(style, size, "center", True) for size in widths]
            cells = [titles[column] for column in columns]
            yield "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
            yield from _cells(starts, cells, head)
            yield "</w:tr>"
        sides = ["right" if shape.right else "left" for shape, _ in block]
        starts = list(map(_start, repeat(style), widths, sides, repeat(True)))
        for number, row in enumerate(rows, 1):
            # A longer table begins with three rows at least.
            if number == len(rows) or (number == 3 and len(rows) > _TOGETHER):
                starts = list(map(_start, repeat(style), widths, sides))
            cells = [row[column] for column in columns]
            whole = max(map(len, cells), default=0) <= _WHOLE_ROW
            yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>" if whole else "<w:tr>"
            yield from _cells(starts, cells, "")
            yield "</w:tr>"
        if not rows:
            yield f"<w:tr>{_none(style, sum(widths), len(widths), self._lang)}</w:tr>"
        yield "</w:tbl>"


def numeric(table: Table, index: int) -> bool:
    """Whether a column is one of numbers, which stand on the right."""
    if table.columns[index].align == "right":
        return True
    cells = [row[index] for row in table.rows if row[index] is not None]
    return bool(cells) and not any(isinstance(cell, str) for cell in cells)


def _shapes(table: Table, titles: list[str], rows: list[list[str]]) -> list[Shape]:
    return [
        _shape(index, titles[index], [row[index] for row in rows], numeric(table, index))
        for index in range(len(table.columns))
    ]


def _shape(index: int, title: str, texts: list[str], right: bool) -> Shape:
    lines = [line for text in texts for line in text.split("\n")]
    sizes = list(map(ems, lines))
    # One long text among short ones goes on in a second line.
    usual = 1.5 * sum(sizes) / len(sizes) if sizes and not right else inf
    natural = max(ems(title), min(max(sizes, default=0.0), usual))
    # A number is never broken over two lines: half of it would be another number.
    rigid = [ems(text) for text in lines if len(text) <= _RIGID] if right else []
    words = [*_words([title])] if right else [*_words([title]), *_words(lines)]
    few = min(natural, 2.0 if right else _LEAST)
    return Shape(index, max([few, *rigid, *words]), natural, right)


def _words(texts: Sequence[str]) -> Iterator[float]:
    """The widths of words that deserve to stay whole."""
    for text in texts:
        for word in _WORD.findall(text):
            if (size := ems(word)) <= _LONGEST_WORD:
                yield size


def _parts(shapes: Sequence[Shape], fits: Callable[[list[Shape]], bool]) -> list[list[Shape]]:
    """The columns in blocks that fit below each other, each led by the first column."""
    blocks = [list(shapes[:1])]
    for shape in shapes[1:]:
        if len(blocks[-1]) > 1 and not fits([*blocks[-1], shape]):
            blocks.append(list(shapes[:1]))
        blocks[-1].append(shape)
    return _balanced(blocks, shapes, fits)


def _balanced(
    blocks: list[list[Shape]], shapes: Sequence[Shape], fits: Callable[[list[Shape]], bool]
) -> list[list[Shape]]:
    """The same number of blocks with the same number of columns, where those fit."""
    if len(blocks) == 1:
        return blocks
    rest = list(shapes[1:])
    each = -(-len(rest) // len(blocks))
    even = [[shapes[0], *rest[at : at + each]] for at in range(0, len(rest), each)]
    return even if all(map(fits, even)) else blocks


def _widths(block: Sequence[Shape], size: float, room: float) -> list[int]:
    """Widths in twips that fill the room: its least for each column, more for what is longer."""
    block = _levelled(block, size, room)
    room = (room - _MARGINS * len(block)) / size
    least = [each.least for each in block]
    more = [min(each.natural, _LONGEST_ROW) - min(each.least, _LONGEST_ROW) for each in block]
    spare = min(1.0, max(0.0, room - sum(least)) / sum(more)) if any(more) else 0.0
    ems = [low + extra * spare for low, extra in zip(least, more, strict=True)]
    # What is left over is shared; what is lacking, where even the least is too wide, too.
    scale = room / sum(ems) * size if any(ems) else 0.0
    return [int((each * scale + _MARGINS) * TWIP) for each in ems]


def _levelled(block: Sequence[Shape], size: float, room: float) -> Sequence[Shape]:
    """The columns of numbers made equally wide, where no text has to make room for that."""
    widest = max((each.least for each in block if each.right), default=0.0)
    level = [
        each._replace(least=widest, natural=max(widest, each.natural)) if each.right else each
        for each in block
    ]
    wanted = sum(each.least if each.right else each.natural for each in level)
    return level if wanted * size + _MARGINS * len(block) <= room else block


def _start(style: str, size: int, side: str, with_next: bool = False) -> str:
    keep = "<w:keepNext/>" if with_next else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}<w:jc w:val="{side}"/></w:pPr>'
    )


def _cells(starts: Sequence[str], texts: Sequence[str], properties: str) -> Iterator[str]:
    for start, text in zip(starts, texts, strict=True):
        yield f"{start}{runs(text, properties) if text else ''}</w:p></w:tc>"


def _none(style: str, size: int, columns: int, lang: Lang) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/><w:gridSpan w:val="{columns}"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="center"/></w:pPr>'
        f"{runs(say(RenderText.NO_ROWS, lang))}</w:p></w:tc>"
    )
