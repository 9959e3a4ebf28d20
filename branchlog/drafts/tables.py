"""The cells of a draft's tables: what a number there means, its row's and column's heads say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from branchlog.drafts.clauses import Span

_FENCE = re.compile(r"[ \t]{0,3}(```|~~~)")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*")
#: Between the cells of a Markdown row; \| is a sign within one.
_BAR = re.compile(r"(?<!\\)\|")
_TAB = re.compile(r"\t")
#: What ends a sentence: a cell with one tells something, as the large cell of a form does.
_SENTENCE = re.compile(r"[。;!?]|[.!?](?=\s|$)")
_LETTERS = re.compile(r"[一-鿿]{4}|[A-Za-z]+(?: [A-Za-z]+){3}")
_LINE = re.compile(r"[^\n]+")


class Tables:
    """The cells of a text whose numbers stand alone; those with sentences are read as prose."""

    def __init__(self, text: str, cells: Sequence[Span] = ()) -> None:
        """`cells` are those that a document has; others are found by how their lines look."""
        outer = _outermost(cells)
        starts = [cell.start for cell in outer]
        written = [
            cell
            for cell in _written(text)
            if (index := bisect_right(starts, cell.start)) == 0
            or outer[index - 1].end <= cell.start
        ]
        every = [*cells, *written]
        self._ends = {cell.end for cell in every}
        self._cells = _outermost(cell for cell in every if not _tells(text[cell.start : cell.end]))
        self._starts = [cell.start for cell in self._cells]

    def have(self, place: int) -> bool:
        """Whether a place lies in a cell whose numbers cannot be understood by themselves."""
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._cells[index].end

    def parted(self, text: str) -> str:
        """The text with a line end between any two cells: none is read into the next."""
        pieces = list(text)
        for end in self._ends:
            if end < len(pieces) and pieces[end] in "\t|":
                pieces[end] = "\n"
        return "".join(pieces)


def _outermost(cells: Iterable[Span]) -> list[Span]:
    """The cells in order, without those that lie in others."""
    found: list[Span] = []
    for cell in sorted(cells, key=lambda each: (each.start, -each.end)):
        if not found or cell.start >= found[-1].end:
            found.append(cell)
    return found


def _written(text: str) -> Iterator[Span]:
    """The cells of Markdown rows, of lines with tabs, and the lines of what is set as it stands."""
    fence, within = "", list[Span]()
    for line in _LINE.finditer(text):
        said = line[0]
        if mark := _FENCE.match(said):
            # What is never closed is no more than a line of signs.
            if fence == mark[1]:
                yield from within
            fence, within = "" if fence == mark[1] else fence or mark[1], within if fence else []
        elif _ROW.fullmatch(said):
            yield from _cells(_BAR, said, line.start())
        elif said.strip().count("\t") > 1:
            yield from _cells(_TAB, said, line.start())
        elif fence:
            within.append(Span(*line.span()))


def _cells(between: re.Pattern[str], line: str, offset: int) -> Iterator[Span]:
    begin = 0
    for match in between.finditer(line):
        if begin < match.start():
            yield Span(offset + begin, offset + match.start())
        begin = match.end()
    if begin < len(line):
        yield Span(offset + begin, offset + len(line))


def _tells(cell: str) -> bool:
    """Whether a cell has a sentence in it."""
    return _SENTENCE.search(cell) is not None and _LETTERS.search(cell) is not None
