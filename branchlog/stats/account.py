"""What `why` answers: a figure's rule, its records, what was left out and what changed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from branchlog.messages import Lang
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import Indicator
from branchlog.records.record import Record
from branchlog.stats import amendments, statement
from branchlog.stats.amendments import PARTS, Change, Since, Then, done
from branchlog.stats.evidence import Evidence, Share, Trail
from branchlog.stats.left_out import Everything, LeftOut, Reason, Voided, left_out
from branchlog.stats.rules import rule
from branchlog.stats.selection import bounds
from branchlog.stats.statement import Header, Statement
from branchlog.stats.tally import mark


class Account(NamedTuple):
    """The whole answer. A ratio has what was left out of its numerator and of its denominator."""

    header: Header
    last_entry: str | None
    found: Evidence
    left_out: tuple[LeftOut, ...]
    since: Since | None
    known: tuple[Indicator, ...]

    @property
    def parts(self) -> tuple[tuple[str, Evidence], ...]:
        """The evidence with records of its own: the figure's, or that of a ratio's parts."""
        return (
            tuple(zip(PARTS, self.found.parts, strict=True))
            if self.found.parts
            else (("", self.found),)
        )


def kinds(indicator: Indicator, known: Sequence[Indicator]) -> set[str]:
    """The kinds whose records an indicator is made of."""
    made_of = (indicator.numerator, indicator.denominator)
    return (
        {indicator.kind}
        if indicator.kind
        else {each.kind for each in known if each.id in made_of and each.span == "period"}
    )


def account(
    header: Header,
    indicator: Indicator,
    known: Sequence[Indicator],
    everything: Everything,
    then: Then | None = None,
) -> Account:
    """Account for a figure. `everything` holds the records of all years."""
    period = header.period
    mine = {kind: everything.chosen.get(kind, ()) for kind in kinds(indicator, known)}
    found = Trail(mine, known).evidence(indicator, period)
    parts = found.parts or (found,)
    return Account(
        header,
        _last_entry(everything, header),
        found,
        tuple(left_out(part, everything, period, known) for part in parts),
        amendments.since(found, then, period, known) if then else None,
        tuple(known),
    )


def _last_entry(everything: Everything, header: Header) -> str | None:
    first, last = bounds(header.period)
    docs = (record.doc or {} for each in everything.chosen.values() for record in each)
    return max((date for doc in docs if first <= (date := doc["date"]) <= last), default=None)


def as_json(account: Account, catalogue: Catalogue, lang: Lang) -> dict[str, object]:
    """The account under the contract's stable keys."""
    header, found = account.header, account.found
    shown = Statement(header, account.last_entry, (found.figure,), (), None, {}, None, {})
    data = statement.as_json(shown, lang, rounded=False, sentence=False)
    figures = data.pop("figures")
    assert isinstance(figures, list)  # noqa: S101 - a statement of one figure
    left = account.left_out
    data |= {
        "figure": figures[0],
        "rule": rule(found.figure.indicator, catalogue, lang, account.known),
        "records": [row for part, each in account.parts for row in records_json(each, part)],
        "left_out": dict(zip(PARTS, map(_left_out, left), strict=True))
        if found.parts
        else _left_out(left[0]),
        "duplicates": [
            {"name": each.name, "record": each.record.id, "first": each.first.id}
            | ({"part": part} if part else {})
            for part, whole in account.parts
            for each in whole.duplicates
        ],
    }
    if account.since:
        data["since"] = _since(account.since, found)
    return data


def records_json(found: Evidence, part: str = "") -> list[dict[str, object]]:
    """A row a record, oldest first."""
    return [_record(found, share, part) for share in found.shares]


def _record(found: Evidence, share: Share, part: str) -> dict[str, object]:
    doc, indicator = share.record.doc or {}, found.figure.indicator
    row: dict[str, object] = {"id": share.record.id, "kind": share.record.kind}
    row |= {key: doc[key] for key in ("date", "closed", "category") if key in doc}
    row["contribution"] = number(share.hundredths)
    if indicator.aggregation == "distinct":
        row |= {"names": list(share.names), "unnamed": share.unnamed}
    if marked := estimate(indicator, share.record):
        row["approximate"] = marked
    if part:
        row["part"] = part
    return row


def estimate(indicator: Indicator, record: Record) -> str | None:
    """Whether what a record brings is approximate: over, about, or exact."""
    measure = indicator.total or indicator.measure
    doc = record.doc or {}
    counts = indicator.aggregation in ("sum", "last") or bool(indicator.total)
    return mark(doc, measure) if counts and measure in doc and "approximate" in doc else None


def number(hundredths: int) -> int | float:
    """A number as JSON gives it: whole where it can be."""
    return hundredths / 100 if hundredths % 100 else hundredths // 100


def _left_out(left: LeftOut) -> dict[str, object]:
    """All of a kind's records: those that count, and how many do not for which reason."""
    missed = {id(each) for each in left.missed}
    data: dict[str, object] = {
        "known": left.known,
        "counted": left.counted,
        "void": [_void(each, id(each) in missed) for each in left.void],
    }
    outside = [left.groups[reason] for reason in ("earlier", "later") if reason in left.groups]
    data["other-period"] = sum(group.count for group in outside)
    if outside:
        ends = [end for group in outside for end in (group.earliest, group.latest) if end]
        data |= {"other-period-from": min(ends), "other-period-to": max(ends)}
    rest: tuple[Reason, ...] = tuple(
        reason for reason in left.groups if reason not in ("void", "earlier", "later")
    )
    return data | {reason: left.groups[reason].count for reason in rest}


def _void(void: Voided, missed: bool) -> dict[str, object]:
    doc = void.record.doc or {}
    return {
        "id": void.record.id,
        "date": doc.get("date"),
        "would_count": missed,
        "who": void.who,
        "at": void.at,
        "why": void.why,
    }


def _since(since: Since, found: Evidence) -> dict[str, object]:
    before = since.before.figure.value if since.before else None
    return {
        "day": since.day,
        "computable": since.before is not None,
        "before": before,
        "after": found.figure.value,
        "changes": [_change(change, found) for change in since.changes],
        "without_effect": since.others,
    }


def _change(change: Change, found: Evidence) -> dict[str, object]:
    indicator = found.figure.indicator
    if change.part:
        indicator = found.parts[PARTS.index(change.part)].figure.indicator
    row: dict[str, object] = {
        "id": change.record.id,
        "kind": change.record.kind,
        "date": (change.record.doc or {}).get("date"),
        "before": number(change.before),
        "after": number(change.after),
        "late": change.late,
        "entries": [
            {
                "op": done(change, index, indicator),
                "at": act.at,
                "who": act.who,
                "why": act.why,
                "batch": act.batch,
            }
            for index, act in enumerate(change.acts)
        ],
    }
    return row | ({"part": change.part} if change.part else {})
