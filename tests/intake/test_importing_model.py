"""Imports among adds, amends, voids and undos in any order: no row is lost, none doubled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from branchlog.api import OpenLedger, open_ledger
from branchlog.config import ledger_toml
from branchlog.errors import Refused
from branchlog.ledger import Ledger

TODAY = date(2024, 11, 20)
#: Few, so that rows often say what another record says or once said; two years.
DAYS = ("2023-12-30", "2023-12-31", "2024-01-01", "2024-01-02")


@dataclass
class Batch:
    """What one command did: record -> what it said before and after, None for nothing."""

    did: dict[str, tuple[str | None, str | None]]
    undoes: Batch | None = None
    undone: bool = False


@dataclass
class Model:
    """What a ledger must hold, kept in the plainest way."""

    now: dict[str, str | None] = field(default_factory=dict)
    batches: dict[str, Batch] = field(default_factory=dict)

    def did(self, id: str, after: dict[str, str | None], undoes: Batch | None = None) -> None:
        changes = {record: (self.now.get(record), day) for record, day in after.items()}
        self.batches[id] = Batch(changes, undoes)
        self.now |= after

    def undo(self, target: Batch, id: str) -> None:
        taken_back: Batch | None = target
        undone = True
        while taken_back:
            taken_back.undone, undone = undone, not undone
            taken_back = taken_back.undoes
        self.did(id, {record: before for record, (before, _) in target.did.items()}, target)

    def answers(self) -> list[set[str]]:
        """For each record that answers to a row, the rows to which it may."""
        meant: dict[str, list[str | None]] = {record: [] for record in self.now}
        for batch in self.batches.values():
            if not batch.undone and not batch.undoes:
                for record, (_, after) in batch.did.items():
                    meant[record].append(after)
        return [
            {day for day in (*meant[record], now) if day is not None}
            for record, now in self.now.items()
            if now is not None or (meant[record] and meant[record][-1] is None)
        ]

    def new(self, rows: list[str]) -> int:
        """How many rows are left over when as many as can be have a record."""
        answers = self.answers()
        taken: dict[int, int] = {}

        def placed(row: int, tried: set[int]) -> bool:
            for record, days in enumerate(answers):
                if rows[row] in days and record not in tried:
                    tried.add(record)
                    if record not in taken or placed(taken[record], tried):
                        taken[record] = row
                        return True
            return False

        return sum(not placed(row, set()) for row in range(len(rows)))


def _held(book: OpenLedger) -> dict[str, str]:
    return {str(record["id"]): str(record["date"]) for record in book.records()}


def _step(book: OpenLedger, model: Model, random: Random) -> None:
    live = [id for id, day in model.now.items() if day is not None]
    ledger = book.ledger
    match random.choice(("import", "import", "add", "amend", "amend", "void", "undo", "undo")):
        case "import":
            rows = random.choices(DAYS, k=random.randint(1, 5))
            plan = book.import_rows([_row(day) for day in rows])
            assert (len(plan.new), len(plan.bad)) == (model.new(rows), 0), rows
            before = _held(book)
            batch = plan.write(keep_good=True).batch
            if batch:
                after = _held(book)
                model.did(batch, {id: after[id] for id in after.keys() - before})
            assert len(book.import_rows([_row(day) for day in rows]).new) == 0
        case "add":
            day = random.choice(DAYS)
            done = ledger.add("visit", _row(day, kind=False))
            model.did(done.batch, {done.entries[0].id: day})
        case "amend" if live:
            id, day = random.choice(live), random.choice(DAYS)
            done = ledger.amend("visit", id, lambda _: _row(day, kind=False))
            if done.count:
                model.did(done.batch, {id: day})
        case "void" if live:
            id = random.choice(live)
            model.did(ledger.void([("visit", id)]).batch, {id: None})
        case "undo" if model.batches:
            id = random.choice(list(model.batches))
            try:
                done = ledger.undo(id)
            except Refused:
                return
            model.undo(model.batches[id], done.batch)


def _row(day: str, *, kind: bool = True) -> dict[str, Any]:
    row = {"date": day, "households": 3}
    return {"kind": "visit", **row} if kind else row


@pytest.mark.parametrize("seed", range(60))
def test_whatever_was_done_before_an_import_adds_exactly_what_is_missing(
    tmp_path: Path, seed: int
) -> None:
    random, model = Random(seed), Model()
    Ledger.create(tmp_path / "data", ledger_toml("紫英", ("甲",), "zh", "0193-test"))
    book = open_ledger(tmp_path / "data", who="王秀兰", today=TODAY)
    for _ in range(20):
        _step(book, model, random)
        held = {id: day for id, day in model.now.items() if day is not None}
        assert held == _held(book)
