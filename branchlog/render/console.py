"""What a stream can show: how wide it is, whether in colour, whether with bars."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple, TextIO

NO_LIMIT = 0
USUAL_WIDTH = 80
NARROWEST = 20


class Console(NamedTuple):
    """A stream with the answers that `render.write` needs; width 0 is no limit."""

    stream: TextIO
    width: int
    color: bool
    bars: bool


def console(stream: TextIO, env: Mapping[str, str], no_color: bool = False) -> Console:
    """A terminal gets bars, and colour unless `NO_COLOR` or `TERM=dumb` asks for none.

    A pipe gets plain text, as wide as its tables are unless `COLUMNS` says otherwise.
    """
    terminal = _is_terminal(stream)
    plain = no_color or bool(env.get("NO_COLOR")) or env.get("TERM") == "dumb"
    width = _columns(env) or (terminal_width(stream) if terminal else NO_LIMIT)
    return Console(stream, width, color=terminal and not plain, bars=terminal)


def terminal_width(stream: TextIO) -> int:
    """The cells in a line of the terminal behind a stream; 80 where there is none."""
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return USUAL_WIDTH
    return max(columns, NARROWEST) if columns else USUAL_WIDTH


def _columns(env: Mapping[str, str]) -> int | None:
    text = env.get("COLUMNS", "")
    if not (text.isdecimal() and len(text) <= 4 and int(text)):
        return None
    return max(int(text), NARROWEST)


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # A closed stream is none.
        return False
