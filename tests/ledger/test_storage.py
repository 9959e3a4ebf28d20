"""TinyDB over a ledger: what others changed meanwhile, what is written, and ids of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from branchlog.errors import BadConfig, BadValue, LedgerChanged, NewerFormat, Refused
from branchlog.ledger import Ledger
from branchlog.ledger.lines import NewEntry
from branchlog.ledger.storage import JournalStorage
from branchlog.ledger.table import LedgerTable, open_db
from branchlog.messages import LedgerText as Text
from tests.ledger.doubles import RecordingFs
from tests.ledger.written import VISIT, documents, journals, put, visits

MORE = {**VISIT, "households": 9}


def test_a_write_appends_only_the_difference(ledger: Ledger, folder: Path) -> None:
    db = open_db(ledger)
    visit = db.table("visit")
    ids = visit.insert_multiple([VISIT, VISIT, VISIT])
    before = {path: path.read_bytes() for path in folder.glob("*.jsonl")}
    visit.update({"households": 9}, doc_ids=[ids[1]])
    assert ledger.batches()[0].records == (("visit", str(ids[1])),)
    assert all(path.read_bytes() == text for path, text in before.items())
    assert journals(folder) == ["2024.*.jsonl", "2024.jsonl"]
    visit.update({"households": 9}, doc_ids=[ids[1]])
    assert len(ledger.batches()) == 2


def test_a_record_that_was_changed_meanwhile_is_not_overwritten(ledger: Ledger) -> None:
    [entry] = ledger.add("visit", VISIT).entries
    storage = JournalStorage(ledger)
    state = storage.read()
    ledger.amend("visit", entry.id, put(MORE))
    state["visit"][entry.id]["households"] = 5
    with pytest.raises(LedgerChanged) as caught:
        storage.write(state)
    assert entry.id in caught.value.lines("en")[0]
    assert visits(ledger) == [MORE]


def test_a_record_that_was_changed_meanwhile_is_not_removed(ledger: Ledger) -> None:
    [entry] = ledger.add("visit", VISIT).entries
    storage = JournalStorage(ledger)
    state = storage.read()
    ledger.amend("visit", entry.id, put(MORE))
    del state["visit"]
    with pytest.raises(LedgerChanged):
        storage.write(state)
    assert visits(ledger) == [MORE]


def test_an_id_that_was_taken_meanwhile_is_not_taken_twice(ledger: Ledger) -> None:
    one, two = JournalStorage(ledger), JournalStorage(ledger)
    first, second = one.read(), two.read()
    first["t"] = {"1": {"from": "one"}}
    second["t"] = {"1": {"from": "two"}}
    one.write(first)
    with pytest.raises(LedgerChanged):
        two.write(second)
    assert documents(ledger.read()) == {"t": {"1": {"from": "one"}}}


def test_what_others_did_to_other_records_stays(ledger: Ledger) -> None:
    a, b, c = (ledger.add("visit", {**VISIT, "n": n}).entries[0].id for n in range(3))
    storage = JournalStorage(ledger)
    state = storage.read()
    ledger.amend("visit", b, put(MORE))
    ledger.void([("visit", c)])
    ledger.add("visit", {"date": "2024-12-01"})
    state["visit"][a]["n"] = 10
    storage.write(state)
    assert visits(ledger) == [{**VISIT, "n": 10}, MORE, {"date": "2024-12-01"}]


def test_a_state_is_written_all_or_nothing(ledger: Ledger) -> None:
    storage = JournalStorage(ledger)
    state = storage.read()
    state["t"] = {"1": {"good": 1}, "2": {"bad": float("nan")}}
    with pytest.raises(BadValue):
        storage.write(state)
    assert ledger.read().tables == {}


def test_an_amend_through_tinydb_settles_a_conflict(ledger: Ledger, folder: Path) -> None:
    [entry] = ledger.add("visit", VISIT).entries
    before = (folder / "2024.jsonl").read_bytes()
    ledger.amend("visit", entry.id, put(MORE))
    other = (folder / "2024.jsonl").read_bytes()
    (folder / "2024.jsonl").write_bytes(before)
    ledger.amend("visit", entry.id, put({**VISIT, "households": 1}))
    (folder / "other.jsonl").write_bytes(other)
    assert len(ledger.read().conflicts) == 1
    db = open_db(ledger)
    db.table("visit").update({"households": 2})
    assert ledger.read().conflicts == ()
    assert visits(ledger) == [{**VISIT, "households": 2}]


def test_any_folder_works_and_a_missing_one_is_made(tmp_path: Path) -> None:
    db = TinyDB(tmp_path / "new", storage=JournalStorage)
    assert db.insert({"date": "2024-01-01"}) == 1
    assert (tmp_path / "new" / "2024.jsonl").exists()
    assert TinyDB(str(tmp_path / "new"), storage=JournalStorage).all() == [{"date": "2024-01-01"}]


def test_the_toml_is_heeded(tmp_path: Path) -> None:
    (tmp_path / "branchlog.toml").write_text("format = 99\n")
    db = TinyDB(tmp_path, storage=JournalStorage)
    assert db.all() == []
    with pytest.raises(NewerFormat):
        db.insert({})
    (tmp_path / "branchlog.toml").write_text("format = \n")
    with pytest.raises(BadConfig):
        TinyDB(tmp_path, storage=JournalStorage)


def test_a_change_in_a_closed_year_needs_a_reason(ledger: Ledger, folder: Path) -> None:
    doc = {"from": "2024-01-01", "to": "2024-12-31"}
    close = NewEntry("_close", "2024", "close", 1, (), "t", "w", "b", "", doc)
    (folder / "closings.jsonl").write_bytes(close.line)
    with pytest.raises(Refused):
        open_db(ledger).table("visit").insert(VISIT)
    open_db(ledger, why="found later").table("visit").insert(VISIT)
    assert [entry.why for entry in ledger.read().tables["visit"].values()] == ["found later"]


def test_an_insert_reads_no_journal(ledger: Ledger, folder: Path) -> None:
    ledger.add_batch([("visit", VISIT)] * 2000)
    ledger.add("visit", VISIT)
    fs = RecordingFs()
    db = open_db(Ledger(folder, None, who="王秀", fs=fs))
    visit = db.table("visit")
    first = visit.insert(VISIT)
    rest = visit.insert_multiple([MORE, MORE])
    assert fs.bytes_read == {"2024.jsonl": 1}
    assert fs.listings == 0
    assert [first, *rest] == sorted([first, *rest])
    assert visit.get(doc_id=first) == VISIT
    assert visit.search(where("households") == 9) == [MORE, MORE]


def test_inserts_that_bring_their_id(ledger: Ledger) -> None:
    # TinyDB's annotations say that ids are numbers.
    visit: Any = open_db(ledger).table("visit")
    document: Any = Document
    assert visit.insert(document(VISIT, "mine")) == "mine"
    with pytest.raises(ValueError, match="mine"):
        visit.insert(document(MORE, "mine"))
    ids = visit.insert_multiple([document(MORE, "yours"), VISIT])
    assert ids[0] == "yours"
    assert len(visit) == 3
    assert visit.upsert(document({"households": 1}, "mine")) == ["mine"]


def test_what_is_no_document_is_refused(ledger: Ledger) -> None:
    visit = open_db(ledger).table("visit")
    with pytest.raises(ValueError, match="Mapping"):
        visit.insert(["no"])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Mapping"):
        visit.insert_multiple([VISIT, "no"])  # type: ignore[list-item]
    assert visits(ledger) == []


def test_an_answer_is_never_older_than_the_question(ledger: Ledger) -> None:
    visit = open_db(ledger).table("visit")
    assert visit.search(where("households") == 3) == []
    ledger.add("visit", VISIT)
    assert visit.search(where("households") == 3) == [VISIT]


def test_our_table_works_over_other_storages() -> None:
    storage: Any = MemoryStorage
    table = LedgerTable(storage(), "t")
    one, two = table.insert({"a": 1}), table.insert_multiple([{"b": 2}])[0]
    assert one < two
    assert table.get(doc_id=one) == {"a": 1}


def test_a_void_record_can_come_back_under_its_id(ledger: Ledger) -> None:
    db = TinyDB(ledger, storage=JournalStorage)
    table = db.table("t")
    table.insert(Document({"a": 1}, 5))
    table.remove(doc_ids=[5])
    table.insert(Document({"a": 2}, 5))
    versions = ledger.read(history=True).history["t", "5"]
    assert [(one.op, one.rev) for one in versions] == [("add", 1), ("void", 2), ("add", 3)]
    assert ledger.read().conflicts == ()


def test_changes_through_tinydb_can_be_undone(ledger: Ledger) -> None:
    visit = open_db(ledger).table("visit")
    visit.insert_multiple([VISIT, VISIT])
    visit.truncate()
    assert visits(ledger) == []
    ledger.undo(ledger.batches()[0].id)
    assert visits(ledger) == [VISIT, VISIT]


def test_the_ledgers_trouble_is_three_lines_here_too(ledger: Ledger, folder: Path) -> None:
    (folder / "2024.jsonl").write_bytes(b"by hand\n")
    with pytest.raises(Exception, match=Text.NOT_WHOLE[1]):
        open_db(ledger).table("visit").all()
