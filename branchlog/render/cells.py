"""A typed cell as text, for people and for programs."""

from __future__ import annotations

import math

from branchlog.render.safe import spelled
from branchlog.report import Cell


def shown(cell: Cell, encoding: str = "utf-8") -> str:
    """For people: `1,305`, `12.5`, nothing for None; text made safe on one line."""
    match cell:
        case None:
            return ""
        case str():
            return spelled(cell, encoding)
        case int():
            return f"{cell:,}"
        case float():
            text = f"{finite(cell):,.2f}".rstrip("0").rstrip(".")
            return "0" if text == "-0" else text


def finite(number: float) -> float:
    """The number itself. Raises ValueError for NaN and infinity: no figure is one."""
    if not math.isfinite(number):
        raise ValueError(f"a cell must be a finite number, not {number}")
    return number
