"""Options that several commands share, with the names of their help texts."""

# Annotations are real objects here: typer would have to evaluate postponed ones at every start.

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from branchlog.errors import Usage
from branchlog.messages import Cli as Text
from branchlog.records.text import line, short

# The `help` of every parameter is the name of a pair in messages.Help.
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="JSON")]
Format: TypeAlias = Annotated[str | None, typer.Option("--format", help="FORMAT")]
Output: TypeAlias = Annotated[Path | None, typer.Option("-o", "--output", help="OUTPUT")]
SheetFile: TypeAlias = Annotated[Path | None, typer.Option("-o", "--output", help="SHEET_FILE")]
Why: TypeAlias = Annotated[str, typer.Option("--why", help="REASON")]
Yes: TypeAlias = Annotated[bool, typer.Option("-y", "--yes", help="YES")]
Category: TypeAlias = Annotated[list[str] | None, typer.Option("--category", help="F_CATEGORY")]
Person: TypeAlias = Annotated[list[str] | None, typer.Option("--person", help="F_PERSON")]
Place: TypeAlias = Annotated[list[str] | None, typer.Option("--place", help="F_PLACE")]
Occasion: TypeAlias = Annotated[list[str] | None, typer.Option("--occasion", help="F_OCCASION")]
TextFilter: TypeAlias = Annotated[list[str] | None, typer.Option("--text", help="F_TEXT")]
Where: TypeAlias = Annotated[list[str] | None, typer.Option("--where", help="F_WHERE")]


#: Formats that are kept and read again: ids and indicators stand in them whole.
SHEETS = ("csv", "tsv", "xlsx")


def reason(why: str) -> str:
    """What `--why` says, checked as any text of a record is. Raises BadValue."""
    return line(why, Text.WHY) if why else ""


def chosen_format(json: bool, format_: str | None, output: Path | None = None) -> str:
    """The format asked for: by name, as `--json`, or by the suffix of the file to write.

    Raises Usage for an unknown one, and for two that differ.
    """
    from branchlog.render import FORMATS, SUFFIXES

    if format_ is not None and format_ not in FORMATS:
        raise Usage(
            Text.FORMAT_UNKNOWN,
            Text.FORMAT_KNOWN,
            Text.FORMAT_HINT,
            word=short(format_),
            known=" ".join(FORMATS),
        )
    if json and format_ not in (None, "json"):
        raise Usage(Text.FORMAT_TWICE, Text.FORMAT_TWICE_WHY, Text.FORMAT_HINT)
    if json or format_ is not None:
        return format_ or "json"
    return "table" if output is None else SUFFIXES.get(output.suffix.lower(), "table")


def asked(
    category: list[str] | None,
    person: list[str] | None,
    place: list[str] | None,
    occasion: list[str] | None,
    text: list[str] | None,
    where: list[str] | None,
) -> dict[str, list[str]]:
    """The filters that were given, by name."""
    given = {
        "category": category,
        "person": person,
        "place": place,
        "occasion": occasion,
        "text": text,
        "where": where,
    }
    return {name: words for name, words in given.items() if words}
