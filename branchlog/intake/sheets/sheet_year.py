"""Find the year that a sheet covers, for the days in it that are written without one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from branchlog.intake.sheets.headers import columns

_LONGEST = 200


def sheet_year(titles: Iterable[str], sheet: str, file: str) -> int | None:
    """The year of the first that names any: a title, the sheet, the file. None for two of them.

    The day on which a sheet was filled in says nothing of what it covers.
    """
    for text in (*titles, sheet, file):
        found = _years(text[:_LONGEST])
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _years(text: str) -> set[int]:
    table = columns()["year"]
    plain = unicodedata.normalize("NFKC", text)
    if any(word in plain.casefold() for word in table["filled"]):
        return set()
    plain = re.sub(table["day"], " ", plain)
    for zero in table["zeros"]:
        plain = plain.replace(zero, table["numerals"][0])
    han = re.findall(table["han"], plain)
    digits = str.maketrans(table["numerals"], "0123456789")
    return {int(year) for year in (*re.findall(table["digits"], plain),)} | {
        int(year.translate(digits)) for year in han
    }
