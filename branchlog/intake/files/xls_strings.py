"""How long the shared strings of an xls workbook are."""

from __future__ import annotations

import struct

_CONTINUE = 0x3C
#: Bytes of the shortest string: its length and its options.
_SHORTEST = 3


def lengths(book: bytearray, place: int, length: int) -> list[int]:
    """The characters of each string. Raises ValueError where it states more than there can be."""
    parts = [book[place : place + length]]
    place += length
    while place + 4 <= len(book) and struct.unpack_from("<H", book, place)[0] == _CONTINUE:
        (length,) = struct.unpack_from("<H", book, place + 2)
        parts.append(book[place + 4 : place + 4 + length])
        place += 4 + length
    (count,) = struct.unpack_from("<I", parts[0], 4)
    if count > sum(map(len, parts)) // _SHORTEST:
        raise ValueError("more strings than there can be")
    reader = _Reader(parts)
    return [reader.length() for _ in range(count)]


class _Reader:
    """A place in a record and those that continue it."""

    def __init__(self, parts: list[bytearray]) -> None:
        self._parts = parts
        self._part = 0
        self._at = 8

    def length(self) -> int:
        """The characters of the next string, which is stepped over."""
        head = self._take(3)
        characters, options = struct.unpack("<HB", head)
        runs = struct.unpack("<H", self._take(2))[0] if options & 8 else 0
        extra = struct.unpack("<I", self._take(4))[0] if options & 4 else 0
        left = characters
        while True:
            wide = 1 + (options & 1)
            here = min(left, (len(self._parts[self._part]) - self._at) // wide)
            self._at += here * wide
            left -= here
            if not left:
                break
            # Characters that go on in the next part are told anew how wide they are.
            self._part, self._at = self._part + 1, 1
            options = self._parts[self._part][0]
        self._skip(runs * 4 + extra)
        return int(characters)

    def _take(self, count: int) -> bytes:
        if self._at >= len(self._parts[self._part]):
            self._part, self._at = self._part + 1, 0
        self._at += count
        return bytes(self._parts[self._part][self._at - count : self._at])

    def _skip(self, count: int) -> None:
        while count > (left := len(self._parts[self._part]) - self._at):
            count -= left
            self._part, self._at = self._part + 1, 0
        self._at += count
