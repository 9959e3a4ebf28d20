"""A ledger is the union of its files: years, copies, conflicts, moved records."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from branchlog.config import LedgerConfig
from branchlog.errors import LedgerDamaged, NewerFormat
from branchlog.ledger import Ledger, names
from branchlog.ledger.fold import heads_of
from branchlog.ledger.fs import FileSystem
from branchlog.ledger.lines import NewEntry
from branchlog.messages import LedgerText as Text
from branchlog.messages import Pair
from tests.ledger.doubles import RecordingFs
from tests.ledger.written import VISIT, body, journals, put, sealed, visits

Reopened = Callable[[FileSystem], Ledger]
BATCH = "0190abcd-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("kind", "docs", "expected"),
    [
        ("visit", [{"date": "2024-03-05"}], "2024"),
        ("visit", [{"date": "2024-05"}], "2024"),
        ("visit", [{"date": "2024-02-29"}], "2024"),
        ("visit", [{"date": "2023-02-29"}], "undated"),
        ("visit", [{"date": "2024-13"}], "undated"),
        ("visit", [{"date": "0000-01-01"}], "undated"),
        ("visit", [{"date": "2024-3-5"}], "undated"),
        ("visit", [{"date": "２０２４-03-05"}], "undated"),
        ("visit", [{"date": 2024}], "undated"),
        ("visit", [{}], "undated"),
        ("mediation", [{"date": "2023-12-30", "closed": "2024-01-05"}], "2023-2024"),
        ("mediation", [{"date": "2023-12-30", "closed": True}], "2023"),
        ("mediation", [{"closed": "2024-01-05"}], "undated"),
        ("visit", [{"date": "2022-01-01"}, {"date": "2024-01-01"}], "2022-2024"),
        ("visit", [{"date": "2022-01-01"}, {}], "undated"),
        ("standing", [{"date": "2024-01-01"}], "standing"),
    ],
)
def test_an_entry_goes_to_the_file_of_its_years(
    kind: str, docs: list[dict[str, Any]], expected: str
) -> None:
    assert expected == names.home(kind, docs)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2024.jsonl", (2024, 2024)),
        (f"2024.{BATCH}.jsonl", (2024, 2024)),
        (f"2022-2024.{BATCH}.jsonl", (2022, 2024)),
        ("2022-2024.jsonl", None),
        (f"2024-2022.{BATCH}.jsonl", None),
        ("2024 (conflicted copy).jsonl", None),
        ("2024.laptop.jsonl", None),
        ("undated.jsonl", None),
        (f"standing.{BATCH}.jsonl", None),
        ("２０２４.jsonl", None),
    ],
)
def test_only_our_own_names_promise_years(name: str, expected: object) -> None:
    assert expected == names.years_in(name)


def test_what_is_written_together_is_one_file(ledger: Ledger, folder: Path) -> None:
    ledger.add("visit", VISIT)
    ledger.add("standing", {"date": "2024-01-01", "value": 45})
    ledger.add("note", {"text": "no date"})
    ledger.add("mediation", {"date": "2023-12-30", "closed": "2024-01-05"})
    ledger.add_batch([("visit", VISIT), ("visit", VISIT)])
    ledger.add_batch([("visit", VISIT), ("visit", {"date": "2022-01-01"})])
    ledger.add_batch([("visit", VISIT), ("standing", {"date": "2024-01-01", "value": 46})])
    assert journals(folder) == [
        "2022-2024.*.jsonl",
        "2023-2024.*.jsonl",
        "2024.*.jsonl",
        "2024.jsonl",
        "standing.jsonl",
        "undated.*.jsonl",
        "undated.jsonl",
    ]


def test_an_empty_batch_writes_nothing(ledger: Ledger, folder: Path) -> None:
    assert ledger.add_batch([]).count == 0
    assert journals(folder) == []


def test_ids_of_a_batch_keep_the_order_of_its_rows(ledger: Ledger) -> None:
    written = ledger.add_batch([("visit", {**VISIT, "households": n}) for n in range(500)])
    assert list(range(500)) == [doc["households"] for doc in visits(ledger) if doc]
    assert sorted({one.id for one in written.entries}) == [one.id for one in written.entries]


def test_other_years_are_not_read(ledger: Ledger, reopened: Reopened) -> None:
    for date in ("2022-01-01", "2023-01-01", "2024-01-01", "2025-01-01"):
        ledger.add("visit", {"date": date})
    ledger.add("standing", {"date": "2020-01-01", "value": 45})
    fs = RecordingFs()
    snapshot = reopened(fs).read((2023, 2024))
    assert {"2023.jsonl", "2024.jsonl", "standing.jsonl"} == set(fs.bytes_read)
    assert {kind: len(t) for kind, t in snapshot.tables.items()} == {"visit": 2, "standing": 1}
    assert len(ledger.read((None, 2024)).tables["visit"]) == 3
    assert len(ledger.read((2024, None)).tables["visit"]) == 2


def test_records_of_other_years_in_a_shared_file_are_left_out(ledger: Ledger) -> None:
    written = ledger.add_batch([("visit", {"date": "2022-01-01"}), ("visit", VISIT)])
    ledger.amend("visit", written.entries[0].id, lambda doc: {**doc, "households": 9})
    assert [e.doc for e in ledger.read((2024, 2024)).tables["visit"].values()] == [VISIT]
    assert [e.doc for e in ledger.read((2022, 2022)).tables["visit"].values()] == [
        {"date": "2022-01-01", "households": 9}
    ]


def test_a_record_that_moves_between_years_is_counted_once(ledger: Ledger) -> None:
    [entry] = ledger.add("visit", {"date": "2022-01-01"}).entries
    for year in (2024, 2023, 2022, 2022, 2024):
        ledger.amend("visit", entry.id, put({"date": f"{year}-01-01", "n": year}))
        for asked in range(2021, 2026):
            snapshot = ledger.read((asked, asked))
            found = snapshot.tables.get("visit", {})
            assert (1 if asked == year else 0) == len(found)
            assert snapshot.conflicts == ()


def test_a_move_that_conflicts_is_seen_from_both_years(
    ledger: Ledger, folder: Path, tmp_path: Path
) -> None:
    """One copy moved the record to 2022, the other changed it in 2024: it counts in one year."""
    [entry] = ledger.add("visit", VISIT).entries
    other = tmp_path / "copy"
    shutil.copytree(folder, other)
    ledger.amend("visit", entry.id, lambda doc: {**doc, "date": "2022-01-01"})
    Ledger(other, None, who="李四").amend("visit", entry.id, lambda doc: {**doc, "households": 9})
    shutil.copy(other / "2024.jsonl", folder / "2024 (李四).jsonl")
    counted = [len(ledger.read((y, y)).tables.get("visit", {})) for y in (2022, 2024)]
    assert sorted(counted) == [0, 1]
    assert [len(ledger.read((y, y)).conflicts) for y in (2022, 2024)] == [1, 1]
    # The same without the foreign name, which is always read.
    (folder / "2024 (李四).jsonl").rename(folder / f"2024.{BATCH}.jsonl")
    counted = [len(ledger.read((y, y)).tables.get("visit", {})) for y in (2022, 2024)]
    assert sorted(counted) == [0, 1]
    assert len(ledger.read((2022, 2022)).conflicts) == 1


@pytest.mark.parametrize("name", [f"2021-2022.{BATCH}.jsonl", "copy of 2021-2022.x.jsonl"])
def test_a_move_conflicts_with_a_change_in_a_file_that_was_not_asked_for(
    ledger: Ledger, folder: Path, tmp_path: Path, name: str
) -> None:
    """The version that both replaced is at hand in a file for both years: that must not deceive."""
    first = {"date": "2021-05-01"}
    moved = {"date": "2022-05-01"}
    [entry, _] = ledger.add_batch([("visit", first), ("visit", moved)]).entries
    other = tmp_path / "copy"
    shutil.copytree(folder, other)
    ledger.amend("visit", entry.id, put({**first, "households": 9}))
    theirs = Ledger(other, None, who="李四").amend("visit", entry.id, put(moved))
    [path] = other.glob(f"2021-2022.{theirs.batch}.jsonl")
    shutil.copy(path, folder / name)
    read = [ledger.read((year, year)) for year in (2021, 2022)]
    assert sum(entry.id in snapshot.tables.get("visit", {}) for snapshot in read) == 1
    assert [len(snapshot.conflicts) for snapshot in read] == [1, 1]


def test_two_voids_agree(ledger: Ledger, folder: Path, tmp_path: Path) -> None:
    [entry] = ledger.add("visit", VISIT).entries
    shutil.copytree(folder, tmp_path / "copy")
    ledger.void([("visit", entry.id)])
    Ledger(tmp_path / "copy", None, who="李四").void([("visit", entry.id)])
    shutil.copy(tmp_path / "copy" / "2024.jsonl", folder / "2024 (copy).jsonl")
    assert ledger.read().conflicts == ()
    assert visits(ledger) == []


def test_two_copies_merge_by_adding_the_files_under_other_names(
    ledger: Ledger, folder: Path, tmp_path: Path
) -> None:
    ledger.add("visit", VISIT)
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    theirs = Ledger(other, None, who="李四")
    theirs.add("visit", {"date": "2023-01-01"})
    theirs.add("visit", {"date": "2024-06-01"})
    ledger.add("visit", {"date": "2024-07-01"})
    for path in other.glob("*.jsonl"):
        shutil.copy(path, folder / f"李四 {path.name}")
    assert {"2024-03-05", "2023-01-01", "2024-06-01", "2024-07-01"} == {
        doc["date"] for doc in visits(ledger) if doc
    }
    assert len(visits(ledger)) == 4


def test_a_conflict_is_told_and_an_amend_settles_it(
    ledger: Ledger, folder: Path, tmp_path: Path
) -> None:
    [entry] = ledger.add("visit", VISIT).entries
    copy = folder / "2024 (conflicted copy).jsonl"
    shutil.copytree(folder, tmp_path / "copy")
    ledger.amend("visit", entry.id, lambda doc: {**doc, "households": 4})
    theirs = Ledger(tmp_path / "copy", None, who="李四")
    theirs.amend("visit", entry.id, lambda doc: {**doc, "households": 5})
    shutil.copy(tmp_path / "copy" / "2024.jsonl", copy)

    snapshot = ledger.read()
    [conflict] = snapshot.conflicts
    assert ("visit", entry.id, 2) == (conflict.kind, conflict.id, len(conflict.heads))
    assert conflict.heads[0].crc > conflict.heads[1].crc
    assert conflict.heads[0] == snapshot.tables["visit"][entry.id]

    written = ledger.amend("visit", entry.id, lambda doc: doc)
    assert {head.crc for head in conflict.heads} == set(written.entries[0].prev)
    assert written.entries[0].rev == 3
    assert ledger.read().conflicts == ()


def test_a_void_and_an_amend_in_two_copies_conflict(
    ledger: Ledger, folder: Path, tmp_path: Path
) -> None:
    [entry] = ledger.add("visit", VISIT).entries
    shutil.copytree(folder, tmp_path / "copy")
    ledger.void([("visit", entry.id)])
    theirs = Ledger(tmp_path / "copy", None, who="李四")
    theirs.amend("visit", entry.id, lambda doc: {**doc, "households": 5})
    theirs.amend("visit", entry.id, lambda doc: {**doc, "households": 6})
    shutil.copy(tmp_path / "copy" / "2024.jsonl", folder / "2024-2.jsonl")
    snapshot = ledger.read()
    assert [head.op for head in snapshot.conflicts[0].heads] == ["amend", "void"]
    assert visits(ledger) == [{**VISIT, "households": 6}]


def test_an_amend_settles_a_conflict_with_a_void_that_counts(
    ledger: Ledger, folder: Path, tmp_path: Path
) -> None:
    [entry] = ledger.add("visit", VISIT).entries
    shutil.copytree(folder, tmp_path / "copy")
    theirs = Ledger(tmp_path / "copy", None, who="李四")
    theirs.amend("visit", entry.id, lambda doc: {**doc, "households": 5})
    ledger.amend("visit", entry.id, lambda doc: {**doc, "households": 6})
    ledger.void([("visit", entry.id)])
    shutil.copy(tmp_path / "copy" / "2024.jsonl", folder / "2024-2.jsonl")
    assert visits(ledger) == []
    assert len(ledger.read().conflicts) == 1
    ledger.amend("visit", entry.id, lambda doc: doc)
    assert visits(ledger) == [{**VISIT, "households": 5}]
    assert ledger.read().conflicts == ()


def test_identical_lines_are_one_entry(ledger: Ledger, folder: Path) -> None:
    [entry] = ledger.add("visit", VISIT).entries
    ledger.amend("visit", entry.id, lambda doc: {**doc, "households": 4})
    shutil.copy(folder / "2024.jsonl", folder / "2024 (1).jsonl")
    snapshot = ledger.read(history=True)
    assert snapshot.conflicts == ()
    assert [version.rev for version in snapshot.history["visit", entry.id]] == [1, 2]


def test_hidden_files_and_drafts_are_never_read(ledger: Ledger, folder: Path) -> None:
    ledger.add("visit", VISIT)
    for name in (".2024.x.jsonl.tmp", ".2025.jsonl", "2024.jsonl.tmp", "note.txt"):
        (folder / name).write_bytes(b"garbage\n")
    (folder / ".folder.jsonl").mkdir()
    assert visits(ledger) == [VISIT]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("2023.jsonl", body()),
        (f"2022-2023.{BATCH}.jsonl", body()),
        ("2024.jsonl", body(doc='{"note":"no date"}')),
        ("2024.jsonl", body(doc='{"date":"2024-02-30"}')),
        ("2024.jsonl", body(doc='{"date":["2024-01-01"]}')),
        ("2024.jsonl", body(doc='{"date":"2024-01-01","closed":"2025-01-01"}')),
        ("2024.jsonl", body(kind='"standing"')),
    ],
)
def test_an_entry_outside_its_files_years_is_damage(
    ledger: Ledger, folder: Path, name: str, line: bytes
) -> None:
    (folder / name).write_bytes(sealed(line) + b"\n")
    with pytest.raises(LedgerDamaged) as caught:
        ledger.read()
    assert (name, 1, Text.FOREIGN_YEAR) == (
        caught.value.trouble.values["file"],
        caught.value.trouble.values["line"],
        caught.value.trouble.why,
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("notes.jsonl", Text.MOVE_OUT),
        ("2024 (1).jsonl", Text.MOVE_OUT),
        ("2024.x.jsonl", Text.MOVE_OUT),
        ("2022-2024.jsonl", Text.MOVE_OUT),
        ("2024.jsonl", Text.RESTORE_FILE),
        (f"2023-2024.{BATCH}.jsonl", Text.RESTORE_FILE),
        (f"closings.{BATCH}.jsonl", Text.RESTORE_FILE),
        ("standing.jsonl", Text.RESTORE_FILE),
    ],
)
def test_a_file_that_may_not_be_the_ledgers_is_to_be_moved_out(
    ledger: Ledger, folder: Path, name: str, hint: Pair
) -> None:
    (folder / name).write_bytes(b'{"note":"no entry"}\n')
    with pytest.raises(LedgerDamaged) as caught:
        ledger.read()
    assert hint == caught.value.trouble.hint
    assert name in caught.value.lines("zh")[2]


def test_a_foreign_year_shows_among_many_lines(ledger: Ledger, folder: Path) -> None:
    ledger.add_batch([("visit", VISIT)] * 2000)
    [path] = folder.glob("2024.*.jsonl")
    path.rename(folder / f"2023.{BATCH}.jsonl")
    with pytest.raises(LedgerDamaged) as caught:
        ledger.read()
    assert caught.value.trouble.values["line"] == 1


def test_a_version_that_no_file_holds_is_told(ledger: Ledger, folder: Path) -> None:
    line = sealed(body(op='"amend"', rev="3", prev='["ffffffff"]'))
    (folder / "2024.jsonl").write_bytes(line + b"\n")
    snapshot = ledger.read()
    assert len(snapshot.tables["visit"]) == 1
    assert [note.what for note in snapshot.notes] == [Text.LOST_VERSIONS]


def _moved_and_amended(ledger: Ledger) -> str:
    """A visit of 2024 that was moved to 2025 and changed there: three files."""
    [entry] = ledger.add("visit", VISIT).entries
    ledger.amend("visit", entry.id, put({"date": "2025-01-01"}))
    ledger.amend("visit", entry.id, put({"date": "2025-01-02"}))
    return entry.id


@pytest.mark.parametrize("asked", [(2025, 2025), (2024, 2025), (None, None), None])
def test_a_file_that_was_not_copied_is_told_where_its_record_counts(
    ledger: Ledger, folder: Path, asked: names.Asked
) -> None:
    id = _moved_and_amended(ledger)
    assert ledger.read(asked).notes == ()
    [between] = folder.glob("2024-2025.*.jsonl")
    between.unlink()
    snapshot = ledger.read(asked)
    [note] = snapshot.notes
    assert note.what == Text.LOST_VERSIONS
    assert note.values == {"count": 1, "id": id, "file": "2025.jsonl"}
    assert len(snapshot.tables["visit"]) == 1
    assert len(ledger.read((2024, 2024)).tables["visit"]) == 1


def test_a_range_file_whose_years_are_all_read_misses_what_it_changes(
    ledger: Ledger, folder: Path
) -> None:
    [entry, _] = ledger.add_batch([("visit", VISIT), ("visit", {"date": "2023-01-01"})]).entries
    ledger.amend("visit", entry.id, put({"date": "2023-05-01"}))
    moved = [path for path in folder.glob("2023-2024.*.jsonl") if entry.batch not in path.name]
    for path in folder.glob("*.jsonl"):
        if path not in moved:
            path.unlink()
    snapshot = ledger.read((2023, 2023))
    assert [note.what for note in snapshot.notes] == [Text.LOST_VERSIONS]
    assert snapshot.notes[0].values["file"] == moved[0].name
    # In 2024 nothing of it counts, so that its other years are not read: nothing is known.
    assert ledger.read((2024, 2024)).notes == ()


def test_what_lies_in_files_of_other_years_is_not_missing(ledger: Ledger) -> None:
    [first, second] = ledger.add_batch(
        [("visit", VISIT), ("visit", {"date": "2023-01-01"})]
    ).entries
    ledger.amend("visit", first.id, put({"date": "2022-05-01"}))
    ledger.void([("visit", second.id), ("visit", first.id)])
    ledger.undo(ledger.batches()[0].id)
    [note] = ledger.add("note", {"text": "no date"}).entries
    ledger.amend("note", note.id, put({"date": "2021-01-01"}))
    for year in range(2020, 2026):
        assert ledger.read((year, year)).notes == ()


def test_versions_that_replace_each_other_do_not_vanish() -> None:
    """Only a forger can make such lines; a record must not be lost through them either."""
    ring = [
        NewEntry("visit", "a", "amend", rev, (prev,), "", "", "", "", {})
        for rev, prev in ((2, "00000003"), (3, "00000002"))
    ]
    for version in ring:
        version.crc = f"{version.rev:08}"
    assert [head.rev for head in heads_of(ring)] == [3, 2]


def test_unknown_ops_are_kept_and_make_the_ledger_read_only(ledger: Ledger, folder: Path) -> None:
    [entry] = ledger.add("visit", VISIT).entries
    with (folder / "2024.jsonl").open("ab") as file:
        file.write(sealed(body(op='"split"', id='"z"', doc='{"a":1}')) + b"\n")
    snapshot = ledger.read()
    assert [found.doc for found in snapshot.tables["visit"].values()] == [VISIT]
    assert [note.what for note in snapshot.notes] == [Text.NEWER]
    before = (folder / "2024.jsonl").read_bytes()
    with pytest.raises(NewerFormat):
        ledger.amend("visit", entry.id, lambda doc: {})
    with pytest.raises(NewerFormat):
        ledger.void([("visit", entry.id)])
    with pytest.raises(NewerFormat):
        ledger.undo(entry.batch)
    # Known before anything is shown or asked, so that it need not be told twice.
    with pytest.raises(NewerFormat):
        ledger.read_to_write()
    assert before == (folder / "2024.jsonl").read_bytes()


def test_a_key_that_we_do_not_know_makes_the_ledger_read_only(ledger: Ledger, folder: Path) -> None:
    (folder / "2024.jsonl").write_bytes(sealed(body() + b',"signature":"x"') + b"\n")
    snapshot = ledger.read()
    assert len(snapshot.tables["visit"]) == 1
    assert "signature" in snapshot.notes[0].lines("en")[1]
    with pytest.raises(NewerFormat):
        ledger.void([("visit", "a1")])


def test_a_newer_format_is_read_and_never_written(folder: Path, ledger: Ledger) -> None:
    ledger.add("visit", VISIT)
    newer = Ledger(folder, LedgerConfig("子营", (), None, "0190", format=99), who="王秀")
    assert [note.what for note in newer.read().notes] == [Text.NEWER]
    before = sorted(path.name for path in folder.iterdir())
    writes: list[Callable[[], object]] = [
        lambda: newer.add("visit", VISIT),
        lambda: newer.add_batch([]),
        lambda: newer.void([]),
        lambda: newer.undo("x"),
    ]
    for write in writes:
        with pytest.raises(NewerFormat):
            write()
    assert before == sorted(path.name for path in folder.iterdir())
    assert visits(ledger) == [VISIT]


def test_ids_are_listed_in_order_with_numbers_as_numbers(ledger: Ledger, folder: Path) -> None:
    ids = ["10", "9", "b", "1", "a", "01", "99999999999999999999999"]
    (folder / "x.jsonl").write_bytes(b"".join(sealed(body(id=f'"{id}"')) + b"\n" for id in ids))
    assert list(ledger.read().tables["visit"]) == [
        "01",
        "1",
        "9",
        "10",
        "99999999999999999999999",
        "a",
        "b",
    ]
