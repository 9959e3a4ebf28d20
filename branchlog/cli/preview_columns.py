"""What an import took each sheet and each of its columns for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from branchlog.cli.session import Session
from branchlog.messages import Importing as Text
from branchlog.report import Column, Report, Table

if TYPE_CHECKING:
    from branchlog.intake.plan import Part
    from branchlog.intake.sheets.layout import Laid
    from branchlog.intake.sheets.mapping import Mapping, Use

_Rows: TypeAlias = tuple[tuple[str, str], ...]


def sections(session: Session, parts: Sequence[Part], year: int | None) -> Iterator[Report]:
    """One section for each part; columns that are as in an earlier one are not said again.

    `year` is the one that was asked for, in place of the sheets' own.
    """
    shown: dict[_Rows, str] = {}
    for part in parts:
        place = part.file
        if part.sheet:
            place = session.say(Text.FILE_AND_SHEET, file=part.file, sheet=part.sheet)
        said = [_rows_of(session, part)]
        rows: _Rows = ()
        if part.laid is not None and part.mapping is not None:
            said += _layout(session, part.laid, year)
            rows = tuple(_columns(session, part.mapping))
        same = shown.setdefault(rows, place)
        if rows and same != place:
            said.append(session.say(Text.COLUMNS_AS, place=same))
        line = session.say(Text.SAID, place=place, what=session.say(Text.THEN).join(said))
        if rows and same == place:
            titles = (Text.COLUMN, Text.IMPORTED_AS)
            columns = tuple(Column(pair[1], session.say(pair)) for pair in titles)
            yield Report(tables=(Table(columns, rows, line),))
        else:
            yield Report(notes=(line,))


def _rows_of(session: Session, part: Part) -> str:
    mapping = part.mapping
    if mapping is None or mapping.kind is None:
        kind = session.say(Text.BY_ROW)
    else:
        kind = session.say(Text.KIND_WHY, kind=mapping.kind.label, why=mapping.why_kind)
    return session.say(Text.ROWS_OF, rows=part.rows + part.bad, kind=kind)


def _layout(session: Session, laid: Laid, year: int | None) -> Iterator[str]:
    if laid.first == laid.last:
        yield session.say(Text.HEADER_ROW, row=laid.first)
    else:
        yield session.say(Text.HEADER_ROWS, first=laid.first, last=laid.last)
    used = laid.year if year is None else year
    if used is not None:
        yield session.say(Text.YEAR_USED, year=used)


def _columns(session: Session, mapping: Mapping) -> Iterator[tuple[str, str]]:
    """Each column's title and what it is imported as."""
    labels = _labels(session, mapping)
    for use in mapping.uses:
        if use.title or use.role != "ignored":
            yield use.title, _meaning(session, mapping, use, labels.get(use.position, ""))


def _labels(session: Session, mapping: Mapping) -> dict[int, str]:
    """The labels of the columns' fields; where each row says its kind, they may have several."""
    kinds = [mapping.kind] if mapping.kind else session.catalogue().kinds()
    found: dict[int, dict[str, None]] = {}
    for kind in kinds:
        for position, field in mapping.fields(kind):
            found.setdefault(position, {})[session.say(field.label)] = None
    return {position: " / ".join(labels) for position, labels in found.items()}


def _meaning(session: Session, mapping: Mapping, use: Use, label: str) -> str:
    match use.role:
        case "field":
            if use.unit:
                label = session.say(Text.IN_UNIT, field=label, unit=use.unit)
        case "kind":
            label = session.say(Text.KIND_COLUMN)
        case "id":
            label = session.say(Text.TO_FIND)
        case "rev":
            label = session.say(Text.TO_CHECK)
        case "sequence":
            label = session.say(Text.LEFT_OUT_NUMBER)
        case _:
            label = session.say(Text.LEFT_OUT)
    remembered = use.title in mapping.remembered
    return session.say(Text.SAID_BEFORE, meaning=label) if remembered else label
