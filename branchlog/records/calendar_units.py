"""The units of the calendar that periods are made of: year, half, quarter, month, day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

UnitKind: TypeAlias = Literal["year", "half", "quarter", "month", "day"]

_PER_YEAR = {"year": 1, "half": 2, "quarter": 4, "month": 12}


class Unit(NamedTuple):
    """One unit; `ordinal` counts its kind from the beginning of the calendar."""

    kind: UnitKind
    ordinal: int

    def first(self) -> date:
        """Its first day."""
        if self.kind == "day":
            return date.fromordinal(self.ordinal)
        year, part = divmod(self.ordinal, _PER_YEAR[self.kind])
        return date(year, part * 12 // _PER_YEAR[self.kind] + 1, 1)

    def last(self) -> date:
        """Its last day."""
        if self.kind == "day":
            return self.first()
        year, part = divmod(self.ordinal, _PER_YEAR[self.kind])
        if part + 1 == _PER_YEAR[self.kind]:
            return date(year, 12, 31)
        return self.moved(1).first() - timedelta(1)

    def label(self) -> str:
        """`2024`, `2024H1`, `2024Q1`, `2024-03` or `2024-03-05`."""
        if self.kind == "day":
            return self.first().isoformat()
        year, part = divmod(self.ordinal, _PER_YEAR[self.kind])
        match self.kind:
            case "year":
                return f"{year:04}"
            case "half":
                return f"{year:04}H{part + 1}"
            case "quarter":
                return f"{year:04}Q{part + 1}"
            case _:
                return f"{year:04}-{part + 1:02}"

    def moved(self, count: int) -> Unit:
        """The unit so many of its kind later."""
        return Unit(self.kind, self.ordinal + count)

    def year_before(self) -> Unit:
        """The same unit one year earlier; the 28th stands for 29 February."""
        if self.kind != "day":
            return self.moved(-_PER_YEAR[self.kind])
        from dateutil.relativedelta import relativedelta

        return holding("day", self.first() - relativedelta(years=1))


def named(kind: UnitKind, year: int, number: int = 1) -> Unit:
    """The unit of a year by its number: ("quarter", 2024, 1)."""
    return Unit(kind, year * _PER_YEAR[kind] + number - 1)


def holding(kind: UnitKind, day: date) -> Unit:
    """The unit of this kind that a day lies in."""
    if kind == "day":
        return Unit(kind, day.toordinal())
    return named(kind, day.year, (day.month - 1) * _PER_YEAR[kind] // 12 + 1)


def numbered(unit: Unit) -> tuple[int, int]:
    """The year and the number of a unit other than a day."""
    year, part = divmod(unit.ordinal, _PER_YEAR[unit.kind])
    return year, part + 1


def between(first: Unit, last: Unit) -> list[Unit]:
    """The units of one kind from the first to the last."""
    return [Unit(first.kind, ordinal) for ordinal in range(first.ordinal, last.ordinal + 1)]


def read(label: str) -> Unit:
    """The unit of a label that `Unit.label` wrote."""
    if len(label) == 10:
        return holding("day", date.fromisoformat(label))
    year = int(label[:4])
    if len(label) == 4:
        return named("year", year)
    if len(label) == 7:
        return named("month", year, int(label[5:]))
    return named("half" if label[4] == "H" else "quarter", year, int(label[5]))
