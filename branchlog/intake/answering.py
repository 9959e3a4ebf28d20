"""Let each record answer to one row, so that no row is new of which a record once told.

Only records with several versions need it: what one says now it may have taken over from another
(dates put right by one day), and the other one's row must then find that other record.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from branchlog.intake.outcome import SAME, VOID

#: What a row or a version of a record says: its kind, and its document as JSON.
Said: TypeAlias = tuple[str, bytes]


class _Alike:
    """Records that said the same things, so that any of them may answer for the others."""

    def __init__(self, now: Said | None) -> None:
        self.now = now
        self.free = 0
        #: What the rows say to which they answer -> how many do.
        self.taken: Counter[Said] = Counter()


class Answers:
    """Records by all that they said, and the rows to which they answer."""

    def __init__(self) -> None:
        self._alike: dict[tuple[frozenset[Said], Said | None], _Alike] = {}
        self._saying: dict[Said, list[_Alike]] = {}
        #: What was said by no record that is free or could become so.
        self._spent: set[Said] = set()

    def __contains__(self, said: Said) -> bool:
        return said in self._saying

    def __len__(self) -> int:
        return len(self._saying)

    def add(self, said: frozenset[Said], now: Said | None) -> None:
        """Take in a record: all that its versions said; what it says now, None when it is void."""
        alike = self._alike.get((said, now))
        if alike is None:
            alike = self._alike[said, now] = _Alike(now)
            for each in said:
                self._saying.setdefault(each, []).append(alike)
        alike.free += 1

    def give(self, rows: Mapping[Said, int]) -> None:
        """Find records for as many of these rows as can be, first those that say so now."""
        left = Counter(rows)
        for now in (True, False):
            for said in left:
                for alike in self._saying[said]:
                    if (alike.now == said) == now:
                        count = min(alike.free, left[said])
                        alike.free -= count
                        alike.taken[said] += count
                        left[said] -= count
        for said, count in left.items():
            for _ in range(count):
                if not self._make_room(said):
                    break

    def statuses(self, said: Said) -> Iterator[tuple[int, bool]]:
        """A status for each of such rows that has a record, and whether it was corrected since."""
        for alike in self._saying[said]:
            status = VOID if alike.now is None else SAME
            for _ in range(alike.taken[said]):
                yield status, status == SAME and alike.now != said

    def _make_room(self, said: Said) -> bool:
        """Let one more such row have a record, by moving others' rows on to other records."""
        came: dict[Said, tuple[Said, _Alike]] = {}
        waiting = deque([said])
        while waiting:
            at = waiting.popleft()
            if at in self._spent:
                continue
            for alike in self._saying[at]:
                if alike.free:
                    alike.free -= 1
                    self._move(said, at, alike, came)
                    return True
                for other, count in alike.taken.items():
                    if count and other != said and other not in came:
                        came[other] = (at, alike)
                        waiting.append(other)
        self._spent.update(came, (said,))
        return False

    def _move(
        self, said: Said, at: Said, alike: _Alike, came: Mapping[Said, tuple[Said, _Alike]]
    ) -> None:
        alike.taken[at] += 1
        while at != said:
            before, given_up = came[at]
            given_up.taken[at] -= 1
            given_up.taken[before] += 1
            at = before
