"""People's service: how often each took part, and for how long."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from branchlog.errors import Refused
from branchlog.records.catalogue import Catalogue
from branchlog.records.periods import parse_period
from branchlog.stats.service import Service, service
from tests.stats.conftest import Docs


def served(docs: Docs, period: str = "2024") -> list[Service]:
    return service(docs, parse_period(period, date(2024, 12, 31)), Catalogue())


def test_a_record_counts_for_each_of_its_people() -> None:
    docs: Docs = {
        "visit": [
            {"date": "2024-01-02", "people": ["王秀英", "李明"], "hours": 1.5},
            {"date": "2024-02", "people": ["李明"], "times": 3},
            {"date": "2023-12-31", "people": ["李明"], "hours": 9},
            {"date": "2024-03-01"},
        ],
        "activity": [{"date": "2024-05-01", "people": ["李明", " 李明"], "hours": 0.25}],
        "honour": [{"date": "2024-05-01", "category": "title", "people": ["李明"]}],
    }

    assert served(docs) == [
        Service("李明", 5, 175, {"visit": 4, "activity": 1}),
        Service("王秀英", 1, 150, {"visit": 1}),
    ]
    assert [each.hours for each in served(docs)] == [1.75, 1.5]


def test_hours_that_nobody_wrote_are_none_and_not_zero() -> None:
    docs: Docs = {
        "visit": [
            {"date": "2024-01-02", "people": ["A"], "hours": 0},
            {"date": "2024-01-02", "people": ["B"]},
        ]
    }

    assert [(each.person, each.hours) for each in served(docs)] == [("A", 0), ("B", None)]


@pytest.mark.parametrize(
    "doc", [{"people": "张三"}, {"people": ["A"], "times": 0}, {"people": ["A"], "hours": "two"}]
)
def test_what_cannot_be_counted_is_named(doc: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        served({"visit": [{"date": "2024-04-07", **doc}]})

    assert "2024-04-07" in refused.value.lines("en")[1]
