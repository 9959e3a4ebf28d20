"""`add --stdin`: a batch from a script, all of it or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import Branchlog

ROWS = [
    {"kind": "visit", "date": "2024-03-05", "households": 3, "household": ["张三"]},
    {"kind": "调解", "date": "2023-12-30", "结果": "成功", "closed": "2024-01-02"},
    {"kind": "standing", "date": "2024-01-01", "category": "党员", "value": "45人"},
]


def jsonl(*rows: object) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def everything(branchlog: Branchlog) -> list[dict[str, object]]:
    found = branchlog.ok("list", "--period", "all", "--json").json
    assert isinstance(found, list)
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """The ledger's files, its lock aside."""
    return {path.name: path.read_bytes() for path in folder.glob("*") if path.name != ".lock"}


def test_a_batch_is_recorded_as_one(branchlog: Branchlog, ledger: Path) -> None:
    answer = branchlog.ok("add", "--stdin", stdin=jsonl(*ROWS))
    records = everything(branchlog)

    assert answer.err == ""
    assert answer.lines[0] == "recorded in Ziying, records: 3"
    assert answer.lines[-1].startswith("to undo: branchlog undo ")
    assert len({record["batch"] for record in records}) == 1
    assert [record["kind"] for record in records] == ["mediation", "standing", "visit"]


def test_a_batch_answers_a_script_with_its_ids(branchlog: Branchlog, ledger: Path) -> None:
    answer = branchlog.ok("add", "--stdin", "--json", stdin=jsonl(*ROWS)).json
    alone = branchlog.ok("add", "--stdin", "--json", stdin=jsonl(ROWS[0])).json

    assert list(answer) == list(alone) == ["batch", "count", "ids"]
    assert (answer["count"], alone["count"]) == (3, 1)
    ids = {record["id"] for record in everything(branchlog)}
    assert ids == {*answer["ids"], *alone["ids"]}


def test_what_list_prints_is_taken_back(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.ok("add", "--stdin", stdin=jsonl(*ROWS))
    documents = [strip(record) for record in everything(branchlog)]
    for form in ("json", "jsonl"):
        printed = branchlog.ok("list", "--period", "all", "--format", form).out
        other = branchlog.home / form
        branchlog.ok("init", str(other), "--name", form)
        answer = branchlog.ok("-C", str(other), "add", "--stdin", stdin=printed)
        assert answer.err == "3 rows carry an id: add always records anew, so they were not kept\n"
        again = branchlog.ok("-C", str(other), "list", "--period", "all", "--json").json
        assert [strip(record) for record in again] == documents


def strip(record: dict[str, object]) -> dict[str, object]:
    return {
        name: value
        for name, value in record.items()
        if name not in ("id", "batch", "recorded_at", "recorded_by", "rev")
    }


@pytest.mark.parametrize("text", ["", "\n\n", "  \n\t\n", "[]", "[\n]\n", "\ufeff", "\ufeff[]"])
def test_an_empty_input_is_no_error(branchlog: Branchlog, ledger: Path, text: str) -> None:
    before = contents(ledger)
    answer = branchlog.ok("add", "--stdin", stdin=text)

    assert (answer.out, answer.err) == ("", "nothing to record: the input is empty\n")
    assert branchlog.ok("add", "--stdin", "--json", stdin=text).json["count"] == 0
    assert contents(ledger) == before


def test_the_kind_may_be_named_once_for_all_rows(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.ok("add", "走访", "--stdin", stdin=jsonl({"date": "2024-03-05", "户数": 3}))

    assert [record["kind"] for record in everything(branchlog)] == ["visit"]


def test_blank_lines_crlf_and_a_mark_do_not_count(branchlog: Branchlog, ledger: Path) -> None:
    text = "\ufeff" + jsonl(ROWS[0]).replace("\n", "\r\n\r\n") + jsonl(ROWS[1]).rstrip()
    branchlog.ok("add", "--stdin", stdin=text)

    assert len(everything(branchlog)) == 2


@pytest.mark.parametrize(
    ("lang", "note"),
    [
        ("en", "rows without a date, recorded for today, 2024-12-10: 2\n"),
        ("zh", "没有写日期、按今天 2024-12-10 记的行:2\n"),
    ],
)
def test_rows_without_a_date_are_of_today_and_that_is_said(
    branchlog: Branchlog, ledger: Path, lang: str, note: str
) -> None:
    rows = jsonl({"kind": "visit"}, ROWS[0], {"kind": "visit", "date": None})
    answer = branchlog.ok("--lang", lang, "add", "--stdin", stdin=rows)

    assert answer.err == note


def test_a_bad_row_keeps_all_rows_out_and_every_bad_row_is_named(
    branchlog: Branchlog, ledger: Path
) -> None:
    before = contents(ledger)
    text = jsonl(
        ROWS[0],
        {"kind": "visit", "date": "2024-03-05", "households": -1},
        {"kind": "visitt", "date": "2024-03-05"},
        {"kind": "visit", "date": "3月5日"},
    )
    answer = branchlog("add", "--stdin", stdin=text + "\n\n{oops\n")

    assert (answer.code, answer.out) == (3, "")
    lines = answer.err.splitlines()
    assert lines[-3:] == [
        "4 of 5 rows cannot be used",
        "one bad row and none is written",
        "mend the rows listed above and run again",
    ]
    assert [line.split(":")[0] for line in lines[:-3]] == ["row 2", "row 3", "row 4", "row 7"]
    assert "it is below 0" in lines[0]
    assert "did you mean visit" in lines[1]
    assert "write 2024-03-05" in lines[2]
    assert contents(ledger) == before


def test_rejected_rows_are_said_in_chinese(branchlog: Branchlog, ledger: Path) -> None:
    answer = branchlog("--lang", "zh", "add", "--stdin", stdin=jsonl({"kind": "走访慰"}))

    assert answer.code == 3
    assert answer.err.splitlines()[0].startswith("第 1 行:没有“走访慰”这种事项")
    assert answer.err.splitlines()[-3:] == [
        "1 行里有 1 行不能用",
        "一行不对就都不写",
        "改正上面列出的行,再运行一次",
    ]


def test_rejected_rows_are_json_for_a_script(branchlog: Branchlog, ledger: Path) -> None:
    text = jsonl(ROWS[0], {"kind": "visit", "households": 3.5})
    answer = branchlog("add", "--stdin", "--json", stdin=text)
    error = json.loads(answer.err)["error"]

    assert (answer.code, answer.out) == (3, "")
    assert error["code"] == "rows-rejected"
    [row] = error["rows"]
    assert row["row"] == 2
    assert row["message"] == 'households cannot be "3.5": it must be a whole number'
    assert row["hint"] == "write it like 12"


@pytest.mark.parametrize(
    "row",
    [
        "3",
        '"visit"',
        "null",
        "[]]",
        "[1, 2]",
        "{",
        '{"kind":"visit","kind":"visit"}',
        '{"kind":"visit","date":"2024-03-05","date":"2024-03-06"}',
        '{"kind":"visit","households":NaN}',
        '{"kind":"visit","households":Infinity}',
        '{"kind":"visit","households":1e999}',
        '{"kind":"visit","households":' + "9" * 5000 + "}",
        '{"kind":"visit","note":"a\\u0000b"}',
        '{"kind":"visit","note":"a\\u001b[31m"}',
        '{"kind":"visit","note":"a\\ud800"}',
        '{"kind":"visit","note":"a\\u202eb"}',
        '{"kind":"visit","no\\u001b[31mte":"b"}',
        '{"kind":"vis\\ud800it"}',
        '{"kind":"visit","no\\udfffte":"b"}',
        '{"kind":["visit"]}',
        '{"date":"2024-03-05"}',
        '{"kind":"visit","rows":1}',
        '{"kind":"visit","approximate":[],"households":1}',
        '{"kind":"visit","note":' + "[" * 5000 + "]" * 5000 + "}",
        '{"kind":"visit","note":"' + "好" * 40_000 + '"}',
        '{"kind":"visit","household":["' + '","'.join(f"家{n}" for n in range(20_000)) + '"]}',
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_row_that_is_no_record_is_rejected(
    branchlog: Branchlog, ledger: Path, row: str, lang: str
) -> None:
    before = contents(ledger)
    answer = branchlog("--lang", lang, "add", "--stdin", stdin=row + "\n")

    assert answer.code in (2, 3)
    assert answer.out == ""
    assert "\x1b" not in answer.err
    assert "{{" not in answer.err
    assert "rror:" not in answer.err
    assert contents(ledger) == before


def test_a_row_that_is_not_utf8_is_rejected(branchlog: Branchlog, ledger: Path) -> None:
    row = '{"kind":"visit","place":"三栋"}\n'.encode("gbk")
    answer = branchlog("add", "--stdin", stdin=row)

    assert answer.code == 3
    assert "it is not UTF-8" in answer.err or "the input is not UTF-8" in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ["visit", "households=3"],
        ["visit", "昨天"],
        ["visit", "--every", "week"],
        ["visit", "--until", "2024-12-01"],
        ["--households", "3"],
    ],
)
def test_what_stdin_would_ignore_is_refused(
    branchlog: Branchlog, ledger: Path, words: list[str]
) -> None:
    answer = branchlog("add", "--stdin", *words, stdin=jsonl(ROWS[0]))

    assert (answer.code, len(answer.err.splitlines())) == (2, 3)
    assert "{{" not in answer.err
    assert everything(branchlog) == []


def test_a_large_batch_is_answered_with_its_number(branchlog: Branchlog, ledger: Path) -> None:
    rows = [{"kind": "visit", "date": "2024-03-05", "households": n} for n in range(1000)]
    answer = branchlog.ok("add", "--stdin", stdin=jsonl(*rows))

    assert answer.lines[0] == "recorded in Ziying, records: 1000"
    assert len(answer.lines) == 2
    assert len(everything(branchlog)) == 1000
