"""Rows of separated values, exactly as a spreadsheet program would split them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

from branchlog.errors import BadValue
from branchlog.intake.files import encodings, shares
from branchlog.intake.source import Table
from branchlog.messages import Pair
from branchlog.messages import Sources as Text

#: Characters of one cell.
LONGEST_FIELD = 1_000_000
#: Bytes from which the delimiter is told.
_HEAD = 64 * 1024
_NAMES = {",": Text.COMMA, ";": Text.SEMICOLON, "\t": Text.TAB, "|": Text.BAR}
#: A first line that tells Excel the delimiter, and that Excel does not show.
_SAID = re.compile(r'"?sep=([,;\t|])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)


def table(
    stream: BinaryIO, name: str, encoding: str | None = None, delimiter: str | None = None
) -> Table:
    """The rows of a file that can be read twice; row numbers are those a spreadsheet shows.

    Raises BadValue when it is no text, or when its delimiter is not clear; iterating raises it
    for unclosed quotes, text after a quote, endless cells and mixed line ends.
    """
    encoded = encodings.look(stream, name, encoding)
    head = encodings.head(stream, encoded, _HEAD)
    said = _SAID.match(head)
    if said:
        delimiter = said[1]
    elif delimiter is None:
        delimiter = _found(head, name)
    rows = _rows(stream, encoded, name, delimiter, said is not None)
    return Table(name, "", rows, done=shares.of(stream), padded=False)


def _rows(
    stream: BinaryIO, encoded: encodings.Encoded, name: str, delimiter: str, said: bool
) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_FIELD)
    with encodings.opened(stream, encoded) as text:
        ends = _Ends(text, name) if len(encoded.ends) > 1 else None
        lines = iter(ends or text)
        before = 1 if said and next(lines, None) is not None else 0
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            if ends is None:
                yield from reader
            else:
                for row in reader:
                    ends.check(before + reader.line_num)
                    yield row
        except csv.Error as error:
            begun = _begun(stream, encoded, delimiter, before)
            raise _unreadable(error, name, begun, before + reader.line_num) from None
        except UnicodeError:
            raise BadValue(Text.UNREADABLE, Text.CHANGED, Text.CHANGED_HINT, name=name) from None
        except OSError as error:
            detail = error.strerror or str(error)
            raise BadValue(
                Text.UNREADABLE, Text.SYSTEM_SAYS, Text.SYSTEM_HINT, name=name, detail=detail
            ) from None


def _begun(stream: BinaryIO, encoded: encodings.Encoded, delimiter: str, before: int) -> int:
    """The line in which the first row begins that cannot be read; told by reading again."""
    text = encodings.opened(stream, encoded)
    for _ in range(before):
        next(text)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    line = before
    with suppress(csv.Error):
        for _ in reader:
            line = before + reader.line_num
    text.detach()
    return line + 1


class _Ends:
    """The lines of a text that has several kinds of line ends, of which rows may use one.

    The line that a row was completed with is the one whose end is outside quotes.
    """

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self._text = text
        self._name = name
        self._last = ""
        self._first: str | None = None

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            self._last = line
            yield line

    def check(self, number: int) -> None:
        """Raise BadValue if the row just read ends unlike those before."""
        end = "\r\n" if self._last.endswith("\r\n") else self._last[-1:]
        if end == self._first or end not in ("\r\n", "\n", "\r"):
            return
        if self._first is not None:
            raise BadValue(
                Text.UNREADABLE,
                Text.MIXED_ENDS,
                Text.MIXED_ENDS_HINT,
                name=self._name,
                line=number,
            )
        self._first = end


def _unreadable(error: csv.Error, name: str, begun: int, line: int) -> BadValue:
    detail = str(error)
    hint: Pair = Text.QUOTE_HINT
    if "unexpected end" in detail:
        why, line = Text.OPEN_QUOTE, begun
    elif "expected after" in detail:
        why = Text.AFTER_QUOTE
    elif "field limit" in detail:
        why, line = Text.LONG_FIELD, begun
    else:
        why = Text.CSV_WHY
    return BadValue(
        Text.UNREADABLE, why, hint, name=name, line=line, most=LONGEST_FIELD, detail=detail
    )


def _found(head: str, name: str) -> str:
    """The delimiter by which most of the first rows have the same number of cells.

    Raises BadValue when two fit. A file of one column has none: then it is the comma.
    """
    shares = {delimiter: _evenness(head, delimiter) for delimiter in _NAMES}
    best, second = sorted(shares, key=lambda each: -shares[each])[:2]
    if not shares[best]:
        return ","
    if shares[best] == shares[second] or (shares[best] < 1 and shares[best] < 2 * shares[second]):
        raise BadValue(
            Text.UNREADABLE,
            Text.AMBIGUOUS_DELIMITER,
            Text.DELIMITER_HINT,
            name=name,
            first=_NAMES[best],
            second=_NAMES[second],
        )
    return best


def _evenness(head: str, delimiter: str) -> float:
    """The share of rows that have the most usual number of cells above one."""
    rows: list[list[str]] = []
    # What stands before a fault tells enough; reading all of it will say what is wrong.
    with suppress(csv.Error):
        rows.extend(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter))
    if len(rows) > 2 and not head.endswith(("\r", "\n")):
        # The head may end within a row.
        rows.pop()
    widths = Counter(len(row) for row in rows if row)
    several = [count for width, count in widths.items() if width > 1]
    return max(several, default=0) / max(1, widths.total())
