"""The shape of a ledger's own tables: which keys they have, of which type, under which ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal, NoReturn, TypeAlias

from branchlog.config import suggestion
from branchlog.errors import BadConfig
from branchlog.messages import Config, Pair
from branchlog.messages import Records as Text
from branchlog.records.text import word

#: What a key holds: one text, two texts (zh, en), several texts, a table, several tables …
Type: TypeAlias = Literal["text", "pair", "texts", "whole", "yes-no", "table", "tables"]
Shape: TypeAlias = Mapping[str, Type]
Table: TypeAlias = Mapping[str, Any]

_EXPECTED: dict[Type, Pair] = {
    "text": Config.A_STRING,
    "pair": Text.OWN_LABEL,
    "texts": Config.A_LIST_OF_STRINGS,
    "whole": Config.A_WHOLE_NUMBER,
    "yes-no": Config.YES_OR_NO,
    "table": Config.A_TABLE,
    "tables": Config.LIST_OF_TABLES,
}
_ONE_OF = {
    "wording": ("exact", "floored"),
    "numerals": ("arabic", "han"),
    "span": ("period", "to-date"),
    "aggregation": ("sum", "count", "distinct", "last", "ratio"),
    "type": ("text", "note", "names", "choice", "day", "quantity"),
}
# Names are looked up with `_` read as `-`, so that only hyphens can stand in an id.
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
INDICATOR_ID = re.compile(r"[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*")
_PLACEHOLDERS = {
    "phrase": {"n"},
    "dated": {"month", "title", "people"},
    "dated_people": {"month", "title", "people"},
}


def check(raw: Any, where: str, shape: Shape, needed: Iterable[str] = ()) -> None:
    """Raise BadConfig unless a table has the keys it needs, and each as its shape says."""
    if not isinstance(raw, Mapping):
        refuse(where, Text.OWN_WRONG_TYPE, key=where, expected=Config.A_TABLE)
    for key, value in raw.items():
        if key not in shape:
            near = suggestion(key, shape)
            refuse(where, Text.OWN_UNKNOWN_KEY, shape, key=key, suggestion=near)
        if not _fits(value, shape[key]):
            refuse(where, Text.OWN_WRONG_TYPE, key=key, expected=_EXPECTED[shape[key]])
        if key == "floor" and value < 1:
            refuse(where, Text.OWN_BAD_VALUE, key=key, value=value)
        one_of(value, where, key, _ONE_OF.get(key))
        for text in value if key in _PLACEHOLDERS else ():
            check_placeholders(text, where, key)
    for key in needed:
        if key not in raw:
            refuse(where, Text.OWN_MISSING_KEY, shape, key=key)


def _fits(value: Any, type_: Type) -> bool:
    match type_:
        case "text":
            return isinstance(value, str)
        case "pair":
            return _are_texts(value) and len(value) == 2
        case "texts":
            return _are_texts(value)
        case "whole":
            return type(value) is int
        case "yes-no":
            return isinstance(value, bool)
        case "table":
            return isinstance(value, Mapping)
        case _:
            return isinstance(value, list) and all(isinstance(each, Mapping) for each in value)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) and text.strip() for text in value)


def one_of(value: str, where: str, key: str, allowed: Collection[str] | None) -> None:
    """Refuse a value that is none of those allowed."""
    if allowed is not None and value not in allowed:
        refuse(where, Text.OWN_BAD_VALUE, allowed, key=key, value=value)


def check_placeholders(text: str, where: str, key: str) -> None:
    """Refuse a wording with a placeholder that nothing fills."""
    from string import Formatter

    allowed = _PLACEHOLDERS.get(key, {"n"})
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        names = {text}
    if not names <= allowed:
        known = [f"{{{name}}}" for name in allowed]
        refuse(where, Text.OWN_BAD_VALUE, known, key=key, value=text)


def check_id(id_: str, where: str, taken: Collection[str]) -> None:
    """Refuse an id that is not written as one, or that something else has."""
    if not _ID.fullmatch(id_):
        refuse(where, Text.OWN_BAD_ID, id=id_)
    if id_ in taken:
        refuse(where, Text.OWN_DUPLICATE, id=id_)


def check_label(raw: Table, where: str, others: Iterable[str]) -> None:
    """Refuse a label under which something else is found already."""
    known = {word(name) for name in others}
    for label in raw["label"]:
        if word(label) in known:
            refuse(where, Text.OWN_DUPLICATE, id=label)


def refuse(where: str, why: Pair, known: Collection[str] = (), **values: Any) -> NoReturn:
    """Raise the BadConfig that says where in branchlog.toml what is wrong."""
    hint = Text.OWN_HINT if known else Config.TOML_RESTORE
    raise BadConfig(Text.OWN_BAD, why, hint, where=where, known=" ".join(sorted(known)), **values)
