"""TinyDB tables whose inserts cost the same in an empty ledger and in a full one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from branchlog.ledger.ids import Ids
from branchlog.ledger.ledger import Ledger
from branchlog.ledger.storage import JournalStorage


class LedgerTable(Table):
    """A table with ids of our own kind, strings that sort by time."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's own annotation says int
    _ids: Ids | None = None

    def __init__(
        self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        # No cache: others may write at any time, and no answer may be older than its question.
        super().__init__(storage, name, cache_size, persist_empty)

    def insert(self, document: Mapping[str, Any]) -> Any:
        """Record a document and return its id. Reads no other document.

        A `Document` brings its own id, so that one looks whether it is taken, as TinyDB does.
        """
        if not isinstance(document, Mapping):
            raise ValueError("Document is not a Mapping")
        if self._own_id(document) or not isinstance(self._storage, JournalStorage):
            return super().insert(document)
        return self._storage.append(self.name, [document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Record documents as one batch, all or none, and return their ids."""
        documents = list(documents)
        if not all(isinstance(document, Mapping) for document in documents):
            raise ValueError("Document is not a Mapping")
        own_ids = any(map(self._own_id, documents))
        if own_ids or not isinstance(self._storage, JournalStorage):
            return super().insert_multiple(documents)
        return self._storage.append(self.name, documents)

    def _own_id(self, document: Mapping[str, Any]) -> bool:
        return isinstance(document, self.document_class)

    def _get_next_id(self) -> Any:
        self._ids = self._ids or Ids()
        return self._ids()


class LedgerDB(TinyDB):
    """An ordinary TinyDB whose tables are LedgerTables."""

    table_class = LedgerTable


def open_db(ledger: Ledger, *, why: str = "") -> LedgerDB:
    """The TinyDB over a ledger. `why` is the reason that its changes carry."""
    return LedgerDB(ledger, storage=JournalStorage, why=why)
