"""What `list` and `stats` may be narrowed to: values of one field are OR, fields are AND."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from branchlog.errors import BadValue, NotFound
from branchlog.messages import Cli as Text
from branchlog.records import codec
from branchlog.records.catalogue import Catalogue, Choice, Field, Kind, find, nearest
from branchlog.records.text import same, short


class Condition(NamedTuple):
    """One test of a document: `field operator value`, in the document's own terms."""

    field: str
    operator: str
    value: object


class Filters(NamedTuple):
    """Alternatives per field. `kinds` limits a category or a field to the kinds that have it."""

    kinds: frozenset[str] | None = None
    categories: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    occasions: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    conditions: tuple[tuple[Condition, ...], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether every record passes."""
        return self == Filters()


_CONDITION = re.compile(r"\s*(.+?)\s*(>=|<=|!=|>|<|=)\s*(.*?)\s*", re.DOTALL)
_FULL_WIDTH = str.maketrans("＝＞＜！≥≤", "=><!≥≤")


def build(
    catalogue: Catalogue, today: date, asked: Mapping[str, Sequence[str]], kind: str | None = None
) -> Filters:
    """The filters as typed, checked against the catalogue. Raises NotFound or BadValue.

    `asked` has words under category, person, place, occasion, text and where.
    """
    kinds = [catalogue.kind(kind)] if kind else catalogue.kinds()
    names: set[str] = {kinds[0].id} if kind else set()
    categories: set[str] = set()
    for word in asked.get("category", ()):
        owners = _owners(word, kinds)
        categories |= {choice.id for _, choice in owners}
        names |= {owner.id for owner, _ in owners} if not kind else set()
    by_field: dict[str, list[Condition]] = {}
    for word in asked.get("where", ()):
        for condition in _conditions(word, kinds, today):
            by_field.setdefault(f"{condition.field}{condition.operator}", []).append(condition)
    return Filters(
        frozenset(names) if kind or categories else None,
        frozenset(categories),
        frozenset(same(word) for word in asked.get("person", ())),
        frozenset(same(word) for word in asked.get("place", ())),
        frozenset(same(word) for word in asked.get("occasion", ())),
        tuple(same(word).casefold() for word in asked.get("text", ())),
        tuple(tuple(each) for each in by_field.values()),
    )


def _owners(word: str, kinds: Sequence[Kind]) -> list[tuple[Kind, Choice]]:
    found = [(kind, find(word, kind.categories.values())) for kind in kinds]
    owners = [(kind, choice) for kind, choice in found if choice]
    if owners:
        return owners
    choices = [choice for kind in kinds for choice in kind.categories.values()]
    # The refusal that a record with this category would get, over all the kinds asked for.
    raise codec.unknown_choice(kinds[0].fields["category"]._replace(choices=tuple(choices)), word)


def _conditions(word: str, kinds: Sequence[Kind], today: date) -> list[Condition]:
    """A condition in the terms of the first kind whose field can hold the value."""
    match = _CONDITION.fullmatch(word.translate(_FULL_WIDTH).replace("≥", ">=").replace("≤", "<="))
    if not match:
        raise BadValue(Text.WHERE_BAD, Text.WHERE_BAD_WHY, Text.WHERE_HINT, word=short(word))
    name, operator, value = match.groups()
    found = [(kind, find(name, kind.fields.values())) for kind in kinds]
    fields = [(kind, field) for kind, field in found if field]
    if not fields:
        everything = [field for kind in kinds for field in kind.fields.values()]
        raise NotFound(
            Text.WHERE_BAD,
            Text.WHERE_NO_FIELD,
            Text.WHERE_HINT_NEAR,
            word=short(word),
            field=short(name),
            suggestion=nearest(name, everything),
        )
    refused: BadValue | None = None
    for kind, field in fields:
        try:
            return [Condition(field.id, operator, _operand(kind, field, value, today))]
        except BadValue as fault:
            refused = refused or fault
    assert refused is not None  # noqa: S101
    raise refused


def _operand(kind: Kind, field: Field, value: str, today: date) -> object:
    if not value:
        return None
    if field.type in ("names", "text", "note"):
        return same(value)
    return codec.value(kind, field, value, today)
