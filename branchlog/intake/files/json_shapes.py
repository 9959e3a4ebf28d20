"""Decode lines that are shaped like those before them: what is known of a row need not be found."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET

from branchlog.intake.source import Block, Shape

#: Shapes, keys of one, and beginnings anew, after which lines have too little in common.
_MOST_SHAPES = 50
_MOST_KEYS = 60
_MOST_TRIES = 30
_NAMES = tuple[str, ...]


class Shapes:
    """The shapes seen so far, and a decoder for all of them."""

    def __init__(self) -> None:
        #: Kind as it is written (None: no such key) -> key -> the types of its values.
        self._seen: dict[str | None, dict[str, set[Any]]] = {}
        self._tries = 0
        self._decoder: msgspec.json.Decoder[Any] | None = None
        self._shapes: dict[type, Shape] = {}
        self._keys = 0

    def learn(self, rows: list[Any]) -> None:
        """Take in the shapes of rows that were read one by one."""
        if self._tries > _MOST_TRIES:
            return
        self._tries += 1
        for row in rows:
            if type(row) is not dict or not self._takes(row):
                self._decoder, self._tries = None, _MOST_TRIES + 1
                return
        self._build()

    def decode(self, block: bytes, count: int, first: int) -> Block | None:
        """The rows of a block of so many lines; None when they must be read one by one."""
        if self._decoder is None:
            return None
        try:
            found = self._decoder.decode_lines(block)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        # No key may be hidden from the count, by what may stand before its colon.
        if len(found) != count or b'" :' in block or b'"\t:' in block or b'"\n:' in block:
            return None
        rows = [msgspec.structs.astuple(row) for row in found]
        shapes = [self._shapes[row.__class__] for row in found]
        keys = sum([len(row) for row in rows]) - sum([row.count(UNSET) for row in rows])
        keys += sum([shape.kind is not None for shape in shapes])
        # Every key is followed by ":, so a key that stands twice shows in the count.
        return Block(first, shapes, rows) if block.count(b'":') == keys else None

    def _takes(self, row: dict[str, Any]) -> bool:
        kind = row.get("kind")
        if kind is not None and type(kind) is not str:
            return False
        if ("kind" in row) != (kind is not None):
            return False
        known = self._seen.setdefault(kind, {})
        for key, value in row.items():
            type_ = type(value)
            if type_ is list:
                if any(type(part) is not str for part in value):
                    return False
                type_ = _NAMES
            elif type_ not in (str, int, float, type(None)):
                return False
            if '"' in key or "\\" in key or not key.isprintable():
                return False
            if key != "kind":
                known.setdefault(key, set()).add(type_)
        # Lines with a kind and lines without one cannot be told apart by it.
        mixed = None in self._seen and len(self._seen) > 1
        return len(self._seen) <= _MOST_SHAPES and len(known) <= _MOST_KEYS and not mixed

    def _build(self) -> None:
        self._shapes = {}
        for number, (kind, keys) in enumerate(self._seen.items()):
            fields = [
                (f"f{place}", _union(types), msgspec.field(name=key, default=UNSET))
                for place, (key, types) in enumerate(keys.items())
            ]
            made = msgspec.defstruct(
                f"Shape{number}",
                fields,
                tag_field=None if kind is None else "kind",
                tag=kind,
                forbid_unknown_fields=True,
                gc=False,
            )
            self._shapes[made] = Shape(kind, tuple(keys))
        together: Any = None
        for made in self._shapes:
            together = made if together is None else together | made
        self._decoder = msgspec.json.Decoder(together)


def _union(types: set[Any]) -> Any:
    together: Any = None
    for type_ in types:
        together = type_ if together is None else together | type_
    return together | msgspec.UnsetType
