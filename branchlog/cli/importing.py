"""What is asked of an import on the command line, checked before a file is read."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from branchlog.cli.session import Session
from branchlog.errors import BadValue, Fault, Usage
from branchlog.messages import Importing as Text
from branchlog.messages import Pair
from branchlog.records.text import short

if TYPE_CHECKING:
    from branchlog.intake.files.formats import Reading
    from branchlog.intake.importing import Asked

STDIN = "-"
_OLDEST = 1949


class Options(NamedTuple):
    """The options of `import` as they were typed."""

    kind: str | None
    year: str | None
    maps: Sequence[str]
    ignores: Sequence[str]
    sheets: Sequence[str]
    from_: str | None
    encoding: str | None
    max_rows: str | None
    max_cells: str | None
    max_bytes: str | None

    def again(self) -> list[str]:
        """The options that the rejected rows need too, to be understood in the same way."""
        pairs = [("--kind", self.kind), ("--year", self.year)]
        pairs += [("--map", each) for each in self.maps]
        pairs += [("--ignore", each) for each in self.ignores]
        return [part for name, value in pairs if value is not None for part in (name, value)]


def named(session: Session, files: Sequence[str] | None) -> list[str]:
    """The files to import, each once. Raises Usage."""
    if not files:
        raise Usage(Text.NO_FILE, Text.NO_FILE_WHY, Text.NO_FILE_HINT)
    seen: dict[str, str] = {}
    for file in files:
        key = STDIN if file == STDIN else os.path.realpath(session.here / file)
        if key in seen:
            raise Usage(
                Text.FILE_TWICE, Text.FILE_TWICE_WHY, Text.FILE_TWICE_HINT, file=short(file)
            )
        seen[key] = file
    return list(seen.values())


def asked(session: Session, options: Options) -> Asked:
    """What was said of the files' content. Raises NotFound or BadValue."""
    from branchlog.intake.importing import Asked
    from branchlog.intake.sheets.headers import fold

    kind = None if options.kind is None else session.catalogue().kind(options.kind)
    year = None if options.year is None else _year(options.year, session.today.year)
    maps: dict[str, str] = {}
    for text in options.maps:
        title, field = _mapped(text)
        if maps.setdefault(title, field) != field:
            raise _bad_map(text, Text.MAP_TWICE_WHY, title=short(title))
    ignored = {fold(title) for title in options.ignores}
    for title in maps:
        if fold(title) in ignored:
            raise _bad_map(title, Text.MAP_IGNORED_WHY, title=short(title))
    return Asked(kind, year, maps, tuple(options.ignores))


def reading(options: Options) -> Reading:
    """How the files are to be read. Raises BadValue."""
    from branchlog.intake.files.formats import Reading

    usual = Reading()
    return Reading(
        options.from_,
        options.encoding,
        tuple(options.sheets),
        _limit("--max-rows", options.max_rows, usual.max_rows),
        _limit("--max-cells", options.max_cells, usual.max_cells),
        _limit("--max-bytes", options.max_bytes, usual.max_bytes),
    )


def _year(text: str, last: int) -> int:
    # 2024年, in full-width digits or not.
    written = re.fullmatch(r"(\d{4})年?", normalize("NFKC", text).strip())
    year = int(written[1]) if written else 0
    if _OLDEST <= year <= last:
        return year
    raise BadValue(
        Text.YEAR_BAD, Text.YEAR_BAD_WHY, Text.YEAR_BAD_HINT, text=short(text), last=last
    )


def _mapped(text: str) -> tuple[str, str]:
    """Title and field; the sign may be full-width, and the title may hold one too."""
    title, sign, field = text.rpartition("=")
    if not sign:
        title, sign, field = text.rpartition(_WIDE_SIGN)
    if not title.strip() or not field.strip():
        raise _bad_map(text, Text.MAP_BAD_WHY)
    return title.strip(), field.strip()


_WIDE_SIGN = "＝"


def _bad_map(text: str, why: Pair, **values: str) -> Fault:
    return BadValue(Text.MAP_BAD, why, Text.MAP_HINT, text=short(text), **values)


def _limit(option: str, text: str | None, usual: int) -> int:
    if text is None:
        return usual
    plain = re.sub("[,_ ]", "", normalize("NFKC", text))
    # More digits than any limit has would only cost time to read.
    if plain.isdecimal() and len(plain) <= 18 and int(plain) > 0:
        return int(plain)
    raise BadValue(
        Text.LIMIT_BAD,
        Text.LIMIT_BAD_WHY,
        Text.LIMIT_BAD_HINT,
        option=option,
        text=short(text),
        most=usual,
    )
