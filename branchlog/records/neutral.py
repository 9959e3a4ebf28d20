"""Text that a sheet would compute: kept from it by an apostrophe, and given back without."""

from __future__ import annotations

import re

# A sheet takes text that begins with one of these for a formula, also after an import method
# has widened them. Apostrophes before it count, so that what stood there already comes back.
_COMPUTED = re.compile("'*[=+\\-@\t\n\r＝＋－＠]")


def neutralised(text: str) -> str:
    """The text as a sheet's cell may hold it: `=1+1` becomes `'=1+1`, `'=1+1` `''=1+1`."""
    return f"'{text}" if _COMPUTED.match(text) else text


def restored(text: str) -> str:
    """The text that `neutralised` was given."""
    return text[1:] if text.startswith("'") and _COMPUTED.match(text) else text
