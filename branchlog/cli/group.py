"""The typer group: a command's module is loaded when that command is asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from keyword import iskeyword
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from branchlog.cli.names import COMMANDS, command
from branchlog.config import suggestion
from branchlog.errors import Usage
from branchlog.messages import Cli as Text
from branchlog.records.text import short


class Command(TyperCommand):
    """A command whose help is in the run's language."""

    def get_help(self, ctx: Any) -> str:
        from branchlog.cli import help

        return help.printable(help.command_help(self, ctx, ctx.obj.lang))


class Group(TyperGroup):
    """All commands under their English and Chinese names."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        name = command(cmd_name)
        return load(name) if name else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        found = self.get_command(ctx, args[0])
        if found is None:
            words = [*COMMANDS, *(name for also in COMMANDS.values() for name in also)]
            raise Usage(
                Text.NO_COMMAND,
                Text.NO_COMMAND_WHY,
                Text.NO_COMMAND_HINT,
                word=short(args[0]),
                known=" ".join(COMMANDS),
                suggestion=suggestion(args[0], words),
            )
        return args[0], found, args[1:]

    def get_help(self, ctx: Any) -> str:
        from branchlog.cli import help

        return help.printable(help.group_help(self, ctx, ctx.obj.lang))


@cache
def load(name: str) -> TyperCommand:
    """The typer command in branchlog.cli.commands.<name>, built once a process."""
    module = import_module(f"branchlog.cli.commands.{name}{'_' * iskeyword(name)}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, cls=Command, context_settings=getattr(module, "SETTINGS", {}))(module.run)
    built = typer.main.get_command(app)
    assert isinstance(built, TyperCommand)  # noqa: S101
    return built
