"""Figures: an indicator's value over a selection of documents, in exact arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from branchlog.errors import Refused
from branchlog.messages import Stats as Text
from branchlog.records.codec import Document
from branchlog.records.indicators import Indicator
from branchlog.records.text import same, short
from branchlog.stats.selection import Group, Selection


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
    for indicator in known:
        if indicator.aggregation != "ratio":
            found[indicator.id, indicator.span] = figure(indicator, selection)
    by_id = {id_: each for (id_, span), each in found.items() if span == "period"}
    return [
        _ratio(indicator, by_id)
        if indicator.aggregation == "ratio"
        else found[indicator.id, indicator.span]
        for indicator in known
    ]


def figure(indicator: Indicator, selection: Selection) -> Figure:
    """One indicator's figure. Raises Refused, naming the document, for a number that is none."""
    members = selection.members(indicator)
    try:
        match indicator.aggregation:
            case "count":
                return _count(indicator, members, selection)
            case "sum":
                return _sum(indicator, members)
            case "distinct":
                return _distinct(indicator, members)
            case _:
                return _last(indicator, members)
    except (TypeError, ValueError, AttributeError):
        raise _bad_number(indicator, members) from None


def _count(indicator: Indicator, members: Group, selection: Selection) -> Figure:
    docs = members.docs
    count = sum([doc.get("times", 1) for doc in docs]) if "times" in members.fields else len(docs)
    worded = tuple(docs) if indicator.dated else ()
    recorded = bool(docs or (indicator.state and selection.any_dated(indicator)))
    return Figure(indicator, count * 100, len(docs), recorded, docs=worded)


def _sum(indicator: Indicator, members: Group) -> Figure:
    measure = indicator.measure
    if measure not in members.fields:
        return Figure(indicator, 0, 0)
    values = [doc[measure] for doc in members.docs if measure in doc]
    return Figure(
        indicator,
        hundredths(values),
        len(values),
        bool(values),
        approximate=_approximate(measure, members),
    )


def hundredths(values: Sequence[int | float]) -> int:
    """The exact sum of numbers of at most two decimal places, in hundredths."""
    total = sum(values)
    if isinstance(total, int):
        return total * 100
    return sum([value * 100 if type(value) is int else round(value * 100) for value in values])


def _distinct(indicator: Indicator, members: Group) -> Figure:
    """Distinct names, and with a total the unnamed too: the total less the names given."""
    names, total = indicator.measure, indicator.total
    docs = [doc for doc in members.docs if names in doc or (total and total in doc)]
    written: set[str] = set()
    unnamed = 0
    for doc in docs:
        given = doc.get(names, ())
        written.update(given)
        if total:
            unnamed += max(doc.get(total, len(given)) - len(given), 0)
    named = len({same(name) for name in written})
    return Figure(
        indicator,
        (named + unnamed) * 100,
        len(docs),
        bool(docs),
        named=named,
        unnamed=unnamed,
        approximate=_approximate(total, members) if total else None,
    )


def _last(indicator: Indicator, members: Group) -> Figure:
    """The latest statement; of two for one date, the one that was recorded later."""
    docs = [doc for doc in members.docs if indicator.measure in doc]
    if not docs:
        return Figure(indicator, None, 0)
    latest = max(enumerate(docs), key=lambda pair: (pair[1]["date"], pair[0]))[1]
    value = latest[indicator.measure]
    return Figure(
        indicator,
        hundredths([value]),
        len(docs),
        True,
        approximate=_mark(latest, indicator.measure),
    )


def _ratio(indicator: Indicator, found: Mapping[str, Figure]) -> Figure:
    top, bottom = found.get(indicator.numerator), found.get(indicator.denominator)
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


def _approximate(measure: str, members: Group) -> str | None:
    """`about` if any number in it is, else `over` if any is."""
    if "approximate" not in members.fields:
        return None
    marks = {_mark(doc, measure) for doc in members.docs if measure in doc}
    return "about" if "about" in marks else "over" if "over" in marks else None


def _mark(doc: Document, measure: str) -> str | None:
    given: Any = doc.get("approximate")
    mark: str | None = given.get(measure) if isinstance(given, Mapping) else given
    return mark


def _bad_number(indicator: Indicator, members: Group) -> Refused:
    """The refusal to compute with a document that no command of ours wrote."""
    fields = ("times", "people", "household", indicator.measure, indicator.total)
    for doc in members.docs:
        for name in fields:
            value = doc.get(name, 1 if name == "times" else None)
            names = name in ("people", "household")
            good = isinstance(value, list) if names else isinstance(value, (int, float))
            if value is not None and not good:
                return Refused(
                    Text.BAD_NUMBER,
                    Text.BAD_NUMBER_WHY,
                    Text.BAD_NUMBER_HINT,
                    indicator=indicator.label,
                    date=doc.get("date", ""),
                    field=name,
                    value=short(repr(value)),
                )
    return Refused(
        Text.BAD_NUMBER,
        Text.BAD_NUMBER_WHY,
        Text.BAD_NUMBER_HINT,
        indicator=indicator.label,
        date="",
        field=indicator.measure,
        value="",
    )
