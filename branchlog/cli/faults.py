"""Errors in three lines: what, why, what to do; as JSON where JSON was asked for."""

from __future__ import annotations

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
            error["rows"] = fault.trouble.values["rows"]
        report = Report(rows=({"error": error},))
        json_text.write_lines(report, sys.stderr, encoding=sys.stderr.encoding)
        return
    for line in (what, why, hint):
        sys.stderr.write(spelled(line, sys.stderr.encoding) + "\n")


def translated(error: Any, command: str) -> Usage:
    """A typer exception in our words. Classes are told apart by name: click is vendored."""
    hint: dict[str, Any] = {"command": command, "suggestion": ("", "")}
    match type(error).__name__:
        case "NoSuchOption":
            options = _options(error)
            hint["suggestion"] = suggestion(error.option_name, options)
            return Usage(
                Text.NO_OPTION,
                Text.NO_OPTION_WHY,
                Text.SEE_HELP,
                word=short(error.option_name),
                known=" ".join(options),
                **hint,
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
        case _ if "unexpected extra argument" in error.message:
            extra = error.message.partition("(")[2].rstrip(")")
            return Usage(Text.EXTRA, Text.EXTRA_WHY, Text.SEE_HELP, word=short(extra), **hint)
        case _:
            return Usage(
                Text.USAGE,
                Text.BAD_PARAMETER_WHY,
                Text.SEE_HELP,
                detail=short(error.message, 200),
                **hint,
            )


def _options(error: Any) -> list[str]:
    params = error.ctx.command.params if error.ctx else []
    return [param.opts[-1] for param in params if param.opts[0].startswith("-")]


def _named(name: str) -> tuple[str, str]:
    from branchlog.messages import Help

    found: tuple[str, str] = getattr(Help, f"ARG_{name.upper()}", (name, name))
    return found
