"""Ledgers on real files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from branchlog.ledger import Ledger
from branchlog.ledger.fs import FileSystem

TOML = 'format = 1\nname = "子营"\nuuid = "0190"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a new, empty ledger."""
    made = tmp_path / "子营"
    Ledger.create(made, TOML)
    return made


@pytest.fixture
def ledger(folder: Path) -> Ledger:
    """A new, empty ledger."""
    return Ledger(folder, None, who="王秀", patience=2.0)


@pytest.fixture
def reopened(folder: Path) -> Callable[[FileSystem], Ledger]:
    """The same ledger over another file system."""
    return lambda fs: Ledger(folder, None, who="李四", fs=fs, patience=0.2)
