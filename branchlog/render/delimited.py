"""Tables as CSV or TSV, safe to open in Excel or WPS."""

from __future__ import annotations

import csv
from typing import TextIO

from branchlog.render.cells import finite
from branchlog.render.safe import encodable, escaped
from branchlog.report import Cell, Report

# A sheet takes text that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")


def write(
    report: Report, stream: TextIO, *, delimiter: str, encoding: str, for_sheet: bool = False
) -> None:
    """Tables one after another, an empty line between them; headings and notes are left out.

    `for_sheet` adds the byte order mark and the line ends by which Excel knows UTF-8.
    """
    end = "\r\n" if for_sheet else "\n"
    if for_sheet:
        stream.write("\ufeff")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end)
    for number, table in enumerate(report.tables):
        if number:
            stream.write(end)
        titles = (column.title or column.key for column in table.columns)
        writer.writerow([_field(title, encoding) for title in titles])
        writer.writerows([_field(cell, encoding) for cell in row] for row in table.rows)


def _field(cell: Cell, encoding: str) -> str | int:
    match cell:
        case None:
            return ""
        case str():
            text = escaped(cell.replace("\r\n", "\n").replace("\r", "\n"))
            text = f"'{text}" if text.startswith(_FORMULA) else text
            return encodable(text, encoding)
        case int():
            return cell
        case float():
            return repr(finite(cell)).removesuffix(".0")
