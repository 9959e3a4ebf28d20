"""A ledger's own kinds, categories, fields and units, checked before they join the catalogue."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from branchlog.messages import Records as Text
from branchlog.records import own_indicators
from branchlog.records.own_shape import (
    Shape,
    Table,
    check,
    check_id,
    check_label,
    check_placeholders,
    one_of,
    refuse,
)

_UNIT: Shape = {
    "id": "text", "en": "pair", "decimal": "yes-no", "money": "yes-no", "written": "yes-no",
}  # fmt: skip
_CHOICE: Shape = {"id": "text", "label": "pair", "also": "texts"}
_FIELD: Shape = {
    "id": "text", "label": "pair", "also": "texts", "type": "text", "unit": "text",
    "choices": "tables", "phrase": "pair", "distinct": "text", "wording": "text", "floor": "whole",
}  # fmt: skip
_CATEGORY: Shape = {
    "id": "text", "label": "pair", "also": "texts", "unit": "text", "phrase": "pair",
    "phrases": "table", "dated": "pair", "dated_people": "pair", "wording": "text",
    "floor": "whole", "numerals": "text",
}  # fmt: skip
_KIND: Shape = {
    "id": "text", "label": "pair", "also": "texts", "count": "text", "counted": "pair",
    "unit": "text", "phrase": "pair", "wording": "text", "state": "table", "stock": "yes-no",
    "required": "texts", "fields": "tables", "categories": "tables",
}  # fmt: skip
_STATE: Shape = {"field": "text", "open": "texts", "default": "text"}

#: Keys that a record has in JSON beside its fields.
_KEYS = frozenset(
    ("kind", "id", "rev", "batch", "recorded-at", "recorded-by", "void", "op", "at", "who", "why")
)
#: What may follow a kind's or category's name in an indicator id, so no category may be called so.
_RESERVED = frozenset(("people", "hours"))
# A number must not run on into its unit.
_UNIT_ID = re.compile(
    r"(?=.*[^\W\d_〇零一二两三四五六七八九十百千万亿余多约])[^\d\s,，.。+~]{1,10}"
)


def merged(built_in: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The catalogue's tables with a ledger's own. Raises BadConfig for the first bad one."""
    raw = {**built_in, "relabel": own.get("relabel", {})}
    raw["units"] = [*built_in["units"], *_units(own, built_in)]
    units = {unit["id"] for unit in raw["units"]}
    joining = _Joining(units, built_in)
    for index, kind in enumerate(own.get("kinds", ()), 1):
        joining.add_kind(kind, f"kinds[{index}]")
    for index, choice in enumerate(own.get("categories", ()), 1):
        joining.add_category(choice, f"categories[{index}]")
    for index, field in enumerate(own.get("fields", ()), 1):
        joining.add_field(field, f"fields[{index}]")
    raw["kinds"] = list(joining.kinds.values())
    known = own_indicators.Known(joining.kinds, built_in, units)
    raw["indicators"] = [*built_in["indicators"], *known.joined(own.get("indicators", ()))]
    known.check_relabel(own.get("relabel", {}))
    return raw


def _units(own: Mapping[str, Any], built_in: Mapping[str, Any]) -> list[Table]:
    taken = {unit["id"] for unit in built_in["units"]}
    units = list(own.get("units", ()))
    for index, unit in enumerate(units, 1):
        where = f"units[{index}]"
        check(unit, where, _UNIT, ("id", "en"))
        if not _UNIT_ID.fullmatch(unit["id"]):
            refuse(where, Text.OWN_BAD_UNIT_ID, unit=unit["id"])
        if unit["id"] in taken:
            refuse(where, Text.OWN_DUPLICATE, id=unit["id"])
        taken.add(unit["id"])
    return units


class _Joining:
    """The kinds as they grow: each table is checked against what has joined before it."""

    def __init__(self, units: Collection[str], built_in: Mapping[str, Any]) -> None:
        self.units = units
        self.common: list[Table] = built_in["common"]
        self.kinds: dict[str, dict[str, Any]] = {
            kind["id"]: dict(kind) for kind in built_in["kinds"]
        }

    def add_kind(self, raw: Any, where: str) -> None:
        """Join a kind with its fields and categories."""
        check(raw, where, _KIND, ("id", "label"))
        check_id(raw["id"], where, self.kinds)
        check_label(raw, where, (name for kind in self.kinds.values() for name in _names(kind)))
        self._check_unit(raw, where)
        kind = {**raw, "fields": [], "categories": []}
        for index, field in enumerate(raw.get("fields", ()), 1):
            self._join_field(kind, field, f"{where}.fields[{index}]")
        for index, field in enumerate(kind["fields"], 1):
            self._check_distinct(kind, field, f"{where}.fields[{index}]")
        if "count" in raw:
            check_id(raw["count"], where, {field["id"] for field in self._fields(kind)})
        for index, choice in enumerate(raw.get("categories", ()), 1):
            self._join_category(kind, choice, f"{where}.categories[{index}]")
        self._check_whole(kind, where)
        self.kinds[kind["id"]] = kind

    def add_category(self, raw: Any, where: str) -> None:
        """Join a category to the kind that it names."""
        kind = own_indicators.kind_of(raw, where, self.kinds)
        self._join_category(kind, _without_kind(raw), where)

    def add_field(self, raw: Any, where: str) -> None:
        """Join a field to the kind that it names."""
        kind = own_indicators.kind_of(raw, where, self.kinds)
        self._join_field(kind, _without_kind(raw), where)
        self._check_distinct(kind, raw, where)

    def _join_field(self, kind: dict[str, Any], raw: Any, where: str) -> None:
        check(raw, where, _FIELD, ("id", "label", "type"))
        fields = self._fields(kind)
        taken = {"date", "category", _count(kind), *(field["id"] for field in fields)}
        categories = {choice["id"] for choice in kind.get("categories", ())}
        check_id(raw["id"], where, taken | categories | _KEYS)
        names = [name for field in fields for name in (field["id"], *field["label"])]
        check_label(raw, where, ("date", "日期", "category", "类别", *names))
        self._check_unit(raw, where)
        if raw["type"] == "quantity" and "unit" not in raw:
            refuse(where, Text.OWN_MISSING_KEY, key="unit")
        if raw["type"] == "choice":
            _check_choices(raw, where)
        kind["fields"] = [*kind.get("fields", ()), raw]

    def _join_category(self, kind: dict[str, Any], raw: Any, where: str) -> None:
        check(raw, where, _CATEGORY, ("id", "label"))
        there = list(kind.get("categories", ()))
        measures = self._measures(kind)
        taken = {choice["id"] for choice in there} | measures | _RESERVED | {_count(kind)}
        check_id(raw["id"], where, taken)
        check_label(raw, where, (name for each in there for name in (each["id"], *each["label"])))
        self._check_unit(raw, where)
        phrases = raw.get("phrases", {})
        check(phrases, where, dict.fromkeys((*measures, "people", *phrases), "pair"))
        for id_, phrase in phrases.items():
            one_of(id_, where, "phrases", measures | {"people"})
            for text in phrase:
                check_placeholders(text, where, "phrases")
        kind["categories"] = [*there, raw]

    def _check_distinct(self, kind: Table, raw: Table, where: str) -> None:
        names = {field["id"] for field in self._fields(kind) if field["type"] == "names"}
        if "distinct" in raw:
            one_of(raw["distinct"], where, "distinct", names)

    def _check_whole(self, kind: Table, where: str) -> None:
        """What can be told only of a kind with all its fields: its state and its required ones."""
        fields = {field["id"]: field["type"] for field in self._fields(kind)}
        if "state" in kind:
            _check_state(kind, f"{where}.state", fields)
        for name in kind.get("required", ()):
            one_of(name, where, "required", {"date", "category", *fields})
        if kind.get("stock") and fields.get("value") != "quantity":
            refuse(where, Text.OWN_MISSING_KEY, key='fields: { id = "value", type = "quantity" }')

    def _check_unit(self, raw: Table, where: str) -> None:
        if "unit" in raw and raw["unit"] not in self.units:
            refuse(where, Text.OWN_BAD_UNIT, self.units, unit=raw["unit"])

    def _fields(self, kind: Table) -> list[Table]:
        return [*kind.get("fields", ()), *self.common]

    def _measures(self, kind: Table) -> set[str]:
        return {field["id"] for field in self._fields(kind) if field["type"] == "quantity"}


def _check_choices(raw: Table, where: str) -> None:
    seen: list[Table] = []
    for index, choice in enumerate(raw.get("choices", ()), 1):
        place = f"{where}.choices[{index}]"
        check(choice, place, _CHOICE, ("id", "label"))
        check_id(choice["id"], place, {each["id"] for each in seen})
        check_label(choice, place, (name for each in seen for name in each["label"]))
        seen.append(choice)
    if not seen:
        refuse(where, Text.OWN_MISSING_KEY, key="choices")


def _check_state(kind: Table, where: str, types: Mapping[str, str]) -> None:
    raw = kind["state"]
    check(raw, where, _STATE, _STATE)
    states = own_indicators.states(kind)
    if not raw["open"]:
        refuse(where, Text.OWN_BAD_VALUE, states, key="open", value="[]")
    for state in raw["open"]:
        one_of(state, where, "open", states)
    one_of(raw["default"], where, "default", states - set(raw["open"]))
    if types.get("closed") != "day":
        refuse(where, Text.OWN_MISSING_KEY, key='fields: { id = "closed", type = "day" }')


def _count(kind: Table) -> str:
    count: str = kind.get("count", "events")
    return count


def _names(kind: Table) -> Iterable[str]:
    return (kind["id"], *kind["label"], *kind.get("also", ()))


def _without_kind(raw: Table) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if key != "kind"}
