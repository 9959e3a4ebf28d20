"""The indicators by what they count, and whether a measure word fits what they count it in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from branchlog.messages import Pair
from branchlog.records.indicators import Indicator
from branchlog.records.keywords import field_of

#: How well a measure word fits: the same, one that may stand for it, heads for attendances, not.
SAME, SIMILAR, HEADS, NOT = 2, 1, -1, 0
_HEADS = frozenset(("人", "名", "位"))
_ATTENDANCES = "人次"


class Subject(NamedTuple):
    """A kind and the categories that are meant; without categories all of the kind."""

    kind: str
    categories: frozenset[str] = frozenset()


def subject(kind: str, *categories: str) -> Subject:
    """A kind, or some of its categories."""
    return Subject(kind, frozenset(categories))


class Index:
    """A ledger's indicators, found by kind, categories and measure."""

    def __init__(self, known: Sequence[Indicator], units: Mapping[str, frozenset[str]]) -> None:
        self._units = units
        self._labels = {indicator.unit.id: indicator.unit.label for indicator in known}
        self.by_id: dict[str, list[Indicator]] = defaultdict(list)
        self._plain: dict[tuple[str, frozenset[str], str], list[Indicator]] = defaultdict(list)
        self._special: dict[tuple[object, ...], Indicator] = {}
        self.labelled: dict[str, list[Indicator]] = defaultdict(list)
        self.fields: dict[str, dict[str, None]] = defaultdict(dict)
        self.stocks: dict[Subject, Indicator] = {}
        self.counted: set[str] = set()
        for indicator in known:
            self._enter(indicator)

    def _enter(self, indicator: Indicator) -> None:
        self.by_id[indicator.id].append(indicator)
        for label in dict.fromkeys(indicator.label):
            self.labelled[label.casefold()].append(indicator)
        if indicator.aggregation == "ratio":
            return
        if indicator.aggregation == "last":
            self.stocks.setdefault(subject(indicator.kind, *indicator.categories), indicator)
            return
        self.counted.add(indicator.kind)
        if indicator.occasions or indicator.tags or indicator.state or indicator.span != "period":
            self._special.setdefault(_structure(indicator), indicator)
            return
        field = field_of(indicator)
        key = (indicator.kind, frozenset(indicator.categories), field)
        there = self._plain[key]
        # What is said twice under two ids is one candidate.
        if all(_structure(each) != _structure(indicator) for each in there):
            there.append(indicator)
        if field:
            self.fields[indicator.kind].setdefault(field)

    def of_kind(self, kind: str) -> list[Indicator]:
        """The count of a kind as a whole."""
        return self._plain.get((kind, frozenset(), ""), [])

    def of(self, about: Subject, field: str) -> list[Indicator]:
        """The indicators of a subject's measure, or of its count; made where several are joined."""
        there = self._plain.get((about.kind, about.categories, field))
        if there:
            return there
        if len(about.categories) < 2:
            return []
        one = self._plain.get((about.kind, frozenset((min(about.categories),)), field), [])
        joined = tuple(sorted(about.categories))
        return [each._replace(categories=joined, id=_joined_id(each, joined)) for each in one]

    def narrowed(self, indicator: Indicator, occasions: tuple[str, ...]) -> Indicator:
        """The indicator for some occasions only: the ledger's own if it has one."""
        wanted = indicator._replace(occasions=occasions)
        return self._special.get(_structure(wanted), wanted)

    def up_to_date(self, indicator: Indicator) -> Indicator:
        """The ledger's own line to date for what an indicator counts, if it has one."""
        return self._special.get(_structure(indicator._replace(span="to-date")), indicator)

    def fit(self, indicator: Indicator, unit: str) -> int:
        """How well a measure word (empty: the draft has none) fits what an indicator counts in."""
        own = indicator.unit.id
        if unit == own or (unit, own) == ("元", "万元"):
            return SAME
        if unit == _ATTENDANCES and own in _HEADS:
            # Heads added up over events are attendances; different people are not.
            return SIMILAR if indicator.aggregation == "sum" else NOT
        if unit in self._units.get(own, ()):
            return SIMILAR
        if not unit:
            return SIMILAR
        return HEADS if own == _ATTENDANCES and unit in _HEADS else NOT

    def unit_label(self, unit: str) -> Pair:
        """How a measure word is written in both languages; as it stands where nothing has it."""
        like = (own for own, words in self._units.items() if unit in words and own in self._labels)
        return self._labels.get(unit) or self._labels.get(next(like, ""), (unit, unit))

    def implied(self, kind: str, field: str, unit: str) -> bool:
        """Whether a unit alone says which of a kind's measures is meant: 篇 are articles."""
        owners = {
            name
            for name in self.fields.get(kind, ())
            for each in self.of(Subject(kind), name)
            if each.unit.id == unit
        }
        return owners == {field}


def _joined_id(indicator: Indicator, categories: tuple[str, ...]) -> str:
    kind, _, rest = indicator.id.partition(".")
    return f"{kind}.{'+'.join(categories)}.{rest.partition('.')[2]}"


def _structure(indicator: Indicator) -> tuple[object, ...]:
    return (
        indicator.kind,
        frozenset(indicator.categories),
        frozenset(indicator.occasions),
        frozenset(indicator.tags),
        indicator.aggregation,
        indicator.measure,
        indicator.total,
        frozenset(indicator.state),
        indicator.span,
    )
