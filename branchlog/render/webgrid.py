"""A table as the template of a web page sets it: heads, sides, rows with links and anchors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Literal, NamedTuple, TypeAlias

from markupsafe import Markup

from branchlog.messages import Lang, say
from branchlog.messages import WebPage as Text
from branchlog.render.cells import shown
from branchlog.render.proven import Links, short_ids
from branchlog.render.safe import safe
from branchlog.report import Cell, Report, Table

#: Each cell behind what stands in front of it: the end of the one before and its own beginning.
_Cells: TypeAlias = Iterable[tuple[Markup, Cell]]
#: What a column's cells are.
_Role: TypeAlias = Literal["text", "number", "head", "id"]
_MANY_COLUMNS = 8
_OPEN: dict[_Role, Markup] = {
    "text": Markup("<td>"),
    "number": Markup('<td class="n">'),
    "head": Markup('<th scope="row">'),
    "id": Markup('<th scope="row" class="id">'),
}
_SIDE: dict[_Role, Markup] = {"number": Markup(' class="n"'), "id": Markup(' class="id"')}
_TD, _TH, _NONE = Markup("</td>"), Markup("</th>"), Markup("")


class Grid(NamedTuple):
    """A table for the template. Each row has the number of its anchor, or 0 for none."""

    name: str
    title: str
    found: str
    wide: bool
    heads: tuple[tuple[str, str], ...]
    rows: Iterator[tuple[int, _Cells]]
    end: Markup


def grid(table: Table, name: str, links: Links) -> Grid:
    """A table of the text, its figures linked to their proofs."""
    roles = _roles(table)
    opens = _opens(roles)
    rows = ((0, zip(opens, row, strict=True)) for row in _linked(table, links))
    return _grid(table, name, "", roles, rows)


def records(report: Report, lang: Lang) -> Iterator[Grid]:
    """The tables of records, each row an anchor, numbered through as Links has them."""
    first = 1
    for table in report.records:
        roles: list[_Role] = ["id", *_roles(table)[1:]]
        rows = _identified(table, _opens(roles), first)
        first += len(table.rows)
        found = say(Text.COUNT, lang, count=f"{len(table.rows):,}")
        yield _grid(table._replace(title=""), table.title, found, roles, rows)


def _grid(
    table: Table, name: str, found: str, roles: list[_Role], rows: Iterator[tuple[int, _Cells]]
) -> Grid:
    heads = tuple(
        (column.title, _SIDE.get(role, _NONE))
        for column, role in zip(table.columns, roles, strict=True)
    )
    wide = len(roles) > _MANY_COLUMNS
    return Grid(name, table.title, found, wide, heads, rows, _end(roles[-1]) if roles else _NONE)


def _roles(table: Table) -> list[_Role]:
    """The first cell of a row is its head, unless it is a number."""
    roles: list[_Role] = [
        "number" if _is_number(table, index) else "text" for index in range(len(table.columns))
    ]
    if roles and roles[0] == "text":
        roles[0] = "head"
    return roles


def _is_number(table: Table, index: int) -> bool:
    if table.columns[index].align == "right":
        return True
    cells = [row[index] for row in table.rows if row[index] is not None]
    return bool(cells) and not any(isinstance(cell, str) for cell in cells)


def _opens(roles: list[_Role]) -> list[Markup]:
    before = [_NONE, *map(_end, roles[:-1])]
    return [end + _OPEN[role] for end, role in zip(before, roles, strict=False)]


def _end(role: _Role) -> Markup:
    return _TH if role in ("head", "id") else _TD


def _linked(table: Table, links: Links) -> Iterator[tuple[Cell, ...]]:
    for row, proofs in zip_longest(table.rows, table.proofs, fillvalue=()):
        yield tuple(
            links.figure(cell if isinstance(cell, str) else shown(cell), key) if key else cell
            for cell, key in zip_longest(row, proofs)
        )


def _identified(table: Table, opens: list[Markup], first: int) -> Iterator[tuple[int, _Cells]]:
    for number, (row, ending) in enumerate(zip(table.rows, short_ids(table), strict=True), first):
        whole = str(row[0])
        shortened = Markup('<span title="{}">{}</span>').format(safe(whole), safe(ending))
        yield number, zip(opens, (shortened if ending != whole else whole, *row[1:]), strict=True)
