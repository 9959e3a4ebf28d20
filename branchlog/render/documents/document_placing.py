"""Put tables and charts where a filled template has their marks, and lines where they belong."""

from __future__ import annotations

import re
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml.ns import qn
from lxml import etree

from branchlog.messages import Lang
from branchlog.render.documents import document_charts as charts
from branchlog.render.documents.document_parts import Places
from branchlog.render.documents.document_styles import CHART, SIGNED, TWIP, Styles
from branchlog.render.documents.document_tables import Drawing
from branchlog.render.documents.document_text import CLOSE, OPEN, WORDS
from branchlog.render.safe import width
from branchlog.report import Chart

_PLACE = "branchlog-place"
_INSTRUCTION = re.compile(rb"<\?branchlog-place ([0-9]+)\?>")
_MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")
#: A4 between the margins of official documents, in twips.
_WIDTH = 8845


class Misplaced(Exception):  # noqa: N818 - whoever knows the template says it to a person
    """A mark stands where no table can."""


class Placing:
    """Places what is drawn in a document whose tags are filled in."""

    def __init__(
        self, document: Any, places: Places, styles: Styles, lang: Lang, scale: float
    ) -> None:
        self._part = document.part
        self._body = document.element.find(qn("w:body"))
        self._places = places
        self._styles = styles
        self._lang = lang
        self._scale = scale
        self._room = _room(self._body)
        self._drawn: list[bytes] = []
        self._charts = 0

    def place(self) -> None:
        """Replace every mark by an instruction for `packed`: lxml takes minutes to move a large
        table from one tree into another. Raises Misplaced for a mark outside of the body.
        """
        drawing = Drawing(self._styles, self._room, self._lang, self._scale)
        for text in [each for each in self._body.iter(qn("w:t")) if OPEN in (each.text or "")]:
            paragraph = next(text.iterancestors(qn("w:p")), None)
            if paragraph is None or paragraph.getparent().tag not in (qn("w:body"), qn("w:tc")):
                raise Misplaced
            at: etree._Element = paragraph
            for mark in _MARK.findall(text.text):
                drawn = self._places[mark]
                xml = self._chart(drawn) if isinstance(drawn, Chart) else drawing.xml(drawn)
                place = etree.ProcessingInstruction(_PLACE, str(len(self._drawn)))
                self._drawn.append("".join(xml).encode())
                at.addnext(place)
                at = place
            text.text = _MARK.sub("", text.text)
            if not _text(paragraph).strip():
                paragraph.getparent().remove(paragraph)
        if OPEN in _text(self._body) or any(map(_marked, self._part.rels.values())):
            raise Misplaced

    def packed(self, part: bytes) -> bytes:
        """The body's XML with the tables and charts at their places."""
        return _INSTRUCTION.sub(self._at, part)

    def _at(self, found: re.Match[bytes]) -> bytes:
        return self._drawn[int(found[1])]

    def sign(self) -> None:
        """Set a name above its date as 7.3.5.3 has it for documents without a seal.

        The name ends two characters before the edge, the date begins two after the name does;
        where the date is longer, it ends two before the edge, and the name begins two before it.
        """
        style = self._styles[SIGNED]
        signed = [
            each
            for each in self._body.iterchildren(qn("w:p"))
            if each.find(f"{qn('w:pPr')}/{qn('w:pStyle')}[@{qn('w:val')}='{style.id}']") is not None
        ]
        if signed:
            _keep_company(signed[0])
        if self._lang != "zh" or len(signed) != 2:
            return
        name, day = (width(_text(each)) / 2 for each in signed)
        ends = (2.0, name - day) if name >= day else (day - name + 4.0, 2.0)
        for paragraph, end in zip(signed, ends, strict=True):
            indent = etree.SubElement(paragraph.find(qn("w:pPr")), qn("w:ind"))
            indent.set(qn("w:rightChars"), str(round(end * 100)))
            indent.set(qn("w:right"), str(round(end * style.size * TWIP)))

    def _chart(self, chart: Chart) -> str:
        self._charts += 1
        size = charts.size(chart, self._room, self._scale)
        part = PackagePart(
            PackURI(f"/word/charts/chart{self._charts}.xml"),
            charts.CONTENT_TYPE,
            charts.part(chart, size),
            self._part.package,
        )
        link = self._part.relate_to(part, KIND.CHART)
        title, text = charts.title(chart, self._lang), charts.description(chart, self._lang)
        return (
            f'<w:p {WORDS}><w:pPr><w:pStyle w:val="{self._styles[CHART].id}"/></w:pPr>'
            f"{charts.inline(self._charts, link, size, title, text)}</w:p>"
        )


def _keep_company(signed: etree._Element) -> None:
    """Keep who signs on one page with the end of what is signed."""
    for before in signed.itersiblings(qn("w:p"), preceding=True):
        properties, after = before.find(qn("w:pPr")), before.getnext()
        if properties is None or after is None or after.tag != qn("w:p"):
            return
        if properties.find(qn("w:keepNext")) is None:
            properties.insert(1, etree.Element(qn("w:keepNext")))
        if _text(before):
            return


def _text(element: etree._Element) -> str:
    return "".join(str(each.text or "") for each in element.iter(qn("w:t")))


def _room(body: etree._Element) -> float:
    """The width of the text in points: the least, where a document has several sections."""
    rooms = []
    for section in body.iter(qn("w:sectPr")):
        page, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
        if page is not None and margins is not None:
            left, right = (int(margins.get(qn(f"w:{side}"), "0")) for side in ("left", "right"))
            rooms.append(int(page.get(qn("w:w"), "11906")) - left - right)
    return min(rooms, default=_WIDTH) / TWIP


def _marked(link: Any) -> bool:
    """Whether a header or footer has a mark, which nothing there would replace."""
    if link.is_external or link.reltype not in (KIND.HEADER, KIND.FOOTER, KIND.FOOTNOTES):
        return False
    return OPEN.encode() in link.target_part.blob
