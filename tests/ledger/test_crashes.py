"""Killed at any step, with any part of a write done: what was acknowledged is there."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from branchlog.errors import LedgerDamaged, WriteFailed
from branchlog.ledger import Ledger
from branchlog.ledger.fs import FileSystem
from branchlog.ledger.lines import parse
from branchlog.messages import LedgerText as Text
from tests.ledger.conftest import TOML
from tests.ledger.doubles import Crash, FailingFs
from tests.ledger.written import VISIT, put, visits

Change = Callable[[Ledger, str], object]
NEW = {"date": "2024-07-01", "households": 7}
LATER = {"date": "2024-08-01", "households": 8}

CHANGES: dict[str, tuple[Change, list[dict[str, object]]]] = {
    "add": (lambda ledger, id: ledger.add("visit", NEW), [VISIT, NEW]),
    "batch": (
        lambda ledger, id: ledger.add_batch([("visit", NEW), ("visit", NEW)]),
        [VISIT, NEW, NEW],
    ),
    "years": (
        lambda ledger, id: ledger.add_batch([("visit", NEW), ("visit", {"date": "2022-01-01"})]),
        [VISIT, NEW, {"date": "2022-01-01"}],
    ),
    "amend": (lambda ledger, id: ledger.amend("visit", id, lambda doc: NEW), [NEW]),
    "move": (
        lambda ledger, id: ledger.amend("visit", id, lambda doc: {"date": "2022-01-01"}),
        [{"date": "2022-01-01"}],
    ),
    "void": (lambda ledger, id: ledger.void([("visit", id)]), []),
}
TAILS = {"whole": b"", "torn": b'{"kind":"visit","id":"0190', "nul": b"\0" * 300, "bad": b"\xff"}
PLACES = [(at, kept) for at in range(1, 14) for kept in (0, 0.02, 0.3, 0.5, 0.8, 0.99, 1)]


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("change", CHANGES)
def test_a_crash_at_any_step_loses_nothing(tmp_path: Path, change: str, tail: str) -> None:
    start = tmp_path / "start"
    Ledger.create(start, TOML)
    [first] = Ledger(start, None, who="王秀").add("visit", VISIT).entries
    with (start / "2024.jsonl").open("ab") as file:
        file.write(TAILS[tail])
    apply, after = CHANGES[change]
    crashes = 0
    for at, kept in PLACES:
        folder = tmp_path / f"{at}-{kept}"
        shutil.copytree(start, folder)
        fs = FailingFs(at, kept=kept)
        acknowledged = False
        try:
            apply(Ledger(folder, None, who="王秀", fs=fs), first.id)
            acknowledged = True
        except Crash:
            crashes += 1
        seen = sorted(visits(Ledger(folder, None, who="李四")), key=str)
        possible = [sorted(after, key=str)] if acknowledged else [[VISIT], sorted(after, key=str)]
        assert seen in possible

        # The next one who writes accounts for the rest, and his entry is there.
        Ledger(folder, None, who="李四").add("visit", LATER)
        snapshot = Ledger(folder, None, who="李四").read()
        docs = [one.doc for one in snapshot.tables["visit"].values()]
        assert sorted(map(str, [*seen, LATER])) == sorted(map(str, docs))
        assert snapshot.notes == ()
    assert crashes


def test_every_byte_of_a_healing_write_may_be_the_last(tmp_path: Path) -> None:
    start = tmp_path / "start"
    Ledger.create(start, TOML)
    Ledger(start, None, who="王秀").add("visit", VISIT)
    path = start / "2024.jsonl"
    whole = path.read_bytes()
    torn = whole + whole[:50]
    path.write_bytes(torn)
    healed = tmp_path / "healed"
    shutil.copytree(start, healed)
    Ledger(healed, None, who="王秀").add("visit", NEW)
    written = (healed / "2024.jsonl").read_bytes()
    for end in range(len(torn), len(written) + 1):
        (healed / "2024.jsonl").write_bytes(written[:end])
        # Two who write in the same millisecond have ids in either order.
        seen = sorted(visits(Ledger(healed, None, who="李四")), key=str)
        whole_too = [VISIT, NEW] if end >= len(written) - 1 else [VISIT]
        assert seen == sorted(whole_too, key=str)


def test_a_torn_tail_is_told_then_accounted_for_by_the_next_entry(
    ledger: Ledger, folder: Path
) -> None:
    ledger.add("visit", VISIT)
    path = folder / "2024.jsonl"
    before = path.read_bytes()
    rest = before[: len(before) // 2]
    path.write_bytes(before + rest)
    snapshot = ledger.read()
    assert [note.what for note in snapshot.notes] == [Text.TORN]
    # Whoever cut the file may have cut what was acknowledged: nothing else may be claimed.
    assert snapshot.notes[0].values["file"] in snapshot.notes[0].lines("en")[2]
    assert snapshot.notes[0].values["file"] in snapshot.notes[0].lines("zh")[2]
    assert "2024.jsonl" in snapshot.notes[0].lines("en")[0]

    ledger.add("visit", NEW)
    after = path.read_bytes()
    assert after.startswith(before + rest + b"\n")
    mend, entry = map(parse, after[len(before + rest) + 1 :].splitlines())
    digest = sha256(rest).hexdigest()
    assert ("mend", digest) == (mend["op"], mend["id"])
    assert {"file": "2024.jsonl", "sha256": digest, "length": len(rest)} == mend["doc"]
    assert entry["doc"] == NEW
    snapshot = ledger.read()
    assert snapshot.notes == ()
    assert snapshot.mended == 1
    assert visits(ledger) == [VISIT, NEW]


def test_a_line_that_lost_only_its_lf_counts(ledger: Ledger, folder: Path) -> None:
    ledger.add("visit", VISIT)
    path = folder / "2024.jsonl"
    path.write_bytes(path.read_bytes()[:-1])
    assert visits(ledger) == [VISIT]
    assert ledger.read().notes == ()
    ledger.add("visit", NEW)
    assert visits(ledger) == [VISIT, NEW]
    assert len(path.read_bytes().splitlines()) == 2


def test_a_torn_tail_in_the_middle_of_a_file_is_damage(ledger: Ledger, folder: Path) -> None:
    ledger.add("visit", VISIT)
    path = folder / "2024.jsonl"
    path.write_bytes(b'{"kind":"visit"\n' + path.read_bytes())
    with pytest.raises(LedgerDamaged):
        ledger.read()


def test_a_complete_last_line_that_was_cut_is_damage_and_not_a_crash(
    ledger: Ledger, folder: Path
) -> None:
    ledger.add("visit", VISIT)
    path = folder / "2024.jsonl"
    path.write_bytes(path.read_bytes()[:-30] + b"\n")
    with pytest.raises(LedgerDamaged):
        ledger.read()
    ledger.add("visit", NEW)
    with pytest.raises(LedgerDamaged):
        ledger.read()


def test_a_mend_may_name_a_whole_bad_line_in_any_file(ledger: Ledger, folder: Path) -> None:
    bad = b'{"kind":"visit","by":"hand"}'
    (folder / "2024.jsonl").write_bytes(bad + b"\n")
    with pytest.raises(LedgerDamaged):
        ledger.read()
    (folder / "undated.jsonl").write_bytes(bad)
    ledger.add("note", {"text": "its mend names the same bytes"})
    assert ledger.read().mended == 2


def test_an_endless_line_is_damage_however_long(ledger: Ledger, folder: Path) -> None:
    (folder / "2024.jsonl").write_bytes(b"x" * 3_000_000)
    with pytest.raises(LedgerDamaged):
        ledger.read()
    with pytest.raises(LedgerDamaged):
        ledger.add("visit", VISIT)
    assert (folder / "2024.jsonl").stat().st_size == 3_000_000


def test_a_crash_while_founding_leaves_no_half_ledger(tmp_path: Path) -> None:
    for at in range(1, 12):
        folder = tmp_path / str(at) / "子营"
        folder.parent.mkdir()
        try:
            Ledger.create(folder, TOML, FailingFs(at, kept=0.5))
        except Crash:
            toml = folder / "branchlog.toml"
            assert not toml.exists() or toml.read_text(encoding="utf-8") == TOML
            if not toml.exists():
                Ledger.create(folder, TOML)
        assert (folder / "branchlog.toml").read_text(encoding="utf-8") == TOML


@pytest.mark.parametrize("there", [False, True])
def test_a_full_disk_while_founding_leaves_nothing_behind(tmp_path: Path, there: bool) -> None:
    failed = set()
    for at in range(1, 14):
        place = tmp_path / str(at)
        place.mkdir()
        folder = place / "街道" / "子营"
        if there:
            folder.mkdir(parents=True)
        before = sorted(place.rglob("*"))
        fs = FailingFs(at, kept=0.5, errno=errno.ENOSPC)
        try:
            Ledger.create(folder, TOML, fs)
        except WriteFailed:
            if not (folder / "branchlog.toml").exists():
                failed.add(fs.steps[at - 1])
                assert before == sorted(place.rglob("*"))
                Ledger.create(folder, TOML)
        assert (folder / "branchlog.toml").read_text(encoding="utf-8") == TOML
    assert failed >= {"lock", "open_new", "write", "sync", "rename"}


def test_a_failed_founding_leaves_what_another_has_put_there(tmp_path: Path) -> None:
    folder = tmp_path / "子营"
    folder.mkdir()
    (folder / ".lock").touch()
    with pytest.raises(WriteFailed):
        Ledger.create(folder, TOML, FailingFs(2, errno=errno.ENOSPC))
    assert [path.name for path in folder.iterdir()] == [".lock"]


def test_an_interrupted_batch_leaves_no_draft(folder: Path) -> None:
    class Interrupted(FileSystem):
        def sync(self, handle: int) -> None:
            raise KeyboardInterrupt

    ledger = Ledger(folder, None, who="王秀", fs=Interrupted())
    with pytest.raises(KeyboardInterrupt):
        ledger.add_batch([("visit", VISIT), ("visit", NEW)])
    assert sorted(path.name for path in folder.iterdir()) == [".lock", "branchlog.toml"]


def test_nothing_that_was_written_is_ever_changed(ledger: Ledger, folder: Path) -> None:
    seen: dict[str, bytes] = {}
    [entry] = ledger.add("visit", VISIT).entries
    changes: list[Callable[[], object]] = [
        lambda: ledger.amend("visit", entry.id, put(NEW)),
        lambda: ledger.void([("visit", entry.id)]),
        lambda: ledger.undo(ledger.batches()[0].id),
        lambda: ledger.add_batch([("visit", NEW), ("visit", {"date": "2022-01-01"})]),
    ]
    for change in changes:
        change()
        for path in folder.glob("*.jsonl"):
            now = path.read_bytes()
            assert now.startswith(seen.get(path.name, b""))
            seen[path.name] = now
    assert all(json.loads(line) for text in seen.values() for line in text.splitlines())
