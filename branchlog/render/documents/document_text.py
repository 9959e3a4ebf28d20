"""Text as the XML of a document may hold it, and how wide it is set."""

from __future__ import annotations

import re

from branchlog.render.safe import storable, width

#: Marks the place of a table or a chart while the template is filled; never part of a text.
OPEN, CLOSE = "\ufdd0", "\ufdd1"
_MARKS = re.compile("[\ufdd0-\ufdef]")
#: What every fragment declares for itself: the document around it may name things otherwise.
WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"}
#: A Latin letter or a digit takes this much of an em in the widest fonts that stand in for Times,
#: and beside Chinese it has some space around it.
_NARROW = 0.62
_APART = 0.5
_BROAD, _BROADER = "%+@mwMW", 0.35


def clean(text: str) -> str:
    r"""The text with escape sequences, overrides and half characters spelled out: `\u202e`."""
    if text.isprintable():
        return text
    text = storable(text.replace("\r\n", "\n").replace("\r", "\n"))
    return _MARKS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def escaped(text: str) -> str:
    """Clean text as the content of an element or an attribute."""
    for sign, name in _XML.items():
        if sign in text:
            text = text.replace(sign, name)
    return text


def runs(text: str, properties: str = "") -> str:
    """Clean text as runs: its line breaks and tabs are those of the document."""
    start = f'<w:r>{properties}<w:t xml:space="preserve">'
    inner = escaped(text)
    if "\n" in inner or "\t" in inner:
        inner = inner.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        inner = inner.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f"{start}{inner}</w:t></w:r>"


def ems(text: str) -> float:
    """How wide a line of text is, in widths of a Chinese character; never too little."""
    if text.isascii():
        return len(text) * _NARROW + sum(text.count(sign) for sign in _BROAD) * _BROADER
    cells = width(text)
    wide = max(0, cells - len(text))
    narrow = cells - 2 * wide
    return wide + narrow * _NARROW + (_APART if narrow else 0)
