"""Tell the rows of a sheet that are no records: totals, signatures, a header printed again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date, time, timedelta
from functools import cache
from typing import NamedTuple

from branchlog.intake.sheets.blank import filled
from branchlog.intake.sheets.headers import columns, fold
from branchlog.intake.sheets.naming import quoted
from branchlog.intake.source import Area, Cell
from branchlog.messages import Intake, Pair
from branchlog.messages import Layout as Text

EXAMPLES = frozenset(Intake.EXAMPLE)
#: Beyond this many cells a row that begins like a signature is not one.
_FEW = 8
#: The word of a total stands in one of the first cells.
_EARLY = 3
#: Texts that are kept in mind.
_MOST_TOLD = 10_000
#: Words that tell are at the beginning of a cell.
_LONGEST = 200


class _Words(NamedTuple):
    totals: re.Pattern[str]
    pages: re.Pattern[str]
    signed: re.Pattern[str]
    labels: frozenset[str]
    weak: frozenset[str]


@cache
def _words() -> _Words:
    table = columns()["rows"]
    return _Words(
        re.compile(table["totals"], re.IGNORECASE),
        re.compile(table["pages"], re.IGNORECASE),
        re.compile(table["signed"]),
        frozenset(table["labels"]),
        frozenset(table["weak_labels"]),
    )


class OddRows:
    """What tells a table's records from its other rows."""

    def __init__(
        self, header: Sequence[Sequence[Cell]], above: Collection[str], merged: Collection[Area]
    ) -> None:
        self._header = [
            {i: fold(str(cell)[:_LONGEST]) for i, cell in filled(row)} for row in header
        ]
        self._above = frozenset(above)
        self._told: dict[str, Pair | None] = {}
        self._wide = {area.top: area for area in merged if area.right > area.left}
        titled = {column for row in self._header for column in row}
        self._titled = titled
        #: The column of the date, where that is known.
        self.date: int | None = None
        #: Columns that only number the rows.
        self.sequence: frozenset[int] = frozenset()

    def why(self, number: int, row: Sequence[Cell], *, joined: bool) -> Pair | None:
        """Why a row is no record, or None. `joined`: merged cells above it reach into it."""
        cells = filled(row)
        if not cells:
            return Text.JOINED_ROW if joined else Text.BLANK_ROW
        if any(isinstance(cell, str) and cell.strip() in EXAMPLES for _, cell in cells):
            return Text.EXAMPLE_ROW
        if self._is_header(cells):
            return Text.HEADER_AGAIN
        if self._above and isinstance(cells[0][1], str) and quoted(row) in self._above:
            return Text.TITLE_AGAIN
        return self._by_words(number, cells, joined=joined) or (
            None if joined else self._unfilled(cells)
        )

    def _unfilled(self, cells: list[tuple[int, Cell]]) -> Pair | None:
        """Why a row that was prepared and not filled in is no record, or None."""
        if not all(_is_number(cell) for column, cell in cells if column in self.sequence):
            return None
        beside = [(column, cell) for column, cell in cells if column not in self.sequence]
        if not beside:
            return Text.NUMBER_ONLY
        more = self._titled - self.sequence - {self.date}
        if more and len(beside) == 1 and beside[0][0] == self.date and _is_whole_day(beside[0][1]):
            return Text.DATE_ONLY
        return None

    def _by_words(self, number: int, cells: list[tuple[int, Cell]], *, joined: bool) -> Pair | None:
        early = [(at, cell) for at, cell in cells[:_EARLY] if isinstance(cell, str)]
        dated = any(at == self.date for at, _ in cells)
        for at, cell in early:
            if at == self.date or not dated:
                counts = self._counts(cell)
                if counts == Text.TOTAL_ROW or (counts and len(cells) <= 2):
                    return counts
        # Merged cells never reach down from a record into a signature.
        if not joined and early and self._is_label(*early[0], cells, dated=dated):
            return Text.LABEL_ROW
        if not joined and len(cells) == 1 and self._is_words(*cells[0]):
            return Text.WORDS_ONLY
        area = self._wide.get(number)
        if area and len(cells) == 1 and (area.right - area.left + 1) * 4 >= len(self._titled) * 3:
            return Text.HEADING_ROW
        return None

    def _is_words(self, column: int, cell: Cell) -> bool:
        """Whether words stand where a row's number would: a section's heading, a closing line."""
        return column in self.sequence and isinstance(cell, str) and not _is_number(cell)

    def _counts(self, cell: str) -> Pair | None:
        """Whether a text is that of a total or of a page's number."""
        if cell in self._told:
            return self._told[cell]
        words, text = _words(), _squeezed(_plain(cell))
        told = None
        if words.totals.fullmatch(text):
            told = Text.TOTAL_ROW
        elif words.pages.fullmatch(text):
            told = Text.PAGE_ROW
        if len(self._told) < _MOST_TOLD:
            self._told[cell] = told
        return told

    def _is_header(self, cells: list[tuple[int, Cell]]) -> bool:
        return any(
            # A single word of a header may be a value.
            min(len(header), 2) <= len(cells)
            and all(
                isinstance(cell, str) and header.get(column) == fold(cell[:_LONGEST])
                for column, cell in cells
            )
            for header in self._header
        )

    def _is_label(self, at: int, lead: str, cells: list[tuple[int, Cell]], *, dated: bool) -> bool:
        """Whether a row says who made the sheet, when, or a remark on the whole of it."""
        first = _label(lead) if len(cells) <= _FEW else _Label("")
        if first.word == "":
            return False
        numbering = at in self.sequence
        if dated and at != self.date:
            # A day where records have theirs: is it a label's, or a record's?
            day = next(cell for column, cell in cells if column == self.date)
            if _is_day(day) and not (len(cells) == 2 and (numbering or first.strong)):
                return False
        # What a label leaves open stands in the next cell.
        labels = [_label(cell) for _, cell in cells if isinstance(cell, str)]
        covered = sum(2 if label.open else 1 for label in labels if label.word and label.colon)
        if first.strong:
            return first.colon or covered >= len(cells) or len(cells) < max(len(self._titled), 3)
        if first.colon:
            return covered >= len(cells)
        return first.open and (at == 0 or numbering) and len(cells) <= 2


class _Label(NamedTuple):
    """A cell that begins with a label's word; the word is empty when it does not."""

    word: str
    strong: bool = False
    colon: bool = False
    open: bool = False


def _label(cell: str) -> _Label:
    text = _plain(cell)
    before, colon, rest = text.partition(":")
    words = _words()
    word = _label_word(before)
    if word in words.labels or word in words.weak:
        return _Label(word, word in words.labels, bool(colon), not rest.strip())
    first = text.split(None, 1)[0] if text else ""
    word = _label_word(first) if first != text else ""
    return _Label(word, strong=True) if word in words.labels else _Label("")


def _label_word(text: str) -> str:
    """A label's word without its spaces and brackets, and without `signature`."""
    word = re.sub(r"\([^()]*\)", "", _squeezed(text)).casefold()
    return _words().signed.sub("", word) or word


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:_LONGEST]).strip()


def _squeezed(text: str) -> str:
    """A text without its spaces, and without what is asked for in brackets."""
    return "".join(re.sub(r"\((?!\d)[^()]*\)", "", text).split())


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return cell.strip().isdecimal()
    return isinstance(cell, (int, float))


def _is_whole_day(cell: Cell) -> bool:
    if isinstance(cell, str):
        text = cell.strip()
        return text[:1].isdigit() and (text[-1].isdigit() or text[-1] in columns()["rows"]["days"])
    return _is_day(cell)


def _is_day(cell: Cell) -> bool:
    if isinstance(cell, str):
        return any(character.isdigit() for character in cell)
    return isinstance(cell, (int, float, date, time, timedelta))
