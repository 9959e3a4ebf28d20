"""Ask before a file that is there already is written over."""

from __future__ import annotations

import os
from pathlib import Path

from branchlog.cli import ask
from branchlog.cli.session import Session
from branchlog.errors import Refused
from branchlog.messages import Annual as Text


def confirm(session: Session, path: Path, force: bool) -> None:
    """Go on when there is no file at `path`, or the person gives it up. Raises Refused.

    A folder or a device is no file to give up: whoever writes refuses it.
    """
    if force or not os.path.isfile(session.here / path):
        return
    if session.interactive():
        ask.agree(session, session.say(Text.OVERWRITE, path=path))
        return
    raise Refused(Text.EXISTS, Text.EXISTS_WHY, Text.EXISTS_HINT, path=path)
