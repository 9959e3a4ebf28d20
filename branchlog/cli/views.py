"""Records as people and scripts see them: one line, a page, JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from branchlog.errors import NotFound
from branchlog.ledger import Entry, Snapshot
from branchlog.messages import Cli as Text
from branchlog.messages import Lang, Pair, Stats, say
from branchlog.records import dates
from branchlog.records.catalogue import Catalogue, Field, Kind
from branchlog.records.record import Document

if TYPE_CHECKING:
    from branchlog.records.filters import Filters
    from branchlog.report import Cell

OPS: dict[str, Pair] = {"add": Text.OP_ADD, "amend": Text.OP_AMEND, "void": Text.OP_VOID}


def version_json(entry: Entry) -> dict[str, object]:
    """One version in a record's history."""
    known = {"id": entry.id, "kind": entry.kind}
    return {
        **known,
        **(entry.doc or {}),
        # A script's document may have keys that are called so.
        **known,
        "rev": entry.rev,
        "op": entry.op,
        "at": entry.at,
        "who": entry.who,
        "why": entry.why,
        "batch": entry.batch,
    }


def short_id(id_: str) -> str:
    """The last 8 digits of an id, which is what a person types."""
    return id_[-8:]


_is_iso = lru_cache(maxsize=4096)(dates.is_iso)


def day(date: object, lang: Lang) -> str:
    """A date with its weekday; a month, and what is no date, as it is."""
    if not isinstance(date, str) or not _is_iso(date):
        return str(date)
    weekday = dates.weekday(date, lang)
    return say(Text.WEEKDAY, lang, date=date, weekday=weekday) if weekday else date


def span(doc: Document, lang: Lang) -> str:
    """When it was: a day, a month, or first and last day."""
    first = day(doc.get("date", ""), lang)
    if "end" not in doc:
        return first
    return say(Text.ACROSS, lang, first=first, last=day(doc["end"], lang))


def value(kind: Kind | None, id_: str, doc: Document, lang: Lang) -> str:
    """A field's value in words: labels for ids, units after numbers."""
    field = kind.fields.get(id_) if kind else None
    raw = doc[id_]
    if field is None:
        return raw if isinstance(raw, str) else str(raw)
    match field.type:
        case "category" | "choice":
            return next(
                (say(each.label, lang) for each in field.choices if each.id == raw), str(raw)
            )
        case "quantity" | "times":
            return _number(kind, field, raw, doc, lang)
        case "names" if isinstance(raw, list):
            return ("、" if lang == "zh" else ", ").join(map(str, raw))
        case "day" | "end" | "when" if isinstance(raw, str):
            return day(raw, lang)
        case "approximate":
            return _approximate(kind, raw, lang)
        case _:
            return str(raw)


def _number(kind: Kind | None, field: Field, raw: Any, doc: Document, lang: Lang) -> str:
    """A number with its unit and its mark: 约25人次, about 25, 500 m²."""
    unit = kind.unit_of(field, doc.get("category")) if kind else field.unit
    text = str(raw)
    marks = doc.get("approximate")
    mark = marks.get(field.id) if isinstance(marks, Mapping) else marks
    if field.type == "quantity" and isinstance(mark, str) and mark in _MARKS:
        text = say(_MARKS[mark], lang, n=text)
    if unit is None:
        return text
    if lang == "zh" or unit.id == "%":
        return f"{text}{unit.id}"
    return f"{text} {unit.en[0 if raw == 1 else 1]}".rstrip()


_MARKS: dict[str, Pair] = {"about": Stats.ABOUT, "over": Stats.OVER}


def _approximate(kind: Kind | None, raw: object, lang: Lang) -> str:
    """`about`, or the measures that are: `leaflets over`."""
    if not isinstance(raw, Mapping):
        return _mark(raw, lang)
    fields = kind.fields if kind else {}
    labels = {id_: fields[id_].label if id_ in fields else (str(id_), str(id_)) for id_ in raw}
    comma = "、" if lang == "zh" else ", "
    return comma.join(f"{say(labels[id_], lang)} {_mark(raw[id_], lang)}" for id_ in raw)


def _mark(raw: object, lang: Lang) -> str:
    if isinstance(raw, str) and raw in _MARKS:
        return say(_MARKS[raw], lang, n="").strip()
    return str(raw)


def cell(kind: Kind, id_: str, doc: Document, lang: Lang) -> Cell:
    """A field's value in a sheet: numbers and dates plain, everything else in words."""
    raw = doc.get(id_)
    if raw is None or (isinstance(raw, (int, float)) and not isinstance(raw, bool)):
        return raw
    plain = id_ in kind.fields and kind.fields[id_].type in ("when", "day", "end")
    return str(raw) if plain else value(kind, id_, doc, lang)


def content(kind: Kind | None, doc: Document, lang: Lang, skip: Sequence[str] = ()) -> str:
    """A record's fields on one line, the date and what `skip` names left out."""
    parts = []
    for id_ in doc:
        # The numbers show how approximate they are.
        if id_ in ("date", "end", "approximate", *skip):
            continue
        label = say(kind.fields[id_].label, lang) if kind and id_ in kind.fields else id_
        shown = value(kind, id_, doc, lang).replace("\n", " ")
        # `3 households` needs no label; `attendance 18 attendances` does.
        named = shown.split()[-1:] in ([label], [label.removesuffix("s")])
        parts.append(shown if named and isinstance(doc[id_], (int, float)) else f"{label} {shown}")
    return (";" if lang == "zh" else "; ").join(parts)


def category(kind: Kind | None, doc: Document, lang: Lang) -> str:
    """The category's label, or nothing."""
    return value(kind, "category", doc, lang) if "category" in doc else ""


def kind_of(catalogue: Catalogue, id_: str) -> Kind | None:
    """The kind of a record, or None for documents that a script keeps beside the catalogue."""
    return catalogue.kind(id_) if catalogue.has(id_) else None


def countable(snapshot: Snapshot, catalogue: Catalogue) -> dict[str, list[Entry]]:
    """The live records of the catalogue's kinds that a period can hold, by kind.

    What a script wrote may be of no kind, or have no date or one that is none.
    """
    return {
        kind: [
            entry
            for entry in table.values()
            if entry.doc and type(date := entry.doc.get("date")) is str and _is_iso(date)
        ]
        for kind, table in snapshot.tables.items()
        if catalogue.has(kind)
    }


def selected(records: Mapping[str, list[Entry]], filters: Filters) -> dict[str, list[Entry]]:
    """The records that pass the filters."""
    found = {
        kind: entries
        for kind, entries in records.items()
        if filters.kinds is None or kind in filters.kinds
    }
    if filters.empty:
        return found
    from branchlog.ledger.query import matching

    query = matching(filters)
    if query is None:
        return found
    return {
        kind: [entry for entry in entries if query(entry.doc or {})]
        for kind, entries in found.items()
    }


def one(snapshot: Snapshot, text: str) -> tuple[str, str]:
    """The one record that an id or a part of it names. Raises NotFound or Ambiguous."""
    from branchlog.errors import Ambiguous
    from branchlog.records.text import short

    found = snapshot.matches(text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(Text.NO_RECORD, Text.NO_RECORD_WHY, Text.NO_RECORD_HINT, word=short(text))
    ids = " ".join(snapshot.shortest(id_) for _, id_ in found[:8])
    raise Ambiguous(
        Text.SEVERAL_RECORDS,
        Text.SEVERAL_RECORDS_WHY,
        Text.SEVERAL_RECORDS_HINT,
        word=short(text),
        ids=ids + (" ..." if len(found) > 8 else ""),
    )


def last_of(snapshot: Snapshot, who: str) -> tuple[str, str]:
    """The newest live record that a person wrote: `last`. Raises NotFound."""
    own = [
        entry
        for (kind, id_), versions in snapshot.history.items()
        for entry in versions[:1]
        if entry.who == who and id_ in snapshot.tables.get(kind, {})
    ]
    if not own:
        raise NotFound(Text.NO_LAST, Text.NO_LAST_WHY, Text.NO_RECORD_HINT, who=who)
    newest = max(own, key=lambda entry: (entry.batch, entry.id))
    return newest.kind, newest.id


LAST = ("last", "上一条")
