"""A table as the template of a web page sets it: heads, sides, rows with links and anchors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest
from typing import Literal, NamedTuple, TypeAlias

from markupsafe import Markup

from branchlog.messages import Lang, say
from branchlog.messages import WebPage as Text
from branchlog.render.cells import shown
from branchlog.render.web.markup import joined, marked, markup
from branchlog.render.web.proven import Links, short_ids
from branchlog.report import Cell, Report, Table

#: What a column's cells are.
_Role: TypeAlias = Literal["text", "word", "number", "head", "name", "id"]
_MANY_COLUMNS = 8
#: So few rows stay together on paper.
_FEW_ROWS = 8
#: Rows that the template is given at once.
_TOGETHER = 200
#: A column of such texts, as dates are, is not broken into lines.
_SHORT_TEXT = 10
_OPEN: dict[_Role, str] = {
    "text": "<td>",
    "word": '<td class="d">',
    "number": '<td class="n">',
    "head": '<th scope="row">',
    "name": '<th scope="row" class="d">',
    "id": '<th scope="row" class="id">',
}
_SIDE: dict[_Role, Markup] = {"number": Markup(' class="n"'), "id": Markup(' class="id"')}


class Grid(NamedTuple):
    """A table for the template: its heads, each with its class, and the markup of its rows."""

    name: str
    title: str
    found: str
    wide: bool
    short: bool
    heads: tuple[tuple[str, str], ...]
    rows: Iterator[Markup]


def grid(table: Table, name: str, links: Links) -> Grid:
    """A table of the text, which has a column, its figures linked to their proofs."""
    roles = _roles(table)
    rows = (("<tr>", row) for row in _linked(table, links))
    return _grid(table, name, "", roles, rows)


def records(report: Report, lang: Lang) -> Iterator[Grid]:
    """The tables of records, each row an anchor, numbered through as Links has them."""
    first = 1
    for table in report.records:
        roles: list[_Role] = ["id", *_roles(table)[1:]]
        rows = _identified(table, first)
        first += len(table.rows)
        found = say(Text.COUNT, lang, count=f"{len(table.rows):,}")
        yield _grid(table._replace(title=""), table.title, found, roles, rows)


def _grid(
    table: Table,
    name: str,
    found: str,
    roles: list[_Role],
    rows: Iterator[tuple[str, Iterable[Cell]]],
) -> Grid:
    heads = tuple(
        (column.title, _SIDE.get(role, Markup("")))
        for column, role in zip(table.columns, roles, strict=True)
    )
    wide, short = len(roles) > _MANY_COLUMNS, len(table.rows) <= _FEW_ROWS
    return Grid(name, table.title, found, wide, short, heads, _set(rows, roles))


def _set(rows: Iterator[tuple[str, Iterable[Cell]]], roles: list[_Role]) -> Iterator[Markup]:
    """The rows as markup, many at once."""
    lines = _lines(rows, roles)
    while together := list(islice(lines, _TOGETHER)):
        yield joined(["\n".join(together)])


def _lines(rows: Iterator[tuple[str, Iterable[Cell]]], roles: list[_Role]) -> Iterator[str]:
    """A line a row. What stands before a cell is the same in each, so it is made once."""
    ends = ["</th>" if role in ("head", "name", "id") else "</td>" for role in roles]
    before = [end + _OPEN[role] for end, role in zip(["", *ends[:-1]], roles, strict=True)]
    end = f"{ends[-1]}</tr>"
    for start, row in rows:
        cells = [f"{front}{marked(cell)}" for front, cell in zip(before, row, strict=True)]
        yield "".join([start, *cells, end])


def _roles(table: Table) -> list[_Role]:
    """The first cell of a row is its head, unless it is a number."""
    roles = [_role(table, index) for index in range(len(table.columns))]
    if roles and roles[0] != "number":
        roles[0] = "name" if roles[0] == "word" else "head"
    return roles


def _role(table: Table, index: int) -> _Role:
    cells = [row[index] for row in table.rows if row[index] is not None]
    texts = [cell for cell in cells if isinstance(cell, str)]
    if table.columns[index].align == "right" or (cells and not texts):
        return "number"
    return "word" if all(len(text) <= _SHORT_TEXT for text in texts) else "text"


def _linked(table: Table, links: Links) -> Iterator[tuple[Cell, ...]]:
    for row, proofs in zip_longest(table.rows, table.proofs, fillvalue=()):
        yield tuple(
            links.figure(cell if isinstance(cell, str) else shown(cell), key) if key else cell
            for cell, key in zip_longest(row, proofs)
        )


def _identified(table: Table, first: int) -> Iterator[tuple[str, Iterable[Cell]]]:
    for number, (row, ending) in enumerate(zip(table.rows, short_ids(table), strict=True), first):
        whole = str(row[0])
        if ending != whole:
            whole = joined((f'<span title="{markup(whole)}">', markup(ending), "</span>"))
        yield f'<tr id="r{number}">', (whole, *row[1:])
