"""A draft read against a ledger: each number with its time, its indicators and their figures."""

# ruff: noqa: E501 - a pattern is read in one piece
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from branchlog.drafts.claim import Candidate, Claim, Remark
from branchlog.drafts.clauses import Layout, Place
from branchlog.drafts.doubts import Doubts
from branchlog.drafts.fitting import Fitting, Reading
from branchlog.drafts.judging import judged, remark
from branchlog.drafts.ledger_figures import LedgerFigures
from branchlog.drafts.numbers import Number
from branchlog.drafts.occasions import Occasions
from branchlog.drafts.when import Anchor
from branchlog.messages import Drafts as Text
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period

_COMPARED = re.compile(
    r"(?:同比|环比|[较比](?!较|赛|如|例|学)[^,，。;；、]{0,20}?(?:增|减|提|降|上升|多|少|高|低))[^,，。;；]{0,20}$"
    r"|(?:增加|增长|增多|减少|下降|提高|上升|降低|提升|翻)了?(?:约|近)?$"
    r"|\b(?:up|down|rose|fell|increased?|decreased?|grew|more than last year)(?: by)? ?$",
    re.IGNORECASE,
)
_COMPARED_BEHIND = re.compile(r"\s*(?:more|fewer|less|higher|lower)\b(?! or)|的?(?:增长|增幅|降幅)")
_OFTEN = re.compile(
    r"每(?:年|半年|季度|个?月|周|星期|天|日|人|名|户|次|场|期|两|三|逢|位|个|半月)|人均|户均|次均|场均|"
    r"\b(?:every|each|per|weekly|monthly|a month|a week|on average)\b",
    re.IGNORECASE,
)
_OFTEN_BEHIND = re.compile(
    r"(?:\s[a-z-]{1,20}){0,3}\s(?:a|an|per|every|each) (?:year|quarter|month|week|day|person)\b"
    r"|\s?/\s?(?:次|人|月|年|天|户|周)"
)
#: 1 2 6户 as a scanner reads it, and a minus: what number is meant is not clear.
_BROKEN_AHEAD = re.compile(r"(?<![0-9])[0-9]{1,3} $|(?<![0-9A-Za-z年月日号])-$")
_BROKEN_BEHIND = re.compile(r" [0-9]")
_OTHER_BODY = re.compile(
    r"^[\s　]*(?:(?:19|20)[0-9]{2}年(?:以来)?|近年来|目前|截至目前|今年(?:以来)?)?,?"
    r"(?P<whole>全国|全省|全市|全区|全县|全州|全镇|全乡|全街道|全系统|我国|我省|我市|我区|我县|该省|该市|该区|该县|省内|市内|"
    r"[^,。;]{0,30}?该[省市区县])"
)
_LEVEL = re.compile(r"(?:国家|省|市|县|区|街道|镇|乡)级(?:以上|及以上)?")
_NEW = re.compile(
    r"(?:新增|新发展|新建|新成立|增设|增补|新选聘|吸收|净增|减少)[^,。;]{0,6}$|\bnew\s$"
)


class Draft:
    """Judges the numbers of one text."""

    def __init__(
        self,
        layout: Layout,
        fitting: Fitting,
        figures: LedgerFigures,
        occasions: Occasions,
        doubts: Doubts,
        anchor: Anchor,
    ) -> None:
        self._layout = layout
        self._doubts = doubts
        self._fitting = fitting
        self._figures = figures
        self._occasions = occasions
        self._anchor = anchor

    def claim(self, number: Number, place: Place) -> Claim:
        """The number's claim: found, tied to indicators, judged."""
        refused = self._refused(number, place)
        if refused:
            return _claim(self._layout.text, number, "not-understood", remark(refused))
        reading = self._fitting.read(number, place)
        if not reading.indicators:
            return self._unbound(number, place, reading)
        if self._is_article(number, place, reading):
            return _claim(self._layout.text, number, "no-claim", remark(Text.NOT_AN_AMOUNT))
        if whole := self._other_body(place):
            said = remark(Text.OTHER_BODY, whole=whole)
            return _claim(self._layout.text, number, "no-claim", said)
        narrowed = self._doubts.about(number, place, reading.indicators)
        narrowed = narrowed or self._narrowed(number, place, reading)
        candidates, missing = self._candidates(number, place, reading.indicators)
        if missing and not narrowed:
            return self._without_occasion(number, candidates, missing)
        if narrowed:
            return _claim(self._layout.text, number, "not-understood", narrowed, candidates)
        candidates = _likely(candidates, reading.carried)
        verdict, beside = judged(number, candidates)
        heads = self._heads(number, place, reading) if verdict == "no-evidence" else None
        return heads or _claim(self._layout.text, number, verdict, beside, candidates)

    def _without_occasion(
        self, number: Number, candidates: Sequence[Candidate], missing: str
    ) -> Claim:
        """No record has the occasion. More than the whole year's figure is wrong all the same."""
        values = [each.figure.hundredths for each in candidates]
        least = number.least or 0
        wrong = all(value is not None and value < least for value in values)
        recorded = any(each.figure.recorded for each in candidates)
        why = remark(Text.NO_OCCASION, occasion=missing)
        verdict = "differs" if wrong and recorded else "not-understood"
        return _claim(self._layout.text, number, verdict, why, candidates)

    def _refused(self, number: Number, place: Place) -> tuple[str, str] | None:
        """Why a number is none that a figure can answer: 比上年增加20次, 每月2次."""
        text = self._layout.text
        ahead = text[place.clause.start : number.start]
        behind = text[number.end : place.clause.end]
        if number.least is None and number.most is None:
            return Text.UNREADABLE
        if _BROKEN_AHEAD.search(ahead) or (not number.unit and _BROKEN_BEHIND.match(behind)):
            return Text.UNREADABLE
        if _COMPARED.search(ahead) or _COMPARED_BEHIND.match(behind):
            return Text.A_COMPARISON
        if number.unit in ("倍", "成", "个百分点", "折"):
            return Text.A_COMPARISON
        if _OFTEN.search(ahead) or _OFTEN_BEHIND.match(behind):
            return Text.A_FREQUENCY
        return None

    def _unbound(self, number: Number, place: Place, reading: Reading) -> Claim:
        """A number whose words fit no indicator in its unit."""
        text = self._layout.text
        if whole := self._other_body(place):
            return _claim(text, number, "no-claim", remark(Text.OTHER_BODY, whole=whole))
        heads = self._heads(number, place, reading)
        if heads:
            return heads
        if not _amount(number):
            return _claim(text, number, "no-claim", remark(Text.NOT_AN_AMOUNT))
        return _claim(text, number, "not-understood", remark(Text.NO_INDICATOR))

    def _heads(self, number: Number, place: Place, reading: Reading) -> Claim | None:
        """Heads for attendances: of one event they are the same, over several nobody knows."""
        if not reading.near:
            return None
        candidates, _ = self._candidates(number, place, reading.near)
        recorded = [each for each in candidates if each.figure.recorded]
        if recorded and all(each.figure.records == 1 for each in recorded):
            verdict, beside = judged(number, recorded)
            return _claim(self._layout.text, number, verdict, beside, recorded)
        if not recorded and reading.indicators:
            return None
        of = reading.near[0]
        why = remark(
            Text.WRONG_UNIT,
            label=of.label,
            unit=of.unit.label,
            said=self._fitting.unit_label(number, place),
        )
        return _claim(self._layout.text, number, "not-understood", why, candidates)

    def _other_body(self, place: Place) -> str:
        """全市15个…: the clause speaks of a whole that one branch's ledger does not have."""
        text = self._layout.text
        found = _OTHER_BODY.match(text[place.clause.start : place.before.end])
        return found["whole"].strip() if found else ""

    def _is_article(self, number: Number, place: Place, reading: Reading) -> bool:
        """组织一次参观 tells of one event; 参观一次, with nothing behind it, counts."""
        if number.value != 100 or number.script == "arabic" or number.bound != "exact":
            return False
        if reading.indicators[0].aggregation == "last":
            return False
        return number.script == "english" or place.after.end > place.after.start

    def _narrowed(self, number: Number, place: Place, reading: Reading) -> Remark | None:
        """What no indicator tells apart: 市级荣誉, 新增网格员, 在3栋."""
        text = self._layout.text
        around = text[place.before.start : place.after.end]
        ahead = text[place.clause.start : number.start]
        if any(each.kind == "honour" for each in reading.indicators) and (
            level := _LEVEL.search(around)
        ):
            return remark(Text.NARROWED, words=level[0])
        stock = any(each.aggregation == "last" for each in reading.indicators)
        if stock and (new := _NEW.search(ahead)):
            return remark(Text.NARROWED, words=new[0].strip())
        return None

    def _candidates(
        self, number: Number, place: Place, indicators: Iterable[Indicator]
    ) -> tuple[list[Candidate], str]:
        """Each indicator over each period that the words may mean; and an occasion that none has."""
        time = self._layout.time(number.start)
        periods = time.periods if time else (self._anchor.period,)
        found: dict[tuple[Indicator, Period], Candidate] = {}
        missing = ""
        for indicator in indicators:
            for narrowed in self._occasions.narrowed(indicator, number.start, place):
                if narrowed is None:
                    missing = self._occasions.named(number.start, place)
                for period in dict.fromkeys(periods):
                    one = self._figures.candidate(
                        narrowed or indicator, period, to_date=_open(period)
                    )
                    found.setdefault((one.indicator, one.period), one)
        return list(found.values()), missing


def _likely(candidates: list[Candidate], carried: Sequence[Indicator]) -> list[Candidate]:
    """Without those that another clause speaks of and the ledger has nothing of."""
    base = {(each.id, each.categories) for each in carried}
    # In one of several periods is enough: which of them is meant is not guessed so.
    recorded = {each.indicator for each in candidates if each.figure.recorded}
    likely = [
        each
        for each in candidates
        if each.indicator in recorded or (each.indicator.id, each.indicator.categories) not in base
    ]
    return likely or candidates


def _open(period: Period) -> bool:
    return period.first is None


def _amount(number: Number) -> bool:
    """Whether a number that fits nothing still says how much was done: 开展健康讲座5次."""
    if number.script == "arabic":
        return number.unit not in ("大", "种", "方面", "类", "点", "维度", "岁")
    return number.unit in (
        "次",
        "户",
        "人",
        "人次",
        "户次",
        "名",
        "份",
        "起",
        "场",
        "场次",
        "%",
    ) and (number.value != 100)


def _claim(
    text: str,
    number: Number,
    verdict: object,
    why: Remark | None,
    candidates: Sequence[Candidate] = (),
) -> Claim:
    return Claim(
        number.start,
        number.end,
        text[number.start : number.end],
        verdict,  # type: ignore[arg-type]
        number.least,
        number.most,
        tuple(candidates),
        why,
    )
