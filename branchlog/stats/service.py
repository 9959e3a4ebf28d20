"""What each person did: how many events they took part in, and the hours of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from branchlog.records.catalogue import Catalogue
from branchlog.records.periods import Period
from branchlog.records.record import Document
from branchlog.records.text import same_name
from branchlog.stats import usable
from branchlog.stats.selection import Documents, bounds, unusable
from branchlog.stats.tally import hundredths

#: To be honoured is no service.
HONOUR = "honour"


class Service(NamedTuple):
    """One person's part. `hundredths` are hours times 100, None where no record says any."""

    person: str
    events: int
    hundredths: int | None
    by_kind: Mapping[str, int]

    @property
    def hours(self) -> int | float | None:
        """The hours as a JSON number: whole where they can be."""
        if self.hundredths is None:
            return None
        return self.hundredths / 100 if self.hundredths % 100 else self.hundredths // 100


def service(docs: Documents, period: Period, catalogue: Catalogue) -> list[Service]:
    """Everybody who took part in the period's events, those with the most events first.

    A record counts for each of its people as often as it happened, and so do its hours. Stocks
    and honours are no service. Raises Refused, naming the document, for what cannot be counted.
    """
    events: dict[str, dict[str, int]] = defaultdict(dict)
    hours: dict[str, int] = {}
    for kind in catalogue.kinds():
        if kind.stock or kind.id == HONOUR:
            continue
        for doc in _attended(docs, kind.id, period):
            times = doc.get("times", 1)
            for person in set(map(same_name, doc["people"])):
                theirs = events[person]
                theirs[kind.id] = theirs.get(kind.id, 0) + times
                if "hours" in doc:
                    hours[person] = hours.get(person, 0) + round(doc["hours"] * 100)
    found = [
        Service(person, sum(by_kind.values()), hours.get(person), by_kind)
        for person, by_kind in events.items()
    ]
    return sorted(found, key=lambda each: (-each.events, -(each.hundredths or 0), each.person))


def _attended(docs: Documents, kind: str, period: Period) -> list[Document]:
    """A kind's documents of the period that say who took part, each of them countable."""
    first, last = bounds(period)
    found = [
        doc
        for doc in docs.get(kind, ())
        if doc.get("people") and first <= str(doc.get("date") or "") <= last
    ]
    if not _countable(found):
        raise next(
            unusable(field, doc, field)
            for doc in found
            for field in ("people", "times", "hours")
            if field in doc and not _countable([{field: doc[field]}])
        )
    return found


def _countable(docs: list[Document]) -> bool:
    """Whether the people, the times and the hours of all can be counted."""
    people, times, hours = (
        [doc[field] for doc in docs if field in doc] for field in ("people", "times", "hours")
    )
    try:
        usable.names(people)
        usable.times(times)
        hundredths(hours)
    except (TypeError, ValueError):
        return False
    return True
