"""What a stored value must be for a figure to count it: the limits that every command keeps to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from branchlog.records.numerals import LARGEST
from branchlog.records.record import Document
from branchlog.records.text import same

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")


def amounts(values: Collection[Any]) -> None:
    """Raise ValueError unless all are numbers, none below 0 or above the largest.

    `type` and not `isinstance`: to Python True is a number, to a statistics table it is none.
    """
    if values and not (
        set(map(type, values)) <= {int, float} and min(values) >= 0 and max(values) <= LARGEST
    ):
        raise ValueError(values)


def wholes(values: Collection[Any], *, least: int = 0) -> None:
    """Raise ValueError unless all are whole numbers within the limits."""
    if values and not (
        set(map(type, values)) == {int} and min(values) >= least and max(values) <= LARGEST
    ):
        raise ValueError(values)


def times(values: Collection[Any]) -> None:
    """Raise ValueError unless each says how often something was: once or more."""
    wholes(values, least=1)


def names(values: Iterable[Any]) -> None:
    """Raise ValueError unless all are lists of texts."""
    for value in values:
        if type(value) not in (list, tuple) or any(not isinstance(name, str) for name in value):
            raise ValueError(value)


def days(values: Iterable[Any]) -> None:
    """Raise ValueError unless each is an ISO day, an ISO month or nothing at all."""
    for value in values:
        if value is None:
            continue
        if not isinstance(value, str) or not _ISO.fullmatch(value):
            raise ValueError(value)
        date.fromisoformat(value if len(value) == 10 else f"{value}-01")


def total(doc: Document, field: str, listed: str) -> None:
    """Raise ValueError for a total below the number of the different names beside it."""
    if field in doc and doc[field] < len(set(map(same, doc.get(listed, ())))):
        raise ValueError(doc[field])
