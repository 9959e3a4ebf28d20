"""What `stats` answers: a period's figures with their parts, comparison and to-date block."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from branchlog.messages import Lang
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period
from branchlog.stats import shares, wording
from branchlog.stats.axes import Axis, year_so_far
from branchlog.stats.crossed import Cells, Crossing, Key, along
from branchlog.stats.figures import Figure, figures, summed_names
from branchlog.stats.plan import Duty, Kept, kept
from branchlog.stats.selection import Documents, Selection, Sorted, bounds
from branchlog.stats.service import Service, service

SCHEMA = 1


class Header(NamedTuple):
    """What a table says of itself: whose it is, for which period, through which filters."""

    name: str
    org: tuple[str, ...]
    uuid: str
    period: Period
    as_of: str
    filters: Mapping[str, Sequence[str]]


class Statement(NamedTuple):
    """The figures of a period, those to date, and their parts along axes.

    `axis` is that of `--by`, and `parts` are along it where it is the only one; with others
    `across` it there is a `crossing`, whose cells are computed when they are asked for.
    """

    header: Header
    last_entry: str | None
    period: tuple[Figure, ...]
    to_date: tuple[Figure, ...]
    axis: Axis | None
    parts: Mapping[str, Mapping[Key, Figure]]
    compared: Period | None
    previous: Mapping[Key, Figure]
    across: tuple[Axis, ...] = ()
    crossing: Crossing | None = None
    service: tuple[Service, ...] = ()
    plan: tuple[Kept, ...] = ()

    @property
    def axes(self) -> tuple[Axis, ...]:
        """All axes, that of the rows first."""
        return (self.axis, *self.across) if self.axis else ()

    def cells(self, known: Sequence[Indicator]) -> dict[Key, Cells]:
        """The parts of figures by path, one key an axis."""
        if self.crossing:
            return self.crossing.cells(known)
        wanted = [(each.id, each.span) for each in known]
        return {
            key: {(part,): each[key] for part, each in self.parts.items() if key in each}
            for key in wanted
        }


def state(
    header: Header,
    known: Sequence[Indicator],
    docs: Documents,
    *,
    axis: Axis | None = None,
    across: Sequence[Axis] = (),
    to_date: bool = False,
    compared: Period | None = None,
    catalogue: Catalogue | None = None,
    plan: Sequence[Duty] = (),
) -> Statement:
    """Compute a statement.

    `docs` are the documents of the period's years (and of the compared period's), for `to_date`
    of all years. Lines with nothing behind them are kept only when the catalogue asks for them
    and no filter hides other records. Without the `catalogue` states are not told apart and
    people's service is not added up.
    """
    whole = Sorted(docs)
    today = date.fromisoformat(header.as_of)
    wanted = [each for each in known if each.span == "period" or to_date]
    selection = Selection(whole, header.period)
    previous = figures(wanted, Selection(whole, compared)) if compared else []
    # A line that fell to nothing is compared like any other.
    before = {_key(each) for each in previous if each.recorded}
    if "span" in (axis, *across):
        so_far = figures(wanted, Selection(whole, year_so_far(header.period, today)))
        before |= {_key(each) for each in so_far if each.recorded}
    shown = [
        each
        for each in figures(wanted, selection)
        if each.recorded or _key(each) in before or (each.indicator.headline and not header.filters)
    ]
    parts: Mapping[str, Mapping[Key, Figure]] = {}
    crossing = None
    if axis:
        kinds = catalogue.kinds() if catalogue else []
        states = {kind.id: kind.state for kind in kinds if kind.state}
        crossing = Crossing(
            (axis, *across),
            whole,
            header.period,
            today=today,
            states=states,
            names=summed_names(known),
        )
        if not across:
            parts = along(crossing, [each.indicator for each in shown])
    return Statement(
        header,
        _last_entry(whole, header.period),
        tuple(each for each in shown if each.indicator.span == "period"),
        tuple(each for each in shown if each.indicator.span == "to-date"),
        axis,
        parts,
        compared,
        {_key(each): each for each in previous},
        tuple(across),
        crossing if across else None,
        tuple(service(docs, header.period, catalogue)) if axis == "person" and catalogue else (),
        tuple(kept(plan, docs, header.period, today)),
    )


def years(
    known: Sequence[Indicator], spans: Sequence[Period | None], always: Collection[str]
) -> tuple[int | None, int | None]:
    """The years that the periods lie in: those between are read too, and not counted.

    What a stock was last may have been said in any earlier year, but for the kinds that are
    `always` read.
    """
    found = [span.years() for span in spans if span]
    firsts, lasts = [first for first, _ in found], [last for _, last in found]
    stocks = any(each.aggregation == "last" and each.kind not in always for each in known)
    return (
        None if stocks or None in firsts else min(first for first in firsts if first is not None),
        None if None in lasts else max(last for last in lasts if last is not None),
    )


def _key(figure: Figure) -> Key:
    return figure.indicator.id, figure.indicator.span


def _last_entry(docs: Sorted, period: Period) -> str | None:
    """The date of the period's latest record: how far the ledger has been kept."""
    first, last = bounds(period)
    return max((date for date in docs.dates() if first <= date <= last), default=None)


def as_json(
    statement: Statement, lang: Lang, *, rounded: bool, sentence: bool, shared: bool = False
) -> dict[str, object]:
    """The statement under the contract's stable keys. `shared` adds what each part is of all."""
    header = statement.header
    data: dict[str, object] = {
        "schema": SCHEMA,
        "ledger": {"name": header.name, "org": list(header.org), "uuid": header.uuid},
        "period": _period(header.period),
        "as_of": header.as_of,
        "last_entry": statement.last_entry,
        "filters": {key: list(values) for key, values in header.filters.items()},
        "seal": None,
    }
    if statement.compared:
        data["compared"] = _period(statement.compared)
    if sentence:
        data["sentence"] = wording.sentence(list(statement.period), lang, rounded=rounded)
    if statement.across:
        data["axes"] = list(statement.axes)
    lines = (*statement.period, *statement.to_date)
    cells = statement.cells([each.indicator for each in lines]) if statement.axis else {}
    data["figures"] = [
        _figure(each, lang, rounded)
        | _by(each, statement, cells, shared)
        | (_change(each, statement.previous[_key(each)]) if statement.compared else {})
        for each in lines
    ]
    if statement.axis == "person":
        data["service"] = [_service(each) for each in statement.service]
    if statement.plan:
        data["plan"] = [_kept(each) for each in statement.plan]
    return data


def _period(period: Period) -> dict[str, str | None]:
    return {
        "label": period.label,
        "from": period.first.isoformat() if period.first else None,
        "to": period.last.isoformat() if period.last else None,
    }


def _figure(figure: Figure, lang: Lang, rounded: bool) -> dict[str, object]:
    indicator = figure.indicator
    data: dict[str, object] = {
        "indicator": indicator.id,
        "label": indicator.label[0 if lang == "zh" else 1],
        "unit": indicator.unit.id,
        "aggregation": indicator.aggregation,
        "span": indicator.span,
        "value": figure.value,
    }
    if indicator.aggregation == "distinct":
        data |= {"named": figure.named, "unnamed": figure.unnamed}
    if indicator.aggregation == "ratio":
        data |= {"numerator": figure.numerator, "denominator": figure.denominator}
    shown = wording.words(figure, lang) if rounded else wording.display(figure, lang)
    data |= {"display": shown, "records": figure.records}
    if rounded:
        data["words"] = wording.phrase(figure, lang)
    if figure.approximate:
        data["approximate"] = figure.approximate
    return data


def _by(
    figure: Figure, statement: Statement, cells: Mapping[Key, Cells], shared: bool
) -> dict[str, object]:
    """A figure's parts by key, one level deeper for each further axis; and their shares."""
    if not statement.axis:
        return {}
    found = cells.get(_key(figure), {})
    data: dict[str, object] = {"by": _nested(found)}
    if shared and shares.has(figure, statement.axis):
        parts = {path[0]: each for path, each in found.items()}
        data["shares"] = shares.of(figure, parts)
    return data


def _nested(cells: Cells) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path, figure in cells.items():
        if said(figure):
            level = found
            for key in path[:-1]:
                level = level.setdefault(key, {})
            level[path[-1]] = figure.value
    return found


def _service(each: Service) -> dict[str, object]:
    return {
        "person": each.person,
        "events": each.events,
        "hours": each.hours,
        "kinds": dict(each.by_kind),
    }


def _kept(each: Kept) -> dict[str, object]:
    return {
        "indicator": each.duty.indicator.id,
        "times": each.duty.times,
        "every": each.duty.every,
        "due": each.due,
        "done": each.done,
        "missing": list(each.missing),
        "late": list(each.late),
    }


def said(figure: Figure) -> bool:
    """Whether the figure rests on anything: nothing recorded is not a zero."""
    return figure.recorded and figure.value is not None


def _change(figure: Figure, before: Figure) -> dict[str, object]:
    """The comparison's keys: null where there is no base to compare with."""
    now, then = figure.value, before.value
    if now is None or then is None:
        return {"previous": then, "change": None, "change_percent": None}
    # Hundredths keep 0.1 + 0.2 out of the difference; a ratio has its own scale.
    digits = 4 if figure.indicator.aggregation == "ratio" else 2
    change = round(now - then, digits)
    percent = round((now - then) / then * 100, 2) if then else None
    return {
        "previous": then,
        "change": int(change) if change == int(change) else change,
        "change_percent": percent,
    }
