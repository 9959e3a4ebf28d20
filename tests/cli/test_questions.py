"""What is asked on a terminal outside guided entry: days long ago, an undo, a new ledger."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cli.command import Branchlog
from tests.cli.terminal import terminal


def dates(branchlog: Branchlog) -> list[str]:
    return [each["date"] for each in branchlog.ok("list", "--period", "all", "--json").json]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        (["add", "visit", "3月5日", "households=3"], "2024-03-05"),
        (["add", "visit", "--date", "5 March", "households=3"], "2024-03-05"),
        (["add", "visit", "3月5日至8日", "households=3"], "2024-03-05"),
        (["add", "visit", "3月5日", "--every", "month", "--until", "2024-04-30"], "2024-03-05"),
        (["add", "mediation", "2024-03-01", "closed=3月5日"], "2024-03-05"),
    ],
)
def test_a_day_long_ago_is_recorded_when_it_was_meant(
    branchlog: Branchlog, ledger: Path, words: list[str], day: str
) -> None:
    with terminal(branchlog, *words) as screen:
        screen.answer(f"is that {day}? It is a long time ago. [y/N] ", "y")
        done = screen.end()

    assert done.code == 0, done.out
    assert dates(branchlog)[0] == ("2024-03-01" if words[1] == "mediation" else day)
    closed = branchlog.ok("list", "--where", f"closed={day}", "--json").json
    assert len(closed) == (words[1] == "mediation")


def test_a_day_long_ago_that_was_not_meant_is_not_recorded(
    branchlog: Branchlog, ledger: Path
) -> None:
    for answer in ("n", ""):
        with terminal(branchlog, "add", "visit", "3月5日", "households=3") as screen:
            screen.answer("is that 2024-03-05? It is a long time ago. [y/N] ", answer)
            done = screen.end()
        assert done.code == 1
    with terminal(branchlog, "--no-input", "add", "visit", "3月5日", "households=3") as screen:
        assert screen.end().code == 2
    assert dates(branchlog) == []


def test_a_day_long_ago_is_asked_about_when_a_record_is_corrected(
    branchlog: Branchlog, ledger: Path
) -> None:
    branchlog.ok("add", "mediation", "2024-03-01")
    with terminal(branchlog, "amend", "last", "date=2月5日") as screen:
        screen.answer("is that 2024-02-05? It is a long time ago. [y/N] ", "y")
        assert screen.end().code == 0
    with terminal(branchlog, "resolve", "last", "3月5日") as screen:
        screen.answer("is that 2024-03-05? It is a long time ago. [y/N] ", "y")
        assert screen.end().code == 0
    [record] = branchlog.ok("list", "--json").json

    assert (record["date"], record["closed"]) == ("2024-02-05", "2024-03-05")


def test_an_undo_shows_what_it_takes_back_and_asks(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.ok("add", "visit", "2024-12-05", "place=3栋")
    with terminal(branchlog, "undo") as screen:
        shown = screen.answer("take this back? [y/N] ")
        assert screen.end().code == 1
    assert "2024-12-05 (Thu) place 3栋" in shown
    assert len(dates(branchlog)) == 1
    with terminal(branchlog, "undo", "-y") as screen:
        assert screen.end().code == 0
    assert dates(branchlog) == []


def test_a_new_ledger_is_asked_for(branchlog: Branchlog) -> None:
    with terminal(branchlog, "init", env={"BRANCHLOG_LANG": "zh"}) as screen:
        screen.answer("支部名称: ", "子英")
        screen.answer("上级(用 / 隔开,如 遵义市/余庆县/子营街道): ", "遵义市／余庆县")
        screen.answer("[罗永福]: ", "王秀")
        done = screen.end()
    toml = tomllib.loads((branchlog.home / "data" / "branchlog.toml").read_text(encoding="utf-8"))
    settings = Path(branchlog.env["BRANCHLOG_SETTINGS"]).read_text(encoding="utf-8")

    assert done.code == 0
    assert (toml["name"], toml["org"], toml["language"]) == ("子英", ["遵义市", "余庆县"], "zh")
    assert tomllib.loads(settings)["who"] == "王秀"


@pytest.mark.parametrize("prompt", ["name of the branch: ", "county/street): ", "entry)"])
def test_ctrl_c_at_a_question_makes_no_ledger(branchlog: Branchlog, prompt: str) -> None:
    with terminal(branchlog, "init") as screen:
        for question in ("name of the branch: ", "county/street): ", "entry)"):
            if question == prompt:
                screen.waits_for(question)
                screen.press("c")
                break
            screen.answer(question, "x")
        done = screen.end()

    assert done.code == 130
    assert done.out.splitlines()[-3] == "interrupted"
    assert list(branchlog.home.iterdir()) == []
