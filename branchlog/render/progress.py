"""How far a long piece of work is: one line on a terminal, gone when the work is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TextIO, TypeAlias

from branchlog.messages import Importing as Text
from branchlog.messages import Lang, Pair, say

if TYPE_CHECKING:
    from rich.progress import Progress

#: Told how many rows are done, and which part of the whole that is: 0 where it is not known.
Tell: TypeAlias = Callable[[int, float], None]

#: What is done within a second needs no line.
PATIENCE = 1.0
_BAR = 20


@contextmanager
def shown(
    stream: TextIO,
    title: Pair,
    lang: Lang,
    *,
    clock: Callable[[], float] = monotonic,
    patience: float = PATIENCE,
) -> Iterator[Tell]:
    """A function to be told of progress; it draws a line on the stream, a terminal."""
    line = _Line(stream, say(title, lang), lang, clock, patience)
    try:
        yield line.tell
    finally:
        line.erase()


class _Line:
    """The line, from when it is first drawn until it is erased."""

    def __init__(
        self,
        stream: TextIO,
        title: str,
        lang: Lang,
        clock: Callable[[], float],
        patience: float,
    ) -> None:
        self._stream = stream
        self._title = title
        self._lang = lang
        self._clock = clock
        self._patience = patience
        self._started = clock()
        self._drawn: Progress | None = None

    def tell(self, rows: int, part: float) -> None:
        took = self._clock() - self._started
        if took < self._patience:
            return
        if self._drawn is None:
            self._drawn = _drawn(self._stream)
        text = f"{self._title}  {said(rows, part, took, self._lang)}"
        self._drawn.update(self._drawn.task_ids[0], description=text, refresh=True)

    def erase(self) -> None:
        if self._drawn is not None:
            self._drawn.stop()


def said(rows: int, part: float, took: float, lang: Lang) -> str:
    """`[#####     ] 45%  450,000 rows, 90,000 a second, 0:06 left`; without what is not known."""
    rate = round(rows / took)
    if not part:
        return say(Text.RATE, lang, rows=f"{rows:,}", rate=f"{rate:,}")
    part = min(part, 1.0)
    bar = "#" * int(_BAR * part)
    left = round(took / part - took)
    counted = say(
        Text.RATE_LEFT,
        lang,
        rows=f"{rows:,}",
        rate=f"{rate:,}",
        left=f"{left // 60}:{left % 60:02}",
    )
    return f"[{bar:{_BAR}}] {part:4.0%}  {counted}"


def _drawn(stream: TextIO) -> Progress:
    # Rich costs 70 ms: only work that takes a second pays for it.
    from rich.console import Console
    from rich.progress import Progress, TextColumn

    console = Console(file=stream, markup=False, emoji=False, highlight=False)
    drawn = Progress(
        # Its own bars are drawn with characters on whose width terminals disagree.
        TextColumn("{task.description}", markup=False),
        console=console,
        # No thread draws: whatever is being read may stop at any line without one to wait for.
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    drawn.add_task("")
    drawn.start()
    return drawn
