"""A ledger's own indicators and other names for them, checked against all that it counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from branchlog.config import suggestion
from branchlog.messages import Records as Text
from branchlog.records.own_shape import INDICATOR_ID, Shape, Table, check, one_of, refuse

_WORDING: Shape = {
    "label": "pair", "unit": "text", "phrase": "pair", "wording": "text", "floor": "whole",
    "numerals": "text", "sentence": "yes-no",
}  # fmt: skip
_INDICATOR: Shape = {
    **_WORDING,
    "id": "text", "aggregation": "text", "where": "table", "measure": "text", "span": "text",
    "state": "texts", "numerator": "text", "denominator": "text",
}  # fmt: skip
_WHERE: Shape = {"kind": "text", "category": "texts", "occasion": "texts", "tag": "texts"}
#: What each aggregation is made of; the other keys of these have no meaning for it.
_MADE_OF = {
    "ratio": ("numerator", "denominator"),
    "count": ("where",),
    "sum": ("where", "measure"),
    "distinct": ("where", "measure"),
    "last": ("where", "measure"),
}
_PARTS = ("numerator", "denominator", "where", "measure", "state")


def kind_of(raw: Any, where: str, kinds: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """The kind that a table names. Raises BadConfig."""
    if not isinstance(raw, Mapping) or "kind" not in raw:
        refuse(where, Text.OWN_MISSING_KEY, key="kind")
    if not isinstance(raw["kind"], str) or raw["kind"] not in kinds:
        refuse(where, Text.OWN_BAD_VALUE, kinds, key="kind", value=raw["kind"])
    return kinds[raw["kind"]]


def states(kind: Table) -> set[str]:
    """The values of the field that says how a kind's records end."""
    return {
        choice["id"]
        for field in kind.get("fields", ())
        if field["id"] == kind["state"]["field"]
        for choice in field.get("choices", ())
    }


class Known:
    """Everything that a ledger counts, to check its own indicators against."""

    def __init__(
        self,
        kinds: Mapping[str, dict[str, Any]],
        built_in: Mapping[str, Any],
        units: Collection[str],
    ) -> None:
        self.kinds = kinds
        self.units = units
        self.common: list[Table] = built_in["common"]
        #: (id, span) -> aggregation. The same id may stand once for the period and once to date.
        self.found = {_identity(raw): raw["aggregation"] for raw in built_in["indicators"]}
        for id_ in (id_ for kind in kinds.values() for id_ in self._derived(kind)):
            self.found.setdefault((id_, "period"), "")

    def joined(self, own: Sequence[Any]) -> list[Table]:
        """The ledger's own indicators. Raises BadConfig for the first bad one."""
        for index, raw in enumerate(own, 1):
            self._check(raw, f"indicators[{index}]")
            self.found[_identity(raw)] = raw["aggregation"]
        # A ratio may be made of indicators that follow it.
        for index, raw in enumerate(own, 1):
            for key in _MADE_OF["ratio"] if raw["aggregation"] == "ratio" else ():
                one_of(raw[key], f"indicators[{index}]", key, self._countable())
        return list(own)

    def check_relabel(self, relabel: Mapping[str, Any]) -> None:
        """Refuse another name for what is not counted."""
        ids = {id_ for id_, _ in self.found}
        for id_, changes in relabel.items():
            where = f'relabel."{id_}"'
            _check_id(id_, where)
            if id_ not in ids:
                refuse(where, Text.OWN_UNKNOWN_KEY, key=id_, suggestion=suggestion(id_, ids))
            check(changes, where, _WORDING)
            self._check_unit(changes, where)

    def _check(self, raw: Any, where: str) -> None:
        check(raw, where, _INDICATOR, ("id", "label", "aggregation"))
        aggregation = raw["aggregation"]
        check(raw, where, _INDICATOR, (*_MADE_OF[aggregation], "unit"))
        self._check_unit(raw, where)
        _check_id(raw["id"], where)
        if _identity(raw) in self.found:
            refuse(where, Text.OWN_DUPLICATE, id=raw["id"])
        allowed = {*_MADE_OF[aggregation], *(() if aggregation == "ratio" else ("state",))}
        for key in _PARTS:
            if key in raw and key not in allowed:
                refuse(where, Text.OWN_NOT_WITH, key=key, aggregation=aggregation)
        if aggregation == "ratio":
            one_of(raw.get("span", "period"), where, "span", ("period",))
        else:
            self._check_source(raw, where)

    def _check_source(self, raw: Table, where: str) -> None:
        """What the indicator is counted from: kind, categories, measure, state."""
        place = f"{where}.where"
        kind = kind_of(raw["where"], place, self.kinds)
        check(raw["where"], place, _WHERE)
        categories = {choice["id"] for choice in kind.get("categories", ())}
        for category in raw["where"].get("category", ()):
            one_of(category, place, "category", categories)
        if raw["aggregation"] == "last" and not raw["where"].get("category"):
            refuse(place, Text.OWN_MISSING_KEY, key="category")
        if "measure" in raw:
            one_of(raw["measure"], where, "measure", self._measures(kind, raw["aggregation"]))
        if "state" in raw:
            known = states(kind) | {"pending"} if "state" in kind else set()
            if not raw["state"] or not known:
                refuse(where, Text.OWN_BAD_VALUE, known, key="state", value=raw["state"])
            for state in raw["state"]:
                one_of(state, where, "state", known)

    def _measures(self, kind: Table, aggregation: str) -> set[str]:
        """The fields that can be added up, or of which the different names can be counted."""
        fields = [*kind.get("fields", ()), *self.common]
        if aggregation != "distinct":
            return {field["id"] for field in fields if field["type"] == "quantity"}
        return {field["id"] for field in fields if field["type"] == "names" or "distinct" in field}

    def _derived(self, kind: Table) -> list[str]:
        """The indicators that follow from a kind."""
        heads = [f"{kind['id']}.{choice['id']}" for choice in kind.get("categories", ())]
        if kind.get("stock"):
            return heads
        ends = [kind.get("count", "events"), "people", *self._measures(kind, "sum")]
        return [f"{head}.{end}" for head in (kind["id"], *heads) for end in ends]

    def _countable(self) -> set[str]:
        return {
            id_ for (id_, span), how in self.found.items() if span == "period" and how != "ratio"
        }

    def _check_unit(self, raw: Table, where: str) -> None:
        if "unit" in raw and raw["unit"] not in self.units:
            refuse(where, Text.OWN_BAD_UNIT, self.units, unit=raw["unit"])


def _check_id(id_: str, where: str) -> None:
    if "." not in id_ or not INDICATOR_ID.fullmatch(id_):
        refuse(where, Text.OWN_BAD_INDICATOR_ID, id=id_)


def _identity(indicator: Table) -> tuple[str, str]:
    return (indicator["id"], indicator.get("span", "period"))
