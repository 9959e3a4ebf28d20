"""Reports of invented branches, each number marked with what must be found: how many are.

A paragraph stands in prose/NAME.md below the records of its branch. `{120余户|visit.households|
matches}` is a number, its indicator and the verdict; a period may follow. `a/b` is either of two
indicators that say the same; `a+b` is an ambiguity that must be said; `{5名|?}` is a number of
which the ledger knows nothing, which must not be tied to anything. A number without braces is no
claim. `python -m tests.drafts.scores` prints the figures for the README.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from branchlog.drafts.claim import Claim
from branchlog.drafts.proofreading import proofread
from branchlog.records import codec
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import indicators
from branchlog.records.periods import Period, parse_period
from branchlog.records.record import Document

PROSE = Path(__file__).parent / "prose"
_MARKED = re.compile(r"\{([^|}]+)\|([^|}]+)(?:\|([^|}]+))?(?:\|([^|}]+))?\}")
_TIED = ("matches", "differs", "no-evidence")


class Expected(NamedTuple):
    """A number in a paragraph: where it stands, and what must be said of it."""

    said: str
    start: int
    end: int
    indicators: frozenset[str]
    verdict: str
    period: Period | None
    ambiguous: bool


class Paragraph(NamedTuple):
    """A report's text with its branch's records, and every number that is more than a date."""

    name: str
    text: str
    expected: tuple[Expected, ...]
    docs: dict[str, list[Document]]
    period: Period
    today: date
    #: Whether it was written after the rules, and no rule was changed for it.
    unseen: bool


class Score(NamedTuple):
    """What was found in a paragraph.

    `tied` numbers were held against an indicator, `right_tied` of them against the right one with
    the right verdict; of `claims` numbers that are claims `found` were judged rightly. `missed`
    names every number that was not.
    """

    tied: int
    right_tied: int
    claims: int
    found: int
    missed: tuple[str, ...]
    #: Numbers that were said to match, and mean something else: the worst that can happen.
    wrong_matches: tuple[str, ...]


def paragraphs() -> list[Paragraph]:
    """All of them, by name."""
    return [_read(path) for path in sorted(PROSE.glob("*.md"))]


def _read(path: Path) -> Paragraph:
    _, front, marked = path.read_text(encoding="utf-8").split("+++\n", 2)
    head = tomllib.loads(front)
    today = date.fromisoformat(head["today"])
    catalogue = Catalogue({})
    docs: dict[str, list[Document]] = {}
    for fields in head["records"]:
        kind = catalogue.kind(fields.pop("kind"))
        docs.setdefault(kind.id, []).append(codec.document(kind, fields, today))
    text, expected = _unmarked(marked, today)
    period = parse_period(head["period"], today)
    unseen = head.get("unseen", False)
    return Paragraph(path.stem, text, tuple(expected), docs, period, today, unseen)


def _unmarked(marked: str, today: date) -> tuple[str, list[Expected]]:
    text = ""
    found = []
    place = 0
    for match in _MARKED.finditer(marked):
        text += marked[place : match.start()]
        said, wanted, verdict, period = match.groups()
        ids = frozenset() if wanted[0] == "?" else frozenset(re.split("[/+]", wanted))
        span = parse_period(period, today) if period else None
        end = len(text) + len(said)
        found.append(Expected(said, len(text), end, ids, verdict or "", span, "+" in wanted))
        text += said
        place = match.end()
    return text + marked[place:], found


def score(paragraph: Paragraph) -> Score:
    """Proofread a paragraph and hold what was said against what must be."""
    catalogue = Catalogue({})
    known = indicators(catalogue)
    given = (paragraph.docs, paragraph.period, paragraph.today)
    claims = proofread(paragraph.text, known, *given, {}, catalogue)
    right, missed = 0, list[str]()
    #: Claims by where they begin.
    judged: set[int] = set()
    good: set[int] = set()
    for label, expected in _labelled(paragraph.expected):
        said = [claim for claim in claims if _overlap(claim, expected)]
        judged.update(claim.start for claim in said)
        if _is_right(said, expected):
            right += bool(expected.indicators)
            good.update(claim.start for claim in said)
        else:
            missed.append(label)
    tied = [claim for claim in claims if claim.verdict in _TIED]
    missed += [f"{claim.said} (no claim)" for claim in tied if claim.start not in judged]
    return Score(
        len(tied),
        sum(claim.start in good for claim in tied),
        sum(bool(expected.indicators) for expected in paragraph.expected),
        right,
        tuple(missed),
        tuple(each.said for each in tied if each.verdict == "matches" and each.start not in good),
    )


def _labelled(expected: tuple[Expected, ...]) -> Iterator[tuple[str, Expected]]:
    """Each number by its text; the second that reads the same is `4次 (2)`."""
    seen: Counter[str] = Counter()
    for each in expected:
        seen[each.said] += 1
        count = seen[each.said]
        yield (f"{each.said} ({count})" if count > 1 else each.said), each


def _overlap(claim: Claim, expected: Expected) -> bool:
    return claim.start < expected.end and expected.start < claim.end


def _is_right(said: list[Claim], expected: Expected) -> bool:
    tied = [claim for claim in said if claim.verdict in _TIED]
    if not expected.indicators:
        return not tied
    asked = [claim for claim in said if claim.verdict == expected.verdict]
    if len(asked) != 1 or len(tied) != (not expected.ambiguous):
        return False
    found = {candidate.indicator.id for candidate in asked[0].candidates}
    if expected.ambiguous:
        return expected.indicators <= found
    periods = {candidate.period[1:] for candidate in asked[0].candidates}
    in_period = expected.period is None or periods == {expected.period[1:]}
    return bool(found) and found <= expected.indicators and in_period


def total(scores: list[Score]) -> Score:
    """The counts of several paragraphs together."""
    return Score(
        sum(each.tied for each in scores),
        sum(each.right_tied for each in scores),
        sum(each.claims for each in scores),
        sum(each.found for each in scores),
        tuple(label for each in scores for label in each.missed),
        tuple(said for each in scores for said in each.wrong_matches),
    )


def sentence(found: Score, count: int) -> str:
    """Precision and recall, with the counts behind them."""
    return (
        f"{count} paragraphs: precision {found.right_tied / found.tied:.0%} "
        f"({found.right_tied} of {found.tied} numbers that were tied to an indicator), "
        f"recall {found.found / found.claims:.0%} "
        f"({found.found} of {found.claims} numbers that are claims)"
    )


if __name__ == "__main__":
    for unseen in (False, True):
        every = {each.name: score(each) for each in paragraphs() if each.unseen is unseen}
        for name, each in every.items():
            counts = f"{each.right_tied}/{each.tied} {each.found}/{each.claims}"
            sys.stdout.write(f"{name}: {counts} {' '.join(each.missed)}\n")
        sys.stdout.write(sentence(total(list(every.values())), len(every)) + "\n")
