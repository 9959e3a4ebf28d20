"""Numbers as English prose writes them: in words, with over, nearly and at least before them."""

# ruff: noqa: E501 - a pattern is read in one piece
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from branchlog.drafts.numbers import Bound, Number, Script

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: number * 10 for number, word in enumerate(_TENS, 2)},
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6}
_ONE = "|".join(sorted([*WORDS, *_SCALES, "dozen"], key=len, reverse=True))
_MARKS = (
    r"(?P<over>over|more than|above|upwards of|in excess of)"
    r"|(?P<least>at least|no fewer than|no less than|not less than|not fewer than)"
    r"|(?P<most>at most|up to|no more than|not more than)"
    r"|(?P<near>nearly|almost|close to|just under|fewer than|less than)"
    r"|(?P<about>about|around|some|approximately|roughly)"
)
_UNIT = r"%|percent|per cent|m²|yuan|hours?|years?|times|sq(?:uare)? met(?:er|re)s?"
_NUMBER = re.compile(
    rf"(?<![A-Za-z])(?:(?:{_MARKS}) )?(?:(?P<arabic>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}(?![0-9,])|[0-9]{{1,30}}+)"
    rf"(?P<places>\.[0-9]{{1,6}}+)?"
    rf"|(?P<words>(?:a |an )?(?:{_ONE})(?:(?:[ -]and[ -]|[ -])(?:{_ONE})){{0,8}})(?![A-Za-z-]))"
    rf"(?P<plus>\+| or more| odd)?(?: ?(?P<unit>{_UNIT})(?![A-Za-z]))?",
    re.IGNORECASE,
)


def numbers(text: str, begin: int, end: int) -> Iterator[Number]:
    """Those numbers of a span that only an English reading finds: marked or written in words."""
    from branchlog.drafts.numbers import Number, bounds

    for match in _NUMBER.finditer(text, begin, end):
        marked = any(match[name] for name in ("over", "least", "most", "near", "about"))
        if not (match["words"] or marked or match["plus"] or match["unit"]):
            continue
        value = _arabic(match) if match["arabic"] else _in_words(match["words"].casefold())
        if value is None:
            continue
        bound = _bound(match)
        least, most = bounds(value, bound)
        script: Script = "arabic" if match["arabic"] else "english"
        unit = (match["unit"] or "").casefold()
        yield Number(match.start(), match.end(), value, least, most, bound, unit, script)


def _arabic(match: re.Match[str]) -> int | None:
    whole, places = match["arabic"].replace(",", ""), (match["places"] or ".")[1:]
    if len(whole) > 12 or len(places) > 2:
        return None
    return int(whole + places.ljust(2, "0"))


def _in_words(text: str) -> int | None:
    """Hundredths of `twenty-two`, `a dozen`, `one hundred and twenty`; None for no one number."""
    total = section = last = 0
    for word in re.split(r"[ -]", text):
        if word in ("a", "an"):
            section = 1
        elif word in WORDS:
            number = WORDS[word]
            # Two numbers side by side ("twenty thirty") are none; twenty-two is.
            if last and not (last >= 20 and number < 10) and last != 100:
                return None
            section += number
            last = number
        elif word == "dozen":
            section, last = (section or 1) * 12, 12
        elif word == "hundred":
            section, last = (section or 1) * 100, 100
        elif word in _SCALES:
            total, section, last = total + (section or 1) * _SCALES[word], 0, 100
    return (total + section) * 100


def _bound(match: re.Match[str]) -> Bound:
    if match["over"] or match["plus"] in ("+", " odd"):
        return "over"
    if match["least"] or match["plus"]:
        return "least"
    return "most" if match["most"] else "near" if match["near"] else _about(match)


def _about(match: re.Match[str]) -> Bound:
    return "about" if match["about"] else "exact"
