"""Imports, measured whole against plain loops and against what people use elsewhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from tests.benchmarks import ledgers, sheets, timing
from tests.benchmarks.lines import Line, memory, ratio
from tests.benchmarks.timing import Command, Ran

_PLAIN = str(Path(__file__).parent / "plain_load.py")
_BIN = Path(sys.executable).parent
_SHELL = "/bin/sh"


class Imports:
    """The files, made when a measurement first needs them, and the measurements."""

    def __init__(self, folder: Path, rows: int, rounds: int, env: Mapping[str, str]) -> None:
        self.folder = folder
        self.rows = rows
        self.few = rows // 10
        self.rounds = rounds
        self.env = env

    @cached_property
    def _jsonl(self) -> Path:
        return sheets.json_lines(self.folder / "many.jsonl", self.rows)

    @cached_property
    def _csv(self) -> Path:
        return sheets.separated(self.folder / "many.csv", self.rows)

    @cached_property
    def _few_csv(self) -> Path:
        return sheets.separated(self.folder / "few.csv", self.few)

    def json_lines(self) -> list[Line]:
        """JSON Lines against a plain loop, and its memory."""
        name = f"import JSON Lines, {self.rows:,} rows"
        plain, ours = self._against_plain("jsonl", self._jsonl)
        return [
            ratio(f"{name} / plain loop", plain, ours, limit=3),
            memory(f"{name}, memory", plain, ours, limit=300),
        ]

    def separated(self) -> list[Line]:
        """CSV against a plain loop, and its memory."""
        name = f"import CSV, {self.rows:,} rows"
        plain, ours = self._against_plain("csv", self._csv)
        return [
            ratio(f"{name} / plain loop", plain, ours, limit=3),
            memory(f"{name}, memory", plain, ours, limit=300),
        ]

    def workbook(self) -> list[Line]:
        """XLSX, less what the rows take as CSV, against calamine's own reading."""
        book = sheets.workbook(self.folder / "few.xlsx", self.few)
        reading = (sys.executable, _PLAIN, "read-xlsx", str(book), "-")
        commands = [reading, self._ours(self._few_csv), self._ours(book)]
        read, rows, ours = timing.in_turn(commands, self.rounds, self.env)
        more = ours._replace(milliseconds=ours.milliseconds - rows.milliseconds)
        name = f"import XLSX, {self.few:,} rows, less the same CSV / calamine"
        return [ratio(name, read, more, limit=2)]

    def elsewhere(self) -> list[Line]:
        """The same CSV into what people use elsewhere; nothing there checks a row."""
        ours = self._ours(self._few_csv)
        others = self._others()
        ran = timing.in_turn([ours, *others.values()], self.rounds, self.env)
        return [
            ratio(f"{name} / import CSV, {self.few:,} rows", ran[0], each)
            for name, each in zip(others, ran[1:], strict=True)
        ]

    def again(self) -> list[Line]:
        """The same file again, when every row is there already."""
        ledger = ledgers.make(self.folder / "full", range(0), 0)
        command = (sys.executable, str(_BIN / "branchlog"), "-C", str(ledger), "import")
        again = (*command, str(self._few_csv), "--yes", "-q")
        subprocess.run(again, env=self.env, check=True, capture_output=True)
        first, second = timing.in_turn([self._ours(self._few_csv), again], self.rounds, self.env)
        name = f"import the same CSV again, {self.few:,} rows / the first time"
        return [ratio(name, first, second), memory(f"{name}, memory", first, second)]

    def _against_plain(self, form: str, source: Path) -> tuple[Ran, Ran]:
        out = self.folder / "plain.jsonl"
        plain = _fresh(out, sys.executable, _PLAIN, form, str(source), str(out))
        plain_ran, ours = timing.in_turn([plain, self._ours(source)], self.rounds, self.env)
        return plain_ran, ours

    def _ours(self, source: Path) -> Command:
        """An import into a ledger that has nothing in it."""
        empty = self.folder / "import-empty"
        if not empty.exists():
            ledgers.make(empty, range(0), 0)
        ledger = str(self.folder / "import-target")
        branchlog = str(_BIN / "branchlog")
        script = 'rm -rf "$1" && cp -r "$2" "$1" && exec "$3" "$4" -C "$1" import "$5" --yes 2>&1'
        words = (ledger, str(empty), sys.executable, branchlog, str(source))
        return (_SHELL, "-c", script, "sh", *words)

    def _others(self) -> dict[str, Command]:
        source, out = str(self._few_csv), self.folder
        tiny, utils_db, plain = out / "tiny.json", out / "utils.db", out / "plain.db"
        others = {
            "TinyDB insert_multiple": _fresh(
                tiny, sys.executable, _PLAIN, "tinydb", source, str(tiny)
            )
        }
        utils = _BIN / "sqlite-utils"
        if utils.exists():
            words = ("insert", str(utils_db), "visits", source, "--csv", "--silent")
            others["sqlite-utils insert"] = _fresh(utils_db, sys.executable, str(utils), *words)
        sqlite = shutil.which("sqlite3")
        if sqlite:
            statement = f'.import --csv "{source}" visits'
            others["sqlite3 .import"] = _fresh(plain, sqlite, str(plain), statement)
        return others


def _fresh(out: Path, *command: str) -> Command:
    """A command whose output is not there yet."""
    return (_SHELL, "-c", 'rm -f "$1"; shift; exec "$@"', "sh", str(out), *command)
