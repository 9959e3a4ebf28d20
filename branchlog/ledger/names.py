"""Which file an entry goes to, and which years a file's name promises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

#: First and last year, both included.
Years: TypeAlias = tuple[int, int]
#: What is asked for: None at an end leaves it open; None alone is everything.
Asked: TypeAlias = tuple[int | None, int | None] | None

STANDING = "standing"
UNDATED = "undated"
CLOSINGS = "closings"

_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?", re.ASCII)
_STEM = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)
_BATCH = re.compile(r"[0-9a-f-]{36}", re.ASCII)
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def year_of(date: object) -> int | None:
    """The year of an ISO day or month, or None for anything else."""
    match = _DAY.fullmatch(date) if isinstance(date, str) else None
    if not match:
        return None
    year, month = int(match[1]), int(match[2])
    if year < 1 or not 1 <= month <= 12:
        return None
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if match[3] and not 1 <= int(match[3]) <= _DAYS[month - 1] + leap:
        return None
    return year


def years_of(kind: str, doc: Mapping[str, object]) -> Years | None:
    """The years that a record belongs to, by its date and the date of its closing.

    None for what is always read: standing figures and documents without a date.
    """
    year = year_of(doc.get("date"))
    if year is None or kind == STANDING:
        return None
    closed = year_of(doc.get("closed")) or year
    return (min(year, closed), max(year, closed))


def home(kind: str, docs: Iterable[Mapping[str, object]]) -> str:
    """The stem of the file for an entry, from its record before and after it."""
    if kind == STANDING:
        return STANDING
    years = [years_of(kind, doc) for doc in docs]
    dated = [pair for pair in years if pair]
    if not dated or len(dated) < len(years):
        return UNDATED
    return _stem(min(first for first, _ in dated), max(last for _, last in dated))


def shared_home(homes: Iterable[str]) -> str:
    """The stem of the one file for entries that would go to several."""
    stems = set(homes)
    if len(stems) == 1:
        return stems.pop()
    years = [_stem_years(stem) for stem in stems]
    dated = [pair for pair in years if pair]
    if len(dated) < len(years):
        return UNDATED
    return _stem(min(first for first, _ in dated), max(last for _, last in dated))


def appendable(stem: str) -> bool:
    """Whether a single entry may join the journal of that name: one year, or always read."""
    years = _stem_years(stem)
    return years is None or years[0] == years[1]


def years_in(name: str) -> Years | None:
    """The years that a file's name promises; None when it must always be read.

    Only the names that we give promise anything: 2024.jsonl, 2024.<batch>.jsonl and
    2023-2024.<batch>.jsonl. A sync tool's "2024 (copy).jsonl" may hold any year.
    """
    stem, _, batch = name.removesuffix(".jsonl").partition(".")
    years = _stem_years(stem)
    if batch and not _BATCH.fullmatch(batch):
        return None
    return years if batch or (years and years[0] == years[1]) else None


def is_ours(name: str) -> bool:
    """Whether we give a file such a name; others may not be the ledger's at all."""
    stem, _, batch = name.removesuffix(".jsonl").partition(".")
    always = stem in (STANDING, UNDATED, CLOSINGS) and (not batch or _BATCH.fullmatch(batch))
    return bool(always) or years_in(name) is not None


def _stem_years(stem: str) -> Years | None:
    match = _STEM.fullmatch(stem)
    if not match:
        return None
    first = int(match[1])
    last = int(match[2] or first)
    return (first, last) if first <= last else None


def touches(years: Years, asked: Asked) -> bool:
    """Whether any of these years is asked for."""
    if asked is None:
        return True
    first, last = asked
    return (first is None or years[1] >= first) and (last is None or years[0] <= last)


def within(years: Years, asked: Asked) -> bool:
    """Whether all of these years are asked for."""
    if asked is None:
        return True
    first, last = asked
    return (first is None or years[0] >= first) and (last is None or years[1] <= last)


def widened(asked: Asked, years: Years) -> Asked:
    """What is asked for, and these years too."""
    if asked is None:
        return None
    first, last = asked
    return (
        None if first is None else min(first, years[0]),
        None if last is None else max(last, years[1]),
    )


def _stem(first: int, last: int) -> str:
    return f"{first:04}" if first == last else f"{first:04}-{last:04}"
