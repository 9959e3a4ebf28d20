"""`import` on a terminal: the question, progress, and Ctrl-C."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Branchlog
from tests.cli.terminal import terminal

VISITS = "date,households\n2024-03-05,3\n2024-03-06,4\n"
ASK = "write these 2 into Ziying? [y/N] "


@pytest.fixture
def sheet(branchlog: Branchlog, ledger: Path) -> Path:
    path = branchlog.home / "visits.csv"
    path.write_text(VISITS, encoding="utf-8")
    return path


def count(branchlog: Branchlog) -> int:
    return len(branchlog.ok("list", "--period", "all", "--json").json)


def test_it_is_written_when_the_person_agrees(branchlog: Branchlog, sheet: Path) -> None:
    with terminal(branchlog, "import", "visits.csv", "--kind", "visit") as screen:
        shown = screen.answer(ASK, "y")
        done = screen.end()

    assert "in all: new 2" in shown
    assert done.code == 0, done.out
    assert "imported into Ziying, records: 2" in done.out
    assert count(branchlog) == 2


@pytest.mark.parametrize("answer", ["n", ""])
def test_it_is_not_written_without(branchlog: Branchlog, sheet: Path, answer: str) -> None:
    with terminal(branchlog, "import", "visits.csv", "--kind", "visit") as screen:
        screen.answer(ASK, answer)
        done = screen.end()

    assert done.code == 1
    assert count(branchlog) == 0


def test_the_end_of_the_input_or_ctrl_c_drops_it(branchlog: Branchlog, sheet: Path) -> None:
    for key in "dc":
        with terminal(branchlog, "import", "visits.csv", "--kind", "visit") as screen:
            screen.waits_for(ASK)
            screen.press(key)
            done = screen.end()
        assert done.code == 130
        assert "nothing was written" in done.out
    assert count(branchlog) == 0


@pytest.mark.parametrize("words", [["--yes"], ["--no-input"], ["--dry-run"]])
def test_nothing_is_asked_when_it_was_said_before(
    branchlog: Branchlog, sheet: Path, words: list[str]
) -> None:
    with terminal(branchlog, "import", "visits.csv", "--kind", "visit", *words) as screen:
        done = screen.end()

    assert done.code == 0
    assert "[y/N]" not in done.out


def test_nothing_is_asked_when_there_is_nothing_to_write(branchlog: Branchlog, sheet: Path) -> None:
    branchlog.ok("import", "visits.csv", "--kind", "visit")
    with terminal(branchlog, "import", "visits.csv", "--kind", "visit") as screen:
        done = screen.end()

    assert done.code == 0
    assert "nothing new" in done.out


def test_with_bad_rows_the_question_says_both(branchlog: Branchlog, sheet: Path) -> None:
    sheet.write_text(VISITS + "2024-02-30,4\n", encoding="utf-8")
    words = ["import", "visits.csv", "--kind", "visit", "--keep-good"]
    with terminal(branchlog, *words) as screen:
        screen.answer("write 2 of them into Ziying, and save the other 1 in a file? [y/N] ", "n")
        assert screen.end().code == 1
    assert not (branchlog.home / "visits.rejected.csv").exists()
    with terminal(branchlog, *words) as screen:
        screen.answer("[y/N] ", "y")
        assert screen.end().code == 3
    assert (branchlog.home / "visits.rejected.csv").exists()


def test_what_is_asked_stands_beside_json_too(branchlog: Branchlog, sheet: Path) -> None:
    words = ["import", "visits.csv", "--kind", "visit", "--json"]
    with terminal(branchlog, *words, out="answer.json") as screen:
        assert "in all: new 2" in screen.answer(ASK, "y")
        assert screen.end().code == 0
    assert '"count":2' in (branchlog.home / "answer.json").read_text()


def test_a_hundred_bad_rows_fill_a_terminal(branchlog: Branchlog, sheet: Path) -> None:
    rows = "".join(f"2024-03-05,many {number}\n" for number in range(150))
    sheet.write_text(f"date,households\n{rows}", encoding="utf-8")
    with terminal(branchlog, "import", "visits.csv", "--kind", "visit") as screen:
        done = screen.end()

    assert done.code == 3
    assert done.out.count("  row ") == 100
    assert "and 50 more; to see all, add --json" in done.out


def test_progress_is_told_while_it_lasts_and_ctrl_c_leaves_nothing(
    branchlog: Branchlog, sheet: Path
) -> None:
    with sheet.open("w", encoding="utf-8") as file:
        file.write("date,households\n")
        file.writelines(f"2024-03-05,{number}\n" for number in range(900_000))
    before = sorted(path.name for path in (branchlog.home / "data").iterdir())
    with terminal(branchlog, "import", "visits.csv", "--kind", "visit", "--yes") as screen:
        screen.waits_for("reading  [")
        screen.waits_for(" a second, ")
        screen.press("c")
        done = screen.end()

    assert done.code == 130
    assert done.out.splitlines()[-3] == "interrupted"
    assert sorted(path.name for path in (branchlog.home / "data").iterdir()) == before
    assert count(branchlog) == 0


def test_progress_is_not_told_in_a_pipe(branchlog: Branchlog, sheet: Path) -> None:
    with sheet.open("w", encoding="utf-8") as file:
        file.write("date,households\n")
        file.writelines(f"2024-03-05,{number % 50}\n" for number in range(300_000))
    done = branchlog.process("import", "visits.csv", "--kind", "visit")

    assert done.code == 0
    assert "a second" not in done.err
    assert "\x1b" not in done.err
