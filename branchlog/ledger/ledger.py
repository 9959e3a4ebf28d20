"""A ledger: what can be done with its records, each change under one lock."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from branchlog.errors import NewerFormat, Refused
from branchlog.ledger import closings, names
from branchlog.ledger.fs import FileSystem
from branchlog.ledger.ids import Ids
from branchlog.ledger.lock import WriteLock
from branchlog.ledger.writing import Draft, Signature, Written, write, write_whole
from branchlog.messages import LedgerText as Text
from branchlog.messages import Trouble, trouble

if TYPE_CHECKING:
    from branchlog.config import LedgerConfig
    from branchlog.ledger.additions import Addition
    from branchlog.ledger.fs import Stamp
    from branchlog.ledger.snapshot import Snapshot
    from branchlog.ledger.undo import Batch


def _now() -> datetime:
    return datetime.now().astimezone()


class Ledger:
    """A folder of journals. Every method that writes returns after its acknowledgement.

    Writes raise LedgerBusy, WriteFailed, OutcomeUnknown, NewerFormat or, for a change in a closed
    year without `why`, Refused; whatever they raise, only OutcomeUnknown may have written.
    """

    def __init__(
        self,
        folder: Path,
        config: LedgerConfig | None,
        *,
        who: str,
        fs: FileSystem | None = None,
        clock: Callable[[], datetime] = _now,
        patience: float = 10.0,
        new_id: Callable[[], str] | None = None,
    ) -> None:
        self.folder = folder
        self.config = config
        self.who = who
        self.fs = fs or FileSystem()
        self.new_id = new_id or Ids()
        self._clock = clock
        self._patience = patience

    @staticmethod
    def create(folder: Path, toml: str, fs: FileSystem | None = None) -> None:
        """Make a ledger's folder and its branchlog.toml. Refused where there is one."""
        from branchlog.ledger.founding import found

        found(fs or FileSystem(), folder, toml)

    def add(self, kind: str, doc: Mapping[str, object], *, why: str = "") -> Written:
        """Record one event. Reads only closings.jsonl and the end of its journal."""
        return self.add_batch([(kind, doc)], why=why)

    def add_batch(
        self, docs: Iterable[tuple[str, Mapping[str, object]]], *, why: str = ""
    ) -> Written:
        """Record many events as one batch: all of them or none."""
        drafts = [Draft.first(kind, self.new_id(), doc) for kind, doc in docs]
        with self.writing():
            return self.commit(drafts, why)

    def amend(
        self, kind: str, id: str, edit: Callable[[dict[str, Any]], dict[str, Any]], *, why: str = ""
    ) -> Written:
        """Put a new version in place of all heads. `edit` gets a copy of the one that counts.

        Writes nothing when nothing changes and no conflict is settled. Raises NotFound, Refused
        for a void record.
        """
        from branchlog.ledger import changes

        with self.writing():
            return self.commit(changes.amended(self.read_to_write(), kind, id, edit), why)

    def void(self, records: Sequence[tuple[str, str]], *, why: str = "") -> Written:
        """Make records void, as one batch. Raises NotFound, Refused when one is void already."""
        from branchlog.ledger import changes

        with self.writing():
            return self.commit(changes.voided(self.read_to_write(), records), why)

    def batches(self, snapshot: Snapshot | None = None) -> list[Batch]:
        """What was written together, newest first. The snapshot must hold the history."""
        from branchlog.ledger import undo

        return undo.batches(snapshot or self.read(history=True))

    def undo(self, batch: str) -> Written:
        """Take a batch back, by a new batch. Undoing an undo restores.

        Raises NotFound; Refused when it is already undone or a record has a later version.
        """
        from branchlog.ledger import undo

        with self.writing():
            drafts = undo.undone(self.read_to_write(), batch)
            return self.commit(drafts, undo.reason(batch))

    def read(self, years: names.Asked = None, *, history: bool = False) -> Snapshot:
        """What the entries add up to: of some years (inclusive, None is open), or of all.

        Takes no lock and creates nothing. Raises LedgerDamaged for a line that fails its check.
        """
        from branchlog.ledger import reading

        return reading.read(
            self.fs, self.folder, years, history=history, newer=self._newer_format()
        )

    def read_to_write(self) -> Snapshot:
        """Everything, with history. Raises NewerFormat when we must not write.

        A write reads so under the lock; whoever shows first what a write would do, before it: then
        what is refused for a newer format is told once, as the fault.
        """
        snapshot = self.read(history=True)
        if snapshot.newer:
            raise NewerFormat.of(snapshot.newer)
        return snapshot

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock for a write."""
        newer = self._newer_format()
        if newer:
            raise NewerFormat.of(newer)
        with WriteLock(self.fs, self.folder, f"{self.who} {self._at()}", self._patience):
            yield

    def commit(self, drafts: Sequence[Draft], why: str = "") -> Written:
        """Write drafts as one batch; none is written when one is refused. Under the lock."""
        if not drafts:
            return Written("", 0, ())
        if not why.strip():
            self._refuse_closed(doc for draft in drafts for doc in draft.around)
        signature = Signature(self.new_id(), self._at(), self.who, why)
        entries = [draft.signed(signature) for draft in drafts]
        stem = names.shared_home(names.home(draft.kind, draft.around) for draft in drafts)
        write(self.fs, self.folder, stem, entries, signature)
        return Written(signature.batch, len(entries), tuple(entries))

    def commit_many(
        self,
        additions: Iterable[Addition],
        around: Collection[tuple[str, Mapping[str, object]]],
        drafts: Sequence[Draft],
        why: str = "",
        told: Callable[[int], None] | None = None,
    ) -> Written:
        """Write new records in any number, and drafts, as one batch. Under the lock.

        `around` has for every addition a document of its kind with the same dates. Only the drafts'
        entries are given back. `told` is how many new records were written so far.
        """
        from branchlog.ledger import additions as bulk

        docs = [*(doc for _, doc in around), *(doc for draft in drafts for doc in draft.around)]
        if not why.strip():
            self._refuse_closed(docs)
        signature = Signature(self.new_id(), self._at(), self.who, why)
        entries = [draft.signed(signature) for draft in drafts]
        homes = [names.home(kind, (doc,)) for kind, doc in around]
        homes += [names.home(draft.kind, draft.around) for draft in drafts]
        # An id that is one more than the last takes a third of the time of a new one.
        ids = self.new_id.many() if isinstance(self.new_id, Ids) else iter(self.new_id, "")
        counts = [0]

        def counted(count: int) -> None:
            counts.append(count)
            if told:
                told(count)

        blocks = bulk.blocks(additions, signature, ids, counted)
        lines = chain(blocks, (entry.line for entry in entries))
        batch = signature.batch
        write_whole(self.fs, self.folder, names.shared_home(homes), lines, batch, [batch])
        return Written(batch, counts[-1] + len(entries), tuple(entries))

    def listing(self) -> dict[str, Stamp]:
        """How the files look. While they look the same, they say the same."""
        from branchlog.ledger.refusals import unread

        try:
            return self.fs.listing(self.folder)
        except OSError as error:
            raise unread(error, self.folder) from error

    def _refuse_closed(self, docs: Iterable[Mapping[str, object]]) -> None:
        spans = closings.read(self.fs, self.folder)
        known = list(docs) if spans else []
        for span in spans:
            if any(span.covers(doc) for doc in known):
                raise Refused(Text.CLOSED, Text.NO_REASON, Text.GIVE_REASON, **span._asdict())

    def _newer_format(self) -> Trouble | None:
        from branchlog.config import FORMAT

        if self.config is None or self.config.format <= FORMAT:
            return None
        return trouble(
            Text.NEWER, Text.NEWER_FORMAT, Text.UPGRADE, format=self.config.format, known=FORMAT
        )

    def _at(self) -> str:
        return self._clock().isoformat(timespec="seconds")
