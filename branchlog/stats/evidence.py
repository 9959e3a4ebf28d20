"""The records behind a figure, each with what it brings: the shares add up to the figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period
from branchlog.records.record import Document, Record
from branchlog.records.text import same_name
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


class Evidence:
    """A figure and the records behind it, oldest first.

    `names` is the field whose names a sum counts where its measure is left out. `replaced` are a
    stock's earlier statements. A ratio has no shares of its own: `parts` are the
    evidence of its numerator and its denominator.
    """

    def __init__(
        self,
        figure: Figure,
        shares: tuple[Share, ...],
        replaced: tuple[Record, ...] = (),
        parts: tuple[Evidence, ...] = (),
        names: str = "",
    ) -> None:
        self.figure = figure
        self.shares = shares
        self.replaced = replaced
        self.parts = parts
        self.names = names

    @cached_property
    def duplicates(self) -> tuple[Duplicate, ...]:
        """The names of a distinct count that are counted once already, by the records' order."""
        if self.figure.indicator.aggregation != "distinct":
            return ()
        first: dict[str, Record] = {}
        found = []
        for record, _, names, _ in self.shares:
            fresh = dict.fromkeys(names, record)
            first |= fresh
            given = (record.doc or {}).get(self.figure.indicator.measure, ())
            again = [name for name in dict.fromkeys(map(same_name, given)) if name not in fresh]
            found += [Duplicate(name, record, first[name]) for name in again]
        return tuple(found)


#: A document and the record that it is of.
_Entry: TypeAlias = tuple[Document, Record]


class _Dated(NamedTuple):
    """The entries of a kind by date, and the place of each document, by its id(), among them."""

    entries: list[_Entry]
    ranks: dict[int, int]


class Trail:
    """Records by kind, found again from the documents that figures are made of.

    One trail serves all indicators and periods: the documents are sorted once. Each kind's records
    stand in the order in which they were first recorded, and no two share a document.
    """

    def __init__(self, records: Mapping[str, Sequence[Record]], known: Iterable[Indicator]) -> None:
        docs = {kind: [entry.doc or {} for entry in each] for kind, each in records.items()}
        self.docs = Sorted(docs)
        self._records = records
        self._known = tuple(known)
        self._names = {(each.kind, each.total): each.measure for each in self._known if each.total}
        self._selections: dict[Period, Selection] = {}
        self._dated: dict[str, _Dated] = {}
        self._found: dict[tuple[object, ...], list[_Entry]] = {}

    def evidence(self, indicator: Indicator, period: Period) -> Evidence:
        """The evidence for one figure.

        Raises Refused as figures do, and ArithmeticError if the shares did not add up to it.
        """
        if indicator.aggregation == "ratio":
            return self._ratio(indicator, period)
        names = self._names.get((indicator.kind, indicator.measure), "")
        selection = self.selection(period)
        whole = figure(indicator, selection, names)
        found = _traced(whole, self._entries(indicator, period), names)
        _check(found)
        return found

    def selection(self, period: Period) -> Selection:
        """The documents of a period, tallied for all who ask."""
        if period not in self._selections:
            self._selections[period] = Selection(self.docs, period)
        return self._selections[period]

    def _entries(self, indicator: Indicator, period: Period) -> list[_Entry]:
        """The entries that a figure counts, in order. Several figures are made of the same."""
        state = (indicator.state, indicator.state_field, indicator.open_states)
        chosen = (indicator.categories, indicator.occasions, indicator.tags, *state)
        last = indicator.aggregation == "last"
        key = (period, indicator.kind, indicator.span, last, *chosen)
        if key not in self._found:
            tallies = self.selection(period).tallies(indicator)
            docs = [doc for tally in tallies for doc in tally.docs]
            self._found[key] = self._in_order(indicator.kind, docs)
        return self._found[key]

    def _in_order(self, kind: str, docs: list[Document]) -> list[_Entry]:
        """Documents with their records by date; those of one date as they were recorded."""
        if kind not in self._dated:
            entries = zip(self.docs.of_kind(kind), self._records.get(kind, ()), strict=True)
            dated = sorted(entries, key=lambda entry: entry[0].get("date") or _LAST)
            ranks = {id(doc): rank for rank, (doc, _) in enumerate(dated)}
            self._dated[kind] = _Dated(dated, ranks)
        dated, ranks = self._dated[kind]
        return [dated[rank] for rank in sorted([ranks[id(doc)] for doc in docs])]

    def _ratio(self, indicator: Indicator, period: Period) -> Evidence:
        by_id = {each.id: each for each in self._known if each.span == "period"}
        made_of = [by_id[indicator.numerator], by_id[indicator.denominator]]
        parts = tuple(self.evidence(each, period) for each in made_of)
        # What a sum counts where its measure is left out is said by the indicator of the names.
        named = [each for each in self._known if each.total and not each.categories]
        beside = named if any(each.aggregation == "sum" for each in made_of) else []
        whole = figures([*made_of, *beside, indicator], self.selection(period))[-1]
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


def _traced(whole: Figure, entries: list[_Entry], names: str) -> Evidence:
    indicator = whole.indicator
    match indicator.aggregation:
        case "count":
            return Evidence(whole, _counted(entries))
        case "sum":
            return Evidence(whole, _summed(entries, indicator.measure, names), names=names)
        case "distinct":
            return Evidence(whole, _distinct(entries, indicator.measure, indicator.total))
        case _:
            return _last(whole, entries)


def _counted(entries: list[_Entry]) -> tuple[Share, ...]:
    return tuple([Share(record, doc.get("times", 1) * 100) for doc, record in entries])


def _summed(entries: list[_Entry], measure: str, names: str) -> tuple[Share, ...]:
    """The measure of each; where it is left out, how many names stand beside it."""
    return tuple(
        [
            Share(record, round(doc[measure] * 100))
            if measure in doc
            else Share(record, len(doc[names]) * 100)
            for doc, record in entries
            if measure in doc or (names and doc.get(names))
        ]
    )


def _distinct(entries: list[_Entry], field: str, total: str) -> tuple[Share, ...]:
    """Each name with the first record that has it, and what a total counts beyond its names."""
    written: set[str] = set()
    before: set[str] = set()
    shares = []
    for doc, record in entries:
        if field not in doc and not (total and total in doc):
            continue
        given = doc.get(field, ())
        fresh: tuple[str, ...] = ()
        # Most names have stood before as they are written here.
        if not written.issuperset(given):
            names = dict.fromkeys(map(same_name, given))
            fresh = tuple([name for name in names if name not in before])
            written.update(given)
            before.update(fresh)
        unnamed = max(doc[total] - len(given), 0) if total and total in doc else 0
        shares.append(Share(record, (len(fresh) + unnamed) * 100, fresh, unnamed))
    return tuple(shares)


def _last(whole: Figure, entries: list[_Entry]) -> Evidence:
    measure = whole.indicator.measure
    stated = [entry for entry in entries if measure in entry[0]]
    if not stated:
        return Evidence(whole, ())
    *earlier, (latest, record) = stated
    share = Share(record, round(latest[measure] * 100))
    return Evidence(whole, (share,), replaced=tuple([record for _, record in earlier]))


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
