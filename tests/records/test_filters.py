"""Filters as typed, in the catalogue's terms."""

from __future__ import annotations

from datetime import date

import pytest

from branchlog.errors import BadValue, NotFound
from branchlog.records.catalogue import Catalogue
from branchlog.records.filters import Condition, Filters, build

CATALOGUE = Catalogue()
TODAY = date(2024, 12, 10)


def built(kind: str | None = None, **asked: list[str]) -> Filters:
    return build(CATALOGUE, TODAY, asked, kind)


def kinds(*where: str) -> set[str]:
    return set(built(where=[*where]).kinds or ())


def test_without_words_every_record_passes() -> None:
    assert built().empty
    assert built("visit").kinds == frozenset({"visit"})


def test_a_category_limits_the_kinds_to_those_that_have_it() -> None:
    assert built(category=["慰问"]) == Filters(
        kinds=frozenset({"visit"}), categories=frozenset({"condolence"})
    )
    found = built(category=["政策宣传"])
    assert found.kinds == frozenset({"visit", "activity"})
    assert found.categories == {"outreach", "publicity"}
    assert built("activity", category=["政策宣传"]).categories == {"publicity"}


@pytest.mark.parametrize(
    ("where", "conditions"),
    [
        (["households>=3"], ((Condition("households", ">=", 3),),)),
        (["户数＞＝３户"], ((Condition("households", ">=", 3),),)),
        (["户数≥3"], ((Condition("households", ">=", 3),),)),
        (["金额<1.3万元"], ((Condition("amount", "<", 13000),),)),
        (["hours = 1.5"], ((Condition("hours", "=", 1.5),),)),
        (["place=a=b"], ((Condition("place", "=", "a=b"),),)),
        (["place="], ((Condition("place", "=", None),),)),
        (
            ["households=3", "户数=4"],
            ((Condition("households", "=", 3), Condition("households", "=", 4)),),
        ),
        (
            ["households!=3", "households!=4"],
            ((Condition("households", "!=", 3),), (Condition("households", "!=", 4),)),
        ),
        (
            ["households>=3", "households<=4"],
            ((Condition("households", ">=", 3),), (Condition("households", "<=", 4),)),
        ),
        (["outcome=成功"], ((Condition("outcome", "=", "settled"),),)),
        (["date>=3月5日2024"], None),
        (["date>=2024年3月5日"], ((Condition("date", ">=", "2024-03-05"),),)),
        (["date<2024-03"], ((Condition("date", "<", "2024-03"),),)),
        (["approximate=约"], ((Condition("approximate", "=", "about"),),)),
        (
            ["category=政策宣传"],
            ((Condition("category", "=", "outreach"), Condition("category", "=", "publicity")),),
        ),
    ],
)
def test_a_condition_is_put_in_the_documents_terms(
    where: list[str], conditions: tuple[tuple[Condition, ...], ...] | None
) -> None:
    if conditions is None:
        with pytest.raises(BadValue):
            built(where=where)
    else:
        assert built(where=where).conditions == conditions


def test_a_condition_limits_the_kinds_to_those_that_have_the_field() -> None:
    assert kinds("households!=3") == {"visit"}
    assert kinds("closed>=2024-01") == {"mediation", "need"}
    assert kinds("closed>=2024-01", "amount>3") == {"mediation"}
    assert built(where=["households>=3", "amount>3"]).kinds == frozenset()


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"category": ["x"]}, BadValue),
        ({"where": ["x=1"]}, NotFound),
        ({"where": ["households"]}, BadValue),
        ({"where": ["households>=x"]}, BadValue),
        ({"where": ["outcome=won"]}, BadValue),
        ({"where": ["approximate=x"]}, BadValue),
        ({"where": ["=3"]}, BadValue),
        ({"where": ["date=2024-03-05..08"]}, BadValue),
    ],
)
def test_a_word_that_fits_nothing_is_refused(
    asked: dict[str, list[str]], fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        build(CATALOGUE, TODAY, asked)


def test_names_are_compared_in_one_form() -> None:
    found = built(person=["ＡＢＣ"], place=[" 3栋 "], occasion=["清明"], text=["ABC"])

    assert found == Filters(
        people=frozenset({"ABC"}),
        places=frozenset({"3栋"}),
        occasions=frozenset({"清明"}),
        texts=("abc",),
    )
