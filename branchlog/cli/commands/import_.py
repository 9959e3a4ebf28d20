"""Import the sheets that people keep."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from branchlog.cli import ask, imported, importing, options, rejected, warnings
from branchlog.cli.importing import STDIN, Options
from branchlog.cli.options import Json, Why, Yes
from branchlog.cli.preview import Preview
from branchlog.cli.session import Session
from branchlog.messages import Importing as Text
from branchlog.messages import Pair

if TYPE_CHECKING:
    from branchlog.intake.files.formats import Reading
    from branchlog.intake.importing import Asked
    from branchlog.intake.plan import Plan, Progress
    from branchlog.intake.source import Opened


class How(NamedTuple):
    """What is to be done with the rows."""

    dry_run: bool
    yes: bool
    keep_good: bool
    strict: bool
    why: str
    json: bool


def run(
    ctx: typer.Context,
    files: Annotated[list[str] | None, typer.Argument(help="IMPORT_FILES")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="IMPORT_KIND")] = None,
    year: Annotated[str | None, typer.Option("--year", help="IMPORT_YEAR")] = None,
    map_: Annotated[list[str] | None, typer.Option("--map", help="IMPORT_MAP")] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", help="IMPORT_IGNORE")] = None,
    sheet: Annotated[list[str] | None, typer.Option("--sheet", help="IMPORT_SHEET")] = None,
    from_: Annotated[str | None, typer.Option("--from", help="IMPORT_FROM")] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", help="IMPORT_ENCODING")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="IMPORT_DRY_RUN")] = False,
    yes: Yes = False,
    keep_good: Annotated[bool, typer.Option("--keep-good", help="IMPORT_KEEP_GOOD")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="IMPORT_STRICT")] = False,
    why: Why = "",
    max_rows: Annotated[str | None, typer.Option("--max-rows", help="IMPORT_MAX_ROWS")] = None,
    max_cells: Annotated[str | None, typer.Option("--max-cells", help="IMPORT_MAX_CELLS")] = None,
    max_bytes: Annotated[str | None, typer.Option("--max-bytes", help="IMPORT_MAX_BYTES")] = None,
    json: Json = False,
) -> None:
    """Say what the files hold, then record all of it as one batch."""
    session: Session = ctx.obj
    given = Options(
        kind,
        year,
        map_ or (),
        ignore or (),
        sheet or (),
        from_,
        encoding,
        max_rows,
        max_cells,
        max_bytes,
    )
    how = How(dry_run, yes, keep_good, strict, options.reason(why), json)
    named = importing.named(session, files)
    wanted, reading = importing.asked(session, given), importing.reading(given)
    with ask.dropping():
        plan = _understood(session, named, wanted, reading)
        warnings.of_snapshot(session, plan.snapshot)
        if plan.forgotten:
            session.trouble(plan.forgotten)
        _agreed(session, plan, wanted.year, how)
    if dry_run:
        imported.trial(session, plan, json=json)
    else:
        _write(session, plan, how, given)


def _understood(session: Session, named: list[str], asked: Asked, reading: Reading) -> Plan:
    """Read the files. Raises Usage or BadValue for what cannot be imported."""
    from branchlog.intake.importing import understand

    with _progress(session, Text.READING) as tell:
        opened = [_opened(session, file, reading) for file in named]
        return understand(opened, session.ledger(), session.catalogue(), session.today, asked, tell)


def _opened(session: Session, file: str, reading: Reading) -> Opened:
    from branchlog.intake.files.formats import open_file, open_stream

    if file != STDIN:
        return open_file(session.here / file, file, reading)
    stream = session.stdin.buffer if session.stdin else io.BytesIO()
    return open_stream(stream, file, reading)


def _agreed(session: Session, plan: Plan, year: int | None, how: How) -> None:
    """Show the plan and ask about it. Raises RowsRejected, or Refused when the answer is no."""
    asks = session.interactive() and not how.yes and not how.dry_run
    # Beside JSON only what is asked about is shown: the rest is in it.
    if asks or not how.json:
        _show(session, plan, year, asks=asks, strict=how.strict)
    imported.refuse(session, plan, keep_good=how.keep_good, strict=how.strict)
    if asks and imported.writable(plan):
        ask.agree(session, imported.question(session, plan))


def _show(session: Session, plan: Plan, year: int | None, *, asks: bool, strict: bool) -> None:
    """The preview: all of it, or with -q what may not be left unsaid."""
    preview = Preview(session, plan, year)
    if not session.quiet:
        preview.show()
    elif strict:
        preview.suspicious()
    preview.bad()
    if asks or not session.quiet:
        preview.total()


def _write(session: Session, plan: Plan, how: How, given: Options) -> None:
    """Write and answer. Raises RowsRejected when rows were left to be mended."""
    saving = rejected.saved(session, plan)
    with saving as saved, _progress(session, Text.WRITING) as tell:
        done = imported.write(plan, why=how.why, strict=how.strict, progress=tell)
    imported.answer(session, plan, done, saved, json=how.json)
    if done.batch and (given.maps or given.ignores) and not plan.forgotten:
        session.note(Text.REMEMBERED_NOW)
    if saved:
        raise imported.kept_back(session, plan, saved, given.again())


@contextmanager
def _progress(session: Session, title: Pair) -> Iterator[Progress | None]:
    """What is to be told of progress, where somebody watches."""
    if session.quiet or not sys.stderr.isatty() or session.env.get("TERM") == "dumb":
        yield None
        return
    from branchlog.render import progress

    with progress.shown(sys.stderr, title, session.lang) as tell:
        yield tell
