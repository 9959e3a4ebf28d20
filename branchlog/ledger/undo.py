"""List what was written together, and take a batch back by a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from branchlog.errors import NotFound, Refused
from branchlog.ledger.changes import next_version
from branchlog.ledger.fold import heads_of
from branchlog.ledger.lines import Entry, text_of
from branchlog.ledger.snapshot import Snapshot
from branchlog.ledger.writing import Draft
from branchlog.messages import LedgerText as Text

_MARK = "undo "


class Batch(NamedTuple):
    """The entries that one command wrote."""

    id: str
    at: str
    who: str
    count: int  # type: ignore[assignment]  # tuple.count is of no use here
    records: tuple[tuple[str, str], ...]
    #: The batch that this one took back, and the one that has taken this one back.
    undoes: str | None
    undone_by: str | None


def reason(batch: str) -> str:
    """The `why` that marks an undo."""
    return _MARK + batch


def is_undo(why: str) -> bool:
    """Whether an entry's `why` is that of an undo."""
    return why.startswith(_MARK)


def standing(versions: Sequence[Entry]) -> list[Entry]:
    """Of a record's versions those that somebody meant and nobody took back by an undo."""
    batches = {version.batch for version in versions}
    undone: set[str] = set()
    found = []
    # An undo's version follows its target's: one that was itself undone is met after that.
    for version in reversed(versions):
        target = version.why.removeprefix(_MARK)
        if version.batch in undone:
            continue
        if is_undo(version.why) and target in batches:
            undone.add(target)
        else:
            found.append(version)
    return found[::-1]


def batches(snapshot: Snapshot) -> list[Batch]:
    """All batches, newest first, by their time and then their id, which also tells the time.

    A clock that was wrong changes this order and nothing else.
    """
    found: dict[str, list[Entry]] = {}
    for versions in snapshot.history.values():
        for entry in versions:
            found.setdefault(entry.batch, []).append(entry)
    undoes = {
        id: target
        for id, entries in found.items()
        if (target := entries[0].why.removeprefix(_MARK)) in found and is_undo(entries[0].why)
    }
    undone = _undone(undoes, {id: max(one.rev for one in found[id]) for id in found})
    listed = [
        Batch(
            id,
            entries[0].at,
            entries[0].who,
            len(entries),
            tuple((entry.kind, entry.id) for entry in entries),
            undoes.get(id),
            undone.get(id),
        )
        for id, entries in found.items()
    ]
    return sorted(listed, key=lambda batch: (_instant(batch.at), batch.id), reverse=True)


def undone(snapshot: Snapshot, batch: str) -> list[Draft]:
    """The entries that take a batch back. Raises NotFound or Refused."""
    known = {one.id: one for one in batches(snapshot)}
    target = known.get(batch)
    if target is None:
        raise NotFound(Text.NOT_UNDONE, Text.NO_SUCH_BATCH, Text.LIST_BATCHES, batch=batch)
    if target.undone_by:
        raise Refused(
            Text.NOT_UNDONE,
            Text.ALREADY_UNDONE,
            Text.LIST_BATCHES,
            batch=batch,
            by=target.undone_by,
        )
    drafts, later = [], []
    for key in dict.fromkeys(target.records):
        versions = snapshot.history[key]
        if _changed_later(versions, target, known):
            later.append(key[1])
        else:
            drafts.append(next_version(versions, _before(versions, batch)))
    if later:
        raise Refused(
            Text.NOT_UNDONE,
            Text.LATER_VERSION,
            Text.LOOK_AT_RECORDS,
            batch=batch,
            ids=" ".join(later),
        )
    return drafts


def _undone(undoes: Mapping[str, str], revs: Mapping[str, int]) -> dict[str, str]:
    """Batch -> the undo of it that still stands. An undo that was itself undone does not."""
    undoers: dict[str, list[str]] = {}
    for undo, target in undoes.items():
        undoers.setdefault(target, []).append(undo)
    standing: dict[str, str] = {}
    # An undo's versions follow its target's, whatever the clock said: the last comes first here,
    # so that an undo is judged before what it undid.
    for target in sorted(undoers, key=lambda one: revs[one], reverse=True):
        live = [undo for undo in undoers[target] if undo not in standing]
        if live:
            standing[target] = max(live)
    return standing


def _changed_later(versions: Sequence[Entry], target: Batch, known: Mapping[str, Batch]) -> bool:
    """Whether a record has got a version since, other than such as undoing cancelled out."""
    heads = heads_of(versions)
    ours = max((one for one in versions if one.batch == target.id), key=lambda one: one.rev)
    if len(heads) > 1:
        return True
    later = [one for one in versions if one.rev > ours.rev]
    cancelled = all(known[one.batch].undone_by or known[one.batch].undoes for one in later)
    return not cancelled or text_of(heads[0].doc) != text_of(ours.doc)


def _before(versions: Sequence[Entry], batch: str) -> dict[str, Any] | None:
    """The document before a batch; None when there was none or it was void."""
    first = min((one for one in versions if one.batch == batch), key=lambda one: one.rev)
    replaced = [one for one in versions if one.crc in first.prev]
    return heads_of(replaced)[0].doc if replaced else None


def _instant(at: str) -> float:
    try:
        return datetime.fromisoformat(at).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0
