"""Items of a JSON array of any length and layout, read piece by piece."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from branchlog.errors import BadValue
from branchlog.intake.files import strict_json
from branchlog.messages import Cli, Pair, Trouble, trouble
from branchlog.messages import Sources as Text

#: Characters of one item.
LONGEST_ITEM = 1_000_000
_BLANK = re.compile(r"[ \t\r\n]*")


def items(
    begin: bytes, blocks: Iterator[bytes], name: str
) -> Iterator[tuple[int, dict[str, Any] | Trouble]]:
    """Each item by its place, or why it is bad. Raises BadValue where the array breaks off."""
    array = _Array(begin, blocks, name)
    array.expect("[")
    if array.peek() == "]":
        array.expect("]")
    else:
        while True:
            yield array.place, array.item()
            if array.peek() == "]":
                array.expect("]")
                break
            array.expect(",")
    if array.peek():
        raise array.torn(Text.ARRAY_AFTER)


class _Array:
    """A place in the text of an array, which grows as it is needed."""

    def __init__(self, begin: bytes, blocks: Iterator[bytes], name: str) -> None:
        self._name = name
        self._blocks = blocks
        self._utf8 = codecs.getincrementaldecoder("utf-8")("strict")
        self._decoder = strict_json.Decoder()
        self._at = 0
        self._ended = False
        self.place = 1
        self._text = self._decoded(begin)

    def peek(self) -> str:
        """The next character that is no blank; empty at the end."""
        while True:
            blank = _BLANK.match(self._text, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._text) or not self._grow():
                return self._text[self._at : self._at + 1]

    def expect(self, sign: str) -> None:
        """Step over a sign. Raises BadValue if another stands there."""
        found = self.peek()
        if found != sign:
            raise self.torn(f"Expecting {sign!r}" if found else Text.ARRAY_OPEN)
        self._at += 1

    def item(self) -> dict[str, Any] | Trouble:
        """The next item, or why it is bad; then the place is the next one's."""
        self.peek()
        value, end = self._value()
        text = self._text[self._at : end]
        self._at = end
        self.place += 1
        if len(text) > LONGEST_ITEM:
            return trouble(Cli.NOT_JSON, Text.LONG_ROW, Text.LONG_LINE_HINT, most=LONGEST_ITEM)
        fault = self._decoder.fault(value, text)
        return fault.trouble if fault else strict_json.as_object(value)

    def torn(self, detail: Pair | str) -> BadValue:
        return BadValue(
            Text.UNREADABLE,
            Text.CUT_ARRAY,
            Text.CUT_LINE_HINT,
            name=self._name,
            place=self.place,
            detail=detail,
        )

    def _value(self) -> tuple[Any, int]:
        while True:
            try:
                value, end = self._decoder.next(self._text, self._at)
            except json.JSONDecodeError as error:
                if len(self._text) - self._at <= LONGEST_ITEM and self._grow():
                    continue
                raise self.torn(error.msg) from None
            except (ValueError, RecursionError):
                raise self.torn(Cli.INPUT_TOO_DEEP) from None
            # A number at the edge may go on in what is not read yet.
            if end < len(self._text) or isinstance(value, dict) or not self._grow():
                return value, end

    def _grow(self) -> bool:
        """Take in more text, and let go of what was read."""
        if self._ended:
            return False
        self._text = self._text[self._at :]
        self._at = 0
        self._text += self._decoded(next(self._blocks, None))
        return True

    def _decoded(self, block: bytes | None) -> str:
        self._ended = block is None
        try:
            return self._utf8.decode(block or b"", block is None)
        except UnicodeDecodeError:
            raise self.torn(Cli.INPUT_NOT_UTF8) from None
