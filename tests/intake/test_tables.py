"""Rows of whole sheets: kinds, notes out of several columns, merged numbers, ragged rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from branchlog.api import OpenLedger, open_ledger
from branchlog.config import ledger_toml
from branchlog.errors import BadValue, Usage
from branchlog.intake.importing import Asked, understand
from branchlog.intake.plan import Plan
from branchlog.intake.source import Area, Opened, Table
from branchlog.ledger import Ledger
from branchlog.messages import Intake as Text

TODAY = date(2024, 11, 20)


@pytest.fixture
def book(tmp_path: Path) -> OpenLedger:
    """A ledger with nothing in it."""
    Ledger.create(tmp_path / "data", ledger_toml("河畔", ("甲",), "zh", "0193-test"))
    return open_ledger(tmp_path / "data", who="王秀兰", today=TODAY)


def _plan(
    book: OpenLedger,
    *rows: Sequence[Any],
    kind: str = "",
    merged: Sequence[Area] = (),
    **asked: Any,
) -> Plan:
    table = Table("f.xlsx", "表", [*rows], merged, padded=False)
    said = Asked(book.catalogue.kind(kind) if kind else None, **asked)
    return understand([Opened([table], [])], book.ledger, book.catalogue, TODAY, said)


def test_columns_sent_to_the_note_stand_there_under_their_titles(book: OpenLedger) -> None:
    plan = _plan(
        book,
        ["走访日期", "户数", "备注", "联系电话", "慰问品"],
        ["2024-03-05", "1", "老人在家", "13800138000", "米"],
        ["2024-03-06", "1", "", "", "'=油"],
        ["2024-03-07", "1", "", "", ""],
        maps={"联系电话": "note", "慰问品": "备注"},
    )
    assert [doc.get("note") for _, doc in plan.new] == [
        "老人在家\n联系电话:13800138000\n慰问品:米",
        "慰问品:=油",
        None,
    ]


def test_two_columns_that_are_both_the_note_by_their_titles_are_refused(book: OpenLedger) -> None:
    with pytest.raises(Usage):
        _plan(book, ["走访日期", "备注", "说明"], ["2024-03-05", "一", "二"])


def test_a_row_of_another_kind_than_was_asked_for_is_bad(book: OpenLedger) -> None:
    header = ["日期", "事项", "备注"]
    rows = (["2024-03-05", "走访", "一"], ["2024-03-06", "调解", ""], ["2024-03-07", "", "三"])
    plan = _plan(book, header, *rows, kind="visit")
    assert [kind for kind, _ in plan.new] == ["visit", "visit"]
    assert [(bad.where.row, bad.trouble.why) for bad in plan.bad] == [(3, Text.OTHER_KIND)]


def test_each_row_may_be_of_its_own_kind(book: OpenLedger) -> None:
    header = ["日期", "事项", "户数", "结果"]
    rows = (
        ["2024-03-05", "走访", "3", ""],
        ["2024-03-06", "调解", "", "已化解"],
        ["2024-03-07", "调解", "2", ""],
        ["2024-03-08", "", "2", ""],
        ["2024-03-09", "聚餐", "2", ""],
    )
    plan = _plan(book, header, *rows)
    assert [kind for kind, _ in plan.new] == ["visit", "mediation"]
    assert [bad.where.row for bad in plan.bad] == [4, 5, 6]
    assert [bad.column for bad in plan.bad] == ["户数", "事项", "事项"]


def test_a_header_without_a_record_is_refused(book: OpenLedger) -> None:
    with pytest.raises(BadValue):
        _plan(book, ["走访日期", "户数"])


def test_a_number_merged_over_several_rows_is_refused_on_each(book: OpenLedger) -> None:
    plan = _plan(
        book,
        ["走访日期", "走访对象", "户数"],
        ["2024-03-05", "赵永福", "3"],
        ["2024-03-06", "钱桂兰", ""],
        merged=[Area(2, 2, 3, 2)],
    )
    assert [bad.trouble.why for bad in plan.bad] == [Text.MERGED_NUMBER] * 2


def test_a_row_with_a_cell_too_many_or_too_few_is_bad(book: OpenLedger) -> None:
    plan = _plan(
        book,
        ["走访日期", "户数", "备注"],
        ["2024-03-05", "3", "好"],
        ["2024-03-06", "3"],
        ["2024-03-07", "3", "好", "多"],
    )
    assert [(bad.where.row, bad.trouble.why) for bad in plan.bad] == [
        (3, Text.RAGGED),
        (4, Text.RAGGED),
    ]


def test_what_one_sheet_lacks_may_be_mapped_in_another(book: OpenLedger) -> None:
    sheets = [
        Table("f", "一", [["走访日期", "去向"], ["2024-03-05", "3栋"]], padded=False),
        Table("f", "二", [["走访日期", "户数"], ["2024-03-06", "2"]], padded=False),
    ]
    asked = Asked(None, None, {"去向": "place"}, ())
    plan = understand([Opened([*sheets], [])], book.ledger, book.catalogue, TODAY, asked)
    assert [doc for _, doc in plan.new] == [
        {"date": "2024-03-05", "place": "3栋"},
        {"date": "2024-03-06", "households": 2},
    ]


def test_what_no_sheet_has_cannot_be_mapped(book: OpenLedger) -> None:
    sheets = [
        Table("f", name, [["走访日期", "户数"], ["2024-03-05", "3"]], padded=False)
        for name in ("一", "二")
    ]
    asked = Asked(None, None, {"去向": "place"}, ())
    with pytest.raises(Usage):
        understand([Opened([*sheets], [])], book.ledger, book.catalogue, TODAY, asked)


def test_a_number_takes_the_unit_that_its_column_says(book: OpenLedger) -> None:
    plan = _plan(
        book,
        ["调解日期", "纠纷类型", "涉及金额(万元)"],
        ["2024-03-05", "邻里", "1.5"],
        ["2024-03-06", "邻里", "约2"],
    )
    assert [doc["amount"] for _, doc in plan.new] == [15_000, 20_000]


def test_what_was_said_of_a_column_is_remembered(book: OpenLedger) -> None:
    header, row = ["走访日期", "去向", "电话"], ["2024-03-05", "3栋", "1"]
    _plan(book, header, row, maps={"去向": "place"}, ignores=("电话",)).write()
    plan = _plan(book, header, ["2024-03-06", "4栋", "2"])
    assert [doc for _, doc in plan.new] == [{"date": "2024-03-06", "place": "4栋"}]


@pytest.mark.parametrize("id", ["a\tb", "a\nb", "a\u2028b", "{}", '{"date":"2024-03-05"}'])
def test_no_id_is_taken_for_a_document(book: OpenLedger, id: str) -> None:
    header = ["编号", "版本", "日期", "户数"]
    plan = _plan(book, header, [id, "1", "2024-03-05", "3"], ["", "", "2024-03-06", "3"])
    assert [each.where.row for each in plan.bad] == [2]
    assert [doc["date"] for _, doc in plan.new] == ["2024-03-06"]
    plan = book.import_rows([{"kind": "visit", "id": id, "rev": 1, "date": "2024-03-05"}])
    assert (len(plan.new), len(plan.bad)) == (0, 1)


def test_what_is_said_to_be_an_id_and_is_none_is_not_left_out(book: OpenLedger) -> None:
    plan = _plan(book, ["走访日期", "地点"], ["2024-03-05", "3栋"], maps={"地点": "id"})
    assert [bad.trouble.why for bad in plan.bad] == [Text.UNKNOWN_ID]
