"""A ledger's own kinds, categories and indicators, checked before they join the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NoReturn

from branchlog.config import suggestion
from branchlog.errors import BadConfig
from branchlog.messages import Config, Pair
from branchlog.messages import Records as Text

_ID = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_INDICATOR_ID = re.compile(rf"{_ID.pattern}(?:\.{_ID.pattern})+")

_UNIT = {"id": str, "en": list, "decimal": bool, "money": bool, "written": bool}
_CHOICE = {"id": str, "label": list, "also": list}
_FIELD = {
    "id": str, "label": list, "also": list, "type": str, "unit": str, "choices": list,
    "phrase": list, "distinct": str, "wording": str, "floor": int,
}  # fmt: skip
_CATEGORY = {
    "id": str, "label": list, "also": list, "unit": str, "phrase": list, "phrases": dict,
    "dated": list, "dated_people": list, "wording": str, "floor": int, "numerals": str,
}  # fmt: skip
_KIND = {
    "id": str, "label": list, "also": list, "count": str, "counted": list, "unit": str,
    "phrase": list, "wording": str, "state": dict, "stock": bool, "required": list,
    "fields": list, "categories": list,
}  # fmt: skip
_INDICATOR = {
    "id": str, "label": list, "where": dict, "measure": str, "aggregation": str, "unit": str,
    "phrase": list, "wording": str, "floor": int, "numerals": str, "span": str, "state": list,
    "numerator": str, "denominator": str, "sentence": bool,
}  # fmt: skip
_STATE = {"field": str, "open": list, "default": str}
_WHERE = {"kind": str, "category": list, "occasion": list, "tag": list}
_RELABEL = {
    "label": list, "unit": str, "phrase": list, "wording": str, "floor": int, "numerals": str,
    "sentence": bool,
}  # fmt: skip

_ONE_OF = {
    "wording": ("exact", "floored"),
    "numerals": ("arabic", "han"),
    "span": ("period", "to-date"),
    "aggregation": ("sum", "count", "distinct", "last", "ratio"),
    "type": ("text", "note", "names", "choice", "day", "quantity"),
}
#: What may follow a kind's or category's name in an indicator id, so no category may be called so.
RESERVED = frozenset({"people", "hours"})


def merged(built_in: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The catalogue's tables with a ledger's own. Raises BadConfig for the first bad one."""
    raw = {**built_in, "relabel": own.get("relabel", {})}
    units = [*built_in["units"], *_units(own, built_in)]
    raw["units"] = units
    check = _Check({unit["id"] for unit in units}, built_in["common"])
    kinds = [dict(kind) for kind in built_in["kinds"]]
    for index, kind in enumerate(own.get("kinds", ()), 1):
        kinds.append(check.kind(kind, f"kinds[{index}]", {kind["id"] for kind in kinds}))
    by_id = {kind["id"]: kind for kind in kinds}
    for index, choice in enumerate(own.get("categories", ()), 1):
        where = f"categories[{index}]"
        kind = check.kind_of(choice, where, by_id)
        check.category({key: choice[key] for key in choice if key != "kind"}, where, kind)
        kind["categories"] = [*kind.get("categories", ()), choice]
    for index, field in enumerate(own.get("fields", ()), 1):
        where = f"fields[{index}]"
        kind = check.kind_of(field, where, by_id)
        check.field({key: field[key] for key in field if key != "kind"}, where, kind)
        kind["fields"] = [*kind.get("fields", ()), field]
    raw["kinds"] = kinds
    raw["indicators"] = [*built_in["indicators"], *check.indicators(own, by_id, built_in)]
    check.relabel(own.get("relabel", {}))
    return raw


def _units(own: Mapping[str, Any], built_in: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    taken = {unit["id"] for unit in built_in["units"]}
    for index, unit in enumerate(own.get("units", ()), 1):
        where = f"units[{index}]"
        _keys(unit, where, _UNIT, ("id", "en"))
        _texts(unit["en"], where, "en")
        if unit["id"] in taken:
            _refuse(where, Text.OWN_DUPLICATE, id=unit["id"])
        taken.add(unit["id"])
    return list(own.get("units", ()))


class _Check:
    """The checks that need to know the units and the fields that every kind has."""

    def __init__(self, units: set[str], common: list[Mapping[str, Any]]) -> None:
        self.units = units
        self.common = {field["id"] for field in common} | {"date", "category", "kind", "id"}

    def kind_of(self, raw: Any, where: str, kinds: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
        if not isinstance(raw, Mapping) or "kind" not in raw:
            _refuse(where, Text.OWN_MISSING_KEY, key="kind")
        if raw["kind"] not in kinds:
            _refuse(where, Text.OWN_BAD_VALUE, known=kinds, key="kind", value=raw["kind"])
        return kinds[raw["kind"]]

    def kind(self, raw: Any, where: str, taken: set[str]) -> dict[str, Any]:
        _keys(raw, where, _KIND, ("id", "label"))
        _id(raw, where, taken)
        self._common(raw, where)
        bare: dict[str, Any] = {"id": raw["id"], "fields": [], "categories": []}
        for index, field in enumerate(raw.get("fields", ()), 1):
            self.field(field, f"{where}.fields[{index}]", bare)
            bare["fields"].append(field)
        for index, choice in enumerate(raw.get("categories", ()), 1):
            self.category(
                choice, f"{where}.categories[{index}]", bare | {"count": raw.get("count")}
            )
            bare["categories"].append(choice)
        if "state" in raw:
            self._state(raw["state"], f"{where}.state", bare)
        known = {field["id"] for field in bare["fields"]} | {"category", "date", "place", "title"}
        for name in raw.get("required", ()):
            if name not in known:
                _refuse(where, Text.OWN_BAD_VALUE, known=known, key="required", value=name)
        return dict(raw)

    def _state(self, raw: Any, where: str, kind: Mapping[str, Any]) -> None:
        _keys(
            raw, where, {"field": str, "open": list, "default": str}, ("field", "open", "default")
        )
        choices = {
            choice["id"]
            for field in kind["fields"]
            if field["id"] == raw["field"]
            for choice in field.get("choices", ())
        }
        for value in (*raw["open"], raw["default"]):
            if value not in choices:
                _refuse(where, Text.OWN_BAD_VALUE, known=choices, key="state", value=value)
        if "closed" not in {field["id"] for field in kind["fields"]}:
            _refuse(where, Text.OWN_MISSING_KEY, key='fields: { id = "closed", type = "day" }')

    def category(self, raw: Any, where: str, kind: Mapping[str, Any]) -> None:
        _keys(raw, where, _CATEGORY, ("id", "label"))
        measures = {field["id"] for field in kind.get("fields", ()) if field["type"] == "quantity"}
        taken = {choice["id"] for choice in kind.get("categories", ())}
        _id(raw, where, taken | measures | RESERVED | {kind.get("count") or "events"})
        self._common(raw, where)

    def field(self, raw: Any, where: str, kind: Mapping[str, Any]) -> None:
        _keys(raw, where, _FIELD, ("id", "label", "type"))
        taken = {field["id"] for field in kind.get("fields", ())}
        categories = {choice["id"] for choice in kind.get("categories", ())}
        _id(raw, where, taken | categories | self.common)
        self._common(raw, where)
        if raw["type"] == "quantity" and "unit" not in raw:
            _refuse(where, Text.OWN_MISSING_KEY, key="unit")
        if raw["type"] == "choice":
            seen: set[str] = set()
            for index, choice in enumerate(raw.get("choices", ()), 1):
                _keys(choice, f"{where}.choices[{index}]", _CHOICE, ("id", "label"))
                _id(choice, f"{where}.choices[{index}]", seen)
                _texts(choice["label"], f"{where}.choices[{index}]", "label")
                seen.add(choice["id"])
            if not seen:
                _refuse(where, Text.OWN_MISSING_KEY, key="choices")

    def indicators(
        self, own: Mapping[str, Any], kinds: Mapping[str, Any], built_in: Mapping[str, Any]
    ) -> list[Mapping[str, Any]]:
        # The same id may stand once for the period and once to date.
        taken = {_identity(indicator) for indicator in built_in["indicators"]}
        for index, raw in enumerate(own.get("indicators", ()), 1):
            where = f"indicators[{index}]"
            _keys(raw, where, _INDICATOR, ("id", "label", "aggregation"))
            self._common(raw, where)
            if not _INDICATOR_ID.fullmatch(raw["id"]):
                _refuse(where, Text.OWN_BAD_ID, id=raw["id"])
            if _identity(raw) in taken:
                _refuse(where, Text.OWN_DUPLICATE, id=raw["id"])
            taken.add(_identity(raw))
            if raw["aggregation"] == "ratio":
                needed: tuple[str, ...] = ("numerator", "denominator", "unit")
            elif raw["aggregation"] == "count":
                needed = ("where", "unit")
            else:
                needed = ("where", "unit", "measure")
            _keys(raw, where, _INDICATOR, needed)
            if "where" in raw:
                self._where(raw, f"{where}.where", kinds)
        return list(own.get("indicators", ()))

    def _where(self, raw: Mapping[str, Any], where: str, kinds: Mapping[str, Any]) -> None:
        _keys(raw["where"], where, _WHERE, ("kind",))
        kind = self.kind_of(raw["where"], where, kinds)
        categories = {choice["id"] for choice in kind.get("categories", ())}
        for category in raw["where"].get("category", ()):
            if category not in categories:
                _refuse(where, Text.OWN_BAD_VALUE, known=categories, key="category", value=category)
        measures = {
            field["id"]
            for field in kind.get("fields", ())
            if field["type"] in ("quantity", "names")
        } | RESERVED
        if "measure" in raw and raw["measure"] not in measures:
            _refuse(where, Text.OWN_BAD_VALUE, known=measures, key="measure", value=raw["measure"])

    def relabel(self, raw: Mapping[str, Any]) -> None:
        for id_, changes in raw.items():
            where = f'relabel."{id_}"'
            if not _INDICATOR_ID.fullmatch(id_):
                _refuse(where, Text.OWN_BAD_ID, id=id_)
            _keys(changes, where, _RELABEL, ())
            self._common(changes, where)

    def _common(self, raw: Mapping[str, Any], where: str) -> None:
        if "unit" in raw and raw["unit"] not in self.units:
            _refuse(where, Text.OWN_BAD_UNIT, known=self.units, unit=raw["unit"])
        for key, allowed in _ONE_OF.items():
            if key in raw and raw[key] not in allowed:
                _refuse(where, Text.OWN_BAD_VALUE, known=allowed, key=key, value=raw[key])
        for key in ("label", "phrase", "counted", "dated", "dated_people"):
            if key in raw:
                _texts(raw[key], where, key)
        for key in ("phrase", "dated", "dated_people"):
            for text in raw.get(key, ()):
                _placeholders(text, where, key)


def _identity(indicator: Mapping[str, Any]) -> tuple[str, str]:
    return (indicator["id"], indicator.get("span", "period"))


def _keys(raw: Any, where: str, known: Mapping[str, type], needed: tuple[str, ...]) -> None:
    if not isinstance(raw, Mapping):
        _refuse(where, Text.OWN_WRONG_TYPE, key=where, expected=Config.A_TABLE)
    for key, value in raw.items():
        if key not in known:
            _refuse(
                where, Text.OWN_UNKNOWN_KEY, known=known, key=key, suggestion=suggestion(key, known)
            )
        if type(value) is not known[key]:
            _refuse(where, Text.OWN_WRONG_TYPE, key=key, expected=_TYPES[known[key]])
    for key in needed:
        if key not in raw:
            _refuse(where, Text.OWN_MISSING_KEY, known=known, key=key)


_TYPES: dict[type, Pair] = {
    str: Config.A_STRING,
    int: Config.A_WHOLE_NUMBER,
    bool: Config.YES_OR_NO,
    list: Config.A_LIST_OF_STRINGS,
    dict: Config.A_TABLE,
}


def _id(raw: Mapping[str, Any], where: str, taken: set[str] | frozenset[str]) -> None:
    if not _ID.fullmatch(raw["id"]):
        _refuse(where, Text.OWN_BAD_ID, id=raw["id"])
    if raw["id"] in taken:
        _refuse(where, Text.OWN_DUPLICATE, id=raw["id"])


def _texts(value: Any, where: str, key: str) -> None:
    if not (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(text, str) and text.strip() for text in value)
    ):
        _refuse(where, Text.OWN_WRONG_TYPE, key=key, expected=Text.OWN_LABEL)


def _placeholders(text: str, where: str, key: str) -> None:
    from string import Formatter

    allowed = {"n"} if key == "phrase" else {"month", "title", "people"}
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        names = {text}
    if not names <= allowed:
        known = [f"{{{name}}}" for name in sorted(allowed)]
        _refuse(where, Text.OWN_BAD_VALUE, known=known, key=key, value=text)


def _refuse(where: str, why: Pair, known: Any = (), **values: Any) -> NoReturn:
    hint = Text.OWN_HINT if known else Config.TOML_RESTORE
    raise BadConfig(Text.OWN_BAD, why, hint, where=where, known=" ".join(sorted(known)), **values)
