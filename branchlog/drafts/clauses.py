"""A draft taken apart: sentences, clauses, and the words before and behind each number."""

# ruff: noqa: E501 - a pattern is read in one piece
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from branchlog.drafts.numbers import Number
from branchlog.drafts.when import Time
from branchlog.records.keywords import Found

#: An English full stop ends a sentence before a space; a decimal point and 1.png do not.
_SENTENCE = re.compile(r"[。!?！？;；\n]|\.(?=\s|$|[”\"])")
_CLAUSE = re.compile(
    r"[，:：;；()（）。!?！？\n]|,(?![0-9]{3}(?![0-9]))|(?<![0-9]),|\.(?=\s|$|[”\"])"
)
#: Between two numbers of one clause: what stands behind it belongs to the second.
_JOINT = re.compile(r"[、]|以及|和|及|与|并|(?<![A-Za-z])(?:and|with|while|plus)(?![A-Za-z])")
_PARAGRAPH = re.compile(r"\n")
_QUOTED = re.compile(r"[“\"「『《‘][^“”\"「」『』《》‘’\n]{0,60}[”\"」』》’]")

#: A time behind these, or before those, is of one event: 成立于2011年4月, 2019年挂牌.
_ASIDE = re.compile(
    r"(?:[由较比于至仅光]|其中|就|前身)$|\b(?:founded|established|set up|opened|formed|from|than) (?:in )?$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r",?(?:[^,。;，；]{0,6})(?:挂牌|成立|设立|建成|组建|被[^,。]{0,8}[评列授命]|荣获|退休|入党|当选|落成|出生|创办)"
)
#: What is so now is so at the period's end.
_NOW = re.compile(r"现有|现在|(?<!截至)(?<!截止)目前|现共有|\b(?:now|currently|at present) ")

#: Characters within which words belong together. Prose has less; what has more is no prose, and
#: looking through all of it for each of its numbers would take as long as its length squared.
LONGEST_CLAUSE, LONGEST_SENTENCE, LONGEST_PARAGRAPH = 300, 1_000, 6_000


class Span(NamedTuple):
    """From `start` to before `end`."""

    start: int
    end: int


class Place(NamedTuple):
    """Where a number stands: its clause, and the words that are its own on either side."""

    sentence: Span
    clause: Span
    before: Span
    after: Span


class Layout:
    """The sentences and clauses of a text; each question is answered by a search, not a walk."""

    def __init__(
        self,
        text: str,
        times: Sequence[Time],
        found: Sequence[Found],
        numbers: Sequence[Number] = (),
    ) -> None:
        self.text = text
        self._numbers_at = [number.start for number in numbers]
        self._times = times
        clauses = _parted(_starts(_CLAUSE, text), range(0, len(text), 10), LONGEST_CLAUSE)
        self._clauses = clauses
        self._sentences = _parted(_starts(_SENTENCE, text), clauses, LONGEST_SENTENCE)
        self._paragraphs = _parted(_starts(_PARAGRAPH, text), clauses, LONGEST_PARAGRAPH)
        self._quotes = [match.span() for match in _QUOTED.finditer(text)]
        self._found = [each for each in found if not self.quoted(each.start, each.end)]
        self._found_at = [each.start for each in self._found]
        self._times_at = [time.start for time in times]

    def words(self, span: Span) -> list[Found]:
        """The known words that lie in a span, in order; what is only a part of a quoted name not."""
        first = bisect_right(self._found_at, span.start - 1)
        last = bisect_right(self._found_at, span.end - 1)
        return [each for each in self._found[first:last] if each.end <= span.end]

    def quoted(self, start: int, end: int) -> bool:
        """Whether a span lies within quotation marks: it names something then."""
        index = bisect_right(self._quotes, (start, 1 << 60)) - 1
        if index < 0:
            return False
        first, last = self._quotes[index]
        return first < start and end < last

    def sentence(self, place: int) -> Span:
        """The sentence that a place lies in."""
        return _holding(self._sentences, place, len(self.text))

    def clause(self, place: int) -> Span:
        """The clause that a place lies in."""
        return _holding(self._clauses, place, len(self.text))

    def clauses_before(self, clause: Span, sentence: Span) -> list[Span]:
        """The clauses of the sentence before this one, the nearest first, twelve at most."""
        found: list[Span] = []
        while clause.start > sentence.start and len(found) < 12:
            clause = self.clause(clause.start - 1)
            found.append(clause)
        return found

    def time(self, place: int) -> Time | None:
        """The time that holds at a place: the last before it in its sentence, or what lasts."""
        sentence = self.sentence(place)
        index = bisect_right(self._times_at, place)
        paragraph = _holding(self._paragraphs, place, len(self.text))
        for time in reversed(self._times[max(0, index - 20) : index]):
            if time.start < paragraph.start:
                break
            if self._holds(time, place, sentence):
                return self._begun(time, sentence) if time.to_date else time
        return None

    def _holds(self, time: Time, place: int, sentence: Span) -> bool:
        """Whether a time reaches as far as a place: a topic does, the date of one event does not."""
        if self.text.count(")", time.end, place) > self.text.count("(", time.end, place):
            return False
        if _NOW.search(self.text, time.end, place):
            return False
        clause = self.clause(time.start)
        if _ASIDE.search(self.text[clause.start : time.start]) or _EVENT.match(self.text, time.end):
            between = bisect_right(self._numbers_at, time.end) < bisect_right(
                self._numbers_at, place - 1
            )
            return clause == self.clause(place) and not between
        return time.lasting or time.start >= sentence.start

    def _begun(self, time: Time, sentence: Span) -> Time:
        """截至目前 behind 2024年以来 in one sentence counts from there."""
        index = bisect_right(self._times_at, time.start - 1)
        for earlier in reversed(self._times[max(0, index - 5) : index]):
            if earlier.start >= sentence.start and earlier.lasting and not earlier.to_date:
                return earlier
        return time

    def numbers_in(self, span: Span) -> int:
        """How many numbers stand in a span."""
        return bisect_right(self._numbers_at, span.end - 1) - bisect_right(
            self._numbers_at, span.start - 1
        )

    def before_number(self, place: int, end: int) -> bool:
        """Whether nothing but a space stands between a place and the next number."""
        index = bisect_right(self._numbers_at, place - 1)
        if index >= len(self._numbers_at) or self._numbers_at[index] < end:
            return False
        return not self.text[place : self._numbers_at[index]].strip()

    def place(self, number: Number, others: Sequence[Number], index: int) -> Place:
        """The words around the number at `index` of the text's numbers."""
        sentence, clause = self.sentence(number.start), self.clause(number.start)
        before = max(clause.start, others[index - 1].end) if index else clause.start
        if before > clause.start:
            before = self._behind_joint(before, number.start)
        after = clause.end if clause.end > number.end else number.end
        following = others[index + 1].start if index + 1 < len(others) else after
        if following < after:
            after = self._before_joint(number.end, following)
        # Punctuation right behind a number closes it: 网格员5名、楼栋长3名.
        if re.match(r"\s*(?:[、,，;；:：。)）.]|$)", self.text[number.end : after]):
            after = number.end
        return Place(sentence, clause, Span(before, number.start), Span(number.end, after))

    def _behind_joint(self, start: int, end: int) -> int:
        joints = list(_JOINT.finditer(self.text, start, end))
        return joints[0].end() if joints else start

    def _before_joint(self, start: int, end: int) -> int:
        joints = list(_JOINT.finditer(self.text, start, end))
        return joints[-1].start() if joints else end


def _starts(pattern: re.Pattern[str], text: str) -> list[int]:
    return [0, *(match.end() for match in pattern.finditer(text))]


def _parted(starts: Sequence[int], cuts: Sequence[int], most: int) -> list[int]:
    """The beginnings of spans, and where one is longer than `most`, a cut in every `most`."""
    found: list[int] = []
    for start, end in pairwise([*starts, max([*starts[-1:], *cuts[-1:]]) + 1]):
        found.append(start)
        while end - found[-1] > most:
            cut = cuts[bisect_right(cuts, found[-1] + most) - 1]
            if cut <= found[-1]:
                break
            found.append(cut)
    return found


def _holding(starts: Sequence[int], place: int, length: int) -> Span:
    index = bisect_right(starts, place)
    end = starts[index] if index < len(starts) else length
    return Span(starts[index - 1], end)
