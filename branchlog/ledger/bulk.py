"""Decode many lines at once, as strictly as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, NamedTuple
from zlib import crc32

import msgspec

from branchlog.ledger import names
from branchlog.ledger.lines import KEYS, KNOWN_OPS, LIMIT, RECORD_OPS, LineError, parse
from branchlog.messages import LedgerText as Text

_TAIL = b',"crc":"%08x"}'


class ReadEntry(msgspec.Struct, gc=False):
    """An entry as it was read."""

    kind: str
    id: str
    # Naming the ops makes all entries share their strings. An unknown op takes the slow way.
    op: Literal["add", "amend", "void", "table", "close", "mend"]
    rev: Annotated[int, msgspec.Meta(ge=1)]
    prev: tuple[str, ...]
    at: str
    who: str
    batch: str
    why: str
    doc: dict[str, Any] | None
    crc: str


class Bad(NamedTuple):
    """A bad line: its place among the lines that were given, its bytes, and why."""

    place: int
    line: bytes
    why: LineError


class Decoded(NamedTuple):
    """What a block of lines holds. `newer` names keys and ops that we do not know."""

    entries: list[ReadEntry]
    bad: list[Bad]
    newer: list[str]


class Decoder:
    """Decodes the lines of one file, whose name may promise years."""

    def __init__(self, name: str) -> None:
        self._promised = names.years_in(name)
        # Dates already seen to lie in the promised years: a year has few.
        self._fine: set[str] = set()

    def decode(self, block: bytes) -> Decoded:
        """The entries of whole lines, each ending in LF."""
        lines = block.split(b"\n")
        lines.pop()
        entries = _quickly(block, lines)
        if entries is not None:
            suspects = self._suspects(block, lines, entries)
            if not suspects:
                return Decoded(entries, [], [])
            found: list[ReadEntry | None] = [*entries]
        else:
            suspects = range(len(lines))
            found = [None] * len(lines)
        return self._strictly(lines, found, suspects)

    def _strictly(
        self, lines: list[bytes], found: list[ReadEntry | None], suspects: Sequence[int]
    ) -> Decoded:
        bad, newer = [], []
        for index in suspects:
            try:
                raw = parse(lines[index])
                entry = _entry(raw)
                self._check_years(entry)
            except LineError as why:
                found[index] = None
                bad.append(Bad(index, lines[index], why))
                continue
            found[index] = entry
            newer += [key for key in raw if key not in KEYS]
            newer += [entry.op] if entry.op not in KNOWN_OPS else []
        return Decoded([entry for entry in found if entry is not None], bad, newer)

    def _suspects(
        self, block: bytes, lines: list[bytes], entries: list[ReadEntry]
    ) -> Sequence[int]:
        """The lines that msgspec takes and that may still be wrong: it allows a key twice."""
        keys, spaced = len(KEYS), _spaced(block)
        suspects = [
            index
            for index, (line, entry) in enumerate(zip(lines, entries, strict=True))
            # A glance clears nearly all: no keys but ours and those of the document itself.
            if (
                (doc := entry.doc) is None
                or line.count(b'":') != keys + len(doc)
                or entry.op == "void"
                or (spaced and _spaced(line))
            )
            and _doubtful(line, entry)
        ]
        if self._promised:
            suspects += self._perhaps_misplaced(entries)
        return sorted(set(suspects))

    def _perhaps_misplaced(self, entries: list[ReadEntry]) -> list[int]:
        """The entries whose dates do not lie in the promised years, as far as a glance tells."""
        fine = self._fine
        return [
            index
            for index, entry in enumerate(entries)
            if (doc := entry.doc) is not None
            and not (
                type(date := doc.get("date")) is str
                and date in fine
                and ((closed := doc.get("closed")) is None or str(closed) in fine)
                and entry.kind != names.STANDING
            )
            and not self._placed(entry)
        ]

    def _placed(self, entry: ReadEntry) -> bool:
        """Whether an entry's record lies in the years that the file's name promises."""
        doc = entry.doc
        if doc is None or self._promised is None or entry.op not in RECORD_OPS:
            return True
        date, closed = doc.get("date"), doc.get("closed")
        years = names.years_of(entry.kind, doc)
        if not years or years[0] < self._promised[0] or years[1] > self._promised[1]:
            return False
        self._fine.update(
            day for day in (date, closed) if isinstance(day, str) and names.year_of(day)
        )
        return True

    def _check_years(self, entry: ReadEntry) -> None:
        if not self._placed(entry):
            doc = entry.doc or {}
            dates = [str(doc[key]) for key in ("date", "closed") if key in doc]
            raise LineError(Text.FOREIGN_YEAR, date=" ".join(dates) or "-")


def _quickly(block: bytes, lines: list[bytes]) -> list[ReadEntry] | None:
    """The entries when every checksum is right and msgspec takes every line, else None."""
    if not lines or max(map(len, lines)) >= LIMIT:
        return None
    seals = (_TAIL * len(lines)) % tuple([crc32(line[:-18]) for line in lines])
    if seals != b"".join([line[-18:] for line in lines]):
        return None
    try:
        entries = _DECODER.decode_lines(block)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    # Two objects on one line would be two entries.
    return entries if len(entries) == len(lines) else None


def _spaced(text: bytes) -> bool:
    """Whether blanks may stand between a key and its colon."""
    # Looking for one byte first is much faster, and most lines hold no blank at all.
    return (b" " in text and b" :" in text) or b"\t" in text or b"\r" in text


def _doubtful(line: bytes, entry: ReadEntry) -> bool:
    """Whether a key may stand twice in a line, or its document does not fit its op."""
    if (entry.doc is None) != (entry.op == "void") or _spaced(line):
        return True
    # Every key is followed by ":, so a key that was dropped shows in the count.
    return line.count(b'":') != len(KEYS) + _count_keys(entry.doc)


def _count_keys(value: dict[str, Any] | list[Any] | None) -> int:
    if value is None:
        return 0
    inner, count = (value.values(), len(value)) if type(value) is dict else (value, 0)
    for part in inner:
        if type(part) is dict or type(part) is list:
            count += _count_keys(part)
    return count


def _entry(raw: dict[str, Any]) -> ReadEntry:
    known = {key: raw[key] for key in KEYS}
    known["prev"] = tuple(known["prev"])
    return ReadEntry(**known)


_DECODER = msgspec.json.Decoder(ReadEntry)
