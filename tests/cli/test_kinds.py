"""What can be recorded, what is counted, and how an indicator is defined."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import Branchlog

OWN = """
[[indicators]]
id = "qingming.patrols"
label = ["清明巡逻", "Qingming patrols"]
where = { kind = "activity", category = ["patrol"], occasion = ["清明"], tag = ["夜间"] }
aggregation = "count"
unit = "次"
floor = 10
phrase = ["清明节期间开展义务巡逻{n}", "{n} patrol around Qingming|{n} patrols around Qingming"]

[[indicators]]
id = "need.resolved"
label = ["累计解决个性需求", "requests resolved to date"]
where = { kind = "need" }
aggregation = "count"
state = ["resolved"]
span = "to-date"
unit = "条"
"""

SUBJECTS = [
    "visit",
    "visit.households",
    "visit.people",
    "mediation.settled",
    "mediation.pending",
    "mediation.settlement_rate",
    "tutoring.attendance",
    "activity.election.events",
    "standing.rule",
    "qingming.patrols",
    "need.resolved",
]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_kind_or_an_indicator_is_explained(
    branchlog: Branchlog,
    ledger: Path,
    own: Callable[[str], None],
    golden: Callable[[str, str], None],
    lang: str,
) -> None:
    own(OWN)
    shown = [branchlog.ok("kinds", subject, "--lang", lang).out for subject in SUBJECTS]
    golden(f"kinds-{lang}.txt", "\n".join(shown))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_kinds_and_a_kinds_indicators_are_listed(
    branchlog: Branchlog, golden: Callable[[str, str], None], lang: str
) -> None:
    kinds = branchlog.ok("kinds", "--lang", lang).out
    indicators = branchlog.ok("kinds", "--indicators", "need", "--lang", lang).out
    golden(f"kinds-all-{lang}.txt", f"{kinds}\n{indicators}")


def test_an_indicators_definition_as_json(branchlog: Branchlog) -> None:
    assert branchlog.ok("kinds", "visit.households", "--json").json == [
        {
            "indicator": "visit.households",
            "label": {"zh": "走访户数", "en": "households visited"},
            "unit": "户",
            "aggregation": "distinct",
            "span": "period",
            "stock": False,
            "kind": "visit",
            "categories": [],
            "occasions": [],
            "tags": [],
            "state": [],
            "measure": "household",
            "total": "households",
            "numerator": None,
            "denominator": None,
            "wording": "floored",
            "floor": 0,
            "numerals": "arabic",
            "phrase": {
                "zh": "走访慰问{n}",
                "en": "{n} household visited|{n} households visited",
            },
            "headline": True,
            "sentence": True,
        }
    ]


@pytest.mark.parametrize(
    "word", ["走访户数", "households visited", "Households-Visited", " visit.households "]
)
def test_an_indicator_may_be_named_by_its_label(branchlog: Branchlog, word: str) -> None:
    [found] = branchlog.ok("kinds", word, "--json").json
    assert found["indicator"] == "visit.households"


def test_a_word_that_names_a_kind_is_the_kind(branchlog: Branchlog) -> None:
    # It is the label of mediation.disputes too.
    found = branchlog.ok("kinds", "调解矛盾纠纷", "--json").json
    assert found["id"] == "mediation"


def test_an_indicator_of_two_spans_has_two_definitions(
    branchlog: Branchlog, ledger: Path, own: Callable[[str], None]
) -> None:
    own(OWN)
    found = branchlog.ok("kinds", "need.resolved", "--json").json
    assert sorted((each["indicator"], each["span"]) for each in found) == [
        ("need.resolved", "period"),
        ("need.resolved", "to-date"),
    ]


def test_every_indicator_can_be_explained(
    branchlog: Branchlog, ledger: Path, own: Callable[[str], None]
) -> None:
    own(OWN)
    listed = branchlog.ok("kinds", "--indicators", "--json").json
    ids = sorted({each["indicator"] for each in listed})
    assert len(ids) > 200
    # One in every ten: the whole list would take too long.
    for id_ in ids[::10]:
        assert id_ in branchlog.ok("kinds", id_).out


@pytest.mark.parametrize(
    ("word", "what", "hint"),
    [
        (
            "visit.housholds",
            'there is no indicator "visit.housholds"',
            "see them all with branchlog kinds --indicators; did you mean visit.households?",
        ),
        (
            "no.such.thing",
            'there is no indicator "no.such.thing"',
            "see them all with branchlog kinds --indicators",
        ),
        (
            "visitt",
            'there is no kind "visitt"',
            "see them all with branchlog kinds; did you mean visit?",
        ),
    ],
)
def test_an_unknown_word_is_answered_with_the_nearest(
    branchlog: Branchlog, word: str, what: str, hint: str
) -> None:
    result = branchlog("kinds", word, "--lang", "en")
    lines = result.err.splitlines()

    assert (result.code, result.out) == (2, "")
    assert (lines[0], lines[2]) == (what, hint)


def test_an_unknown_indicator_as_json(branchlog: Branchlog) -> None:
    result = branchlog("kinds", "visit.housholds", "--json", "--lang", "en")
    assert (result.code, result.error["code"]) == (2, "not-found")
