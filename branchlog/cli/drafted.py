"""A draft as it was named on the command line: read, whatever its encoding, or refused."""

from __future__ import annotations

import io
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from branchlog.cli.session import Session
from branchlog.drafts import reading
from branchlog.drafts.clauses import Span
from branchlog.errors import BadValue, Usage
from branchlog.messages import Proofreading as Text
from branchlog.messages import Sources


class Drafted(NamedTuple):
    """A draft's text, and the cells of the tables that its document has."""

    text: str
    cells: tuple[Span, ...] = ()


def read(session: Session, name: str) -> Drafted:
    """The draft, its lines ended by line feeds; `-` is the standard input.

    Raises BadValue for what is no draft, saying what to do with it.
    """
    content = _piped(session) if name == reading.STDIN else _filed(session.here / name, name)
    if reading.form(content, name) == "docx":
        from branchlog.drafts import document

        found = document.read(content, name)
        return Drafted(reading.tidy(found.text, name), found.cells)
    return Drafted(reading.tidy(_decoded(content, name), name))


def keep(session: Session, name: str, output: Path | None) -> None:
    """Raise Usage when what is found would be written over the draft."""
    if output is None or name == reading.STDIN:
        return
    with suppress(OSError, ValueError):
        if (session.here / output).samefile(session.here / name):
            raise Usage(Text.OVER_DRAFT, Text.OVER_DRAFT_WHY, Text.OVER_DRAFT_HINT, name=output)


def _piped(session: Session) -> bytes:
    if session.stdin is None:
        return b""
    return session.stdin.buffer.read(reading.most_bytes(reading.STDIN) + 1)


def _filed(path: Path, name: str) -> bytes:
    # A pipe without a writer would be waited for forever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_dir():
            raise reading.refused(name, Sources.IS_FOLDER, Text.FOLDER_HINT)
        with os.fdopen(os.open(path, flags), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise reading.refused(name, Sources.NOT_A_FILE, Text.DEVICE_HINT)
            return stream.read(reading.most_bytes(name) + 1)
    except (FileNotFoundError, ValueError):
        # A NUL in the name is a ValueError: no file is called so.
        raise reading.refused(name, Sources.NOT_THERE, Sources.CHECK_NAME) from None
    except OSError as error:
        detail = error.strerror or str(error)
        raise reading.refused(
            name, Sources.SYSTEM_SAYS, Sources.SYSTEM_HINT, detail=detail
        ) from None


def _decoded(content: bytes, name: str) -> str:
    from branchlog.intake.files import encodings

    if encodings.marked(content[:3])[0] in (None, "utf-8"):
        # Word writes page and line breaks so when it saves a document as plain text.
        content = content.replace(b"\x0c", b"\n").replace(b"\x0b", b"\n")
    try:
        found = encodings.look(io.BytesIO(content), name, longest=len(content))
        return content[found.begin :].decode(found.encoding)
    except BadValue as fault:
        # Why it is no text is said there; what to do about it is not to import it.
        why, values = fault.trouble.why, dict(fault.trouble.values)
        raise BadValue(fault.trouble.what, why, Text.ENCODING_HINT, **values) from None
