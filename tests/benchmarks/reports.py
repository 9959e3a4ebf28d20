"""What the year-end report costs: the document, the proof of a figure, the reading of a draft."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks import ledgers, ready, timing
from tests.benchmarks.lines import Line, ratio
from tests.benchmarks.timing import Command

HERE = Path(__file__).parent
BRANCHLOG = str(Path(sys.executable).parent / "branchlog")
_DRAFT = (
    "2024年,支部开展走访慰问120余户,走访独居老人35人次,调解矛盾纠纷32起,其中邻里纠纷8起,已成功调解28起;"
    "组织义务巡逻二十余次,发放宣传资料1300余份,开展课外辅导活动20余次,辅导未成年人400余人次。"
    "截至目前,召开坝坝会宣讲6次,覆盖群众600余人,整治环境15次,参与活动的老人、未成年人达1000余人次。\n"
)


class Reports:
    """A ledger of one ordinary year and a large one, and what is made of them."""

    def __init__(
        self, folder: Path, small: int, large: Path, rounds: int, env: Mapping[str, str]
    ) -> None:
        self._folder = folder
        self._small = ledgers.make(folder / "small-year", range(2024, 2025), small)
        self._count = small
        self._large = large
        self._rounds = rounds
        self._env = env

    def documents(self) -> list[Line]:
        """The report in each format, against a script that has its numbers already."""
        numbers = ready.made(self._small, self._folder / "ready.json")
        lines = []
        for suffix in ("html", "docx", "xlsx"):
            plain = (
                *(sys.executable, str(HERE / "plain_report.py")),
                *(str(numbers), str(self._folder / f"plain.{suffix}")),
            )
            target = str(self._folder / f"report.{suffix}")
            ours = self._command(self._small, "report", "2024", "-o", target, "--force")
            reference, made = timing.in_turn([plain, ours], self._rounds, self._env)
            name = f"report 2024 -o F.{suffix}, {self._count:,} / the same numbers, ready-made"
            lines.append(ratio(name, reference, made, limit=2))
        return lines

    def depth(self) -> list[Line]:
        """The proof of a figure and a table of two axes, against the plain table."""
        commands = [
            self._stats(self._large),
            self._command(self._large, "why", "visit.households", "2024"),
            self._command(self._large, *("stats", "2024", "--by", "place", "--across", "category")),
        ]
        table, why, crossed = timing.in_turn(commands, self._rounds, self._env)
        return [
            ratio("why visit.households 2024 / stats 2024", table, why, limit=1.5),
            ratio("stats --by place --across category / stats 2024", table, crossed, limit=1.5),
        ]

    def draft(self) -> list[Line]:
        """A draft of 3,000 characters, against the plain table."""
        draft = self._folder / "draft.txt"
        draft.write_text((_DRAFT * (3000 // len(_DRAFT) + 1))[:3000], encoding="utf-8")
        check = ("proofread", str(draft), "2024")
        # What differs makes the command end with 3, as it must.
        commands = [self._stats(self._small), self._command(self._small, *check)]
        table, read = timing.in_turn(commands, self._rounds, self._env, also=(3,))
        return [ratio(f"proofread, 3,000 characters, {self._count:,} / stats", table, read, 2)]

    def _stats(self, ledger: Path) -> Command:
        return self._command(ledger, "stats", "2024")

    def _command(self, ledger: Path, *words: str) -> Command:
        return (sys.executable, BRANCHLOG, "-q", "-C", str(ledger), *words)
