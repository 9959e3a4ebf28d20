"""The catalogue: kinds by every name, built in and a ledger's own."""

from __future__ import annotations

import pytest

from branchlog.errors import NotFound
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import find, indicators


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("visit", "visit"),
        ("走访", "visit"),
        ("visits", "visit"),
        ("VISIT", "visit"),
        (" 走访慰问 ", "visit"),
        ("调解矛盾纠纷", "mediation"),
        ("tutoring sessions", "tutoring"),
        ("honor", "honour"),
        ("基本情况", "standing"),
    ],
)
def test_a_kind_is_found_by_id_label_and_other_names(word: str, kind: str) -> None:
    assert Catalogue().kind(word).id == kind


def test_an_unknown_kind_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFound) as refused:
        Catalogue().kind("visti")
    assert "did you mean visit?" in refused.value.lines("en")[2]


@pytest.mark.parametrize("kind", ["visit", "mediation", "tutoring", "activity", "need", "honour"])
def test_no_category_is_called_like_what_an_indicator_may_end_with(kind: str) -> None:
    found = Catalogue().kind(kind)
    ends = {found.count, "people", *(field.id for field in found.measures())}
    assert not ends & set(found.categories)


def test_a_kind_of_a_ledgers_own_may_have_no_fields_but_every_kinds() -> None:
    own = {"kinds": [{"id": "lecture", "label": ["讲座", "lecture"]}]}
    catalogue = Catalogue(own)
    assert catalogue.kind("讲座").id == "lecture"
    assert "place" in catalogue.kind("lecture").fields
    assert find("lecture.events", indicators(catalogue))[0].kind == "lecture"
    assert catalogue.kind("visit").fields["households"].unit is not None


def test_kinds_can_be_asked_for_after_the_indicators() -> None:
    catalogue = Catalogue()
    assert len(indicators(catalogue)) > 300
    assert Catalogue().kind("activity").categories.keys() == (
        catalogue.kind("activity").categories.keys()
    )


def test_every_indicator_has_one_id_and_span() -> None:
    keys = [(each.id, each.span) for each in indicators(Catalogue())]
    assert len(keys) == len(set(keys))
