"""Lines and ledgers for tests to start from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from branchlog.ledger import Ledger, Snapshot

VISIT = {"date": "2024-03-05", "households": 3}


def sealed(body: bytes) -> bytes:
    """A body (an object without its last brace) with its checksum, no LF."""
    return body + b',"crc":"%08x"}' % crc32(body)


def body(**changed: str) -> bytes:
    """A line's body, as text that tests may spoil; values are JSON."""
    fields = {
        "kind": '"visit"',
        "id": '"a1"',
        "op": '"add"',
        "rev": "1",
        "prev": "[]",
        "at": '"2024-03-05T08:00:00+08:00"',
        "who": '"王秀"',
        "batch": '"b1"',
        "why": '""',
        "doc": '{"date":"2024-03-05","households":3}',
    } | changed
    inner = ",".join(f'"{key}":{value}' for key, value in fields.items())
    return ("{" + inner).encode()


def put(doc: Mapping[str, Any]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """An edit that puts a document in the place of another."""
    return lambda _: dict(doc)


def documents(snapshot: Snapshot) -> dict[str, dict[str, dict[str, Any] | None]]:
    """kind -> id -> document."""
    return {
        kind: {id: entry.doc for id, entry in table.items()}
        for kind, table in snapshot.tables.items()
    }


def visits(ledger: Ledger) -> list[dict[str, Any] | None]:
    """The documents of all visits."""
    return [entry.doc for entry in ledger.read().tables.get("visit", {}).values()]


def journals(folder: Path) -> list[str]:
    """The names of a ledger's files, batches shown as *."""
    return sorted(
        path.name if path.name.count(".") == 1 else path.name.split(".")[0] + ".*.jsonl"
        for path in folder.glob("*.jsonl")
    )
