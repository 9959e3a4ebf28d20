"""Rows that could not be imported, saved beside their sources to be mended and imported again."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from branchlog import config, render
from branchlog.cli import sheet_columns, views
from branchlog.cli.importing import STDIN
from branchlog.cli.preview_rows import reason
from branchlog.cli.session import Session
from branchlog.errors import OutcomeUnknown, WriteFailed
from branchlog.messages import Importing as Text
from branchlog.messages import Intake, RenderText
from branchlog.records.catalogue import Kind
from branchlog.records.neutral import restored
from branchlog.report import Cell, Column, Form, Report, Table

if TYPE_CHECKING:
    from branchlog.intake.outcome import Rejected
    from branchlog.intake.plan import Part, Plan
    from branchlog.intake.sheets.mapping import Mapping as Columns
    from branchlog.intake.source import Cell as Read

_SUFFIX = re.compile(r"\.rejected(-\d+)?$")


@contextmanager
def saved(session: Session, plan: Plan) -> Iterator[list[Path]]:
    """The files with the bad rows, one for each source; gone again when the block fails.

    Raises WriteFailed when one cannot be written.
    """
    files: list[Path] = []
    try:
        for source in dict.fromkeys(each.where.file for each in plan.bad):
            parts = [part for part in plan.parts if part.file == source]
            bad = [each for each in plan.bad if each.where.file == source]
            files.append(_save(session, source, parts, bad))
        yield files
    except OutcomeUnknown:
        # The good rows may have been written: then these are all that is left to do.
        raise
    except BaseException:
        for path in files:
            with suppress(OSError):
                os.unlink(session.here / path)
        raise


def _save(session: Session, source: str, parts: Sequence[Part], bad: Sequence[Rejected]) -> Path:
    """Write one source's bad rows. The path is as the source was named."""
    named = Path("stdin" if source == STDIN else source)
    form = _form(parts, session.here / named)
    if form in ("json", "jsonl"):
        rows = [_object(session, each) for each in bad]
        report = Report(data=rows, rows=tuple(rows))
    else:
        by_sheet = {part.sheet: part for part in parts}
        tables = [
            _table(session, by_sheet[sheet], [each for each in bad if each.where.sheet == sheet])
            for sheet in dict.fromkeys(each.where.sheet for each in bad)
        ]
        report = Report(tables=tuple(tables))
    try:
        path = _claimed(session.here, named, form)
        try:
            render.save(report, session.here / path, lang=session.lang, format=form)
        except BaseException:
            with suppress(OSError):
                os.unlink(session.here / path)
            raise
    except OSError as error:
        detail = error.strerror or str(error)
        raise WriteFailed(
            Text.REJECTED_UNSAVED, RenderText.SYSTEM_SAYS, Text.REJECTED_UNSAVED_HINT, detail=detail
        ) from error
    except WriteFailed as fault:
        raise WriteFailed(
            Text.REJECTED_UNSAVED,
            fault.trouble.why,
            Text.REJECTED_UNSAVED_HINT,
            **fault.trouble.values,
        ) from fault
    return path


def _form(parts: Sequence[Part], source: Path) -> str:
    """A workbook for what had sheets, JSON for JSON, else CSV."""
    if any(part.sheet for part in parts):
        return "xlsx"
    if any(part.laid is not None for part in parts):
        return "csv"
    # In a ledger's folder every .jsonl is read as a journal.
    return "json" if (source.parent / config.FILE).exists() else "jsonl"


def _claimed(here: Path, source: Path, form: str) -> Path:
    """A new, empty file `NAME.rejected.csv`, or with a number where there is one already."""
    stem = _SUFFIX.sub("", source.stem)
    for number in count(1):
        name = f"{stem}.rejected{f'-{number}' if number > 1 else ''}.{form}"
        path = source.with_name(name)
        try:
            os.close(os.open(here / path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        except FileExistsError:
            continue
        return path
    raise AssertionError


def _object(session: Session, bad: Rejected) -> dict[str, Any]:
    """A JSON row with its reason; of a line that is no object there is only where it stands."""
    why = session.say(Intake.REASON)
    if isinstance(bad.cells, dict):
        return {**bad.cells, why: reason(session, bad)}
    place = session.say(Text.UNREADABLE_LINE, file=bad.where.file, row=bad.where.row)
    return {why: f"{reason(session, bad)}; {place}"}


def _table(session: Session, part: Part, bad: Sequence[Rejected]) -> Table:
    """A sheet's bad rows under its own header and what stands above it."""
    assert part.laid is not None and part.mapping is not None  # noqa: S101, PT018
    header = part.laid.header
    # The reasons of last time go.
    dropped = {use.position for use in part.mapping.uses if use.role == "reason"}
    read = [each.cells for each in bad if not isinstance(each.cells, dict)]
    wide = max([len(header), *(len(cells or ()) for cells in read)])
    kept = [at for at in range(wide) if at not in dropped]
    names = (header[at] if at < len(header) else "" for at in kept)
    titles = (*names, session.say(Intake.REASON))
    cells = [_row(session, part.mapping, each, kept) for each in bad]
    forms: list[Form] = [
        "date" if any(isinstance(cell, date) for cell in column) else ""
        for column in zip(*cells, strict=True)
    ]
    rows = [(*map(_cell, row), reason(session, each)) for row, each in zip(cells, bad, strict=True)]
    # The year, the unit or the kind may stand above the header.
    above = [(text, *("" for _ in titles[1:])) for text in part.laid.texts]
    titles, *others = [*above, titles]
    rows = [*others, *rows]
    columns = [
        Column(title, title, form=form) for title, form in zip(titles, [*forms, ""], strict=True)
    ]
    return Table(tuple(columns), tuple(rows), part.sheet)


def _row(session: Session, mapping: Columns, bad: Rejected, kept: Sequence[int]) -> list[Read]:
    """A row's cells; those of a row that was understood are made again from what it says."""
    cells = bad.cells
    if not isinstance(cells, dict):
        return [cells[at] if cells and at < len(cells) else None for at in kept]
    kind = session.catalogue().kind(cells["kind"])
    fields = mapping.fields(kind)
    ids = {field.id for _, field in fields}
    made: dict[int, Read] = {
        at: _again(session, kind, field.id, cells, ids) for at, field in fields if field.id in cells
    }
    beside = {**cells, "kind": session.say(kind.label)}
    made |= {
        use.position: beside.get(use.role)
        for use in mapping.uses
        if use.role in ("id", "rev", "kind")
    }
    return [made.get(at) for at in kept]


def _again(
    session: Session, kind: Kind, id_: str, doc: Mapping[str, Any], ids: Collection[str]
) -> Cell:
    """A value as a cell; what has no column of its own stands with what it belongs to."""
    if id_ == "date" and "end" in doc and "end" not in ids:
        return f"{doc['date']}..{doc['end']}"
    if "approximate" in doc and "approximate" not in ids and kind.fields[id_].type == "quantity":
        return views.value(kind, id_, dict(doc), session.lang)
    return sheet_columns.cell(kind, id_, doc[id_], session.lang)


def _cell(cell: Read) -> Cell:
    """A cell as it was. A day becomes a day's cell by the form of its column."""
    match cell:
        case bool():
            return str(cell).upper()
        case str():
            return restored(cell)
        case datetime():
            midnight = cell.time() == time()
            return cell.date().isoformat() if midnight else cell.isoformat(" ", "minutes")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return cell
