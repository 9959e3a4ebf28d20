"""One run of the command: what was asked of all commands, and where it reads and writes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from branchlog import config
from branchlog.config import LedgerConfig, UserSettings
from branchlog.errors import BadConfig, BadValue, NotFound, WriteFailed
from branchlog.messages import Cli as Text
from branchlog.messages import Config, Dates, Lang, Pair, Trouble, say
from branchlog.records import text

if TYPE_CHECKING:
    from branchlog.ledger import Ledger
    from branchlog.records.catalogue import Catalogue
    from branchlog.report import Report


class Session:
    """The settings of one run. What costs time is looked up once, when it is first asked for."""

    def __init__(
        self, env: Mapping[str, str], here: Path | None = None, stdin: TextIO | None = None
    ) -> None:
        self.env = env
        # Without a stdin, as cron and `<&-` leave it, there is nobody to ask and nothing to read.
        self.stdin: TextIO | None = stdin or sys.stdin
        self.lang: Lang = "en"
        self.ledger_option: str | None = None
        self.who_option: str | None = None
        self.no_color = False
        self.quiet = False
        self.no_input = False
        self._here = here
        self._today: date | None = None
        self._settings: UserSettings | None = None
        self._config: LedgerConfig | None = None
        self._folder: Path | None = None
        self._catalogue: Catalogue | None = None

    # Where and when things are.

    @property
    def here(self) -> Path:
        """The folder that the command runs in. Raises BadConfig when it is gone."""
        if self._here is None:
            try:
                self._here = Path.cwd()
            except OSError as error:
                raise _unusable(Path("."), error) from error
        return self._here

    @property
    def today(self) -> date:
        """Today; $BRANCHLOG_TODAY where a machine's clock is wrong, and in tests."""
        if self._today is None:
            given = self.env.get("BRANCHLOG_TODAY")
            self._today = _dated(given) if given else date.today()
        return self._today

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
            self._folder = self._located()
        return self._folder

    def _located(self) -> Path:
        if self.ledger_option == "":
            # A script's empty variable must not choose another ledger.
            raise BadConfig(Config.NO_LEDGER, Config.FOLDER_MISSING, Config.NO_LEDGER_HINT)
        try:
            located = config.locate(self.ledger_option, self.env, self.here) or config.locate(
                None, {}, self.here, self.settings()
            )
            if located is None:
                raise NotFound.of(config.no_ledger())
            problem = config.not_a_ledger(located.folder)
        except OSError as error:
            # A name that is too long, a folder above that may not be entered.
            raise _unusable(Path(self.ledger_option or self.here), error) from error
        if problem:
            raise BadConfig.of(problem)
        return located.folder

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
        if self.who_option is not None:
            return text.line(self.who_option, Text.WHO)
        named = self.env.get("BRANCHLOG_WHO") or self.settings().who or _system_user()
        return text.line(named, Text.WHO)

    def now(self) -> datetime:
        """The machine's clock, as entries are stamped with it."""
        return datetime.now().astimezone()

    def lines(self) -> Iterable[bytes]:
        """What a script writes to stdin."""
        return () if self.stdin is None else self.stdin.buffer

    def interactive(self) -> bool:
        """Whether a person can be asked."""
        asked = not self.no_input and self.stdin is not None and self.stdin.isatty()
        return asked and sys.stderr.isatty()

    # What is said.

    def say(self, pair: Pair, **values: Any) -> str:
        """A sentence in the run's language."""
        return say(pair, self.lang, **values)

    def answer(self, line: str) -> None:
        """A line of the command's result, on stdout."""
        from branchlog.render.safe import spelled

        with _printing():
            sys.stdout.write(f"{spelled(line, sys.stdout.encoding)}\n")

    def answer_json(self, data: object) -> None:
        """The command's result as one line of JSON, on stdout."""
        from branchlog.render import json_text
        from branchlog.report import Report

        with _printing():
            json_text.write_lines(Report(rows=(data,)), sys.stdout, encoding=sys.stdout.encoding)

    def note(self, pair: Pair, **values: Any) -> None:
        """A remark beside the result, on stderr, unless -q was given."""
        if not self.quiet:
            self.warn(self.say(pair, **values))

    def warn(self, line: str) -> None:
        """Something that may not be left unsaid, on stderr even with -q."""
        from branchlog.render.safe import spelled

        # The result that it is about stands before it.
        sys.stdout.flush()
        # A remark that nobody reads any more must not stop what was asked for.
        with suppress(OSError):
            sys.stderr.write(f"{spelled(line, sys.stderr.encoding)}\n")

    def trouble(self, trouble: Trouble) -> None:
        """The three lines of something that is wrong with the ledger's files."""
        for line in trouble.lines(self.lang):
            self.warn(line)

    def show(self, report: Report, format_: str, output: Path | None) -> None:
        """Write a report to stdout, or to the file whose suffix chooses the format."""
        from branchlog import render
        from branchlog.render.console import console

        if output is not None:
            from branchlog.cli import overwriting

            overwriting.spare(self.here / output, output)
            explicit = None if format_ == "table" else format_
            render.save(report, self.here / output, lang=self.lang, format=explicit)
            self.note(Text.OUTPUT_DONE, path=output)
            return
        out = console(sys.stdout, self.env, self.no_color)
        with _printing():
            render.write(
                report,
                out.stream,
                format_,
                lang=self.lang,
                width=out.width,
                color=out.color,
                bars=out.bars,
            )


@contextmanager
def _printing() -> Iterator[None]:
    """Tell a stdout that takes nothing, such as a file on a full disk, from other failures."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unprinted(error) from error


def unprinted(error: OSError) -> WriteFailed:
    """The fault for a result that stdout did not take."""
    detail = error.strerror or str(error)
    return WriteFailed(Text.UNPRINTED, Text.UNPRINTED_WHY, Text.UNPRINTED_HINT, detail=detail)


def _unusable(folder: Path, error: OSError) -> BadConfig:
    why, hint = Config.TOML_UNREADABLE, Config.NO_LEDGER_HINT
    detail = error.strerror or str(error)
    return BadConfig(Config.NOT_A_LEDGER, why, hint, path=folder, detail=detail)


def _dated(given: str) -> date:
    """The day in $BRANCHLOG_TODAY. Raises BadValue."""
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadValue(
            Text.TODAY_BAD, Dates.UNKNOWN, Text.TODAY_HINT, text=text.short(given)
        ) from None


def _system_user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
