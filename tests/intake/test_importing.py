"""What an import does to a ledger: rows new, there already, changed, suspicious, bad."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from errno import ENOSPC
from pathlib import Path
from typing import Any

import pytest

from branchlog.api import OpenLedger, open_ledger
from branchlog.config import FILE, ledger_toml
from branchlog.errors import LedgerChanged, RowsRejected, WriteFailed
from branchlog.intake.plan import Plan
from branchlog.ledger import Ledger
from branchlog.messages import Intake as Text
from tests.ledger.doubles import Crash, FailingFs

TODAY = date(2024, 11, 20)


@pytest.fixture
def book(tmp_path: Path) -> OpenLedger:
    """A ledger with nothing in it."""
    Ledger.create(tmp_path / "data", ledger_toml("紫英", ("甲",), "zh", "0193-test"))
    assert (tmp_path / "data" / FILE).exists()
    return open_ledger(tmp_path / "data", who="王秀兰", today=TODAY)


def _visit(day: str = "2024-03-05", **more: Any) -> dict[str, Any]:
    return {"kind": "visit", "date": day, "households": 3, "place": "3栋", **more}


def _counts(plan: Plan) -> tuple[int, int, int, int]:
    """New, same, changed, bad."""
    return len(plan.new), len(plan.same), len(plan.changed), len(plan.bad)


def _written(book: OpenLedger, rows: Sequence[Mapping[str, Any]]) -> str:
    return book.import_rows(rows).write().batch


def test_the_same_rows_twice_add_nothing(book: OpenLedger) -> None:
    rows = [_visit(), _visit("2024-03-06"), {"kind": "需求", "日期": "2024-03-07"}]
    assert _counts(book.import_rows(rows)) == (3, 0, 0, 0)
    _written(book, rows)
    again = book.import_rows(rows)
    assert _counts(again) == (0, 3, 0, 0)
    assert again.write().count == 0
    assert len(book.records()) == 3


def test_a_longer_export_adds_only_its_new_rows(book: OpenLedger) -> None:
    _written(book, [_visit(f"2024-03-{day:02}") for day in range(1, 11)])
    longer = book.import_rows([_visit(f"2024-03-{day:02}") for day in range(1, 16)])
    assert _counts(longer) == (5, 10, 0, 0)
    assert next(doc["date"] for _, doc in longer.new) == "2024-03-11"


def test_three_equal_rows_against_two_records_are_one_new_record(book: OpenLedger) -> None:
    _written(book, [_visit(), _visit()])
    plan = book.import_rows([_visit(), _visit(), _visit()])
    assert _counts(plan) == (1, 2, 0, 0)
    plan.write()
    assert len(book.records()) == 3


def test_a_row_whose_record_was_corrected_since_is_not_new(book: OpenLedger) -> None:
    rows = [_visit(), _visit("2024-03-06")]
    _written(book, rows)
    record = book.records()[0]
    book.ledger.amend("visit", str(record["id"]), lambda doc: {**doc, "households": 4})
    plan = book.import_rows(rows)
    assert (_counts(plan), plan.corrected) == ((0, 2, 0, 0), 1)


def test_a_record_answers_to_one_row_only(book: OpenLedger) -> None:
    _written(book, [_visit()])
    record = book.records()[0]
    book.ledger.amend("visit", str(record["id"]), lambda doc: {**doc, "households": 4})
    plan = book.import_rows([_visit(), _visit(households=4)])
    assert _counts(plan) == (1, 1, 0, 0)


def test_a_row_whose_record_was_made_void_by_hand_is_not_written_again(book: OpenLedger) -> None:
    _written(book, [_visit()])
    book.ledger.void([("visit", str(book.records()[0]["id"]))], why="没有这回事")
    plan = book.import_rows([_visit(), _visit("2024-03-06")])
    assert (_counts(plan), plan.voided) == ((1, 0, 0, 0), 1)


def test_an_import_that_was_undone_can_be_made_again(book: OpenLedger) -> None:
    batch = _written(book, [_visit(), _visit("2024-03-06")])
    book.ledger.undo(batch)
    assert book.records() == []
    assert _counts(book.import_rows([_visit(), _visit("2024-03-06")])) == (2, 0, 0, 0)


def test_rows_whose_records_were_all_put_right_by_one_day_are_not_new(book: OpenLedger) -> None:
    # What the second record says now is what the first one's row says.
    rows = [_visit("2024-03-05"), _visit("2024-03-06"), _visit("2024-03-07")]
    _written(book, rows)
    for record, day in zip(book.records(), (4, 5, 6), strict=True):
        date = {"date": f"2024-03-{day:02}"}
        book.ledger.amend("visit", str(record["id"]), lambda doc, date=date: {**doc, **date})  # type: ignore[misc]
    for order in (rows, rows[::-1]):
        assert _counts(book.import_rows(order)) == (0, 3, 0, 0)


def test_what_was_taken_back_does_not_answer_for_a_row(book: OpenLedger) -> None:
    _written(book, [_visit()])
    id = str(book.records()[0]["id"])
    wrong = book.ledger.amend("visit", id, lambda doc: {**doc, "households": 4})
    book.ledger.undo(wrong.batch)
    assert _counts(book.import_rows([_visit(households=4)])) == (1, 0, 0, 0)


def test_a_void_that_was_undone_and_made_again_is_still_meant(book: OpenLedger) -> None:
    _written(book, [_visit()])
    void = book.ledger.void([("visit", str(book.records()[0]["id"]))], why="没有这回事")
    book.ledger.undo(book.ledger.undo(void.batch).batch)
    plan = book.import_rows([_visit()])
    assert (_counts(plan), plan.voided) == ((0, 0, 0, 0), 1)


def test_a_sheet_whose_import_was_undone_can_be_mended_and_imported(book: OpenLedger) -> None:
    _written(book, [_visit()])
    sheet = {"kind": "visit", **book.records()[0], "rev": 1}
    book.ledger.undo(_written(book, [{**sheet, "households": 30}]))
    mended = {**sheet, "households": 5}
    assert _counts(book.import_rows([mended])) == (0, 0, 1, 0)
    _written(book, [mended])
    assert _counts(book.import_rows([{**sheet, "households": 6}])) == (0, 0, 0, 1)


def test_rows_with_ids_amend_exactly_the_edited_records(book: OpenLedger) -> None:
    _written(book, [_visit(f"2024-03-{day:02}") for day in range(1, 6)])
    exported = book.records()
    exported[2] = {**exported[2], "households": 9}
    plan = book.import_rows(exported[1:])
    assert (_counts(plan), plan.untouched) == ((0, 3, 1, 0), 1)
    [change] = plan.changed
    assert (change.before["households"], change.after["households"]) == (3, 9)
    plan.write()
    now = {record["id"]: (record["households"], record["rev"]) for record in book.records()}
    assert now[exported[2]["id"]] == (9, 2)
    assert sorted(now.values()) == [(3, 1)] * 4 + [(9, 2)]


def _exported(book: OpenLedger) -> dict[str, Any]:
    _written(book, [_visit()])
    return {**book.records()[0], "households": 9}


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        ({"rev": 2}, Text.NEWER),
        ({"rev": None}, Text.NO_REV),
        ({"id": "00000000-0000-7000-8000-000000000000"}, Text.UNKNOWN_ID),
    ],
)
def test_a_row_that_does_not_fit_its_record_is_bad(
    book: OpenLedger, edit: dict[str, Any], why: tuple[str, str]
) -> None:
    plan = book.import_rows([{**_exported(book), **edit}])
    assert _counts(plan) == (0, 0, 0, 1)
    assert plan.bad[0].trouble.why == why


def test_an_older_version_than_the_ledger_has_is_a_conflict(book: OpenLedger) -> None:
    row = _exported(book)
    book.ledger.amend("visit", row["id"], lambda doc: {**doc, "place": "4栋"})
    plan = book.import_rows([row])
    assert [bad.trouble.why for bad in plan.bad] == [Text.OLDER]
    with pytest.raises(RowsRejected):
        plan.write()


def test_the_same_id_twice_is_a_bad_row(book: OpenLedger) -> None:
    row = _exported(book)
    plan = book.import_rows([row, row])
    assert (_counts(plan), plan.bad[0].where.row) == ((0, 0, 1, 1), 2)
    assert plan.bad[0].trouble.why == Text.ID_TWICE


def test_the_row_of_a_void_record_is_a_conflict(book: OpenLedger) -> None:
    row = _exported(book)
    book.ledger.void([("visit", row["id"])], why="错")
    assert [bad.trouble.why for bad in book.import_rows([row]).bad] == [Text.VOID_ID]


def test_one_bad_row_and_nothing_is_written(book: OpenLedger) -> None:
    plan = book.import_rows([_visit(), _visit(households="许多")])
    with pytest.raises(RowsRejected):
        plan.write()
    assert book.records() == []
    assert plan.write(keep_good=True).count == 1
    assert len(book.records()) == 1


@pytest.mark.parametrize(
    "row",
    [
        {"date": "2024-03-05"},
        {"kind": 3, "date": "2024-03-05"},
        {"kind": "visit", "date": "2025-03-05"},
        {"kind": "visit"},
        {"kind": "visit", "date": "3月5日"},
        {"kind": "visit", "date": "2024-03-05", "户树": 3},
        {"kind": "visit", "date": "2024-03-05", "日期": "2024-03-05"},
        {"kind": "visit", "date": "2024-03-05", "households": [3]},
        {"kind": "visit", "date": "2024-03-05", "households": {"a": 1}},
        {"kind": "visit", "date": "2024-03-05", "people": [{"a": 1}]},
        {"kind": "visit", "date": "2024-03-05", "id": 3, "rev": 1},
        {"kind": "visit", "date": "2024-03-05", "id": "x", "rev": "one"},
        {"kind": "visit", "date": "2024-03-05", "id": "x\ty", "rev": 1},
    ],
)
def test_a_row_that_makes_no_record_is_listed_with_its_number(
    book: OpenLedger, row: dict[str, Any]
) -> None:
    plan = book.import_rows([_visit(), row])
    assert (_counts(plan), plan.bad[0].where.row) == ((1, 0, 0, 1), 2)


def test_what_a_row_lacks_is_to_be_written_into_the_sheet(book: OpenLedger) -> None:
    bad = book.import_rows([{"kind": "honour", "date": "2023-07", "title": "示范党支部"}]).bad[0]
    assert bad.trouble.lines("zh")[2] == "在这一行写上类别;表里没有这一列就加一列"


def test_a_year_and_a_kind_can_be_given_for_all_rows(book: OpenLedger) -> None:
    plan = book.import_rows([{"日期": "3月5日", "户数": "2户"}], kind="走访", year=2023)
    assert list(plan.new) == [("visit", {"date": "2023-03-05", "households": 2})]
    assert plan.new[0] == plan.new[-1]
    with pytest.raises(IndexError):
        plan.new[1]


def test_what_looks_like_a_record_typed_by_hand_is_suspicious(book: OpenLedger) -> None:
    book.add("visit", {"date": "2024-03-05", "households": 3, "place": "3栋", "note": "手记"})
    plan = book.import_rows([_visit(), _visit("2024-03-06")])
    assert [(each.where.row, each.why) for each in plan.suspicious] == [(1, Text.LIKE_TYPED)]
    assert _counts(plan) == (2, 0, 0, 0)


def test_ten_times_the_usual_is_suspicious(book: OpenLedger) -> None:
    rows = [_visit(f"2024-03-{day:02}", households=day) for day in range(1, 6)]
    plan = book.import_rows([*rows, _visit("2024-04-01", households=30)])
    assert [(each.where.row, each.why) for each in plan.suspicious] == [(6, Text.TEN_TIMES)]
    assert _counts(plan) == (6, 0, 0, 0)
    with pytest.raises(RowsRejected):
        plan.write(strict=True)
    assert plan.write().count == 6


def test_a_date_in_the_far_past_is_suspicious(book: OpenLedger) -> None:
    plan = book.import_rows([_visit("2014-11-19"), _visit("2014-11-20"), _visit("1987-05")])
    assert [each.where.row for each in plan.suspicious] == [1, 3]


def test_a_ledger_that_changed_since_the_preview_is_looked_at_again(book: OpenLedger) -> None:
    plan = book.import_rows([_visit(), _visit("2024-03-06")])
    _written(book, [_visit()])
    assert plan.write().count == 1
    assert len(book.records()) == 2


def test_a_record_that_changed_since_the_preview_is_not_overwritten(book: OpenLedger) -> None:
    row = _exported(book)
    plan = book.import_rows([row])
    book.ledger.amend("visit", row["id"], lambda doc: {**doc, "place": "4栋"})
    with pytest.raises(LedgerChanged):
        plan.write()
    assert [record["households"] for record in book.records()] == [3]


def test_a_closed_year_needs_a_reason(book: OpenLedger, tmp_path: Path) -> None:
    from branchlog.errors import Refused
    from branchlog.ledger.lines import NewEntry

    doc = {"from": "2023-01-01", "to": "2023-12-31"}
    at = "2024-01-05T09:00:00+08:00"
    seal = NewEntry("_close", "2023", "close", 1, (), at, "王秀兰", "b", "", doc)
    (tmp_path / "data" / "closings.jsonl").write_bytes(seal.line)
    plan = book.import_rows([_visit("2023-03-05"), _visit()])
    with pytest.raises(Refused):
        plan.write()
    assert book.records() == []
    assert plan.write(why="补录").count == 2


def test_one_import_over_years_is_one_file_that_undo_takes_back(book: OpenLedger) -> None:
    rows = [_visit("2022-03-05"), _visit(), {"kind": "standing", "date": "2024-01-01",
            "category": "党员", "value": 45}]  # fmt: skip
    batch = _written(book, rows)
    assert len(book.records()) == 3
    assert book.ledger.undo(batch).count == 3
    assert book.records() == []


def test_ids_of_an_import_are_in_the_order_of_its_rows(book: OpenLedger) -> None:
    days = [f"2024-{month:02}-{day:02}" for month in (5, 3, 1) for day in range(1, 29)]
    _written(book, [_visit(day) for day in days])
    found = sorted(book.records(), key=lambda record: str(record["id"]))
    assert [record["date"] for record in found] == days


def test_a_dry_run_can_be_imported(book: OpenLedger, tmp_path: Path) -> None:
    import json

    rows = [_visit(households="120余户", people=["李明", "A, B"]), _visit(), _visit()]
    _written(book, [_visit()])
    plan = book.import_rows(rows)
    again = [json.loads(line) for line in plan.json_lines()]
    other = book.import_rows(again)
    assert (_counts(other), _counts(plan)) == ((2, 1, 0, 0), (2, 1, 0, 0))
    assert list(other.new) == list(plan.new)


@pytest.mark.parametrize("at", range(1, 9))
@pytest.mark.parametrize("errno", [ENOSPC, None])
def test_an_import_that_is_cut_short_leaves_nothing_of_it(
    book: OpenLedger, tmp_path: Path, at: int, errno: int | None
) -> None:
    failing = FailingFs(at, kept=0.5, errno=errno)
    ledger = Ledger(tmp_path / "data", book.settings, who="x", fs=failing)
    plan = OpenLedger(ledger, book.settings, TODAY).import_rows(
        [_visit(f"2024-{month:02}-{day:02}") for month in range(1, 10) for day in range(1, 29)]
    )
    try:
        plan.write()
    except (WriteFailed, Crash):
        assert len(book.records()) in (0, 252)
        if "rename" not in failing.steps[:-1]:
            assert book.records() == []
        left = {path.name for path in (tmp_path / "data").glob("*.jsonl")}
        assert len(left) == bool(book.records())
        if errno is not None:
            assert not list((tmp_path / "data").glob(".*.tmp"))
    else:
        assert not failing.failed or failing.steps[at - 1] not in ("write", "sync", "rename")
    # Whatever happened, the same rows again complete it.
    book.import_rows(
        [_visit(f"2024-{month:02}-{day:02}") for month in range(1, 10) for day in range(1, 29)]
    ).write()
    assert len(book.records()) == 252


def test_the_time_of_writing_is_the_ledgers(book: OpenLedger) -> None:
    clock = datetime(2024, 11, 20, 9, tzinfo=timezone(timedelta(hours=8)))
    ledger = Ledger(book.ledger.folder, book.settings, who="x", clock=lambda: clock)
    OpenLedger(ledger, book.settings, TODAY).import_rows([_visit()]).write(why="补录")
    [entry] = ledger.read().tables["visit"].values()
    assert (entry.at, entry.who, entry.why) == ("2024-11-20T09:00:00+08:00", "x", "补录")
