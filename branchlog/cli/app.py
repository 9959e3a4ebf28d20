"""From the words of a command line to an exit code: the one place that catches."""

# Annotations are real objects here: typer would have to evaluate postponed ones at every start.

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from branchlog.cli import faults, hoist
from branchlog.cli.group import Group
from branchlog.cli.session import Session
from branchlog.errors import Fault, Interrupted, Usage
from branchlog.messages import Cli as Text
from branchlog.messages import Lang
from branchlog.records.text import short

app = typer.Typer(
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
)


@app.callback()
def common(
    ctx: typer.Context,
    ledger: Annotated[str | None, typer.Option("-C", "--ledger", help="OPT_C")] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="OPT_LANG")] = None,
    who: Annotated[str | None, typer.Option("--who", help="OPT_WHO")] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="OPT_NO_COLOR")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="OPT_QUIET")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="OPT_NO_INPUT")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="OPT_DEBUG")] = False,
    version: Annotated[bool, typer.Option("--version", help="OPT_VERSION")] = False,
    show_completion: Annotated[
        str | None, typer.Option("--show-completion", help="OPT_SHOW_COMPLETION")
    ] = None,
) -> None:
    """Keep what all commands share, and answer when no command was given."""
    session: Session = ctx.obj
    session.ledger_option = ledger
    session.who_option = who
    session.no_color = no_color
    session.quiet = quiet
    session.no_input = no_input
    if lang is not None and lang not in ("zh", "en"):
        raise Usage(Text.LANG_UNKNOWN, Text.LANG_KNOWN, Text.LANG_HINT, word=short(lang))
    if version:
        from importlib.metadata import version as installed

        session.answer(f"branchlog {installed('branchlog')}")
    elif show_completion is not None:
        from branchlog.cli.completion import script

        session.answer(script(show_completion))
    elif ctx.invoked_subcommand is None:
        from branchlog.cli.menu import offer

        offer(ctx, session)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Every way out of the program is here."""
    words = list(sys.argv[1:] if argv is None else argv)
    group = typer.main.get_command(app)
    if "_BRANCHLOG_COMPLETE" in os.environ:
        from branchlog.cli.completion import complete

        return complete(group, os.environ)
    session = Session(os.environ, Path.cwd(), today(os.environ))
    try:
        ordered = hoist.hoisted(words)
        session.ledger_option = hoist.option(ordered, "-C", "--ledger")
        session.lang = _language(hoist.option(ordered, "--lang"), session)
        with group.make_context("branchlog", ordered, obj=session) as ctx:
            group.invoke(ctx)
        sys.stdout.flush()
    except typer.Exit as done:
        return int(done.exit_code)
    except BrokenPipeError:
        return _closed_pipe()
    except BaseException as error:
        if "--debug" in words:
            raise
        fault = _fault(error, words)
        faults.tell(fault, session.lang, json=_wants_json(words))
        return fault.exit_code
    return 0


def _fault(error: BaseException, words: Sequence[str]) -> Fault:
    """What went wrong, as a fault of ours: no traceback reaches a user."""
    if isinstance(error, Fault):
        return error
    if isinstance(error, (KeyboardInterrupt, EOFError, typer.Abort)):
        sys.stderr.write("\n")
        return Interrupted(Text.INTERRUPTED, Text.INTERRUPTED_WHY, Text.INTERRUPTED_HINT)
    if isinstance(error, typer.TyperException):
        return faults.translated(error, _command(words))
    detail = f"{type(error).__name__}: {short(str(error), 200)}"
    return Fault(Text.CRASHED, Text.CRASHED_WHY, Text.CRASHED_HINT, detail=detail)


def _wants_json(words: Sequence[str]) -> bool:
    """Whether errors are JSON too. What was asked is known before it is parsed."""
    asked = hoist.option(words, "--format") or ""
    return "--json" in words or asked.startswith("json")


def today(env: Mapping[str, str]) -> date:
    """Today; $BRANCHLOG_TODAY where a machine's clock is wrong, and in tests."""
    given = env.get("BRANCHLOG_TODAY")
    return date.fromisoformat(given) if given else date.today()


def _closed_pipe() -> int:
    """The reader has had enough, as `| head -1` does: that is no error."""
    # The interpreter flushes once more on its way out, into nothing.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _command(words: Sequence[str]) -> str:
    from branchlog.cli.names import command

    return next((name for name in map(command, words) if name), "")


def _language(asked: str | None, session: Session) -> Lang:
    """--lang, $BRANCHLOG_LANG, the ledger's language, the locale, en."""
    for word in (asked, session.env.get("BRANCHLOG_LANG")):
        if word in ("zh", "en"):
            return "zh" if word == "zh" else "en"
    try:
        own = session.config().language
    except Fault:
        # Without a readable ledger, what is to be said about it is said in the locale's language.
        own = None
    if own:
        return own
    env = session.env
    locale = env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or ""
    return "zh" if locale.startswith("zh") else "en"
