"""The tables beside the figures: what people did, and how the plan was kept."""

from __future__ import annotations

from collections.abc import Sequence

from branchlog.messages import Lang, say
from branchlog.messages import Plans as Text
from branchlog.messages import Stats as Words
from branchlog.records.catalogue import Catalogue
from branchlog.report import Cell, Column, Table
from branchlog.stats.plan import EVERY, PER_YEAR, Duty, Kept
from branchlog.stats.service import Service


def service_table(people: Sequence[Service], catalogue: Catalogue, lang: Lang) -> Table:
    """One line a person: events in all, hours, and the events of each kind that anybody has."""
    kinds = [kind for kind in catalogue.kinds() if any(kind.id in each.by_kind for each in people)]
    columns = (
        Column("person", say(Words.BY_PERSON, lang)),
        Column("events", say(Words.SERVICE_EVENTS, lang), "right", bar=True),
        Column("hours", say(Words.SERVICE_HOURS, lang), "right"),
        *(Column(kind.id, say(kind.label, lang), "right") for kind in kinds),
    )
    rows: list[tuple[Cell, ...]] = [
        (each.person, each.events, each.hours, *(each.by_kind.get(kind.id) for kind in kinds))
        for each in people
    ]
    return Table(columns, tuple(rows), say(Words.SERVICE_TITLE, lang))


def plan_table(plan: Sequence[Kept], lang: Lang) -> Table:
    """One line a duty: what is required, due so far, done, missing and made up late."""
    columns = (
        Column("duty", say(Text.DUTY, lang)),
        Column("required", say(Text.REQUIRED, lang)),
        Column("due", say(Text.DUE, lang), "right"),
        Column("done", say(Text.DONE, lang), "right"),
        Column("missing", say(Text.MISSING, lang)),
        Column("late", say(Text.LATE, lang)),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            say(each.duty.indicator.label, lang),
            required(each.duty, lang),
            each.due,
            each.done,
            parts(each.missing, lang),
            parts(each.late, lang),
        )
        for each in plan
    ]
    return Table(columns, tuple(rows), say(Text.TITLE, lang))


def required(duty: Duty, lang: Lang) -> str:
    """`12 a year, 1 each month`."""
    pair = Text.REQUIRED_YEARLY if PER_YEAR[duty.every] == 1 else Text.REQUIRED_IS
    return say(pair, lang, times=duty.times, each=duty.each, every=EVERY[duty.every])


def parts(labels: Sequence[str], lang: Lang) -> str:
    """Months or quarters in a row: `2024-03、2024-05`, or none."""
    if not labels:
        return say(Text.NONE, lang)
    return ("、" if lang == "zh" else ", ").join(labels)
