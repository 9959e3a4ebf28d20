"""A ledger as it was before a day, and what was written since."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from branchlog.ledger.fold import heads_of, in_order
from branchlog.ledger.lines import Entry
from branchlog.ledger.snapshot import Snapshot
from branchlog.ledger.undo import is_undo
from branchlog.records.record import Document


class Act(NamedTuple):
    """One entry of a record: what was done (add, amend, void, undo), by whom, when and why."""

    op: str
    at: str
    who: str
    why: str
    batch: str
    doc: Document | None


def before(snapshot: Snapshot, day: str, kinds: Collection[str]) -> Snapshot:
    """The live records of some kinds as they were before a day; nothing else is in it.

    An entry's day is the one that it was written on where it was written. The snapshot must be of
    all years.
    """
    found: dict[str, dict[str, Entry]] = {kind: {} for kind in kinds}
    for kind, id_, versions in _versions(snapshot, kinds):
        earlier = [entry for entry in versions if entry.at[:10] < day]
        # Nearly all records have one version, and that is their head.
        head = heads_of(earlier)[0] if len(earlier) > 1 else earlier[0] if earlier else None
        if head is not None and head.doc is not None:
            found[kind][id_] = head
    then = Snapshot()
    then.tables = {kind: in_order(table) for kind, table in found.items()}
    return then


def since(snapshot: Snapshot, day: str, kinds: Collection[str]) -> dict[tuple[str, str], list[Act]]:
    """What was written on a day or after it, by record, each record's in the order of its revs."""
    found = {}
    for kind, id_, versions in _versions(snapshot, kinds):
        if later := [_act(entry) for entry in versions if entry.at[:10] >= day]:
            found[kind, id_] = later
    return found


def last_versions(snapshot: Snapshot, kind: str) -> Iterator[tuple[Entry, Entry]]:
    """The void records of a kind: the last version that says something, and the entry that made
    it void. They are the same where no version does."""
    for (of, id_), void in snapshot.voided.items():
        if of == kind:
            said = [one for one in snapshot.changed[kind, id_] if one.doc is not None]
            yield (said[-1] if said else void), void


def _versions(
    snapshot: Snapshot, kinds: Collection[str]
) -> Iterator[tuple[str, str, Sequence[Entry]]]:
    """Every record of the kinds, void ones too, with its versions by rev."""
    for kind in kinds:
        for id_, entry in snapshot.tables.get(kind, {}).items():
            yield kind, id_, snapshot.changed.get((kind, id_)) or (entry,)
    for kind, id_ in snapshot.voided:
        if kind in kinds:
            yield kind, id_, snapshot.changed[kind, id_]


def _act(entry: Entry) -> Act:
    op = "undo" if is_undo(entry.why) else entry.op
    return Act(op, entry.at, entry.who, entry.why, entry.batch, entry.doc)
