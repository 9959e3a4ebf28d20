"""How every headline figure is counted, in words: look at the golden file when it changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from branchlog.messages import Lang
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import indicators
from branchlog.stats.rules import rule

OWN = {
    "indicators": [
        {
            "id": "visit.qingming",
            "label": ["清明走访", "visits at Qingming"],
            "where": {
                "kind": "visit",
                "category": ["elderly", "hardship"],
                "occasion": ["清明"],
                "tag": ["重点"],
            },
            "aggregation": "count",
            "unit": "次",
        },
        {
            "id": "mediation.ended",
            "label": ["累计结案金额", "amounts of all ended disputes"],
            "where": {"kind": "mediation"},
            "state": ["settled", "failed"],
            "span": "to-date",
            "measure": "amount",
            "aggregation": "sum",
            "unit": "元",
        },
        {
            "id": "visit.people_to_date",
            "label": ["累计参加党员", "members to date"],
            "where": {"kind": "visit"},
            "span": "to-date",
            "measure": "people",
            "aggregation": "distinct",
            "unit": "人",
        },
        {
            "id": "visit.share",
            "label": ["独居老人走访占比", "share of visits to the elderly"],
            "aggregation": "ratio",
            "numerator": "visit.elderly.visits",
            "denominator": "visit.visits",
            "unit": "%",
        },
    ]
}
#: Beside the headlines: one of each form that follows from the kinds.
ALSO = ("standing.member", "activity.patrol.people", "activity.leaflets", "visit.elderly.visits")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_rules_read_as_they_did(lang: Lang, golden: Callable[[str, str], None]) -> None:
    catalogue = Catalogue(OWN)
    known = indicators(catalogue)
    lines = [
        f"{each.id} ({each.span})\n    {rule(each, catalogue, lang, known)}\n"
        for each in known
        if each.headline or each.id in ALSO
    ]
    golden(f"rules.{lang}.txt", "".join(lines))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_indicator_has_a_rule_of_its_own_words(lang: Lang) -> None:
    catalogue = Catalogue(OWN)
    known = indicators(catalogue)
    rules = {(each.id, each.span): rule(each, catalogue, lang, known) for each in known}
    # Two ways to count the same share a rule; two that differ never do.
    counted = {
        key: (
            each.kind, each.aggregation, each.measure, each.categories, each.occasions, each.tags,
            each.state, each.stock or each.span, each.numerator, each.denominator,
        )
        for key, each in (((each.id, each.span), each) for each in known)
    }  # fmt: skip
    by_rule: dict[str, set[tuple[object, ...]]] = {}
    for key, text in rules.items():
        by_rule.setdefault(text, set()).add(counted[key])
    assert {text: found for text, found in by_rule.items() if len(found) > 1} == {}
    assert not [text for text in rules.values() if "{" in text or "  " in text]


def test_without_the_other_indicators_a_rate_finds_its_parts() -> None:
    catalogue = Catalogue()
    known = indicators(catalogue)
    rate = next(each for each in known if each.aggregation == "ratio")
    assert rule(rate, catalogue, "en") == rule(rate, catalogue, "en", known)
