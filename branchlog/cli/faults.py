"""Errors in three lines: what, why, what to do; as JSON where JSON was asked for."""

from __future__ import annotations

import re
import sys
from typing import Any

from branchlog.config import suggestion
from branchlog.errors import Fault, RowsRejected, Usage
from branchlog.messages import Cli as Text
from branchlog.messages import Lang
from branchlog.records.text import short


def tell(fault: Fault, lang: Lang, *, json: bool) -> None:
    """Print a fault to stderr. Control characters in what it quotes are spelled out."""
    from branchlog.render.safe import spelled

    what, why, hint = fault.lines(lang)
    if json:
        from branchlog.render import json_text
        from branchlog.report import Report

        error = {"code": fault.code, "message": f"{what}: {why}", "hint": hint}
        if isinstance(fault, RowsRejected):
            error["rows"] = fault.trouble.values.get("rows", [])
        report = Report(rows=({"error": error},))
        json_text.write_lines(report, sys.stderr, encoding=sys.stderr.encoding)
        return
    for line in (what, why, hint):
        sys.stderr.write(spelled(line, sys.stderr.encoding) + "\n")


def valueless(option: str, command: str) -> Usage:
    """The refusal of an option without the value that it takes."""
    return Usage(
        Text.OPTION_USE, Text.OPTION_VALUE, Text.SEE_HELP, word=short(option), **_help(command)
    )


def translated(error: Any, command: str) -> Usage:
    """A typer exception in our words. Classes are told apart by name: click is vendored."""
    hint = _help(command)
    match type(error).__name__:
        case "NoSuchOption":
            options = _options(error)
            return Usage(
                Text.NO_OPTION,
                Text.NO_OPTION_WHY,
                Text.SEE_HELP,
                word=short(error.option_name),
                known=" ".join(options),
                **{**hint, "suggestion": suggestion(error.option_name, options)},
            )
        case "BadOptionUsage":
            takes = "require" in error.message
            why = Text.OPTION_VALUE if takes else Text.OPTION_NO_VALUE
            return Usage(Text.OPTION_USE, why, Text.SEE_HELP, word=short(error.option_name), **hint)
        case "MissingParameter":
            name = error.param.name if error.param else ""
            return Usage(Text.MISSING, Text.MISSING_WHY, Text.SEE_HELP, word=_named(name), **hint)
        case "BadParameter":
            name = error.param.opts[0] if error.param else ""
            return Usage(
                Text.BAD_PARAMETER,
                Text.BAD_PARAMETER_WHY,
                Text.SEE_HELP,
                word=name,
                detail=short(error.message, 200),
                **hint,
            )
        case "NoArgsIsHelpError":
            return Usage(Text.MISSING_COMMAND, Text.MISSING_WHY, Text.SEE_HELP, **hint)
        case _ if extra := _EXTRA.search(error.message):
            return Usage(Text.EXTRA, Text.EXTRA_WHY, Text.SEE_HELP, word=short(extra[1]), **hint)
        case _:
            return Usage(
                Text.USAGE,
                Text.BAD_PARAMETER_WHY,
                Text.SEE_HELP,
                detail=short(error.message, 200),
                **hint,
            )


#: How typer words that there are more arguments than a command takes.
_EXTRA = re.compile(r"unexpected extra argument\S* \((.*)\)", re.DOTALL)


def _help(command: str) -> dict[str, Any]:
    """What the third line names: the command whose help tells more."""
    return {"command": f"branchlog {command}".rstrip(), "suggestion": ("", "")}


def _options(error: Any) -> list[str]:
    params = error.ctx.command.params if error.ctx else []
    return [param.opts[-1] for param in params if param.opts[0].startswith("-")]


def _named(name: str) -> tuple[str, str]:
    from branchlog.messages import Help

    found: tuple[str, str] = getattr(Help, f"ARG_{name.upper()}", (name, name))
    return found
