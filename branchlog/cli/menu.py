"""Bare `branchlog`: the five things that people do, by number; help where nobody can answer."""

from __future__ import annotations

from typing import Any

from branchlog.cli import ask, lookup, periods, views
from branchlog.cli.group import load
from branchlog.cli.lookup import Found
from branchlog.cli.session import Session
from branchlog.errors import BadValue, NotFound, Refused
from branchlog.intake.words import Words
from branchlog.ledger import Entry
from branchlog.messages import Cli as Text

_CHOICES = (
    (Text.MENU_ADD, "add"),
    (Text.MENU_LIST, "list"),
    (Text.MENU_AMEND, "amend"),
    (Text.MENU_STATS, "stats"),
    (Text.MENU_UNDO, "undo"),
)
#: How many of the newest records are offered for correction.
_NEWEST = 9


def offer(ctx: Any, session: Session) -> None:
    """Ask what to do and do it."""
    if not session.interactive():
        for line in ctx.get_help().splitlines():
            session.answer(line)
        return
    try:
        session.warn(periods.heading(session))
    except NotFound as fault:
        ask.explain(session, fault)
        ask.agree(session, session.say(Text.ASK_INIT))
        _run(ctx, session, "init")
        return
    labels = [session.say(label) for label, _ in _CHOICES]
    chosen = ask.one_of(session, Text.MENU, labels)
    if not chosen:
        return
    name = _CHOICES[chosen - 1][1]
    if name == "amend":
        _amend(session)
    else:
        _run(ctx, session, name, *(["--sentence"] if name == "stats" else []))


def _run(ctx: Any, session: Session, name: str, *words: str) -> None:
    with load(name).make_context(name, list(words), parent=ctx, obj=session) as inner:
        inner.command.invoke(inner)


def _amend(session: Session) -> None:
    """Correct one of the newest records, or the one whose id is typed."""
    from branchlog.cli import changes, guided

    snapshot = session.ledger().read(history=True)
    live = [entry for table in snapshot.tables.values() for entry in table.values()]
    newest = sorted(live, key=lambda entry: (entry.batch, entry.id), reverse=True)[:_NEWEST]
    if not newest:
        session.note(Text.NOTHING_YET)
        return
    _show(session, newest)
    found = lookup.live(session, _named(session, newest), snapshot)
    kind = lookup.kind(session, found)
    why = _reason(session, found)
    given = guided.changes(session, kind, found.entry.doc or {})
    if not given:
        session.note(Text.NOTHING_CHANGED)
        return
    words = Words((), tuple(given.items()))
    changes.amend(session, found.entry.id, words, why, False, Text.AMENDED)


def _reason(session: Session, found: Found) -> str:
    """The reason for the change, asked for when the ledger will want one."""
    try:
        lookup.reason(session, found, "")
    except Refused as fault:
        for text in fault.lines(session.lang)[:2]:
            session.warn(text)
        why = ""
        while not why:
            why = ask.line(session, Text.WHY)
        return why
    return ""


def _show(session: Session, newest: list[Entry]) -> None:
    from branchlog.render.wrap import wrap

    for number, entry in enumerate(newest, 1):
        kind, doc = views.kind_of(session.catalogue(), entry.kind), entry.doc or {}
        name = session.say(kind.label) if kind else entry.kind
        text = f"{views.span(doc, session.lang)}  {name}  {views.content(kind, doc, session.lang)}"
        for row, part in enumerate(wrap(text, 74)):
            session.warn(f"{number:3}. {part}" if row == 0 else f"     {part}")


def _named(session: Session, newest: list[Entry]) -> str:
    """The id of the record meant: by its number in the list, or as typed."""
    answer = ""
    while not answer:
        answer = ask.line(session, Text.ASK_RECORD)
    try:
        return newest[ask.chosen(answer, [()] * len(newest)) - 1].id
    except BadValue:
        return answer
