"""What `list` and `stats` may be narrowed to: values of one field are OR, fields are AND."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from branchlog.errors import BadValue, NotFound
from branchlog.messages import Cli as Text
from branchlog.records import codec, dates
from branchlog.records.catalogue import Catalogue, Choice, Field, Kind, find, nearest
from branchlog.records.quantities import mark
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
    names = {each.id for each in kinds}
    categories: set[str] = set()
    if asked.get("category"):
        owners = [pair for word in asked["category"] for pair in _owners(word, kinds)]
        categories = {choice.id for _, choice in owners}
        names = {owner.id for owner, _ in owners}
    groups: dict[object, list[Condition]] = {}
    for written in asked.get("where", ()):
        test = _test(written, kinds, today)
        names &= test.kinds
        for condition in test.conditions:
            # "not A" and "not B" together leave both out: every one of them stands alone.
            key = condition if condition.operator == "!=" else (test.fields, condition.operator)
            groups.setdefault(key, []).append(condition)
    narrowed = kind or categories or groups
    return Filters(
        frozenset(names) if narrowed else None,
        frozenset(categories),
        frozenset(same(word) for word in asked.get("person", ())),
        frozenset(same(word) for word in asked.get("place", ())),
        frozenset(same(word) for word in asked.get("occasion", ())),
        tuple(same(word).casefold() for word in asked.get("text", ())),
        tuple(tuple(each) for each in groups.values()),
    )


def _owners(word: str, kinds: Sequence[Kind]) -> list[tuple[Kind, Choice]]:
    found = [(kind, find(word, kind.categories.values())) for kind in kinds]
    owners = [(kind, choice) for kind, choice in found if choice]
    if owners:
        return owners
    choices = [choice for kind in kinds for choice in kind.categories.values()]
    # The refusal that a record with this category would get, over all the kinds asked for.
    raise codec.unknown_choice(kinds[0].fields["category"]._replace(choices=tuple(choices)), word)


class _Test(NamedTuple):
    """A typed condition: what it is for each kind that has the field, under whichever id."""

    kinds: set[str]
    fields: frozenset[str]
    conditions: list[Condition]


def _test(word: str, kinds: Sequence[Kind], today: date) -> _Test:
    """The condition in the terms of every kind whose field can hold the value."""
    match = _CONDITION.fullmatch(word.translate(_FULL_WIDTH).replace("≥", ">=").replace("≤", "<="))
    if not match:
        raise BadValue(Text.WHERE_BAD, Text.WHERE_BAD_WHY, Text.WHERE_HINT, word=short(word))
    name, operator, value = match.groups()
    found = [(kind, find(name, kind.fields.values())) for kind in kinds]
    fields = [(kind, field) for kind, field in found if field]
    if not fields and len(kinds) == 1:
        # Says which fields the kind does have.
        kinds[0].field(name)
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
    conditions: list[Condition] = []
    refused: list[BadValue] = []
    for kind, field in fields:
        try:
            condition = Condition(field.id, operator, _operand(kind, field, value, today))
        except BadValue as fault:
            refused.append(fault)
        else:
            conditions += [condition] if condition not in conditions else []
    if not conditions:
        raise refused[0]
    owners = {kind.id for kind, _ in fields}
    return _Test(owners, frozenset(field.id for _, field in fields), conditions)


def _operand(kind: Kind, field: Field, value: str, today: date) -> object:
    if not value:
        return None
    if field.type in ("names", "text", "note"):
        return same(value)
    if field.type == "approximate":
        return mark(field, value)
    if field.type in ("when", "day", "end"):
        when = dates.parse_when(value, today)
        if when.end:
            raise BadValue(
                Text.WHERE_BAD, Text.WHERE_RANGE, Text.WHERE_RANGE_HINT, word=short(value)
            )
        return when.date
    return codec.value(kind, field, value, today)
