"""A file is read as what it is named, when that is what it holds."""

from __future__ import annotations

import io
import os
import socket
from pathlib import Path

import pytest

from branchlog.errors import BadValue, Fault, Usage
from branchlog.intake.files.formats import Reading, open_file, open_stream
from branchlog.intake.source import Objects, Opened, Table

SHEETS = Path(__file__).parent.parent / "samples" / "sheets"
CSV = b"a,b\n1,2\n"


def opened(path: Path, reading: Reading | None = None) -> Opened:
    return open_file(path, path.name, reading or Reading())


def written(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def refusal(path: Path, reading: Reading | None = None) -> str:
    with pytest.raises(BadValue) as caught:
        list(opened(path, reading).parts[0].rows)
    return "\n".join(caught.value.lines("en"))


def rows(found: Opened) -> list[object]:
    (part,) = found.parts
    return list(part.rows)


@pytest.mark.parametrize("name", ["a.csv", "A.CSV", "a.txt", "多 字.csv"])
def test_separated_values_are_known_by_their_suffix(tmp_path: Path, name: str) -> None:
    found = opened(written(tmp_path, name, CSV))

    assert isinstance(found.parts[0], Table)
    assert rows(found) == [["a", "b"], ["1", "2"]]


def test_tsv_is_separated_by_tabs_whatever_else_is_in_it(tmp_path: Path) -> None:
    assert rows(opened(written(tmp_path, "a.tsv", b"a,b\tc\n"))) == [["a,b", "c"]]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson"])
@pytest.mark.parametrize("content", [b'{"a":1}\n', b'[{"a":1}]'])
def test_json_is_lines_or_an_array_whichever_it_is_called(
    tmp_path: Path, name: str, content: bytes
) -> None:
    found = opened(written(tmp_path, name, content))

    assert isinstance(found.parts[0], Objects)
    assert rows(found) == [(1, {"a": 1})]


@pytest.mark.parametrize("name", ["visits.xlsx", "visits.xls", "visits.ods"])
@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".xls", ".ods"])
def test_a_workbook_is_read_as_what_it_is(tmp_path: Path, name: str, suffix: str) -> None:
    path = written(tmp_path, "a" + suffix, (SHEETS / name).read_bytes())

    assert len(rows(opened(path))) == 17


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", (SHEETS / "visits.xlsx").read_bytes(), "as csv, but it holds a workbook"),
        ("a.tsv", (SHEETS / "visits.xls").read_bytes(), "as tsv, but it holds a workbook"),
        ("a.json", (SHEETS / "visits.ods").read_bytes(), "as json, but it holds a workbook"),
        ("a.xls", b"<html><table><tr><td>1", "as xls, but it holds a web page"),
        ("a.xls", b'\xef\xbb\xbf <?xml version="1.0"?>', "it holds a web page"),
        ("a.csv", "\n<HTML>".encode("utf-16"), "it holds a web page"),
        ("a.xlsx", CSV, "as xlsx, but it holds plain text"),
        ("a.xls", b"\x09\x08\x10\x00\x00", "it holds another format"),
        ("a.csv", b"%PDF-1.7", "it holds another format"),
        ("a.xlsx", b"\x89PNG\r\n", "it holds another format"),
        ("a.json", b"a,b\n", "it holds no rows"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 90, "it is incomplete or broken"),
        ("a.xlsx", b"PK\x05\x06" + bytes(18), "it is incomplete or broken"),
        ("a.csv", b"", "it is empty"),
        ("a.xlsx", b"", "it is empty"),
        ("a.jsonl", b"", "it is empty"),
        ("a.docx", CSV, "its name does not tell the format"),
        ("a", CSV, "csv tsv xlsx xls ods json jsonl"),
    ],
)
def test_what_is_not_what_it_is_named_is_refused(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    assert said in refusal(written(tmp_path, name, content))


def test_a_format_that_is_given_comes_before_the_name(tmp_path: Path) -> None:
    path = written(tmp_path, "a.dat", CSV)

    assert rows(opened(path, Reading(format="csv"))) == [["a", "b"], ["1", "2"]]


def test_an_encoding_that_is_given_is_used(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "里長,b\n".encode("big5"))

    assert rows(opened(path, Reading(encoding="big5"))) == [["里長", "b"]]


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("a.csv", Reading(encoding="nonsense")),
        ("a.csv", Reading(sheets=("走访",))),
        ("a.json", Reading(encoding="gb18030")),
        ("a.json", Reading(sheets=("走访",))),
        ("a.csv", Reading(format="doc")),
    ],
)
def test_options_that_say_nothing_here_are_refused(
    tmp_path: Path, name: str, reading: Reading
) -> None:
    with pytest.raises(Usage):
        opened(written(tmp_path, name, b'{"a":1}\n'), reading)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    (tmp_path / "device.csv").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s.csv"))

        assert "there is no such file" in refusal(tmp_path / "none.csv")
        assert "there is no such file" in refusal(tmp_path / "a\0b.csv")
        assert "it is a folder" in refusal(tmp_path / "folder.csv")
        assert "write - and name the format" in refusal(tmp_path / "pipe.csv")
        assert "the system says" in refusal(tmp_path / "loop.csv")
        assert "it is a device or a pipe" in refusal(tmp_path / "device.csv")
        assert "the system says" in refusal(tmp_path / "s.csv")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", CSV)
    path.chmod(0)

    assert "the system says" in refusal(path)


def test_a_pipe_needs_its_format() -> None:
    with pytest.raises(Usage) as caught:
        open_stream(io.BytesIO(CSV), "-", Reading())

    assert "--from" in "\n".join(caught.value.lines("en"))


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "jsonl", "xlsx", "xls", "ods"])
def test_every_format_comes_through_a_pipe(format: str) -> None:
    content = {"csv": b"a,b\n", "tsv": b"a\tb\n"}.get(format, b'{"a":1}\n')
    if format in ("xlsx", "xls", "ods"):
        content = (SHEETS / f"visits.{format}").read_bytes()

    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(content)
    with os.fdopen(reading, "rb") as stream:
        found = open_stream(stream, "-", Reading(format=format))
        assert rows(found)
        assert found.parts[0].file == "-"


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "jsonl", "xlsx", "xls", "ods"])
def test_an_empty_pipe_is_refused(format: str) -> None:
    with pytest.raises(Fault) as caught:
        rows(open_stream(io.BytesIO(b""), "-", Reading(format=format)))

    assert "it is empty" in caught.value.lines("en")[1]
