"""Decide which kind a sheet's rows are, by its name or its titles; never by a guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import PurePath
from typing import NamedTuple, NoReturn

from branchlog.errors import Usage
from branchlog.intake.sheets.headers import columns, find_field
from branchlog.intake.sheets.layout import Laid
from branchlog.intake.source import Cell
from branchlog.messages import Layout as Text
from branchlog.messages import Pair
from branchlog.records.catalogue import Catalogue, Kind, find, listed

_LONGEST = 200


class Decided(NamedTuple):
    """A kind and by what it was decided."""

    kind: Kind
    why: Pair


def by_words(laid: Laid, titles: Sequence[str], catalogue: Catalogue) -> Decided | None:
    """The kind that the sheet's name, its title, its file or its columns' titles decide.

    `titles` are the columns' as the user explains them. Raises Usage where they contradict.
    """
    own = {kind.id for kind in _peculiar(titles, catalogue)}
    name = PurePath(laid.table.file).stem
    # Who filled the sheet in says nothing of its rows.
    titles_above = [text for text in laid.texts if ":" not in _plain(text)]
    sheet = _named(laid.table.sheet, catalogue)
    above = _named(" ".join(titles_above), catalogue)
    if len(sheet) == 1 and len(above) == 1 and sheet != above:
        _contradict(laid, catalogue, sheet | above)
    for kinds, why in (
        (sheet, Text.BY_SHEET),
        (above, Text.BY_TITLE),
        (_named(name, catalogue), Text.BY_FILE),
    ):
        if len(kinds) == 1:
            if own and not kinds & own:
                _contradict(laid, catalogue, kinds | own)
            return Decided(catalogue.kind(next(iter(kinds))), why)
    return Decided(catalogue.kind(own.pop()), Text.BY_HEADERS) if len(own) == 1 else None


def all_kinds(cells: Collection[Cell], catalogue: Catalogue) -> bool:
    """Whether each value of a column, and at least one, names a kind."""
    kinds = catalogue.kinds()
    return bool(cells) and all(_kind_of(cell, kinds) for cell in cells)


def kinds_named(cells: Iterable[Cell], catalogue: Catalogue) -> list[Kind]:
    """The kinds that the values of a column name."""
    kinds = catalogue.kinds()
    found = {kind.id: kind for cell in cells if (kind := _kind_of(cell, kinds))}
    return list(found.values())


def _kind_of(cell: Cell, kinds: Sequence[Kind]) -> Kind | None:
    return find(cell.strip()[:_LONGEST], kinds) if isinstance(cell, str) else None


def undecided(laid: Laid, catalogue: Catalogue) -> Usage:
    """The question which kind it is."""
    return Usage(
        Text.NO_KIND,
        Text.NO_KIND_WHY,
        Text.NO_KIND_HINT,
        where=laid.where,
        known=listed(catalogue.kinds()),
    )


def _contradict(laid: Laid, catalogue: Catalogue, ids: Collection[str]) -> NoReturn:
    kinds = [kind for kind in catalogue.kinds() if kind.id in ids]
    raise Usage(
        Text.KINDS_DIFFER,
        Text.KINDS_DIFFER_WHY,
        Text.NO_KIND_HINT,
        where=laid.where,
        kinds=listed(kinds),
        known=listed(kinds),
    )


def _peculiar(titles: Sequence[str], catalogue: Catalogue) -> list[Kind]:
    """The kinds that have a field which no other has, by these titles."""
    found: dict[str, Kind] = {}
    for title in titles:
        kinds = [kind for kind in catalogue.kinds() if find_field(kind, title)]
        if len(kinds) == 1:
            found[kinds[0].id] = kinds[0]
    return list(found.values())


def _named(text: str, catalogue: Catalogue) -> set[str]:
    """The kinds that a text names; words that stand in many names count only alone."""
    plain = _plain(text)
    found = {weak: set[str]() for weak in (False, True)}
    weak_words = _weak()
    for kind in catalogue.kinds():
        names: Mapping[str, Sequence[str]] = columns()["kinds"].get(kind.id, {})
        for word in (kind.id, *kind.label, *kind.also, *names.get("names", ())):
            if _within(word.casefold(), plain):
                found[word.casefold() in weak_words].add(kind.id)
    return found[False] or found[True]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:_LONGEST]).casefold()


def _within(word: str, text: str) -> bool:
    if not word.isascii():
        return word in text
    # A name may join words with underscores: visits_2024.
    return bool(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text))


@cache
def _weak() -> frozenset[str]:
    return frozenset(columns()["names"]["weak"])
