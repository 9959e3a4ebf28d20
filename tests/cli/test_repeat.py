"""`add --every`: one event on many days."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Branchlog


def dates(branchlog: Branchlog) -> list[str]:
    return [record["date"] for record in branchlog.ok("list", "--period", "all", "--json").json]


def test_a_weekly_event_is_recorded_on_each_of_its_days(branchlog: Branchlog, ledger: Path) -> None:
    answer = branchlog.ok(
        "add", "tutoring", "2024-11-04", "attendance=12", "--every", "week", "--until", "2024-11-30"
    )

    assert answer.lines[0] == "recorded in Ziying, records: 4"
    assert answer.err == ""
    assert dates(branchlog) == ["2024-11-04", "2024-11-11", "2024-11-18", "2024-11-25"]
    assert branchlog.ok("-q", "undo").code == 0
    assert dates(branchlog) == []


@pytest.mark.parametrize("every", ["week", "周", "每周", "1 week", "7 days"])
def test_until_is_today_at_the_latest_and_when_it_is_left_out(
    branchlog: Branchlog, ledger: Path, every: str
) -> None:
    branchlog.ok("记", "辅导", "2024-11-28", "人次=12", "--every", every)

    assert dates(branchlog) == ["2024-11-28", "2024-12-05"]


def test_a_repeated_event_answers_a_script_with_its_ids(branchlog: Branchlog, ledger: Path) -> None:
    answer = branchlog.ok("add", "visit", "2024-12-05", "--every", "week", "--json").json

    assert (list(answer), answer["count"]) == (["batch", "count", "ids"], 1)


def test_months_without_the_day_are_named(branchlog: Branchlog, ledger: Path) -> None:
    answer = branchlog.ok("add", "visit", "2024-08-31", "--every", "month", "--until", "2024-12-01")

    assert answer.err == (
        "these months have no day 31, so nothing was recorded for them: 2024-09 2024-11\n"
    )
    assert dates(branchlog) == ["2024-08-31", "2024-10-31"]


def test_each_day_of_a_settled_dispute_is_closed_on_that_day(
    branchlog: Branchlog, ledger: Path
) -> None:
    branchlog.ok("add", "mediation", "2024-12-01", "outcome=settled", "--every", "2 days")

    records = branchlog.ok("list", "--json").json
    assert all(record["closed"] == record["date"] for record in records)
    assert len(records) == 5


@pytest.mark.parametrize(
    "words",
    [
        ["2024-11-04", "--every", "fortnight"],
        ["2024-11-04", "--every", ""],
        ["2024-11-04", "--every", "week", "--until", "2024-11-03"],
        ["2024-11-04", "--every", "week", "--until", "2024-12-11"],
        ["2024-11-04", "--every", "week", "--until", "2024-13-01"],
        ["2024-11-04", "--every", "week", "--until", ""],
        ["2024-11-04", "--every", "week", "--until", "2024-11"],
        ["2024-11-04", "--until", "2024-11-30"],
        ["2024-11", "--every", "week"],
        ["2024-11-04..06", "--every", "week"],
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_repetition_that_is_none_writes_nothing(
    branchlog: Branchlog, ledger: Path, words: list[str], lang: str
) -> None:
    answer = branchlog("--lang", lang, "add", "visit", *words)

    assert (answer.code, len(answer.err.splitlines())) == (2, 3)
    assert dates(branchlog) == []
