"""The days of something that repeats: every week until a day."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from branchlog.errors import BadValue
from branchlog.messages import Cli as Text
from branchlog.records import numerals
from branchlog.records.dates import last_day
from branchlog.records.text import short

_UNITS = {
    "day": "DAILY", "days": "DAILY", "daily": "DAILY", "天": "DAILY", "日": "DAILY",
    "week": "WEEKLY", "weeks": "WEEKLY", "weekly": "WEEKLY", "周": "WEEKLY", "星期": "WEEKLY",
    "month": "MONTHLY", "months": "MONTHLY", "monthly": "MONTHLY", "月": "MONTHLY",
    "year": "YEARLY", "years": "YEARLY", "yearly": "YEARLY", "年": "YEARLY",
}  # fmt: skip
_EVERY = re.compile(
    r"(?:every |每)?\s*([0-9]{1,3}|[一二两三四五六七八九十]{1,3})?\s*个?\s*([^\d\s]+)"
)


class Days(NamedTuple):
    """The days of a repetition, and the months that lack the day (a 31st), so have none."""

    days: list[str]
    missing: list[str]


def days(first: str, every: str, until: str) -> Days:
    """ISO days from `first` every so often until `until`, both included.

    A month without the day has no occurrence, as in RFC 5545.
    Raises BadValue for an interval that is none, and when `until` lies before `first`.
    """
    match = _EVERY.fullmatch(every.strip().casefold())
    unit = _UNITS.get(match[2]) if match else None
    interval = _interval(match[1]) if match else 0
    if unit is None or not interval:
        raise BadValue(Text.EVERY_BAD, Text.EVERY_BAD_WHY, Text.EVERY_HINT, word=short(every))
    if until < first:
        raise BadValue(Text.OPTION_USE, Text.UNTIL_BEFORE, Text.EVERY_HINT, word="--until")
    found = _occurrences(unit, interval, date.fromisoformat(first), date.fromisoformat(until))
    if int(first[8:]) <= 28 or unit in ("DAILY", "WEEKLY"):
        return Days(found, [])
    # Every month has a 28th: what that repetition has more, this one lacks.
    steady = _occurrences(
        unit, interval, date.fromisoformat(f"{first[:8]}28"), date.fromisoformat(until)
    )
    have = {day[:7] for day in found}
    months = [day[:7] for day in steady]
    return Days(found, [each for each in months if each not in have and last_day(each) <= until])


def _occurrences(unit: str, interval: int, first: date, until: date) -> list[str]:
    from dateutil import rrule

    start, end = (datetime(day.year, day.month, day.day) for day in (first, until))
    rule = rrule.rrule(getattr(rrule, unit), dtstart=start, interval=interval, until=end)
    return [day.date().isoformat() for day in rule]


def _interval(written: str | None) -> int:
    if written is None:
        return 1
    return int(written) if written.isdigit() else numerals.from_han(written) or 0
