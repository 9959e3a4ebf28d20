"""Read days that are named from today: 昨天, 上周三, 3天前, yesterday, last wed, -3d."""

from __future__ import annotations

import re
from datetime import date, timedelta

from branchlog.records.numerals import from_han

_NAMED = {
    "大前天": -3,
    "前天": -2,
    "前日": -2,
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "昨天": -1,
    "昨日": -1,
    "yesterday": -1,
    "今天": 0,
    "今日": 0,
    "today": 0,
    "明天": 1,
    "明日": 1,
    "tomorrow": 1,
    "后天": 2,
    "大后天": 3,
}
_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1}
ZH_WEEKDAYS = "一二三四五六日"
EN_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

ZH_WEEK = "(?:周|星期|礼拜)"
EN_DAY = "(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?"

_ZH_WEEKDAY = rf"(上上|上|这|本|下)个?{ZH_WEEK}([一二三四五六日天])"
_EN_WEEKDAY = rf"(last|this|next)[ -]{EN_DAY}"
_ZH_COUNT = rf"([0-9]{{1,4}}|[一二两三四五六七八九十百]+) ?(天|日|个?{ZH_WEEK})(?:以|之)?(前|后)"
_EN_AGO = r"([0-9]{1,4}|an?|one) (day|week)s? ago|in ([0-9]{1,4}|an?|one) (day|week)s?"
_SHORT = r"([-+])([0-9]{1,4})([dw])"


def relative_day(text: str, today: date) -> date | None:
    """The day that folded, lower-case text names, or None. It may lie in the future."""
    if text in _NAMED:
        return today + timedelta(_NAMED[text])
    return _of_a_week(text, today) or _counted(text, today)


def _of_a_week(text: str, today: date) -> date | None:
    monday = today - timedelta(today.weekday())
    if found := re.fullmatch(_ZH_WEEKDAY, text):
        weekday = ZH_WEEKDAYS.index(found[2].replace("天", "日"))
        return monday + timedelta(weeks=_WEEKS[found[1]], days=weekday)
    if found := re.fullmatch(_EN_WEEKDAY, text):
        weekday = EN_WEEKDAYS.index(found[2])
        if found[1] == "last":
            return today - timedelta((today.weekday() - weekday - 1) % 7 + 1)
        return monday + timedelta(weeks=found[1] == "next", days=weekday)
    return None


def _counted(text: str, today: date) -> date | None:
    if found := re.fullmatch(_SHORT, text):
        sign, count, unit = found.groups()
        return _moved(today, int(sign + count), unit == "w")
    if found := re.fullmatch(_ZH_COUNT, text):
        number = int(found[1]) if found[1].isascii() else from_han(found[1])
        if number is None:
            return None
        return _moved(today, -number if found[3] == "前" else number, found[2] not in "天日")
    if found := re.fullmatch(_EN_AGO, text):
        typed, sign = (found[1], -1) if found[1] else (found[3], 1)
        number = int(typed) if typed.isdigit() else 1
        return _moved(today, sign * number, "week" in (found[2], found[4]))
    return None


def _moved(today: date, count: int, weeks: bool) -> date | None:
    try:
        return today + timedelta(weeks=count) if weeks else today + timedelta(count)
    except OverflowError:
        return None
