"""The axes of `--by` and `--across`: time, and what a record says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Literal, TypeAlias

from branchlog.errors import Usage
from branchlog.messages import Cli
from branchlog.messages import Stats as Text
from branchlog.records import periods
from branchlog.records.catalogue import State
from branchlog.records.periods import By, Period
from branchlog.records.record import Document
from branchlog.records.text import same, short
from branchlog.stats.selection import ended_by

Axis: TypeAlias = Literal[
    "month", "quarter", "year",
    "kind", "category", "person", "place", "occasion", "state",
    "span",
]  # fmt: skip
AXES: tuple[Axis, ...] = (
    "month", "quarter", "year",
    "kind", "category", "person", "place", "occasion", "state",
    "span",
)  # fmt: skip
TIMES: tuple[Axis, ...] = ("month", "quarter", "year")
#: Axes whose parts are periods; the others part the documents of one.
PERIODS: tuple[Axis, ...] = (*TIMES, "span")

#: The keys of `span`: the period itself, and the year so far up to its end.
SPANS = ("period", "ytd")

#: The key of records that say nothing on the axis, so that the parts still hold every record.
BLANK = ""

#: Keys, one an axis.
Path: TypeAlias = tuple[str, ...]


def chosen(by: str | None, across: Sequence[str], *, shares: bool = False) -> list[Axis]:
    """The axes that are asked for, that of the rows first; none without `by`.

    Raises Usage for one that is unknown or given twice, for `across` without `by`, and for
    `shares` of anything but one axis.
    """
    if across and by is None:
        raise Usage(Text.ACROSS_ALONE, Text.ACROSS_ALONE_WHY, Text.ACROSS_HINT)
    if shares and (across or by is None):
        raise Usage(Text.SHARES_ALONE, Text.SHARES_ALONE_WHY, Text.SHARES_HINT)
    found: list[Axis] = []
    for word in () if by is None else (by, *across):
        axis = _named(word)
        if axis in found:
            raise Usage(Text.AXIS_TWICE, Text.AXIS_TWICE_WHY, Text.ACROSS_HINT, axis=short(word))
        found.append(axis)
    return found


def _named(word: str) -> Axis:
    """The axis under its English or a Chinese name. Raises Usage naming them all."""
    names = {axis: getattr(Cli, f"AXIS_{axis.upper()}")[0].split("、") for axis in AXES}
    for axis in AXES:
        if word.lower() == axis or word in names[axis]:
            return axis
    raise Usage(
        Cli.AXIS_UNKNOWN,
        Cli.AXIS_KNOWN,
        Cli.AXIS_HINT,
        word=short(word),
        known=("、".join(each[0] for each in names.values()), " ".join(AXES)),
    )


def year_so_far(period: Period, today: date) -> Period:
    """From the first of January of the period's last year up to its end (本年累计)."""
    last = period.last or today
    return Period(f"{last.year}..{period.label}", date(last.year, 1, 1), period.last)


def slots(
    axes: Sequence[Axis], period: Period, dates: Iterable[str], today: date
) -> dict[Path, Period]:
    """The periods that the axes of time part a period into, in the calendar's order.

    Without such an axis it is the one period. `dates` close its open ends.
    """
    times: list[By] = [axis for axis in axes if axis in ("month", "quarter", "year")]
    if not times and "span" not in axes:
        return {(): period}
    seen = sorted(dates) if times else []
    ends = (seen[0], seen[-1]) if seen else (None, None)
    keys: dict[Axis, Sequence[str]] = {axis: periods.keys(period, axis, *ends) for axis in times}
    found: dict[Path, Period] = {}
    for path in product(*(keys.get(axis, SPANS) for axis in axes if axis in PERIODS)):
        named = dict(zip((axis for axis in axes if axis in PERIODS), path, strict=True))
        part: Period | None = period
        for axis in times:
            part = part and _clipped(periods.of_label(named[axis]), part)
        if part:
            found[path] = year_so_far(part, today) if named.get("span") == "ytd" else part
    return found


def _clipped(part: Period, whole: Period) -> Period | None:
    """The part of a month or quarter that lies in the period, if any does."""
    first = part.first if whole.first is None else max(part.first or whole.first, whole.first)
    last = part.last if whole.last is None else min(part.last or whole.last, whole.last)
    if first and last and last < first:
        return None
    return Period(part.label, first, last)


class Keys:
    """What documents say on the axes that are none of time.

    `states` says by kind how its records end; a record's state is that at the end of the period,
    `last` (ISO), so that what happened later changes nothing in it.
    """

    def __init__(self, axes: Sequence[Axis], states: Mapping[str, State], last: str) -> None:
        self._axes = [axis for axis in axes if axis not in PERIODS]
        self._states = states
        self._last = last
        # However a name or a place is written, it is one; most are written a thousand times.
        self._known = lru_cache(maxsize=None)(lambda text: (same(text),))

    def parted(self, kind: str, docs: Iterable[Document]) -> dict[Path, list[Document]]:
        """A kind's documents by path; one with several people is in several parts."""
        found: dict[Path, list[Document]] = {}
        readers = [self._reader(axis, kind) for axis in self._axes]
        if "person" in self._axes:
            for doc in docs:
                for path in product(*(read(doc) for read in readers)):
                    found.setdefault(path, []).append(doc)
        elif len(readers) == 1:
            first = readers[0]
            for doc in docs:
                found.setdefault(first(doc), []).append(doc)
        elif len(readers) == 2:
            first, second = readers
            for doc in docs:
                found.setdefault(first(doc) + second(doc), []).append(doc)
        else:
            for doc in docs:
                path = sum([read(doc) for read in readers], ())
                found.setdefault(path, []).append(doc)
        return found

    def _reader(self, axis: Axis, kind: str) -> Callable[[Document], Path]:
        """What gives a document's keys on one axis: one, or for its people each of them."""
        match axis:
            case "kind":
                return lambda doc: (kind,)
            case "category":
                return lambda doc: (doc.get("category") or BLANK,)
            case "person":
                return self._people
            case "state":
                return self._state(kind)
            case _:
                return lambda doc: self._text(doc.get(axis))

    def _text(self, said: object) -> Path:
        text = said or BLANK
        return self._known(text if type(text) is str else str(text))

    def _people(self, doc: Document) -> Path:
        people = doc.get("people")
        names = people if isinstance(people, list) and people else (BLANK,)
        return tuple(dict.fromkeys(self._text(name)[0] for name in names))

    def _state(self, kind: str) -> Callable[[Document], Path]:
        state = self._states.get(kind)
        if state is None:
            return lambda doc: (BLANK,)
        field, open_ = state.field, state.open

        def read(doc: Document) -> Path:
            found = str(doc.get(field) or BLANK)
            if found == BLANK or found in open_ or ended_by(doc, self._last):
                return (found,)
            return (open_[0],)

        return read
