"""File systems that fail, crash or tell what was asked of them, on real files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from branchlog.ledger.fs import FileSystem, Stamp


class Crash(BaseException):
    """The process is gone: no handler of ours may catch this."""


class FailingFs(FileSystem):
    """Fails at the nth change that it is asked for; a write gets some of its bytes done first.

    With an errno it fails once, as a full disk does; without one it is a crash: the locks are
    free again and nothing else reaches the disk.
    """

    def __init__(self, at: int, *, kept: float = 0.0, errno: int | None = None) -> None:
        self.at = at
        self.kept = kept
        self.errno = errno
        self.steps: list[str] = []
        self._open: set[int] = set()

    @property
    def failed(self) -> bool:
        return len(self.steps) >= self.at

    def _step(self, name: str) -> None:
        if self.errno is None and self.failed:
            raise Crash
        self.steps.append(name)
        if len(self.steps) == self.at:
            if self.errno is not None:
                raise OSError(self.errno, "as asked")
            for handle in self._open:
                super().close(handle)
            raise Crash

    def open_append(self, path: Path) -> int:
        self._step("open_append")
        return self._opened(super().open_append(path))

    def open_new(self, path: Path) -> int:
        self._step("open_new")
        return self._opened(super().open_new(path))

    def write(self, handle: int, data: bytes) -> int:
        if len(self.steps) + 1 == self.at:
            super().write(handle, data[: int(len(data) * self.kept)])
        self._step("write")
        return super().write(handle, data)

    def sync(self, handle: int) -> None:
        self._step("sync")
        super().sync(handle)

    def close(self, handle: int) -> None:
        if self.errno is None and self.failed:
            return
        self._open.discard(handle)
        super().close(handle)

    def rename(self, old: Path, new: Path) -> None:
        self._step("rename")
        super().rename(old, new)

    def remove(self, path: Path) -> None:
        self._step("remove")
        super().remove(path)

    def sync_folder(self, folder: Path) -> None:
        self._step("sync_folder")
        super().sync_folder(folder)

    def make_folder(self, folder: Path) -> None:
        self._step("make_folder")
        super().make_folder(folder)

    def lock(self, path: Path) -> int | None:
        self._step("lock")
        handle = super().lock(path)
        return handle if handle is None else self._opened(handle)

    def _opened(self, handle: int) -> int:
        self._open.add(handle)
        return handle


class ShortFs(FileSystem):
    """Takes only a few bytes at once, as a pipe or a network disk may."""

    def write(self, handle: int, data: bytes) -> int:
        return super().write(handle, data[:7])


class RecordingFs(FileSystem):
    """Remembers which files were read, and how many bytes of each."""

    def __init__(self) -> None:
        self.bytes_read: dict[str, int] = {}
        self.listings = 0

    def listing(self, folder: Path) -> dict[str, Stamp]:
        self.listings += 1
        return super().listing(folder)

    def read(self, path: Path, start: int, length: int) -> bytes:
        data = super().read(path, start, length)
        self._note(path, len(data))
        return data

    def blocks(self, path: Path, start: int) -> Iterator[bytes]:
        for block in super().blocks(path, start):
            self._note(path, len(block))
            yield block

    def _note(self, path: Path, count: int) -> None:
        self.bytes_read[path.name] = self.bytes_read.get(path.name, 0) + count


class RefusingFs(FileSystem):
    """A place where nothing can be written, whoever asks (root is not stopped by modes)."""

    def __init__(self, errno: int) -> None:
        self.errno = errno

    def lock(self, path: Path) -> int | None:
        raise OSError(self.errno, "as asked")

    def lock_shared(self, path: Path) -> int | None:
        raise OSError(self.errno, "as asked")

    def open_append(self, path: Path) -> int:
        raise OSError(self.errno, "as asked")

    def open_new(self, path: Path) -> int:
        raise OSError(self.errno, "as asked")

    def make_folder(self, folder: Path) -> None:
        raise OSError(self.errno, "as asked")
