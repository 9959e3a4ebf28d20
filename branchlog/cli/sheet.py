"""A record being filled in or corrected, field by field, until the person is content."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from branchlog.cli import ask, views
from branchlog.cli.session import Session
from branchlog.errors import BadValue
from branchlog.messages import Cli as Text
from branchlog.messages import Pair, Records
from branchlog.records import codec
from branchlog.records.catalogue import Field, Kind
from branchlog.records.dates import FarBack
from branchlog.records.record import Document

#: Fields that are written as a part of another: a range of dates, `120余`.
_UNASKED = ("end", "approximate")
_WIDTH = 78
_MARKS = {"about": "约{}", "over": "{}余"}


class Sheet:
    """The answers by field id, as typed; an empty one leaves its field blank."""

    def __init__(
        self,
        session: Session,
        kind: Kind,
        settle: Callable[[Mapping[str, str]], Document],
        before: Document | None = None,
    ) -> None:
        self.session = session
        self.kind = kind
        self.answers: dict[str, str] = {}
        self._settle = settle
        self._before = before or {}

    def ask(self, field: Field, default: str = "", typed: str = "") -> None:
        """Ask for a field until its answer can stand. `typed` is a first answer, already given."""
        if field.choices:
            self.answers[field.id] = self._choice(field, default)
            return
        while True:
            answer = typed or ask.line(self.session, field.label, default, self._hint(field))
            typed = ""
            try:
                self.answers[field.id] = self._checked(field, answer)
            except FarBack as far:
                if ask.yes(self.session, self.session.say(Text.ASK_FAR, date=far.when.typed())):
                    self.answers[field.id] = far.when.typed()
                    return
            except BadValue as fault:
                ask.explain(self.session, fault)
            else:
                return

    def review(self, title: str) -> Document:
        """Show what was understood, and let any field be changed before it is written."""
        while True:
            doc, fault = self._settled()
            fields = self._show(title, doc)
            if fault:
                ask.explain(self.session, fault)
            field = self._picked(fields, Text.REVIEW if doc else Text.MEND)
            if field:
                self._change(field, doc)
            elif doc is not None:
                return doc

    def _picked(self, fields: list[Field], prompt: Pair) -> Field | None:
        """The field that the person wants to change, or None."""
        known = [(field.id, *field.label, *field.also) for field in fields]
        while answer := ask.reply(self.session, self.session.say(prompt)):
            try:
                return fields[ask.chosen(answer, known) - 1]
            except BadValue as fault:
                ask.explain(self.session, fault)
        return None

    def _change(self, field: Field, doc: Document | None) -> None:
        now = self._now(field, doc)
        untouched = field.id not in self.answers
        self.ask(field, now)
        if untouched and self.answers[field.id] == now:
            del self.answers[field.id]

    def _settled(self) -> tuple[Document | None, BadValue | None]:
        try:
            return self._settle(self.answers), None
        except BadValue as fault:
            return None, fault

    def _show(self, title: str, doc: Document | None) -> list[Field]:
        """Print the fields with their numbers, those that are filled first; in that order."""
        from branchlog.render.safe import width
        from branchlog.render.wrap import wrap

        say = self.session.say
        fields = [field for field in self.kind.fields.values() if self._asks(field)]
        filled = [field for field in fields if self._now(field, doc)]
        blank = [field for field in fields if field not in filled]
        wide = max(width(say(field.label)) for field in filled)
        self.session.warn(title)
        for number, field in enumerate(filled, 1):
            label = say(field.label)
            head = f"{number:4} {label}{' ' * (wide - width(label))}  "
            shown = self._now(field, doc, in_words=True)
            for row, part in enumerate(wrap(shown, _WIDTH - width(head))):
                self.session.warn((head if row == 0 else " " * width(head)) + part)
        rest = [f"{at} {say(field.label)}" for at, field in enumerate(blank, len(filled) + 1)]
        for line in _packed(say(Text.STILL_BLANK), rest):
            self.session.warn(line)
        return [*filled, *blank]

    def _asks(self, field: Field) -> bool:
        return field.id not in _UNASKED and (field.type != "category" or bool(field.choices))

    def _now(self, field: Field, doc: Document | None, *, in_words: bool = False) -> str:
        """A field's present answer, in words or as it could be typed."""
        if doc is None and field.id in self.answers:
            return self.answers[field.id]
        known = self._before if doc is None else doc
        if field.id not in known:
            return ""
        if field.type == "when":
            return views.span(known, self.session.lang) if in_words else _typed_date(known)
        if in_words or field.type not in ("day", "quantity", "times"):
            return views.value(self.kind, field.id, known, self.session.lang)
        return self.answers.get(field.id) or _typed_value(field, known)

    def _hint(self, field: Field) -> str:
        """The unit, or how the answer is written."""
        say = self.session.say
        if field.type == "names":
            return say(Text.TYPE_NAMES)
        category = self.answers.get("category") or self._before.get("category")
        unit = self.kind.unit_of(field, category)
        if unit is None or field.type != "quantity":
            return ""
        named = say(unit.label)
        # `attendance (attendances)` would say it twice.
        return "" if named.removesuffix("s") == say(field.label).removesuffix("s") else named

    def _checked(self, field: Field, answer: str) -> str:
        """The answer, which the field can take. Raises BadValue."""
        if answer in ("", ask.NOTHING):
            self._refuse_blank(field)
            return ""
        if field.type == "when":
            return codec.document_date(answer, self.session.today)
        value = codec.value(self.kind, field, answer, self.session.today)
        return str(value) if field.type == "day" else answer

    def _refuse_blank(self, field: Field) -> None:
        if field.id in self.kind.required or field.type == "when":
            raise BadValue(
                Records.MISSING,
                Records.MISSING_WHY,
                Text.MISSING_ANSWER_HINT,
                kind=self.kind.label,
                field=field.label,
            )

    def _choice(self, field: Field, default: str) -> str:
        labels = [self.session.say(each.label) for each in field.choices]
        names = [(each.id, *each.label, *each.also) for each in field.choices]
        number = labels.index(default) + 1 if default in labels else 0
        while True:
            chosen = ask.one_of(self.session, field.label, labels, number, names)
            if chosen:
                return field.choices[chosen - 1].id
            try:
                self._refuse_blank(field)
            except BadValue as fault:
                ask.explain(self.session, fault)
            else:
                return ""


def _packed(head: str, parts: list[str]) -> list[str]:
    """Lines that part no part: `14 occasion` stays together."""
    from branchlog.render.safe import width

    lines = [head]
    for part in parts:
        if width(f"{lines[-1]}  {part}") > _WIDTH:
            lines.append("   ")
        lines[-1] += f"  {part}"
    return lines if parts else []


def _typed_date(doc: Document) -> str:
    return f"{doc['date']}..{doc['end']}" if "end" in doc else str(doc["date"])


def _typed_value(field: Field, doc: Document) -> str:
    """A day or a number as codec reads it, `余` after one that was written so."""
    marks = doc.get("approximate")
    mark = marks.get(field.id) if isinstance(marks, Mapping) else marks
    number = str(doc[field.id])
    if field.type != "quantity" or mark not in _MARKS:
        return number
    return _MARKS[mark].format(number)
