"""Fill the figures of a period into a form that somebody else made."""

from __future__ import annotations

from pathlib import Path

from branchlog.cli.session import Session
from branchlog.records.periods import Period


def filled(
    session: Session,
    form: Path,
    output: Path,
    period: Period,
    force: bool,
    *,
    as_json: bool = False,
) -> None:
    """Write the form to `output` with its placeholders filled in, and list what went in."""
    raise NotImplementedError
