"""The axes of `--by`: time, and what a record says of itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from branchlog.records import periods
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period
from branchlog.records.record import Document
from branchlog.records.text import same
from branchlog.stats.figures import Figure, figures
from branchlog.stats.selection import Documents, Selection, Sorted

Axis: TypeAlias = Literal["month", "quarter", "year", "kind", "category", "person", "place"]
AXES: tuple[Axis, ...] = ("month", "quarter", "year", "kind", "category", "person", "place")
TIMES: tuple[Axis, ...] = ("month", "quarter", "year")

#: The key of records that say nothing on the axis, so that the parts still hold every record.
BLANK = ""


def along(
    axis: Axis, known: Sequence[Indicator], docs: Documents, whole: Sorted, period: Period
) -> dict[str, list[Figure]]:
    """Figures by key, keys in order: by time as the calendar has them, else as texts sort.

    `whole` are the same documents, sorted.
    """
    if axis in ("month", "quarter", "year"):
        return _in_time(axis, known, whole, period)
    parts = _parts(axis, docs)
    return {
        key: figures(_met(known, parts[key]), Selection(Sorted(parts[key]), period))
        for key in sorted(parts)
    }


def _met(known: Sequence[Indicator], docs: Documents) -> list[Indicator]:
    """The indicators that these documents can say anything of: of thousands of places few do."""
    seen = {(kind, str(doc.get("category"))) for kind, each in docs.items() for doc in each}
    return [
        indicator
        for indicator in known
        if indicator.aggregation == "ratio"
        or any((indicator.kind, category) in seen for category in indicator.categories)
        or (not indicator.categories and docs.get(indicator.kind))
    ]


def _in_time(
    axis: Literal["month", "quarter", "year"],
    known: Sequence[Indicator],
    docs: Sorted,
    period: Period,
) -> dict[str, list[Figure]]:
    dates = sorted(docs.dates())
    keys = periods.keys(period, axis, *((dates[0], dates[-1]) if dates else (None, None)))
    found = {}
    for key in keys:
        part = _clipped(periods.of_label(key), period)
        found[key] = figures(known, Selection(docs, part))
    return found


def _clipped(part: Period, whole: Period) -> Period:
    """The part of a month or quarter that lies in the period."""
    first = part.first if whole.first is None else max(part.first or whole.first, whole.first)
    last = part.last if whole.last is None else min(part.last or whole.last, whole.last)
    return Period(part.label, first, last)


def _parts(axis: Axis, docs: Documents) -> dict[str, dict[str, list[Document]]]:
    parts: dict[str, dict[str, list[Document]]] = defaultdict(lambda: defaultdict(list))
    for kind, each in docs.items():
        for doc in each:
            for key in _keys(axis, kind, doc):
                parts[key][kind].append(doc)
    return parts


def _keys(axis: Axis, kind: str, doc: Document) -> Iterator[str]:
    match axis:
        case "kind":
            yield kind
        case "category":
            yield doc.get("category") or BLANK
        case "place":
            yield same(str(doc.get("place") or BLANK))
        case _:
            # However a name is written, it is one person, and once in a record.
            people = doc.get("people")
            names = people if isinstance(people, list) and people else (BLANK,)
            yield from {same(str(name)): None for name in names}
