"""A form that somebody else made: where its placeholders stand, and the form filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from lxml import etree

from branchlog.messages import Forms as Text
from branchlog.render.forms import form_sheets, form_text
from branchlog.render.forms.form_parts import Parts
from branchlog.render.forms.form_sheets import Cell

#: Why a placeholder cannot be filled: braces left over, inside a formula, a table's heading.
Trouble = Literal["", "torn", "formula", "heading"]


class Spot(NamedTuple):
    """A cell with placeholders. `alone` is one that holds nothing but its placeholder."""

    sheet: str
    cell: str
    placeholders: tuple[str, ...]
    alone: bool
    trouble: Trouble = ""


class Filling(NamedTuple):
    """What a placeholder becomes: `text` among other text, `alone` in a cell of its own.

    A number makes that cell one of a number, None leaves it empty. A `rate` is a number between
    0 and 1: 87.5 is written for 0.875 unless the cell shows percentages by itself.
    """

    text: str
    alone: int | float | str | None
    rate: bool = False


class _Place(NamedTuple):
    """A spot and the cell's element in the tree of its part; `string` is its shared string."""

    spot: Spot
    element: etree._Element
    string: etree._Element | None


class Form:
    """A workbook to be filled in. `elsewhere` are parts that hold braces outside of any cell."""

    def __init__(self, path: Path, raw: BinaryIO) -> None:
        """Look through the workbook. Raises BadValue for a file that cannot be filled in."""
        self.path = path
        self._parts = Parts(path, raw)
        self._changed: dict[str, etree._ElementTree] = {}
        self._places: list[_Place] = []
        self._formulas: list[etree._Element] = []
        self._percent: frozenset[int] | None = None
        self._strings: dict[int, etree._Element] = {}
        try:
            self.elsewhere = tuple(self._look())
        except (ValueError, AttributeError, TypeError):
            # A cell that stands nowhere, a link that leads nowhere.
            raise self._parts.refusal(Text.NOT_A_WORKBOOK) from None
        self.spots = tuple(place.spot for place in self._places)

    def write(self, fillings: Mapping[str, Filling], raw: BinaryIO) -> None:
        """The form with its placeholders filled in; totals are worked out when it is opened.

        May be done once. Parts that hold neither placeholders nor formulas are copied as they are.
        """
        texts = {name: filling.text for name, filling in fillings.items()}
        strings = {id(place.string): place.string for place in self._places}
        for string in strings.values():
            if string is not None:
                form_text.fill(string, texts)
        for spot, element, string in self._places:
            filling = fillings[spot.placeholders[0]]
            if spot.alone and not isinstance(filling.alone, str):
                form_sheets.set_number(element, self._number(filling.alone, filling.rate, element))
            elif string is None:
                form_sheets.set_text(element, texts)
        for element in self._formulas:
            form_sheets.forget_result(element)
        self._parts.copy(raw, self._changed)

    def _look(self) -> Iterator[str]:
        """Go through all parts; yields those that hold braces outside of cells."""
        self._strings = self._shared()
        for name, part in form_sheets.sheets(self._parts):
            tree = self._parts.tree(part)
            if self._look_through(name, part, tree):
                self._changed[part] = tree
            if form_sheets.headings_hold(tree, form_text.placeholders):
                yield part
        if self._formulas:
            workbook = self._parts.tree(self._parts.workbook)
            form_sheets.ask_to_calculate(workbook)
            self._changed[self._parts.workbook] = workbook
        yield from form_sheets.outside(self._parts, form_text.placeholders)

    def _shared(self) -> dict[int, etree._Element]:
        """The shared strings with braces, by number."""
        part = self._parts.linked(self._parts.workbook, "sharedStrings")
        if part is None:
            return {}
        tree = self._parts.tree(part)
        found = {
            index: element
            for index, element in enumerate(form_sheets.strings(tree))
            if form_text.is_marked(form_text.content(element))
        }
        if found:
            self._changed[part] = tree
        return found

    def _look_through(self, sheet: str, part: str, tree: etree._ElementTree) -> bool:
        """Note the sheet's placeholders and formulas; whether there are any."""
        headings = form_sheets.table_headings(self._parts, part)
        before = len(self._places) + len(self._formulas)
        for cell in form_sheets.cells(tree):
            if cell.formula is not None:
                self._formulas.append(cell.element)
            text, string = self._text(cell)
            marked = form_text.placeholders if cell.formula is not None else form_text.is_marked
            if marked(text):
                spot = _spot(sheet, cell, text, heading=cell.place in headings)
                self._places.append(_Place(spot, cell.element, string))
        return len(self._places) + len(self._formulas) > before

    def _text(self, cell: Cell) -> tuple[str, etree._Element | None]:
        """A cell's text, or its formula's, and the shared string that it is, if any."""
        if cell.formula is not None:
            return cell.formula, None
        if cell.shared is not None:
            string = self._strings.get(cell.shared)
            return ("" if string is None else form_text.content(string)), string
        return cell.text, None

    def _number(
        self, number: int | float | None, rate: bool, element: etree._Element
    ) -> int | float | None:
        if number is None or not rate:
            return number
        if self._percent is None:
            self._percent = form_sheets.percent_styles(self._parts)
        if int(element.get("s", "0")) in self._percent:
            return number
        # Hundredths of a per cent are what every figure is kept to.
        return round(number * 100, 2)


def _spot(sheet: str, cell: Cell, text: str, *, heading: bool) -> Spot:
    trouble: Trouble = ""
    if cell.formula is not None:
        trouble = "formula"
    elif form_text.is_torn(text):
        trouble = "torn"
    elif heading:
        trouble = "heading"
    found = form_text.placeholders(text)
    return Spot(sheet, cell.place, found, form_text.stands_alone(text), trouble)
