"""Find the streams of a compound file, which is what xls and protected xlsx are."""

from __future__ import annotations

import struct

_FREE = 0xFFFFFFFA
_SMALL = 4096
_END, _TABLE = 0xFFFFFFFE, 0xFFFFFFFD
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def write(name: str, content: bytes) -> bytes:
    """A compound file that holds one stream, and nothing that could mislead its reader."""
    size = 4096
    content = content.ljust(size, b"\0")
    data = -(-len(content) // size)
    tables = -(-(data + 2) // (size // 4 - 1))
    if tables > 109:
        raise ValueError("too long a stream")
    # The directory stands first, then the stream, then the table of what follows what.
    nexts = [_END, *range(2, data + 1), _END, *[_TABLE] * tables]
    table = struct.pack(f"<{len(nexts)}I", *nexts)
    header = struct.pack("<8s16xHHHHH6x", _MAGIC, 0x3E, 3, 0xFFFE, 12, 6)
    header += struct.pack("<IIIIIIIII", 0, tables, 0, 0, _SMALL, _END, 0, _END, 0)
    places = [data + 1 + each for each in range(tables)]
    header += struct.pack("<109I", *places, *[0xFFFFFFFF] * (109 - tables))
    directory = _entry("Root Entry", 5, _END, 0) + _entry(name, 2, 1, len(content))
    return b"".join(
        [
            header.ljust(size, b"\0"),
            directory.ljust(size, b"\0"),
            content.ljust(data * size, b"\0"),
            table.ljust(tables * size, b"\xff"),
        ]
    )


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    child = 1 if kind == 5 else none
    links = struct.pack("<HBBIII", len(encoded) + 2, kind, 1, none, none, child)
    return (encoded.ljust(64, b"\0") + links).ljust(116, b"\0") + struct.pack("<IQ", first, size)


class Compound:
    """The streams of a compound file by name. Raises ValueError for what is broken."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512:
            raise ValueError("no header")
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise ValueError("sector size")
        self._content = content
        self._size = 1 << shift
        first_directory, _, _, first_small, _, more, _ = struct.unpack_from("<IIIIIII", content, 48)
        self._fat: tuple[int, ...] = ()
        self._fat = self._table(self._fat_sectors(more))
        self._small_fat = self._table(self._chain(first_small, self._fat))
        directory = self._joined(self._chain(first_directory, self._fat))
        self._streams: dict[str, tuple[int, int]] = {}
        self._small = b""
        for place in range(0, len(directory) - 127, 128):
            self._note(directory[place : place + 128])

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._streams

    def stream(self, name: str) -> bytes:
        """A stream's bytes."""
        first, size = self._streams[name.lower()]
        if size >= _SMALL:
            chain = self._chain(first, self._fat)
            found = self._joined(chain)
            # A file that was cut has a short sector; it may be short only after the stream's end.
            for index, each in enumerate(chain):
                there = len(self._content) - (each + 1) * self._size
                if there < min(self._size, size - index * self._size):
                    raise ValueError("torn stream")
        else:
            chain = self._chain(first, self._small_fat)
            found = b"".join(self._small[each * 64 : each * 64 + 64] for each in chain)
        if len(found) < size:
            raise ValueError("torn stream")
        return found[:size]

    def _note(self, entry: bytes) -> None:
        length, kind = struct.unpack_from("<HB", entry, 64)
        first, size = struct.unpack_from("<II", entry, 116)
        if kind == 5:
            self._small = self._joined(self._chain(first, self._fat))
        elif kind == 2 and 2 <= length <= 64:
            name = entry[: length - 2].decode("utf-16-le", "replace").lower()
            self._streams.setdefault(name, (first, size))

    def _fat_sectors(self, more: int) -> list[int]:
        """The sectors of the table itself: 109 in the header, the others chained."""
        found = list(struct.unpack_from("<109I", self._content, 76))
        seen = set()
        while more < _FREE and more not in seen:
            seen.add(more)
            sector = self._sector(more)
            *some, more = struct.unpack(f"<{len(sector) // 4}I", sector)
            found += some
        return [each for each in found if each < _FREE]

    def _table(self, sectors: list[int]) -> tuple[int, ...]:
        joined = self._joined(sectors)
        return struct.unpack(f"<{len(joined) // 4}I", joined)

    def _chain(self, first: int, table: tuple[int, ...]) -> list[int]:
        found: list[int] = []
        while first < _FREE:
            if first >= len(table) or len(found) > len(table):
                raise ValueError("broken chain")
            found.append(first)
            first = table[first]
        return found

    def _joined(self, sectors: list[int]) -> bytes:
        if len(sectors) * self._size > len(self._content) + self._size:
            raise ValueError("more sectors than there are")
        return b"".join(map(self._sector, sectors))

    def _sector(self, number: int) -> bytes:
        place = (number + 1) * self._size
        sector = self._content[place : place + self._size]
        if not sector:
            raise ValueError("no such sector")
        # The last sector of a file may be short.
        return sector.ljust(self._size, b"\0")
