"""What each aggregation makes of a few documents, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from branchlog.errors import Refused
from tests.stats.conftest import Docs, FigureOf


def visit(date: str | None = "2024-03-05", **fields: Any) -> dict[str, Any]:
    return ({"date": date} if date else {}) | fields


def test_a_count_counts_the_occurrences_of_which_the_details_are_lost(figure_of: FigureOf) -> None:
    docs = {"visit": [visit(), visit(times=4), visit("2023-03-05", times=9)]}
    found = figure_of("visit.visits", docs)
    assert (found.value, found.records) == (5, 2)


def test_a_category_counts_its_own_and_the_kind_counts_all(figure_of: FigureOf) -> None:
    docs = {"visit": [visit(category="elderly"), visit(category="elderly"), visit()]}
    assert figure_of("visit.elderly.visits", docs).value == 2
    assert figure_of("visit.hardship.visits", docs).value == 0
    assert figure_of("visit.visits", docs).value == 3


def test_a_sum_of_tenths_is_exact(figure_of: FigureOf) -> None:
    docs = {"visit": [visit(hours=0.1), visit(hours=0.2), visit(hours=1), visit()]}
    found = figure_of("visit.hours", docs)
    assert (found.value, found.records) == (1.3, 3)


def test_a_sum_over_categories_keeps_every_hundredth(figure_of: FigureOf) -> None:
    docs = {"visit": [visit(hours=0.35, category="elderly"), visit(hours=2, category="other")]}
    assert figure_of("visit.hours", docs).hundredths == 235


def test_distinct_households_are_names_and_what_the_totals_count_beyond_them(
    figure_of: FigureOf,
) -> None:
    docs = {
        "visit": [
            visit(category="elderly", household=["3栋张家", "3栋李家"], households=2),
            visit(category="hardship", household=["3栋张家"], households=4),
            visit(households=5),
            visit(household=["９栋王家"]),
            visit(household=["9栋王家 "]),
            visit(persons=7),
        ]
    }
    found = figure_of("visit.households", docs)
    assert (found.named, found.unnamed, found.value, found.records) == (3, 8, 11, 5)


def test_a_person_in_two_categories_is_one_person(figure_of: FigureOf) -> None:
    docs = {
        "visit": [
            visit(category="elderly", people=["王秀英", "李明"]),
            visit(category="hardship", people=["王秀英"]),
            visit(people=[]),
        ]
    }
    assert figure_of("visit.people", docs).value == 2
    assert figure_of("visit.people", docs).records == 3
    assert figure_of("visit.hardship.people", docs).value == 1


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([None, None], None),
        (["over", None], "over"),
        (["over", "about"], "about"),
        ([{"participants": "over"}, {"leaflets": "about"}], "over"),
        ([{"leaflets": "about"}, None], None),
    ],
)
def test_a_figure_is_as_vague_as_its_vaguest_number(
    marks: list[Any], expected: str | None, figure_of: FigureOf
) -> None:
    docs = {
        "activity": [
            {"date": "2024-05-01", "category": category, "participants": 10, "leaflets": 5}
            | ({"approximate": mark} if mark else {})
            for mark, category in zip(marks, ("patrol", "film"), strict=True)
        ]
    }
    assert figure_of("activity.participants", docs).approximate == expected


def test_a_mark_on_a_number_that_is_not_there_says_nothing(figure_of: FigureOf) -> None:
    docs = {
        "activity": [
            {"date": "2024-05-01", "leaflets": 5, "approximate": "about"},
            {"date": "2024-05-02", "participants": 10},
        ]
    }
    assert figure_of("activity.participants", docs).approximate is None


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024-05", 2),
        ("2024-05-01..2024-05-31", 2),
        ("2024-05-02..2024-05-31", 1),
        ("2024Q2", 3),
        ("2023..2024", 4),
        ("..2024-05-01", 2),
        ("2025", 0),
        ("all", 4),
    ],
)
def test_a_month_counts_as_its_first_day(period: str, expected: int, figure_of: FigureOf) -> None:
    dates = ["2024-05", "2024-05-31", "2024-06-30", "2023-12-31", None]
    docs = {"visit": [visit(date) for date in dates]}
    assert figure_of("visit.visits", docs, period).value == expected


MEDIATIONS: Docs = {
    "mediation": [
        {"date": "2024-02-01", "outcome": "settled", "closed": "2024-02-03", "times": 2},
        {"date": "2023-12-20", "outcome": "settled", "closed": "2024-01-05"},
        {"date": "2024-03-01", "outcome": "failed", "closed": "2024-03-02"},
        {"date": "2024-12-20", "outcome": "settled", "closed": "2025-01-05"},
        {"date": "2024-11-01", "outcome": "ongoing"},
    ]
}


def test_what_ended_belongs_to_the_period_in_which_it_ended(figure_of: FigureOf) -> None:
    assert figure_of("mediation.disputes", MEDIATIONS).value == 5
    assert figure_of("mediation.settled", MEDIATIONS).value == 3
    assert figure_of("mediation.settled", MEDIATIONS).records == 2


def test_what_had_not_ended_by_then_is_pending(figure_of: FigureOf) -> None:
    assert figure_of("mediation.pending", MEDIATIONS, span="to-date").value == 2
    assert figure_of("mediation.pending", MEDIATIONS, "2023", span="to-date").value == 1


def test_a_rate_is_of_the_figures_beside_it(figure_of: FigureOf) -> None:
    found = figure_of("mediation.settlement_rate", MEDIATIONS)
    assert (found.value, found.hundredths) == (0.6, 6000)
    assert (found.numerator, found.denominator) == (3, 5)


def test_a_rate_of_nothing_is_none(figure_of: FigureOf) -> None:
    found = figure_of("mediation.settlement_rate", {})
    assert (found.value, found.recorded) == (None, False)


def test_a_zero_is_told_apart_from_nothing_recorded(figure_of: FigureOf) -> None:
    failed = {"mediation": MEDIATIONS["mediation"][2:3]}
    assert figure_of("mediation.settled", failed).value == 0
    assert figure_of("mediation.settled", failed).recorded
    assert not figure_of("mediation.settled", {"mediation": []}).recorded


def member(date: str, value: int, **fields: Any) -> dict[str, Any]:
    return {"date": date, "category": "member", "value": value} | fields


def test_a_stock_is_its_latest_statement_and_of_two_the_one_recorded_later(
    figure_of: FigureOf,
) -> None:
    docs = {
        "standing": [
            member("2024-06-01", 45, approximate="over"),
            member("2024-06-01", 46),
            member("2022-01-01", 40),
            member("2025-01-01", 50),
        ]
    }
    found = figure_of("standing.member", docs)
    assert (found.value, found.records, found.approximate) == (46, 3, None)
    assert figure_of("standing.member", docs, "2023").value == 40
    assert figure_of("standing.member", docs, "2021").value is None


def test_an_own_indicator_narrows_by_category_and_occasion(figure_of: FigureOf) -> None:
    docs = {
        "visit": [
            visit(category="elderly", occasion="清明"),
            visit(category="hardship", occasion="清明", times=3),
            visit(category="elderly", occasion="端午"),
            visit(category="other", occasion="清明"),
        ]
    }
    assert figure_of("visit.qingming", docs).value == 4


def test_an_own_indicator_narrows_by_tag(figure_of: FigureOf) -> None:
    docs = {
        "visit": [visit(hours=2, tags=["重点", "x"]), visit(hours=3, tags=["x"]), visit(hours=4)]
    }
    assert figure_of("visit.tagged", docs).value == 2


def test_what_is_worded_one_by_one_brings_its_documents(figure_of: FigureOf) -> None:
    titles = [
        {"date": "2024-05-01", "category": "title", "title": "先进党支部"},
        {"date": "2024-05-01", "category": "title", "title": "优秀党员"},
    ]
    assert figure_of("honour.title.honours", {"honour": titles}).docs == tuple(titles)


def test_names_without_a_total_are_their_own_total(figure_of: FigureOf) -> None:
    docs = {"visit": [visit(household=["A", "B"]), visit(household=["C"], households=4)]}
    assert figure_of("visit.households", docs).value == 6
    visits = figure_of("visit.household_visits", docs)
    assert (visits.value, visits.records) == (6, 2)


def test_a_name_that_stands_twice_is_one_household(figure_of: FigureOf) -> None:
    docs = {"visit": [visit(household=["A", "A "], households=1), visit(household=["A"])]}
    assert figure_of("visit.households", docs).value == 1


def test_the_largest_and_the_smallest_number_are_counted(figure_of: FigureOf) -> None:
    docs = {"visit": [visit(persons=10**9, hours=0.01), visit(persons=0, hours=999_999_999.99)]}
    assert figure_of("visit.persons", docs).value == 10**9
    assert figure_of("visit.hours", docs).value == 10**9


@pytest.mark.parametrize(
    ("kind", "document", "field", "value"),
    [
        ("visit", {"times": "two"}, "times", "'two'"),
        ("visit", {"times": 1.5}, "times", "1.5"),
        ("visit", {"households": None}, "households", "None"),
        ("visit", {"households": 2.5}, "households", "2.5"),
        ("visit", {"household": "张家"}, "household", "'张家'"),
        ("visit", {"people": [1, 2]}, "people", "[1, 2]"),
        ("visit", {"people": "张三"}, "people", "'张三'"),
        ("visit", {"hours": "3"}, "hours", "'3'"),
        ("visit", {"date": 20240305}, "date", "20240305"),
        ("visit", {"date": ["2024"]}, "date", "['2024']"),
        ("visit", {"category": ["elderly"]}, "category", "['elderly']"),
        ("visit", {"category": 5}, "category", "5"),
        ("mediation", {"outcome": "settled", "closed": 2024}, "closed", "2024"),
        ("mediation", {"outcome": "settled", "closed": "soon"}, "closed", "'soon'"),
        ("mediation", {"outcome": "settled", "closed": "2024-02-30"}, "closed", "'2024-02-30'"),
        ("mediation", {"outcome": "failed", "closed": "2024-W01-1"}, "closed", "'2024-W01-1'"),
        ("mediation", {"outcome": "failed", "closed": [1]}, "closed", "[1]"),
        ("visit", {"times": 0}, "times", "0"),
        ("visit", {"times": -1}, "times", "-1"),
        ("visit", {"times": True}, "times", "True"),
        ("visit", {"times": 10**9 + 1}, "times", "1000000001"),
        ("visit", {"hours": -0.5}, "hours", "-0.5"),
        ("visit", {"hours": True}, "hours", "True"),
        ("visit", {"hours": 0.125}, "hours", "0.125"),
        ("visit", {"hours": float("nan")}, "hours", "nan"),
        ("visit", {"hours": float("inf")}, "hours", "inf"),
        ("visit", {"hours": 1e9 + 1}, "hours", "1000000001.0"),
        ("visit", {"persons": -3}, "persons", "-3"),
        ("visit", {"households": -1}, "households", "-1"),
        ("visit", {"households": False}, "households", "False"),
        ("visit", {"households": 10**9 + 1}, "households", "1000000001"),
        ("visit", {"household": ["A", "B", "C"], "households": 2}, "households", "2"),
        ("standing", {"category": "member", "value": -1}, "value", "-1"),
        ("standing", {"category": "member", "value": True}, "value", "True"),
    ],
)
def test_a_value_that_cannot_be_counted_is_named_and_refused(
    kind: str, document: dict[str, Any], field: str, value: str, figure_of: FigureOf
) -> None:
    docs = {kind: [visit(), {"date": "2024-03-06"} | document]}
    with pytest.raises(Refused) as refused:
        figure_of("visit.visits", docs)
    _, why, _ = refused.value.lines("en")
    assert why.endswith(f"{field} is {value}")


@pytest.mark.parametrize("category", [0, [], 7])
def test_a_category_that_is_no_text_is_named(figure_of: FigureOf, category: object) -> None:
    with pytest.raises(Refused):
        figure_of("visit.visits", {"visit": [visit(category=category)]})
