"""A kind's fields as the columns of a sheet: headings and cells that an import reads as meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from branchlog.errors import NotFound
from branchlog.intake.sheets.headers import find_field, fold, special
from branchlog.messages import Lang, say
from branchlog.records.approximate import approximate_text
from branchlog.records.catalogue import Catalogue, Choice, Field, Kind, find
from branchlog.records.namelist import joined
from branchlog.report import Cell, Column, Form

#: Remarks in brackets and the like are dropped from a heading before it is read.
_PLAIN = re.compile(r"\w+(?:[ -]\w+)*")
_MARKS = frozenset(("over", "about"))


def headings(kinds: Sequence[Kind], ids: Iterable[str], lang: Lang) -> dict[str, str]:
    """Each field's label, or its id where the label would be read as something else."""
    return {id_: _heading(kinds, id_, lang) for id_ in ids}


def _heading(kinds: Sequence[Kind], id_: str, lang: Lang) -> str:
    labels = {say(kind.fields[id_].label, lang) for kind in kinds if id_ in kind.fields}
    label = labels.pop()
    if labels or special(label) or not _PLAIN.fullmatch(label) or _is_shared(kinds, id_, label):
        return id_
    # Where the id is no better, an import tells by what is a label and what another word.
    return id_ if _is_misread(kinds, id_, label) and not _is_misread(kinds, id_, id_) else label


def _is_shared(kinds: Sequence[Kind], id_: str, label: str) -> bool:
    others = (field for kind in kinds for field in kind.fields.values() if field.id != id_)
    return any(fold(label) in map(fold, field.label) for field in others)


def _is_misread(kinds: Sequence[Kind], id_: str, heading: str) -> bool:
    found = (find_field(kind, heading) for kind in kinds)
    return any(field is not None and field.id != id_ for field in found)


def column(kinds: Sequence[Kind], id_: str, heading: str) -> Column:
    """A field's column, made for the values that it takes."""
    forms = {form(kind, kind.fields[id_]) for kind in kinds if id_ in kind.fields}
    return Column(id_, heading, form=forms.pop() if len(forms) == 1 else "")


def form(kind: Kind, field: Field) -> Form:
    """What a sheet's column is made for."""
    match field.type:
        case "when" | "day" | "end":
            return "date"
        case "times":
            return "integer"
        case "quantity":
            units = [kind.unit_of(field, category) for category in (None, *kind.categories)]
            return "decimal" if any(unit and unit.decimal for unit in units) else "integer"
        case _:
            return "text"


def kind_name(catalogue: Catalogue, kind: Kind, lang: Lang) -> str:
    """A kind's label, or its id where the label would be read as another kind."""
    label = say(kind.label, lang)
    try:
        return label if catalogue.kind(label) is kind else kind.id
    except NotFound:
        return kind.id


def choice_name(choice: Choice, choices: Sequence[Choice], lang: Lang) -> str:
    """A choice's label, or its id where the label would be read as another choice."""
    label = say(choice.label, lang)
    return label if find(label, choices) is choice else choice.id


def cell(kind: Kind, id_: str, value: object, lang: Lang) -> Cell:
    """A document's value in a sheet. Raises ValueError for one that no command would write."""
    field = kind.fields.get(id_)
    match field.type if field else None:
        case "quantity" | "times" if type(value) in (int, float):
            return value  # type: ignore[return-value]
        case "names" if isinstance(value, list) and all(isinstance(name, str) for name in value):
            return joined(value, lang)
        case "approximate" if _is_mark(kind, value):
            return approximate_text(kind, value, lang)  # type: ignore[arg-type]
        case "category" | "choice" if field and isinstance(value, str):
            found = next((choice for choice in field.choices if choice.id == value), None)
            if found:
                return choice_name(found, field.choices, lang)
        case "when" | "day" | "end" | "text" | "note" if isinstance(value, str):
            return value
    raise ValueError(value)


def _is_mark(kind: Kind, value: object) -> bool:
    marks = value if isinstance(value, Mapping) else {"": value}
    measures = {"", *(measure.id for measure in kind.measures())}
    return bool(marks) and all(
        isinstance(mark, str) and mark in _MARKS and measure in measures
        for measure, mark in marks.items()
    )
