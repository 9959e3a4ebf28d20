"""Say in three lines why the system refused to read or write."""

from __future__ import annotations

import errno
from pathlib import Path

from branchlog.errors import Fault, LedgerDamaged, OutcomeUnknown, WriteFailed
from branchlog.ledger.fs import NotAFile
from branchlog.messages import LedgerText as Text
from branchlog.messages import Pair

_FULL = (Text.DISK_FULL, Text.FREE_SPACE)
_PLACE = Text.CHECK_PLACE
_WHY: dict[int, tuple[Pair, Pair]] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: (Text.QUOTA, Text.FREE_SPACE),
    errno.EROFS: (Text.READ_ONLY, _PLACE),
    errno.EACCES: (Text.NOT_ALLOWED, _PLACE),
    errno.EPERM: (Text.NOT_ALLOWED, _PLACE),
    errno.ENOENT: (Text.NO_FOLDER, _PLACE),
    errno.ENOTDIR: (Text.NOT_A_FOLDER, _PLACE),
    errno.EISDIR: (Text.NOT_A_FILE, _PLACE),
    errno.ELOOP: (Text.IS_A_LINK, Text.PUT_TARGET),
    errno.EMFILE: (Text.TOO_MANY_OPEN, Text.TRY_LATER),
    errno.ENFILE: (Text.TOO_MANY_OPEN, Text.TRY_LATER),
    errno.EIO: (Text.DEVICE_FAILED, Text.CHECK_DISK),
}


def _reason(error: OSError) -> tuple[Pair, Pair]:
    if isinstance(error, NotAFile):
        return Text.NO_PLAIN_FILE, Text.PUT_FILE
    return _WHY.get(error.errno or 0, (Text.SYSTEM_SAYS, _PLACE))


def _detail(error: OSError) -> str:
    return error.strerror or str(error)


def unwritten(error: OSError, path: Path) -> WriteFailed:
    """The fault for a write that the system refused: nothing was acknowledged."""
    why, hint = _reason(error)
    return WriteFailed(
        Text.NOT_WRITTEN, why, hint, path=path, file=path.name, detail=_detail(error)
    )


def unread(error: OSError, path: Path) -> Fault:
    """The fault for a file or folder that the system would not let us read."""
    if isinstance(error, NotAFile):
        return LedgerDamaged(
            Text.NOT_READ, Text.NO_PLAIN_FILE, Text.PUT_FILE, path=path, file=path.name
        )
    why, hint = _reason(error)
    return Fault(Text.NOT_READ, why, hint, path=path, detail=_detail(error))


def unconfirmed(error: OSError, ids: str) -> OutcomeUnknown:
    """The fault for bytes that are written, and that the disk did not confirm."""
    return OutcomeUnknown(
        Text.UNKNOWN_OUTCOME, Text.SYNC_FAILED, Text.LOOK_FIRST, ids=ids, detail=_detail(error)
    )
