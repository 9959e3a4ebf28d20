"""Unpack a zip file's members bit by bit, believing none of the sizes that it states."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from branchlog.intake.files.sheet_facts import broken, over, protected

_CHUNK = 1 << 18
_MEMBERS = 10_000
#: Bytes of the list of members.
_DIRECTORY = 4_000_000
#: Bytes of a member that is held in memory whole.
_SMALL = 20_000_000


class Packed:
    """The members of a zip file; all that is unpacked counts towards `most` bytes."""

    def __init__(self, stream: BinaryIO, name: str, most: int) -> None:
        self._stream = stream
        self._name = name
        self._most = most
        self._left = most
        self._refuse_long_directory()
        try:
            with zipfile.ZipFile(stream) as listed:
                members = listed.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
            raise broken(name) from None
        #: Readers look names up whatever their case and slashes.
        self._members = {member.filename.lower().replace("\\", "/"): member for member in members}
        if len(self._members) != len(members) or len(members) > _MEMBERS:
            raise broken(name)
        size = stream.seek(0, io.SEEK_END)
        if not all(0 <= member.header_offset < size for member in members):
            # The directory of a file that was cut points before its beginning.
            raise broken(name)
        if any(member.flag_bits & 1 for member in members):
            raise protected(name)

    def names(self) -> list[str]:
        return list(self._members)

    def whole(self, member: str) -> bytes:
        """A small member. Raises BadValue when there is none or it is not small."""
        found = bytearray()
        for chunk in self.chunks(member):
            found += chunk
            if len(found) > _SMALL:
                raise broken(self._name)
        return bytes(found)

    def chunks(self, member: str, again: bool = False) -> Iterator[bytes]:
        """A member's bytes. Reading it `again` is not counted. Raises BadValue when broken."""
        if (info := self._members.get(member.lower())) is None:
            raise broken(self._name)
        self._stream.seek(info.header_offset)
        header = self._stream.read(30)
        if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
            raise broken(self._name)
        skip = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        place = info.header_offset + 30 + skip
        for chunk in self._unpacked(place, info.compress_size, info.compress_type):
            if not again:
                self._left -= len(chunk)
            if self._left < 0:
                raise over(self._name, self._most)
            yield chunk

    def exhaust(self, chunks: Iterator[bytes]) -> None:
        """Unpack what is left of a member, to count it."""
        for _ in chunks:
            pass

    def _unpacked(self, place: int, size: int, method: int) -> Iterator[bytes]:
        if method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken(self._name)
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        end = place + size
        while place < end:
            # Others may have read from the stream meanwhile.
            self._stream.seek(place)
            packed = self._stream.read(min(_CHUNK, end - place))
            if not packed:
                raise broken(self._name)
            place += len(packed)
            if method == zipfile.ZIP_STORED:
                yield packed
                continue
            try:
                yield inflate.decompress(packed, _CHUNK)
                while inflate.unconsumed_tail:
                    yield inflate.decompress(inflate.unconsumed_tail, _CHUNK)
            except zlib.error:
                raise broken(self._name) from None
        if method == zipfile.ZIP_DEFLATED:
            yield inflate.flush()
            if not inflate.eof:
                raise broken(self._name)

    def _refuse_long_directory(self) -> None:
        size = self._stream.seek(0, io.SEEK_END)
        if size > self._most:
            raise over(self._name, self._most)
        self._stream.seek(max(0, size - 70_000))
        tail = self._stream.read()
        place = tail.rfind(b"PK\x05\x06")
        longer = tail.rfind(b"PK\x06\x06")
        lengths = [int.from_bytes(tail[place + 12 : place + 16], "little")] if place >= 0 else []
        if longer >= 0:
            lengths = [int.from_bytes(tail[longer + 40 : longer + 48], "little")]
        if not lengths or lengths[0] > _DIRECTORY:
            raise broken(self._name)
