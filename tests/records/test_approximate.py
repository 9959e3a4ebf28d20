"""Approximate numbers in one cell, and back."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from branchlog.errors import BadValue, NotFound
from branchlog.messages import Lang
from branchlog.records.approximate import approximate_text, approximate_value
from branchlog.records.catalogue import Catalogue

CATALOGUE = Catalogue()
VISIT = CATALOGUE.kind("visit")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("over", "余", "over"),
        ("about", "约", "about"),
        ({"households": "over"}, "户数 余", "households over"),
        (
            {"households": "over", "persons": "about"},
            "户数 余;人数 约",
            "households over; persons about",
        ),
    ],
)
def test_it_is_written_in_the_ledgers_language_and_read_in_both(
    value: Any, zh: str, en: str
) -> None:
    assert approximate_text(VISIT, value, "zh") == zh
    assert approximate_text(VISIT, value, "en") == en
    assert approximate_value(VISIT, zh) == value
    assert approximate_value(VISIT, en) == value


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", CATALOGUE.kinds(), ids=lambda kind: kind.id)
def test_every_measure_comes_back(kind: Any, lang: Lang) -> None:
    for measure, mark in product(kind.measures(), ("over", "about")):
        value = {measure.id: mark}
        assert approximate_value(kind, approximate_text(kind, value, lang)) == value


def test_a_label_that_reads_as_something_else_gives_way_to_the_id() -> None:
    own = {
        "kinds": [
            {
                "id": "sale",
                "label": ["义卖", "sale"],
                "fields": [
                    {
                        "id": "sold",
                        "label": ["卖出;件", "sold, items"],
                        "type": "quantity",
                        "unit": "件",
                    },
                    {
                        "id": "given",
                        "label": ["送 出", "given away"],
                        "type": "quantity",
                        "unit": "件",
                    },
                ],
            }
        ]
    }
    kind = Catalogue(own).kind("sale")
    value = {"sold": "over", "given": "about"}
    assert approximate_text(kind, value, "zh") == "sold 余;送 出 约"
    assert approximate_text(kind, value, "en") == "sold over; given away about"
    assert approximate_value(kind, "sold 余;送 出 约") == value


@pytest.mark.parametrize("text", ["户数", "余;约", "户数 余;户数 约", "户数 3", ";", ""])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        approximate_value(VISIT, text)


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(NotFound):
        approximate_value(VISIT, "人头 余")
