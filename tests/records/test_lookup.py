"""Kinds, fields and values are found by id, by either label, and by other words for them."""

from __future__ import annotations

import pytest

from branchlog.errors import NotFound
from branchlog.records.catalogue import Catalogue, Kind, find
from branchlog.records.text import word

CATALOGUE = Catalogue()
KINDS = CATALOGUE.kinds()


def test_a_kind_answers_to_all_its_names() -> None:
    for found in KINDS:
        for name in (found.id, *found.label, *found.also, found.id.upper(), f" {found.label[0]} "):
            assert CATALOGUE.kind(name) is found


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_fields_and_values_are_told_apart_by_their_names(kind: Kind) -> None:
    fields = list(kind.fields.values())
    for field in fields:
        for name in (field.id, *field.label):
            assert find(name, fields) is field
    for choices in (kind.categories.values(), *(field.choices for field in fields)):
        for choice in choices:
            for name in (choice.id, *choice.label):
                assert find(name, choices) is choice


def test_other_words_for_a_thing_find_it_unless_they_are_another_ones_label() -> None:
    for each in KINDS:
        labels = {word(name) for field in each.fields.values() for name in field.label}
        for field in each.fields.values():
            for name in field.also:
                if word(name) not in labels:
                    assert find(name, each.fields.values()) is field


def test_no_two_things_share_another_word() -> None:
    for each in KINDS:
        for also in (
            [word(name) for field in each.fields.values() for name in field.also],
            [word(name) for choice in each.categories.values() for name in choice.also],
        ):
            assert len(set(also)) == len(also)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("visitt", "visit"),
        ("Vist", "visit"),
        ("走房", "走访"),
        ("调节", "调解"),
        ("mediaton", "mediation"),
        ("xyz", ""),
        ("", ""),
        ("\x1b[31m", ""),
    ],
)
def test_an_unknown_kind_is_named_with_the_nearest(text: str, near: str) -> None:
    with pytest.raises(NotFound) as refused:
        CATALOGUE.kind(text)
    _, known, hint = refused.value.lines("zh")
    assert "走访、调解" in known
    assert hint.endswith(f",是不是 {near}?" if near else "查看全部")


def test_a_stocks_unit_is_that_of_its_item() -> None:
    standing = CATALOGUE.kind("standing")
    value = standing.fields["value"]
    units = {id_: standing.unit_of(value, id_) for id_ in (*standing.categories, None, "nothing")}

    assert units["member"] is CATALOGUE.units["人"]
    assert units["rule"] is CATALOGUE.units["项"]
    assert units[None] is units["nothing"] is CATALOGUE.units["个"]
