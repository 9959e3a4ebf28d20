"""CSV and TSV: for a sheet, for a script, and harmless in both."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from branchlog import render
from branchlog.messages import Lang
from branchlog.report import Cell, Column, Report, Table

Sample = Callable[[Lang], Report]


def text_of(report: Report, format: str = "csv") -> str:
    stream = io.StringIO()
    render.write(report, stream, format, lang="zh", width=80, color=False)
    return stream.getvalue()


def column(*cells: Cell) -> Report:
    return Report(tables=(Table((Column("x", "x"),), tuple((cell,) for cell in cells)),))


def first_cell(cell: Cell) -> str:
    return list(csv.reader(io.StringIO(text_of(column(cell)), newline="")))[1][0]


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_tables_follow_one_another_without_headings_and_notes(
    sample: Sample, golden: Callable[[str, str], None], format: str
) -> None:
    golden(f"sample.{format}", text_of(sample("zh"), format))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\n=1",
        "＝1+1",
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://example.org","x")',
        '-2+3+cmd|"/c calc"!A0',
    ],
)
def test_text_that_a_sheet_would_compute_is_neutralised(text: str) -> None:
    assert first_cell(text) == f"'{text}"


def test_a_carriage_return_cannot_hide_a_formula() -> None:
    assert first_cell("\r=1") == "'\n=1"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(-5, "-5"), (1305, "1305"), (12.0, "12"), (-0.25, "-0.25"), (1 / 3, "0.3333333333333333")],
)
def test_numbers_stay_numbers(number: float, expected: str) -> None:
    assert first_cell(number) == expected


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        first_cell(float("nan"))


def test_quotes_commas_and_line_breaks_come_back() -> None:
    assert first_cell('a "b", c\nd\te 😀') == 'a "b", c\nd\te 😀'


def test_escape_sequences_do_not_reach_the_terminal() -> None:
    assert first_cell("\x1b[31mred \u202e") == r"\x1b[31mred \u202e"


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_a_file_is_written_for_excel_and_a_stream_for_scripts(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"out{suffix}"
    render.save(column("户", 1), file, lang="zh")
    assert file.read_bytes() == b"\xef\xbb\xbf" + "x\r\n户\r\n1\r\n".encode()
    assert text_of(column("户", 1), suffix[1:]) == "x\n户\n1\n"


def test_a_sheet_leaves_text_and_months_as_they_are(tmp_path: Path) -> None:
    columns = (Column("a", "a", form="text"), Column("b", "b", form="date"), Column("c", "c"))
    rows: tuple[tuple[Cell, ...], ...] = (("0501", "2024-03", "0501"), ("3栋", "2024-03-05", 7))
    report = Report(tables=(Table(columns, rows),))
    render.save(report, tmp_path / "out.csv", lang="zh")
    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert text == "a,b,c\n'0501,'2024-03,0501\n3栋,2024-03-05,7\n"
    assert text_of(report) == "a,b,c\n0501,2024-03,0501\n3栋,2024-03-05,7\n"
