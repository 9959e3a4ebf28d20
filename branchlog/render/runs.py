"""Set a paragraph of runs as the lines of a page, each run in the style of its mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from branchlog.render.grid import Line, Span
from branchlog.render.safe import spelled
from branchlog.render.wrap import wrap
from branchlog.report import Run


def lines(runs: Sequence[Run], width: int, encoding: str) -> Iterator[Line]:
    """The paragraph's lines, none wider than `width` cells (0: no limit); its own breaks stay."""
    line: list[Run] = []
    for run in runs:
        first, *others = spelled(run.text, encoding, multiline=True).split("\n")
        line.append(run._replace(text=first))
        for text in others:
            yield from _wrapped(line, width)
            line = [run._replace(text=text)]
    yield from _wrapped(line, width)


def _wrapped(runs: list[Run], width: int) -> Iterator[Line]:
    text = "".join(run.text for run in runs)
    parts = wrap(text, width, part_words=False) if width else [text]
    if not any(run.mark for run in runs):
        yield from ([Span(part.rstrip(" "))] for part in parts)
        return
    ends = list(accumulate((len(run.text) for run in runs), initial=0))
    bounds = [
        (begin, end, run.mark) for run, (begin, end) in zip(runs, pairwise(ends), strict=True)
    ]
    place = at = 0
    for part in parts:
        # Only spaces are lost where a line is broken.
        while not text.startswith(part, place):
            place += 1
        end = place + len(part.rstrip(" "))
        line: Line = []
        while at < len(bounds) and bounds[at][0] < end:
            begin, until, mark = bounds[at]
            if piece := text[max(begin, place) : min(until, end)]:
                line.append(Span(piece, mark))
            if until > end:
                break
            at += 1
        yield line
        place = end
