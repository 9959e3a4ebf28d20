"""The branches' own reports beside their sample ledgers, for what proofreads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from branchlog.api import open_ledger
from branchlog.drafts.claim import Claim
from branchlog.drafts.proofreading import proofread
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import Indicator, indicators
from branchlog.records.periods import parse_period
from branchlog.stats.selection import Documents

ROOT = Path(__file__).parents[2]
TODAY = date(2025, 1, 6)


class Branch(NamedTuple):
    """What a ledger counts, and its documents."""

    catalogue: Catalogue
    known: list[Indicator]
    docs: Documents


@cache
def branch(name: str) -> Branch:
    """A sample ledger, read once."""
    opened = open_ledger(ROOT / "data" / name, today=TODAY)
    tables = opened.ledger.read(None).tables
    docs = {kind: [entry.doc or {} for entry in each.values()] for kind, each in tables.items()}
    return Branch(opened.catalogue, indicators(opened.catalogue), docs)


@cache
def report(name: str) -> str:
    """A report's text."""
    return (ROOT / "tests" / "samples" / "seeds" / f"{name}.txt").read_text(encoding="utf-8")


def judge(
    name: str,
    text: str,
    period: str = "2024",
    keywords: Mapping[str, object] | None = None,
    today: date = TODAY,
) -> list[Claim]:
    """Every number of a text, against a sample ledger."""
    of = branch(name)
    span = parse_period(period, today)
    return proofread(text, of.known, of.docs, span, today, keywords or {}, of.catalogue)


def tied(claims: list[Claim]) -> list[Claim]:
    """The claims that are more than a date or a name."""
    return [claim for claim in claims if claim.verdict != "no-claim"]
