"""What the parts of a form say: its sheets' cells, formats and tables, and all that is no cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from branchlog.render.forms import form_text
from branchlog.render.forms.form_parts import Parts

#: The numbers of Excel's own formats that show a share as a percentage.
_PERCENT = frozenset({9, 10})
#: What a number format shows as it stands.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
#: Parts in which text stands outside of cells: drawn shapes and remarks.
_OUTSIDE = re.compile(r"xl/(drawings|comments|threadedcomments)[^_]*\.xml|xl/drawings/vml.*\.vml")
_TAG = re.compile("<[^>]*>")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: What stands behind `calcPr` in a workbook's part, as ECMA-376 orders it.
_BEHIND = (
    "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes",
    "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


class Cell(NamedTuple):
    """A cell that is not empty: text of its own, the number of a shared one, or a formula."""

    element: etree._Element
    place: str
    text: str = ""
    shared: int | None = None
    formula: str | None = None


def sheets(parts: Parts) -> Iterator[tuple[str, str]]:
    """The names of the worksheets, and their parts, in the workbook's order."""
    links = parts.links(parts.workbook)
    for each in _children(parts.tree(parts.workbook).getroot(), "sheets"):
        # The id is in a namespace that depends on the edition of the standard.
        link = next((value for key, value in each.attrib.items() if str(key).endswith("}id")), "")
        kind, part = links.get(str(link), ("", ""))
        if kind == "worksheet":
            yield each.get("name", ""), part


def strings(tree: etree._ElementTree) -> list[etree._Element]:
    """The workbook's shared strings, in the order in which cells number them."""
    return [each for each in tree.getroot() if local(each) == "si"]


def cells(tree: etree._ElementTree) -> Iterator[Cell]:
    """The cells of a worksheet that may hold text or a formula."""
    row = 0
    for each in _children(tree.getroot(), "sheetData"):
        row = int(each.get("r", row + 1))
        column = 0
        for element in each.iterchildren("{*}c"):
            place = element.get("r")
            column = _column(place) if place else column + 1
            if len(element):
                yield _cell(element, place or f"{_letters(column)}{row}")


def _cell(element: etree._Element, place: str) -> Cell:
    parts = {local(child): child for child in element}
    if "f" in parts:
        return Cell(element, place, formula=parts["f"].text or "")
    value = parts["v"].text or "" if "v" in parts else ""
    match element.get("t"):
        case "s":
            return Cell(element, place, shared=int(value) if value.strip().isdecimal() else None)
        case "inlineStr":
            return Cell(element, place, form_text.content(parts["is"]) if "is" in parts else "")
        case "str":
            return Cell(element, place, value)
        case _:
            return Cell(element, place)


def set_number(element: etree._Element, number: int | float | None) -> None:
    """Make a cell one of a number, or with None an empty one; it keeps its format."""
    for child in list(element):
        if local(child) in ("v", "is"):
            element.remove(child)
    element.attrib.pop("t", "")
    if number is not None:
        value = etree.SubElement(element, _named(element, "v"))
        value.text = str(number)


def set_text(element: etree._Element, values: Mapping[str, str]) -> None:
    """Fill the placeholders of a cell's own text."""
    for child in element:
        if local(child) == "is":
            form_text.fill(child, values)
        elif local(child) == "v":
            child.text = form_text.filled(child.text or "", values)


def forget_result(element: etree._Element) -> None:
    """Drop what a formula gave before: not every program works it out anew."""
    for child in list(element):
        if local(child) == "v":
            element.remove(child)
    element.attrib.pop("t", "")


def ask_to_calculate(tree: etree._ElementTree) -> None:
    """Have the program that opens the workbook work out every formula."""
    root = tree.getroot()
    found = next((each for each in root if local(each) == "calcPr"), None)
    if found is None:
        found = etree.Element(_named(root, "calcPr"))
        behind = next((each for each in root if local(each) in _BEHIND), None)
        if behind is None:
            root.append(found)
        else:
            behind.addprevious(found)
    found.set("fullCalcOnLoad", "1")


def percent_styles(parts: Parts) -> frozenset[int]:
    """The cell formats that show a number between 0 and 1 as a percentage."""
    part = parts.linked(parts.workbook, "styles")
    if part is None:
        return frozenset()
    root = parts.tree(part).getroot()
    own = {
        each.get("numFmtId")
        for each in _children(root, "numFmts")
        if "%" in _LITERAL.sub("", each.get("formatCode", ""))
    }
    return frozenset(
        index
        for index, each in enumerate(_children(root, "cellXfs"))
        if each.get("numFmtId") in own or int(each.get("numFmtId", "0")) in _PERCENT
    )


def table_headings(parts: Parts, sheet: str) -> set[str]:
    """The cells that name a table's columns: Excel calls the file damaged when they change."""
    found: set[str] = set()
    for kind, part in parts.links(sheet).values():
        if kind != "table":
            continue
        table = parts.tree(part).getroot()
        if table.get("headerRowCount", "1") != "0":
            first, _, last = table.get("ref", "A1").partition(":")
            row = first.lstrip(_LETTERS)
            columns = range(_column(first), _column(last or first) + 1)
            found |= {f"{_letters(column)}{row}" for column in columns}
    return found


def headings_hold(tree: etree._ElementTree, test: Callable[[str], object]) -> bool:
    """Whether a sheet's page headers or footers pass a test."""
    return any(test(each.text or "") for each in _children(tree.getroot(), "headerFooter"))


def outside(parts: Parts, test: Callable[[str], object]) -> list[str]:
    """The parts with text outside of cells that pass a test: text boxes, remarks."""
    return [
        name
        for name in parts.names()
        if _OUTSIDE.fullmatch(name)
        and test(_TAG.sub("", parts.data(name).decode("utf-8", "replace")))
    ]


def local(element: etree._Element) -> str:
    """An element's name without its namespace; a comment has none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _children(root: etree._Element, name: str) -> list[etree._Element]:
    """The elements inside the child of this name."""
    child = next((each for each in root if local(each) == name), None)
    return [] if child is None else [each for each in child if isinstance(each.tag, str)]


def _column(place: str) -> int:
    """The number of a cell's column: 28 for AB12. Raises ValueError."""
    letters = place.rstrip("0123456789")
    if not 0 < len(letters) < 4 or letters.strip(_LETTERS):
        raise ValueError(place)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = _LETTERS[letter] + letters
    return letters


def _named(beside: etree._Element, name: str) -> str:
    """A name in the namespace of another element."""
    return f"{str(beside.tag).rpartition('}')[0]}}}{name}" if "}" in str(beside.tag) else name
