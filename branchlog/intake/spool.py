"""Rows that were understood, kept beside memory: a million of them must fit in little."""

from __future__ import annotations

import io
import os
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple

from branchlog.errors import WriteFailed
from branchlog.messages import Sources

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_BUFFER = 1 << 20
_SEPARATOR = b"\t"


class Kept(NamedTuple):
    """A row as it was understood: its kind, its document as JSON, its record's id and version."""

    place: int
    kind: str
    doc: bytes
    id: str
    rev: str


class Spool:
    """Rows in order, on a file that nobody else can see and that vanishes with the process."""

    def __init__(self) -> None:
        self._file = _temporary()
        self._kinds: list[str] = []
        self._places: dict[str, int] = {}
        self._kind_of = array("H")
        #: The row's number in its sheet, by index.
        self.rows = array("L")
        self.with_ids = 0
        self._write = self._file.write

    def __len__(self) -> int:
        return len(self.rows)

    def place(self, kind: str) -> int:
        """What stands for a kind here."""
        if kind not in self._places:
            self._places[kind] = len(self._kinds)
            self._kinds.append(kind)
        return self._places[kind]

    def keep(self, kind: int, row: int, doc: bytes) -> None:
        """Keep one more row, its document as a line. Raises WriteFailed when the disk is full."""
        self._kind_of.append(kind)
        self.rows.append(row)
        self._write(doc)

    def keep_known(self, kind: int, row: int, doc: bytes, id: str, rev: str) -> None:
        """Keep a row that carries a record's id."""
        # JSON writes no tab as it is, and ids and versions, which are printable, hold none. That
        # the line begins with one tells it from a document, whatever the id is.
        self.with_ids += 1
        self.keep(kind, row, _SEPARATOR.join((b"", id.encode(), rev.encode(), doc)))

    def kind(self, index: int) -> str:
        """The kind of a row."""
        return self._kinds[self._kind_of[index]]

    def docs(self) -> Iterator[tuple[str, bytes]]:
        """The kind and the document of every row in order."""
        kinds = self._kinds
        self._file.seek(0)
        if not self.with_ids:
            for place, line in zip(self._kind_of, self._file, strict=True):
                yield kinds[place], line[:-1]
            return
        for place, line in zip(self._kind_of, self._file, strict=True):
            yield kinds[place], line[:-1] if line[:1] == b"{" else line[:-1].split(_SEPARATOR, 3)[3]

    def __iter__(self) -> Iterator[Kept]:
        kinds = self._kinds
        self._file.seek(0)
        for index, (place, line) in enumerate(zip(self._kind_of, self._file, strict=True)):
            if line[:1] == b"{":
                yield Kept(index, kinds[place], line[:-1], "", "")
            else:
                _, id, rev, doc = line[:-1].split(_SEPARATOR, 3)
                yield Kept(index, kinds[place], doc, id.decode(), rev.decode())


class _Scratch(io.FileIO):
    """A file beside memory: that it is full is said of it, and not of the ledger or the output."""

    def write(self, data: ReadableBuffer, /) -> int:
        with _room():
            return super().write(data)


def _temporary() -> io.BufferedRandom:
    with _room(), TemporaryFile(buffering=0) as file:
        return io.BufferedRandom(_Scratch(os.dup(file.fileno()), "r+b"), _BUFFER)


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        detail = error.strerror or str(error)
        raise WriteFailed(
            Sources.NO_ROOM,
            Sources.SYSTEM_SAYS,
            Sources.NO_ROOM_HINT,
            detail=detail,
        ) from None
