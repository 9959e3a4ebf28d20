"""What is known of a sheet before it is loaded, and how much of it may be."""

from __future__ import annotations

from dataclasses import dataclass, field

from branchlog.errors import BadValue
from branchlog.intake.files.reading import Reading
from branchlog.intake.source import Area
from branchlog.messages import Sources as Text


@dataclass(slots=True)
class Facts:
    """Rows count from 1, columns from 0, as in `Area`."""

    #: Up to the last cell that holds something; perhaps more when nothing near a limit is.
    rows: int = 0
    columns: int = 0
    #: Cells that are written or made on the way, even if empty.
    loose: int = 0
    #: Characters of text that loading makes, beyond those that the file holds once.
    text: int = 0
    hidden: set[int] = field(default_factory=set)
    #: What stands in cells without a value: the error of a formula, or the formula itself.
    failed: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)

    def use(self, row: int, column: int) -> None:
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column + 1)

    def fail(self, row: int, column: int, text: str) -> None:
        self.use(row, column)
        self.failed.setdefault(row, {})[column] = text

    def cells(self) -> int:
        return max(self.rows * self.columns, self.loose)

    def within(self, reading: Reading) -> bool:
        return (
            self.rows <= reading.max_rows
            and self.cells() <= reading.max_cells
            and self.text <= reading.max_bytes
        )


def check(sheets: list[Facts], name: str, reading: Reading) -> None:
    """Raise BadValue when the sheets of a file are larger together than is allowed."""
    rows = sum(facts.rows for facts in sheets)
    cells = sum(facts.cells() for facts in sheets)
    for count, most, unit, option in (
        (rows, reading.max_rows, Text.ROWS, "--max-rows"),
        (cells, reading.max_cells, Text.CELLS, "--max-cells"),
    ):
        if count > most:
            raise BadValue(
                Text.UNREADABLE,
                Text.TOO_LARGE,
                Text.TOO_LARGE_HINT,
                name=name,
                count=count,
                unit=unit,
                most=most,
                option=option,
            )
    if sum(facts.text for facts in sheets) > reading.max_bytes:
        raise over(name, reading.max_bytes)


def over(name: str, most: int) -> BadValue:
    return BadValue(Text.UNREADABLE, Text.BYTES_OVER, Text.BYTES_OVER_HINT, name=name, most=most)


def broken(name: str) -> BadValue:
    return BadValue(Text.UNREADABLE, Text.BROKEN, Text.BROKEN_HINT, name=name)


def protected(name: str) -> BadValue:
    return BadValue(Text.UNREADABLE, Text.PROTECTED, Text.PROTECTED_HINT, name=name)
