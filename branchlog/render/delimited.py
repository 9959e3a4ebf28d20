"""Tables as CSV or TSV, safe to open in Excel or WPS."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import TextIO

from branchlog.records.neutral import neutralised
from branchlog.render.cells import finite
from branchlog.render.safe import encodable, escaped, storable
from branchlog.report import Cell, Report


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
    for number, table in enumerate(report.tables):
        if number:
            stream.write(end)
        titles = (column.title or column.key for column in table.columns)
        writer.writerow([_field(title, encoding, safe) for title in titles])
        writer.writerows([_field(cell, encoding, safe) for cell in row] for row in table.rows)


def _field(cell: Cell, encoding: str, safe: Callable[[str], str]) -> str | int:
    match cell:
        case None:
            return ""
        case str():
            text = safe(cell.replace("\r\n", "\n").replace("\r", "\n"))
            return encodable(neutralised(text), encoding)
        case int():
            return cell
        case float():
            return repr(finite(cell)).removesuffix(".0")
