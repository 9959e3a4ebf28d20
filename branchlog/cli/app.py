"""From the words of a command line to an exit code: the one place that catches."""

# Annotations are real objects here: typer would have to evaluate postponed ones at every start.

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from branchlog.cli import faults, hoist
from branchlog.cli.group import Group
from branchlog.cli.session import Session, unprinted
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

        for line in script(show_completion):
            session.answer(line)
    elif ctx.invoked_subcommand is None:
        from branchlog.cli.menu import offer

        offer(ctx, session)


def main(
    argv: Sequence[str] | None = None,
    *,
    env: Mapping[str, str] = os.environ,
    here: Path | None = None,
    stdin: TextIO | None = None,
) -> int:
    """Run one command. Every way out of the program is here.

    `here` is the folder that it runs in; without `stdin` it reads the process's own.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    _open_streams()
    group = typer.main.get_command(app)
    if "_BRANCHLOG_COMPLETE" in env:
        from branchlog.cli.completion import complete

        return complete(group, env)
    session = Session(env, here, stdin)
    ordered = hoist.Words([], words)
    try:
        ordered = hoist.hoisted(words)
        code = _run(group, ordered, session)
        _flush()
    except BrokenPipeError:
        # The reader has had enough, as `| head -1` does: that is no error.
        _abandon_stdout()
        return 0
    except BaseException as error:
        if ordered.debug:
            raise
        fault = _fault(error, ordered.command)
        with suppress(OSError):
            sys.stdout.flush()
        with suppress(OSError):
            faults.tell(fault, session.lang, json=ordered.json)
        return fault.exit_code
    return code


def _run(group: Any, ordered: hoist.Words, session: Session) -> int:
    session.ledger_option = ordered.option("-C", "--ledger")
    session.lang = language_of(ordered.option("--lang"), session)
    if ordered.valueless:
        raise faults.valueless(ordered.valueless, ordered.command)
    try:
        with group.make_context("branchlog", ordered.front + ordered.rest, obj=session) as ctx:
            group.invoke(ctx)
    except typer.Exit as done:
        return int(done.exit_code)
    return 0


def _fault(error: BaseException, command: str) -> Fault:
    """What went wrong, as a fault of ours: no traceback reaches a user."""
    if isinstance(error, Fault):
        return error
    if isinstance(error, (KeyboardInterrupt, EOFError, typer.Abort)):
        if sys.stderr.isatty():
            sys.stderr.write("\n")
        return Interrupted(Text.INTERRUPTED, Text.INTERRUPTED_WHY, Text.INTERRUPTED_HINT)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        # What the ledger cannot write is a fault already: this is help that found no room.
        return unprinted(error)
    if isinstance(error, typer.TyperException):
        return faults.translated(error, command)
    detail = f"{type(error).__name__}: {short(str(error), 200)}"
    return Fault(Text.CRASHED, Text.CRASHED_WHY, Text.CRASHED_HINT, detail=detail)


def _open_streams() -> None:
    """Give a process whose output was closed (`>&-`) somewhere to write."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _flush() -> None:
    """Put the last of the result out while it can still be said that this failed."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _abandon_stdout()
        raise unprinted(error) from error


def _abandon_stdout() -> None:
    """Let what is left go nowhere: the interpreter flushes once more on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def language_of(asked: str | None, session: Session) -> Lang:
    """The language of a run: --lang, $BRANCHLOG_LANG, the ledger's language, the locale, en."""
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
