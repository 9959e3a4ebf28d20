"""A command to run, and ledgers to run it on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import Branchlog


@pytest.fixture
def branchlog(tmp_path: Path) -> Branchlog:
    """The command in an empty folder, in English."""
    home = tmp_path / "home"
    home.mkdir()
    return Branchlog(home)


@pytest.fixture
def ledger(branchlog: Branchlog) -> Path:
    """A ledger in ./data, where the command finds it; its language is English."""
    branchlog.ok("init", "--name", "Ziying", "--org", "Zunyi/Yuqing/Ziying", "--language", "en")
    return branchlog.home / "data"


@pytest.fixture
def own(ledger: Path) -> Callable[[str], None]:
    """`own(toml)` adds to the ledger's branchlog.toml."""

    def add(toml: str) -> None:
        path = ledger / "branchlog.toml"
        path.write_bytes(path.read_bytes() + toml.encode())

    return add
