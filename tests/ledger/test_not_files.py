"""Names of a ledger's files that folders, pipes and links bear: told, never passed over."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from branchlog.errors import LedgerDamaged, WriteFailed
from branchlog.ledger import Ledger
from branchlog.messages import LedgerText as Text
from tests.ledger.conftest import TOML
from tests.ledger.written import VISIT, visits

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _link_to_folder(path: Path) -> None:
    path.symlink_to(path.parent)


ODD: dict[str, Callable[[Path], object]] = {
    "folder": Path.mkdir,
    "pipe": os.mkfifo,
    "socket": _socket,
    "device": lambda path: path.symlink_to("/dev/null"),
    "link to nowhere": lambda path: path.symlink_to("not mounted"),
    "link to itself": lambda path: path.symlink_to(path.name),
    "link to a folder": _link_to_folder,
}


@pytest.fixture(params=list(ODD.values()), ids=list(ODD))
def make(request: pytest.FixtureRequest) -> Callable[[Path], object]:
    """Puts something that is no file at a path."""
    made: Callable[[Path], object] = request.param
    return made


@pytest.mark.parametrize("name", ["2024.jsonl", "closings.jsonl", "notes.jsonl", "2024 (1).jsonl"])
def test_what_is_not_a_file_stops_the_reading_and_is_named(
    ledger: Ledger, folder: Path, make: Callable[[Path], object], name: str
) -> None:
    make(folder / name)
    with pytest.raises(LedgerDamaged) as caught:
        ledger.read((2024, 2024))
    assert caught.value.trouble.why == Text.NO_PLAIN_FILE
    assert name in caught.value.lines("zh")[0]


def test_what_is_not_a_file_in_another_year_is_not_in_the_way(
    ledger: Ledger, folder: Path, make: Callable[[Path], object]
) -> None:
    ledger.add("visit", VISIT)
    make(folder / "2023.jsonl")
    assert len(ledger.read((2024, 2024)).tables["visit"]) == 1
    with pytest.raises(LedgerDamaged) as caught:
        ledger.read((2023, 2024))
    assert "2023.jsonl" in caught.value.lines("en")[0]


@pytest.mark.parametrize("name", ["2024.jsonl", "closings.jsonl", ".lock"])
def test_nothing_is_written_around_what_is_not_a_file(
    ledger: Ledger, folder: Path, make: Callable[[Path], object], name: str
) -> None:
    (folder / ".lock").unlink()
    make(folder / name)
    with pytest.raises((WriteFailed, LedgerDamaged)) as caught:
        ledger.add("visit", VISIT)
    assert name in caught.value.lines("en")[0]


@pytest.mark.parametrize("rest", [b"", b"torn"])
def test_a_file_behind_a_link_is_read_and_never_written(
    ledger: Ledger, folder: Path, tmp_path: Path, rest: bytes
) -> None:
    ledger.add("visit", VISIT)
    outside = (folder / "2024.jsonl").rename(tmp_path / "outside.jsonl")
    outside.write_bytes(outside.read_bytes() + rest)
    (folder / "2024.jsonl").symlink_to(outside)
    before, names = outside.read_bytes(), sorted(folder.iterdir())
    assert visits(ledger) == [VISIT]
    with pytest.raises(WriteFailed) as caught:
        ledger.add("visit", VISIT)
    assert caught.value.trouble.why == Text.IS_A_LINK
    assert "2024.jsonl" in caught.value.lines("en")[0]
    assert (before, names) == (outside.read_bytes(), sorted(folder.iterdir()))


def test_a_lock_that_is_a_link_makes_no_file_elsewhere(folder: Path, tmp_path: Path) -> None:
    (folder / ".lock").unlink()
    (folder / ".lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WriteFailed) as caught:
        Ledger(folder, None, who="王秀").add("visit", VISIT)
    assert caught.value.trouble.why == Text.IS_A_LINK
    assert ".lock" in caught.value.lines("en")[0]
    assert not (tmp_path / "elsewhere").exists()


def test_a_ledger_is_not_founded_through_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "branchlog.toml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WriteFailed):
        Ledger.create(folder, TOML)
    assert not (tmp_path / "elsewhere").exists()
