"""Tell one name that looks like several: it would count as one, and nobody would see it."""

from __future__ import annotations

import re
from functools import cache

from branchlog.intake.sheets.headers import columns

#: What may join words as it likes: no figure counts these.
_ANYTHING = frozenset(("tags", "evidence"))
_LONGEST = 60


def crowded(field: str, names: object) -> str | None:
    """The first of the names that looks like several, or None."""
    if field in _ANYTHING or not isinstance(names, list):
        return None
    for name in names:
        if isinstance(name, str) and len(name) <= _LONGEST and _pattern().fullmatch(name):
            return name
    return None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(columns()["crowded"]["names"])
