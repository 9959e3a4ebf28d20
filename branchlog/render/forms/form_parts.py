"""The parts of a form's workbook: a zip file of XML, read with care and copied as it is."""

from __future__ import annotations

import posixpath
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from branchlog.errors import BadValue
from branchlog.messages import Forms as Text
from branchlog.messages import Pair

#: Bytes of the file, of all that it unpacks to, and of a part that is looked into: as a tree it
#: takes thirty times as much.
_MOST_FILE, _MOST_UNPACKED, _MOST_PART = 50_000_000, 500_000_000, 25_000_000
_MOST_PARTS = 10_000
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = "spreadsheetml.sheet.main+xml"


class Parts:
    """A workbook's parts by name, whatever case they are referred to in."""

    def __init__(self, path: Path, raw: BinaryIO) -> None:
        self._path = path
        self._zip = _opened(path, raw)
        members = self._zip.infolist()
        self._names = {_plain(member.filename): member.filename for member in members}
        whole = sum(member.file_size for member in members)
        if len(self._names) != len(members) or len(members) > _MOST_PARTS:
            raise self.refusal(Text.NOT_A_WORKBOOK)
        if whole > _MOST_UNPACKED:
            raise self.refusal(Text.TOO_LARGE, most=_MOST_UNPACKED // 1_000_000)
        if any(member.flag_bits & 1 for member in members):
            raise self.refusal(Text.PROTECTED)
        self.workbook = self._workbook()

    def names(self) -> list[str]:
        """The parts' names as links write them: lower case, with slashes."""
        return list(self._names)

    def tree(self, name: str) -> etree._ElementTree:
        """A part's XML. Raises BadValue for what is none, or too large to be a form's."""
        data = self.data(name)
        # Definitions of its own are what an XML bomb is made of; no workbook has any.
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise self.refusal(Text.NOT_A_WORKBOOK)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.ElementTree(etree.fromstring(data, parser))
        except (etree.XMLSyntaxError, ValueError):
            raise self.refusal(Text.NOT_A_WORKBOOK) from None

    def data(self, name: str) -> bytes:
        """A part's bytes. Raises BadValue when there is none, or it is broken or too large."""
        try:
            member = self._zip.getinfo(self._names[name])
            if member.file_size > _MOST_PART:
                raise self.refusal(Text.TOO_LARGE, most=_MOST_PART // 1_000_000)
            return self._zip.read(member)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            raise self.refusal(Text.NOT_A_WORKBOOK) from None

    def links(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: by id, the last word of the link's type and the part's name."""
        folder, base = posixpath.split(name)
        links = f"{folder}/_rels/{base}.rels".lstrip("/")
        if links not in self._names:
            return {}
        found = {}
        for link in self.tree(links).getroot():
            if isinstance(link.tag, str) and link.get("TargetMode") != "External":
                kind = link.get("Type", "").rpartition("/")[2]
                target = _plain(posixpath.join("/" + folder, link.get("Target", "")))
                found[link.get("Id", "")] = (kind, target)
        return found

    def linked(self, name: str, kind: str) -> str | None:
        """The first part of a kind that another refers to."""
        return next((part for each, part in self.links(name).values() if each == kind), None)

    def copy(self, raw: BinaryIO, changed: Mapping[str, etree._ElementTree]) -> None:
        """The workbook again with some parts replaced; the others' bytes are as they were."""
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as out:
            for member in self._zip.infolist():
                tree = changed.get(_plain(member.filename))
                info = zipfile.ZipInfo(member.filename, member.date_time)
                info.compress_type = member.compress_type
                info.external_attr = member.external_attr
                if tree is not None:
                    out.writestr(info, _written(tree))
                    continue
                info.file_size = member.file_size
                try:
                    with self._zip.open(member) as source, out.open(info, "w") as target:
                        shutil.copyfileobj(source, target)
                except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
                    raise self.refusal(Text.NOT_A_WORKBOOK) from None

    def _workbook(self) -> str:
        """The main part. Raises BadValue for another kind of file, and for one with macros."""
        if "mimetype" in self._names:
            raise self.refusal(Text.OTHER_FORMAT)
        name = self.linked("", "officeDocument")
        if name is None or "[content_types].xml" not in self._names:
            raise self.refusal(Text.NOT_A_WORKBOOK)
        types = self.tree("[content_types].xml").getroot()
        kinds = {_plain(each.get("PartName", "")): each.get("ContentType", "") for each in types}
        kind = kinds.get(name, "")
        if "macroenabled" in kind.lower() or any("vbaproject" in each for each in self._names):
            raise self.refusal(Text.HAS_MACROS)
        if not kind.endswith(_WORKBOOK):
            raise self.refusal(Text.OTHER_FORMAT)
        return name

    def refusal(self, why: Pair, **values: object) -> BadValue:
        """Why the file cannot be a form."""
        return _refusal(self._path, why, **values)


def _opened(path: Path, raw: BinaryIO) -> zipfile.ZipFile:
    size = raw.seek(0, 2)
    raw.seek(0)
    if size > _MOST_FILE:
        raise _refusal(path, Text.TOO_LARGE, most=_MOST_FILE // 1_000_000)
    if raw.read(8) == _COMPOUND:
        # Both an old .xls and an .xlsx with a password are files of this kind.
        raw.seek(0)
        locked = _ENCRYPTED in raw.read()
        raise _refusal(path, Text.PROTECTED if locked else Text.OTHER_FORMAT)
    try:
        return zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise _refusal(path, Text.NOT_A_WORKBOOK) from None


def _refusal(path: Path, why: Pair, **values: object) -> BadValue:
    return BadValue(Text.NOT_FILLED, why, Text.SAVE_AS_XLSX, path=path.name, **values)


def _plain(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").lower()


def _written(tree: etree._ElementTree) -> bytes:
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
