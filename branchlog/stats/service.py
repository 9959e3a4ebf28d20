"""What each person did: how many events they took part in, and the hours of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from branchlog.errors import Refused
from branchlog.records.catalogue import Catalogue
from branchlog.records.periods import Period
from branchlog.records.record import Document
from branchlog.records.text import same_name
from branchlog.stats import usable
from branchlog.stats.selection import Documents, bounds, unusable
from branchlog.stats.tally import Tally

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
    wanted = [kind for kind in catalogue.kinds() if not kind.stock and kind.id != HONOUR]
    parts: dict[str, dict[str, list[Document]]] = defaultdict(dict)
    for kind in wanted:
        for person, theirs in _by_person(docs, kind.id, period).items():
            parts[person][kind.id] = theirs
    found = [_of(person, kinds) for person, kinds in parts.items()]
    return sorted(found, key=lambda each: (-each.events, -(each.hundredths or 0), each.person))


def _by_person(docs: Documents, kind: str, period: Period) -> dict[str, list[Document]]:
    """A kind's documents of the period by who took part, each once however often they stand."""
    first, last = bounds(period)
    dated = [
        doc
        for doc in docs.get(kind, ())
        if doc.get("people") and first <= str(doc.get("date") or "") <= last
    ]
    try:
        usable.names([doc["people"] for doc in dated])
    except ValueError:
        raise _unusable(dated, ["people"]) from None
    found: dict[str, list[Document]] = defaultdict(list)
    for doc in dated:
        for name in set(map(same_name, doc["people"])):
            found[name].append(doc)
    return found


def _of(person: str, kinds: Mapping[str, list[Document]]) -> Service:
    tallies = {kind: Tally(docs) for kind, docs in kinds.items()}
    try:
        events = {kind: tally.count for kind, tally in tallies.items()}
        hours = [tally.sum("hours") for tally in tallies.values()]
    except (TypeError, ValueError):
        theirs = [doc for docs in kinds.values() for doc in docs]
        raise _unusable(theirs, ["times", "hours"]) from None
    said = any(each.records for each in hours)
    return Service(
        person,
        sum(events.values()),
        sum(each.hundredths for each in hours) if said else None,
        events,
    )


def _counts(doc: Document, field: str) -> bool:
    try:
        if field == "people":
            usable.names([doc[field]])
        elif field == "times":
            usable.times([doc[field]])
        else:
            Tally([doc]).sum(field)
    except (TypeError, ValueError):
        return False
    return True


def _unusable(docs: Iterable[Document], fields: Sequence[str]) -> Refused:
    """The refusal that names the document which cannot be counted."""
    return next(
        unusable(field, doc, field)
        for doc in docs
        for field in fields
        if field in doc and not _counts(doc, field)
    )
