"""The indicators that a ledger brings itself: no theme of the package can name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from branchlog.records.indicators import Indicator

#: What every kind has: alone it says nothing of what a kind is about.
_COMMON = ("people", "hours")


def own_ones(known: Sequence[Indicator], own: Mapping[str, Any]) -> list[Indicator]:
    """The ledger's declared indicators, then those of its own kinds and categories.

    Of its kinds these are the count and the measures, of its categories what a table lists.
    """
    declared = [(raw["id"], raw.get("span", "period")) for raw in own.get("indicators", ())]
    by_key = {(each.id, each.span): each for each in known}
    kinds = {raw["id"] for raw in own.get("kinds", ())}
    categories = {(raw["kind"], raw["id"]) for raw in own.get("categories", ())}
    derived = [
        each
        for each in known
        if not each.headline
        and not each.detail
        and each.measure not in _COMMON
        and (
            (each.kind in kinds and (not each.categories or each.aggregation == "last"))
            or any((each.kind, category) in categories for category in each.categories)
        )
    ]
    return [*(by_key[key] for key in declared), *derived]
