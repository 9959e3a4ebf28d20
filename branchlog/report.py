"""What is shown, not how: a Report of headings, notes and tables of typed cells."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

#: A cell is text, a number or nothing. Numbers stay numbers, so that a sheet can add them up.
Cell: TypeAlias = str | int | float | None
Align: TypeAlias = Literal["left", "right"]
#: What a sheet's column is made for; "" shows each cell as it is. A date's cell is ISO text.
Form: TypeAlias = Literal["", "text", "integer", "decimal", "date"]
#: How a stretch of text was judged, where colours can show it; the text says it too.
Mark: TypeAlias = Literal["", "good", "bad", "doubt"]


class Column(NamedTuple):
    """One column: its stable English key (JSON, CSV scripts), its heading, its alignment.

    `bar` asks a terminal for a small bar beside the number, drawn to the column's largest value.
    `priority` 0 columns are never dropped when the terminal is narrow; higher ones go first.
    `over` are the headings that it shares with its neighbours, outermost first: the title begins
    with them, and who can nest headings writes them once above the columns that share them.
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
    over: tuple[str, ...] = ()


class Table(NamedTuple):
    """Rows under columns. Every row has exactly one cell per column.

    In a sheet to be filled in there are `blank` rows for it, and the rows given are examples.
    `proofs` says for each cell, where it is not empty, which Proof its figure rests on ("": none).
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    blank: int = 0
    proofs: tuple[tuple[str, ...], ...] = ()


class Run(NamedTuple):
    """A stretch of a paragraph; `proof` is the key of the Proof that its figure rests on, or ""."""

    text: str
    proof: str = ""
    mark: Mark = ""


Paragraph: TypeAlias = tuple[Run, ...]


class Series(NamedTuple):
    """One value for each label of a chart; None is nothing recorded."""

    name: str
    values: tuple[int | float | None, ...]


class Chart(NamedTuple):
    """Bars over labels, one group of bars a label. `unit` is that of all values."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""


class Section(NamedTuple):
    """A heading and what stands below it. Whoever renders it numbers it: 一、 or 1."""

    title: str
    blocks: tuple[Paragraph | Table | Chart, ...] = ()
    parts: tuple[Section, ...] = ()


class Proof(NamedTuple):
    """What a figure rests on: its rule in words, and the records with what each adds to it.

    `value` is the exact figure as JSON gives it and `shown` as the page does; `records` are ids of
    rows in the report's tables of records.
    """

    key: str
    label: str
    value: int | float | None
    shown: str
    rule: str
    records: tuple[tuple[str, Cell], ...] = ()


class Report(NamedTuple):
    """Lines, tables, lines: all that a command has to show, in reading order.

    `data` is what `--json` prints, with the stable keys of the contract; `rows` is what
    `--format jsonl` prints, one object a line.

    A document has more: a `title` with the lines of its `byline` under it, `sections`, the lines
    that it is signed with, and the proofs of its figures: `proofs` by key, and the `records` that
    they name, one table a kind, whose first column is the record's id.
    """

    heading: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    data: object = None
    rows: tuple[object, ...] = ()
    title: str = ""
    byline: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    signature: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    records: tuple[Table, ...] = ()
