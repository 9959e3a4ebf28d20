"""A report as a document that an office edits in Word or WPS."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from branchlog.messages import Lang
from branchlog.report import Report


def write(
    report: Report,
    raw: BinaryIO,
    *,
    lang: Lang,
    large_print: bool = False,
    template: Path | None = None,
) -> None:
    """Write the document to a stream of bytes; `template` is the office's own .docx."""
    raise NotImplementedError
