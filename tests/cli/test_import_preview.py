"""What an import shows before it writes, as a person at 80 columns sees it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from branchlog.render.safe import width
from tests.cli.command import Branchlog

SHEETS = Path(__file__).parents[1] / "samples" / "sheets"
WIDTH = {"COLUMNS": "80"}

VISITS = """\
紫荆支部2024年走访台账
填报单位：紫荆社区,,,填表日期：2024-12-01
序号,走访日期,走访户数,走访地点,走访人员,备注
1,3月5日,3,3栋,"甘雨声、牛得水",送米
2,3月6日,12户,5栋,甘雨声,
3,3月7日,约120户,全小区,"甘雨声、牛得水",

4,3月50日,2,6栋,时来运,
5,2月30日,2,6栋,时来运,
6,4月2日,三四户,6栋,时来运,
小计,,135,,,
7,4月3日,5,7栋,时来运,
8,2010-01-01,5,7栋,时来运,
9,4月4日,4,7栋,时来运,
10,4月5日,4,7栋,时来运,
填表人：时来运,,,审核人：牛得水
"""


@pytest.fixture
def ledger_in(branchlog: Branchlog) -> Callable[[str], None]:
    """`ledger_in(lang)` makes a ledger of that language in ./data."""

    def make(lang: str) -> None:
        branchlog.ok("init", "--name", "紫荆支部", "--language", lang)

    return make


def written(branchlog: Branchlog, name: str, text: str) -> None:
    (branchlog.home / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sheet_as_it_is_kept(
    branchlog: Branchlog,
    ledger_in: Callable[[str], None],
    golden: Callable[[str, str], None],
    lang: str,
) -> None:
    ledger_in(lang)
    branchlog.env["BRANCHLOG_TODAY"] = "2024-12-10"
    written(branchlog, "走访台账.csv", VISITS)
    branchlog.ok("add", "visit", "2010-01-01", "households=9", "--why", "x")
    result = branchlog("import", "走访台账.csv", env=WIDTH)

    assert result.code == 3
    golden(f"import-{lang}.txt", result.err)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_workbook_of_an_office_program(
    branchlog: Branchlog,
    ledger_in: Callable[[str], None],
    golden: Callable[[str, str], None],
    lang: str,
) -> None:
    ledger_in(lang)
    names = ("year.xlsx", "mediations.xlsx")
    for name in names:
        (branchlog.home / name).write_bytes((SHEETS / name).read_bytes())
    private = ["--ignore", "联系电话", "--ignore", "身份证号"]
    result = branchlog("import", *names, *private, "--dry-run", "--keep-good", env=WIDTH)

    assert result.code == 0, result.err
    golden(f"import-book-{lang}.txt", result.err)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lines_fit_and_their_characters_are_of_known_width(
    branchlog: Branchlog, ledger_in: Callable[[str], None], lang: str
) -> None:
    ledger_in(lang)
    written(branchlog, "走访台账.csv", VISITS.replace("：", ":"))
    shown = branchlog("import", "走访台账.csv", env=WIDTH).err
    # The errors quote in the way of their language.
    preview = shown.replace("“", "").replace("”", "")

    assert [line for line in shown.splitlines() if width(line) > 80] == []
    assert [character for character in preview if east_asian_width(character) == "A"] == []


def test_sheets_with_the_same_columns_say_them_once(branchlog: Branchlog, ledger: Path) -> None:
    with xlsxwriter.Workbook(branchlog.home / "year.xlsx") as book:
        for month in ("1月", "2月", "3月"):
            sheet = book.add_worksheet(month)
            sheet.write_row(0, 0, ["走访日期", "走访户数"])
            sheet.write_row(1, 0, ["2024-05-01", 3])
    shown = branchlog.ok("import", "year.xlsx", "--kind", "visit").err

    assert shown.count("走访日期  date") == 1
    assert shown.count('its columns are as in year.xlsx, sheet "1月"') == 2


def test_a_long_list_is_counted_not_dropped(branchlog: Branchlog, ledger: Path) -> None:
    rows = "".join(f"2024-03-05,{number},x\n小计,{number},\n" for number in range(1, 31))
    written(branchlog, "visits.csv", f"date,households,place\n{rows}")
    result = branchlog.ok("import", "visits.csv", "--kind", "visit")
    told: Any = branchlog.ok("import", "visits.csv", "--kind", "visit", "--dry-run", "--json").json

    assert result.err.count("a total") == 20
    assert "  and 10 more; to see all, add --dry-run --json\n" in result.err
    assert len(told["skipped"]) == 30


def test_every_bad_row_is_listed_in_a_pipe(branchlog: Branchlog, ledger: Path) -> None:
    rows = "".join(f"2024-03-05,many {number}\n" for number in range(150))
    written(branchlog, "visits.csv", f"date,households\n{rows}")
    result = branchlog("import", "visits.csv", "--kind", "visit")

    assert sum(line.startswith("  row ") for line in result.err.splitlines()) == 150
    assert result.err.count("how to mend it") == 1


def test_what_a_sheet_holds_cannot_move_the_cursor(branchlog: Branchlog, ledger: Path) -> None:
    rows = [
        {"kind": "visit", "date": "\x1b[2J", "place": "x"},
        {"kind": "visit", "\x1b]0;x\x07": 1},
    ]
    written(branchlog, "rows.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    result = branchlog("import", "rows.jsonl")

    assert result.code == 3
    assert "\x1b" not in result.err
    assert "\\x1b[2J" in result.err


def test_days_in_cells_are_shown_with_their_weekdays(branchlog: Branchlog, ledger: Path) -> None:
    with xlsxwriter.Workbook(branchlog.home / "visits.xlsx") as book:
        sheet = book.add_worksheet("走访")
        sheet.write_row(0, 0, ["日期", "户数"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 0, date(2024, 3, 5), day)
        sheet.write_number(1, 1, 3)
    shown = branchlog.ok("import", "visits.xlsx").err

    assert "2024-03-05 (Tue)  visit  3 households" in shown
