"""Measure what the design promises: `uv run python -m tests.benchmarks [--quick] [--only NAME]`."""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import branchlog
from tests.benchmarks import machine
from tests.benchmarks.lines import Line
from tests.benchmarks.measurements import MEASUREMENTS, QUICK, Bench, Size

_HEADINGS = Line("what", "reference", "ours", "ratio", "limit", None)


def main(argv: Sequence[str] | None = None) -> int:
    """Print a table of medians; 1 when a limit is passed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer records and rounds")
    parser.add_argument("--only", action="append", choices=list(MEASUREMENTS), help="by name")
    parser.add_argument("--folder", type=Path, help="where to make the ledgers")
    asked = parser.parse_args(argv)
    size = QUICK if asked.quick else Size()
    compileall.compile_dir(Path(branchlog.__file__).parent, quiet=1)
    sys.stdout.write(f"{machine.described()}\n")
    rounds = f"stats, list: {size.slow_rounds}, import: {size.import_rounds}"
    sys.stdout.write(f"medians of {size.rounds} runs in turn ({rounds})\n\n")
    with tempfile.TemporaryDirectory(prefix="branchlog-bench-", dir=asked.folder) as folder:
        lines = list(_measured(Bench(Path(folder), size), asked.only or list(MEASUREMENTS)))
    return 0 if all(line.good is not False for line in lines) else 1


def _measured(bench: Bench, names: Sequence[str]) -> Iterator[Line]:
    _print(_HEADINGS, "verdict")
    for name in names:
        for line in MEASUREMENTS[name](bench):
            _print(line, {None: "-", True: "within", False: "OVER"}[line.good])
            yield line


def _print(line: Line, verdict: str) -> None:
    sys.stdout.write(
        f"{line.name:<58} {line.reference:>11} {line.ours:>11}"
        f" {line.figure:>6} {line.limit:>7}  {verdict}\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
