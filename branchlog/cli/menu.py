"""Bare `branchlog`: the five things that people do, by number; help where nobody can answer."""

from __future__ import annotations

from typing import Any

from branchlog.cli import ask
from branchlog.cli.group import load
from branchlog.cli.session import Session
from branchlog.messages import Cli as Text

_CHOICES = (
    (Text.MENU_ADD, "add"),
    (Text.MENU_LIST, "list"),
    (Text.MENU_AMEND, "amend"),
    (Text.MENU_STATS, "stats"),
    (Text.MENU_UNDO, "undo"),
)


def offer(ctx: Any, session: Session) -> None:
    """Ask what to do and do it."""
    if not session.interactive():
        session.answer(ctx.get_help())
        return
    labels = [session.say(label) for label, _ in _CHOICES]
    chosen = ask.one_of(session, Text.MENU, labels)
    if not chosen:
        return
    name = _CHOICES[chosen - 1][1]
    words: list[str] = []
    if name == "amend":
        words = [ask.line(session, Text.ASK_RECORD, "last")]
        words += ask.line(session, Text.ASK_CHANGE).split()
    elif name == "stats":
        words = ["--sentence"]
    with load(name).make_context(name, words, parent=ctx, obj=session) as inner:
        inner.command.invoke(inner)
