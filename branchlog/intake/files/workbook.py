"""Sheets of xlsx, xls and ods workbooks, looked through before they are loaded."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import BinaryIO

import python_calamine as calamine

from branchlog.errors import BadValue
from branchlog.intake.files import ods_survey, sheet_facts, xls_survey, xlsx_survey
from branchlog.intake.files.packed import Packed
from branchlog.intake.files.reading import Reading
from branchlog.intake.files.sheet_facts import Facts, broken, protected
from branchlog.intake.source import Area, Cell, Opened, Skipped, Table
from branchlog.messages import Pair
from branchlog.messages import Sources as Text


def read(stream: BinaryIO, name: str, reading: Reading) -> Opened:
    """The sheets of a workbook. Raises BadValue when it is locked, broken or too large."""
    with stream:
        facts, source, at_once = _surveyed(stream, name, reading)
        if at_once:
            sheet_facts.check(facts, name, reading)
        with _guarded(name):
            source.seek(0)
            book = calamine.CalamineWorkbook.from_filelike(source)
        sheets = list(zip(book.sheets_metadata, facts, strict=False))
        if len(sheets) != len(book.sheets_metadata):
            raise broken(name)
        wanted = _Wanted(name, [sheet.name for sheet, _ in sheets], reading.sheets)
        reasons = [wanted.refuses(sheet) for sheet, _ in sheets]
        chosen = [each for (_, each), why in zip(sheets, reasons, strict=True) if why is None]
        sheet_facts.check(chosen, name, reading)
        opened = Opened([], [])
        for index, ((sheet, each), why) in enumerate(zip(sheets, reasons, strict=True)):
            table = None
            if why is None:
                with _guarded(name):
                    loaded = book.get_sheet_by_index(index)
                    table = _table(name, sheet.name, loaded, each)
            if table is not None:
                opened.parts.append(table)
            else:
                skipped = Skipped(name, sheet.name, 0, 0, why or Text.EMPTY_SHEET)
                opened.skipped.append(skipped)
    if not opened.parts:
        raise BadValue(Text.UNREADABLE, Text.NOTHING_IN_IT, Text.EMPTY_FILE_HINT, name=name)
    return opened


class _Wanted:
    """Which sheets are asked for."""

    def __init__(self, name: str, known: list[str], asked: Sequence[str]) -> None:
        for sheet in asked:
            if sheet not in known:
                raise BadValue(
                    Text.NO_SHEET,
                    Text.SHEETS_WHY,
                    Text.SHEETS_HINT,
                    name=name,
                    sheet=sheet,
                    sheets=" | ".join(known),
                )
        self._asked = asked

    def refuses(self, sheet: calamine.SheetMetadata) -> Pair | None:
        """Why a sheet is left out."""
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            return Text.NO_CELLS
        if self._asked:
            return None if sheet.name in self._asked else Text.SHEET_NOT_ASKED
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            return Text.HIDDEN_SHEET
        return None


def _surveyed(stream: BinaryIO, name: str, reading: Reading) -> tuple[list[Facts], BinaryIO, bool]:
    """The facts of every sheet, what to load, and whether that loads all sheets at once."""
    if stream.read(2) != b"PK":
        stream.seek(0)
        content = stream.read(reading.max_bytes + 1)
        if len(content) > reading.max_bytes:
            raise sheet_facts.over(name, reading.max_bytes)
        facts, book = xls_survey.survey(content, name)
        return facts, io.BytesIO(book), True
    packed = Packed(stream, name, reading.max_bytes)
    kinds = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}.intersection(packed.names())
    match sorted(kinds):
        case ["xl/workbook.xml"]:
            return xlsx_survey.survey(packed, name, reading), stream, False
        case ["content.xml"]:
            return ods_survey.survey(packed, name), stream, True
    raise broken(name)


@contextmanager
def _guarded(name: str) -> Iterator[None]:
    """Turn what the library raises into ours, and keep off the screen what it prints."""
    try:
        with _silenced():
            yield
    except calamine.PasswordError:
        raise protected(name) from None
    except MemoryError:
        raise
    except Exception:
        raise broken(name) from None
    except BaseException as fault:
        # A bug of the library is raised as no Exception, of a class that cannot be imported.
        if type(fault).__name__ == "PanicException":
            raise broken(name) from None
        raise


@contextmanager
def _silenced() -> Iterator[None]:
    kept = None
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
        kept = os.dup(2)
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 2)
        os.close(sink)
    try:
        yield
    finally:
        if kept is not None:
            os.dup2(kept, 2)
            os.close(kept)


def _table(name: str, title: str, sheet: calamine.CalamineSheet, facts: Facts) -> Table | None:
    """A sheet with what stands in it, or None when nothing does."""
    if sheet.start is None or sheet.end is None:
        if not facts.failed:
            return None
        left, bottom, right = 0, 0, -1
    else:
        left, (bottom, right) = sheet.start[1], sheet.end
        bottom += 1
    last = max([bottom, *facts.failed])
    width = max([right + 1, *(max(row) + 1 for row in facts.failed.values())])
    merged = facts.merged or [
        Area(first[0] + 1, first[1], end[0] + 1, end[1])
        for first, end in sheet.merged_cell_ranges or []
    ]
    rows = _Rows(name, sheet, facts, left, (last, width))
    hidden = frozenset(row for row in facts.hidden if row <= last)
    return Table(name, title, iter(rows), merged, hidden, rows.done)


class _Rows:
    """The rows of a sheet from its row 1 and column A on, as on the screen."""

    def __init__(
        self,
        name: str,
        sheet: calamine.CalamineSheet,
        facts: Facts,
        left: int,
        size: tuple[int, int],
    ) -> None:
        self._name = name
        self._sheet = sheet
        self._failed = facts.failed
        self._left = left
        self._last, self._width = size
        self._given = 0

    def done(self) -> float:
        return self._given / self._last

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for row in self._padded():
            self._given += 1
            if self._given in self._failed:
                cells = [*row]
                for column, text in self._failed[self._given].items():
                    cells[column] = text
                row = cells
            yield row

    def _padded(self) -> Iterator[Sequence[Cell]]:
        count = 0
        if self._sheet.start is not None:
            # Blank rows above are given, blank columns before are not.
            before: list[Cell] = [None] * self._left
            after: list[Cell] = [None] * (self._width - self._left - self._sheet.width)
            for row in self._sheet.iter_rows():
                yield [*before, *row, *after] if before or after else row
                count += 1
        for _ in range(count, self._last):
            yield [None] * self._width
