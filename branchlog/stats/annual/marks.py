"""Invisible marks around a figure in running text, so that it is found again behind a template.

They are noncharacters of Unicode: no text that people write holds them, and none may bring them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEGIN, _MIDDLE, _END = "\ufdd0", "\ufdd1", "\ufdd2"
_MARKS = re.compile("[\ufdd0-\ufdd2]")
_FIGURE = re.compile(f"{_BEGIN}([0-9]+){_MIDDLE}([^{_BEGIN}-{_END}]*){_END}")
_NUMBER = re.compile(f"{_BEGIN}[0-9]*{_MIDDLE}")


def marked(text: str, number: int) -> str:
    """A figure in words under its number."""
    return f"{_BEGIN}{number}{_MIDDLE}{text}{_END}"


def stripped(text: str) -> str:
    """What somebody typed, unable to pass for a figure."""
    return _MARKS.sub("", text)


def line(text: str) -> str:
    """The same on one line, so that it begins no paragraph and no heading either."""
    return " ".join(stripped(text).splitlines())


def bare(text: str) -> str:
    """The text without its marks."""
    return stripped(_NUMBER.sub("", text))


def parts(text: str) -> Iterator[tuple[str, int]]:
    """The text in stretches, figures with their numbers, everything else with -1."""
    at = 0
    for found in _FIGURE.finditer(text):
        if found.start() > at:
            yield bare(text[at : found.start()]), -1
        yield found[2], int(found[1])
        at = found.end()
    if at < len(text):
        yield bare(text[at:]), -1
