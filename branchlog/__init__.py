"""An activity ledger whose every year-end figure can be proven from its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from branchlog.api import OpenLedger, open_ledger

__all__ = ["OpenLedger", "open_ledger"]


def __getattr__(name: str) -> object:
    """Load the facade when a script asks for it: a command never does."""
    if name not in __all__:
        raise AttributeError(name)
    from branchlog import api

    return getattr(api, name)
