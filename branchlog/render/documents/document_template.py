"""The template that a document is made from: the packaged one, or the office's own, checked."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from branchlog.errors import BadConfig
from branchlog.messages import Documents as Text
from branchlog.messages import Pair
from branchlog.render.documents.document_parts import Marked
from branchlog.render.documents.document_text import clean, escaped

MEGABYTE = 1 << 20
#: An office's template is a page of text, perhaps with its emblem.
LARGEST, LARGEST_UNPACKED, MOST_PARTS = 20, 64, 2_000
_OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1")
_ACTIVE = re.compile(r"vbaProject|vbaData|activeX|macroEnabled|oleObject", re.IGNORECASE)
#: Fields that fetch something when the document is opened or printed.
_FETCHING = re.compile(
    r"\b(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD|HYPERLINK|AUTOTEXT"
    r"|MACROBUTTON)\b",
    re.IGNORECASE,
)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
_NOT_OURS = (KIND.EXTENDED_PROPERTIES, KIND.CUSTOM_PROPERTIES, KIND.THUMBNAIL)
#: Filters that would give markup, where text is asked for.
_MARKUP = ("safe", "e", "escape", "forceescape", "xmlattr", "tojson", "urlize")
_QUOTED = re.compile("'([^']*)'")


def official() -> BytesIO:
    """The packaged template."""
    return BytesIO(files("branchlog.render.documents").joinpath("official.docx").read_bytes())


def own(path: Path) -> BytesIO:
    """The office's template. Raises BadConfig for one that is no document, or does things."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST * MEGABYTE + 1)
    except OSError as error:
        raise _bad(
            path, Text.TEMPLATE_UNREADABLE, Text.TEMPLATE_READABLE, detail=error.strerror or error
        ) from error
    if len(data) > LARGEST * MEGABYTE:
        raise _too_big(path)
    if data.startswith(_OLD_WORD):
        raise _bad(path, Text.LOCKED_DOCX, Text.SAVE_AS_DOCX)
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            _check(path, parts)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, ValueError, NotImplementedError) as error:
        raise _not_docx(path) from error
    return BytesIO(data)


def filled(data: BytesIO, context: Mapping[str, Any], path: Path | None) -> DocxTemplate:
    """The template with its tags replaced. `path` names the office's own, which may be wrong.

    Raises BadConfig for a name that nobody knows, a tag that is wrong, and tags that leave half a
    paragraph or table.
    """
    template = _Strict(data)
    try:
        template.init_docx()
    except Exception as error:
        if path is None:
            raise
        raise _not_docx(path) from error
    _forget(template)
    try:
        template.render(dict(context), _environment())
    except Exception as error:
        # Whatever a template asks for may go wrong in any way; ours may not.
        if path is None:
            raise
        raise _wrong_tag(path, error, context) from error
    return template


class _Strict(DocxTemplate):  # type: ignore[misc]
    """docxtpl mends broken XML by leaving out what does not fit: this one refuses it."""

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml.encode(), etree.XMLParser(huge_tree=True, resolve_entities=False))
        return super().fix_tables(xml)


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, finalize=_as_text)
    for name in _MARKUP:
        del environment.filters[name]
    return environment


def _as_text(value: Any) -> str:
    """A value as text in a document. docxtpl reads `{_{` as a tag's beginning, so none is left."""
    if isinstance(value, StrictUndefined):
        str(value)
    text = escaped(str(value) if isinstance(value, Marked) else clean(str(value)))
    return text.replace("{", "&#123;").replace("}", "&#125;")


def _forget(template: DocxTemplate) -> None:
    """Take out who wrote the template, where, and with what."""
    document = template.docx
    properties = document.core_properties
    for name in ("author", "category", "comments", "content_status", "identifier", "keywords",
                 "language", "last_modified_by", "subject", "title", "version"):  # fmt: skip
        setattr(properties, name, "")
    package = document.part.package
    for link in [each for each in package.rels.values() if each.reltype in _NOT_OURS]:
        del package.rels[link.rId]
    for link in document.part.rels.values():
        if link.reltype == KIND.SETTINGS:
            _detach(link.target_part)


def _detach(settings: Any) -> None:
    """Forget the .dotx that Word made the template from: a path on somebody's machine."""
    for link in [each for each in settings.rels.values() if each.is_external]:
        del settings.rels[link.rId]
    for each in settings.element.findall(f"{_WORD}attachedTemplate"):
        settings.element.remove(each)


def _check(path: Path, parts: zipfile.ZipFile) -> None:
    """Refuse a document that unpacks to too much, runs something or reaches out of itself."""
    infos = parts.infolist()
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > MOST_PARTS or unpacked > LARGEST_UNPACKED * MEGABYTE:
        raise _too_big(path)
    if any(info.flag_bits & 1 for info in infos):
        raise _bad(path, Text.LOCKED_DOCX, Text.SAVE_AS_DOCX)
    names = [info.filename for info in infos]
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise _not_docx(path)
    for name in names:
        if _ACTIVE.search(name):
            raise _bad(path, Text.HAS_MACROS, Text.NO_MACROS, name=name)
        if name.endswith((".xml", ".rels")):
            _check_part(path, name, parts.read(name))


def _check_part(path: Path, name: str, data: bytes) -> None:
    if b"<!" in data.replace(b"\0", b"").replace(b"<!--", b""):
        raise _not_docx(path)
    if b"<?branchlog-place" in data:
        raise _not_docx(path)
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    if name == "[Content_Types].xml" and (found := _ACTIVE.search(data.decode("utf-8", "replace"))):
        raise _bad(path, Text.HAS_MACROS, Text.NO_MACROS, name=found[0])
    if name.endswith(".rels"):
        for link in root:
            outside = link.get("TargetMode", "").lower() == "external"
            if outside and link.get("Type") != _ATTACHED:
                raise _bad(path, Text.HAS_LINKS, Text.NO_LINKS, name=link.get("Target", ""))
    instructions = "".join(each.text or "" for each in root.iter(f"{_WORD}instrText"))
    fields = " ".join(each.get(f"{_WORD}instr", "") for each in root.iter(f"{_WORD}fldSimple"))
    if found := _FETCHING.search(f"{instructions} {fields}"):
        raise _bad(path, Text.HAS_LINKS, Text.NO_LINKS, name=found[0])


def _wrong_tag(path: Path, error: Exception, context: Mapping[str, Any]) -> BadConfig:
    near = " / ".join(_near(error)) or Text.TAGS_EVERYWHERE
    match error:
        case UndefinedError():
            name = (_QUOTED.findall(str(error)) or [str(error)])[-1]
            known = " ".join(context)
            return _bad(path, Text.UNKNOWN_NAME, Text.KNOWN_NAMES, name=name, known=known)
        case etree.XMLSyntaxError():
            return _bad(path, Text.BROKEN_TAGS, Text.WHOLE_PARAGRAPHS)
        case TemplateSyntaxError():
            return _bad(path, Text.BAD_TAG, Text.MEND_TAG, detail=error.message, near=near)
        case TemplateError():
            return _bad(path, Text.BAD_TAG, Text.MEND_TAG, detail=str(error), near=near)
    return _bad(path, Text.BAD_TAG, Text.MEND_TAG, detail=str(error) or repr(error), near=near)


def _near(error: Exception) -> list[str]:
    """The lines around the tag, as docxtpl keeps them."""
    lines = (str(line).strip() for line in getattr(error, "docx_context", ()))
    return [line for line in lines if line]


def _too_big(path: Path) -> BadConfig:
    return _bad(path, Text.TOO_BIG, Text.MAKE_SMALLER, most=LARGEST, unpacked=LARGEST_UNPACKED)


def _not_docx(path: Path) -> BadConfig:
    return _bad(path, Text.NOT_DOCX, Text.SAVE_AS_DOCX)


def _bad(path: Path, why: Pair, hint: Pair, **values: Any) -> BadConfig:
    return BadConfig(Text.TEMPLATE_BAD, why, hint, path=path, **values)


def misplaced(path: Path) -> BadConfig:
    """What to say of a table that has no room where the template wants it."""
    return _bad(path, Text.DRAWN_ELSEWHERE, Text.DRAWN_IN_BODY)
