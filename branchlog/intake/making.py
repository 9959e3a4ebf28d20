"""Make documents of rows: each column's converter is built once, no text is read twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from branchlog.errors import BadValue
from branchlog.intake.cells import Cells
from branchlog.records import codec
from branchlog.records.agreement import agree
from branchlog.records.catalogue import Field, Kind
from branchlog.records.record import Document

#: What a cell was read as: nothing, its value, or its value and more: a number's mark, or the
#: last day of a date.
Read: TypeAlias = tuple[Any, ...]

#: Kind and measure -> how often each value occurs.
Values: TypeAlias = dict[tuple[str, str], dict[float, int]]

#: Texts that a column remembers. Beyond it they are forgotten: then few of them come twice.
_REMEMBERED = 20_000


class CellFault(Exception):  # noqa: N818 - a step on the way to a rejected row, never shown
    """A cell that its field cannot take; without a column, fields that contradict each other."""

    def __init__(self, column: str, value: object, fault: BadValue) -> None:
        super().__init__(column)
        self.column = column
        self.value = value
        self.fault = fault


class Converter:
    """A column's cells as values. What a text was read as stays right: it depends on the text,
    the day and the sheet's year alone, but for a stock's number, whose unit is its category's."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        #: What was read, by the type of cell: 1, 1.0 and True are equal, and not the same.
        self.texts: dict[str, Read] = {}
        self.integers: dict[int, Read] = {}
        self._lists: dict[tuple[object, ...], Read] = {}
        self._others: dict[tuple[type, object], Read] = {}
        self._fixed = not (cells.kind.stock and cells.field.type == "quantity")

    def text(self, raw: str, category: str | None) -> Read:
        """A text that was not read before."""
        return self._kept(self.texts, raw, raw, category)

    def integer(self, raw: int, category: str | None) -> Read:
        """A whole number that was not read before."""
        return self._kept(self.integers, raw, raw, category)

    def other(self, raw: Any, category: str | None) -> Read:
        """Anything else."""
        try:
            if raw.__class__ is list:
                # Of lists only names are ever kept, which are texts: nothing else equals them.
                key = tuple(raw)
                return self._lists.get(key) or self._kept(self._lists, key, raw, category)
            other = (raw.__class__, raw)
            return self._others.get(other) or self._kept(self._others, other, raw, category)
        except TypeError:
            # A dictionary has no place in a table; reading it tells whether it may stand here.
            return self._read(raw, category)

    def _kept(self, known: dict[Any, Read], key: Any, raw: Any, category: str | None) -> Read:
        found = self._read(raw, category)
        if self._fixed:
            if len(known) >= _REMEMBERED:
                known.clear()
            known[key] = found
        return found

    def _read(self, raw: Any, category: str | None) -> Read:
        values, mark = self.cells.read(raw, category)
        return (*values.values(), mark) if mark else tuple(values.values())


class Column(NamedTuple):
    """Where a field's value stands in a row: a place in a list or a key; its title for errors."""

    at: Any
    title: str
    field: Field


class Maker:
    """Rows of one kind and one shape into documents."""

    def __init__(
        self, kind: Kind, columns: Sequence[Column], converters: Converters, values: Values
    ) -> None:
        self.kind = kind
        order = {id_: place for place, id_ in enumerate(kind.fields)}
        ordered = sorted(columns, key=lambda column: order[column.field.id])
        self._columns = [
            (column.at, column.field.id, converter.texts, converter.integers, converter)
            for column in ordered
            for converter in (converters.of(kind, column.field),)
        ]
        self._titles = {column.at: column.title for column in columns}
        #: The measures that a document of this shape may have, each with the counts of its values.
        self.counts = tuple(
            (field.id, values.setdefault((kind.id, field.id), {}))
            for field in kind.measures()
            if any(column.field.id in (field.id, field.raw.get("distinct")) for column in columns)
        )

    def document(self, row: Any) -> Document:
        """A row's document. Raises CellFault."""
        values: Document = {}
        marks: dict[str, str] = {}
        at: Any = None
        raw: Any = None
        try:
            for at, id_, texts, integers, converter in self._columns:
                raw = row[at]
                if raw is None:
                    continue
                if raw.__class__ is str:
                    found = texts.get(raw)
                    if found is None:
                        found = converter.text(raw, values.get("category"))
                elif raw.__class__ is int:
                    found = integers.get(raw)
                    if found is None:
                        found = converter.integer(raw, values.get("category"))
                else:
                    found = converter.other(raw, values.get("category"))
                if found:
                    if id_ in values:
                        # The last day, which the date said already.
                        raise codec.given_twice(self.kind.fields[id_])
                    values[id_] = found[0]
                    if len(found) > 1:
                        (values if id_ == "date" else marks)[_SECOND.get(id_, id_)] = found[1]
        except BadValue as fault:
            raise CellFault(self._titles[at], raw, fault) from None
        try:
            return _settled(self.kind, values, marks)
        except BadValue as fault:
            raise CellFault("", "", fault) from None


def _settled(kind: Kind, values: Document, marks: Mapping[str, str]) -> Document:
    """As codec.settled, quickly where nothing has to be moved."""
    if marks or "approximate" in values or "end" in values:
        return codec.settled(kind, values, dict(marks))
    given = len(values)
    agree(kind, values)
    return values if len(values) == given else codec.in_order(kind, values)


#: Where the second half of what a cell says belongs, if not to the marks.
_SECOND = {"date": "end"}


class Converters:
    """The converters of one sheet, shared by its rows of whatever shape."""

    def __init__(self, today: date, year: int | None, *, sheet: bool) -> None:
        self._today = today
        self._year = year
        self._sheet = sheet
        self._made: dict[tuple[str, str], Converter] = {}

    def of(self, kind: Kind, field: Field) -> Converter:
        """The converter of a kind's field."""
        key = (kind.id, field.id)
        if key not in self._made:
            cells = Cells(kind, field, self._today, self._year, sheet=self._sheet)
            self._made[key] = Converter(cells)
        return self._made[key]

    def timed(self) -> list[tuple[Field, str]]:
        """The fields whose times of day were dropped, each with an example."""
        return [
            (made.cells.field, made.cells.timed)
            for made in self._made.values()
            if made.cells.timed is not None
        ]
