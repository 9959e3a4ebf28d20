"""A ledger as TinyDB's storage: a state that is read, and whose changes are appended."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from tinydb.storages import Storage

from branchlog import config
from branchlog.errors import BadConfig, LedgerChanged
from branchlog.ledger.changes import next_version
from branchlog.ledger.ledger import Ledger
from branchlog.ledger.lines import Entry, text_of
from branchlog.ledger.snapshot import Snapshot
from branchlog.ledger.writing import Draft
from branchlog.messages import LedgerText as Text
from branchlog.messages import Trouble

Tables: TypeAlias = dict[str, dict[str, Any]]
#: kind -> id -> the crcs of the heads.
Versions: TypeAlias = dict[str, dict[str, tuple[str, ...]]]


class State(dict[str, dict[str, Any]]):
    """The tables as TinyDB sees and changes them, and the versions that they were read from."""

    def __init__(self, tables: Tables, seen: Versions) -> None:
        super().__init__(tables)
        self.seen = seen


class JournalStorage(Storage):
    """TinyDB's storage over a ledger: `TinyDB(folder, storage=JournalStorage)`.

    Works on any folder, with or without branchlog.toml, and on any documents that JSON can hold.
    The folder is made when it is missing, its parent is not. A change in a closed year needs `why`.
    """

    def __init__(
        self, place: Ledger | Path | str, *, who: str | None = None, why: str = ""
    ) -> None:
        self.ledger = place if isinstance(place, Ledger) else _opened(Path(place), who)
        self.why = why

    def read(self) -> State:
        """All tables: {kind: {id: document}}, ids in order."""
        snapshot = self.ledger.read()
        tables: Tables = {name: {} for name, entry in snapshot.declared.items() if _exists(entry)}
        for kind, table in snapshot.tables.items():
            tables[kind] = {id: entry.doc for id, entry in table.items()}
        return State(tables, _versions(snapshot))

    def write(self, data: Tables) -> None:
        """Append what differs from what was read. All of it or nothing.

        A state that did not come from read() is compared with what is there now. Raises
        LedgerChanged when a record that it touches has changed since it was read.
        """
        with self.ledger.writing():
            now = self.ledger.read_to_write()
            current = _versions(now)
            seen = data.seen if isinstance(data, State) else current
            records = _record_drafts(data, seen, now, current)
            written = self.ledger.commit([*records, *_table_drafts(data, now)], self.why)
        if isinstance(data, State):
            # TinyDB's caching middleware writes the same state again, changed further.
            data.seen = _after(seen, written.entries)

    def append(self, kind: str, documents: Iterable[Mapping[str, Any]]) -> list[str]:
        """Record new documents without reading any; returns their new ids."""
        written = self.ledger.add_batch(((kind, doc) for doc in documents), why=self.why)
        return [entry.id for entry in written.entries]


class _Change(NamedTuple):
    """A record that a state has and the ledger has not (None: made void)."""

    kind: str
    id: str
    doc: dict[str, Any] | None


def _opened(folder: Path, who: str | None) -> Ledger:
    toml = folder / config.FILE
    settings = config.read_ledger(toml) if toml.exists() else None
    if isinstance(settings, Trouble):
        raise BadConfig.of(settings)
    ledger = Ledger(folder, settings, who=getpass.getuser() if who is None else who)
    if not folder.exists():
        ledger.fs.make_folder(folder)
    return ledger


def _record_drafts(
    data: Tables, seen: Versions, now: Snapshot, current: Versions
) -> Iterator[Draft]:
    changes = [*_put(data, seen, now), *_removed(data, seen)]
    stale = [
        change.id
        for change in changes
        if current.get(change.kind, {}).get(change.id) != seen.get(change.kind, {}).get(change.id)
    ]
    if stale:
        raise LedgerChanged(Text.CHANGED, Text.SINCE_READ, Text.READ_AGAIN, ids=" ".join(stale))
    for kind, id, doc in changes:
        versions = now.history.get((kind, id))
        if versions:
            yield next_version(versions, doc)
        elif doc is not None:
            yield Draft.first(kind, id, doc)


def _put(data: Tables, seen: Versions, now: Snapshot) -> Iterator[_Change]:
    """Documents that are new or differ from the version that was read."""
    for kind, table in data.items():
        for key, doc in table.items():
            id = str(key)
            crcs = seen.get(kind, {}).get(id)
            if crcs is None or text_of(doc) != text_of(_document(now, kind, id, crcs[0])):
                yield _Change(kind, id, dict(doc))


def _removed(data: Tables, seen: Versions) -> Iterator[_Change]:
    for kind, ids in seen.items():
        kept = {str(id) for id in data.get(kind, ())}
        for id in ids:
            if id not in kept:
                yield _Change(kind, id, None)


def _document(now: Snapshot, kind: str, id: str, crc: str) -> dict[str, Any] | None:
    """What a version said. Lines never change, so it is there still, as it was read."""
    for version in now.history.get((kind, id), ()):
        if version.crc == crc:
            return version.doc
    return None


def _table_drafts(data: Tables, now: Snapshot) -> Iterator[Draft]:
    """Say that an empty table exists, or that one that was said to exist is dropped."""
    exists = {name for name, entry in now.declared.items() if _exists(entry)}
    for name, table in data.items():
        if not table and name not in exists:
            yield _declaration(name, now.declared.get(name), exists=True)
    for name in exists - data.keys():
        yield _declaration(name, now.declared.get(name), exists=False)


def _declaration(name: str, last: Entry | None, *, exists: bool) -> Draft:
    rev = last.rev + 1 if last else 1
    return Draft(name, "", "table", rev, (last.crc,) if last else (), {"exists": exists}, ())


def _exists(entry: Entry) -> bool:
    return bool((entry.doc or {}).get("exists"))


def _versions(snapshot: Snapshot) -> Versions:
    versions: Versions = {
        kind: {id: (entry.crc,) for id, entry in table.items()}
        for kind, table in snapshot.tables.items()
    }
    for kind, id, heads in snapshot.conflicts:
        if id in versions.get(kind, {}):
            versions[kind][id] = tuple(head.crc for head in heads)
    return versions


def _after(seen: Versions, written: Iterable[Entry]) -> Versions:
    for entry in written:
        if entry.op == "void":
            seen[entry.kind].pop(entry.id)
        elif entry.op != "table":
            seen.setdefault(entry.kind, {})[entry.id] = (entry.crc,)
    return seen
