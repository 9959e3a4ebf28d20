"""Sheets that an office program wrote: laid out and understood as they are."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from branchlog.intake.files.formats import open_file
from branchlog.intake.files.reading import Reading
from branchlog.intake.sheets.layout import Laid, lay_out
from branchlog.intake.sheets.mapping import decide
from branchlog.intake.sheets.remembered import Remembered
from branchlog.intake.source import Cell, Table
from branchlog.messages import Layout as Text
from branchlog.records.catalogue import Catalogue

SHEETS = Path(__file__).parents[1] / "samples" / "sheets"
CATALOGUE = Catalogue()


def tables(name: str) -> list[Table]:
    opened = open_file(SHEETS / name, name, Reading())
    return [part for part in opened.parts if isinstance(part, Table)]


def laid(name: str) -> Laid:
    return lay_out(tables(name)[0], CATALOGUE)


def fields(found: Laid, *ignores: str) -> tuple[str, list[str]]:
    """The kind, and each column's field or role."""
    mapping = decide(
        found,
        CATALOGUE,
        kind=None,
        maps={},
        ignores=ignores,
        remembered=Remembered({}),
    )
    assert mapping.kind is not None
    known = dict(mapping.fields(mapping.kind))
    return mapping.kind.id, [
        known[use.position].id if use.position in known else use.role for use in mapping.uses
    ]


def day(cell: Cell) -> object:
    return cell.date() if isinstance(cell, datetime) else cell


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_visits_of_a_workbook(suffix: str) -> None:
    found = laid(f"visits.{suffix}")

    assert (found.first, found.last, found.title, found.year) == (3, 4, "2024年走访慰问台账", 2024)
    assert fields(found, "慰问金") == (
        "visit",
        [
            *("sequence", "date", "household", "households", "category", "people", "place"),
            *("ignored", "note"),
        ],
    )
    rows = dict(found.rows())
    assert list(rows) == [5, 6, 7, 8, 9, 11, 12, 13]
    # One date, merged over three visits.
    assert [day(rows[number][1]) for number in (5, 6, 7)] == [date(2024, 1, 22)] * 3
    assert found.hidden == [12]
    assert found.merged_numbers == set()
    assert [(each.first, each.why) for each in found.skipped] == [
        (1, Text.ABOVE_HEADER),
        (2, Text.ABOVE_HEADER),
        (10, Text.BLANK_ROW),
        (14, Text.TOTAL_ROW),
        (15, Text.TOTAL_ROW),
        (16, Text.BLANK_ROW),
        (17, Text.LABEL_ROW),
    ]


@pytest.mark.parametrize("name", ["visits.gb18030.csv", "visits.utf16.txt"])
def test_visits_without_merged_cells(name: str) -> None:
    found = laid(name)

    assert (found.first, found.last, found.year) == (3, 4, 2024)
    assert fields(found, "慰问金")[0] == "visit"
    rows = dict(found.rows())
    assert list(rows) == [5, 6, 7, 8, 9, 11, 12, 13]
    # What was merged is lost in this format: those rows have no date, and a person sees them.
    assert [rows[number][1] for number in (6, 7)] == ["", ""]


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods", "gb18030.csv", "utf16.txt"])
def test_mediations(suffix: str) -> None:
    found = laid(f"mediations.{suffix}")

    assert (found.first, found.last, found.year) == (2, 2, 2024)
    assert fields(found, "联系电话", "身份证号") == (
        "mediation",
        [
            *("sequence", "date", "category", "parties", "ignored", "ignored", "title"),
            *("people", "outcome", "closed", "amount", "agreement"),
        ],
    )
    assert [number for number, _ in found.rows()] == list(range(3, 10))
    assert found.skipped[-1].why == Text.TOTAL_ROW


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_each_sheet_is_its_own_kind(suffix: str) -> None:
    found = {table.sheet: fields(lay_out(table, CATALOGUE)) for table in tables(f"year.{suffix}")}

    assert found == {
        "走访": ("visit", ["date", "households", "category"]),
        "调解": ("mediation", ["date", "category", "outcome"]),
        "辅导": ("tutoring", ["date", "attendance", "subject"]),
        "活动": ("activity", ["date", "title", "participants", "leaflets"]),
    }
