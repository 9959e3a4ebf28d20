"""Finding records: periods and filters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from branchlog.ledger import Ledger
from tests.cli.command import Branchlog

ROWS = [
    {"kind": "visit", "date": "2024-03-05", "households": 3, "place": "3栋", "title": "A",
     "category": "慰问", "people": ["张三", "李四"], "occasion": "清明"},
    {"kind": "visit", "date": "2024-05", "households": 5, "place": "5栋", "title": "B",
     "category": "other", "people": ["李四"]},
    {"kind": "mediation", "date": "2024-06-01", "closed": "2024-06-09", "amount": 500,
     "place": "３栋", "title": "C", "category": "neighbours", "note": "Fence\n[bold]墙[/bold]"},
    {"kind": "activity", "date": "2024-06-01", "end": "2024-06-03", "participants": 40,
     "category": "政策宣传", "title": "D", "people": ["张 三"], "tags": ["重点"]},
    {"kind": "activity", "date": "2023-12-31", "end": "2024-01-02", "title": "E", "times": 2},
    {"kind": "need", "date": "2024-12-10", "category": "health", "title": "F"},
    {"kind": "standing", "date": "2022-01-01", "category": "member", "value": 45, "title": "G"},
]  # fmt: skip


@pytest.fixture
def filled(branchlog: Branchlog, ledger: Path) -> Branchlog:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    branchlog.ok("add", "--stdin", stdin=text)
    return branchlog


def titles(branchlog: Branchlog, *words: str) -> str:
    records = branchlog.ok("list", "--json", *words).json
    return "".join(record["title"] for record in records)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "ABCDF"),
        (["--period", "all"], "GEABCDF"),
        (["--period", "2024"], "ABCDF"),
        (["--period", "2023"], "E"),
        (["--period", "去年"], "E"),
        (["--period", "2024Q2"], "BCD"),
        (["--period", "2024-05"], "B"),
        (["--period", "2024-05-02..2024-06-01"], "CD"),
        (["--period", "..2023"], "GE"),
        (["--period", "2024-06.."], "CDF"),
        (["--period", "今天"], "F"),
        (["visit"], "AB"),
        (["走访"], "AB"),
        (["activity", "--period", "all"], "ED"),
        (["--category", "慰问"], "A"),
        (["--category", "condolence", "--category", "neighbours"], "AC"),
        (["--category", "政策宣传"], "D"),
        (["--category", "other"], "B"),
        (["visit", "--category", "其他"], "B"),
        (["--person", "张三"], "A"),
        (["--person", "张 三"], "D"),
        (["--person", "张三", "--person", "张 三"], "AD"),
        (["--person", "张三", "--place", "5栋"], ""),
        (["--place", "3栋"], "AC"),
        (["--place", " ３栋 "], "AC"),
        (["--place", "3栋", "--place", "5栋"], "ABC"),
        (["--occasion", "清明"], "A"),
        (["--text", "fence"], "C"),
        (["--text", "[BOLD]墙"], "C"),
        (["--text", "重点"], "D"),
        (["--text", "李四", "--text", "重点"], "ABD"),
        (["--where", "households>=3"], "AB"),
        (["--where", "households>3"], "B"),
        (["--where", "户数<=3"], "A"),
        (["--where", "户数＜5"], "A"),
        (["--where", "户数≥5户"], "B"),
        (["--where", "households=3"], "A"),
        (["--where", "households=3", "--where", "households=5"], "AB"),
        (["--where", "households>=3", "--where", "households<=4"], "A"),
        (["visit", "--where", "households!=3"], "B"),
        (["--where", "place!=3栋", "--where", "place!=5栋"], "DF"),
        (["--where", "place!=3栋", "--place", "5栋"], "B"),
        (["--where", "amount>100"], "C"),
        (["--where", "金额>1千元"], ""),
        (["--where", "outcome=settled"], "C"),
        (["--where", "结果=调解成功"], "C"),
        (["--where", "closed>=2024-06-05"], "C"),
        (["--where", "date>=2024-06"], "CDF"),
        (["--where", "date<=2024-05"], "AB"),
        (["--where", "people=李四"], "AB"),
        (["--where", "place="], "DF"),
        (["--where", "status=open"], "F"),
        (["--where", "title=A", "--where", "place=3栋"], "A"),
        (["--where", "category=政策宣传"], "D"),
        (["--where", "tags=重点", "--period", "all"], "D"),
        (["standing", "--period", "all", "--where", "数值>=45"], "G"),
    ],
)
def test_records_are_found(filled: Branchlog, words: list[str], expected: str) -> None:
    assert titles(filled, *words) == expected


def test_the_first_line_says_the_period_and_how_far_the_ledger_is_kept(
    filled: Branchlog,
) -> None:
    assert filled.ok("list").lines[0] == (
        "2024 (2024-01-01 to 2024-12-31), records: 5, the last of 2024-12-10"
    )
    assert filled.ok("查", "--lang", "zh", "--period", "上半年").lines[0] == (
        "2024H1(2024-01-01 至 2024-06-30):4 条记录,最近一条 2024-06-01"
    )
    assert filled.ok("list", "--period", "2021").lines[0].endswith("the last of none yet")
    assert "Ziying" in filled.ok("list").lines[1]


def test_the_filters_in_force_are_printed(filled: Branchlog) -> None:
    words = ["--place", "3栋", "--place", "5栋", "--where", "households>=3"]

    assert filled.ok("list", *words).lines[2] == "filters place=3栋,5栋 where=households>=3"


def test_an_empty_list_is_no_error(filled: Branchlog) -> None:
    assert filled.ok("list", "--period", "2021", "--json").out == "[]\n"
    assert filled.ok("list", "--period", "2021", "--format", "jsonl").out == ""
    assert "(none)" in filled.ok("list", "--period", "2021").out
    assert "(无)" in filled.ok("list", "--period", "2021", "--lang", "zh").out


def test_a_table_shows_what_was_recorded(filled: Branchlog) -> None:
    lines = filled.ok("list").lines[3:]

    assert lines[0].split() == ["id", "date", "kind", "category", "content"]
    assert lines[2].split()[1:4] == ["2024-03-05", "visit", "condolence"]
    assert [line.split()[1] for line in lines if "activity" in line] == ["2024-06-01..06-03"]
    assert any("[bold]墙[/bold]" in line for line in lines)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["visitt"], "did you mean visit"),
        (["--category", "慰文"], ""),
        (["--category", "condolense"], "did you mean condolence"),
        (["visit", "--category", "neighbours"], ""),
        (["--where", "householdz>=3"], "did you mean household"),
        (["--where", "households"], "FIELD=VALUE"),
        (["--where", "households>=abc"], ""),
        (["--where", "households>=-1"], ""),
        (["--where", "outcome=won"], ""),
        (["--where", ">=3"], ""),
        (["--where", ""], ""),
        (["visit", "--where", "amount>3"], ""),
        (["--where", "date>=2024-13"], ""),
        (["--period", "2024Q5"], ""),
        (["--period", "someday"], ""),
        (["--period", ""], ""),
        (["--format", "xml"], "json"),
        (["visit", "need"], ""),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wrong_word_is_explained_in_three_lines(
    filled: Branchlog, words: list[str], named: str, lang: str
) -> None:
    refused = filled("--lang", lang, "list", *words)

    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 3)
    if lang == "en":
        assert named in refused.err


def test_two_formats_are_one_too_many(filled: Branchlog) -> None:
    refused = filled("list", "--json", "--format", "csv")

    assert (refused.code, refused.error["code"]) == (2, "usage")


def test_records_of_no_known_kind_or_date_are_counted_on_stderr(
    filled: Branchlog, ledger: Path
) -> None:

    written = Ledger(ledger, None, who="script")
    written.add("visit", {"households": 3})
    written.add("visit", {"date": "next week", "households": 3})
    written.add("visit", {"date": 20240305})
    written.add("visit", {"date": ["2024-03-05"]})
    written.add("budget", {"date": "2024-03-05", "yuan": 3})
    for words in (["list"], ["stats"], ["list", "--json"], ["stats", "--json"]):
        answer = filled.ok(*words)
        assert "without a date are not counted" in answer.err or "no date" in answer.err
        assert "budget" in answer.err
    assert titles(filled) == "ABCDF"


def test_the_same_filters_narrow_the_figures(filled: Branchlog) -> None:
    printed = filled.ok("stats", "--json", "--place", "3栋", "--where", "households>=3").json
    found = {figure["indicator"]: figure["value"] for figure in printed["figures"]}

    assert printed["filters"] == {"place": ["3栋"], "where": ["households>=3"]}
    assert found["visit.households"] == 3
    assert not any(indicator.startswith("mediation") for indicator in found)


def test_a_sheet_has_a_column_a_field_and_numbers_that_add_up(
    branchlog: Branchlog, ledger: Path
) -> None:
    branchlog.ok("add", "visit", "2024-12-01", "households=3", "place=Block 3")
    branchlog.ok("add", "tutoring", "2024-12-02", "attendance=12", "hours=1.5")
    rows = branchlog.ok("list", "--period", "2024", "--format", "csv").out.splitlines()

    assert rows[0] == "id,kind,date,households,place,attendance,hours"
    assert [row.split(",", 1)[1] for row in rows[1:]] == [
        "visit,2024-12-01,3,Block 3,,",
        "tutoring,2024-12-02,,,12,1.5",
    ]
