"""What is shown, not how: a Report of headings, notes and tables of typed cells."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

#: A cell is text, a number or nothing. Numbers stay numbers, so that a sheet can add them up.
Cell: TypeAlias = str | int | float | None
Align: TypeAlias = Literal["left", "right"]


class Column(NamedTuple):
    """One column: its stable English key (JSON, CSV scripts), its heading, its alignment.

    `bar` asks a terminal for a small bar beside the number, drawn to the column's largest value.
    `priority` 0 columns are never dropped when the terminal is narrow; higher ones go first.
    """

    key: str
    title: str
    align: Align = "left"
    bar: bool = False
    priority: int = 0


class Table(NamedTuple):
    """Rows under columns. Every row has exactly one cell per column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""


class Report(NamedTuple):
    """Lines, tables, lines: all that a command has to show, in reading order.

    `data` is what `--json` prints, with the stable keys of the contract; `rows` is what
    `--format jsonl` prints, one object a line.
    """

    heading: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    data: object = None
    rows: tuple[object, ...] = ()
