"""One file of a ledger, as far as it has been read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from branchlog.errors import LedgerDamaged
from branchlog.ledger import names
from branchlog.ledger.bulk import Decoded, Decoder, ReadEntry
from branchlog.ledger.fs import FileSystem, Stamp
from branchlog.ledger.lines import LineError
from branchlog.ledger.writing import LONGEST_REST
from branchlog.messages import LedgerText as Text

_NOTHING = Decoded([], [], [])


class BadPlace(NamedTuple):
    """A bad line and where it stands: file, line from 1, byte from 0."""

    file: str
    line: int
    byte: int
    text: bytes
    why: LineError

    def damage(self) -> LedgerDamaged:
        """The fault that stops a command here."""
        return LedgerDamaged(
            Text.DAMAGED,
            self.why.why,
            Text.RESTORE_FILE if names.is_ours(self.file) else Text.MOVE_OUT,
            file=self.file,
            line=self.line,
            byte=self.byte + self.why.byte,
            **self.why.values,
        )


class Part:
    """What one file holds. Read on when it has grown, for lines never change."""

    def __init__(self, name: str, inode: int) -> None:
        self.name = name
        self.years = names.years_in(name)
        self.entries: list[ReadEntry] = []
        self.bad: list[BadPlace] = []
        self.newer: list[str] = []
        #: The bytes after the last LF, and the entry that they are when only the LF was lost.
        self.rest = b""
        self.tail = _NOTHING
        self._inode = inode
        self._lines = 0
        self._read = 0
        self._decoder = Decoder(name)

    @property
    def seen(self) -> Stamp:
        """How the file looked when it was read."""
        return (self._read + len(self.rest), self._inode)

    def continues(self, stamp: Stamp) -> bool:
        """Whether the file that now looks so is this one, only longer."""
        size, inode = stamp
        return inode == self._inode and size >= self.seen[0]

    def read_on(self, fs: FileSystem, path: Path) -> None:
        """Read what is new in the file."""
        self.rest = b""
        for block in fs.blocks(path, self._read):
            data = self.rest + block
            cut = data.rfind(b"\n") + 1
            self.rest = data[cut:]
            if cut:
                self._take(data[:cut])
            if len(self.rest) > LONGEST_REST:
                raise BadPlace(
                    self.name, self._lines + 1, self._read, b"", LineError(Text.TOO_LONG)
                ).damage()
        self.tail = self._decoder.decode(self.rest + b"\n") if self.rest else _NOTHING

    def all_entries(self) -> Iterator[ReadEntry]:
        """The entries, the last one also when its LF was lost."""
        return chain(self.entries, self.tail.entries)

    def _take(self, block: bytes) -> None:
        decoded = self._decoder.decode(block)
        self.entries += decoded.entries
        self.newer += decoded.newer
        if decoded.bad:
            starts = [0]
            for line in block.split(b"\n"):
                starts.append(starts[-1] + len(line) + 1)
            for index, line, why in decoded.bad:
                place = self._lines + index + 1
                self.bad.append(BadPlace(self.name, place, self._read + starts[index], line, why))
        self._lines += len(decoded.entries) + len(decoded.bad)
        self._read += len(block)
