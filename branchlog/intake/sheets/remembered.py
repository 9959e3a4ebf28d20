"""Remember what a person said of a header's columns, so that it is said once."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from branchlog.intake.sheets.headers import fold
from branchlog.intake.sheets.naming import column_names, columns_named
from branchlog.ledger.fs import FileSystem
from branchlog.ledger.ids import Ids
from branchlog.ledger.refusals import unwritten
from branchlog.messages import Layout as Text
from branchlog.messages import Trouble, trouble

FILE = "columns.json"
FORMAT = 1
#: Headers that are kept, the newest ones; a file that is larger is not ours.
_MOST = 500
_LARGEST = 4 << 20

_Key: TypeAlias = tuple[str, tuple[str, ...]]


class Remembered:
    """For a header and a kind, what its titles mean: a field's id, or nothing for ignored."""

    def __init__(
        self,
        known: Mapping[_Key, Mapping[str, str]],
        trouble: Trouble | None = None,
        *,
        changed: bool = False,
    ) -> None:
        self._known = known
        self._changed = changed
        #: Why the file could not be read; while it is so, nothing is saved over it.
        self.trouble = trouble

    @classmethod
    def load(cls, folder: Path) -> Remembered:
        """What the ledger's folder remembers; nothing when the file is missing or broken."""
        path = folder / FILE
        try:
            with open(path, "rb") as file:
                raw = file.read(_LARGEST + 1)
            if len(raw) > _LARGEST:
                raise ValueError(len(raw))
            return cls(_parsed(json.loads(raw)))
        except FileNotFoundError:
            return cls({})
        except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
            problem = trouble(Text.BROKEN, Text.BROKEN_WHY, Text.BROKEN_HINT, path=path)
            return cls({}, problem)

    def of(self, header: tuple[str, ...], kind: str) -> dict[str, str]:
        """What was said of this header's titles, for rows of this kind."""
        return dict(self._known.get(_key(header, kind), {}))

    def with_(
        self,
        header: tuple[str, ...],
        kind: str,
        maps: Mapping[str, str],
        ignores: Collection[str],
    ) -> Remembered:
        """The same with what is said now; titles of other headers are left out."""
        names = column_names(header)
        given = {**maps, **dict.fromkeys(ignores, "")}
        # By the titles as the header has them.
        new = {
            names[place][0]: field
            for title, field in given.items()
            for place in columns_named(names, title)
        }
        key, old = _key(header, kind), self.of(header, kind)
        if {**old, **new} == old:
            return self
        others = {each: said for each, said in self._known.items() if each != key}
        newest = list({**others, key: {**old, **new}}.items())[-_MOST:]
        return Remembered(dict(newest), self.trouble, changed=True)

    def save(self, folder: Path, fs: FileSystem) -> None:
        """Write what is new into the ledger's folder, whole or not at all. Raises WriteFailed."""
        if not self._changed or self.trouble:
            return
        path = folder / FILE
        draft = folder / f".{FILE}.{Ids()()}.tmp"
        try:
            handle = fs.open_new(draft)
        except OSError as error:
            raise unwritten(error, path) from error
        try:
            _write(fs, handle, self._text())
            _rename(fs, draft, path)
            fs.sync_folder(folder)
        except BaseException as error:
            with suppress(OSError):
                fs.remove(draft)
            if isinstance(error, OSError):
                raise unwritten(error, path) from error
            raise

    def _text(self) -> bytes:
        headers = [
            {"header": header, "kind": kind, "columns": said}
            for (kind, header), said in self._known.items()
        ]
        lines = ",\n".join(json.dumps(each, ensure_ascii=True) for each in headers)
        return f'{{"format": {FORMAT}, "headers": [\n{lines}\n]}}\n'.encode()


def _key(header: tuple[str, ...], kind: str) -> _Key:
    return kind, tuple(fold(title) for title in header)


def _parsed(raw: Any) -> dict[_Key, dict[str, str]]:
    """What a file says. Raises for one that is not ours, whole or in part."""
    if raw["format"] != FORMAT:
        raise ValueError(raw["format"])
    found = {}
    for each in raw["headers"]:
        header, kind, said = each["header"], each["kind"], each["columns"]
        texts = (kind, *header, *said.keys(), *said.values())
        if not isinstance(header, list) or not all(isinstance(text, str) for text in texts):
            raise ValueError(kind)
        found[(kind, tuple(header))] = dict(said)
    return found


def _write(fs: FileSystem, handle: int, data: bytes) -> None:
    try:
        while data:
            data = data[fs.write(handle, data) :]
        fs.sync(handle)
    finally:
        fs.close(handle)


def _rename(fs: FileSystem, draft: Path, path: Path) -> None:
    try:
        fs.rename(draft, path)
    except FileExistsError:
        # Windows renames onto no file.
        fs.remove(path)
        fs.rename(draft, path)
