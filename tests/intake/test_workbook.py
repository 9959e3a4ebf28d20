"""Sheets of workbooks come as they are on the screen: rows, columns, dates, hidden, merged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from branchlog.errors import BadValue
from branchlog.intake.files.formats import Reading, open_file, open_stream
from branchlog.intake.source import Area, Cell, Opened, Table

SHEETS = Path(__file__).parent.parent / "samples" / "sheets"
FORMATS = ["xlsx", "xls", "ods"]


def sample(name: str, reading: Reading | None = None) -> Opened:
    return open_file(SHEETS / name, name, reading or Reading())


def tables(opened: Opened) -> dict[str, list[list[Cell]]]:
    """The rows of each sheet, what is empty as None."""
    found: dict[str, list[list[Cell]]] = {}
    for part in opened.parts:
        assert isinstance(part, Table)
        found[part.sheet] = [[None if cell == "" else cell for cell in row] for row in _rows(part)]
    return found


def _rows(table: Table) -> Sequence[Sequence[Cell]]:
    return list(table.rows)


def only(opened: Opened) -> Table:
    (part,) = opened.parts
    assert isinstance(part, Table)
    return part


def made(path: Path, write: Any, **options: object) -> Path:
    with xlsxwriter.Workbook(path, options) as book:
        write(book)
    return path


@pytest.mark.parametrize("format", FORMATS)
def test_an_office_sheet_is_read_row_by_row(format: str) -> None:
    rows = tables(sample(f"visits.{format}"))["走访台账"]

    assert rows[0][:2] == ["2024年走访慰问台账", None]
    assert rows[3] == [None, None, "户名", "户数", None, None, None, None, None]
    assert rows[4][:5] == [1, date(2024, 1, 22), "丁小满", 1, "慰问"]
    assert rows[5][:2] == [2, None]
    assert rows[9] == [None] * 9
    assert rows[10][8] == "防诈骗\n防火"
    assert rows[14][7] == 5100.5
    assert {len(row) for row in rows} == {9}
    assert len(rows) == 17


@pytest.mark.parametrize("format", FORMATS)
def test_merged_cells_and_hidden_rows_are_told(format: str) -> None:
    table = only(sample(f"visits.{format}"))

    assert Area(1, 0, 1, 8) in table.merged
    assert Area(5, 1, 7, 1) in table.merged
    assert Area(3, 2, 3, 3) in table.merged
    assert len(table.merged) == 13
    assert table.hidden == {12}
    assert (table.file, table.padded) == (f"visits.{format}", True)


@pytest.mark.parametrize("format", FORMATS)
def test_long_numbers_stay_text_and_formulas_give_values(format: str) -> None:
    rows = tables(sample(f"mediations.{format}"))["调解台账"]

    assert rows[3][4:6] == ["013000000002", "99000019500101002X"]
    assert rows[7][6] == '称"狗咬人"'
    assert rows[9][10] == 23400.49


@pytest.mark.parametrize("format", FORMATS)
def test_every_visible_sheet_is_a_table_and_the_others_are_listed(format: str) -> None:
    opened = sample(f"year.{format}")

    assert list(tables(opened)) == ["走访", "调解", "辅导", "活动"]
    assert [(each.sheet, each.why[1]) for each in opened.skipped] == [
        ("旧数据", "a hidden sheet"),
        ("参数", "a hidden sheet"),
        ("空表", "an empty sheet"),
        ("图", "an empty sheet"),
    ]


def test_very_hidden_and_chart_sheets_are_listed() -> None:
    opened = sample("plain.xlsx")

    assert [(each.sheet, each.why[1]) for each in opened.skipped] == [
        ("旧数据", "a hidden sheet"),
        ("参数", "a hidden sheet"),
        ("空表", "an empty sheet"),
        ("图", "a chart or macro sheet"),
    ]


@pytest.mark.parametrize("name", ["year.xlsx", "year.xls", "year.ods", "plain.xlsx"])
def test_a_formula_that_fails_shows_its_error_not_an_empty_cell(name: str) -> None:
    rows = tables(sample(name))["活动"]

    assert rows[2] == [45360, "植树", "约30人", "#DIV/0!"]


@pytest.mark.parametrize("format", FORMATS)
def test_sheets_that_are_named_are_read_though_hidden(format: str) -> None:
    opened = sample(f"year.{format}", Reading(sheets=("旧数据", "调解")))

    assert list(tables(opened)) == ["调解", "旧数据"]
    assert {each.why[1] for each in opened.skipped} == {"a sheet that was not asked for"}


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(BadValue) as caught:
        sample("year.xlsx", Reading(sheets=("走访", "走房")))

    assert "走访 | 调解 | 辅导" in caught.value.lines("en")[1]


@pytest.mark.parametrize("format", FORMATS)
def test_a_workbook_with_a_password_is_refused(format: str) -> None:
    with pytest.raises(BadValue) as caught:
        sample(f"locked.{format}")

    assert "password" in caught.value.lines("en")[1]


def test_days_counted_from_1904_are_the_same_days() -> None:
    assert tables(sample("dates1904.xlsx"))["走访"][1] == [date(2024, 3, 5), 3]


def test_other_writers_cells_stand_where_they_are_and_a_styled_one_does_not_count() -> None:
    assert tables(sample("styled.xlsx"))["走访台账"] == [
        ["日期", "户数"],
        ["2024-03-05", 3],
        [None, None],
        ["3月6日", None],
    ]


def test_a_sheet_that_begins_further_down_keeps_its_rows_and_columns(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", lambda book: book.add_worksheet().write("C3", "户数"))

    assert tables(open_file(path, "a", Reading()))["Sheet1"] == [
        [None, None, None],
        [None, None, None],
        [None, None, "户数"],
    ]


def test_a_formula_that_was_never_computed_is_shown_as_it_is(tmp_path: Path) -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write("A1", "户数")
        sheet.write_formula("B3", "=SUM(A1:A9)", None, "")

    rows = tables(open_file(made(tmp_path / "a.xlsx", write), "a", Reading()))["Sheet1"]

    assert rows == [["户数", None], [None, None], [None, "=SUM(A1:A9)"]]


def test_how_far_it_is_can_be_asked_for() -> None:
    table = only(sample("mediations.xlsx"))
    rows = iter(table.rows)
    begun = table.done()
    for _ in range(5):
        next(rows)

    assert (begun, table.done(), len(list(rows)), table.done()) == (0.0, 0.5, 5, 1.0)


def test_a_workbook_in_which_nothing_stands_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", lambda book: book.add_worksheet())

    with pytest.raises(BadValue) as caught:
        open_file(path, "a.xlsx", Reading())

    assert "no visible sheet" in caught.value.lines("en")[1]


#: As Excel keeps them: no control characters, and no text that it takes for an escape.
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]),
    min_size=1,
    max_size=6,
).filter(lambda text: "_x" not in text)
cells = st.one_of(
    st.none(),
    texts,
    st.integers(-(10**12), 10**12),
    st.integers(-(10**9), 10**9).map(lambda number: number / 100),
    st.booleans(),
    st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)


def _same(written: object, read: object) -> bool:
    if isinstance(written, datetime) and not isinstance(read, datetime):
        return isinstance(read, date) and written == datetime(read.year, read.month, read.day)
    return written == read and isinstance(written, bool) == isinstance(read, bool)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=8), st.booleans())
def test_any_table_that_was_written_is_read_back(table: list[list[object]], inline: bool) -> None:
    content = io.BytesIO()
    # In constant memory the text of a cell stands in the cell.
    with xlsxwriter.Workbook(content, {"constant_memory": inline}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.write_string(0, 0, "a")
        for row, values in enumerate(table, 1):
            sheet.write_string(row, 0, "a")
            for column, value in enumerate(values, 1):
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif isinstance(value, datetime):
                    sheet.write_datetime(row, column, value, day)
                elif value is not None:
                    sheet.write(row, column, value)
    content.seek(0)
    opened = open_stream(content, "-", Reading(format="xlsx"))

    found = tables(opened)["Sheet1"]

    width = len(found[0]) - 1
    for written, (_, *read) in zip(table, found[1:], strict=True):
        assert all(value is None for value in written[width:])
        assert all(map(_same, written, read)), (written, read)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(texts | st.none(), min_size=2, max_size=4), min_size=1, max_size=6))
def test_any_text_of_an_ods_is_read_back(table: list[list[str | None]]) -> None:
    from xml.sax.saxutils import escape

    def cell(text: str | None) -> str:
        if text is None:
            return "<table:table-cell/>"
        # Blanks are written as an element, as the format has it.
        shown = escape(text).replace(" ", "<text:s/>")
        return (
            '<table:table-cell office:value-type="string">'
            f"<text:p>{shown}</text:p></table:table-cell>"
        )

    lines = [["行首", *row] for row in table]
    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in lines)
    content = io.BytesIO(ods(f'<table:table table:name="表">{body}</table:table>'))
    found = tables(open_stream(content, "-", Reading(format="ods")))["表"]

    width = len(found[0])
    assert found == [[*row, *[None] * width][:width] for row in lines]
    assert all(value is None for row in lines for value in row[width:])


def ods(sheets: str) -> bytes:
    """An ods file of these sheets, other parts as LibreOffice wrote them."""
    out = io.BytesIO()
    with zipfile.ZipFile(SHEETS / "visits.ods") as given, zipfile.ZipFile(out, "w") as packed:
        for name in given.namelist():
            content = given.read(name)
            if name == "content.xml":
                begin, end = content.index(b"<table:table "), content.rindex(b"</office:spreadsh")
                content = content[:begin] + sheets.encode() + content[end:]
            packed.writestr(name, content)
    return out.getvalue()
