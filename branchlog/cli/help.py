"""Help texts in the run's language, laid out for 80 columns."""

from __future__ import annotations

import sys
from typing import Any

from branchlog.cli.names import COMMANDS
from branchlog.messages import Cli as Text
from branchlog.messages import Help, Lang, say
from branchlog.render.safe import encodable, width
from branchlog.render.wrap import wrap

_WIDTH = 80


def group_help(group: Any, ctx: Any, lang: Lang) -> str:
    """The commands, then the options that all of them take."""
    commands = [
        (f"{name} {' '.join(also)}", say(getattr(Help, name.upper()), lang))
        for name, also in COMMANDS.items()
    ]
    usage = f"branchlog [{_word(Text.OPTIONS_TITLE, lang)}] {say(Text.COMMAND_WORD, lang)} ..."
    return "\n".join(
        [
            *wrap(say(Help.APP, lang), _WIDTH),
            "",
            f"{say(Text.USAGE_LINE, lang)}{usage}",
            "",
            *_section(Text.COMMANDS_TITLE, commands, lang),
            "",
            *_section(Text.GLOBALS_TITLE, _options(group, ctx, lang), lang),
        ]
    )


def command_help(command: Any, ctx: Any, lang: Lang) -> str:
    """One command: what it does, its arguments and options."""
    arguments = [
        (_metavar(param, lang), say(getattr(Help, param.help), lang))
        for param in command.params
        if param.param_type_name == "argument"
    ]
    words = " ".join(_metavar(param, lang) for param in command.params if param.opts[0][0] != "-")
    options = f"[{_word(Text.OPTIONS_TITLE, lang)}]"
    also = COMMANDS[command.name]
    lines = [
        *wrap(say(getattr(Help, command.name.upper()), lang), _WIDTH),
        "",
        f"{say(Text.USAGE_LINE, lang)}branchlog {command.name} {options} {words}".rstrip(),
        say(Text.ALSO_CALLED, lang, names=", ".join(also)),
    ]
    if arguments:
        lines += ["", *_section(Text.ARGUMENTS_TITLE, arguments, lang)]
    return "\n".join(
        [*lines, "", *_section(Text.OPTIONS_TITLE, _options(command, ctx, lang), lang)]
    )


def printable(text: str) -> str:
    """What stdout can show of a help text: typer prints it as it is."""
    return encodable(text, sys.stdout.encoding)


def _options(command: Any, ctx: Any, lang: Lang) -> list[tuple[str, str]]:
    found = [
        (_option(param), say(getattr(Help, param.help), lang))
        for param in command.params
        if param.param_type_name == "option" and param.help
    ]
    return [*found, ("--help", say(Help.OPT_HELP, lang))]


def _option(param: Any) -> str:
    """`--period ...` takes a value, `--json` takes none."""
    names = ", ".join(param.opts)
    return names if param.is_flag else f"{names} ..."


def _metavar(param: Any, lang: Lang) -> str:
    name: str = say(getattr(Help, f"ARG_{param.name.upper().rstrip('_')}"), lang)
    return name if param.required else f"[{name}]"


def _word(pair: tuple[str, str], lang: Lang) -> str:
    return say(pair, lang).split()[0].upper()


def _section(title: tuple[str, str], rows: list[tuple[str, str]], lang: Lang) -> list[str]:
    """A title and two columns; a long text continues under itself."""
    first = min(max(width(left) for left, _ in rows), 30) + 4
    lines = [f"{say(title, lang)}:"]
    for left, right in rows:
        head = f"  {left}"
        texts = wrap(right, _WIDTH - first)
        if width(head) > first - 2:
            lines.append(head)
            head = ""
        lines.append(f"{head}{' ' * (first - width(head))}{texts[0] if texts else ''}")
        lines += [f"{' ' * first}{text}" for text in texts[1:]]
    return lines
