"""Read the forms in which people name a period, as the units of the calendar at its ends."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeAlias

from branchlog.messages import Dates, Pair
from branchlog.records import calendar_units
from branchlog.records.calendar_units import Unit, UnitKind
from branchlog.records.dates_forms import Point, arabic, point, splits
from branchlog.records.dates_refused import why_not

ALL = ("all", "全部", "所有", "all time", "all-time")
#: What a period can be compared with, beside another period.
YEAR_BEFORE = ("同比", "year-before", "year before")
PREVIOUS = ("环比", "previous")
SAME_PART = ("截至同期", "same-part", "same part")
#: No record is older than the branch could be.
EARLIEST_YEAR = 1949

Ends: TypeAlias = tuple[Unit | None, Unit | None]

_NOW: dict[str, tuple[UnitKind, int]] = {
    **dict.fromkeys(("今年", "本年", "本年度", "今年度", "全年", "this year"), ("year", 0)),
    **dict.fromkeys(("去年", "上年", "上年度", "去年度", "last year"), ("year", -1)),
    "前年": ("year", -2),
    **dict.fromkeys(("本月", "这个月", "this month"), ("month", 0)),
    **dict.fromkeys(("上月", "上个月", "last month"), ("month", -1)),
    **dict.fromkeys(("本季度", "这个季度", "本季", "this quarter"), ("quarter", 0)),
    **dict.fromkeys(("上季度", "上个季度", "上季", "last quarter"), ("quarter", -1)),
}
_WEEKS = {"本周": 0, "这周": 0, "this week": 0, "上周": -1, "last week": -1}
_BACK = {"今": 0, "本": 0, "去": 1, "上": 1, "前": 2}
_YEAR = "(?:([0-9]{4}|[〇零○一二三四五六七八九]{4})年?|([今本去上前])年)"
_WHOLE_YEAR = rf"{_YEAR}(?:度|全年)?"
_PART = r"第?([0-9一二三四五六七八九])季度?|q([0-9])|([上下])半年|h([0-9])"
_PART_OF_YEAR = rf"(?:{_YEAR}-?)?(?:{_PART})"
_PART_FIRST = r"([qh][0-9])[ -]?([0-9]{4})"
_UNDATED_DIGITS = r"[0-9]{1,2}[-/.][0-9]{1,2}"
_HEAD = "((?:[0-9]{4} ?年|[今本去前]年)?)"
_MONTH = "([0-9]{1,2}|[一二三四五六七八九十]{1,2})"
_MONTHS = rf"{_HEAD} ?{_MONTH} ?[-~至到] ?{_MONTH} ?月份?"
_QUARTERS = rf"{_HEAD} ?第?([一二三四1-4])[-~至到]第?([一二三四1-4])季度?"
_WHYS = (
    Dates.TWO_DIGIT_YEAR,
    Dates.DAY_FIRST,
    Dates.SIX_DIGITS,
    Dates.ISO_WEEK,
    Dates.HAS_TIME,
    Dates.LUNAR,
    Dates.MIXED,
)


class NotAPeriod(Exception):  # noqa: N818 - a step on the way to a BadValue, never shown
    """Why a text is not a period."""

    def __init__(self, why: Pair, **values: Any) -> None:
        self.why = why
        self.values = values


class _Named(NamedTuple):
    """A unit as it was typed: its year may have been left out."""

    kind: UnitKind
    year: int | None
    number: int
    day: int = 0

    def unit(self, year: int) -> Unit:
        year = self.year if self.year is not None else year
        if year < EARLIEST_YEAR:
            raise NotAPeriod(Dates.BEFORE_1949)
        if self.kind in ("month", "day") and not 1 <= self.number <= 12:
            raise NotAPeriod(Dates.NO_SUCH_MONTH, month=self.number)
        if self.kind != "day":
            return calendar_units.named(self.kind, year, self.number)
        try:
            return calendar_units.holding("day", date(year, self.number, self.day))
        except ValueError:
            month = f"{year:04}-{self.number:02}"
            raise NotAPeriod(Dates.NO_SUCH_DAY, month=month, day=self.day) from None

    def latest(self, today: date) -> Unit:
        """The unit of the typed year, or else the latest one that has begun."""
        if self.year is not None:
            return self.unit(self.year)
        for back in range(9):
            try:
                unit = self.unit(today.year - back)
            except NotAPeriod as refused:
                if back == 8 or refused.why is not Dates.NO_SUCH_DAY:
                    raise
                continue
            if unit.first() <= today:
                return unit
        raise NotAPeriod(Dates.UNKNOWN)


def ends(text: str, today: date) -> Ends:
    """The first and the last unit of a folded, lower-case text. Raises NotAPeriod."""
    if week := _week(text, today):
        return week
    if named := _one(text, today):
        unit = named.latest(today)
        return unit, unit
    for separator, head, tail in splits(_spelled_out(text)):
        if found := _range(separator, head, tail, today):
            return found
    raise NotAPeriod(_why_not(text))


def _week(text: str, today: date) -> Ends | None:
    weeks = _WEEKS.get(text.replace("-", " "))
    if weeks is None:
        return None
    monday = today + timedelta(weeks=weeks, days=-today.weekday())
    return (
        calendar_units.holding("day", monday),
        calendar_units.holding("day", monday + timedelta(6)),
    )


def _one(text: str, today: date) -> _Named | None:
    if now := _NOW.get(text.replace("-", " ")):
        kind, count = now
        unit = calendar_units.holding(kind, today).moved(count)
        return _Named(kind, *calendar_units.numbered(unit))
    if named := _part_of_year(text.replace(" ", ""), today):
        return named
    if re.fullmatch(_UNDATED_DIGITS, text):
        raise NotAPeriod(Dates.MONTH_OR_DAY)
    return _of_point(point(text, today))


def _part_of_year(text: str, today: date) -> _Named | None:
    if found := re.fullmatch(_PART_FIRST, text):
        text = found[2] + found[1]
    if found := re.fullmatch(_WHOLE_YEAR, text):
        return _Named("year", _year(found[1], found[2], today), 1)
    found = re.fullmatch(_PART_OF_YEAR, text)
    if not found:
        return None
    written, back, quarter, q, half, h = found.groups()
    year = _year(written, back, today)
    if half or h:
        number = "上下".index(half) + 1 if half else int(h)
        if number not in (1, 2):
            raise NotAPeriod(Dates.NO_SUCH_HALF)
        return _Named("half", year, number)
    number = int(arabic(quarter or q) or 0)
    if not 1 <= number <= 4:
        raise NotAPeriod(Dates.NO_SUCH_QUARTER)
    return _Named("quarter", year, number)


def _year(written: str | None, back: str | None, today: date) -> int | None:
    if back:
        return today.year - _BACK[back]
    return int(arabic(written) or 0) if written else None


def _of_point(found: Point | None) -> _Named | None:
    if found is None or found.month is None:
        return None
    if found.day is None:
        return _Named("month", found.year, found.month)
    return _Named("day", found.year, found.month, found.day)


def _spelled_out(text: str) -> str:
    """The range with what its ends share said twice: 1-6月 is 1月~6月, 截至X is ..X."""
    if text.startswith("截至"):
        return f"..{text.removeprefix('截至')}"
    if found := re.fullmatch(_MONTHS, text):
        return f"{found[1]}{found[2]}月~{found[3]}月"
    if found := re.fullmatch(_QUARTERS, text):
        return f"{found[1]}{found[2]}季度~{found[3]}季度"
    return text


def _range(separator: str, head: str, tail: str, today: date) -> Ends | None:
    if separator == ".." and bool(head) != bool(tail):
        open_end = _one(head or tail, today)
        unit = open_end.latest(today) if open_end else None
        return ((unit, None) if head else (None, unit)) if unit else None
    first = _one(head, today)
    last = first and (_short_tail(separator, tail, first) or _one(tail, today))
    if not first or not last:
        return None
    start = first.unit(last.year) if first.year is None and last.year else first.latest(today)
    end = last.unit(start.first().year)
    if end.last() < start.first():
        raise NotAPeriod(Dates.BACKWARDS)
    return start, end


def _short_tail(separator: str, tail: str, head: _Named) -> _Named | None:
    """The end that leaves out what the head has said: 2024-03..05, 2024-03-01..31, 3月5日至8日."""
    if separator == "-" or head.kind not in ("month", "day"):
        return None
    if found := re.fullmatch(r"([0-9]{1,2})[日号]?", tail):
        if head.kind == "day":
            return head._replace(day=int(found[1]))
        return head._replace(number=int(found[1])) if tail.isdigit() else None
    if head.kind == "day" and (found := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})", tail)):
        return head._replace(number=int(found[1]), day=int(found[2]))
    return None


def _why_not(text: str) -> Pair:
    if not text:
        return Dates.PERIOD_EMPTY
    why = why_not(text)
    return why if why in _WHYS else Dates.UNKNOWN
