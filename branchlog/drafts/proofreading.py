"""Every number in a draft, tied to an indicator by the words around it and judged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from branchlog.drafts.claim import Claim
from branchlog.drafts.claimed import Draft
from branchlog.drafts.clauses import Layout, Span
from branchlog.drafts.doubts import Doubts
from branchlog.drafts.fitting import Fitting
from branchlog.drafts.indexed import Index
from branchlog.drafts.judging import remark
from branchlog.drafts.ledger_figures import LedgerFigures
from branchlog.drafts.numbers import Number, folded, numbers
from branchlog.drafts.occasions import Occasions
from branchlog.drafts.settled import Settled
from branchlog.drafts.tables import Tables
from branchlog.drafts.unclaimed import Unclaimed, unclaimed, worth_saying
from branchlog.drafts.when import anchored, times
from branchlog.messages import Drafts as Text
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import Indicator
from branchlog.records.keywords import Keywords
from branchlog.records.periods import Period
from branchlog.stats.selection import Documents

_AGE_IS_COUNTED = re.compile(r"平均年?龄?[^,。;]{0,6}$")


def proofread(
    text: str,
    known: Sequence[Indicator],
    docs: Documents,
    period: Period,
    today: date,
    keywords: Mapping[str, Any],
    catalogue: Catalogue | None = None,
    own: Sequence[str] = (),
    cells: Sequence[Span] = (),
) -> list[Claim]:
    """The numbers of `text` in order, each with its verdict.

    `docs` are the documents of all years (to-date figures and other years' are asked for too),
    `keywords` the ledger's own words by indicator id, as branchlog.toml has them; a `catalogue`
    adds what it calls its categories besides. `own` is what the branch and those above it are
    called: other branches' numbers are none of its own. `cells` are the cells of a document's
    tables in the text: what looks like a table's is found without. Raises BadConfig for keywords
    that cannot be used.
    """
    words = Keywords(known, keywords, catalogue)
    tables = Tables(text, cells)
    plain = tables.parted(folded(text))
    nothing = unclaimed(plain)
    found = list(numbers(plain, [(each.start, each.end) for each in nothing]))
    anchor = anchored(period, today)
    telling = [each for each in found if _tells(each) and not tables.have(each.start)]
    layout = Layout(plain, times(plain, anchor), words.find(plain), telling)
    index = Index(known, words.units)
    figures = LedgerFigures(known, docs, index)
    occasions = Occasions(layout, index, docs)
    fitting = Fitting(layout, index, words, occasions)
    doubts = Doubts(layout, occasions, docs, own)
    draft = Draft(layout, fitting, figures, occasions, doubts, anchor)
    claims = [
        draft.claim(number, layout.place(number, telling, place))
        if not _is_age(number, plain)
        else _unclaimed(number, plain)
        for place, number in enumerate(telling)
    ]
    claims += [_unclaimed(each, plain) for each in found if not _tells(each)]
    claims += [_tabled(each) for each in found if _tells(each) and tables.have(each.start)]
    claims += [_nothing(each, plain) for each in nothing if worth_saying(each)]
    settled = Settled(layout, index, figures, doubts, anchor)
    claims += [each for each in settled.claims() if not tables.have(each.start)]
    return [
        claim._replace(said=text[claim.start : claim.end]) for claim in sorted(claims, key=_place)
    ]


def _place(claim: Claim) -> tuple[int, int]:
    return claim.start, claim.end


def _tells(number: Number) -> bool:
    """Whether a number may be an amount: figures always, numerals with a measure word."""
    return number.script != "han" or bool(number.unit)


def _is_age(number: Number, text: str) -> bool:
    """70岁以上老人 are no figure; an average age is one."""
    ahead = text[max(0, number.start - 12) : number.start]
    return number.unit == "岁" and _AGE_IS_COUNTED.search(ahead) is None


def _unclaimed(number: Number, text: str) -> Claim:
    why = Text.AN_AGE if number.unit == "岁" else Text.NOT_AN_AMOUNT
    said = text[number.start : number.end]
    return Claim(number.start, number.end, said, "no-claim", remark=remark(why))


def _tabled(number: Number) -> Claim:
    why = remark(Text.IN_A_TABLE)
    return Claim(number.start, number.end, "", "no-claim", remark=why, in_table=True)


def _nothing(each: Unclaimed, text: str) -> Claim:
    said = text[each.start : each.end]
    start = each.start + len(said) - len(said.lstrip())
    return Claim(start, each.end, said, "no-claim", remark=remark(each.why))
