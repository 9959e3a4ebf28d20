"""Text that is safe to keep: NFC, no control characters, no tricks with direction."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from branchlog.errors import BadValue
from branchlog.messages import Pair
from branchlog.messages import Records as Text

#: Bytes of UTF-8. A line of the ledger holds 64 KiB, of which a note may take most.
LINE_LIMIT = 2_000
NOTE_LIMIT = 48_000

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_SEPARATORS = frozenset("\n\t\u2028\u2029")
_ENDS = " \t\r\n"


def line(text: str, field: Pair) -> str:
    """One line, trimmed and in NFC. Raises BadValue for anything a ledger must not hold."""
    if text.isascii() and text.isprintable():
        cleaned = text.strip()
    else:
        # Only plain spaces and line ends are trimmed unseen: strip() takes \x1f and \x85 too.
        cleaned = unicodedata.normalize("NFC", text).strip(_ENDS)
        for character in cleaned:
            if character in _LINE_SEPARATORS:
                raise bad(field, text, Text.LINE_BREAK, Text.CHARACTER_HINT)
            _refuse_hostile(character, text, field)
    return _measured(cleaned.strip(), text, field, LINE_LIMIT)


def note(text: str, field: Pair) -> str:
    """Text of several lines: LF and tab may stand; CR LF becomes LF."""
    cleaned = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip(_ENDS)
    for character in cleaned:
        if character not in "\n\t":
            _refuse_hostile(character, text, field)
    return _measured(cleaned.strip(), text, field, NOTE_LIMIT)


def _refuse_hostile(character: str, text: str, field: Pair) -> None:
    category = unicodedata.category(character)
    if category == "Cs":
        why = Text.SURROGATE
    elif character in _BIDI:
        why = Text.BIDI
    elif category in ("Cc", "Zl", "Zp"):
        why = Text.CONTROL
    else:
        return
    raise bad(field, text, why, Text.CHARACTER_HINT, code=f"{ord(character):04X}")


def _measured(cleaned: str, text: str, field: Pair, most: int) -> str:
    if not cleaned:
        raise bad(field, text, Text.EMPTY, Text.EMPTY_HINT)
    if len(cleaned) * 4 > most:
        length = len(cleaned.encode())
        if length > most:
            raise bad(field, text, Text.TOO_LONG, Text.TOO_LONG_HINT, length=length, most=most)
    return cleaned


def same(name: str) -> str:
    """The form in which two names are compared: NFKC, trimmed, runs of spaces as one."""
    if name.isascii() and "  " not in name:
        return name.strip()
    return " ".join(unicodedata.normalize("NFKC", name).split())


#: `same` for what goes through many records: few names, which come again and again.
same_name = lru_cache(maxsize=1 << 14)(same)


def word(text: str) -> str:
    """The form in which an id or a label is looked up: NFKC, case and `_ ` folded."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    return folded.replace("_", "-").replace(" ", "-")


def bad(field: Pair, value: object, why: Pair, hint: Pair, **values: object) -> BadValue:
    """The refusal of a field's value."""
    return BadValue(Text.FIELD_BAD, why, hint, field=field, value=short(value), **values)


def short(value: object, most: int = 40) -> str:
    """A value as an error quotes it."""
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= most else text[: most - 3] + "..."
