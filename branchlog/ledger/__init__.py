"""The files of a ledger and their promises: written once, never changed, added up when read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from branchlog.ledger.ledger import Ledger
    from branchlog.ledger.lines import Entry
    from branchlog.ledger.snapshot import Conflict, Snapshot
    from branchlog.ledger.undo import Batch
    from branchlog.ledger.writing import Written

__all__ = ["Batch", "Conflict", "Entry", "Ledger", "Snapshot", "Written"]

_HOMES = {
    "Batch": "undo",
    "Conflict": "snapshot",
    "Entry": "lines",
    "Ledger": "ledger",
    "Snapshot": "snapshot",
    "Written": "writing",
}


def __getattr__(name: str) -> object:
    """Load the module behind a name when it is asked for: `add` needs few of them."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
