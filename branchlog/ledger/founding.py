"""Make a new ledger: a private folder with its branchlog.toml."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from branchlog.errors import Refused
from branchlog.ledger.fs import FileSystem
from branchlog.ledger.ids import Ids
from branchlog.ledger.lock import NAME as LOCK
from branchlog.ledger.lock import WriteLock
from branchlog.ledger.refusals import unwritten
from branchlog.messages import LedgerText as Text

_TOML = "branchlog.toml"
_PATIENCE = 10.0


def found(fs: FileSystem, folder: Path, toml: str) -> None:
    """Make the folder (0700) and branchlog.toml (0600), the file at once or not at all.

    Raises Refused when there is a branchlog.toml or a journal already, WriteFailed.
    """
    made: list[Path] = []
    try:
        _make_folders(fs, folder, made)
        _refuse_used(fs, folder)
        _write_locked(fs, folder, toml.encode())
    except BaseException as error:
        # Those that hold anything by now, ours or another's, stay.
        with suppress(OSError):
            for place in reversed(made):
                fs.remove_folder(place)
        if isinstance(error, OSError):
            raise unwritten(error, folder) from error
        raise


def _write_locked(fs: FileSystem, folder: Path, toml: bytes) -> None:
    lock = folder / LOCK
    new = fs.size(lock) is None
    with WriteLock(fs, folder, "init", _PATIENCE):
        # Somebody may have made it while we waited.
        _refuse_used(fs, folder)
        try:
            _write_toml(fs, folder, toml)
        except BaseException:
            # No ledger has come about, so that nobody needs its lock.
            with suppress(OSError):
                if new and fs.size(folder / _TOML) is None:
                    fs.remove(lock)
            raise


def _make_folders(fs: FileSystem, folder: Path, made: list[Path]) -> None:
    """Make what is missing of a folder; `made` tells which, also when it fails halfway."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        with suppress(FileExistsError):
            fs.make_folder(place)
            made.append(place)
        fs.sync_folder(place.parent)


def _refuse_used(fs: FileSystem, folder: Path) -> None:
    if fs.size(folder / _TOML) is not None:
        raise Refused(Text.ALREADY_LEDGER, Text.HAS_TOML, Text.OTHER_FOLDER, path=folder)
    if fs.listing(folder):
        raise Refused(Text.ALREADY_LEDGER, Text.HAS_JOURNALS, Text.OTHER_FOLDER, path=folder)


def _write_toml(fs: FileSystem, folder: Path, data: bytes) -> None:
    draft = folder / f".{_TOML}.{Ids()()}.tmp"
    handle = fs.open_new(draft)
    try:
        try:
            while data:
                data = data[fs.write(handle, data) :]
            fs.sync(handle)
        finally:
            fs.close(handle)
        fs.rename(draft, folder / _TOML)
    except OSError:
        with suppress(OSError):
            fs.remove(draft)
        raise
    fs.sync_folder(folder)
