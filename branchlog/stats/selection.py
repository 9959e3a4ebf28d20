"""The documents that a figure is made of: by kind, category, period and state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from branchlog.records.codec import Document
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period

#: Documents by kind, each kind's in the order in which they were first recorded.
Documents = Mapping[str, Sequence[Document]]

#: Later than every ISO date.
_END_OF_TIME = "9999-99"


def bounds(period: Period) -> tuple[str, str]:
    """The period's ends as texts that compare rightly with days and with months.

    A month counts as its first day: "2024-05" lies in a period from 2024-05-01, not in one
    from 2024-05-02.
    """
    first = period.first.isoformat() if period.first else ""
    if first.endswith("-01"):
        first = first[:7]
    return first, period.last.isoformat() if period.last else _END_OF_TIME


class Selection:
    """The documents of one period, sorted into buckets once and read by every indicator.

    `stocks` are the documents that a state at the period's end may rest on, when they are more
    than those of the period itself.
    """

    def __init__(self, docs: Documents, period: Period, stocks: Documents | None = None) -> None:
        self.docs = docs
        self.stocks = docs if stocks is None else stocks
        self.period = period
        self._buckets: dict[tuple[str, str], dict[str | None, list[Document]]] = {}
        self._fields: dict[int, set[str]] = {}

    def members(self, indicator: Indicator) -> list[Document]:
        """The documents that an indicator counts, in the order in which they were recorded."""
        if indicator.aggregation == "last":
            _, last = bounds(self.period)
            return [
                doc
                for doc in self.stocks.get(indicator.kind, ())
                if doc.get("category") in indicator.categories and _date(doc) <= last
            ]
        if "pending" in indicator.state:
            members = self._pending(indicator.kind)
        elif indicator.state:
            members = self._ended(indicator)
        else:
            return self._dated(indicator)
        return _filtered(members, indicator, categories=indicator.categories)

    def fields(self, members: list[Document]) -> set[str]:
        """The names of all fields that some member has: the others need no pass of their own."""
        if id(members) not in self._fields:
            self._fields[id(members)] = set().union(*members) if members else set()
        return self._fields[id(members)]

    def _dated(self, indicator: Indicator) -> list[Document]:
        buckets = self._buckets_of(indicator.kind, indicator.span)
        if not indicator.categories:
            members = buckets["*"]
        elif len(indicator.categories) == 1:
            members = buckets.get(indicator.categories[0], [])
        else:
            wanted = frozenset(indicator.categories)
            members = [doc for doc in buckets["*"] if doc.get("category") in wanted]
        return _filtered(members, indicator)

    def _buckets_of(self, kind: str, span: str) -> dict[str | None, list[Document]]:
        """A kind's documents of the span: all under "*", and by category."""
        key = (kind, span)
        if key not in self._buckets:
            first, last = bounds(self.period)
            if span == "to-date":
                first = ""
            docs = self.docs if span == "period" else self.stocks
            members = [
                doc for doc in docs.get(kind, ()) if first <= (doc.get("date") or "9999") <= last
            ]
            buckets: dict[str | None, list[Document]] = defaultdict(list)
            for doc in members:
                buckets[doc.get("category")].append(doc)
            buckets["*"] = members
            self._buckets[key] = buckets
        return self._buckets[key]

    def _ended(self, indicator: Indicator) -> list[Document]:
        """The documents that ended in the span, by their closing date."""
        first, last = bounds(self.period)
        if indicator.span == "to-date":
            first = ""
        docs = self.docs if indicator.span == "period" else self.stocks
        states = frozenset(indicator.state)
        return [
            doc
            for doc in docs.get(indicator.kind, ())
            if _state(doc) in states and first <= (doc.get("closed") or _date(doc)) <= last
        ]

    def _pending(self, kind: str) -> list[Document]:
        """The documents that had begun and not ended at the period's end."""
        _, last = bounds(self.period)
        return [
            doc
            for doc in self.stocks.get(kind, ())
            if _date(doc) <= last and not (doc.get("closed") or "9999-99-99") <= last
        ]


def _date(doc: Document) -> str:
    """A document's date; one without a date is later than everything."""
    date: str = doc.get("date") or "9999-99-99"
    return date


def _state(doc: Document) -> str | None:
    state: str | None = doc.get("outcome") or doc.get("status")
    return state


def _filtered(
    members: list[Document], indicator: Indicator, categories: tuple[str, ...] = ()
) -> list[Document]:
    if categories:
        members = [doc for doc in members if doc.get("category") in categories]
    if indicator.occasions:
        members = [doc for doc in members if doc.get("occasion") in indicator.occasions]
    if indicator.tags:
        wanted = set(indicator.tags)
        members = [doc for doc in members if wanted.intersection(doc.get("tags", ()))]
    return members
