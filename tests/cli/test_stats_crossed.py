"""Rows by columns, shares, service and the plan, as people and scripts see them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from branchlog.api import open_ledger
from tests.cli.command import Branchlog

COUNTY = [
    "stats", "2024-11", "--by", "place", "--across", "category", "--across", "state",
    "--across", "span",
]  # fmt: skip

ROWS: list[dict[str, object]] = [
    {"kind": "mediation", "date": "2024-11-03", "category": "neighbours", "place": "滨河小区3栋",
     "closed": "2024-11-20"},
    {"kind": "mediation", "date": "2024-11-05", "category": "neighbours", "place": "滨河小区3栋",
     "closed": "2024-12-02"},
    {"kind": "mediation", "date": "2024-11-06", "category": "family", "place": "老粮站家属院",
     "outcome": "ongoing"},
    {"kind": "mediation", "date": "2024-10-30", "category": "land", "place": "老粮站家属院",
     "closed": "2024-11-01", "times": 2},
    {"kind": "mediation", "date": "2024-03-08", "category": "family", "outcome": "failed",
     "closed": "2024-03-09"},
    {"kind": "mediation", "date": "2023-12-30", "category": "family", "place": "滨河小区3栋",
     "outcome": "referred", "closed": "2024-11-09"},
    {"kind": "need", "date": "2024-11-10", "category": "health", "status": "open"},
    {"kind": "visit", "date": "2024-11-01", "place": "滨河小区3栋", "household": ["甲"],
     "households": 3, "people": ["王秀英", "李明"], "hours": 1.5, "category": "elderly"},
    {"kind": "visit", "date": "2024-10-02", "people": ["李明"], "households": 1,
     "category": "hardship"},
    {"kind": "activity", "date": "2024-01-05", "category": "theme-day", "people": ["李明"]},
    {"kind": "activity", "date": "2024-03-05", "category": "theme-day", "times": 2},
]  # fmt: skip


@pytest.fixture
def filled(branchlog: Branchlog, ledger: Path) -> Branchlog:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    branchlog.ok("add", "--stdin", stdin=text)
    return branchlog


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", ["80", "120"])
def test_the_county_s_form_is_read_on_a_terminal(
    filled: Branchlog, golden: Callable[[str, str], None], lang: str, width: str
) -> None:
    shown = filled.ok("--lang", lang, *COUNTY, "--to-date", env={"COLUMNS": width})

    golden(f"county-{lang}-{width}.txt", shown.out)


def test_the_county_s_form_adds_up_to_the_plain_figures(filled: Branchlog) -> None:
    found = figures(filled, *COUNTY[1:])
    so_far = figures(filled, "2024-01..2024-11")
    for id_ in ("mediation.disputes", "mediation.settled", "need.collected"):
        cells = [
            cell
            for places in found[id_]["by"].values()
            for categories in places.values()
            for cell in categories.values()
        ]
        assert sum(cell.get("period", 0) for cell in cells) == found[id_]["value"]
        assert sum(cell["ytd"] for cell in cells) == so_far[id_]["value"]


def figures(branchlog: Branchlog, *words: str) -> dict[str, Any]:
    printed = branchlog.ok("stats", "--json", *words).json
    return {each["indicator"]: each for each in printed["figures"] if each["span"] == "period"}


def test_json_says_the_axes_and_nests_their_keys(filled: Branchlog) -> None:
    words = ["2024-11", "--by", "place", "--across", "category"]

    assert filled.ok("stats", "--json", *words).json["axes"] == ["place", "category"]
    assert figures(filled, *words)["mediation.settled"]["by"] == {
        "滨河小区3栋": {"neighbours": 1},
        "老粮站家属院": {"family": 0, "land": 2},
    }


def test_a_sheet_has_a_column_of_keys_for_each_axis(filled: Branchlog) -> None:
    text = filled.ok("stats", "2024-11", "--by", "place", "--across", "类别", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))

    assert list(rows[0]) == [
        "indicator", "label", "place", "category", "value", "unit", "records",
    ]  # fmt: skip
    settled = [
        (row["place"], row["category"], row["value"])
        for row in rows
        if row["indicator"] == "mediation.settled"
    ]
    assert settled == [
        ("滨河小区3栋", "neighbours", "1"),
        ("老粮站家属院", "family", "0"),
        ("老粮站家属院", "land", "2"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        ["--across", "place"],
        ["--by", "place", "--across", "地点"],
        ["--by", "place", "--across", "week"],
        ["--shares"],
        ["--by", "place", "--across", "month", "--shares"],
        ["all", "--compare", "同比"],
        ["2024", "--compare", "year-befor"],
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_makes_no_table_is_refused_in_three_lines(
    filled: Branchlog, words: list[str], lang: str
) -> None:
    refused = filled("--lang", lang, "stats", *words)

    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 3)


def test_shares_are_of_counts_and_sums(filled: Branchlog) -> None:
    found = figures(filled, "2024", "--by", "category", "--shares")
    shown = filled.ok("stats", "2024", "--by", "category", "--shares").out

    assert found["mediation.disputes"]["shares"] == {
        "family": 1 / 3,
        "land": 1 / 3,
        "neighbours": 1 / 3,
    }
    assert "33.33%" in shown
    for id_ in ("visit.households", "visit.people", "mediation.settlement_rate"):
        assert "shares" not in found[id_]
    assert "shares are of counts and sums" in shown
    months = filled.ok("stats", "2024", "--by", "month", "--shares").out
    assert "visits, share" in months


def test_rates_stand_among_the_parts(filled: Branchlog) -> None:
    lines = filled.ok("stats", "2024", "--by", "category").lines
    head = next(line for line in lines if "disputes settled" in line)
    neighbours = next(line for line in lines if line.startswith("neighbours"))

    assert "settlement rate" in head
    assert "100%" in neighbours


def test_what_a_distinct_count_cannot_tell_apart_is_said(filled: Branchlog) -> None:
    en = filled.ok("stats", "2024").out
    zh = filled.ok("stats", "2024", "--lang", "zh", "--by", "place").out

    assert "households visited 4: 1 with a name, 3 without, which cannot be told apart" in en
    assert "走访户数 4户:1户有户名,3户没有户名,无法去重" in zh
    assert "cannot be told apart" not in filled.ok("stats", "2023").out


def test_people_s_service_stands_first(filled: Branchlog) -> None:
    printed = filled.ok("stats", "2024", "--by", "person", "--json").json

    assert printed["service"] == [
        {"person": "李明", "events": 3, "hours": 1.5, "kinds": {"visit": 2, "activity": 1}},
        {"person": "王秀英", "events": 1, "hours": 1.5, "kinds": {"visit": 1}},
    ]
    assert filled.ok("stats", "2024", "--by", "person").lines[3] == "service"
    assert "service" not in filled.ok("stats", "2024", "--by", "place", "--json").json


PLAN = """
[plan]
theme-day = { times = 12, every = "month" }
"走访次数" = { times = 4, every = "quarter" }
"""


def test_the_plan_is_held_against_the_records(
    filled: Branchlog, own: Callable[[str], None]
) -> None:
    own(PLAN)
    shown = filled.ok("stats", "2024").lines
    printed = filled.ok("stats", "2024", "--json").json

    months = [f"2024-{month:02}" for month in range(4, 12)]
    assert printed["plan"][0] == {
        "indicator": "activity.theme-day.events",
        "times": 12,
        "every": "month",
        "due": 11,
        "done": 3,
        "missing": months,
        "late": ["2024-02"],
    }
    assert printed["plan"][1]["missing"] == ["2024Q1", "2024Q2", "2024Q3"][1:]
    assert "the plan" in shown
    assert any("12 a year, 1 each month" in line for line in shown)
    # What a filter hides is not missing.
    assert "plan" not in filled.ok("stats", "2024", "--person", "李明", "--json").json
    assert "theme-day" in filled.ok("stats", "2024", "--format", "csv").out
    assert "12 a year" not in filled.ok("stats", "2024", "--format", "csv").out


def test_a_bad_plan_is_refused_in_three_lines(
    filled: Branchlog, own: Callable[[str], None]
) -> None:
    own('[plan]\ntheme-dya = { times = 12, every = "month" }\n')
    refused = filled("stats", "2024")

    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 3)
    assert "theme-day" in refused.err


def test_the_totals_alone_are_compared(filled: Branchlog) -> None:
    words = ["2024-11", "--compare", "环比", "--by", "place"]
    shown = filled.ok("stats", *words).out

    assert "the totals compared with 2024-10" in shown
    assert "only the totals are compared" in shown
    assert figures(filled, *words)["mediation.disputes"]["previous"] == 2


def test_a_script_is_given_the_same(filled: Branchlog, ledger: Path) -> None:
    from datetime import date

    opened = open_ledger(ledger, today=date(2024, 12, 10))
    words = ["2024", "--by", "place", "--across", "category", "--compare", "同比"]

    assert opened.stats("2024", by="place", across=["category"], compare="同比") == (
        filled.ok("stats", "--json", *words).json
    )
    assert opened.stats("2024", by="category", shares=True) == (
        filled.ok("stats", "2024", "--json", "--by", "category", "--shares").json
    )
