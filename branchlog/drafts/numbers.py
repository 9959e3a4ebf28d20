"""Every number in a text: where it stands, what it may mean, and the measure word behind it."""

# ruff: noqa: E501 - a pattern is read in one piece
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from branchlog.drafts import english
from branchlog.records.numerals import from_han

#: How a number bounds the true value: 余, 近, 约, 至少, a range (几十 too), or not at all.
Bound: TypeAlias = Literal["exact", "over", "near", "about", "least", "most", "range"]
Script: TypeAlias = Literal["arabic", "han", "english"]

#: Full-width digits and marks as the plain ones, character for character.
_FOLDED = str.maketrans("０１２３４５６７８９．，％～－＋：（）　\u00a0", "0123456789.,%~-+:()  ")
_HAN = "零〇○一二两三四五六七八九十百千万亿"
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
#: A number of more digits than this is a telephone or an account, and no figure of a branch.
_LONGEST = 12

_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}(?![0-9,])|[0-9]{1,30}+)(?:\.[0-9]{1,6}+)?"
_CORE = (
    rf"(?:(?P<arabic>{_ARABIC})(?: ?(?P<inner>[余多几])|(?= ?[十百千万亿]))?(?: ?(?P<scale>[十百千万亿]{{1,2}}))?"
    rf"|(?P<vague>[几数上近][十百千万]{{1,2}}|好几[十百千万]?|[几数](?=次|户|人|名|场|个|起|件|份))"
    rf"|(?P<han>[{_HAN}]{{1,20}}+)(?:(?P<hinner>[余多几])(?P<hscale>[百千万亿]))?)"
)
_BEFORE = (
    r"(?:(?P<over>超过了?|突破|超出|超|逾|高于|多于)|(?P<least>至少|不少于|不低于|不下于?)"
    r"|(?P<most>不超过|不多于|至多|最多)|(?P<near>将近|接近|近|不到|不足)|(?P<about>大约|约为|约|大概))"
)
_AFTER = r"(?:(?P<sover>余|多|\+(?![0-9A-Za-z]))|(?P<svague>几)|(?P<sabout>来))"
_TAIL = r"(?:(?P<tleast>(?:及|或)?以上)|(?P<tabout>左右|上下)|(?P<tmost>(?:及|或)?以内|以下))"

#: The longest first: 人次 before 人. What is no unit of the catalogue still tells what is counted.
MEASURES = (
    "个百分点", "个小时", "个多小时", "平方米", "万元", "人次", "户次", "场次", "件次", "车次", "批次", "平米",
    "小时", "学时", "分钟", "公里", "公斤", "单元", "个月", "周年", "世纪", "年代", "方面", "维度", "季度", "层次",
    "米", "㎡", "m²", "元", "块", "户", "家", "起", "件", "宗", "桩", "例", "次", "场", "期", "回",
    "堂", "节", "课", "轮", "趟", "遍", "批", "人", "名", "位", "份", "张", "册", "本", "套", "篇",
    "条", "个", "项", "支", "岁", "棵", "株", "盆", "枚", "亩", "吨", "斤", "袋", "盏", "处", "所",
    "栋", "幢", "号", "楼", "室", "层", "院", "天", "日", "月", "年", "周", "种", "类", "大", "级",
    "届", "代", "步", "面", "把", "辆", "台", "部", "首", "幅", "副", "对", "双", "队", "组", "群",
    "片", "段", "页", "字", "点", "句", "门", "座", "间", "顶", "件套", "倍", "成", "折", "线", "道", "封", "箱",
    "%", "％", "‰",
)  # fmt: skip
_MEASURE = "|".join(sorted(map(re.escape, MEASURES), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?:{_BEFORE} ?)?{_CORE}(?:{_AFTER})?(?: ?(?P<unit>{_MEASURE}))?(?P<late>余|多(?=[^样种数元])|来)?{_TAIL}?"
)
_PERCENT = re.compile(rf"(?P<before>{_BEFORE})?百分之(?P<number>[{_HAN}]{{1,9}})(?P<tail>{_TAIL})?")
_FRACTION = re.compile(rf"[{_HAN}]{{1,6}}分之[{_HAN}]{{1,6}}")
_JOINED = re.compile(r" ?(?:-|–|—|~|至|到) ?|\.\.| to ")
_TWO = re.compile(r"([一二两三四五六七八九])([二三四五六七八九])([十百千万]?)")


class Number(NamedTuple):
    """A number at `start` to `end` (marks and measure word included).

    `least` and `most` are the values that its words allow, in hundredths (None: no end; `least`
    above `most`: no value at all). `value` is the number itself in hundredths, None for 几十.
    `unit` is its measure word as written, `script` what it is written in.
    """

    start: int
    end: int
    value: int | None
    least: int | None
    most: int | None
    bound: Bound
    unit: str
    script: Script


def folded(text: str) -> str:
    """The text with full-width digits and marks as plain ones; every offset stays the same."""
    return text.translate(_FOLDED)


def numbers(text: str, masked: list[tuple[int, int]] | None = None) -> Iterator[Number]:
    """The numbers of a folded text in order, outside of the masked spans (in order, disjoint)."""
    begin = 0
    for first, last in [*(masked or ()), (len(text), len(text))]:
        if begin < first:
            yield from _between(text, begin, first)
        begin = max(begin, last)


def _between(text: str, begin: int, end: int) -> Iterator[Number]:
    both = [*_chinese(text, begin, end), *english.numbers(text, begin, end)]
    # Of two readings from one place the longer has seen more.
    found = sorted(both, key=lambda number: (number.start, -number.end))
    last = begin
    for number in found:
        if number.start >= last:
            yield number
            last = number.end


def _chinese(text: str, begin: int, end: int) -> Iterator[Number]:
    place = begin
    while match := _NUMBER.search(text, place, end):
        number = _percent(text, match.start(), end) or _ranged(text, match, end) or _read(match)
        place = max(number.end, match.start() + 1)
        yield number


def _percent(text: str, start: int, end: int) -> Number | None:
    """百分之九十五 from its first character: the numeral search has found its 百."""
    match = _PERCENT.match(text, start, end)
    value = from_han(match["number"]) if match else None
    if match is None or value is None:
        match = _FRACTION.match(text, start, end)
        if match is None:
            return None
        return Number(start, match.end(), None, None, None, "exact", "分之", "han")
    bound = _bound(match.groupdict())
    least, most = bounds(value * 100, bound)
    return Number(start, match.end(), value * 100, least, most, bound, "%", "han")


def _ranged(text: str, match: re.Match[str], end: int) -> Number | None:
    """20-30人, 二十至三十户, 20多到30人: both ends are numbers, the first without a unit or with it."""
    joined = _JOINED.match(text, match.end(), end)
    if joined is None:
        return None
    other = _NUMBER.match(text, joined.end(), end)
    if other is None or not other["unit"] or match["unit"] not in (None, other["unit"]):
        return None
    first, last = _read(match), _read(other)
    if first.value is None or last.value is None or not first.value < last.value:
        return None
    return last._replace(
        start=first.start, value=None, least=first.least, most=last.most, bound="range"
    )


def _read(match: re.Match[str]) -> Number:
    """The number that a match spells."""
    unit, start, end = match["unit"] or "", match.start(), match.end()
    groups = match.groupdict()
    script: Script = "arabic" if match["arabic"] else "han"
    if match["vague"] or match["svague"]:
        least, most = _vague(match)
        return Number(start, end, None, least, most, "range", unit, script)
    if match["han"] and (two := _TWO.fullmatch(match["han"])):
        return _adjacent(two, start, end, unit)
    value = _value(match)
    if value is None:
        return Number(start, end, None, None, None, "exact", unit, script)
    if unit == "万元":
        value *= 10_000
    bound = _bound(groups)
    least, most = bounds(value, bound)
    return Number(start, end, value, least, most, bound, unit, script)


def _adjacent(two: re.Match[str], start: int, end: int, unit: str) -> Number:
    """两三次 is two to three; 二三十 twenty to thirty. 五四 and 六一 are no range."""
    low, high = from_han(two[1]) or 0, from_han(two[2]) or 0
    if low >= high or not unit:
        return Number(start, end, None, None, None, "exact", unit, "han")
    scale = _scale(two[3]) * 100
    return Number(start, end, None, low * scale, high * scale, "range", unit, "han")


def _value(match: re.Match[str]) -> int | None:
    """The number in hundredths; None for what is none: digits without end, 三百五."""
    if match["arabic"]:
        whole, _, places = match["arabic"].replace(",", "").partition(".")
        if len(whole) > _LONGEST:
            return None
        scale = _scale(match["scale"] or "")
        exact = int(whole + places) * 100 * scale
        power: int = 10 ** len(places)
        return exact // power if exact % power == 0 else None
    han = match["han"]
    # 百余 and 千余 leave the 一 out.
    value = from_han(f"一{han}" if han[0] in "百千万亿" else han)
    return None if value is None else value * 100 * _scale(match["hscale"] or "")


def _scale(text: str) -> int:
    product = 1
    for char in text:
        product *= _SCALES[char]
    return product


def _vague(match: re.Match[str]) -> tuple[int | None, int | None]:
    """几十: 20 to 99; 上百: 100 to 199; 十几: 11 to 19; 几: below ten."""
    if match["svague"]:
        value = _value(match)
        if value:
            return bounds(value, "over")
        return 200, 900
    word = match["vague"]
    if word[0] == "近":
        # The mark and the number in one: 近百.
        return bounds(_scale(word[1:]) * 100, "near")
    scale = _scale(word.lstrip("好几数上近")) * 100
    if word[0] == "上":
        return scale, 2 * scale - 100
    return 2 * scale, 10 * scale - 100


def _bound(groups: dict[str, str | None]) -> Bound:
    """The one mark that bounds; 近 and 余 together are read as the stricter 余."""
    late = groups.get("late")
    if groups.get("over") or groups.get("sover") or groups.get("inner") or groups.get("hinner"):
        return "over"
    if late in ("余", "多"):
        return "over"
    if groups.get("least") or groups.get("tleast"):
        return "least"
    if groups.get("most") or groups.get("tmost"):
        return "most"
    if groups.get("near"):
        return "near"
    if groups.get("about") or groups.get("sabout") or groups.get("tabout") or late == "来":
        return "about"
    return "exact"


def step(value: int) -> int:
    """One in the place of the last digit that is not 0, in hundredths: 120 has ten, 1300 a hundred."""
    if not value:
        return 100
    place = 1
    while value % (place * 10) == 0:
        place *= 10
    return place


def bounds(value: int, bound: Bound) -> tuple[int | None, int | None]:
    """The least and the most that a number of this bound allows, in hundredths.

    120余 and 超过120: above 120 and below 130. 120以上: the same with 120 itself. 近500: from 400
    to below 500; 近100, which has no smaller hundred, from 90. 不超过30: above 20, to 30. 约500:
    what rounds to it in its own last place (450 to 549), and is at most 5 in 100 away.
    """
    one = step(value)
    match bound:
        case "over":
            return value + 1, value + one - 1
        case "least":
            return value, value + one - 1
        case "near" | "most":
            below = one if value > one else max(one // 10, 1)
            return (value - below, value - 1) if bound == "near" else (value - below + 1, value)
        case "about":
            near = min(value // 20, one // 2)
            return value - near, value + near - (near == one // 2)
        case _:
            return value, value
