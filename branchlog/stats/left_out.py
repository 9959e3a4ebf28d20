"""Why records of a kind do not count in a figure: each has one reason, and all add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias, get_args

from branchlog.errors import Refused
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period
from branchlog.records.record import Document, Record
from branchlog.stats.evidence import Evidence, Trail
from branchlog.stats.selection import bounds

#: Asked in this order: a record has the first that applies. `earlier` and `later` are what lies
#: outside the period; `unstated` says nothing of the measure; `replaced` is a stock's old value.
Reason: TypeAlias = Literal[
    "void", "undated", "filtered", "earlier", "later", "other-category", "other-occasion",
    "other-tag", "other-state", "unstated", "replaced",
]  # fmt: skip
REASONS: tuple[Reason, ...] = get_args(Reason)


class Voided(NamedTuple):
    """A record that was made void: by whom, when, why, and the version that it had, if known."""

    record: Record
    who: str
    at: str
    why: str


class Group(NamedTuple):
    """How many records do not count for one reason, and the first and last of their dates."""

    count: int  # type: ignore[assignment]  # tuple.count is of no use here
    earliest: str | None
    latest: str | None


class LeftOut(NamedTuple):
    """The records of a kind that a figure is not made of, by reason.

    `known` are all records of the kind that the ledger has, void ones included, and `counted` those
    behind the figure. `missed` are the void records that would have counted.
    """

    known: int
    counted: int
    groups: Mapping[Reason, Group]
    void: tuple[Voided, ...]
    missed: tuple[Voided, ...]


class Everything(NamedTuple):
    """All records of some kinds: the live ones, those that passed the filters, the void ones.

    A live record that is not `dated` is one that no period can hold.
    """

    live: Mapping[str, Sequence[Record]]
    dated: Mapping[str, Sequence[Record]]
    chosen: Mapping[str, Sequence[Record]]
    void: Mapping[str, Sequence[Voided]]


def left_out(
    found: Evidence, everything: Everything, period: Period, known: Sequence[Indicator]
) -> LeftOut:
    """The reasons for one figure that is no ratio; the parts of a ratio have theirs.

    `known` are all indicators. Raises ArithmeticError for a record that neither counts nor has a
    reason not to.
    """
    indicator = found.figure.indicator
    if indicator.aggregation == "last":
        # A stock is the latest statement of its category, whatever else was written beside it.
        indicator = indicator._replace(occasions=(), tags=(), state=())
    kind = indicator.kind
    reasons: dict[Reason, list[Record]] = {reason: [] for reason in REASONS}
    counted = {id(share.record) for share in found.shares}
    replaced = {id(record) for record in found.replaced}
    dated = {id(record) for record in everything.dated.get(kind, ())}
    chosen = {id(record) for record in everything.chosen.get(kind, ())}
    span = _span(indicator, period)
    live = everything.live.get(kind, ())
    for record in live:
        key = id(record)
        if key in counted:
            continue
        if key not in dated:
            reasons["undated"].append(record)
        elif key not in chosen:
            reasons["filtered"].append(record)
        elif key in replaced:
            reasons["replaced"].append(record)
        else:
            reasons[_reason(indicator, record.doc or {}, span)].append(record)
    void = tuple(everything.void.get(kind, ()))
    groups = {reason: _group(records) for reason, records in reasons.items() if records}
    if void:
        groups = {"void": _group([each.record for each in void]), **groups}
    total = len(live) + len(void)
    if len(counted) + sum(group.count for group in groups.values()) != total:
        raise ArithmeticError(f"{indicator.id}: some of its {total} records are unaccounted for")
    return LeftOut(total, len(counted), groups, void, _missed(indicator, void, period, known))


def _span(indicator: Indicator, period: Period) -> tuple[str, str]:
    first, last = bounds(period)
    whole = indicator.span == "period" and not indicator.stock
    return (first if whole else "", last)


def _reason(indicator: Indicator, doc: Document, span: tuple[str, str]) -> Reason:
    """Why a record that a period can hold and no filter hides does not count."""
    pending = "pending" in indicator.state
    ended = str(doc.get("closed") or doc["date"])
    when = ended if indicator.state and not pending else str(doc["date"])
    if when < span[0]:
        return "earlier"
    if when > span[1]:
        return "later"
    if indicator.categories and doc.get("category") not in indicator.categories:
        return "other-category"
    if indicator.occasions and doc.get("occasion") not in indicator.occasions:
        return "other-occasion"
    if indicator.tags and not set(indicator.tags).intersection(doc.get("tags", ())):
        return "other-tag"
    state = doc.get(indicator.state_field)
    if pending and state not in indicator.open_states and ended <= span[1]:
        return "other-state"
    if indicator.state and not pending and state not in indicator.state:
        return "other-state"
    if indicator.measure and indicator.measure not in doc and indicator.total not in doc:
        return "unstated"
    raise ArithmeticError(f"{indicator.id}: a record of {when} should count and does not")


def _group(records: Sequence[Record]) -> Group:
    dates = [date for record in records if isinstance(date := (record.doc or {}).get("date"), str)]
    return Group(len(records), min(dates, default=None), max(dates, default=None))


def _missed(
    indicator: Indicator, void: Sequence[Voided], period: Period, known: Sequence[Indicator]
) -> tuple[Voided, ...]:
    """The void records that would have counted in the period."""
    last = [each for each in void if each.record.doc]
    if not last:
        return ()
    try:
        return _counting(indicator, last, period, known)
    except Refused:
        # One may have been made void because no figure can be made of it.
        return tuple(each for each in last if _counts(indicator, each, period, known))


def _counts(indicator: Indicator, void: Voided, period: Period, known: Sequence[Indicator]) -> bool:
    try:
        return bool(_counting(indicator, [void], period, known))
    except Refused:
        return False


def _counting(
    indicator: Indicator, void: Sequence[Voided], period: Period, known: Sequence[Indicator]
) -> tuple[Voided, ...]:
    records = [each.record for each in void]
    found = Trail({indicator.kind: records}, known).evidence(indicator, period)
    counted = {id(record) for record in (*found.replaced, *(one.record for one in found.shares))}
    return tuple(each for each in void if id(each.record) in counted)
