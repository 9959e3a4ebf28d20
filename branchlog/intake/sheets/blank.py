"""Which cells hold nothing that anybody sees."""

from __future__ import annotations

from collections.abc import Sequence

from branchlog.intake.source import Cell


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing, or only spaces."""
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def is_blank_row(row: Sequence[Cell]) -> bool:
    """Whether a row holds nothing, not even spaces."""
    return row.count(None) + row.count("") == len(row)


def filled(row: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """The cells that hold something, by their columns."""
    return [
        (column, cell)
        for column, cell in enumerate(row)
        if cell is not None and cell != "" and not is_blank(cell)
    ]
