"""Read the rows of a sheet whose header is understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from branchlog.errors import BadValue, Fault
from branchlog.intake.converters import Converters
from branchlog.intake.making import CellFault, Column, Maker
from branchlog.intake.plan import STEP
from branchlog.intake.sheets.layout import Laid
from branchlog.intake.sheets.mapping import Mapping
from branchlog.intake.sink import Sink, row_trouble
from branchlog.intake.source import Cell
from branchlog.messages import Intake as Text
from branchlog.records.catalogue import Field, Kind
from branchlog.records.neutral import neutralised

_SHOWN_ROWS = 8


def read_table(laid: Laid, mapping: Mapping, sink: Sink, year: int | None) -> None:
    """Give every data row to the sink, as a document or as a bad row."""
    table = laid.table
    sink.begin(table.file, table.sheet, laid, mapping)
    converters = Converters(sink.today, laid.year if year is None else year, sheet=True)
    reader = _Reader(laid, mapping, sink, converters)
    reader.read_all()
    if laid.empty:
        raise laid.nothing()
    for remark, field, example in converters.remarks():
        sink.remark(remark, column=field.label, example=example)
    if laid.hidden:
        more = " ..." if len(laid.hidden) > _SHOWN_ROWS else ""
        rows = " ".join(map(str, laid.hidden[:_SHOWN_ROWS])) + more
        sink.remark(Text.HIDDEN, count=len(laid.hidden), rows=rows)
    sink.end()


class _Reader:
    """One sheet's rows, each of its own kind where there is a column for it."""

    def __init__(self, laid: Laid, mapping: Mapping, sink: Sink, converters: Converters) -> None:
        self._laid = laid
        self._mapping = mapping
        self._sink = sink
        self._converters = converters
        self._makers: dict[str, tuple[Maker, tuple[int, ...]]] = {}
        #: Kind -> the columns that make one note together.
        self._notes: dict[str, list[int]] = {}
        self._kinds: dict[object, Kind] = {}
        self._width = len(laid.header)
        self._kind_at = mapping.position("kind")
        self._id_at, self._rev_at = mapping.position("id"), mapping.position("rev")
        self._maker = self._maker_of(mapping.kind)[0] if mapping.kind else None

    def read_all(self) -> None:
        """Take or reject every row."""
        sink = self._sink
        keep = sink.spool.keep
        # Of a file of separated values every cell is a text.
        texts = not self._laid.table.padded
        for number, cells in self._laid.rows():
            if not number % STEP:
                sink.tell(self._laid.table.done())
            try:
                if len(cells) != self._width:
                    self._refuse_ragged(number, cells)
                maker = self._maker
                if maker is None or self._kind_at is not None:
                    maker = self._own_maker(number, cells)
                id = rev = ""
                if self._id_at is not None:
                    id, rev = self._record(self._id_at, cells)
                row = self._with_note(maker.kind, cells) if self._notes else cells
                doc = maker.of_known(row) if texts else maker.document(row)
                if self._laid.merged_numbers:
                    self._refuse_merged(number)
                if id:
                    sink.spool.keep_known(maker.place, number, doc, id, rev)
                else:
                    keep(maker.place, number, doc)
            except (CellFault, _RowFault) as bad:
                sink.reject(number, bad.column, bad.value, bad.fault, cells)

    def _own_maker(self, number: int, cells: Sequence[Cell]) -> Maker:
        """The maker for the kind that the row says."""
        assert self._kind_at is not None  # noqa: S101
        written = cells[self._kind_at]
        kind = self._kinds.get(written)
        if kind is None:
            kind = self._kinds[written] = self._kind(number, self._kind_at, written)
        maker, others = self._maker_of(kind)
        for at in others:
            if cells[at] not in (None, ""):
                title = self._laid.header[at]
                why = row_trouble(
                    number,
                    Text.FIELD_OF_OTHER_KIND,
                    Text.FIELD_OF_OTHER_KIND_HINT,
                    kind=kind.label,
                    column=title,
                )
                raise _RowFault(title, cells[at], BadValue.of(why))
        return maker

    def _kind(self, number: int, at: int, written: Cell) -> Kind:
        """The kind that a cell names; of an empty one that of the whole sheet."""
        title = self._laid.header[at]
        whole = self._mapping.kind
        if written is None or (isinstance(written, str) and not written.strip()):
            if whole:
                return whole
            why = row_trouble(number, Text.NO_KIND, Text.NO_KIND_HINT)
            raise _RowFault(title, written, BadValue.of(why))
        try:
            kind = self._sink.catalogue.kind(str(written).strip())
        except Fault as fault:
            raise _RowFault(title, written, fault) from None
        if whole and kind is not whole:
            why = row_trouble(
                number, Text.OTHER_KIND, Text.OTHER_KIND_HINT, kind=kind.label, wanted=whole.label
            )
            raise _RowFault(title, written, BadValue.of(why))
        return kind

    def _maker_of(self, kind: Kind) -> tuple[Maker, tuple[int, ...]]:
        """The maker for a kind, and the columns that only other kinds have."""
        if kind.id not in self._makers:
            fields: list[tuple[int, Field]] = self._mapping.fields(kind)
            columns = [
                Column(at, self._laid.header[at], field, self._mapping.uses[at].unit)
                for at, field in fields
            ]
            notes = self._mapping.notes(kind)
            if notes:
                self._notes[kind.id] = notes
            own = {*(at for at, _ in fields), *notes}
            others = tuple(
                use.position
                for use in self._mapping.uses
                if use.role == "field" and use.position not in own
            )
            maker = Maker(kind, columns, self._converters, self._sink.seen_of(kind.id))
            self._makers[kind.id] = (maker, others)
        return self._makers[kind.id]

    def _with_note(self, kind: Kind, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The row with one note out of several columns, each with its title but the note's own."""
        places = self._notes.get(kind.id, [])
        field = kind.fields["note"]
        reader = self._converters.of(kind, field, self._sink.seen_of(kind.id)).cells
        lines = []
        for at in places:
            title = self._laid.header[at]
            try:
                said = reader.read(cells[at])[0].get(field.id)
            except BadValue as fault:
                raise _RowFault(title, cells[at], fault) from None
            if said:
                named = not self._mapping.is_note(kind, at)
                lines.append(f"{title}:{said}" if named else said)
        row = list(cells)
        if places:
            row[places[0]] = neutralised("\n".join(lines))
        return row

    def _record(self, id_at: int, cells: Sequence[Cell]) -> tuple[str, str]:
        """The id and the version that a row carries, empty where it has none."""
        id = _plain(cells[id_at])
        rev = _plain(cells[self._rev_at]) if self._rev_at is not None else ""
        if rev and not (rev.isascii() and rev.isdigit()):
            title = self._laid.header[self._rev_at or 0]
            why = row_trouble(0, Text.REV_BAD, Text.REV_HINT)
            raise _RowFault(title, rev, BadValue.of(why))
        if not id.isprintable():
            why = row_trouble(0, Text.ID_BAD, Text.REV_HINT)
            raise _RowFault(self._laid.header[id_at], id, BadValue.of(why))
        return id, rev

    def _refuse_ragged(self, number: int, cells: Sequence[Cell]) -> None:
        why = row_trouble(
            number, Text.RAGGED, Text.RAGGED_HINT, cells=len(cells), columns=self._width
        )
        raise _RowFault("", "", BadValue.of(why))

    def _refuse_merged(self, number: int) -> None:
        for at in range(self._width):
            if (number, at) in self._laid.merged_numbers:
                why = row_trouble(number, Text.MERGED_NUMBER, Text.MERGED_NUMBER_HINT)
                raise _RowFault(self._laid.header[at], "", BadValue.of(why))


class _RowFault(Exception):  # noqa: N818 - a step on the way to a rejected row, never shown
    def __init__(self, column: str, value: object, fault: Fault) -> None:
        super().__init__(column)
        self.column = column
        self.value = value
        self.fault = fault


def _plain(cell: Any) -> str:
    """An id or a version as text, whatever the program made of it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip().removeprefix("'")
