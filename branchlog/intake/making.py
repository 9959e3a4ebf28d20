"""Make documents of rows, each of the parts that its cells were read as."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec

from branchlog.errors import BadValue
from branchlog.intake.converters import Converters, Fragment, More, Seen, decoded, fragment_of
from branchlog.ledger.additions import LONGEST
from branchlog.messages import Intake as Text
from branchlog.records import codec
from branchlog.records.catalogue import Field, Kind
from branchlog.records.record import Document


class CellFault(Exception):  # noqa: N818 - a step on the way to a rejected row, never shown
    """A cell that its field cannot take; without a column, fields that contradict each other."""

    def __init__(self, column: str, value: object, fault: BadValue) -> None:
        super().__init__(column)
        self.column = column
        self.value = value
        self.fault = fault


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
            values = decoded(fragments)
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
            self._seen.days.add(fragment_of("date", doc["date"]))
        for field in self.kind.measures():
            if field.id in doc:
                counts = self._seen.counts(field.id)
                fragment = fragment_of(field.id, doc[field.id])
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
