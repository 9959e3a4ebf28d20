"""Tables as CSV or TSV, safe to open in Excel or WPS."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from typing import TextIO

from branchlog.records.neutral import guarded, neutralised
from branchlog.render import outline
from branchlog.render.cells import finite
from branchlog.render.safe import encodable, escaped, storable
from branchlog.report import Cell, Column, Report

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def write(
    report: Report, stream: TextIO, *, delimiter: str, encoding: str, for_sheet: bool = False
) -> None:
    """Tables one after another, an empty line between them; headings and notes are left out.

    `for_sheet` adds the byte order mark and the line ends by which Excel knows UTF-8.
    """
    end = "\r\n" if for_sheet else "\n"
    if for_sheet:
        stream.write("\ufeff")
    safe = storable if for_sheet else escaped
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end)
    for number, table in enumerate(outline.tables(report)):
        if number:
            stream.write(end)
        titles = (column.title or column.key for column in table.columns)
        writer.writerow([_field(title, encoding, safe, neutralised) for title in titles])
        guards = [_guard(column) for column in table.columns] if for_sheet else None
        for row in table.rows:
            guard = guards or [neutralised] * len(row)
            fields = zip(row, guard, strict=True)
            writer.writerow([_field(cell, encoding, safe, mark) for cell, mark in fields])


def _guard(column: Column) -> Callable[[str], str]:
    """What keeps a column's text as it is when a sheet opens the file."""
    match column.form:
        case "text":
            return guarded
        case "date":
            # A sheet knows an ISO day; of a month it would make its first day.
            return lambda text: text if _DAY.fullmatch(text) else guarded(text)
        case _:
            return neutralised


def _field(
    cell: Cell, encoding: str, safe: Callable[[str], str], mark: Callable[[str], str]
) -> str | int:
    match cell:
        case None:
            return ""
        case str():
            text = safe(cell.replace("\r\n", "\n").replace("\r", "\n"))
            return encodable(mark(text), encoding)
        case int():
            return cell
        case float():
            return repr(finite(cell)).removesuffix(".0")
