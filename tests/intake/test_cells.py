"""What a cell is read as, whatever programs and people made of it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from branchlog.errors import BadValue
from branchlog.intake.cells import Cells
from branchlog.messages import Intake as Text
from branchlog.messages import Pair
from branchlog.records.catalogue import Catalogue

TODAY = date(2024, 11, 20)


def _cells(kind: str, field: str, year: int | None = 2024, *, sheet: bool = True) -> Cells:
    found = Catalogue().kind(kind)
    return Cells(found, found.field(field), TODAY, year, sheet=sheet)


@pytest.mark.parametrize(
    ("kind", "field", "cell", "values", "mark"),
    [
        ("visit", "date", "2024-03-05", {"date": "2024-03-05"}, None),
        ("visit", "date", "2024/3/5", {"date": "2024-03-05"}, None),
        ("visit", "date", "2024-03-05 00:00:00", {"date": "2024-03-05"}, None),
        ("visit", "date", "3月5日", {"date": "2024-03-05"}, None),
        ("visit", "date", "三月五日", {"date": "2024-03-05"}, None),
        ("visit", "date", "3.5", {"date": "2024-03-05"}, None),
        ("visit", "date", "20240305", {"date": "2024-03-05"}, None),
        ("visit", "date", 20240305, {"date": "2024-03-05"}, None),
        ("visit", "date", 45356, {"date": "2024-03-05"}, None),
        ("visit", "date", 45356.0, {"date": "2024-03-05"}, None),
        ("visit", "date", "45356", {"date": "2024-03-05"}, None),
        ("visit", "date", date(2024, 3, 5), {"date": "2024-03-05"}, None),
        ("visit", "date", datetime(2024, 3, 5), {"date": "2024-03-05"}, None),
        ("visit", "date", "2024年5月", {"date": "2024-05"}, None),
        ("visit", "date", "3月5日至8日", {"date": "2024-03-05", "end": "2024-03-08"}, None),
        ("visit", "date", "", {}, None),
        ("visit", "date", "/", {}, None),
        ("visit", "date", None, {}, None),
        ("visit", "households", "12户", {"households": 12}, None),
        ("visit", "households", "１２", {"households": 12}, None),
        ("visit", "households", "1,300", {"households": 1300}, None),
        ("visit", "households", "二十", {"households": 20}, None),
        ("visit", "households", "约120户", {"households": 120}, "about"),
        ("visit", "households", "120余户", {"households": 120}, "over"),
        ("visit", "households", 12.0, {"households": 12}, None),
        ("visit", "households", "无", {}, None),
        ("visit", "hours", 2.5, {"hours": 2.5}, None),
        ("visit", "household", "张三、李四", {"household": ["张三", "李四"]}, None),
        ("visit", "household", "张三 李四", {"household": ["张三", "李四"]}, None),
        ("visit", "household", "张三\n李四", {"household": ["张三", "李四"]}, None),
        ("visit", "household", "王　芳;Li Wei", {"household": ["王芳", "Li Wei"]}, None),
        ("visit", "category", "慰问走访", {"category": "condolence"}, None),
        ("visit", "title", "'=1+1", {"title": "=1+1"}, None),
        ("visit", "title", "3栋\r\n2单元", {"title": "3栋 2单元"}, None),
        ("visit", "title", 13800138000.0, {"title": "13800138000"}, None),
        ("visit", "title", 3.5, {"title": "3.5"}, None),
        ("visit", "title", "无", {"title": "无"}, None),
        ("visit", "note", "一\r\n二", {"note": "一\n二"}, None),
        ("mediation", "outcome", "调解成功", {"outcome": "settled"}, None),
        ("mediation", "outcome", "已化解", {"outcome": "settled"}, None),
        ("mediation", "outcome", "成功", {"outcome": "settled"}, None),
        ("mediation", "outcome", "√", {"outcome": "settled"}, None),
        ("mediation", "outcome", "是", {"outcome": "settled"}, None),
        ("mediation", "outcome", 1.0, {"outcome": "settled"}, None),
        ("mediation", "outcome", "1", {"outcome": "settled"}, None),
        ("mediation", "outcome", True, {"outcome": "settled"}, None),
        ("mediation", "outcome", "未化解", {"outcome": "failed"}, None),
        ("mediation", "outcome", "不成功", {"outcome": "failed"}, None),
        ("mediation", "outcome", "调解中", {"outcome": "ongoing"}, None),
        ("mediation", "outcome", "已移交", {"outcome": "referred"}, None),
        ("need", "status", "×", {"status": "open"}, None),
        ("need", "status", False, {"status": "open"}, None),
        ("standing", "value", "45名", {"value": 45}, None),
    ],
)
def test_a_cell_is_read_as_what_was_meant(
    kind: str, field: str, cell: Any, values: dict[str, Any], mark: str | None
) -> None:
    category = "member" if kind == "standing" else None
    assert _cells(kind, field).read(cell, category) == (values, mark)


@pytest.mark.parametrize(
    ("kind", "field", "cell", "why"),
    [
        ("visit", "title", date(2024, 3, 5), Text.DATE_CELL),
        ("visit", "title", time(9, 30), Text.TIME_CELL),
        ("visit", "title", 3.2e17, Text.LOST_DIGITS),
        ("visit", "title", "#REF!", Text.FORMULA_ERROR),
        ("visit", "title", "=SUM(B2:B9)", Text.FORMULA_ERROR),
        ("visit", "households", "=SUM(B2:B9)", Text.FORMULA_ERROR),
        ("visit", "households", "#DIV/0!", Text.FORMULA_ERROR),
        ("visit", "date", 3.1, Text.NUMBER_NO_DATE),
        ("visit", "date", 12, Text.NUMBER_NO_DATE),
        ("visit", "title", True, Text.YES_NO),
        ("mediation", "outcome", False, Text.YES_NO),
        ("visit", "household", "王 芳 李", Text.NAMES_UNCLEAR),
    ],
)
def test_a_cell_that_may_mean_something_else_is_refused(
    kind: str, field: str, cell: Any, why: Pair
) -> None:
    with pytest.raises(BadValue) as refused:
        _cells(kind, field).read(cell)
    assert refused.value.trouble.why == why


@pytest.mark.parametrize("cell", ["3月5日", "3-5", "三月五日", "12月30日至1月2日"])
def test_an_undated_day_is_refused_where_no_year_is_known(cell: str) -> None:
    with pytest.raises(BadValue) as refused:
        _cells("visit", "date", year=None).read(cell)
    assert refused.value.trouble.why == Text.NO_YEAR


def test_a_time_of_day_is_left_out_and_told() -> None:
    cells = _cells("visit", "date")
    assert cells.read("2024-03-05 14:30") == ({"date": "2024-03-05"}, None)
    assert cells.read(datetime(2024, 3, 6, 9)) == ({"date": "2024-03-06"}, None)
    assert cells.timed == "2024-03-05 14:30"


@pytest.mark.parametrize(
    "clock",
    [
        "下午3:00",
        " 15:30",
        "15：30",
        "上午",
        " 下午",
        "上午9点",
        "9时30分",
        "9:00-11:00",
        "上午9点半至11点",
    ],
)
def test_a_time_of_day_may_be_written_as_people_do(clock: str) -> None:
    cells = _cells("activity", "date")

    assert cells.read(f"2024年3月5日{clock}") == ({"date": "2024-03-05"}, None)
    assert cells.timed == f"2024年3月5日{clock}"


def test_a_range_of_days_is_no_time_of_day() -> None:
    cells = _cells("activity", "date")

    assert cells.read("3月5日至8日") == ({"date": "2024-03-05", "end": "2024-03-08"}, None)
    assert cells.read("2024-03-05") == ({"date": "2024-03-05"}, None)
    assert cells.timed is None


@pytest.mark.parametrize("written", ["'=1+1", "=1+1", "#N/A"])
def test_json_text_is_taken_as_it_is(written: str) -> None:
    assert _cells("visit", "title", sheet=False).read(written) == ({"title": written}, None)


def test_no_word_for_a_choice_stands_for_two() -> None:
    import tomllib
    from pathlib import Path

    import branchlog.intake
    from branchlog.records.catalogue import find
    from branchlog.records.text import word

    table = Path(branchlog.intake.__file__).with_name("words.toml")
    catalogue = Catalogue()
    for place, said in tomllib.loads(table.read_text(encoding="utf-8")).items():
        kind, _, name = place.partition(".")
        field = catalogue.kind(kind).fields[name]
        words = [word(each) for also in said.values() for each in also]
        assert sorted(words) == sorted(set(words))
        assert set(said) <= {choice.id for choice in field.choices}
        for id_, also in said.items():
            for each in also:
                found = find(each, field.choices)
                assert found is None or found.id == id_, (place, each)
