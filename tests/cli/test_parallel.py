"""Several processes that record at once: every record is there, every line whole."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from branchlog.ledger.lines import parse
from tests.cli.command import Branchlog


def add_in_turn(branchlog: Branchlog, writer: int, count: int) -> list[str]:
    """One writer: as many adds, one process after the other; the ids that they printed."""
    ids = []
    for number in range(count):
        words = ["-q", "--who", f"writer {writer}", "add", "visit", "2024-06-01"]
        done = subprocess.run(
            [sys.executable, "-m", "branchlog", *words, f"note={writer}-{number}", "--json"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=branchlog.home,
            env=branchlog.process_env(),
            check=True,
        )
        ids.append(str(json.loads(done.stdout)["id"]))
    return ids


@pytest.mark.parametrize(
    ("writers", "count"), [(4, 10), pytest.param(8, 100, marks=pytest.mark.heavy)]
)
def test_writers_at_once_lose_nothing(
    branchlog: Branchlog, ledger: Path, writers: int, count: int
) -> None:
    with ThreadPoolExecutor(writers) as pool:
        printed = list(
            pool.map(lambda writer: add_in_turn(branchlog, writer, count), range(writers))
        )
    ids = [id_ for each in printed for id_ in each]
    listed = branchlog.ok("list", "--json").json
    lines = (ledger / "2024.jsonl").read_bytes().splitlines()

    assert len(set(ids)) == writers * count
    assert {record["id"] for record in listed} == set(ids)
    assert {record["note"] for record in listed} == {
        f"{writer}-{number}" for writer in range(writers) for number in range(count)
    }
    assert len([parse(line) for line in lines]) == writers * count
