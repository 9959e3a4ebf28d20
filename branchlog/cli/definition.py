"""How an indicator is defined: what is counted, of which records, and how it is worded."""

from __future__ import annotations

from branchlog.cli.session import Session
from branchlog.messages import Cli as Text
from branchlog.messages import Pair
from branchlog.records.catalogue import Catalogue, Choice, Field, Kind
from branchlog.records.indicators import Indicator
from branchlog.report import Column, Report, Table

#: Below this a number stays exact unless the indicator says otherwise.
LEAST_FLOORED = 20

_SPANS: dict[str, Pair] = {"period": Text.SPAN_PERIOD, "to-date": Text.SPAN_TO_DATE}


def report(session: Session, catalogue: Catalogue, found: list[Indicator]) -> Report:
    """A table for each indicator that a word names: one label may have several."""
    columns = (
        Column("field", session.say(Text.DEFINED_FIELD)),
        Column("value", session.say(Text.DEFINED_VALUE)),
    )
    tables = tuple(
        Table(columns, tuple(_rows(session, catalogue, each)), _title(session, each, len(found)))
        for each in found
    )
    title = session.say(Text.DEFINED_TITLE, label=found[0].label)
    data = [_json(each) for each in found]
    return Report((title,), tables, (), data=data, rows=tuple(data))


def _title(session: Session, each: Indicator, count: int) -> str:
    return f"{each.id} ({session.say(each.label)})" if count > 1 else ""


def _rows(session: Session, catalogue: Catalogue, each: Indicator) -> list[tuple[str, str]]:
    kind = catalogue.kind(each.kind) if each.kind else None
    rows = {
        Text.INDICATOR_ID: each.id,
        Text.INDICATOR: session.say(each.label),
        Text.UNIT: _unit(session, each),
        Text.DEFINED_HOW: _aggregation(session, each),
        Text.DEFINED_SPAN: session.say(Text.SPAN_STATE if each.stock else _SPANS[each.span]),
        Text.RECORDS: _records(session, kind, each) if kind else "",
        Text.DEFINED_MEASURE: _measure(session, kind, each) if kind else "",
        Text.DEFINED_WORDING: _wording(session, each),
        Text.DEFINED_PHRASE: " / ".join(_patterns(session, each.phrase)),
        Text.DEFINED_SINGLY: " / ".join(_patterns(session, *each.dated)),
        Text.DEFINED_SHOWN: _shown(session, each),
    }
    return [(session.say(title), value) for title, value in rows.items() if value]


def _unit(session: Session, each: Indicator) -> str:
    many = session.say(each.unit.label)
    return each.unit.id if many in ("", each.unit.id) else f"{many} ({each.unit.id})"


def _aggregation(session: Session, each: Indicator) -> str:
    match each.aggregation:
        case "count":
            return session.say(Text.HOW_COUNT)
        case "sum":
            return session.say(Text.HOW_SUM)
        case "distinct":
            return session.say(Text.HOW_DISTINCT_TOTAL if each.total else Text.HOW_DISTINCT)
        case "last":
            return session.say(Text.HOW_LAST)
        case _:
            return session.say(
                Text.HOW_RATIO, numerator=each.numerator, denominator=each.denominator
            )


def _records(session: Session, kind: Kind, each: Indicator) -> str:
    """Which records are looked at: all of a kind, or those that agree in every part."""
    parts = [_named(session, kind)]
    if each.categories:
        known = [kind.categories.get(id_) for id_ in each.categories]
        parts.append(f"{session.say(Text.CATEGORY)} {_choices(session, known)}")
    if each.occasions:
        parts.append(f"{session.say(kind.fields['occasion'].label)} {' / '.join(each.occasions)}")
    if each.tags:
        parts.append(f"{session.say(kind.fields['tags'].label)} {' / '.join(each.tags)}")
    if "pending" in each.state:
        parts.append(session.say(Text.STATE_PENDING))
    elif each.state:
        field = kind.fields[each.state_field]
        ended = [choice for choice in field.choices if choice.id in each.state]
        parts.append(f"{session.say(field.label)} {_choices(session, ended)}")
        parts.append(session.say(Text.STATE_BY_CLOSING))
    if len(parts) == 1:
        parts.append(session.say(Text.RECORDS_ALL))
    return session.say(Text.LIST_SEPARATOR).join(parts)


def _choices(session: Session, choices: list[Choice] | list[Choice | None]) -> str:
    return " / ".join(_named(session, each) for each in choices if each)


def _named(session: Session, thing: Kind | Field | Choice) -> str:
    """The label, and the id where it is another word."""
    label = session.say(thing.label)
    return label if label == thing.id else f"{label} ({thing.id})"


def _measure(session: Session, kind: Kind, each: Indicator) -> str:
    """The field whose numbers or names are counted; a count has none."""
    fields = [kind.fields[id_] for id_ in (each.measure, each.total) if id_]
    return " + ".join(_named(session, field) for field in fields)


def _wording(session: Session, each: Indicator) -> str:
    floored = session.say(Text.WORDED_FLOORED, floor=each.floor or LEAST_FLOORED)
    parts = [session.say(Text.WORDED_EXACT) if each.exact else floored]
    if each.han:
        parts.append(session.say(Text.WORDED_HAN))
    return session.say(Text.LIST_SEPARATOR).join(parts)


def _patterns(session: Session, *pairs: Pair) -> list[str]:
    """Phrases with their `{n}`, each once; in English `one|many`, where the number decides."""
    side = 0 if session.lang == "zh" else 1
    return list(dict.fromkeys(text for pair in pairs for text in pair[side].split("|")))


def _shown(session: Session, each: Indicator) -> str:
    if each.span == "to-date":
        where = Text.SHOWN_TO_DATE
    elif each.headline:
        where = Text.SHOWN_ALWAYS
    else:
        where = Text.SHOWN_FILTERED if each.detail else Text.SHOWN_RECORDED
    parts = [session.say(where)]
    if each.sentence:
        parts.append(session.say(Text.SHOWN_SENTENCE))
    return session.say(Text.LIST_SEPARATOR).join(parts)


def _json(each: Indicator) -> dict[str, object]:
    return {
        "indicator": each.id,
        "label": {"zh": each.label[0], "en": each.label[1]},
        "unit": each.unit.id,
        "aggregation": each.aggregation,
        "span": each.span,
        "stock": each.stock,
        "kind": each.kind or None,
        "categories": list(each.categories),
        "occasions": list(each.occasions),
        "tags": list(each.tags),
        "state": list(each.state),
        "measure": each.measure or None,
        "total": each.total or None,
        "numerator": each.numerator or None,
        "denominator": each.denominator or None,
        "wording": "exact" if each.exact else "floored",
        "floor": each.floor,
        "numerals": "han" if each.han else "arabic",
        "phrase": {"zh": each.phrase[0], "en": each.phrase[1]},
        "headline": each.headline,
        "sentence": each.sentence,
    }
