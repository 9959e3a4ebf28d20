"""Correct a record."""

from __future__ import annotations

from typing import Annotated

import typer

from branchlog.cli import changes
from branchlog.cli.options import Json, Why
from branchlog.cli.session import Session
from branchlog.errors import Usage
from branchlog.intake import words as intake
from branchlog.messages import Cli as Text

SETTINGS = {"ignore_unknown_options": True}


def run(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(help="ID")],
    changes_: Annotated[
        list[str] | None, typer.Argument(metavar="CHANGES", help="AMEND_WORDS")
    ] = None,
    why: Why = "",
    json: Json = False,
) -> None:
    """Write a new version of a record with some fields changed."""
    session: Session = ctx.obj
    typed = intake.split(changes_ or [])
    if not typed.fields and not typed.bare:
        raise Usage(Text.EMPTY_CHANGE, Text.EMPTY_CHANGE_WHY, Text.EMPTY_CHANGE_HINT)
    changes.amend(session, id, typed, why, json, Text.AMENDED)
