"""Open what people keep, whatever its format: told by its name, held against what is in it."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import BinaryIO

from branchlog.errors import BadValue, Usage, WriteFailed
from branchlog.intake.files import encodings
from branchlog.intake.files.reading import Reading as Reading
from branchlog.intake.source import Opened
from branchlog.messages import Pair
from branchlog.messages import Sources as Text

FORMATS = ("csv", "tsv", "xlsx", "xls", "ods", "json", "jsonl")
_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
    ".ods": "ods",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_WORKBOOKS = frozenset({"xlsx", "xls", "ods"})
_JSON = frozenset({"json", "jsonl"})
#: The first bytes of what is opened by other programs.
_FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_WEB = ("<html", "<!doctype", "<table", "<?xml", "<meta", "<head", "<style")
#: The first bytes of zip, which xlsx and ods are, and of the compound files that xls are.
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 512


def open_file(path: Path, name: str, reading: Reading) -> Opened:
    """What a file holds; `name` is how it was named. Raises BadValue when it cannot be read."""
    wanted = _format(path.suffix, name, reading)
    try:
        stream = _opened(path, name)
        try:
            return _read(stream, wanted, name, reading)
        except BaseException:
            stream.close()
            raise
    except FileNotFoundError:
        raise _unreadable(Text.NOT_THERE, Text.CHECK_NAME, name) from None
    except OSError as error:
        detail = error.strerror or str(error)
        raise _unreadable(Text.SYSTEM_SAYS, Text.SYSTEM_HINT, name, detail=detail) from None


def open_stream(stream: BinaryIO, name: str, reading: Reading) -> Opened:
    """What a pipe holds. Raises Usage unless its format is given, BadValue as `open_file`."""
    if reading.format is None:
        raise Usage(
            Text.STDIN_FORMAT,
            Text.FORMATS_WHY,
            Text.FORMAT_HINT,
            formats=" ".join(FORMATS),
        )
    wanted = _format("", name, reading)
    if wanted in _JSON:
        return _objects(stream, name, reading, owned=False)
    return _read(_kept(stream, name), wanted, name, reading)


def _format(suffix: str, name: str, reading: Reading) -> str:
    known = " ".join(FORMATS)
    if reading.encoding is not None:
        encodings.known(reading.encoding)
    if reading.format is not None:
        if reading.format not in FORMATS:
            raise Usage(
                Text.UNKNOWN_FORMAT,
                Text.FORMATS_WHY,
                Text.FORMAT_HINT,
                word=reading.format,
                formats=known,
            )
        return reading.format
    found = _SUFFIXES.get(suffix.lower())
    if found is None:
        raise _unreadable(Text.UNKNOWN_SUFFIX, Text.UNKNOWN_SUFFIX_HINT, name, formats=known)
    return found


def _opened(path: Path, name: str) -> BinaryIO:
    # A pipe without a writer would be waited for forever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if path.is_dir():
        raise _unreadable(Text.IS_FOLDER, Text.IS_FOLDER_HINT, name)
    try:
        descriptor = os.open(path, flags)
    except ValueError:
        # A NUL in the name.
        raise FileNotFoundError from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _unreadable(Text.NOT_A_FILE, Text.NOT_A_FILE_HINT, name)
    return os.fdopen(descriptor, "rb", buffering=1 << 18)


def _kept(stream: BinaryIO, name: str) -> BinaryIO:
    """What comes from a pipe, in a file that vanishes: it is read twice."""
    kept = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed by whoever reads it
    try:
        shutil.copyfileobj(stream, kept, 1 << 20)
        kept.seek(0)
    except OSError as error:
        kept.close()
        raise WriteFailed(
            Text.NO_ROOM,
            Text.SYSTEM_SAYS,
            Text.NO_ROOM_HINT,
            name=name,
            detail=error.strerror or str(error),
        ) from None
    return kept


def _read(stream: BinaryIO, wanted: str, name: str, reading: Reading) -> Opened:
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head:
        raise _unreadable(Text.EMPTY_FILE, Text.EMPTY_FILE_HINT, name)
    _check_content(head, wanted, name)
    if wanted in _WORKBOOKS:
        from branchlog.intake.files import workbook

        return workbook.read(stream, name, reading)
    if wanted in _JSON:
        return _objects(stream, name, reading, owned=True)
    from branchlog.intake.files import delimited

    _refuse_sheets(name, reading)
    tab = "\t" if wanted == "tsv" else None
    encoding = reading.encoding and encodings.known(reading.encoding)
    return Opened([delimited.table(stream, name, encoding, tab)], [])


def _objects(stream: BinaryIO, name: str, reading: Reading, owned: bool) -> Opened:
    from branchlog.intake.files import json_rows

    _refuse_sheets(name, reading)
    encoding = reading.encoding and encodings.known(reading.encoding)
    if encoding is not None and not encoding.startswith(("utf-8", "utf-16")):
        raise _unreadable(Text.JSON_ENCODING, Text.JSON_ENCODING_HINT, name)
    return Opened([json_rows.objects(stream, name, owned)], [])


def _refuse_sheets(name: str, reading: Reading) -> None:
    if reading.sheets:
        raise BadValue(
            Text.NO_SHEET,
            Text.NO_SHEETS_IN_IT,
            Text.NO_SHEETS_HINT,
            sheet=reading.sheets[0],
            name=name,
        )


def _check_content(head: bytes, wanted: str, name: str) -> None:
    """Raise BadValue when a file holds what is not read as what it is named."""
    found: Pair | None = None
    text = head.decode("utf-16" if head[:2] in _UTF16 else "latin-1", "ignore")
    if head.startswith(_PACKED):
        found = None if wanted in _WORKBOOKS else Text.WORKBOOK
    elif head.startswith(_FOREIGN):
        found = Text.OTHER_FILE
    elif text.removeprefix("ï»¿").lstrip().lower().startswith(_WEB):
        found = Text.WEB_PAGE
    elif wanted in _WORKBOOKS:
        found = Text.OTHER_FILE if "\0" in text else Text.PLAIN_TEXT
    if found is not None:
        named = found in (Text.WORKBOOK, Text.PLAIN_TEXT)
        hint = Text.OTHER_FORMAT_HINT if named else Text.OTHER_CONTENT_HINT
        raise _unreadable(Text.OTHER_CONTENT, hint, name, wanted=wanted, found=found)


def _unreadable(why: Pair, hint: Pair, name: str, **values: object) -> BadValue:
    return BadValue(Text.UNREADABLE, why, hint, name=name, **values)
