"""What was written lately, which is likely to be written again."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from branchlog.cli.session import Session
from branchlog.ledger import Snapshot, names
from branchlog.records.record import Document


def snapshot(session: Session) -> Snapshot:
    """The records of the newest year that the ledger has files for, and of the year before it."""
    ledger = session.ledger()
    years = [names.years_in(name) for name in ledger.fs.listing(ledger.folder)]
    newest = max((pair[1] for pair in years if pair), default=session.today.year)
    return ledger.read((newest - 1, newest))


def documents(snapshot: Snapshot, kinds: Collection[str]) -> list[Document]:
    """The dated documents of some kinds, newest first; of one day, the last recorded first."""
    dated = [
        (entry.doc["date"], entry.id, entry.doc)
        for kind in kinds
        for entry in snapshot.tables.get(kind, {}).values()
        if entry.doc and isinstance(entry.doc.get("date"), str)
    ]
    return [doc for _, _, doc in sorted(dated, key=lambda each: each[:2], reverse=True)]


def texts(documents: Collection[Document], field: str) -> Iterator[str]:
    """The texts or names that documents hold in a field, each once, in their order."""
    seen: set[str] = set()
    for doc in documents:
        value = doc.get(field, ())
        for text in [value] if isinstance(value, str) else value if type(value) is list else ():
            if isinstance(text, str) and text not in seen:
                seen.add(text)
                yield text
