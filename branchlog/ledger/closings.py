"""Know which days are closed, from closings.jsonl alone, so that an add reads nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from branchlog.errors import LedgerDamaged
from branchlog.ledger import names
from branchlog.ledger.fs import FileSystem
from branchlog.ledger.lines import LineError, parse
from branchlog.ledger.refusals import unread
from branchlog.messages import LedgerText as Text

NAME = f"{names.CLOSINGS}.jsonl"


class Closed(NamedTuple):
    """A span of days that was submitted: a change in it needs a reason."""

    first: str
    last: str

    def covers(self, doc: Mapping[str, object]) -> bool:
        """Whether a record's date lies in it; a month does when any of its days may."""
        date = doc.get("date")
        if not isinstance(date, str) or names.year_of(date) is None:
            return False
        return self.first[: len(date)] <= date <= self.last[: len(date)]


def closed(doc: Mapping[str, Any]) -> Closed:
    """What a `close` entry says."""
    return Closed(str(doc.get("from", "")), str(doc.get("to", "")))


def read(fs: FileSystem, folder: Path) -> list[Closed]:
    """The closed spans. Raises LedgerDamaged for a line that nothing accounts for."""
    try:
        bad, entries = _scan(fs, folder / NAME)
        if not bad:
            return [closed(entry["doc"]) for entry in entries if entry["op"] == "close"]
        # A crash while a torn line was mended leaves the mend in a file of its own.
        for name in fs.listing(folder):
            if name.startswith(names.CLOSINGS) and name != NAME:
                entries += _scan(fs, folder / name)[1]
    except OSError as error:
        raise unread(error, folder / NAME) from error
    mends = mended(entry["doc"] for entry in entries if entry["op"] == "mend")
    for number, start, line, why in bad:
        if digest(line) not in mends:
            raise LedgerDamaged(
                Text.DAMAGED,
                why.why,
                Text.RESTORE_FILE,
                file=NAME,
                line=number,
                byte=start + why.byte,
                **why.values,
            )
    return [closed(entry["doc"]) for entry in entries if entry["op"] == "close"]


def mended(docs: Iterable[Mapping[str, Any]]) -> set[str]:
    """The digests of the bad lines that `mend` entries account for."""
    return {str(doc.get("sha256")) for doc in docs}


def digest(line: bytes) -> str:
    """How a `mend` names a bad line, its LF left out."""
    from hashlib import sha256

    return sha256(line).hexdigest()


def _scan(
    fs: FileSystem, path: Path
) -> tuple[list[tuple[int, int, bytes, LineError]], list[dict[str, Any]]]:
    """The bad lines of a small file (number, first byte, bytes, why), and its entries."""
    size = fs.size(path)
    if not size:
        return [], []
    *lines, rest = fs.read(path, 0, size).split(b"\n")
    bad, entries, start = [], [], 0
    for number, line in enumerate([*lines, rest], 1):
        try:
            entries.append(parse(line))
        except LineError as why:
            # An unfinished last line was never acknowledged.
            if number <= len(lines):
                bad.append((number, start, line, why))
        start += len(line) + 1
    return bad, entries
