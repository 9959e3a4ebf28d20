"""Read each column's cells as parts of documents: no text is read twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

import msgspec

from branchlog.intake.cells import Cells
from branchlog.intake.crowded import crowded
from branchlog.messages import Intake as Text
from branchlog.messages import Pair
from branchlog.records.catalogue import Field, Kind
from branchlog.records.record import Document

#: A cell as a part of the document's JSON, its key and its value, after a comma but for the date,
#: which comes first; empty when it says nothing.
Fragment: TypeAlias = bytes

#: A key that is null, and one that is not there.
_NOTHING: dict[Any, Fragment] = {None: b"", msgspec.UNSET: b""}
#: Texts that a column remembers. Beyond it they are forgotten: then few of them come twice.
_REMEMBERED = 20_000


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
        #: An example of one name that looks like several.
        self.crowded: str | None = None
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
        category = None if self._fixed else decoded(before).get("category")
        values, mark = self.cells.read(raw, category)
        if not values:
            return b""
        [(id_, value), *more] = values.items()
        if self.crowded is None and self.cells.field.type == "names":
            self.crowded = crowded(id_, value)
        fragment = fragment_of(id_, value)
        second = mark or (more[0][1] if more else "")
        if not second:
            return fragment
        self._seen.more = True
        found = More(fragment)
        found.more = second
        return found


def fragment_of(id_: str, value: object) -> Fragment:
    """A field's value as a part of a document's JSON."""
    inner = msgspec.json.encode({id_: value})[1:-1]
    return inner if id_ == "date" else b",%b" % inner


def decoded(fragments: Sequence[Fragment]) -> Document:
    """The values of fragments, which are of different fields."""
    found: Document = msgspec.json.decode(b"{%b}" % b"".join(fragments).removeprefix(b","))
    return found


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

    def remarks(self) -> list[tuple[Pair, Field, str]]:
        """What the person should know of a field's cells, each with an example."""
        found = []
        for made in self._made.values():
            for pair, example in ((Text.TIMED, made.cells.timed), (Text.CROWDED, made.crowded)):
                if example is not None:
                    found.append((pair, made.cells.field, example))
        return found
