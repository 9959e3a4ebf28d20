"""Ask before a file that is there already is written over, and spare what a ledger keeps."""

from __future__ import annotations

import os
from pathlib import Path

from branchlog import config
from branchlog.cli import ask
from branchlog.cli.session import Session
from branchlog.errors import Refused
from branchlog.messages import Annual as Text
from branchlog.messages import RenderText

#: How names end, and begin, that a ledger's folder keeps: journals, settings, templates, its lock.
_OWN_ENDS = (".jsonl", ".j2", config.FILE, ".template.docx")
_OWN_BEGINS = "."


def confirm(session: Session, path: Path, force: bool) -> None:
    """Go on when there is no file at `path`, or the person gives it up. Raises Refused.

    A folder or a device is no file to give up: whoever writes refuses it.
    """
    spare(session.here / path, path)
    if force or not os.path.isfile(session.here / path):
        return
    if session.interactive():
        ask.agree(session, session.say(Text.OVERWRITE, path=path))
        return
    raise Refused(Text.EXISTS, Text.EXISTS_WHY, Text.EXISTS_HINT, path=path)


def spare(path: Path, named: Path) -> None:
    """Raise Refused for a file that a ledger keeps: with its journal its records would be gone."""
    folder, name = os.path.split(os.path.realpath(path))
    # Some file systems take 2024.JSONL for 2024.jsonl.
    own = name.lower().endswith(_OWN_ENDS) or name.startswith(_OWN_BEGINS)
    if own and os.path.exists(os.path.join(folder, config.FILE)):
        raise Refused(
            RenderText.CANNOT_SAVE, RenderText.IN_LEDGER, RenderText.IN_LEDGER_HINT, path=named
        )
