"""What changed a figure since a day, as people read it."""

from __future__ import annotations

from collections.abc import Mapping

from branchlog.cli.session import Session
from branchlog.ledger import Snapshot
from branchlog.messages import Cli, Pair
from branchlog.messages import Why as Text
from branchlog.report import Cell, Column, Paragraph, Run, Section, Table
from branchlog.stats import wording
from branchlog.stats.account import Account
from branchlog.stats.amendments import PARTS, Change, Since, done
from branchlog.stats.figures import Figure

_DONE: Mapping[str, Pair] = {
    "add": Text.DONE_ADD,
    "amend": Text.DONE_AMEND,
    "resolve": Text.DONE_RESOLVE,
    "void": Text.DONE_VOID,
    "undo": Text.DONE_UNDO,
}


def section(session: Session, found: Account, since: Since, snapshot: Snapshot) -> Section:
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
        blocks.append(table(session, found, since, snapshot))
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


def table(session: Session, found: Account, since: Since, snapshot: Snapshot | None) -> Table:
    """A row an entry; the record's share, old and new, stands with its last entry."""
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
    rows = [row for change in since.changes for row in _rows(session, found, change, snapshot)]
    return Table(tuple(columns), tuple(rows), "" if snapshot else session.say(Text.SINCE_SHEET))


def _rows(
    session: Session, found: Account, change: Change, snapshot: Snapshot | None
) -> list[tuple[Cell, ...]]:
    indicator = found.found.figure.indicator
    if change.part:
        indicator = found.found.parts[PARTS.index(change.part)].figure.indicator
    id_ = snapshot.shortest(change.record.id) if snapshot else change.record.id
    first: list[Cell] = [session.say(indicator.label)] if change.part else []
    first += [id_, str((change.record.doc or {}).get("date", ""))]
    net = f"{wording.plain(change.before)} -> {wording.plain(change.after)}"
    if not change.acts:
        return [(*first, session.say(Text.DONE_SHIFTED), net, "", "", "")]
    rows = []
    for index, act in enumerate(change.acts):
        op = _DONE.get(done(change, index, indicator), (act.op, act.op))
        if change.late and index == 0:
            op = Text.DONE_LATE
        shown = net if index == len(change.acts) - 1 else ""
        at = act.at[:16].replace("T", " ")
        rows.append((*first, session.say(op), shown, at, act.who, act.why))
    return rows


def _signed(hundredths: int) -> str:
    sign = "+" if hundredths > 0 else "-" if hundredths < 0 else ""
    return sign + wording.plain(abs(hundredths))
