"""Find the record that an id, a part of one, or `last` names."""

from __future__ import annotations

from typing import NamedTuple

from branchlog.cli import views, warnings
from branchlog.cli.session import Session
from branchlog.errors import Refused
from branchlog.ledger import Entry, Snapshot
from branchlog.messages import Cli as Text
from branchlog.records.catalogue import Kind


class Found(NamedTuple):
    """A record's latest version; for a void one the last that it had."""

    snapshot: Snapshot
    entry: Entry
    void: bool

    @property
    def key(self) -> tuple[str, str]:
        """Kind and id."""
        return self.entry.kind, self.entry.id


def record(session: Session, text: str, snapshot: Snapshot | None = None) -> Found:
    """The record that the text names. Raises NotFound or Ambiguous."""
    if snapshot is None:
        snapshot = session.ledger().read(history=True)
        warnings.of_snapshot(session, snapshot)
    if text in views.LAST:
        kind, id_ = views.last_of(snapshot, session.who())
    else:
        kind, id_ = views.one(snapshot, text)
    live = snapshot.tables.get(kind, {}).get(id_)
    if live is not None:
        return Found(snapshot, live, False)
    documents = [version for version in snapshot.history[kind, id_] if version.doc is not None]
    void = snapshot.voided[kind, id_]
    return Found(snapshot, documents[-1] if documents and void.doc is None else void, True)


def live(session: Session, text: str, snapshot: Snapshot | None = None) -> Found:
    """The record, which must not be void. Raises Refused, and NewerFormat before it is sought."""
    if snapshot is None:
        snapshot = session.ledger().read_to_write()
        warnings.of_snapshot(session, snapshot)
    found = record(session, text, snapshot)
    if found.void:
        raise Refused(
            Text.VOID_RECORD,
            Text.VOID_RECORD_WHY,
            Text.VOID_RECORD_HINT,
            id=found.snapshot.shortest(found.entry.id),
        )
    return found


def kind(session: Session, found: Found) -> Kind:
    """The record's kind, which must be in the catalogue. Raises Refused."""
    known = views.kind_of(session.catalogue(), found.entry.kind)
    if known is None:
        raise Refused(
            Text.UNKNOWN_KIND_RECORD,
            Text.UNKNOWN_KIND_RECORD_WHY,
            Text.UNKNOWN_KIND_RECORD_HINT,
            id=found.entry.id,
            kind=found.entry.kind,
        )
    return known


def reason(session: Session, found: Found, why: str) -> None:
    """A reason is due unless the record is one's own and of the same day. Raises Refused."""
    if why.strip():
        return
    first = found.snapshot.history[found.key][0]
    written = first.at[:10]
    if first.who != session.who() or written != session.now().date().isoformat():
        raise Refused(
            Text.WHY_NEEDED, Text.WHY_NEEDED_WHY, Text.WHY_NEEDED_HINT, who=first.who, date=written
        )
