"""Read the written forms of days and months into years, months and days, judging nothing yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from branchlog.records.dates_relative import relative_day
from branchlog.records.numerals import from_han

_LONGEST = 60
_HAN_DIGITS = "[〇零○一二三四五六七八九十]"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = "([0-9]{1,2})(?:st|nd|rd|th)?"

_DATED = r"([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?"
_COMPACT = r"([0-9]{4})([0-9]{2})([0-9]{2})"
_UNDATED = r"([0-9]{1,2})[-/.]([0-9]{1,2})"
_CHINESE = r"(?:([0-9]{4}) ?年 ?)?([0-9]{1,2}) ?月(?:份| ?([0-9]{1,2}) ?[日号]?)?"
_DAY_FIRST = rf"{_DAY}(?: of)?[ -]{_MONTH}\.?(?:(?:, ?| |-)([0-9]{{4}}))?"
_MONTH_FIRST = rf"{_MONTH}\.?[ -]{_DAY}(?:(?:, ?| )([0-9]{{4}}))?"
_MONTH_ALONE = rf"{_MONTH}\.?(?:(?:, ?| |-)([0-9]{{4}}))?"

_YEARS_BACK = (("今年", 0), ("本年", 0), ("去年", 1), ("前年", 2))
_MONTHS_BACK = r"(?:(本月|这个月|this month)|上个?月|last month)(?:([0-9]{1,2})[日号])?"


class Point(NamedTuple):
    """A day or a month as it was typed. What was left out is None."""

    year: int | None
    month: int | None
    day: int | None


def point(text: str, today: date) -> Point | None:
    """The day or month that folded, lower-case text writes, or None when it is no such form."""
    if len(text) > _LONGEST:
        return None
    if found := re.fullmatch(_DATED, text):
        return _point(found[1], found[3], found[4])
    if found := re.fullmatch(_COMPACT, text):
        return _point(found[1], found[2], found[3])
    if found := re.fullmatch(_UNDATED, text):
        return _point(None, found[1], found[2])
    if found := re.fullmatch(_CHINESE, text):
        return _point(found[1], found[2], found[3])
    if (day := relative_day(text, today)) is not None:
        return Point(day.year, day.month, day.day)
    if text[:1].isascii() and re.search("[a-z]", text):
        return _english(text, today)
    return _chinese(text, today)


def ends(text: str, today: date) -> tuple[Point, Point | None] | None:
    """The point, or the two ends of the range, that the text writes."""
    if alone := point(text, today):
        return alone, None
    for _, head, tail in splits(text):
        start = point(head, today) or _day_before_its_month(head, tail)
        if start and (end := point(tail, today) or _tail(head, tail)):
            return start, end
    return None


def splits(text: str) -> Iterator[tuple[str, str, str]]:
    """The ways to part a range: the separator, what is before it, what is after it.

    A single hyphen parts a range only where it occurs once: 2024-3-5-6 means nothing.
    """
    if len(text) > _LONGEST:
        return
    for separator in ("..", "至", "到", "~", "--", " - ", " to "):
        if text.count(separator) == 1:
            head, _, tail = text.partition(separator)
            yield separator, head.strip(), tail.strip()
    if text.count("-") == 1:
        head, _, tail = text.partition("-")
        yield "-", head.strip(), tail.strip()


def arabic(text: str) -> str | None:
    """The text with its Chinese numerals as digits; None when one is no numeral."""
    numbers = {run: from_han(run) for run in set(re.findall(f"{_HAN_DIGITS}+", text))}
    if None in numbers.values():
        return None
    return re.sub(f"{_HAN_DIGITS}+", lambda run: str(numbers[run[0]]), text)


def mixed(text: str) -> bool:
    """Whether Chinese and Arabic numerals stand side by side."""
    return bool(re.search("[0-9]", text) and re.search(_HAN_DIGITS, text))


def _point(year: str | None, month: str | None, day: str | None) -> Point:
    return Point(*(int(part) if part else None for part in (year, month, day)))


def _chinese(text: str, today: date) -> Point | None:
    if mixed(text) or (typed := arabic(text)) is None:
        return None
    for word, back in _YEARS_BACK:
        if typed.startswith(word):
            typed = f"{today.year - back}年{typed.removeprefix(word)}"
    if found := re.fullmatch(_CHINESE, typed):
        return _point(found[1], found[2], found[3])
    return _month_back(typed, today)


def _month_back(text: str, today: date) -> Point | None:
    found = re.fullmatch(_MONTHS_BACK, text)
    if not found:
        return None
    months = today.year * 12 + today.month - 1 - (not found[1])
    return Point(months // 12, months % 12 + 1, int(found[2]) if found[2] else None)


def _english(text: str, today: date) -> Point | None:
    if found := re.fullmatch(_DAY_FIRST, text):
        day, month, year = found.groups()
    elif found := re.fullmatch(_MONTH_FIRST, text):
        month, day, year = found.groups()
    elif found := re.fullmatch(_MONTH_ALONE, text):
        (month, year), day = found.groups(), None
    else:
        return _month_back(text, today)
    return _point(year, None, day)._replace(month=_MONTHS.index(month[:3]) + 1)


def _tail(head: str, tail: str) -> Point | None:
    """The day that ends a range without its month, after a head that has one."""
    if re.search("[a-z]", head) and (found := re.fullmatch(rf"{_DAY}(?:, ?([0-9]{{4}}))?", tail)):
        return _point(found[2], None, found[1])
    typed = None if mixed(head + tail) else arabic(tail)
    found = re.fullmatch(r"([0-9]{1,2}) ?[日号]?", typed) if typed else None
    if not found or (tail != typed and not tail.endswith(("日", "号"))):
        return None
    return _point(None, None, found[1])


def _day_before_its_month(head: str, tail: str) -> Point | None:
    """The day that begins `5-8 March`: its month comes with the end."""
    found = re.fullmatch(_DAY, head)
    return _point(None, None, found[1]) if found and re.search("[a-z]", tail) else None
