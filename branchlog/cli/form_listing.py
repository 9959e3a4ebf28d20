"""List what went into a form, cell by cell, so that each figure can be proven."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from branchlog.cli import periods
from branchlog.cli.form_details import Detail
from branchlog.cli.session import Session
from branchlog.messages import Cli as Common
from branchlog.messages import Forms as Text
from branchlog.records.periods import Period
from branchlog.render.forms.form import Filling, Form, Spot
from branchlog.report import Column, Report, Table
from branchlog.stats.expression import Asked
from branchlog.stats.figures import Figure


class Filled(NamedTuple):
    """What went into a placeholder: a figure that was asked for, or a detail."""

    asked: Asked | None
    figure: Figure | None
    detail: Detail | None
    filling: Filling


def tell(
    session: Session,
    form: Form,
    output: Path,
    period: Period,
    values: Mapping[str, Filled],
    *,
    as_json: bool,
) -> None:
    """List what went in, cell by cell, with the command that proves each figure."""
    cells = [(spot, text, values[text]) for spot in form.spots for text in spot.placeholders]
    for each in form.elsewhere:
        session.warn(session.say(Text.ELSEWHERE, part=each))
    missing = {each.detail.missing for _, _, each in cells if each.detail and each.detail.missing}
    for key in sorted(missing):
        session.note(Text.UNSIGNED, key=key)
    heading = (
        session.say(Text.FILLED_HEADING, period=periods.shown(session, period)),
        periods.heading(session),
    )
    commands = dict.fromkeys(_command(each.asked) for _, _, each in cells if each.asked)
    data = {
        "schema": 1,
        "form": str(form.path),
        "output": str(output),
        "period": _span(period),
        "cells": [_cell(session, *each) for each in cells],
    }
    rows = tuple(_row(session, *each) for each in cells)
    proof = (session.say(Text.PROVE, command=next(iter(commands))),) if commands else ()
    report = Report(heading, (Table(_columns(session), rows),), proof, data=data)
    session.show(report, "json" if as_json else "table", None)
    session.note(Common.OUTPUT_DONE, path=output)


def _columns(session: Session) -> tuple[Column, ...]:
    return (
        Column("sheet", session.say(Text.SHEET), priority=1),
        Column("cell", session.say(Text.CELL)),
        Column("label", session.say(Text.ENTRY)),
        Column("value", session.say(Text.VALUE), "right"),
        Column("unit", session.say(Text.UNIT)),
        Column("period", session.say(Text.PERIOD), priority=1),
        Column("records", session.say(Text.RECORDS), "right"),
    )


def _row(
    session: Session, spot: Spot, text: str, each: Filled
) -> tuple[str | int | float | None, ...]:
    if each.asked is None or each.figure is None:
        return (spot.sheet, spot.cell, text, each.filling.text, "", "", None)
    indicator = each.asked.indicator
    label, filters = session.say(indicator.label), _filters(session, each.asked)
    empty = spot.alone and each.filling.alone is None
    shown = session.say(Text.NO_VALUE) if empty else each.filling.text
    return (
        spot.sheet,
        spot.cell,
        f"{label} ({filters})" if filters else label,
        shown,
        "" if each.asked.words or indicator.unit.id == "%" else session.say(indicator.unit.label),
        each.asked.period.label,
        each.figure.records,
    )


def _filters(session: Session, asked: Asked) -> str:
    """What the records are narrowed to, in the words of the catalogue."""
    parts = []
    for id_, values in asked.wanted:
        field = asked.kind.fields[id_]
        labels = {choice.id: session.say(choice.label) for choice in field.choices}
        words = ",".join(labels.get(value, value) for value in sorted(values))
        parts.append(f"{session.say(field.label)} {words}")
    return ", ".join(parts)


def _cell(session: Session, spot: Spot, text: str, each: Filled) -> dict[str, object]:
    """A placeholder that was filled in, under stable keys."""
    data: dict[str, object] = {"sheet": spot.sheet, "cell": spot.cell, "placeholder": text}
    if each.asked is None or each.figure is None:
        return {**data, "value": each.filling.alone}
    figure = each.figure
    data |= {
        "indicator": figure.indicator.id,
        "label": session.say(figure.indicator.label),
        "unit": figure.indicator.unit.id,
        "period": _span(each.asked.period),
        "filters": {field: sorted(values) for field, values in each.asked.wanted},
        "value": figure.value,
        "display": each.filling.text,
        "records": figure.records,
    }
    if figure.approximate:
        data["approximate"] = figure.approximate
    return {**data, "why": _command(each.asked)}


def _span(period: Period) -> dict[str, str | None]:
    return {
        "label": period.label,
        "from": period.first.isoformat() if period.first else None,
        "to": period.last.isoformat() if period.last else None,
    }


#: What no shell takes for anything else, Chinese included.
_PLAIN = re.compile(r"[\w.,:=-]+")
#: Filters that other commands have an option for; the rest go by --where.
_OPTIONS = {"category": "category", "place": "place", "people": "person", "occasion": "occasion"}


def _command(asked: Asked) -> str:
    """The command that shows the records behind a figure."""
    words = ["branchlog", "why", asked.indicator.id, asked.period.label]
    words += ["--to-date"] if asked.indicator.span == "to-date" else []
    for field, values in asked.wanted:
        for value in sorted(values):
            named = field in _OPTIONS
            words += [f"--{_OPTIONS[field]}", value] if named else ["--where", f"{field}={value}"]
    return " ".join(word if _PLAIN.fullmatch(word) else shlex.quote(word) for word in words)
