"""Text that may be kept, and how texts are compared."""

from __future__ import annotations

import pytest

from branchlog.errors import BadValue
from branchlog.records.text import LINE_LIMIT, NOTE_LIMIT, line, note, same, short, word

FIELD = ("备注", "note")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  a b  ", "a b"),
        ("a\n", "a"),
        ("\r\na", "a"),
        ("\u3000好\u3000", "好"),
        ("e\u0301", "é"),
        ("Å", "Å"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("\U00030000", "\U00030000"),
        ("x" * LINE_LIMIT, "x" * LINE_LIMIT),
        ("\u200bzero", "\u200bzero"),
    ],
)
def test_a_line_is_trimmed_and_composed(written: str, kept: str) -> None:
    assert line(written, FIELD) == kept


@pytest.mark.parametrize(
    "written",
    [
        "", " ", "\n", "\u3000", "a\nb", "a\tb", "a\rb", "a\x00", "\x1b[0m", "a\x7f", "a\x85",
        "\x85", "a\u2028", "\u2029a", "\u202ea", "a\u2069", "\ud800", "a\udfffb",
        "x" * (LINE_LIMIT + 1), "好" * (LINE_LIMIT // 3 + 1), "\x1f a",
    ],
)  # fmt: skip
def test_what_a_line_may_not_hold_is_refused(written: str) -> None:
    with pytest.raises(BadValue) as refused:
        line(written, FIELD)
    assert refused.value.exit_code == 2
    assert all(refused.value.lines("zh"))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\r\nb\n\n c\t", "a\nb\n\n c"),
        ("x" * NOTE_LIMIT, "x" * NOTE_LIMIT),
    ],
)
def test_a_note_keeps_its_lines(written: str, kept: str) -> None:
    assert note(written, FIELD) == kept


@pytest.mark.parametrize(
    "written",
    ["", "\n", "a\rb", "a\x0bb", "a\x1b", "x" * (NOTE_LIMIT + 1), "好" * 20_000, "\u202e"],
)
def test_what_a_note_may_not_hold_is_refused(written: str) -> None:
    with pytest.raises(BadValue):
        note(written, FIELD)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3栋2单元张家", "３栋２单元张家"),
        (" 张三 ", "张三"),
        ("张  三", "张\u3000三"),
        ("ABC", "ＡＢＣ"),
        ("é", "e\u0301"),
        ("㎡", "m2"),
    ],
)
def test_names_are_compared_after_nfkc_and_trimming(one: str, other: str) -> None:
    assert same(one) == same(other)


@pytest.mark.parametrize(("one", "other"), [("张三", "张 三"), ("abc", "ABC"), ("张三", "张叁")])
def test_names_that_differ_stay_different(one: str, other: str) -> None:
    assert same(one) != same(other)


def test_words_are_looked_up_without_case_and_width() -> None:
    assert word(" Average_Age ") == word("average-age") == word("ＡＶＥＲＡＧＥ age")


def test_a_value_is_quoted_shortly() -> None:
    assert short("x" * 100) == "x" * 37 + "..."
    assert short([1, 2]) == "[1, 2]"
