"""The report's tables of people and of what must be done: service, honours, the plan."""

from __future__ import annotations

from collections.abc import Sequence

from branchlog.messages import Annual as Text
from branchlog.messages import say
from branchlog.records.record import Document
from branchlog.report import Cell, Column, Table
from branchlog.stats.annual.findings import Findings
from branchlog.stats.selection import bounds

#: So many honours from before the period stand in a report; the ledger has all.
_MOST_BEFORE = 20


def service_table(findings: Findings) -> Table | None:
    """Who took part in how many events, for how many hours, and in what."""
    lang, found = findings.asked.lang, findings.service
    if not found:
        return None
    kinds = [
        kind
        for kind in findings.catalogue.kinds()
        if any(each.by_kind.get(kind.id) for each in found)
    ]
    hours = any(each.hundredths is not None for each in found)
    columns = [
        Column("person", say(Text.PERSON, lang)),
        Column("events", say(Text.EVENTS, lang), "right"),
        *([Column("hours", say(Text.HOURS, lang), "right")] if hours else []),
        *(Column(kind.id, say(kind.label, lang), "right", priority=1) for kind in kinds),
    ]
    rows = [
        (
            each.person,
            each.events,
            *([each.hours] if hours else []),
            *(each.by_kind.get(kind.id) or None for kind in kinds),
        )
        for each in found
    ]
    return Table(tuple(columns), tuple(rows))


def service_json(findings: Findings) -> list[dict[str, object]]:
    """The same for scripts."""
    return [
        {
            "person": each.person,
            "events": each.events,
            "hours": each.hours,
            "by_kind": {kind: count for kind, count in each.by_kind.items() if count},
        }
        for each in findings.service
    ]


def honours(findings: Findings) -> tuple[list[Document], list[Document], int]:
    """The honours of the period, the latest ones from before, and how many more there are."""
    first, last = bounds(findings.asked.period)
    docs = sorted(findings.docs.get("honour", ()), key=lambda doc: str(doc["date"]))
    now = [doc for doc in docs if first <= doc["date"] <= last]
    before = [doc for doc in docs if doc["date"] < first and doc.get("category") == "title"]
    return now, before[-_MOST_BEFORE:], max(len(before) - _MOST_BEFORE, 0)


def honours_table(findings: Findings, docs: Sequence[Document], title: str = "") -> Table:
    """Each with its date, what it is, its level and who received it."""
    lang, kind = findings.asked.lang, findings.catalogue.kind("honour")
    more = ("issuer", "note") if findings.asked.names else ()
    ids = ("date", "category", "title", "level", "items", "people", *more)
    cells = {id_: [_cell(findings, doc, id_) for doc in docs] for id_ in ids}
    shown = [id_ for id_ in ids if any(cell is not None for cell in cells[id_])]
    columns = [
        Column(
            id_,
            say(kind.fields[id_].label, lang),
            "right" if id_ == "items" else "left",
            form="date" if id_ == "date" else "",
        )
        for id_ in shown
    ]
    return Table(tuple(columns), tuple(zip(*(cells[id_] for id_ in shown), strict=True)), title)


def honours_json(findings: Findings, docs: Sequence[Document]) -> list[dict[str, object]]:
    """Each under the keys of its record, as far as the table shows it too."""
    keys = ("date", "category", "title", "level", "items", "people")
    return [
        {key: doc[key] for key in keys if _cell(findings, doc, key) is not None} for doc in docs
    ]


def _cell(findings: Findings, doc: Document, id_: str) -> Cell:
    kind, lang = findings.catalogue.kind("honour"), findings.asked.lang
    raw = doc.get(id_)
    if raw is None:
        return None
    labels = {choice.id: choice.label for choice in kind.fields[id_].choices}
    if labels:
        return say(labels[raw], lang) if isinstance(raw, str) and raw in labels else None
    if isinstance(raw, (list, tuple)):
        return ("、" if lang == "zh" else ", ").join(map(str, raw))
    return raw if isinstance(raw, (int, float)) else str(raw)


def plan_table(findings: Findings) -> Table | None:
    """What was required how often, and what of it is done, missing or was late."""
    lang, plan = findings.asked.lang, findings.plan
    if not plan:
        return None
    comma = "、" if lang == "zh" else ", "
    columns = (
        Column("duty", say(Text.DUTY, lang)),
        Column("times", say(Text.EVERY, lang)),
        Column("due", say(Text.DUE, lang), "right"),
        Column("done", say(Text.DONE, lang), "right"),
        Column("missing", say(Text.MISSING, lang)),
        Column("late", say(Text.LATE, lang)),
    )
    rows, proofs = [], []
    for each in plan:
        duty = each.duty
        often = say(Text.A_YEAR, lang, times=duty.times)
        label = say(duty.indicator.label, lang)
        missing, late = comma.join(each.missing) or None, comma.join(each.late) or None
        rows.append((label, often, each.due, each.done, missing, late))
        figure = findings.over(duty.indicator)
        proofs.append(("", "", "", findings.proven(figure) if figure else "", "", ""))
    return Table(columns, tuple(rows), proofs=tuple(proofs))


def plan_json(findings: Findings) -> list[dict[str, object]]:
    """The same for scripts."""
    return [
        {
            "indicator": each.duty.indicator.id,
            "times": each.duty.times,
            "every": each.duty.every,
            "due": each.due,
            "done": each.done,
            "missing": list(each.missing),
            "late": list(each.late),
        }
        for each in findings.plan
    ]
