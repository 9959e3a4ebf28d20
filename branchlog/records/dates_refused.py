"""Say why a text is not a date, so that the person knows what to change."""

from __future__ import annotations

import re

from branchlog.messages import Dates, Pair
from branchlog.records.dates_forms import mixed
from branchlog.records.dates_relative import EN_DAY, ZH_WEEK

_CLOCK = r"[0-9]:[0-9]|[0-9]t[0-9]{2}|上午|下午|中午|晚上|早上|[0-9][点时]|[0-9] ?[ap]m\b"
_TWO = Dates.TWO_DIGIT_YEAR
_LUNAR = r"农历|阴历|正月|腊月|冬月|闰|初[一二三四五六七八九十]|廿"


def why_not(text: str, longest: int = 60) -> Pair:
    """The reason why folded, lower-case text that is none of the accepted forms is refused."""
    if len(text) > longest:
        return Dates.UNKNOWN
    whole: tuple[tuple[str, Pair], ...] = (
        (r"", Dates.EMPTY),
        (r"[0-9]{4} ?(?:年度?)?|[〇零一二三四五六七八九]{4}年?|[今本去前明]年", Dates.YEAR_ONLY),
        (r"(?:this|last|next)[ -]year", Dates.YEAR_ONLY),
        (r"[0-9]{4}-?w[0-9]{1,2}(?:-?[0-9])?", Dates.ISO_WEEK),
        (r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{4}", Dates.DAY_FIRST),
        (r"[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}([-/.])[0-9]{1,2}\2[0-9]{2}", _TWO),
        (r"[0-9]{2} ?年.*|[〇零一二三四五六七八九]{2}年.*", _TWO),
        (r"[0-9]{1,2}[ -][a-z]{3,9}[ -][0-9]{2}|[a-z]{3,9} [0-9]{1,2}, ?[0-9]{2}", _TWO),
        (rf"{ZH_WEEK}[一二三四五六日天]|{EN_DAY}", Dates.WEEKDAY_ALONE),
        (r"[0-9]{1,2} ?[日号]|[一二三四五六七八九十]{1,3}[日号]", Dates.DAY_ALONE),
        (r"[0-9]{1,2}(?:st|nd|rd|th)?|the [0-9]{1,2}(?:st|nd|rd|th)", Dates.DAY_ALONE),
        (r"[0-9]{6}", Dates.SIX_DIGITS),
        (r"[0-9]{5}(?:\.[0-9]+)?", Dates.SERIAL),
    )
    for form, why in whole:
        if re.fullmatch(form, text):
            return why
    if re.search(_CLOCK, text):
        return Dates.HAS_TIME
    if re.search(_LUNAR, text):
        return Dates.LUNAR
    return Dates.MIXED if mixed(text) and re.search("[年月日]", text) else Dates.UNKNOWN
