"""What reading a ledger must not leave unsaid: conflicts, torn tails, records out of the count."""

from __future__ import annotations

from collections import Counter

from branchlog.cli import views
from branchlog.cli.session import Session
from branchlog.ledger import Snapshot
from branchlog.messages import Cli as Text
from branchlog.records.catalogue import Catalogue


def of_snapshot(session: Session, snapshot: Snapshot) -> None:
    """Say on stderr what the reading found, even with -q: the figures depend on it."""
    for trouble in snapshot.notes:
        session.trouble(trouble)
    for conflict in snapshot.conflicts:
        session.warn(
            session.say(
                Text.CONFLICT,
                kind=conflict.kind,
                id=snapshot.shortest(conflict.id),
                count=len(conflict.heads),
            )
        )


def of_count(session: Session, snapshot: Snapshot, catalogue: Catalogue) -> None:
    """Say which documents no figure can count: of no known kind, or without a date."""
    others = {kind: len(table) for kind, table in snapshot.tables.items() if table}
    undated: Counter[str] = Counter()
    for kind in list(others):
        if catalogue.has(kind):
            del others[kind]
            for entry in snapshot.tables[kind].values():
                if not views.dated(entry):
                    undated[kind] += 1
    if others:
        session.note(Text.OTHER_KINDS, count=sum(others.values()), kinds=" ".join(others))
    if undated:
        session.note(Text.UNDATED, count=undated.total(), kinds=" ".join(undated))
