"""Rows made by the million say what the same rows say one by one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchlog.errors import BadValue
from branchlog.intake.converters import Converters, Seen
from branchlog.intake.making import CellFault, Column, Maker
from branchlog.records import codec
from branchlog.records.catalogue import Catalogue, Kind

TODAY = date(2024, 11, 20)
CATALOGUE = Catalogue()


def _maker(kind: Kind, keys: Mapping[str, Any], seen: Seen | None = None) -> Maker:
    columns = [Column(key, key, kind.field(key)) for key in keys]
    return Maker(kind, columns, Converters(TODAY, None, sheet=False), seen or Seen())


_WHEN = st.sampled_from(["2024-03-05", "2024/3/5", "2024-05", "2024-03-05..08", "2023-12-31"])
_NAMES = st.lists(st.sampled_from(["赵永福", "钱桂兰", "Li Wei"]), min_size=1, unique=True)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "date": _WHEN,
    "end": st.sampled_from(["2024-03-08", "2024-06-01"]),
    "closed": st.sampled_from(["2024-03-08", "2024-06-01", "2023-01-01"]),
    "households": st.sampled_from([3, "12户", "120余户", "约5", 2.0, 0, "二十"]),
    "household": _NAMES,
    "persons": st.sampled_from([7, "8人", "9余"]),
    "category": st.sampled_from(["慰问", "condolence", "family", "党员", "称号"]),
    "people": _NAMES,
    "hours": st.sampled_from([2, 2.5, "1.5小时"]),
    "times": st.sampled_from([1, "3次"]),
    "title": st.text("春节慰问 a<>&\"\\/'", min_size=1).filter(lambda text: bool(text.strip())),
    "note": st.sampled_from(["一\n二", "好", "😀" * 100]),
    "outcome": st.sampled_from(["settled", "调解中", "调解不成"]),
    "status": st.sampled_from(["open", "已解决"]),
    "amount": st.sampled_from([100, "1.5万元", 0.25]),
    "approximate": st.sampled_from(["over", "约"]),
    "value": st.sampled_from([45, "5名", "12项"]),
    "items": st.sampled_from([1, "2个"]),
}


@st.composite
def _rows(draw: st.DrawFn) -> tuple[Kind, list[dict[str, Any]]]:
    kind = draw(st.sampled_from(CATALOGUE.kinds()))
    known = [key for key in _VALUES if key in kind.fields]
    keys = draw(st.lists(st.sampled_from(known), unique=True))
    if "date" not in keys:
        keys.append("date")
    row = st.fixed_dictionaries({key: st.none() | _VALUES[key] for key in keys})
    return kind, draw(st.lists(row, min_size=1, max_size=6))


@given(_rows())
def test_a_row_says_what_the_same_fields_say_when_they_are_added_alone(
    made: tuple[Kind, list[dict[str, Any]]],
) -> None:
    kind, rows = made
    maker = _maker(kind, rows[0])
    for row in rows:
        expected: object
        found: object
        try:
            expected = list(codec.document(kind, row, TODAY).items())
        except BadValue as fault:
            expected = fault.trouble.what
        try:
            found = list(json.loads(maker.document(row)).items())
        except CellFault as bad:
            found = bad.fault.trouble.what
        if row["date"] is None:
            # Typed alone it would be of today; in a sheet nobody knows.
            assert isinstance(found, tuple)
        else:
            assert found == expected


def test_a_ticked_box_is_not_the_number_that_was_read_before() -> None:
    maker = _maker(CATALOGUE.kind("visit"), {"date": "", "households": 1})
    assert json.loads(maker.document({"date": "2024-03-05", "households": 1}))["households"] == 1
    with pytest.raises(CellFault) as bad:
        maker.document({"date": "2024-03-05", "households": True})
    assert (bad.value.column, bad.value.value) == ("households", True)


def test_dates_and_values_are_counted_as_they_are_seen() -> None:
    seen = Seen()
    maker = _maker(CATALOGUE.kind("visit"), {"date": "", "households": 1}, seen)
    for households in (1, 2, 2, "2余"):
        maker.document({"date": "2024-03-05", "households": households})
    maker.document({"date": "2024-03-06", "households": None})
    assert sorted(doc["date"] for doc in seen.dates()) == ["2024-03-05", "2024-03-06"]
    assert seen.values() == {"households": {1.0: 1, 2.0: 3}}


def test_a_column_forgets_when_it_has_seen_too_much() -> None:
    maker = _maker(CATALOGUE.kind("visit"), {"date": "", "title": ""})
    for number in range(45_000):
        doc = maker.document({"date": "2024-03-05", "title": f"t{number}"})
        assert doc == b'{"date":"2024-03-05","title":"t%d"}\n' % number


def test_a_row_that_no_line_can_hold_is_refused() -> None:
    maker = _maker(CATALOGUE.kind("visit"), {"date": "", "note": "", "people": []})
    names = [f"{number:04}" + "很" * 600 for number in range(12)]
    with pytest.raises(CellFault):
        maker.document({"date": "2024-03-05", "note": "长" * 15_000, "people": names})
