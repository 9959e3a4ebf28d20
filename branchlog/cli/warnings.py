"""What reading a ledger must not leave unsaid: conflicts, torn tails, records out of the count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from branchlog.cli.session import Session
from branchlog.ledger import Snapshot
from branchlog.messages import Cli as Text


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


def of_count(session: Session, snapshot: Snapshot, records: Mapping[str, Sequence[object]]) -> None:
    """Say which documents are not among the records that can be counted."""
    tables = snapshot.tables
    others = {kind: len(table) for kind, table in tables.items() if kind not in records}
    undated = {kind: len(tables[kind]) - len(dated) for kind, dated in records.items()}
    for pair, left_out in ((Text.OTHER_KINDS, others), (Text.UNDATED, undated)):
        kinds = [kind for kind, count in left_out.items() if count]
        if kinds:
            session.note(pair, count=sum(left_out.values()), kinds=" ".join(kinds))
