"""Workbooks: what stands in a report's tables comes back, and nothing in it is computed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from branchlog import render
from branchlog.errors import BadValue
from branchlog.messages import Lang
from branchlog.records.neutral import restored
from branchlog.render.safe import storable
from branchlog.report import Cell, Column, Form, Report, Table

TEXT = Column("x", "x")


def save(folder: Path, *tables: Table, lang: Lang = "zh") -> Path:
    file = folder / "out.xlsx"
    render.save(Report(("标题",), tables, ("注",)), file, lang=lang)
    return file


def sheets(file: Path) -> dict[str, list[list[Any]]]:
    with CalamineWorkbook.from_path(file) as book:
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def cells(folder: Path, *values: Cell, form: Form = "") -> list[Any]:
    table = Table((TEXT._replace(form=form),), tuple((value,) for value in values))
    (rows,) = sheets(save(folder, table)).values()
    return [row[0] for row in rows[1:]]


def part(file: Path, name: str) -> str:
    with zipfile.ZipFile(file) as book:
        return book.read(name).decode()


def test_each_table_is_a_sheet_with_its_numbers(tmp_path: Path) -> None:
    columns = (Column("a", "指标"), Column("b", "", "right"))
    file = save(tmp_path, Table(columns, (("户数", 126), ("率", 0.5)), "2024"), Table(columns, ()))
    assert sheets(file) == {
        "2024": [["指标", "b"], ["户数", 126.0], ["率", 0.5]],
        "表2": [["指标", "b"]],
    }


def test_a_report_without_tables_is_an_empty_workbook(tmp_path: Path) -> None:
    assert list(sheets(save(tmp_path)).values()) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "520123194901011234",
        "007",
        "2024-03-05",
        "_x0041_",
        "<r>",
        "<r>a & b</r>",
        "<r><t>x</t></r>",
        "<b>&amp;</b>",
        "a\nb\tc",
        "😀👨‍👩‍👧 𠮷野家",
        "\u200e2024",
        "TRUE",
        "https://example.org/?a=1",
        "x" * 32_767,
        "😀" * 16_383,
    ],
)
def test_text_stays_the_text_it_is(tmp_path: Path, text: str) -> None:
    assert cells(tmp_path, text, "=x") == [text, "'=x"]


@given(text=st.text(min_size=1))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    told = storable(text.replace("\r\n", "\n").replace("\r", "\n"))
    (cell,) = cells(tmp_path_factory.mktemp("any"), text)
    assert restored(cell) == told


@pytest.mark.parametrize("text", ["=1+1", "+86", "-", "@a", "\t=1", "＝1"])
def test_text_that_a_sheet_would_compute_is_neutralised(tmp_path: Path, text: str) -> None:
    file = save(tmp_path, Table((Column("x", text),), ((text,),)))
    assert list(sheets(file).values()) == [[[f"'{text}"], [f"'{text}"]]]
    assert "<f>" not in part(file, "xl/worksheets/sheet1.xml")


def test_numbers_stay_numbers_and_long_ones_keep_their_digits(tmp_path: Path) -> None:
    assert cells(tmp_path, -5, 1305, 2.5, 0, None, 10**9, 10**17 + 1) == [
        -5.0, 1305.0, 2.5, 0.0, "", 1e9, "100000000000000001",
    ]  # fmt: skip


def test_figures_in_a_column_of_numbers_are_numbers(tmp_path: Path) -> None:
    shown = ("1,305", "+5", "-2.5", "12.5%", "about 23", "07x", "-", "0 (none)")
    table = Table((Column("x", "x", "right"),), tuple((text,) for text in shown))
    (rows,) = sheets(save(tmp_path, table)).values()
    assert [row[0] for row in rows[1:]] == [
        1305.0, 5.0, -2.5, 0.125, "about 23", "07x", "'-", "0 (none)",
    ]  # fmt: skip


def test_a_number_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="finite"):
        cells(tmp_path, float("nan"))
    assert os.listdir(tmp_path) == []


def test_days_are_dates_and_months_stay_text(tmp_path: Path) -> None:
    given_ = ("2024-03-05", "2024-03", "1949-01-01", "0001-01-01", "2024-02-30", "yesterday")
    assert cells(tmp_path, *given_, form="date") == [
        date(2024, 3, 5), "2024-03", date(1949, 1, 1), "0001-01-01", "2024-02-30", "yesterday",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["a/b:c[d]*?\\"], ["a-b-c-d----"]),
        (["走访", "走访", "走访 2"], ["走访", "走访 2", "走访 2 2"]),
        (["x" * 40, "X" * 40], ["x" * 31, "X" * 29 + " 2"]),
        (["😀" * 20], ["😀" * 15]),
        (["History", "'q'", " ", "a\nb"], ["History 2", "q", "Sheet3", "a b"]),
    ],
)
def test_sheets_have_names_that_excel_takes(
    tmp_path: Path, titles: list[str], names: list[str]
) -> None:
    tables = (Table((TEXT,), (), title) for title in titles)
    assert list(sheets(save(tmp_path, *tables, lang="en"))) == names


def test_the_head_stays_in_sight_and_filters(tmp_path: Path) -> None:
    columns = (Column("a", "地点"), Column("b", "备注"), Column("c", "n"))
    file = save(tmp_path, Table(columns, (("三栋二单元四楼", "长" * 100, 1),)))
    xml = part(file, "xl/worksheets/sheet1.xml")
    assert 'state="frozen"' in xml
    assert '<autoFilter ref="A1:C2"/>' in xml
    found = re.findall(r'<col min="\d" max="\d" width="([\d.]+)"', xml)
    assert [int(float(size)) for size in found] == [15, 50, 9]
    assert 'wrapText="1"' in part(file, "xl/styles.xml")


def test_a_row_is_as_high_as_its_text(tmp_path: Path) -> None:
    rows = (("short",), ("a\nb\nc",), ("长" * 47,), ("x\n" * 1000,))
    xml = part(save(tmp_path, Table((TEXT,), rows)), "xl/worksheets/sheet1.xml")
    heights = re.findall(r'<row r="(\d)"[^>]*? ht="(\d+)[".]', xml)
    assert heights == [("3", "45"), ("4", "45"), ("5", "408")]


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    table = Table((TEXT,), (("a",), (1,)))
    first = save(tmp_path, table).read_bytes()
    assert save(tmp_path, table).read_bytes() == first


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (
            Table((Column("x", "note"),), (("a",), ("x" * 32_768,))),
            'row 3, "note": 32768 characters, a cell holds 32767',
        ),
        (
            Table((TEXT,), ((f"<r>{'&' * 32_000}</r>",),)),
            'row 2, "x": 160054 characters, a cell holds 32767',
        ),
        (
            Table((TEXT,), ((1,),) * 1_048_576),
            "there are 1048577 rows, a sheet holds 1048576",
        ),
    ],
)
def test_what_a_sheet_would_cut_short_is_refused(tmp_path: Path, table: Table, why: str) -> None:
    with pytest.raises(BadValue) as refused:
        save(tmp_path, table)
    assert refused.value.lines("en")[1:] == (why, "write a .csv instead")
    assert os.listdir(tmp_path) == []


def test_a_sheet_to_fill_in_asks_and_offers(tmp_path: Path) -> None:
    names = tuple(f"张{number:03}" for number in range(100))
    columns = (
        Column("a", "日期", form="date", hint="写日期"),
        Column("b", "类别", choices=("慰问", "其他"), others=False),
        Column("c", "人员", choices=names),
        Column("d", "户数", form="integer", hint="写数"),
        Column("e", "备注", form="text", hint="x" * 300),
    )
    row = ("2024-03-05", "慰问", "张000", 3, "示例")
    file = save(tmp_path, Table(columns, (row,), "走访", blank=500))
    xml = part(file, "xl/worksheets/sheet1.xml")
    rules = dict(re.findall(r'sqref="(\w+):\w+">(.*?)</dataValidation>', xml))
    assert rules["A2"] == "<formula1>17899</formula1><formula2>TODAY()</formula2>"
    assert rules["B2"] == '<formula1>"慰问,其他"</formula1>'
    assert rules["C2"] == "<formula1>'选项'!$A$1:$A$100</formula1>"
    assert rules["D2"] == "<formula1>0</formula1><formula2>1000000000</formula2>"
    assert re.findall(r'errorStyle="(\w+)"', xml) == ["warning"] * 4
    assert 'sqref="E2:E502"' in xml
    assert f'prompt="{"x" * 255}"' in xml
    with CalamineWorkbook.from_path(file) as book:
        visible = {sheet.name: sheet.visible for sheet in book.sheets_metadata}
    assert visible == {"走访": SheetVisibleEnum.Visible, "选项": SheetVisibleEnum.Hidden}
    assert sheets(file)["选项"] == [[name] for name in names]


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from branchlog import render
from branchlog.errors import WriteFailed
from branchlog.report import Column, Report, Table
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
import xlsxwriter
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
rows = tuple((f"{number * 7919 % 100003:x}" * 20,) for number in range(2000))
try:
    render.save(Report(tables=(Table((Column("x", "x"),), rows),)), Path(sys.argv[1]), lang="en")
except WriteFailed as fault:
    print(*fault.lines("en"), sep="\\n")
"""


@pytest.mark.parametrize("limit", [1000, 30_000, 300_000])
def test_a_full_disk_leaves_the_older_file_and_nothing_else(tmp_path: Path, limit: int) -> None:
    (tmp_path / "tmp").mkdir()
    file = tmp_path / "out.xlsx"
    file.write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(file), str(limit)],
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[:2] == [
        f"{file} was not written",
        "the system says: File too large",
    ]
    assert done.stderr == ""
    assert sorted(os.listdir(tmp_path)) == ["out.xlsx", "tmp"]
    assert os.listdir(tmp_path / "tmp") == []
    assert file.read_text() == "old"
