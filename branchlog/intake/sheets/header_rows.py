"""Find the rows of a sheet in which its columns' titles stand, and put them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from branchlog.intake.sheets.blank import filled, is_blank
from branchlog.intake.sheets.headers import LONGEST, bare, columns, fold, specials
from branchlog.intake.source import Area, Cell
from branchlog.records.text import short

#: A form has no more rows of titles than this.
_MOST_ROWS = 3
#: Between a line that looks like a header and the header: form fields, a remark.
_MOST_BETWEEN = 3

Rows = Sequence[Sequence[Cell]]


class HeaderRows(NamedTuple):
    """Sheet rows `first` to `last` hold the titles; blank ones stand for columns without."""

    first: int
    last: int
    titles: tuple[str, ...]


class Titles:
    """The words that are titles: the catalogue's, people's, those that the user maps."""

    def __init__(self, words: Collection[str], own: Iterable[str]) -> None:
        self._words = frozenset((*words, *specials(), *map(fold, own)))
        self._seen: dict[str, bool] = {}

    def has(self, cell: Cell) -> bool:
        """Whether a cell holds a title."""
        if not isinstance(cell, str) or len(cell) > LONGEST or is_blank(cell):
            return False
        known = self._seen.get(cell)
        if known is None:
            known = fold(cell) in self._words or bare(cell) in self._words
            self._seen[cell] = known
        return known


def find_header(rows: Rows, words: Titles, merged: Collection[Area]) -> HeaderRows | None:
    """The header among a sheet's first rows, or None."""
    best = _best_row(rows, words)
    if best is None:
        return None
    first, last = _span(rows, best, words, merged)
    titles = _joined(rows[first : last + 1], first + 1, words, merged)
    return HeaderRows(first + 1, last + 1, titles)


def _best_row(rows: Rows, words: Titles) -> int | None:
    """The first row that can be a header, or a better one just below it."""
    first = next((index for index, row in enumerate(rows) if _score(row, words) > 1), None)
    if first is None:
        return _lone(rows, words)
    # Farther down it is the header of another table, or one that is printed again.
    filled_ = (index for index in range(first + 1, len(rows)) if filled(rows[index]))
    near = [first, *islice(filled_, _MOST_BETWEEN + 1)]
    return max(near, key=lambda index: _score(rows[index], words))


def _score(row: Sequence[Cell], words: Titles) -> float:
    """How many titles a row holds, less what is a value."""
    score = 0.0
    for _, cell in filled(row):
        if words.has(cell):
            score += 0.5 if _with_colon(cell) else 1
        elif _is_value(cell):
            score -= 1
    return score


def _is_value(cell: Cell) -> bool:
    return not isinstance(cell, str) or cell.lstrip()[:1].isdigit()


def _with_colon(cell: Cell) -> bool:
    return str(cell).rstrip()[-1:] in tuple(columns()["rows"]["colons"])


def _lone(rows: Rows, words: Titles) -> int | None:
    """A row with one title that is known among others that are not, or in a single column."""
    widest = max((len(filled(row)) for row in rows), default=0)
    for index, row in enumerate(rows):
        cells = filled(row)
        known = sum(words.has(cell) for _, cell in cells)
        plain = not any(_is_value(cell) or _with_colon(cell) for _, cell in cells)
        if known == 1 and plain and (len(cells) > 1 or widest == 1):
            return index
    return None


def _span(rows: Rows, best: int, words: Titles, merged: Collection[Area]) -> tuple[int, int]:
    """The first and last row of titles, counted from 0."""
    tall = [area for area in merged if area.bottom > area.top]
    first = last = best
    # Cells merged over the header's rows say how far it goes.
    for area in tall:
        top, bottom = area.top - 1, area.bottom - 1
        if top <= best <= bottom < top + _MOST_ROWS and _is_title(_at(rows, top, area.left)):
            first, last = min(first, top), max(last, bottom)
    if first == best and best > 0 and _is_top(rows[best - 1], rows[best], words):
        first = best - 1
    while last < first + _MOST_ROWS - 1 and last + 1 < len(rows):
        if not _is_under(rows[last + 1], rows[last], words):
            break
        last += 1
    return first, min(last, len(rows) - 1)


def _at(rows: Rows, row: int, column: int) -> Cell:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else None


def _is_title(cell: Cell) -> bool:
    if is_blank(cell) or _is_value(cell) or len(str(cell)) > LONGEST:
        return False
    return not _with_colon(cell)


def _is_top(upper: Sequence[Cell], lower: Sequence[Cell], words: Titles) -> bool:
    """Whether the row above gives titles to columns that have none below."""
    below = {column for column, _ in filled(lower)}
    cells = filled(upper)
    alone = [cell for column, cell in cells if column not in below]
    return all(_is_title(cell) for _, cell in cells) and any(map(words.has, alone))


def _is_under(lower: Sequence[Cell], upper: Sequence[Cell], words: Titles) -> bool:
    """Whether the row below parts some of the titles: it holds titles and blanks only."""
    above = dict(filled(upper))
    cells = filled(lower)
    if not cells or not all(words.has(cell) for _, cell in cells):
        return False
    if any(
        column in above and fold(str(above[column])) == fold(str(cell)) for column, cell in cells
    ):
        # The header again, as it is printed on every page.
        return False
    fresh = [column for column, _ in cells if column not in above]
    groups = [column for column, _ in cells if column in above and not words.has(above[column])]
    return bool(fresh) or len(groups) > 1


def _joined(rows: Rows, number: int, words: Titles, merged: Collection[Area]) -> tuple[str, ...]:
    """One title for each column: the lowest that says something by itself, or all of them."""
    width = max(len(row) for row in rows)
    texts = [
        [_text(row[column]) if column < len(row) else "" for column in range(width)] for row in rows
    ]
    for index, line in enumerate(texts[:-1]):
        _spread(line, texts[index + 1], number + index, merged)
    columns_ = [[text for text in parts if text] for parts in zip(*texts, strict=True)]
    whole = ["/".join(dict.fromkeys(parts)) for parts in columns_]
    last = [
        parts[-1] if parts and (len(parts) == 1 or words.has(parts[-1])) else joined
        for parts, joined in zip(columns_, whole, strict=True)
    ]
    folded = [fold(title) for title in last]
    times = Counter(folded)
    # Under two headings the same word is two things.
    titles = [
        joined if times[word] > 1 else title
        for title, word, joined in zip(last, folded, whole, strict=True)
    ]
    return tuple(titles)


def _spread(line: list[str], below: Sequence[str], number: int, merged: Collection[Area]) -> None:
    """Let a heading stand over each column of its group."""
    for area in merged:
        if area.top <= number <= area.bottom and area.left < len(line):
            for column in range(area.left + 1, min(area.right + 1, len(line))):
                line[column] = line[column] or line[area.left]
    heading = ""
    for column, text in enumerate(line):
        # Without merged cells a group goes as far as there are titles below and none above.
        heading = text if text else heading if below[column] else ""
        if not below[column]:
            heading = ""
        line[column] = text or heading


def _text(cell: Cell) -> str:
    if is_blank(cell):
        return ""
    lines = [" ".join(line.split()) for line in str(cell)[:1000].splitlines()]
    text = (" " if lines[0].isascii() else "").join(lines)
    return short(text.strip(), 200)
