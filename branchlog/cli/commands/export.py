"""Export records as a sheet that can be changed and imported again."""

# Annotations are real objects here: typer would have to evaluate postponed ones at every start.

from typing import Annotated, NamedTuple

import typer

from branchlog import render
from branchlog.cli import options, periods, sheets_out, views, warnings
from branchlog.cli.options import Category, Occasion, Person, Place, TextFilter, Where
from branchlog.cli.options import SheetFile as Output
from branchlog.cli.session import Session
from branchlog.ledger import Entry, Snapshot
from branchlog.messages import SheetOut as Text
from branchlog.records import filters
from branchlog.records.filters import Filters
from branchlog.records.periods import Period, parse_period
from branchlog.records.record import Record, as_json
from branchlog.report import Report

_SUFFIXES = (".csv", ".xlsx", ".jsonl")


def run(
    ctx: typer.Context,
    kind: Annotated[str | None, typer.Argument(help="EXPORT_KIND")] = None,
    output: Output = None,
    period: Annotated[str, typer.Option("--period", help="EXPORT_PERIOD")] = "all",
    category: Category = None,
    person: Person = None,
    place: Place = None,
    occasion: Occasion = None,
    text: TextFilter = None,
    where: Where = None,
) -> None:
    """Write the records that pass the filters to a CSV, XLSX or JSON Lines file."""
    session: Session = ctx.obj
    path = sheets_out.target(session, output, _SUFFIXES, "branchlog export -o records.xlsx")
    span = parse_period(period, session.today)
    catalogue = session.catalogue()
    asked = options.asked(category, person, place, occasion, text, where)
    wanted = filters.build(catalogue, session.today, asked, kind)
    snapshot = session.ledger().read(span.years())
    warnings.of_snapshot(session, snapshot)
    found = _found(session, snapshot, wanted, span)
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        everything = sorted(found.records + found.others, key=_order)
        report, count = Report(rows=tuple(map(as_json, everything))), len(everything)
        left_out: tuple[Record, ...] = ()
    else:
        lang = session.config().language or session.lang
        by_kind = suffix == ".xlsx"
        sheets = sheets_out.of_records(catalogue, found.records, lang, by_kind=by_kind)
        report = Report(tables=sheets.tables)
        count = sum(len(table.rows) for table in sheets.tables)
        left_out = (*found.others, *sheets.left_out)
    render.save(report, path, lang=session.lang)
    shown = periods.shown(session, span)
    session.note(Text.EXPORTED, period=shown, count=count, path=output)
    if left_out:
        which = sheets_out.named(left_out)
        session.warn(session.say(Text.LEFT_OUT, count=len(left_out), which=which))


class _Found(NamedTuple):
    """The dated records of a period, and the documents that no period can hold."""

    records: list[Entry]
    others: list[Entry]


def _found(session: Session, snapshot: Snapshot, wanted: Filters, span: Period) -> _Found:
    counted = views.countable(snapshot, session.catalogue())
    records = [
        entry
        for entries in views.selected(counted, wanted).values()
        for entry in entries
        if span.holds((entry.doc or {})["date"])
    ]
    records.sort(key=_order)
    if span.years() != (None, None):
        warnings.of_count(session, snapshot, counted)
        return _Found(records, [])
    known = {(entry.kind, entry.id) for entries in counted.values() for entry in entries}
    rest = {
        kind: [entry for entry in table.values() if (kind, entry.id) not in known]
        for kind, table in snapshot.tables.items()
    }
    return _Found(
        records, [each for some in views.selected(rest, wanted).values() for each in some]
    )


def _order(entry: Entry) -> tuple[str, str, str]:
    """Oldest first; what has no date comes last."""
    day = (entry.doc or {}).get("date")
    return day if isinstance(day, str) else "~", entry.kind, entry.id
