"""The days of what repeats."""

from __future__ import annotations

import pytest

from branchlog.errors import BadValue
from branchlog.intake.repetition import days


@pytest.mark.parametrize(
    ("first", "every", "until", "expected"),
    [
        ("2024-09-02", "week", "2024-09-20", ["2024-09-02", "2024-09-09", "2024-09-16"]),
        ("2024-09-02", "2 weeks", "2024-09-30", ["2024-09-02", "2024-09-16", "2024-09-30"]),
        ("2024-09-02", "每两周", "2024-09-16", ["2024-09-02", "2024-09-16"]),
        ("2024-09-02", "Every 10 days", "2024-09-25", ["2024-09-02", "2024-09-12", "2024-09-22"]),
        ("2024-09-02", "天", "2024-09-03", ["2024-09-02", "2024-09-03"]),
        ("2024-09-02", "3个月", "2024-12-31", ["2024-09-02", "2024-12-02"]),
        ("2024-09-02", "星期", "2024-09-02", ["2024-09-02"]),
        ("2022-02-28", "year", "2024-02-29", ["2022-02-28", "2023-02-28", "2024-02-28"]),
        ("2024-02-28", "day", "2024-03-01", ["2024-02-28", "2024-02-29", "2024-03-01"]),
    ],
)
def test_an_interval_is_typed_as_people_do(
    first: str, every: str, until: str, expected: list[str]
) -> None:
    assert days(first, every, until) == (expected, [])


@pytest.mark.parametrize(
    ("first", "every", "until", "expected", "missing"),
    [
        (
            "2024-01-31",
            "month",
            "2024-05-31",
            ["2024-01-31", "2024-03-31", "2024-05-31"],
            ["2024-02", "2024-04"],
        ),
        ("2024-01-30", "month", "2024-03-01", ["2024-01-30"], ["2024-02"]),
        ("2020-02-29", "year", "2023-12-31", ["2020-02-29"], ["2021-02", "2022-02", "2023-02"]),
        ("2024-10-31", "month", "2024-11-30", ["2024-10-31"], ["2024-11"]),
        ("2024-10-31", "month", "2024-11-15", ["2024-10-31"], []),
        ("2024-01-31", "2 months", "2024-05-31", ["2024-01-31", "2024-03-31", "2024-05-31"], []),
    ],
)
def test_a_month_without_the_day_has_none_and_is_named(
    first: str, every: str, until: str, expected: list[str], missing: list[str]
) -> None:
    assert days(first, every, until) == (expected, missing)


@pytest.mark.parametrize(
    "every", ["", "fortnight", "0 weeks", "-1 week", "1.5 weeks", "week week", "5", "零周", "²周"]
)
def test_an_interval_that_is_none_is_refused(every: str) -> None:
    with pytest.raises(BadValue):
        days("2024-09-02", every, "2024-09-20")


def test_an_end_before_the_beginning_is_refused() -> None:
    with pytest.raises(BadValue):
        days("2024-09-02", "week", "2024-09-01")
