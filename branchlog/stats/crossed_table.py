"""Rows by columns: a table an indicator, its columns nested, with totals on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from branchlog.messages import Cli as Shared
from branchlog.messages import Lang, Pair, say
from branchlog.messages import Stats as Text
from branchlog.records.catalogue import Catalogue, Kind
from branchlog.report import Cell, Column, Table
from branchlog.stats.axes import SPANS, Axis
from branchlog.stats.crossed import Cells, Crossing
from branchlog.stats.figures import Figure
from branchlog.stats.labels import AXIS_TITLES, key_label, order
from branchlog.stats.statement import Statement, said

#: A key an axis; None is all of them together.
Place: TypeAlias = tuple[str | None, ...]


def crossed(statement: Statement, catalogue: Catalogue, lang: Lang) -> list[Table]:
    """The tables of a statement that is split across several axes, kind by kind."""
    assert statement.crossing  # noqa: S101 - there is one whenever there are axes across
    totals = _Totals(statement.crossing)
    found = []
    for figure in lines(statement, catalogue):
        kind = catalogue.kind(figure.indicator.kind)
        grid = _Crossed(figure, kind, totals, catalogue, lang)
        if grid.rows:
            found.append(grid.table())
    return found


def lines(statement: Statement, catalogue: Catalogue) -> list[Figure]:
    """The figures that have a table of their own: counts and what every statistics table has.

    Details, rates and stocks have none, and with states neither have kinds without them.
    """
    return [
        figure
        for figure in statement.period
        if _has_table(figure)
        and ("state" not in statement.axes or catalogue.kind(figure.indicator.kind).state)
    ]


def stateless(statement: Statement, catalogue: Catalogue) -> list[Kind]:
    """The kinds that are left out for having no states."""
    if "state" not in statement.axes:
        return []
    seen = {figure.indicator.kind for figure in statement.period if said(figure)}
    return [
        kind for kind in catalogue.kinds() if kind.id in seen and not kind.state and not kind.stock
    ]


def _has_table(figure: Figure) -> bool:
    indicator = figure.indicator
    if indicator.categories or indicator.stock or not indicator.kind:
        return False
    return indicator.aggregation == "count" or indicator.headline


class _Totals:
    """A crossing's cells and totals, each computed when it is first asked for."""

    def __init__(self, crossing: Crossing) -> None:
        self.axes = crossing.axes
        self._crossing = crossing
        self._cells: dict[tuple[object, ...], Cells] = {}

    def at(self, figure: Figure, place: Place) -> Figure | None:
        """The figure of a cell, or of a total where a key is None."""
        path = tuple(key for key in place if key is not None)
        axes = tuple(axis for axis, key in zip(self.axes, place, strict=True) if key is not None)
        found = self.cells(figure, axes).get(path)
        return found if found and said(found) else None

    def cells(self, figure: Figure, axes: tuple[Axis, ...]) -> Cells:
        """A figure's cells along some of the axes."""
        indicator = figure.indicator
        key = (indicator.id, axes)
        if key not in self._cells:
            self._cells[key] = self._crossing.totals(indicator, axes)
        return self._cells[key]


class _Crossed:
    """One indicator's table."""

    def __init__(
        self, figure: Figure, kind: Kind, totals: _Totals, catalogue: Catalogue, lang: Lang
    ) -> None:
        self._figure = figure
        self._kind = kind
        self._totals = totals
        self._catalogue = catalogue
        self._lang = lang
        self._axes = totals.axes
        cells = totals.cells(figure, totals.axes)
        self._paths = [path for path, each in cells.items() if said(each)]
        self.rows = self._keys(0, ())

    def table(self) -> Table:
        columns = list(self._columns(()))
        titles = [Column("key", say(AXIS_TITLES[self._axes[0]], self._lang))]
        titles += [self._column(place) for place in columns]
        keys: list[str | None] = [*self.rows]
        if self._axes[0] != "span":
            keys.append(None)
        rows = []
        for key in keys:
            cells: list[Cell] = [self._label(0, key, Shared.TOTAL)]
            for place in columns:
                found = self._totals.at(self._figure, (key, *place))
                cells.append(found.value if found else None)
            rows.append(tuple(cells))
        return Table(tuple(titles), tuple(rows), self._title())

    def _title(self) -> str:
        indicator = self._figure.indicator
        unit = indicator.unit
        en = f" ({unit.en[1]})" if unit.written else ""
        return say(Text.CROSSED_TITLE, self._lang, label=indicator.label, unit=(unit.id, en))

    def _columns(self, before: Place) -> Iterator[Place]:
        """The columns in order, depth first: each group's keys and then its total."""
        level = len(before) + 1
        if level == len(self._axes):
            yield before
            return
        keys = self._keys(level, before)
        for key in keys:
            yield from self._columns((*before, key))
        if len(keys) > 1 and self._axes[level] != "span":
            yield from self._columns((*before, None))

    def _keys(self, level: int, before: Place) -> list[str]:
        """The keys of an axis that anything was recorded for under the keys before it."""
        axis = self._axes[level]
        if axis == "span":
            return list(SPANS) if self._paths else []
        found = {
            path[level]
            for path in self._paths
            if all(key in (None, own) for key, own in zip(before, path[1:], strict=False))
        }
        return sorted(found, key=order(axis, self._kind))

    def _column(self, place: Place) -> Column:
        labels = []
        for level, key in enumerate(place, 1):
            whole = set(place[: level - 1]) <= {None}
            labels.append(self._label(level, key, Shared.TOTAL if whole else Text.SUBTOTAL))
        key = "/".join("total" if key is None else key for key in place)
        return Column(key, " ".join(labels), "right", over=tuple(labels[:-1]))

    def _label(self, level: int, key: str | None, total: Pair) -> str:
        if key is None:
            return say(total, self._lang)
        return key_label(key, self._axes[level], self._kind, self._catalogue, self._lang)
