"""Help: every command and option, in both languages, within 80 columns."""

from __future__ import annotations

from typing import Any

import pytest
import typer

from branchlog.cli.app import app
from branchlog.cli.group import load
from branchlog.cli.names import COMMANDS
from branchlog.messages import Help
from branchlog.render.safe import width
from tests.cli.command import Branchlog


def params(command: str) -> list[Any]:
    if not command:
        group: Any = typer.main.get_command(app)
        return list(group.params)
    return list(load(command).params)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_option_and_argument_is_explained_in_both_languages(command: str) -> None:
    for param in params(command):
        pair = getattr(Help, param.help)
        assert all(text.strip() for text in pair)
    assert all(getattr(Help, (command or "app").upper()))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_names_every_option_within_80_columns(
    branchlog: Branchlog, command: str, lang: str
) -> None:
    shown = branchlog.ok("--lang", lang, *([command] if command else []), "--help")

    assert max(map(width, shown.lines)) <= 80
    for param in params(command):
        for option in param.opts:
            assert option.startswith("-") is False or option in shown.out
    for also in COMMANDS.get(command, ()):
        assert also in shown.out


def test_help_names_every_command_in_both_languages(branchlog: Branchlog) -> None:
    for lang in ("zh", "en"):
        shown = branchlog.ok("--lang", lang, "--help").out
        for name, also in COMMANDS.items():
            assert f"{name} {' '.join(also)}" in shown


def test_help_is_shown_where_nobody_can_be_asked(branchlog: Branchlog) -> None:
    assert branchlog.ok().out == branchlog.ok("--help").out
    assert branchlog.ok("--lang", "zh").out == branchlog.ok("--help", "--lang", "zh").out


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_help_is_shown_on_any_console(branchlog: Branchlog, encoding: str) -> None:
    for words in ([], ["--help"], ["add", "--help"], ["stats", "--help"]):
        for lang in ("zh", "en"):
            shown = branchlog(*words, "--lang", lang, encoding=encoding)
            assert (shown.code, shown.err) == (0, "")


@pytest.mark.parametrize("command", list(COMMANDS))
def test_chinese_help_has_no_english_sentence(branchlog: Branchlog, command: str) -> None:
    english = branchlog.ok("--lang", "en", command, "--help").lines
    chinese = branchlog.ok("--lang", "zh", command, "--help").lines

    assert {line for line in english if line} & {line for line in chinese if line} == set()


def test_no_two_commands_share_a_name() -> None:
    names = [name for each in COMMANDS.items() for name in (each[0], *each[1])]

    assert len(set(names)) == len(names)
