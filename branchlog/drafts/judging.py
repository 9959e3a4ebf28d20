"""What the ledger's figures say to a number: matches, differs, nothing recorded, not clear."""

from __future__ import annotations

from collections.abc import Sequence

from branchlog.drafts.claim import Candidate, Remark, Verdict
from branchlog.drafts.numbers import Number
from branchlog.messages import Drafts as Text
from branchlog.messages import Pair, say
from branchlog.stats import wording
from branchlog.stats.figures import Figure


def remark(pair: Pair, **values: object) -> Remark:
    """A sentence with its values filled in, in both languages."""
    return Remark(say(pair, "zh", **values), say(pair, "en", **values))


def judged(number: Number, candidates: Sequence[Candidate]) -> tuple[Verdict, Remark | None]:
    """The verdict over all that a number may be a figure of: they agree, or nothing is said."""
    verdicts = {_one(number, candidate.figure) for candidate in candidates}
    if verdicts <= {"differs", "no-evidence"}:
        verdict: Verdict = "differs" if "differs" in verdicts else "no-evidence"
    elif len(verdicts) > 1:
        return "not-understood", unclear(candidates)
    else:
        verdict = "matches"
    return verdict, _beside(number, candidates, verdict)


def unclear(candidates: Sequence[Candidate]) -> Remark:
    """What is said where the words fit several figures that judge a number differently."""
    if len({each.indicator for each in candidates}) > 1:
        return remark(Text.SEVERAL, count=len(candidates))
    periods = " / ".join(dict.fromkeys(each.period.label for each in candidates))
    return remark(Text.SEVERAL_PERIODS, periods=periods)


def _one(number: Number, figure: Figure) -> Verdict:
    value = figure.hundredths
    if value is None or not figure.recorded:
        return "no-evidence"
    if number.bound == "exact" and figure.approximate:
        return "differs"
    if figure.indicator.unit.id == "万元" and number.unit in ("元", "万元"):
        value *= 10_000
    if figure.indicator.aggregation == "ratio" and number.bound == "exact" and number.value:
        value = _as_precise(value, number.value)
    if figure.approximate == "over":
        # Above what is written: 120余 agrees with a ledger that says 120余.
        value += 1
    least, most = number.least, number.most
    inside = (least is None or least <= value) and (most is None or value <= most)
    return "matches" if inside else "differs"


def _as_precise(value: int, said: int) -> int:
    """A rate rounded as the draft rounds it; nothing but all is 100 %, nothing but none is 0 %."""
    place = 100 if said % 100 == 0 else 10 if said % 10 == 0 else 1
    rounded = (value + place // 2) // place * place
    return value if rounded in (0, 10_000) else rounded


def _beside(number: Number, candidates: Sequence[Candidate], verdict: Verdict) -> Remark | None:
    figure = candidates[0].figure
    if verdict == "matches":
        if len({each.indicator for each in candidates}) > 1:
            return remark(Text.FITS_SEVERAL, count=len(candidates))
        nearer = _nearer(number, figure)
        return remark(Text.COULD_SAY, number=nearer) if nearer else None
    if verdict == "differs" and number.bound == "exact" and figure.approximate:
        shown = (wording.display(figure, "zh"), wording.display(figure, "en"))
        return remark(Text.LEDGER_APPROXIMATE, figure=shown)
    return None


def _nearer(number: Number, figure: Figure) -> str:
    """The greater round number that stands before 余 as well: over 600 could be over 640."""
    if number.bound != "over" or figure.hundredths is None or number.value is None:
        return ""
    whole = figure.hundredths // 100
    if whole < 20:
        return ""
    shown = wording.floored(whole)
    if shown * 100 <= number.value or shown * 100 >= figure.hundredths:
        return ""
    return str(shown)
