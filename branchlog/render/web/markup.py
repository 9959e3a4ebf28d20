"""What a web page holds of a value: text made legible and escaped, markup of our own as it is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from branchlog.render.cells import shown
from branchlog.render.safe import safe, storable
from branchlog.report import Cell


def markup(value: Any) -> Markup:
    """A cell or a text as markup that shows it; nothing in it is taken for markup or a template."""
    if isinstance(value, str):
        if isinstance(value, Markup) or value.isprintable():
            return escape(value)
        return escape(legible(value))
    return escape(shown(value))


# Typed, for markup of our own is no text that reads the same.
@lru_cache(maxsize=1 << 12, typed=True)
def marked(cell: Cell) -> str:
    """As `markup`, for a table's cells and other values that mostly come again."""
    return str(markup(cell))


def legible(text: str) -> str:
    """The text with what no page may hold spelled out; line breaks stay."""
    return storable(safe(text, multiline=True))


def joined(parts: Iterable[str]) -> Markup:
    """One after another what is markup already: literals of ours and what `markup` returned."""
    return Markup("".join(parts))  # noqa: S704
