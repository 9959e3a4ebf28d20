"""What people and scripts write, checked and turned into the document that a ledger keeps."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Protocol

from branchlog.errors import BadValue
from branchlog.messages import Records as Text
from branchlog.records import dates, numerals, text
from branchlog.records.catalogue import Field, Kind, find, listed, nearest

#: A record's content, as in the ledger's `doc`: ids for categories and choices, ISO dates.
Document = dict[str, Any]

_LARGEST = 10**9 * 100


class Record(Protocol):
    """What the entries of one (kind, id) add up to."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def rev(self) -> int: ...
    @property
    def at(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def batch(self) -> str: ...
    @property
    def doc(self) -> Document | None: ...


def document(
    kind: Kind, given: Mapping[str, object], today: date, *, year: int | None = None
) -> Document:
    """The document for what was given: names or labels in, checked values out.

    Values are texts as people type them, or JSON values; None counts as not given.
    Raises NotFound for an unknown field and BadValue for a value that cannot stand.
    """
    values, marks = _checked(kind, given, today, year)
    values.setdefault("date", today.isoformat())
    return _settled(kind, values, marks)


def edited(kind: Kind, before: Document, changes: Mapping[str, object], today: date) -> Document:
    """A record's document after some fields changed; an empty text takes a field away."""
    taken = {kind.field(name).id for name, value in changes.items() if value in ("", None, [])}
    fresh, marks = _checked(
        kind, {name: value for name, value in changes.items() if value not in ("", None, [])}, today
    )
    after = {id_: value for id_, value in before.items() if id_ not in taken}
    old_marks = (
        {} if "approximate" in fresh else _marks(kind, after.pop("approximate", None), after)
    )
    if "date" in fresh:
        after.pop("end", None)
    if kind.state and kind.state.field in fresh:
        # A new outcome has a new closing date; the old one would belong to the old outcome.
        after.pop("closed", None)
    for measure in kind.measures():
        names = measure.raw.get("distinct", "")
        if names in fresh and before.get(measure.id) == len(before.get(names, ())):
            # The total only repeated the number of the names, so it follows the new ones.
            after.pop(measure.id, None)
    kept = {measure: mark for measure, mark in old_marks.items() if measure not in fresh}
    return _settled(kind, {**after, **fresh}, {**kept, **marks})


def _checked(
    kind: Kind, given: Mapping[str, object], today: date, year: int | None = None
) -> tuple[Document, dict[str, str]]:
    """Each given value checked on its own, and which numbers were written as approximate."""
    values: Document = {}
    marks: dict[str, str] = {}
    for name, value in given.items():
        field = kind.field(name)
        if value is None:
            continue
        if field.id in values:
            raise BadValue(
                Text.FIELD_TWICE, Text.FIELD_TWICE_WHY, Text.FIELD_TWICE_HINT, field=field.label
            )
        if field.type == "when":
            when = dates.parse_when(_text(field, value), today, year=year)
            values["date"] = when.date
            if when.end:
                values["end"] = when.end
        else:
            values[field.id] = _value(kind, field, value, today, marks)
    return values, marks


def _settled(kind: Kind, values: Document, marks: dict[str, str]) -> Document:
    """The fields brought into agreement and into the catalogue's order."""
    _agree(kind, values)
    _approximate(kind, values, marks)
    known = {id_: values[id_] for id_ in kind.fields if id_ in values}
    return {**known, **values}


def _value(kind: Kind, field: Field, value: object, today: date, marks: dict[str, str]) -> object:
    match field.type:
        case "quantity" | "times":
            return _quantity(kind, field, value, marks)
        case "category" | "choice":
            return _choice(field, value)
        case "names":
            return _names(field, value)
        case "note":
            return text.note(_text(field, value), field.label)
        case "day" | "end":
            return dates.parse_day(_text(field, value), today)
        case "approximate":
            return value
        case _:
            return text.line(_text(field, value), field.label)


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
    return _value(kind, field, written, today, {})


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


def _quantity(kind: Kind, field: Field, value: object, marks: dict[str, str]) -> int | float:
    """A number with its unit checked: an int, or a float of at most two decimal places."""
    if isinstance(value, str):
        hundredths = _written(field, value, marks, kind.units.keys())
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _number_bad(field, value, Text.NOT_NUMBER)
    else:
        hundredths = _plain(field, value)
    if hundredths < 0:
        raise _number_bad(field, value, Text.NEGATIVE)
    if hundredths > _LARGEST:
        raise _number_bad(field, value, Text.TOO_LARGE)
    # A stock's unit depends on its item, which may come later: its value may have decimals.
    whole = field.unit is not None and not field.unit.decimal and not kind.stock
    if whole and hundredths % 100:
        raise _number_bad(field, value, Text.NOT_WHOLE)
    if field.type == "times" and hundredths < 100:
        raise _number_bad(field, value, Text.TIMES_ZERO)
    return hundredths / 100 if hundredths % 100 else hundredths // 100


def _written(field: Field, value: str, marks: dict[str, str], units: Collection[str]) -> int:
    text.line(value, field.label)
    try:
        quantity = numerals.parse_quantity(value, units)
    except BadValue as fault:
        why, hint, values = fault.trouble.why, fault.trouble.hint, fault.trouble.values
        shown = {**values, "field": field.label, "value": text.short(value)}
        raise BadValue(Text.FIELD_BAD, why, hint, **shown) from None
    if quantity.approximate:
        marks[field.id] = quantity.approximate
    return quantity.hundredths


def _plain(field: Field, value: int | float) -> int:
    """A JSON number in hundredths."""
    if isinstance(value, int):
        return value * 100
    from decimal import Decimal

    exact = Decimal(repr(value))
    if not exact.is_finite():
        raise _number_bad(field, value, Text.NOT_NUMBER)
    if abs(exact) > 10**9:
        raise _number_bad(field, value, Text.NEGATIVE if exact < 0 else Text.TOO_LARGE)
    hundredths = exact * 100
    if hundredths != hundredths.to_integral_value():
        raise _number_bad(field, value, Text.TOO_PRECISE)
    return int(hundredths)


def _number_bad(field: Field, value: object, why: Any) -> BadValue:
    unit = field.unit.id if field.unit else ""
    return text.bad(field.label, value, why, Text.NUMBER_HINT, unit=unit)


_APPROXIMATE = {"over": "over", "余": "over", "多": "over", "about": "about", "约": "about"}


def _approximate(kind: Kind, values: Document, marks: dict[str, str]) -> None:
    """Settle which numbers are approximate: one word for all of them, or a map by measure."""
    marks = {**_marks(kind, values.pop("approximate", None), values), **marks}
    marks = {measure: mark for measure, mark in marks.items() if measure in values}
    if marks:
        measures = [measure.id for measure in kind.measures() if measure.id in values]
        one = set(marks.values())
        whole = len(marks) == len(measures) and len(one) == 1
        values["approximate"] = one.pop() if whole else marks


def _marks(kind: Kind, given: object, values: Document) -> dict[str, str]:
    """`approximate` as a map by measure, whichever way it was given."""
    if given is None:
        return {}
    field = kind.fields["approximate"]
    measures = [measure.id for measure in kind.measures() if measure.id in values]
    marks: Mapping[str, Any] = (
        given if isinstance(given, Mapping) else dict.fromkeys(measures, given)
    )
    if not marks or not set(marks) <= set(measures):
        raise text.bad(field.label, given, Text.APPROXIMATE_WITHOUT, Text.EMPTY_HINT)
    for mark in marks.values():
        if mark not in _APPROXIMATE:
            known = ("over(余)、about(约)", "over, about")
            raise text.bad(
                field.label,
                mark,
                Text.NOT_ONE_OF,
                Text.NOT_ONE_OF_HINT,
                known=known,
                suggestion=("", ""),
            )
    return {measure: _APPROXIMATE[mark] for measure, mark in marks.items()}


def _agree(kind: Kind, values: Document) -> None:
    """The rules between fields: totals and names, state and closing date, first and last day."""
    for required in kind.required:
        if required not in values:
            field = kind.fields[required]
            raise BadValue(
                Text.MISSING,
                Text.MISSING_WHY,
                Text.MISSING_HINT,
                kind=kind.label,
                field=field.label,
                field_id=field.id,
            )
    for field in kind.measures():
        names = values.get(field.raw.get("distinct", ""))
        if names:
            total = values.setdefault(field.id, len(names))
            if total < len(names):
                raise text.bad(
                    field.label, total, Text.FEWER_THAN_NAMES, Text.FEWER_HINT, names=len(names)
                )
    first = dates.first_day(values["date"])
    if "end" in values and values["end"] < first:
        raise text.bad(
            kind.fields["end"].label,
            values["end"],
            Text.END_BEFORE,
            Text.CLOSED_BEFORE_HINT,
            date=values["date"],
        )
    if values.get("end") == values["date"]:
        del values["end"]
    if kind.state:
        _close(kind, values)


def _close(kind: Kind, values: Document) -> None:
    """Give a finished record its closing date, and refuse one to an open record."""
    assert kind.state is not None  # noqa: S101
    field = kind.fields[kind.state.field]
    closed = kind.fields["closed"]
    if kind.state.field not in values:
        # A closing date alone says that it ended as such things usually do.
        values[kind.state.field] = kind.state.default if "closed" in values else kind.state.open[0]
    state = values[kind.state.field]
    if state in kind.state.open:
        if "closed" in values:
            label = next(choice.label for choice in field.choices if choice.id == state)
            raise text.bad(
                closed.label,
                values["closed"],
                Text.OPEN_WITH_CLOSED,
                Text.OPEN_WITH_CLOSED_HINT,
                state=label,
            )
        return
    values.setdefault("closed", dates.first_day(values["date"]))
    if dates.first_day(values["closed"]) < dates.first_day(values["date"]):
        raise text.bad(
            closed.label,
            values["closed"],
            Text.CLOSED_BEFORE,
            Text.CLOSED_BEFORE_HINT,
            date=values["date"],
        )


def document_date(written: str, today: date) -> str:
    """A date or range as typed, in the form that `document` takes without asking back."""
    return dates.parse_when(written, today).typed()
