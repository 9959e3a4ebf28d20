"""What scripts get from `branchlog.open_ledger`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tinydb import where

import branchlog
from branchlog import config
from branchlog.errors import BadConfig, BadValue
from branchlog.ledger import Ledger

TODAY = date(2024, 11, 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "ledger"
    Ledger.create(path, config.ledger_toml("测试支部", ("县",), "zh", "uuid-1"))
    return path


def test_a_script_adds_records_as_the_command_does(folder: Path) -> None:
    ledger = branchlog.open_ledger(folder, who="脚本", today=TODAY)
    record = ledger.add("走访", {"日期": "昨天", "户数": "3户", "类别": "慰问"})
    assert (record["kind"], record["date"]) == ("visit", "2024-11-19")
    assert (record["households"], record["category"]) == (3, "condolence")
    assert record["recorded_by"] == "脚本"


def test_a_batch_with_one_bad_row_writes_nothing(folder: Path) -> None:
    ledger = branchlog.open_ledger(folder, today=TODAY)
    with pytest.raises(BadValue):
        ledger.add_many([("visit", {"households": 3}), ("visit", {"households": -1})])
    assert ledger.records() == []


def test_figures_and_records_agree_with_what_was_added(folder: Path) -> None:
    ledger = branchlog.open_ledger(folder, today=TODAY)
    ledger.add_many(
        [
            ("visit", {"date": "2024-03-05", "household": ["张家", "李家"], "households": 5}),
            ("visit", {"date": "2024-03-06", "household": ["张家"]}),
            ("visit", {"date": "2023-03-06", "households": 7}),
        ]
    )
    figures = ledger.stats("2024")["figures"]
    assert isinstance(figures, list)
    by_id = {figure["indicator"]: figure for figure in figures}
    households = by_id["visit.households"]
    assert (households["value"], households["named"], households["unnamed"]) == (5, 2, 3)
    assert by_id["visit.household_visits"]["value"] == 6
    assert [record["date"] for record in ledger.records("visit", "2024")] == [
        "2024-03-05",
        "2024-03-06",
    ]


def test_the_records_are_an_ordinary_tinydb(folder: Path) -> None:
    ledger = branchlog.open_ledger(folder, today=TODAY)
    ledger.add("visit", {"households": 3, "place": "3栋"})
    table = ledger.db.table("visit")
    assert [doc["households"] for doc in table.search(where("place") == "3栋")] == [3]
    table.update({"households": 4}, where("place") == "3栋")
    assert [record["households"] for record in ledger.records("visit")] == [4]


def test_a_folder_without_a_ledger_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfig):
        branchlog.open_ledger(tmp_path)
