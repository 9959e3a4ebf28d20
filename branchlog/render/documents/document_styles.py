"""The styles that a document is set in: their names, their sizes, and larger ones for old eyes."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from docx.oxml.ns import qn
from lxml import etree

#: Sizes of the styles are in half-points, lengths in twentieths of a point.
HALF, TWIP = 2, 20
LARGER = 1.5

#: What the styles are called in Word and WPS, where an office changes a font in one place.
TITLE, HEADING_1, HEADING_2, HEADING_3 = "公文标题", "一级标题", "二级标题", "三级标题"
BODY, CHART, AFTER, SIGNED, APPENDIX = "公文正文", "图", "表后", "落款", "附件"
#: For cells, from the largest type that they are set in to the smallest.
CELLS = ("表格", "表格小字", "表格密排")
HEAD, GRID = "表头字", "公文表格"
_NEEDED = (BODY, CHART, AFTER, SIGNED, *CELLS, HEAD, GRID)
#: Latin letters have no Hei or Kai: English headings are told apart by their weight.
_BOLD_IN_ENGLISH = (TITLE, HEADING_1, HEADING_2, APPENDIX)


class Style(NamedTuple):
    """A style as a part of the document names it, and its size in points."""

    id: str
    size: float


class Styles:
    """The styles of a document by the names that people see."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._known = dict(_named(root))

    def __getitem__(self, name: str) -> Style:
        found = self._known[name]
        return Style(_id(found), self._size(found))

    def complete(self, official: etree._Element) -> None:
        """Add what a template of the office's own lacks and the tables need."""
        theirs = dict(_named(official))
        ids = {_id(theirs[name]): name for name in _NEEDED}
        lacking = [name for name in _NEEDED if name not in self._known]
        for name in lacking:
            added = deepcopy(theirs[name])
            base = added.find(qn("w:basedOn"))
            if base is not None:
                # Ids are any program's own: what a style rests on is found by its name.
                on = self._known.get(ids.get(base.get(qn("w:val"), ""), ""))
                if on is None:
                    added.remove(base)
                else:
                    base.set(qn("w:val"), _id(on))
            self._root.append(added)
            self._known[name] = added

    def embolden(self) -> None:
        """Set titles and headings in bold, as English ones are."""
        for name in _BOLD_IN_ENGLISH:
            found = self._known[name].find(qn("w:rPr"))
            if found is not None and found.find(qn("w:b")) is None:
                fonts = found.find(qn("w:rFonts"))
                found.insert(0 if fonts is None else found.index(fonts) + 1, _element("w:b"))

    def _size(self, style: etree._Element) -> float:
        """The size that the style says, or the one that it is based on, or the document's."""
        by_id = {_id(each): each for each in self._known.values()}
        seen: list[etree._Element] = []
        found: etree._Element | None = style
        while found is not None and found not in seen:
            seen.append(found)
            if (size := found.find(f"{qn('w:rPr')}/{qn('w:sz')}")) is not None:
                return float(size.get(qn("w:val"), "")) / HALF
            base = found.find(qn("w:basedOn"))
            found = by_id.get(base.get(qn("w:val"), "")) if base is not None else None
        size = self._root.find(f"{qn('w:docDefaults')}//{qn('w:sz')}")
        return float(size.get(qn("w:val"), "")) / HALF if size is not None else 10.0


def enlarge(part: etree._Element) -> None:
    """Multiply every size, indent and fixed distance of a part by LARGER."""
    for each in part.iter(qn("w:sz"), qn("w:szCs")):
        _scale(each, "w:val")
    for each in part.iter(qn("w:spacing")):
        fixed = each.get(qn("w:lineRule"), "auto") != "auto"
        _scale(each, "w:before", "w:after", "w:val", *(["w:line"] if fixed else []))
    for each in part.iter(qn("w:ind")):
        _scale(each, "w:left", "w:start", "w:right", "w:end", "w:firstLine", "w:hanging")
    for each in part.iter(qn("w:docGrid")):
        # So many characters a line belong to the ordinary size.
        each.set(qn("w:type"), "lines")
        _scale(each, "w:linePitch")


def _scale(element: etree._Element, *names: str) -> None:
    for name in names:
        value = element.get(qn(name), "")
        if value.lstrip("-").isdecimal():
            element.set(qn(name), str(round(int(value) * LARGER)))


def _named(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for style in root.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            yield name.get(qn("w:val"), ""), style


def _id(style: etree._Element) -> str:
    return style.get(qn("w:styleId"), "")


def _element(tag: str) -> etree._Element:
    return etree.Element(qn(tag))
