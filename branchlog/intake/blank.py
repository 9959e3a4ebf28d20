"""Which cells hold nothing, and a row as a person may be told of it."""

from __future__ import annotations

from collections.abc import Sequence

from branchlog.intake.source import Cell
from branchlog.records.typed import shown


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing that anybody sees."""
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def filled(row: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """The cells that hold something, by their columns."""
    return [
        (column, cell)
        for column, cell in enumerate(row)
        if cell is not None and cell != "" and not is_blank(cell)
    ]


def quoted(row: Sequence[Cell]) -> str:
    """A row's cells in one short line."""
    return shown("  ".join(" ".join(str(cell)[:80].split()) for _, cell in filled(row[:40])[:8]))
