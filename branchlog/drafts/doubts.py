"""Why a number that fits an indicator is still not its figure: denied, planned, someone else's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from branchlog.drafts import doubtful as words_of
from branchlog.drafts.claim import Remark
from branchlog.drafts.clauses import Layout, Place, Span
from branchlog.drafts.judging import remark
from branchlog.drafts.numbers import Number
from branchlog.drafts.occasions import Occasions
from branchlog.drafts.when import Time
from branchlog.messages import Drafts as Text
from branchlog.records.indicators import Indicator
from branchlog.records.keywords import Found
from branchlog.stats.selection import Documents

_STRETCH = 30


class Known:
    """Names that a ledger's records have, found in a text however many there are."""

    def __init__(self, names: Iterable[str], shortest: int) -> None:
        self._names = {name for name in names if len(name) >= shortest}
        self._lengths = sorted({len(name) for name in self._names}, reverse=True)

    def at(self, text: str, start: int, end: int) -> str:
        """The longest of them that begins at a place of a text, or nothing."""
        for length in self._lengths:
            name = text[start : start + length]
            if start + length <= end and name in self._names and _whole(text, start, length):
                return name
        return ""

    def have(self, name: str) -> bool:
        """Whether a name is one of them."""
        return name in self._names


def _whole(text: str, start: int, length: int) -> bool:
    """Whether letters stand alone: Ann is not in Annual."""
    around = (text[max(0, start - 1) : start + 1], text[start + length - 1 : start + length + 1])
    return not any(len(pair) == 2 and pair.isascii() and pair.isalpha() for pair in around)


class Doubts:
    """Finds what in a sentence keeps a number from being the branch's own figure."""

    def __init__(
        self, layout: Layout, occasions: Occasions, docs: Documents, own: Sequence[str]
    ) -> None:
        self._layout = layout
        self._occasions = occasions
        self._own = "".join(own)
        self._people = Known(_said(docs, "people"), 2)
        self._places = Known(_said(docs, "place"), 3)

    def about(self, number: Number, place: Place, indicators: Sequence[Indicator]) -> Remark | None:
        """Why a number is not to be held against `indicators`, if there is a reason."""
        ahead = Span(place.clause.start, number.start)
        behind = Span(number.end, min(place.clause.end, number.end + _STRETCH))
        if self._compared(ahead, behind):
            return remark(Text.A_COMPARISON)
        open_ = any("pending" in each.state for each in indicators)
        denied = self.denied(ahead) or self._first(words_of.DENIED_BEHIND, behind)
        if denied and not open_:
            return remark(Text.A_DENIAL, words=denied)
        planned = self.planned(place.sentence, ahead)
        if planned := planned or self._beside(words_of.PLANNED_BEHIND, behind):
            return remark(Text.A_PLAN, words=planned)
        if any(each.aggregation == "last" for each in indicators):
            return self._of_stock(place, ahead)
        if words := self._of_several(number, place):
            return remark(Text.NARROWED, words=words)
        if words := self._first(words_of.EACH, ahead) or self._first(words_of.EACH_BEHIND, behind):
            return remark(Text.SAID_OF_EACH, words=words)
        if words := self.someone(place.sentence, ahead):
            return self.of_whom(words)
        words = self._narrowed(number, place, ahead) or self._members(ahead, indicators)
        if not words:
            return None
        at = words_of.AT.match(words)
        if at and self._places.have(words[at.end() :]):
            return remark(Text.OF_ONE_PLACE, name=words[at.end() :])
        return remark(Text.NARROWED, words=words)

    def of_whom(self, words: str) -> Remark:
        """What is said of a number that is one member's, or none of this ledger's."""
        if self._people.have(words):
            return remark(Text.OF_ONE_PERSON, name=words)
        return remark(Text.OTHER_BODY, whole=words)

    def denied(self, ahead: Span) -> str:
        """The word before a place that says that it was not so."""
        return self._first(words_of.DENIED, ahead)

    def planned(self, sentence: Span, ahead: Span) -> str:
        """The word before a place that makes it a plan."""
        text = self._layout.text
        if words := self._first(words_of.WANTED, ahead):
            return words
        for match in self._all(words_of.PLANNED, Span(sentence.start, ahead.end)):
            if not words_of.DONE.search(text, match.end(), ahead.end):
                return match[0]
        return ""

    def someone(self, sentence: Span, ahead: Span) -> str:
        """Whom else a sentence speaks of: another branch, another body, one member."""
        text = self._layout.text
        clause = self._layout.clause(ahead.start)
        for span in [ahead, *self._layout.clauses_before(clause, sentence)]:
            if words := self._first(words_of.OTHERS, span):
                return words
            if found := words_of.SUBJECT.match(text[span.start : span.end]):
                return "" if self._is_own(found["who"]) else found["who"]
        named = next((match["name"] for match in self._all(words_of.NAMED, ahead)), "")
        return self._first(words_of.ALONE, ahead) or named or self._person(ahead)

    def _is_own(self, who: str) -> bool:
        if not who.endswith("支部"):
            return "支部" not in self._own and who in self._own
        if not self._own or words_of.SELF.fullmatch(who):
            return True
        # 子营退休支部 is short for 子营街道退休党支部.
        rest = iter(f"{self._own}党支部")
        return all(char in rest for char in who)

    def _person(self, ahead: Span) -> str:
        text = self._layout.text
        for start in range(*ahead):
            name = self._people.at(text, start, ahead.end)
            if name and not words_of.LEADS.match(text, start + len(name), ahead.end):
                return name
        return ""

    def _place(self, ahead: Span) -> str:
        """在3栋, 在老粮站家属院: where one of several places is named."""
        text = self._layout.text
        for match in words_of.AT.finditer(text, *ahead):
            building = words_of.BUILDING.match(text, match.end(), ahead.end)
            there = self._places.at(text, match.end(), ahead.end)
            if (building or there) and not self._layout.quoted(*match.span()):
                return match[0] + (building[0] if building else there)
        return ""

    def _compared(self, ahead: Span, behind: Span) -> bool:
        """由126户增加到150户, 126户的两倍, 一半以上的126户, 比2023年的32起少."""
        text = self._layout.text
        if words_of.PART.search(text[ahead.start : ahead.end]):
            return True
        if words_of.TIMES.match(text, behind.start, behind.end):
            return True
        from_ = words_of.FROM.search(text[ahead.start : ahead.end])
        # 由上年的84%提高到…: the time says whose figure it is.
        time = self._layout.time(ahead.end)
        if from_ and time and time.start >= ahead.start + from_.start():
            from_ = None
        than = words_of.THAN.search(text[ahead.start : ahead.end]) is not None
        return (from_ is not None and words_of.TO.match(text, *behind) is not None) or (
            than and words_of.MORE.match(text, *behind) is not None
        )

    def _of_several(self, number: Number, place: Place) -> str:
        """走访、调解共73次 adds kinds up, and 巡逻等活动23次 has more than it names."""
        text = self._layout.text
        words = self._layout.words(place.before)
        for word in words:
            if found := words_of.AND_MORE.match(text, word.end, number.start):
                return word.word + found[0]
        if number.unit not in words_of.TIMES_UNITS:
            return ""
        for word, after in pairwise(words):
            both = _kinds(word), _kinds(after)
            if (
                all(both)
                and not both[0] & both[1]
                and words_of.AND.fullmatch(text[word.end : after.start])
            ):
                return text[word.start : after.end]
        return ""

    def _of_stock(self, place: Place, ahead: Span) -> Remark | None:
        """培训网格员5名: something was done to them; 网格员、楼栋长8名: both together."""
        text = self._layout.text
        for word, after in pairwise(self._layout.words(place.before)):
            both = _kinds(word) & _kinds(after)
            if "standing" in both and words_of.AND.fullmatch(text[word.end : after.start]):
                return remark(Text.NARROWED, words=text[word.start : after.end])
        whom = self.someone(place.sentence, ahead)
        if whom.endswith("支部"):
            return remark(Text.OTHER_BODY, whole=whom)
        for word in self._layout.words(ahead):
            done = words_of.DONE_TO.search(text[ahead.start : word.start])
            if done and any(cue.target.startswith("standing.") for cue in word.cues):
                return remark(Text.NARROWED, words=done[0] + word.word)
        return None

    def _narrowed(self, number: Number, place: Place, ahead: Span) -> str:
        own = Span(place.before.start, place.after.end)
        if words := self._first(words_of.ONE, ahead) or self._first(words_of.NARROWING, own):
            return words
        if words := self._place(ahead):
            return words
        time = self._layout.time(number.start)
        if time and time.start >= place.sentence.start and (words := self._bounded(time)):
            return words
        for match in self._all(words_of.WHEN, Span(place.sentence.start, number.start)):
            later = time is not None and time.start > match.start()
            if not later and not self._occasions.present(number.start, place):
                return match[0]
        return ""

    def _bounded(self, time: Time) -> str:
        """2024年以前, 2024年(1-11月), 2023年和2024年: not the time that stands there alone."""
        text = self._layout.text
        joined = words_of.JOINED.search(text, max(0, time.start - 12), time.start)
        if found := words_of.BOUNDED.match(text, time.end) or joined:
            return text[min(time.start, found.start()) : max(time.end, found.end())]
        return ""

    def _members(self, ahead: Span, indicators: Sequence[Indicator]) -> str:
        """走访党员126户 is not all that was visited, 覆盖党员605人 not the public."""
        if not any(each.unit.id == "户" or each.measure == "public" for each in indicators):
            return ""
        found = words_of.MEMBERS.search(self._layout.text[ahead.start : ahead.end])
        words = self._layout.words(ahead)
        longer = any(
            word.end == ahead.end and len(word.word) > 4 and found is not None for word in words
        )
        return found[0] if found and not longer else ""

    def _beside(self, pattern: re.Pattern[str], span: Span) -> str:
        found = pattern.match(self._layout.text, *span)
        return found[0] if found else ""

    def _first(self, pattern: re.Pattern[str], span: Span) -> str:
        return next((match[0] for match in self._all(pattern, span)), "")

    def _all(self, pattern: re.Pattern[str], span: Span) -> Iterator[re.Match[str]]:
        """What a span says outside of quotation marks and of words that an indicator has."""
        words = self._layout.words(span)
        for match in pattern.finditer(self._layout.text, *span):
            within = any(word.start <= match.start() and match.end() <= word.end for word in words)
            if not within and not self._layout.quoted(*match.span()):
                yield match


def _kinds(word: Found) -> set[str]:
    return {cue.target.partition(".")[0] for cue in word.cues if cue.role == "subject"}


def _said(docs: Documents, field: str) -> Iterator[str]:
    """What the records have in a field of one text or several."""
    for of in docs.values():
        for doc in of:
            value = doc.get(field)
            for each in value if isinstance(value, list | tuple) else (value,):
                if isinstance(each, str):
                    yield each
