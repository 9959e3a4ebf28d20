"""One run of the command: what was asked of all commands, and where it reads and writes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from branchlog import config
from branchlog.config import LedgerConfig, UserSettings
from branchlog.errors import BadConfig, NotFound
from branchlog.messages import Lang, Pair, Trouble, say

if TYPE_CHECKING:
    from branchlog.ledger import Ledger
    from branchlog.records.catalogue import Catalogue
    from branchlog.report import Report


class Session:
    """The settings of one run. What costs time is looked up once, when it is first asked for."""

    def __init__(self, env: Mapping[str, str], here: Path, today: date) -> None:
        self.env = env
        self.here = here
        self.today = today
        self.lang: Lang = "en"
        self.ledger_option: str | None = None
        self.who_option: str | None = None
        self.no_color = False
        self.quiet = False
        self.no_input = False
        self._settings: UserSettings | None = None
        self._config: LedgerConfig | None = None
        self._folder: Path | None = None
        self._catalogue: Catalogue | None = None

    # Where things are.

    def settings(self) -> UserSettings:
        """The person's own settings."""
        if self._settings is None:
            found = config.read_settings(config.settings_path(self.env))
            if isinstance(found, Trouble):
                raise BadConfig.of(found)
            self._settings = found
        return self._settings

    def folder(self) -> Path:
        """The ledger's folder. Raises NotFound or BadConfig."""
        if self._folder is None:
            located = config.locate(self.ledger_option, self.env, self.here) or config.locate(
                None, {}, self.here, self.settings()
            )
            if located is None:
                raise NotFound.of(config.no_ledger())
            problem = config.not_a_ledger(located.folder)
            if problem:
                raise BadConfig.of(problem)
            self._folder = located.folder
        return self._folder

    def config(self) -> LedgerConfig:
        """The ledger's branchlog.toml."""
        if self._config is None:
            found = config.read_ledger(self.folder() / config.FILE)
            if isinstance(found, Trouble):
                raise BadConfig.of(found)
            self._config = found
        return self._config

    def catalogue(self) -> Catalogue:
        """The ledger's catalogue, its own kinds included."""
        if self._catalogue is None:
            from branchlog.records.catalogue import Catalogue

            self._catalogue = Catalogue(self.config().own)
        return self._catalogue

    def ledger(self) -> Ledger:
        """The ledger, opened in the name of whoever writes."""
        from branchlog.ledger import Ledger

        return Ledger(self.folder(), self.config(), who=self.who())

    def who(self) -> str:
        """Who signs: --who, $BRANCHLOG_WHO, the settings, the system's user."""
        named = self.who_option or self.env.get("BRANCHLOG_WHO") or self.settings().who
        if not named:
            import getpass

            try:
                named = getpass.getuser()
            except (OSError, KeyError):
                named = "unknown"
        from branchlog.records import text

        return text.line(named, ("经手人", "who"))

    def now(self) -> datetime:
        """The machine's clock, as entries are stamped with it."""
        return datetime.now().astimezone()

    def interactive(self) -> bool:
        """Whether a person can be asked."""
        return not self.no_input and sys.stdin.isatty() and sys.stderr.isatty()

    # What is said.

    def say(self, pair: Pair, **values: Any) -> str:
        """A sentence in the run's language."""
        return say(pair, self.lang, **values)

    def answer(self, text: str) -> None:
        """A line of the command's result, on stdout."""
        from branchlog.render.safe import spelled

        _print(spelled(text, sys.stdout.encoding), sys.stdout)

    def note(self, pair: Pair, **values: Any) -> None:
        """A remark beside the result, on stderr, unless -q was given."""
        if not self.quiet:
            self.warn(self.say(pair, **values))

    def warn(self, text: str) -> None:
        """Something that may not be left unsaid, on stderr even with -q."""
        from branchlog.render.safe import spelled

        # The result that it is about stands before it.
        sys.stdout.flush()
        _print(spelled(text, sys.stderr.encoding), sys.stderr)

    def trouble(self, trouble: Trouble) -> None:
        """The three lines of something that is wrong with the ledger's files."""
        for line in trouble.lines(self.lang):
            self.warn(line)

    def show(self, report: Report, format_: str, output: Path | None) -> None:
        """Write a report to stdout, or to the file whose suffix chooses the format."""
        from branchlog import render
        from branchlog.messages import Cli as Text
        from branchlog.render.console import console

        if output is not None:
            explicit = None if format_ == "table" else format_
            render.save(report, self.here / output, lang=self.lang, format=explicit)
            self.note(Text.OUTPUT_DONE, path=output)
            return
        out = console(sys.stdout, self.env, self.no_color)
        render.write(
            report,
            out.stream,
            format_,
            lang=self.lang,
            width=out.width,
            color=out.color,
            bars=out.bars,
        )


def _print(text: str, stream: TextIO) -> None:
    stream.write(f"{text}\n")
