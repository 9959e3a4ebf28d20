"""What a figure is not made of, as people read it: the reasons, and how to see the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from typing import NamedTuple

from branchlog.cli import views
from branchlog.cli.session import Session
from branchlog.ledger import Snapshot
from branchlog.messages import Cli, Pair
from branchlog.messages import Why as Text
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period
from branchlog.report import Cell, Column, Paragraph, Run, Section, Table
from branchlog.stats.account import Account
from branchlog.stats.left_out import LeftOut, Reason, Voided
from branchlog.stats.statement import Header

#: Of one batch, more void records than this are told in one row.
_MOST_OF_BATCH = 5

_REASONS: Mapping[Reason, Pair] = {
    "void": Text.LEFT_VOID,
    "undated": Text.LEFT_UNDATED,
    "filtered": Text.LEFT_FILTERED,
    "earlier": Text.LEFT_EARLIER,
    "later": Text.LEFT_LATER,
    "other-category": Text.LEFT_OTHER_CATEGORY,
    "other-occasion": Text.LEFT_OTHER_OCCASION,
    "other-tag": Text.LEFT_OTHER_TAG,
    "other-state": Text.LEFT_OTHER_STATE,
    "unstated": Text.LEFT_UNSTATED,
    "replaced": Text.LEFT_REPLACED,
}


def sections(session: Session, found: Account, snapshot: Snapshot, *, every: bool) -> list[Section]:
    """A section for the figure, or for each of a ratio's parts; none where everything counts."""
    made = []
    for (part, each), left in zip(found.parts, found.left_out, strict=True):
        if not left.groups:
            continue
        indicator = each.figure.indicator
        title = session.say(Text.NOT_COUNTED)
        if part:
            title = session.say(Text.NOT_COUNTED_OF, part=indicator.label)
        kind = session.catalogue().kind(indicator.kind)
        rest = left.known - left.counted
        balance = session.say(
            Text.BALANCE, kind=kind.label, known=left.known, counted=left.counted, rest=rest
        )
        blocks: list[Table | Paragraph] = [_reasons(session, left), (Run(balance),)]
        if left.missed:
            blocks.append(_void(session, left.missed, snapshot, every=every))
        made.append(Section(title, tuple(blocks)))
    return made


def commands(session: Session, found: Account) -> list[str]:
    """For each reason the command that lists at least these records."""
    lines = []
    for (part, each), left in zip(found.parts, found.left_out, strict=True):
        indicator = each.figure.indicator
        for reason in left.groups:
            words = _listing(reason, indicator, found.header)
            if words is None:
                continue
            command = " ".join(["branchlog list", indicator.kind, *words])
            why, label = _REASONS[reason], indicator.label
            lines.append(
                session.say(Text.SEE_PART, part=label, reason=why, command=command)
                if part
                else session.say(Text.SEE, reason=why, command=command)
            )
    return [session.say(Text.SEE_TITLE), *lines] if lines else []


def tables(session: Session, found: Account) -> list[Table]:
    """The same for a sheet: the reasons, and every void record."""
    made = []
    for (part, each), left in zip(found.parts, found.left_out, strict=True):
        label = session.say(each.figure.indicator.label)
        title = session.say(Text.NOT_COUNTED_OF, part=label) if part else ""
        if left.groups:
            made.append(
                _reasons(session, left)._replace(title=title or session.say(Text.NOT_COUNTED))
            )
        if left.missed:
            made.append(_void(session, left.missed, None, every=True))
    return made


def _reasons(session: Session, left: LeftOut) -> Table:
    columns = (
        Column("reason", session.say(Text.REASON)),
        Column("count", session.say(Cli.COUNT), "right"),
        Column("dates", session.say(Text.DATES)),
    )
    rows = tuple(
        (session.say(_REASONS[reason]), group.count, _span(group.earliest, group.latest))
        for reason, group in left.groups.items()
    )
    return Table(columns, rows)


def _span(first: str | None, last: str | None) -> str:
    return (first or "") if first == last else f"{first}..{last}"


def _void(
    session: Session, void: Sequence[Voided], snapshot: Snapshot | None, *, every: bool
) -> Table:
    """The void records that would have counted; many of one batch in one row."""
    columns = tuple(
        Column(key, session.say(title))
        for key, title in (
            ("id", Cli.ID),
            ("date", Cli.DATE),
            ("content", Cli.CONTENT),
            ("at", Cli.AT),
            ("who", Cli.WHO),
            ("why", Cli.WHY),
        )
    )
    rows: list[tuple[Cell, ...]] = []
    for (at, who, why), group in groupby(void, key=lambda each: each[2:3] + each[1:2] + each[3:]):
        several = list(group)
        end = (_minute(at), who, why)
        if len(several) > _MOST_OF_BATCH and not every:
            dates = sorted(str((each.record.doc or {}).get("date")) for each in several)
            many = session.say(Text.VOID_BATCH, count=len(several))
            rows.append(("", _span(dates[0], dates[-1]), many, *end))
            continue
        for each in several:
            record, doc = each.record, each.record.doc or {}
            kind = views.kind_of(session.catalogue(), record.kind)
            id_ = snapshot.shortest(record.id) if snapshot else record.id
            rows.append((id_, doc.get("date"), views.content(kind, doc, session.lang), *end))
    return Table(columns, tuple(rows), session.say(Text.VOID))


def _minute(at: str) -> str:
    return at[:16].replace("T", " ")


class _Around(NamedTuple):
    """The periods before, within and after the one that is asked for."""

    before: str
    within: str
    after: str


def _around(indicator: Indicator, period: Period) -> _Around:
    if indicator.state and "pending" not in indicator.state:
        # They are told apart by their closing dates, and listed by their own.
        return _Around("all", "all", "all")
    day = timedelta(days=1)
    before = f"..{(period.first - day).isoformat()}" if period.first else "all"
    after = f"{(period.last + day).isoformat()}.." if period.last else "all"
    whole = indicator.span == "period" and not indicator.stock
    last = f"..{period.last.isoformat()}" if period.last else "all"
    return _Around(before, period.label if whole else last, after)


def _listing(reason: Reason, indicator: Indicator, header: Header) -> list[str] | None:
    """The words after `branchlog list KIND`; None for what a list does not show."""
    around = _around(indicator, header.period)
    chosen = [f"--category {_quoted(category)}" for category in indicator.categories]
    asked = [
        f"--{name} {_quoted(word)}" for name, words in header.filters.items() for word in words
    ]
    match reason:
        case "void" | "undated":
            return None
        case "filtered":
            return [f"--period {around.within}"]
        case "earlier":
            return [f"--period {around.before}", *asked]
        case "later":
            return [f"--period {around.after}", *asked]
        case "replaced":
            return [f"--period {around.within}", *chosen, *asked]
        case "other-category":
            tests = [f"category!={each}" for each in indicator.categories]
            chosen = []
        case "other-occasion":
            tests = [f"occasion!={each}" for each in indicator.occasions]
        case "other-tag":
            tests = [f"tags!={each}" for each in indicator.tags]
        case "other-state":
            states = indicator.open_states if indicator.stock else indicator.state
            tests = [f"{indicator.state_field}!={each}" for each in states]
        case "unstated":
            tests = [f"{indicator.total or indicator.measure}="]
    where = [f"--where {_quoted(test)}" for test in tests]
    return [f"--period {around.within}", *chosen, *where, *asked]


def _quoted(word: str) -> str:
    """A word as every shell takes it."""
    return word if word.replace("-", "").isalnum() else f'"{word}"'
