"""The catalogue: kinds, categories, fields and units, built in and a ledger's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from branchlog.config import suggestion
from branchlog.errors import NotFound
from branchlog.messages import Pair
from branchlog.messages import Records as Text
from branchlog.records.text import short, word


class Unit(NamedTuple):
    """A unit of measure. Its id is the Chinese word; `en` is (one, many)."""

    id: str
    en: tuple[str, str]
    decimal: bool = False
    money: bool = False
    #: Whether English writes it after the number; other phrases bring their own noun.
    written: bool = False

    @property
    def label(self) -> Pair:
        """How the unit is written after a number of things."""
        return (self.id, self.en[1])


class Choice(NamedTuple):
    """One of a field's fixed values, or a category. `raw` is its table in the catalogue."""

    id: str
    label: Pair
    also: tuple[str, ...]
    raw: Mapping[str, Any]


class Field(NamedTuple):
    """One field of a kind.

    `type`: when, end, day, category, choice, text, note, names, quantity, times, approximate.
    """

    id: str
    label: Pair
    type: str
    also: tuple[str, ...] = ()
    unit: Unit | None = None
    choices: tuple[Choice, ...] = ()
    raw: Mapping[str, Any] = {}


class State(NamedTuple):
    """How a kind's records end: mediation by `outcome`, need by `status`."""

    field: str
    open: tuple[str, ...]
    default: str


_DATE = Field("date", ("日期", "date"), "when", ("时间", "when", "day"))

Named = TypeVar("Named", "Choice", "Field", "Kind")


class Kind:
    """A kind of event: its fields and categories, found by id or by either label."""

    def __init__(self, raw: Mapping[str, Any], units: Mapping[str, Unit], common: Any) -> None:
        self.raw = raw
        self.units = units
        self.id: str = raw["id"]
        self.label = _pair(raw["label"])
        self.also: tuple[str, ...] = tuple(raw.get("also", ()))
        #: The last word of the indicator that counts its records: `visits`, `events` …
        self.count: str = raw.get("count", "events")
        self.unit = units[raw.get("unit", "次")]
        self.stock: bool = raw.get("stock", False)
        self.required: tuple[str, ...] = tuple(raw.get("required", ()))
        state = raw.get("state")
        self.state = (
            State(state["field"], tuple(state["open"]), state["default"]) if state else None
        )
        choices = tuple(_choice(choice) for choice in raw.get("categories", ()))
        self.categories = {choice.id: choice for choice in choices}
        category = Field(
            "category", ("类别", "category"), "category", ("分类", "类型", "type"), None, choices
        )
        self.fields = {"date": _DATE, "category": category}
        for field in (*raw.get("fields", ()), *common):
            self.fields[field["id"]] = _field(field, units)
        #: The measures that are at least the number of the names in another field.
        self.totals = tuple(
            (field, str(field.raw["distinct"]))
            for field in self.measures()
            if "distinct" in field.raw
        )

    def field(self, text: str) -> Field:
        """The field with this id or label. Raises NotFound with a suggestion."""
        found = find(text, self.fields.values())
        if found:
            return found
        raise NotFound(
            Text.UNKNOWN_FIELD,
            Text.UNKNOWN_FIELD_WHY,
            Text.UNKNOWN_FIELD_HINT,
            kind=self.label,
            kind_id=self.id,
            word=short(text),
            known=listed(self.fields.values()),
            suggestion=nearest(text, self.fields.values()),
        )

    def measures(self) -> list[Field]:
        """The fields that carry numbers with a unit."""
        return [field for field in self.fields.values() if field.type == "quantity"]

    def unit_of(self, field: Field, category: str | None) -> Unit | None:
        """A field's unit; a stock's value has the unit of its item."""
        # A script beside the command may have written anything.
        choice = self.categories.get(category) if isinstance(category, str) else None
        if self.stock and field.id == "value" and choice and "unit" in choice.raw:
            return self.units[choice.raw["unit"]]
        return field.unit


class Catalogue:
    """All kinds of a ledger. Kinds are built when they are asked for."""

    def __init__(self, own: Mapping[str, Any] | None = None) -> None:
        raw = _data("catalogue.toml")
        # With tables of its own a ledger needs everything at once, to check them against.
        self._own = bool(own)
        if own:
            from branchlog.records.own import merged

            everything = {
                **raw,
                "kinds": [_whole(table) for table in raw["kinds"]],
                "indicators": _data("indicators.toml")["indicators"],
            }
            raw = merged(everything, own)
        self._raw = raw
        self.units = {
            unit["id"]: Unit(**{**unit, "en": _pair(unit["en"])}) for unit in raw["units"]
        }
        self._tables = {table["id"]: table for table in raw["kinds"]}
        self._kinds: dict[str, Kind] = {}

    def kind(self, text: str) -> Kind:
        """The kind with this id or label. Raises NotFound with a suggestion."""
        table = self._tables.get(text) or next(
            (table for table in self._tables.values() if word(text) in _words(table)), None
        )
        if table is None:
            raise self._unknown(text)
        if table["id"] not in self._kinds:
            whole = table if self._own else _whole(table)
            self._kinds[table["id"]] = Kind(whole, self.units, self._raw["common"])
        return self._kinds[table["id"]]

    def kinds(self) -> list[Kind]:
        """Every kind, in the catalogue's order."""
        return [self.kind(id_) for id_ in self._tables]

    def declared(self) -> list[Mapping[str, Any]]:
        """The indicators that are declared, built in and the ledger's own."""
        raw = self._raw if self._own else _data("indicators.toml")
        found: list[Mapping[str, Any]] = raw["indicators"]
        return found

    def relabelled(self) -> Mapping[str, Any]:
        """The ledger's own names, units and wordings, by indicator."""
        found: Mapping[str, Any] = self._raw.get("relabel", {})
        return found

    def has(self, id_: str) -> bool:
        """Whether records of this kind are in the catalogue."""
        return id_ in self._tables

    def _unknown(self, text: str) -> NotFound:
        kinds = self.kinds()
        return NotFound(
            Text.UNKNOWN_KIND,
            Text.UNKNOWN_KIND_WHY,
            Text.UNKNOWN_KIND_HINT,
            word=short(text),
            known=listed(kinds),
            suggestion=nearest(text, kinds),
        )


def _data(name: str) -> dict[str, Any]:
    """One of the catalogue's files: of all of them, `add` needs two."""
    import tomllib

    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


def _whole(table: Mapping[str, Any]) -> dict[str, Any]:
    """A kind's names and everything that its own file says."""
    return {**table, **_data(f"kinds/{table['id']}.toml")}


def _pair(raw: Any) -> Pair:
    return (raw[0], raw[1])


def _choice(raw: Mapping[str, Any]) -> Choice:
    return Choice(raw["id"], _pair(raw["label"]), tuple(raw.get("also", ())), raw)


def _field(raw: Mapping[str, Any], units: Mapping[str, Unit]) -> Field:
    return Field(
        raw["id"],
        _pair(raw["label"]),
        raw["type"],
        tuple(raw.get("also", ())),
        units[raw["unit"]] if "unit" in raw else None,
        tuple(_choice(choice) for choice in raw.get("choices", ())),
        raw,
    )


def _words(raw: Mapping[str, Any]) -> set[str]:
    return {word(name) for name in (raw["id"], *raw["label"], *raw.get("also", ()))}


#: Only the catalogue's own names go through it, never what was typed.
_known_word = lru_cache(maxsize=2048)(word)


def find(text: str, things: Iterable[Named]) -> Named | None:
    """The thing whose id, label or other name this is: ids first, then labels, then the rest."""
    known = tuple(things)
    for thing in known:
        # Scripts write ids, a million times over.
        if thing.id == text:
            return thing
    wanted = word(text)
    near: Named | None = None
    far: Named | None = None
    for thing in known:
        if wanted == thing.id:
            return thing
        if near is None and wanted in (_known_word(thing.label[0]), _known_word(thing.label[1])):
            near = thing
        if far is None and any(wanted == _known_word(name) for name in thing.also):
            far = thing
    return near or far


def listed(things: Iterable[Named]) -> Pair:
    """The labels of some things, for an error's second line."""
    known = list(things)
    return ("、".join(thing.label[0] for thing in known), ", ".join(thing.id for thing in known))


def nearest(text: str, things: Iterable[Named]) -> Pair:
    """`; did you mean …?`, or nothing."""
    names = [name for thing in things for name in _names(thing)]
    near = suggestion(text, names)
    if near != ("", "") or text.isascii():
        return near
    # In a Chinese word of two characters one slip is already half of it.
    slips = (name for name in names if len(name) == len(text) and _alike(name, text))
    return suggestion(next(slips, text), names)


def _alike(one: str, other: str) -> bool:
    return sum(map(str.__eq__, one, other)) * 2 >= len(one)


def _names(thing: Choice | Field | Kind) -> list[str]:
    return [thing.id, *thing.label, *thing.also]
