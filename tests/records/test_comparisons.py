"""What a period is compared with: 同比, 环比, 截至同期 or another period."""

from __future__ import annotations

from datetime import date

import pytest

from branchlog.errors import BadValue
from branchlog.records.periods import parse_comparison, parse_period

TODAY = date(2024, 12, 10)


@pytest.mark.parametrize(
    ("word", "period", "expected"),
    [
        ("同比", "2024", "2023"),
        ("year-before", "2024-11", "2023-11"),
        ("year before", "2024Q3", "2023Q3"),
        ("同比", "2023..2024", "2022..2023"),
        ("同比", "2024-02-29", "2023-02-28"),
        ("环比", "2024-01", "2023-12"),
        ("previous", "2024Q1", "2023Q4"),
        ("Previous", "2024", "2023"),
        # A period that is over is compared with the whole of the one a year earlier.
        ("截至同期", "2024-11", "2023-11"),
        ("same-part", "2023", "2022"),
        ("截至同期", "2024", "2023-01-01..2023-12-10"),
        ("same part", "2024-12", "2023-12-01..2023-12-10"),
        ("same-part", "2024Q4", "2023-10-01..2023-12-10"),
        ("same-part", "2023..2024", "2022-01-01..2023-12-10"),
        ("same-part", "2024-03-01..", "2023-03-01..2023-12-10"),
        ("same-part", "..2024-08-05", "..2023-08-05"),
        ("last-year", "2024-11", "2023"),
        ("去年", "2024", "2023"),
        ("2022", "2024", "2022"),
    ],
)
def test_a_comparison_is_with_this_period(word: str, period: str, expected: str) -> None:
    found = parse_comparison(word, parse_period(period, TODAY), TODAY)

    assert found.label == expected


@pytest.mark.parametrize(
    ("word", "period"),
    [
        ("同比", "all"),
        ("环比", "all"),
        ("截至同期", "all"),
        ("环比", "..2024-08-05"),
        ("截至同期", "2025"),
        ("last", "2024"),
        ("", "2024"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_words(word: str, period: str) -> None:
    with pytest.raises(BadValue) as refused:
        parse_comparison(word, parse_period(period, TODAY), TODAY)

    assert "截至同期" in refused.value.lines("zh")[2]
    assert "same-part" in refused.value.lines("en")[2]
