"""Lines of the result: a ratio of two medians, or memory, within its limit or over it."""

from __future__ import annotations

from typing import NamedTuple

from tests.benchmarks.timing import Ran


class Line(NamedTuple):
    """One line of the result. A limit is the largest ratio, or the most megabytes."""

    name: str
    reference: str
    ours: str
    figure: str
    limit: str
    good: bool | None


def ratio(name: str, reference: Ran, ours: Ran, limit: float | None = None) -> Line:
    """How much longer ours takes than the reference."""
    ratio = ours.milliseconds / reference.milliseconds
    return Line(
        name,
        f"{reference.milliseconds:,.1f} ms",
        f"{ours.milliseconds:,.1f} ms",
        f"{ratio:.2f}",
        "" if limit is None else f"{limit:.2f}",
        None if limit is None else ratio <= limit,
    )


def memory(name: str, reference: Ran, ours: Ran, limit: float | None = None) -> Line:
    """How much memory each needs."""
    return Line(
        name,
        f"{reference.megabytes:,.0f} MB",
        f"{ours.megabytes:,.0f} MB",
        "",
        "" if limit is None else f"{limit:,.0f} MB",
        None if limit is None else ours.megabytes < limit,
    )
