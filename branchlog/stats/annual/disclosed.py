"""The records behind a report's figures, without personal data unless it was asked for.

By default a field is shown for what its type lets into it: dates, numbers and fixed choices can
hold no name. Of texts only two are shown: a public event's or an honour's title, unless it holds a
name that is recorded elsewhere, and an occasion that is a festival.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from branchlog.messages import Cli as Words
from branchlog.messages import Lang, say
from branchlog.records import dates
from branchlog.records.approximate import approximate_text
from branchlog.records.catalogue import Field, Kind
from branchlog.records.record import Document, Record
from branchlog.records.text import same
from branchlog.report import Cell, Column, Form, Table

#: Events that are held in public, and what is publicly awarded.
_PUBLIC = ("activity", "honour")
#: What is brought to somebody's home is no public event.
_AT_HOME = ("home-study", "other")
#: Occasions that are festivals and no name, beside those that the ledger counts by.
FESTIVALS = (
    "元旦", "小年", "春节", "元宵", "学雷锋日", "妇女节", "三八", "植树节", "清明", "五一",
    "劳动节", "青年节", "母亲节", "端午", "六一", "儿童节", "父亲节", "七一", "建党节", "八一",
    "建军节", "七夕", "教师节", "中秋", "国庆", "重阳", "冬至", "腊八",
    "New Year", "Spring Festival", "Lantern Festival", "Qingming", "Labour Day", "Dragon Boat",
    "Children's Day", "Mid-Autumn", "National Day", "Double Ninth", "Christmas", "Easter",
)  # fmt: skip
#: Types of fields that can hold no name.
_NAMELESS = frozenset(
    ("quantity", "times", "when", "end", "day", "category", "choice", "approximate")
)
#: Types of fields whose text says the same in every record.
_TOLD_ALONE = frozenset(("when", "end", "day", "category", "choice"))
_FORMS: dict[str, Form] = {"when": "date", "end": "date", "day": "date"}
#: Longer names are looked for by their beginning.
_LONGEST = 20
_SHORTEST = 2


class Disclosure:
    """Which fields of a kind are shown, and each record's cells in a language."""

    def __init__(
        self, lang: Lang, everything: bool, occasions: Collection[str], private: Collection[str]
    ) -> None:
        self._lang = lang
        self._everything = everything
        self._occasions = frozenset(occasions)
        self._private = frozenset(name[:_LONGEST] for name in private if len(name) >= _SHORTEST)
        self._named: dict[str, bool] = {}

    def table(self, kind: Kind, records: Sequence[Record]) -> Table:
        """The records of a kind, their whole ids first; columns that would be empty are left out.

        With everything allowed, what the catalogue does not know is shown too.
        """
        docs = [record.doc or {} for record in records]
        others = {id_: None for doc in docs for id_ in doc} if self._everything else {}
        unknown = [id_ for id_ in others if id_ not in kind.fields]
        fields = [
            *(field for field in kind.fields.values() if self._may(field)),
            *(Field(id_, (id_, id_), "unknown") for id_ in unknown),
        ]
        columns = {field.id: self._cells(kind, field, docs) for field in fields}
        shown = [field for field in fields if any(cell is not None for cell in columns[field.id])]
        ids = [record.id for record in records]
        return Table(
            (Column("id", say(Words.ID_LABEL, self._lang), form="text"), *map(self._column, shown)),
            tuple(zip(ids, *(columns[field.id] for field in shown), strict=True)),
            say(kind.label, self._lang),
        )

    def json(self, kind: Kind, record: Record) -> dict[str, object]:
        """A record's shown fields under their stable keys, ids for choices."""
        doc = record.doc or {}
        if self._everything:
            return {**doc, "kind": record.kind, "id": record.id}
        fields = [kind.fields[id_] for id_ in doc if id_ in kind.fields]
        shown = {
            field.id: doc[field.id]
            for field in fields
            if self._may(field) and self.cell(kind, field, doc) is not None
        }
        return {**shown, "kind": record.kind, "id": record.id}

    def _may(self, field: Field) -> bool:
        """Whether anything that stands in the field may be shown."""
        texts = field.type == "text" and field.id in ("title", "occasion")
        return self._everything or texts or field.type in _NAMELESS

    def _cells(self, kind: Kind, field: Field, docs: Sequence[Document]) -> list[Cell]:
        """A column. Where a cell is told by its text alone, each text is looked at once."""
        id_ = field.id
        if field.type not in _TOLD_ALONE:
            return [self.cell(kind, field, doc) if id_ in doc else None for doc in docs]
        told: dict[str, Cell] = {}
        cells = []
        for doc in docs:
            raw = doc.get(id_)
            if not isinstance(raw, str):
                cells.append(None if raw is None else self.cell(kind, field, doc))
                continue
            if raw not in told:
                told[raw] = self.cell(kind, field, doc)
            cells.append(told[raw])
        return cells

    def cell(self, kind: Kind, field: Field, doc: Document) -> Cell:
        """What a record says in a field, None where it says nothing that may be shown."""
        raw: Any = doc.get(field.id)
        if raw is None:
            return None
        match field.type:
            case "quantity" | "times" if type(raw) in (int, float):
                return raw  # type: ignore[no-any-return]
            case "when" | "end" | "day" if isinstance(raw, str) and dates.is_iso(raw):
                return raw
            case "category" | "choice":
                labels = {choice.id: choice.label for choice in field.choices}
                known = isinstance(raw, str) and raw in labels
                return say(labels[raw], self._lang) if known else self._open(raw)
            case "approximate" if _sound(kind, raw):
                return approximate_text(kind, raw, self._lang)
            case "text" if isinstance(raw, str) and self._public(kind, field, doc, raw):
                return raw
            case _:
                return self._open(raw)

    def _open(self, raw: object) -> Cell:
        if not self._everything:
            return None
        if isinstance(raw, (list, tuple)):
            return ("、" if self._lang == "zh" else ", ").join(map(str, raw))
        return str(raw)

    def _public(self, kind: Kind, field: Field, doc: Document, raw: str) -> bool:
        if self._everything:
            return True
        if field.id == "occasion":
            return raw in self._occasions
        public = kind.id in _PUBLIC and doc.get("category") not in _AT_HOME
        return field.id == "title" and public and not self._names_somebody(raw)

    def _names_somebody(self, text: str) -> bool:
        """Whether a name recorded as private is part of the text, which many records may have."""
        if text not in self._named:
            folded = same(text)
            self._named[text] = any(
                folded[start:end] in self._private
                for start in range(len(folded))
                for end in range(start + _SHORTEST, min(start + _LONGEST, len(folded)) + 1)
            )
        return self._named[text]

    def _column(self, field: Field) -> Column:
        number = field.type in ("quantity", "times")
        form = "decimal" if number and field.unit and field.unit.decimal else "integer"
        return Column(
            field.id,
            say(field.label, self._lang),
            "right" if number else "left",
            form=form if number else _FORMS.get(field.type, ""),  # type: ignore[arg-type]
        )


def private_names(kinds: Iterable[Kind], docs: Mapping[str, Sequence[Document]]) -> set[str]:
    """Every name in the records that is none of a member: households, parties, a kind's own."""
    found: set[str] = set()
    for kind in kinds:
        fields = [
            field.id
            for field in kind.fields.values()
            if field.type == "names" and field.id not in ("people", "tags", "evidence")
        ]
        for doc in docs.get(kind.id, ()) if fields else ():
            for field in fields:
                names = doc.get(field)
                if isinstance(names, (list, tuple)):
                    found.update(same(name) for name in names if isinstance(name, str))
    return found


def _sound(kind: Kind, raw: object) -> bool:
    """Whether `approximate` says what a command would have written."""
    if isinstance(raw, dict):
        return all(id_ in kind.fields and mark in _MARKS for id_, mark in raw.items())
    return raw in _MARKS


_MARKS = ("about", "over")
