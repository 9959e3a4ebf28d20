"""Say how a dispute or a request ended."""

from __future__ import annotations

from typing import Annotated

import typer

from branchlog.cli import changes
from branchlog.cli.options import Json, Why
from branchlog.cli.session import Session
from branchlog.intake import words as intake

SETTINGS = {"ignore_unknown_options": True}


def run(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(help="ID")],
    changes_: Annotated[
        list[str] | None, typer.Argument(metavar="CHANGES", help="RESOLVE_WORDS")
    ] = None,
    why: Why = "",
    json: Json = False,
) -> None:
    """Give a record its outcome and its closing date."""
    session: Session = ctx.obj
    changes.resolve(session, id, intake.split(changes_ or []), why, json)
