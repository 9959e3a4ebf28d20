"""What is shown, not how: a Report of headings, notes and tables of typed cells."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

#: A cell is text, a number or nothing. Numbers stay numbers, so that a sheet can add them up.
Cell: TypeAlias = str | int | float | None
Align: TypeAlias = Literal["left", "right"]
#: What a sheet's column is made for; "" shows each cell as it is. A date's cell is ISO text.
Form: TypeAlias = Literal["", "text", "integer", "decimal", "date"]


class Column(NamedTuple):
    """One column: its stable English key (JSON, CSV scripts), its heading, its alignment.

    `bar` asks a terminal for a small bar beside the number, drawn to the column's largest value.
    `priority` 0 columns are never dropped when the terminal is narrow; higher ones go first.
    The rest is for a sheet that people fill in: what they may choose from, whether other values
    are taken too, and what they are told about the column.
    """

    key: str
    title: str
    align: Align = "left"
    bar: bool = False
    priority: int = 0
    form: Form = ""
    choices: tuple[str, ...] = ()
    others: bool = True
    hint: str = ""


class Table(NamedTuple):
    """Rows under columns. Every row has exactly one cell per column.

    In a sheet to be filled in there are `blank` rows for it, and the rows given are examples.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    blank: int = 0


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
