"""Add up entries to records: heads, conflicts, and what became void."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from branchlog.ledger import closings, names
from branchlog.ledger.lines import RECORD_OPS, Entry
from branchlog.ledger.parts import Part
from branchlog.ledger.snapshot import Conflict, Snapshot
from branchlog.messages import LedgerText as Text
from branchlog.messages import Trouble, trouble

Key: TypeAlias = tuple[str, str]


def fold(
    parts: Sequence[Part],
    asked: names.Asked,
    *,
    covered: names.Asked,
    history: bool,
    busy: bool,
    newer: Trouble | None,
) -> Snapshot:
    """The snapshot of what was read. Raises LedgerDamaged for an unaccounted bad line.

    `covered` are the years of which all files were read: those asked for, or more.
    `busy` means that a writer was at work, so that an unfinished last line is not a torn one.
    """
    snapshot = Snapshot()
    many, others = _gather(parts, snapshot)
    mends = closings.mended(entry.doc or {} for entry in others if entry.op == "mend")
    snapshot.mended = _account(parts, mends)
    snapshot.seals = tuple(entry for entry in others if entry.op == "close")
    snapshot.closed = tuple(closings.closed(entry.doc or {}) for entry in snapshot.seals)
    snapshot.declared = _declared(entry for entry in others if entry.op == "table")
    if history:
        snapshot.history = {
            (kind, id): [entry]
            for kind, table in snapshot.tables.items()
            for id, entry in table.items()
        }
    _settle_versions(snapshot, many, history)
    if asked is not None:
        _leave_out(snapshot, parts, asked)
    snapshot.tables = {kind: in_order(table) for kind, table in snapshot.tables.items() if table}
    snapshot.newer = newer or _newer(parts)
    notes = [snapshot.newer, *([] if busy else _torn(parts, mends)), _lost(parts, many, covered)]
    snapshot.notes = tuple(note for note in notes if note)
    return snapshot


def heads_of(versions: Sequence[Entry]) -> list[Entry]:
    """The versions that no other replaces, the one that counts first."""
    replaced = {crc for version in versions for crc in version.prev}
    # Versions that replace each other in a ring are nonsense, but must not vanish.
    heads = [version for version in versions if version.crc not in replaced] or list(versions)
    return sorted(heads, key=lambda head: (head.rev, head.crc), reverse=True)


def may_count(head: Entry, asked: names.Asked) -> bool:
    """Whether a head puts its record into the years asked for, or into every year."""
    if head.doc is None:
        return False
    years = names.years_of(head.kind, head.doc)
    return years is None or names.touches(years, asked)


def _gather(
    parts: Sequence[Part], snapshot: Snapshot
) -> tuple[dict[Key, list[Entry]], list[Entry]]:
    """Put lone first versions into the tables; give back all other records' versions, and the
    entries that are not about records."""
    tables = snapshot.tables
    many: dict[Key, list[Entry]] = {}
    others: list[Entry] = []
    for part in parts:
        for entry in part.all_entries():
            if entry.op not in RECORD_OPS:
                others.append(entry)
                continue
            table = tables.get(entry.kind)
            if table is None:
                table = tables[entry.kind] = {}
            first = table.setdefault(entry.id, entry)
            if first is not entry:
                many.setdefault((entry.kind, entry.id), [first]).append(entry)
            elif entry.prev or entry.op == "void":
                many[entry.kind, entry.id] = [entry]
    return many, others


def _settle_versions(snapshot: Snapshot, many: dict[Key, list[Entry]], history: bool) -> None:
    conflicts = []
    for (kind, id), copies in many.items():
        # Identical lines are one entry.
        unique = {(entry.crc, entry.batch, entry.rev, entry.op): entry for entry in copies}
        versions = list(unique.values())
        heads = heads_of(versions)
        # Two copies that both made it void agree.
        if len(heads) > 1 and any(head.op != "void" for head in heads):
            conflicts.append(Conflict(kind, id, tuple(heads)))
        if heads[0].op == "void":
            del snapshot.tables[kind][id]
            snapshot.voided[kind, id] = heads[0]
        else:
            snapshot.tables[kind][id] = heads[0]
        snapshot.changed[kind, id] = sorted(versions, key=lambda one: (one.rev, one.crc))
    if history:
        snapshot.history |= snapshot.changed
    snapshot.conflicts = tuple(sorted(conflicts, key=lambda one: (one.kind, one.id)))


def _leave_out(snapshot: Snapshot, parts: Sequence[Part], asked: names.Asked) -> None:
    """Leave out records of years that were not asked for.

    Files named for several years, or for none, hold some. Their later versions may lie in files
    that were not read: what we have of them may be out of date.
    """

    gone = set()
    for part in parts:
        if part.years is None or part.years[0] != part.years[1]:
            for kind, id in {(entry.kind, entry.id) for entry in part.all_entries()}:
                head = snapshot.tables.get(kind, {}).get(id)
                if head is not None and not may_count(head, asked):
                    del snapshot.tables[kind][id]
                    gone.add((kind, id))
    for key in gone:
        snapshot.history.pop(key, None)
        snapshot.changed.pop(key, None)
    snapshot.conflicts = tuple(
        conflict
        for conflict in snapshot.conflicts
        if any(may_count(head, asked) for head in conflict.heads)
    )


def in_order(table: dict[str, Entry]) -> dict[str, Entry]:
    """Ids in order, numbers as numbers."""

    def place(id: str) -> tuple[int, str]:
        return (int(id) if id.isascii() and id.isdigit() and len(id) < 20 else 1 << 64, id)

    ids = list(table)
    ordered = sorted(ids, key=place) if any(map(str.isdigit, ids)) else sorted(ids)
    return table if ids == ordered else {id: table[id] for id in ordered}


def _account(parts: Sequence[Part], mends: set[str]) -> int:
    """How many bad lines a mend accounts for; any other one is damage."""
    bad = [place for part in parts for place in part.bad]
    for place in sorted(bad, key=lambda place: (place.file, place.line)):
        if closings.digest(place.text) not in mends:
            raise place.damage()
    return len(bad)


def _torn(parts: Sequence[Part], mends: set[str]) -> list[Trouble]:
    return [
        trouble(Text.TORN, Text.TORN_WHY, Text.TORN_HINT, file=part.name, count=len(part.rest))
        for part in parts
        if part.tail.bad and closings.digest(part.rest) not in mends
    ]


def _declared(entries: Iterable[Entry]) -> dict[str, Entry]:
    return {one.kind: one for one in sorted(entries, key=lambda one: (one.rev, one.crc))}


def _newer(parts: Sequence[Part]) -> Trouble | None:
    found = [what for part in parts for what in (*part.newer, *part.tail.newer)]
    if not found:
        return None
    return trouble(Text.NEWER, Text.NEWER_ENTRIES, Text.UPGRADE, count=len(found), example=found[0])


def _lost(
    parts: Sequence[Part], many: dict[Key, list[Entry]], covered: names.Asked
) -> Trouble | None:
    """A note about versions that entries replace and that no file holds.

    A version lies in a file that touches the years of the entry's own: it is missing when all of
    those were read.
    """
    dangling = {}
    for versions in many.values():
        known = {version.crc for version in versions}
        for version in versions:
            if not known.issuperset(version.prev):
                dangling[id(version)] = version
    if not dangling:
        return None
    found = [
        (part.name, entry.id)
        for part in parts
        if covered is None or (part.years and names.within(part.years, covered))
        for entry in part.all_entries()
        if id(entry) in dangling
    ]
    if not found:
        return None
    file, record = found[0]
    return trouble(
        Text.LOST_VERSIONS,
        Text.LOST_WHY,
        Text.FIND_FILES,
        count=len({id for _, id in found}),
        id=record,
        file=file,
    )
