"""How an indicator is counted, in words that the ledger's owner understands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from branchlog.messages import Lang, Pair, say
from branchlog.messages import Why as Text
from branchlog.records.catalogue import Catalogue, Kind
from branchlog.records.indicators import Indicator, indicators


def rule(
    indicator: Indicator, catalogue: Catalogue, lang: Lang, known: Sequence[Indicator] = ()
) -> str:
    """How it is counted, in two or three sentences.

    `known` are all indicators; a ratio names two of them, which otherwise are looked up.
    """
    if indicator.aggregation == "ratio":
        return _ratio(indicator, catalogue, lang, known or indicators(catalogue))
    kind = catalogue.kind(indicator.kind)
    sentences = [_what(indicator, kind, lang), say(_when(indicator), lang)]
    return _joined(sentences, lang)


def _ratio(
    indicator: Indicator, catalogue: Catalogue, lang: Lang, known: Sequence[Indicator]
) -> str:
    by_id = {each.id: each for each in known if each.span == "period"}
    top, bottom = by_id[indicator.numerator], by_id[indicator.denominator]
    return _joined(
        [
            say(Text.RULE_RATIO, lang, top=top.label, bottom=bottom.label),
            *(
                say(Text.RULE_PART, lang, part=part.label, rule=rule(part, catalogue, lang, known))
                for part in (top, bottom)
            ),
        ],
        lang,
    )


def _joined(sentences: Iterable[str], lang: Lang) -> str:
    return ("" if lang == "zh" else " ").join(sentences)


def _what(indicator: Indicator, kind: Kind, lang: Lang) -> str:
    records = _records(indicator, kind, lang)
    field = kind.fields[indicator.measure].label if indicator.measure else ""
    match indicator.aggregation:
        case "count":
            return say(Text.RULE_COUNT, lang, records=records)
        case "sum":
            names = next(
                (names for total, names in kind.totals if total.id == indicator.measure), ""
            )
            if not names:
                return say(Text.RULE_SUM, lang, records=records, field=field)
            beside = kind.fields[names].label
            return say(Text.RULE_SUM_NAMES, lang, records=records, field=field, names=beside)
        case "distinct" if indicator.total:
            total = kind.fields[indicator.total].label
            return say(Text.RULE_DISTINCT_TOTAL, lang, records=records, names=field, total=total)
        case "distinct":
            return say(Text.RULE_DISTINCT, lang, records=records, names=field)
        case _:
            return say(Text.RULE_LAST, lang, records=records, field=field)


def _records(indicator: Indicator, kind: Kind, lang: Lang) -> str:
    """Which records: of which kind, and through which conditions."""
    comma = say(Text.RULE_OR, lang)
    labels = [say(kind.categories[id_].label, lang) for id_ in indicator.categories]
    only = [say(Text.RULE_CATEGORY, lang, names=comma.join(labels))] if labels else []
    # A stock is the latest statement of its category, whatever else was written beside it.
    if indicator.aggregation != "last":
        if indicator.occasions:
            only.append(say(Text.RULE_OCCASION, lang, names=comma.join(indicator.occasions)))
        if indicator.tags:
            only.append(say(Text.RULE_TAG, lang, names=comma.join(indicator.tags)))
        if indicator.state and not indicator.stock:
            field = kind.fields[indicator.state_field]
            states = [say(each.label, lang) for each in field.choices if each.id in indicator.state]
            only.append(say(Text.RULE_STATE, lang, field=field.label, states=comma.join(states)))
    if not only:
        return say(Text.RULE_RECORDS, lang, kind=kind.label)
    conditions = say(Text.RULE_AND, lang).join(only)
    return say(Text.RULE_RECORDS_ONLY, lang, kind=kind.label, only=conditions)


def _when(indicator: Indicator) -> Pair:
    """Which records of the period: by which date."""
    if indicator.aggregation == "last":
        return Text.RULE_WHEN_LAST
    if "pending" in indicator.state:
        return Text.RULE_WHEN_PENDING
    to_date = indicator.span == "to-date"
    if indicator.state:
        return Text.RULE_WHEN_ENDED_TO_DATE if to_date else Text.RULE_WHEN_ENDED
    return Text.RULE_WHEN_TO_DATE if to_date else Text.RULE_WHEN
