"""The built-in indicators, and a period's figures by id."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

import pytest

from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import Indicator, indicators
from branchlog.records.periods import parse_period
from branchlog.stats.figures import Figure, figures
from branchlog.stats.selection import Selection, Sorted

TODAY = date(2024, 12, 31)

#: Kind -> documents.
Docs: TypeAlias = dict[str, list[dict[str, Any]]]
FigureOf: TypeAlias = Callable[..., Figure]

OWN = {
    "indicators": [
        {
            "id": "visit.qingming",
            "label": ["清明走访", "visits at Qingming"],
            "where": {"kind": "visit", "category": ["elderly", "hardship"], "occasion": ["清明"]},
            "aggregation": "count",
            "unit": "次",
        },
        {
            "id": "visit.tagged",
            "label": ["重点走访", "visits tagged"],
            "where": {"kind": "visit", "tag": ["重点"]},
            "measure": "hours",
            "aggregation": "sum",
            "unit": "小时",
        },
    ]
}


@pytest.fixture(scope="session")
def known() -> list[Indicator]:
    """Every indicator of a ledger that declares two of its own."""
    return indicators(Catalogue(OWN))


@pytest.fixture
def figure_of(known: list[Indicator]) -> FigureOf:
    """`figure_of(indicator, docs, period)` is that indicator's figure."""

    def compute(id_: str, docs: Docs, period: str = "2024", span: str = "period") -> Figure:
        selection = Selection(Sorted(docs), parse_period(period, TODAY))
        found = figures(known, selection)
        return next(
            each for each in found if (each.indicator.id, each.indicator.span) == (id_, span)
        )

    return compute
