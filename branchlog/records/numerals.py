"""Read the numbers that people type, Arabic and Chinese, and write Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal, NamedTuple, TypeAlias

from branchlog.errors import BadValue
from branchlog.messages import Dates, Pair
from branchlog.records.typed import fold, shown

Approximate: TypeAlias = Literal["over", "about"]

#: No figure of a branch is larger: beyond it a key was stuck.
LARGEST = 10**9

_DIGITS = "零一二三四五六七八九"
_HAN = "[零〇○一二两三四五六七八九十百千万亿]"
_LONGEST = 60

_PREFIX = (
    r"(?P<about>约|大约|大概|about|around|approx\.?|~)|(?P<over>超过|逾|over|more than)"
    r"|(?P<side>近|将近|接近|不到|至少|最多|nearly|almost|at least|at most|up to)"
)
_SUFFIX = r"(?P<over>余|多|\+)|(?P<about>左右)"
_ARABIC = (
    r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.(?P<places>[0-9]+))?"
    r" ?(?:(?P<over>[余多])(?=[十百千万亿]))?(?P<scale>[十百千万亿])?"
)
_CHINESE = rf"(?P<number>{_HAN}+)(?:(?P<over>[余多])(?P<scale>[百千万亿]))?"
_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}


class Quantity(NamedTuple):
    """A number in whole hundredths, and whether the true one is above it or near it."""

    hundredths: int
    approximate: Approximate | None


class _Refused(Exception):  # noqa: N818 - a step on the way to a BadValue, never shown
    def __init__(self, why: Pair, rest: str = "") -> None:
        self.why = why
        self.rest = rest


def to_han(number: int, *, measure: bool = False) -> str:
    """The Chinese numeral of 0 to 1,000,000,000: 12 is 十二, 120 一百二十, 1005 一千零五.

    `measure` writes 2 as 两, as before a measure word (两项). Raises ValueError outside the range.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"no Chinese numeral for {number}")
    if number == 2 and measure:
        return "两"
    text, gap = "", False
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, unit)
        if section:
            text += ("零" if text and (gap or section < 1000) else "") + _section(section) + name
        gap = not section
    return text.removeprefix("一") if text.startswith("一十") else text or "零"


def _section(number: int) -> str:
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
        gap = not digit
    return text


def from_han(text: str) -> int | None:
    """The number of a Chinese numeral, in units (一百二十) or digit by digit (二〇二四).

    None for anything else, and for what can be read in two ways: 三五 (three to five) and
    一百二 (120, though 102 is meant by some).
    """
    plain = text.translate({ord("〇"): "零", ord("○"): "零", ord("两"): "二"})
    if not plain or len(plain) > _LONGEST or not re.fullmatch(f"{_HAN}+", plain):
        return None
    if all(char in _DIGITS for char in plain):
        return _digit_by_digit(plain)
    value = _summed(plain)
    if value > LARGEST:
        return None
    canonical = to_han(value)
    return value if plain.replace("一十", "十") == canonical.replace("一十", "十") else None


def _digit_by_digit(plain: str) -> int | None:
    if len(plain) > 1 and (plain.startswith("零") or (len(plain) == 2 and "零" not in plain)):
        return None
    return int("".join(str(_DIGITS.index(char)) for char in plain))


def _summed(plain: str) -> int:
    total = section = digit = 0
    for char in plain:
        if char in _DIGITS:
            digit = _DIGITS.index(char)
        elif char in "十百千":
            section += (digit or 1) * 10 ** _SCALES[char]
            digit = 0
        elif char == "万":
            total += (section + digit) * 10**4
            section = digit = 0
        else:
            total = (total + section + digit) * 10**8
            section = digit = 0
    return total + section + digit


def parse_quantity(text: str, units: Collection[str]) -> Quantity:
    """The quantity in `120`, `1,300`, `1.3万`, `一百二十`, `120余户`, `约500`, `over 40` …

    One of `units` may follow the number. Raises BadValue for anything else: nothing is guessed.
    """
    if len(text) <= 9 and text.isascii() and text.isdigit():
        return Quantity(int(text) * 100, None)
    typed = fold(text).casefold()
    try:
        return _quantity(typed, units)
    except _Refused as refused:
        raise BadValue(
            Dates.NOT_A_NUMBER,
            refused.why,
            Dates.NUMBER_FORMS,
            text=shown(text),
            rest=shown(refused.rest),
            units=" / ".join(units),
        ) from None


def _quantity(typed: str, units: Collection[str]) -> Quantity:
    if len(typed) > _LONGEST:
        raise _Refused(Dates.TOO_LARGE if re.match("[0-9,]{20}", typed) else Dates.NUMBER_UNKNOWN)
    marks: set[str] = set()
    core = _without_prefix(typed, marks)
    core = _without_suffix(core, marks)
    core = _without_unit(core, units)
    core = _without_suffix(core, marks)
    hundredths = _hundredths(core, marks)
    if hundredths is None:
        rest = re.sub(rf"^(?:[0-9,.]+|{_HAN}+) ?[余多]?", "", core)
        raise _Refused(_why_not(typed, core, units), rest)
    if hundredths > LARGEST * 100:
        raise _Refused(Dates.TOO_LARGE)
    if marks == {"over", "about"}:
        raise _Refused(Dates.CONTRADICTION)
    return Quantity(hundredths, "over" if "over" in marks else "about" if marks else None)


def _without_prefix(typed: str, marks: set[str]) -> str:
    found = re.match(f"(?:{_PREFIX}) ?(?=[^ ])", typed)
    if not found:
        return typed
    if found["side"]:
        raise _Refused(Dates.ONE_SIDED)
    marks.add("over" if found["over"] else "about")
    return typed[found.end() :]


def _without_suffix(typed: str, marks: set[str]) -> str:
    found = re.search(rf"(?<=[^ ]) ?(?:{_SUFFIX})$", typed)
    if not found:
        return typed
    marks.add("over" if found["over"] else "about")
    return typed[: found.start()]


def _without_unit(typed: str, units: Collection[str]) -> str:
    for unit in sorted((unit.casefold() for unit in units), key=len, reverse=True):
        if unit and typed.endswith(unit) and len(typed) > len(unit):
            return typed.removesuffix(unit).rstrip(" ")
    return typed


def _hundredths(core: str, marks: set[str]) -> int | None:
    if found := re.fullmatch(_ARABIC, core):
        places = found["places"] or ""
        tens = _SCALES[found["scale"]] if found["scale"] else 0
        if len(places) > tens + 2:
            raise _Refused(Dates.TOO_MANY_PLACES)
        if found["over"]:
            marks.add("over")
        whole = int(found["whole"].replace(",", "") + places)
        return int(whole * 10 ** (tens + 2 - len(places)))
    if found := re.fullmatch(_CHINESE, core):
        number = from_han(found["number"])
        if number is None:
            return None
        if found["over"]:
            marks.add("over")
        return int(number * 10 ** ((_SCALES[found["scale"]] if found["scale"] else 0) + 2))
    return None


def _why_not(typed: str, core: str, units: Collection[str]) -> Pair:
    reasons: tuple[tuple[str, Pair], ...] = (
        (r" *", Dates.NUMBER_EMPTY),
        (r"[-负] ?[0-9零〇○一二两三四五六七八九十百千万亿.].*", Dates.NEGATIVE),
        (r"[+-]?(?:nan|inf|infinity|∞|无穷.*)", Dates.NOT_FINITE),
        (r"[0-9.]+e[+-]?[0-9]+|0[xob][0-9a-f]+", Dates.MACHINE),
        (r"[0-9]*[¼-¾⅐-⅞]|[0-9]+ ?[/⁄] ?[0-9]+.*|.*分之.*", Dates.FRACTION),
        (
            rf"[0-9.,]+ ?(?:[-~至到]+|\.\.) ?[0-9.,]+|{_HAN}+[至到]{_HAN}+",
            Dates.NUMBER_RANGE,
        ),
        (r".*(?:几|数|若干|许多|不少|several|some|many|dozen).*", Dates.VAGUE),
        (r"[0-9]*[十百]?[一二三四五六七八九]{2}", Dates.VAGUE),
        (rf"{_HAN}*十[一二三四五六七八九]{{2}}", Dates.VAGUE),
        (rf"{_HAN}+", Dates.COLLOQUIAL),
        (r"[0-9]+(?:,[0-9]*)+(?:\.[0-9]+)?", Dates.GROUPING),
        (r"[0-9]+\.[0-9]*(?:\.[0-9]*)*", Dates.NUMBER_UNKNOWN),
        (
            rf"(?:[0-9.,]+|{_HAN}+) ?(?!{_HAN})[^\W\d_].*",
            Dates.WRONG_UNIT if units else Dates.NO_UNIT,
        ),
    )
    for form, why in reasons:
        if re.fullmatch(form, core, re.DOTALL) or re.fullmatch(form, typed, re.DOTALL):
            return why
    return Dates.NUMBER_UNKNOWN
