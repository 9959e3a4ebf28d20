"""A figure as a page shows it, as a number that a sheet shows in the same way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from branchlog.messages import Lang, say
from branchlog.messages import Stats as Text

_NUMBER = re.compile(r"([+-]?)(0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)(?:\.([0-9]{1,4}))?(%?)")
#: More digits than that a sheet's number does not keep.
_LONGEST = 15


class Number(NamedTuple):
    """A number, and the format in which it looks as the page has it."""

    value: float
    format: str


class Figures:
    """Reads the figures of one language: `1,046`, `87.5%`, `+8`, `约500`, `0(没有记录)`."""

    def __init__(self, lang: Lang) -> None:
        marks = [say(pair, lang, n="\0").partition("\0") for pair in (Text.ABOUT, Text.OVER)]
        nothing = say(Text.NOTHING, lang).removeprefix("0")
        self._around: Sequence[tuple[str, str]] = [
            ("", ""),
            *((before, after) for before, _, after in marks),
            ("", nothing),
        ]

    def read(self, shown: str) -> Number | None:
        """The number that a text shows; None for a text that is none, and stays one."""
        for before, after in self._around:
            if shown.startswith(before) and shown.endswith(after):
                core = shown[len(before) : len(shown) - len(after)]
                if len(core) <= _LONGEST and (found := _NUMBER.fullmatch(core)):
                    return _number(found, _literal(before), _literal(after))
        return None


def _number(found: re.Match[str], before: str, after: str) -> Number:
    sign, whole, decimals, percent = found.groups()
    value = float(found[0].rstrip("%").replace(",", ""))
    form = "#,##0" if "," in whole else "0"
    form += f".{'0' * len(decimals)}" if decimals else ""
    form += percent
    plain = f"{before}{form}{after}"
    if sign == "+":
        plain = f"{before}+{form}{after};{before}-{form}{after};{plain}"
    # A share of 0.875 is 87.5%; the division must not leave 0.8750000000000001.
    return Number(round(value / 100, 8) if percent else value, plain)


def _literal(text: str) -> str:
    """Text as a number format shows it: nothing in it stands for digits or dates."""
    return '"' + text.replace('"', '"\\""') + '"' if text else ""
