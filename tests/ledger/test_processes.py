"""Several processes at once, and one that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from branchlog.ledger import Ledger
from branchlog.ledger.lines import parse
from tests.ledger.written import VISIT, visits

ADDER = """
import sys
from pathlib import Path
from branchlog.ledger import Ledger
ledger = Ledger(Path(sys.argv[1]), None, who=sys.argv[2], patience=60)
for number in range(int(sys.argv[3])):
    written = ledger.add("visit", {"date": "2024-03-05", "households": number})
    print(written.entries[0].id, flush=True)
"""
HOLDER = """
import sys, time
from pathlib import Path
from branchlog.ledger import Ledger
with Ledger(Path(sys.argv[1]), None, who="王秀").writing():
    print("held", flush=True)
    time.sleep(60)
"""


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    run = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(run, stdout=subprocess.PIPE, text=True)


def test_eight_writers_at_once_lose_nothing(ledger: Ledger, folder: Path) -> None:
    writers = [start(ADDER, folder, f"writer {n}", 100) for n in range(8)]
    seen = 0
    while any(writer.poll() is None for writer in writers):
        # A reader at any moment sees whole lines only, and never fewer than before.
        snapshot = ledger.read()
        now = len(snapshot.tables.get("visit", {}))
        assert snapshot.notes == ()
        assert now >= seen
        seen = now
    printed = {line for writer in writers for line in (writer.communicate()[0]).split()}
    assert len(printed) == 800
    assert ledger.read().tables["visit"].keys() == printed
    lines = (folder / "2024.jsonl").read_bytes().splitlines()
    assert len([parse(line) for line in lines]) == 800


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_writer_loses_nothing_that_it_printed(ledger: Ledger, folder: Path) -> None:
    acknowledged: set[str] = set()
    for wait in (0.2, 0.25, 0.3):
        writer = start(ADDER, folder, "killed", 100_000)
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
        acknowledged |= set(writer.communicate()[0].split("\n")[:-1])
        ledger.add("visit", VISIT)
        assert acknowledged <= ledger.read().tables["visit"].keys()
    assert acknowledged


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_holder_leaves_no_lock(ledger: Ledger, folder: Path) -> None:
    holder = start(HOLDER, folder)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.communicate()
    ledger.add("visit", VISIT)
    assert visits(ledger) == [VISIT]
