"""The documents that a figure is made of: by kind, category, period and state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from branchlog.errors import Refused
from branchlog.messages import Stats as Text
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period
from branchlog.records.record import Document
from branchlog.records.text import short
from branchlog.stats import usable
from branchlog.stats.tally import Tally

#: Documents by kind, each kind's in the order in which they were first recorded.
Documents = Mapping[str, Sequence[Document]]

#: Later than every ISO date: the date of what has none.
_NEVER = "9999-99-99"


def bounds(period: Period) -> tuple[str, str]:
    """The period's ends as texts that compare rightly with days and with months.

    A month counts as its first day: "2024-05" lies in a period from 2024-05-01, not in one
    from 2024-05-02.
    """
    first = period.first.isoformat() if period.first else ""
    if first.endswith("-01"):
        first = first[:7]
    return first, period.last.isoformat() if period.last else "9999-12-31"


class Sorted:
    """Documents by kind, category and date, sorted once for all the periods that are asked for.

    Raises Refused, naming the document, for a date or a category that is no text.
    """

    def __init__(self, docs: Documents) -> None:
        self._docs = docs
        self._dated = {kind: _by_date(kind, each) for kind, each in docs.items()}
        self._ended: set[str] = set()

    def of_kind(self, kind: str) -> Sequence[Document]:
        """All documents of a kind, in the order in which they were first recorded."""
        return self._docs.get(kind, ())

    def check_ends(self, indicator: Indicator) -> None:
        """Raise ValueError for a closing date that is none: its record would end at no time."""
        if indicator.kind not in self._ended:
            usable.days(set(ended_on(indicator, self.of_kind(indicator.kind))))
            self._ended.add(indicator.kind)

    def within(self, kind: str, first: str, last: str) -> dict[str | None, list[Document]]:
        """A kind's documents of these dates, by category."""
        return {
            category: [doc for date in days if first <= date <= last for doc in days[date]]
            for category, days in self._dated.get(kind, {}).items()
        }

    def dates(self) -> Iterator[str]:
        """The dates that there are."""
        for categories in self._dated.values():
            for days in categories.values():
                yield from (date for date in days if date != _NEVER)


def _by_date(kind: str, docs: Sequence[Document]) -> dict[str | None, dict[str, list[Document]]]:
    found: dict[str | None, dict[str, list[Document]]] = defaultdict(lambda: defaultdict(list))
    try:
        for doc in docs:
            found[doc.get("category")][doc.get("date") or _NEVER].append(doc)
    except TypeError:
        raise _unsorted(kind, docs) from None
    dates = {type(date) for days in found.values() for date in days}
    if not dates <= {str} or not set(map(type, found)) <= {str, type(None)}:
        raise _unsorted(kind, docs)
    return found


def _unsorted(kind: str, docs: Sequence[Document]) -> Refused:
    return next(
        unusable(kind, doc, field)
        for doc in docs
        for field in ("date", "category")
        if not isinstance(doc.get(field), (str, type(None)))
    )


def ended_on(indicator: Indicator, docs: Sequence[Document]) -> list[Any]:
    """The closing dates of the documents that are not open."""
    field, open_ = indicator.state_field, indicator.open_states
    return [doc["closed"] for doc in docs if "closed" in doc and doc.get(field) not in open_]


def unusable(figure: object, doc: Document, field: str) -> Refused:
    """The refusal to compute with a document that no command of ours wrote."""
    return Refused(
        Text.BAD_NUMBER,
        Text.BAD_NUMBER_WHY,
        Text.BAD_NUMBER_HINT,
        indicator=figure,
        date=short(str(doc.get("date", ""))),
        field=field,
        value=short(repr(doc.get(field))),
    )


class Selection:
    """The documents of one period, tallied by kind and category for all indicators."""

    def __init__(self, docs: Sorted, period: Period) -> None:
        self.docs = docs
        self._first, self._last = bounds(period)
        self._tallies: dict[tuple[str, str], dict[str | None, Tally]] = {}

    def tallies(self, indicator: Indicator) -> list[Tally]:
        """The documents that an indicator counts, in parts that add up to it."""
        if indicator.aggregation == "last":
            return [Tally(self._stated(indicator))]
        if indicator.state:
            self.docs.check_ends(indicator)
            ended = "pending" not in indicator.state
            docs = self._ended(indicator) if ended else self._pending(indicator)
            if indicator.categories:
                docs = [doc for doc in docs if doc.get("category") in indicator.categories]
            return [Tally(_filtered(docs, indicator))]
        return self.dated(indicator)

    def dated(self, indicator: Indicator) -> list[Tally]:
        """The documents of the span by their own dates, whatever became of them."""
        by_category = self._by_category(indicator.kind, indicator.span)
        found = [
            tally
            for category, tally in by_category.items()
            if not indicator.categories or category in indicator.categories
        ]
        if indicator.occasions or indicator.tags:
            return [Tally(_filtered([doc for tally in found for doc in tally.docs], indicator))]
        return found

    def _by_category(self, kind: str, span: str) -> dict[str | None, Tally]:
        key = (kind, span)
        if key not in self._tallies:
            docs = self.docs.within(kind, self._begin(span), self._last)
            self._tallies[key] = {category: Tally(each) for category, each in docs.items() if each}
        return self._tallies[key]

    def _begin(self, span: str) -> str:
        return self._first if span == "period" else ""

    def _stated(self, indicator: Indicator) -> list[Document]:
        """The statements of a stock up to the period's end, in the order of recording."""
        return [
            doc
            for doc in self.docs.of_kind(indicator.kind)
            if doc.get("category") in indicator.categories
            and (doc.get("date") or _NEVER) <= self._last
        ]

    def _ended(self, indicator: Indicator) -> list[Document]:
        """The documents that ended in the span, by their closing date."""
        first, last = self._begin(indicator.span), self._last
        return [
            doc
            for doc in self.docs.of_kind(indicator.kind)
            if doc.get(indicator.state_field) in indicator.state and first <= _ended_on(doc) <= last
        ]

    def _pending(self, indicator: Indicator) -> list[Document]:
        """The documents that had begun and not ended at the period's end."""
        last = self._last
        return [
            doc
            for doc in self.docs.of_kind(indicator.kind)
            if (doc.get("date") or _NEVER) <= last
            and (doc.get(indicator.state_field) in indicator.open_states or _ended_on(doc) > last)
        ]


def ended_by(doc: Document, last: str) -> bool:
    """Whether a document that is not open had ended by a day."""
    return _ended_on(doc) <= last


def _ended_on(doc: Document) -> str:
    """When a document that is not open ended: its closing date, else its own."""
    ended: str = doc.get("closed") or doc.get("date") or _NEVER
    return ended


def _filtered(docs: list[Document], indicator: Indicator) -> list[Document]:
    if indicator.occasions:
        docs = [doc for doc in docs if doc.get("occasion") in indicator.occasions]
    if indicator.tags:
        wanted = set(indicator.tags)
        docs = [doc for doc in docs if wanted.intersection(doc.get("tags", ()))]
    return docs
