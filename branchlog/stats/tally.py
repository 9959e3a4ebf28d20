"""What some documents add up to: each of their fields is gone through once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from branchlog.records.record import Document
from branchlog.records.text import same
from branchlog.stats import usable

#: In every part of a figure the same names come again.
_same = lru_cache(maxsize=1 << 14)(same)


class Sum(NamedTuple):
    """The exact sum of a measure in hundredths, the documents that have it, and its mark."""

    hundredths: int
    records: int
    mark: str | None


class Names(NamedTuple):
    """The different names in a field, and how many more the totals beside them count."""

    named: frozenset[str]
    unnamed: int
    records: int
    mark: str | None


class Tally:
    """Documents that are counted together, all of one kind.

    Raises TypeError, ValueError or AttributeError for a value that cannot be counted.
    """

    def __init__(self, docs: Sequence[Document]) -> None:
        self.docs = docs
        self._sums: dict[str, Sum] = {}
        self._names: dict[tuple[str, str], Names] = {}

    @cached_property
    def count(self) -> int:
        """How many events they stand for: a document may stand for several."""
        times = self._values("times")
        usable.times(times)
        occurrences: int = sum(times)
        return occurrences + len(self.docs) - len(times)

    def sum(self, measure: str, names: str = "") -> Sum:
        """What a measure adds up to. Where it is left out, the `names` beside it are counted."""
        if measure not in self._sums:
            values = self._values(measure)
            if names:
                unsaid = [doc for doc in self.docs if measure not in doc and doc.get(names)]
                values += [len(doc[names]) for doc in unsaid]
            self._sums[measure] = Sum(hundredths(values), len(values), self._mark(measure))
        return self._sums[measure]

    def names(self, field: str, total: str) -> Names:
        """The different names in a field; with `total`, the measure that counts them all."""
        key = (field, total)
        if key not in self._names:
            self._names[key] = self._counted(field, total)
        return self._names[key]

    def _counted(self, field: str, total: str) -> Names:
        lists = self._values(field)
        if not set(map(type, lists)) <= {list, tuple}:
            raise TypeError(field)
        named = frozenset(map(_same, set().union(*lists)))
        if not total:
            return Names(named, 0, len(lists), None)
        totalled = [doc for doc in self.docs if total in doc]
        self.sum(total, field)
        beyond = [doc[total] - len(doc.get(field, ())) for doc in totalled]
        if beyond and min(beyond) < 0:
            # A name that stands twice is one household.
            for doc in totalled:
                usable.total(doc, total, field)
        both = sum([field in doc for doc in totalled])
        return Names(
            named,
            _whole(sum([number for number in beyond if number > 0])),
            len(totalled) + len(lists) - both,
            self._mark(total),
        )

    def _values(self, field: str) -> list[Any]:
        return [doc[field] for doc in self.docs if field in doc]

    @cached_property
    def _marked(self) -> list[Document]:
        return [doc for doc in self.docs if "approximate" in doc]

    def _mark(self, measure: str) -> str | None:
        return strongest([mark(doc, measure) for doc in self._marked if measure in doc])


def _whole(number: Any) -> int:
    if type(number) is not int:
        raise TypeError(number)
    return number


def hundredths(values: Sequence[int | float]) -> int:
    """The exact sum of numbers in hundredths.

    Raises ValueError for a number that no command takes: negative, too large, of three decimals.
    """
    usable.amounts(values)
    total = sum(values)
    if isinstance(total, int):
        return total * 100
    if any(round(value * 100) / 100 != value for value in set(values)):
        raise ValueError(values)
    return sum([value * 100 if type(value) is int else round(value * 100) for value in values])


def mark(doc: Document, measure: str) -> str | None:
    """Whether a document's number is approximate: about, over, or exact."""
    given: Any = doc.get("approximate")
    found: str | None = given.get(measure) if isinstance(given, dict) else given
    return found


def strongest(marks: Iterable[str | None]) -> str | None:
    """`about` if any number in a figure is, else `over` if any is."""
    found = set(marks)
    return "about" if "about" in found else "over" if "over" in found else None
