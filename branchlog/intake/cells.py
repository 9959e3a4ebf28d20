"""Read a sheet's cell as a field's value, whatever programs and people made of it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from branchlog.errors import BadValue
from branchlog.messages import Intake as Text
from branchlog.messages import Pair
from branchlog.records import approximate, codec, namelist, text
from branchlog.records.catalogue import Field, Kind
from branchlog.records.neutral import restored

#: What a cell says that says nothing. In a text it may be meant.
_NOTHING = frozenset(("/", "\\", "-", "--", "—", "——", "－", "／", "无", "N/A", "n/a"))
_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!)")
_CLOCK = r"\d{1,2}(?:[:：]\d\d(?:[:：]\d\d(?:\.\d+)?)?|[点时](?:半|整|\d{1,2}分?)?)"
_HALF = "(?:上午|下午|中午|晚上|早上|傍晚)"
#: Programs that know no plain date write its midnight; people write 下午3:00, 9:00-11:00.
_TIME = re.compile(
    r"(?:[ T　]+|(?<=[日号]))"
    rf"({_HALF}|{_HALF}? ?{_CLOCK}(?: ?[-–—~～至到] ?{_HALF}?{_CLOCK})?)$"
)
_MIDNIGHT = re.compile(r"0{1,2}:00(?::00(?:\.0+)?)?")
#: From here on a sheet's number has lost digits: it keeps fifteen.
_LOSSY = 10**15
#: Day numbers of 1949 to 2173; a smaller number in a date's column was no date.
_SERIALS = range(17_899, 100_000)
_BLANK = " \t\r\n\u3000\u00a0\ufeff"
_TEXTS = frozenset(("text", "note"))


class Cells:
    """The cells of one field's column. `timed` is an example of a time of day that was dropped.

    In a `sheet`, as against JSON, text that looks like a formula stands behind an apostrophe.
    `unit` is that of the numbers that have none: the title said 金额(万元).
    """

    def __init__(
        self,
        kind: Kind,
        field: Field,
        today: date,
        year: int | None,
        *,
        sheet: bool = True,
        unit: str = "",
    ) -> None:
        self.kind = kind
        self.field = field
        self.timed: str | None = None
        self._today = today
        self._year = year
        self._sheet = sheet
        self._unit = unit
        self._words = _words(kind, field)

    def read(self, raw: object, category: str | None = None) -> tuple[dict[str, Any], str | None]:
        """The values of a cell by field, none for an empty one, and its mark when approximate.

        Raises BadValue.
        """
        value = self._plain(raw)
        if value is None:
            return {}, None
        marks: dict[str, str] = {}
        values = codec.checked(
            self.kind, self.field, value, self._today, marks, year=self._year, category=category
        )
        return values, marks.get(self.field.id)

    def _plain(self, raw: object) -> object:
        """The cell as `codec` takes it: text, a number, names; None when it is empty."""
        if isinstance(raw, str):
            return self._text(raw)
        if raw is None or raw == []:
            return None
        if isinstance(raw, (datetime, date)):
            return self._day_cell(raw)
        if isinstance(raw, (time, timedelta)):
            raise self._bad(raw, Text.TIME_CELL, Text.TEXT_CELL_HINT)
        if isinstance(raw, bool):
            return self._mark(raw)
        if isinstance(raw, (int, float)):
            return self._number(raw)
        return raw

    def _text(self, raw: str) -> object:
        written = raw.strip(_BLANK)
        type_ = self.field.type
        if not written or (type_ not in _TEXTS and written in _NOTHING):
            return None
        if self._sheet:
            # Whoever means text writes '=; a formula that nobody worked out comes as it stands.
            if written[0] == "=" or (written[0] == "#" and _ERROR.fullmatch(written)):
                raise self._bad(raw, Text.FORMULA_ERROR, Text.FORMULA_ERROR_HINT)
            written = restored(written)
        if type_ in ("when", "day", "end"):
            return self._day_text(written)
        if type_ in ("category", "choice"):
            return self._words.get(text.word(written), written)
        if type_ == "names":
            return self._names(written)
        if type_ == "approximate":
            return self._approximate(written)
        if self._unit and written[-1].isdigit():
            return written + self._unit
        if type_ == "text":
            # A line break inside such a cell is how it was wrapped to fit.
            return " ".join(re.split(r"[ \t]*[\r\n]+[ \t]*", written))
        return written

    def _day_text(self, written: str) -> str:
        found = _TIME.search(written)
        if found:
            if not _MIDNIGHT.fullmatch(found[1]):
                self.timed = self.timed or written
            written = written[: found.start()]
        from branchlog.records import dates

        if self._year is None and dates.undated(written, self._today):
            raise self._bad(written, Text.NO_YEAR, Text.NO_YEAR_HINT)
        if written.isascii() and written.replace(".", "", 1).isdigit() and "." not in written[:5]:
            return self._serial(float(written), written)
        return written

    def _day_cell(self, raw: date) -> str:
        if self.field.type not in ("when", "day", "end"):
            # 3-5 was a door number before a program took it for 5 March.
            raise self._bad(raw.isoformat(), Text.DATE_CELL, Text.TEXT_CELL_HINT)
        if isinstance(raw, datetime):
            if raw.time() != time():
                self.timed = self.timed or raw.isoformat(" ")
            return raw.date().isoformat()
        return raw.isoformat()

    def _number(self, raw: int | float) -> object:
        type_ = self.field.type
        if type_ in ("when", "day", "end"):
            return self._serial(raw, repr(raw).removesuffix(".0"))
        if type_ in ("quantity", "times"):
            whole = int(raw) if isinstance(raw, float) and raw.is_integer() else raw
            return f"{whole}{self._unit}" if self._unit else whole
        if type_ in ("category", "choice") and raw in (0, 1):
            return self._mark(bool(raw))
        if type_ == "names" or raw != raw or abs(raw) == float("inf"):
            return raw
        if abs(raw) >= _LOSSY:
            raise self._bad(repr(raw), Text.LOST_DIGITS, Text.TEXT_CELL_HINT)
        return str(int(raw)) if float(raw).is_integer() else repr(raw)

    def _serial(self, number: float, written: str) -> str:
        """A day's number in a sheet, or 20240305, as ISO text."""
        whole = int(number)
        if whole in _SERIALS:
            if number != whole:
                self.timed = self.timed or written
            return (date(1899, 12, 30) + timedelta(whole)).isoformat()
        if number == whole and len(str(whole)) == 8:
            return str(whole)
        raise self._bad(written, Text.NUMBER_NO_DATE, Text.DATE_CELL_HINT)

    def _mark(self, raw: bool) -> object:
        """A ticked box, as the outcome of a record that can be finished."""
        word = "√" if raw else "×"
        if word in self._words:
            return self._words[word]
        raise self._bad("TRUE" if raw else "FALSE", Text.YES_NO, Text.TEXT_CELL_HINT)

    def _names(self, written: str) -> list[str]:
        try:
            return namelist.split(written)
        except ValueError:
            raise self._bad(written, Text.NAMES_UNCLEAR, Text.NAMES_HINT) from None

    def _approximate(self, written: str) -> object:
        return approximate.approximate_value(self.kind, written)

    def _bad(self, value: object, why: Pair, hint: Pair) -> BadValue:
        return text.bad(self.field.label, value, why, hint)


def _words(kind: Kind, field: Field) -> dict[str, str]:
    """Other words that people write for a choice -> its id."""
    if field.type not in ("category", "choice"):
        return {}
    known = {choice.id for choice in field.choices}
    said = _said().get(f"{kind.id}.{field.id}", {})
    words = {text.word(word): id_ for id_, also in said.items() if id_ in known for word in also}
    # The catalogue's own words go before these.
    for choice in field.choices:
        for word in (choice.id, *choice.label, *choice.also):
            words.pop(text.word(word), None)
    return words


@cache
def _said() -> dict[str, dict[str, list[str]]]:
    """The table of words.toml: `kind.field` -> choice -> words."""
    import tomllib

    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
