"""Read the dates that people type, strictly: a date that would have to be guessed is refused."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from branchlog.errors import BadValue
from branchlog.messages import Dates, Lang, Pair
from branchlog.records.typed import fold, shown

if TYPE_CHECKING:
    from branchlog.records.dates_forms import Point

EARLIEST = date(1949, 1, 1)
#: An undated day further back than this is asked about.
FAR_BACK_DAYS = 180
LONGEST_RANGE = 366
#: 12月30日至1月2日 runs into the next year; 3月8日至2月5日 is a slip, not eleven months.
_LONGEST_OVER_NEW_YEAR = 92
#: The longest gap between two 29 Februaries is eight years (1896 to 1904).
_YEARS_SEARCHED = 8
_WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


class When(NamedTuple):
    """A day or a month in ISO form; `end` is the last day of a range, always after `date`."""

    date: str
    end: str | None

    def typed(self) -> str:
        """The text that `parse_when` reads as this."""
        return f"{self.date}..{self.end}" if self.end else self.date


class FarBack(BadValue):
    """A day without a year whose last occurrence is more than 180 days back."""

    when: When


def parse_when(text: str, today: date, *, year: int | None = None, serials: bool = False) -> When:
    """The day, month or range that a person typed, in every form of the design's table.

    An undated day belongs to `year`, or is the most recent one, today included. `serials` reads
    a spreadsheet's day numbers. Raises FarBack for an undated day more than 180 days back, and
    BadValue for whatever is no date, lies before 1949 or after today.
    """
    if len(text) == 10 and text[4] == "-" == text[7]:
        # Imports come here a million times, nearly always with this form.
        try:
            if EARLIEST <= date.fromisoformat(text) <= today:
                return When(text, None)
        except ValueError:
            pass
    start, end = _points(text, today, serials)
    return _Reading(text, today).when(start, end, year)


def parse_day(text: str, today: date, *, year: int | None = None, serials: bool = False) -> str:
    """One day, `2024-03-05`, from the same forms; a month or a range is refused."""
    try:
        when = parse_when(text, today, year=year, serials=serials)
    except FarBack as far:
        if _is_day(far.when):
            raise
        when = far.when
    if not _is_day(when):
        raise _refusal(text, Dates.NOT_ONE_DAY)
    return when.date


def first_day(iso: str) -> str:
    """`2024-05` is `2024-05-01`; a day is itself."""
    return iso if len(iso) == 10 else f"{iso}-01"


def last_day(iso: str) -> str:
    """`2024-05` is `2024-05-31`; a day is itself."""
    if len(iso) == 10:
        return iso
    # calendar.monthrange would do, but its module costs every command two milliseconds.
    year, month = int(iso[:4]), int(iso[5:])
    if month == 12:
        return f"{iso}-31"
    return (date(year, month + 1, 1) - timedelta(1)).isoformat()


def weekday(iso: str, lang: Lang) -> str:
    """周二 or Tue; empty for a month."""
    if len(iso) != 10:
        return ""
    return _WEEKDAYS[lang][date.fromisoformat(iso).weekday()]


def undated(text: str, today: date) -> bool:
    """Whether a text writes a day or a range without saying its year."""
    from branchlog.records.dates_forms import ends

    points = ends(fold(text).casefold(), today)
    return points is not None and all(point is None or point.year is None for point in points)


def is_iso(text: str) -> bool:
    """Whether the text is a real day (`2024-03-05`) or month (`2024-03`) of 1949 to 9999."""
    if len(text) == 7:
        text += "-01"
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return False
    try:
        return date.fromisoformat(text) >= EARLIEST
    except ValueError:
        return False


def _is_day(when: When) -> bool:
    return when.end is None and len(when.date) == 10


def _refusal(text: str, why: Pair, **values: Any) -> BadValue:
    return BadValue(Dates.NOT_A_DATE, why, Dates.FORMS, text=shown(text), **values)


def _points(text: str, today: date, serials: bool) -> tuple[Point, Point | None]:
    # The grammar takes a millisecond to load, which a command given an ISO date saves.
    from branchlog.records.dates_forms import Point, ends
    from branchlog.records.dates_refused import why_not

    typed = fold(text).casefold()
    if serials and (found := re.fullmatch(r"([0-9]{5})(\.[0-9]+)?", typed)):
        if (found[2] or "").strip(".0"):
            raise _refusal(text, Dates.HAS_TIME)
        # Day 60 of that calendar is a 29 February 1900 that never was; from 61 on it is right.
        day = date(1899, 12, 30) + timedelta(int(found[1]))
        return Point(day.year, day.month, day.day), None
    points = ends(typed, today)
    if points is None:
        raise _refusal(text, why_not(typed))
    return points


class _Reading:
    """One typed date on its way to a When, with the text and the day that its errors name."""

    def __init__(self, text: str, today: date) -> None:
        self.text = text
        self.today = today

    def when(self, start: Point, end: Point | None, year: int | None) -> When:
        """The day or month, or the range between two days, none of them after today."""
        if end is not None:
            return self._range(start, end, year)
        dated = self._dated(start, year)
        day = self._day(dated)
        self._check_past(day)
        undated = start.year is None and year is None
        return self._near(When(_iso(dated), None), day, undated)

    def _range(self, start: Point, end: Point, year: int | None) -> When:
        if start.day is None or end.day is None:
            raise self._refused(Dates.RANGE_OF_MONTHS)
        start, end = _with_months(start, end)
        lent = start.year is None or end.year is None
        over = int(end.month != start.month and end[1:] < start[1:])
        if start.year is None and end.year is not None:
            start = start._replace(year=end.year - over)
        undated = start.year is None and year is None
        start = self._dated(start, year)
        if end.year is None:
            end = end._replace(year=(start.year or 0) + over)
        first, last = self._day(start), self._day(end)
        days = (last - first).days
        if days < 0 or (lent and over and days > _LONGEST_OVER_NEW_YEAR):
            raise self._refused(Dates.BACKWARDS)
        if days > LONGEST_RANGE:
            raise self._refused(Dates.TOO_LONG)
        self._check_past(last)
        return self._near(When(_iso(start), _iso(end) if days else None), first, undated)

    def _dated(self, point: Point, year: int | None) -> Point:
        if point.year is not None:
            return point
        return point._replace(year=self._recent(point) if year is None else year)

    def _recent(self, point: Point) -> int:
        for back in range(_YEARS_SEARCHED + 1):
            try:
                day = date(
                    self.today.year - back, point.month or 0, 1 if point.day is None else point.day
                )
            except ValueError:
                continue
            if day <= self.today:
                return day.year
        raise self._impossible(point)

    def _day(self, point: Point) -> date:
        if point.year is not None and point.year < EARLIEST.year:
            raise self._refused(Dates.BEFORE_1949)
        try:
            return date(point.year or 0, point.month or 0, 1 if point.day is None else point.day)
        except (ValueError, OverflowError):
            raise self._impossible(point) from None

    def _check_past(self, day: date) -> None:
        if day > self.today:
            raise self._refused(Dates.FUTURE, today=self.today.isoformat())

    def _impossible(self, point: Point) -> BadValue:
        if not 1 <= (point.month or 0) <= 12:
            return self._refused(Dates.NO_SUCH_MONTH, month=point.month)
        if point.year is None:
            return self._refused(Dates.NO_SUCH_DAY_EVER, month=point.month, day=point.day)
        month = f"{point.year:04}-{point.month:02}"
        return self._refused(Dates.NO_SUCH_DAY, month=month, day=point.day)

    def _refused(self, why: Pair, **values: Any) -> BadValue:
        return _refusal(self.text, why, **values)

    def _near(self, when: When, first: date, undated: bool) -> When:
        days = (self.today - first).days
        if not undated or days <= FAR_BACK_DAYS:
            return when
        fault = FarBack(
            Dates.FAR_BACK,
            Dates.FAR_BACK_WHY,
            Dates.FAR_BACK_HINT,
            text=shown(self.text),
            days=days,
            when=when.typed(),
        )
        fault.when = when
        raise fault


def _with_months(start: Point, end: Point) -> tuple[Point, Point]:
    """Both days with the month that one lends the other: 5-8 March, 3月5日至8日."""
    return (
        start if start.month is not None else start._replace(month=end.month),
        end if end.month is not None else end._replace(month=start.month),
    )


def _iso(point: Point) -> str:
    month = f"{point.year:04}-{point.month:02}"
    return month if point.day is None else f"{month}-{point.day:02}"
