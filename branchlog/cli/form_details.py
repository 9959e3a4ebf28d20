"""What a form asks for that is no figure: who filled it in, for which period, on which day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from branchlog.cli.session import Session
from branchlog.config import FILE, suggestion
from branchlog.errors import BadConfig, BadValue
from branchlog.messages import Forms as Text
from branchlog.messages import Lang, say
from branchlog.records.periods import Period
from branchlog.records.text import word
from branchlog.stats import wording

#: Who signs: the keys of [form] in branchlog.toml, and what forms call them.
SIGNERS = {
    "filled_by": ("填表人",),
    "checked_by": ("审核人",),
    "head": ("负责人",),
    "phone": ("电话", "联系电话"),
}
_OTHERS = {
    "name": ("单位",),
    "org": ("上级",),
    "period": ("期间",),
    "year": ("年", "年份"),
    "month": ("月", "月份"),
    "date": ("填表日期",),
}
_NAMES = {
    word(name): key for key, names in {**SIGNERS, **_OTHERS}.items() for name in (key, *names)
}


class Detail(NamedTuple):
    """One entry; `missing` is the key of branchlog.toml that would say it."""

    value: str | int
    missing: str = ""


def key(text: str) -> str | None:
    """Which detail a placeholder names, in either language, or None."""
    return _NAMES.get(word(text))


def names() -> list[str]:
    """Everything that a placeholder may call a detail."""
    return list(_NAMES)


def signers(raw: Mapping[str, Any]) -> dict[str, str]:
    """The table [form] of branchlog.toml, checked. Raises BadConfig."""
    for name, value in raw.items():
        if name not in SIGNERS:
            why, near = Text.UNKNOWN_KEY, suggestion(name, SIGNERS)
            raise BadConfig(Text.BAD_TABLE, why, Text.TABLE_HINT, key=name, suggestion=near)
        if not isinstance(value, str):
            raise BadConfig(Text.BAD_TABLE, Text.NOT_TEXT, Text.TABLE_HINT, key=name, file=FILE)
    return dict(raw)


def detail(session: Session, period: Period, name: str) -> Detail:
    """One detail. Raises BadValue for a year or a month of a period that has no end."""
    if name in SIGNERS:
        said = signers(session.config().form).get(name, "").strip()
        return Detail(said, "" if said else name)
    found: dict[str, Callable[[], str | int]] = {
        "name": lambda: session.config().name,
        "org": lambda: ("" if session.lang == "zh" else ", ").join(session.config().org),
        "period": lambda: in_words(period, session.lang),
        "year": lambda: _last(period).year,
        "month": lambda: _last(period).month,
        "date": lambda: _day(session.today, session.lang),
    }
    return Detail(found[name]())


def _last(period: Period) -> date:
    if period.last is None:
        raise BadValue(Text.BAD_EXPRESSION, Text.NO_END, Text.EXPRESSION_HINT, period=period.label)
    return period.last


def in_words(period: Period, lang: Lang) -> str:
    """`2024年`, `2024年3月`, `2024年1月至2024年3月`, `截至2024年8月5日`."""
    first, last = period.first, period.last
    if first is None and last is None:
        return say(Text.ALL_TIME, lang)
    if first is None or last is None:
        if last:
            return say(Text.UNTIL, lang, day=_day(last, lang))
        return say(Text.SINCE, lang, day=_day(first or date.min, lang))
    if first.day != 1 or (last + timedelta(1)).day != 1:
        if first == last:
            return _day(first, lang)
        return say(Text.FROM_TO, lang, first=_day(first, lang), last=_day(last, lang))
    months = [wording.month(day.isoformat(), lang) for day in (first, last)]
    if months[0] == months[1]:
        return months[0]
    if (first.month, last.month, first.year) == (1, 12, last.year):
        return say(Text.YEAR, lang, year=first.year)
    return say(Text.FROM_TO, lang, first=months[0], last=months[1])


def _day(day: date, lang: Lang) -> str:
    return say(Text.DAY, lang, year=day.year, month=day.month, day=day.day)
