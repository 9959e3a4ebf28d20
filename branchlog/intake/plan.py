"""What an import will do: rows new, there already, changed, suspicious and bad; and doing it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import msgspec

from branchlog.errors import LedgerChanged, RowsRejected
from branchlog.intake.outcome import (
    NEW,
    SAME,
    VOID,
    Change,
    Comparison,
    Rejected,
    Suspicion,
    Where,
)
from branchlog.intake.source import Skipped
from branchlog.messages import Intake as Text
from branchlog.messages import Pair
from branchlog.records.record import Document

if TYPE_CHECKING:
    from branchlog.intake.sheets.layout import Laid
    from branchlog.intake.sheets.mapping import Mapping as Columns
    from branchlog.intake.sheets.remembered import Remembered
    from branchlog.intake.spool import Spool
    from branchlog.ledger import Ledger, Snapshot, Written

#: Told how many rows have been worked through, and how much of it all that is, 0 to 1.
Progress: TypeAlias = Callable[[int, float], None]
#: Rows between two words to it.
STEP = 2_000


class Part(NamedTuple):
    """One sheet or file, as it was understood. JSON has neither layout nor columns."""

    file: str
    sheet: str
    laid: Laid | None
    mapping: Columns | None
    rows: int
    bad: int
    remarks: list[tuple[Pair, dict[str, Any]]]


class Rows:
    """The rows of one status, read again whenever they are looked at: (kind, document)."""

    def __init__(self, spool: Spool, comparison: Comparison, status: int) -> None:
        self._spool = spool
        self._comparison = comparison
        self._status = status

    def __len__(self) -> int:
        return self._comparison.counts[self._status]

    def __iter__(self) -> Iterator[tuple[str, Document]]:
        return ((kind, _decoded(doc)) for kind, doc in self.docs())

    def __getitem__(self, index: int) -> tuple[str, Document]:
        place = index + len(self) if index < 0 else index
        found = next(islice(self, place, None), None) if place >= 0 else None
        if found is None:
            raise IndexError(index)
        return found

    def docs(self) -> Iterator[tuple[str, bytes]]:
        """The rows with their documents as JSON."""
        docs = self._spool.docs()
        if len(self) == len(self._spool):
            return docs
        statuses = self._comparison.statuses
        return (doc for status, doc in zip(statuses, docs, strict=True) if status == self._status)


class Understood(NamedTuple):
    """What the files hold, before it is compared with the ledger."""

    spool: Spool
    parts: list[Part]
    skipped: list[Skipped]
    bad: list[Rejected]
    #: Kind -> a document for each of its dates.
    dates: Collection[tuple[str, Mapping[str, object]]]
    where: Callable[[int], Where]
    remembered: Remembered


class Plan:
    """An import that has been understood and not yet been written."""

    def __init__(
        self,
        ledger: Ledger,
        understood: Understood,
        compare: Callable[[Snapshot], Comparison],
        listing: object,
        snapshot: Snapshot,
    ) -> None:
        self.snapshot = snapshot
        self.parts = understood.parts
        self.skipped = understood.skipped
        #: Why what was once said of columns could not be read, if so.
        self.forgotten = understood.remembered.trouble
        self._ledger = ledger
        self._understood = understood
        self._compare = compare
        self._listing = listing
        self._comparison = compare(snapshot)

    @property
    def new(self) -> Rows:
        """Rows that the ledger has not."""
        return self._rows(NEW)

    @property
    def same(self) -> Rows:
        """Rows that the ledger has already."""
        return self._rows(SAME)

    @property
    def changed(self) -> list[Change]:
        """Rows that change the record whose id they carry."""
        return self._comparison.changed

    @property
    def suspicious(self) -> list[Suspicion]:
        """What may be a slip in the rows that are new or changed; a row may be in it twice."""
        return self._comparison.suspicious

    @property
    def suspected(self) -> int:
        """How many suspicions there are; beyond some thousands they are not listed."""
        return self._comparison.suspected

    @property
    def bad(self) -> list[Rejected]:
        """Rows that cannot be imported, in the files' order."""
        return [*self._understood.bad, *self._comparison.bad]

    @property
    def voided(self) -> int:
        """Rows whose record was made void: they are not written again."""
        return self._comparison.counts[VOID]

    @property
    def corrected(self) -> int:
        """Rows that are there already in an earlier version: their record was corrected since."""
        return self._comparison.corrected

    @property
    def untouched(self) -> int | None:
        """Records of these kinds that rows with ids leave out; None when no row has an id."""
        return self._comparison.untouched

    def first(self, count: int) -> list[tuple[str, Document]]:
        """The first rows as they were understood."""
        rows = islice(self._understood.spool, count)
        return [(kept.kind, _decoded(kept.doc)) for kept in rows]

    def json_lines(self) -> Iterator[bytes]:
        """Every understood row as a line that `import -` takes, in the files' order."""
        for kept in self._understood.spool:
            given: dict[str, object] = {"kind": kept.kind}
            if kept.id:
                given |= {"id": kept.id, "rev": int(kept.rev) if kept.rev.isdigit() else None}
            head = msgspec.json.encode(given)
            yield head[:-1] + b"," + kept.doc[1:] + b"\n"

    def write(
        self,
        *,
        keep_good: bool = False,
        strict: bool = False,
        why: str = "",
        progress: Progress | None = None,
    ) -> Written:
        """Write what is new or changed as one batch; an empty Written when there is nothing.

        Raises RowsRejected for bad rows unless `keep_good`, and with `strict` for suspicious ones;
        LedgerChanged when rows that fitted at the preview do not any more; and as Ledger.add.
        """
        with self._ledger.writing():
            if self._ledger.listing() != self._listing:
                self._look_again()
            self._check(keep_good, strict)
            # First, for once the rows are written this must not fail any more.
            self._understood.remembered.save(self._ledger.folder, self._ledger.fs)
            return self._commit(why, progress)

    def _look_again(self) -> None:
        before = len(self._comparison.bad)
        self._comparison = self._compare(self._ledger.read_to_write())
        worse = len(self._comparison.bad) - before
        if worse > 0:
            raise LedgerChanged(
                Text.CHANGED_MEANWHILE,
                Text.CHANGED_MEANWHILE_WHY,
                Text.CHANGED_MEANWHILE_HINT,
                count=worse,
            )

    def _check(self, keep_good: bool, strict: bool) -> None:
        bad = len(self._understood.bad) + len(self._comparison.bad)
        if bad and not keep_good:
            raise RowsRejected(Text.REJECTED, Text.REJECTED_WHY, Text.REJECTED_HINT, bad=bad)
        if strict and self.suspicious:
            count = len({suspicion.where for suspicion in self.suspicious})
            raise RowsRejected(Text.STRICT, Text.STRICT_WHY, Text.STRICT_HINT, count=count)

    def _commit(self, why: str, progress: Progress | None) -> Written:
        if not len(self.new) and not self._comparison.drafts:
            return self._ledger.commit((), why)
        around = self._understood.dates if len(self.new) else ()
        total = len(self.new) or 1

        def told(count: int) -> None:
            if progress:
                progress(count, count / total)

        drafts = self._comparison.drafts
        return self._ledger.commit_many(self.new.docs(), around, drafts, why, told)

    def _rows(self, status: int) -> Rows:
        return Rows(self._understood.spool, self._comparison, status)


def _decoded(doc: bytes) -> Document:
    found: Document = msgspec.json.decode(doc)
    return found
