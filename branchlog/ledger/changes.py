"""Work out the entries that correct a record or make it void."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from typing import Any

from branchlog.errors import NotFound, Refused
from branchlog.ledger.fold import heads_of
from branchlog.ledger.lines import Entry, text_of
from branchlog.ledger.snapshot import Snapshot
from branchlog.ledger.writing import Draft
from branchlog.messages import LedgerText as Text


def amended(
    snapshot: Snapshot, kind: str, id: str, edit: Callable[[dict[str, Any]], dict[str, Any]]
) -> list[Draft]:
    """A version in place of all heads, or nothing when nothing changes and nothing is settled."""
    versions = versions_of(snapshot, kind, id)
    heads = heads_of(versions)
    # Of a void and an amend in conflict, an amend may settle it in favour of the document.
    before = next((head.doc for head in heads if head.doc is not None), None)
    if before is None:
        raise Refused(Text.ALREADY_VOID, Text.IS_VOID, Text.UNDO_THE_VOID, ids=id)
    doc = edit(deepcopy(before))
    if len(heads) == 1 and text_of(doc) == text_of(before):
        return []
    return [next_version(versions, doc)]


def voided(snapshot: Snapshot, records: Sequence[tuple[str, str]]) -> list[Draft]:
    """A void for each record."""
    drafts, already = [], []
    for kind, id in dict.fromkeys(records):
        versions = versions_of(snapshot, kind, id)
        heads = heads_of(versions)
        if all(head.doc is None for head in heads):
            already.append(id)
        else:
            drafts.append(next_version(versions, None))
    if already:
        raise Refused(
            Text.ALREADY_VOID, Text.VOID_TWICE, Text.LEAVE_OUT_VOID, ids=" ".join(already)
        )
    return drafts


def next_version(versions: Sequence[Entry], doc: dict[str, Any] | None) -> Draft:
    """The version that replaces all heads: a new document, or None to make the record void."""
    heads = heads_of(versions)
    op = "void" if doc is None else "add" if heads[0].doc is None else "amend"
    before = _documents(versions, heads)
    return Draft(
        kind=heads[0].kind,
        id=heads[0].id,
        op=op,
        rev=max(head.rev for head in heads) + 1,
        prev=tuple(sorted(head.crc for head in heads)),
        doc=doc,
        around=(*before, doc) if doc is not None else tuple(before),
    )


def versions_of(snapshot: Snapshot, kind: str, id: str) -> list[Entry]:
    """All versions of a record. Raises NotFound."""
    versions = snapshot.history.get((kind, id))
    if not versions:
        raise NotFound(Text.NO_RECORD, Text.NOT_THERE, Text.CHECK_ID, id=id)
    return versions


def _documents(versions: Sequence[Entry], heads: Iterable[Entry]) -> list[dict[str, Any]]:
    """The documents that the heads stand for; for a void, those that it made void."""
    by_crc = {version.crc: version for version in versions}
    found, waiting, seen = [], list(heads), set()
    while waiting:
        entry = waiting.pop()
        if entry.crc in seen:
            continue
        seen.add(entry.crc)
        if entry.doc is not None:
            found.append(entry.doc)
        else:
            waiting += [by_crc[crc] for crc in entry.prev if crc in by_crc]
    return found
