"""Understand what files hold and hold it against the ledger: the plan of an import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from branchlog.errors import Usage
from branchlog.intake.compare import Comparer
from branchlog.intake.objects import read_objects
from branchlog.intake.outcome import Comparison
from branchlog.intake.plan import Plan, Progress
from branchlog.intake.sheets import column_refusals
from branchlog.intake.sheets.layout import Laid, lay_out
from branchlog.intake.sheets.mapping import decide
from branchlog.intake.sheets.remembered import Remembered
from branchlog.intake.sink import Sink
from branchlog.intake.source import Objects, Opened, Table
from branchlog.intake.suspicion import Suspicions
from branchlog.intake.tables import read_table
from branchlog.ledger import Ledger, Snapshot
from branchlog.records.catalogue import Catalogue, Kind


class Asked(NamedTuple):
    """What was said of the files: their kind, their year, what columns mean or are left out."""

    kind: Kind | None = None
    year: int | None = None
    maps: Mapping[str, str] = {}
    ignores: tuple[str, ...] = ()


def understand(
    opened: Sequence[Opened],
    ledger: Ledger,
    catalogue: Catalogue,
    today: date,
    asked: Asked,
    progress: Progress | None = None,
) -> Plan:
    """Read every row and say what importing it would do. Writes nothing.

    Raises Usage or BadValue for what stops an import: a column that nothing matches, no kind, no
    header; RowsRejected when nearly nothing can be read.
    """
    remembered = Remembered.load(ledger.folder)
    sink = Sink(catalogue, today, remembered, progress)
    parts = [part for file in opened for part in file.parts]
    # What one table lacks may be in another; what none has was a slip.
    absent = {*asked.maps, *asked.ignores} if len(parts) > 1 else set()
    for file in opened:
        sink.skipped += file.skipped
    for part in parts:
        if isinstance(part, Table):
            try:
                laid, missing = _table(part, sink, asked, alone=len(parts) == 1)
            except Usage as fault:
                others = _beside(part, parts)
                if not others:
                    raise
                column_refusals.among_sheets(fault, others)
            absent &= missing
        else:
            read_objects(part, sink, asked.kind, asked.year, asked.maps, asked.ignores)
            absent.clear()
    if absent:
        column_refusals.no_such_column(laid, min(absent))
    return planned(sink, ledger, catalogue, today)


def understand_rows(
    rows: Iterable[Mapping[str, Any]],
    ledger: Ledger,
    catalogue: Catalogue,
    today: date,
    asked: Asked,
) -> Plan:
    """The same of a script's rows: fields by id or label, as `list --json` gives them."""
    numbered = ((number, dict(row)) for number, row in enumerate(rows, 1))
    return understand([Opened([Objects("", numbered)], [])], ledger, catalogue, today, asked)


def planned(sink: Sink, ledger: Ledger, catalogue: Catalogue, today: date) -> Plan:
    """The plan of rows that were understood."""
    understood = sink.understood()
    oldest = min((str(doc["date"]) for _, doc in understood.dates), default="")

    def compare(snapshot: Snapshot) -> Comparison:
        found = Comparer(understood.spool, snapshot, catalogue, understood.where).compare()
        suspicions = Suspicions(snapshot, catalogue, sink.seen, today)
        suspicions.find(understood.spool, oldest, found, understood.where)
        return found

    # Before the reading: whatever is written after this look will show.
    listing = ledger.listing()
    return Plan(ledger, understood, compare, listing, ledger.read_to_write())


def _beside(part: Table, parts: Sequence[Table | Objects]) -> list[str]:
    """The other sheets of a sheet's workbook."""
    tables = [each for each in parts if isinstance(each, Table) and each.file == part.file]
    return [each.sheet for each in tables if each is not part and each.sheet]


def _table(part: Table, sink: Sink, asked: Asked, *, alone: bool) -> tuple[Laid, set[str]]:
    """Read one table; its layout, and the mapped titles that it does not have."""
    titles = (*asked.maps, *asked.ignores)
    laid = lay_out(part, sink.catalogue, asked.kind, titles)
    mapping = decide(
        laid,
        sink.catalogue,
        kind=asked.kind,
        maps=asked.maps,
        ignores=asked.ignores,
        remembered=sink.remembered,
        alone=alone,
    )
    absent = set(mapping.absent)
    maps = {title: field for title, field in asked.maps.items() if title not in absent}
    ignores = [title for title in asked.ignores if title not in absent]
    if maps or ignores:
        kind = mapping.kind.id if mapping.kind else ""
        sink.remembered = sink.remembered.with_(laid.header, kind, maps, ignores)
    read_table(laid, mapping, sink, asked.year)
    return laid, absent
