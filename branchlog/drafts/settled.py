"""全部解决, all resolved: true only when something was collected and nothing is open."""

# ruff: noqa: E501 - a pattern is read in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from branchlog.drafts.claim import Candidate, Claim, Remark, Verdict
from branchlog.drafts.clauses import Layout, Span
from branchlog.drafts.doubts import Doubts
from branchlog.drafts.indexed import Index
from branchlog.drafts.judging import remark, unclear
from branchlog.drafts.ledger_figures import LedgerFigures
from branchlog.drafts.topics import Topics
from branchlog.drafts.when import Anchor
from branchlog.messages import Drafts as Text
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period

_ALL = re.compile(
    r"(?P<all>全部|全都|均已|都已|悉数|全数)(?:得到|予以|妥善|成功|及时|已|得以|圆满|有效)*"
    r"(?:解决|办结|办理|化解|调解|调处|落实|满足|回应|处理|完成)"
    r"|(?<![A-Za-z])(?P<en>all) (?:of (?:them|which|these) )?(?:(?:have|has|had|were|are|been|now|duly|already) )*"
    r"(?:resolved|settled|solved|met|handled|dealt with|mediated)",
    re.IGNORECASE,
)
_NEARLY = re.compile(
    r"(?:未|不能?|没能?|几乎|基本|大致|接近|差点|不可能|无法|\b(?:not|nearly|almost) )$"
)


class Settled:
    """Judges the sentences that say that all was settled."""

    def __init__(
        self,
        layout: Layout,
        index: Index,
        figures: LedgerFigures,
        doubts: Doubts,
        anchor: Anchor,
    ) -> None:
        self._layout = layout
        self._doubts = doubts
        self._index = index
        self._topics = Topics(layout, index)
        self._figures = figures
        self._anchor = anchor

    def claims(self) -> Iterator[Claim]:
        """A claim for every 全部 that says how something ended."""
        for match in _ALL.finditer(self._layout.text):
            group = "all" if match["all"] else "en"
            yield self._claim(match.start(group), match.end(group))

    def _claim(self, start: int, end: int) -> Claim:
        said = self._layout.text[start:end]
        kind = self._kind(start)
        open_ = self._open(kind) if kind else None
        if kind is None or open_ is None:
            return Claim(start, end, said, "no-claim", remark=remark(Text.NOT_AN_AMOUNT))
        if doubt := self._doubted(start):
            return Claim(start, end, said, "not-understood", remark=doubt)
        time = self._layout.time(start)
        found = {}
        for period in time.periods if time else (self._anchor.period,):
            candidate = self._figures.candidate(open_, period, to_date=True)
            found[candidate] = self._judged(kind, period, candidate)
        if len({verdict for verdict, _ in found.values()}) > 1:
            why = unclear(list(found))
            return Claim(start, end, said, "not-understood", candidates=(*found,), remark=why)
        candidate, (verdict, because) = found.popitem()
        return Claim(start, end, said, verdict, candidates=(candidate,), remark=because)

    def _doubted(self, place: int) -> Remark | None:
        """争取全部解决, 未全部解决, or what another branch settled."""
        sentence, ahead = (
            self._layout.sentence(place),
            Span(self._layout.clause(place).start, place),
        )
        if words := self._doubts.denied(ahead) or self._nearly(ahead):
            return remark(Text.A_DENIAL, words=words)
        if words := self._doubts.planned(sentence, Span(ahead.start, place + len("全部"))):
            return remark(Text.A_PLAN, words=words)
        if words := self._doubts.someone(sentence, ahead):
            return self._doubts.of_whom(words)
        return None

    def _nearly(self, ahead: Span) -> str:
        found = _NEARLY.search(self._layout.text[ahead.start : ahead.end])
        return found[0] if found else ""

    def _kind(self, place: int) -> str | None:
        """What was settled: the nearest topic before it that has an end at all."""
        sentence, clause = self._layout.sentence(place), self._layout.clause(place)
        own = Span(clause.start, place)
        for span in [own, *self._layout.clauses_before(clause, sentence)]:
            topic = self._topics.of(span, sentence, first=False)
            for kind in [
                *(each.kind for each in (topic.subjects if topic else ())),
                *self._outright(span),
            ]:
                if self._open(kind):
                    return kind
        return None

    def _outright(self, span: Span) -> Iterator[str]:
        """收集需求 is the name of a figure, and tells what was collected all the same."""
        for word in reversed(self._layout.words(span)):
            for cue in word.cues:
                if cue.role == "indicator":
                    yield from (each.kind for each in self._index.by_id.get(cue.target, ()))

    def _open(self, kind: str | None) -> Indicator | None:
        """The indicator of a kind that counts what has not ended."""
        return next(
            (
                each
                for of in self._index.by_id.values()
                for each in of
                if each.kind == kind and "pending" in each.state and not each.categories
            ),
            None,
        )

    def _judged(
        self, kind: str, period: Period, candidate: Candidate
    ) -> tuple[Verdict, Remark | None]:
        counted = [each for each in self._index.of_kind(kind) if each.aggregation == "count"]
        until = self._anchor.until(period)
        if not counted or not self._figures.of(counted[0], until).hundredths:
            return "no-evidence", remark(Text.NOTHING_TO_SETTLE)
        left = candidate.figure.hundredths or 0
        if left:
            return "differs", remark(Text.STILL_OPEN, count=left // 100)
        return "matches", None
