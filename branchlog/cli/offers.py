"""The words that a person may be offered: commands, options, kinds, fields, values, people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from branchlog.cli import recent, views
from branchlog.cli.names import COMMANDS
from branchlog.cli.session import Session
from branchlog.errors import Fault
from branchlog.messages import Help, say
from branchlog.records.catalogue import Catalogue, Choice, Field, Kind, find
from branchlog.records.text import word

_EQUALS = re.compile("[=＝]")
_SEPARATORS = "、，,;；"


class Candidate(NamedTuple):
    """A whole word that may stand where the incomplete one does, and what it means."""

    value: str
    help: str = ""


class Line(NamedTuple):
    """The words before the one being typed, by what they are."""

    command: str
    bare: tuple[str, ...]
    #: The names of fields and options that stand there.
    given: tuple[str, ...]
    #: The option, or the field written `--field`, whose value is being typed.
    pending: str
    #: Option -> its typer parameter, of the group and of the command.
    options: dict[str, Any]
    arguments: tuple[Any, ...]

    @property
    def takes_fields(self) -> bool:
        """Whether `households=3` may be written."""
        return any(param.name in ("words", "changes_") for param in self.arguments)


class Point(NamedTuple):
    """What is being typed, and where."""

    session: Session
    line: Line
    text: str

    @property
    def zh(self) -> bool:
        """Whether Chinese names are offered beside the English ones."""
        return self.session.lang == "zh" or not self.text.isascii()


Source = Callable[[Point], Iterable[Candidate]]


def commands(point: Point) -> Iterator[Candidate]:
    """The commands under their names."""
    for name, also in COMMANDS.items():
        text = say(getattr(Help, name.upper()), point.session.lang)
        # The example after the colon is for the help page.
        help_ = re.split(r": ?branchlog ", text)[0]
        yield Candidate(name, help_)
        if point.zh:
            yield from (Candidate(each, help_) for each in also)


def options(point: Point) -> Iterator[Candidate]:
    """The command's options, the global ones, and fields written as options."""
    lang = point.session.lang
    for option, param in point.line.options.items():
        if param.help:
            yield Candidate(option, say(getattr(Help, param.help), lang))
    yield Candidate("--help", say(Help.OPT_HELP, lang))
    if point.line.takes_fields:
        for each in _field_names(point):
            yield each._replace(value=f"--{each.value.rstrip('=')}")


def field_values(point: Point, name: str) -> Iterator[Candidate]:
    """What a field may hold: its choices, or what was written in it before."""
    kinds = [(kind, find(name, kind.fields.values())) for kind in _line_kinds(point)]
    found = [(kind, field) for kind, field in kinds if field]
    if not found:
        return
    ids, first = [kind.id for kind, _ in found], found[0][1]
    match first.type:
        case "category" | "choice":
            for _, field in found:
                yield from _labelled(point, field.choices)
        case "names":
            yield from _names(point, ids, first.id)
        case "text":
            yield from map(Candidate, _recorded(point.session, ids, first.id))
        case "when" | "day" | "end":
            yield from _days(point)
        case "approximate":
            yield from map(Candidate, ("over", "about", *(("余", "约") if point.zh else ())))


def _one_of(*words: str) -> Source:
    return lambda point: map(Candidate, words)


def _days(point: Point) -> Iterator[Candidate]:
    yield from map(Candidate, ("today", "yesterday"))
    if point.zh:
        yield from map(Candidate, ("今天", "昨天", "前天"))


def _periods(point: Point) -> Iterator[Candidate]:
    year = point.session.today.year
    yield from map(Candidate, ("this-year", "last-year", "this-quarter", "this-month"))
    yield from map(Candidate, ("last-month", "all", str(year), str(year - 1)))
    if point.zh:
        yield from map(Candidate, ("今年", "去年", "本月", "上月", "一季度", "上半年", "全部"))


def _comparisons(point: Point) -> Iterator[Candidate]:
    yield from map(Candidate, ("year-before", "previous", "same-part"))
    if point.zh:
        yield from map(Candidate, ("同比", "环比", "截至同期"))
    yield from _periods(point)


def _axes(point: Point) -> Iterable[Candidate]:
    from branchlog.stats.axes import AXES

    return map(Candidate, AXES)


def _formats(point: Point) -> Iterable[Candidate]:
    from branchlog.render import FORMATS

    return map(Candidate, FORMATS)


def _last(point: Point) -> Iterator[Candidate]:
    yield from map(Candidate, views.LAST if point.zh else views.LAST[:1])


# What the catalogue knows.


def _catalogue(session: Session) -> Catalogue:
    """The ledger's catalogue, or the built-in one where there is no ledger yet."""
    try:
        return session.catalogue()
    except Fault:
        return Catalogue()


def _labelled(
    point: Point, things: Iterable[Choice | Field | Kind], end: str = ""
) -> Iterator[Candidate]:
    """Ids, explained by their labels; and the Chinese labels where these are wanted."""
    for thing in things:
        yield Candidate(thing.id + end, say(thing.label, point.session.lang))
        if point.zh:
            yield Candidate(thing.label[0] + end)


def _kinds(point: Point) -> Iterable[Candidate]:
    return _labelled(point, _catalogue(point.session).kinds())


def _subjects(point: Point) -> Iterator[Candidate]:
    """Kinds, and once something is typed the indicators too: there are hundreds."""
    yield from _kinds(point)
    if point.text:
        yield from _indicators(point)


def _indicators(point: Point) -> Iterator[Candidate]:
    from branchlog.records.indicators import indicators

    for each in indicators(_catalogue(point.session)):
        yield Candidate(each.id, say(each.label, point.session.lang))
        if point.zh:
            yield Candidate(each.label[0])


def _categories(point: Point) -> Iterator[Candidate]:
    for kind in _line_kinds(point):
        yield from _labelled(point, kind.categories.values())


def _line_kinds(point: Point) -> list[Kind]:
    """The kinds that a field may belong to: the one named, that of the record named, or all."""
    line, catalogue = point.line, _catalogue(point.session)
    named: str | None = None
    if line.bare and line.arguments[0].name in ("words", "kind"):
        named = line.bare[0]
    elif line.bare and line.takes_fields:
        named = _kind_of_record(point.session, line.bare[0])
    found = find(named, catalogue.kinds()) if named else None
    return [found] if found else catalogue.kinds()


def _words(point: Point) -> Iterator[Candidate]:
    """The words of `add`: a kind, then a date and fields."""
    if not point.line.bare:
        yield from _kinds(point)
        return
    if len(point.line.bare) == 1:
        yield from _days(point)
    yield from _fields(point)


def _fields(point: Point) -> Iterable[Candidate]:
    """`households=`; after the sign the field's values."""
    sign = _EQUALS.search(point.text)
    if not sign:
        return _field_names(point)
    name, head = point.text[: sign.start()], point.text[: sign.end()]
    values = field_values(point._replace(text=point.text[sign.end() :]), name)
    return (each._replace(value=head + each.value) for each in values)


def _field_names(point: Point) -> Iterator[Candidate]:
    """The fields that do not stand there yet; names may be written in several parts."""
    given = {word(name) for name in point.line.given}
    fields: dict[str, Field] = {}
    for kind in _line_kinds(point):
        for field in kind.fields.values():
            names = {word(name) for name in (field.id, *field.label, *field.also)}
            if field.type == "names" or not names & given:
                fields.setdefault(field.id, field)
    yield from _labelled(point, fields.values(), "=")


# What the ledger's own records say.


def _kind_of_record(session: Session, text: str) -> str | None:
    try:
        snapshot = session.ledger().read(history=True)
        if text in views.LAST:
            return views.last_of(snapshot, session.who())[0]
        return views.one(snapshot, text)[0]
    except (Fault, OSError):
        return None


def _recorded(session: Session, kinds: Sequence[str], field: str) -> Iterator[str]:
    """What was written in a field, newest first; nothing when the ledger cannot be read."""
    try:
        snapshot = recent.snapshot(session)
    except (Fault, OSError):
        return
    yield from recent.texts(recent.documents(snapshot, kinds), field)


def _names(point: Point, kinds: Sequence[str], field: str) -> Iterator[Candidate]:
    """Names that are not in the list yet, for the part after its last comma."""
    at = max(point.text.rfind(sign) for sign in _SEPARATORS) + 1
    head = point.text[:at]
    given = set(re.split(f"[{_SEPARATORS}]", head))
    for name in _recorded(point.session, kinds, field):
        if name not in given:
            yield Candidate(head + name)


def _recorded_in(field: str) -> Source:
    def source(point: Point) -> Iterable[Candidate]:
        kinds = [kind.id for kind in _line_kinds(point)]
        return map(Candidate, _recorded(point.session, kinds, field))

    return source


#: By the name of the typer parameter. What is not here is a path, a number or free text.
OPTIONS: dict[str, Source] = {
    "lang": _one_of("zh", "en"),
    "language": _one_of("zh", "en"),
    "show_completion": _one_of("bash", "zsh", "fish"),
    "category": _categories,
    "person": _recorded_in("people"),
    "place": _recorded_in("place"),
    "occasion": _recorded_in("occasion"),
    "where": _fields,
    "by": _axes,
    "across": _axes,
    "format_": _formats,
    "period": _periods,
    "compare": _comparisons,
    "every": _one_of("day", "week", "month", "year"),
    "kind": _kinds,
    "from_": _one_of("csv", "tsv", "xlsx", "xls", "ods", "json", "jsonl"),
    "encoding": _one_of("utf-8", "gb18030", "utf-16"),
}

ARGUMENTS: dict[str, Source] = {
    "words": _words,
    "changes_": _fields,
    "kind": _kinds,
    "subject": _subjects,
    "indicator": _indicators,
    "period": _periods,
    "id": _last,
    "ids": _last,
}
