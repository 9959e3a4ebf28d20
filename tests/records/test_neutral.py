"""Text that a sheet would change goes out with an apostrophe and comes back without."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchlog.records.neutral import guarded, neutralised, restored

texts = st.text() | st.text(alphabet="'=+-@\t\n＝a") | st.text(alphabet="'015-e.月")


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
        ("'2024", "''2024"),
    ],
)
def test_what_a_sheet_would_compute_is_marked(text: str, expected: str) -> None:
    assert neutralised(text) == expected


@pytest.mark.parametrize("text", ["=1+1", "-5", "'", "'a", "2024", "", "a'=1"])
def test_what_people_type_is_left_as_it_is(text: str) -> None:
    assert restored(text) == text


@pytest.mark.parametrize(
    "text", ["0501", "520123194901011234", "1e5", "3-5", "1/2", "2024-03", "3月5日", "１２", "-5"]
)
def test_what_a_sheet_would_make_a_number_or_a_date_is_marked(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["3栋", "a1", "12户", "", "'", "Block 3", "张三"])
def test_plain_text_needs_no_mark(text: str) -> None:
    assert guarded(text) == text


@given(texts)
def test_every_text_comes_back(text: str) -> None:
    assert restored(neutralised(text)) == text
    assert restored(guarded(text)) == text


@given(texts)
def test_no_neutral_text_begins_a_formula(text: str) -> None:
    assert not neutralised(text).startswith(("=", "+", "-", "@", "\t", "\n", "\r"))
