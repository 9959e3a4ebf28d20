"""What a stretch of a draft is about: the kinds and categories that its words name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from branchlog.drafts.clauses import Layout, Span
from branchlog.drafts.indexed import Index, Subject
from branchlog.records.keywords import Found

#: What stands between the parts of one enumeration: 巡逻、环境整治和垃圾分类.
_JOINED = re.compile(r"\s*(?:[、/]|以及|和|及|与|暨|并|and|,)?\s*(?:等)?\s*")
#: 党务培训 names another training than 书法培训 before it; 开展培训 does not.
_ALONE = re.compile(r"(?:^|[,，、:：;；]|开展|举办|组织|进行|累计|共|已|全年|该|此|其|了|的)$")
_PERSONS = re.compile(r"(?:党员|群众|家庭|户|老人|老年人)$")
_MOST = 24


class Topic(NamedTuple):
    """The subjects that some words may mean, and how much of the text says so.

    `start` and `end` are where the head of them stands; `several` that they are an enumeration.
    """

    subjects: tuple[Subject, ...]
    weight: int
    start: int
    end: int
    several: bool = False


class Topics:
    """Finds the topic of a span, flows and stocks apart."""

    def __init__(self, layout: Layout, index: Index) -> None:
        self._layout = layout
        self._index = index

    def of(self, span: Span, sentence: Span, *, first: bool) -> Topic | None:
        """The topic of a span: its head is the first word (behind a number) or the last."""
        words = [word for word in self._layout.words(span) if self._flows(word)]
        words = [word for word in words if not self._listed(word, words)]
        if not words:
            return None
        words = words[:_MOST] if first else words[-_MOST:]
        words = [self._referred(word, sentence) for word in words]
        group = self._enumerated(words, first=first)
        subjects = self._joined(group)
        head = group[0]
        rest = [word for word in words if word not in group]
        narrowed = self._narrowed(subjects, rest)
        weight = sum(len(word.word) for word in group)
        if narrowed != subjects:
            weight += sum(len(word.word) for word in rest if self._adds(word, narrowed))
        return Topic(narrowed, weight, head.start, group[-1].end, len(group) > 1)

    def _listed(self, word: Found, words: Sequence[Found]) -> bool:
        """Whether persons are named in passing: 走访慰问困难党员、退役军人和孤寡老人."""
        if not _PERSONS.search(word.word):
            return False
        around = self._layout.text[max(0, word.start - 1) : word.start]
        around += self._layout.text[word.end : word.end + 1]
        kinds = {each.kind for each in self._flows(word)}
        return any(char in "、和及与等" for char in around) and any(
            not _PERSONS.search(each.word) and kinds & {one.kind for one in self._flows(each)}
            for each in words
        )

    def carried(self, clause: Span, sentence: Span, *, total: bool = False) -> list[Topic]:
        """The topics of the clauses before this one in its sentence, the nearest first.

        A total is none of what was said to be a part: 其中….
        """
        found = []
        for span in self._layout.clauses_before(clause, sentence):
            part = self._layout.text.startswith(("其中", " of which", " of them"), span.start)
            several = self._layout.numbers_in(span) > 1
            if part and (total or several):
                continue
            topic = self.all_of(span) if several else self.of(span, sentence, first=False)
            if topic is not None:
                found.append(topic)
        return found

    def all_of(self, span: Span) -> Topic | None:
        """What a clause of several numbers is about: 巡逻20次、整治15次, all of it."""
        words = [word for word in self._layout.words(span) if self._flows(word)][:_MOST]
        if not words:
            return None
        return Topic(self._joined(words), 1, words[0].start, words[-1].end, len(words) > 1)

    def _flows(self, word: Found) -> list[Subject]:
        found: dict[Subject, None] = {}
        for cue in word.cues:
            if cue.role == "subject":
                kind, _, category = cue.target.partition(".")
                about = Subject(kind, frozenset((category,) if category else ()))
                if about not in self._index.stocks and kind in self._index.counted:
                    found[about] = None
        return list(found)

    def _referred(self, word: Found, sentence: Span) -> Found:
        """培训 behind 书法培训 is that training: the longer word before it in the sentence."""
        if not _ALONE.search(self._layout.text[max(sentence.start, word.start - 4) : word.start]):
            return word
        before = self._layout.words(Span(sentence.start, word.start))
        for earlier in reversed(before[-40:]):
            longer = len(earlier.word) > len(word.word) and self._flows(earlier)
            if longer and earlier.word.endswith(word.word):
                return word._replace(cues=earlier.cues)
        return word

    def _enumerated(self, words: Sequence[Found], *, first: bool) -> list[Found]:
        """The head and what is joined to it by 、 and 和."""
        ordered = list(words) if first else list(reversed(words))
        group = [ordered[0]]
        for word in ordered[1:]:
            left, right = sorted((group[-1], word), key=lambda each: each.start)
            between = self._layout.text[left.end : max(left.end, right.start)]
            if len(between) > 8 or not between or not _JOINED.fullmatch(between):
                break
            group.append(word)
        return sorted(group, key=lambda each: each.start)

    def _joined(self, group: Sequence[Found]) -> tuple[Subject, ...]:
        """What an enumeration may mean: every choice of its words' meanings, joined by kind."""
        choices = [self._flows(word) for word in group[-6:]]
        found: dict[Subject, None] = {}
        for chosen in list(product(*choices))[:64]:
            for kind in {each.kind for each in chosen}:
                same = [each.categories for each in chosen if each.kind == kind]
                all_of_it = not all(same)
                found[Subject(kind, frozenset() if all_of_it else frozenset().union(*same))] = None
        return tuple(found)

    def _narrowed(self, subjects: Sequence[Subject], rest: Sequence[Found]) -> tuple[Subject, ...]:
        """走访 with 独居老人 beside it is about those."""
        found: dict[Subject, None] = {}
        for about in subjects:
            closer = [
                each
                for word in rest
                for each in self._flows(word)
                if each.kind == about.kind and not about.categories
            ]
            for each in closer or [about]:
                found[each] = None
        return tuple(found)

    def _adds(self, word: Found, subjects: Sequence[Subject]) -> bool:
        return any(each in subjects for each in self._flows(word))
