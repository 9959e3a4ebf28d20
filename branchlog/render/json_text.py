"""A report's data as JSON, or as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO

from branchlog.render.safe import escaped_json
from branchlog.report import Cell, Report, Table


def write_document(report: Report, stream: TextIO, *, encoding: str) -> None:
    """`report.data`, indented, a list with one item a line; without data the tables.

    Tables are given by the keys of their columns.
    """
    data = report.data if report.data is not None else {"tables": [*map(_table, report.tables)]}
    if isinstance(data, list) and data:
        # json's own indentation takes ten times as long over a year of records.
        items = ",\n".join([f"  {_dump(item, encoding)}" for item in data])
        stream.write(f"[\n{items}\n]\n")
        return
    stream.write(_dump(data, encoding, indent=2) + "\n")


def write_lines(report: Report, stream: TextIO, *, encoding: str) -> None:
    """`report.rows`, one object a line; without them the rows of its tables."""
    for row in report.rows or _all_rows(report):
        stream.write(_dump(row, encoding) + "\n")


def _table(table: Table) -> dict[str, object]:
    return {"title": table.title, "rows": [*_rows(table)]}


def _all_rows(report: Report) -> Iterator[dict[str, Cell]]:
    for table in report.tables:
        yield from _rows(table)


def _rows(table: Table) -> Iterator[dict[str, Cell]]:
    keys = [column.key for column in table.columns]
    for row in table.rows:
        yield dict(zip(keys, row, strict=True))


def _dump(value: object, encoding: str, indent: int | None = None) -> str:
    # Whoever reads JSON expects UTF-8; in any other encoding only ASCII is sure to arrive.
    ascii_only = encoding.lower().replace("_", "-") not in ("utf-8", "utf8")
    separators = None if indent else (",", ":")
    text = json.dumps(
        value, ensure_ascii=ascii_only, allow_nan=False, indent=indent, separators=separators
    )
    # ASCII JSON still carries DEL, which json does not escape.
    return escaped_json(text)
