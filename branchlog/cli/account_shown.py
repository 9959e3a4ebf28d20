"""An account of a figure as people read it: section by section, sums under the tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from branchlog.cli import account_changes, account_left_out, options, periods, views
from branchlog.cli.session import Session
from branchlog.ledger import Snapshot
from branchlog.messages import Cli, Stats
from branchlog.messages import Why as Text
from branchlog.records.record import Document, Record
from branchlog.report import Cell, Column, Paragraph, Report, Run, Section, Table
from branchlog.stats import account as accounts
from branchlog.stats import wording
from branchlog.stats.account import Account, number
from branchlog.stats.evidence import Evidence
from branchlog.stats.figures import Figure
from branchlog.stats.rules import rule
from branchlog.stats.statement import said

#: More records than a person reads are added up by month, and more names are only counted.
MOST = 500
MOST_NAMES = 100


def report(
    session: Session, found: Account, snapshot: Snapshot, format_: str, *, every: bool
) -> Report:
    """The account in the format asked for: a sheet has every row and whole ids, and no sums."""
    heading = _heading(session, found)
    if format_ in ("json", "jsonl"):
        data = accounts.as_json(found, session.catalogue(), session.lang)
        return Report(heading, data=data, rows=tuple(cast("list[object]", data["records"])))
    if format_ in options.SHEETS:
        return Report(heading, tuple(_sheets(session, found)))
    sections = [
        *_counted(session, found, snapshot, every=every),
        *account_left_out.sections(session, found, snapshot, every=every),
    ]
    if found.since:
        since = account_changes.section(session, found, found.since, snapshot, every=every)
        sections.append(since)
    notes = tuple(account_left_out.commands(session, found))
    return Report(heading, notes=notes, sections=tuple(sections))


def value(session: Session, figure: Figure) -> str:
    """The exact figure with its unit; nothing recorded is told apart from zero."""
    if said(figure):
        return wording.words(figure, session.lang, rounded=False)
    return session.say(Stats.NONE if figure.hundredths is None else Stats.NOTHING)


def _heading(session: Session, found: Account) -> tuple[str, ...]:
    header, figure = found.header, found.found.figure
    indicator = figure.indicator
    last = found.last_entry or session.say(Cli.NO_ENTRY)
    return (
        session.say(Cli.STATS_PERIOD, period=periods.shown(session, header.period), last=last),
        periods.heading(session),
        *periods.filter_line(session, {name: list(v) for name, v in header.filters.items()}),
        session.say(
            Text.FIGURE, label=indicator.label, value=value(session, figure), id=indicator.id
        ),
        session.say(
            Text.RULE, rule=rule(indicator, session.catalogue(), session.lang, found.known)
        ),
    )


def _counted(session: Session, found: Account, snapshot: Snapshot, *, every: bool) -> list[Section]:
    """The records of the figure, or of a ratio's parts and then what they make."""
    sections = []
    for part, each in found.parts:
        title = session.say(Text.RECORDS)
        if part:
            title = session.say(Text.RECORDS_OF, part=each.figure.indicator.label)
        many = len(each.shares) > MOST and not every
        table = by_month(session, each) if many else _records(session, each, snapshot)
        notes = [_sum(session, each), *_remarks(session, each, snapshot)]
        if many:
            notes.append(session.say(Text.BY_MONTH, count=len(each.shares)))
        if len(each.duplicates) > MOST_NAMES and not every:
            notes.append(session.say(Text.MANY_DUPLICATES, count=len(each.duplicates)))
        blocks: list[Table | Paragraph] = (
            [table, *map(paragraph, notes)] if each.shares else [paragraph(_sum(session, each))]
        )
        if each.replaced:
            blocks.append(_replaced(session, each, snapshot))
        if each.duplicates and (every or len(each.duplicates) <= MOST_NAMES):
            blocks.append(_duplicates(session, each, snapshot))
        sections.append(Section(title, tuple(blocks)))
    if found.found.parts:
        last = sections[-1]
        line = paragraph(_ratio(session, found.found))
        sections[-1] = last._replace(blocks=(*last.blocks, line))
    return sections


def paragraph(text: str) -> Paragraph:
    """A line of text as a block."""
    return (Run(text),)


def _records(session: Session, found: Evidence, snapshot: Snapshot | None) -> Table:
    """The records with what each brings; in a sheet under their whole ids."""
    indicator = found.figure.indicator
    closed = bool(indicator.state)
    columns = [
        Column("id", session.say(Cli.ID)),
        Column("date", session.say(Cli.DATE), form="date"),
        *([Column("closed", session.say(Text.CLOSED), form="date")] if closed else []),
        Column("category", session.say(Cli.CATEGORY)),
        Column("content", session.say(Cli.CONTENT)),
        Column("contribution", _brought(session, found), "right"),
    ]
    kind = views.kind_of(session.catalogue(), indicator.kind)
    rows = []
    for share in found.shares:
        doc = share.record.doc or {}
        id_ = snapshot.shortest(share.record.id) if snapshot else share.record.id
        row: list[Cell] = [id_, doc["date"]]
        row += [doc.get("closed")] if closed else []
        row.append(views.category(kind, doc, session.lang))
        row.append(views.content(kind, doc, session.lang, skip=_skipped(found, doc, snapshot)))
        row.append(number(share.hundredths))
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows))


def _skipped(found: Evidence, doc: Document, snapshot: Snapshot | None) -> tuple[str, ...]:
    """The fields that the content leaves out: on a page all but what the figure is made of, and
    what and where it was."""
    if snapshot is None:
        return ("category", "closed")
    indicator = found.figure.indicator
    names = indicator.measure if indicator.total else found.names
    kept = {indicator.measure, indicator.total, names, "times", "title", "place"}
    if not kept & doc.keys():
        return ("category", "closed")
    return tuple(field for field in doc if field not in kept)


def _brought(session: Session, found: Evidence) -> str:
    unit = found.figure.indicator.unit
    shown = unit.id if session.lang == "zh" else unit.en[1] if unit.written else ""
    return session.say(Text.BROUGHT_UNIT, unit=shown) if shown else session.say(Text.BROUGHT)


def by_month(session: Session, found: Evidence) -> Table:
    """The records by the month of their date: how many, and what they bring together."""
    months: dict[str, list[int]] = {}
    for share in found.shares:
        month = str((share.record.doc or {})["date"])[:7]
        sums = months.setdefault(month, [0, 0])
        sums[0] += 1
        sums[1] += share.hundredths
    columns = (
        Column("month", session.say(Text.MONTH)),
        Column("records", session.say(Cli.RECORDS), "right"),
        Column("contribution", _brought(session, found), "right"),
    )
    rows = ((month, count, number(total)) for month, (count, total) in months.items())
    return Table(columns, tuple(rows))


def _sum(session: Session, found: Evidence) -> str:
    """The line that adds the records up to the figure."""
    figure, count = found.figure, len(found.shares)
    total, last = value(session, figure), figure.indicator.aggregation == "last"
    if not count:
        return session.say(Text.SUM_NEVER if last else Text.SUM_NOTHING)
    match figure.indicator.aggregation:
        case "sum":
            return session.say(Text.SUM_SUM, total=total, count=count)
        case "count":
            many = [share for share in found.shares if share.hundredths != 100]
            if not many:
                return session.say(Text.SUM_COUNT, total=total, count=count)
            times = number(sum(share.hundredths for share in many))
            once = count - len(many)
            return session.say(Text.SUM_TIMES, total=total, count=once, many=len(many), times=times)
        case "distinct":
            if not figure.indicator.total:
                return session.say(Text.SUM_NAMED, total=total, named=figure.named)
            named, unnamed = (
                _counted_in(session, figure, n) for n in (figure.named, figure.unnamed)
            )
            return session.say(Text.SUM_DISTINCT, total=total, named=named, unnamed=unnamed)
        case _:
            date = (found.shares[0].record.doc or {})["date"]
            pair = Text.SUM_LAST_OF if found.replaced else Text.SUM_LAST
            return session.say(pair, total=total, date=date, count=len(found.replaced))


def _counted_in(session: Session, figure: Figure, count: int) -> str:
    return f"{count}{figure.indicator.unit.id}" if session.lang == "zh" else str(count)


def _ratio(session: Session, found: Evidence) -> str:
    top, bottom = found.parts
    if found.figure.hundredths is None:
        return session.say(Text.SUM_RATIO_NONE, bottom=bottom.figure.indicator.label)
    return session.say(
        Text.SUM_RATIO,
        value=value(session, found.figure),
        top=value(session, top.figure),
        bottom=value(session, bottom.figure),
    )


def _remarks(session: Session, found: Evidence, snapshot: Snapshot) -> list[str]:
    """What is approximate and what is in conflict among the records that count."""
    indicator = found.figure.indicator
    estimates = [
        share.record for share in found.shares if accounts.estimate(indicator, share.record)
    ]
    heads = {(conflict.kind, conflict.id) for conflict in snapshot.conflicts}
    conflicts = [
        share.record for share in found.shares if (share.record.kind, share.record.id) in heads
    ]
    return [
        session.say(pair, count=len(records), ids=ids(records, snapshot))
        for pair, records in ((Text.ESTIMATES, estimates), (Text.IN_CONFLICT, conflicts))
        if records
    ]


def ids(records: Sequence[Record], snapshot: Snapshot, most: int = 12) -> str:
    """The shortest ids of some records; of many the first, and three dots."""
    shown = " ".join(snapshot.shortest(record.id) for record in records[:most])
    return f"{shown} ..." if len(records) > most else shown


def _replaced(session: Session, found: Evidence, snapshot: Snapshot | None) -> Table:
    columns = (
        Column("id", session.say(Cli.ID)),
        Column("date", session.say(Cli.DATE), form="date"),
        Column("value", session.say(Cli.VALUE), "right"),
    )
    measure = found.figure.indicator.measure
    rows = []
    for record in found.replaced:
        doc: Document = record.doc or {}
        id_ = snapshot.shortest(record.id) if snapshot else record.id
        rows.append((id_, doc["date"], doc[measure]))
    return Table(columns, tuple(rows), session.say(Text.REPLACED))


def _duplicates(session: Session, found: Evidence, snapshot: Snapshot | None) -> Table:
    """The names that count once: where each stands again, and where it is counted."""
    columns = (
        Column("name", session.say(Text.NAME)),
        Column("record", session.say(Text.AGAIN)),
        Column("first", session.say(Text.FIRST)),
    )

    def place(record: Record) -> str:
        id_ = snapshot.shortest(record.id) if snapshot else record.id
        return f"{(record.doc or {})['date']} {id_}" if snapshot else id_

    rows = tuple((each.name, place(each.record), place(each.first)) for each in found.duplicates)
    return Table(columns, rows, session.say(Text.DUPLICATES))


def _sheets(session: Session, found: Account) -> list[Table]:
    """Every table with all its rows, numbers as numbers."""
    tables = []
    for part, each in found.parts:
        table = _records(session, each, None)
        tables.append(
            table._replace(title=session.say(each.figure.indicator.label) if part else "")
        )
        if each.replaced:
            tables.append(_replaced(session, each, None))
        if each.duplicates:
            tables.append(_duplicates(session, each, None))
    tables += account_left_out.tables(session, found)
    if found.since:
        tables.append(account_changes.table(session, found, found.since, None))
    return tables
