"""What people and scripts write, checked and turned into the document that a ledger keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from branchlog.errors import BadValue
from branchlog.messages import Records as Text
from branchlog.records import dates, quantities, text
from branchlog.records.agreement import agree
from branchlog.records.catalogue import Field, Kind, find, listed, nearest
from branchlog.records.record import Document


def document(
    kind: Kind, given: Mapping[str, object], today: date, *, year: int | None = None
) -> Document:
    """The document for what was given: names or labels in, checked values out.

    Values are texts as people type them, or JSON values; None counts as not given.
    Raises NotFound for an unknown field and BadValue for a value that cannot stand.
    """
    values, marks = _checked(kind, given, today, year)
    values.setdefault("date", today.isoformat())
    return settled(kind, values, marks)


def edited(kind: Kind, before: Document, changes: Mapping[str, object], today: date) -> Document:
    """A record's document after some fields changed; an empty text takes a field away."""
    taken = {kind.field(name).id for name, value in changes.items() if value in _NOTHING}
    given = {name: value for name, value in changes.items() if value not in _NOTHING}
    fresh, marks = _checked(kind, given, today, category=before.get("category"))
    after = {id_: value for id_, value in before.items() if id_ not in taken}
    for id_ in after.keys() - fresh.keys():
        _check_kept(kind, id_, after[id_])
    if "date" in fresh:
        after.pop("end", None)
    if kind.state and kind.state.field in (fresh.keys() | taken):
        # A new outcome has a new closing date; the old one would belong to the old outcome.
        after.pop("closed", None)
    for measure in kind.measures():
        names = measure.raw.get("distinct", "")
        if names in fresh and before.get(measure.id) == len(before.get(names, ())):
            # The total only repeated the number of the names, so it follows the new ones.
            after.pop(measure.id, None)
    kept = after.pop("approximate", None)
    if "approximate" not in fresh:
        stays = {**before, "approximate": None}
        old = quantities.given_marks(kind, kept, stays)
        marks = {**{id_: mark for id_, mark in old.items() if id_ not in fresh}, **marks}
    return settled(kind, {**after, **fresh}, marks)


#: What takes a field away.
_NOTHING: tuple[object, ...] = ("", None, [])


def _checked(
    kind: Kind,
    given: Mapping[str, object],
    today: date,
    year: int | None = None,
    category: str | None = None,
) -> tuple[Document, dict[str, str]]:
    """Each given value checked on its own, and which numbers were written as approximate."""
    values: Document = {}
    marks: dict[str, str] = {}
    fields = [(kind.field(name), value) for name, value in given.items()]
    # The category comes first, for a number may have its unit.
    for field, value in sorted(fields, key=lambda pair: pair[0].type != "category"):
        if value is None:
            continue
        known = values.get("category", category)
        found = checked(kind, field, value, today, marks, year=year, category=known)
        twice = next((id_ for id_ in found if id_ in values), None)
        if twice:
            raise given_twice(kind.fields[twice])
        values.update(found)
    return values, marks


def checked(
    kind: Kind,
    field: Field,
    value: object,
    today: date,
    marks: dict[str, str],
    *,
    year: int | None = None,
    category: str | None = None,
) -> Document:
    """One given value as a document holds it: under its field, a date perhaps with its end.

    How approximate a number is goes into `marks`. An undated day belongs to `year`; the unit of a
    stock's number is its `category`'s. Raises BadValue.
    """
    if field.type != "when":
        return {field.id: _value(kind, field, value, today, marks, category, year)}
    when = dates.parse_when(_text(field, value), today, year=year)
    return {"date": when.date, **({"end": when.end} if when.end else {})}


def given_twice(field: Field) -> BadValue:
    """The refusal of a second value for a field."""
    return BadValue(
        Text.FIELD_TWICE, Text.FIELD_TWICE_WHY, Text.FIELD_TWICE_HINT, field=field.label
    )


def settled(kind: Kind, values: Document, marks: dict[str, str]) -> Document:
    """Checked values brought into agreement and into the catalogue's order. Raises BadValue."""
    agree(kind, values)
    quantities.settle_marks(kind, values, marks)
    return in_order(kind, values)


def in_order(kind: Kind, values: Document) -> Document:
    """A document's fields in the catalogue's order, those that it does not know last."""
    known = {id_: values[id_] for id_ in kind.fields if id_ in values}
    return {**known, **values}


def _value(
    kind: Kind,
    field: Field,
    value: object,
    today: date,
    marks: dict[str, str],
    category: str | None,
    year: int | None = None,
) -> object:
    match field.type:
        case "quantity" | "times":
            return quantities.quantity(kind, field, value, marks, category)
        case "category" | "choice":
            return _choice(field, value)
        case "names":
            names = _names(field, value)
            quantities.check_names(kind, field, names)
            return names
        case "note":
            return text.note(_text(field, value), field.label)
        case "day" | "end":
            return dates.parse_day(_text(field, value), today, year=year)
        case "approximate":
            return value
        case _:
            return text.line(_text(field, value), field.label)


def _check_kept(kind: Kind, id_: str, value: object) -> None:
    """Refuse to build on a value of another type, as only a script beside the command writes it."""
    field = kind.fields.get(id_)
    if field is None:
        return
    match field.type:
        case "quantity" | "times":
            sound = isinstance(value, (int, float)) and not isinstance(value, bool)
            why, hint = Text.NOT_NUMBER, Text.NUMBER_HINT
        case "names":
            sound = isinstance(value, list) and all(isinstance(name, str) for name in value)
            why, hint = Text.NOT_NAMES, Text.NOT_NAMES_HINT
        case "approximate":
            return
        case "when" | "day" | "end":
            sound = isinstance(value, str) and dates.is_iso(value)
            why, hint = Text.NOT_ISO, Text.NOT_ISO_HINT
        case _:
            sound = isinstance(value, str)
            why, hint = Text.NOT_TEXT, Text.NOT_TEXT_HINT
    if not sound:
        raise text.bad(field.label, value, why, hint, unit="", field_id=id_)


def _text(field: Field, value: object) -> str:
    if isinstance(value, str):
        return value
    raise text.bad(field.label, value, Text.NOT_TEXT, Text.NOT_TEXT_HINT)


def _choice(field: Field, value: object) -> str:
    written = text.line(_text(field, value), field.label)
    found = find(written, field.choices)
    if found:
        return found.id
    raise unknown_choice(field, written)


def unknown_choice(field: Field, written: str) -> BadValue:
    """The refusal of a word that is none of a field's values."""
    return text.bad(
        field.label,
        written,
        Text.NOT_ONE_OF,
        Text.NOT_ONE_OF_HINT,
        known=listed(field.choices),
        suggestion=nearest(written, field.choices),
    )


def value(kind: Kind, field: Field, written: object, today: date) -> object:
    """One field's value on its own, as a document would hold it. Raises BadValue."""
    if field.type == "when":
        return dates.parse_when(_text(field, written), today).date
    return _value(kind, field, written, today, {}, None)


_SEPARATORS = str.maketrans(dict.fromkeys("、，;；\n", ","))


def _names(field: Field, value: object) -> list[str]:
    if isinstance(value, str):
        parts: list[object] = [*value.translate(_SEPARATORS).split(",")]
    elif isinstance(value, (list, tuple)):
        parts = list(value)
    else:
        raise text.bad(field.label, value, Text.NOT_NAMES, Text.NOT_NAMES_HINT)
    names: dict[str, str] = {}
    for part in parts:
        if not isinstance(part, str):
            raise text.bad(field.label, value, Text.NOT_NAMES, Text.NOT_NAMES_HINT)
        name = text.line(part, field.label)
        if text.same(name) in names:
            raise text.bad(field.label, value, Text.NAME_TWICE, Text.NAME_TWICE_HINT, name=name)
        names[text.same(name)] = name
    if not names:
        raise text.bad(field.label, value, Text.EMPTY, Text.EMPTY_HINT)
    return list(names.values())


def document_date(written: str, today: date) -> str:
    """A date or range as typed, in the form that `document` takes without asking back."""
    return dates.parse_when(written, today).typed()
