"""Lines break where a reader expects it, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchlog.render.safe import safe, width
from branchlog.render.wrap import wrap


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("", 8, [""]),
        ("short", 8, ["short"]),
        ("one two three", 8, ["one two", "three"]),
        ("one      two", 5, ["one", "two"]),
        ("走访独居老人", 8, ["走访独居", "老人"]),
        ("走访独居，老人", 8, ["走访独", "居，老人"]),
        ("参加（线上）会", 6, ["参加", "（线", "上）会"]),
        ("走访 3 户", 6, ["走访 3", "户"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("ab abcdefghij", 4, ["ab", "abcd", "efgh", "ij"]),
        ("👨‍👩‍👧👨‍👩‍👧", 2, ["👨‍👩‍👧", "👨‍👩‍👧"]),
    ],
)
def test_where_a_line_breaks(text: str, limit: int, expected: list[str]) -> None:
    assert wrap(text, limit) == expected


def test_a_long_word_stays_whole_when_asked_for() -> None:
    assert wrap("see /a/very/long/path now", 8, part_words=False) == [
        "see",
        "/a/very/long/path",
        "now",
    ]


@given(st.text().map(safe), st.integers(2, 30))
def test_nothing_but_spaces_is_lost_and_no_line_is_too_wide(text: str, limit: int) -> None:
    lines = wrap(text, limit)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert [line for line in lines if width(line) > limit] == []
