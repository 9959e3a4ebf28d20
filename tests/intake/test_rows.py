"""Rows from a script: each one a document or a named refusal."""

from __future__ import annotations

from datetime import date

import pytest

from branchlog.intake import rows
from branchlog.records.catalogue import Catalogue

TODAY = date(2024, 12, 10)


def read(text: str, kind: str | None = None) -> rows.Rows:
    catalogue = Catalogue()
    lines = text.encode().splitlines(keepends=True)
    return rows.read(lines, catalogue, TODAY, catalogue.kind(kind) if kind else None)


def test_a_bad_row_is_named_by_its_line() -> None:
    found = read('\n{"kind":"visit"}\n\nx\n{"kind":"visit","households":-1}\n')

    assert [each.row for each in found.bad] == [4, 5]
    assert len(found.good) == 1


def test_a_bad_row_of_an_array_is_named_by_its_place() -> None:
    found = read('[{"kind":"visit"},\n 3,\n {"kind":"x"}]')

    assert [each.row for each in found.bad] == [2, 3]


def test_keys_of_provenance_are_left_out_and_counted() -> None:
    found = read(
        '{"kind":"visit","id":"a","rev":2,"batch":"b","recorded_at":"c","recorded_by":"d",'
        '"date":"2024-03-05"}\n'
    )

    assert found.good == [("visit", {"date": "2024-03-05"})]
    assert (found.with_id, found.undated) == (1, 0)


@pytest.mark.parametrize(
    ("row", "undated"),
    [
        ('{"kind":"visit"}', 1),
        ('{"kind":"visit","date":null}', 1),
        ('{"kind":"visit","日期":"2024-03-05"}', 0),
        ('{"kind":"visit","when":"2024-03"}', 0),
    ],
)
def test_rows_without_a_date_are_counted(row: str, undated: int) -> None:
    assert read(row).undated == undated


def test_a_row_may_not_contradict_the_command() -> None:
    found = read('{"kind":"need"}\n{"kind":"走访"}\n{}\n', "visit")

    assert [kind for kind, _ in found.good] == ["visit", "visit"]
    assert [each.row for each in found.bad] == [1]
    assert found.bad[0].trouble.lines("en")[1] == "its kind is need, but the command says visit"


def test_a_key_and_its_label_are_one_field() -> None:
    [bad] = read('{"kind":"visit","households":1,"户数":2}').bad

    assert bad.trouble.lines("en")[0] == "households is given twice"


def test_a_list_after_the_first_row_is_a_bad_row_and_hides_none_behind_it() -> None:
    good = '{"kind":"visit","date":"2024-03-05","households":3}\n'
    found = read(f"{good}[]\n{good}[1]\n")
    assert [rejected.row for rejected in found.bad] == [2, 4]
    assert len(found.good) == 2
