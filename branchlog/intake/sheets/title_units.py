"""Know the unit in which a column's numbers are written, where its title gives one."""

from __future__ import annotations

import re
import unicodedata

from branchlog.errors import BadValue
from branchlog.intake.sheets import column_refusals as refusals
from branchlog.intake.sheets.headers import columns, unit, units
from branchlog.intake.sheets.layout import Laid
from branchlog.records import quantities
from branchlog.records.catalogue import Field, Kind

_LONGEST = 200


def unit_of(laid: Laid, place: int, kind: Kind, field: Field) -> str:
    """The unit of a column's numbers when it is another than the field's, else nothing.

    It stands in the title in brackets, or above the table. Raises Usage for a unit in the
    title that the field cannot take.
    """
    title = laid.header[place]
    said = unit(title, kind)
    if said:
        factor = _factor(kind, field, said)
        if factor is None:
            refusals.wrong_unit(laid, title, field, said)
        return said if factor != 1 else ""
    for text in laid.texts:
        plain = unicodedata.normalize("NFKC", text[:_LONGEST]).strip()
        match = re.search(columns()["units"]["said"], plain)
        word = units(kind).get(match[1]) if match else None
        if word and _factor(kind, field, word) not in (None, 1):
            return word
    return ""


def _factor(kind: Kind, field: Field, word: str) -> float | None:
    """How many of a field's own unit one of this unit is, or None when it is none."""
    try:
        return quantities.quantity(kind, field, f"1{word}", {}, None)
    except BadValue:
        return None
