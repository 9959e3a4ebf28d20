"""The facade for scripts: `open_ledger(path)` joins ledger, intake and stats."""

from __future__ import annotations
