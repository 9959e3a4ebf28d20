"""Workbooks for tests: changed part by part, opened by LibreOffice, with a picture in them."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)


def converted(path: Path, suffix: str, folder: Path | None = None) -> Path:
    """What LibreOffice makes of a file, with a profile of its own: several may run at once."""
    target = folder or path.parent
    profile = (target / "profile").as_uri()
    filter_ = "csv:Text - txt - csv (StarCalc):44,34,76,1" if suffix == "csv" else suffix
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", filter_]
    done = subprocess.run(
        [*command, "--outdir", str(target), str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    made = target / f"{path.stem}.{suffix}"
    assert made.exists(), done.stdout + done.stderr
    return made


def rewritten(path: Path, changes: Mapping[str, Callable[[bytes], bytes]]) -> Path:
    """The workbook with some of its parts changed."""
    out = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, changes[name](data) if name in changes else data)
    return out


def picture() -> bytes:
    """A small PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    size = 40
    lines = b"".join(b"\0" + bytes((200, x * 6 % 256, 40)) * size for x in range(size))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )
