"""The cells of a sheet: text that is never computed, numbers, dates, and their room."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

import xlsxwriter  # type: ignore[import-untyped]

from branchlog.records.neutral import neutralised
from branchlog.render.cells import finite
from branchlog.render.safe import storable, width
from branchlog.report import Cell, Column

#: Excel shows a longer one as ##### where its format is text.
_LONGEST_TEXT_FORMAT = 255
#: A number of more digits would lose some, so it is written as text.
_EXACT = 10**15
#: The widest column, in characters; what is wider is broken into lines.
WIDEST = 50
#: A figure as a table of figures shows it, in a column of numbers.
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,?[0-9]{3}){0,3}(?:\.[0-9]{1,2})?%?")
#: The day that a sheet counts days from, as one does who takes 1900 for a leap year.
_DAY_ZERO = date(1899, 12, 30)
#: The looks of a form, by what stands in `Formats.of`.
Looks: TypeAlias = Callable[..., xlsxwriter.format.Format]
_RICH = re.compile("<r>.*</r>", re.DOTALL)


def ready(
    cell: str | int | float, column: Column, of: Looks
) -> tuple[str | int | float, xlsxwriter.format.Format]:
    """What is written for a cell, and how it looks.

    A date where the column asks for one, a number, else text.
    """
    if isinstance(cell, str):
        day = _day(cell) if column.form == "date" else None
        if day is not None:
            return (day - _DAY_ZERO).days, of("date")
        if column.align == "right" and _GROUPED.fullmatch(cell):
            percent = cell.endswith("%")
            number = float(cell.rstrip("%").replace(",", "")) / (100 if percent else 1)
            return number, of("percent" if percent else "")
        text = text_of(cell)
        form = "" if len(text) > _LONGEST_TEXT_FORMAT else "text"
        return unmistakable(text), of(form, wrap=wraps(text), right=column.align == "right")
    if abs(finite(cell)) >= _EXACT:
        return str(cell), of("text")
    return cell, of("integer" if column.form == "integer" else "")


def put(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    index: int,
    value: str | int | float,
    looks: xlsxwriter.format.Format,
) -> None:
    """Write what is ready: nothing in a text is a formula, a link or a number to it."""
    if isinstance(value, str):
        sheet.write_string(row, index, value, looks)
    else:
        sheet.write_number(row, index, value, looks)


def unmistakable(text: str) -> str:
    """xlsxwriter takes some text for XML of its own making, and writes that as it is."""
    if not text.startswith("<r>") or not _RICH.fullmatch(text):
        return text
    inner = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<r><t xml:space="preserve">{inner}</t></r>'


def text_of(cell: str) -> str:
    """The text as a cell holds it: one kind of line break, no formula."""
    if cell.isascii() and cell.isprintable() and cell[:1].isalnum():
        return cell
    return neutralised(storable(cell.replace("\r\n", "\n").replace("\r", "\n")))


def _day(text: str) -> date | None:
    """A day as a date's cell; months and what is no date stay text."""
    if len(text) != 10:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # Excel has no days before 1900, and a 29 February in it that never was.
    return day if day.year > 1900 else None


def wraps(text: str) -> bool:
    """Whether a text is broken into lines."""
    return "\n" in text or (len(text) * 2 >= WIDEST and width(text) >= WIDEST)


def lines(cell: Cell, size: int) -> int:
    """How many lines a cell takes in a column of this width."""
    if not isinstance(cell, str) or not wraps(text := text_of(cell)):
        return 1
    # A word that does not fit begins a new line, so that lines are not quite full.
    return sum(1 + width(part) // (size - 3) for part in text.split("\n"))


def cell_width(cell: Cell) -> int:
    """The width of a cell's longest line in characters."""
    if isinstance(cell, str):
        return max(map(width, storable(cell).split("\n")))
    return 0 if cell is None else len(f"{cell:.2f}" if isinstance(cell, float) else str(cell))
