"""The year-end report put together, in the order in which an official reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from branchlog.messages import Annual as Text
from branchlog.messages import Cli as Words
from branchlog.messages import Lang, Stats, say
from branchlog.report import Chart, Column, Paragraph, Report, Run, Section, Table
from branchlog.stats import rules, statement, wording
from branchlog.stats.annual import charts, people, spans, tables
from branchlog.stats.annual.findings import Findings
from branchlog.stats.annual.narrative import Theme, summary_sentence, themes
from branchlog.stats.annual.proofs import Proven, prove
from branchlog.stats.annual.sandbox import Source
from branchlog.stats.figures import Figure
from branchlog.stats.statement import said


def report(findings: Findings, template: Source, *, data: bool = True) -> Report:
    """The report with the proofs of every figure that it shows; `data` is what JSON needs.

    Raises BadConfig for a template or a plan that is none, and Refused for a record that cannot
    be counted.
    """
    asked = findings.asked
    told = themes(findings, template)
    lines = tables.lines(findings)
    sections = [
        _overview(findings, told),
        *(Section(theme.title, theme.paragraphs) for theme in told if theme.title),
        _in_figures(findings, lines),
        *_people(findings),
        *_standing(findings),
        *_plan(findings),
    ]
    sections.append(_counted(findings))
    proven = prove(findings, data=data)
    title = spans.title(asked.name, asked.period, asked.lang)
    return Report(
        title=title,
        byline=_byline(findings),
        sections=tuple(section for section in sections if section.blocks or section.parts),
        notes=tuple(_notes(findings, lines)),
        signature=(asked.name, spans.day(asked.today.isoformat(), asked.lang)),
        proofs=proven.proofs,
        records=proven.tables,
        data=_json(findings, title, told, proven) if data else None,
    )


def _byline(findings: Findings) -> tuple[str, ...]:
    asked = findings.asked
    lang = asked.lang
    lines = ["/".join(asked.org), say(Text.COVERS, lang, days=spans.days(asked.period, lang))]
    if findings.statement.last_entry:
        day = spans.day(findings.statement.last_entry, lang)
        lines.append(say(Text.LAST_ENTRY, lang, day=day))
    lines.append(say(Text.AS_OF, lang, day=spans.day(asked.today.isoformat(), lang)))
    return tuple(filter(None, lines))


def _overview(findings: Findings, told: Sequence[Theme]) -> Section:
    """The summary sentence, and what the template says before its first heading."""
    opening = [each for theme in told if not theme.title for each in theme.paragraphs]
    summary = summary_sentence(findings)
    return Section(
        say(Text.OVERVIEW, findings.asked.lang), (*([summary] if summary else []), *opening)
    )


def _in_figures(findings: Findings, lines: Sequence[Figure]) -> Section:
    lang = findings.asked.lang
    blocks = (tables.figures_table(findings, lines),) if lines else ()
    parts = [
        Section(say(Text.ALL_FIGURES, lang), (*blocks, *charts.compared(findings, lines))),
        Section(say(Text.BY_PART, lang), tuple(_over_time(findings, lines))),
        Section(say(Text.BY_CATEGORY, lang), tuple(_by_category(findings))),
        Section(_to_date_title(findings), tuple(_to_date(findings))),
    ]
    return Section(say(Text.IN_FIGURES, lang), parts=tuple(part for part in parts if part.blocks))


def _over_time(findings: Findings, lines: Sequence[Figure]) -> Iterator[Table | Chart]:
    table = tables.over_time(findings, lines)
    if table:
        yield table
        yield from charts.over_time(findings, lines)


def _by_category(findings: Findings) -> Iterator[Table | Chart]:
    for kind, table in tables.by_category(findings):
        yield table
        chart = charts.by_category(findings, kind, table)
        if chart:
            yield chart


def _to_date_title(findings: Findings) -> str:
    last = findings.asked.period.last or findings.asked.today
    lang = findings.asked.lang
    return say(Text.TO_DATE, lang, last=spans.day(last.isoformat(), lang))


def _to_date(findings: Findings) -> Iterator[Table]:
    found = [figure for figure in findings.statement.to_date if said(figure)]
    if found:
        yield tables.figures_table(findings, found)


def _people(findings: Findings) -> Iterator[Section]:
    lang = findings.asked.lang
    service = people.service_table(findings)
    if service:
        yield Section(say(Text.PEOPLE, lang), (service,))
    now, before, more = people.honours(findings)
    blocks: list[Paragraph | Table] = []
    if now:
        blocks.append(people.honours_table(findings, now))
    if before:
        blocks.append(people.honours_table(findings, before, say(Text.HONOURS_BEFORE, lang)))
    if more:
        blocks.append((Run(say(Text.EARLIER_LEFT_OUT, lang, count=more)),))
    yield Section(say(Text.HONOURS, lang), tuple(blocks))


def _standing(findings: Findings) -> Iterator[Section]:
    found = tables.standing(findings)
    if found:
        table = tables.figures_table(findings, found)
        yield Section(say(Text.STANDING, findings.asked.lang), (table,))


def _plan(findings: Findings) -> Iterator[Section]:
    table = people.plan_table(findings)
    if table:
        yield Section(say(Text.PLAN, findings.asked.lang), (table,))


def _counted(findings: Findings) -> Section:
    """How each figure was counted; those that are counted alike stand together."""
    lang, catalogue = findings.asked.lang, findings.catalogue
    shown = [
        figure.indicator
        for figure in (
            *tables.lines(findings),
            *(each for each in findings.statement.to_date if said(each)),
            *tables.standing(findings),
        )
    ]
    labels: dict[str, list[str]] = {}
    for indicator in shown:
        if indicator.aggregation == "last":
            # All that stands is counted alike, whatever it is.
            indicator = indicator._replace(categories=())
        rule = rules.rule(indicator, catalogue, lang, findings.known)
        labels.setdefault(rule, []).append(say(indicator.label, lang))
    columns = (Column("label", say(Words.INDICATOR, lang)), Column("rule", say(Text.RULE, lang)))
    comma = "、" if lang == "zh" else ", "
    rows = tuple((comma.join(dict.fromkeys(each)), rule) for rule, each in labels.items())
    return Section(say(Text.COUNTED, lang), (Table(columns, rows),) if rows else ())


def _notes(findings: Findings, lines: Sequence[Figure]) -> Iterator[str]:
    lang = findings.asked.lang
    compared = findings.asked.compared
    if compared and findings.compared_with != spans.worded(compared, lang):
        days = spans.days(compared, lang)
        yield say(Text.NOTE_SAME_PART, lang, name=findings.compared_with, days=days)
    yield say(Text.NOTE_ROUNDED, lang)
    yield say(Stats.DISTINCT_NOTE, lang)
    if any(figure.approximate for figure in lines):
        yield say(Text.NOTE_APPROXIMATE, lang)
    for figure in lines:
        if figure.unnamed:
            yield _anonymous(figure, lang)
    yield say(Text.NOTE_LATER, lang)
    if findings.asked.conflicts:
        yield say(Text.NOTE_CONFLICTS, lang, count=findings.asked.conflicts)
    if not findings.asked.names:
        yield say(Text.NOTE_NO_NAMES, lang)


def _anonymous(figure: Figure, lang: Lang) -> str:
    indicator = figure.indicator
    return say(
        Text.NOTE_ANONYMOUS,
        lang,
        label=indicator.label,
        unnamed=(f"{figure.unnamed} {indicator.unit.id}", str(figure.unnamed)),
    )


def _json(
    findings: Findings, title: str, told: Sequence[Theme], proven: Proven
) -> dict[str, object]:
    """The report for scripts, under the contract's stable keys."""
    lang = findings.asked.lang
    whole = statement.as_json(findings.statement, lang, rounded=True, sentence=False)
    now, before, _ = people.honours(findings)
    figures = cast("list[dict[str, object]]", whole["figures"])
    stocks = {each.indicator.id for each in tables.standing(findings)}
    return {
        **{key: whole[key] for key in ("schema", "ledger", "period", "as_of", "last_entry")},
        **({"compared": whole["compared"]} if "compared" in whole else {}),
        "title": title,
        "summary": wording.sentence(list(findings.statement.period), lang, rounded=True),
        "narrative": [
            {
                "theme": theme.title,
                "paragraphs": ["".join(run.text for run in each) for each in theme.paragraphs],
            }
            for theme in told
        ],
        "figures": figures,
        "service": people.service_json(findings),
        "honours": people.honours_json(findings, [*before, *now]),
        "standing": [each for each in figures if each["indicator"] in stocks],
        "plan": people.plan_json(findings),
        "proofs": {
            proof.key: {
                "rule": proof.rule,
                "records": [{"id": id_, "contribution": share} for id_, share in proof.records],
            }
            for proof in proven.proofs
        },
        "records": list(proven.records),
    }
