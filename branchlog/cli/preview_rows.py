"""Rows of an import as lines: skipped, changed, suspicious, bad; each with its depth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from branchlog.cli import answers, views
from branchlog.cli.session import Session
from branchlog.messages import Importing as Text
from branchlog.messages import Intake

if TYPE_CHECKING:
    from branchlog.intake.outcome import Change, Rejected, Suspicion, Where
    from branchlog.intake.plan import Plan
    from branchlog.intake.source import Skipped

#: How far a line is indented, and its text.
Item: TypeAlias = tuple[int, str]
_RANGES = 20


class Places:
    """Where a row stands, with no more words than are needed to find it."""

    def __init__(self, session: Session, plan: Plan) -> None:
        self._session = session
        known = [(part.file, part.sheet) for part in plan.parts]
        known += [(skipped.file, skipped.sheet) for skipped in plan.skipped]
        self._files = len({file for file, _ in known}) > 1
        self._sheets = len(set(known)) > 1

    def sheet(self, file: str, sheet: str) -> str:
        """The file and the sheet, where there are several; else nothing."""
        if sheet and self._sheets:
            pair = Text.FILE_AND_SHEET if self._files else Text.SHEET
            return self._session.say(pair, file=file, sheet=sheet)
        return file if self._files else ""

    def row(self, where: Where) -> str:
        """A row, with its sheet where there are several."""
        sheet = self.sheet(where.file, where.sheet)
        return f"{sheet} {self._session.say(Text.ROW, row=where.row)}".lstrip()


def skipped(session: Session, plan: Plan, places: Places) -> Iterator[Item]:
    """What was not taken for a record; rows of one sheet that are the same share a line."""
    groups: dict[tuple[object, ...], list[Skipped]] = {}
    for each in plan.skipped:
        groups.setdefault((each.file, each.sheet, each.why, each.text), []).append(each)
    for same in groups.values():
        one = same[0]
        what = session.say(one.why)
        if one.text:
            what = f'{what} "{one.text}"'
        if one.first:
            place = f"{places.sheet(one.file, one.sheet)} {_rows(session, same)}".lstrip()
        else:
            pair = Text.FILE_AND_SHEET if places.sheet(one.file, "") else Text.SHEET
            place = session.say(pair, file=one.file, sheet=one.sheet)
        yield 1, session.say(Text.SAID, place=place, what=what)


def _rows(session: Session, same: Sequence[Skipped]) -> str:
    ranges = [
        str(each.first) if each.first == each.last else f"{each.first}-{each.last}" for each in same
    ]
    if len(same) == 1 and same[0].first == same[0].last:
        return session.say(Text.ROW, row=ranges[0])
    separator = session.say(Text.AND)
    if len(ranges) <= _RANGES:
        return session.say(Text.ROWS, rows=separator.join(ranges))
    count = sum(each.last - each.first + 1 for each in same)
    return session.say(Text.MANY_ROWS, rows=separator.join(ranges[:_RANGES]), count=count)


def remarks(session: Session, plan: Plan) -> Iterator[Item]:
    """What is worth knowing about each sheet; what is said of several is said once."""
    several = len(plan.parts) > 1
    for part in plan.parts:
        for pair, values in part.remarks:
            text = session.say(pair, **values)
            if several:
                place = session.say(Text.FILE_AND_SHEET, file=part.file, sheet=part.sheet)
                text = session.say(Text.SAID, place=place if part.sheet else part.file, what=text)
            yield 1, text


def changes(session: Session, found: Sequence[Change], places: Places) -> Iterator[Item]:
    """Each record to be changed, field by field."""
    for each in found:
        kind = views.kind_of(session.catalogue(), each.kind)
        name = session.say(kind.label) if kind else each.kind
        yield (
            1,
            session.say(
                Text.CHANGED_RECORD,
                place=places.row(each.where),
                id=views.short_id(each.id),
                what=f"{name} {views.span(each.before, session.lang)}",
            ),
        )
        for line in answers.differences(session, kind, each.before, each.after):
            yield 2, line


def suspicions(session: Session, found: Sequence[Suspicion], places: Places) -> Iterator[Item]:
    """Each row that may be a slip, and why."""
    for each in found:
        kind = views.kind_of(session.catalogue(), each.kind)
        name = session.say(kind.label) if kind else each.kind
        place = f"{places.row(each.where)} {views.span(each.doc, session.lang)} {name}"
        yield 1, session.say(Text.SAID, place=place, what=suspicion(session, each))


def suspicion(session: Session, each: Suspicion) -> str:
    """Why a row may be a slip."""
    values = {
        name: int(value) if isinstance(value, float) and value.is_integer() else value
        for name, value in each.values.items()
    }
    return session.say(each.why, **values)


def bad(session: Session, found: Sequence[Rejected], places: Places) -> Iterator[Item]:
    """Each bad row and why; rows that are mended in the same way stand over how."""
    hinted = ((each, each.trouble.lines(session.lang)[2]) for each in found)
    for hint, same in groupby(hinted, key=lambda pair: pair[1]):
        for each, _ in same:
            place = places.row(each.where)
            if each.column:
                place = session.say(Text.CELL, place=place, column=each.column)
            yield 1, session.say(Text.SAID, place=place, what=_why(session, each))
        yield 2, session.say(Text.MEND, hint=hint)


def reason(session: Session, each: Rejected) -> str:
    """Why a row is bad, and in which column."""
    why = _why(session, each)
    return session.say(Text.SAID, place=each.column, what=why) if each.column else why


def _why(session: Session, each: Rejected) -> str:
    what, why, _ = each.trouble.lines(session.lang)
    if each.trouble.what != Intake.ROW:
        return session.say(Text.SAID, place=what, what=why)
    # That the row is bad is said by where this stands.
    quoted = each.value and each.value not in why
    return session.say(Text.SAID, place=f'"{each.value}"', what=why) if quoted else why
