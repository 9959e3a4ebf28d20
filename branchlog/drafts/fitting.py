"""The indicators that the words around a number fit: by its unit, its clause and those before."""

# ruff: noqa: E501 - a pattern is read in one piece
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from branchlog.drafts.clauses import Layout, Place, Span
from branchlog.drafts.indexed import HEADS, NOT, SAME, Index, Subject
from branchlog.drafts.measures import PERSONS, fields, is_measure, measures, roles
from branchlog.drafts.numbers import Number
from branchlog.drafts.occasions import Occasions
from branchlog.drafts.topics import Topic, Topics
from branchlog.messages import Pair
from branchlog.records.indicators import Indicator
from branchlog.records.keywords import Cue, Found, Keywords

#: What may stand between a noun and its number: 网格员共有5名.
_FILLER = r"(?:总数|人数|共计|合计|总计|累计|现有|共有|达到?|为|有|约|共|是|已|近|了|到|of|is|was|\s|:|：)*"
#: A clause of nothing but these goes on with what the clause before it was about.
_BARE = re.compile(
    r"(?:全年|年内|[上下]半年|今年|去年|上年|(?:19|20)[0-9]{2}年|[0-9]{1,2}月份?|[一二三四]季度|目前|已经|已|共计|合计|总计|累计|总共|一共|共|计|达到?|约|近|有|为|了|次数|户数|人数|其中|全部|就有?|仅|另有|还有|提高到|增加到|上升到|降到|的|"
    r"开展|完成|in all|altogether|in total|a total of|for a total of|totalling|totaling|\s|,)*"
)
#: Persons whom things are done to are only counted themselves where the draft says there are so many.
_OBJECTS = frozenset(("secretary", "committee-member", "member", "retired-cadre"))
_THERE_ARE = re.compile(
    r"(?:^|现有|共有|拥有|(?<![另还又已])[有设含为]|设有|配备|其中|在册|下辖|管理|总数|[、和及与]|支部|本|全体|"
    r"\b(?:has|have|had|with|includes?|including|comprises?|comprising|of|are|is|currently|now|and|a|its)\s)"
    r"(?:现有|共有|在册|离退休|退休|正式|在职|离休|retired |party |\s)*$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"[\s　]*(?:(?:19|20)[0-9]{2}年度?|全年)?(?P<label>[^,。;:\n]{2,30}?)"
    r"(?:共计|合计|总计|累计|共|为|达|\s|:)*"
)
_TOTAL = re.compile(r"全年|累计|各类|共计|总计|合计|in all|altogether|in total")
_OF_THEM = re.compile(r"\s*of (?:them|which|these|those)\b")
_WEAK = re.compile(r"活动|服务|授课|上课|开课|办班|\bevents?\b|\bactivit(?:y|ies)\b|\bsessions?\b")


class Reading(NamedTuple):
    """The indicators that fit equally well, how well, and those that would but for their unit."""

    indicators: tuple[Indicator, ...] = ()
    weight: float = 0
    near: tuple[Indicator, ...] = ()
    #: Those that only a clause before speaks of: dropped where nothing of the kind is recorded.
    carried: tuple[Indicator, ...] = ()


class Fitting:
    """Ties numbers of one draft to the indicators of one ledger."""

    def __init__(
        self, layout: Layout, index: Index, keywords: Keywords, occasions: Occasions
    ) -> None:
        self._layout = layout
        self._occasions = occasions
        self._festive = tuple(
            Subject(*_target(cue.target)) for cue in keywords.cues("节日") if cue.role == "subject"
        )
        self._index = index
        self._topics = Topics(layout, index)
        self._units = keywords.nouns
        longest = sorted(map(re.escape, self._units), key=len, reverse=True)
        self._nouns = re.compile(
            rf"(?<![A-Za-z])(?:{'|'.join(longest)})(?![A-Za-z])", re.IGNORECASE
        )

    def unit(self, number: Number, place: Place) -> str:
        """The number's measure word; in English the noun behind it, where that names a unit."""
        if number.unit:
            return self._units.get(number.unit, number.unit)
        behind = self._layout.text[place.after.start : place.after.end][:60]
        found = self._nouns.search(behind)
        return self._units[found[0].casefold()] if found else ""

    def unit_label(self, number: Number, place: Place) -> Pair:
        """The number's measure word in both languages."""
        return self._index.unit_label(self.unit(number, place))

    def read(self, number: Number, place: Place) -> Reading:
        """What the number may be a figure of."""
        unit = self.unit(number, place)
        if labelled := self._labelled(place, unit):
            return Reading(labelled)
        words = self._words(place)
        readings = [
            self._stocks(number, place, unit, words),
            self._named(place, unit, words),
            self._flows(number, place, unit, words),
        ]
        readings[1:] = _of_one_state(readings[1], readings[2], words)
        best = max(reading.weight for reading in readings)
        if readings[1].weight == best and _same_category(readings[1], readings[2]):
            # 证书20个: the line of that name, not how often some were earned.
            readings = readings[:2]
        fitting: dict[Indicator, None] = {}
        near: dict[Indicator, None] = {}
        for reading in readings:
            if reading.weight == best:
                fitting.update(dict.fromkeys(reading.indicators))
            near.update(dict.fromkeys(reading.near))
        carried = readings[-1].carried if readings[-1].weight == best else ()
        return Reading(tuple(fitting), best, tuple(near), carried)

    def _labelled(self, place: Place, unit: str) -> tuple[Indicator, ...]:
        """What a label by itself names: 辅导人次405 has the whole label and is no 辅导 24次."""
        said = self._layout.text[place.before.start : place.before.end]
        label = _LABEL.fullmatch(said)
        if label is None or place.after.end > place.after.start:
            return ()
        there = self._index.labelled.get(label["label"].casefold(), [])
        return self._fitting(there, unit)[0]

    def _words(self, place: Place) -> list[Found]:
        """The words on either side; where there are none, those of the clause up to the number."""
        behind = [
            word
            for word in self._layout.words(place.after)
            # What stands right before the next number is about that one: reaching 600.
            if not self._layout.before_number(word.end, place.after.end)
        ]
        ahead = self._layout.words(place.before)
        if not ahead and not behind and place.before.start > place.clause.start:
            said = self._layout.text[place.before.start : place.before.end]
            if _BARE.fullmatch(said.strip(" 、")):
                ahead = self._layout.words(Span(place.clause.start, place.before.start))
        return [*ahead, *behind]

    def _stocks(self, number: Number, place: Place, unit: str, words: Sequence[Found]) -> Reading:
        """A standing item right before the number, or named behind it: 3个志愿服务队."""
        if any(is_measure(cue, "participants") for word in words for cue in word.cues):
            words = [word for word in words if self._adjacent(word, number)]
        best = Reading()
        for word in words:
            behind = word.start >= number.end
            if not behind and not self._adjacent(word, number):
                continue
            for cue in word.cues:
                stock = self._stock(cue)
                if stock is None or self._index.fit(stock, unit) in (NOT, HEADS):
                    continue
                if not self._there_are(cue, number, word, place):
                    continue
                # What stands right beside the number is its noun.
                weight = len(word.word) + (1.5 if self._adjacent(word, number) else 0)
                if weight > best.weight:
                    best = Reading((stock,), weight)
        return best

    def _stock(self, cue: Cue) -> Indicator | None:
        if cue.role != "subject":
            return None
        kind, _, category = cue.target.partition(".")
        return self._index.stocks.get(Subject(kind, frozenset((category,))))

    def _adjacent(self, word: Found, number: Number) -> bool:
        text = self._layout.text
        if word.start >= number.end:
            return re.fullmatch(r"\s*(?:的|of )?\s*", text[number.end : word.start]) is not None
        return re.fullmatch(_FILLER, text[word.end : number.start]) is not None

    def _there_are(self, cue: Cue, number: Number, word: Found, place: Place) -> bool:
        """Whether the draft says that there are so many of them, as against 慰问党员20名."""
        if cue.target.partition(".")[2] not in _OBJECTS:
            return True
        behind = word.start >= number.end
        said = self._layout.text[place.before.start : number.start if behind else word.start]
        if behind and not said.strip():
            return False
        return self._adjacent(word, number) and _THERE_ARE.search(said) is not None

    def _named(self, place: Place, unit: str, words: Sequence[Found]) -> Reading:
        """What a phrase, a label or a ledger's own word says outright."""
        best = Reading()
        near: list[Indicator] = []
        for word in words:
            found = []
            for cue in word.cues:
                if cue.role != "indicator" or not self._meant(word, cue, place):
                    continue
                for indicator in self._index.by_id.get(cue.target, ()):
                    if indicator.state and not cue.own:
                        found += self._of_state(indicator, place)
                    else:
                        found.append(indicator)
            fitting, close = self._fitting(found, unit)
            near += close
            own = 0.5 if any(cue.own for cue in word.cues) else 0
            if fitting and len(word.word) + own > best.weight:
                best = Reading(fitting, len(word.word) + own)
        return best._replace(near=tuple(near))

    def _meant(self, word: Found, cue: Cue, place: Place) -> bool:
        """Whether an outright word agrees with what its sentence is about."""
        if cue.own:
            return True
        of = self._index.by_id.get(cue.target, ())
        topic = self._topic(place) or next(iter(self._carried(place)), None)
        if topic is None:
            # 解决20条: without a word for what was settled it may be anything.
            return not (of and of[0].state and len(word.word) < 4)
        kinds = {each.kind for each in topic.subjects}
        if not of or of[0].aggregation == "ratio":
            return True
        if of[0].kind not in kinds:
            return len(word.word) >= 4 and not of[0].categories
        about = [each.categories for each in topic.subjects if each.kind == of[0].kind]
        return not of[0].categories or any(each <= set(of[0].categories) for each in about)

    def _of_state(self, indicator: Indicator, place: Place) -> list[Indicator]:
        """化解邻里纠纷: those of the category that were settled."""
        topic = self._topic(place)
        carried = topic is None
        if carried:
            topic = next(iter(self._carried(place)), None)
        found = []
        for about in topic.subjects if topic else ():
            if about.kind == indicator.kind and about.categories and not indicator.categories:
                found.append(indicator._replace(categories=tuple(sorted(about.categories))))
        return [*found, indicator] if carried or not found else found

    def _flows(self, number: Number, place: Place, unit: str, words: Sequence[Found]) -> Reading:
        """Counts and sums of what the clause, or else one before it, is about."""
        said = measures(words)
        topic = self._topic(place)
        if topic is not None and not self._only_measured(topic, words):
            # 65 trees: the noun behind the number is the measure, and no events are counted.
            counts = bool(unit) or not any(
                self._adjacent(word, number) for word in words if measures([word])
            )
            reading = self._of_topic(topic, unit, said, words, counts=counts)
            if topic.subjects != (Subject("activity"),):
                return reading
            # 开展活动 behind 在端午节 is of that festival, or of all kinds.
            more = self._of_carried(place, unit, said, words, counts=True)
            both = dict.fromkeys((*reading.indicators, *more.indicators))
            return reading._replace(indicators=tuple(both))
        text = self._layout.text
        own = (
            text[place.before.start : place.before.end] + text[place.after.start : place.after.end]
        )
        weak = _WEAK.search(own) is not None or _OF_THEM.match(text, number.end) is not None
        bare = _BARE.fullmatch(own.strip(" 、,。;")) is not None
        if not (said or weak or bare or unit in ("人次", "小时") or roles(words)):
            return Reading()
        found = self._of_carried(place, unit, said, words, counts=weak or bare)
        if not found.indicators and weak and self._occasions.present(number.start, place):
            return self._of_topic(Topic(self._festive, 1, 0, 0), unit, said, words)
        return found

    def _of_carried(
        self,
        place: Place,
        unit: str,
        said: dict[tuple[str, str], int],
        words: Sequence[Found],
        *,
        counts: bool,
    ) -> Reading:
        """What a clause before is about; a measure of its own right may be the whole kind's too."""
        total = _TOTAL.search(self._layout.text, place.clause.start, place.before.end) is not None
        alone = self._whole(unit, said, words)
        objects = bool(said) and unit not in PERSONS and not counts
        length = max(said.values(), default=1)
        near: list[Indicator] = []
        for carried in self._carried(place, total=total):
            if objects and total and alone:
                break
            reading = self._of_topic(carried, unit, said, words, counts=counts)
            if reading.indicators:
                both = (*reading.indicators, *(alone if objects else ()))
                optional = reading.indicators if objects and alone else ()
                return Reading(tuple(dict.fromkeys(both)), length, reading.near, optional)
            near += reading.near
        return Reading(alone, length if alone else 0, tuple(near))

    def _topic(self, place: Place) -> Topic | None:
        """What the number's own clause is about: behind the number before what stands ahead."""
        behind = self._topics.of(place.after, place.sentence, first=True)
        return behind or self._topics.of(place.before, place.sentence, first=False)

    def _carried(self, place: Place, *, total: bool = False) -> list[Topic]:
        own = Span(place.clause.start, place.before.start)
        inner = self._topics.of(own, place.sentence, first=False)
        found = self._topics.carried(place.clause, place.sentence, total=total)
        return [inner, *found] if inner else found

    def _only_measured(self, topic: Topic, words: Iterable[Found]) -> bool:
        """种植植株: the word for the topic is one for the measure as well."""
        at = {(word.start, word.end) for word in words if measures([word])}
        return (topic.start, topic.end) in at and not any(
            each.categories for each in topic.subjects
        )

    def _of_topic(
        self,
        topic: Topic,
        unit: str,
        said: dict[tuple[str, str], int],
        words: Sequence[Found],
        *,
        counts: bool = True,
    ) -> Reading:
        found: list[Indicator] = []
        weight = 0
        for about in topic.subjects:
            spoken = fields(about.kind, unit, said, words, self._index)
            for field, length in spoken.items():
                of = self._index.of(about, field)
                found += of
                weight = max(weight, length) if of else weight
            if counts:
                found += self._index.of(about, "")
            # 参与投稿100余篇 may be those of all activities as well.
            if topic.subjects and about.categories and not topic.several:
                found += self._generic(about, spoken, words, topic)
        fitting, near = self._fitting(found, unit)
        return Reading(fitting, topic.weight + weight if fitting else 0, near)

    def _generic(
        self, about: Subject, fields: dict[str, int], words: Sequence[Found], topic: Topic
    ) -> list[Indicator]:
        """A measure of the whole kind, where one word names both it and the category."""
        head = [word for word in words if word.start == topic.start]
        return [
            each
            for word in head
            for kind, field in measures([word])
            if field in fields and kind in ("", about.kind)
            for each in self._index.of(Subject(about.kind), field)
        ]

    def _whole(
        self, unit: str, said: dict[tuple[str, str], int], words: Sequence[Found]
    ) -> tuple[Indicator, ...]:
        """The measure over all of a kind, or of the category that its phrase is of."""
        found: list[Indicator] = []
        for word in words:
            for cue in word.cues:
                kind, _, field = cue.target.rpartition(".")
                if cue.role != "measure" or (kind, field) not in said:
                    continue
                of = frozenset((cue.default,)) if cue.default else frozenset[str]()
                for each in [kind] if kind else list(self._index.fields):
                    found += self._index.of(Subject(each, of), field)
        fitting, _ = self._fitting(found, unit)
        return fitting

    def _fitting(
        self, found: Iterable[Indicator], unit: str
    ) -> tuple[tuple[Indicator, ...], tuple[Indicator, ...]]:
        """Those whose unit is the draft's, else those whose unit is like it; and the near misses."""
        fits = {each: self._index.fit(each, unit) for each in found}
        best = max((level for level in fits.values() if level > 0), default=SAME)
        near = tuple(each for each, level in fits.items() if level == HEADS)
        return tuple(each for each, level in fits.items() if level == best), near


def _of_one_state(named: Reading, flows: Reading, words: Sequence[Found]) -> list[Reading]:
    """成功化解 is said of those settled; 化解 alone of these, or of all that were mediated."""
    kinds = {each.kind for each in named.indicators if each.state}
    if not kinds or not kinds & {each.kind for each in flows.indicators}:
        return [named, flows]
    weight = max(named.weight, flows.weight)
    both = any({"subject", "indicator"} <= {cue.role for cue in word.cues} for word in words)
    return [
        named._replace(weight=weight),
        flows._replace(weight=weight) if both else Reading(near=flows.near),
    ]


def _same_category(named: Reading, flows: Reading) -> bool:
    about = {(each.kind, each.categories) for each in named.indicators if each.categories}
    return bool(about) and {(each.kind, each.categories) for each in flows.indicators} <= about


def _target(target: str) -> tuple[str, frozenset[str]]:
    kind, _, category = target.partition(".")
    return kind, frozenset((category,) if category else ())
