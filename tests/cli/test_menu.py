"""Bare `branchlog`: five things to do on a terminal, help elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Branchlog
from tests.cli.terminal import terminal

CHOOSE = "type a number or a name: "


def recorded(branchlog: Branchlog, *words: str) -> dict[str, object]:
    record = branchlog.ok("add", "--json", *words).json
    assert isinstance(record, dict)
    return record


def test_the_menu_offers_five_things(branchlog: Branchlog, ledger: Path) -> None:
    with terminal(branchlog, env={"BRANCHLOG_LANG": "zh"}) as screen:
        shown = screen.answer("写数字或名称: ")
        done = screen.end()

    assert done.code == 0
    assert shown.strip().splitlines()[1:] == [
        "做什么?",
        "   1. 记一件事",
        "   2. 查看今年的记录",
        "   3. 改一条记录",
        "   4. 看今年的统计",
        "   5. 撤销刚才的",
    ]


def test_the_menu_leads_to_the_figures(branchlog: Branchlog, ledger: Path) -> None:
    recorded(branchlog, "visit", "2024-03-05", "households=120")

    with terminal(branchlog) as screen:
        screen.answer(CHOOSE, "4")
        done = screen.end()

    assert done.code == 0
    assert "120 households visited" in done.out


def test_the_menu_leads_to_the_records(branchlog: Branchlog, ledger: Path) -> None:
    recorded(branchlog, "visit", "2024-03-05", "place=Block 3")

    with terminal(branchlog) as screen:
        screen.answer(CHOOSE, "2")
        done = screen.end()

    assert "place Block 3" in done.out


def test_the_menu_leads_to_guided_entry(branchlog: Branchlog, ledger: Path) -> None:
    with terminal(branchlog) as screen:
        screen.answer(CHOOSE, "1")
        screen.answer("type a number or a name [visit]: ")
        screen.answer("date [today]: ")
        screen.answer(CHOOSE)
        screen.answer("households: ", "2")
        screen.answer("household (names, separated by commas): ")
        screen.answer("place: ")
        screen.answer("people (names, separated by commas): ")
        screen.answer("Ctrl-C drops it: ")
        done = screen.end()

    assert done.code == 0
    assert [each["households"] for each in branchlog.ok("list", "--json").json] == [2]


@pytest.mark.parametrize(("answer", "left", "code"), [("y", 0, 0), ("n", 1, 1), ("", 1, 1)])
def test_undo_asks_first(
    branchlog: Branchlog, ledger: Path, answer: str, left: int, code: int
) -> None:
    recorded(branchlog, "visit", "2024-03-05", "households=3")

    with terminal(branchlog) as screen:
        screen.answer(CHOOSE, "5")
        shown = screen.answer("take this back? [y/N] ", answer)
        done = screen.end()

    assert "visit 2024-03-05 (Tue) 3 households" in shown
    assert done.code == code
    assert len(branchlog.ok("list", "--json").json) == left


@pytest.mark.parametrize("answer", ["是", "y", "好"])
def test_undo_in_chinese_takes_a_chinese_yes(
    branchlog: Branchlog, ledger: Path, answer: str
) -> None:
    recorded(branchlog, "visit", "2024-03-05", "households=3")

    with terminal(branchlog, "撤销", "--lang", "zh") as screen:
        screen.answer("撤销这一批吗? (写 是 或 y 就做,直接回车不做): ", answer)
        done = screen.end()

    assert done.code == 0
    assert branchlog.ok("list", "--json").json == []


def test_a_record_of_today_is_corrected_without_a_reason(
    branchlog: Branchlog, ledger: Path
) -> None:
    recorded(branchlog, "visit", "2024-03-05", "households=3", "place=Block 3")
    recorded(branchlog, "visit", "2024-03-06", "households=4")

    with terminal(branchlog) as screen:
        screen.answer(CHOOSE, "3")
        shown = screen.answer("which record (its number here, or its id): ", "2")
        screen.answer("Ctrl-C drops it: ", "households")
        screen.answer("households [3]: ", "5")
        screen.answer("Ctrl-C drops it: ")
        done = screen.end()

    assert "  1. 2024-03-06 (Wed)  visit  4 households" in shown
    assert "  2. 2024-03-05 (Tue)  visit  3 households; place Block 3" in shown
    assert "households: 3 households -> 5 households" in done.out
    assert [each["households"] for each in branchlog.ok("list", "--json").json] == [5, 4]


def test_the_correction_of_another_persons_record_asks_for_a_reason(
    branchlog: Branchlog, ledger: Path
) -> None:
    record = recorded(branchlog, "visit", "2024-03-05", "households=3", "--who", "Somebody")

    with terminal(branchlog) as screen:
        screen.answer(CHOOSE, "3")
        screen.answer("which record (its number here, or its id): ", str(record["id"])[-8:])
        screen.answer("why: ")
        screen.answer("why: ", "counted again")
        screen.answer("Ctrl-C drops it: ", "date")
        screen.answer("date [2024-03-05]: ", "2024-03-04")
        screen.answer("Ctrl-C drops it: ")
        done = screen.end()

    assert done.code == 0
    versions = branchlog.ok("history", str(record["id"]), "--json").json
    assert sorted((each["rev"], each["date"], each["why"]) for each in versions) == [
        (1, "2024-03-05", ""),
        (2, "2024-03-04", "counted again"),
    ]


def test_a_correction_that_changes_nothing_writes_nothing(
    branchlog: Branchlog, ledger: Path
) -> None:
    recorded(branchlog, "visit", "2024-03-05", "people=Li, Wang", "note=one\ntwo")

    with terminal(branchlog) as screen:
        screen.answer(CHOOSE, "3")
        screen.answer("which record (its number here, or its id): ", "1")
        screen.answer("Ctrl-C drops it: ", "people")
        screen.answer("[Li, Wang]: ")
        screen.answer("Ctrl-C drops it: ")
        done = screen.end()

    assert "nothing changed" in done.out
    assert len(branchlog.ok("history", "--json").json) == 1


def test_where_there_is_no_ledger_one_is_made(branchlog: Branchlog) -> None:
    with terminal(branchlog, env={"BRANCHLOG_LANG": "en"}) as screen:
        screen.answer("make a ledger now? [y/N] ", "y")
        screen.answer("name of the branch: ", "Ziying")
        screen.answer("where it belongs (with /, like city/county/street): ")
        screen.answer("your name (written on every entry) [罗永福]: ")
        done = screen.end()

    assert done.code == 0
    assert (branchlog.home / "data" / "branchlog.toml").exists()


def test_without_a_terminal_the_help_is_shown(branchlog: Branchlog, ledger: Path) -> None:
    done = branchlog.process()

    assert done.code == 0
    assert "Usage: branchlog" in done.out


def test_ctrl_c_at_the_menu_leaves(branchlog: Branchlog, ledger: Path) -> None:
    with terminal(branchlog) as screen:
        screen.waits_for(CHOOSE)
        screen.press("c")
        done = screen.end()

    assert done.code == 130
