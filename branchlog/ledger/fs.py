"""The one seam to the file system: all that a ledger asks of it, and nothing else."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from errno import EISDIR
from pathlib import Path
from typing import TypeAlias

#: What tells that a file has changed: its size, and which file it is.
Stamp: TypeAlias = tuple[int, int]

#: The stamp of a name that no file answers to: a folder, a pipe, a link to nowhere.
NO_FILE: Stamp = (-1, -1)
BLOCK = 256 * 1024
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
# A link must not lead us to write outside the ledger, nor a pipe make us wait.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
# Windows locks forbid reading: the byte that is locked lies far behind the holder's name.
_LOCKED_BYTE = 1 << 30


class NotAFile(OSError):  # noqa: N818 - named for what is there
    """A name that must be a file's is a folder's, a pipe's, a device's or a dead link's."""

    def __init__(self, path: Path) -> None:
        super().__init__(EISDIR, "not a file", str(path))


class FileSystem:
    """The real one. A test that wants a full disk or a crash overrides a method.

    Every method raises OSError as the system does. Handles are file descriptors.
    """

    def listing(self, folder: Path) -> dict[str, Stamp]:
        """The visible *.jsonl names of a folder; NO_FILE for what is not a file."""
        found = {}
        with os.scandir(folder) as items:
            for item in items:
                name = item.name
                if not name.endswith(".jsonl") or name[0] == ".":
                    continue
                try:
                    seen = item.stat()
                except OSError as error:
                    # A link to nowhere may lead to a disk that is not mounted.
                    if item.is_symlink():
                        found[name] = NO_FILE
                    elif not isinstance(error, FileNotFoundError):
                        raise
                    continue
                plain = stat.S_ISREG(seen.st_mode)
                found[name] = (seen.st_size, seen.st_ino) if plain else NO_FILE
        return found

    def size(self, path: Path) -> int | None:
        """How many bytes a file holds, or None when there is none. Raises NotAFile."""
        try:
            seen = path.stat()
        except OSError as error:
            if path.is_symlink():
                raise NotAFile(path) from error
            if isinstance(error, FileNotFoundError):
                return None
            raise
        if not stat.S_ISREG(seen.st_mode):
            raise NotAFile(path)
        return seen.st_size

    def read(self, path: Path, start: int, length: int) -> bytes:
        """A part of a file; fewer bytes only at its end."""
        with open(path, "rb") as file:
            file.seek(start)
            return file.read(length)

    def blocks(self, path: Path, start: int) -> Iterator[bytes]:
        """A file from `start` to its end, in blocks."""
        with open(path, "rb", buffering=0) as file:
            file.seek(start)
            while block := file.read(BLOCK):
                yield block

    def open_append(self, path: Path) -> int:
        """Open a file to append to, made if it is missing, never through a link."""
        flags = os.O_WRONLY | os.O_APPEND | _BINARY | _NO_LINK
        try:
            return os.open(path, flags)
        except FileNotFoundError:
            return self._open_made(path, flags)

    def open_new(self, path: Path) -> int:
        """Make a file that must not be there yet."""
        return self._open_made(path, os.O_WRONLY | os.O_EXCL | _BINARY)

    def write(self, handle: int, data: bytes) -> int:
        """Write what the system takes at once; returns how many bytes that was."""
        return os.write(handle, data)

    def sync(self, handle: int) -> None:
        """Return when the file's bytes are on the disk."""
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """Give a handle back."""
        os.close(handle)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file its name, at once."""
        os.rename(old, new)

    def remove(self, path: Path) -> None:
        """Remove a temporary file of our own."""
        os.unlink(path)

    def remove_folder(self, folder: Path) -> None:
        """Remove an empty folder."""
        os.rmdir(folder)

    def sync_folder(self, folder: Path) -> None:
        """Return when the folder's names are on the disk (Windows has no such call)."""
        if os.name == "nt":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def make_folder(self, folder: Path) -> None:
        """Make one private folder; its parent must be there."""
        os.mkdir(folder, 0o700)

    def lock(self, path: Path) -> int | None:
        """Take the writers' lock without waiting; None while somebody holds it.

        Raises NotAFile for a pipe or device, and does not follow a link.
        """
        flags = os.O_RDWR | _BINARY | _NO_LINK | _NO_WAIT
        try:
            handle = os.open(path, flags)
        except FileNotFoundError:
            handle = self._open_made(path, flags)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise NotAFile(path)
        return _locked(handle, exclusive=True)

    def lock_shared(self, path: Path) -> int | None:
        """Keep writers out without waiting or creating anything; None while one is at work."""
        handle = os.open(path, os.O_RDONLY | _BINARY | _NO_LINK | _NO_WAIT)
        return _locked(handle, exclusive=False)

    def sign(self, handle: int, text: bytes) -> None:
        """Write into the lock who holds it."""
        os.ftruncate(handle, 0)
        os.pwrite(handle, text, 0) if hasattr(os, "pwrite") else os.write(handle, text)

    def _open_made(self, path: Path, flags: int) -> int:
        handle = os.open(path, flags | os.O_CREAT, 0o600)
        if os.name != "nt":
            # Private, whatever the umask; shared with the group where the folder is.
            os.fchmod(handle, 0o600 | (os.stat(path.parent).st_mode & 0o060))
        return handle


def _locked(handle: int, *, exclusive: bool) -> int | None:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        os.close(handle)
        return None
    except BaseException:
        os.close(handle)
        raise
    return handle
