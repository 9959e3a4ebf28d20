"""The system refuses, another one writes, a year is closed: three lines, and nothing written."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from branchlog.errors import (
    Fault,
    LedgerBusy,
    LedgerDamaged,
    OutcomeUnknown,
    Refused,
    WriteFailed,
)
from branchlog.ledger import Ledger
from branchlog.ledger.fs import FileSystem
from branchlog.ledger.lines import NewEntry
from branchlog.messages import LedgerText as Text
from branchlog.messages import Pair
from tests.ledger.conftest import TOML
from tests.ledger.doubles import FailingFs, RecordingFs, RefusingFs, ShortFs
from tests.ledger.written import VISIT, visits

Reopened = Callable[[FileSystem], Ledger]
NEW = {"date": "2024-07-01", "households": 7}


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, Text.DISK_FULL),
        (errno.EDQUOT, Text.QUOTA),
        (errno.EROFS, Text.READ_ONLY),
        (errno.EACCES, Text.NOT_ALLOWED),
        (errno.EPERM, Text.NOT_ALLOWED),
        (errno.EMFILE, Text.TOO_MANY_OPEN),
        (errno.EIO, Text.DEVICE_FAILED),
        (errno.ETXTBSY, Text.SYSTEM_SAYS),
    ],
)
def test_a_refused_write_says_why(reopened: Reopened, number: int, why: Pair) -> None:
    with pytest.raises(WriteFailed) as caught:
        reopened(RefusingFs(number)).add("visit", VISIT)
    assert why == caught.value.trouble.why
    assert caught.value.exit_code == 1
    for lang in ("zh", "en"):
        assert all(line and "{" not in line for line in caught.value.lines(lang))


def test_a_read_only_place_is_read_without_creating_anything(
    ledger: Ledger, folder: Path, reopened: Reopened
) -> None:
    ledger.add("visit", VISIT)
    with (folder / "2024.jsonl").open("ab") as file:
        file.write(b"torn")
    (folder / ".lock").unlink()
    before = sorted(path.name for path in folder.iterdir())
    snapshot = reopened(RefusingFs(errno.EROFS)).read()
    assert [one.doc for one in snapshot.tables["visit"].values()] == [VISIT]
    assert [note.what for note in snapshot.notes] == [Text.TORN]
    ledger.read()
    assert before == sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("kept", [0, 0.3, 0.99])
@pytest.mark.parametrize("batch", [False, True])
def test_a_full_disk_at_any_step(tmp_path: Path, batch: bool, kept: float) -> None:
    docs = [("visit", NEW)] * (3 if batch else 1)
    start = tmp_path / "start"
    Ledger.create(start, TOML)
    Ledger(start, None, who="王秀").add("visit", VISIT)
    whys = []
    for at in range(1, 12):
        folder = tmp_path / str(at)
        shutil.copytree(start, folder)
        fs = FailingFs(at, kept=kept, errno=errno.ENOSPC)
        try:
            Ledger(folder, None, who="王秀", fs=fs).add_batch(docs)
        except OutcomeUnknown:
            assert fs.steps[at - 1] in ("sync", "sync_folder")
            assert len(visits(Ledger(folder, None, who="李四"))) == 1 + len(docs)
        except WriteFailed as fault:
            whys.append(fault.trouble.why)
            assert visits(Ledger(folder, None, who="李四")) == [VISIT]
            assert list(folder.glob("*.tmp")) == []
        Ledger(folder, None, who="李四").add("visit", VISIT)
        assert VISIT in visits(Ledger(folder, None, who="李四"))
    assert set(whys) == {Text.DISK_FULL}


def test_a_failed_sync_is_an_unknown_outcome_that_names_the_ids(
    tmp_path: Path, folder: Path, reopened: Reopened
) -> None:
    fs = FailingFs(4, errno=errno.EIO)
    with pytest.raises(OutcomeUnknown) as caught:
        reopened(fs).add("visit", VISIT)
    assert fs.steps == ["lock", "open_append", "write", "sync"]
    [entry] = reopened(FileSystem()).read().tables["visit"]
    assert entry in caught.value.lines("en")[0]


def test_a_failed_sync_of_a_batch_before_its_name_is_known_not_to_be_there(
    folder: Path, reopened: Reopened
) -> None:
    fs = FailingFs(4, errno=errno.EIO)
    with pytest.raises(WriteFailed) as caught:
        reopened(fs).add_batch([("visit", VISIT), ("visit", NEW)])
    assert fs.steps[:4] == ["lock", "open_new", "write", "sync"]
    assert not isinstance(caught.value, OutcomeUnknown)
    assert sorted(p.name for p in folder.iterdir() if p.name != ".lock") == ["branchlog.toml"]


def test_short_writes_are_continued(reopened: Reopened) -> None:
    ledger = reopened(ShortFs())
    ledger.add("visit", VISIT)
    ledger.add_batch([("visit", VISIT), ("visit", NEW)])
    assert visits(ledger) == [VISIT, VISIT, NEW]


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.write_text("a file")])
def test_a_folder_that_is_missing_or_a_file(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "gone")
    ledger = Ledger(tmp_path / "gone", None, who="王秀")
    for use in (lambda: ledger.read(), lambda: ledger.add("visit", VISIT)):
        with pytest.raises(Fault) as caught:
            use()
        assert caught.value.trouble.why in (Text.NO_FOLDER, Text.NOT_A_FOLDER)


def test_a_link_to_nowhere_is_not_an_empty_year(ledger: Ledger, folder: Path) -> None:
    (folder / "2023.jsonl").symlink_to(folder / "not mounted" / "2023.jsonl")
    with pytest.raises(Fault):
        ledger.read()


def test_a_busy_ledger_names_who_holds_it(folder: Path) -> None:
    holder = Ledger(folder, None, who="王秀")
    with holder.writing(), pytest.raises(LedgerBusy) as caught:
        Ledger(folder, None, who="李四", patience=0.05).add("visit", VISIT)
    assert caught.value.exit_code == 75
    assert "王秀" in caught.value.lines("en")[1]
    assert str(os.getpid()) in caught.value.lines("zh")[1]
    assert visits(holder) == []


def test_the_lock_is_free_after_every_end(ledger: Ledger) -> None:
    with pytest.raises(ZeroDivisionError), ledger.writing():
        raise ZeroDivisionError
    ledger.add("visit", VISIT)


def test_an_unfinished_line_is_no_news_while_a_writer_is_at_work(
    ledger: Ledger, folder: Path
) -> None:
    ledger.add("visit", VISIT)
    with (folder / "2024.jsonl").open("ab") as file:
        file.write(b'{"kind":"vis')
    with Ledger(folder, None, who="李四").writing():
        assert ledger.read().notes == ()
    assert [note.what for note in ledger.read().notes] == [Text.TORN]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_what_we_make_is_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    old = os.umask(umask)
    try:
        folder = tmp_path / "a" / "b"
        Ledger.create(folder, TOML)
        ledger = Ledger(folder, None, who="王秀")
        ledger.add("visit", VISIT)
        ledger.add_batch([("visit", VISIT)] * 2)
    finally:
        os.umask(old)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder.parent, folder)] == [0o700, 0o700]
    assert {0o600} == {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert len(list(folder.iterdir())) == 4


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_files_are_the_groups_where_the_folder_is(ledger: Ledger, folder: Path) -> None:
    folder.chmod(0o770)
    ledger.add("visit", VISIT)
    folder.chmod(0o750)
    ledger.add("visit", {"date": "2023-01-01"})
    assert stat.S_IMODE((folder / "2024.jsonl").stat().st_mode) == 0o660
    assert stat.S_IMODE((folder / "2023.jsonl").stat().st_mode) == 0o640


def test_a_folder_in_use_is_not_founded_again(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        Ledger.create(folder, TOML)
    assert caught.value.trouble.why == Text.HAS_TOML
    other = tmp_path / "journals"
    other.mkdir()
    (other / "2024.jsonl").write_bytes(b"")
    with pytest.raises(Refused) as caught:
        Ledger.create(other, TOML)
    assert caught.value.trouble.why == Text.HAS_JOURNALS
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteFailed):
        Ledger.create(tmp_path / "file", TOML)
    with pytest.raises(WriteFailed):
        Ledger.create(tmp_path / "file" / "in it", TOML)


def closing(first: str, last: str) -> bytes:
    return NewEntry(
        "_close", first, "close", 1, (), "t", "王秀", "b", "", {"from": first, "to": last}
    ).line


@pytest.mark.parametrize(
    ("date", "refused"),
    [
        ("2022-12-31", False),
        ("2023-01-01", True),
        ("2023-05", True),
        ("2023-12-31", True),
        ("2024-01-01", False),
        ("2024-01", False),
        ("not a date", False),
    ],
)
def test_a_closed_year_needs_a_reason(
    ledger: Ledger, folder: Path, date: str, refused: bool
) -> None:
    (folder / "closings.jsonl").write_bytes(closing("2023-01-01", "2023-12-31"))
    if refused:
        with pytest.raises(Refused) as caught:
            ledger.add("visit", {"date": date}, why=" ")
        assert "--why" in caught.value.lines("en")[2]
        assert visits(ledger) == []
    else:
        ledger.add("visit", {"date": date})
    ledger.add("visit", {"date": date}, why="late")
    assert len(ledger.read().closed) == 1


def test_a_record_that_leaves_a_closed_year_needs_a_reason(ledger: Ledger, folder: Path) -> None:
    [entry] = ledger.add("visit", {"date": "2023-05-01"}).entries
    (folder / "closings.jsonl").write_bytes(closing("2023-01-01", "2023-12-31"))
    with pytest.raises(Refused):
        ledger.amend("visit", entry.id, lambda doc: VISIT)
    with pytest.raises(Refused):
        ledger.void([("visit", entry.id)])
    assert visits(ledger) == [{"date": "2023-05-01"}]
    ledger.amend("visit", entry.id, lambda doc: VISIT, why="wrong year")
    assert visits(ledger) == [VISIT]


def test_closings_that_are_damaged_or_torn(ledger: Ledger, folder: Path) -> None:
    path = folder / "closings.jsonl"
    path.write_bytes(closing("2023-01-01", "2023-12-31") + b'{"torn')
    ledger.add("visit", VISIT)
    with pytest.raises(Refused):
        ledger.add("visit", {"date": "2023-01-01"})
    path.write_bytes(b"by hand\n" + closing("2023-01-01", "2023-12-31"))
    with pytest.raises(LedgerDamaged) as caught:
        ledger.add("visit", VISIT)
    assert (
        caught.value.trouble.values["file"],
        caught.value.trouble.values["line"],
    ) == ("closings.jsonl", 1)
    # The mend for such a line may be in a file of its own.
    (folder / "closings.x.jsonl").write_bytes(_mend_of(b"by hand"))
    ledger.add("visit", VISIT)
    with pytest.raises(Refused):
        ledger.add("visit", {"date": "2023-01-01"})


def _mend_of(bad: bytes) -> bytes:
    from hashlib import sha256

    digest = sha256(bad).hexdigest()
    doc = {"file": "closings.jsonl", "sha256": digest, "length": len(bad)}
    return NewEntry("_mend", digest, "mend", 1, (), "t", "王秀", "b", "", doc).line


def test_an_add_reads_only_the_closings_and_the_end_of_its_journal(
    ledger: Ledger, folder: Path, reopened: Reopened
) -> None:
    ledger.add_batch([("visit", VISIT)] * 3000)
    for _ in range(3):
        ledger.add("visit", VISIT)
        ledger.add("visit", {"date": "2023-01-01"})
    (folder / "closings.jsonl").write_bytes(closing("2020-01-01", "2020-12-31"))
    fs = RecordingFs()
    reopened(fs).add("visit", VISIT)
    assert {"closings.jsonl": len(closing("2020-01-01", "2020-12-31")), "2024.jsonl": 1} == (
        fs.bytes_read
    )
    assert fs.listings == 0


def test_an_add_imports_nothing_heavy(folder: Path) -> None:
    (folder / "closings.jsonl").write_bytes(closing("2020-01-01", "2020-12-31"))
    code = """
import sys
from pathlib import Path
from branchlog.ledger import Ledger
Ledger(Path(sys.argv[1]), None, who="x").add("visit", {"date": "2024-01-01"})
heavy = {"msgspec", "tinydb", "hashlib", "secrets", "random", "tempfile", "logging", "csv",
         "dataclasses", "uuid", "dateutil", "rich", "typer", "platformdirs", "copy", "inspect"}
print(*sorted(heavy & sys.modules.keys()))
"""
    run = [sys.executable, "-c", code, str(folder)]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "\n"
