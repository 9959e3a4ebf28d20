"""What may follow the words typed so far: which of them is being typed, and its candidates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from branchlog.cli import offers
from branchlog.cli.group import load
from branchlog.cli.names import COMMANDS, command
from branchlog.cli.offers import Candidate, Line, Point
from branchlog.cli.session import Session

_EQUALS = re.compile("[=＝]")


def following(
    session: Session, group: Any, words: Sequence[str], incomplete: str
) -> list[Candidate]:
    """The candidates for the incomplete word, each once, in the order in which they help most."""
    line = _sorted(session, group, words)
    wanted = incomplete.casefold()
    found: dict[str, Candidate] = {}
    for each in _candidates(Point(session, line, incomplete)):
        # A control character would be typed, not shown.
        if each.value.casefold().startswith(wanted) and each.value.isprintable():
            found.setdefault(each.value, each)
    return list(found.values())


def _sorted(session: Session, group: Any, words: Sequence[str]) -> Line:
    """The words by what they are; the session then knows its ledger and language."""
    options = _options(group)
    arguments: tuple[Any, ...] = ()
    name, bare, given, pending = "", [], [], ""
    values: dict[str, str] = {}
    for typed in words:
        if pending:
            values[pending] = typed
            pending = ""
        elif typed.startswith("-C") and len(typed) > 2:
            values["-C"] = typed[2:]
        elif typed.startswith("-") and len(typed) > 1:
            option, sign, value = typed.partition("=")
            given.append(option.lstrip("-"))
            if sign:
                values[option] = value
            elif _takes_value(option, options):
                pending = option
        elif not name:
            name = command(typed) or typed
            if name in COMMANDS:
                loaded = load(name)
                options = {**options, **_options(loaded)}
                arguments = tuple(p for p in loaded.params if p.param_type_name == "argument")
        elif _EQUALS.search(typed):
            given.append(_EQUALS.split(typed)[0])
        else:
            bare.append(typed)
    session.ledger_option = values.get("-C") or values.get("--ledger")
    from branchlog.cli.app import language_of

    session.lang = language_of(values.get("--lang"), session)
    return Line(name, tuple(bare), tuple(given), pending, options, arguments)


def _options(command: Any) -> dict[str, Any]:
    return {
        option: param
        for param in command.params
        if param.param_type_name == "option"
        for option in param.opts
    }


def _takes_value(option: str, options: dict[str, Any]) -> bool:
    """Whether a value follows; it does after `--households` and any other field."""
    if option in options:
        return not options[option].is_flag
    return option.startswith("--") and option != "--help"


def _candidates(point: Point) -> Iterable[Candidate]:
    line = point.line
    if line.pending:
        return _values(point, line.pending)
    if point.text.startswith("-"):
        name, sign, value = point.text.partition("=")
        if not sign:
            return offers.options(point)
        values = _values(point._replace(text=value), name)
        return (each._replace(value=f"{name}={each.value}") for each in values)
    if not line.command:
        return offers.commands(point)
    argument = _argument(line)
    source = offers.ARGUMENTS.get(argument.name) if argument else None
    return source(point) if source else ()


def _argument(line: Line) -> Any:
    """The typer parameter that the next bare word belongs to."""
    if len(line.bare) < len(line.arguments):
        return line.arguments[len(line.bare)]
    last = line.arguments[-1:]
    return last[0] if last and last[0].nargs == -1 else None


def _values(point: Point, option: str) -> Iterable[Candidate]:
    """The values of an option, or of a field written as one."""
    param = point.line.options.get(option)
    if param is None:
        return offers.field_values(point, option.lstrip("-"))
    source = offers.OPTIONS.get(param.name)
    return source(point) if source else ()
