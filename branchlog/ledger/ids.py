"""Make ids that sort by the time they were made (UUIDv7, RFC 9562)."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

_TAIL_BITS = 74
_LAST_GROUP = (1 << 48) - 1


class Ids:
    """A source of ids, each greater than the one before, even when the clock goes back."""

    def __init__(self) -> None:
        self._last = 0

    def __call__(self) -> str:
        # 74 random bits; the top one starts clear, so that counting up has room.
        random = int.from_bytes(os.urandom(10), "big") >> (80 - _TAIL_BITS + 1)
        fresh = (time.time_ns() // 1_000_000) << _TAIL_BITS | random
        # Within a millisecond we count up: ids in a batch keep the order of its rows.
        same_time = fresh >> _TAIL_BITS <= self._last >> _TAIL_BITS
        self._last = self._last + 1 if same_time else fresh
        return _written(self._last)

    def many(self) -> Iterator[str]:
        """Ids without end, each one more than the one before: for a million at once."""
        begun = self()[:24]
        while True:
            yield f"{begun}{self._last & _LAST_GROUP:012x}"
            self._last += 1
            if not self._last & _LAST_GROUP:
                begun = _written(self._last)[:24]


def _written(number: int) -> str:
    stamp, tail = divmod(number, 1 << _TAIL_BITS)
    high, low = divmod(tail, 1 << 62)
    digits = f"{stamp & (1 << 48) - 1:012x}7{high:03x}{0x8 << 60 | low:016x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
