"""One name that looks like several is told, for it counts as one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from branchlog.api import open_ledger
from branchlog.config import ledger_toml
from branchlog.intake.crowded import crowded
from branchlog.ledger import Ledger
from branchlog.messages import Intake as Text


@pytest.mark.parametrize(
    "name",
    [
        "王秀兰/李明",
        "王秀兰／李明／陈芳",
        "王秀兰和李明",
        "陈芳等8人",
        "陈芳等 十余 户",
        "王秀兰等",
        "全体党员",
    ],
)
def test_a_name_that_looks_like_several_is_told(name: str) -> None:
    assert crowded("people", ["赵永福", name]) == name


@pytest.mark.parametrize(
    "name",
    ["赵永福", "欧阳和平", "李和", "3栋/2单元", "阿布都·热西提", "Li Wei", "赵永福(独居)", "等"],
)
def test_one_name_is_not(name: str) -> None:
    assert crowded("household", [name]) is None


@pytest.mark.parametrize("field", ["tags", "evidence"])
def test_what_is_no_name_is_left_alone(field: str) -> None:
    assert crowded(field, ["照片/一月"]) is None


def test_an_import_says_so_once_a_field(tmp_path: Path) -> None:
    Ledger.create(tmp_path / "data", ledger_toml("河畔", ("甲",), "zh", "0193-test"))
    book = open_ledger(tmp_path / "data", who="王秀兰", today=date(2024, 11, 20))
    rows = [
        {"kind": "visit", "date": "2024-03-05", "household": "赵永福、钱桂兰", "people": "李明"},
        {"kind": "visit", "date": "2024-03-06", "household": "孙世珍/周建国", "people": "李明"},
        {"kind": "visit", "date": "2024-03-07", "household": "吴桂英等3户", "people": "李明"},
    ]
    remarks = book.import_rows(rows).parts[0].remarks

    assert remarks == [
        (Text.CROWDED, {"column": ("住户", "household"), "example": "孙世珍/周建国"})
    ]
