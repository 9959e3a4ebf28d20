"""The rules between a record's fields: totals and names, state and closing date, days in order."""

from __future__ import annotations

from typing import Any

from branchlog.errors import BadValue
from branchlog.messages import Records as Text
from branchlog.records import dates, text
from branchlog.records.catalogue import Kind


def agree(kind: Kind, values: dict[str, Any]) -> None:
    """Fill in what follows from other fields. Raises BadValue where they contradict each other."""
    for required in ("date", *kind.required):
        if required not in values:
            field = kind.fields[required]
            raise BadValue(
                Text.MISSING,
                Text.MISSING_WHY,
                Text.MISSING_HINT,
                kind=kind.label,
                field=field.label,
                name=(field.label[0], field.id),
            )
    _total(kind, values)
    _last_day(kind, values)
    if kind.state:
        _close(kind, values)


def _total(kind: Kind, values: dict[str, Any]) -> None:
    """A total is the number of the names unless it says more."""
    for field, named in kind.totals:
        names = values.get(named)
        if names:
            total = values.setdefault(field.id, len(names))
            if total < len(names):
                raise text.bad(
                    field.label, total, Text.FEWER_THAN_NAMES, Text.FEWER_HINT, names=len(names)
                )


def _last_day(kind: Kind, values: dict[str, Any]) -> None:
    if "end" in values and values["end"] < dates.first_day(values["date"]):
        raise text.bad(
            kind.fields["end"].label,
            values["end"],
            Text.END_BEFORE,
            Text.CLOSED_BEFORE_HINT,
            date=values["date"],
        )
    if values.get("end") == values["date"]:
        del values["end"]


def _close(kind: Kind, values: dict[str, Any]) -> None:
    """Give a finished record its closing date, and refuse one to an open record."""
    assert kind.state is not None  # noqa: S101
    field = kind.fields[kind.state.field]
    closed = kind.fields["closed"]
    if kind.state.field not in values:
        # A closing date alone says that it ended as such things usually do.
        values[kind.state.field] = kind.state.default if "closed" in values else kind.state.open[0]
    state = values[kind.state.field]
    if state in kind.state.open:
        if "closed" in values:
            label = next(choice.label for choice in field.choices if choice.id == state)
            raise text.bad(
                closed.label,
                values["closed"],
                Text.OPEN_WITH_CLOSED,
                Text.OPEN_WITH_CLOSED_HINT,
                state=label,
            )
        return
    first = dates.first_day(values["date"])
    if values.setdefault("closed", first) < first:
        raise text.bad(
            closed.label,
            values["closed"],
            Text.CLOSED_BEFORE,
            Text.CLOSED_BEFORE_HINT,
            date=values["date"],
        )
