"""The documents that a figure is made of: by kind, category, period and state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from branchlog.records.codec import Document
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period

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


class Group(NamedTuple):
    """Some documents, and the names of all fields that any of them has."""

    docs: list[Document]
    fields: frozenset[str]


def group(docs: list[Document]) -> Group:
    """A group of documents; a field that is in none of them needs no pass of its own."""
    return Group(docs, frozenset().union(*docs) if docs else frozenset())


_NONE = group([])


class Selection:
    """The documents of one period, sorted into buckets once and read by every indicator.

    `stocks` are the documents that a state at the period's end may rest on, when they are more
    than those of the period itself.
    """

    def __init__(self, docs: Documents, period: Period, stocks: Documents | None = None) -> None:
        self.docs = docs
        self.stocks = docs if stocks is None else stocks
        self.period = period
        self._buckets: dict[tuple[str, str], dict[str | None, Group]] = {}

    def members(self, indicator: Indicator) -> Group:
        """The documents that an indicator counts, in the order in which they were recorded."""
        if indicator.aggregation == "last":
            return group(self._last(indicator))
        if not indicator.state:
            return self._dated(indicator)
        docs = self._pending(indicator) if "pending" in indicator.state else self._ended(indicator)
        if indicator.categories:
            docs = [doc for doc in docs if doc.get("category") in indicator.categories]
        return group(_filtered(docs, indicator))

    def any_dated(self, indicator: Indicator) -> bool:
        """Whether the span has documents that an indicator's states are told apart among."""
        return bool(self._dated(indicator).docs)

    def _dated(self, indicator: Indicator) -> Group:
        buckets = self._buckets_of(indicator.kind, indicator.span)
        if not indicator.categories:
            found = buckets["*"]
        elif len(indicator.categories) == 1:
            found = buckets.get(indicator.categories[0], _NONE)
        else:
            wanted = frozenset(indicator.categories)
            found = group([doc for doc in buckets["*"].docs if doc.get("category") in wanted])
        if indicator.occasions or indicator.tags:
            return group(_filtered(found.docs, indicator))
        return found

    def _buckets_of(self, kind: str, span: str) -> dict[str | None, Group]:
        """A kind's documents of the span: all under "*", and by category."""
        key = (kind, span)
        if key not in self._buckets:
            first, last = self._span(span)
            members = [
                doc
                for doc in self._source(span).get(kind, ())
                if first <= (doc.get("date") or _NEVER) <= last
            ]
            sorted_: dict[str | None, list[Document]] = defaultdict(list)
            for doc in members:
                sorted_[doc.get("category")].append(doc)
            self._buckets[key] = {name: group(docs) for name, docs in sorted_.items()}
            self._buckets[key]["*"] = group(members)
        return self._buckets[key]

    def _source(self, span: str) -> Documents:
        return self.docs if span == "period" else self.stocks

    def _span(self, span: str) -> tuple[str, str]:
        first, last = bounds(self.period)
        return (first if span == "period" else "", last)

    def _last(self, indicator: Indicator) -> list[Document]:
        """The statements of a stock up to the period's end."""
        _, last = bounds(self.period)
        return [
            doc
            for doc in self.stocks.get(indicator.kind, ())
            if doc.get("category") in indicator.categories and (doc.get("date") or _NEVER) <= last
        ]

    def _ended(self, indicator: Indicator) -> list[Document]:
        """The documents that ended in the span, by their closing date."""
        first, last = self._span(indicator.span)
        states = frozenset(indicator.state)
        return [
            doc
            for doc in self._source(indicator.span).get(indicator.kind, ())
            if doc.get(indicator.state_field) in states and first <= _ended_on(doc) <= last
        ]

    def _pending(self, indicator: Indicator) -> list[Document]:
        """The documents that had begun and not ended at the period's end."""
        _, last = bounds(self.period)
        return [
            doc
            for doc in self.stocks.get(indicator.kind, ())
            if (doc.get("date") or _NEVER) <= last
            and (doc.get(indicator.state_field) in indicator.open_states or _ended_on(doc) > last)
        ]


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
