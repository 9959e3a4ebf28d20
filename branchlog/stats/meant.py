"""Which indicator a word means: told when it could be several, never guessed."""

from __future__ import annotations

from typing import NamedTuple

from branchlog.errors import Ambiguous, NotFound
from branchlog.messages import Why as Text
from branchlog.records.indicators import Indicator, find
from branchlog.records.periods import Period
from branchlog.records.text import short


class Meant(NamedTuple):
    """The indicator, and whether its id is counted to date too."""

    indicator: Indicator
    also_to_date: bool


def meant(word: str, known: list[Indicator], period: Period, *, to_date: bool) -> Meant:
    """The indicator of an id or a label in either language.

    Where an id is counted both ways it is the period's, unless the one to date is asked for.
    Raises NotFound, and Ambiguous where several ids could be meant.
    """
    found = find(word, known)
    ids = list(dict.fromkeys(each.id for each in found))
    if len(ids) > 1:
        raise Ambiguous(
            Text.SEVERAL,
            Text.SEVERAL_WHY,
            Text.SEVERAL_HINT,
            word=short(word),
            ids=" ".join(ids),
            id=ids[0],
        )
    # A label may be that of one span only; the id has both.
    by_span = {each.span: each for each in known if each.id == ids[0]}
    if to_date and "to-date" not in by_span:
        last = period.last.isoformat() if period.last else ""
        raise NotFound(
            Text.NO_TO_DATE,
            Text.NO_TO_DATE_WHY,
            Text.NO_TO_DATE_HINT,
            label=found[0].label,
            period=f"..{last}" if last else "all",
        )
    if to_date:
        return Meant(by_span["to-date"], True)
    labelled = {each.span: each for each in found}
    indicator = labelled.get("period") or labelled["to-date"]
    return Meant(indicator, indicator.span == "period" and "to-date" in by_span)
