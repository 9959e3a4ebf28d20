"""How rows and columns are named to a person."""

from __future__ import annotations

from collections.abc import Sequence

from branchlog.intake.blank import filled
from branchlog.intake.source import Cell
from branchlog.messages import Pair
from branchlog.records.typed import shown


def quoted(row: Sequence[Cell]) -> str:
    """A row's cells in one short line."""
    return shown("  ".join(" ".join(str(cell)[:80].split()) for _, cell in filled(row[:40])[:8]))


def letters(column: int) -> str:
    """A column as spreadsheets name it: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def listed(names: Sequence[str]) -> Pair:
    """Names as a sentence lists them."""
    return ("、".join(names), ", ".join(names))
