"""Word documents as bytes, part by part, whatever one wants to stand in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(*texts: str) -> str:
    """A paragraph of one run for each text."""
    return f"<w:p>{''.join(f'<w:r><w:t>{text}</w:t></w:r>' for text in texts)}</w:p>"


def element(name: str, inside: str, space: str = WORD) -> str:
    """A part's only element."""
    return f'<w:{name} xmlns:w="{space}" {_SPACES}>{inside}</w:{name}>'


def document(
    body: str,
    beside: tuple[tuple[str, str, str], ...] = (),
    *,
    main: str = "word/document.xml",
    prolog: str = "",
    space: str = WORD,
) -> bytes:
    """A .docx. `beside` are (type of relation, file in the folder of the main part, XML)."""
    folder, _, file = main.rpartition("/")
    parts = {
        "_rels/.rels": _relations([("officeDocument", main)]),
        main: prolog + element("document", f"<w:body>{body}</w:body>", space),
        f"{folder}/_rels/{file}.rels": _relations([(kind, name) for kind, name, _ in beside]),
        **{f"{folder}/{name}": xml for _, name, xml in beside},
    }
    return packed(parts)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _relations(pairs: list[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="r{number}" Type="{_TYPES}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{each}</Relationships>'
