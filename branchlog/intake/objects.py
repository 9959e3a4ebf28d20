"""Read rows of named values: JSON Lines, an array, a script's dictionaries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, TypeAlias

from msgspec import UNSET

from branchlog.errors import BadValue, Fault
from branchlog.intake.converters import Converters
from branchlog.intake.making import CellFault, Column, Maker
from branchlog.intake.plan import STEP
from branchlog.intake.rows import PROVENANCE
from branchlog.intake.sheets.headers import find_field, special
from branchlog.intake.sink import Sink, row_trouble
from branchlog.intake.source import Block, Objects, Shape
from branchlog.messages import Intake as Text
from branchlog.messages import Trouble
from branchlog.records import codec
from branchlog.records.catalogue import Kind

#: Sets of keys that are remembered: a script has few.
_MOST_SHAPES = 1_000


#: A row's kind, as it says it, and its keys.
_Key: TypeAlias = tuple[str | None, tuple[str, ...]]


class _Shape(NamedTuple):
    """What the keys of a row mean."""

    maker: Maker
    id: str | None
    rev: str | None


def read_objects(
    part: Objects,
    sink: Sink,
    kind: Kind | None,
    year: int | None,
    maps: Mapping[str, str],
    ignores: Sequence[str],
) -> None:
    """Give every row to the sink, as a document or as a bad row."""
    sink.begin(part.file, "")
    converters = Converters(sink.today, year, sheet=False)
    shapes = _Shapes(sink, kind, maps, ignores, converters)
    for item in part.rows:
        if isinstance(item, Block):
            sink.tell(part.done())
            _read_block(item, sink, shapes)
            continue
        number, row = item
        if not number % STEP:
            sink.tell(part.done())
        if isinstance(row, Trouble):
            sink.reject(number, "", "", row, None)
        else:
            _read_row(number, row, sink, shapes)
    for remark, field, example in converters.remarks():
        sink.remark(remark, column=field.label, example=example)
    sink.end()


def _read_row(number: int, row: dict[str, Any], sink: Sink, shapes: _Shapes) -> None:
    try:
        shape = shapes.of(number, row)
        id, rev = _record(number, row, shape) if shape.id else ("", "")
        doc = shape.maker.document(row)
        if id:
            sink.spool.keep_known(shape.maker.place, number, doc, id, rev)
        else:
            sink.spool.keep(shape.maker.place, number, doc)
    except CellFault as bad:
        sink.reject(number, bad.column, bad.value, bad.fault, row)
    except Fault as fault:
        sink.reject(number, "", "", fault, row)


def _read_block(block: Block, sink: Sink, shapes: _Shapes) -> None:
    """The rows of a block. One that is bad, or carries an id, is read as any other row."""
    keep = sink.spool.keep
    for number, (shape, values) in enumerate(
        zip(block.shapes, block.rows, strict=True), block.first
    ):
        maker = shapes.of_alike(shape)
        if maker is not None:
            try:
                doc = maker.of_known(values)
            except CellFault:
                pass
            else:
                keep(maker.place, number, doc)
                continue
        _read_row(number, _named(shape, values), sink, shapes)


def _named(shape: Shape, values: Sequence[Any]) -> dict[str, Any]:
    """A row of a block as the object that it was."""
    given: dict[str, Any] = {} if shape.kind is None else {"kind": shape.kind}
    for key, value in zip(shape.keys, values, strict=True):
        if value is not UNSET:
            given[key] = list(value) if type(value) is tuple else value
    return given


class _Shapes:
    """The meanings of rows' keys, each set of keys worked out once."""

    def __init__(
        self,
        sink: Sink,
        kind: Kind | None,
        maps: Mapping[str, str],
        ignores: Sequence[str],
        converters: Converters,
    ) -> None:
        self._sink = sink
        self._kind = kind
        self._maps = maps
        self._ignores = frozenset(ignores)
        self._converters = converters
        self._known: dict[_Key, _Shape] = {}
        self._alike: dict[Shape, Maker | None] = {}
        # Nearly every row has the shape of the one before.
        self._last_key: _Key | None = None
        self._last: _Shape

    def of(self, number: int, row: dict[str, Any]) -> _Shape:
        """What a row's keys mean. Raises a Fault for one that means nothing."""
        said = row.get("kind", row.get("事项"))
        if said is not None and not isinstance(said, str):
            raise BadValue.of(row_trouble(number, Text.NO_KIND, Text.NO_KIND_HINT))
        key = (said, tuple(row))
        if key == self._last_key:
            return self._last
        shape = self._known.get(key)
        if shape is None:
            if len(self._known) >= _MOST_SHAPES:
                self._known.clear()
            shape = self._known[key] = self._worked_out(number, row, said)
        self._last_key, self._last = key, shape
        return shape

    def of_alike(self, shape: Shape) -> Maker | None:
        """The maker for a block's rows of a shape, None when they must be read one by one."""
        if shape in self._alike:
            return self._alike[shape]
        places = {key: place for place, key in enumerate(shape.keys)}
        maker = None
        if not any(special(key) in ("kind", "id") for key in shape.keys):
            with suppress(Fault):
                maker = self._worked_out(0, shape.keys, shape.kind, places).maker
        self._alike[shape] = maker
        return maker

    def _worked_out(
        self,
        number: int,
        keys: Iterable[str],
        said: str | None,
        places: Mapping[str, int] | None = None,
    ) -> _Shape:
        """What keys mean; the values of a row stand at `places`, or under the keys."""
        kind = self._kind_of(number, said)
        columns: dict[str, Column] = {}
        id = rev = None
        for key in keys:
            # A ledger's own field may have a name that elsewhere says something of the row.
            own = key in self._maps or (key in kind.fields and key != "kind")
            role = None if own else special(key)
            if key in self._ignores or (key in PROVENANCE - {"id", "rev"} and not own):
                continue
            if role == "id":
                id = key
            elif role == "rev":
                rev = key
            elif role not in ("sequence", "reason", "provenance", "kind"):
                field = kind.field(self._maps[key]) if key in self._maps else None
                field = field or find_field(kind, key) or kind.field(key)
                if field.id in columns:
                    raise codec.given_twice(field)
                columns[field.id] = Column(places[key] if places else key, key, field)
        maker = Maker(kind, list(columns.values()), self._converters, self._sink.seen_of(kind.id))
        return _Shape(maker, id, rev)

    def _kind_of(self, number: int, said: str | None) -> Kind:
        if not said:
            if self._kind is None:
                raise BadValue.of(row_trouble(number, Text.NO_KIND, Text.NO_KIND_HINT))
            return self._kind
        kind = self._sink.catalogue.kind(said)
        if self._kind is not None and kind is not self._kind:
            why = row_trouble(
                number, Text.OTHER_KIND, Text.OTHER_KIND_HINT, kind=kind.label,
                wanted=self._kind.label,
            )  # fmt: skip
            raise BadValue.of(why)
        return kind


def _record(number: int, row: dict[str, Any], shape: _Shape) -> tuple[str, str]:
    """The id and the version that a row carries, empty where it has none."""
    id = row[shape.id] if shape.id else None
    rev = row[shape.rev] if shape.rev else None
    if id is None or id == "":
        return "", ""
    whole = rev is None or (isinstance(rev, int) and not isinstance(rev, bool) and rev > 0)
    if not whole and not (isinstance(rev, str) and rev.isascii() and rev.isdigit()):
        raise BadValue.of(row_trouble(number, Text.REV_BAD, Text.REV_HINT))
    if not isinstance(id, str) or not id.isprintable():
        raise BadValue.of(row_trouble(number, Text.ID_BAD, Text.REV_HINT))
    return id, "" if rev is None else str(rev)
