"""Tables as the sheets of an Excel workbook, to be read, filtered and filled in."""

from __future__ import annotations

from functools import partial
from typing import BinaryIO

import xlsxwriter  # type: ignore[import-untyped]

from branchlog.errors import BadValue
from branchlog.messages import Lang
from branchlog.messages import SheetOut as Text
from branchlog.render.safe import width
from branchlog.render.workbooks import sheet_book, sheet_cells
from branchlog.render.workbooks.sheet_book import Formats, length_of
from branchlog.render.workbooks.sheet_filling import Lists, ask_for
from branchlog.report import Column, Report, Table

MOST_ROWS = 1_048_576
#: Characters of a cell, as Excel counts them: in UTF-16.
LONGEST_CELL = 32_767
_NARROWEST = 8
#: The height of a line and of the highest row, in points.
_LINE, _HIGHEST = 15, 409
#: Rows whose widths are looked at: more would take longer than writing them.
_MEASURED = 5_000


def write(report: Report, stream: BinaryIO, *, lang: Lang) -> None:
    """A sheet for each table; of a report with sections, the whole document.

    Headings and notes of a simple report are left out, as in CSV. Raises BadValue for a table
    that no sheet can hold.
    """
    if report.sections:
        from branchlog.render.workbooks import sheet_document

        sheet_document.write(report, stream, lang=lang)
        return
    for table in report.tables:
        check(table)
    with sheet_book.opened(stream) as book:
        formats = Formats(book)
        names = list(sheet_book.names([table.title for table in report.tables], lang))
        lists = Lists(names, lang)
        for table, name in zip(report.tables, names, strict=True):
            _add(book.add_worksheet(name), table, formats, lists)
        lists.add(book)


def _add(
    sheet: xlsxwriter.worksheet.Worksheet, table: Table, formats: Formats, lists: Lists
) -> None:
    """Fill a worksheet. Rows go in order: with constant memory none can be revisited."""
    sheet.freeze_panes(1, 0)
    fit_for_print(sheet)
    widths = [width_of(table, index) for index in range(len(table.columns))]
    for index, column in enumerate(table.columns):
        default = formats.of(column.form) if table.blank and column.form else None
        sheet.set_column(index, index, widths[index], default)
        sheet_cells.put(sheet, 0, index, title_of(column), formats.heads[side(column)])
    of = partial(formats.of, faint=bool(table.blank))
    for number, row in enumerate(table.rows, 1):
        if (lines := max(map(sheet_cells.lines, row, widths), default=1)) > 1:
            # Not every program finds the height of a row by itself.
            sheet.set_row(number, height(lines))
        for index, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            if cell is not None and cell != "":
                sheet_cells.put(sheet, number, index, *sheet_cells.ready(cell, column, of))
    last = len(table.rows) + table.blank
    if table.columns and not table.blank:
        sheet.autofilter(0, 0, last, len(table.columns) - 1)
    for index, column in enumerate(table.columns):
        if table.blank:
            ask_for(sheet, column, index, last, lists)


def height(lines: int) -> int:
    """The height of a row with so many lines, in points."""
    return min(lines * _LINE, _HIGHEST)


def fit_for_print(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    """A4 across with its lines, all columns on a page, the headings on every page."""
    sheet.hide_gridlines(0)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def side(column: Column) -> str:
    """Where a column's heading stands."""
    return "right" if column.form in ("integer", "decimal") else column.align


def title_of(column: Column) -> str:
    """A column's heading."""
    return sheet_cells.unmistakable(sheet_cells.text_of(column.title or column.key))


def width_of(table: Table, index: int) -> int:
    """The width of a column in characters: Chinese ones count for two."""
    head = width(title_of(table.columns[index])) + (0 if table.blank else 3)
    cells = {row[index] for row in table.rows[:_MEASURED]}
    widest = max((sheet_cells.cell_width(cell) for cell in cells), default=0)
    return min(max(head, widest, _NARROWEST) + 1, sheet_cells.WIDEST)


def check(table: Table) -> None:
    """Refuse what a sheet would cut short in silence."""
    rows = len(table.rows) + table.blank + 1
    if rows > MOST_ROWS:
        raise _too_large(Text.TOO_MANY_ROWS, rows=rows, most=MOST_ROWS)
    for number, row in enumerate(table.rows, 2):
        for index, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > LONGEST_CELL // 7:
                length = length_of(sheet_cells.unmistakable(sheet_cells.text_of(cell)))
                if length > LONGEST_CELL:
                    title = table.columns[index].title
                    where = {"row": number, "column": title, "length": length}
                    raise _too_large(Text.CELL_TOO_LONG, most=LONGEST_CELL, **where)


def _too_large(why: tuple[str, str], **values: object) -> BadValue:
    return BadValue(Text.TOO_LARGE, why, Text.WRITE_CSV, **values)
