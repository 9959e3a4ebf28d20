"""The ledger's figures as a draft asks for them, each worked out once."""

from __future__ import annotations

from collections.abc import Sequence

from branchlog.drafts.claim import Candidate
from branchlog.drafts.indexed import Index
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period
from branchlog.stats.figures import Figure, figure, ratio, summed_names
from branchlog.stats.selection import Documents, Selection, Sorted


class LedgerFigures:
    """Figures of one ledger's documents. They are sorted when the first figure is asked for."""

    def __init__(self, known: Sequence[Indicator], docs: Documents, index: Index) -> None:
        self.docs = docs
        self._names = summed_names(known)
        self._index = index
        self._sorted: Sorted | None = None
        self._selections: dict[Period, Selection] = {}
        self._figures: dict[tuple[Indicator, Period], Figure] = {}

    def candidate(self, indicator: Indicator, period: Period, *, to_date: bool) -> Candidate:
        """The indicator over the period; the ledger's own line to date where that is meant."""
        if to_date:
            indicator = self._index.up_to_date(indicator)
        return Candidate(indicator, period, self.of(indicator, period))

    def of(self, indicator: Indicator, period: Period) -> Figure:
        """An indicator's figure. Raises Refused for a document that cannot be counted."""
        key = (indicator, period)
        if key not in self._figures:
            self._figures[key] = self._computed(indicator, period)
        return self._figures[key]

    def _computed(self, indicator: Indicator, period: Period) -> Figure:
        if indicator.aggregation == "ratio":
            top, bottom = (
                next(iter(self._index.by_id.get(id_, ())), None)
                for id_ in (indicator.numerator, indicator.denominator)
            )
            if top is None or bottom is None:
                return Figure(indicator, None, 0)
            return ratio(indicator, self.of(top, period), self.of(bottom, period))
        names = self._names.get((indicator.kind, indicator.measure), "")
        return figure(indicator, self._selection(period), names)

    def _selection(self, period: Period) -> Selection:
        if self._sorted is None:
            self._sorted = Sorted(self.docs)
        if period not in self._selections:
            self._selections[period] = Selection(self._sorted, period)
        return self._selections[period]
