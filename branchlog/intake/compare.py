"""Hold an import's rows against the ledger: new, there already, changed or in conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from branchlog.intake.outcome import BAD, CHANGED, SAME, VOID, Change, Comparison, Rejected, Where
from branchlog.intake.spool import Kept, Spool
from branchlog.ledger.changes import next_version
from branchlog.ledger.undo import is_undo
from branchlog.messages import Intake as Text
from branchlog.messages import Pair, trouble
from branchlog.records import codec
from branchlog.records.catalogue import Catalogue

if TYPE_CHECKING:
    from branchlog.ledger import Entry, Snapshot


class _Record(NamedTuple):
    """A record with more than one version: what it says now, None when it was made void."""

    kind: str
    id: str
    now: bytes | None


class Comparer:
    """The ledger as it is now, by what its records say. Each record answers to one row."""

    def __init__(
        self, spool: Spool, snapshot: Snapshot, catalogue: Catalogue, where: Callable[[int], Where]
    ) -> None:
        self._spool = spool
        self._snapshot = snapshot
        self._catalogue = catalogue
        self._where = where
        self._encode = msgspec.json.Encoder().encode
        self._result = Comparison(len(spool))
        #: How many live records say so now.
        self._now: Counter[tuple[str, bytes]] = Counter()
        #: Records that said so in an earlier version, or before they were made void by hand.
        self._once: dict[tuple[str, bytes], list[_Record]] = {}

    def compare(self) -> Comparison:
        """Every row's status. Rows with ids go first, then those that say what a record says now,
        then those that say what one said once: it was corrected since, and is not new."""
        if not len(self._spool):
            return self._result
        self._index()
        if self._spool.with_ids:
            self._by_id()
        if self._now or self._once:
            self._by_content()
        self._result.counts = Counter(self._result.statuses)
        return self._result

    def _index(self) -> None:
        for (kind, id), versions in self._snapshot.history.items():
            if not self._catalogue.has(kind):
                continue
            live = self._snapshot.tables.get(kind, {}).get(id)
            now = self._said(live) if live is not None else None
            if now is not None:
                self._now[kind, now] += 1
            if len(versions) > 1 and (now is not None or _voided_by_hand(versions)):
                record = _Record(kind, id, now)
                said = {self._said(version) for version in versions} - {None, now}
                for once in said:
                    assert once is not None  # noqa: S101
                    self._once.setdefault((kind, once), []).append(record)

    def _said(self, entry: Entry) -> bytes | None:
        """What an entry's document says, in the form that a row's has."""
        if entry.doc is None:
            return None
        return self._encode(codec.in_order(self._catalogue.kind(entry.kind), entry.doc))

    def _by_content(self) -> None:
        statuses, later = self._result.statuses, []
        for kept in self._spool:
            if kept.id:
                continue
            key = (kept.kind, kept.doc)
            if self._now.get(key, 0) > 0:
                self._now[key] -= 1
                statuses[kept.place] = SAME
            elif key in self._once:
                later.append(kept)
        used: set[tuple[str, str]] = set()
        for kept in later:
            status = self._once_said(kept, used)
            if status is not None:
                statuses[kept.place] = status
                self._result.corrected += status == SAME

    def _once_said(self, kept: Kept, used: set[tuple[str, str]]) -> int | None:
        """Whether a record that no other row answers to said this once."""
        for record in self._once[kept.kind, kept.doc]:
            key = (record.kind, record.id)
            if key in used:
                continue
            if record.now is not None:
                if self._now.get((record.kind, record.now), 0) <= 0:
                    continue
                self._now[record.kind, record.now] -= 1
            used.add(key)
            return SAME if record.now is not None else VOID
        return None

    def _by_id(self) -> None:
        seen: dict[tuple[str, str], int] = {}
        for kept in self._spool:
            if not kept.id:
                continue
            key = (kept.kind, kept.id)
            if key in seen:
                row = self._where(seen[key]).row
                self._reject(kept, Text.ID_TWICE, Text.ID_TWICE_HINT, row=row)
                continue
            seen[key] = kept.place
            self._one_by_id(kept)
        kinds = {kind for kind, _ in seen}
        live = sum(len(self._snapshot.tables.get(kind, {})) for kind in kinds)
        known = sum(id in self._snapshot.tables.get(kind, {}) for kind, id in seen)
        self._result.untouched = live - known

    def _one_by_id(self, kept: Kept) -> None:
        versions = self._snapshot.history.get((kept.kind, kept.id))
        if versions is None:
            label = self._catalogue.kind(kept.kind).label
            self._reject(kept, Text.UNKNOWN_ID, Text.UNKNOWN_ID_HINT, kind=label)
            return
        live = self._snapshot.tables.get(kept.kind, {}).get(kept.id)
        if live is None:
            self._reject(kept, Text.VOID_ID, Text.REV_HINT)
            return
        now = self._said(live)
        assert now is not None  # noqa: S101
        self._now[kept.kind, now] -= 1
        if now == kept.doc:
            self._result.statuses[kept.place] = SAME
        elif not kept.rev:
            self._reject(kept, Text.NO_REV, Text.REV_HINT)
        elif int(kept.rev) != live.rev:
            why = Text.OLDER if int(kept.rev) < live.rev else Text.NEWER
            self._reject(kept, why, Text.REV_HINT, now=live.rev, rev=kept.rev)
        else:
            self._amend(kept, versions, live)

    def _amend(self, kept: Kept, versions: list[Entry], live: Entry) -> None:
        after: dict[str, Any] = msgspec.json.decode(kept.doc)
        self._result.statuses[kept.place] = CHANGED
        self._result.drafts.append(next_version(versions, after))
        where = self._where(kept.place)
        self._result.changed.append(Change(where, kept.kind, kept.id, live.doc or {}, after))

    def _reject(self, kept: Kept, why: Pair, hint: Pair, **values: object) -> None:
        self._result.statuses[kept.place] = BAD
        where = self._where(kept.place)
        shown = {"row": where.row, "id": kept.id[-8:], "column": Text.ID, **values}
        found = trouble(Text.ROW, why, hint, **shown)
        # What was understood stands for the row: nobody kept its cells.
        given = {"kind": kept.kind, "id": kept.id} | ({"rev": kept.rev} if kept.rev else {})
        row = {**given, **msgspec.json.decode(kept.doc)}
        self._result.bad.append(Rejected(where, "id", kept.id, found, row))


def _voided_by_hand(versions: list[Entry]) -> bool:
    """Whether a record was made void by someone who meant it, not by taking a batch back."""
    return versions[-1].op == "void" and not is_undo(versions[-1].why)
