"""How rows and columns are named to a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from branchlog.intake.sheets.blank import filled
from branchlog.intake.sheets.headers import bare, fold
from branchlog.intake.source import Cell
from branchlog.messages import Layout as Text
from branchlog.messages import Pair
from branchlog.records.typed import shown

_SAFE = re.compile(r"[\w.+-]+")


def quoted(row: Sequence[Cell]) -> str:
    """A row's cells in one short line."""
    texts = (str(as_seen(cell))[:80].split() for _, cell in filled(row[:40])[:8])
    return shown("  ".join(map(" ".join, texts)))


def as_seen(cell: Any) -> Any:
    """A cell as its program shows it: a spreadsheet has no whole numbers, its 5 comes as 5.0."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def letters(column: int) -> str:
    """A column as spreadsheets name it: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def listed(names: Sequence[str]) -> Pair:
    """Names as a sentence lists them."""
    return ("、".join(names), ", ".join(names))


def shell_word(word: str) -> str:
    """A word as it can be typed into a shell."""
    text = shown(word)
    return text if _SAFE.fullmatch(text) else '"' + re.sub(r'(["\\$`])', r"\\\1", text) + '"'


def column_names(titles: Sequence[str]) -> list[Pair]:
    """The name of each column: its title, or its letter where it has none."""
    return [(title, title) if title else _by_letter(place) for place, title in enumerate(titles)]


def columns_named(names: Sequence[Pair], word: str) -> list[int]:
    """The columns that a user means by a word: a title, or a title without its brackets."""
    wanted = fold(word)
    found = [place for place, name in enumerate(names) if wanted in (fold(name[0]), fold(name[1]))]
    if found:
        return found
    near = [place for place, name in enumerate(names) if wanted == bare(name[0])]
    # 金额 is neither 金额(元) nor 金额(万元) when there are both.
    return near if len(near) == 1 else []


def _by_letter(place: int) -> Pair:
    letter = letters(place)
    return Text.COLUMN[0].format(letter=letter), Text.COLUMN[1].format(letter=letter)
