"""What was written since a day and changed a figure: old and new shares, and by whom and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from branchlog.errors import Refused
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period
from branchlog.records.record import Document, Record
from branchlog.stats.evidence import Evidence, Share, Trail


class Act(Protocol):
    """One entry of a record: what was done, by whom, when and why."""

    @property
    def op(self) -> str: ...
    @property
    def at(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def batch(self) -> str: ...
    @property
    def doc(self) -> Document | None: ...


class Then(NamedTuple):
    """The ledger before a day: the records that passed the filters, and what was written since.

    `acts` are by kind and id, each record's in their order.
    """

    day: str
    records: Mapping[str, Sequence[Record]]
    acts: Mapping[tuple[str, str], Sequence[Act]]


class Change(NamedTuple):
    """A record whose share, times 100, is another one now.

    Without `acts` it was not written to: a name that it repeats counted elsewhere before. It is
    `late` if it was recorded since and dated before. `part` tells a ratio's records apart.
    """

    record: Record
    before: int
    after: int
    acts: tuple[Act, ...]
    late: bool
    part: str = ""


class Since(NamedTuple):
    """A figure before a day and what changed it; None where it could not be computed then.

    `others` counts the records that were written to and left it as it was.
    """

    day: str
    before: Evidence | None
    changes: tuple[Change, ...]
    others: int


#: The names of a ratio's parts.
PARTS = ("numerator", "denominator")


def since(now: Evidence, then: Then, period: Period, known: Sequence[Indicator]) -> Since:
    """What became of a figure. Raises ArithmeticError if its changes did not add up."""
    indicator = now.figure.indicator
    if not then.acts:
        return Since(then.day, now, (), 0)
    try:
        before = Trail(then.records, known).evidence(indicator, period)
    except Refused:
        return Since(then.day, None, (), len(then.acts))
    changes: list[Change] = []
    if now.parts:
        for part, old, new in zip(PARTS, before.parts, now.parts, strict=True):
            changes += _changes(old, new, then, part)
    else:
        changes += _changes(before, now, then, "")
    touched = {(change.record.kind, change.record.id) for change in changes}
    return Since(then.day, before, tuple(changes), len(then.acts.keys() - touched))


def _changes(old: Evidence, new: Evidence, then: Then, part: str) -> list[Change]:
    """The records with another share than before, oldest first."""
    was, now = _by_key(old), _by_key(new)
    found = []
    for key in sorted(was.keys() | now.keys(), key=lambda key: _date(now.get(key) or was[key])):
        before = was[key].hundredths if key in was else 0
        after = now[key].hundredths if key in now else 0
        if before != after:
            record = (now.get(key) or was[key]).record
            acts = tuple(then.acts.get(key, ()))
            late = key not in was and acts[:1] != () and _is_late(record, acts[0], then.day)
            found.append(Change(record, before, after, acts, late, part))
    total = (new.figure.hundredths or 0) - (old.figure.hundredths or 0)
    if sum(change.after - change.before for change in found) != total:
        raise ArithmeticError(f"{new.figure.indicator.id}: its changes do not add up to {total}")
    return found


def _by_key(found: Evidence) -> dict[tuple[str, str], Share]:
    return {(share.record.kind, share.record.id): share for share in found.shares}


def _date(share: Share) -> tuple[str, str]:
    return str((share.record.doc or {}).get("date", "")), share.record.id


def _is_late(record: Record, first: Act, day: str) -> bool:
    return first.op == "add" and str((record.doc or {}).get("date", day)) < day


def done(change: Change, index: int, indicator: Indicator) -> str:
    """What one of a change's acts was: add, amend, void, undo, or the amend that resolves."""
    act = change.acts[index]
    before = change.acts[index - 1].doc if index else None
    opened = indicator.open_states
    if act.op != "amend" or not opened or act.doc is None:
        return act.op
    was_open = before.get(indicator.state_field) in opened if before else not change.before
    return "resolve" if was_open and act.doc.get(indicator.state_field) not in opened else "amend"
