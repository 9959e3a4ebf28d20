"""One entry as one line of a file: how it is written, and how strictly it is taken back."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any, Protocol
from zlib import crc32

from branchlog.errors import BadValue
from branchlog.messages import LedgerText as Text
from branchlog.messages import Pair
from branchlog.records.record import Record

#: The longest line, its LF included.
LIMIT = 64 * 1024
KEYS = ("kind", "id", "op", "rev", "prev", "at", "who", "batch", "why", "doc", "crc")
#: Ops that make versions of a record; the others say something about the ledger.
RECORD_OPS = frozenset(("add", "amend", "void"))
KNOWN_OPS = RECORD_OPS | {"table", "close", "mend"}
_DEEPEST = 100
_TAIL = b',"crc":"%08x"}'
_TAIL_LENGTH = 18


class Entry(Record, Protocol):
    """One line: one thing that was written down, never changed afterwards."""

    @property
    def op(self) -> str: ...
    @property
    def prev(self) -> tuple[str, ...]: ...
    @property
    def why(self) -> str: ...
    @property
    def crc(self) -> str: ...


class NewEntry:
    """An entry on its way to the disk. Reading makes its own, faster type."""

    __slots__ = (*KEYS, "line")

    def __init__(
        self,
        kind: str,
        id: str,
        op: str,
        rev: int,
        prev: tuple[str, ...],
        at: str,
        who: str,
        batch: str,
        why: str,
        doc: dict[str, Any] | None,
    ) -> None:
        self.kind = kind
        self.id = id
        self.op = op
        self.rev = rev
        self.prev = prev
        self.at = at
        self.who = who
        self.batch = batch
        self.why = why
        self.doc = doc
        #: The bytes of the entry, LF included. Raises BadValue when they could not be read back.
        self.line = _encoded({key: getattr(self, key) for key in KEYS[:-1]})
        self.crc = self.line[-11:-3].decode()


class LineError(Exception):
    """A line that is not an entry: why, and the byte in the line where that shows."""

    def __init__(self, why: Pair, byte: int = 0, **values: object) -> None:
        super().__init__(why[1])
        self.why = why
        self.byte = byte
        self.values = values


def text_of(doc: object) -> str:
    """A document as JSON text: two documents are the same when their texts are."""
    return json.dumps(doc, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _encoded(entry: Mapping[str, object]) -> bytes:
    try:
        body = text_of(entry)[:-1].encode()
    except (TypeError, ValueError, RecursionError) as error:
        surrogate = isinstance(error, UnicodeEncodeError)
        why = Text.LONE_SURROGATE if surrogate else Text.NOT_JSON_VALUE
        detail = str(error) or type(error).__name__
        raise BadValue(Text.UNWRITABLE, why, Text.SHORTEN, detail=detail) from error
    line = body + _TAIL % crc32(body)
    # What could not be read back (two keys that become one text, say) must not be written;
    # how deep a reader may go depends on where it is called, so we stay far from its limit.
    try:
        written = parse(line)
        if line.count(b"[") + line.count(b"{") > _DEEPEST and _depth(written) > _DEEPEST:
            raise LineError(Text.TOO_DEEP)
    except LineError as bad:
        raise BadValue(Text.UNWRITABLE, bad.why, Text.SHORTEN, **bad.values) from bad
    return line + b"\n"


def parse(line: bytes) -> dict[str, Any]:
    """A line without its LF as the entry's keys and values. Raises LineError.

    Keys beyond ours are left in: a newer branchlog may have written them.
    """
    check_seal(line)
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        raise LineError(Text.NOT_UTF8, error.start) from error
    try:
        entry: dict[str, Any] = _STRICT.decode(text)
        if "\\u" in text:
            text_of(entry).encode()
    except json.JSONDecodeError as error:
        byte = len(text[: error.pos].encode())
        raise LineError(Text.NOT_JSON, byte, detail=error.msg) from error
    except UnicodeEncodeError as error:
        raise LineError(Text.LONE_SURROGATE) from error
    except RecursionError as error:
        raise LineError(Text.TOO_DEEP) from error
    except ValueError as error:
        raise LineError(Text.NOT_JSON, detail=str(error)) from error
    check_shape(entry)
    return entry


def check_seal(line: bytes) -> None:
    """Raise LineError unless the line ends in the checksum of all that is before it."""
    if len(line) >= LIMIT:
        raise LineError(Text.TOO_LONG, LIMIT)
    if line[-_TAIL_LENGTH:] == _TAIL % crc32(line[:-_TAIL_LENGTH]):
        return
    if line.endswith(b"\r"):
        raise LineError(Text.CARRIAGE_RETURN, len(line) - 1)
    framed = line[-_TAIL_LENGTH:-10] == _TAIL[:8] and line.endswith(b'"}')
    raise LineError(Text.BAD_CRC if framed else Text.NOT_WHOLE)


def check_shape(entry: object) -> None:
    """Raise LineError unless an entry has all its keys, each of its type."""
    if type(entry) is not dict:
        raise LineError(Text.WRONG_SHAPE, key="{}")
    for key in KEYS:
        if key not in entry or not _fits(key, entry[key]):
            raise LineError(Text.WRONG_SHAPE, key=key)
    op, doc = entry["op"], entry["doc"]
    if op in KNOWN_OPS and (doc is None) != (op == "void"):
        raise LineError(Text.WRONG_SHAPE, key="doc")


def _fits(key: str, value: object) -> bool:
    if key == "rev":
        return type(value) is int and value >= 1
    if key == "prev":
        return type(value) is list and all(type(crc) is str for crc in value)
    if key == "doc":
        return value is None or type(value) is dict
    return type(value) is str


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        key = next(key for key in keys if keys.count(key) > 1)
        raise LineError(Text.DUPLICATE_KEY, key=key)
    return found


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise LineError(Text.NOT_A_NUMBER, text=text)
    return number


def _depth(value: object) -> int:
    deepest, level = 0, [value]
    while level:
        deepest += 1
        level = [part for outer in level for part in _parts(outer)]
    return deepest


def _parts(value: object) -> list[object]:
    if type(value) is dict:
        return list(value.values())
    return value if type(value) is list else []


_STRICT = json.JSONDecoder(object_pairs_hook=_unique, parse_float=_finite, parse_constant=_finite)
