"""Filters as TinyDB queries: one test for `list`, `stats` and scripts alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_, eq, ge, gt, le, lt, or_
from typing import Any, cast

from tinydb import where
from tinydb.queries import QueryInstance

from branchlog.records.dates import first_day, last_day
from branchlog.records.filters import Condition, Filters
from branchlog.records.text import same

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": eq,
    ">=": ge,
    "<=": le,
    ">": gt,
    "<": lt,
}
_DAYS = ("date", "end", "closed")


def matching(filters: Filters) -> QueryInstance | None:
    """The query that documents of the kinds asked for must satisfy; None where all do."""
    tests: list[QueryInstance] = []
    if filters.categories:
        tests.append(where("category").one_of(sorted(filters.categories)))
    if filters.people:
        tests.append(_test("people", _holds, filters.people))
    if filters.places:
        tests.append(_test("place", _is_one_of, filters.places))
    if filters.occasions:
        tests.append(_test("occasion", _is_one_of, filters.occasions))
    if filters.texts:
        tests.append(reduce(or_, [_anywhere(text) for text in filters.texts]))
    tests += [reduce(or_, [_condition(each) for each in any_of]) for any_of in filters.conditions]
    return reduce(and_, tests) if tests else None


def _test(field: str, test: Callable[..., bool], *values: object) -> QueryInstance:
    # TinyDB annotates the test's argument as a mapping; it is the field's value.
    return where(field).test(cast("Any", test), *values)


def _holds(names: Any, wanted: frozenset[str]) -> bool:
    return isinstance(names, list) and any(
        isinstance(name, str) and same(name) in wanted for name in names
    )


def _is_one_of(value: Any, wanted: frozenset[str]) -> bool:
    return isinstance(value, str) and same(value) in wanted


def _anywhere(text: str) -> QueryInstance:
    """Whether any text or list of texts of the document holds the text, case and width folded."""

    def test(doc: Mapping[str, Any]) -> bool:
        for value in doc.values():
            parts = value if isinstance(value, list) else (value,)
            if any(isinstance(part, str) and text in same(part).casefold() for part in parts):
                return True
        return False

    return QueryInstance(test, ("anywhere", text))


def _condition(condition: Condition) -> QueryInstance:
    if condition.operator == "!=":
        return ~_condition(condition._replace(operator="="))
    if condition.value is None:
        # `place=` asks for records that do not say where.
        return ~where(condition.field).exists()
    if condition.field in _DAYS:
        return _test(condition.field, _on_day, condition.operator, condition.value)
    return _test(condition.field, _compared, condition.operator, condition.value)


def _on_day(value: Any, operator: str, asked: str) -> bool:
    """Compare days and months: `date<=2024-03` takes in all of March."""
    if not isinstance(value, str):
        return False
    if operator == "=":
        return value.startswith(asked)
    bound = first_day(asked) if operator in (">=", "<") else last_day(asked)
    return _OPERATORS[operator](first_day(value), bound)


def _compared(value: Any, operator: str, asked: object) -> bool:
    if isinstance(value, list):
        return operator == "=" and any(same(str(part)) == asked for part in value)
    if isinstance(value, str) and isinstance(asked, str):
        return _OPERATORS[operator](same(value), asked)
    if isinstance(value, (int, float)) and isinstance(asked, (int, float)):
        return _OPERATORS[operator](value, asked)
    return False
