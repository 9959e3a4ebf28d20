"""`import --keep-good`: the bad rows in a file of their own, mended there and imported again."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import xlsxwriter  # type: ignore[import-untyped]

from tests.cli.command import Branchlog
from tests.cli.test_trust import line

BAD = """\
日期,户数,地点,备注
2024-03-05,3,3栋,
2024-02-30,4,5栋,=1+1
2024-03-07,很多,7栋,"两行
备注"
"""


def written(branchlog: Branchlog, name: str, text: str) -> Path:
    path = branchlog.home / name
    path.write_text(text, encoding="utf-8")
    return path


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = python_calamine.load_workbook(path)
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, column, cell, day)
                    elif isinstance(cell, str):
                        sheet.write_string(at, column, cell)
                    else:
                        sheet.write(at, column, cell)


def days(branchlog: Branchlog) -> list[str]:
    return [each["date"] for each in branchlog.ok("list", "--period", "all", "--json").json]


def test_the_good_rows_are_written_and_the_bad_ones_saved(
    branchlog: Branchlog, ledger: Path
) -> None:
    written(branchlog, "visits.csv", BAD)
    result = branchlog("import", "visits.csv", "--kind", "visit", "--keep-good")
    saved = branchlog.home / "visits.rejected.csv"

    assert result.code == 3
    assert result.lines[0] == "imported into Ziying, records: 1"
    assert result.err.splitlines()[-3:] == [
        "rows not imported: 2",
        "they were saved in visits.rejected.csv, each with its reason",
        "mend them there, then run: branchlog import visits.rejected.csv --kind visit",
    ]
    assert days(branchlog) == ["2024-03-05"]
    assert saved.read_bytes().startswith(b"\xef\xbb\xbf")
    head, first, second = csv.reader(io.StringIO(saved.read_text("utf-8-sig"), newline=""))
    assert head == ["日期", "户数", "地点", "备注", "reason"]
    assert first[:4] == ["2024-02-30", "4", "5栋", "'=1+1"]
    assert first[4] == '日期: "2024-02-30" is not a date: 2024-02 has no day 30'
    assert second[:4] == ["2024-03-07", "很多", "7栋", "两行\n备注"]


def test_mended_rows_are_imported_with_the_command_that_was_named(
    branchlog: Branchlog, ledger: Path
) -> None:
    written(branchlog, "visits.csv", BAD.replace("户数", "seen").replace("2024-03", "3"))
    words = ["visits.csv", "--kind", "visit", "--year", "2024", "--map", "seen=households"]
    result = branchlog("import", *words, "--keep-good")
    saved = branchlog.home / "visits.rejected.csv"
    mended = saved.read_text("utf-8").replace("2024-02-30", "2月28日").replace("很多", "9")
    saved.write_text(mended, encoding="utf-8")
    command = shlex.split(result.err.splitlines()[-1].partition("branchlog ")[2])
    branchlog.ok(*command)

    assert days(branchlog) == ["2024-02-28", "2024-03-05", "2024-03-07"]
    notes = [each.get("note") for each in branchlog.ok("list", "--json").json]
    assert notes == ["=1+1", None, "两行\n备注"]


def test_rows_that_are_still_bad_are_saved_once_more(branchlog: Branchlog, ledger: Path) -> None:
    written(branchlog, "visits.csv", BAD)
    branchlog("import", "visits.csv", "--kind", "visit", "--keep-good")
    again = branchlog("import", "visits.rejected.csv", "--kind", "visit", "--keep-good")
    second = branchlog.home / "visits.rejected-2.csv"

    assert (again.code, again.out) == (3, "")
    assert second.read_text("utf-8") == (branchlog.home / "visits.rejected.csv").read_text("utf-8")


def test_a_file_that_is_there_is_never_written_over(branchlog: Branchlog, ledger: Path) -> None:
    written(branchlog, "visits.csv", BAD)
    taken = written(branchlog, "visits.rejected.csv", "mine")
    (branchlog.home / "visits.rejected-2.csv").symlink_to("nowhere")
    told = branchlog("import", "visits.csv", "--kind", "visit", "--keep-good", "--json")

    assert told.json["rejected_file"] == ["visits.rejected-3.csv"]
    rows: Any = told.error["rows"]
    assert [each["row"] for each in rows] == [3, 4]
    assert taken.read_text() == "mine"


def test_a_workbook_keeps_its_sheets_titles_and_kinds_of_cells(
    branchlog: Branchlog, ledger: Path
) -> None:
    head = ["序号", "日期", "户数", "备注"]
    workbook(
        branchlog.home / "book.xlsx",
        {
            "走访": [
                ["2023年走访台账", None, None, None],
                head,
                [1, "3月5日", 3, "a"],
                [2, "3月50日", 4, date(2023, 3, 5)],
                [3, "3月7日", -2, "b"],
            ],
            "调解": [["日期", "结果"], [date(2024, 5, 1), "成功"], [date(2024, 5, 2), "谁知道"]],
        },
    )
    result = branchlog("import", "book.xlsx", "--keep-good")
    saved = branchlog.home / "book.rejected.xlsx"
    found = sheets(saved)

    assert result.code == 3, result.err
    assert days(branchlog) == ["2023-03-05", "2024-05-01"]
    assert list(found) == ["走访", "调解"]
    assert found["走访"][0][0] == "2023年走访台账"
    assert found["走访"][1] == [*head, "reason"]
    assert found["走访"][2][:4] == [2, "3月50日", 4, date(2023, 3, 5)]
    assert found["走访"][3][:4] == [3, "3月7日", -2, "b"]
    assert found["调解"][1][:2] == [date(2024, 5, 2), "谁知道"]
    found["走访"][2][1:4] = ["3月15日", 4, "c"]
    found["走访"][3][2] = 2
    found["调解"][1][1] = "不成功"
    workbook(saved, found)  # type: ignore[arg-type]
    branchlog.ok("import", "book.rejected.xlsx")
    assert days(branchlog) == ["2023-03-05", "2023-03-07", "2023-03-15", "2024-05-01", "2024-05-02"]


def test_json_rows_keep_their_form(branchlog: Branchlog, ledger: Path) -> None:
    rows = [
        '{"kind":"visit","date":"2024-03-05"}',
        '{"kind":"visit","date":"someday","households":3}',
        "[1]",
    ]
    written(branchlog, "rows.jsonl", "\n".join(rows) + "\n")
    result = branchlog("import", "rows.jsonl", "--keep-good")
    saved = branchlog.home / "rows.rejected.jsonl"
    first, second = map(json.loads, saved.read_text("utf-8").splitlines())
    again = branchlog("import", "rows.rejected.jsonl")
    mended = json.dumps({**first, "date": "2024-03-06"}) + "\n"
    saved.write_text(mended, encoding="utf-8")
    branchlog.ok("import", "rows.rejected.jsonl")

    assert result.code == again.code == 3
    assert {key: first[key] for key in ("kind", "date", "households")} == json.loads(rows[1])
    assert second["reason"].endswith("it stands in rows.jsonl, line 3")
    assert days(branchlog) == ["2024-03-05", "2024-03-06"]


def test_rows_from_a_pipe_are_saved_where_the_command_runs(
    branchlog: Branchlog, ledger: Path
) -> None:
    words = ["import", "-", "--from", "csv", "--kind", "visit", "--keep-good", "--json"]
    assert branchlog(*words, stdin=BAD).json["rejected_file"] == ["stdin.rejected.csv"]
    assert branchlog(*words, stdin=BAD).json["rejected_file"] == ["stdin.rejected-2.csv"]


def test_nothing_is_saved_among_the_journals(branchlog: Branchlog, ledger: Path) -> None:
    words = ["import", "-", "--from", "jsonl", "--keep-good"]
    rows = '{"kind":"visit","date":"2024-03-05"}\n{"kind":"visit"}\n'
    result = branchlog(*words, stdin=rows, here=ledger)

    assert result.code == 3
    assert (ledger / "stdin.rejected.json").exists()
    assert days(branchlog) == ["2024-03-05"]


def test_a_row_that_its_record_has_outgrown_is_saved_whole(
    branchlog: Branchlog, ledger: Path
) -> None:
    id_ = branchlog.ok("add", "visit", "2024-03-05", "households=3", "--json").json["id"]
    branchlog.ok("amend", id_, "households=4")
    row = [id_, "1", "2024-03-01..02", "约5户", "x"]
    written(branchlog, "old.csv", "id,rev,date,households,place\n" + ",".join(row) + "\n")
    result = branchlog("import", "old.csv", "--kind", "visit", "--keep-good")
    saved = (branchlog.home / "old.rejected.csv").read_text("utf-8-sig")
    found = list(csv.reader(io.StringIO(saved)))

    assert (result.code, result.out) == (3, "")
    assert found[1][:2] == row[:2]
    assert found[1][2:5] == ["2024-03-01..2024-03-02", "about 5 households", "x"]
    assert "the ledger has version 2" in found[1][5]
    branchlog.ok("undo", "--yes")
    saved = saved.replace(f"{id_},1", ",")
    written(branchlog, "old.rejected.csv", saved)
    branchlog.ok("import", "old.rejected.csv", "--kind", "visit")
    assert branchlog.ok("list", "--where", "place=x", "--json").json[0]["approximate"] == "about"


def test_what_cannot_be_saved_stops_the_import(branchlog: Branchlog, ledger: Path) -> None:
    name = "a" * 250 + ".csv"
    written(branchlog, name, BAD)
    result = branchlog("import", name, "--kind", "visit", "--keep-good")

    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines()[-3].startswith("nothing was imported")
    assert days(branchlog) == []


def test_when_the_ledger_refuses_the_saved_rows_go_again(
    branchlog: Branchlog, ledger: Path
) -> None:
    seal = line(
        kind="_close", id="2024", op="close", doc={"from": "2024-01-01", "to": "2024-12-31"}
    )
    (ledger / "closings.jsonl").write_bytes(seal)
    written(branchlog, "visits.csv", BAD)
    words = ["import", "visits.csv", "--kind", "visit", "--keep-good"]
    refused = branchlog(*words)
    left = sorted(path.name for path in branchlog.home.iterdir())
    done = branchlog(*words, "--why", "found late")

    assert refused.code == 1
    assert left == ["data", "settings", "visits.csv"]
    assert done.code == 3
    assert days(branchlog) == ["2024-03-05"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_reason_is_in_the_language_of_the_run(
    branchlog: Branchlog, ledger: Path, lang: str
) -> None:
    written(branchlog, "visits.csv", BAD)
    branchlog("--lang", lang, "import", "visits.csv", "--kind", "visit", "--keep-good")
    head = (branchlog.home / "visits.rejected.csv").read_text("utf-8-sig").splitlines()[0]
    # Under either word the column is left out when the rows come back.
    assert head.split(",")[4] == {"zh": "原因", "en": "reason"}[lang]
