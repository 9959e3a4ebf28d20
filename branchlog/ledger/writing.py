"""Put entries into a ledger's files so that none is ever lost or half there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from branchlog.errors import LedgerDamaged
from branchlog.ledger import names
from branchlog.ledger.fs import FileSystem
from branchlog.ledger.lines import LIMIT, Entry, LineError, NewEntry, parse
from branchlog.ledger.refusals import unconfirmed, unwritten
from branchlog.messages import LedgerText as Text

#: A crash leaves at most one mend and one line unfinished: a longer rest is not ours.
LONGEST_REST = 4 * LIMIT
_SHOWN_IDS = 3


class Written(NamedTuple):
    """What one command wrote: the unit of undo."""

    batch: str
    count: int  # type: ignore[assignment]  # tuple.count is of no use here
    entries: tuple[Entry, ...]


class Signature(NamedTuple):
    """What all entries of one batch share."""

    batch: str
    at: str
    who: str
    why: str = ""


class Draft(NamedTuple):
    """A version of a record that is about to be written.

    `around` holds the record before and after it: its years choose the file, its dates tell
    whether a closed year is touched.
    """

    kind: str
    id: str
    op: str
    rev: int
    prev: tuple[str, ...]
    doc: dict[str, Any] | None
    around: tuple[Mapping[str, object], ...]

    @classmethod
    def first(cls, kind: str, id: str, doc: Mapping[str, object]) -> Draft:
        """The first version of a new record."""
        return cls(kind, id, "add", 1, (), dict(doc), (doc,))

    def signed(self, signature: Signature) -> NewEntry:
        """The entry that it becomes in a batch."""
        return NewEntry(
            self.kind,
            self.id,
            self.op,
            self.rev,
            self.prev,
            signature.at,
            signature.who,
            signature.batch,
            signature.why,
            self.doc,
        )


def write(
    fs: FileSystem, folder: Path, stem: str, entries: Sequence[NewEntry], signature: Signature
) -> None:
    """Write a batch into one file, all or nothing. Returning is the acknowledgement.

    The caller holds the lock. Raises WriteFailed (nothing counts) or OutcomeUnknown.
    """
    if len(entries) == 1 and names.appendable(stem):
        _append(fs, folder, stem, entries[0], signature)
    else:
        ids = [entry.id for entry in entries]
        write_whole(fs, folder, stem, (entry.line for entry in entries), signature.batch, ids)


def _append(fs: FileSystem, folder: Path, stem: str, entry: NewEntry, signature: Signature) -> None:
    path = folder / f"{stem}.jsonl"
    try:
        rest = unfinished(fs, path)
        handle = fs.open_append(path)
    except OSError as error:
        raise unwritten(error, path) from error
    try:
        head = _ended(fs, folder, path.name, rest, signature)
    except BaseException:
        fs.close(handle)
        raise
    _write_synced(fs, handle, head + entry.line, path, entry)
    _sync_folder(fs, folder, [entry.id])


def _ended(fs: FileSystem, folder: Path, name: str, rest: bytes, signature: Signature) -> bytes:
    """What must go before the next entry, so that an unfinished line ends and is accounted for."""
    if not rest:
        return b""
    if is_entry(rest):
        return b"\n"
    return b"\n" + _mended(fs, folder, name, rest, signature)


def unfinished(fs: FileSystem, path: Path) -> bytes:
    """The bytes after a file's last LF: a line that a crash cut short, or nothing."""
    size = fs.size(path)
    if not size or fs.read(path, size - 1, 1) == b"\n":
        return b""
    start = max(0, size - LONGEST_REST)
    rest = fs.read(path, start, LONGEST_REST)
    cut = rest.rfind(b"\n") + 1
    if cut == 0 and start > 0:
        raise LedgerDamaged(
            Text.DAMAGED, Text.TOO_LONG, Text.RESTORE_FILE, file=path.name, line="?", byte=start
        )
    return rest[cut:]


def is_entry(rest: bytes) -> bool:
    """Whether an unterminated rest is a whole entry that only lost its LF."""
    try:
        parse(rest)
    except LineError:
        return False
    return True


def _mended(fs: FileSystem, folder: Path, name: str, rest: bytes, signature: Signature) -> bytes:
    """The line that accounts for a torn rest.

    It is first made durable in a file of its own. Were it only in the write that ends the rest,
    a crash in that write could leave a bad line that nothing accounts for.
    """
    from hashlib import sha256

    digest = sha256(rest).hexdigest()
    mend = NewEntry(
        kind="_mend",
        id=digest,
        op="mend",
        rev=1,
        prev=(),
        at=signature.at,
        who=signature.who,
        batch=signature.batch,
        why="",
        doc={"file": name, "sha256": digest, "length": len(rest)},
    )
    write_whole(fs, folder, names.CLOSINGS, [mend.line], signature.batch, [digest])
    return mend.line


def write_whole(
    fs: FileSystem,
    folder: Path,
    stem: str,
    lines: Iterable[bytes],
    batch: str,
    ids: Sequence[str],
) -> None:
    """Make a file that appears with all its lines, or not at all.

    `ids` are what is named when it cannot be told whether it did.
    """
    path = folder / f"{stem}.{batch}.jsonl"
    draft = folder / f".{path.name}.tmp"
    try:
        handle = fs.open_new(draft)
    except OSError as error:
        raise unwritten(error, path) from error
    try:
        _write_draft(fs, handle, lines)
        fs.rename(draft, path)
    except BaseException as error:
        # The draft was never part of the ledger; on a full disk its space is wanted back.
        with suppress(OSError):
            fs.remove(draft)
        if isinstance(error, OSError):
            raise unwritten(error, path) from error
        raise
    _sync_folder(fs, folder, ids)


def _write_draft(fs: FileSystem, handle: int, lines: Iterable[bytes]) -> None:
    try:
        block = bytearray()
        for line in lines:
            block += line
            if len(block) >= LIMIT:
                _write_all(fs, handle, bytes(block))
                block.clear()
        _write_all(fs, handle, bytes(block))
        fs.sync(handle)
    finally:
        fs.close(handle)


def _write_all(fs: FileSystem, handle: int, data: bytes) -> None:
    """Write all of it, however little the system takes at once."""
    while data:
        data = data[fs.write(handle, data) :]


def _write_synced(fs: FileSystem, handle: int, data: bytes, path: Path, entry: NewEntry) -> None:
    done = 0
    try:
        while done < len(data):
            done += fs.write(handle, data[done:])
        fs.sync(handle)
    except OSError as error:
        # Once all but the LF is there, readers may count it: then "not written" would be a lie.
        if done >= len(data) - 1:
            raise unconfirmed(error, entry.id) from error
        raise unwritten(error, path) from error
    finally:
        # After the sync nothing is at stake any more.
        with suppress(OSError):
            fs.close(handle)


def _sync_folder(fs: FileSystem, folder: Path, ids: Sequence[str]) -> None:
    try:
        fs.sync_folder(folder)
    except OSError as error:
        more = " …" if len(ids) > _SHOWN_IDS else ""
        raise unconfirmed(error, " ".join(ids[:_SHOWN_IDS]) + more) from error
