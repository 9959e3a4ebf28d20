"""Look through an ods workbook before it is loaded: its sheets, in their order."""

from __future__ import annotations

import re
from xml.parsers import expat

from branchlog.intake.files import sheet_xml
from branchlog.intake.files.packed import Packed
from branchlog.intake.files.sheet_facts import Facts, broken, protected
from branchlog.intake.source import Area

_CONTENT = "content.xml"
_MANIFEST = "meta-inf/manifest.xml"
#: No program has more; what repeats to more was made to do harm.
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14
_MOST_BLANKS = 100_000
#: Any of these makes a cell one that holds something.
_HOLDS = frozenset(
    {
        "table:formula",
        "office:value-type",
        "office:value",
        "office:string-value",
        "office:date-value",
        "office:time-value",
        "office:boolean-value",
    }
)
_ERROR = re.compile(r"#(?:DIV/0!|REF!|VALUE!|NAME\?|N/A|NUM!|NULL!)|Err:\d+")


def survey(packed: Packed, name: str) -> list[Facts]:
    """The facts of every sheet. Raises BadValue for what is broken, locked or too much."""
    for member in packed.names():
        if member == _MANIFEST and b"encryption-data" in packed.whole(member):
            raise protected(name)
        if member not in (_CONTENT, _MANIFEST):
            packed.exhaust(packed.chunks(member))
    reader = _Reader()
    try:
        for _ in sheet_xml.parsing(reader.parser, packed.chunks(_CONTENT)):
            pass
    # An encoding that nobody knows is a LookupError.
    except (expat.ExpatError, LookupError, ValueError):
        raise broken(name) from None
    return reader.sheets


class _Reader:
    """Follows the elements of the sheets."""

    def __init__(self) -> None:
        self.sheets: list[Facts] = []
        self.parser = sheet_xml.parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._facts = Facts()
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._empty = 0
        self._used = self._formula = self._error = self._hidden = False
        self._text: list[str] = []
        self._length = 0

    def _start(self, name: str, given: dict[str, str]) -> None:
        match name:
            case "table:table-cell" | "table:covered-table-cell":
                self._open_cell(given)
            case "text:p":
                self.parser.CharacterDataHandler = self._hear
            case "text:s":
                self._length += _repeated(given, "text:c", _MOST_BLANKS)
            case "table:table-row":
                self._rows = _repeated(given, "table:number-rows-repeated", _MOST_ROWS)
                self._hidden = given.get("table:visibility") in ("collapse", "filter")
                self._column = self._empty = 0
            case "table:table":
                self._facts = Facts()
                self.sheets.append(self._facts)
                self._row = 1
            case "office:annotation":
                # A comment's text is not the cell's.
                self.parser.StartElementHandler = None
                self.parser.CharacterDataHandler = None

    def _open_cell(self, given: dict[str, str]) -> None:
        self._columns = _repeated(given, "table:number-columns-repeated", _MOST_COLUMNS)
        self._used = not _HOLDS.isdisjoint(given)
        self._formula = "table:formula" in given
        self._error = given.get("calcext:value-type") == "error"
        self._text = []
        self._length = sum(len(value) for key, value in given.items() if key in _HOLDS)
        across = _repeated(given, "table:number-columns-spanned", _MOST_COLUMNS)
        down = _repeated(given, "table:number-rows-spanned", _MOST_ROWS)
        if across > 1 or down > 1:
            bottom, right = self._row + down - 1, self._column + across - 1
            self._facts.merged.append(Area(self._row, self._column, bottom, right))

    def _hear(self, text: str) -> None:
        self._length += len(text)
        if self._formula:
            self._text.append(text)

    def _end(self, name: str) -> None:
        match name:
            case "table:table-cell" | "table:covered-table-cell":
                self._close_cell()
            case "text:p":
                self.parser.CharacterDataHandler = None
            case "table:table-row":
                if self._hidden:
                    end = min(self._row + self._rows, _MOST_ROWS + 1)
                    self._facts.hidden.update(range(self._row, end))
                self._row += self._rows
                if self._row > _MOST_ROWS + 1:
                    raise ValueError("too many rows")
            case "office:annotation":
                self.parser.StartElementHandler = self._start

    def _close_cell(self) -> None:
        facts, text = self._facts, "".join(self._text)
        if self._formula and (self._error or _ERROR.fullmatch(text)):
            facts.fail(self._row, self._column, text or "#N/A")
        if self._used:
            facts.use(self._row + self._rows - 1, self._column + self._columns - 1)
            facts.text += self._length * self._rows * self._columns
        self._column += self._columns
        # Empty cells at the end of a row are passed over, others are made.
        facts.loose += self._empty + (self._columns if self._used else 0)
        self._empty = 0 if self._used else self._columns
        if self._column > _MOST_COLUMNS:
            raise ValueError("a row too wide")


def _repeated(given: dict[str, str], key: str, most: int) -> int:
    """How often something stands. Raises ValueError for what no program writes."""
    if (text := given.get(key)) is None:
        return 1
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    if not 1 <= number <= most:
        raise ValueError(text)
    return number
