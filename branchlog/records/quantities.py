"""Numbers with their units, and which of them are approximate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from branchlog.errors import BadValue
from branchlog.messages import Pair
from branchlog.messages import Records as Text
from branchlog.records import numerals, text
from branchlog.records.catalogue import Field, Kind, Unit

_LARGEST = numerals.LARGEST * 100
#: Units that people write for one another: 40名 took part, 40人次 are meant.
_ALIKE = (
    ("户", "户次", "家"),
    ("人", "人次", "名", "位"),
    ("次", "场次", "场", "回", "期"),
    ("起", "件"),
    ("项", "条", "个"),
)
#: How approximate a number is, by every word for it.
APPROXIMATE = {"over": "over", "余": "over", "多": "over", "about": "about", "约": "about"}


def quantity(
    kind: Kind, field: Field, value: object, marks: dict[str, str], category: str | None
) -> int | float:
    """A number with its unit checked: an int, or a float of at most two decimal places.

    A stock's number has the unit of its item, `category`; while that is not known, any unit
    of the catalogue will do. What the text says of its exactness goes into `marks`.
    """
    open_ = kind.stock and category is None
    unit = None if open_ else kind.unit_of(field, category)
    if isinstance(value, str):
        units = kind.units.values() if open_ else [unit] if unit else []
        hundredths = _written(field, value, marks, units)
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _bad(field, value, Text.NOT_NUMBER)
    else:
        hundredths = _plain(field, value)
    if hundredths < 0:
        raise _bad(field, value, Text.NEGATIVE)
    if hundredths > _LARGEST:
        raise _bad(field, value, Text.TOO_LARGE)
    if unit is not None and not unit.decimal and hundredths % 100:
        raise _bad(field, value, Text.NOT_WHOLE)
    if field.type == "times" and hundredths < 100:
        raise _bad(field, value, Text.TIMES_ZERO)
    return hundredths / 100 if hundredths % 100 else hundredths // 100


def check_names(kind: Kind, field: Field, names: Iterable[str]) -> None:
    """Raise BadValue for a number with its unit among names that a measure counts: `约20户`.

    It would count as one household of that name. Digits alone may be a room.
    """
    for measure in (total for total, listed in kind.totals if listed == field.id):
        words = _words(measure.unit) if measure.unit else []
        for name in names:
            if not name.isdigit() and _is_number(name, words):
                why, hint = Text.NAME_IS_NUMBER, Text.NAME_IS_NUMBER_HINT
                values = {"name": text.short(name), "measure": measure.label}
                raise text.bad(field.label, name, why, hint, **values)


def _is_number(name: str, words: list[str]) -> bool:
    try:
        numerals.parse_quantity(name, words)
    except BadValue:
        return False
    return True


def _written(field: Field, value: str, marks: dict[str, str], units: Iterable[Unit]) -> int:
    text.line(value, field.label)
    known = list(units)
    try:
        found = numerals.parse_quantity(value, [word for unit in known for word in _words(unit)])
    except BadValue as fault:
        # The refusal names the field, and the unit itself without all that is written for it.
        of = ("、".join(unit.id for unit in known), ", ".join(unit.en[1] for unit in known))
        shown = {"field": field.label, "value": text.short(value), "units": of}
        trouble = fault.trouble
        raise BadValue(
            Text.FIELD_BAD, trouble.why, trouble.hint, **{**trouble.values, **shown}
        ) from None
    if found.approximate:
        marks[field.id] = found.approximate
    return found.hundredths


def _words(unit: Unit) -> list[str]:
    """What may be written for a unit, itself first."""
    alike = (word for group in _ALIKE if unit.id in group for word in group)
    return list(dict.fromkeys(word for word in (unit.id, *unit.en, *alike) if word))


def _plain(field: Field, value: int | float) -> int:
    """A JSON number in hundredths."""
    if isinstance(value, int):
        return value * 100
    from decimal import Decimal

    exact = Decimal(repr(value))
    if not exact.is_finite():
        raise _bad(field, value, Text.NOT_NUMBER)
    if abs(exact) > numerals.LARGEST:
        raise _bad(field, value, Text.NEGATIVE if exact < 0 else Text.TOO_LARGE)
    hundredths = exact * 100
    if hundredths != hundredths.to_integral_value():
        raise _bad(field, value, Text.TOO_PRECISE)
    return int(hundredths)


def _bad(field: Field, value: object, why: Pair) -> BadValue:
    return text.bad(field.label, value, why, Text.NUMBER_HINT)


def settle_marks(kind: Kind, values: dict[str, Any], marks: Mapping[str, str]) -> None:
    """Say in `approximate` which numbers are: one word for all of them, or a map by measure.

    `marks` come from the numbers as they were written, and go before what `approximate` says.
    """
    marks = {**given_marks(kind, values.pop("approximate", None), values), **marks}
    marks = {measure: word for measure, word in marks.items() if measure in values}
    if marks:
        measures = [measure.id for measure in kind.measures() if measure.id in values]
        one = set(marks.values())
        whole = len(marks) == len(measures) and len(one) == 1
        values["approximate"] = one.pop() if whole else marks


def given_marks(kind: Kind, given: object, values: Mapping[str, Any]) -> dict[str, str]:
    """`approximate` as a map by measure, whichever way it was given. Raises BadValue."""
    if given is None:
        return {}
    field = kind.fields["approximate"]
    measures = [measure.id for measure in kind.measures() if measure.id in values]
    marks = given if isinstance(given, Mapping) else dict.fromkeys(measures, given)
    if not marks or not set(marks) <= set(measures):
        raise text.bad(field.label, given, Text.APPROXIMATE_WITHOUT, Text.EMPTY_HINT)
    return {measure: mark(field, written) for measure, written in marks.items()}


def mark(field: Field, written: object) -> str:
    """`over` or `about`, by whichever word. Raises BadValue."""
    found = APPROXIMATE.get(text.word(written)) if isinstance(written, str) else None
    if found is None:
        raise text.bad(
            field.label,
            written,
            Text.NOT_ONE_OF,
            Text.NOT_ONE_OF_HINT,
            known=Text.APPROXIMATE_WORDS,
            suggestion=("", ""),
        )
    return found
