"""Turn documents by the million into lines, without an object for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias
from zlib import crc32

from branchlog.errors import BadValue
from branchlog.ledger.lines import LIMIT, NewEntry
from branchlog.ledger.writing import Signature
from branchlog.messages import LedgerText as Text

#: The longest document that still fits a line, whoever signs it.
LONGEST = LIMIT - 6 * 1024
_TAIL = b',"crc":"%08x"}\n'
_TAIL_LENGTH = 19
_BLOCK = 256 * 1024


#: A new record: its kind, and its document as JSON in UTF-8.
Addition: TypeAlias = tuple[str, bytes]


def blocks(
    additions: Iterable[Addition],
    signature: Signature,
    ids: Iterator[str],
    told: Callable[[int], None] | None = None,
) -> Iterator[bytes]:
    """The lines of new records in blocks of many, and `told` how many there were after each.

    `ids` are for them in order, and may have no end. Raises BadValue for one that is too long.
    """
    frames: dict[str, tuple[bytes, bytes]] = {}
    lines: list[bytes] = []
    size = count = 0
    for (kind, doc), id in zip(additions, ids, strict=False):
        frame = frames.get(kind)
        if frame is None:
            frame = frames[kind] = _frame(kind, signature)
        body = b"".join((frame[0], id.encode(), frame[1], doc))
        length = len(body) + _TAIL_LENGTH
        if length > LIMIT:
            raise BadValue(Text.UNWRITABLE, Text.TOO_LONG, Text.SHORTEN)
        lines += (body, _TAIL % crc32(body))
        size += length
        count += 1
        if size >= _BLOCK:
            yield b"".join(lines)
            lines.clear()
            size = 0
            if told:
                told(count)
    yield b"".join(lines)
    if told:
        told(count)


def _frame(kind: str, signature: Signature) -> tuple[bytes, bytes]:
    """What stands before a record's id and between it and its document.

    Cut out of an entry that was written and checked in the ordinary way, so that the form of a
    line has one source.
    """
    sample = NewEntry(
        kind,
        _ID,
        "add",
        1,
        (),
        signature.at,
        signature.who,
        signature.batch,
        signature.why,
        {},
    )
    before, _, after = sample.line.partition(_ID.encode())
    return before, after[: after.rindex(b'{},"crc"')]


_ID = "00000000-0000-7000-8000-000000000000"
