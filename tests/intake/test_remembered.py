"""What a person said of a header's columns is kept in the ledger's folder, whole or not at all."""

from __future__ import annotations

import os
import stat
from errno import ENOSPC
from pathlib import Path

import pytest

from branchlog.errors import WriteFailed
from branchlog.intake.sheets.remembered import FILE, Remembered
from branchlog.ledger.fs import FileSystem

HEADER = ("走访日期", "户数", "电话")
SAID = {"走访日期": "date", "电话": ""}


class FullDisk(FileSystem):
    def write(self, handle: int, data: bytes) -> int:
        raise OSError(ENOSPC, "no space left")


class Lazy(FileSystem):
    """Takes a byte at a time."""

    def write(self, handle: int, data: bytes) -> int:
        return super().write(handle, data[:1])


def said() -> Remembered:
    return Remembered({}).with_(HEADER, "visit", {"走访日期": "date"}, ["电话"])


def test_a_folder_without_the_file_remembers_nothing(tmp_path: Path) -> None:
    found = Remembered.load(tmp_path)

    assert found.of(HEADER, "visit") == {}
    assert found.trouble is None


@pytest.mark.parametrize("fs", [FileSystem(), Lazy()])
def test_what_was_said_comes_back(tmp_path: Path, fs: FileSystem) -> None:
    said().save(tmp_path, fs)
    found = Remembered.load(tmp_path)

    assert found.of(HEADER, "visit") == SAID
    assert found.of(("走访日期:", "户 数", "电话"), "visit") == SAID
    assert found.of(HEADER, "mediation") == {}
    assert found.of(HEADER[:2], "visit") == {}


def test_the_file_is_private_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    said().save(tmp_path, FileSystem())

    assert os.listdir(tmp_path) == [FILE]
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) & 0o007 == 0


def test_what_is_said_again_replaces_what_was_said() -> None:
    again = said().with_(HEADER, "visit", {"电 话": "note"}, [])

    assert again.of(HEADER, "visit") == {"走访日期": "date", "电话": "note"}
    assert said().of(HEADER, "visit") == SAID


def test_titles_are_kept_as_the_header_has_them() -> None:
    header = ("日期", "慰问金(元)", "")
    found = Remembered({}).with_(header, "visit", {"慰问金": "note"}, ["column c"])

    assert found.of(header, "visit") == {"慰问金(元)": "note", "C列": ""}


def test_titles_of_other_headers_are_left_out() -> None:
    assert Remembered({}).with_(HEADER, "visit", {"血型": "note"}, ["x"]).of(HEADER, "visit") == {}


def test_nothing_is_written_while_nothing_is_new(tmp_path: Path) -> None:
    Remembered.load(tmp_path).with_(HEADER, "visit", {}, []).save(tmp_path, FileSystem())
    assert os.listdir(tmp_path) == []

    said().save(tmp_path, FileSystem())
    again = Remembered.load(tmp_path).with_(HEADER, "visit", {"走访日期": "date"}, ["电话"])
    again.save(tmp_path, FullDisk())


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    said().save(tmp_path, FileSystem())
    more = Remembered.load(tmp_path).with_(HEADER, "need", {"户数": "note"}, [])
    with pytest.raises(WriteFailed):
        more.save(tmp_path, FullDisk())

    assert os.listdir(tmp_path) == [FILE]
    assert Remembered.load(tmp_path).of(HEADER, "visit") == SAID


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": 2, "headers": []}',
        b'{"format": 1, "headers": [{"header": "x", "kind": "visit", "columns": {}}]}',
        b'{"format": 1, "headers": [{"header": [1], "kind": "visit", "columns": {}}]}',
        b'{"format": 1, "headers": [{"header": ["x"], "kind": "visit", "columns": {"x": 1}}]}',
        b'{"format": 1, "headers": [{"header": ["x"], "kind": "visit", "columns": []}]}',
        b'{"format": 1, "headers": {"header": 1}}',
        b" " * (5 << 20),
    ],
    ids=lambda content: repr(content[:40]),
)
def test_a_file_that_is_not_ours_is_told_and_kept(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    found = Remembered.load(tmp_path)

    assert found.of(HEADER, "visit") == {}
    assert found.trouble is not None
    assert FILE in found.trouble.lines("en")[0]
    found.with_(HEADER, "visit", {"户数": "households"}, []).save(tmp_path, FileSystem())
    assert (tmp_path / FILE).read_bytes() == content


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()

    assert Remembered.load(tmp_path).trouble is not None


def test_only_the_newest_headers_are_kept(tmp_path: Path) -> None:
    known = Remembered({})
    for number in range(501):
        known = known.with_((f"x{number}",), "visit", {f"x{number}": "note"}, [])

    assert known.of(("x0",), "visit") == {}
    assert known.of(("x500",), "visit") == {"x500": "note"}
