"""Print a page in colour."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TextIO

from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style

from branchlog.render.grid import Line, Span

# Bars are coloured spaces: no block character has the same width on every terminal.
_BAR = Style(bgcolor="cyan")
_BOLD = Style(bold=True)
_MARKS = {
    "good": Style(color="green"),
    "bad": Style(color="red", bold=True),
    "doubt": Style(color="yellow"),
}
END = Span("\n")
LINES_AT_ONCE = 1000


def paint(lines: Iterable[Line], stream: TextIO) -> None:
    """Write the lines with their styles. Rich also knows how old Windows consoles do it."""
    console = Console(
        file=stream,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    remaining = iter(lines)
    while batch := list(islice(remaining, LINES_AT_ONCE)):
        segments = [_segment(span) for line in batch for span in (*line, END)]
        console.print(Segments(segments), soft_wrap=True, end="")


def _segment(span: Span) -> Segment:
    match span.style:
        case "bar":
            return Segment(" " * len(span.text), _BAR)
        case "bold":
            return Segment(span.text, _BOLD)
        case "":
            return Segment(span.text)
        case mark:
            return Segment(span.text, _MARKS[mark])
