"""Correct, make void, undo: always by a new entry."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from branchlog.errors import NotFound, Refused
from branchlog.ledger import Batch, Ledger, Snapshot, Written
from branchlog.ledger.ids import Ids
from branchlog.messages import LedgerText as Text
from tests.ledger.written import VISIT, body, put, sealed, visits

MORE = {**VISIT, "households": 9}


def first_id(written: Written) -> str:
    return written.entries[0].id


def batch(ledger: Ledger, id: str) -> Batch:
    return next(one for one in ledger.batches() if one.id == id)


def test_an_amend_is_a_new_version_that_names_the_old(ledger: Ledger) -> None:
    added = ledger.add("visit", VISIT)
    amended = ledger.amend("visit", first_id(added), lambda doc: MORE, why="miscounted")
    [entry] = amended.entries
    assert (entry.op, entry.rev, entry.why) == ("amend", 2, "miscounted")
    assert entry.prev == (added.entries[0].crc,)
    assert visits(ledger) == [MORE]
    [versions] = ledger.read(history=True).history.values()
    assert [version.doc for version in versions] == [VISIT, MORE]


def test_an_amend_that_changes_nothing_writes_nothing(ledger: Ledger, folder: Path) -> None:
    id = first_id(ledger.add("visit", VISIT))
    before = (folder / "2024.jsonl").read_bytes()
    assert ledger.amend("visit", id, lambda doc: dict(doc)).count == 0
    assert (folder / "2024.jsonl").read_bytes() == before


def test_one_is_not_one_point_nought_nor_true(ledger: Ledger) -> None:
    id = first_id(ledger.add("visit", {**VISIT, "n": 1}))
    for value in (1.0, True, 1):
        assert ledger.amend("visit", id, put({**VISIT, "n": value})).count == 1
        [doc] = visits(ledger)
        assert doc is not None
        assert repr(doc["n"]) == repr(value)


def test_what_an_edit_spoils_is_only_its_copy(ledger: Ledger) -> None:
    id = first_id(ledger.add("visit", {**VISIT, "people": ["张三"]}))

    def edit(doc: dict[str, object]) -> dict[str, object]:
        people = doc["people"]
        assert isinstance(people, list)
        people.append("李四")
        return doc

    assert ledger.amend("visit", id, edit).count == 1
    assert visits(ledger) == [{**VISIT, "people": ["张三", "李四"]}]


def test_a_void_record_is_gone_from_the_table_and_stays_in_history(ledger: Ledger) -> None:
    id = first_id(ledger.add("visit", VISIT))
    ledger.void([("visit", id)], why="a test")
    snapshot = ledger.read(history=True)
    assert snapshot.tables == {}
    assert snapshot.voided["visit", id].why == "a test"
    assert [one.op for one in snapshot.history["visit", id]] == ["add", "void"]
    with pytest.raises(Refused):
        ledger.amend("visit", id, lambda doc: MORE)


def test_a_void_of_a_void_is_refused_and_nothing_is_written(ledger: Ledger) -> None:
    one, two = (first_id(ledger.add("visit", VISIT)) for _ in range(2))
    ledger.void([("visit", one)])
    with pytest.raises(Refused) as caught:
        ledger.void([("visit", two), ("visit", one)])
    assert one in caught.value.lines("en")[0]
    assert two not in caught.value.lines("en")[0]
    assert visits(ledger) == [VISIT]


def test_many_voids_are_one_batch(ledger: Ledger) -> None:
    written = ledger.add_batch(
        [("visit", VISIT), ("visit", MORE), ("need", {"date": "2023-01-01"})]
    )
    voided = ledger.void([(one.kind, one.id) for one in written.entries])
    assert {one.batch for one in voided.entries} == {voided.batch}
    assert ledger.read().tables == {}


@pytest.mark.parametrize("kind", ["visit", "need"])
def test_a_record_that_is_not_there(ledger: Ledger, kind: str) -> None:
    ledger.add("visit", VISIT)
    with pytest.raises(NotFound):
        ledger.amend(kind, "gone", lambda doc: doc)
    with pytest.raises(NotFound):
        ledger.void([(kind, "gone")])
    with pytest.raises(NotFound):
        ledger.undo("gone")


def test_undoing_an_add_makes_it_void(ledger: Ledger) -> None:
    added = ledger.add_batch([("visit", VISIT), ("need", {"date": "2023-01-01"})])
    undone = ledger.undo(added.batch)
    assert [one.op for one in undone.entries] == ["void", "void"]
    assert {one.why for one in undone.entries} == {f"undo {added.batch}"}
    assert ledger.read().tables == {}


def test_undoing_an_amend_brings_the_document_back(ledger: Ledger) -> None:
    id = first_id(ledger.add("visit", VISIT))
    amended = ledger.amend("visit", id, lambda doc: {"date": "2022-01-01"})
    ledger.undo(amended.batch)
    assert visits(ledger) == [VISIT]
    assert ledger.read((2022, 2022)).tables == {}


def test_undoing_a_void_restores_and_continues_the_record(ledger: Ledger) -> None:
    id = first_id(ledger.add("visit", VISIT))
    voided = ledger.void([("visit", id)])
    [entry] = ledger.undo(voided.batch).entries
    assert (entry.op, entry.id, entry.rev) == ("add", id, 3)
    assert entry.prev == (voided.entries[0].crc,)
    assert visits(ledger) == [VISIT]


def test_undoing_an_undo_restores_again_and_again(ledger: Ledger) -> None:
    added = ledger.add("visit", VISIT)
    last = added.batch
    for expected in ([], [VISIT], [], [VISIT], [], [VISIT]):
        last = ledger.undo(last).batch
        assert visits(ledger) == expected


def test_what_was_restored_can_be_undone_again(ledger: Ledger) -> None:
    added = ledger.add("visit", VISIT)
    undo = ledger.undo(added.batch)
    again = ledger.undo(undo.batch)
    assert batch(ledger, added.batch).undone_by is None
    assert batch(ledger, undo.batch).undone_by == again.batch
    assert batch(ledger, undo.batch).undoes == added.batch
    once_more = ledger.undo(added.batch)
    assert visits(ledger) == []
    assert batch(ledger, added.batch).undone_by == once_more.batch


def test_a_batch_is_undone_only_once(ledger: Ledger) -> None:
    added = ledger.add("visit", VISIT)
    undo = ledger.undo(added.batch)
    with pytest.raises(Refused) as caught:
        ledger.undo(added.batch)
    assert undo.batch in caught.value.lines("en")[1]


def test_an_undo_that_would_lose_a_later_version_names_the_records(ledger: Ledger) -> None:
    added = ledger.add_batch([("visit", VISIT), ("visit", VISIT)])
    id = added.entries[1].id
    ledger.amend("visit", id, lambda doc: MORE)
    with pytest.raises(Refused) as caught:
        ledger.undo(added.batch)
    assert caught.value.trouble.values["ids"] == id
    assert visits(ledger) == [VISIT, MORE]


def test_a_change_back_by_hand_is_a_later_version_too(ledger: Ledger) -> None:
    added = ledger.add("visit", VISIT)
    ledger.amend("visit", first_id(added), lambda doc: MORE)
    ledger.amend("visit", first_id(added), lambda doc: VISIT)
    with pytest.raises(Refused):
        ledger.undo(added.batch)


def test_a_later_version_that_was_undone_is_no_hindrance(ledger: Ledger) -> None:
    added = ledger.add("visit", VISIT)
    amended = ledger.amend("visit", first_id(added), lambda doc: MORE)
    ledger.undo(amended.batch)
    ledger.undo(added.batch)
    assert visits(ledger) == []


def test_undoing_a_settled_conflict_goes_back_to_what_counted(
    ledger: Ledger, folder: Path, tmp_path: Path
) -> None:
    id = first_id(ledger.add("visit", VISIT))
    shutil.copytree(folder, tmp_path / "copy")
    ledger.amend("visit", id, lambda doc: {**doc, "households": 4})
    theirs = Ledger(tmp_path / "copy", None, who="李四")
    theirs.amend("visit", id, lambda doc: {**doc, "households": 5})
    shutil.copy(tmp_path / "copy" / "2024.jsonl", folder / "2024 (copy).jsonl")
    counted = visits(ledger)
    settled = ledger.amend("visit", id, lambda doc: MORE)
    ledger.undo(settled.batch)
    assert visits(ledger) == counted


def test_batches_are_listed_newest_first(ledger: Ledger) -> None:
    added = ledger.add("visit", VISIT)
    many = ledger.add_batch([("visit", VISIT), ("need", {"date": "2023-01-01"})])
    amended = ledger.amend("visit", first_id(added), lambda doc: MORE)
    listed = ledger.batches()
    assert [one.id for one in listed] == [amended.batch, many.batch, added.batch]
    assert [one.count for one in listed] == [1, 2, 1]
    assert listed[1].records == tuple((one.kind, one.id) for one in many.entries)
    assert (listed[0].who, listed[0].at) == ("王秀", amended.entries[0].at)
    assert ledger.batches(ledger.read(history=True)) == listed


def test_a_clock_that_goes_back_changes_no_figure(folder: Path) -> None:
    now = datetime(2024, 6, 1, 8, tzinfo=timezone(timedelta(hours=8)))

    def backwards() -> datetime:
        nonlocal now
        now -= timedelta(days=1)
        return now

    ledger = Ledger(folder, None, who="王秀", clock=backwards)
    first = ledger.add("visit", VISIT)
    id = first_id(first)
    ledger.amend("visit", id, lambda doc: MORE)
    last = ledger.void([("visit", id)])
    assert visits(ledger) == []
    assert last.entries[0].at < first.entries[0].at
    for _ in range(3):
        last = ledger.undo(last.batch)
    assert visits(ledger) == [MORE]


def test_a_reason_that_only_looks_like_an_undo_is_none(ledger: Ledger) -> None:
    id = first_id(ledger.add("visit", VISIT))
    amended = ledger.amend("visit", id, lambda doc: MORE, why="undo the wrong number")
    assert batch(ledger, amended.batch).undoes is None


def test_ids_rise_and_tell_their_time() -> None:
    ids = Ids()
    made = [ids() for _ in range(5000)]
    assert made == sorted(set(made))
    assert {(len(id), id[14], id[19] in "89ab") for id in made} == {(36, "7", True)}


@pytest.fixture
def many(ledger: Ledger, folder: Path) -> Snapshot:
    ids = ["0190-aaaa-1234", "0190-bbbb-1234", "0190-cccc-9999", "7", "17", "AbCdEf"]
    lines = [sealed(body(id=f'"{id}"')) + b"\n" for id in ids]
    (folder / "2024.jsonl").write_bytes(b"".join(lines))
    ledger.void([("visit", "0190-cccc-9999")])
    return ledger.read()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", ["7"]),
        ("0190-aaaa-1234", ["0190-aaaa-1234"]),
        ("0190AAAA1234", ["0190-aaaa-1234"]),
        ("aaaa1234", ["0190-aaaa-1234"]),
        ("1234", ["0190-aaaa-1234", "0190-bbbb-1234"]),
        ("0190", ["0190-aaaa-1234", "0190-bbbb-1234", "0190-cccc-9999"]),
        ("0190-c", ["0190-cccc-9999"]),
        ("9999", ["0190-cccc-9999"]),
        ("234", []),
        ("aaaa", ["0190-aaaa-1234"]),
        ("aaaa12", ["0190-aaaa-1234"]),
        ("aaa1", []),
        ("abcdef", ["AbCdEf"]),
        ("", []),
        ("----", []),
    ],
)
def test_a_part_of_an_id_names_records(many: Snapshot, text: str, expected: list[str]) -> None:
    assert [id for _, id in many.matches(text)] == expected


@pytest.mark.parametrize(
    ("id", "expected"),
    [("0190-aaaa-1234", "a1234"), ("0190-cccc-9999", "c9999"), ("7", "7"), ("AbCdEf", "bcdef")],
)
def test_the_shortest_ending_names_one_record(many: Snapshot, id: str, expected: str) -> None:
    assert many.shortest(id) == expected
    assert [found for _, found in many.matches(expected)] == [id]


def test_shortest_endings_of_many_records_are_never_ambiguous(ledger: Ledger) -> None:
    ledger.add_batch([("visit", VISIT)] * 3000)
    snapshot = ledger.read()
    short = {snapshot.shortest(id) for id in snapshot.tables["visit"]}
    assert len(short) == 3000
    for text in list(short)[:50]:
        assert len(snapshot.matches(text)) == 1


def test_an_ending_that_is_anothers_beginning_is_not_offered(ledger: Ledger, folder: Path) -> None:
    lines = [sealed(body(id=f'"{id}"')) + b"\n" for id in ("xx12345", "12345yy")]
    (folder / "2024.jsonl").write_bytes(b"".join(lines))
    assert ledger.read().shortest("xx12345") == "x12345"


def test_what_begins_the_printed_digits_of_another_is_not_offered(
    ledger: Ledger, folder: Path
) -> None:
    ids = ("0190-1234-5678-abcd-ef01", "0190-9999-9999-9999-cdef01ab", "0190-1111-cdef-01cd")
    lines = [sealed(body(id=f'"{id}"')) + b"\n" for id in ids]
    (folder / "2024.jsonl").write_bytes(b"".join(lines))
    snapshot = ledger.read()
    assert sorted(found for _, found in snapshot.matches("cdef01")) == sorted(ids)
    for id in ids:
        assert [found for _, found in snapshot.matches(snapshot.shortest(id))] == [id]
    assert snapshot.shortest(ids[0], 6) == "bcdef01"


def test_every_message_has_both_languages() -> None:
    pairs = [pair for name, pair in vars(Text).items() if name.isupper()]
    assert all(len(pair) == 2 and all(pair) for pair in pairs)
