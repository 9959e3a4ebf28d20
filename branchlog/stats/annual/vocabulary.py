"""The words that a report's template may use. See `Vocabulary.given` for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from branchlog.messages import Annual as Text
from branchlog.messages import Pair, Stats, say
from branchlog.records import numerals
from branchlog.records.indicators import Indicator, find
from branchlog.stats import wording
from branchlog.stats.annual import marks, spans
from branchlog.stats.annual.findings import Findings
from branchlog.stats.figures import Figure

Phrase = str | bool | None | Iterable[str]


class Vocabulary:
    """Functions that give phrases, each empty where nothing is recorded or the figure is 0."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.lang = findings.asked.lang
        #: The proof behind each mark in the text.
        self.proofs: dict[int, str] = {}
        self._said: set[tuple[str, str]] = set()

    def given(self) -> Mapping[str, object]:
        """Everything that a template is given, by name."""
        asked = self.findings.asked
        return {
            "name": marks.line(asked.name),
            "period": spans.worded(asked.period, self.lang),
            # A year, a quarter, a month: short enough to begin every sentence with.
            "whole": asked.period.label != "all" and ".." not in asked.period.label,
            "lead": self.lead,
            "phrase": self.phrase,
            "tell": self.tell,
            "words": self.words,
            "value": self.value,
            "recorded": self.recorded,
            "worded": self.worded,
            "to_date": self.to_date,
            "dated": self.dated,
            "all_resolved": self.all_resolved,
            "own": self.own,
            "join": self.join,
            "sentence": self.sentence,
            "point": self.point,
            "points": self.points,
        }

    @property
    def lead(self) -> str:
        """The beginning of a sentence about the period: `2024年,`."""
        period = spans.worded(self.findings.asked.period, self.lang)
        return say(Text.LEAD, self.lang, period=period[:1].upper() + period[1:])

    def phrase(self, name: str, span: str = "") -> str:
        """`开展走访慰问120余户`: the indicator's own phrase, in the period or "to-date"."""
        figure = self._worth(name, span)
        return self._phrase(figure) if figure else ""

    def tell(self, name: str) -> str:
        """The phrase, unless one of the ledger's own says the same of fewer words' worth.

        Where all patrols were at Qingming, the ledger's own `清明节期间开展义务巡逻20余次` says it.
        """
        figure = self._worth(name)
        if figure is None or any(self._refines(each, figure) for each in self.findings.own):
            return ""
        return self._phrase(figure)

    def words(self, name: str, span: str = "") -> str:
        """`120余户`: the figure with its unit."""
        figure = self._worth(name, span)
        return self._words(figure) if figure else ""

    def value(self, name: str, span: str = "") -> int | float | None:
        """The exact number, or None where nothing is recorded: to compare with, not to print."""
        figure = self.findings.figure(name, span)
        return None if figure is None else figure.value

    def recorded(self, name: str, span: str = "") -> bool:
        """Whether there is a figure above 0."""
        return self._worth(name, span) is not None

    def worded(self, name: str) -> bool:
        """Whether the ledger has words of its own for the indicator."""
        relabelled = self.findings.asked.own.get("relabel", {})
        return any(each.id in relabelled for each in find(name, self.findings.known))

    def to_date(self, name: str) -> str:
        """The phrase over everything up to the period's end, if the ledger counts it so."""
        if not self.findings.declared(name, "to-date"):
            return ""
        return self.phrase(name, "to-date")

    def dated(self, name: str, span: str = "", last: int = 0) -> list[str]:
        """Each event in words with its month, oldest first; `last` keeps only the latest ones."""
        figure = self._worth(self._singly(name), span)
        if figure is None:
            return []
        self._said.add((figure.indicator.id, figure.indicator.span))
        phrases = wording.dated_phrases(figure, self.lang, self._roles())
        shown = phrases[-last:] if last else phrases
        return [self._mark(marks.line(phrase), figure) for phrase in shown]

    def all_resolved(self, name: str = "need.collected") -> str:
        """`已全部解决`: only when something was collected and nothing is open at the end."""
        open_ = self.findings.figure("need.open")
        if open_ is None or open_.hundredths or not self._worth(name):
            return ""
        # How many were resolved is said by it too.
        self._said.update(("need.resolved", span) for span in ("period", "to-date"))
        return self._mark(say(Stats.ALL_RESOLVED, self.lang), open_)

    def own(self, kind: str = "") -> list[str]:
        """The phrases of the ledger's own indicators, of one kind or all, not yet said."""
        found = []
        for indicator in self.findings.own:
            key = (indicator.id, indicator.span)
            figure = self.findings.found.get(key)
            if key not in self._said and indicator.kind in (kind or indicator.kind,):
                phrase = self._phrase(figure) if figure and figure.hundredths else ""
                found += [phrase] if phrase else []
        return found

    def join(self, *parts: Phrase) -> str:
        """The phrases with commas between them; empty ones are left out."""
        return ("," if self.lang == "zh" else ", ").join(_flat(parts))

    def sentence(self, lead: str, *parts: Phrase) -> str:
        """A whole sentence, or nothing at all where no phrase says anything.

        `lead` begins it, unless the first phrase begins with it already.
        """
        said = self.join(*parts)
        if not said:
            return ""
        opening = "" if marks.bare(said).startswith(lead) else lead
        return say(Text.FULL_STOP, self.lang, text=opening + said)

    def point(self, head: str, *sentences: str) -> str:
        """Sentences under a short head: `创新学习模式。2024年,…`."""
        said = ("" if self.lang == "zh" else " ").join(filter(None, sentences))
        return say(Text.POINT, self.lang, head=head, text=said) if said else ""

    def points(self, *points: str) -> str:
        """Points as paragraphs; in Chinese, two or more of them as 一是, 二是, 三是."""
        there = [point for point in points if point]
        if len(there) > 1:
            there = [
                say(
                    Text.NUMBERED,
                    self.lang,
                    number=(numerals.to_han(number), str(number)),
                    point=point,
                )
                for number, point in enumerate(there, 1)
            ]
        return "\n\n".join(there)

    def _worth(self, name: str, span: str = "") -> Figure | None:
        figure = self.findings.figure(name, span)
        return figure if figure is not None and figure.hundredths else None

    def _phrase(self, figure: Figure) -> str:
        """The indicator's phrase with the figure marked in it."""
        indicator = figure.indicator
        self._said.add((indicator.id, indicator.span))
        pattern = indicator.phrase[0] if self.lang == "zh" else indicator.phrase[1]
        one, _, many = marks.line(pattern).partition("|")
        text = wording.words(figure, self.lang)
        chosen = one if text == "1" or not many else many
        return chosen.replace("{n}", self._mark(text, figure))

    def _words(self, figure: Figure) -> str:
        return self._mark(wording.words(figure, self.lang), figure)

    def _mark(self, text: str, figure: Figure) -> str:
        number = len(self.proofs)
        self.proofs[number] = self.findings.proven(figure)
        return marks.marked(text, number)

    def _refines(self, own: Indicator, figure: Figure) -> bool:
        """Whether one of the ledger's own counts the same of the same, with the same result."""
        said, mine = _counts(figure.indicator), _counts(own)
        there = self.findings.found.get((own.id, own.span))
        return (
            own.id != figure.indicator.id
            and said == mine
            and there is not None
            and there.hundredths == figure.hundredths
        )

    def _singly(self, name: str) -> str:
        """The indicator that words the same events one by one, if this one does not."""
        indicator = find(name, self.findings.known)[0]
        if indicator.dated:
            return indicator.id
        alike = (each for each in self.findings.known if each.dated)
        return next((each.id for each in alike if _counts(each) == _counts(indicator)), name)

    def _roles(self) -> dict[str, Pair]:
        stocks = (kind for kind in self.findings.catalogue.kinds() if kind.stock)
        choices = (choice for kind in stocks for choice in kind.categories.values())
        return {label: choice.label for choice in choices for label in choice.label}


def _counts(indicator: Indicator) -> tuple[object, ...]:
    """What is counted, whatever it is called and whichever occasions it is limited to."""
    what = (indicator.kind, indicator.categories, indicator.aggregation, indicator.measure)
    return (*what, indicator.state, indicator.span)


def _flat(parts: Iterable[Phrase]) -> list[str]:
    found: list[str] = []
    for part in parts:
        if isinstance(part, str):
            found += [part] if re.sub(r"\s", "", part) else []
        elif part is not None and not isinstance(part, bool):
            found += _flat(part)
    return found
