"""Let a cell that was merged over several rows stand in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from branchlog.intake.sheets.blank import is_blank
from branchlog.intake.source import Area, Cell

#: No sheet has so many rows.
NEVER = 1 << 60


class Merged:
    """The merged areas of a table, followed row by row from the top.

    Only downwards: beside the first column of an area there is nothing in the file, and what
    stands under one title is not said under the next.
    """

    def __init__(self, areas: Iterable[Area], after: int, width: int) -> None:
        tall = (area for area in areas if area.bottom > area.top > after and area.left < width)
        self._coming = sorted(tall, key=lambda area: area.top, reverse=True)
        # One for a column: a broken file may have areas over one another, as many as it likes.
        self._open: dict[int, tuple[int, Cell]] = {}

    @property
    def next(self) -> int:
        """The first row of the next area."""
        return self._coming[-1].top if self._coming else NEVER

    @property
    def last(self) -> int:
        """The last row that an area which has begun reaches into."""
        return max((bottom for bottom, _ in self._open.values()), default=0)

    def reaches(self, number: int) -> bool:
        """Whether a cell above is merged into this row. Call it row by row."""
        for left in [left for left, (bottom, _) in self._open.items() if bottom < number]:
            del self._open[left]
        return bool(self._open)

    def fill(self, row: Sequence[Cell]) -> tuple[Sequence[Cell], list[int]]:
        """The row with what is merged into it, and in which columns that is."""
        whole = list(row)
        columns = []
        for left, (_, cell) in self._open.items():
            whole += [None] * (left + 1 - len(whole))
            if is_blank(whole[left]) and not is_blank(cell):
                whole[left] = cell
                columns.append(left)
        return (whole, columns) if columns else (row, [])

    def begin(self, number: int, row: Sequence[Cell]) -> list[Area]:
        """The areas that begin in this row and hold something; call it after `fill`."""
        begun = []
        while self._coming and self._coming[-1].top <= number:
            area = self._coming.pop()
            cell = row[area.left] if area.left < len(row) else None
            if area.top == number and not is_blank(cell):
                begun.append(area)
                self._open[area.left] = (area.bottom, cell)
        return begun
