"""The plan in branchlog.toml: what must be done how often, and what of it was done, late or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple, TypeAlias

from branchlog.config import suggestion
from branchlog.errors import BadConfig, NotFound
from branchlog.messages import Pair
from branchlog.messages import Plans as Text
from branchlog.records import calendar_units, periods
from branchlog.records.indicators import Indicator, find
from branchlog.records.periods import Period
from branchlog.records.text import short, word
from branchlog.stats.figures import figure
from branchlog.stats.selection import Documents, Selection, Sorted

Every: TypeAlias = Literal["month", "quarter", "year"]

PER_YEAR: dict[Every, int] = {"month": 12, "quarter": 4, "year": 1}
EVERY: dict[Every, Pair] = {
    "month": Text.EVERY_MONTH,
    "quarter": Text.EVERY_QUARTER,
    "year": Text.EVERY_YEAR,
}
_KEYS = ("times", "every")
#: Ten events every day of the year are no plan.
MOST = 3660


class Duty(NamedTuple):
    """What is required: an indicator's events, so many `times` a year, spread over every part."""

    indicator: Indicator
    times: int
    every: Every

    @property
    def each(self) -> int:
        """How often it is required in each part of the year."""
        return self.times // PER_YEAR[self.every]


class Kept(NamedTuple):
    """How a duty was kept: events done, events due, and the parts that lack some or were late."""

    duty: Duty
    done: int
    due: int
    missing: tuple[str, ...]
    late: tuple[str, ...]


def duties(raw: Mapping[str, Any], known: Sequence[Indicator]) -> list[Duty]:
    """What [plan] asks for, in its order. `raw` is the table as written.

    A key is a category's id or label, or a count indicator's. Raises BadConfig for anything that
    cannot be a duty.
    """
    return [_duty(key, value, known) for key, value in _flat(raw)]


def _flat(raw: Mapping[str, Any], head: str = "") -> Iterator[tuple[str, Any]]:
    """The duties by key: TOML takes an unquoted `activity.film.events` for three nested tables."""
    for key, value in raw.items():
        inner = isinstance(value, dict) and value and not set(value) & set(_KEYS)
        if inner and all(isinstance(each, dict) for each in value.values()):
            yield from _flat(value, f"{head}{key}.")
        else:
            yield f"{head}{key}", value


def _duty(key: str, value: Any, known: Sequence[Indicator]) -> Duty:
    indicator = _planned(key, known)
    if not isinstance(value, dict):
        raise _bad(key, Text.NOT_A_TABLE)
    for name in value:
        if name not in _KEYS:
            near = suggestion(name, _KEYS)
            raise _bad(key, Text.UNKNOWN_KEY, name=short(name), suggestion=near)
    for name in _KEYS:
        if name not in value:
            raise _bad(key, Text.MISSING_KEY, name=name)
    every, times = _every(key, value["every"]), value["times"]
    if type(times) is not int or not 1 <= times <= MOST:
        raise _bad(key, Text.NOT_WHOLE, most=MOST)
    parts = PER_YEAR[every]
    if times % parts:
        raise _bad(key, Text.NOT_EVEN, times=times, parts=parts, every=EVERY[every])
    return Duty(indicator, times, every)


def _planned(key: str, known: Sequence[Indicator]) -> Indicator:
    """The indicator that a key of the plan names."""
    wanted = word(key)
    found = {
        each.id: each
        for each in known
        if _countable(each) and each.categories and each.id.split(".")[1:2] == [wanted]
    }
    if len(found) > 1:
        ids = " ".join(found)
        raise _bad(key, Text.SEVERAL, known=ids)
    if found:
        return next(iter(found.values()))
    try:
        named = find(key, list(known))
    except NotFound:
        categories = [name for each in known for name in each.categories]
        counts = [name for each in known if _countable(each) for name in (each.id, *each.label)]
        near = suggestion(key, (*categories, *counts))
        raise _bad(key, Text.UNKNOWN, suggestion=near) from None
    counted = [each for each in named if _countable(each)]
    if not counted:
        raise _bad(key, Text.NOT_COUNTED)
    if len({each.id for each in counted}) > 1:
        raise _bad(key, Text.SEVERAL, known=" ".join(each.id for each in counted))
    return counted[0]


def _countable(indicator: Indicator) -> bool:
    """Whether the indicator counts the events of a period."""
    return indicator.aggregation == "count" and indicator.span == "period" and not indicator.stock


def _every(key: str, value: Any) -> Every:
    for every, words in EVERY.items():
        if value in (every, *words):
            return every
    near = suggestion(value, PER_YEAR) if isinstance(value, str) else ("", "")
    raise _bad(key, Text.EVERY_UNKNOWN, suggestion=near)


def _bad(key: str, why: Pair, **values: Any) -> BadConfig:
    return BadConfig(Text.BAD, why, Text.BAD_HINT, key=short(key), **values)


def kept(duties: Sequence[Duty], docs: Documents, period: Period, today: date) -> list[Kept]:
    """How each duty was kept in the period, part by part.

    A month's first events fulfil that month; what is more makes up for the earliest month before
    it that still lacks some, which is then late and not missing. Nothing is done ahead: surplus
    fulfils no later month. Due is what the months require that lie in the period wholly and have
    ended by its end and by today; other months are never missing. Quarters and years likewise.
    """
    wanted = {duty.indicator.kind for duty in duties}
    whole = Sorted({kind: each for kind, each in docs.items() if kind in wanted})
    return [_kept(duty, whole, period, today) for duty in duties]


def _kept(duty: Duty, docs: Sorted, period: Period, today: date) -> Kept:
    done = _count(duty, docs, period)
    end = min(period.last or today, today)
    lacking: dict[str, int] = {}
    late: set[str] = set()
    due = 0
    for label in _parts(duty, docs, period, end):
        part = periods.of_label(label)
        inside = _within(part, period)
        whole = inside == part and (part.last or end) <= end
        surplus = _count(duty, docs, inside) - duty.each
        if whole:
            due += duty.each
        if surplus < 0:
            lacking |= {label: -surplus} if whole else {}
            continue
        for earlier in list(lacking):
            made_up = min(surplus, lacking[earlier])
            surplus -= made_up
            lacking[earlier] -= made_up
            if not lacking[earlier]:
                del lacking[earlier]
                late.add(earlier)
    return Kept(duty, done, due, tuple(lacking), tuple(sorted(late)))


def _parts(duty: Duty, docs: Sorted, period: Period, end: date) -> list[str]:
    """The labels of the months or quarters that the period has had so far."""
    counted = [
        str(doc["date"])
        for tally in Selection(docs, Period("all", None, None)).tallies(duty.indicator)
        for doc in tally.docs
        if doc.get("date")
    ]
    first = period.first.isoformat() if period.first else min(counted, default=None)
    if first is None or first > end.isoformat():
        return []
    span = Period("", calendar_units.holding("day", date.fromisoformat(_day(first))).first(), end)
    return periods.keys(span, duty.every, None, None)


def _day(iso: str) -> str:
    return iso if len(iso) == 10 else f"{iso}-01"


def _within(part: Period, period: Period) -> Period:
    first = max(part.first or date.min, period.first or date.min)
    last = min(part.last or date.max, period.last or date.max)
    return Period(part.label, first, last)


def _count(duty: Duty, docs: Sorted, period: Period) -> int:
    return (figure(duty.indicator, Selection(docs, period)).hundredths or 0) // 100
