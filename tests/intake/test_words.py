"""Words on a command line: bare ones, fields, and what a Chinese input method makes of them."""

from __future__ import annotations

import pytest

from branchlog.errors import NotFound, Usage
from branchlog.intake.words import Words, given, split
from branchlog.records.catalogue import Catalogue


@pytest.mark.parametrize(
    ("typed", "bare", "fields"),
    [
        ([], (), ()),
        (["昨天", "户数=3"], ("昨天",), (("户数", "3"),)),
        (["--户数", "3", "x"], ("x",), (("户数", "3"),)),
        (["--户数=3"], (), (("户数", "3"),)),
        (["——户数", "3"], (), (("户数", "3"),)),
        (["—户数＝3"], (), (("户数", "3"),)),
        (["－－户数＝3"], (), (("户数", "3"),)),
        (["户数 = 3"], (), (("户数", " 3"),)),
        (["a=b=c"], (), (("a", "b=c"),)),
        (["a＝b=c"], (), (("a", "b=c"),)),
        (["a=b＝c"], (), (("a", "b＝c"),)),
        (["a="], (), (("a", ""),)),
        (["--a", "--b"], (), (("a", "--b"),)),
        (["--a", "-3d"], (), (("a", "-3d"),)),
        (["-3d"], ("-3d",), ()),
        (["=3"], ("=3",), ()),
        (["--"], ("--",), ()),
        (["-"], ("-",), ()),
    ],
)
def test_words_are_sorted(
    typed: list[str], bare: tuple[str, ...], fields: tuple[tuple[str, str], ...]
) -> None:
    assert split(typed) == Words(bare, fields)


def test_a_field_without_its_value_is_refused() -> None:
    with pytest.raises(Usage):
        split(["visit", "--households"])


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue()


def test_fields_are_found_by_id_and_label(catalogue: Catalogue) -> None:
    words = split(["last", "wed", "户数=3", "PLACE=x", "household=A", "住户=B"])

    assert given(words, catalogue.kind("visit")) == {
        "households": "3",
        "place": "x",
        "household": "A,B",
        "date": "last wed",
    }


@pytest.mark.parametrize(
    "typed",
    [["户数=3", "households=4"], ["昨天", "date=2024-03-05"], ["date=a", "日期=b"]],
)
def test_a_field_is_given_once(catalogue: Catalogue, typed: list[str]) -> None:
    with pytest.raises(Usage):
        given(split(typed), catalogue.kind("visit"))


@pytest.mark.parametrize("typed", [["户数", "3"], ["昨天", "place", "3栋"], ["时间", "昨天"]])
def test_a_field_without_its_sign_is_not_taken_for_a_date(
    catalogue: Catalogue, typed: list[str]
) -> None:
    with pytest.raises(Usage) as refused:
        given(split(typed), catalogue.kind("visit"))
    assert refused.value.lines("en")[1] == "a field is written field=value"


def test_an_unknown_field_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound):
        given(split(["outcome=settled"]), catalogue.kind("visit"))
