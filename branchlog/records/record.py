"""A record: what the entries of one kind and id add up to, and how scripts see it."""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias

#: A record's content, as in the ledger's `doc`: ids for categories and choices, ISO dates.
Document: TypeAlias = dict[str, Any]


class Record(Protocol):
    """What the entries of one (kind, id) add up to."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def rev(self) -> int: ...
    @property
    def at(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def batch(self) -> str: ...
    @property
    def doc(self) -> Document | None: ...


def as_json(record: Record) -> dict[str, object]:
    """`id`, `kind`, the fields by name, `rev`, `batch`, `recorded_at`, `recorded_by`."""
    return {
        "id": record.id,
        "kind": record.kind,
        **(record.doc or {}),
        "rev": record.rev,
        "batch": record.batch,
        "recorded_at": record.at,
        "recorded_by": record.who,
    }
