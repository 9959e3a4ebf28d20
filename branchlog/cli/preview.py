"""What an import understood and would do, said on stderr before anything is written."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from branchlog import render
from branchlog.cli import periods, preview_columns, preview_rows, views
from branchlog.cli.preview_rows import Places
from branchlog.cli.session import Session
from branchlog.messages import Cli, Pair
from branchlog.messages import Importing as Text
from branchlog.render.console import console
from branchlog.render.safe import spelled
from branchlog.render.wrap import wrap
from branchlog.report import Column, Report, Table

if TYPE_CHECKING:
    from branchlog.intake.plan import Plan

_FIRST = 5
#: More lines of one sort are counted, not listed.
_MOST = 20
#: A terminal shows no more bad rows than these; a pipe gets all.
_MOST_BAD = 100


class Preview:
    """The preview of one plan, section after section."""

    def __init__(self, session: Session, plan: Plan, year: int | None) -> None:
        self._year = year
        self._session = session
        self._plan = plan
        self._places = Places(session, plan)
        self._out = console(sys.stderr, session.env, session.no_color)

    def show(self) -> None:
        """All that a person should see before agreeing, but for what is bad and how many."""
        session, plan, places = self._session, self._plan, self._places
        self._write(Report(heading=(periods.heading(session),)))
        for section in preview_columns.sections(session, plan.parts, self._year):
            self._write(section)
        self._first()
        self._list(Text.SKIPPED, preview_rows.skipped(session, plan, places))
        self._list(Text.REMARKS, preview_rows.remarks(session, plan))
        changes = preview_rows.changes(session, plan.changed[:_MOST], places)
        self._list(Text.CHANGES, changes, more=len(plan.changed) - _MOST)
        self.suspicious()

    def suspicious(self) -> None:
        """The rows that may be slips."""
        plan = self._plan
        lines = preview_rows.suspicions(self._session, plan.suspicious[:_MOST], self._places)
        self._list(Text.SUSPICIOUS, lines, more=plan.suspected - _MOST)

    def bad(self) -> None:
        """The rows that cannot be imported: they are why nothing is written."""
        rows = self._plan.bad
        most = _MOST_BAD if sys.stderr.isatty() else len(rows)
        lines = list(preview_rows.bad(self._session, rows[:most], self._places))
        if len(rows) > most:
            lines.append((0, self._session.say(Text.BAD_MORE, count=len(rows) - most)))
        self._titled(Text.BAD, lines)

    def total(self) -> None:
        """How many rows there are of each sort."""
        session, plan = self._session, self._plan
        lines = [session.say(Text.TOTAL, counts=counts(session, plan))]
        if plan.untouched:
            lines.append(session.say(Text.UNTOUCHED, count=plan.untouched))
        self._write(Report(notes=tuple(lines)))

    def _first(self) -> None:
        session = self._session
        rows = []
        for kind_id, doc in self._plan.first(_FIRST):
            kind = views.kind_of(session.catalogue(), kind_id)
            name = session.say(kind.label) if kind else kind_id
            rows.append(
                (views.span(doc, session.lang), name, views.content(kind, doc, session.lang))
            )
        if rows:
            columns = tuple(
                Column(key, session.say(title))
                for key, title in (("date", Cli.DATE), ("kind", Cli.KIND), ("content", Cli.CONTENT))
            )
            title = session.say(Text.FIRST, count=len(rows))
            self._write(Report(tables=(Table(columns, tuple(rows), title),)))

    def _list(self, title: Pair, lines: Iterable[tuple[int, str]], more: int | None = None) -> None:
        """A titled list, of which no more than some lines are shown; the rest is counted."""
        found = list(lines)
        if more is None:
            found, more = found[:_MOST], len(found) - _MOST
        if more > 0:
            found.append((1, self._session.say(Text.AND_MORE, count=more)))
        self._titled(title, found)

    def _titled(self, title: Pair, lines: Sequence[tuple[int, str]]) -> None:
        if not lines:
            return
        room, encoding = self._out.width, getattr(sys.stderr, "encoding", None) or "utf-8"
        laid_out = [
            part
            for depth, text in lines
            for part in _indented(depth, spelled(text, encoding), room)
        ]
        self._write(Report(notes=(f"{self._session.say(title)}:", *laid_out)))

    def _write(self, report: Report) -> None:
        """One section and an empty line. That nobody reads it any more stops no import."""
        out = self._out
        sys.stdout.flush()
        with suppress(OSError):
            render.write(
                report,
                out.stream,
                "table",
                lang=self._session.lang,
                width=out.width,
                color=out.color,
            )
            out.stream.write("\n")
            out.stream.flush()


def counts(session: Session, plan: Plan) -> str:
    """How many rows there are of each sort; only the new ones are said when there are none."""
    given = (
        (Text.NEW, len(plan.new)),
        (Text.SAME, len(plan.same)),
        (Text.CORRECTED, plan.corrected),
        (Text.CHANGED, len(plan.changed)),
        (Text.SUSPECTED, plan.suspected),
        (Text.BAD_COUNT, len(plan.bad)),
        (Text.VOID, plan.voided),
    )
    first, *others = given
    shown = [first, *(each for each in others if each[1])]
    return session.say(Text.COMMA).join(session.say(pair, count=count) for pair, count in shown)


def _indented(depth: int, text: str, room: int) -> Iterator[str]:
    """The lines of an item; what does not fit on the first stands further in."""
    margin = "  " * depth
    if not room:
        yield margin + text
        return
    first, *rest = wrap(text, room - len(margin) - 2, part_words=False)
    yield margin + first
    yield from (f"{margin}  {part}" for part in rest)
