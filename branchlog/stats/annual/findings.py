"""Everything that a report tells of a period, computed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from branchlog.messages import Lang
from branchlog.records import periods
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import Indicator, find, indicators
from branchlog.records.periods import By, Period
from branchlog.records.record import Record
from branchlog.stats import statement
from branchlog.stats.annual import spans
from branchlog.stats.annual.own import own_ones
from branchlog.stats.evidence import Trail
from branchlog.stats.figures import Figure, figures
from branchlog.stats.plan import Kept, duties, kept
from branchlog.stats.selection import Documents
from branchlog.stats.service import Service, service
from branchlog.stats.statement import Header, Statement, said

#: More parts of a kind than this make a table too wide: years then take the place of quarters.
_MOST_PARTS = 12
_MOST_YEARS = 100


class Asked(NamedTuple):
    """What a report is asked for. `own` and `plan` are the ledger's tables as written.

    `names` allows personal data: households, parties, notes and whatever else a record says.
    `conflicts` is how many records were changed differently in two copies of the ledger.
    """

    name: str
    org: tuple[str, ...]
    uuid: str
    period: Period
    compared: Period | None
    today: date
    lang: Lang
    own: Mapping[str, Any] = {}
    plan: Mapping[str, Any] = {}
    names: bool = False
    conflicts: int = 0


class Findings:
    """The figures of a report, and the proofs of those that it shows.

    `records` are those that figures can be made of, by kind, each kind's in the order of recording.
    Raises Refused for a document that cannot be counted and BadConfig for a plan that is none.
    """

    def __init__(
        self, asked: Asked, catalogue: Catalogue, records: Mapping[str, Sequence[Record]]
    ) -> None:
        self.asked = asked
        self.catalogue = catalogue
        self.records = records
        self.known = indicators(catalogue)
        self.own = own_ones(self.known, asked.own)
        self.trail = Trail(records, self.known)
        self.docs: Documents = {
            kind: [record.doc or {} for record in each] for kind, each in records.items()
        }
        self.selection = self.trail.selection(asked.period)
        self._shown: dict[str, Indicator] = {}

    @cached_property
    def statement(self) -> Statement:
        """The figures, their months and their comparison, as `stats` computes them."""
        asked = self.asked
        header = Header(
            asked.name, asked.org, asked.uuid, asked.period, asked.today.isoformat(), {}
        )
        return statement.state(
            header,
            self.known,
            self.docs,
            axis=self.part,
            to_date=True,
            compared=asked.compared,
        )

    @cached_property
    def part(self) -> By | None:
        """What the period is divided into: months, for several years quarters, for many years.

        None where even the years are too many, as when something is dated in the year 9999.
        """
        for by in ("month", "quarter"):
            if len(self._keys(by)) <= _MOST_PARTS:
                return by
        return "year" if len(self._keys("year")) <= _MOST_YEARS else None

    def _keys(self, by: By) -> list[str]:
        dates = [doc["date"] for each in self.docs.values() for doc in each]
        return periods.keys(
            self.asked.period, by, min(dates, default=None), max(dates, default=None)
        )

    @cached_property
    def compared_with(self) -> str:
        """The period compared with, in words that fit a column."""
        asked = self.asked
        if asked.compared is None:
            return ""
        return spans.compared(asked.period, asked.compared, asked.today, asked.lang)

    @cached_property
    def found(self) -> dict[tuple[str, str], Figure]:
        """The figures that stand in the statement, by id and span."""
        lines = (*self.statement.period, *self.statement.to_date)
        return {(each.indicator.id, each.indicator.span): each for each in lines}

    @cached_property
    def counting(self) -> dict[tuple[object, ...], Indicator]:
        """The indicators by what they count; of two that count the same, the first."""
        return {counts(each): each for each in reversed(self.known)}

    def figure(self, name: str, span: str = "") -> Figure | None:
        """An indicator's figure, None where nothing is recorded. Raises NotFound.

        Without a span it is the period's; an indicator that is only counted to date gives that.
        """
        named = {each.span: each for each in find(name, self.known)}
        if span and span not in named:
            of_period = named["period"]
            if of_period.aggregation == "ratio":
                return None
            return self.over(of_period._replace(span=span))
        indicator = named.get(span or "period") or next(iter(named.values()))
        figure = self.found.get((indicator.id, indicator.span))
        return figure if figure is not None and said(figure) else None

    def declared(self, name: str, span: str) -> bool:
        """Whether the ledger counts the indicator over this span."""
        return any(each.span == span for each in find(name, self.known))

    def over(self, indicator: Indicator) -> Figure | None:
        """The figure of an indicator that no table lists."""
        beside = [each for each in self.known if each.kind == indicator.kind and each.total]
        figure = figures([indicator, *beside], self.selection)[0]
        return figure if said(figure) else None

    @cached_property
    def service(self) -> list[Service]:
        """Who took part in how much."""
        return service(self.docs, self.asked.period, self.catalogue)

    @cached_property
    def plan(self) -> list[Kept]:
        """How the ledger's own plan was kept."""
        asked = self.asked
        return kept(duties(asked.plan, self.known), self.docs, asked.period, asked.today)

    def proven(self, figure: Figure) -> str:
        """The key of the figure's proof, which the report will hold."""
        indicator = figure.indicator
        to_date = indicator.span == "to-date"
        key = f"{indicator.id}@to-date" if to_date else indicator.id
        self._shown[key] = indicator
        return key

    @property
    def shown(self) -> Mapping[str, Indicator]:
        """The indicators whose figures the report shows, by the keys of their proofs."""
        return self._shown


def counts(indicator: Indicator) -> tuple[object, ...]:
    """What an indicator counts, whatever it is called."""
    what = (indicator.kind, indicator.categories, indicator.occasions, indicator.tags)
    how = (indicator.aggregation, indicator.measure, indicator.total, indicator.state)
    return (*what, *how, indicator.span)
