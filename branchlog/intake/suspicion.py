"""Find what may be a slip in rows that could be written: nothing of it is refused unasked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

import msgspec
from dateutil.relativedelta import relativedelta

from branchlog.intake.converters import Seen
from branchlog.intake.outcome import CHANGED, NEW, Comparison, Suspicion, Where
from branchlog.intake.spool import Kept, Spool
from branchlog.messages import Intake as Text
from branchlog.records.catalogue import Catalogue, Kind
from branchlog.records.record import Document

if TYPE_CHECKING:
    from branchlog.ledger import Entry, Snapshot

_TIMES_USUAL = 10
#: Of fewer values nothing is usual.
_FEWEST = 4
_LONG_AGO = relativedelta(years=10)
#: More are counted, and not kept.
_MOST = 10_000
_DATE = len('{"date":"')


class Suspicions:
    """What makes a row suspicious, worked out once from the ledger and the rows' own values."""

    def __init__(
        self, snapshot: Snapshot, catalogue: Catalogue, seen: Mapping[str, Seen], today: date
    ) -> None:
        self._catalogue = catalogue
        self._before = (today - _LONG_AGO).isoformat()
        self._typed = _typed_by_hand(snapshot, catalogue)
        self._typed_days = {key[1].encode() for key in self._typed}
        self._usual = _usual(snapshot, seen)
        #: Kinds of which some value of the rows is far above the usual.
        self._large = {
            kind
            for (kind, measure), usual in self._usual.items()
            if max(seen[kind].values()[measure]) >= usual * _TIMES_USUAL
        }

    def find(
        self,
        spool: Spool,
        oldest: str,
        comparison: Comparison,
        where: Callable[[int], Where],
    ) -> None:
        """Add the suspicious ones among the new and changed rows to the comparison.

        `oldest` is the first date of any row.
        """
        before = self._before.encode()
        if not self._large and not self._typed_days and oldest >= self._before:
            return
        for kept in spool:
            if comparison.statuses[kept.place] not in (NEW, CHANGED):
                continue
            # Every document begins with its date.
            day = kept.doc[_DATE : kept.doc.index(b'"', _DATE)]
            # A glance clears nearly all: most rows need not be decoded.
            if kept.kind in self._large or day in self._typed_days or day < before:
                for suspicion in self._of(kept, where):
                    comparison.suspected += 1
                    if len(comparison.suspicious) < _MOST:
                        comparison.suspicious.append(suspicion)

    def _of(self, kept: Kept, where: Callable[[int], Where]) -> Iterator[Suspicion]:
        doc: Document = msgspec.json.decode(kept.doc)
        kind = self._catalogue.kind(kept.kind)
        place = where(kept.place)
        if not kept.id and (twin := self._typed.get(_likeness(kind, doc))):
            yield Suspicion(place, kind.id, doc, Text.LIKE_TYPED, {"id": twin[-8:]})
        for field in kind.measures():
            usual = self._usual.get((kind.id, field.id))
            if usual and doc.get(field.id, 0) >= usual * _TIMES_USUAL:
                values = {"field": field.label, "value": doc[field.id], "usual": usual}
                yield Suspicion(place, kind.id, doc, Text.TEN_TIMES, values)
        if doc["date"] < self._before:
            yield Suspicion(place, kind.id, doc, Text.LONG_AGO, {"date": doc["date"]})


def _typed_by_hand(snapshot: Snapshot, catalogue: Catalogue) -> dict[tuple[str, ...], str]:
    """Records that were written alone, by what makes two look like one event -> their id."""
    sizes = Counter(entry.batch for versions in snapshot.history.values() for entry in versions)
    typed = {}
    for name, table in snapshot.tables.items():
        if not catalogue.has(name):
            continue
        kind = catalogue.kind(name)
        for id, entry in table.items():
            first = snapshot.history[name, id][0]
            if sizes[first.batch] == 1 and entry.doc and isinstance(entry.doc.get("date"), str):
                typed[_likeness(kind, entry.doc)] = id
    return typed


def _likeness(kind: Kind, doc: Mapping[str, object]) -> tuple[str, ...]:
    """Kind, date, place and measures."""
    measures = (str(doc.get(field.id, "")) for field in kind.measures())
    return (kind.id, str(doc["date"]), str(doc.get("place", "")), *measures)


def _usual(snapshot: Snapshot, seen: Mapping[str, Seen]) -> dict[tuple[str, str], float]:
    """The median of each measure that the rows have, over the rows and the ledger."""
    usual = {}
    measures = [(name, *each) for name, kind in seen.items() for each in kind.values().items()]
    for name, measure, counts in measures:
        everything = Counter(counts)
        for entry in snapshot.tables.get(name, {}).values():
            everything.update(_number(entry, measure))
        middle = _median(everything)
        if middle:
            usual[name, measure] = middle
    return usual


def _number(entry: Entry, measure: str) -> Iterator[float]:
    value = (entry.doc or {}).get(measure)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        yield value


def _median(counts: Mapping[float, int]) -> float:
    """The lower median of the values above 0; 0 when there are too few to tell."""
    total = sum(count for value, count in counts.items() if value > 0)
    if total < _FEWEST:
        return 0
    below = 0
    for value in sorted(value for value in counts if value > 0):
        below += counts[value]
        if below * 2 >= total:
            return value
    return 0
