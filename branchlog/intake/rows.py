"""Rows of JSON Lines from a script, each checked; the bad ones collected, none guessed."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from branchlog.errors import BadValue, Fault, Usage
from branchlog.intake.files import strict_json
from branchlog.messages import Cli as Text
from branchlog.messages import Pair, Trouble
from branchlog.records import codec
from branchlog.records.catalogue import Catalogue, Kind
from branchlog.records.record import Document

#: Keys of `list --json` that say where a record came from, not what happened.
PROVENANCE = frozenset({"id", "rev", "batch", "recorded_at", "recorded_by"})


class Rejected(NamedTuple):
    """A row that cannot be recorded, and why; `row` is its line or its place in an array."""

    row: int
    trouble: Trouble


class Rows(NamedTuple):
    """Rows as documents, rows refused, and how many carried an id of another record or no date."""

    good: list[tuple[str, Document]]
    bad: list[Rejected]
    with_id: int
    undated: int


def read(
    lines: Iterable[bytes], catalogue: Catalogue, today: date, kind: Kind | None = None
) -> Rows:
    """Check every row. `kind` is what a row without `kind` is; a row may not contradict it.

    Blank lines are no rows. A JSON array, as `list --json` prints it, is read like its rows.
    """
    good: list[tuple[str, Document]] = []
    bad: list[Rejected] = []
    with_id = undated = 0
    for row, parsed in _parsed(lines):
        if isinstance(parsed, Trouble):
            bad.append(Rejected(row, parsed))
            continue
        with_id += "id" in parsed
        try:
            found, fields = _fields(parsed, catalogue, kind)
            good.append((found.id, codec.document(found, fields, today)))
            undated += not any(
                found.field(name).type == "when" and value is not None
                for name, value in fields.items()
            )
        except Fault as fault:
            bad.append(Rejected(row, fault.trouble))
    return Rows(good, bad, with_id, undated)


def _fields(
    given: dict[str, Any], catalogue: Catalogue, kind: Kind | None
) -> tuple[Kind, dict[str, Any]]:
    if "kind" in given:
        if not isinstance(given["kind"], str):
            raise _row(Text.NO_KIND_IN_ROW)
        own = catalogue.kind(given["kind"])
        if kind is not None and own is not kind:
            raise _row(Text.OTHER_KIND_IN_ROW, kind=own.label, wanted=kind.label)
        kind = own
    if kind is None:
        raise _row(Text.NO_KIND_IN_ROW)
    fields = {
        name: value for name, value in given.items() if name != "kind" and name not in PROVENANCE
    }
    return kind, fields


def _row(why: Pair, **values: object) -> Usage:
    return Usage(Text.KIND_MISSING, why, Text.NOT_JSON_HINT, **values)


def _parsed(lines: Iterable[bytes]) -> Iterator[tuple[int, dict[str, Any] | Trouble]]:
    """Objects by the number of their line; those of an array by their place in it.

    Input is an array when it begins as one; later a `[` is a bad row like any other.
    """
    source = iter(lines)
    begun = False
    for number, raw in enumerate(source, 1):
        # Windows puts a mark before the first line.
        line = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        if not line.strip():
            continue
        if not begun and line.lstrip().startswith(b"["):
            # An array may spread over lines, so the rest of the input belongs to it.
            yield from enumerate(_array(line + b"".join(source)), 1)
            return
        begun = True
        yield number, strict_json.item(line)


def _array(text: bytes) -> Iterator[dict[str, Any] | Trouble]:
    try:
        items = strict_json.decode(text)
    except BadValue as fault:
        yield fault.trouble
        return
    yield from map(strict_json.as_object, items)
