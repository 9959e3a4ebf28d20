"""What a sheet tells and offers those who fill it in: choices, limits, a word on each column."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from branchlog.messages import Lang, say
from branchlog.messages import SheetOut as Text
from branchlog.records.neutral import neutralised
from branchlog.render.safe import storable
from branchlog.report import Column

#: What Excel takes of a list that stands in the cell's own rule.
_LONGEST_INLINE = 255
_LONGEST_TITLE, _LONGEST_HINT = 32, 255
_EARLIEST = date(1949, 1, 1)
_LARGEST = 10**9


class Lists:
    """Choices too long for a rule, each a column of a hidden sheet."""

    def __init__(self, taken: Collection[str], lang: Lang) -> None:
        name = say(Text.LISTS, lang)
        while name.casefold() in {each.casefold() for each in taken}:
            name += "_"
        self.name = name
        self._columns: list[tuple[str, ...]] = []

    def source(self, choices: tuple[str, ...]) -> list[str] | str:
        """What a rule says of its choices: themselves, or where they stand."""
        plain = tuple(neutralised(storable(choice)) for choice in choices)
        inline = len(",".join(plain).encode("utf-16-le")) // 2 <= _LONGEST_INLINE
        if inline and not any("," in choice or '"' in choice for choice in plain):
            return list(plain)
        self._columns.append(plain)
        column = xlsxwriter.utility.xl_col_to_name(len(self._columns) - 1)
        quoted = self.name.replace("'", "''")
        return f"='{quoted}'!${column}$1:${column}${len(plain)}"

    def add(self, book: xlsxwriter.Workbook) -> None:
        """The hidden sheet, where one is needed."""
        if not self._columns:
            return
        sheet = book.add_worksheet(self.name)
        sheet.hide()
        for row in range(max(map(len, self._columns))):
            for index, column in enumerate(self._columns):
                if row < len(column):
                    sheet.write_string(row, index, column[row])


def ask_for(
    sheet: xlsxwriter.worksheet.Worksheet, column: Column, index: int, last: int, lists: Lists
) -> None:
    """Tell below a column's heading what may stand there, and ask back about what may not."""
    rule: dict[str, Any] = {
        "input_title": _cut(column.title, _LONGEST_TITLE),
        "input_message": _cut(column.hint, _LONGEST_HINT),
        "error_title": _cut(column.title, _LONGEST_TITLE),
        "error_message": _cut(column.hint, _LONGEST_HINT),
        # A warning may be passed over: 约120 is no number to Excel, and still understood.
        "error_type": "warning" if column.others else "stop",
        **_limits(column, lists),
    }
    sheet.data_validation(1, index, last, index, rule)


def _limits(column: Column, lists: Lists) -> dict[str, Any]:
    if column.choices:
        return {"validate": "list", "source": lists.source(column.choices)}
    match column.form:
        case "date":
            return {
                "validate": "date",
                "criteria": "between",
                "minimum": _EARLIEST,
                "maximum": "=TODAY()",
            }
        case "integer" | "decimal":
            return {
                "validate": column.form,
                "criteria": "between",
                "minimum": 0,
                "maximum": _LARGEST,
            }
        case _:
            return {"validate": "any"}


def _cut(text: str, most: int) -> str:
    return storable(text).encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")
