"""Tables as the sheets of an Excel workbook, to be read, filtered and filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import xlsxwriter  # type: ignore[import-untyped]

from branchlog.errors import BadValue
from branchlog.messages import Lang, say
from branchlog.messages import SheetOut as Text
from branchlog.records.neutral import neutralised
from branchlog.render.cells import finite
from branchlog.render.safe import storable, width
from branchlog.render.sheet_filling import Lists, ask_for
from branchlog.report import Cell, Column, Report, Table

MOST_ROWS = 1_048_576
#: Characters of a cell, as Excel counts them: in UTF-16.
LONGEST_CELL = 32_767
#: Excel shows a longer one as ##### where its format is text.
_LONGEST_TEXT_FORMAT = 255
#: A number of more digits would lose some, so it is written as text.
_EXACT = 10**15
_WIDEST, _NARROWEST = 50, 8
#: The height of a line and of the highest row, in points.
_LINE, _HIGHEST = 15, 409
#: Rows whose widths are looked at: more would take longer than writing them.
_MEASURED = 5_000
#: The same report gives the same bytes on any day.
_CREATED = datetime(2000, 1, 1)
_LONGEST_NAME = 31
_NUMBER_FORMATS = {"text": 49, "integer": "0", "date": "yyyy-mm-dd", "percent": "0.00%"}
#: A figure as a table of figures shows it, in a column of numbers.
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,?[0-9]{3}){0,3}(?:\.[0-9]{1,2})?%?")
_RICH = re.compile("<r>.*</r>", re.DOTALL)


def write(report: Report, stream: BinaryIO, *, lang: Lang) -> None:
    """A sheet for each table; headings and notes are left out, as in CSV.

    Raises BadValue for a table that no sheet can hold.
    """
    for table in report.tables:
        _check(table)
    with TemporaryDirectory(prefix="branchlog-", ignore_cleanup_errors=True) as folder:
        options = {"constant_memory": True, "tmpdir": folder}
        book = xlsxwriter.Workbook(stream, options)
        book.use_zip64()
        book.set_properties({"created": _CREATED})
        formats = _Formats(book)
        names = list(_names([table.title for table in report.tables], lang))
        lists = Lists(names, lang)
        for table, name in zip(report.tables, names, strict=True):
            _add(book.add_worksheet(name), table, formats, lists)
        lists.add(book)
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            # It wraps what the system said, which is told like any other refusal.
            raise error.args[0] from error


class _Formats:
    """The workbook's formats, each made once: xlsxwriter writes every one that it is given."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool, bool, bool], xlsxwriter.format.Format] = {}
        head = {"bold": True, "bg_color": "#E7ECF3", "bottom": 1, "text_wrap": True}
        self.heads = {side: self._add(align=side, **head) for side in ("left", "right")}

    def of(
        self, form: str, *, wrap: bool = False, right: bool = False, faint: bool = False
    ) -> xlsxwriter.format.Format:
        """How a cell of a form looks; an example is set faintly."""
        key = (form, wrap, right, faint)
        if key not in self._made:
            looks = {"italic": True, "font_color": "#7F7F7F"} if faint else {}
            looks |= {"align": "right" if right else "left"} if right or form == "date" else {}
            number = _NUMBER_FORMATS.get(form, "General")
            self._made[key] = self._add(num_format=number, text_wrap=wrap, **looks)
        return self._made[key]

    def _add(self, **properties: Any) -> xlsxwriter.format.Format:
        return self._book.add_format({"valign": "top", **properties})


def _add(
    sheet: xlsxwriter.worksheet.Worksheet, table: Table, formats: _Formats, lists: Lists
) -> None:
    """Fill a worksheet. Rows go in order: with constant memory none can be revisited."""
    sheet.freeze_panes(1, 0)
    _fit_for_print(sheet)
    widths = [_width(table, index) for index in range(len(table.columns))]
    for index, column in enumerate(table.columns):
        default = formats.of(column.form) if table.blank and column.form else None
        sheet.set_column(index, index, widths[index], default)
        _write_text(sheet, 0, index, _title(column), formats.heads[_side(column)])
    of = partial(formats.of, faint=bool(table.blank))
    for number, row in enumerate(table.rows, 1):
        if (lines := max(map(_lines, row, widths), default=1)) > 1:
            # Not every program finds the height of a row by itself.
            sheet.set_row(number, min(lines * _LINE, _HIGHEST))
        for index, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            if cell is not None and cell != "":
                _write(sheet, number, index, cell, column, of)
    last = len(table.rows) + table.blank
    if table.columns and not table.blank:
        sheet.autofilter(0, 0, last, len(table.columns) - 1)
    for index, column in enumerate(table.columns):
        if table.blank:
            ask_for(sheet, column, index, last, lists)


def _fit_for_print(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    """A4 across with its lines, all columns on a page, the headings on every page."""
    sheet.hide_gridlines(0)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    index: int,
    cell: str | int | float,
    column: Column,
    of: Any,
) -> None:
    """One cell: a date where the column asks for one, a number, else text."""
    if isinstance(cell, str):
        day = _day(cell) if column.form == "date" else None
        if day is not None:
            sheet.write_datetime(row, index, day, of("date"))
        elif column.align == "right" and _GROUPED.fullmatch(cell):
            percent = cell.endswith("%")
            number = float(cell.rstrip("%").replace(",", "")) / (100 if percent else 1)
            sheet.write_number(row, index, number, of("percent" if percent else ""))
        else:
            text = _text(cell)
            form = "" if len(text) > _LONGEST_TEXT_FORMAT else "text"
            looks = of(form, wrap=_wraps(text), right=column.align == "right")
            _write_text(sheet, row, index, text, looks)
    elif abs(finite(cell)) >= _EXACT:
        sheet.write_string(row, index, str(cell), of("text"))
    else:
        sheet.write_number(row, index, cell, of("integer" if column.form == "integer" else ""))


def _write_text(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    index: int,
    text: str,
    format: xlsxwriter.format.Format,
) -> None:
    sheet.write_string(row, index, _unmistakable(text), format)


def _unmistakable(text: str) -> str:
    """xlsxwriter takes some text for XML of its own making, and writes that as it is."""
    if not _RICH.fullmatch(text):
        return text
    inner = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<r><t xml:space="preserve">{inner}</t></r>'


def _text(cell: str) -> str:
    return neutralised(storable(cell.replace("\r\n", "\n").replace("\r", "\n")))


def _side(column: Column) -> str:
    return "right" if column.form in ("integer", "decimal") else column.align


def _title(column: Column) -> str:
    return _text(column.title or column.key)


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


def _width(table: Table, index: int) -> int:
    """The width of a column in characters: Chinese ones count for two."""
    head = width(_title(table.columns[index])) + (0 if table.blank else 3)
    cells = (row[index] for row in table.rows[:_MEASURED])
    widest = max((_cell_width(cell) for cell in cells), default=0)
    return min(max(head, widest, _NARROWEST) + 1, _WIDEST)


def _wraps(text: str) -> bool:
    return "\n" in text or (len(text) * 2 >= _WIDEST and width(text) >= _WIDEST)


def _lines(cell: Cell, size: int) -> int:
    """How many lines a cell takes in a column of this width."""
    if not isinstance(cell, str) or not _wraps(text := _text(cell)):
        return 1
    # A word that does not fit begins a new line, so that lines are not quite full.
    return sum(1 + width(part) // (size - 3) for part in text.split("\n"))


def _cell_width(cell: Cell) -> int:
    if isinstance(cell, str):
        return max(map(width, storable(cell).split("\n")))
    return 0 if cell is None else len(f"{cell:.2f}" if isinstance(cell, float) else str(cell))


def _check(table: Table) -> None:
    """Refuse what a sheet would cut short in silence."""
    rows = len(table.rows) + table.blank + 1
    if rows > MOST_ROWS:
        raise _too_large(Text.TOO_MANY_ROWS, rows=rows, most=MOST_ROWS)
    for number, row in enumerate(table.rows, 2):
        for index, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > LONGEST_CELL // 7:
                length = length_of(_unmistakable(_text(cell)))
                if length > LONGEST_CELL:
                    title = table.columns[index].title
                    where = {"row": number, "column": title, "length": length}
                    raise _too_large(Text.CELL_TOO_LONG, most=LONGEST_CELL, **where)


def length_of(text: str) -> int:
    """A text's length as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


def _too_large(why: tuple[str, str], **values: object) -> BadValue:
    return BadValue(Text.TOO_LARGE, why, Text.WRITE_CSV, **values)


def _names(titles: Sequence[str], lang: Lang) -> Iterator[str]:
    """Names that Excel takes for sheets: short, plain and each one only once."""
    taken: set[str] = set()
    for number, title in enumerate(titles, 1):
        plain = re.sub(r"[\[\]:*?/\\]", "-", " ".join(storable(title).split())).strip("'")
        wanted = plain or say(Text.SHEET, lang, number=number)
        name, tries = _cut(wanted, ""), 1
        # "History" is Excel's own.
        while name.casefold() in taken or name.casefold() == "history":
            tries += 1
            name = _cut(wanted, f" {tries}")
        taken.add(name.casefold())
        yield name


def _cut(name: str, end: str) -> str:
    while length_of(name + end) > _LONGEST_NAME:
        name = name[:-1]
    return name.strip("' ") + end
