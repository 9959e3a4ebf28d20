"""Text that a sheet would compute goes out with an apostrophe and comes back without."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchlog.records.neutral import neutralised, restored

texts = st.text() | st.text(alphabet="'=+-@\t\n＝a")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("-", "'-"),
        ("+86 138 0000 0000", "'+86 138 0000 0000"),
        ("@all", "'@all"),
        ("\t=1", "'\t=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("－5", "'－5"),
        ("'=1", "''=1"),
        ("''@", "'''@"),
        ("", ""),
        ("'", "'"),
        ("'quoted'", "'quoted'"),
        ("a=1", "a=1"),
        ("2024-03-05", "2024-03-05"),
    ],
)
def test_what_a_sheet_would_compute_is_marked(text: str, expected: str) -> None:
    assert neutralised(text) == expected


@pytest.mark.parametrize("text", ["=1+1", "-5", "'", "'a", "'2024", "", "a'=1"])
def test_what_people_type_is_left_as_it_is(text: str) -> None:
    assert restored(text) == text


@given(texts)
def test_every_text_comes_back(text: str) -> None:
    assert restored(neutralised(text)) == text


@given(texts)
def test_no_neutral_text_begins_a_formula(text: str) -> None:
    assert not neutralised(text).startswith(("=", "+", "-", "@", "\t", "\n", "\r"))
