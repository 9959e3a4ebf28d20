"""Records as the rows of sheets, and those among them that no sheet can give back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from branchlog.cli import overwriting, sheet_columns
from branchlog.cli.session import Session
from branchlog.errors import BadValue, Fault, Usage
from branchlog.intake.cells import Cells
from branchlog.messages import Cli, Intake, Lang, RenderText, say
from branchlog.messages import SheetOut as Text
from branchlog.records import codec
from branchlog.records.catalogue import Catalogue, Kind
from branchlog.records.neutral import neutralised
from branchlog.records.record import Document, Record
from branchlog.render.safe import storable
from branchlog.report import Cell, Column, Table

#: A cell, and what an import reads it as: values by field, and a number's mark.
_There: TypeAlias = tuple[Cell, dict[str, Any], str | None]
#: Values that are remembered with their cells. Beyond it few of them come twice.
_REMEMBERED = 20_000
#: What one cell of a workbook holds, in UTF-16.
_LONGEST_CELL = 32_767
#: A record of tomorrow, from a machine whose clock is ahead, is exported too.
_LAST_DAY = date(9999, 12, 31)


def target(session: Session, output: Path | None, known: Sequence[str], example: str) -> Path:
    """The file to write, its suffix one of the known. Raises Usage, BadValue or Refused."""
    if output is None:
        raise Usage(Text.NO_FILE, Text.NO_FILE_WHY, Text.NO_FILE_HINT, example=example)
    suffix = output.suffix.lower()
    if suffix not in known:
        raise BadValue(
            RenderText.CANNOT_SAVE,
            RenderText.UNKNOWN_SUFFIX if suffix else RenderText.NO_SUFFIX,
            RenderText.SUFFIXES,
            path=output,
            suffix=suffix,
            known=" ".join(known),
        )
    path = session.here / output
    overwriting.spare(path, output)
    return path


class Sheets(NamedTuple):
    """Tables to be saved, and the records that they cannot hold."""

    tables: tuple[Table, ...]
    left_out: tuple[Record, ...]


def of_records(
    catalogue: Catalogue, records: Sequence[Record], lang: Lang, *, by_kind: bool
) -> Sheets:
    """The records in one table, or in one for each kind."""
    used = {record.kind for record in records}
    kinds = [kind for kind in catalogue.kinds() if kind.id in used]
    groups = [[kind] for kind in kinds] if by_kind and kinds else [kinds]
    tables = []
    left_out: list[Record] = []
    for group in groups:
        ids = {kind.id for kind in group}
        own = [record for record in records if record.kind in ids]
        rows: list[tuple[Record, dict[str, Cell]]] = []
        readers = {kind.id: Reader(kind, lang) for kind in group}
        for record in own:
            cells = readers[record.kind].cells(record.doc or {})
            if cells is None:
                left_out.append(record)
            else:
                rows.append((record, cells))
        title = sheet_columns.kind_name(catalogue, group[0], lang) if by_kind and kinds else ""
        tables.append(_table(catalogue, group, rows, lang, title))
    return Sheets(tuple(tables), tuple(left_out))


def _table(
    catalogue: Catalogue,
    kinds: Sequence[Kind],
    rows: Sequence[tuple[Record, dict[str, Cell]]],
    lang: Lang,
    title: str,
) -> Table:
    present = {(record.kind, id_) for record, cells in rows for id_ in cells}
    ids = list(
        dict.fromkeys(
            id_
            for kind in kinds
            for id_ in ("date", "category", *kind.fields)
            if (kind.id, id_) in present or id_ == "date"
        )
    )
    heads = sheet_columns.headings(kinds, ids, lang)
    columns = (
        Column("id", say(Cli.ID, lang)),
        Column("rev", say(Intake.REV, lang)),
        Column("kind", say(Cli.KIND, lang)),
        *(sheet_columns.column(kinds, id_, heads[id_]) for id_ in ids),
    )
    names = {kind.id: sheet_columns.kind_name(catalogue, kind, lang) for kind in kinds}
    return Table(
        columns,
        tuple(
            (record.id, str(record.rev), names[record.kind], *map(cells.get, ids))
            for record, cells in rows
        ),
        title,
    )


class Reader:
    """A kind's documents as cells, each read back as an import will read it."""

    def __init__(self, kind: Kind, lang: Lang) -> None:
        self._kind = kind
        self._lang = lang
        self._cells = {
            field.id: Cells(kind, field, _LAST_DAY, None) for field in kind.fields.values()
        }
        self._known: dict[tuple[str, type, object], _There] = {}

    def cells(self, doc: Document) -> dict[str, Cell] | None:
        """The document's cells by field, or None where it would not come back the same."""
        cells: dict[str, Cell] = {}
        values: Document = {}
        marks: dict[str, str] = {}
        try:
            for id_, value in doc.items():
                cell, read, mark = self._there_and_back(id_, value, doc)
                cells[id_] = cell
                values.update(read)
                if mark:
                    marks[id_] = mark
            return cells if codec.settled(self._kind, values, marks) == doc else None
        except (Fault, ValueError):
            return None

    def _there_and_back(self, id_: str, value: Any, doc: Document) -> _There:
        """A value as a cell, and what that is read as. Raises Fault or ValueError."""
        key = (id_, type(value), tuple(value) if type(value) is list else value)
        # A stock's number has the unit of its category. What a script wrote may be of any type.
        remembered = not self._kind.stock and _is_plain(value)
        if remembered and (known := self._known.get(key)):
            return known
        cell = sheet_columns.cell(self._kind, id_, value, self._lang)
        category = doc.get("category")
        found = (cell, *self._cells[id_].read(_kept(cell), category))
        if remembered:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = found
        return found


def _is_plain(value: object) -> bool:
    parts = value if isinstance(value, list) else [value]
    return all(isinstance(part, (str, int, float)) for part in parts)


def _kept(cell: Cell) -> Any:
    """A cell as a file gives it back. Raises ValueError where it would be cut short or skipped."""
    if not isinstance(cell, str):
        return cell
    if cell in Intake.EXAMPLE:
        raise ValueError(cell)
    text = neutralised(storable(cell))
    if len(text) > _LONGEST_CELL // 2 and len(text.encode("utf-16-le")) > _LONGEST_CELL * 2:
        raise ValueError(len(text))
    return text


def named(records: Iterable[Record], most: int = 3) -> str:
    """Some records by kind and the end of their ids, for a remark."""
    known = [f"{record.kind} {record.id[-8:]}" for record in records]
    return ", ".join(known[:most]) + (" ..." if len(known) > most else "")
