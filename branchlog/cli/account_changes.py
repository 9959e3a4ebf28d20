"""What changed a figure since a day, as people read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from branchlog.cli.session import Session
from branchlog.ledger import Snapshot
from branchlog.messages import Cli, Pair
from branchlog.messages import Why as Text
from branchlog.records.indicators import Indicator
from branchlog.report import Cell, Column, Paragraph, Run, Section, Table
from branchlog.stats import wording
from branchlog.stats.account import Account
from branchlog.stats.amendments import PARTS, Change, Since, done
from branchlog.stats.figures import Figure

#: Of one batch, more changes than this are told in one row.
_MOST_OF_BATCH = 5

_DONE: Mapping[str, Pair] = {
    "add": Text.DONE_ADD,
    "amend": Text.DONE_AMEND,
    "resolve": Text.DONE_RESOLVE,
    "void": Text.DONE_VOID,
    "undo": Text.DONE_UNDO,
}


def section(
    session: Session, found: Account, since: Since, snapshot: Snapshot, *, every: bool
) -> Section:
    """The figure as it was and as it is, what changed it, and the sum of the changes."""
    if since.before is None:
        title = session.say(Text.SINCE_TITLE, day=since.day)
        return Section(title, ((Run(session.say(Text.SINCE_UNKNOWN, day=since.day)),),))
    then, now = since.before.figure, found.found.figure
    title = session.say(
        Text.SINCE,
        day=since.day,
        before=_value(session, then),
        after=_value(session, now),
    )
    blocks: list[Table | Paragraph] = []
    if since.changes:
        blocks.append(table(session, found, since, snapshot, every=every))
        blocks += [(Run(line),) for line in _sums(session, found, since)]
    else:
        blocks.append((Run(session.say(Text.NOTHING_SINCE)),))
    if since.others:
        blocks.append((Run(session.say(Text.SINCE_OTHERS, count=since.others)),))
    return Section(title, tuple(blocks))


def _value(session: Session, figure: Figure) -> str:
    return wording.words(figure, session.lang, rounded=False)


def _sums(session: Session, found: Account, since: Since) -> list[str]:
    lines = []
    for part, each in found.parts:
        mine = [change for change in since.changes if change.part == part]
        total = _signed(sum(change.after - change.before for change in mine))
        label = each.figure.indicator.label
        lines.append(
            session.say(Text.SINCE_SUM_OF, part=label, total=total)
            if part
            else session.say(Text.SINCE_SUM, total=total)
        )
    return lines


def table(
    session: Session,
    found: Account,
    since: Since,
    snapshot: Snapshot | None,
    *,
    every: bool = False,
) -> Table:
    """A row an entry; the record's share, old and new, stands with its last entry.

    Many records that one batch changed are one row, except in a sheet and when each is asked for.
    """
    titles = {
        "id": Cli.ID,
        "date": Cli.DATE,
        "op": Cli.OP,
        "change": Text.CHANGED,
        "at": Cli.AT,
        "who": Cli.WHO,
        "why": Cli.WHY,
    }
    parted = bool(found.found.parts)
    columns = [Column("part", session.say(Text.PART))] if parted else []
    columns += [Column(key, session.say(title)) for key, title in titles.items()]
    rows: list[tuple[Cell, ...]] = []
    for group in _groups(since.changes, every=every or snapshot is None):
        if len(group) > _MOST_OF_BATCH:
            rows.append(_batch(session, found, group))
        else:
            rows += [row for change in group for row in _rows(session, found, change, snapshot)]
    return Table(tuple(columns), tuple(rows), "" if snapshot else session.say(Text.SINCE_SHEET))


def _groups(changes: Sequence[Change], *, every: bool) -> list[list[Change]]:
    """The changes that one batch made, each of a record that nothing else changed; others alone."""
    found: dict[object, list[Change]] = {}
    for index, change in enumerate(changes):
        alone = every or len(change.acts) != 1
        key = index if alone else (change.part, change.acts[0].batch, change.acts[0].op)
        found.setdefault(key, []).append(change)
    return [
        part
        for group in found.values()
        for part in ([group] if len(group) > _MOST_OF_BATCH else [[one] for one in group])
    ]


def _batch(session: Session, found: Account, group: Sequence[Change]) -> tuple[Cell, ...]:
    """Many records of one batch in one row: their dates, and what they changed together."""
    dates = sorted(str((change.record.doc or {}).get("date", "")) for change in group)
    act = group[0].acts[0]
    net = _signed(sum(change.after - change.before for change in group))
    many = session.say(Text.VOID_BATCH, count=len(group))
    first = [session.say(_indicator(found, group[0]).label)] if group[0].part else []
    op = session.say(_op(found, group[0], 0))
    span = dates[0] if dates[0] == dates[-1] else f"{dates[0]}..{dates[-1]}"
    return (*first, many, span, op, net, _minute(act.at), act.who, act.why)


def _indicator(found: Account, change: Change) -> Indicator:
    """The indicator that a change is of: the figure's, or that of a ratio's part."""
    whole = found.found
    part = whole.parts[PARTS.index(change.part)] if change.part else whole
    return part.figure.indicator


def _op(found: Account, change: Change, index: int) -> Pair:
    if change.late and index == 0:
        return Text.DONE_LATE
    op = done(change, index, _indicator(found, change))
    return _DONE.get(op, (op, op))


def _minute(at: str) -> str:
    return at[:16].replace("T", " ")


def _rows(
    session: Session, found: Account, change: Change, snapshot: Snapshot | None
) -> list[tuple[Cell, ...]]:
    id_ = snapshot.shortest(change.record.id) if snapshot else change.record.id
    first: list[Cell] = [session.say(_indicator(found, change).label)] if change.part else []
    first += [id_, str((change.record.doc or {}).get("date", ""))]
    net = f"{wording.plain(change.before)} -> {wording.plain(change.after)}"
    if not change.acts:
        return [(*first, session.say(Text.DONE_SHIFTED), net, "", "", "")]
    rows = []
    for index, act in enumerate(change.acts):
        op = session.say(_op(found, change, index))
        shown = net if index == len(change.acts) - 1 else ""
        rows.append((*first, op, shown, _minute(act.at), act.who, act.why))
    return rows


def _signed(hundredths: int) -> str:
    sign = "+" if hundredths > 0 else "-" if hundredths < 0 else ""
    return sign + wording.plain(abs(hundredths))
