"""Which files are drafts, and a draft's text as it is judged: whole, and not too long."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from branchlog.errors import BadValue
from branchlog.messages import Pair
from branchlog.messages import Proofreading as Text

Form: TypeAlias = Literal["text", "docx"]

#: Characters of a draft, and bytes of a document, most of which are pictures.
LONGEST = 1_000_000
MOST_BYTES = 50_000_000
#: Bytes of a character in any encoding that is read: no longer file can be short enough.
_WIDEST = 4
#: What stands for a draft that comes from a pipe: only its content tells what it is.
STDIN = "-"

_TEXTS = (".txt", ".md", ".markdown")
_SUFFIX = re.compile(r"\.[^./\\]*$")
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
#: The first member of an OpenDocument file says what it is.
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
_WEB = re.compile(rb"\s*<(?:html|!doctype html|head|meta|body|table|\?xml)", re.IGNORECASE)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")


def most_bytes(name: str) -> int:
    """The bytes of a file that need be read: one with more is refused."""
    return MOST_BYTES if name == STDIN or _suffix(name) == ".docx" else LONGEST * _WIDEST


def form(content: bytes, name: str) -> Form:
    """How a draft is to be read, by its name and by what is in it.

    Raises BadValue for what is no draft, saying what to do with it.
    """
    suffix = _suffix(name)
    if not content:
        raise refused(name, Text.EMPTY, Text.EMPTY_HINT)
    foreign = _foreign(content, suffix)
    if foreign is not None:
        raise refused(name, *foreign)
    packed = content.startswith(_PACKED)
    if packed and name != STDIN and suffix != ".docx":
        raise refused(name, Text.IS_PACKED, Text.SAVE_AS_DOCX)
    if suffix == ".docx" and not packed:
        raise refused(name, Text.NO_DOCX, Text.SAVE_AS_DOCX)
    if name != STDIN and suffix not in (*_TEXTS, ".docx"):
        raise refused(name, Text.SUFFIX, Text.SUFFIX_HINT)
    if len(content) > (MOST_BYTES if packed else LONGEST * _WIDEST):
        most = MOST_BYTES // 1_000_000
        large = refused(name, Text.TOO_LARGE, Text.TOO_LARGE_HINT, most=most)
        raise large if packed else _too_long(name)
    return "docx" if packed else "text"


def _suffix(name: str) -> str:
    found = _SUFFIX.search(name)
    return found[0].lower() if found else ""


def _foreign(content: bytes, suffix: str) -> tuple[Pair, Pair] | None:
    """What another program's file is, and what to do with it."""
    if content.startswith(_COMPOUND):
        if _PROTECTED in content:
            return Text.IS_PROTECTED, Text.TAKE_PASSWORD_OFF
        return Text.IS_DOC, Text.SAVE_AS_DOCX
    if content.startswith(b"%PDF") or suffix == ".pdf":
        return Text.IS_PDF, Text.COPY_TEXT
    if content.startswith(b"{\\rtf"):
        return Text.IS_RTF, Text.SAVE_AS_DOCX
    if _OPEN_DOCUMENT in content[:200]:
        return Text.IS_ODT, Text.SAVE_AS_DOCX
    if _WEB.match(content.removeprefix(b"\xef\xbb\xbf")):
        return Text.IS_WEB, Text.COPY_TEXT
    if content.startswith(_PICTURES):
        return Text.IS_PICTURE, Text.COPY_TEXT
    named: dict[str, Pair] = {
        ".doc": Text.IS_DOC,
        ".wps": Text.IS_DOC,
        ".rtf": Text.IS_RTF,
        ".odt": Text.IS_ODT,
    }
    return (named[suffix], Text.SAVE_AS_DOCX) if suffix in named else None


def tidy(text: str, name: str) -> str:
    """The text with its line ends as line feeds.

    Raises BadValue for one that holds nothing to read, and for one that is too long.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST:
        raise _too_long(name)
    if not text or text.isspace():
        raise refused(name, Text.EMPTY, Text.EMPTY_HINT)
    return text


def _too_long(name: str) -> BadValue:
    return refused(name, Text.TOO_LONG, Text.TOO_LONG_HINT, most=LONGEST)


def refused(name: str, why: Pair, hint: Pair, **values: object) -> BadValue:
    """The refusal of a draft that cannot be read."""
    return BadValue(Text.UNREADABLE, why, hint, name=name, **values)
