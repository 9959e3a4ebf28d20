"""The lines of a statistics table: those that the catalogue declares and those that follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from branchlog.config import suggestion
from branchlog.errors import NotFound
from branchlog.messages import Pair
from branchlog.messages import Records as Text
from branchlog.records.catalogue import Catalogue, Choice, Field, Kind, Unit
from branchlog.records.text import short, word


class Indicator(NamedTuple):
    """One line: what is counted, how, and how its figure is worded.

    `aggregation`: sum, count, distinct, last or ratio. `measure` is the summed field, or for
    `distinct` the field of the names (`household`, `people`) with the total in `total`.
    `state` limits a count to records whose `state_field` says that they ended so, dated by their
    closing date; `pending` counts those that had not ended. `headline` lines stand in every table,
    `detail` lines only where records are looked at closely.
    """

    id: str
    label: Pair
    unit: Unit
    aggregation: str
    kind: str = ""
    categories: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    measure: str = ""
    total: str = ""
    state: tuple[str, ...] = ()
    state_field: str = ""
    open_states: tuple[str, ...] = ()
    span: str = "period"
    numerator: str = ""
    denominator: str = ""
    phrase: Pair = ("", "")
    dated: tuple[Pair, ...] = ()
    exact: bool = False
    floor: int = 0
    han: bool = False
    headline: bool = False
    detail: bool = False
    sentence: bool = False

    @property
    def stock(self) -> bool:
        """Whether the figure is a state at the period's end, not something that adds up."""
        return self.aggregation == "last" or "pending" in self.state


def indicators(catalogue: Catalogue) -> list[Indicator]:
    """Every indicator, kind by kind: declared ones, then the kind's own, then its categories'."""
    declared = [_declared(raw, catalogue) for raw in catalogue.declared()]
    relabel = catalogue.relabelled()
    taken = {(indicator.id, indicator.span) for indicator in declared}
    said = {_counts(indicator) for indicator in declared if indicator.span == "period"}
    found: list[Indicator] = []
    for kind in catalogue.kinds():
        found += [indicator for indicator in declared if _home(indicator) == kind.id]
        found += [
            # What a declared line says already is a detail under its derived name.
            indicator._replace(detail=indicator.detail or _counts(indicator) in said)
            for indicator in _derived(kind, catalogue)
            if (indicator.id, indicator.span) not in taken
        ]
    # A ledger's own may be named after no kind at all.
    known = {kind.id for kind in catalogue.kinds()}
    found += [indicator for indicator in declared if _home(indicator) not in known]
    return [_relabelled(indicator, relabel, catalogue.units) for indicator in found]


def _counts(indicator: Indicator) -> tuple[object, ...]:
    """What an indicator counts, whatever it is called."""
    what = (indicator.kind, indicator.categories, indicator.occasions, indicator.tags)
    return (*what, indicator.aggregation, indicator.measure, indicator.state)


def find(text: str, known: list[Indicator]) -> list[Indicator]:
    """The indicators with this id or label (one per span). Raises NotFound with a suggestion."""
    wanted = text.strip().casefold()
    exact = [indicator for indicator in known if indicator.id == wanted]
    if exact:
        return exact
    labelled = [
        indicator
        for indicator in known
        if word(text) in (word(indicator.label[0]), word(indicator.label[1]))
    ]
    if labelled:
        return labelled
    words = [name for indicator in known for name in (indicator.id, *indicator.label)]
    raise NotFound(
        Text.UNKNOWN_INDICATOR,
        Text.UNKNOWN_INDICATOR_WHY,
        Text.UNKNOWN_INDICATOR_HINT,
        word=short(text),
        suggestion=suggestion(text, words),
    )


def _home(indicator: Indicator) -> str:
    return indicator.id.split(".")[0]


def _declared(raw: Mapping[str, Any], catalogue: Catalogue) -> Indicator:
    where = raw.get("where", {})
    measure, total = raw.get("measure", ""), ""
    unit = catalogue.units[raw["unit"]]
    if raw["aggregation"] == "distinct" and measure != "people":
        field = catalogue.kind(where["kind"]).fields[measure]
        measure, total = field.raw.get("distinct", measure), field.id if field.unit else ""
    label = (raw["label"][0], raw["label"][1])
    state = catalogue.kind(where["kind"]).state if raw.get("state") else None
    return Indicator(
        id=raw["id"],
        label=label,
        unit=unit,
        aggregation=raw["aggregation"],
        kind=where.get("kind", ""),
        categories=tuple(where.get("category", ())),
        occasions=tuple(where.get("occasion", ())),
        tags=tuple(where.get("tag", ())),
        measure=measure,
        total=total,
        state=tuple(raw.get("state", ())),
        state_field=state.field if state else "",
        open_states=state.open if state else (),
        span=raw.get("span", "period"),
        numerator=raw.get("numerator", ""),
        denominator=raw.get("denominator", ""),
        phrase=_phrase(raw, label),
        dated=_dated(raw),
        exact=_exact(raw, unit) or raw["aggregation"] in ("last", "ratio"),
        floor=raw.get("floor", 0),
        han=raw.get("numerals") == "han",
        headline=True,
        sentence=raw.get("sentence", False),
    )


def _derived(kind: Kind, catalogue: Catalogue) -> list[Indicator]:
    """The indicators that follow from a kind and its categories."""
    if kind.stock:
        value = kind.fields["value"]
        return [_stock(kind, value, choice) for choice in kind.categories.values()]
    found = [*_group(kind, catalogue, None)]
    for choice in kind.categories.values():
        found += _group(kind, catalogue, choice)
    return found


def _stock(kind: Kind, value: Field, choice: Choice) -> Indicator:
    unit = kind.unit_of(value, choice.id) or kind.unit
    return Indicator(
        id=f"{kind.id}.{choice.id}",
        label=choice.label,
        unit=unit,
        aggregation="last",
        kind=kind.id,
        categories=(choice.id,),
        measure=value.id,
        phrase=_phrase(choice.raw, choice.label),
        exact=True,
        han=choice.raw.get("numerals") == "han",
    )


def _group(kind: Kind, catalogue: Catalogue, choice: Choice | None) -> list[Indicator]:
    """Count, measures and people of a kind, or of one of its categories."""
    raw: Mapping[str, Any] = choice.raw if choice else kind.raw
    head = f"{kind.id}.{choice.id}" if choice else kind.id
    label, phrase = _named(kind, choice)
    base = Indicator(
        id=f"{head}.{kind.count}",
        label=_counted(kind) if choice is None else label,
        unit=catalogue.units[raw["unit"]] if "unit" in raw else kind.unit,
        aggregation="count",
        kind=kind.id,
        categories=(choice.id,) if choice else (),
        phrase=phrase,
        dated=_dated(raw),
        exact=(raw.get("wording") or kind.raw.get("wording")) == "exact",
        floor=raw.get("floor", 0),
        han=raw.get("numerals") == "han",
    )
    phrases = raw.get("phrases", {})
    found = [base]
    for field in kind.measures():
        found.append(_measure(base, head, label, field, phrases))
    people = kind.fields["people"]
    found.append(
        _member(base, head, label, people)._replace(
            unit=catalogue.units["人"],
            aggregation="distinct",
            phrase=_phrase_for(people, label, phrases),
            detail=choice is not None and people.id not in phrases,
        )
    )
    return found


def _named(kind: Kind, choice: Choice | None) -> tuple[Pair, Pair]:
    """Label and phrase. A category that has no phrase is named after its kind: 调解:其他."""
    if choice is None:
        return kind.label, _phrase(kind.raw, kind.label)
    if "phrase" in choice.raw:
        return choice.label, _phrase(choice.raw, choice.label)
    (zh, en), (own_zh, own_en) = kind.label, choice.label
    return (f"{zh}:{own_zh}", f"{en}: {own_en}"), (f"{zh}{own_zh}{{n}}", f"{en}, {own_en}: {{n}}")


def _counted(kind: Kind) -> Pair:
    counted = kind.raw.get("counted", kind.label)
    return (counted[0], counted[1])


def _member(base: Indicator, head: str, label: Pair, field: Field) -> Indicator:
    """An indicator of one field beside the count of the same records."""
    return base._replace(
        id=f"{head}.{field.id}",
        label=(f"{label[0]}:{field.label[0]}", f"{label[1]}: {field.label[1]}"),
        measure=field.id,
        dated=(),
        exact=False,
        floor=0,
        han=False,
    )


def _measure(
    base: Indicator, head: str, label: Pair, field: Field, phrases: Mapping[str, Any]
) -> Indicator:
    assert field.unit is not None  # noqa: S101 - the catalogue's check requires it
    names = field.raw.get("distinct", "")
    return _member(base, head, label, field)._replace(
        unit=field.unit,
        aggregation="distinct" if names else "sum",
        measure=names or field.id,
        total=field.id if names else "",
        phrase=_phrase_for(field, label, phrases),
        exact=_exact(field.raw, field.unit),
        floor=field.raw.get("floor", 0),
        detail=bool(base.categories) and field.id not in phrases,
    )


def _phrase_for(field: Field, label: Pair, phrases: Mapping[str, Any]) -> Pair:
    own = phrases.get(field.id) or field.raw.get("phrase")
    if own:
        return (own[0], own[1])
    return (f"{label[0]}{field.label[0]}{{n}}", f"{label[1]} {field.label[1]}: {{n}}")


def _phrase(raw: Mapping[str, Any], label: Pair) -> Pair:
    own = raw.get("phrase")
    return (own[0], own[1]) if own else (f"{label[0]}{{n}}", f"{label[1]}: {{n}}")


def _dated(raw: Mapping[str, Any]) -> tuple[Pair, ...]:
    keys = [key for key in ("dated", "dated_people") if key in raw]
    return tuple((raw[key][0], raw[key][1]) for key in keys)


def _exact(raw: Mapping[str, Any], unit: Unit) -> bool:
    return raw.get("wording") == "exact" or unit.money or unit.id == "%"


def _relabelled(
    indicator: Indicator, relabel: Mapping[str, Any], units: Mapping[str, Unit]
) -> Indicator:
    """The indicator under a ledger's own name, unit or wording."""
    changes = relabel.get(indicator.id)
    if not changes:
        return indicator
    unit = units[changes["unit"]] if "unit" in changes else indicator.unit
    exact = changes["wording"] == "exact" if "wording" in changes else indicator.exact
    return indicator._replace(
        label=tuple(changes.get("label", indicator.label)),
        unit=unit,
        phrase=tuple(changes.get("phrase", indicator.phrase)),
        exact=exact,
        floor=changes.get("floor", indicator.floor),
        han=changes["numerals"] == "han" if "numerals" in changes else indicator.han,
        sentence=changes.get("sentence", indicator.sentence),
        detail=False,
    )
