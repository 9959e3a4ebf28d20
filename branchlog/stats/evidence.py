"""The records behind a figure, each with what it brings: the shares add up to the figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period
from branchlog.records.record import Document, Record
from branchlog.records.text import same
from branchlog.stats.figures import Figure, figure, figures
from branchlog.stats.selection import Selection, Sorted

#: Later than every ISO date: where what has none is put.
_LAST = "9999-99-99"


class Share(NamedTuple):
    """What one record brings to a figure, times 100. `names` are those that it is first with."""

    record: Record
    hundredths: int
    names: tuple[str, ...] = ()
    unnamed: int = 0


class Duplicate(NamedTuple):
    """A name that is counted once already: the record that repeats it, and the first with it."""

    name: str
    record: Record
    first: Record


class Evidence(NamedTuple):
    """A figure and the records behind it, oldest first.

    `names` is the field whose names a sum counts where its measure is left out. `replaced` are a
    stock's earlier statements. A ratio has no shares of its own: `parts` are the
    evidence of its numerator and its denominator.
    """

    figure: Figure
    shares: tuple[Share, ...]
    duplicates: tuple[Duplicate, ...] = ()
    replaced: tuple[Record, ...] = ()
    parts: tuple[Evidence, ...] = ()
    names: str = ""


class Trail:
    """Records by kind, found again from the documents that figures are made of.

    One trail serves all indicators and periods: the documents are sorted once. Each kind's records
    stand in the order in which they were first recorded, and no two share a document.
    """

    def __init__(self, records: Mapping[str, Sequence[Record]], known: Iterable[Indicator]) -> None:
        docs = {kind: [entry.doc or {} for entry in each] for kind, each in records.items()}
        self.docs = Sorted(docs)
        self._records = {
            id(doc): entry
            for kind, each in records.items()
            for doc, entry in zip(docs[kind], each, strict=True)
        }
        self._known = tuple(known)
        self._names = {(each.kind, each.total): each.measure for each in self._known if each.total}
        self._selections: dict[Period, Selection] = {}
        self._ranks: dict[str, dict[int, int]] = {}

    def evidence(self, indicator: Indicator, period: Period) -> Evidence:
        """The evidence for one figure.

        Raises Refused as figures do, and ArithmeticError if the shares did not add up to it.
        """
        if indicator.aggregation == "ratio":
            return self._ratio(indicator, period)
        names = self._names.get((indicator.kind, indicator.measure), "")
        selection = self._selections.setdefault(period, Selection(self.docs, period))
        whole = figure(indicator, selection, names)
        docs = [doc for tally in selection.tallies(indicator) for doc in tally.docs]
        found = self._traced(whole, self._in_order(indicator.kind, docs), names)
        _check(found)
        return found

    def _in_order(self, kind: str, docs: list[Document]) -> list[Document]:
        """Documents by date; those of one date as they were recorded."""
        if kind not in self._ranks:
            dated = sorted(self.docs.of_kind(kind), key=lambda doc: doc.get("date") or _LAST)
            self._ranks[kind] = {id(doc): rank for rank, doc in enumerate(dated)}
        ranks = self._ranks[kind]
        return sorted(docs, key=lambda doc: ranks[id(doc)])

    def _traced(self, whole: Figure, docs: list[Document], names: str) -> Evidence:
        indicator = whole.indicator
        match indicator.aggregation:
            case "count":
                return Evidence(whole, self._counted(docs))
            case "sum":
                return Evidence(whole, self._summed(docs, indicator.measure, names), names=names)
            case "distinct":
                return self._distinct(whole, docs)
            case _:
                return self._last(whole, docs)

    def _counted(self, docs: list[Document]) -> tuple[Share, ...]:
        records = self._records
        return tuple([Share(records[id(doc)], doc.get("times", 1) * 100) for doc in docs])

    def _summed(self, docs: list[Document], measure: str, names: str) -> tuple[Share, ...]:
        """The measure of each; where it is left out, how many names stand beside it."""
        records = self._records
        return tuple(
            [
                Share(records[id(doc)], round(doc[measure] * 100))
                if measure in doc
                else Share(records[id(doc)], len(doc[names]) * 100)
                for doc in docs
                if measure in doc or (names and doc.get(names))
            ]
        )

    def _distinct(self, whole: Figure, docs: list[Document]) -> Evidence:
        """Each name with the first record that has it, and what a total counts beyond its names."""
        field, total = whole.indicator.measure, whole.indicator.total
        first: dict[str, Record] = {}
        shares, duplicates = [], []
        for doc in docs:
            if field not in doc and not (total and total in doc):
                continue
            record, fresh = self._records[id(doc)], []
            for name in dict.fromkeys(map(same, doc.get(field, ()))):
                if name in first:
                    duplicates.append(Duplicate(name, record, first[name]))
                else:
                    first[name] = record
                    fresh.append(name)
            beyond = doc[total] - len(doc.get(field, ())) if total and total in doc else 0
            unnamed = max(beyond, 0)
            shares.append(Share(record, (len(fresh) + unnamed) * 100, tuple(fresh), unnamed))
        return Evidence(whole, tuple(shares), tuple(duplicates))

    def _last(self, whole: Figure, docs: list[Document]) -> Evidence:
        measure = whole.indicator.measure
        stated = [doc for doc in docs if measure in doc]
        if not stated:
            return Evidence(whole, ())
        *earlier, latest = stated
        share = Share(self._records[id(latest)], round(latest[measure] * 100))
        return Evidence(whole, (share,), replaced=tuple(self._records[id(doc)] for doc in earlier))

    def _ratio(self, indicator: Indicator, period: Period) -> Evidence:
        by_id = {each.id: each for each in self._known if each.span == "period"}
        made_of = [by_id[indicator.numerator], by_id[indicator.denominator]]
        parts = tuple(self.evidence(each, period) for each in made_of)
        selection = self._selections[period]
        # What a sum counts where its measure is left out is said by the indicator of the names.
        named = [each for each in self._known if each.total and not each.categories]
        beside = named if any(each.aggregation == "sum" for each in made_of) else []
        whole = figures([*made_of, *beside, indicator], selection)[-1]
        found = Evidence(whole, (), parts=parts)
        top, bottom = (part.figure.hundredths for part in parts)
        said = None if not bottom or top is None else (top // 100, bottom // 100)
        if said != (None if whole.hundredths is None else (whole.numerator, whole.denominator)):
            raise ArithmeticError(f"{indicator.id}: its parts are not those of its records")
        return found


def evidence(
    indicator: Indicator,
    records: Mapping[str, Sequence[Record]],
    period: Period,
    known: Iterable[Indicator] = (),
) -> Evidence:
    """The evidence for one figure. For several, ask one Trail.

    `known` are all indicators of the ledger: a ratio names two of them, and a sum counts the names
    beside a measure that is left out.
    """
    return Trail(records, known).evidence(indicator, period)


def _check(found: Evidence) -> None:
    """A figure that its records do not add up to must not be shown."""
    whole = found.figure
    total = sum([share.hundredths for share in found.shares])
    behind = len(found.shares) + len(found.replaced)
    if total != (whole.hundredths or 0) or behind != whole.records:
        raise ArithmeticError(
            f"{whole.indicator.id}: {behind} records add up to {total}, "
            f"not {whole.records} to {whole.hundredths}"
        )
