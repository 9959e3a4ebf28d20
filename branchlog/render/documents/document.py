"""A report as a document that an office edits in Word or WPS.

The layout is that of official documents, GB/T 9704-2012. It is all in a template: the packaged
`official.docx`, or the office's own, made from it in Word or WPS. A template's text has
tags: `{{ title }}` gives a value, `{%p if … %}` and `{%p for … %}` stand in a paragraph of their
own, which is left out. What they may name:

| name | is |
|---|---|
| `title`, `byline` | the title, and the lines under it |
| `body` | the parts of the report in reading order, each with `kind`, `level`, `text`, `drawn` |
| `part.kind` | `heading`, `text`, `table` or `chart` |
| `part.level` | of a heading: 1, 2, 3; else 0 |
| `part.text` | a heading with its number, a paragraph, the title of a table or chart, or nothing |
| `part.drawn` | the table or chart; it needs a paragraph of its own |
| `notes`, `signature` | lines |
| `figures` | figures by indicator, as the page shows them: `{{ figures['visit.households'] }}` |
| `appendix` | what the figures rest on, or nothing: `word`, `title`, `mention`, `note`, `drawn` |

Tables and charts are set in the template's styles `公文表格`, `表格`, `表格小字`, `表格密排`,
`表头字`, `图` and `表后`; two lines in the style `落款` are placed as the standard asks. A template
that lacks a style is given the packaged one's.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from lxml import etree

from branchlog.messages import Lang
from branchlog.render.documents import document_template as templates
from branchlog.render.documents.document_parts import Places, context
from branchlog.render.documents.document_placing import Misplaced, Placing
from branchlog.render.documents.document_styles import LARGER, Styles, enlarge
from branchlog.render.documents.document_text import clean
from branchlog.report import Report

#: The same report gives the same bytes on any day.
_CREATED = datetime(2000, 1, 1)
_PACKED = (1980, 1, 1, 0, 0, 0)
#: As much as Word keeps of a property.
_LONGEST_PROPERTY = 255


def write(
    report: Report,
    raw: BinaryIO,
    *,
    lang: Lang,
    large_print: bool = False,
    template: Path | None = None,
) -> None:
    """Write the document to a stream of bytes; `template` is the office's own .docx.

    `large_print` sets everything half as large again, on the same paper. Raises BadConfig for a
    template that is no document, does more than stand there, or has a tag that nobody knows.
    """
    places = Places()
    data = templates.official() if template is None else templates.own(template)
    scale = LARGER if large_print else 1.0
    document = templates.filled(data, context(report, places, lang, scale), template).docx
    styles = Styles(document.styles.element)
    if template is not None:
        styles.complete(docx.Document(templates.official()).styles.element)
    elif lang == "en":
        styles.embolden()
    if large_print:
        _enlarge(document)
    placing = Placing(document, places, styles, lang, scale)
    try:
        placing.place()
    except Misplaced as error:
        if template is None:
            raise
        raise templates.misplaced(template) from error
    placing.sign()
    _describe(document, report)
    _pack(document, placing, raw)


def _enlarge(document: Any) -> None:
    enlarge(document.styles.element)
    enlarge(document.element)
    for part in {id(each): each for each in _margins(document)}.values():
        enlarge(part)


def _margins(document: Any) -> list[etree._Element]:
    """The headers and footers that the document has."""
    links = document.part.rels.values()
    return [
        link.target_part.element
        for link in links
        if link.reltype.endswith(("/header", "/footer")) and not link.is_external
    ]


def _describe(document: Any, report: Report) -> None:
    """Say what the document is and whose: nothing of the machine or of who was using it."""
    properties = document.core_properties
    title = report.title or next(iter(report.heading), "")
    properties.title = clean(title)[:_LONGEST_PROPERTY]
    properties.author = clean(_branch(report))[:_LONGEST_PROPERTY]
    properties.created = properties.modified = _CREATED
    properties.revision = 1


def _branch(report: Report) -> str:
    """Whose report it is: who signs it, else the ledger's name."""
    if report.signature:
        return report.signature[0]
    data = report.data
    ledger = data.get("ledger") if isinstance(data, dict) else None
    return str(ledger.get("name", "")) if isinstance(ledger, dict) else ""


def _pack(document: Any, placing: Placing, raw: BinaryIO) -> None:
    """Save the document without the time of day that its parts were zipped at."""
    saved = BytesIO()
    document.save(saved)
    body = document.part.partname.membername
    with ZipFile(saved) as parts, ZipFile(raw, "w", ZIP_DEFLATED) as packed:
        for name in parts.namelist():
            info = ZipInfo(name, _PACKED)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            data = parts.read(name)
            packed.writestr(info, placing.packed(data) if name == body else data)
