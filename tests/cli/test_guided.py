"""Guided entry on a real terminal: what is asked, what Enter answers, what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Branchlog
from tests.cli.terminal import Terminal, terminal

ZH = {"BRANCHLOG_LANG": "zh"}
PROVENANCE = ("id", "rev", "batch", "recorded_at", "recorded_by")


def documents(branchlog: Branchlog, *words: str) -> list[dict[str, object]]:
    """The records of the ledger without where they came from, the oldest first."""
    listed = branchlog.ok("list", "--period", "all", "--json", *words).json
    return [{key: each[key] for key in each if key not in PROVENANCE} for each in listed]


def files(ledger: Path) -> list[str]:
    return sorted(path.name for path in ledger.iterdir())


def at_review(screen: Terminal, lang: str = "en") -> str:
    """Take the review's offer to record; what it showed."""
    prompt = "回车就记下;写数字改那一栏;Ctrl-C 不记: "
    if lang == "en":
        prompt = "Enter records it; a number changes that field; Ctrl-C drops it: "
    return screen.answer(prompt)


def test_a_visit_in_chinese_takes_its_defaults_from_the_last_similar_record(
    branchlog: Branchlog, ledger: Path
) -> None:
    branchlog.ok("add", "visit", "2024-12-01", "category=elderly", "place=5栋", "people=张三")
    branchlog.ok("add", "visit", "2024-12-02", "category=慰问", "place=3栋", "people=李四、王五")
    branchlog.ok("add", "visit", "2024-12-03", "category=elderly", "place=2栋", "people=赵六")

    with terminal(branchlog, "记", "走访", env=ZH) as screen:
        screen.answer("日期[今天]: ", "昨天")
        screen.answer("写数字或名称[独居老人]: ", "1")
        screen.answer("户数(户): ", "3")
        screen.answer("住户(几个名字,用顿号隔开): ")
        screen.answer("地点[3栋]: ")
        screen.answer("人员(几个名字,用顿号隔开)[李四、王五]: ")
        shown = at_review(screen, "zh")
        done = screen.end()

    assert shown.strip().splitlines() == [
        "要记的是走访:",
        "   1 日期  2024-12-09(周一)",
        "   2 类别  慰问",
        "   3 户数  3户",
        "   4 地点  3栋",
        "   5 人员  李四、王五",
        "没写的:  6 住户  7 人数  8 名称  9 时长  10 次数  11 时节  12 备注  13 标签",
        "     14 佐证",
    ]
    assert done.code == 0
    assert "已记入 Ziying" in done.out
    assert "走访  2024-12-09(周一)" in done.out
    assert "类别 慰问;户数 3户;地点 3栋;人员 李四、王五" in done.out
    assert documents(branchlog)[-1] == {
        "kind": "visit",
        "date": "2024-12-09",
        "category": "condolence",
        "households": 3,
        "place": "3栋",
        "people": ["李四", "王五"],
    }


def test_a_mediation_in_english_is_answered_by_numbers_and_by_names(
    branchlog: Branchlog, ledger: Path
) -> None:
    with terminal(branchlog, "add", "mediation", "yesterday") as screen:
        screen.answer("type a number or a name: ", "neighbours")
        screen.answer("type a number or a name [ongoing]: ", "1")
        screen.answer("closed [2024-12-09]: ", "today")
        screen.answer("title: ", "Noise at night")
        screen.answer("place: ", "Block 3")
        screen.answer("people (names, separated by commas): ", "Li Si, Wang Wu")
        at_review(screen)
        done = screen.end()

    assert done.code == 0
    assert "recorded in Ziying" in done.out
    assert documents(branchlog) == [
        {
            "kind": "mediation",
            "date": "2024-12-09",
            "category": "neighbours",
            "outcome": "settled",
            "closed": "2024-12-10",
            "title": "Noise at night",
            "place": "Block 3",
            "people": ["Li Si", "Wang Wu"],
        }
    ]


def test_a_kind_is_asked_for_where_none_was_given(branchlog: Branchlog, ledger: Path) -> None:
    with terminal(branchlog, "add") as screen:
        shown = screen.answer("type a number or a name [visit]: ", "tutoring")
        screen.answer("date [today]: ")
        screen.answer("type a number or a name: ")
        screen.answer("attendance: ", "12")
        screen.answer("place: ")
        screen.answer("people (names, separated by commas): ")
        at_review(screen)
        done = screen.end()

    assert " 2. mediation" in shown
    assert done.code == 0
    assert documents(branchlog) == [{"kind": "tutoring", "date": "2024-12-10", "attendance": 12}]


def test_a_bad_number_is_explained_and_asked_for_again(branchlog: Branchlog, ledger: Path) -> None:
    with terminal(branchlog, "add", "visit", "today", "--lang", "en") as screen:
        screen.answer("type a number or a name: ", "-")
        screen.answer("households: ", "-3")
        shown = screen.answer("households: ", "4")
        screen.answer("household (names, separated by commas): ")
        screen.answer("place: ")
        screen.answer("people (names, separated by commas): ")
        at_review(screen)
        screen.end()

    assert shown.strip().splitlines()[1:] == [
        '  households cannot be "-3"',
        "  a number cannot be below zero",
        '  write 12, 1,300, 1.5, "over 120" or "about 50"; the unit may follow',
    ]
    assert [each["households"] for each in documents(branchlog)] == [4]


def test_a_choice_that_is_none_is_explained_with_the_nearest(
    branchlog: Branchlog, ledger: Path
) -> None:
    with terminal(branchlog, "add", "visit", "today") as screen:
        screen.answer("type a number or a name: ", "eldery")
        shown = screen.answer("type a number or a name: ", "9")
        again = screen.waits_for("type a number or a name: ")

    assert shown.strip().splitlines()[1:] == [
        '  there is no choice "eldery"',
        "  the choices are 1 to 5",
        "  type the number before it, or its name; did you mean elderly?",
    ]
    assert '  there is no choice "9"' in again


@pytest.mark.parametrize("key", ["c", "d"])
@pytest.mark.parametrize("prompt", ["date [today]: ", "type a number or a name: ", "households: "])
def test_ctrl_c_and_ctrl_d_leave_nothing_behind(
    branchlog: Branchlog, ledger: Path, key: str, prompt: str
) -> None:
    before = files(ledger)
    with terminal(branchlog, "add", "visit") as screen:
        if prompt != "date [today]: ":
            screen.answer("date [today]: ")
        if prompt == "households: ":
            screen.answer("type a number or a name: ")
        screen.waits_for(prompt)
        screen.press(key)
        done = screen.end()

    assert done.code == 130
    assert "nothing was written" in done.out
    assert files(ledger) == before


def test_ctrl_c_at_the_last_question_leaves_nothing_behind(
    branchlog: Branchlog, ledger: Path
) -> None:
    with terminal(branchlog, "add", "visit", "today") as screen:
        screen.answer("type a number or a name: ")
        screen.answer("households: ", "3")
        screen.answer("household (names, separated by commas): ")
        screen.answer("place: ")
        screen.answer("people (names, separated by commas): ")
        screen.waits_for("Enter records it")
        screen.press("c")
        done = screen.end()

    assert done.code == 130
    assert documents(branchlog) == []


def test_a_day_long_ago_is_asked_about_and_typed_again(branchlog: Branchlog, ledger: Path) -> None:
    with terminal(branchlog, "add", "visit") as screen:
        screen.answer("date [today]: ", "3 march")
        screen.answer("is that 2024-03-03? It is a long time ago. [y/N] ", "n")
        screen.answer("date [today]: ", "5 march")
        screen.answer("is that 2024-03-05? It is a long time ago. [y/N] ", "y")
        screen.answer("type a number or a name: ")
        screen.answer("households: ", "3")
        screen.answer("household (names, separated by commas): ")
        screen.answer("place: ")
        screen.answer("people (names, separated by commas): ")
        at_review(screen)
        screen.end()

    assert [each["date"] for each in documents(branchlog)] == ["2024-03-05"]


def test_the_review_changes_adds_and_blanks_fields(branchlog: Branchlog, ledger: Path) -> None:
    prompt = "Enter records it; a number changes that field; Ctrl-C drops it: "
    with terminal(branchlog, "add", "visit", "today") as screen:
        screen.answer("type a number or a name: ")
        screen.answer("households: ", "about 30")
        screen.answer("household (names, separated by commas): ")
        screen.answer("place: ", "Block 3")
        screen.answer("people (names, separated by commas): ")
        screen.answer(prompt, "99")
        screen.answer(prompt, "place")
        screen.answer("place [Block 3]: ", "-")
        screen.answer(prompt, "2")
        screen.answer("households [about 30]: ", "over 20")
        screen.answer(prompt, "note")
        screen.answer("note: ", "with gifts")
        shown = screen.answer(prompt)
        screen.end()

    assert "   2 households  over 20 households" in shown
    assert documents(branchlog) == [
        {
            "kind": "visit",
            "date": "2024-12-10",
            "households": 20,
            "note": "with gifts",
            "approximate": "over",
        }
    ]


def test_answers_that_do_not_agree_are_mended_before_they_are_recorded(
    branchlog: Branchlog, ledger: Path
) -> None:
    with terminal(branchlog, "add", "visit", "today") as screen:
        screen.answer("type a number or a name: ")
        screen.answer("households: ", "1")
        screen.answer("household (names, separated by commas): ")
        screen.answer("place: ")
        screen.answer("people (names, separated by commas): ")
        screen.answer("Ctrl-C drops it: ", "household")
        screen.answer("household (names, separated by commas): ", "Zhang, Li")
        shown = screen.answer("type the number of the field to mend: ", "households")
        screen.answer("households [1]: ", "2")
        at_review(screen)
        screen.end()

    assert "the total 1 is less than the 2 names given" in shown
    assert [each["households"] for each in documents(branchlog)] == [2]


def test_the_names_given_answer_for_their_number(branchlog: Branchlog, ledger: Path) -> None:
    for day in ("2024-12-01", "2024-12-02", "2024-12-03"):
        branchlog.ok("add", "visit", day, "household=Zhang, Li")

    with terminal(branchlog, "add", "visit", "today") as screen:
        screen.answer("type a number or a name: ")
        screen.answer("household (names, separated by commas): ", "Zhang, Wang, Zhao")
        screen.answer("households [3]: ")
        at_review(screen)
        screen.end()

    assert documents(branchlog)[-1]["households"] == 3


def test_a_field_that_a_kind_needs_cannot_be_skipped(branchlog: Branchlog, ledger: Path) -> None:
    with terminal(branchlog, "add", "honour", "today") as screen:
        screen.answer("type a number or a name: ")
        shown = screen.answer("type a number or a name: ", "title")

    assert "honour needs category" in shown


@pytest.mark.parametrize("words", [["--no-input", "add", "visit"], ["add", "visit", "--no-input"]])
def test_no_input_never_asks(branchlog: Branchlog, ledger: Path, words: list[str]) -> None:
    with terminal(branchlog, *words) as screen:
        done = screen.end()

    assert done.code == 0
    assert documents(branchlog) == [{"kind": "visit", "date": "2024-12-10"}]


def test_without_a_terminal_nothing_is_asked(branchlog: Branchlog, ledger: Path) -> None:
    done = branchlog.process("add", "visit", stdin="yesterday\n1\n3\n")

    assert done.code == 0
    assert "date [today]" not in done.err
    assert documents(branchlog) == [{"kind": "visit", "date": "2024-12-10"}]


def test_bytes_that_are_no_text_are_explained_and_asked_for_again(
    branchlog: Branchlog, ledger: Path
) -> None:
    with terminal(branchlog, "add", "visit", "today") as screen:
        screen.answer("type a number or a name: ")
        screen.answer("households: ", "3")
        screen.answer("household (names, separated by commas): ")
        screen.type_bytes("place: ", b"\xff\xfe")
        shown = screen.answer("place: ", "三栋")
        screen.answer("people (names, separated by commas): ")
        at_review(screen)
        screen.end()

    assert "what was typed is not readable text" in shown
    assert [each["place"] for each in documents(branchlog)] == ["三栋"]


def test_gbk_typed_where_utf8_is_expected_is_refused_and_can_be_left(
    branchlog: Branchlog, ledger: Path
) -> None:
    with terminal(branchlog, "add", "visit", "today") as screen:
        screen.type_bytes("type a number or a name: ", "慰问".encode("gbk"))
        screen.waits_for("what was typed is not readable text")
        screen.waits_for("type a number or a name: ")
        screen.press("c")
        done = screen.end()

    assert done.code == 130
    assert documents(branchlog) == []


@pytest.mark.parametrize("place", ["三栋".encode("gbk"), b"\xff\xfe", b"\x1b[D"])
def test_questions_are_asked_although_the_result_goes_to_a_file(
    branchlog: Branchlog, ledger: Path, place: bytes
) -> None:
    with terminal(branchlog, "add", "visit", "today", out="answer.txt") as screen:
        screen.answer("type a number or a name: ", "慰问")
        screen.answer("households: ", "3")
        screen.answer("household (names, separated by commas): ")
        screen.type_bytes("place: ", place)
        screen.answer("place: ", "三栋")
        screen.answer("people (names, separated by commas): ")
        at_review(screen)
        done = screen.end()

    assert done.code == 0
    assert "recorded in" not in done.out
    assert "place 三栋" in (branchlog.home / "answer.txt").read_text(encoding="utf-8")
    assert [each["place"] for each in documents(branchlog)] == ["三栋"]


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONUTF8": None},
        {"LC_ALL": "POSIX", "PYTHONUTF8": None, "TERM": "dumb"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8", "BRANCHLOG_WHO": "Li"},
    ],
)
def test_chinese_can_be_typed_in_a_c_locale(
    branchlog: Branchlog, ledger: Path, env: dict[str, str | None]
) -> None:
    with terminal(branchlog, "add", "visit", "today", env=env) as screen:
        screen.answer("type a number or a name: ", "慰问")
        screen.answer("households: ", "三户")
        screen.answer("household (names, separated by commas): ")
        screen.answer("place: ", "三栋")
        screen.answer("people (names, separated by commas): ", "张三、李四")
        at_review(screen)
        screen.end()

    assert documents(branchlog) == [
        {
            "kind": "visit",
            "date": "2024-12-10",
            "category": "condolence",
            "households": 3,
            "place": "三栋",
            "people": ["张三", "李四"],
        }
    ]


def test_a_gbk_terminal_is_understood(branchlog: Branchlog, ledger: Path) -> None:
    gbk = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk", "BRANCHLOG_WHO": "Li"}
    with terminal(branchlog, "add", "visit", "today", env=gbk) as screen:
        screen.type_bytes("type a number or a name: ", "慰问".encode("gbk"))
        screen.answer("households: ", "3")
        screen.answer("household (names, separated by commas): ")
        screen.type_bytes("place: ", "三栋".encode("gbk"))
        screen.type_bytes("people (names, separated by commas): ", "张三".encode("gbk"))
        at_review(screen)
        done = screen.end()

    assert done.code == 0
    assert documents(branchlog)[0]["place"] == "三栋"
    assert documents(branchlog)[0]["people"] == ["张三"]


def test_an_event_can_be_recorded_although_an_old_line_is_damaged(
    branchlog: Branchlog, ledger: Path
) -> None:
    branchlog.ok("add", "visit", "2024-12-01", "households=1")
    journal = ledger / "2024.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"households":1', b'"households":9'))

    with terminal(branchlog, "add", "visit", "today") as screen:
        shown = screen.waits_for("Enter takes")
        screen.answer("type a number or a name: ")
        screen.answer("households: ", "3")
        screen.answer("household (names, separated by commas): ")
        screen.answer("place: ")
        screen.answer("people (names, separated by commas): ")
        at_review(screen)
        done = screen.end()

    assert "2024.jsonl, line 1" in shown
    assert done.code == 0
