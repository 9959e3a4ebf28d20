"""Periods in words, for the first line of what is shown."""

from __future__ import annotations

from branchlog.cli.session import Session
from branchlog.messages import Cli as Text
from branchlog.records.periods import Period


def shown(session: Session, period: Period) -> str:
    """`2024 (2024-01-01 to 2024-12-31)`; a label that already says its days stands alone."""
    first = period.first.isoformat() if period.first else ""
    last = period.last.isoformat() if period.last else ""
    if first and last:
        days = session.say(Text.SPAN_BOTH, first=first, last=last)
    elif last:
        return session.say(Text.SPAN_UNTIL, last=last)
    elif first:
        return session.say(Text.SPAN_FROM, first=first)
    else:
        return session.say(Text.SPAN_ALL)
    return (
        days if ".." in period.label else session.say(Text.WEEKDAY, date=period.label, weekday=days)
    )


def heading(session: Session) -> str:
    """Whose ledger a table shows."""
    folder = session.folder()
    inside = folder.is_relative_to(session.here)
    path = folder.relative_to(session.here) if inside else folder
    return session.say(Text.LEDGER_LINE, name=session.config().name, path=path)


def filter_line(session: Session, filters: dict[str, list[str]]) -> tuple[str, ...]:
    """The filters in force, or nothing."""
    if not filters:
        return ()
    parts = (f"{name}={','.join(values)}" for name, values in filters.items())
    return (session.say(Text.FILTER_LINE, filters=" ".join(parts)),)
