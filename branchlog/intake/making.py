"""Make documents of rows: each column's converter is built once, no text is read twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

import msgspec

from branchlog.errors import BadValue
from branchlog.intake.cells import Cells
from branchlog.ledger.additions import LONGEST
from branchlog.messages import Intake as Text
from branchlog.records import codec
from branchlog.records.catalogue import Field, Kind
from branchlog.records.record import Document

#: A cell as a part of the document's JSON, its key and its value, after a comma but for the date,
#: which comes first; empty when it says nothing.
Fragment: TypeAlias = bytes

#: A key that is null, and one that is not there.
_NOTHING: dict[Any, Fragment] = {None: b"", msgspec.UNSET: b""}
#: Texts that a column remembers. Beyond it they are forgotten: then few of them come twice.
_REMEMBERED = 20_000


class CellFault(Exception):  # noqa: N818 - a step on the way to a rejected row, never shown
    """A cell that its field cannot take; without a column, fields that contradict each other."""

    def __init__(self, column: str, value: object, fault: BadValue) -> None:
        super().__init__(column)
        self.column = column
        self.value = value
        self.fault = fault


class More(bytes):
    """A fragment of a cell that said more: a number's mark, or the last day of a date."""

    more: str


class Seen:
    """What the rows of a kind hold, so far: the dates by which their file is chosen, and how often
    each measure has each value."""

    def __init__(self, place: int = 0) -> None:
        #: What stands for the kind where the documents are kept.
        self.place = place
        self.days: set[Fragment] = set()
        self.closed: set[tuple[str, str]] = set()
        self._values: dict[str, dict[Fragment, int]] = {}
        #: Whether some cell said more than one value.
        self.more = False

    def counts(self, measure: str) -> dict[Fragment, int]:
        """How often a measure has each value, to be counted up."""
        return self._values.setdefault(measure, {})

    def dates(self) -> list[Document]:
        """A document for each date, and for each pair of date and closing date."""
        dated = [msgspec.json.decode(b"{%b}" % each) for each in self.days]
        return [*dated, *({"date": date, "closed": closed} for date, closed in self.closed)]

    def values(self) -> dict[str, dict[float, int]]:
        """How often each measure has each value."""
        return {
            measure: {float(each.rpartition(b":")[2]): count for each, count in counts.items()}
            for measure, counts in self._values.items()
            if counts
        }


class Converter:
    """A column's cells as fragments. What a text was read as stays right: it depends on the text,
    the day and the sheet's year alone, but for a stock's number, whose unit is its category's."""

    def __init__(self, cells: Cells, seen: Seen) -> None:
        self.cells = cells
        self._seen = seen
        #: What was read, by the type of cell: 1, 1.0 and True are equal, and not the same.
        self.texts: dict[str, Fragment] = {}
        #: The same for cells of which none is true or false, so that equal ones are the same.
        self.known: dict[Any, Fragment] = {**_NOTHING}
        self.integers: dict[int, Fragment] = {}
        self.lists: dict[tuple[object, ...], Fragment] = {}
        self._others: dict[tuple[type, object], Fragment] = {}
        self._fixed = not (cells.kind.stock and cells.field.type == "quantity")

    def text(self, raw: str, before: Sequence[Fragment]) -> Fragment:
        """A text that was not read before. `before` is what the columns before it said."""
        return self._kept(self.texts, raw, raw, before)

    def integer(self, raw: int, before: Sequence[Fragment]) -> Fragment:
        """A whole number that was not read before."""
        return self._kept(self.integers, raw, raw, before)

    def any_known(self, raw: Any, before: Sequence[Fragment]) -> Fragment:
        """A cell that was not read before, of those of which none is true or false."""
        given = list(raw) if raw.__class__ is tuple else raw
        found = self._kept(self.known, raw, given, before)
        self.known.update(_NOTHING)
        return found

    def other(self, raw: Any, before: Sequence[Fragment]) -> Fragment:
        """Anything else."""
        if raw is None:
            return b""
        try:
            if raw.__class__ is list:
                # Of lists only names are ever kept, which are texts: nothing else equals them.
                key = tuple(raw)
                return self.lists.get(key) or self._kept(self.lists, key, raw, before)
            other = (raw.__class__, raw)
            return self._others.get(other) or self._kept(self._others, other, raw, before)
        except TypeError:
            # A dictionary has no place in a table; reading it tells whether it may stand here.
            return self._read(raw, before)

    def _kept(
        self, known: dict[Any, Fragment], key: Any, raw: Any, before: Sequence[Fragment]
    ) -> Fragment:
        found = self._read(raw, before)
        if self._fixed:
            if len(known) >= _REMEMBERED:
                known.clear()
            known[key] = found
        return found

    def _read(self, raw: Any, before: Sequence[Fragment]) -> Fragment:
        category = None if self._fixed else _decoded(before).get("category")
        values, mark = self.cells.read(raw, category)
        if not values:
            return b""
        [(id_, value), *more] = values.items()
        fragment = _fragment(id_, value)
        second = mark or (more[0][1] if more else "")
        if not second:
            return fragment
        self._seen.more = True
        found = More(fragment)
        found.more = second
        return found


def _fragment(id_: str, value: object) -> Fragment:
    inner = msgspec.json.encode({id_: value})[1:-1]
    return inner if id_ == "date" else b",%b" % inner


def _decoded(fragments: Sequence[Fragment]) -> Document:
    """The values of fragments, which are of different fields."""
    found: Document = msgspec.json.decode(b"{%b}" % b"".join(fragments).removeprefix(b","))
    return found


class Column(NamedTuple):
    """Where a field's value stands in a row: a place in a list or a key; its title for errors.

    `unit` is that of its numbers where it is not the field's.
    """

    at: Any
    title: str
    field: Field
    unit: str = ""


class Maker:
    """Rows of one kind and one shape into documents."""

    def __init__(
        self, kind: Kind, columns: Sequence[Column], converters: Converters, seen: Seen
    ) -> None:
        self.kind = kind
        self.place = seen.place
        order = {id_: place for place, id_ in enumerate(kind.fields)}
        ordered = sorted(columns, key=lambda column: order[column.field.id])
        self._titles = [column.title for column in ordered]
        self._ids = [column.field.id for column in ordered]
        made = [converters.of(kind, column.field, seen, column.unit) for column in ordered]
        self._columns = [(each.texts, each.integers, each) for each in made]
        self._known = [each.known for each in made]
        self._cells = _picker([column.at for column in ordered])
        self._seen = seen
        self._measures = [
            (place, seen.counts(id_))
            for place, id_ in enumerate(self._ids)
            if kind.fields[id_].type == "quantity"
        ]
        self._plain = _plain(kind, self._ids)

    def document(self, row: Any) -> bytes:
        """What a row says, as a line of JSON. Raises CellFault."""
        found: list[Fragment] = []
        try:
            for (texts, integers, converter), raw in zip(
                self._columns, self._cells(row), strict=True
            ):
                type_ = raw.__class__
                if type_ is str:
                    fragment = texts.get(raw)
                    if fragment is None:
                        fragment = converter.text(raw, found)
                elif type_ is int:
                    fragment = integers.get(raw)
                    if fragment is None:
                        fragment = converter.integer(raw, found)
                else:
                    fragment = converter.other(raw, found)
                found.append(fragment)
        except BadValue as fault:
            raise CellFault(self._titles[len(found)], raw, fault) from None
        return self._joined(found, b"".join(found))

    def of_known(self, row: Sequence[Any]) -> bytes:
        """The same for a row in which nothing is true or false, quickly when all of it was read
        before. Lists are tuples here."""
        cells = self._cells(row)
        found: list[Any] = list(map(dict.get, self._known, cells))
        try:
            inner = b"".join(found)
        except TypeError:
            found = self._read(cells)
            inner = b"".join(found)
        return self._joined(found, inner)

    def _read(self, cells: Sequence[Any]) -> list[Fragment]:
        """The cells of a row of which some were not read before."""
        found: list[Fragment] = []
        try:
            for known, (*_, converter), raw in zip(self._known, self._columns, cells, strict=True):
                fragment = known.get(raw)
                found.append(converter.any_known(raw, found) if fragment is None else fragment)
        except BadValue as fault:
            place = len(found)
            raise CellFault(self._titles[place], cells[place], fault) from None
        return found

    def _joined(self, found: list[Fragment], inner: bytes) -> bytes:
        """The document of a row whose cells were read."""
        if not self._plain or not found[0] or self._seen.more:
            return self._agreed(found)
        doc = b"{%b}\n" % inner
        if len(doc) > LONGEST:
            raise CellFault("", "", _too_long(doc))
        self._seen.days.add(found[0])
        for place, counts in self._measures:
            if fragment := found[place]:
                counts[fragment] = counts.get(fragment, 0) + 1
        return doc

    def _agreed(self, fragments: list[Fragment]) -> bytes:
        """What a row says whose fields depend on each other."""
        marks: dict[str, str] = {}
        try:
            values = _decoded(fragments)
            for id_, fragment in zip(self._ids, fragments, strict=True):
                if isinstance(fragment, More):
                    if id_ != "date":
                        marks[id_] = fragment.more
                    elif "end" in values:
                        raise codec.given_twice(self.kind.fields["end"])
                    else:
                        values["end"] = fragment.more
            found = codec.settled(self.kind, values, marks)
        except BadValue as fault:
            raise CellFault("", "", fault) from None
        doc = msgspec.json.encode(found) + b"\n"
        if len(doc) > LONGEST:
            raise CellFault("", "", _too_long(doc))
        self._note(found)
        return doc

    def _note(self, doc: Document) -> None:
        """Keep in mind what the row holds."""
        if "closed" in doc:
            self._seen.closed.add((doc["date"], doc["closed"]))
        else:
            self._seen.days.add(_fragment("date", doc["date"]))
        for field in self.kind.measures():
            if field.id in doc:
                counts = self._seen.counts(field.id)
                fragment = _fragment(field.id, doc[field.id])
                counts[fragment] = counts.get(fragment, 0) + 1


def _picker(places: Sequence[Any]) -> Callable[[Any], Sequence[Any]]:
    """A function that takes the values at these places out of a row."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda row: [row[place] for place in places]


def _too_long(doc: bytes) -> BadValue:
    values = {"length": len(doc), "most": LONGEST}
    return BadValue(Text.NO_ROOM, Text.ROW_TOO_LONG, Text.ROW_TOO_LONG_HINT, **values)


def _plain(kind: Kind, ids: Collection[str]) -> bool:
    """Whether rows with these fields say all by themselves: no rule joins one to another, as
    `agree` has them, nor is anything required that a row could lack but the date, which is first.
    """
    joined = {"end", "approximate", *(named for _, named in kind.totals)}
    return not kind.state and not kind.required and "date" in ids and joined.isdisjoint(ids)


class Converters:
    """The converters of one sheet, shared by its rows of whatever shape."""

    def __init__(self, today: date, year: int | None, *, sheet: bool) -> None:
        self._today = today
        self._year = year
        self._sheet = sheet
        self._made: dict[tuple[str, str, str], Converter] = {}

    def of(self, kind: Kind, field: Field, seen: Seen, unit: str = "") -> Converter:
        """The converter of a kind's field."""
        key = (kind.id, field.id, unit)
        if key not in self._made:
            cells = Cells(kind, field, self._today, self._year, sheet=self._sheet, unit=unit)
            self._made[key] = Converter(cells, seen)
        return self._made[key]

    def timed(self) -> list[tuple[Field, str]]:
        """The fields whose times of day were dropped, each with an example."""
        return [
            (made.cells.field, made.cells.timed)
            for made in self._made.values()
            if made.cells.timed is not None
        ]
