"""What people and scripts write becomes a document, or is refused."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any

import pytest

from branchlog.errors import BadValue, Fault, NotFound
from branchlog.records import codec
from branchlog.records.catalogue import Catalogue

TODAY = date(2024, 12, 10)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue()


def made(catalogue: Catalogue, kind: str, **given: object) -> dict[str, Any]:
    return codec.document(catalogue.kind(kind), {"date": "2024-03-05", **given}, TODAY)


@pytest.mark.parametrize("name", ["301", "3栋张家", "5号楼", "五家渠张家", "Block 3"])
def test_a_name_may_have_a_number_in_it(catalogue: Catalogue, name: str) -> None:
    assert made(catalogue, "visit", household=name)["household"] == [name]


def edited(
    catalogue: Catalogue, kind: str, before: dict[str, Any], **changes: object
) -> dict[str, Any]:
    return codec.edited(catalogue.kind(kind), before, changes, TODAY)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("visit", {"households": -1}),
        ("visit", {"households": "-1"}),
        ("visit", {"household": "约20户"}),
        ("visit", {"household": ["张家", "20余户"]}),
        ("visit", {"household": "30家"}),
        ("visit", {"household": "about 20 households"}),
        ("visit", {"households": 3.5}),
        ("visit", {"households": "3.5"}),
        ("visit", {"households": 10**9 + 1}),
        ("visit", {"households": "1000000001"}),
        ("visit", {"households": "9" * 400}),
        ("visit", {"households": 10**400}),
        ("visit", {"households": 1e300}),
        ("visit", {"households": -1e300}),
        ("visit", {"households": float("nan")}),
        ("visit", {"households": float("inf")}),
        ("visit", {"households": True}),
        ("visit", {"households": [3]}),
        ("visit", {"households": {"n": 3}}),
        ("visit", {"households": "12abc"}),
        ("visit", {"households": "abc"}),
        ("visit", {"households": ""}),
        ("visit", {"households": "几十"}),
        ("visit", {"hours": 1.234}),
        ("visit", {"hours": "1.234"}),
        ("visit", {"times": 0}),
        ("visit", {"times": 1.5}),
        ("visit", {"times": "-2"}),
        ("visit", {"household": ["张三", "张三"]}),
        ("visit", {"household": "张三、张 三 、张  三"}),
        ("visit", {"household": ["ABC", "ＡＢＣ"]}),
        ("visit", {"household": ["张三", 4]}),
        ("visit", {"household": []}),
        ("visit", {"household": 4}),
        ("visit", {"household": "张三、"}),
        ("visit", {"household": ["张三", "李四"], "households": 1}),
        ("visit", {"note": ""}),
        ("visit", {"note": "  \n "}),
        ("visit", {"note": "好" * 40_000}),
        ("visit", {"place": "x" * 2001}),
        ("visit", {"place": "两\n行"}),
        ("visit", {"place": 3}),
        ("visit", {"place": ["3栋"]}),
        ("visit", {"category": "neighbours"}),
        ("visit", {"category": 1}),
        ("visit", {"date": 20240305}),
        ("visit", {"date": "2024-13-01"}),
        ("visit", {"date": "2024-12-11"}),
        ("visit", {"date": "1948-12-31"}),
        ("visit", {"date": ""}),
        ("visit", {"date": ["2024-03-05"]}),
        ("visit", {"end": "2024-03-04"}),
        ("visit", {"end": "2024-04"}),
        ("visit", {"date": "2024-03-05..08", "end": "2024-03-09"}),
        ("visit", {"end": "2024-03-09", "date": "2024-03-05..08"}),
        ("visit", {"approximate": "about"}),
        ("visit", {"households": 3, "approximate": "maybe"}),
        ("visit", {"households": 3, "approximate": ["about"]}),
        ("visit", {"households": 3, "approximate": {"households": []}}),
        ("visit", {"households": 3, "approximate": {"households": {}}}),
        ("visit", {"households": 3, "approximate": {"persons": "about"}}),
        ("visit", {"households": 3, "approximate": {}}),
        ("visit", {"households": 3, "approximate": True}),
        ("mediation", {"outcome": "won"}),
        ("mediation", {"outcome": "ongoing", "closed": "2024-03-06"}),
        ("mediation", {"closed": "2024-03-04"}),
        ("mediation", {"closed": "2024-12-11"}),
        ("mediation", {"closed": "2024-03"}),
        ("mediation", {"amount": -1}),
        ("honour", {"level": "county"}),
        ("standing", {"category": "member"}),
        ("standing", {"value": 45}),
        ("standing", {"category": "member", "value": 45.5}),
        ("standing", {"value": "45.5", "category": "党员"}),
        ("standing", {"category": "member", "value": "45岁"}),
    ],
)
def test_a_value_that_cannot_stand_is_refused(
    catalogue: Catalogue, kind: str, given: dict[str, object]
) -> None:
    with pytest.raises(BadValue) as refused:
        made(catalogue, kind, **given)

    for lang in ("zh", "en"):
        lines = refused.value.lines("zh" if lang == "zh" else "en")
        assert all(line.strip() and not re.search(r"\{[a-z_]+\}", line) for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b",
        "a\x1b[31mb",
        "a\x07",
        "a\x7fb",
        "a\x85",
        "\x9b31mred",
        "a\u202eb",
        "a\u2066b",
        "a\ud800b",
        "\udfff",
        "a\u2028b",
        "tail\x1f",
        "\x1chead",
        "tail\u2028",
    ],
)
@pytest.mark.parametrize("field", ["note", "place", "title", "people", "household"])
def test_text_that_could_harm_a_terminal_is_refused(
    catalogue: Catalogue, field: str, text: str
) -> None:
    with pytest.raises(BadValue):
        made(catalogue, "visit", **{field: text})


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("e\u0301", "\u00e9"),
        ("  两边的空格  ", "两边的空格"),
        ("一行\r\n两行", "一行\n两行"),
        ("tab\there", "tab\there"),
        ("👨‍👩‍👧 😀 𠮷 \U0002a6d6", "👨‍👩‍👧 😀 𠮷 \U0002a6d6"),
        ("ＡＢＣ１２３", "ＡＢＣ１２３"),
        ("x" * 48_000, "x" * 48_000),
    ],
)
def test_a_note_is_kept_in_nfc_and_otherwise_as_written(
    catalogue: Catalogue, written: str, kept: str
) -> None:
    assert made(catalogue, "visit", note=written)["note"] == kept


def test_names_and_a_number_make_named_and_unnamed(catalogue: Catalogue) -> None:
    assert made(catalogue, "visit", household="张三、李四")["households"] == 2
    assert made(catalogue, "visit", household="张三、李四", households=5)["households"] == 5
    assert "households" not in made(catalogue, "visit", people="张三")


def test_numbers_are_whole_where_they_can_be(catalogue: Catalogue) -> None:
    document = made(catalogue, "activity", participants=25.0, hours="1.50", area=0.1)

    assert [document[key] for key in ("participants", "hours", "area")] == [25, 1.5, 0.1]
    assert type(document["participants"]) is int


def test_a_document_lists_its_fields_in_the_catalogues_order(catalogue: Catalogue) -> None:
    document = made(catalogue, "visit", note="n", households=1, category="慰问")

    assert list(document) == ["date", "category", "households", "note"]


def test_unknown_fields_are_named_with_the_nearest_one(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound) as refused:
        made(catalogue, "visit", householdz=1)

    assert "did you mean household?" in refused.value.lines("en")[2]
    assert "是不是" in refused.value.lines("zh")[2]


VISIT = {"date": "2024-03-05", "households": 3, "place": "3栋"}


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        (VISIT, {"households": "4"}, {**VISIT, "households": 4}),
        (VISIT, {"place": ""}, {"date": "2024-03-05", "households": 3}),
        (VISIT, {"place": None, "note": []}, {"date": "2024-03-05", "households": 3}),
        (VISIT, {"date": "2024-03-06"}, {**VISIT, "date": "2024-03-06"}),
        (
            {**VISIT, "end": "2024-03-08"},
            {"date": "2024-03-06"},
            {**VISIT, "date": "2024-03-06"},
        ),
        (
            {**VISIT, "household": ["A", "B", "C"]},
            {"household": "A, B, C, D"},
            {**VISIT, "households": 4, "household": ["A", "B", "C", "D"]},
        ),
        (
            {**VISIT, "household": ["A"]},
            {"household": "A, B"},
            {**VISIT, "household": ["A", "B"]},
        ),
        (
            {**VISIT, "household": ["A", "B", "C"]},
            {"household": ""},
            VISIT,
        ),
    ],
)
def test_an_edit_changes_what_it_names(
    catalogue: Catalogue, before: dict[str, Any], changes: dict[str, Any], after: dict[str, Any]
) -> None:
    assert edited(catalogue, "visit", before, **changes) == after


SETTLED = {"date": "2024-03-05", "outcome": "settled", "closed": "2024-03-08"}
ONGOING = {"date": "2024-03-05", "outcome": "ongoing"}


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        (SETTLED, {"outcome": "ongoing"}, ONGOING),
        (SETTLED, {"outcome": ""}, ONGOING),
        (SETTLED, {"outcome": "failed"}, {**SETTLED, "outcome": "failed", "closed": "2024-03-05"}),
        (
            SETTLED,
            {"outcome": "failed", "closed": "2024-03-09"},
            {**SETTLED, "outcome": "failed", "closed": "2024-03-09"},
        ),
        (ONGOING, {"closed": "2024-03-09"}, {**SETTLED, "closed": "2024-03-09"}),
    ],
)
def test_an_edited_outcome_and_its_closing_date_go_together(
    catalogue: Catalogue, before: dict[str, Any], changes: dict[str, Any], after: dict[str, Any]
) -> None:
    if before == ONGOING and "closed" in changes:
        with pytest.raises(BadValue):
            edited(catalogue, "mediation", before, **changes)
        changes = {"outcome": "settled", **changes}
    assert edited(catalogue, "mediation", before, **changes) == after


ABOUT = {"date": "2024-03-05", "participants": 40, "leaflets": 300, "approximate": "about"}


@pytest.mark.parametrize(
    ("before", "changes", "approximate"),
    [
        (ABOUT, {"participants": 41}, {"leaflets": "about"}),
        (ABOUT, {"participants": "41余"}, {"participants": "over", "leaflets": "about"}),
        (ABOUT, {"participants": ""}, "about"),
        (ABOUT, {"participants": "", "leaflets": ""}, None),
        (ABOUT, {"approximate": ""}, None),
        (ABOUT, {"approximate": "over"}, "over"),
        (ABOUT, {"note": "x"}, "about"),
        ({**ABOUT, "approximate": {"leaflets": "over"}}, {"leaflets": ""}, None),
        ({**ABOUT, "approximate": {"leaflets": "over"}}, {"leaflets": "5"}, None),
    ],
)
def test_an_edited_number_is_exact_unless_it_says_otherwise(
    catalogue: Catalogue, before: dict[str, Any], changes: dict[str, Any], approximate: object
) -> None:
    assert edited(catalogue, "activity", before, **changes).get("approximate") == approximate


@pytest.mark.parametrize(
    ("kind", "before", "changes"),
    [
        ("visit", VISIT, {"date": ""}),
        ("visit", VISIT, {"date": None}),
        ("honour", {"date": "2024-03-05", "category": "title"}, {"category": ""}),
        ("standing", {"date": "2024-03-05", "category": "member", "value": 4}, {"value": "4.5"}),
        ("visit", {**VISIT, "household": ["A", "B"]}, {"households": 1}),
        ("mediation", SETTLED, {"date": "2024-03-09"}),
        ("mediation", SETTLED, {"closed": "2024-03-01"}),
    ],
)
def test_an_edit_may_not_leave_a_record_that_could_not_be_added(
    catalogue: Catalogue, kind: str, before: dict[str, Any], changes: dict[str, Any]
) -> None:
    with pytest.raises(BadValue):
        edited(catalogue, kind, before, **changes)


@pytest.mark.parametrize(
    "before",
    [
        {**VISIT, "household": 5},
        {**VISIT, "household": "张三"},
        {**VISIT, "household": ["张三", 4]},
        {**VISIT, "households": "three"},
        {**VISIT, "households": True},
        {**VISIT, "date": "next week"},
        {**VISIT, "date": 20240305},
        {**VISIT, "place": 3},
        {**VISIT, "approximate": ["about"]},
    ],
)
def test_an_edit_of_what_a_script_wrote_wrongly_says_which_field_it_is(
    catalogue: Catalogue, before: dict[str, Any]
) -> None:
    with pytest.raises(BadValue):
        edited(catalogue, "visit", before, note="x")


def test_an_edit_keeps_fields_that_the_catalogue_does_not_know(catalogue: Catalogue) -> None:
    assert edited(catalogue, "visit", {**VISIT, "extra": {"a": [1]}}, households=4) == {
        **VISIT,
        "households": 4,
        "extra": {"a": [1]},
    }


@pytest.mark.parametrize(
    "given",
    [{"date": "2024-03-05"}, {"date": "2024-03"}, {"date": "2024-03-05", "end": "2024-03-08"}],
)
def test_a_kept_document_is_accepted_as_it_is(
    catalogue: Catalogue, given: dict[str, object]
) -> None:
    document = made(catalogue, "mediation", **given, amount=1.25, parties="甲、乙", note="a\nb")

    assert made(catalogue, "mediation", **document) == document


@pytest.mark.parametrize("kind", ["visit", "mediation", "need", "honour", "standing"])
def test_whatever_json_holds_is_a_document_or_a_fault(catalogue: Catalogue, kind: str) -> None:
    values: list[object] = [
        None, True, 0, -1, 1.5, 10**30, 1e308, "", "x", "\x00", [], [1], ["a"], [[]], {}, {"a": 1},
        {"households": []}, "2024-03-05", "约3", "张三、李四",
    ]  # fmt: skip
    for field in catalogue.kind(kind).fields.values():
        for value in values:
            with suppress(Fault):
                codec.document(catalogue.kind(kind), {field.id: value}, TODAY)
