"""Tell at little cost that a row is surely a record, as nearly every row is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from branchlog.intake.blank import is_blank
from branchlog.intake.headers import columns
from branchlog.intake.odd_rows import EXAMPLES
from branchlog.intake.source import Cell

_DIGITS = frozenset("0123456789")


def ordinary(
    date: int | None,
    notes: Collection[int],
    width: int,
    gaps: Collection[int],
    sequence: Collection[int],
) -> Callable[[Sequence[Cell]], bool]:
    """The test for one table: a day, something beside it, no label in front, nothing untitled.

    What fails the test may still be a record: it is looked at closely.
    """
    if date is None or len(notes) > 1:
        return lambda row: False
    rows = columns()["rows"]
    ends = _DIGITS | frozenset(rows["days"])
    colon, wide_colon = rows["colons"]
    labels = frozenset((*rows["labels"], *rows["weak_labels"]))
    note = next(iter(notes), date)
    edge, numbered = date != 0, 0 in sequence
    others = [place for place in range(width) if place != date and place not in sequence]

    def plain(row: Sequence[Cell]) -> bool:
        try:
            day = row[date]
            if type(day) is str:
                if day[0] not in _DIGITS or day[-1] not in ends:
                    return False
            elif day is None:
                return False
            if row[note] in EXAMPLES or len(row) > width:
                return False
            if edge:
                first = row[0]
                if (
                    type(first) is str
                    and first
                    and first[0] not in _DIGITS
                    and (numbered or first in labels or colon in first or wide_colon in first)
                ):
                    return False
            for place in others:
                if row[place]:
                    break
            else:
                return not others
        except IndexError:
            return False
        return not gaps or all(place >= len(row) or is_blank(row[place]) for place in gaps)

    return plain
