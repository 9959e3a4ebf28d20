"""Hold an import's rows against the ledger: new, there already, changed or in conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from branchlog.intake.answering import Answers, Said
from branchlog.intake.outcome import BAD, CHANGED, NEW, SAME, Change, Comparison, Rejected, Where
from branchlog.intake.spool import Kept, Spool
from branchlog.ledger import undo
from branchlog.ledger.changes import next_version
from branchlog.messages import Intake as Text
from branchlog.messages import Pair, trouble
from branchlog.records import codec
from branchlog.records.catalogue import Catalogue

if TYPE_CHECKING:
    from branchlog.ledger import Entry, Snapshot


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
        #: Records that answer to a row with their id.
        self._answered: set[tuple[str, str]] = set()
        #: How many records say so that have never said anything else.
        self._only: Counter[Said] = Counter()
        #: The others, and those that were made void by hand.
        self._answers = Answers()

    def compare(self) -> Comparison:
        """Every row's status. Rows with ids go first, then those that say what a record says now,
        then those that say what one said once: it was corrected since, and is not new."""
        if not len(self._spool):
            return self._result
        if self._spool.with_ids:
            self._by_id()
        self._index()
        if self._only or self._answers:
            self._by_content()
        self._result.counts = Counter(self._result.statuses)
        return self._result

    def _index(self) -> None:
        for (kind, id), versions in self._snapshot.history.items():
            if not self._catalogue.has(kind) or (kind, id) in self._answered:
                continue
            live = self._snapshot.tables.get(kind, {}).get(id)
            now = self._said(live) if live is not None else None
            if len(versions) > 1:
                self._index_versions(kind, versions, now)
            elif now is not None:
                self._only[kind, now] += 1

    def _index_versions(self, kind: str, versions: list[Entry], now: bytes | None) -> None:
        meant = undo.standing(versions)
        if now is None and not (meant and meant[-1].op == "void"):
            # Not made void by someone who meant it, but by taking a batch back.
            return
        said = {now, *map(self._said, meant)}
        self._answers.add(
            frozenset((kind, each) for each in said if each is not None),
            None if now is None else (kind, now),
        )

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
            said = (kept.kind, kept.doc)
            if self._only.get(said, 0) > 0:
                self._only[said] -= 1
                statuses[kept.place] = SAME
            elif said in self._answers:
                later.append((kept.place, said))
        self._answers.give(Counter(said for _, said in later))
        found: dict[Said, Iterator[tuple[int, bool]]] = {}
        for place, said in later:
            if said not in found:
                found[said] = self._answers.statuses(said)
            statuses[place], corrected = next(found[said], (NEW, False))
            self._result.corrected += corrected

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
            self._answered.add(key)
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
        if now == kept.doc:
            self._result.statuses[kept.place] = SAME
        elif not kept.rev:
            self._reject(kept, Text.NO_REV, Text.REV_HINT)
        elif int(kept.rev) not in self._current(versions, live):
            why = Text.OLDER if int(kept.rev) < live.rev else Text.NEWER
            self._reject(kept, why, Text.REV_HINT, now=live.rev, rev=kept.rev)
        else:
            self._amend(kept, versions, live)

    def _current(self, versions: list[Entry], live: Entry) -> list[int]:
        """The versions whose reader saw what the record says now: what came between was undone."""
        meant = undo.standing(versions)[-1:]
        seen = [version.rev for version in meant if self._said(version) == self._said(live)]
        return [live.rev, *seen]

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
