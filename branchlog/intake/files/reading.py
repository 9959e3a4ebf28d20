"""What the person says of how a file is to be read."""

from __future__ import annotations

from typing import NamedTuple


class Reading(NamedTuple):
    """How to read a file, where it does not say so itself, and how much of it at most."""

    format: str | None = None
    encoding: str | None = None
    #: Only these sheets, hidden ones too; none is all that are visible.
    sheets: tuple[str, ...] = ()
    max_rows: int = 1_100_000
    max_cells: int = 20_000_000
    #: Bytes of a workbook, unpacked.
    max_bytes: int = 1_000_000_000
