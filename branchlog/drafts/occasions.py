"""Occasions in a draft, 清明节期间, and the indicators narrowed to them."""

# ruff: noqa: E501 - a pattern is read in one piece
from __future__ import annotations

import re
from collections import defaultdict

from branchlog.drafts.clauses import Layout, Place
from branchlog.drafts.indexed import Index
from branchlog.records.indicators import Indicator
from branchlog.stats.selection import Documents

_USUAL = (
    "清明", "六一", "端午", "中秋", "国庆", "春节", "重阳", "元宵", "元旦", "七一", "五一", "八一", "三八", "五四", "腊八",
    "暑假", "寒假", "寒暑假", "暑期", "汛期", "周末", "节假日", "春季", "夏季", "秋季", "冬季",
    "Qingming", "Tomb-Sweeping Day", "Dragon Boat Festival", "Mid-Autumn", "Spring Festival",
    "National Day", "Children's Day", "Double Ninth", "Chongyang", "Lantern Festival", "New Year",
)  # fmt: skip
#: The occasions that English prose has other names for.
_ENGLISH = {
    "qingming": "清明", "tomb-sweeping day": "清明", "dragon boat festival": "端午",
    "mid-autumn": "中秋", "spring festival": "春节", "national day": "国庆",
    "children's day": "六一", "double ninth": "重阳", "chongyang": "重阳",
    "lantern festival": "元宵", "new year": "元旦",
}  # fmt: skip
_OPEN = re.compile(r"节?(?:日)?等|(?:儿童|劳动|建党|青年|妇女)?节?等| and other| among other")
_BETWEEN = re.compile(
    r"(?:儿童|建党|劳动|国际)?(?:佳?节)?[”\"」』’]?\s*(?:[、,，和及与/]|and)?\s*(?:the )?[“\"「『‘]?"
)
_QUOTE_BEHIND = re.compile(r"(?:儿童|建党|劳动|国际)?(?:佳?节)?[”\"」』’]")
_LEADING = re.compile(
    r"\s*(?:[在每逢到于“\"「『‘]|(?:19|20)[0-9]{2}年|今年|去年|(?:Around|At|During|For|On|Over|Before) ?(?:the )?)*\s*",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"全年|一年来|年内|累计|throughout the year|in all|altogether")


class Occasions:
    """Where a draft names an occasion, and what the ledger's records call it."""

    def __init__(self, layout: Layout, index: Index, docs: Documents) -> None:
        self._layout = layout
        self._index = index
        self._words: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        for kind, each in docs.items():
            for word in {doc["occasion"] for doc in each if isinstance(doc.get("occasion"), str)}:
                self._words[kind][_plain(word)][word] = None
        names = {*_USUAL, *(name for of in self._words.values() for name in of if len(name) > 1)}
        longest = sorted(map(re.escape, names), key=len, reverse=True)
        self._names = re.compile(f"(?:{'|'.join(longest)})", re.IGNORECASE)

    def _found(self, place: Place, number: int) -> list[re.Match[str]]:
        """The occasions nearest to the number: in its clause, or what its sentence begins with."""
        text, sentence = self._layout.text, place.sentence
        behind = self._group(list(self._names.finditer(text, place.after.start, place.after.end)))
        if behind:
            return behind
        found = self._group(list(self._names.finditer(text, sentence.start, number)))
        if not found:
            return []
        first = found[0].start()
        clause = self._layout.clause(first)
        if clause != place.clause and not _LEADING.fullmatch(text[clause.start : first]):
            return []
        # A later time takes the place of an occasion: 清明期间…,全年….
        time = self._layout.time(number)
        later = time is not None and time.start > first
        return [] if later or _YEARLY.search(text, found[-1].end(), number) else found

    def _group(self, found: list[re.Match[str]]) -> list[re.Match[str]]:
        """The last of some occasions, with those that it is enumerated with."""
        group: list[re.Match[str]] = []
        for match in reversed(found):
            if self._layout.quoted(*match.span()) and not self._alone(match):
                continue
            between = self._layout.text[match.end() : group[0].start()] if group else ""
            if group and not _BETWEEN.fullmatch(between):
                break
            group.insert(0, match)
        return group

    def _alone(self, match: re.Match[str]) -> bool:
        """“五一”期间: quotation marks around nothing but the occasion."""
        text = self._layout.text
        behind = _QUOTE_BEHIND.match(text, match.end())
        return behind is not None and text[match.start() - 1 : match.start()] in set('“"「『‘')

    def present(self, number: int, place: Place) -> bool:
        """Whether the draft names an occasion for the number."""
        return bool(self._found(place, number))

    def named(self, number: int, place: Place) -> str:
        """The occasions as the draft has them."""
        return "、".join(dict.fromkeys(match[0] for match in self._found(place, number)))

    def narrowed(self, indicator: Indicator, number: int, place: Place) -> list[Indicator | None]:
        """The indicator for the occasions that the draft names; None where no record has them.

        With 等 behind them they are examples, and the indicator as a whole is meant as well.
        """
        if indicator.aggregation in ("last", "ratio"):
            return [indicator]
        found = self._found(place, number)
        if indicator.occasions:
            said = {_plain(match[0]) for match in found}
            return [indicator] if {_plain(each) for each in indicator.occasions} <= said else []
        if not found:
            return [indicator]
        words = self._words.get(indicator.kind, {})
        wanted = [word for match in found for word in words.get(_plain(match[0]), {})]
        is_open = _OPEN.match(self._layout.text, found[-1].end()) is not None
        if not wanted:
            return [indicator] if is_open else [None]
        narrowed = self._index.narrowed(indicator, tuple(sorted(set(wanted))))
        return [narrowed, indicator] if is_open else [narrowed]


def _plain(word: str) -> str:
    name = word.strip().casefold()
    return _ENGLISH.get(name, name.removesuffix("节").removesuffix("儿童"))
