"""Every number in a draft, tied to an indicator by the words around it and judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from branchlog.drafts.claim import Claim
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period
from branchlog.stats.selection import Documents


def proofread(
    text: str,
    known: Sequence[Indicator],
    docs: Documents,
    period: Period,
    today: date,
    keywords: Mapping[str, Any],
) -> list[Claim]:
    """The numbers of `text` in order, each with its verdict.

    `docs` are the documents of all years (to-date figures and other years' are asked for too),
    `keywords` the ledger's own words by indicator id, as branchlog.toml has them.
    Raises BadConfig for keywords that cannot be used.
    """
    return []
