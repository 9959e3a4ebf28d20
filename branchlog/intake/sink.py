"""Where rows go once they were read: the good ones kept, the bad ones listed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from branchlog.errors import Fault, RowsRejected
from branchlog.intake.converters import Seen
from branchlog.intake.outcome import Rejected, Where
from branchlog.intake.plan import Part, Progress, Understood
from branchlog.intake.sheets.naming import as_seen
from branchlog.intake.source import Cell, Skipped
from branchlog.intake.spool import Spool
from branchlog.messages import Intake as Text
from branchlog.messages import Records, Trouble, trouble
from branchlog.records.catalogue import Catalogue
from branchlog.records.text import short

if TYPE_CHECKING:
    from branchlog.intake.sheets.layout import Laid
    from branchlog.intake.sheets.mapping import Mapping as Columns
    from branchlog.intake.sheets.remembered import Remembered

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
        #: What the rows of each kind hold.
        self.seen: dict[str, Seen] = {}
        self.spool = Spool()
        self._parts: list[Part] = []
        self._starts: list[int] = []
        self._begun_bad = 0
        self._progress = progress

    def begin(
        self, file: str, sheet: str, laid: Laid | None = None, mapping: Columns | None = None
    ) -> None:
        """The rows that come now are those of another sheet or file."""
        self._starts.append(len(self.spool))
        self._begun_bad = len(self.bad)
        self._parts.append(Part(file, sheet, laid, mapping, 0, 0, []))

    def seen_of(self, kind: str) -> Seen:
        """What the rows of a kind hold."""
        if kind not in self.seen:
            self.seen[kind] = Seen(self.spool.place(kind))
        return self.seen[kind]

    def remark(self, pair: Any, **values: object) -> None:
        """Something that is worth knowing about the part."""
        self._parts[-1].remarks.append((pair, values))

    def end(self) -> None:
        """The part is over."""
        part = self._parts[-1]
        rows = len(self.spool) - self._starts[-1]
        self._parts[-1] = part._replace(rows=rows, bad=len(self.bad) - self._begun_bad)
        if part.laid is not None:
            self.skipped += part.laid.skipped

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
        if found.hint == Records.MISSING_HINT:
            found = found._replace(hint=Text.MISSING_HINT)
        shown = "" if value is None else short(as_seen(value))
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

    def tell(self, done: float) -> None:
        """Say how far it has come; `done` is how much of the input was read."""
        if self._progress:
            self._progress(len(self.spool) + len(self.bad), done)

    def understood(self) -> Understood:
        """Everything that was taken."""
        dates: list[tuple[str, Mapping[str, object]]] = []
        for kind, seen in self.seen.items():
            dates += [(kind, doc) for doc in seen.dates()]
        return Understood(
            self.spool,
            self._parts,
            self.skipped,
            self.bad,
            dates,
            self._where,
            self.remembered,
        )

    def _where(self, index: int) -> Where:
        part = self._parts[bisect_right(self._starts, index) - 1]
        return Where(part.file, part.sheet, self.spool.rows[index])


def row_trouble(row: int, why: Any, hint: Any, **values: object) -> Trouble:
    """What is wrong with a whole row."""
    return trouble(Text.ROW, why, hint, row=row, **values)
