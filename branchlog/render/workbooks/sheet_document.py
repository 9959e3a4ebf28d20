"""A report with sections as a workbook: its text, its tables, the proofs and the records."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import BinaryIO, NamedTuple

import xlsxwriter  # type: ignore[import-untyped]

from branchlog.messages import Forms as Text
from branchlog.messages import Lang, say
from branchlog.render import outline
from branchlog.render.safe import storable
from branchlog.render.workbooks import sheet, sheet_book, sheet_cells, sheet_charts, sheet_cover
from branchlog.render.workbooks.sheet_book import Formats
from branchlog.render.workbooks.sheet_charts import Charts
from branchlog.render.workbooks.sheet_cover import Line
from branchlog.render.workbooks.sheet_figures import Figures
from branchlog.report import Cell, Chart, Column, Proof, Report, Table

#: Excel takes no more links on a sheet; a figure beyond stands without one.
_MOST_LINKS = 65_000
#: Values of a column that are remembered.
_REMEMBERED = 20_000
#: The longest page header, of which the title takes its part.
_LONGEST_HEADER = 100
#: Characters. Beside a table as wide as this a chart still stands on the page.
_NARROW = 70


class _Page(NamedTuple):
    """A table that is a sheet, and the numbers of the charts that stand beside it.

    A `register` is long: it is there to be filtered and sorted, not to be looked at.
    """

    table: Table
    charts: tuple[int, ...] = ()
    register: bool = False


class _Outline(NamedTuple):
    """A report's text, tables and charts in reading order. `loose` charts have no table."""

    lines: tuple[Line, ...]
    pages: tuple[_Page, ...]
    charts: tuple[Chart, ...]
    loose: tuple[int, ...]


def write(report: Report, stream: BinaryIO, *, lang: Lang) -> None:
    """The document's text on the first sheet, then a sheet for each of its tables.

    Behind them stand what the charts show, the proofs and the records, a sheet for each kind.
    Raises BadValue for a table that no sheet can hold.
    """
    found = _outlined(report, lang)
    data = _Page(sheet_charts.table(found.charts, lang), found.loose)
    proofs = _Page(_proofs(report.proofs, lang))
    extra = [page for page in (data, proofs) if page.table.rows]
    records = [
        _Page(table._replace(title=say(Text.RECORDS_OF, lang, kind=table.title)), register=True)
        for table in report.records
    ]
    pages = [*found.pages, *extra, *records]
    for page in pages:
        sheet.check(page.table)
    titles = [say(Text.COVER, lang), *(page.table.title for page in pages)]
    cover, *names = sheet_book.names(titles, lang)
    place = dict(zip(map(id, pages), names, strict=True))
    cells = sum(len(page.table.rows) * len(page.table.columns) for page in pages)
    with sheet_book.opened(stream, report.title, cells=cells) as book:
        plain, lined = Formats(book), Formats(book, lined=True)
        sheet_cover.write(book.add_worksheet(cover), plain, found.lines, names, lang)
        charts = Charts(book, place.get(id(data), ""), found.charts)
        writer = _Writer(report, lang, charts, place.get(id(proofs), ""))
        for page, name in zip(pages, names, strict=True):
            writer.fill(book.add_worksheet(name), page, name, plain if page.register else lined)


class _Ready(NamedTuple):
    """What is written for a cell, how it looks, and how many lines it takes."""

    value: str | int | float | None
    looks: xlsxwriter.format.Format
    lines: int


class _Cells(dict[Cell, _Ready]):
    """The cells of a column, each made ready once: of the values of a register most come again."""

    def __init__(
        self, column: Column, size: int, figures: Figures, looks: sheet_cells.Looks
    ) -> None:
        super().__init__()
        self._column = column
        self._size = size
        self._figures = figures
        self._looks = looks

    def __missing__(self, cell: Cell) -> _Ready:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[cell] = self._made(cell)
        return found

    def _made(self, cell: Cell) -> _Ready:
        if cell is None or cell == "":
            return _Ready(None, self._looks(""), 1)
        if isinstance(cell, str) and self._column.align == "right":
            number = self._figures.read(cell)
            if number is not None:
                return _Ready(number.value, self._looks(number.format, right=True), 1)
        value, looks = sheet_cells.ready(cell, self._column, self._looks)
        # Of what is looked at here the most are ids, which are never broken into lines.
        lines = sheet_cells.lines(cell, self._size) if looks.text_wrap else 1
        return _Ready(value, looks, lines)


class _Writer:
    """Fills the sheets of one workbook. `proofs` is the sheet that its figures link to."""

    def __init__(self, report: Report, lang: Lang, charts: Charts, proofs: str) -> None:
        self._charts = charts
        self._title = report.title
        self._figures = Figures(lang)
        self._links = {
            proof.key: f"internal:{sheet_book.reference(proofs, f'A{number}')}"
            for number, proof in enumerate(report.proofs, 2)
        }

    def fill(
        self, to: xlsxwriter.worksheet.Worksheet, page: _Page, name: str, formats: Formats
    ) -> None:
        """A table on a sheet, with its charts. Rows go in order, for none can be revisited."""
        table, columns = page.table, page.table.columns
        widths = [sheet.width_of(table, index) for index in range(len(columns))]
        for index, column in enumerate(columns):
            to.set_column(index, index, widths[index])
            head = formats.heads[sheet.side(column)]
            sheet_cells.put(to, 0, index, sheet.title_of(column), head)
        self._set_up(to, page, name, sum(widths))
        plain, linked = (
            [
                _Cells(column, size, self._figures, looks)
                for column, size in zip(columns, widths, strict=True)
            ]
            for looks in (formats.of, partial(formats.of, linked=True))
        )
        left = _MOST_LINKS
        for number, row in enumerate(table.rows, 1):
            cells = [known[cell] for known, cell in zip(plain, row, strict=True)]
            if (lines := max([cell.lines for cell in cells], default=1)) > 1:
                to.set_row(number, sheet.height(lines))
            keys = table.proofs[number - 1] if table.proofs and left > 0 else ()
            for index, key in enumerate(keys):
                if key in self._links and cells[index].value is not None:
                    left -= 1
                    cells[index] = linked[index][row[index]]
                    to.write_url(number, index, self._links[key], None, "-")
            _write(to, number, cells, blanks=not page.register)

    def _set_up(
        self, to: xlsxwriter.worksheet.Worksheet, page: _Page, name: str, width: int
    ) -> None:
        """Headings that stay in sight and on every page, charts, and what is printed."""
        sheet.fit_for_print(to)
        if not page.register:
            to.hide_gridlines(2)
        to.freeze_panes(1, 0)
        rows, columns = len(page.table.rows), len(page.table.columns)
        if page.register:
            to.autofilter(0, 0, rows, columns - 1)
        last, right = self._charts.put(to, page.charts, rows, columns, beside=width <= _NARROW)
        to.print_area(0, 0, max(rows, last), max(columns - 1, right))
        to.set_header(f"&L{_header(self._title)}&R{_header(name)}")
        to.set_footer("&C&P / &N")


def _header(text: str) -> str:
    """Text in a page's header, where & begins a code; xlsxwriter counts &G for a picture."""
    return storable(text[:_LONGEST_HEADER]).replace("&", "&&").replace("&&G", "&& G")


def _write(
    to: xlsxwriter.worksheet.Worksheet, row: int, cells: Sequence[_Ready], *, blanks: bool
) -> None:
    """A row; over a link a cell takes the place of the link's own text."""
    for index, (value, looks, _) in enumerate(cells):
        if value is not None:
            sheet_cells.put(to, row, index, value, looks)
        elif blanks:
            to.write_blank(row, index, None, looks)


def _outlined(report: Report, lang: Lang) -> _Outline:
    """The report taken apart: what the cover says, and what has a sheet of its own."""
    lines = [Line(report.title, "title"), *(Line(text, "byline") for text in report.byline)]
    lines += [Line(text, "text") for text in report.heading]
    pages = [_Page(table) for table in report.tables]
    charts: list[Chart] = []
    loose: list[int] = []
    for heading in outline.headings(report.sections, lang):
        lines.append(Line(heading.text, "part" if heading.depth else "heading"))
        beside = -1
        for block in heading.section.blocks:
            if isinstance(block, Table):
                beside = len(pages)
                pages.append(_Page(block._replace(title=block.title or heading.section.title)))
                lines.append(Line("", "link", beside))
            elif not isinstance(block, Chart):
                lines.append(Line("".join(run.text for run in block), "text"))
            else:
                if beside < 0:
                    loose.append(len(charts))
                else:
                    page = pages[beside]
                    pages[beside] = page._replace(charts=(*page.charts, len(charts)))
                charts.append(block)
    lines += [Line(text, "text") for text in report.notes]
    lines += [Line(text, "signature") for text in report.signature]
    return _Outline(tuple(lines), tuple(pages), tuple(charts), tuple(loose))


def _proofs(proofs: Sequence[Proof], lang: Lang) -> Table:
    """Each figure with its value, its rule and the number of records behind it."""
    columns = (
        Column("label", say(Text.FIGURE, lang)),
        Column("value", say(Text.VALUE, lang), "right"),
        Column("shown", say(Text.SHOWN, lang)),
        Column("rule", say(Text.RULE, lang)),
        Column("records", say(Text.RECORDS, lang), "right"),
        Column("key", say(Text.KEY, lang)),
    )
    rows = tuple(
        (each.label, _value(each), each.shown, each.rule, len(each.records), each.key)
        for each in proofs
    )
    return Table(columns, rows, say(Text.PROOFS, lang))


def _value(proof: Proof) -> Cell:
    """The exact figure; a share as a percentage."""
    if isinstance(proof.value, float) and proof.shown.endswith("%"):
        return f"{proof.value * 100:.2f}%"
    return proof.value
