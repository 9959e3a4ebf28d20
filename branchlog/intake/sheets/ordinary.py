"""Tell at little cost that rows are surely records, as nearly every row is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import itemgetter

from branchlog.intake.sheets.blank import is_blank
from branchlog.intake.sheets.headers import columns
from branchlog.intake.sheets.odd_rows import EXAMPLES
from branchlog.intake.source import Cell

_DIGITS = frozenset("0123456789")
#: Values that are kept in mind; days are twenty-seven years of them.
_MOST_KNOWN = 10_000

Row = Sequence[Cell]


class Ordinary:
    """The test for one table: a day, something beside it, no label in front, nothing untitled.

    What fails the test may still be a record: it is looked at closely.
    """

    def __init__(
        self,
        date: int | None,
        notes: Collection[int],
        width: int,
        gaps: Collection[int],
        sequence: Collection[int],
    ) -> None:
        rows = columns()["rows"]
        self._ends = _DIGITS | frozenset(rows["days"])
        self._colons: tuple[str, ...] = tuple(rows["colons"])
        self._labels = frozenset((*rows["labels"], *rows["weak_labels"]))
        self._width = width
        self._gaps = gaps
        self._dated = date is not None
        self._place = date = date or 0
        self._numbered = 0 in sequence
        others = [place for place in range(width) if place != date and place not in sequence]
        self._date = itemgetter(date)
        self._notes = [itemgetter(place) for place in notes]
        self._first = itemgetter(0) if date else None
        self._beside = [itemgetter(place) for place in others]
        # The same values come again and again.
        self._days: set[Cell] = set()
        self._begins: set[Cell] = set()

    def are_all(self, rows: Sequence[Row]) -> bool:
        """Whether every row passes, at the cost of a few passes in C."""
        try:
            return (
                self._dated
                and max(map(len, rows)) <= self._width
                and self._have_days(rows)
                and self._begin_well(rows)
                and all(EXAMPLES.isdisjoint(map(note, rows)) for note in self._notes)
                and (not self._gaps or all(map(self._is_closed, rows)))
                and self._have_more(rows)
            )
        except IndexError:
            return False

    def is_one(self, row: Row) -> bool:
        """Whether a row passes."""
        return self.are_all((row,))

    def learn(self, row: Row | None) -> None:
        """Know the day of a row that turned out to be a record, however it is written."""
        day = self._date(row) if row and self._dated and len(row) > self._place else None
        if not isinstance(day, str) or not day or len(self._days) >= _MOST_KNOWN:
            return
        if day[-1] in self._ends or not _DIGITS.isdisjoint(day):
            self._days.add(day)

    def _have_days(self, rows: Sequence[Row]) -> bool:
        known = self._days.issuperset(map(self._date, rows))
        return known or all(map(self._is_day, map(self._date, rows)))

    def _is_day(self, cell: Cell) -> bool:
        if cell in self._days:
            return True
        if isinstance(cell, str):
            if cell[:1] not in _DIGITS or cell[-1] not in self._ends:
                return False
        elif cell is None:
            return False
        if len(self._days) < _MOST_KNOWN:
            self._days.add(cell)
        return True

    def _begin_well(self, rows: Sequence[Row]) -> bool:
        if self._first is None or self._begins.issuperset(map(self._first, rows)):
            return True
        if self._numbered and "".join(map(str, map(self._first, rows))).isdecimal():
            return True
        return all(map(self._may_begin, map(self._first, rows)))

    def _may_begin(self, cell: Cell) -> bool:
        """Whether a row that begins with this is surely no signature."""
        if not isinstance(cell, str) or not cell or cell[0] in _DIGITS:
            return True
        if cell in self._begins:
            return True
        if self._numbered or cell in self._labels or any(sign in cell for sign in self._colons):
            return False
        if len(self._begins) < _MOST_KNOWN:
            self._begins.add(cell)
        return True

    def _have_more(self, rows: Sequence[Row]) -> bool:
        if not self._beside or all(map(self._beside[0], rows)):
            return True
        return all(map(self._has_more, rows))

    def _has_more(self, row: Row) -> bool:
        return any(get(row) for get in self._beside)

    def _is_closed(self, row: Row) -> bool:
        return all(place >= len(row) or is_blank(row[place]) for place in self._gaps)
