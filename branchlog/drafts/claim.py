"""What a number in a draft claims, and what the ledger says to it."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period
from branchlog.stats.figures import Figure

Verdict: TypeAlias = Literal["matches", "differs", "no-evidence", "not-understood", "no-claim"]

#: The verdicts after which a draft must not be handed in as it is.
WRONG: tuple[Verdict, ...] = ("differs", "no-evidence")


class Claim(NamedTuple):
    """A number (or 全部) at `start` to `end` of the draft, and how it was judged.

    `said` is the number's text with its unit and marks (`120余户`); `low` and `high` are the least
    and the greatest value that it matches, in hundredths (None: no end). `candidates` are the
    figures that the words around it fit, each with the period that it was compared over: one when
    it is understood, several when the words fit two indicators. `remark` says why, in a sentence
    of messages.Drafts that needs no value or carries its own. `in_table` numbers stand in a table,
    whose heads say what they mean, and were not judged.
    """

    start: int
    end: int
    said: str
    verdict: Verdict
    low: int | None = None
    high: int | None = None
    candidates: tuple[Candidate, ...] = ()
    remark: Remark | None = None
    in_table: bool = False


class Candidate(NamedTuple):
    """An indicator that the words fit, over a period, and its figure in the ledger."""

    indicator: Indicator
    period: Period
    figure: Figure


class Remark(NamedTuple):
    """A sentence in both languages, its values filled in."""

    zh: str
    en: str
