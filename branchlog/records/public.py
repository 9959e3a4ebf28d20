"""A record under the stable keys that scripts see."""

from __future__ import annotations

from branchlog.records.codec import Record


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
