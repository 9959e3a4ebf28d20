"""What is measured, against what, and how far apart the two may be."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from branchlog.config import UserSettings, settings_toml
from tests.benchmarks import ledgers, timing
from tests.benchmarks.imports import Imports
from tests.benchmarks.lines import Line, memory, ratio
from tests.benchmarks.reports import Reports
from tests.benchmarks.timing import Command

HERE = Path(__file__).parent
BRANCHLOG = str(Path(sys.executable).parent / "branchlog")


class Size(NamedTuple):
    """How many records and rounds; `--quick` takes a tenth of the records."""

    year: int = 100_000
    five_years: int = 1_000_000
    rounds: int = 25
    slow_rounds: int = 15
    import_rows: int = 1_000_000
    import_rounds: int = 5
    report_year: int = 10_000


QUICK = Size(10_000, 100_000, 9, 5, 100_000, 3, 1_000)


class Bench:
    """The ledgers, made when a measurement first needs them, and the measurements."""

    def __init__(self, folder: Path, size: Size) -> None:
        self.folder = folder
        self.size = size
        self.env = _environment(folder)
        self.imports = Imports(folder, size.import_rows, size.import_rounds, self.env)

    @cached_property
    def year(self) -> Path:
        """A ledger of one large year."""
        return ledgers.make(self.folder / "year", range(2024, 2025), self.size.year)

    @cached_property
    def reports(self) -> Reports:
        """The year-end report of an ordinary year, and questions to a large one."""
        size = self.size
        return Reports(self.folder, size.report_year, self.year, size.slow_rounds, self.env)

    @cached_property
    def five_years(self) -> Path:
        """A ledger of five years, 2024 the last of them."""
        each = self.size.five_years // 5
        return ledgers.make(self.folder / "five-years", range(2020, 2025), each)

    @cached_property
    def last_year(self) -> Path:
        """The last of the five years alone."""
        folder = ledgers.make(self.folder / "last-year", range(0), 0)
        os.link(self.five_years / "2024.jsonl", folder / "2024.jsonl")
        return folder

    def add(self) -> list[Line]:
        """One event, against the smallest app of its kind."""
        empty = ledgers.make(self.folder / "empty", range(0), 0)
        smallest = (sys.executable, str(HERE / "smallest_app.py"))
        line = json.dumps({"date": "2024-12-30", "households": 3, "place": "3栋"})
        reference = (*smallest, str(self.folder / "smallest.jsonl"), line)
        before, ours = timing.in_turn([reference, _add(empty)], self.size.rounds, self.env)
        return [ratio("add / smallest typer app", before, ours, limit=1.35)]

    def add_full(self) -> list[Line]:
        """One event in a full ledger, against one in an empty one."""
        empty = ledgers.make(self.folder / "empty-too", range(0), 0)
        commands = [_add(empty), _add(self.five_years)]
        none, full = timing.in_turn(commands, self.size.rounds, self.env)
        return [ratio(f"add, {self.size.five_years:,} records / none", none, full, limit=1.15)]

    def stats(self) -> list[Line]:
        """A year's table, against a plain script over the same lines; and its memory."""
        plain = (sys.executable, str(HERE / "plain_sum.py"), str(self.year / "2024.jsonl"))
        commands = [plain, (*plain, "--pause-gc"), _stats(self.year)]
        reference, paused, ours = timing.in_turn(commands, self.size.slow_rounds, self.env)
        name = f"stats 2024 --json, {self.size.year:,}"
        return [
            ratio(f"{name} / plain msgspec sum", reference, ours, limit=2.5),
            ratio(f"{name} / the same, collector paused", paused, ours),
            memory(f"{name}, memory", reference, ours, limit=250),
        ]

    def years(self) -> list[Line]:
        """One year of a ledger of five, against that year alone."""
        commands = [_stats(self.last_year), _stats(self.five_years)]
        one, five = timing.in_turn(commands, self.size.slow_rounds, self.env)
        name = f"stats 2024 --json, {self.size.five_years:,} in 5 years / 1 year"
        return [ratio(name, one, five)]

    def by_month(self) -> list[Line]:
        """The year by months, against the year."""
        commands = [_stats(self.year), _stats(self.year, "--by", "month")]
        year, months = timing.in_turn(commands, self.size.slow_rounds, self.env)
        return [ratio("stats 2024 --json --by month / stats 2024 --json", year, months)]

    def listing(self) -> list[Line]:
        """All records as JSON, against the year's table."""
        listing = _branchlog(self.year, "list", "--period", "2024", "--json")
        commands = [_stats(self.year), listing]
        year, listed = timing.in_turn(commands, self.size.slow_rounds, self.env)
        return [ratio(f"list --json, {self.size.year:,} / stats 2024 --json", year, listed)]


MEASUREMENTS: Mapping[str, Callable[[Bench], list[Line]]] = {
    "add": Bench.add,
    "add-full": Bench.add_full,
    "stats": Bench.stats,
    "years": Bench.years,
    "by-month": Bench.by_month,
    "list": Bench.listing,
    "report": lambda bench: bench.reports.documents(),
    "depth": lambda bench: bench.reports.depth(),
    "proofread": lambda bench: bench.reports.draft(),
    "import-jsonl": lambda bench: bench.imports.json_lines(),
    "import-csv": lambda bench: bench.imports.separated(),
    "import-xlsx": lambda bench: bench.imports.workbook(),
    "import-again": lambda bench: bench.imports.again(),
    "import-elsewhere": lambda bench: bench.imports.elsewhere(),
}


def _environment(folder: Path) -> dict[str, str]:
    """A person's usual one: settings where `init` leaves them, no variables of ours or Python's."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "BRANCHLOG", "XDG_"))
    }
    settings = folder / ".config" / "branchlog" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(settings_toml(UserSettings(str(folder), None)), encoding="utf-8")
    return kept | {"HOME": str(folder), "USER": "luo", "LANG": "zh_CN.UTF-8"}


def _branchlog(ledger: Path, *words: str) -> Command:
    return (sys.executable, BRANCHLOG, "-C", str(ledger), *words)


def _add(ledger: Path) -> Command:
    words = ("走访", "2024-12-30", "户数=3", "地点=3栋", "人员=王秀英", "备注=送去米和油")
    return _branchlog(ledger, "add", *words)


def _stats(ledger: Path, *options: str) -> Command:
    return _branchlog(ledger, "stats", "2024", "--json", *options)
