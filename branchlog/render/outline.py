"""A document's sections in reading order, with the numbers that official papers give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from branchlog.messages import Lang
from branchlog.records.numerals import to_han
from branchlog.report import Cell, Chart, Column, Report, Section, Table


class Heading(NamedTuple):
    """A section under its numbered heading: `一、…`, `(一)…`, `1.…`, in English `1.`, `1.1`.

    `depth` is 0 for a section, 1 for its parts.
    """

    text: str
    depth: int
    section: Section


def headings(sections: Sequence[Section], lang: Lang) -> Iterator[Heading]:
    """Every section and part, numbered as GB/T 9704-2012, 7.3.3 has it; one without a title has
    no number."""
    return _numbered(sections, (), lang)


def _numbered(sections: Sequence[Section], above: tuple[int, ...], lang: Lang) -> Iterator[Heading]:
    count = 0
    for section in sections:
        count += bool(section.title)
        path = (*above, count)
        text = _number(path, lang) + section.title if section.title else ""
        yield Heading(text, len(above), section)
        yield from _numbered(section.parts, path, lang)


def _number(path: tuple[int, ...], lang: Lang) -> str:
    if lang == "en":
        return ".".join(map(str, path)) + (". " if len(path) == 1 else " ")
    forms = (f"{to_han(path[-1])}、", f"({to_han(path[-1])})", f"{path[-1]}.")
    return forms[min(len(path), 3) - 1]


def tables(report: Report) -> Iterator[Table]:
    """Every table of the report, those of its sections in reading order."""
    yield from report.tables
    yield from _within(report.sections)


def _within(sections: Sequence[Section]) -> Iterator[Table]:
    for section in sections:
        yield from (block for block in section.blocks if isinstance(block, Table))
        yield from _within(section.parts)


def bars(chart: Chart) -> Table:
    """A chart as a table whose numbers carry bars, all drawn to one scale.

    What is not recorded has neither a number nor a bar.
    """
    several = len(chart.series) > 1
    names = (Column("series", ""),) if several else ()
    columns = (Column("label", ""), *names, Column("value", "", "right", True))
    rows: list[tuple[Cell, ...]] = []
    for at, label in enumerate(chart.labels):
        for number, series in enumerate(chart.series):
            name = (series.name,) if several else ()
            rows.append(("" if number else label, *name, series.values[at]))
    title = f"{chart.title} ({chart.unit})" if chart.unit else chart.title
    return Table(columns, tuple(rows), title)
