"""What `stats` answers: a period's figures with their parts, comparison and to-date block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from branchlog.messages import Lang
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period
from branchlog.stats import wording
from branchlog.stats.axes import Axis, along
from branchlog.stats.figures import Figure, figures
from branchlog.stats.selection import Documents, Selection, Sorted, bounds

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
    """The figures of a period, those to date, and their parts along an axis."""

    header: Header
    last_entry: str | None
    period: tuple[Figure, ...]
    to_date: tuple[Figure, ...]
    axis: Axis | None
    parts: Mapping[str, Mapping[tuple[str, str], Figure]]
    compared: Period | None
    previous: Mapping[tuple[str, str], Figure]


def state(
    header: Header,
    known: Sequence[Indicator],
    docs: Documents,
    *,
    axis: Axis | None = None,
    to_date: bool = False,
    compared: Period | None = None,
) -> Statement:
    """Compute a statement.

    `docs` are the documents of the period's years (and of the compared period's), for `to_date`
    of all years. Lines with nothing behind them are kept only when the catalogue asks for them
    and no filter hides other records.
    """
    whole = Sorted(docs)
    wanted = [each for each in known if each.span == "period" or to_date]
    selection = Selection(whole, header.period)
    previous = figures(wanted, Selection(whole, compared)) if compared else []
    # A line that fell to nothing is compared like any other.
    before = {_key(each) for each in previous if each.recorded}
    shown = [
        each
        for each in figures(wanted, selection)
        if each.recorded or _key(each) in before or (each.indicator.headline and not header.filters)
    ]
    kept = [each.indicator for each in shown]
    parts = {}
    if axis:
        parts = {
            key: {_key(each): each for each in found}
            for key, found in along(axis, kept, docs, whole, header.period).items()
        }
    return Statement(
        header,
        _last_entry(whole, header.period),
        tuple(each for each in shown if each.indicator.span == "period"),
        tuple(each for each in shown if each.indicator.span == "to-date"),
        axis,
        parts,
        compared,
        {_key(each): each for each in previous},
    )


def _key(figure: Figure) -> tuple[str, str]:
    return figure.indicator.id, figure.indicator.span


def _last_entry(docs: Sorted, period: Period) -> str | None:
    """The date of the period's latest record: how far the ledger has been kept."""
    first, last = bounds(period)
    return max((date for date in docs.dates() if first <= date <= last), default=None)


def as_json(
    statement: Statement, lang: Lang, *, rounded: bool, sentence: bool
) -> dict[str, object]:
    """The statement under the contract's stable keys."""
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
    data["figures"] = [
        _figure(each, statement, lang, rounded) for each in (*statement.period, *statement.to_date)
    ]
    return data


def _period(period: Period) -> dict[str, str | None]:
    return {
        "label": period.label,
        "from": period.first.isoformat() if period.first else None,
        "to": period.last.isoformat() if period.last else None,
    }


def _figure(figure: Figure, statement: Statement, lang: Lang, rounded: bool) -> dict[str, object]:
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
    key = (indicator.id, indicator.span)
    if statement.axis:
        data["by"] = {
            part: found[key].value
            for part, found in statement.parts.items()
            if key in found and said(found[key])
        }
    if statement.compared:
        data |= _change(figure, statement.previous[key])
    return data


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
