"""Figures across several axes: their cells, their totals, and what is no zero."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchlog.errors import Usage
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import indicators
from branchlog.records.periods import parse_period
from branchlog.stats.axes import AXES, Axis, chosen
from branchlog.stats.crossed_table import crossed
from branchlog.stats.statement import Header, Statement, as_json, state
from tests.stats.conftest import TODAY, Docs

CATALOGUE = Catalogue()
KNOWN = indicators(CATALOGUE)

DOCS: Docs = {
    "mediation": [
        {"date": "2024-11-03", "category": "family", "place": "A", "outcome": "settled",
         "closed": "2024-11-20"},
        {"date": "2024-11-05", "category": "family", "place": "A", "outcome": "settled",
         "closed": "2024-12-02"},
        {"date": "2024-11-06", "category": "family", "place": "B", "outcome": "ongoing"},
        {"date": "2024-10-30", "category": "land", "place": "B", "outcome": "settled",
         "closed": "2024-11-01", "times": 2},
        {"date": "2023-12-30", "place": "B", "outcome": "failed", "closed": "2024-11-09"},
    ],
    "visit": [
        {"date": "2024-11-01", "place": "A", "household": ["x"], "persons": 0,
         "people": ["甲", "乙"], "occasion": "重阳"},
        {"date": "2024-11-02", "place": "B", "household": ["x", "y"], "households": 4},
    ],
}  # fmt: skip


def stated(period: str, *axes: Axis, docs: Docs = DOCS) -> Statement:
    header = Header("支部", (), "uuid", parse_period(period, TODAY), TODAY.isoformat(), {})
    return state(header, KNOWN, docs, axis=axes[0], across=axes[1:], catalogue=CATALOGUE)


def by(id_: str, period: str, *axes: Axis) -> Any:
    data: Any = as_json(stated(period, *axes), "en", rounded=False, sentence=False)
    return next(each["by"] for each in data["figures"] if each["indicator"] == id_)


@pytest.mark.parametrize(
    ("id_", "period", "axes", "expected"),
    [
        # What ended after the period was still going on at its end.
        ("mediation.disputes", "2024-11", ("place", "state"),
         {"A": {"settled": 1, "ongoing": 1}, "B": {"ongoing": 1}}),
        ("mediation.disputes", "2024", ("place", "state"),
         {"A": {"settled": 2}, "B": {"ongoing": 1, "settled": 2}}),
        # A line of one state goes by the day on which it ended, and is a zero where none did.
        ("mediation.settled", "2024-11", ("place", "category"),
         {"A": {"family": 1}, "B": {"family": 0, "land": 2}}),
        ("mediation.settled", "2024-11", ("category", "state"),
         {"family": {"settled": 1}, "land": {"settled": 2}}),
        ("mediation.disputes", "2024-11", ("place", "category", "span"),
         {"A": {"family": {"period": 2, "ytd": 2}},
          "B": {"family": {"period": 1, "ytd": 1}, "land": {"ytd": 2}}}),
        ("mediation.disputes", "2024Q4", ("month", "span"),
         {"2024-10": {"period": 2, "ytd": 2}, "2024-11": {"period": 3, "ytd": 5},
          "2024-12": {"ytd": 5}}),
        ("visit.households", "2024-11", ("place", "month"),
         {"A": {"2024-11": 1}, "B": {"2024-11": 4}}),
        ("visit.persons", "2024-11", ("place", "occasion"), {"A": {"重阳": 0}}),
        ("visit.visits", "2024-11", ("person", "place"),
         {"": {"B": 1}, "乙": {"A": 1}, "甲": {"A": 1}}),
        ("visit.visits", "2024-11", ("kind", "state"), {"visit": {"": 2}}),
        ("mediation.settlement_rate", "2024-11", ("place", "month"),
         {"A": {"2024-11": 0.5}, "B": {"2024-11": 2}}),
        ("visit.visits", "2024", ("month", "quarter"), {"2024-11": {"2024Q4": 2}}),
    ],
)  # fmt: skip
def test_the_cells(id_: str, period: str, axes: tuple[Axis, ...], expected: object) -> None:
    assert by(id_, period, *axes) == expected


def test_a_line_of_the_year_so_far_stands_in_a_table_of_its_last_month() -> None:
    assert by("visit.people", "2024-12", "place", "span") == {"A": {"ytd": 2}}


@pytest.mark.parametrize(
    ("words", "shares"),
    [
        ((None, "place"), False),
        (("place", "place"), False),
        (("place", "category", "地点"), False),
        (("week",), False),
        (("place", "week"), False),
        ((None,), True),
        (("place", "month"), True),
    ],
)
def test_axes_that_make_no_table_are_refused(words: tuple[str | None, ...], shares: bool) -> None:
    with pytest.raises(Usage) as refused:
        chosen(words[0], [word for word in words[1:] if word], shares=shares)

    assert all(refused.value.lines("zh"))


@pytest.mark.parametrize(
    ("word", "axis"),
    [
        ("办结情况", "state"),
        ("结果", "state"),
        ("时节", "occasion"),
        ("累计", "span"),
        ("SPAN", "span"),
    ],
)
def test_an_axis_has_names_in_both_languages(word: str, axis: Axis) -> None:
    assert chosen(word, []) == [axis]


STATES = ("settled", "failed", "ongoing", "referred")
DAYS = st.dates(date(2023, 6, 1), TODAY).map(str)


@st.composite
def disputes(draw: st.DrawFn) -> dict[str, Any]:
    doc: dict[str, Any] = {"date": draw(DAYS), "outcome": draw(st.sampled_from(STATES))}
    if doc["outcome"] != "ongoing" and draw(st.booleans()):
        doc["closed"] = max(doc["date"], draw(DAYS))
    return doc | draw(_said)


@st.composite
def visits(draw: st.DrawFn) -> dict[str, Any]:
    homes = draw(st.lists(st.sampled_from("xyz"), unique=True))
    doc: dict[str, Any] = {"date": draw(DAYS), "household": homes}
    if draw(st.booleans()):
        doc["households"] = len(homes) + draw(st.integers(0, 3))
    return doc | draw(_said)


_said = st.fixed_dictionaries(
    {},
    optional={
        "place": st.sampled_from("AB"),
        "category": st.sampled_from(("family", "other")),
        "people": st.lists(st.sampled_from("甲乙"), min_size=1, unique=True),
        "times": st.integers(1, 3),
        "hours": st.sampled_from((0, 0.5, 1.25)),
        "occasion": st.just("端午"),
    },
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(disputes(), max_size=8),
    st.lists(visits(), max_size=8),
    st.permutations(AXES).map(lambda axes: axes[:3]),
    st.sampled_from(("2024", "2024-11", "2023..2024", "all", "..2024-08-05")),
)
def test_every_total_is_the_plain_figure_and_counts_add_up(
    mediation: list[dict[str, Any]],
    visit: list[dict[str, Any]],
    axes: list[Axis],
    period: str,
) -> None:
    docs: Docs = {"mediation": mediation, "visit": visit}
    found = stated(period, *axes, docs=docs)
    plain = {each.indicator.id: each for each in found.period}
    cells = found.cells([each.indicator for each in found.period])
    for table in crossed(found, CATALOGUE, "en"):
        whole = next(
            each for each in found.period if table.title.startswith(each.indicator.label[1])
        )
        if "span" not in axes and table.rows:
            last = table.rows[-1][-1]
            assert last == (whole.value if whole.recorded else None)
    for (id_, span), parts in cells.items():
        indicator = plain[id_].indicator
        if indicator.aggregation not in ("count", "sum") or indicator.stock or "person" in axes:
            continue
        at = axes.index("span") if "span" in axes else None
        of_period = [
            each.hundredths or 0
            for path, each in parts.items()
            if at is None or path[at] == "period"
        ]
        assert sum(of_period) == plain[id_].hundredths
        assert span == "period"
