"""What stands in a form's braces: an indicator, narrowed by filters and by a span of time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from branchlog.errors import BadValue
from branchlog.messages import Forms as Text
from branchlog.messages import Pair
from branchlog.records import codec, indicators, periods
from branchlog.records.catalogue import Catalogue, Field, Kind, find
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period
from branchlog.records.record import Document
from branchlog.records.text import same, short
from branchlog.records.typed import fold
from branchlog.stats.figures import Figure, figures
from branchlog.stats.selection import Documents, Selection, Sorted

#: A field's id and the values of which a record must have one.
Wanted = tuple[tuple[str, frozenset[str]], ...]


class Expression(NamedTuple):
    """A placeholder taken apart: `mediation.settled category=neighbours span=ytd words`."""

    word: str
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: bool = False


class Asked(NamedTuple):
    """The figure that an expression asks for, of records of a kind.

    `words` asks for it as a report says it: 120余户.
    """

    indicator: Indicator
    kind: Kind
    period: Period
    wanted: Wanted = ()
    words: bool = False


#: What Excel and Chinese input methods make of a quotation mark.
_QUOTES = str.maketrans("“”„‟«»「」‘’‚‛", '""""""""\'\'\'\'')
_TOKEN = re.compile(r"""([^\s="']+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'=]+)(?=\s|$)|(\S+)""")
_IN_WORDS = ("words", "文字")
_PERIOD = ("period", "期间")
_SPAN = ("span", "范围")
_SPANS = {
    "period": ("period", "本期"),
    "ytd": ("ytd", "年初至今", "本年累计"),
    "to-date": ("to-date", "截至目前"),
}
#: Fields that go by a shorter name in the filters of other commands.
_PEOPLE, _STATE = ("person", "people"), ("state", "状态")
_NARROWING = ("category", "choice", "names", "text")


def parse(text: str) -> Expression:
    """The parts of a placeholder's text, full-width signs and curly quotes read as plain ones.

    Raises BadValue for what is neither `key=value` nor a name before it.
    """
    name: list[str] = []
    options: list[tuple[str, tuple[str, ...]]] = []
    words = False
    for token in _TOKEN.finditer(fold(text).translate(_QUOTES)):
        key, value, bare = token.groups()
        if key:
            options.append((key.casefold(), _values(value)))
        elif name and bare.casefold() in _IN_WORDS:
            words = True
        elif options or words or "=" in bare:
            raise BadValue(
                Text.BAD_EXPRESSION, Text.NO_OPTION, Text.EXPRESSION_HINT, word=short(bare)
            )
        else:
            name.append(bare)
    return Expression(" ".join(name), tuple(options), words)


def _values(value: str) -> tuple[str, ...]:
    if value[0] in "\"'":
        return (value[1:-1],)
    return tuple(part for part in re.split("[,、]", value) if part)


def resolve(
    expression: Expression,
    known: list[Indicator],
    catalogue: Catalogue,
    period: Period,
    today: date,
) -> Asked:
    """What an expression asks for, in the terms of the catalogue.

    Raises NotFound for an unknown indicator or field, BadValue for what makes no sense with it.
    """
    found = indicators.find(expression.word, known)
    if len({each.id for each in found}) > 1:
        ids = " ".join(each.id for each in found)
        raise _bad(Text.SEVERAL_INDICATORS, word=short(expression.word), known=ids)
    span, wanted = "", dict[str, frozenset[str]]()
    kind = _kind(found[0], known, catalogue)
    for key, values in expression.options:
        if key in _PERIOD:
            period = periods.parse_comparison(_one(key, values), period, today)
        elif key in _SPAN:
            span = _span(_one(key, values))
        else:
            field = _field(kind, key)
            wanted[field.id] = wanted.get(field.id, frozenset()) | _wanted(field, values)
    indicator = _of_span(found, span)
    _check(indicator, kind, wanted)
    narrowed = tuple(sorted(wanted.items()))
    return Asked(indicator, kind, _within(period, span), narrowed, expression.words)


def _kind(indicator: Indicator, known: Sequence[Indicator], catalogue: Catalogue) -> Kind:
    """The kind whose records are counted; for a ratio, those above the line."""
    if indicator.aggregation == "ratio":
        indicator = next(each for each in known if each.id == indicator.numerator)
    return catalogue.kind(indicator.kind)


def _one(key: str, values: Sequence[str]) -> str:
    if len(values) != 1:
        raise _bad(Text.ONE_VALUE, key=key)
    return values[0]


def _span(word: str) -> str:
    for span, names in _SPANS.items():
        if word.casefold() in names:
            return span
    raise _bad(Text.UNKNOWN_SPAN, word=short(word))


def _field(kind: Kind, key: str) -> Field:
    """The field that a filter's name means. Raises NotFound or BadValue."""
    if key in _PEOPLE:
        key = "people"
    elif key in _STATE and kind.state:
        key = kind.state.field
    field = kind.field(key)
    if field.type not in _NARROWING:
        raise _bad(Text.NO_FILTER, field=field.label)
    return field


def _wanted(field: Field, values: Sequence[str]) -> frozenset[str]:
    if not values:
        raise _bad(Text.ONE_VALUE, key=field.label)
    if field.type not in ("category", "choice"):
        return frozenset(map(same, values))
    choices = [(value, find(value, field.choices)) for value in values]
    for value, choice in choices:
        if choice is None:
            raise codec.unknown_choice(field, value)
    return frozenset(choice.id for _, choice in choices if choice)


def _of_span(found: Sequence[Indicator], span: str) -> Indicator:
    """The indicator of the span; one that the catalogue has for another span only is moved."""
    wanted = "to-date" if span == "to-date" else "period"
    same_span = [each for each in found if each.span == wanted]
    if same_span:
        return same_span[0]
    # What is over all time by itself stays so, unless the form says otherwise.
    return found[0]._replace(span="period") if span in ("period", "ytd") else found[0]


def _within(period: Period, span: str) -> Period:
    """The period that a span makes of the report's. Raises BadValue where it has no end."""
    if span in ("", "period"):
        return period
    if period.last is None:
        raise _bad(Text.NO_END, period=period.label)
    if span == "to-date":
        return periods.of_label(f"..{period.last.isoformat()}")
    first = period.last.replace(month=1, day=1)
    if period.first == first:
        return period
    return periods.of_label(f"{first.isoformat()}..{period.last.isoformat()}")


def _check(indicator: Indicator, kind: Kind, wanted: Mapping[str, frozenset[str]]) -> None:
    """Refuse filters that would make a figure of nothing. Raises BadValue."""
    own = indicator.categories
    if own and "category" in wanted and not wanted["category"].intersection(own):
        names = " ".join(own)
        raise _bad(Text.OTHER_CATEGORY, indicator=indicator.id, known=names)
    states = indicator.state or indicator.aggregation == "ratio"
    if states and kind.state and kind.state.field in wanted:
        raise _bad(Text.HAS_STATE, indicator=indicator.id, kind=f"{kind.id}.{kind.count}")


def _bad(why: Pair, **values: object) -> BadValue:
    return BadValue(Text.BAD_EXPRESSION, why, Text.EXPRESSION_HINT, **values)


class Evaluation:
    """Figures over documents, each selection of which is sorted and tallied once."""

    def __init__(self, known: Sequence[Indicator], docs: Documents) -> None:
        self._known = known
        self._docs = docs
        self._sorted: dict[Wanted, Sorted] = {}
        self._selections: dict[tuple[Wanted, Period], Selection] = {}

    def figure(self, asked: Asked) -> Figure:
        """The figure. Raises Refused, naming the document, for a value that cannot be counted."""
        parts = (asked.indicator.numerator, asked.indicator.denominator)
        needed = [each for each in self._known if each.span == "period" and each.id in parts]
        kinds = {asked.indicator.kind, *(each.kind for each in needed)}
        # A measure that was left out is the number of the names beside it: these lines say which.
        named = [each for each in self._known if each.total and each.kind in kinds]
        return figures([*named, *needed, asked.indicator], self._selection(asked))[-1]

    def unheard(self, asked: Asked) -> list[str]:
        """The names and texts asked for that no document has: `place=火星`, perhaps mistyped."""
        return [
            f"{field}={','.join(sorted(values))}"
            for field, values in asked.wanted
            if asked.kind.fields[field].type in ("text", "names")
            and not any(_has(doc, field, values) for docs in self._docs.values() for doc in docs)
        ]

    def _selection(self, asked: Asked) -> Selection:
        key = (asked.wanted, asked.period)
        if key not in self._selections:
            if asked.wanted not in self._sorted:
                self._sorted[asked.wanted] = Sorted(self._narrowed(asked.wanted))
            self._selections[key] = Selection(self._sorted[asked.wanted], asked.period)
        return self._selections[key]

    def _narrowed(self, wanted: Wanted) -> Documents:
        if not wanted:
            return self._docs
        return {
            kind: [doc for doc in docs if all(_has(doc, *each) for each in wanted)]
            for kind, docs in self._docs.items()
        }


def _has(doc: Document, field: str, values: frozenset[str]) -> bool:
    value = doc.get(field)
    if isinstance(value, list):
        return any(isinstance(part, str) and same(part) in values for part in value)
    return isinstance(value, str) and same(value) in values
