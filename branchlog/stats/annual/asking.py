"""What a report is of where nothing was said: its period, and what it is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from branchlog.errors import BadValue, Refused
from branchlog.messages import Annual as Text
from branchlog.records.periods import (
    Period,
    parse_comparison,
    parse_period,
    same_part,
    year_before,
)
from branchlog.records.record import Record
from branchlog.stats.annual import spans
from branchlog.stats.selection import bounds

Records = Mapping[str, Sequence[Record]]


def period(text: str | None, today: date) -> Period:
    """The period asked for; else this year, in January and February last year."""
    if text is None:
        text = "last-year" if today.month <= 2 else "this-year"
    return parse_period(text, today)


def comparison(text: str | None, span: Period, records: Records, today: date) -> Period | None:
    """What was asked for; else the year before, of a period that still runs the same part of it.

    None where nothing was asked for and nothing is recorded then.
    """
    if text is not None:
        return parse_comparison(text, span, today)
    if span.first is None or span.last is None:
        return None
    try:
        still = span.first <= today < span.last
        before = same_part(span, today) if still else year_before(span)
    except BadValue:
        return None
    return before if recorded(records, before) else None


def recorded(records: Records, span: Period) -> bool:
    """Whether anything began or ended in the period."""
    first, last = bounds(span)
    return any(
        first <= day <= last
        for each in records.values()
        for record in each
        for day in _days(record)
    )


def _days(record: Record) -> Iterator[str]:
    doc = record.doc or {}
    yield doc["date"]
    closed = doc.get("closed")
    if isinstance(closed, str):
        yield closed


def check(records: Records, span: Period) -> None:
    """Raise Refused for a period without a record, naming the years that have some."""
    if recorded(records, span):
        return
    dates = ((record.doc or {})["date"] for each in records.values() for record in each)
    years = sorted({day[:4] for day in dates})
    named = (spans.worded(span, "zh"), spans.worded(span, "en"))
    if not years:
        raise Refused(Text.NO_RECORDS, Text.NO_RECORDS_AT_ALL, Text.NO_RECORDS_YET, period=named)
    raise Refused(
        Text.NO_RECORDS,
        Text.NO_RECORDS_WHY,
        Text.NO_RECORDS_HINT,
        period=named,
        years=" ".join(_ranges(years)),
        year=years[-1],
    )


def _ranges(years: Sequence[str]) -> list[str]:
    """`2022..2024` for years in a row."""
    runs: list[list[str]] = []
    for year in years:
        if runs and int(year) == int(runs[-1][-1]) + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [run[0] if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in runs]
