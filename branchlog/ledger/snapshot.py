"""What a ledger's entries add up to at one moment."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from branchlog.ledger.closings import Closed
from branchlog.ledger.lines import Entry
from branchlog.messages import Trouble

#: Fewer characters of an id than this name nothing.
FEWEST = 4
#: As many last characters of an id are printed when it is made.
PRINTED = 8


class Conflict(NamedTuple):
    """A record that was changed in two copies: its heads, the one that counts first."""

    kind: str
    id: str
    heads: tuple[Entry, ...]


class Snapshot:
    """Records by kind and id, and what there is to say about them."""

    def __init__(self) -> None:
        #: kind -> id -> the version that counts. Ids in order, void records left out.
        self.tables: dict[str, dict[str, Entry]] = {}
        #: (kind, id) -> the entry that made it void.
        self.voided: dict[tuple[str, str], Entry] = {}
        self.conflicts: tuple[Conflict, ...] = ()
        #: What every command says on stderr.
        self.notes: tuple[Trouble, ...] = ()
        #: The versions by rev of each record that has, or once had, more than its first.
        self.changed: dict[tuple[str, str], list[Entry]] = {}
        #: Every version of every record by rev, when asked for.
        self.history: dict[tuple[str, str], list[Entry]] = {}
        #: The `close` entries, and the spans of days that they close.
        self.seals: tuple[Entry, ...] = ()
        self.closed: tuple[Closed, ...] = ()
        #: Table -> the entry that says whether it exists although it may be empty.
        self.declared: dict[str, Entry] = {}
        #: Bad lines that a `mend` accounts for.
        self.mended = 0
        #: Why this ledger must only be read, if so.
        self.newer: Trouble | None = None
        self._flat: list[tuple[str, str, str]] = []
        self._endings: dict[int, Counter[str]] = {}
        self._beginnings: dict[int, set[str]] = {}

    def matches(self, text: str) -> list[tuple[str, str]]:
        """The records, void ones included, that an id or a part of one names.

        A whole id goes before a part; a part is a beginning or an ending of 4 characters or more,
        or a beginning of the 8 last, for people type the first that they see.
        """
        keys = self._keys()
        exact = [(kind, id) for kind, id, _ in keys if id == text]
        if exact:
            return exact
        flat = _flattened(text)
        whole = [(kind, id) for kind, id, known in keys if known == flat]
        if whole or len(flat) < FEWEST:
            return whole
        return [
            (kind, id)
            for kind, id, known in keys
            if known.startswith(flat) or known.endswith(flat) or known[-PRINTED:].startswith(flat)
        ]

    def shortest(self, id: str, least: int = 5) -> str:
        """The shortest ending of an id, of `least` characters or more, that names it alone."""
        flat = _flattened(id)
        for length in range(least, len(flat)):
            ending = flat[-length:]
            # Asked for every row of a long list: one look-up each, in counts made once.
            if length not in self._endings:
                self._count(length)
            if self._endings[length][ending] == 1 and ending not in self._beginnings[length]:
                return ending
        return id

    def _keys(self) -> list[tuple[str, str, str]]:
        """Kind, id, and the id without hyphens and case."""
        if not self._flat:
            live = ((kind, id) for kind, table in self.tables.items() for id in table)
            self._flat = [(kind, id, _flattened(id)) for kind, id in (*live, *self.voided)]
        return self._flat

    def _count(self, length: int) -> None:
        """How many ids end in each text of a length, and which texts begin one."""
        known = [flat for _, _, flat in self._keys()]
        # Shorter ids count whole: they would be taken first.
        self._endings[length] = Counter([flat[-length:] for flat in known])
        begun = {flat[:length] for flat in known}
        if length < PRINTED:
            begun.update([flat[-PRINTED:][:length] for flat in known])
        self._beginnings[length] = begun


def _flattened(id: str) -> str:
    return id.replace("-", "").lower()
