"""Tell a text's encoding from the whole of it, and whether it is text at all."""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from branchlog.errors import BadValue
from branchlog.messages import Sources as Text

#: Bytes that are looked at together.
BLOCK = 1 << 18
#: Bytes of a physical line.
LONGEST_LINE = 1_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Bytes that stand in text of UTF-8 and of GB18030, as far as one byte tells.
_FINE = bytes({*range(0x20, 0x7F), *range(0x80, 0x100), *b"\t\n\r"})
#: U+0080 to U+009F, without U+0085, which some systems end lines with.
_C1 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
_BARE_RETURN = re.compile(rb"\r(?!\n)")
_REPLACEMENT = "\ufffd".encode()


class Encoded(NamedTuple):
    """How a text is encoded and where it begins; and how its lines end."""

    encoding: str
    #: Bytes of the mark before the text.
    begin: int
    #: Some of CR LF, LF and CR, wherever they stand.
    ends: frozenset[str]


def look(
    stream: BinaryIO, name: str, given: str | None = None, longest: int = LONGEST_LINE
) -> Encoded:
    """Read a text once, from its beginning to its end.

    A mark decides, then strict UTF-8, then GB18030; `given` is taken at its word. `longest` is
    how many bytes a line may have.
    Raises BadValue for an empty file, for bytes that are no text, and for an endless line.
    """
    mark, begin = marked(stream.read(3))
    if given is None:
        candidates = [mark] if mark else ["utf-8", "gb18030"]
    else:
        candidates = [given]
        begin = begin if given == mark else 0
    broken = 0
    for candidate in candidates:
        stream.seek(begin)
        survey = _Survey(name, candidate, given is not None, longest)
        try:
            for block in _blocks(stream):
                survey.take(block)
            survey.end()
        except UnicodeError:
            if candidate != candidates[-1]:
                broken = survey.line
                continue
            line = max(broken, survey.line)
            raise _undecodable(name, given or mark, line) from None
        except _NotText as fault:
            # It reads further as UTF-8: then it is that, and damaged.
            if fault.line < broken and fault.character > "\x7f":
                raise _undecodable(name, None, broken) from None
            raise
        break
    if not survey.size:
        raise BadValue(Text.UNREADABLE, Text.EMPTY_FILE, Text.EMPTY_FILE_HINT, name=name)
    return Encoded(candidate, begin, frozenset(survey.ends))


def marked(head: bytes) -> tuple[str | None, int]:
    """The encoding that a mark at the beginning tells, and the mark's length."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding, len(bom)
    return None, 0


def known(word: str) -> str:
    """The encoding that a word names. Raises BadValue for none, and for what encodes no text."""
    try:
        found = codecs.lookup(word)
        found.incrementaldecoder().decode(b"")
        "".encode(found.name)
    except (LookupError, TypeError, ValueError):
        raise BadValue(
            Text.UNKNOWN_ENCODING,
            Text.UNKNOWN_ENCODING_WHY,
            Text.UNKNOWN_ENCODING_HINT,
            word=word,
        ) from None
    return found.name


def head(stream: BinaryIO, encoded: Encoded, size: int) -> str:
    """The text's first characters, at most `size` bytes of it."""
    stream.seek(encoded.begin)
    decoder = codecs.getincrementaldecoder(encoded.encoding)("strict")
    return decoder.decode(stream.read(size))


def opened(stream: BinaryIO, encoded: Encoded) -> io.TextIOWrapper:
    """The text from its beginning, line ends as they are."""
    stream.seek(encoded.begin)
    return io.TextIOWrapper(stream, encoding=encoded.encoding, newline="")


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    """All of a stream; CR LF is never torn."""
    rest = b""
    while block := stream.read(BLOCK):
        block = rest + block
        rest = b""
        if block.endswith(b"\r"):
            block, rest = block[:-1], b"\r"
        if block:
            yield block
    if rest:
        yield rest


class _NotText(BadValue):
    """A character that nobody writes."""

    def __init__(self, name: str, line: int, character: str) -> None:
        self.line = line
        self.character = character
        code = f"{ord(character):04X}"
        super().__init__(
            Text.UNREADABLE, Text.NOT_TEXT, Text.ENCODING_HINT, name=name, line=line, code=code
        )


class _Survey:
    """What is found out about a text while its blocks go by."""

    def __init__(self, name: str, encoding: str, trusted: bool, longest: int) -> None:
        self._name = name
        self._longest = longest
        self._encoding = encoding
        self._decode = codecs.getincrementaldecoder(encoding)("strict").decode
        # A byte below 0x20 is a character of its own in these, wherever it stands.
        self._bytewise = encoding in ("utf-8", "gb18030")
        self._trusted = trusted
        self._since_end = 0
        #: Characters of GB18030 that have been judged.
        self._judged: set[str] = set()
        self.size = 0
        self.line = 1
        self.ends: set[str] = set()

    def take(self, block: bytes) -> None:
        self.size += len(block)
        text = self._text(block)
        if not self._bytewise:
            block = text.encode("utf-8")
        if block.translate(None, _FINE) or self._suspicious(block):
            self._refuse_odd(block)
        if self._encoding == "gb18030" and not self._trusted:
            self._judge(text)
        self._count(block)

    def end(self) -> None:
        self._decode(b"", True)

    def _text(self, block: bytes) -> str:
        try:
            return self._decode(block)
        except UnicodeDecodeError as error:
            self.line += block.count(b"\n", 0, max(0, error.start))
            raise

    def _suspicious(self, block: bytes) -> bool:
        """Whether UTF-8 holds what a wrong encoding leaves behind, beyond ASCII."""
        if self._trusted or self._encoding == "gb18030" or block.isascii():
            return False
        # Looking for one byte first is much faster, and most blocks hold neither.
        return (b"\xef" in block and _REPLACEMENT in block) or (
            b"\xc2" in block and _C1.search(block) is not None
        )

    def _refuse_odd(self, block: bytes) -> None:
        encoding = self._encoding if self._bytewise else "utf-8"
        text = block.decode(encoding, "ignore")
        for place, character in enumerate(text):
            if character == "\0" or (not self._trusted and _odd(character)):
                raise self._not_text(character, text.count("\n", 0, place))

    def _judge(self, text: str) -> None:
        """GB18030 decodes almost anything: refuse what nobody writes."""
        new = set(text) - self._judged
        for character in new:
            if unicodedata.category(character) in ("Cn", "Co") or _odd(character):
                raise self._not_text(character, text.count("\n", 0, text.index(character)))
        self._judged |= new

    def _not_text(self, character: str, below: int) -> _NotText:
        return _NotText(self._name, self.line + below, character)

    def _count(self, block: bytes) -> None:
        """Note how lines end, and refuse one that never does."""
        first, last, lines = block.find(b"\n"), block.rfind(b"\n"), block.count(b"\n")
        if b"\r" in block:
            returns = both = block.count(b"\r")
            # Nearly always they stand in pairs, and this look is cheaper than counting pairs.
            if returns != lines or _BARE_RETURN.search(block):
                both = block.count(b"\r\n")
            counts = {"\r\n": both, "\r": returns - both, "\n": lines - both}
            self.ends.update(end for end, count in counts.items() if count)
            lines += counts["\r"]
            first = min(place for place in (first, block.find(b"\r")) if place >= 0)
            last = max(last, block.rfind(b"\r"))
        elif lines:
            self.ends.add("\n")
        self._since_end += first if lines else len(block)
        if self._since_end > self._longest:
            raise BadValue(
                Text.UNREADABLE,
                Text.LONG_LINE,
                Text.LONG_LINE_HINT,
                name=self._name,
                line=self.line,
                most=self._longest,
            )
        if lines:
            self._since_end = len(block) - 1 - last
        self.line += lines


def _odd(character: str) -> bool:
    code = ord(character)
    if code < 0xA0:
        return (code < 0x20 and character not in "\t\n\r") or (code > 0x7E and code != 0x85)
    return character == "\ufffd"


def _undecodable(name: str, encoding: str | None, line: int) -> BadValue:
    why = Text.NEITHER_ENCODING if encoding is None else Text.NOT_IN_ENCODING
    return BadValue(
        Text.UNREADABLE, why, Text.ENCODING_HINT, name=name, line=line, encoding=encoding
    )
