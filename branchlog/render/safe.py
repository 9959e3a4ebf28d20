"""What a terminal may be shown of a text, and how many cells it takes there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# Everything that moves the cursor, starts an escape sequence or turns the reading order, and
# lone surrogates, which no encoding can carry. Compiled when first met: most text is printable.
_UNSAFE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
_JOINER = "\u200d"
_EMOJI_FORM = "\ufe0f"


def safe(text: str, *, multiline: bool = False) -> str:
    r"""The text with escape sequences, bidi overrides and their like shown as `\x1b`, `\u202e`.

    Tabs and line breaks become one space; with `multiline` a line break stays as "\n".
    Emoji and rare characters are left as they are.
    """
    if text.isprintable():
        return text
    if multiline:
        return escaped(re.sub("\r\n?", "\n", text).replace("\t", " "))
    return escaped(re.sub("[\t\r\n]+", " ", text))


def escaped(text: str) -> str:
    """The text with unsafe characters spelled out; tabs and line feeds stay."""
    return re.sub(_UNSAFE, _spelling, text)


def storable(text: str) -> str:
    """The text as a file may hold it: marks that override no reading order stay as they are."""
    if text.isprintable():
        return text
    return re.sub(f"(?![\u061c\u200e\u200f]){_UNSAFE}|[\ufffe\uffff]", _spelling, text)


def escaped_json(text: str) -> str:
    r"""JSON text with unsafe characters inside its strings as `\u009b`: the same JSON value."""
    return re.sub(_UNSAFE, lambda match: f"\\u{ord(match[0]):04x}", text)


def spelled(text: str, encoding: str, *, multiline: bool = False) -> str:
    r"""Safe text, with what the stream's encoding lacks spelled `\u20ac`."""
    text = safe(text, multiline=multiline)
    return encodable(text, encoding)


def encodable(text: str, encoding: str) -> str:
    r"""The text with every character that the encoding lacks spelled `\u20ac`."""
    if text.isascii():
        return text
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode(encoding, "backslashreplace").decode(encoding)
    return text


def width(text: str) -> int:
    """How many terminal cells a safe text takes: wide CJK and emoji 2, combining marks 0."""
    if text.isascii():
        return len(text)
    if _JOINER in text or _EMOJI_FORM in text:
        return sum(cells for _, cells in clusters(text))
    return sum(map(_cells, text))


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """The text in pieces that must not be parted, each with its width in cells."""
    start = cells = 0
    joined = False
    for at, char in enumerate(text):
        own = _cells(char)
        if at > start and (own == 0 or joined):
            if char == _EMOJI_FORM and cells == 1:
                cells = 2
            # Only emoji are joined to one picture; a joiner between letters joins nothing.
            joined = char == _JOINER and cells == 2
            continue
        if at > start:
            yield text[start:at], cells
        start, cells, joined = at, own, False
    if text:
        yield text[start:], cells


@lru_cache(maxsize=4096)
def _cells(char: str) -> int:
    if char.isascii():
        return 1
    from unicodedata import category, east_asian_width

    code = ord(char)
    kind = category(char)
    if kind in ("Mn", "Me") or (kind == "Cf" and char != "\xad"):
        return 0
    if 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FB or 0x1F3FB <= code <= 0x1F3FF:
        return 0  # Vowels and finals of a Hangul syllable; skin tones of an emoji.
    if kind == "Cn":
        # Newer than this Python's tables: emoji and rare Han are all that comes there.
        return 2 if 0x1F6D0 <= code <= 0x1FAFF or code >= 0x20000 else 1
    return 2 if east_asian_width(char) in ("W", "F") else 1


def _spelling(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
