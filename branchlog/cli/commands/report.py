"""Write the year-end report, or fill somebody's form."""

# Annotations are real objects here: typer would have to evaluate postponed ones at every start.

from pathlib import Path
from typing import Annotated

import typer

from branchlog.cli import options, overwriting, reporting
from branchlog.cli.options import Format, Json
from branchlog.cli.session import Session
from branchlog.errors import Usage
from branchlog.messages import Annual as Text
from branchlog.records.periods import Period
from branchlog.stats.annual import asking


def run(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="REPORT_PERIOD")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="REPORT_OUTPUT")] = None,
    form: Annotated[Path | None, typer.Option("--form", help="REPORT_FORM")] = None,
    compare: Annotated[str | None, typer.Option("--compare", help="REPORT_COMPARE")] = None,
    large_print: Annotated[bool, typer.Option("--large-print", help="LARGE_PRINT")] = False,
    names: Annotated[bool, typer.Option("--names", help="NAMES")] = False,
    force: Annotated[bool, typer.Option("--force", help="FORCE")] = False,
    json: Json = False,
    format_: Format = None,
) -> None:
    """Print the report of a period, or write it to a file."""
    session: Session = ctx.obj
    chosen = options.chosen_format(json, format_)
    span = asking.period(period, session.today)
    if form is not None:
        given = {"--compare": compare, "--large-print": large_print, "--names": names}
        _fill(session, form, output, span, force, given, as_json=chosen == "json")
        return
    chosen = reporting.target(output, chosen, large_print)
    if output is not None:
        overwriting.confirm(session, output, force)
    made = reporting.compiled(session, span, compare, names=names, data=chosen == "json")
    reporting.show(session, made, chosen, output, large_print)


def _fill(
    session: Session,
    form: Path,
    output: Path | None,
    span: Period,
    force: bool,
    given: dict[str, str | bool | None],
    *,
    as_json: bool,
) -> None:
    from branchlog.cli import form_filling

    for option, value in given.items():
        if value:
            raise Usage(
                Text.NOT_WITH_FORM, Text.NOT_WITH_FORM_WHY, Text.NOT_WITH_FORM_HINT, option=option
            )
    if output is None:
        raise Usage(Text.NO_OUTPUT, Text.NO_OUTPUT_WHY, Text.NO_OUTPUT_HINT)
    form_filling.filled(session, form, output, span, force, as_json=as_json)
