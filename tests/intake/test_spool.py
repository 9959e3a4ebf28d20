"""Where the rows of an import are kept until they are written."""

from __future__ import annotations

import resource
import signal

import pytest

from branchlog.errors import WriteFailed
from branchlog.intake.spool import Kept, Spool


def test_rows_come_back_as_they_were_kept() -> None:
    spool = Spool()
    visit, need = spool.place("visit"), spool.place("need")
    spool.keep(visit, 2, b'{"date":"2024-03-05"}\n')
    spool.keep_known(need, 3, b'{"date":"2024-03-06"}\n', "{}", "1")
    assert list(spool) == [
        Kept(0, "visit", b'{"date":"2024-03-05"}', "", ""),
        Kept(1, "need", b'{"date":"2024-03-06"}', "{}", "1"),
    ]
    assert [doc for _, doc in spool.docs()] == [b'{"date":"2024-03-05"}', b'{"date":"2024-03-06"}']


def test_a_full_disk_of_temporary_files_is_named() -> None:
    spool = Spool()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, limits[1]))
    try:
        with pytest.raises(WriteFailed, match="temporary folder"):
            spool.keep(0, 1, b"x" * 20_000_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
