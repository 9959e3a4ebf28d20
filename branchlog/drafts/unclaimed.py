"""Numbers that claim nothing: dates, document numbers, ordinals, slogans, addresses, idioms."""

# ruff: noqa: E501 - a pattern is read in one piece
from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from branchlog.messages import Drafts as Text
from branchlog.messages import Pair

_HAN = "零〇○一二三四五六七八九十"
_YEAR = rf"(?:(?:19|20)[0-9]{{2}}|[一二][零〇○九][{_HAN}]{{2}})"
#: A year that stands bare, as in a heading.
_CALENDAR = r"(?:19(?:49|[5-9][0-9])|20[0-9]{2}|2100)"
#: 2024: 32 is none, and neither is 12:75.
_CLOCK = r"[0-9]{1,2}:[0-5][0-9](?![0-9])"
_SMALL = rf"(?:[0-9]{{1,2}}|[{_HAN}]{{1,3}})"
_TO = r" ?(?:-|–|—|~|至|到) ?"
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\.?"
)
_DATE = (
    rf"{_YEAR}年?{_TO}{_YEAR}年(?:度|{_SMALL}月(?:份|底)?)?"
    rf"|{_YEAR} ?年度?(?: ?{_SMALL}月(?:份|底|初)?(?:{_TO}{_SMALL}月)?"
    rf"(?: ?{_SMALL}[日号](?:{_TO}(?:{_SMALL}月)?{_SMALL}[日号])?)?)?"
    rf"|{_SMALL}月{_SMALL}[日号](?:{_TO}(?:{_SMALL}月)?{_SMALL}[日号])?"
    rf"|{_SMALL}月?{_TO}{_SMALL}月份?|{_SMALL}月(?:份|底|初|中旬|上旬|下旬)?(?!光)"
    rf"|{_SMALL}[日号](?=[,。,、 上下晚中]|至|起|$)"
    rf"|[前第]?[一二三四1-4](?:个)?季度|(?:[0-9]{{2}}|[{_HAN}]{{1,3}})世纪|[0-9]{{2}}年代|[0-9]{{2}}后"
    rf"|{_YEAR}[-/.][0-9]{{1,2}}(?:[-/.][0-9]{{1,2}})?(?![0-9])"
    rf"|(?:上午|下午|晚上|早上)?(?:(?<![0-9]){_CLOCK}|[0-9]{{1,2}}[时点](?:[0-9]{{1,2}}分|半|许)?)"
    rf"|(?:(?:^|(?<=[.;。)] )|(?<=[。]))(?={_CALENDAR}:(?![0-9]))|(?<=[Rr]eport )|(?<=ompared with )){_CALENDAR}(?![0-9]|,[0-9]|\.[0-9])"
    rf"|(?<=at )[0-9]{{1,2}}[.:][0-9]{{2}}(?: ?[ap]\.?m\.?)?|[0-9]{{1,2}} ?(?:[ap]\.m\.|[ap]m(?![A-Za-z])|o'clock)"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?: {_YEAR})?(?![A-Za-z])"
    rf"|(?<![A-Za-z]){_MONTH} (?:[0-9]{{1,2}}(?:st|nd|rd|th)?(?:,? {_YEAR})?|{_YEAR})(?![0-9A-Za-z])"
    rf"|(?:(?<=[Ii]n )|(?<=[Oo]f )|(?<=ince )|(?<=ring )|(?<=[Bb]y )|(?<=[Ff]or )|(?<=rom )"
    rf"|(?<=[Tt]o )|(?<=and )|(?<=til )|(?<=year )){_YEAR}(?![0-9]|,[0-9]|\.[0-9])"
)
_LASTING = (
    rf"(?:近|为期|历时|连续|长达|坚持|每|满|已有|前后)?(?:[0-9]{{1,4}}|[{_HAN}两几数百半]{{1,4}})(?:余|多)?"
    r"(?:个多?月|周年|年|天|周|星期|分钟|日(?=内|以))(?:多|余)?(?:来|间|内|以来|时间|如一日)?"
    r"|(?<![A-Za-z])(?:[0-9]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[ -]"
    r"(?:years?|months?|weeks?|days?|minutes?|decades?)(?![A-Za-z])"
)
_DOCUMENT = (
    r"[〔\[(](?:19|20)[0-9]{2}[〕\])] ?(?:第)?[0-9]{1,5}号|[A-Z]{2,4}(?:/[A-Z])? ?[0-9]{2,6}(?:[-.][0-9]{1,4}){0,3}"
    r"|(?:No|Nr|no)\. ?[0-9]{1,6}"
)
_ORDINAL = (
    rf"第(?:[0-9]{{1,4}}|[{_HAN}百]{{1,6}})(?:届|批次|批|次|期|个|名|轮|位|季度|条|章|节|步|类|场|组)?"
    rf"|(?<![A-Za-z0-9])[0-9]{{1,4}}(?:st|nd|rd|th)(?![A-Za-z])"
    rf"|(?:(?<=[\n。,、;:;: 　])|^)(?:其[一二三四五六]|[{_HAN}]{{1,3}}是)|首次|初次|之一|唯一|另一"
)
_HEADING = rf"^[ \t　#*-]*(?:[((][{_HAN}0-9]{{1,3}}[))]|[{_HAN}]{{1,3}}、|[0-9]{{1,2}}(?:[、)]|[.．](?![0-9]))|[①-⑳]"
_HEADING += r"|(?:(?<=# )|^)[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?= [A-Z]))"
_PHONE = r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8}|[0-9]{13,}|400-?[0-9]{3}-?[0-9]{4})(?![0-9])"
_PLACE = rf"(?:[0-9]{{1,4}}|[{_HAN}]{{1,3}})(?:号楼|号院|号线|栋|幢|单元|号|室|楼|弄|巷|层)(?:[0-9]{{1,4}}(?:单元|室|号|楼|层)?){{0,3}}"
_PLACE += r"|(?<![A-Za-z])(?:Block|Building|Room|Flat|Unit|Floor|Street|Road|Lane|Section|Phase|Zone|Line|Page|Chapter|Article) [0-9]{1,4}[A-Z]?(?![0-9A-Za-z])"
_CODE = (
    r"(?<![0-9A-Za-z])[0-9]{1,12}\.(?:png|jpe?g|docx?|xlsx?|pdf|gif|txt|md|mp4)"
    r"|(?:https?://|www\.)[^\s,。;]{1,200}+|(?<![A-Za-z-])[A-Za-z][A-Za-z-]*+[0-9][0-9A-Za-z.-]{0,20}+"
    r"|[0-9]{1,6}(?:G|K|D|S|h|s|px|mm|cm|kg|km)(?![A-Za-z])|(?<![0-9])[0-9]{1,3} ?/ ?[0-9]{1,3}(?![0-9])"
    r"|(?:[0-9]|[一二三四五六七八九]){1,3}(?:\+(?:[0-9一二三四五六七八九]|[NnXx])+)+"
    r"|[0-9]{1,3}\.[0-9]{1,3}\.[0-9.]{1,12}"
)
_NAME = (
    r"三会一课|一老一小|三个不放松|两学一做|四个意识|四个自信|两个维护|两个确立|两个覆盖|三个代表|一对一|一帮一|结对一|"
    r"一中心一张网(?:十联户)?|十联户|一套人马两块牌子?|两块牌子|一米花园|三重一大|一岗双责|四史|三农|三务|五保户?|低保|五好|"
    r"六好|五老|四有|三有|五个一|四个一|三个一|一人一策|一户一策|一户一档|一事一议|一核多元|一网统管|十乱|八个坚持|一心一意|"
    r"第?[一二三四五六七八九十]{1,3}[大届](?:[一二三四五六七]中全会)?(?:精神|报告)?(?=[精报以召和、,。的]|$)|[一二三四五六七]中全会|"
    r"双?(?:六一|五四|七一|八一|五一|三八|九九|一二九|十一|一一)(?=[节建国际青妇儿劳重、,。期前党”“ ]|$)|二十四节气|百年|百岁|"
    r"四八三一|中国共产党|几(?P<so>[次户人名场个件条])[一-鿿]{1,3}几(?P=so)"
)
_WORDS = [
    "进一步",
    "统一",
    "一定",
    "一起",
    "一体",
    "一线",
    "一直",
    "一般",
    "一切",
    "一致",
    "一同",
    "一旦",
    "一律",
    "一带",
    "一道",
    "一流",
    "一向",
    "一时",
    "一生",
    "一面",
    "一方面",
    "一如既往",
    "一些",
    "一系列",
    "一批批",
    "一批",
    "一种",
    "一样",
    "一并",
    "一举",
    "一手",
    "一点",
    "一贯",
    "一再",
    "一共",
    "一经",
    "一来",
    "一边",
    "一分子",
    "一家人",
    "一家",
    "一条龙",
    "一站式",
    "一盘棋",
    "一股绳",
    "一席之地",
    "一门心思",
    "一遍遍",
    "一步一个脚印",
    "一步步",
    "一步",
    "一代代",
    "一代",
    "一声声",
    "一声",
    "一句句",
    "一张张",
    "一个个",
    "一次次",
    "一件件",
    "一户户",
    "一场场",
    "一名名",
    "一份份",
    "一幅幅",
    "一项项",
    "一把手",
    "一体化",
    "一丝不苟",
    "一心",
    "一言一行",
    "一举一动",
    "一脉相承",
    "一马当先",
    "一以贯之",
    "一视同仁",
    "一片",
    "一颗",
    "一份力量",
    "一份",
    "万家",
    "百姓",
    "老百姓",
    "千方百计",
    "千家万户",
    "万众一心",
    "千言万语",
    "四面八方",
    "五湖四海",
    "丰富多彩",
    "五彩缤纷",
    "百花齐放",
    "百年",
    "千百年",
    "三三两两",
    "七嘴八舌",
    "十分",
    "十足",
    "万分",
    "万一",
    "万物",
    "万里",
    "百倍",
    "千万",
    "第一时间",
    "第一线",
    "第一责任人",
    "三番五次",
    "四季",
    "四海",
    "五谷",
    "双百",
    "两岸",
    "两手",
    "两侧",
    "两难",
    "两代",
    "两头",
    "八方",
    "八仙",
    "九州",
    "百家",
    "百科",
    "千里",
    "千秋",
    "万象",
    "万事",
    "三角",
    "三农",
    "三伏",
    "四合院",
    "四周",
    "四处",
    "五官",
    "五星",
    "六神",
    "七夕",
    "十字",
    "百货",
    "万年",
    "专一",
    "单一",
    "同一",
    "逐一",
    "合一",
    "归一",
    "不一",
    "任一",
    "某一",
    "每一",
    "这一",
    "那一",
    "上一",
    "下一",
    "之一",
    "唯一",
    "另一",
    "如一",
    "划一",
    "万全",
    "三维",
    "二维码",
    "二手",
    "三轮",
    "三甲",
    "四川",
    "九江",
    "三亚",
    "百度",
    "千禧",
    "三峡",
    "五金",
    "十堰",
    "一卡通",
    "一次性",
    "一会儿",
    "一会",
    "一半",
    "一部分",
    "一大批",
    "一整套",
    "一套",
    "一揽子",
]


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first, grouped by their first character."""
    heads: dict[str, list[str]] = {}
    for word in sorted(set(words), key=len, reverse=True):
        heads.setdefault(word[0], []).append(re.escape(word[1:]))
    return "(?:" + "|".join(f"{head}(?:{'|'.join(rest)})" for head, rest in heads.items()) + ")"


_QUOTED = re.compile(r"[“\"「『《〈‘]([^“”\"「」『』《》〈〉‘’\n]{1,40})[”\"」』》〉’]")
_FIGURE_ONLY = re.compile(
    r"[0-9.,%余多近约超过+ ]+(?:户次|人次|场次|平方米|[户起件次场人名份篇个条棵项支岁元])?"
)
_FORMS: tuple[tuple[str, Pair], ...] = (
    (_CODE, Text.PART_OF_A_NAME),
    (_PHONE, Text.A_NUMBER_TO_CALL),
    (_DOCUMENT, Text.DOCUMENT_NUMBER),
    (_HEADING, Text.A_HEADING),
    (_ORDINAL, Text.ORDINAL),
    (rf"(?<![0-9两几数{_HAN}百千万])(?:{_NAME})", Text.SLOGAN),
    (_DATE, Text.A_DATE),
    (_LASTING, Text.LENGTH_OF_TIME),
    (_PLACE, Text.AN_ADDRESS),
    (rf"(?<![0-9两几数{_HAN}百千万]){one_of(_WORDS)}", Text.ORDINARY_WORD),
)
_UNCLAIMED = re.compile(
    "|".join(f"(?P<f{index}>{form})" for index, (form, _) in enumerate(_FORMS)), re.MULTILINE
)
_ANY_DIGIT = re.compile("[0-9零〇一二两三四五六七八九十百千万亿]")


class Unclaimed(NamedTuple):
    """A span that holds a number or its look and claims nothing, and why."""

    start: int
    end: int
    why: Pair


def unclaimed(text: str) -> list[Unclaimed]:
    """The spans of a folded text in order, none over another."""
    quoted = [
        Unclaimed(match.start(1), match.end(1), Text.QUOTED_NAME)
        for match in _QUOTED.finditer(text)
        if _ANY_DIGIT.search(match[1]) and _names(match[1])
    ]
    others = [
        Unclaimed(match.start(), match.end(), _FORMS[int((match.lastgroup or "f0")[1:])][1])
        for match in _UNCLAIMED.finditer(text)
    ]
    found: list[Unclaimed] = []
    for each in sorted([*quoted, *others], key=lambda one: (one.start, -one.end)):
        if not found or each.start >= found[-1].end:
            found.append(each)
    return found


def _names(words: str) -> bool:
    """Whether quotation marks give a name: no sentence, and no bare figure as in “120余户”."""
    return not re.search("[,;。!?:]", words) and not _FIGURE_ONLY.fullmatch(words)


def worth_saying(each: Unclaimed) -> bool:
    """Whether people see a number there: 进一步 has the character and no number."""
    return each.why is not Text.ORDINARY_WORD
