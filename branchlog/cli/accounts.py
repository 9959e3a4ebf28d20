"""Account for a figure from what the ledger holds."""

from __future__ import annotations

import gc
from collections.abc import Collection, Mapping, Sequence

from branchlog.cli import views, warnings
from branchlog.cli.session import Session
from branchlog.ledger import Snapshot, moments
from branchlog.records import filters
from branchlog.records.filters import Filters
from branchlog.records.indicators import Indicator
from branchlog.stats.account import Account, account, kinds
from branchlog.stats.amendments import Then
from branchlog.stats.left_out import Everything, Voided
from branchlog.stats.statement import Header


def of_ledger(
    session: Session,
    header: Header,
    indicator: Indicator,
    known: Sequence[Indicator],
    since: str | None,
) -> tuple[Account, Snapshot]:
    """The account of a figure: what does not count may lie in any year, so all are read."""
    catalogue = session.catalogue()
    wanted = filters.build(catalogue, session.today, dict(header.filters))
    snapshot = session.ledger().read()
    # What was read stays until the command ends: to look through it for garbage again and again
    # would cost as much as the answer.
    gc.freeze()
    warnings.of_snapshot(session, snapshot)
    dated = views.countable(snapshot, catalogue)
    warnings.of_count(session, snapshot, dated)
    made_of = kinds(indicator, known)
    everything = Everything(
        {kind: list(snapshot.tables.get(kind, {}).values()) for kind in made_of},
        dated,
        views.selected(dated, wanted),
        voided(snapshot, made_of),
    )
    then = _then(session, snapshot, since, made_of, wanted) if since else None
    return account(header, indicator, known, everything, then), snapshot


def voided(snapshot: Snapshot, kinds: Collection[str]) -> Mapping[str, Sequence[Voided]]:
    """The void records of some kinds, each with the last that it said."""
    return {
        kind: [
            Voided(last, void.who, void.at, void.why)
            for last, void in moments.last_versions(snapshot, kind)
        ]
        for kind in kinds
    }


def _then(
    session: Session, snapshot: Snapshot, day: str, kinds: Collection[str], wanted: Filters
) -> Then:
    """The ledger before a day, through the same filters."""
    earlier = moments.before(snapshot, day, kinds)
    chosen = views.selected(views.countable(earlier, session.catalogue()), wanted)
    return Then(day, chosen, moments.since(snapshot, day, kinds))
