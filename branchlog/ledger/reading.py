"""Read the union of a ledger's files, as they were at one moment, without a lock."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from branchlog.errors import LedgerBusy
from branchlog.ledger import names
from branchlog.ledger.bulk import ReadEntry
from branchlog.ledger.fold import fold, heads_of, may_count
from branchlog.ledger.fs import NO_FILE, FileSystem, NotAFile
from branchlog.ledger.lock import NAME as LOCK
from branchlog.ledger.parts import Part
from branchlog.ledger.refusals import unread
from branchlog.ledger.snapshot import Snapshot
from branchlog.messages import LedgerText as Text
from branchlog.messages import Trouble

#: Rounds in which a busy ledger is read without keeping its writers out.
_PATIENT_ROUNDS = 5
_PAUSE = 0.005
_LONGEST_WAIT = 10.0


def read(
    fs: FileSystem,
    folder: Path,
    asked: names.Asked,
    *,
    history: bool = False,
    newer: Trouble | None = None,
) -> Snapshot:
    """What the entries of the years asked for add up to."""
    # Nothing that is read is garbage, and looking for it would cost more than decoding.
    with _collector_paused():
        union = Union(fs, folder)
        try:
            covered = union.read(asked)
        except OSError as error:
            raise unread(error, folder) from error
        parts = list(union.parts.values())
        return fold(parts, asked, covered=covered, history=history, busy=union.busy, newer=newer)


class Union:
    """The files of a ledger, read until none has changed meanwhile."""

    def __init__(self, fs: FileSystem, folder: Path) -> None:
        self._fs = fs
        self._folder = folder
        self.parts: dict[str, Part] = {}
        #: Whether a writer was at work when an unfinished last line was read.
        self.busy = False

    def read(self, asked: names.Asked) -> names.Asked:
        """Read what touches the years, and all that is needed to fold it rightly.

        Returns the years that this came to.
        """
        wanted = asked
        while True:
            self._settle(wanted)
            wider = self._wider(asked, wanted)
            if wider == wanted:
                return wanted
            wanted = wider

    def _settle(self, asked: names.Asked) -> None:
        # Files only grow: when a listing shows what was read, then that was all there was at
        # the moment between the last reading and this listing.
        for _ in range(_PATIENT_ROUNDS):
            if not self._read_changed(asked):
                return
        lock = self._keep_writers_out()
        try:
            self._read_changed(asked)
        finally:
            if lock is not None:
                self._fs.close(lock)

    def _read_changed(self, asked: names.Asked) -> bool:
        """Read what is new in the folder; whether there was anything."""
        listing = {
            name: stamp
            for name, stamp in sorted(self._fs.listing(self._folder).items())
            if (years := names.years_in(name)) is None or names.touches(years, asked)
        }
        for name in self.parts.keys() - listing.keys():
            del self.parts[name]
        changed = False
        for name, stamp in listing.items():
            path = self._folder / name
            if stamp == NO_FILE:
                raise unread(NotAFile(path), path)
            part = self.parts.get(name)
            if part and part.seen == stamp:
                continue
            if part is None or not part.continues(stamp):
                part = Part(name, stamp[1])
            try:
                part.read_on(self._fs, path)
            except FileNotFoundError:
                # A sync tool renames files; the next listing tells.
                self.parts.pop(name, None)
            except OSError as error:
                raise unread(error, path) from error
            else:
                self.parts[name] = part
            changed = True
        # Asked before the next listing: a writer that has finished by then shows in the sizes.
        self.busy = any(part.tail.bad for part in self.parts.values()) and self._writer_at_work()
        return changed

    def _writer_at_work(self) -> bool:
        try:
            lock = self._fs.lock_shared(self._folder / LOCK)
        except OSError:
            return False
        if lock is None:
            return True
        self._fs.close(lock)
        return False

    def _keep_writers_out(self) -> int | None:
        """The shared lock; None where there is no lock file, so nobody writes."""
        deadline = time.monotonic() + _LONGEST_WAIT
        while time.monotonic() < deadline:
            try:
                lock = self._fs.lock_shared(self._folder / LOCK)
            except OSError:
                return None
            if lock is not None:
                return lock
            time.sleep(_PAUSE)
        raise LedgerBusy(Text.BUSY, Text.HELD_BY_UNKNOWN, Text.TRY_LATER)

    def _wider(self, asked: names.Asked, wanted: names.Asked) -> names.Asked:
        """The years that must be read too, so that no record is counted twice.

        A record that moves to another year, or is closed in one, has versions in several years'
        files. When two copies changed it differently, only all versions together tell which of
        them counts. Every entry that replaces a version lies in a file that touches the version's
        years. So for each record that may count in the years asked for, the years of all its
        versions are read, and those of the file that names a version not found yet.

        (Two copies that count ids from 1, as TinyDB's stock tables do, may make two records under
        one id: such tables are right only when everything is read, as TinyDB does.)
        """
        if wanted is None:
            return None
        # An entry in a file for one year replaces only versions that touch that year.
        moved = {
            (entry.kind, entry.id)
            for part in self.parts.values()
            if part.years is None or part.years[0] != part.years[1]
            for entry in part.all_entries()
            if entry.prev
        }
        if not moved:
            return wanted
        versions: dict[tuple[str, str], list[tuple[Part, ReadEntry]]] = {}
        for part in self.parts.values():
            for entry in part.all_entries():
                if (entry.kind, entry.id) in moved:
                    versions.setdefault((entry.kind, entry.id), []).append((part, entry))
        for placed in versions.values():
            if any(may_count(head, asked) for head in heads_of([entry for _, entry in placed])):
                wanted = _with_versions(wanted, placed)
        return wanted


def _with_versions(wanted: names.Asked, placed: list[tuple[Part, ReadEntry]]) -> names.Asked:
    """The years wanted and those that may hold more versions of a record."""
    known = {entry.crc for _, entry in placed}
    for part, entry in placed:
        years = names.years_of(entry.kind, entry.doc) if entry.doc is not None else None
        if years and not names.touches(years, wanted):
            wanted = names.widened(wanted, years)
        if not known.issuperset(entry.prev):
            wanted = names.widened(wanted, part.years) if part.years else None
    return wanted


@contextmanager
def _collector_paused() -> Iterator[None]:
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
