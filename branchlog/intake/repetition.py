"""The days of something that repeats: every week until a day."""

from __future__ import annotations

import re
from datetime import date

from branchlog.errors import BadValue
from branchlog.messages import Cli as Text
from branchlog.records import numerals
from branchlog.records.text import short

_UNITS = {
    "day": "DAILY", "days": "DAILY", "daily": "DAILY", "天": "DAILY", "日": "DAILY",
    "week": "WEEKLY", "weeks": "WEEKLY", "weekly": "WEEKLY", "周": "WEEKLY", "星期": "WEEKLY",
    "month": "MONTHLY", "months": "MONTHLY", "monthly": "MONTHLY", "月": "MONTHLY",
    "year": "YEARLY", "years": "YEARLY", "yearly": "YEARLY", "年": "YEARLY",
}  # fmt: skip
_EVERY = re.compile(r"(?:every |每)?\s*(\d{1,3}|[一二两三四五六七八九十]{1,3})?\s*个?\s*([^\d\s]+)")


def days(first: date, every: str, until: date) -> list[str]:
    """ISO days from `first` every so often until `until`, both included.

    A month without the day (the 31st) has no occurrence, as in RFC 5545.
    Raises BadValue for an interval that is none, and when `until` lies before `first`.
    """
    from dateutil import rrule

    match = _EVERY.fullmatch(every.strip().casefold())
    unit = _UNITS.get(match[2]) if match else None
    interval = _interval(match[1]) if match else 0
    if unit is None or not interval:
        raise BadValue(Text.EVERY_BAD, Text.EVERY_BAD_WHY, Text.EVERY_HINT, word=short(every))
    if until < first:
        raise BadValue(Text.EVERY_BAD, Text.UNTIL_BEFORE, Text.EVERY_HINT, word=short(every))
    rule = rrule.rrule(getattr(rrule, unit), dtstart=first, interval=interval, until=until)
    return [day.date().isoformat() for day in rule]


def _interval(written: str | None) -> int:
    if written is None:
        return 1
    return int(written) if written.isdigit() else numerals.from_han(written) or 0
