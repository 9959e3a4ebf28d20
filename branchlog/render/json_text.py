"""A report's data as JSON, or as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO, cast

from branchlog.render.safe import escaped_json
from branchlog.report import Cell, Report, Table

#: A longer list in a document has one item a line.
LONG_LIST = 500


def write_document(report: Report, stream: TextIO, *, encoding: str) -> None:
    """`report.data`, indented, a long list with one item a line; without data the tables.

    Tables are given by the keys of their columns.
    """
    data = report.data if report.data is not None else {"tables": [*map(_table, report.tables)]}
    if isinstance(data, list) and data:
        stream.write(_one_a_line(data, encoding) + "\n")
    elif isinstance(data, dict) and any(map(_is_long, data.values())):
        parts = ",\n".join(
            [f"  {_dump(key, encoding)}: {_part(value, encoding)}" for key, value in data.items()]
        )
        stream.write(f"{{\n{parts}\n}}\n")
    else:
        stream.write(_dump(data, encoding, indent=2) + "\n")


def _is_long(value: object) -> bool:
    return isinstance(value, list) and len(value) > LONG_LIST


def _part(value: object, encoding: str) -> str:
    text = (
        _one_a_line(cast("list[object]", value), encoding)
        if _is_long(value)
        else _dump(value, encoding, indent=2)
    )
    # No text of JSON has a line end of its own.
    return text.replace("\n", "\n  ")


def _one_a_line(items: list[object], encoding: str) -> str:
    # json's own indentation takes ten times as long over a year of records.
    lines = ",\n".join([f"  {_dump(item, encoding)}" for item in items])
    return f"[\n{lines}\n]"


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
