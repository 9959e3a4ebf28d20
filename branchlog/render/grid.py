"""Lay a table out in aligned columns that fit a terminal, losing nothing in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from branchlog.render.cells import shown
from branchlog.render.safe import spelled, width
from branchlog.render.wrap import wrap
from branchlog.report import Cell, Column, Table

Style: TypeAlias = Literal["", "bold", "bar", "good", "bad", "doubt"]

# Without a limit to the page a column still has one: a single long note must not widen every row.
WIDEST_COLUMN = 60
# What a column keeps on a narrow page: its words, and at least this much.
LONGEST_WORD_KEPT = 12
SHORT_TEXT = 8
KEY_TEXT = 16
SHORT_NUMBER = 4
SHORTEST_BAR = 8
LONGEST_BAR = 20
_WORD = re.compile("[!-~]+")


class Span(NamedTuple):
    """A piece of a line in one style; a bar is given as `#` signs."""

    text: str
    style: Style = ""


Line: TypeAlias = list[Span]


class Shape(NamedTuple):
    """How a column asks to be set: its widths in cells and its side."""

    column: int
    natural: int
    least: int
    right: bool
    priority: int


class Block(NamedTuple):
    """Columns side by side, as many as the page holds."""

    shapes: tuple[Shape, ...]
    widths: tuple[int, ...]
    gap: int
    bar: int


class Grid:
    """A table measured for a page of `page` cells; 0 is a page without a limit."""

    def __init__(self, table: Table, page: int, *, bars: bool, encoding: str) -> None:
        self._table = table
        self._titles = [spelled(column.title, encoding) for column in table.columns]
        self._over = [[spelled(title, encoding) for title in each.over] for each in table.columns]
        for at, over in enumerate(self._over):
            self._titles[at] = self._titles[at].removeprefix(" ".join([*over, ""]) if over else "")
        self._rows = [_texts(row, table.columns, encoding) for row in table.rows]
        self._largest = _largest(table) if bars and page else {}
        shapes = [self._shape(index, column) for index, column in enumerate(table.columns)]
        kept, gap = _kept(shapes, page)
        self._blocks = [
            self._block(part, page, gap) for part in _parts(kept, page, gap, self._over)
        ]
        left_out = {shape.column for shape in shapes} - {shape.column for shape in kept}
        #: The titles of the columns for which the page has no room.
        self.left_out = tuple(self._titles[index] for index in sorted(left_out))

    def lines(self) -> Iterator[Line]:
        """The table's lines, without spaces at their ends."""
        for number, block in enumerate(self._blocks):
            if number:
                yield []
            if any(self._titles):
                yield from self._shared_titles(block)
                yield from self._set(self._titles, block, "bold")
                yield [Span(self._rule(block))]
            for texts, row in zip(self._rows, self._table.rows, strict=True):
                yield from self._set(texts, block, "", row if block.bar else None)

    def _shape(self, index: int, column: Column) -> Shape:
        texts = [row[index] for row in self._rows]
        values = [row[index] for row in self._table.rows if row[index] is not None]
        numeric = bool(values) and not any(isinstance(value, str) for value in values)
        widest = max(map(width, texts), default=0)
        natural = max(width(self._titles[index]), widest)
        # A number is never broken over two lines: half of it would be another number.
        rigid, breakable = (widest, [self._titles[index]]) if numeric else (0, texts)
        # The keys of nested columns stand before each block of them.
        short = KEY_TEXT if index == 0 and any(self._over) else SHORT_TEXT
        words = max(_longest_word(breakable), SHORT_NUMBER if numeric else short)
        least = max(rigid, min(natural, words))
        return Shape(index, natural, least, numeric or column.align == "right", column.priority)

    def _block(self, shapes: list[Shape], page: int, gap: int) -> Block:
        widths = _shared(shapes, page - gap * (len(shapes) - 1) if page else 0)
        spare = page - sum(widths) - gap * (len(shapes) - 1)
        barred = sum(shape.column in self._largest for shape in shapes)
        bar = min(LONGEST_BAR, spare // barred - 1) if barred else 0
        return Block(tuple(shapes), tuple(widths), gap, bar if bar >= SHORTEST_BAR else 0)

    def _set(
        self, texts: Sequence[str], block: Block, style: Style, row: Sequence[Cell] | None = None
    ) -> Iterator[Line]:
        """One row as lines; `row` has the numbers behind the bars."""
        columns = list(zip(block.shapes, block.widths, strict=True))
        wrapped = [wrap(texts[shape.column], size) for shape, size in columns]
        for level in range(max(map(len, wrapped), default=0)):
            line: Line = []
            for (shape, size), parts in zip(columns, wrapped, strict=True):
                text = parts[level] if level < len(parts) else ""
                pad = " " * (size - width(text))
                if line:
                    line.append(Span(" " * block.gap))
                line.append(Span(pad + text if shape.right else text + pad, style))
                if block.bar and shape.column in self._largest:
                    line.extend(self._bar(shape.column, block.bar, None if level else row))
            yield _stripped(line)

    def _shared_titles(self, block: Block) -> Iterator[Line]:
        """The headings above the titles, each once over the columns that share it."""
        over = [self._over[shape.column] for shape in block.shapes]
        sizes = self._sizes(block)
        for level in range(max(map(len, over))):
            # Each column's heading on this level belongs to those above it.
            heads = [titles[: level + 1] for titles in over]
            headings = []
            for titles, members in groupby(range(len(over)), key=heads.__getitem__):
                title = titles[level] if level < len(titles) else ""
                sharing = [sizes[at] for at in members]
                headings.append((title, sum(sharing) + block.gap * (len(sharing) - 1)))
            yield from _headed(headings, block.gap)

    def _rule(self, block: Block) -> str:
        return (" " * block.gap).join("-" * size for size in self._sizes(block))

    def _sizes(self, block: Block) -> list[int]:
        """The columns' widths, their bars included."""
        columns = zip(block.shapes, block.widths, strict=True)
        extra = block.bar + 1 if block.bar else 0
        return [size + extra * (shape.column in self._largest) for shape, size in columns]

    def _bar(self, index: int, room: int, row: Sequence[Cell] | None) -> Line:
        value = row[index] if row is not None else None
        length = 0
        if value is not None and not isinstance(value, str) and value > 0:
            length = max(1, round(room * value / self._largest[index]))
        return [Span(" "), Span("#" * length, "bar"), Span(" " * (room - length))]


def _headed(headings: Sequence[tuple[str, int]], gap: int) -> Iterator[Line]:
    """Headings side by side, each filled with dashes to the end of the columns below it."""
    wrapped = [wrap(title, size) if title else [] for title, size in headings]
    for level in range(max(map(len, wrapped))):
        line: Line = []
        for (title, size), parts in zip(headings, wrapped, strict=True):
            if line:
                line.append(Span(" " * gap))
            text = parts[level] if level < len(parts) else ""
            room = size - width(text)
            last = bool(title) and level == len(parts) - 1 and room > 1
            line.append(Span(text, "bold"))
            line.append(Span(" " + "-" * (room - 1) if last else " " * room))
        yield _stripped(line)


def _texts(row: Sequence[Cell], columns: Sequence[Column], encoding: str) -> list[str]:
    return [shown(cell, encoding) for cell, _ in zip(row, columns, strict=True)]


def _largest(table: Table) -> dict[int, float]:
    """The largest value of each column that carries a bar, where there is one above 0."""
    found = {}
    for index, column in enumerate(table.columns):
        if column.bar:
            cells = [row[index] for row in table.rows]
            numbers = [cell for cell in cells if cell is not None and not isinstance(cell, str)]
            if (largest := max(numbers, default=0)) > 0:
                found[index] = largest
    return found


def _longest_word(texts: Sequence[str]) -> int:
    """The longest word that deserves to stay whole; longer ones may be parted."""
    sizes = (len(word) for text in texts for word in _WORD.findall(text))
    return max((size for size in sizes if size <= LONGEST_WORD_KEPT), default=0)


def _kept(shapes: list[Shape], page: int) -> tuple[list[Shape], int]:
    """The columns that the page can hold and the gap between them."""
    kept = list(shapes)
    while True:
        for gap in (2, 1):
            if not page or _least(kept, gap) <= page:
                return kept, gap
        spare = [shape for shape in kept if shape.priority > 0]
        if not spare:
            return kept, 2
        kept.remove(max(spare, key=lambda shape: (shape.priority, shape.column)))


def _least(shapes: Sequence[Shape], gap: int) -> int:
    return sum(shape.least for shape in shapes) + gap * (len(shapes) - 1)


def _parts(
    shapes: list[Shape], page: int, gap: int, over: Sequence[Sequence[str]]
) -> list[list[Shape]]:
    """The columns in blocks that fit below each other, each led by the first column.

    Columns under one heading stay together where a block can hold them.
    """
    if not shapes:
        return []
    blocks = [shapes[:1]]
    for _, members in groupby(shapes[1:], key=lambda shape: over[shape.column] or shape.column):
        together = list(members)
        whole = _least([shapes[0], *together], gap) <= page
        for run in [together] if whole else [[shape] for shape in together]:
            if page and len(blocks[-1]) > 1 and _least([*blocks[-1], *run], gap) > page:
                blocks.append(shapes[:1])
            blocks[-1] = [*blocks[-1], *run]
    return blocks


def _shared(shapes: Sequence[Shape], room: int) -> list[int]:
    """Widths that share the room: short columns whole, long ones evenly."""

    def within(cap: int) -> list[int]:
        return [max(shape.least, min(shape.natural, cap)) for shape in shapes]

    if not room:
        return within(WIDEST_COLUMN)
    if sum(shape.natural for shape in shapes) <= room:
        return [shape.natural for shape in shapes]
    cap = 2
    while cap < room and sum(within(cap + 1)) <= room:
        cap += 1
    widths = within(cap)
    for at, shape in enumerate(shapes):
        if widths[at] < shape.natural and sum(widths) < room:
            widths[at] += 1
    return widths


def _stripped(line: Line) -> Line:
    while line:
        text, style = line.pop()
        if text := text if style == "bar" else text.rstrip(" "):
            return [*line, Span(text, style)]
    return line
