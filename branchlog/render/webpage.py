"""A report as one web page that needs no script and no network."""

from __future__ import annotations

from typing import BinaryIO

from branchlog.messages import Lang
from branchlog.report import Report


def write(report: Report, raw: BinaryIO, *, lang: Lang, large_print: bool = False) -> None:
    """Write the page to a stream of bytes."""
    raise NotImplementedError
