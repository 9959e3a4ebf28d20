"""`why`: the records behind a figure, what was left out, and what changed it since a day."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from branchlog import open_ledger
from branchlog.ledger import Ledger
from tests.cli.command import Branchlog

DATA = Path(__file__).parent.parent.parent / "data"
#: A terminal of 80 columns.
NARROW = {"COLUMNS": "80"}


def visit(date: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "visit", "date": date, **fields}


def record(branchlog: Branchlog, *rows: dict[str, Any]) -> None:
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    branchlog.ok("add", "--stdin", stdin=lines)


def why(branchlog: Branchlog, *words: str) -> Any:
    return branchlog.ok("why", *words, "--json").json


@pytest.fixture
def filled(branchlog: Branchlog, ledger: Path) -> Branchlog:
    record(
        branchlog,
        visit("2024-01-09", category="elderly", household=["张家", "王家"], households=3),
        visit("2024-03-05", category="hardship", household=["张家"], place="3栋"),
        visit("2024-04-05", households=20, approximate="about", times=4, occasion="清明"),
        visit("2023-12-05", households=9),
        visit("2024-05-01"),
        {"kind": "mediation", "date": "2023-12-30", "closed": "2024-01-03", "title": "漏水"},
        {"kind": "mediation", "date": "2024-06-01", "outcome": "failed"},
        {"kind": "need", "date": "2024-06-01", "status": "open"},
    )
    return branchlog


def test_json_has_the_keys_of_the_contract(filled: Branchlog) -> None:
    found = why(filled, "visit.households", "2024")

    assert list(found) == [
        "schema", "ledger", "period", "as_of", "last_entry", "filters", "seal", "figure", "rule",
        "records", "left_out", "duplicates",
    ]  # fmt: skip
    assert (found["last_entry"], found["figure"]["value"]) == ("2024-06-01", 23)
    ids = [row["id"] for row in found["records"]]
    assert [{**row, "id": ""} for row in found["records"]] == [
        {
            "id": "", "kind": "visit", "date": "2024-01-09", "category": "elderly",
            "contribution": 3, "names": ["张家", "王家"], "unnamed": 1,
        },
        {
            "id": "", "kind": "visit", "date": "2024-03-05", "category": "hardship",
            "contribution": 0, "names": [], "unnamed": 0,
        },
        {
            "id": "", "kind": "visit", "date": "2024-04-05", "contribution": 20, "names": [],
            "unnamed": 20, "approximate": "about",
        },
    ]  # fmt: skip
    assert found["duplicates"] == [{"name": "张家", "record": ids[1], "first": ids[0]}]
    assert found["left_out"] == {
        "known": 5,
        "counted": 3,
        "void": [],
        "other-period": 1,
        "other-period-from": "2023-12-05",
        "other-period-to": "2023-12-05",
        "unstated": 1,
    }


@pytest.mark.parametrize("sample", ["ziying", "liyuan"])
def test_every_figure_of_a_sample_is_the_one_of_stats(branchlog: Branchlog, sample: str) -> None:
    ledger = str(DATA / sample)
    table = branchlog.ok("-C", ledger, "stats", "2024", "--to-date", "--json").json
    for figure in table["figures"]:
        span = ["--to-date"] if figure["span"] == "to-date" else []
        found = why(branchlog, "-C", ledger, figure["indicator"], "2024", *span)
        assert found["figure"] == figure
        assert found["last_entry"] == table["last_entry"]


@pytest.mark.parametrize(
    "options", [["--category", "elderly"], ["--place", "3栋"], ["--text", "张家"]]
)
def test_the_filters_are_those_of_stats(filled: Branchlog, options: list[str]) -> None:
    found = why(filled, "visit.households", "2024", *options)
    (expected,) = [
        figure
        for figure in filled.ok("stats", "2024", *options, "--json").json["figures"]
        if figure["indicator"] == "visit.households"
    ]
    left = found["left_out"]

    assert found["figure"] == expected
    assert left["filtered"] == left["known"] - left["counted"]
    assert sum(row["contribution"] for row in found["records"]) == expected["value"]


def test_an_indicator_goes_by_either_label(filled: Branchlog) -> None:
    expected = why(filled, "visit.households", "2024")["records"]

    assert why(filled, "走访户数", "2024")["records"] == expected
    assert why(filled, "households visited", "2024")["records"] == expected
    assert filled.ok("依据", "visit.households", "2024", "--json").json["records"] == expected


def test_a_label_of_several_indicators_is_never_guessed_at(
    filled: Branchlog, own: Callable[[str], None]
) -> None:
    own(
        '[[indicators]]\nid = "visit.again"\nlabel = ["走访户数", "visits again"]\n'
        'where = { kind = "visit" }\naggregation = "count"\nunit = "次"\n'
    )
    result = filled("why", "走访户数", "2024")

    assert result.code == 2
    assert result.err.splitlines() == [
        '"走访户数" stands for several indicators',
        "they are: visit.households visit.again",
        "name one by its id, such as branchlog why visit.households",
    ]


def test_a_figure_to_date_is_asked_for(filled: Branchlog, own: Callable[[str], None]) -> None:
    own(
        '[[indicators]]\nid = "visit.visits"\nlabel = ["累计走访", "visits to date"]\n'
        'where = { kind = "visit" }\naggregation = "count"\nunit = "次"\nspan = "to-date"\n'
    )
    period = filled.ok("why", "visit.visits", "2024", "--json")
    to_date = filled.ok("why", "visit.visits", "2024", "--to-date", "--json")

    assert (period.json["figure"]["value"], to_date.json["figure"]["value"]) == (7, 8)
    assert "--to-date" in period.err
    assert to_date.err == ""
    refused = filled("why", "visit.persons", "2024", "--to-date")
    assert refused.code == 2
    assert refused.err.splitlines()[2] == (
        "to count from the beginning, ask for the period ..2024-12-31"
    )


def test_a_rate_shows_the_records_of_both_parts(filled: Branchlog) -> None:
    found = why(filled, "mediation.settlement_rate", "2024")

    assert (found["figure"]["numerator"], found["figure"]["denominator"]) == (1, 1)
    assert [(row["part"], row["date"]) for row in found["records"]] == [
        ("numerator", "2023-12-30"),
        ("denominator", "2024-06-01"),
    ]
    assert found["left_out"]["numerator"]["other-state"] == 1
    assert found["left_out"]["denominator"]["other-period"] == 1


def test_a_void_record_is_listed_with_who_and_why(filled: Branchlog) -> None:
    id_ = why(filled, "visit.households", "2024")["records"][0]["id"]
    filled.ok("void", id_, "--why", "记重了")
    found = why(filled, "visit.households", "2024")

    assert found["figure"]["value"] == 21
    (void,) = found["left_out"]["void"]
    assert (void["id"], void["date"], void["would_count"], void["who"], void["why"]) == (
        id_, "2024-01-09", True, "罗永福", "记重了",
    )  # fmt: skip
    shown = filled.ok("why", "visit.households", "2024").out
    assert "void records that would have counted" in shown
    assert "记重了" in shown
    # In a month without it, it is only counted.
    march = filled.ok("why", "visit.households", "2024-03").out
    assert "void records that would" not in march
    assert "void" in march


def test_a_record_in_conflict_counts_and_is_named(
    branchlog: Branchlog, ledger: Path, tmp_path: Path
) -> None:
    here = clocked(ledger, "2024-11-01T08:00:00+08:00")
    entry = here.add("visit", {"date": "2024-10-01", "households": 1}).entries[0]
    copy = shutil.copytree(ledger, tmp_path / "copy")
    here.amend("visit", entry.id, lambda doc: {**doc, "households": 2})
    there = clocked(copy, "2024-11-02T08:00:00+08:00")
    there.amend("visit", entry.id, lambda doc: {**doc, "households": 3})
    shutil.copy(copy / "2024.jsonl", ledger / "2024 (copy).jsonl")
    shown = branchlog.ok("why", "visit.households", "2024")

    assert (
        f"in conflict among them, 1, of which one version counts for now: {entry.id[-5:]}"
        in shown.out
    )
    assert "conflict" in shown.err


def test_a_file_is_written_in_the_format_of_its_suffix(filled: Branchlog) -> None:
    for name in ("out.xlsx", "out.md", "out.json", "out.csv"):
        filled.ok("why", "visit.households", "2024", "-o", name)
        assert (filled.home / name).stat().st_size > 500
    assert "total about 23 = 2 different names + 21 without a name" in (
        filled.home / "out.md"
    ).read_text(encoding="utf-8")


def test_the_listed_commands_list_what_was_left_out(filled: Branchlog) -> None:
    shown = filled.ok("why", "visit.elderly.visits", "2024").lines
    commands = {
        line.split(": branchlog ")[0]: line.split("branchlog ")[1]
        for line in shown
        if "branchlog list" in line
    }

    assert commands == {
        "before the period": "list visit --period ..2023-12-31",
        "other category": 'list visit --period 2024 --where "category!=elderly"',
    }
    counts = []
    for command in commands.values():
        words = [word.strip('"') for word in command.split()]
        counts.append(len(filled.ok(*words, "--json").json))
    assert counts == [1, 3]


# What changed a figure.


def clocked(ledger: Path, at: str, who: str = "张朝贵") -> Ledger:
    """The ledger in the hands of someone who writes at a moment."""
    opened = open_ledger(ledger)
    moment = datetime.fromisoformat(at)
    return Ledger(ledger, opened.settings, who=who, clock=lambda: moment)


def test_since_a_day_every_change_of_the_figure_is_told(branchlog: Branchlog, ledger: Path) -> None:
    early = clocked(ledger, "2024-11-30T23:59:00+08:00")
    late = clocked(ledger, "2024-12-01T00:10:00+08:00")
    kept = early.add("visit", {"date": "2024-03-01", "households": 1}).entries[0]
    grown = early.add("visit", {"date": "2024-03-02", "households": 3}).entries[0]
    gone = early.add("visit", {"date": "2024-03-03", "household": ["张家"]}).entries[0]
    shifted = early.add("visit", {"date": "2024-03-04", "household": ["张家"]}).entries[0]
    late.amend("visit", grown.id, lambda doc: {**doc, "households": 5}, why="漏记")
    late.amend("visit", kept.id, lambda doc: {**doc, "note": "补充"}, why="备注")
    late.void([("visit", gone.id)], why="记重了")
    added = late.add("visit", {"date": "2024-04-01", "households": 2}).entries[0]
    fresh = late.add("visit", {"date": "2024-12-01", "households": 1}).entries[0]
    since = why(branchlog, "visit.households", "2024", "--since", "2024-12-01")["since"]

    assert (since["day"], since["before"], since["after"]) == ("2024-12-01", 5, 10)
    assert since["without_effect"] == 1
    told = {
        row["id"]: (
            row["before"], row["after"], row["late"],
            [(entry["op"], entry["who"], entry["why"]) for entry in row["entries"]],
        )
        for row in since["changes"]
    }  # fmt: skip
    assert told == {
        grown.id: (3, 5, False, [("amend", "张朝贵", "漏记")]),
        gone.id: (1, 0, False, [("void", "张朝贵", "记重了")]),
        shifted.id: (0, 1, False, []),
        added.id: (0, 2, True, [("add", "张朝贵", "")]),
        fresh.id: (0, 1, False, [("add", "张朝贵", "")]),
    }


def test_the_figure_before_a_day_is_that_of_the_ledger_then(
    branchlog: Branchlog, ledger: Path
) -> None:
    days = ("2024-10-01", "2024-11-01", "2024-12-01")
    expected = []
    for number, day in enumerate(days):
        expected.append(why(branchlog, "visit.households", "2024")["figure"]["value"])
        writer = clocked(ledger, f"{day}T08:00:00+08:00")
        record_ = writer.add("visit", {"date": f"2024-0{number + 1}-01", "households": 4}).entries[
            0
        ]
        writer.amend("visit", record_.id, lambda doc: {**doc, "household": ["张家"]}, why="户名")
    found = [
        why(branchlog, "visit.households", "2024", "--since", day)["since"]["before"]
        for day in days
    ]
    assert found == expected


def test_what_was_resolved_undone_and_restored_is_told_as_that(
    branchlog: Branchlog, ledger: Path
) -> None:
    early = clocked(ledger, "2024-11-01T08:00:00+08:00")
    late = clocked(ledger, "2024-12-01T08:00:00+08:00")
    entry = early.add("mediation", {"date": "2024-10-01", "outcome": "ongoing"}).entries[0]
    other = early.add("mediation", {"date": "2024-10-02", "outcome": "settled"})
    late.amend("mediation", entry.id, lambda doc: {**doc, "outcome": "settled"})
    late.undo(other.batch)
    changes = why(branchlog, "mediation.settled", "2024", "--since", "2024-12-01")["since"][
        "changes"
    ]

    assert [
        (row["before"], row["after"], [each["op"] for each in row["entries"]]) for row in changes
    ] == [(0, 1, ["resolve"]), (1, 0, ["undo"])]


def test_a_ledger_that_gave_no_figure_then_is_said_to(branchlog: Branchlog, ledger: Path) -> None:
    early = clocked(ledger, "2024-11-01T08:00:00+08:00")
    late = clocked(ledger, "2024-12-01T08:00:00+08:00")
    entry = early.add("visit", {"date": "2024-10-01", "households": "三"}).entries[0]
    late.amend("visit", entry.id, lambda doc: {**doc, "households": 3})
    since = why(branchlog, "visit.households", "2024", "--since", "2024-12-01")["since"]

    assert (since["computable"], since["before"], since["after"]) == (False, None, 3)
    shown = branchlog.ok("why", "visit.households", "2024", "--since", "2024-12-01").out
    assert "a record was unusable then" in shown


def test_what_one_batch_changed_is_one_row_unless_each_is_asked_for(
    branchlog: Branchlog, ledger: Path
) -> None:
    late = clocked(ledger, "2024-12-01T08:00:00+08:00")
    late.add_batch([("visit", {"date": f"2024-03-{day:02}"}) for day in range(1, 11)])
    words = ("why", "visit.visits", "2024", "--since", "2024-12-01")

    assert "10 records  2024-03-01..2024-03-10  late add  +10" in branchlog.ok(*words).out
    assert branchlog.ok(*words, "--all").out.count("late add") == 10


def test_many_records_are_added_up_by_month(branchlog: Branchlog, ledger: Path) -> None:
    rows = [visit(f"2024-0{1 + number % 2}-01", households=2) for number in range(501)]
    record(branchlog, *rows)
    shown = branchlog.ok("why", "visit.household_visits", "2024").out

    assert "2024-01      251     502" in shown
    assert "2024-02      250     500" in shown
    assert "--all" in shown
    every = branchlog.ok("why", "visit.household_visits", "2024", "--all").out
    assert every.count("2024-01-01") == 252
    assert (
        len(branchlog.ok("why", "visit.household_visits", "2024", "--format", "jsonl").lines) == 501
    )


def test_a_sheet_has_whole_ids_and_numbers_without_sums(filled: Branchlog) -> None:
    rows = list(
        csv.reader(io.StringIO(filled.ok("why", "visit.visits", "2024", "--format", "csv").out))
    )
    first = rows[: rows.index([])]

    assert first[0] == ["id", "date", "category", "content", "counts"]
    assert [row[-1] for row in first[1:]] == ["1", "1", "4", "1"]
    assert all(len(row[0]) == 36 for row in first[1:])


def test_nothing_recorded_is_not_a_zero(filled: Branchlog) -> None:
    shown = filled.ok("why", "tutoring.sessions", "2024").out

    assert "tutoring sessions: 0 (nothing recorded) (tutoring.sessions)" in shown
    assert "no record counts" in shown


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["visit.nothing"], 2),
        (["visit.visits", "13月"], 2),
        (["visit.visits", "2024", "--since", "someday"], 2),
        (["visit.visits", "2024", "--where", "x"], 2),
        ([], 2),
    ],
)
def test_a_slip_is_refused_in_three_lines(filled: Branchlog, words: list[str], code: int) -> None:
    result = filled("why", *words)

    assert (result.code, result.out, len(result.err.splitlines())) == (code, "", 3)


def test_a_script_gets_what_the_command_prints(filled: Branchlog, ledger: Path) -> None:
    printed = why(filled, "visit.households", "2024")
    opened = open_ledger(ledger, today=datetime.fromisoformat("2024-12-10").date())

    assert opened.why("visit.households", "2024") == printed
    since = opened.why("visit.households", "2024", since="2024-12-01")["since"]
    assert isinstance(since, dict)
    assert since["after"] == 23


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("id_", ["visit.households", "mediation.settled"])
def test_the_answer_looks_as_it_did(
    branchlog: Branchlog, golden: Callable[[str, str], None], lang: str, id_: str
) -> None:
    words = ["-C", str(DATA / "ziying"), "--lang", lang, "why", id_, "2024"]
    shown = branchlog.ok(*words, env=NARROW).out.replace(str(DATA), "data")
    golden(f"why.{id_}.{lang}.txt", shown)
