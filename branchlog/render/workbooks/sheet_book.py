"""A workbook to write into: opened and closed with care, its sheets named, its formats made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import xlsxwriter  # type: ignore[import-untyped]

from branchlog.messages import Lang, say
from branchlog.messages import SheetOut as Text
from branchlog.render.safe import storable

#: The same report gives the same bytes on any day.
_CREATED = datetime(2000, 1, 1)
_LONGEST_NAME = 31
#: A cell that is held in memory takes some 200 bytes.
_MOST_HELD = 400_000
_NUMBER_FORMATS = {
    "text": 49,
    "integer": "0",
    "decimal": "General",
    "date": "yyyy-mm-dd",
    "percent": "0.00%",
}


@contextmanager
def opened(
    stream: BinaryIO, title: str = "", *, cells: int = _MOST_HELD
) -> Iterator[xlsxwriter.Workbook]:
    """A workbook that is written to the stream when the block ends.

    One of few `cells` is held in memory, which is faster.
    """
    with TemporaryDirectory(prefix="branchlog-", ignore_cleanup_errors=True) as folder:
        options = {"constant_memory": cells >= _MOST_HELD, "tmpdir": folder}
        book = xlsxwriter.Workbook(stream, options)
        book.use_zip64()
        book.set_properties({"created": _CREATED} | ({"title": storable(title)} if title else {}))
        yield book
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            # It wraps what the system said, which is told like any other refusal.
            raise error.args[0] from error


class Formats:
    """The workbook's formats, each made once: xlsxwriter writes every one that it is given.

    `lined` cells have lines around them, which do not run on where the table ends.
    """

    def __init__(self, book: xlsxwriter.Workbook, *, lined: bool = False) -> None:
        self._book = book
        self._lines = {"border": 1, "border_color": "#A6A6A6"} if lined else {}
        self._made: dict[tuple[str, bool, bool, bool, bool], xlsxwriter.format.Format] = {}
        head = {"bold": True, "bg_color": "#E7ECF3", "bottom": 1, "text_wrap": True}
        self.heads = {side: self.made(align=side, **head) for side in ("left", "right")}

    def of(
        self,
        form: str,
        *,
        wrap: bool = False,
        right: bool = False,
        faint: bool = False,
        linked: bool = False,
    ) -> xlsxwriter.format.Format:
        """How a cell of a form looks, or of a number format; an example is set faintly."""
        key = (form, wrap, right, faint, linked)
        if key not in self._made:
            looks = {"italic": True, "font_color": "#7F7F7F"} if faint else {}
            looks |= {"align": "right" if right else "left"} if right or form == "date" else {}
            looks |= {"font_color": "#1F4E99"} if linked else {}
            number = _NUMBER_FORMATS.get(form, form or "General")
            self._made[key] = self.made(num_format=number, text_wrap=wrap, **looks)
        return self._made[key]

    def made(self, **properties: Any) -> xlsxwriter.format.Format:
        """A format of its own."""
        return self._book.add_format({"valign": "top", **self._lines, **properties})


def length_of(text: str) -> int:
    """A text's length as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


def reference(name: str, cell: str) -> str:
    """A cell of a sheet, as a link names it."""
    quoted = name.replace("'", "''")
    return f"'{quoted}'!{cell}"


def names(titles: Sequence[str], lang: Lang) -> Iterator[str]:
    """Names that Excel takes for sheets: short, plain and each one only once."""
    taken: set[str] = set()
    for number, title in enumerate(titles, 1):
        plain = re.sub(r"[\[\]:*?/\\]", "-", " ".join(storable(title).split())).strip("'")
        wanted = plain or say(Text.SHEET, lang, number=number)
        name, tries = _cut(wanted, ""), 1
        # "History" is Excel's own.
        while name.casefold() in taken or name.casefold() == "history":
            tries += 1
            name = _cut(wanted, f" {tries}")
        taken.add(name.casefold())
        yield name


def _cut(name: str, end: str) -> str:
    while length_of(name + end) > _LONGEST_NAME:
        name = name[:-1]
    return name.strip("' ") + end
