"""Reports of made-up records, computed without a ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from branchlog.messages import Lang
from branchlog.records.catalogue import Catalogue
from branchlog.records.periods import Period, parse_period
from branchlog.report import Chart, Report, Section, Table
from branchlog.stats.annual import content, narrative
from branchlog.stats.annual.findings import Asked, Findings
from branchlog.stats.annual.sandbox import Source

TODAY = date(2025, 1, 6)

#: Kind -> documents.
Docs: TypeAlias = dict[str, list[dict[str, Any]]]


class Written(NamedTuple):
    """A record that no ledger holds."""

    kind: str
    id: str
    doc: dict[str, Any] | None
    rev: int = 1
    at: str = "2024-12-31T09:30:00+08:00"
    who: str = "罗永福"
    batch: str = "batch"


def findings(
    docs: Mapping[str, Sequence[dict[str, Any]]],
    period: str = "2024",
    *,
    compare: str = "",
    lang: Lang = "zh",
    own: Mapping[str, Any] | None = None,
    plan: Mapping[str, Any] | None = None,
    names: bool = False,
    today: date = TODAY,
) -> Findings:
    """What there is to say of these documents; the first visit has the id visit-1."""
    records = {
        kind: [Written(kind, f"{kind}-{number}", doc) for number, doc in enumerate(each, 1)]
        for kind, each in docs.items()
    }
    asked = Asked(
        "河畔支部",
        ("河畔街道",),
        "uuid",
        parse_period(period, today),
        _compared(compare, today),
        today,
        lang,
        own or {},
        plan or {},
        names,
    )
    return Findings(asked, Catalogue(own), records)


def _compared(text: str, today: date) -> Period | None:
    return parse_period(text, today) if text else None


def report(found: Findings, template: str | None = None) -> Report:
    """The whole report, with the package's template or another."""
    source = narrative.built_in(found.asked.lang)
    if template is not None:
        source = Source(template, f"report.{found.asked.lang}.j2")
    return content.report(found, source)


def told(found: Findings, template: str | None = None) -> str:
    """The narrative as one text, headings and paragraphs a line each."""
    data = report(found, template).data
    assert isinstance(data, dict)
    return "\n".join(
        line
        for theme in data["narrative"]
        for line in (theme["theme"], *theme["paragraphs"])
        if line
    )


def section(made: Report, title: str) -> Section:
    """The section or part of this title."""
    everything = [each for outer in made.sections for each in (outer, *outer.parts)]
    return next(each for each in everything if each.title == title)


def tables(part: Section) -> list[Table]:
    """The section's own tables."""
    return [block for block in part.blocks if isinstance(block, Table)]


def charts(part: Section) -> list[Chart]:
    """The section's own charts."""
    return [block for block in part.blocks if isinstance(block, Chart)]
