"""Decode JSON as its standard has it, and nothing that two programs read in two ways."""

from __future__ import annotations

import json
import math
from typing import Any

from branchlog.errors import BadValue
from branchlog.messages import Cli as Text
from branchlog.messages import Sources, Trouble
from branchlog.records.text import short

#: Levels of lists and objects in one row.
DEPTH = 100


def item(line: bytes) -> dict[str, Any] | Trouble:
    """The object that a line holds, or why it holds none."""
    try:
        return as_object(decode(line))
    except BadValue as fault:
        return fault.trouble


def as_object(value: object) -> dict[str, Any] | Trouble:
    """What stands where an object must: it, or why it is none."""
    if isinstance(value, dict):
        return value
    return _trouble(Text.NOT_AN_OBJECT, detail=short(repr(value)))


def decode(text: bytes) -> Any:
    """Decode JSON. Raises BadValue for what `Decoder` refuses and for bad UTF-8."""
    try:
        decoder = Decoder()
        return decoder.whole(text.decode("utf-8"))
    except UnicodeDecodeError:
        raise _bad(Text.INPUT_NOT_UTF8) from None
    except RecursionError:
        raise _bad(Text.INPUT_TOO_DEEP) from None
    except ValueError as error:
        raise _bad(Text.NOT_JSON_WHY, detail=str(error)) from None


class Decoder:
    """Decodes values; a fault within one is kept until it is asked for, so that the next is found.

    Refused: a key twice, NaN, infinity, lone surrogates, more than `DEPTH` levels.
    """

    def __init__(self) -> None:
        self._json = json.JSONDecoder(
            object_pairs_hook=self._unique,
            parse_constant=self._no_constant,
            parse_float=self._finite,
        )
        self._fault: BadValue | None = None

    def whole(self, text: str) -> Any:
        """The value that all of a text is. Raises BadValue, ValueError or RecursionError."""
        self._fault = None
        value = self._json.decode(text)
        if (fault := self.fault(value, text)) is not None:
            raise fault
        return value

    def next(self, text: str, start: int) -> tuple[Any, int]:
        """The value that begins at `start`, and where it ends. Raises ValueError if it is torn."""
        self._fault = None
        return self._json.raw_decode(text, start)

    def fault(self, value: Any, text: str) -> BadValue | None:
        """What is wrong with the value that was decoded last, from this text."""
        if self._fault is None and text.count("[") + text.count("{") > DEPTH and _deep(value):
            self._fault = _bad(Text.INPUT_TOO_DEEP)
        if self._fault is None and "\\u" in text and _has_surrogate(value):
            self._fault = _bad(Sources.LONE_SURROGATE)
        return self._fault

    def _unique(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            self._keep(_bad(Text.DUPLICATE_KEY, key=short(twice)))
        return found

    def _no_constant(self, name: str) -> None:
        self._keep(_bad(Text.NOT_A_NUMBER_CONSTANT, word=name))

    def _finite(self, digits: str) -> float:
        number = float(digits)
        if math.isinf(number):
            self._keep(_bad(Text.NOT_A_NUMBER_CONSTANT, word=short(digits)))
        return number

    def _keep(self, fault: BadValue) -> None:
        self._fault = self._fault or fault


def _deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEPTH):
        inner: list[Any] = []
        for each in level:
            inner += each.values() if isinstance(each, dict) else each
        level = [each for each in inner if isinstance(each, dict | list)]
        if not level:
            return False
    return True


def _has_surrogate(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _trouble(why: tuple[str, str], **values: object) -> Trouble:
    return Trouble(Text.NOT_JSON, why, Text.NOT_JSON_HINT, values)


def _bad(why: tuple[str, str], **values: object) -> BadValue:
    return BadValue(Text.NOT_JSON, why, Text.NOT_JSON_HINT, **values)
