"""A workbook with a sheet that is no list of records: its cover, its summary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from branchlog.api import open_ledger
from branchlog.config import ledger_toml
from branchlog.errors import Usage
from branchlog.intake.importing import Asked, understand
from branchlog.intake.source import Cell, Opened, Table
from branchlog.ledger import Ledger

TODAY = date(2024, 11, 20)
JANUARY: list[list[Cell]] = [["日期", "走访户数"], ["1月5日", 3]]


def hint(tmp_path: Path, **sheets: Sequence[Sequence[Cell]]) -> str:
    Ledger.create(tmp_path / "data", ledger_toml("河畔", ("甲",), "zh", "0193-test"))
    book = open_ledger(tmp_path / "data", who="王秀兰", today=TODAY)
    tables = [Table("2024年.xlsx", name, rows) for name, rows in sheets.items()]
    with pytest.raises(Usage) as stopped:
        understand([Opened([*tables], [])], book.ledger, book.catalogue, TODAY, Asked())
    return stopped.value.lines("zh")[2]


@pytest.mark.parametrize(
    "rows",
    [
        [["月份", "走访户数"], ["1月", 3]],
        [["全年走访户数"], [3]],
        [["河畔支部"], ["工作台账"]],
    ],
)
def test_the_other_sheets_may_be_imported_alone(
    tmp_path: Path, rows: Sequence[Sequence[Cell]]
) -> None:
    told = hint(tmp_path, **{"1月": JANUARY, "汇总 表": rows, "2月": JANUARY})

    assert told.endswith(";这张表不要,就只导入别的表:--sheet 1月 --sheet 2月")


def test_nothing_is_said_of_other_sheets_where_there_are_none(tmp_path: Path) -> None:
    assert "--sheet" not in hint(tmp_path, 汇总=[["月份", "走访户数"], ["1月", 3]])
