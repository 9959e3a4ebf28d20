"""Put a file in place whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

from branchlog.errors import BadValue, WriteFailed
from branchlog.messages import RenderText

_NEW_FILE = 0o666
_Stream = TypeVar("_Stream", TextIO, BinaryIO)


def replacing(path: Path) -> AbstractContextManager[TextIO]:
    """A UTF-8 stream whose text becomes the file at `path` when the block ends well."""
    return _replacing(path, lambda file: open(file, "w", encoding="utf-8", newline=""))


def replacing_bytes(path: Path) -> AbstractContextManager[BinaryIO]:
    """A stream whose bytes become the file at `path` when the block ends well."""
    return _replacing(path, lambda file: open(file, "wb"))


@contextmanager
def _replacing(path: Path, opened: Callable[[int], _Stream]) -> Iterator[_Stream]:
    """What becomes the file at `path` when the block ends well.

    It is written beside the file, synced and renamed over it; an older file keeps its mode. A
    failure leaves the folder as it was. Raises BadValue for a folder or device, WriteFailed when
    the system refuses.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            raise _not_a_file(path, mode)
        if mode is not None and not os.access(target, os.W_OK):
            raise _read_only(path)
        # A short name of its own: the file's name may already be as long as names can be.
        temporary = target.with_name(f".branchlog-{os.urandom(4).hex()}.tmp")
        try:
            with opened(_create(temporary, 0o600 if mode else _NEW_FILE)) as stream:
                yield stream
                stream.flush()
                if mode is not None:
                    os.chmod(temporary, stat.S_IMODE(mode))
                os.fsync(stream.fileno())
            os.replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise _failed(path, error) from error


def _mode(target: Path) -> int | None:
    try:
        return os.stat(target).st_mode
    except FileNotFoundError:
        return None


def _create(temporary: Path, mode: int) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(temporary, flags, mode)


def _not_a_file(path: Path, mode: int) -> BadValue:
    why = RenderText.IS_A_FOLDER if stat.S_ISDIR(mode) else RenderText.IS_A_DEVICE
    return BadValue(RenderText.CANNOT_SAVE, why, RenderText.NAME_A_FILE, path=path)


def _read_only(path: Path) -> WriteFailed:
    return WriteFailed(
        RenderText.NOT_SAVED, RenderText.READ_ONLY, RenderText.SAVE_ELSEWHERE, path=path
    )


def _failed(path: Path, error: OSError) -> WriteFailed:
    detail = error.strerror or str(error)
    return WriteFailed(
        RenderText.NOT_SAVED,
        RenderText.SYSTEM_SAYS,
        RenderText.SAVE_ELSEWHERE,
        path=path,
        detail=detail,
    )
