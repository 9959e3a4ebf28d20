"""What a fresh process loads for each format."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOADED = """
import io, sys
from branchlog import render
import branchlog.render.console, branchlog.render.safe
if sys.argv[1] != "nothing":
    from branchlog.report import Column, Report, Table
    report = Report(("h",), (Table((Column("x", "户"),), ((1,),)),))
    format = sys.argv[1].removesuffix("+color")
    color = format != sys.argv[1]
    render.write(report, io.StringIO(), format, lang="zh", width=80, color=color)
for name in ("rich", "csv", "json", "dataclasses"):
    if name in sys.modules:
        print(name)
"""


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("nothing", set()),
        ("table", set()),
        ("csv", {"csv"}),
        ("jsonl", {"json"}),
        ("md", set()),
    ],
)
def test_a_format_loads_only_what_it_needs(format: str, expected: set[str]) -> None:
    command = [sys.executable, "-c", LOADED, format]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == expected


def test_colour_loads_rich() -> None:
    command = [sys.executable, "-c", LOADED, "table+color"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "rich" in done.stdout.split()
