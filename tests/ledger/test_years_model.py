"""Whatever two copies did, reading year by year counts what reading everything counts."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchlog.errors import NotFound, Refused
from branchlog.ledger import Ledger, Snapshot, names
from branchlog.ledger.ids import Ids
from tests.ledger.written import put

YEARS = range(2021, 2025)
DATES = st.sampled_from([*(f"{year}-05-01" for year in YEARS), None])
DOCS = st.fixed_dictionaries({"date": DATES}, optional={"closed": DATES, "n": st.integers(0, 3)})
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "batch", "amend", "amend", "amend", "void", "undo"]),
        st.integers(0, 3),
        DOCS,
        DOCS,
    ),
    max_size=7,
)


def apply(ledger: Ledger, steps: list[tuple[str, int, dict[str, Any], dict[str, Any]]]) -> None:
    """Do what can be done; a change that the rules refuse is left out."""
    for step, which, doc, other in steps:
        records = sorted(ledger.read(history=True).history)
        record = records[which % len(records)] if records else ("visit", "none")
        try:
            match step:
                case "add":
                    ledger.add("visit", doc)
                case "batch":
                    ledger.add_batch([("visit", doc), ("standing", other), ("visit", other)])
                case "amend":
                    ledger.amend(*record, put(doc))
                case "void":
                    ledger.void(records[which % 2 : 3 : 2] or [record])
                case "undo":
                    batches = ledger.batches()
                    ledger.undo(batches[which % len(batches)].id if batches else "none")
        except (Refused, NotFound):
            continue


def merged(ours: Path, theirs: Path, *, dated: bool) -> None:
    """Add their files under names that promise years, or under names that promise nothing."""
    ids = Ids()
    for path in theirs.glob("*.jsonl"):
        stem = path.name.split(".")[0]
        name = f"{stem}.{ids()}.jsonl" if dated else f"copy of {path.name}"
        shutil.copy(path, ours / name)


def counted(snapshot: Snapshot, year: int) -> dict[tuple[str, str], Any]:
    """The records that belong to a year, and those that are read with every year."""
    return {
        (kind, id): entry.doc
        for kind, table in snapshot.tables.items()
        for id, entry in table.items()
        if (years := names.years_of(kind, entry.doc or {})) is None
        or names.touches(years, (year, year))
    }


@settings(deadline=None, max_examples=120)
@given(first=STEPS, mine=STEPS, yours=STEPS, later=STEPS, dated=st.booleans())
def test_year_by_year_is_what_everything_is(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[Any],
    mine: list[Any],
    yours: list[Any],
    later: list[Any],
    dated: bool,
) -> None:
    folder = tmp_path_factory.mktemp("model")
    ours, theirs = folder / "ours", folder / "theirs"
    ours.mkdir()
    apply(Ledger(ours, None, who="王秀"), first)
    shutil.copytree(ours, theirs)
    apply(Ledger(ours, None, who="王秀"), mine)
    apply(Ledger(theirs, None, who="李四"), yours)
    merged(ours, theirs, dated=dated)
    ledger = Ledger(ours, None, who="王秀")
    for steps in ([], later):
        apply(ledger, steps)
        whole = ledger.read()
        assert whole.notes == ()
        told = {(one.kind, one.id) for one in whole.conflicts}
        for year in YEARS:
            part = ledger.read((year, year))
            assert counted(part, year) == counted(whole, year)
            assert part.notes == ()
            assert {(one.kind, one.id) for one in part.conflicts} <= told
            here = counted(whole, year).keys() & told
            assert here <= {(one.kind, one.id) for one in part.conflicts}
    shutil.rmtree(folder)
