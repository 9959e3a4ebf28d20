"""The text of a Word document as its reader sees it, with tracked changes accepted."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import NamedTuple

from lxml import etree

from branchlog.drafts.clauses import Span
from branchlog.drafts.reading import LONGEST, refused
from branchlog.errors import BadValue
from branchlog.messages import Proofreading as Text

#: Bytes of a part, unpacked. A draft of the longest text, every word in another style, has less.
MOST_UNPACKED = 64_000_000
#: Parts that are read: nobody has more headers.
_MOST_PARTS = 200

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
#: Parts beside the body, in the order in which they follow it.
_BESIDE = ("footnotes", "endnotes", "header", "footer")
#: What no reader sees: what was deleted, field codes, how a character is pronounced.
_UNSEEN = frozenset({"del", "moveFrom", "delText", "delInstrText", "rt", "rPr", "pPr", "tblPr"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": " "}
#: Around a cell, while lines are gathered: no XML can hold these characters.
_BEGIN, _END = "\x02", "\x03"
_MARKS = re.compile(f"([{_BEGIN}{_END}])")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    EOFError,
    IndexError,
    KeyError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RecursionError,
    RuntimeError,
    UnicodeError,
    ValueError,
)


class Read(NamedTuple):
    """A document's text, and the cells of its tables in it."""

    text: str
    cells: tuple[Span, ...] = ()


def document_text(content: bytes, name: str) -> str:
    """The text of a .docx, without where its tables stand."""
    return read(content, name).text


def read(content: bytes, name: str) -> Read:
    """The paragraphs of a .docx, a line each; the cells of a table's row parted by tabs.

    After the body come the footnotes, the endnotes, the headers and the footers, each once.
    Raises BadValue for a document that is broken, protected or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if any(member.flag_bits & 1 for member in archive.infolist()):
                raise refused(name, Text.IS_PROTECTED, Text.TAKE_PASSWORD_OFF)
            main = _main(archive, name)
            texts = [_part(archive, main, name)]
            for part in _beside(archive, main, name):
                text = _part(archive, part, name)
                # The same header often stands for first, even and odd pages.
                if text.strip() and text not in texts:
                    texts.append(text)
    except BadValue:
        raise
    except _BROKEN:
        raise refused(name, Text.BROKEN, Text.SAVE_AS_DOCX) from None
    return _without_marks("\n".join(texts).replace("\r\n", "\n").replace("\r", "\n"))


def _without_marks(text: str) -> Read:
    """The text with the marks around its tables' cells taken out, and where those were."""
    pieces: list[str] = []
    cells: list[Span] = []
    begun: list[int] = []
    place = 0
    for piece in _MARKS.split(text):
        if piece == _BEGIN:
            begun.append(place)
        elif piece == _END:
            cells.append(Span(begun.pop(), place))
        else:
            pieces.append(piece)
            place += len(piece)
    return Read("".join(pieces), tuple(cells))


def _main(archive: zipfile.ZipFile, name: str) -> str:
    """The part with the body: most programs call it word/document.xml, not all."""
    for kind, target in _relations(archive, "_rels/.rels", "", name):
        if kind == "officeDocument":
            if dirname(target).split("/")[0] in ("xl", "ppt"):
                raise refused(name, Text.NO_DOCX, Text.SAVE_AS_DOCX)
            return target
    raise refused(name, Text.NO_DOCX, Text.SAVE_AS_DOCX)


def _beside(archive: zipfile.ZipFile, main: str, name: str) -> list[str]:
    folder, _, file = main.rpartition("/")
    listed = join(folder, "_rels", f"{file}.rels")
    if listed not in archive.namelist():
        return []
    found = [
        (kind, target)
        for kind, target in _relations(archive, listed, folder, name)
        if kind in _BESIDE
    ]
    if len(found) > _MOST_PARTS:
        raise refused(name, Text.BROKEN, Text.SAVE_AS_DOCX)
    return [target for kind, target in sorted(found, key=lambda pair: _BESIDE.index(pair[0]))]


def _relations(
    archive: zipfile.ZipFile, listed: str, folder: str, name: str
) -> Iterator[tuple[str, str]]:
    """What a part refers to: the last word of the relation's type, and the other part's name."""
    for relation in _tree(archive, listed, name).iter(_RELATIONS):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            yield kind.rpartition("/")[2], normpath(join("/", folder, target)).lstrip("/")


def _part(archive: zipfile.ZipFile, part: str, name: str) -> str:
    lines: list[str] = []
    left = LONGEST
    for line in _lines(_tree(archive, part, name)):
        lines.append(line)
        left -= len(line)
        if left < 0:
            raise refused(name, Text.TOO_LONG, Text.TOO_LONG_HINT, most=LONGEST)
    return "\n".join(lines)


def _tree(archive: zipfile.ZipFile, part: str, name: str) -> etree._Element:
    with archive.open(part) as stream:
        # What the archive says of its size need not be true.
        content = stream.read(MOST_UNPACKED + 1)
    if len(content) > MOST_UNPACKED:
        most = MOST_UNPACKED // 1_000_000
        raise refused(name, Text.TOO_LARGE, Text.TOO_LARGE_HINT, most=most)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(content, parser)
    # Word writes no document type; one that is there declares entities.
    if root.getroottree().docinfo.internalDTD is not None:
        raise refused(name, Text.BROKEN, Text.SAVE_AS_DOCX)
    return root


def _lines(element: etree._Element) -> Iterator[str]:
    """The paragraphs and rows within an element, in reading order."""
    for child in element:
        match _tag(child):
            case "p":
                yield from _paragraph(child)
            case "tbl":
                yield from _rows(child)
            case "footnote" | "endnote" if _attribute(child, "type"):
                # The line that parts notes from the text.
                continue
            case "alternate":
                yield from _lines(next(iter(child), child))
            case tag if tag not in _UNSEEN:
                yield from _lines(child)


def _rows(table: etree._Element) -> Iterator[str]:
    for row in _within(table, "tr"):
        cells = [_BEGIN + "\n".join(_lines(cell)) + _END for cell in _within(row, "tc")]
        yield "\t".join(cells)


def _within(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row: insertions and controls may stand between."""
    for child in element:
        tag = _tag(child)
        if tag == wanted:
            if not _deleted(child):
                yield child
        elif tag not in _UNSEEN and tag != "tbl":
            yield from _within(child, wanted)


def _deleted(row: etree._Element) -> bool:
    """Whether a row's own properties say that it was deleted."""
    return any(
        _tag(mark) in ("del", "cellDel")
        for properties in row
        if _tag(properties) in ("trPr", "tcPr")
        for mark in properties
    )


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    """A paragraph's text, and below it that of the text boxes which are anchored in it."""
    found = _Paragraph()
    found.gather(paragraph)
    text = "".join(found.pieces)
    if text or not found.boxes:
        yield text
    for box in found.boxes:
        yield from _lines(box)


class _Paragraph:
    """What has been gathered of a paragraph."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.boxes: list[etree._Element] = []
        #: The codes of the fields that have begun.
        self._fields: list[str] = []

    def gather(self, element: etree._Element) -> None:
        for child in element:
            match _tag(child):
                case "t" | "maths":
                    self._add(child.text or "")
                case "instrText":
                    self._fields[-1:] = [f"{code}{child.text or ''}" for code in self._fields[-1:]]
                case "fldChar":
                    self._field(_attribute(child, "fldCharType"))
                case "fldSimple" if _counts_pages(_attribute(child, "instr")):
                    continue
                case "txbxContent":
                    self.boxes.append(child)
                case "alternate":
                    # The same drawing twice, for programs of different ages: one is enough.
                    self.gather(next(iter(child), child))
                case "r" if _hidden(child):
                    continue
                case tag if tag in _SIGNS:
                    self._add(_SIGNS[tag])
                case tag if tag not in _UNSEEN:
                    self.gather(child)

    def _add(self, text: str) -> None:
        if not any(map(_counts_pages, self._fields)):
            self.pieces.append(text)

    def _field(self, side: str) -> None:
        if side == "begin":
            self._fields.append("")
        elif side == "end":
            # What ends here without a beginning began in another paragraph.
            del self._fields[-1:]


def _counts_pages(code: str) -> bool:
    """Whether a field's result is a page's number, which nobody wrote."""
    return code.split()[:1] in (["PAGE"], ["NUMPAGES"], ["SECTIONPAGES"], ["PAGEREF"])


def _hidden(run: etree._Element) -> bool:
    return any(
        _tag(mark) == "vanish" and _attribute(mark, "val") not in ("0", "false", "off")
        for properties in run
        if _tag(properties) == "rPr"
        for mark in properties
    )


def _tag(element: etree._Element) -> str:
    """The word for an element of Word's own, and for what else holds text; "" for the rest."""
    if not isinstance(element.tag, str):
        return ""
    space, _, local = element.tag[1:].rpartition("}")
    if space in _WORD:
        return local
    if space == _COMPATIBILITY and local == "AlternateContent":
        return "alternate"
    return "maths" if space == _MATHS and local == "t" else ""


def _attribute(element: etree._Element, name: str) -> str:
    found = (element.get(f"{{{space}}}{name}") for space in _WORD)
    return next((value for value in found if value is not None), "")
