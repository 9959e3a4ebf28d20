"""Parts along what records say of themselves: a table a kind, its lines across."""

from __future__ import annotations

from collections.abc import Sequence

from branchlog.messages import Cli as Shared
from branchlog.messages import Lang, Pair, say
from branchlog.messages import Stats as Text
from branchlog.records.catalogue import Catalogue, Kind
from branchlog.report import Cell, Column, Table
from branchlog.stats import shares, wording
from branchlog.stats.figures import Figure
from branchlog.stats.labels import AXIS_TITLES, key_label, order
from branchlog.stats.statement import Statement, said


def by_key(statement: Statement, catalogue: Catalogue, lang: Lang, *, shared: bool) -> list[Table]:
    """Keys down, each kind's own lines and rates across; `shared` adds their shares."""
    found = []
    for kind in kinds(statement, catalogue):
        mine = of_kind(statement, kind)
        if mine:
            found.append(_table(statement, kind, mine, catalogue, lang, shared))
    return found


def kinds(statement: Statement, catalogue: Catalogue) -> list[Kind]:
    """The kinds that have anything to say on the axis."""
    return [kind for kind in catalogue.kinds() if statement.axis != "state" or kind.state]


def of_kind(statement: Statement, kind: Kind) -> list[Figure]:
    """The lines of a kind that have parts, those of its categories left out."""
    return [
        figure
        for figure in statement.period
        if kind.id in (figure.indicator.kind, _rated(figure))
        and not figure.indicator.categories
        and any(_part(statement, key, figure) for key in statement.parts)
    ]


def _rated(figure: Figure) -> str:
    """The kind that a rate is named after; it counts records of none itself."""
    indicator = figure.indicator
    return indicator.id.split(".")[0] if indicator.aggregation == "ratio" else ""


def _part(statement: Statement, key: str, figure: Figure) -> Figure | None:
    part = statement.parts[key].get((figure.indicator.id, "period"))
    return part if part and said(part) else None


def _table(
    statement: Statement,
    kind: Kind,
    mine: Sequence[Figure],
    catalogue: Catalogue,
    lang: Lang,
    shared: bool,
) -> Table:
    assert statement.axis  # noqa: S101 - these are the tables of one
    axis = statement.axis
    columns = [Column("key", say(AXIS_TITLES[axis], lang))]
    for at, figure in enumerate(mine):
        columns.append(_column(figure, kind.label, lang, bar=at == 0))
        if shared and shares.has(figure, axis):
            columns.append(Column(f"{figure.indicator.id}/share", say(Text.SHARE, lang), "right"))
    rows: list[tuple[Cell, ...]] = []
    for key in sorted(statement.parts, key=order(axis, kind)):
        parts = [_part(statement, key, figure) for figure in mine]
        if any(parts):
            label = key_label(key, axis, kind, catalogue, lang)
            rows.append((label, *_cells(parts, mine, statement, lang, shared)))
    # The year so far holds the period: the two have no total.
    if axis != "span":
        whole = _cells(mine, mine, statement, lang, shared)
        rows.append((say(Shared.TOTAL, lang), *whole))
    return Table(tuple(columns), tuple(rows), say(kind.label, lang))


def _column(figure: Figure, kind: Pair, lang: Lang, *, bar: bool) -> Column:
    """Under the indicator's label without the kind's name before it."""
    label = say(figure.indicator.label, lang)
    for start in (f"{kind[0]}:", f"{kind[1]}: "):
        label = label.removeprefix(start)
    return Column(figure.indicator.id, label, "right", bar=bar)


def _cells(
    parts: Sequence[Figure | None],
    mine: Sequence[Figure],
    statement: Statement,
    lang: Lang,
    shared: bool,
) -> list[Cell]:
    cells: list[Cell] = []
    for part, whole in zip(parts, mine, strict=True):
        if part is not None and (whole.indicator.aggregation == "ratio" or part.approximate):
            cells.append(wording.display(part, lang, grouped=True))
        else:
            cells.append(part.value if part else None)
        if shared and shares.has(whole, statement.axis):
            cells.append(shares.percent(part, whole))
    return cells
