"""The plan: what of it was done, what was late, what is missing, and what is no plan."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from branchlog.errors import BadConfig
from branchlog.records.indicators import Indicator
from branchlog.records.periods import parse_period
from branchlog.stats.plan import duties, kept
from tests.stats.conftest import Docs

MONTHLY = {"theme-day": {"times": 12, "every": "month"}}


def of(month: str, times: int = 1) -> dict[str, Any]:
    return {"date": month, "category": "theme-day", "times": times}


@pytest.mark.parametrize(
    ("months", "period", "today", "due", "done", "missing", "late"),
    [
        # The first event of a month is that month's.
        (["01", "02", "03"], "2024Q1", "2024-12-31", 3, 3, [], []),
        ([], "2024Q1", "2024-12-31", 3, 0, ["01", "02", "03"], []),
        # Surplus makes up for the earliest month before it that lacks some.
        (["03", "03"], "2024Q1", "2024-12-31", 3, 2, ["02"], ["01"]),
        (["03", "03", "03"], "2024Q1", "2024-12-31", 3, 3, [], ["01", "02"]),
        # Nothing is done ahead.
        (["01", "01", "01"], "2024Q1", "2024-12-31", 3, 3, ["02", "03"], []),
        # A month that has not ended by today lacks nothing yet, and may make up for others.
        (["01"], "2024", "2024-03-30", 2, 1, ["02"], []),
        (["01"], "2024", "2024-03-31", 3, 1, ["02", "03"], []),
        (["01", "03", "03"], "2024", "2024-03-05", 2, 3, [], ["02"]),
        # Nor does one that the period cuts short.
        (["01"], "2024-01-01..2024-03-15", "2024-12-31", 2, 1, ["02"], []),
        (["01"], "2024-01-02..2024-03-31", "2024-12-31", 2, 0, ["02", "03"], []),
        # Without a beginning the plan begins with its first event.
        (["02"], "..2024-04-30", "2024-12-31", 3, 1, ["03", "04"], []),
        ([], "all", "2024-12-31", 0, 0, [], []),
        ([], "2025", "2024-12-31", 0, 0, [], []),
    ],
)
def test_a_monthly_duty_is_kept_by_this_rule(
    months: list[str],
    period: str,
    today: str,
    due: int,
    done: int,
    missing: list[str],
    late: list[str],
    known: list[Indicator],
) -> None:
    docs = {"activity": [of(f"2024-{month}") for month in months]}
    day = date.fromisoformat(today)
    (found,) = kept(duties(MONTHLY, known), docs, parse_period(period, day), day)

    assert (found.due, found.done) == (due, done)
    assert found.missing == tuple(f"2024-{month}" for month in missing)
    assert found.late == tuple(f"2024-{month}" for month in late)


def test_quarters_years_and_several_times_are_kept_alike(known: list[Indicator]) -> None:
    plan = {
        "film": {"times": 8, "every": "quarter"},
        "activity.party-lecture.events": {"times": 2, "every": "year"},
    }
    docs: Docs = {
        "activity": [
            {"date": "2024-02-01", "category": "film"},
            {"date": "2024-05", "category": "film", "times": 3},
            {"date": "2024-06-01", "category": "party-lecture"},
        ]
    }
    today = date(2024, 12, 31)
    film, lecture = kept(duties(plan, known), docs, parse_period("2024", today), today)

    assert film[1:] == (4, 8, ("2024Q3", "2024Q4"), ("2024Q1",))
    assert lecture[1:] == (1, 2, ("2024",), ())


@pytest.mark.parametrize(
    ("key", "indicator"),
    [
        ("theme-day", "activity.theme-day.events"),
        ("主题党日", "activity.theme-day.events"),
        ("activity.theme-day.events", "activity.theme-day.events"),
        ("visit.visits", "visit.visits"),
        ("走访次数", "visit.visits"),
        ("visit.qingming", "visit.qingming"),
        ("mediation.settled", "mediation.settled"),
        ("family", "mediation.family.disputes"),
    ],
)
def test_a_duty_names_a_category_or_a_count(
    key: str, indicator: str, known: list[Indicator]
) -> None:
    (duty,) = duties({key: {"times": 4, "every": "季度"}}, known)

    assert (duty.indicator.id, duty.every, duty.each) == (indicator, "quarter", 1)


def test_an_id_without_quotes_is_read_as_toml_parts_it(known: list[Indicator]) -> None:
    (duty,) = duties({"visit": {"visits": {"times": 12, "every": "month"}}}, known)

    assert duty.indicator.id == "visit.visits"


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        ({"theme-dya": {"times": 12, "every": "month"}}, "did you mean theme-day?"),
        ({"other": {"times": 12, "every": "month"}}, "activity.other.events"),
        ({"visit.households": {"times": 12, "every": "month"}}, "counts the events"),
        ({"mediation.pending": {"times": 12, "every": "month"}}, "counts the events"),
        ({"theme-day": {"times": 12, "every": "week"}}, "month, quarter or year"),
        ({"theme-day": {"times": 12, "every": "monthly"}}, "did you mean month?"),
        ({"theme-day": {"times": 12, "every": 1}}, "month, quarter or year"),
        ({"theme-day": {"times": 1.5, "every": "year"}}, "a whole number"),
        ({"theme-day": {"times": True, "every": "year"}}, "a whole number"),
        ({"theme-day": {"times": 0, "every": "year"}}, "a whole number"),
        ({"theme-day": {"times": 10**9, "every": "year"}}, "a whole number"),
        ({"theme-day": {"times": 10, "every": "month"}}, "spread evenly over 12 months"),
        ({"theme-day": {"times": 12}}, "every is missing"),
        ({"theme-day": {}}, "times is missing"),
        ({"theme-day": 12}, "how many times"),
        ({"theme-day": {"times": 12, "evry": "month"}}, "did you mean every?"),
    ],
)
def test_a_plan_that_is_none_is_refused(
    plan: dict[str, Any], why: str, known: list[Indicator]
) -> None:
    with pytest.raises(BadConfig) as refused:
        duties(plan, known)

    assert why in refused.value.lines("en")[1]
    assert all(refused.value.lines("zh"))
