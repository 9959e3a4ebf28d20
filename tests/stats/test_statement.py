"""A statement: which lines it keeps, its parts along an axis, its comparison."""

from __future__ import annotations

import pytest

from branchlog.records.indicators import Indicator
from branchlog.records.periods import parse_period
from branchlog.stats.axes import AXES, Axis
from branchlog.stats.statement import Header, Statement, as_json, state
from tests.stats.conftest import TODAY, Docs

DOCS: Docs = {
    "visit": [
        {
            "date": "2024-01-10", "category": "elderly", "place": "3栋",
            "household": ["张家"], "households": 1, "people": ["王秀英"],
        },
        {
            "date": "2024-03-10", "category": "elderly", "place": "3栋",
            "household": ["张家", "李家"], "households": 3, "people": ["王秀英", "李明"],
        },
        {"date": "2024-03", "households": 2},
        {"date": "2023-07-01", "households": 4},
        {"households": 9},
    ],
    "mediation": [{"date": "2024-02-01", "outcome": "settled", "closed": "2024-03-02"}],
}  # fmt: skip


def stated(
    known: list[Indicator], period: str, axis: Axis | None = None, compared: str | None = None
) -> Statement:
    header = Header("支部", (), "uuid", parse_period(period, TODAY), "2024-12-31", {})
    against = parse_period(compared, TODAY) if compared else None
    return state(header, known, DOCS, axis=axis, compared=against)


def parts(statement: Statement, id_: str) -> dict[str, object]:
    return {
        key: found[id_, "period"].value
        for key, found in statement.parts.items()
        if (id_, "period") in found and found[id_, "period"].recorded
    }


@pytest.mark.parametrize(
    ("axis", "indicator", "expected"),
    [
        ("month", "visit.households", {"2024-01": 1, "2024-03": 5}),
        ("month", "visit.visits", {"2024-01": 1, "2024-03": 2}),
        ("month", "mediation.disputes", {"2024-02": 1}),
        ("month", "mediation.settled", {"2024-02": 0, "2024-03": 1}),
        ("quarter", "visit.households", {"2024Q1": 5}),
        ("year", "visit.visits", {"2024": 3}),
        ("kind", "visit.visits", {"visit": 3}),
        ("category", "visit.visits", {"": 1, "elderly": 2}),
        ("place", "visit.households", {"": 2, "3栋": 3}),
        ("person", "visit.visits", {"": 1, "李明": 1, "王秀英": 2}),
        ("person", "visit.households", {"": 2, "李明": 3, "王秀英": 3}),
    ],
)
def test_the_parts_along_an_axis(
    axis: Axis, indicator: str, expected: dict[str, object], known: list[Indicator]
) -> None:
    assert parts(stated(known, "2024", axis), indicator) == expected


@pytest.mark.parametrize(
    ("axis", "expected"),
    [
        ("month", {"2024-01": 1, "2024-03": 1}),
        ("kind", {"visit": 2}),
        ("category", {"elderly": 2}),
        ("person", {"李明": 1, "王秀英": 2}),
        ("place", {"3栋": 2}),
    ],
)
def test_a_category_has_its_parts_along_every_axis(
    axis: Axis, expected: dict[str, object], known: list[Indicator]
) -> None:
    assert parts(stated(known, "2024", axis), "visit.elderly.visits") == expected


@pytest.mark.parametrize("axis", AXES)
def test_every_figure_that_rests_on_records_has_parts(axis: Axis, known: list[Indicator]) -> None:
    data = as_json(stated(known, "2024", axis), "en", rounded=False, sentence=False)
    figures = data["figures"]
    assert isinstance(figures, list)
    bare = [each["indicator"] for each in figures if each["records"] and not each["by"]]
    # Of what is settled already, no rate says anything.
    assert bare == (["mediation.settlement_rate"] if axis == "state" else [])


def test_an_open_period_has_the_years_that_were_seen(known: list[Indicator]) -> None:
    assert parts(stated(known, "all", "year"), "visit.visits") == {"2023": 1, "2024": 3}


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2024", "2024-03-10"), ("2024-02", "2024-02-01"), ("2023", "2023-07-01"), ("2022", None)],
)
def test_the_last_entry_is_the_latest_of_the_period(
    period: str, expected: str | None, known: list[Indicator]
) -> None:
    assert stated(known, period).last_entry == expected


def test_a_comparison_takes_the_same_lines_of_the_other_period(known: list[Indicator]) -> None:
    data = as_json(stated(known, "2024", compared="2023"), "en", rounded=False, sentence=False)
    figures = data["figures"]
    assert isinstance(figures, list)
    households = next(each for each in figures if each["indicator"] == "visit.households")
    assert (households["value"], households["previous"]) == (5, 4)
    assert (households["change"], households["change_percent"]) == (1, 25.0)


def test_a_place_that_is_a_number_has_its_own_part(known: list[Indicator]) -> None:
    docs: Docs = {"visit": [{"date": "2024-01-10", "place": 3}, {"date": "2024-01-10"}]}
    header = Header("支部", (), "uuid", parse_period("2024", TODAY), "2024-12-31", {})
    found = state(header, known, docs, axis="place")
    assert parts(found, "visit.visits") == {"": 1, "3": 1}
