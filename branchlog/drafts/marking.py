"""A judged draft: its text in marked pieces, the claims in numbers, and all of it as JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, get_args

from branchlog.drafts.claim import WRONG, Claim, Verdict
from branchlog.messages import Lang, say
from branchlog.records.periods import Period
from branchlog.stats.figures import Figure

SCHEMA = 1
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
#: What stands between a claim's number and its text: `[1=120余户]`.
SIGNS: dict[Verdict, str] = {
    "matches": "=",
    "differs": "!",
    "no-evidence": "!!",
    "not-understood": "?",
}
#: A line end, and the lines behind it in which nothing stands.
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


class Piece(NamedTuple):
    """A stretch of the draft: a claim as it is marked, or the text between claims."""

    text: str
    verdict: Verdict | None = None


def numbered(claims: Sequence[Claim]) -> list[tuple[int | None, Claim]]:
    """The claims in order, those that say something about the ledger numbered from 1."""
    found: list[tuple[int | None, Claim]] = []
    number = 0
    for claim in claims:
        number += claim.verdict in SIGNS
        found.append((number if claim.verdict in SIGNS else None, claim))
    return found


def pieces(text: str, claims: Sequence[Claim]) -> list[Piece]:
    """The draft with its claims marked; numbers that are none stand as they are."""
    found = []
    place = 0
    for number, claim in numbered(claims):
        if number is None or claim.start < place:
            continue
        found.append(Piece(text[place : claim.start]))
        said = text[claim.start : claim.end]
        found.append(Piece(f"[{number}{SIGNS[claim.verdict]}{said}]", claim.verdict))
        place = claim.end
    found.append(Piece(text[place:]))
    return [piece for piece in found if piece.text]


def paragraphs(text: str, claims: Sequence[Claim]) -> list[list[Piece]]:
    """The marked draft in paragraphs; what parts them are lines without a letter."""
    found: list[list[Piece]] = [[]]
    for piece in pieces(text, claims):
        first, *others = _EMPTY_LINES.split(piece.text)
        found[-1].append(piece._replace(text=first))
        found += [[piece._replace(text=other)] for other in others]
    return [trimmed for each in found if (trimmed := _trimmed(each))]


def _trimmed(paragraph: list[Piece]) -> list[Piece]:
    """The paragraph without line ends around it; nothing if only spaces are in it."""
    if not "".join(piece.text for piece in paragraph).strip():
        return []
    paragraph[0] = paragraph[0]._replace(text=paragraph[0].text.lstrip("\n"))
    paragraph[-1] = paragraph[-1]._replace(text=paragraph[-1].text.rstrip("\n"))
    return [piece for piece in paragraph if piece.text]


def counts(claims: Sequence[Claim]) -> dict[Verdict, int]:
    """How many claims were judged how; every verdict is there."""
    found = dict.fromkeys(VERDICTS, 0)
    for claim in claims:
        found[claim.verdict] += 1
    return found


def in_tables(claims: Sequence[Claim]) -> int:
    """How many numbers stand in tables, and were not judged."""
    return sum(claim.in_table for claim in claims)


def wrong(claims: Sequence[Claim]) -> bool:
    """Whether the draft must not be handed in as it is."""
    return any(claim.verdict in WRONG for claim in claims)


class Header(NamedTuple):
    """Whose ledger a draft was held against, for which period, and what the draft is called."""

    name: str
    org: tuple[str, ...]
    uuid: str
    period: Period
    draft: str


def as_json(header: Header, claims: Sequence[Claim], lang: Lang) -> dict[str, object]:
    """The judged draft under the contract's stable keys.

    `start` and `end` count the characters of the draft's text, a line end as one.
    """
    return {
        "schema": SCHEMA,
        "ledger": {"name": header.name, "org": list(header.org), "uuid": header.uuid},
        "period": _period(header.period),
        "draft": header.draft,
        "claims": [claim_json(claim, lang) for claim in claims],
        "counts": dict(counts(claims)),
        # Some of those that are no claims.
        "in_tables": in_tables(claims),
    }


def claim_json(claim: Claim, lang: Lang) -> dict[str, object]:
    """One claim. What several candidates do not share is null, and stands with each of them."""
    found = claim.candidates
    periods = {candidate.period for candidate in found}
    values = {value(candidate.figure) for candidate in found}
    low, high = _bounds(claim)
    return {
        "start": claim.start,
        "end": claim.end,
        "text": claim.said,
        "verdict": claim.verdict,
        # The same indicator may fit twice: over the year, and over one occasion of it.
        "indicators": list(dict.fromkeys(candidate.indicator.id for candidate in found)),
        "period": _period(periods.pop()) if len(periods) == 1 else None,
        "value": values.pop() if len(values) == 1 else None,
        "low": low,
        "high": high,
        "remark": say(claim.remark, lang) if claim.remark else None,
        "candidates": [
            {
                "indicator": candidate.indicator.id,
                "span": candidate.indicator.span,
                "period": _period(candidate.period),
                "value": value(candidate.figure),
            }
            for candidate in found
        ],
    }


def value(figure: Figure) -> int | float | None:
    """The figure as `stats --json` has it; null where nothing was recorded."""
    return figure.value if figure.recorded else None


def _bounds(claim: Claim) -> tuple[int | float | None, int | float | None]:
    """The least and the greatest value that matches: of what is counted, whole ones."""
    units = {each.indicator.unit.id for each in claim.candidates}
    parts = any((each.figure.hundredths or 0) % 100 for each in claim.candidates)
    ratio = any(each.indicator.aggregation == "ratio" for each in claim.candidates)
    low, high = claim.low, claim.high
    if low != high and not (parts or "%" in units):
        low = None if low is None else -(-low // 100) * 100
        high = None if high is None else high // 100 * 100
    scale = 10_000 if ratio else 100
    return _scaled(low, scale), _scaled(high, scale)


def _scaled(hundredths: int | None, scale: int) -> int | float | None:
    if hundredths is None:
        return None
    return hundredths / scale if hundredths % scale else hundredths // scale


def _period(period: Period) -> dict[str, str | None]:
    return {
        "label": period.label,
        "from": period.first.isoformat() if period.first else None,
        "to": period.last.isoformat() if period.last else None,
    }
