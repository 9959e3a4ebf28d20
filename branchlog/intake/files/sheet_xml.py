"""Look through a worksheet's XML before it is loaded: how far it goes, what it hides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from branchlog.intake.files.sheet_facts import Facts

#: Cells in the columns A to Z of the rows up to 99,999 are near: few enough to load unseen.
_NEAR_ROWS, _NEAR_COLUMNS = 99_999, 26
#: Bytes of a row that are held in memory.
_LONGEST_ROW = 16_000_000
#: Bytes of a tag or a comment.
_LONGEST_TAG = 4_000_000
_FAR = re.compile(rb'<c r="(?![A-Z][0-9]{1,5}")([^"]*)"')
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
#: Cells that a glance does not see: without attributes, or with a prefix.
_STRANGE = re.compile(rb"<c[\t\r\n/>]|:c[\s/>]")
_HIDDEN_ROW = re.compile(rb'<row ([^>]*)hidden="(?:1|true)"')
_NUMBER = re.compile(rb'(?:^| )r="([0-9]{1,7})"')
_ERROR = re.compile(rb'<c r="([^"]*)"[^>]*? t="e"[^>/]*>.*?</c>', re.DOTALL)
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_UNCOMPUTED = re.compile(
    rb'<c r="([^"]*)"([^>]*)><f(?:[^>]*/>|[^>]*>([^<]*)</f>)(?:<v ?/>|<v></v>)?</c>'
)


def glance(chunks: Iterable[bytes], longest: int) -> Facts | None:
    """Facts found by looking for what nearly all writers write; None when a doubt is left.

    `longest` is the longest shared string; the text is what it would be were all as long.
    """
    facts = Facts()
    try:
        for piece in _by_rows(chunks):
            cells = piece.count(b'<c r="')
            _doubt_if(_misleading(piece, cells))
            facts.loose += cells
            if cells:
                facts.use(_NEAR_ROWS, _NEAR_COLUMNS - 1)
            for far in _FAR.finditer(piece):
                facts.use(*_place(far[1]))
            facts.text += longest * piece.count(b't="s"')
            _note_hidden(piece, facts)
            _note_failed(piece, facts)
    except _Doubt:
        return None
    return facts


class _Doubt(ValueError):  # noqa: N818 - it is no error until nothing else is left
    """Something that a glance may misread."""


def _doubt_if(doubtful: bool) -> None:
    if doubtful:
        raise _Doubt


def _misleading(piece: bytes, cells: int) -> bool:
    """Whether there may be comments, attributes in single quotes, or cells not among `cells`."""
    # Looking for one byte first is much faster, and most sheets hold neither.
    if (b"!" in piece and b"<!" in piece) or (b"'" in piece and b"='" in piece):
        return True
    if piece.count(b"<c") == cells and b":c" not in piece:
        return False
    # Columns and conditional formats begin with the same letter.
    return piece.count(b"<c ") != cells or _STRANGE.search(piece) is not None


def _by_rows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The text cut before rows, so that no cell is torn."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = rest.rfind(b"<row")
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
        _doubt_if(len(rest) > _LONGEST_ROW)
    yield rest


def _place(reference: bytes) -> tuple[int, int]:
    """Row and column of a cell such as B12."""
    found = _PLACE.fullmatch(reference.decode("latin-1"))
    if found is None:
        raise _Doubt
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1


def _note_hidden(piece: bytes, facts: Facts) -> None:
    if b"hidden=" not in piece:
        return
    for row in _HIDDEN_ROW.finditer(piece):
        if (number := _NUMBER.search(row[1])) is None:
            raise _Doubt
        facts.hidden.add(int(number[1]))


def _note_failed(piece: bytes, facts: Facts) -> None:
    found: list[tuple[bytes, bytes]] = []
    if b't="e"' in piece:
        for cell in _ERROR.finditer(piece):
            value = _VALUE.search(cell[0])
            found.append((cell[1], value[1] if value else b"#N/A"))
    if b"<f" in piece:
        for cell in _UNCOMPUTED.finditer(piece):
            if b't="str"' not in cell[2]:
                found.append((cell[1], b"=" + (cell[3] or b"")))
    for reference, text in found:
        _doubt_if(b"&" in text)
        facts.fail(*_place(reference), text.decode("utf-8", "replace"))


def study(chunks: Iterable[bytes], lengths: Callable[[], list[int]], most: int) -> Facts:
    """The same facts exactly, element by element. Raises ValueError for what is no XML.

    `lengths` gives those of the shared strings. After `most` cells, empty ones too, it ends.
    """
    reader = _Reader(lengths)
    try:
        for _ in parsing(reader.parser, chunks):
            if reader.facts.loose > most:
                return reader.facts
    except expat.ExpatError as error:
        raise ValueError from error
    return reader.facts


class _Reader:
    """Follows a worksheet's elements."""

    def __init__(self, lengths: Callable[[], list[int]]) -> None:
        self.facts = Facts()
        self.parser = parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._lengths = lengths
        # A cell may say that it stands elsewhere; the next row and cell go on from here.
        self._row = self._column = 0
        self._place = (0, 0)
        self._type = ""
        self._used = self._formula = False
        self._texts: dict[str, str] = {}

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row = _number(attributes.get("r"), self._row + 1)
                self._column = -1
                if attributes.get("hidden") in ("1", "true"):
                    self.facts.hidden.add(self._row)
            case "c":
                self._open_cell(attributes)
            case "v" | "f" | "is" as part:
                self._used = self._used or part != "f"
                self._formula = self._formula or part == "f"
                self._texts[part] = ""
                self.parser.CharacterDataHandler = (
                    None if part == "is" else lambda text: self._hear(part, text)
                )

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._type = attributes.get("t", "")
        self._used = self._formula = False
        self._texts = {}
        self.facts.loose += 1
        self._column += 1
        self._place = (self._row, self._column)
        if "r" in attributes:
            self._place = _place(attributes["r"].encode("latin-1", "replace"))
            self._column = self._place[1]

    def _hear(self, part: str, text: str) -> None:
        if len(self._texts[part]) < 100_000:
            self._texts[part] += text

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local in ("v", "f"):
            self.parser.CharacterDataHandler = None
        if local != "c":
            return
        value = self._texts.get("v", "")
        if self._type == "e":
            self.facts.fail(*self._place, value or "#N/A")
        elif self._formula and not value and self._type not in ("str", "inlineStr"):
            self.facts.fail(*self._place, "=" + self._texts.get("f", ""))
        elif self._used:
            self.facts.use(*self._place)
        if self._type == "s" and value.strip().isdecimal():
            lengths = self._lengths()
            index = int(value)
            self.facts.text += lengths[index] if index < len(lengths) else 0


def parser() -> expat.XMLParserType:
    """A parser of XML that allows no definitions of its own."""
    made = expat.ParserCreate()
    made.buffer_text = True

    def refuse(*_: object) -> None:
        raise ValueError("a document type")

    made.StartDoctypeDeclHandler = refuse
    return made


def parsing(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> Iterator[None]:
    """Parse all of it, with a pause after each chunk. Raises ValueError for an endless tag."""
    done = 0
    for chunk in chunks:
        parser.Parse(chunk, False)
        done += len(chunk)
        # What is not closed yet is gone through again from its beginning with every chunk.
        if done - parser.CurrentByteIndex > _LONGEST_TAG:
            raise ValueError("an endless tag")
        yield
    parser.Parse(b"", True)


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise ValueError(text)
    return int(text)
