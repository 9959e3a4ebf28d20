"""What axes and their keys are called in a table, and the order in which keys stand."""

from __future__ import annotations

from collections.abc import Callable

from branchlog.messages import Lang, Pair, say
from branchlog.messages import Stats as Text
from branchlog.records.catalogue import Catalogue, Choice, Kind
from branchlog.stats.axes import BLANK, SPANS, Axis

AXIS_TITLES: dict[Axis, Pair] = {
    "month": Text.BY_MONTH,
    "quarter": Text.BY_QUARTER,
    "year": Text.BY_YEAR,
    "kind": Text.BY_KIND,
    "category": Text.BY_CATEGORY,
    "person": Text.BY_PERSON,
    "place": Text.BY_PLACE,
    "occasion": Text.BY_OCCASION,
    "state": Text.BY_STATE,
    "span": Text.BY_SPAN,
}
_SPAN_LABELS = dict(zip(SPANS, (Text.THIS_PERIOD, Text.YEAR_SO_FAR), strict=True))


def key_label(key: str, axis: Axis, kind: Kind, catalogue: Catalogue, lang: Lang) -> str:
    """What a key is called among a kind's records."""
    if key == BLANK:
        return say(Text.UNFILLED, lang)
    if axis == "kind":
        return say(catalogue.kind(key).label, lang)
    if axis == "span":
        return say(_SPAN_LABELS[key], lang)
    choices = _choices(axis, kind)
    return say(choices[key].label, lang) if key in choices else key


def order(axis: Axis, kind: Kind) -> Callable[[str], tuple[int, str]]:
    """Categories and states as the catalogue has them, others as texts sort; blanks last."""
    places = {key: at for at, key in enumerate(SPANS if axis == "span" else _choices(axis, kind))}
    return lambda key: (len(places) + 1 if key == BLANK else places.get(key, len(places)), key)


def _choices(axis: Axis, kind: Kind) -> dict[str, Choice]:
    """The fixed values that a kind has on an axis."""
    if axis == "category":
        return kind.categories
    if axis == "state" and kind.state:
        return {choice.id: choice for choice in kind.fields[kind.state.field].choices}
    return {}


def short_time(key: str, *, same_year: bool) -> str:
    """`2024-03` as `03` and `2024Q1` as `Q1` where every column is of one year."""
    return key[4:].lstrip("-") or key if same_year else key
