"""Words typed on a command line, read as a date and fields: `昨天 户数=3 --place 3栋`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from branchlog.errors import Usage
from branchlog.messages import Cli as Text
from branchlog.messages import Records
from branchlog.records.catalogue import Kind, find
from branchlog.records.text import short


class Words(NamedTuple):
    """What was typed: bare words in order, and fields by the name that was written."""

    bare: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


#: What a Chinese input method makes of `--` and `=`.
_DASHES = ("--", "——", "－－", "—")
_EQUALS = "=＝"


def split(typed: Sequence[str]) -> Words:
    """Sort typed words into bare ones and fields. Raises Usage for an option without a value."""
    bare: list[str] = []
    fields: list[tuple[str, str]] = []
    rest = list(typed)
    while rest:
        token = rest.pop(0)
        dashes = next((dash for dash in _DASHES if token.startswith(dash)), None)
        name, value = _halves(token.removeprefix(dashes) if dashes else token)
        if value is not None and name:
            fields.append((name, value))
        elif dashes and name:
            if not rest:
                raise Usage(
                    Text.WORD_WITHOUT_VALUE,
                    Text.WORD_WITHOUT_VALUE_WHY,
                    Text.WORD_HINT,
                    word=short(token),
                )
            fields.append((name, rest.pop(0)))
        else:
            bare.append(token)
    return Words(tuple(bare), tuple(fields))


def _halves(token: str) -> tuple[str, str | None]:
    """The field's name before the first equals sign and its value, or the word and None."""
    at = min((token.find(sign) for sign in _EQUALS if sign in token), default=-1)
    return (token, None) if at < 0 else (token[:at].strip(), token[at + 1 :])


def given(words: Words, kind: Kind) -> dict[str, object]:
    """The fields by id, the bare words as the date; a list of names may be written in parts.

    Raises NotFound for an unknown field and Usage for a field written twice.
    """
    found: dict[str, object] = {}
    for name, value in words.fields:
        field = kind.field(name)
        if field.id not in found:
            found[field.id] = value
        elif field.type == "names":
            found[field.id] = f"{found[field.id]},{value}"
        else:
            raise Usage(
                Records.FIELD_TWICE,
                Records.FIELD_TWICE_WHY,
                Records.FIELD_TWICE_HINT,
                field=field.label,
            )
    for word in words.bare:
        if find(word, kind.fields.values()):
            # `户数 3`: a field, and not a part of the date.
            raise Usage(
                Text.WORD_WITHOUT_VALUE,
                Text.WORD_WITHOUT_VALUE_WHY,
                Text.WORD_HINT,
                word=short(word),
            )
    if words.bare:
        if "date" in found:
            raise Usage(Text.DATE_TWICE, Records.FIELD_TWICE_WHY, Text.WORD_HINT)
        found["date"] = " ".join(words.bare)
    return found
