"""Periods of account: read what is typed, and find the period before and the keys within."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from branchlog.errors import BadValue
from branchlog.messages import Dates, Pair
from branchlog.records import calendar_units
from branchlog.records.calendar_units import Unit
from branchlog.records.dates import first_day
from branchlog.records.periods_forms import (
    ALL,
    PREVIOUS,
    SAME_PART,
    YEAR_BEFORE,
    NotAPeriod,
    ends,
)
from branchlog.records.typed import fold, shown

By: TypeAlias = Literal["month", "quarter", "year"]


class Period(NamedTuple):
    """From `first` to `last`, both included; None is an open end. `label` reads as itself."""

    label: str
    first: date | None
    last: date | None

    def holds(self, iso: str) -> bool:
        """Whether a record of this date belongs here: by its first day, a month by its 1st."""
        day = date.fromisoformat(first_day(iso))
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def years(self) -> tuple[int | None, int | None]:
        """The first and the last year; None where the period is open."""
        return (
            None if self.first is None else self.first.year,
            None if self.last is None else self.last.year,
        )


def parse_period(text: str, today: date) -> Period:
    """The period in `2024`, `2024Q1`, `3月`, `上半年`, `2023..2024`, `..2024-08-05`, `all` …

    What is named without its year is the latest that has begun. Periods may lie in the future.
    Raises BadValue for anything else.
    """
    typed = fold(text).casefold()
    if typed in ALL:
        return _period(None, None)
    try:
        first, last = ends(typed, today)
    except NotAPeriod as refused:
        raise BadValue(
            Dates.NOT_A_PERIOD,
            refused.why,
            Dates.PERIOD_FORMS,
            text=shown(text),
            **refused.values,
        ) from None
    return _period(first, last)


def parse_comparison(text: str, period: Period, today: date) -> Period:
    """What a period is compared with: 同比, 环比 or 截至同期 in either language, or any period.

    Raises BadValue for anything else, and for a period that has no such counterpart.
    """
    typed = fold(text).casefold()
    if typed in YEAR_BEFORE:
        return year_before(period)
    if typed in PREVIOUS:
        return period_before(period)
    if typed in SAME_PART:
        return same_part(period, today)
    try:
        return parse_period(text, today)
    except BadValue as refused:
        what, why, _, values = refused.trouble
        raise BadValue(what, why, Dates.COMPARISONS, **values) from None


def of_label(label: str) -> Period:
    """The period of a label or a key that this module wrote."""
    return _period(*_units(label))


def key(iso: str, by: By) -> str:
    """The column of a date: `2024-03`, `2024Q1` or `2024`."""
    if by == "month":
        return iso[:7]
    if by == "year":
        return iso[:4]
    return f"{iso[:4]}Q{(int(iso[5:7]) + 2) // 3}"


def keys(period: Period, by: By, first: str | None, last: str | None) -> list[str]:
    """The keys of the period in order; its open ends are closed by the dates seen, if any."""
    start = period.first or (date.fromisoformat(first_day(first)) if first else None)
    end = period.last or (date.fromisoformat(first_day(last)) if last else None)
    if start is None or end is None:
        return []
    begin, until = calendar_units.holding(by, start), calendar_units.holding(by, end)
    return [unit.label() for unit in calendar_units.between(begin, until)]


def year_before(period: Period) -> Period:
    """The same period one year earlier (同比). Raises BadValue for `all`, which has no ends."""
    first, last = _units(period.label)
    if first is None and last is None:
        raise _incomparable(period, Dates.NO_EARLIER_YEAR)
    return _period(first and first.year_before(), last and last.year_before())


def same_part(period: Period, today: date) -> Period:
    """The same part of the year before (截至同期): of a period that still runs, up to today's day.

    Raises BadValue for `all`, and for a period that has not begun.
    """
    first, last = _units(period.label)
    if first is None and last is None:
        raise _incomparable(period, Dates.NO_EARLIER_YEAR)
    if period.first and period.first > today:
        raise _incomparable(period, Dates.NOT_BEGUN, today=today)
    if period.last is None or period.last > today:
        begin = first and calendar_units.holding("day", first.first())
        return year_before(_period(begin, calendar_units.holding("day", today)))
    return year_before(period)


def period_before(period: Period) -> Period:
    """The period of equal kind just before (环比): a quarter before a quarter.

    Before a range comes one of as many years, quarters, months or days. Raises BadValue where
    an end is open.
    """
    first, last = _units(period.label)
    if first is None or last is None:
        raise _incomparable(period, Dates.NOTHING_BEFORE)
    if first.kind != last.kind:
        first = calendar_units.holding("day", first.first())
        last = calendar_units.holding("day", last.last())
    length = last.ordinal - first.ordinal + 1
    try:
        return _period(first.moved(-length), last.moved(-length))
    except ValueError:
        # Before 1949..9999 the calendar itself has no room.
        raise _incomparable(period, Dates.BEFORE_1949) from None


def _incomparable(period: Period, why: Pair, **values: object) -> BadValue:
    return BadValue(Dates.NOTHING_TO_COMPARE, why, Dates.COMPARISONS, text=period.label, **values)


def _period(first: Unit | None, last: Unit | None) -> Period:
    if first is None and last is None:
        label = "all"
    elif first == last and first is not None:
        label = first.label()
    else:
        label = f"{first.label() if first else ''}..{last.label() if last else ''}"
    return Period(label, first and first.first(), last and last.last())


def _units(label: str) -> tuple[Unit | None, Unit | None]:
    if label == "all":
        return None, None
    head, separator, tail = label.partition("..")
    first = calendar_units.read(head) if head else None
    return first, (calendar_units.read(tail) if tail else None) if separator else first
