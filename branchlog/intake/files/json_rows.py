"""Objects of JSON Lines and of a JSON array, decoded in bulk and as strictly as one by one."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, TypeAlias

import msgspec

from branchlog.errors import BadValue
from branchlog.intake.files import encodings, shares, strict_json
from branchlog.intake.files.json_array import items
from branchlog.intake.files.json_shapes import Shapes
from branchlog.intake.source import Block, Objects
from branchlog.messages import Cli, Trouble, trouble
from branchlog.messages import Sources as Text

Row: TypeAlias = tuple[int, dict[str, Any] | Trouble]

#: Bytes of one line.
LONGEST_LINE = 1_000_000
#: Few enough that what is decoded stays in the cache.
_BLOCK = 1 << 16


def objects(stream: BinaryIO, name: str, owned: bool = False) -> Objects:
    """The rows of a stream that is read once, as it comes; one that is owned is a file.

    Raises BadValue, here or while iterating, for what is empty or holds no rows, and for a last
    line that breaks off. A bad row among good ones is given as its trouble.
    """
    done = shares.of(stream) if owned else lambda: 0.0
    blocks = _utf8(_blocks(stream, name, owned), name)
    begin = b""
    for block in blocks:
        begin += block
        if begin.strip() or len(begin) > LONGEST_LINE:
            break
    first = begin.lstrip()[:1]
    if not first:
        raise BadValue(Text.UNREADABLE, Text.EMPTY_FILE, Text.EMPTY_FILE_HINT, name=name)
    if first == b"[":
        return Objects(name, items(begin, blocks, name), done)
    line = begin.lstrip().split(b"\n")[0].strip()
    if first != b"{" or line == b"{":
        raise _no_rows(line, name)
    return Objects(name, _Lines(name).rows(begin, blocks), done)


def _no_rows(line: bytes, name: str) -> BadValue:
    parsed = strict_json.item(line[:LONGEST_LINE])
    detail = parsed if isinstance(parsed, Trouble) and line != b"{" else Text.ONE_OBJECT
    return BadValue(Text.UNREADABLE, Text.NOT_ROWS, Text.NOT_ROWS_HINT, name=name, detail=detail)


def _blocks(stream: BinaryIO, name: str, owned: bool) -> Iterator[bytes]:
    try:
        while block := stream.read(_BLOCK):
            yield block
    except OSError as error:
        detail = error.strerror or str(error)
        raise BadValue(
            Text.UNREADABLE, Text.SYSTEM_SAYS, Text.SYSTEM_HINT, name=name, detail=detail
        ) from None
    finally:
        if owned:
            stream.close()


def _utf8(blocks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """The text in UTF-8 without a mark; UTF-16 is known by its mark."""
    begin = b""
    for block in blocks:
        begin += block
        if len(begin) >= len(codecs.BOM_UTF8):
            break
    encoding, mark = encodings.marked(begin)
    if encoding in (None, "utf-8"):
        yield begin[mark:]
        yield from blocks
        return
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        yield decoder.decode(begin[mark:]).encode()
        for block in blocks:
            yield decoder.decode(block).encode()
        decoder.decode(b"", True)
    except UnicodeError:
        raise BadValue(
            Text.UNREADABLE, Text.JSON_ENCODING, Text.JSON_ENCODING_HINT, name=name
        ) from None


class _Lines:
    """Reads JSON Lines block by block and counts the lines."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._number = 0
        self._decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder()
        self._shapes = Shapes()

    def rows(self, begin: bytes, blocks: Iterator[bytes]) -> Iterator[Row | Block]:
        rest = begin
        while True:
            cut = rest.rfind(b"\n") + 1
            if cut:
                yield from self._block(rest[:cut])
                rest = rest[cut:]
            elif len(rest) > LONGEST_LINE:
                rest = _after_line(blocks)
                self._number += 1
                yield self._number, _too_long()
            block = next(blocks, None)
            if block is None:
                break
            rest += block
        if rest.strip():
            yield self._last(rest)

    def _block(self, block: bytes) -> Iterable[Row | Block]:
        """The rows of whole lines, each ending in LF."""
        if b"\r" in block:
            block = block.replace(b"\r\n", b"\n")
        count = block.count(b"\n")
        if not _endless(block):
            alike = self._shapes.decode(block, count, self._number + 1)
            if alike is not None:
                self._number += count
                return [alike]
        found = self._quickly(block, count)
        numbers = range(self._number + 1, self._number + 1 + count)
        self._number += count
        if found is None:
            return self._strictly(block, numbers)
        self._shapes.learn(found)
        return zip(numbers, found, strict=True)

    def _quickly(self, block: bytes, count: int) -> list[dict[str, Any] | Trouble] | None:
        """The objects when there is one to a line, all beyond doubt; else None."""
        # Between `}` and `{` no JSON goes on, so such line breaks stand between two objects.
        if not block.startswith(b"{") or block.count(b"}\n{") != count - 1 or _endless(block):
            return None
        try:
            found = self._decoder.decode_lines(block)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        if len(found) != count or set(map(type, found)) != {dict}:
            return None
        spaced, nested = _spaced(block), b"[" in block
        # Every key is followed by ":, so a key that was dropped shows in the count.
        if spaced or block.count(b'":') != sum(map(len, found)):
            nested = True
            sound = [
                line.count(b'":') == _keys(each) and not (spaced and _spaced(line))
                for line, each in zip(block.split(b"\n"), found, strict=False)
            ]
            if not all(sound):
                found = _mended(block, found, sound)
        if nested and _brackets(block) - count > strict_json.DEPTH:
            sound = [_brackets(line) <= strict_json.DEPTH for line in block.split(b"\n")]
            if not all(sound):
                found = _mended(block, found, sound)
        return found

    def _strictly(self, block: bytes, numbers: range) -> Iterator[Row]:
        for number, line in zip(numbers, block.split(b"\n"), strict=False):
            if len(line) > LONGEST_LINE:
                yield number, _too_long()
            elif line.strip():
                yield number, strict_json.item(line)

    def _last(self, line: bytes) -> Row:
        """The last line, which has no LF: it may have been cut."""
        parsed = strict_json.item(line)
        if isinstance(parsed, Trouble) or len(line) > LONGEST_LINE:
            raise BadValue(
                Text.UNREADABLE,
                Text.CUT_LINE,
                Text.CUT_LINE_HINT,
                name=self._name,
                line=self._number + 1,
            )
        return self._number + 1, parsed


def _after_line(blocks: Iterator[bytes]) -> bytes:
    """What follows the line that the blocks begin in the middle of."""
    for block in blocks:
        cut = block.find(b"\n")
        if cut >= 0:
            return block[cut + 1 :]
    return b""


def _mended(block: bytes, found: list[Any], sound: list[bool]) -> list[Any]:
    """What was found, the lines in doubt read again one by one."""
    lines = block.split(b"\n")
    return [
        each if fine else strict_json.item(line)
        for line, each, fine in zip(lines, found, sound, strict=False)
    ]


def _endless(block: bytes) -> bool:
    """Whether a line may be too long: any such line holds one of these windows whole."""
    window = LONGEST_LINE // 2
    places = range(0, len(block) - window, window)
    return any(block.find(b"\n", place, place + window) < 0 for place in places)


def _spaced(text: bytes) -> bool:
    """Whether blanks may stand between a key and its colon."""
    return b" :" in text or b"\t" in text or b"\r" in text


def _brackets(text: bytes) -> int:
    return text.count(b"[") + text.count(b"{")


def _keys(value: dict[str, Any] | list[Any]) -> int:
    inner, count = (value.values(), len(value)) if type(value) is dict else (value, 0)
    for part in inner:
        if type(part) is dict or type(part) is list:
            count += _keys(part)
    return count


def _too_long() -> Trouble:
    return trouble(Cli.NOT_JSON, Text.LONG_ROW, Text.LONG_LINE_HINT, most=LONGEST_LINE)
