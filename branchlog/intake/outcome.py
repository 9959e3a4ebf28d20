"""The statuses of an import's rows, and what is said of a row: rejected, changed, suspicious."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from branchlog.intake.source import Cell
from branchlog.ledger.writing import Draft
from branchlog.messages import Pair, Trouble
from branchlog.records.record import Document

#: What a row is to the ledger. VOID: its record was made void by hand.
NEW, SAME, CHANGED, VOID, BAD = range(5)


class Where(NamedTuple):
    """A row as a person finds it. `row` is a line of JSON Lines, or a place in an array."""

    file: str
    sheet: str
    row: int


class Rejected(NamedTuple):
    """A row that cannot be imported: which column's value, why, and the row as it was."""

    where: Where
    column: str
    value: str
    trouble: Trouble
    cells: Sequence[Cell] | dict[str, Any] | None


class Change(NamedTuple):
    """A row that carries a record's id and says something else than the ledger."""

    where: Where
    kind: str
    id: str
    before: Document
    after: Document


class Suspicion(NamedTuple):
    """A row that may be meant and looks as if it were not."""

    where: Where
    kind: str
    doc: Document
    why: Pair
    values: dict[str, Any]


class Comparison:
    """The status of every row, and the lists of those that need a word."""

    def __init__(self, rows: int) -> None:
        self.statuses = array("B", bytes(rows))
        self.counts: Counter[int] = Counter()
        self.changed: list[Change] = []
        self.bad: list[Rejected] = []
        self.suspicious: list[Suspicion] = []
        #: How many suspicions there are; beyond some thousands they are only counted.
        self.suspected = 0
        self.drafts: list[Draft] = []
        #: Of the rows that are there already, those whose record was corrected since.
        self.corrected = 0
        self.untouched: int | None = None
