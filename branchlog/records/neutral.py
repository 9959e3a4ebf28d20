"""Text that a sheet would change: kept from it by an apostrophe, and given back without."""

from __future__ import annotations

import re

# A sheet takes text that begins with one of these for a formula, also after an import method
# has widened them. Apostrophes before it count, so that what stood there already comes back.
_COMPUTED = re.compile("'*[=+\\-@\t\n\r＝＋－＠]")
#: What a sheet takes for a number or a date where nothing says that it is text: 0501, 1e5, 3-5.
_NUMERIC = re.compile("'*[0-9０-９][0-9０-９.,:/\\-eE% 年月日]*")


def neutralised(text: str) -> str:
    """The text as a sheet's text cell may hold it: `=1+1` is `'=1+1`, `'=1+1` is `''=1+1`."""
    marked = text.startswith("'") and _NUMERIC.fullmatch(text)
    return f"'{text}" if marked or _COMPUTED.match(text) else text


def guarded(text: str) -> str:
    """As `neutralised`, for cells that say not what they are: `0501` is `'0501`."""
    return f"'{text}" if _COMPUTED.match(text) or _NUMERIC.fullmatch(text) else text


def restored(text: str) -> str:
    """The text that `neutralised` or `guarded` was given."""
    marked = text.startswith("'") and (_COMPUTED.match(text) or _NUMERIC.fullmatch(text))
    return text[1:] if marked else text
