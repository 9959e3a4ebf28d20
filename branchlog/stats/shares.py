"""Shares (占比): what each part is of the whole, where parts add up to one."""

from __future__ import annotations

from collections.abc import Mapping

from branchlog.stats.axes import Axis
from branchlog.stats.figures import Figure
from branchlog.stats.wording import plain


def has(figure: Figure, axis: Axis | None) -> bool:
    """Whether a figure's parts along an axis are shares of it.

    Counts and sums have them; distinct counts, rates and stocks do not add up, nor do a period
    and the year so far.
    """
    indicator = figure.indicator
    adds_up = indicator.aggregation in ("count", "sum") and not indicator.stock
    return adds_up and indicator.span == "period" and axis != "span"


def of(figure: Figure, parts: Mapping[str, Figure]) -> dict[str, float]:
    """The share of each part by key, 0 to 1; none of a whole that is nothing."""
    shares = {key: share(part, figure) for key, part in parts.items() if part.recorded}
    return {key: each for key, each in shares.items() if each is not None}


def share(part: Figure, whole: Figure) -> float | None:
    """What a part is of the whole, or None where there is no whole."""
    if not whole.hundredths or part.hundredths is None:
        return None
    return part.hundredths / whole.hundredths


def percent(part: Figure | None, whole: Figure) -> str:
    """A part's share in percent of at most two decimals; nothing where nothing is recorded."""
    found = share(part, whole) if part and part.recorded else None
    return "" if found is None else f"{plain(round(found * 10_000))}%"
