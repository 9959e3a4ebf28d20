"""Periods in words, for a title and the beginning of a sentence."""

from __future__ import annotations

from datetime import date

from branchlog.errors import BadValue
from branchlog.messages import Annual as Text
from branchlog.messages import Lang, Pair, say
from branchlog.records import calendar_units, numerals
from branchlog.records.calendar_units import Unit
from branchlog.records.periods import Period, same_part
from branchlog.stats import wording


def worded(period: Period, lang: Lang) -> str:
    """`2024年`, `2024年第一季度`, `截至2024年8月5日`; `2024`, `Q1 2024`, `up to 5 August 2024`."""
    if period.label == "all":
        return say(Text.SPAN_ALL, lang)
    head, both, tail = period.label.partition("..")
    first = _unit(calendar_units.read(head), lang) if head else ""
    last = _unit(calendar_units.read(tail), lang) if tail else ""
    if not both:
        return first
    if first and last:
        return say(Text.SPAN_BOTH, lang, first=first, last=last)
    if last:
        return say(Text.SPAN_UNTIL, lang, last=last)
    return say(Text.SPAN_SINCE, lang, first=first)


def compared(now: Period, period: Period, today: date, lang: Lang) -> str:
    """The heading of what a period is compared with; the same part of a year is 2023年同期."""
    try:
        same = same_part(now, today)
    except BadValue:
        same = None
    if period == same and ".." in period.label and period.first is not None:
        return say(Text.SAME_PART, lang, year=period.first.year)
    return worded(period, lang)


def days(period: Period, lang: Lang) -> str:
    """From which day to which: `2024年1月1日至2024年12月31日`."""
    first = day(period.first.isoformat(), lang) if period.first else ""
    last = day(period.last.isoformat(), lang) if period.last else ""
    if first and last:
        return say(Text.SPAN_BOTH, lang, first=first, last=last)
    return worded(period, lang)


def day(iso: str, lang: Lang) -> str:
    """`2024-08-05` as `2024年8月5日` or `5 August 2024`; a month stays one."""
    month = wording.month(iso, lang)
    return say(Text.DAY, lang, month=month, day=int(iso[8:])) if len(iso) == 10 else month


def title(name: str, period: Period, lang: Lang) -> str:
    """`子营街道退休党支部2024年工作总结`."""
    bounded = period.first is not None and period.last is not None
    pair = Text.TITLE_SPAN
    if bounded:
        pair = Text.TITLE_YEAR if len(period.label) == 4 else Text.TITLE_PART
    return say(pair, lang, name=name, period=worded(period, lang))


_HALVES: tuple[Pair, Pair] = (Text.FIRST_HALF, Text.SECOND_HALF)


def _unit(unit: Unit, lang: Lang) -> str:
    if unit.kind in ("day", "month"):
        return day(unit.label(), lang)
    year, number = calendar_units.numbered(unit)
    if unit.kind == "year":
        return say(Text.YEAR, lang, year=year)
    if unit.kind == "half":
        return say(Text.HALF, lang, year=year, half=_HALVES[number - 1])
    shown: Pair = (numerals.to_han(number), str(number))
    return say(Text.QUARTER, lang, year=year, number=shown)
