"""Looking at one record and at all that was ever written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.command import WHO, Branchlog

VERSION = ["rev", "op", "at", "who", "why", "batch"]


@pytest.fixture
def visit(branchlog: Branchlog, ledger: Path) -> str:
    """The id of a visit in the ledger."""
    words = ["visit", "2024-12-05", "households=3", "place=3栋", "category=慰问"]
    id_ = branchlog.ok("add", *words, "--json").json["id"]
    assert isinstance(id_, str)
    return id_


def test_show_names_every_field(branchlog: Branchlog, visit: str) -> None:
    shown = branchlog.ok("show", visit)

    assert shown.err == ""
    assert [line.split(maxsplit=1) for line in shown.lines[4:-2]][:5] == [
        ["kind", "visit"],
        ["date", "2024-12-05 (Thu)"],
        ["category", "condolence"],
        ["households", "3 households"],
        ["place", "3栋"],
    ]
    assert visit in shown.out
    assert WHO in shown.lines[-1]


def test_show_speaks_chinese(branchlog: Branchlog, visit: str) -> None:
    shown = branchlog.ok("看", visit, "--lang", "zh")

    assert [line.split() for line in shown.lines[4:9]] == [
        ["事项", "走访"],
        ["日期", "2024-12-05(周四)"],
        ["类别", "慰问"],
        ["户数", "3户"],
        ["地点", "3栋"],
    ]


def test_show_json_is_the_record(branchlog: Branchlog, visit: str) -> None:
    record = branchlog.ok("show", visit, "--json").json

    assert list(record) == [
        "id", "kind", "date", "category", "households", "place",
        "rev", "batch", "recorded_at", "recorded_by",
    ]  # fmt: skip
    assert (record["id"], record["category"], record["rev"]) == (visit, "condolence", 1)


@pytest.mark.parametrize("part", [slice(None), slice(-5, None), slice(-8, None), slice(0, 13)])
def test_a_record_answers_to_any_end_of_its_id(
    branchlog: Branchlog, visit: str, part: slice
) -> None:
    for text in (visit[part], visit[part].upper(), visit.replace("-", "")[part]):
        assert branchlog.ok("show", text, "--json").json["id"] == visit


@pytest.mark.parametrize("word", ["last", "上一条"])
def test_last_is_ones_own_newest_record(branchlog: Branchlog, visit: str, word: str) -> None:
    branchlog.ok("--who", "王秀", "add", "visit", "2024-12-06")

    assert branchlog.ok("show", word, "--json").json["id"] == visit
    assert branchlog.ok("show", word, "--json", "--who", "王秀").json["date"] == "2024-12-06"
    nobody = branchlog("show", word, "--who", "李四")
    assert (nobody.code, nobody.err.splitlines()[0]) == (2, "there is no record of yours yet")


def test_last_passes_over_void_records(branchlog: Branchlog, visit: str) -> None:
    branchlog.ok("add", "visit", "2024-12-06")
    branchlog.ok("void", "last")

    assert branchlog.ok("show", "last", "--json").json["id"] == visit


def test_a_void_record_is_shown_as_void(branchlog: Branchlog, visit: str) -> None:
    branchlog.ok("void", visit, "--why", "重复")
    shown = branchlog.ok("show", visit)
    record = branchlog.ok("show", visit, "--json").json

    assert "this record is void" in shown.lines
    assert "3 households" in shown.out
    assert (record["void"], record["households"]) == (True, 3)


def test_history_has_every_version(branchlog: Branchlog, visit: str) -> None:
    branchlog.ok("amend", visit, "households=4", "--why", "数错了")
    branchlog.ok("void", visit)
    versions = branchlog.ok("history", visit, "--json").json
    table = branchlog.ok("history", visit)

    assert [list(version)[-6:] for version in versions] == [VERSION] * 3
    assert [(each["rev"], each["op"], each["why"]) for each in versions] == [
        (1, "add", ""),
        (2, "amend", "数错了"),
        (3, "void", ""),
    ]
    assert [each.get("households") for each in versions] == [3, 4, None]
    assert [line.split()[1:3] for line in table.lines[4:]] == [
        ["1", "add"],
        ["2", "amend"],
        ["3", "void"],
    ]


def test_history_of_everything_is_newest_first(branchlog: Branchlog, visit: str) -> None:
    branchlog.ok("add", "need", "2023-05-01")
    branchlog.ok("amend", visit, "households=4")
    versions = branchlog.ok("history", "--json").json

    assert [(each["kind"], each["op"]) for each in versions] == [
        ("visit", "amend"),
        ("need", "add"),
        ("visit", "add"),
    ]
    assert len(branchlog.ok("改动记录", "--lang", "zh").lines) == 4 + 3


def test_history_of_an_empty_ledger_is_empty(branchlog: Branchlog, ledger: Path) -> None:
    assert branchlog.ok("history", "--json").json == []
    assert "(none)" in branchlog.ok("history").out


@pytest.mark.parametrize("command", ["list", "history"])
@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_a_sheet_carries_ids_whole(
    branchlog: Branchlog, visit: str, command: str, form: str
) -> None:
    delimiter = "," if form == "csv" else "\t"
    printed = branchlog.ok(command, "--format", form).out
    branchlog.ok(command, "-o", f"out.{form}")
    saved = (branchlog.home / f"out.{form}").read_text(encoding="utf-8-sig")

    for text in (printed, saved):
        [row] = csv.DictReader(io.StringIO(text), delimiter=delimiter)
        assert row["id"] == visit
    assert visit[-5:] in branchlog.ok(command).out
    assert visit not in branchlog.ok(command).out


@pytest.mark.parametrize(
    "words", [["list"], ["history"], ["show", "last"], ["stats"], ["kinds"], ["undo", "--list"]]
)
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv", "md"])
def test_every_view_has_every_format(
    branchlog: Branchlog, visit: str, words: list[str], form: str
) -> None:
    printed = branchlog.ok(*words, "--format", form).out

    assert printed.endswith("\n")
    match form:
        case "json":
            assert json.loads(printed)
            assert branchlog.ok(*words, "--json").out == printed
        case "jsonl":
            assert all(isinstance(json.loads(line), dict) for line in printed.splitlines())
        case "md":
            assert "| --- |" in printed or "| ---: |" in printed
        case "csv" | "tsv":
            assert len({line.count("," if form == "csv" else "\t") for line in printed.split()}) > 0


@pytest.mark.parametrize(
    "words", [["list"], ["history"], ["show", "last"], ["stats"], ["kinds"], ["undo", "--list"]]
)
@pytest.mark.parametrize("suffix", ["txt", "json", "jsonl", "csv", "tsv", "md", "CSV"])
def test_the_suffix_of_a_file_chooses_the_format(
    branchlog: Branchlog, visit: str, words: list[str], suffix: str
) -> None:
    name = f"out.{suffix}"
    answer = branchlog.ok(*words, "-o", name)
    form = {"txt": "table", "CSV": "csv"}.get(suffix, suffix)
    printed = branchlog.ok(*words, "--format", form).out
    saved = (branchlog.home / name).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")

    assert answer.out == ""
    assert answer.err.splitlines()[-1] == f"written to {name}"
    assert saved == printed


@pytest.mark.parametrize("words", [["list"], ["stats"], ["kinds"]])
def test_an_explicit_format_goes_before_the_suffix(
    branchlog: Branchlog, visit: str, words: list[str]
) -> None:
    branchlog.ok(*words, "--json", "-o", "out.txt")

    assert json.loads((branchlog.home / "out.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["out", "out.odt", "out.", ".csv", "missing/out.csv", "."])
def test_a_file_that_cannot_be_written_is_refused(
    branchlog: Branchlog, visit: str, name: str
) -> None:
    answer = branchlog("list", "-o", name)

    assert answer.code in (1, 2)
    assert (answer.out, len(answer.err.splitlines())) == ("", 3)


@pytest.mark.parametrize(
    ("id_", "code", "what"),
    [
        ("zzzzz", 2, "no record"),
        ("", 2, ""),
        ("a", 2, ""),
        ("-", 2, ""),
        ("\udcff\udcfe", 2, ""),
        ("x" * 5000, 2, ""),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_id_that_matches_none_is_an_error(
    branchlog: Branchlog, visit: str, id_: str, code: int, what: str, lang: str
) -> None:
    for command in (["show", id_], ["history", id_], ["amend", id_, "place=x"], ["void", id_]):
        answer = branchlog("--lang", lang, *command)

        assert (answer.code, answer.out) == (code, "")
        assert len(answer.err.splitlines()) == 3


def test_an_id_that_matches_several_names_them(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.ok("add", "--stdin", stdin='{"kind":"visit"}\n' * 3)
    ids = [record["id"] for record in branchlog.ok("list", "--json").json]
    answer = branchlog("show", ids[0][:8])
    error = branchlog("show", ids[0][:8], "--json").error

    assert answer.code == 2
    for id_ in ids:
        assert id_[-5:] in answer.err.splitlines()[1]
    assert error["code"] == "ambiguous"
