"""Figures: an indicator's value over a selection of documents, in exact arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from branchlog.errors import Refused
from branchlog.records.indicators import Indicator
from branchlog.records.record import Document
from branchlog.stats import usable
from branchlog.stats.selection import Selection, ended_on, unusable
from branchlog.stats.tally import Tally, hundredths, mark, strongest


class Figure(NamedTuple):
    """An indicator's value for a period.

    `hundredths` is the value times 100, or None where there is none (a rate of nothing, a stock
    never stated). `records` counts the documents behind it. `recorded` tells a zero from nothing
    recorded: of ten disputes none may be pending. `named` and `unnamed` split a distinct count.
    `docs` are the documents themselves when they are worded one by one.
    """

    indicator: Indicator
    hundredths: int | None
    records: int
    recorded: bool = False
    named: int = 0
    unnamed: int = 0
    approximate: str | None = None
    numerator: int | None = None
    denominator: int | None = None
    docs: tuple[Document, ...] = ()

    @property
    def value(self) -> int | float | None:
        """The value as a JSON number: whole where it can be; a ratio between 0 and 1."""
        if self.indicator.aggregation == "ratio":
            if not self.denominator or self.numerator is None:
                return None
            return self.numerator / self.denominator
        if self.hundredths is None:
            return None
        return self.hundredths / 100 if self.hundredths % 100 else self.hundredths // 100


def figures(known: Sequence[Indicator], selection: Selection) -> list[Figure]:
    """A figure for each indicator, in the order given."""
    found: dict[tuple[str, str], Figure] = {}
    names = summed_names(known)
    for indicator in known:
        if indicator.aggregation != "ratio":
            found[indicator.id, indicator.span] = figure(
                indicator, selection, names.get((indicator.kind, indicator.measure), "")
            )
    by_id = {id_: each for (id_, span), each in found.items() if span == "period"}
    return [
        ratio(indicator, by_id.get(indicator.numerator), by_id.get(indicator.denominator))
        if indicator.aggregation == "ratio"
        else found[indicator.id, indicator.span]
        for indicator in known
    ]


def summed_names(known: Sequence[Indicator]) -> dict[tuple[str, str], str]:
    """The fields whose names summed measures count, by kind and measure."""
    return {(each.kind, each.total): each.measure for each in known if each.total}


def figure(indicator: Indicator, selection: Selection, names: str = "") -> Figure:
    """One indicator's figure. `names` is the field whose names a summed measure counts.

    Raises Refused, naming the document, for a value that no figure can be made of.
    """
    tallies, dated = chosen(indicator, selection)
    docs = selection.docs.of_kind(indicator.kind)
    begun = any(tally.docs for tally in dated)
    return of_parts(indicator, tallies, docs, names=names, begun=begun)


def chosen(indicator: Indicator, selection: Selection) -> tuple[list[Tally], list[Tally]]:
    """What an indicator counts, and for one of a state what its states are told apart among.

    Raises Refused where the documents cannot be told apart.
    """
    try:
        tallies = selection.tallies(indicator)
        return tallies, selection.dated(indicator) if indicator.state else []
    except (TypeError, ValueError, AttributeError):
        raise _uncountable(indicator, selection.docs.of_kind(indicator.kind)) from None


def of_parts(
    indicator: Indicator,
    tallies: Sequence[Tally],
    docs: Sequence[Document],
    *,
    names: str = "",
    begun: bool = False,
) -> Figure:
    """The figure that tallies add up to. `docs` are those that a bad value may be in.

    `begun` says that there are records among which the indicator's states are told apart: then
    none of them is a zero.
    """
    try:
        match indicator.aggregation:
            case "count":
                return _count(indicator, tallies, begun)
            case "sum":
                return _sum(indicator, tallies, names)
            case "distinct":
                return _distinct(indicator, tallies)
            case _:
                return _last(indicator, tallies)
    except (TypeError, ValueError, AttributeError):
        raise _uncountable(indicator, docs) from None


def _count(indicator: Indicator, tallies: Sequence[Tally], begun: bool) -> Figure:
    records = sum(len(tally.docs) for tally in tallies)
    return Figure(
        indicator,
        sum(tally.count for tally in tallies) * 100,
        records,
        records > 0 or begun,
        docs=tuple(_docs(tallies)) if indicator.dated else (),
    )


def _sum(indicator: Indicator, tallies: Sequence[Tally], names: str) -> Figure:
    sums = [tally.sum(indicator.measure, names) for tally in tallies]
    records = sum(each.records for each in sums)
    return Figure(
        indicator,
        sum(each.hundredths for each in sums),
        records,
        records > 0,
        approximate=strongest(each.mark for each in sums),
    )


def _distinct(indicator: Indicator, tallies: Sequence[Tally]) -> Figure:
    """Distinct names, and with a total the unnamed too: the total less the names given."""
    parts = [tally.names(indicator.measure, indicator.total) for tally in tallies]
    named = len(frozenset().union(*(part.named for part in parts)))
    unnamed = sum(part.unnamed for part in parts)
    records = sum(part.records for part in parts)
    return Figure(
        indicator,
        (named + unnamed) * 100,
        records,
        records > 0,
        named=named,
        unnamed=unnamed,
        approximate=strongest(part.mark for part in parts),
    )


def _last(indicator: Indicator, tallies: Sequence[Tally]) -> Figure:
    """The latest statement; of two for one date, the one that was recorded later."""
    docs = [doc for doc in _docs(tallies) if indicator.measure in doc]
    if not docs:
        return Figure(indicator, None, 0)
    latest = max(enumerate(docs), key=lambda pair: (pair[1]["date"], pair[0]))[1]
    usable.amounts([doc[indicator.measure] for doc in docs])
    return Figure(
        indicator,
        hundredths([latest[indicator.measure]]),
        len(docs),
        True,
        approximate=mark(latest, indicator.measure),
    )


def _docs(tallies: Sequence[Tally]) -> Iterator[Document]:
    return (doc for tally in tallies for doc in tally.docs)


def ratio(indicator: Indicator, top: Figure | None, bottom: Figure | None) -> Figure:
    """A rate of two figures: none where the second is nothing."""
    if top is None or bottom is None or top.hundredths is None or not bottom.hundredths:
        return Figure(indicator, None, 0)
    percent = round(top.hundredths * 10_000 / bottom.hundredths)
    return Figure(
        indicator,
        percent,
        bottom.records,
        True,
        numerator=top.hundredths // 100,
        denominator=bottom.hundredths // 100,
    )


def _uncountable(indicator: Indicator, docs: Sequence[Document]) -> Refused:
    """The refusal that names the document which the figure cannot be computed with."""
    checks = _checks(indicator)
    for doc in docs:
        for field, check in checks.items():
            if field in doc and not _passes(check, [doc[field]]):
                return unusable(indicator.label, doc, field)
        if indicator.total and not _passes(usable.total, doc, indicator.total, indicator.measure):
            return unusable(indicator.label, doc, indicator.total)
        if indicator.state and not _passes(usable.days, ended_on(indicator, [doc])):
            return unusable(indicator.label, doc, "closed")
    return unusable(indicator.label, {}, indicator.measure)


def _checks(indicator: Indicator) -> dict[str, Callable[[list[Any]], object]]:
    """What a value of each field must pass for the indicator to count it."""
    checks: dict[str, Callable[[list[Any]], object]] = {
        "times": usable.times,
        "tags": usable.names,
    }
    if indicator.total:
        checks[indicator.total] = usable.wholes
    if indicator.measure:
        names = indicator.aggregation == "distinct"
        checks[indicator.measure] = usable.names if names else hundredths
    return checks


def _passes(check: Callable[..., object], *values: object) -> bool:
    try:
        check(*values)
    except (TypeError, ValueError):
        return False
    return True
