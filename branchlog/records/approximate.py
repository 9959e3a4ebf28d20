"""Which numbers of a record are approximate, in one cell: `余`, or `户数 余;人数 约`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from branchlog.errors import Fault
from branchlog.messages import Lang, Stats, say
from branchlog.messages import Records as Text
from branchlog.records import text
from branchlog.records.catalogue import Kind
from branchlog.records.quantities import mark

_MARKS = {"about": Stats.ABOUT, "over": Stats.OVER}
_SEPARATORS = re.compile("[;；、，,\n]")


def approximate_text(kind: Kind, value: str | Mapping[str, str], lang: Lang) -> str:
    """A document's `approximate` in words that `approximate_value` reads."""
    if isinstance(value, str):
        return _word(value, lang)
    separator = ";" if lang == "zh" else "; "
    return separator.join(
        f"{_name(kind, measure, lang)} {_word(each, lang)}" for measure, each in value.items()
    )


def approximate_value(kind: Kind, written: str) -> str | dict[str, str]:
    """One word for all numbers, or a word by measure. Raises NotFound or BadValue."""
    field = kind.fields["approximate"]
    parts = [part.split() for part in _SEPARATORS.split(written) if part.strip()]
    if len(parts) == 1 and len(parts[0]) == 1:
        return mark(field, parts[0][0])
    found: dict[str, str] = {}
    for *name, word in parts:
        measure = kind.field(" ".join(name)).id if name else ""
        if not name or measure in found:
            # 余、约: neither says of which number.
            raise text.bad(field.label, written, Text.APPROXIMATE_WITHOUT, Text.EMPTY_HINT)
        found[measure] = mark(field, word)
    if not found:
        raise text.bad(field.label, written, Text.EMPTY, Text.EMPTY_HINT)
    return found


def _word(value: str, lang: Lang) -> str:
    return say(_MARKS[value], lang, n="").strip()


def _name(kind: Kind, measure: str, lang: Lang) -> str:
    """The measure's label, or its id where the label would be read as something else."""
    label = say(kind.fields[measure].label, lang)
    try:
        same = approximate_value(kind, f"{label} over") == {measure: "over"}
    except Fault:
        same = False
    return label if same else measure
