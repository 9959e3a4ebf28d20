"""The year-end report of a ledger: which period it is for, what it says, and where it goes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from branchlog import render
from branchlog.cli import periods, views, warnings
from branchlog.cli.session import Session
from branchlog.errors import BadConfig, BadValue, Usage
from branchlog.messages import Annual as Text
from branchlog.messages import Cli as Words
from branchlog.messages import RenderText
from branchlog.records.periods import Period
from branchlog.report import Report
from branchlog.stats.annual import asking, content, narrative
from branchlog.stats.annual.findings import Asked, Findings
from branchlog.stats.annual.sandbox import Source

#: What a report can be written as; tables alone (.csv) and records (.jsonl) are no report.
SUFFIXES = (".docx", ".xlsx", ".html", ".md", ".json", ".txt")
FORMATS = ("table", "json", "md")
_SET_LARGE = (".docx", ".html")
#: A ledger's own template, and the office's own document, beside branchlog.toml.
TEMPLATE = "report.{lang}.j2"
DOCUMENT = "report.template.docx"


def target(output: Path | None, format_: str, large_print: bool) -> str:
    """The format to write. Raises BadValue and Usage for one that no report has."""
    if output is None:
        if format_ not in FORMATS:
            raise BadValue(
                RenderText.UNKNOWN_FORMAT,
                Text.NO_REPORT_FORMAT,
                RenderText.FORMATS,
                format=format_,
                known=" ".join(FORMATS),
            )
        suffix = ""
    else:
        suffix = output.suffix.lower()
        if suffix not in SUFFIXES:
            raise BadValue(
                RenderText.CANNOT_SAVE,
                RenderText.UNKNOWN_SUFFIX if suffix else RenderText.NO_SUFFIX,
                RenderText.SUFFIXES,
                path=output,
                suffix=suffix,
                known=" ".join(SUFFIXES),
            )
        if format_ != "table" and format_ != render.SUFFIXES[suffix]:
            raise Usage(Words.FORMAT_TWICE, Words.FORMAT_TWICE_WHY, Words.FORMAT_HINT)
    if large_print and suffix not in _SET_LARGE:
        raise Usage(Text.NOT_LARGE, Text.NOT_LARGE_WHY, Text.NOT_LARGE_HINT)
    return format_ if output is None else render.SUFFIXES[suffix]


class Compiled(NamedTuple):
    """A report, the period that it is for, and the date of its last entry."""

    report: Report
    span: Period
    last: str | None


def compiled(
    session: Session, span: Period, compare: str | None, *, names: bool, data: bool
) -> Compiled:
    """The report of a period, with the `data` of JSON. Raises Refused where nothing is recorded."""
    known = session.catalogue()
    template = _template(session)
    snapshot = session.ledger().read(None)
    warnings.of_snapshot(session, snapshot)
    counted = views.countable(snapshot, known)
    warnings.of_count(session, snapshot, counted)
    asking.check(counted, span)
    config = session.config()
    asked = Asked(
        config.name,
        config.org,
        config.uuid,
        span,
        asking.comparison(compare, span, counted, session.today),
        session.today,
        session.lang,
        config.own,
        config.plan,
        names,
        len(snapshot.conflicts),
    )
    findings = Findings(asked, known, counted)
    report = content.report(findings, template, data=data)
    return Compiled(report, span, findings.statement.last_entry)


def show(
    session: Session, made: Compiled, format_: str, output: Path | None, large_print: bool
) -> None:
    """Print the report, or write it to its file and say for which period and up to when."""
    if output is None:
        session.show(made.report, format_, None)
        return
    office = session.folder() / DOCUMENT
    render.save(
        made.report,
        session.here / output,
        lang=session.lang,
        large_print=large_print,
        template=office if format_ == "docx" and office.exists() else None,
    )
    session.note(
        Words.STATS_PERIOD,
        period=periods.shown(session, made.span),
        last=made.last or session.say(Words.NO_ENTRY),
    )
    session.note(Words.OUTPUT_DONE, path=output)


def _template(session: Session) -> Source:
    """The ledger's own template, else the package's. Raises BadConfig for one that is no text."""
    path = session.folder() / TEMPLATE.format(lang=session.lang)
    if not path.exists():
        return narrative.built_in(session.lang)
    try:
        with path.open("rb") as file:
            return narrative.own(file.read(narrative.MOST + 1), str(path))
    except OSError as error:
        raise BadConfig(
            Text.TEMPLATE_BAD,
            Text.TEMPLATE_UNREADABLE,
            Text.TEMPLATE_AWAY,
            path=path,
            detail=error.strerror or str(error),
        ) from error
