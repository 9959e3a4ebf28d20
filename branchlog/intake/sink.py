"""Where rows go once they were read: the good ones kept, the bad ones listed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from branchlog.errors import BadValue, Fault, RowsRejected
from branchlog.intake.making import Values
from branchlog.intake.outcome import Rejected, Where
from branchlog.intake.plan import STEP, Part, Progress, Understood
from branchlog.intake.source import Cell, Skipped
from branchlog.intake.spool import Spool
from branchlog.ledger.additions import LONGEST
from branchlog.messages import Intake as Text
from branchlog.messages import Trouble, trouble
from branchlog.records.catalogue import Catalogue
from branchlog.records.record import Document
from branchlog.records.text import short

if TYPE_CHECKING:
    from branchlog.intake.layout import Laid
    from branchlog.intake.making import Maker
    from branchlog.intake.mapping import Mapping as Columns
    from branchlog.intake.remembered import Remembered

#: More bad rows than that are not slips in a sheet: it is another sheet than was meant.
_MOST_BAD = 100_000


class Sink:
    """All rows of an import, part after part."""

    def __init__(
        self,
        catalogue: Catalogue,
        today: date,
        remembered: Remembered,
        progress: Progress | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.today = today
        self.remembered = remembered
        self.skipped: list[Skipped] = []
        self.bad: list[Rejected] = []
        #: Kind and measure -> how often each value occurs.
        self.values: Values = {}
        self._spool = Spool()
        self._parts: list[Part] = []
        self._starts: list[int] = []
        self._begun_bad = 0
        self._days: set[tuple[str, str, str]] = set()
        self._encode = msgspec.json.Encoder().encode
        self._progress = progress
        self._seen = 0

    def begin(
        self, file: str, sheet: str, laid: Laid | None = None, mapping: Columns | None = None
    ) -> None:
        """The rows that come now are those of another sheet or file."""
        self._starts.append(len(self._spool))
        self._begun_bad = len(self.bad)
        self._parts.append(Part(file, sheet, laid, mapping, 0, 0, []))

    def remark(self, pair: Any, **values: object) -> None:
        """Something that is worth knowing about the part."""
        self._parts[-1].remarks.append((pair, values))

    def end(self) -> None:
        """The part is over."""
        part = self._parts[-1]
        rows = len(self._spool) - self._starts[-1]
        self._parts[-1] = part._replace(rows=rows, bad=len(self.bad) - self._begun_bad)
        if part.laid is not None:
            self.skipped += part.laid.skipped

    def take(self, maker: Maker, row: int, doc: Document, id: str = "", rev: str = "") -> None:
        """Keep a row's document. Raises BadValue when no line of a ledger can hold it."""
        encoded = self._encode(doc)
        if len(encoded) > LONGEST:
            values = {"row": row, "length": len(encoded), "most": LONGEST}
            raise BadValue(Text.ROW, Text.ROW_TOO_LONG, Text.ROW_TOO_LONG_HINT, **values)
        kind = maker.kind.id
        self._spool.keep(kind, row, encoded, id, rev)
        self._days.add((kind, doc["date"], doc.get("closed", "")))
        for measure, counts in maker.counts:
            value = doc.get(measure)
            if value is not None:
                counts[value] = counts.get(value, 0) + 1

    def reject(
        self,
        row: int,
        column: str,
        value: object,
        why: Fault | Trouble,
        cells: Sequence[Cell] | dict[str, Any] | None,
    ) -> None:
        """List a bad row. Raises RowsRejected when there are too many."""
        part = self._parts[-1]
        found = why.trouble if isinstance(why, Fault) else why
        shown = "" if value is None else short(value)
        self.bad.append(Rejected(Where(part.file, part.sheet, row), column, shown, found, cells))
        if len(self.bad) > _MOST_BAD:
            first = self.bad[0]
            raise RowsRejected(
                Text.TOO_MANY_BAD,
                Text.TOO_MANY_BAD_WHY,
                Text.TOO_MANY_BAD_HINT,
                most=_MOST_BAD,
                file=first.where.file,
                row=first.where.row,
                cause=first.trouble,
            )

    def count(self, done: Callable[[], float]) -> None:
        """One more row was read; `done` tells how much of the input was."""
        self._seen += 1
        if not self._seen % STEP and self._progress:
            self._progress(self._seen, done())

    def understood(self) -> Understood:
        """Everything that was taken."""
        dates: list[tuple[str, Mapping[str, object]]] = [
            (kind, {"date": day, **({"closed": closed} if closed else {})})
            for kind, day, closed in self._days
        ]
        return Understood(
            self._spool,
            self._parts,
            self.skipped,
            self.bad,
            dates,
            self._where,
            self.remembered,
        )

    def _where(self, index: int) -> Where:
        part = self._parts[bisect_right(self._starts, index) - 1]
        return Where(part.file, part.sheet, self._spool.rows[index])


def row_trouble(row: int, why: Any, hint: Any, **values: object) -> Trouble:
    """What is wrong with a whole row."""
    return trouble(Text.ROW, why, hint, row=row, **values)
