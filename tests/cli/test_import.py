"""`import`: what it writes, refuses, prints and answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Branchlog, Result
from tests.cli.test_completion import KINDS, offered

VISITS = """\
date,households,place,people
2024-03-05,3,Block 3,Zhang San
2024-03-06,4,Block 5,"Zhang San, Li Si"
2024-03-07,2,Block 7,
"""
BAD = VISITS + "2024-02-30,2,Block 7,\n2024-03-09,many,Block 7,\n"
ONE_KIND = ("--kind", "visit")


@pytest.fixture
def sheet(branchlog: Branchlog, ledger: Path) -> Path:
    return written(branchlog, "visits.csv", VISITS)


@pytest.fixture
def bad(branchlog: Branchlog, ledger: Path) -> Path:
    return written(branchlog, "visits.csv", BAD)


def written(branchlog: Branchlog, name: str, text: str) -> Path:
    path = branchlog.home / name
    path.write_text(text, encoding="utf-8")
    return path


def records(branchlog: Branchlog) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = branchlog.ok("list", "--period", "all", "--json").json
    return found


def error(result: Result) -> list[str]:
    """The last three lines on stderr: what, why, what to do."""
    return result.err.splitlines()[-3:]


def test_a_sheet_becomes_one_batch_that_undo_takes_back(branchlog: Branchlog, sheet: Path) -> None:
    answer = branchlog.ok("import", "visits.csv")
    found = records(branchlog)
    batch = found[0]["batch"]

    assert [each["date"] for each in found] == ["2024-03-05", "2024-03-06", "2024-03-07"]
    assert {each["batch"] for each in found} == {batch}
    assert answer.lines == [
        "imported into Ziying, records: 3",
        "  new 3",
        f"to undo: branchlog undo {batch[-8:]}",
    ]
    branchlog.ok("undo", batch)
    assert records(branchlog) == []


def test_the_same_sheet_twice_adds_nothing(branchlog: Branchlog, sheet: Path) -> None:
    branchlog.ok("import", "visits.csv")
    again = branchlog.ok("import", "visits.csv")

    assert again.out == ""
    assert "in all: new 0, already there 3" in again.err
    assert again.err.endswith("nothing new: the ledger stays as it is\n")
    assert len(records(branchlog)) == 3


def test_several_files_are_one_batch(branchlog: Branchlog, sheet: Path) -> None:
    written(branchlog, "more.jsonl", '{"kind":"mediation","date":"2024-05-01"}\n')
    branchlog.ok("import", "visits.csv", "more.jsonl", "--yes")

    assert len({each["batch"] for each in records(branchlog)}) == 1
    assert len(records(branchlog)) == 4


def test_the_chinese_name_does_the_same(branchlog: Branchlog, ledger: Path) -> None:
    written(branchlog, "走访.csv", VISITS)
    assert branchlog.ok("导入", "走访.csv").lines[0] == "imported into Ziying, records: 3"


def test_one_bad_row_and_nothing_is_written(branchlog: Branchlog, bad: Path) -> None:
    result = branchlog("import", "visits.csv")

    assert (result.code, result.out) == (3, "")
    assert '  row 5, date: "2024-02-30" is not a date: ' in result.err
    assert '  row 6, households: households cannot be "many": ' in result.err
    assert error(result) == [
        "rows that cannot be imported: 2",
        "one bad row, and none is written",
        "mend them and import again, or import the good rows with --keep-good",
    ]
    assert records(branchlog) == []
    assert sorted(path.name for path in branchlog.home.glob("visits*")) == ["visits.csv"]


def test_a_script_is_told_of_every_bad_row(branchlog: Branchlog, bad: Path) -> None:
    result = branchlog("import", "visits.csv", "--json")
    told: Any = result.error

    assert (result.code, result.out) == (3, "")
    assert told["code"] == "rows-rejected"
    assert [(each["row"], each["column"], each["value"]) for each in told["rows"]] == [
        (5, "date", "2024-02-30"),
        (6, "households", "many"),
    ]
    assert list(told["rows"][0]) == ["file", "sheet", "row", "column", "value", "message", "hint"]


def test_a_trial_prints_what_an_import_takes_and_writes_nothing(
    branchlog: Branchlog, sheet: Path
) -> None:
    trial = branchlog.ok("import", "visits.csv", "--dry-run")

    assert json.loads(trial.lines[0]) == {
        "kind": "visit",
        "date": "2024-03-05",
        "place": "Block 3",
        "people": ["Zhang San"],
        "households": 3,
    }
    assert trial.err.endswith("this was a trial: nothing was written\n")
    assert records(branchlog) == []
    branchlog.ok("import", "-", "--from", "jsonl", stdin=trial.out)
    assert len(records(branchlog)) == 3
    assert "new 0, already there 3" in branchlog.ok("import", "visits.csv").err


def test_a_trial_with_bad_rows_prints_no_records(branchlog: Branchlog, bad: Path) -> None:
    refused = branchlog("import", "visits.csv", "--dry-run")
    good = branchlog.ok("import", "visits.csv", "--dry-run", "--keep-good")

    assert (refused.code, refused.out) == (3, "")
    assert len(good.lines) == 3
    assert sorted(path.name for path in branchlog.home.glob("visits*")) == ["visits.csv"]


def test_a_trial_tells_a_script_what_would_be_done(branchlog: Branchlog, sheet: Path) -> None:
    told = branchlog.ok("import", "visits.csv", "--dry-run", "--json")

    assert (told.json["batch"], told.json["count"], told.json["new"]) == ("", 0, 3)
    assert told.err == ""
    assert records(branchlog) == []


def test_a_script_is_answered_with_the_batch_and_the_counts(
    branchlog: Branchlog, sheet: Path
) -> None:
    written(branchlog, "more.csv", f"Visits of 2024,,,\n{VISITS}\n2024-03-08,5,Block 9,\n")
    branchlog.ok("import", "visits.csv")
    answer = branchlog.ok("import", "more.csv", "--json")

    assert answer.err == ""
    counts = {key: answer.json[key] for key in ("count", "new", "same", "changed", "bad")}
    assert counts == {"count": 1, "new": 1, "same": 3, "changed": 0, "bad": 0}
    assert answer.json["batch"] == records(branchlog)[-1]["batch"]
    assert [(each["first"], each["last"]) for each in answer.json["skipped"]] == [(1, 1), (6, 6)]
    assert answer.json["rejected_file"] == []


def test_quiet_says_the_batch_and_what_is_bad(branchlog: Branchlog, bad: Path) -> None:
    refused = branchlog("-q", "import", "visits.csv")
    bad.write_text(VISITS, encoding="utf-8")
    done = branchlog.ok("-q", "import", "visits.csv")

    assert refused.err.startswith("rows that cannot be imported:\n  row 5")
    assert (done.lines, done.err) == ([records(branchlog)[0]["batch"][-8:]], "")


def test_what_is_suspicious_is_said_and_with_strict_refused(
    branchlog: Branchlog, sheet: Path
) -> None:
    branchlog.ok("add", "visit", "2024-03-05", "households=3", "place=Block 3")
    strict = branchlog("import", "visits.csv", "--strict")
    told: Any = branchlog("import", "visits.csv", "--strict", "--json").error

    assert (strict.code, strict.out) == (3, "")
    assert "suspicious rows, please check them:\n  row 2 2024-03-05 (Tue) visit: " in strict.err
    assert [each["row"] for each in told["rows"]] == [2]
    assert len(records(branchlog)) == 1
    assert "new 3, suspicious 1" in branchlog.ok("import", "visits.csv").err


def test_an_edited_export_says_each_change(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.ok("add", "visit", "2024-03-05", "households=3", "place=Block 3")
    branchlog.ok("add", "visit", "2024-03-06", "households=4")
    first, second = records(branchlog)
    head = "id,rev,date,households,place\n"
    written(branchlog, "edited.csv", f"{head}{first['id']},1,2024-03-05,5,Block 3\n")
    told = branchlog.ok("import", "edited.csv", "--kind", "visit")

    assert f"row 2: visit 2024-03-05 (Tue), id {first['id'][-8:]}" in told.err
    assert "    households: 3 households -> 5 households\n" in told.err
    assert "the ledger has 1 more that the file leaves out" in told.err
    assert [each["households"] for each in records(branchlog)] == [5, 4]
    assert second in records(branchlog)


def test_what_a_column_means_is_said_once(branchlog: Branchlog, ledger: Path) -> None:
    text = VISITS.replace("households", "seen").replace("place", "stuff")
    written(branchlog, "visits.csv", text)
    refused = branchlog("import", "visits.csv", *ONE_KIND)
    done = branchlog.ok(
        "import", "visits.csv", *ONE_KIND, "--map", "seen＝households", "--ignore", "stuff"
    )
    written(branchlog, "more.csv", text + "2024-03-08,9,x,\n")
    again = branchlog.ok("import", "more.csv", *ONE_KIND)

    assert refused.code == 2
    assert "what these columns mean is remembered" in done.err
    assert "seen    households (as you said before)" in again.err
    assert "stuff   (left out) (as you said before)" in again.err
    assert [each["households"] for each in records(branchlog)] == [3, 4, 2, 9]


def test_what_was_remembered_and_cannot_be_read_is_said(
    branchlog: Branchlog, sheet: Path, ledger: Path
) -> None:
    (ledger / "columns.json").write_text("{", encoding="utf-8")
    result = branchlog.ok("-q", "import", "visits.csv", "--map", "place=title")

    assert len(result.err.splitlines()) == 3
    assert result.err.splitlines()[0] == f"{ledger / 'columns.json'} cannot be read"
    assert (ledger / "columns.json").read_text(encoding="utf-8") == "{"


def test_rows_that_were_corrected_or_made_void_are_counted(
    branchlog: Branchlog, sheet: Path
) -> None:
    branchlog.ok("import", "visits.csv")
    first, second, _ = records(branchlog)
    branchlog.ok("amend", str(first["id"]), "households=9", "--why", "counted again")
    branchlog.ok("void", str(second["id"]), "--why", "did not happen")
    again = branchlog.ok("import", "visits.csv")

    assert (
        "in all: new 0, already there 2, of these corrected since 1, "
        "made void before, not written again 1\n"
    ) in again.err
    assert len(records(branchlog)) == 2


WRONG = {
    "no file": ([], "no file to import is named"),
    "missing": (["gone.csv"], "gone.csv"),
    "a folder": (["data"], "data"),
    "twice": (["visits.csv", "./visits.csv"], "./visits.csv is named twice"),
    "stdin without a format": (["-"], "standard input"),
    "stdin twice": (["-", "-", "--from", "csv"], "- is named twice"),
    "kind": (["visits.csv", "--kind", "nothing"], 'there is no kind "nothing"'),
    "format": (["visits.csv", "--from", "docx"], "docx"),
    "encoding": (["visits.csv", "--encoding", "klingon"], "klingon"),
    "year": (["visits.csv", "--year", "24"], '--year cannot be "24"'),
    "year of long ago": (["visits.csv", "--year", "1948"], '--year cannot be "1948"'),
    "year to come": (["visits.csv", "--year", "2025"], '--year cannot be "2025"'),
    "map": (["visits.csv", "--map", "x"], '--map cannot read "x"'),
    "map of nothing": (["visits.csv", "--map", "=place"], '--map cannot read "=place"'),
    "map twice": (["visits.csv", "--map", "x=place", "--map", "x=note"], "--map cannot read"),
    "map and ignore": (["visits.csv", "--map", "x=place", "--ignore", "X"], "--map cannot read"),
    "map to no field": (["visits.csv", "--map", "place=nothing"], "nothing"),
    "no such column": (["visits.csv", "--ignore", "nothing"], "nothing"),
    "rows": (["visits.csv", "--max-rows", "0"], '--max-rows cannot be "0"'),
    "cells": (["visits.csv", "--max-cells", "many"], '--max-cells cannot be "many"'),
    "bytes": (["visits.csv", "--max-bytes", "-1"], '--max-bytes cannot be "-1"'),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_asked_wrongly_is_said_in_three_lines(
    branchlog: Branchlog, sheet: Path, name: str
) -> None:
    words, said = WRONG[name]
    result = branchlog("import", *words)
    chinese = branchlog("--lang", "zh", "import", *words)

    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == len(chinese.err.splitlines()) == 3
    assert said in result.err.splitlines()[0]
    assert chinese.code == 2
    assert chinese.err != result.err
    assert records(branchlog) == []


def test_without_a_file_it_names_what_to_type(branchlog: Branchlog, ledger: Path) -> None:
    assert branchlog("import").err.splitlines()[2] == "for example: branchlog import visits.xlsx"


@pytest.mark.parametrize("year", ["2023", "2023年", "２０２３"])
def test_the_year_of_days_without_one(branchlog: Branchlog, ledger: Path, year: str) -> None:
    written(branchlog, "visits.csv", "日期,户数\n3月5日,3\n12月30日,4\n")
    branchlog.ok("import", "visits.csv", "--year", year, *ONE_KIND)

    assert [each["date"] for each in records(branchlog)] == ["2023-03-05", "2023-12-30"]


def test_a_limit_may_be_raised(branchlog: Branchlog, sheet: Path) -> None:
    branchlog.ok("import", "visits.csv", "--max-rows", "1,000", "--max-bytes", "1_000_000")
    assert len(records(branchlog)) == 3


def test_the_values_of_options_are_offered(branchlog: Branchlog, ledger: Path) -> None:
    assert offered(branchlog, "branchlog import --kind ") == KINDS
    assert offered(branchlog, "branchlog import --from x") == ["xlsx", "xls"]
    assert offered(branchlog, "branchlog import x.csv --encoding g") == ["gb18030"]
