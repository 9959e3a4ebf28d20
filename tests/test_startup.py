"""What a fresh process has loaded when it has recorded an event."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from branchlog.config import FILE, ledger_toml

RUN = """
import json, sys
from branchlog.cli.app import main
code = main(sys.argv[1:])
json.dump(sorted(sys.modules), sys.stderr)
sys.exit(code)
"""

#: Each of these costs more than all that an `add` does.
HEAVY = {
    "rich",
    "pydantic",
    "msgspec",
    "dateutil",
    "tinydb",
    "xlsxwriter",
    "openpyxl",
    "python_calamine",
    "docx",
    "docxtpl",
    "jinja2",
    "lxml",
    "pygal",
    "logging",
    "decimal",
    "csv",
    "asyncio",
    "importlib.metadata",
}

#: What reads and counts: an `add` does neither.
OURS = {
    "branchlog.ledger.bulk",
    "branchlog.ledger.reading",
    "branchlog.stats",
    "branchlog.records.indicators",
    "branchlog.records.own",
    "branchlog.cli.guided",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / FILE).write_text(ledger_toml("滨河支部", (), "zh", "test"), encoding="utf-8")
    return folder


def modules_after(ledger: Path, *words: str) -> set[str]:
    """The modules that a fresh process has loaded when it has run a command."""
    outside = {name: value for name, value in os.environ.items() if "BRANCHLOG" not in name}
    done = subprocess.run(
        [sys.executable, "-c", RUN, "-C", str(ledger), *words],
        env=outside | {"HOME": str(ledger.parent), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "words",
    [
        ("走访", "2024-03-05", "户数=3", "人员=王秀英、李明", "备注=送去米和油"),
        ("visit", "2024-03-05", "--households", "3", "--json"),
        ("mediation", "2024-03-05", "outcome=settled", "category=family", "-q"),
    ],
)
def test_an_add_loads_nothing_heavy(words: tuple[str, ...], ledger: Path) -> None:
    loaded = modules_after(ledger, "add", *words)
    assert len((ledger / "2024.jsonl").read_bytes().splitlines()) == 1
    assert set() == loaded & (HEAVY | OURS)


def test_an_add_that_is_answered_in_words_builds_no_report(ledger: Path) -> None:
    loaded = modules_after(ledger, "add", "走访", "2024-03-05", "户数=3")
    assert set() == loaded & {"branchlog.report", "dataclasses"}
