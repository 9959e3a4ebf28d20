"""What a file holds before it is understood: tables of cells, or objects of named values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any, NamedTuple, TypeAlias

from branchlog.messages import Pair, Trouble

#: A cell as its format has it. Empty is None or "". A date cell is a date or a datetime.
Cell: TypeAlias = str | int | float | bool | date | time | timedelta | None


class Area(NamedTuple):
    """Cells merged to one. Rows count from 1, as people see them; columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Table(NamedTuple):
    """One sheet, or one file of separated values."""

    #: The file as it was named on the command line; `-` is stdin.
    file: str
    #: Empty where the format has no sheets.
    sheet: str
    #: The sheet's rows from its row 1 on, blank ones too; to be iterated once.
    rows: Iterable[Sequence[Cell]]
    merged: Sequence[Area] = ()
    #: Rows that the program does not show.
    hidden: frozenset[int] = frozenset()
    #: How much of the file has been read, 0 to 1.
    done: Callable[[], float] = lambda: 0.0
    #: Whether every row has the same number of cells by its format, as in a spreadsheet.
    padded: bool = True


class Shape(NamedTuple):
    """What many rows have in common: the kind that they say, if they do, and their other keys."""

    kind: str | None
    keys: tuple[str, ...]


class Block(NamedTuple):
    """Rows without a gap, each with its shape and its values in the order of the shape's keys.

    A value is a text, a whole number, another number or a tuple of texts: never true or false,
    which are equal to 1 and 0. None or UNSET is a key that is null or not there.
    """

    first: int
    shapes: Sequence[Shape]
    rows: Sequence[tuple[Any, ...]]


class Objects(NamedTuple):
    """JSON Lines or a JSON array: each row by its line (or place in the array), or why it is bad.

    Objects are as JSON has them: no key twice, no NaN. Many that are alike may come as a block.
    """

    file: str
    rows: Iterable[tuple[int, dict[str, Any] | Trouble] | Block]
    done: Callable[[], float] = lambda: 0.0


class Skipped(NamedTuple):
    """Rows `first` to `last` of a sheet that are not records, or a whole sheet (first is 0)."""

    file: str
    sheet: str
    first: int
    last: int
    why: Pair
    #: What stands there, shortened.
    text: str = ""


class Opened(NamedTuple):
    """What a file holds, and which sheets of it were left out."""

    parts: list[Table | Objects]
    skipped: list[Skipped]
