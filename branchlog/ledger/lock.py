"""Let one writer at a time into a ledger, and tell the others who it is."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from branchlog.errors import LedgerBusy
from branchlog.ledger.fs import FileSystem
from branchlog.ledger.refusals import unwritten
from branchlog.messages import LedgerText as Text

NAME = ".lock"
# What is wrong with the lock itself; all else is its folder's.
_LOCKS_OWN = (errno.EISDIR, errno.ELOOP, errno.ENXIO)
_POLL = 0.005
_SLOWEST_POLL = 0.05


class WriteLock:
    """Held from reading what a write depends on until its acknowledgement."""

    def __init__(self, fs: FileSystem, folder: Path, holder: str, patience: float) -> None:
        self._fs = fs
        self._path = folder / NAME
        self._holder = holder
        self._patience = patience
        self._handle: int | None = None

    def __enter__(self) -> None:
        try:
            self._handle = self._wait()
        except OSError as error:
            named = self._path if error.errno in _LOCKS_OWN else self._path.parent
            raise unwritten(error, named) from error
        # Only a courtesy to whoever waits: a full disk must not stop us here.
        with suppress(OSError):
            self._fs.sign(self._handle, f"{os.getpid()} {self._holder}\n".encode(errors="replace"))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._handle is not None:
            self._fs.close(self._handle)
            self._handle = None

    def _wait(self) -> int:
        deadline = time.monotonic() + self._patience
        pause = _POLL
        while True:
            handle = self._fs.lock(self._path)
            if handle is not None:
                return handle
            if time.monotonic() >= deadline:
                raise self._busy()
            time.sleep(pause)
            pause = min(pause * 1.5, _SLOWEST_POLL)

    def _busy(self) -> LedgerBusy:
        holder = b""
        with suppress(OSError):
            holder = self._fs.read(self._path, 0, 200).strip()
        why = Text.HELD_BY if holder else Text.HELD_BY_UNKNOWN
        return LedgerBusy(Text.BUSY, why, Text.TRY_LATER, holder=holder.decode("utf-8", "replace"))
