"""A ledger's branchlog.toml and a person's own settings, read and checked, never guessed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from branchlog.messages import Config as Text
from branchlog.messages import Lang, Pair, Trouble, trouble

#: The format that this program writes and fully understands.
FORMAT = 1
FILE = "branchlog.toml"


class LedgerConfig(NamedTuple):
    """What branchlog.toml says. `own` holds the ledger's kinds, indicators … as written."""

    name: str
    org: tuple[str, ...]
    language: Lang | None
    uuid: str
    format: int = FORMAT
    to_date: bool = False
    own: Mapping[str, Any] = {}
    #: What must be done how often, other words for indicators, and who signs a form: as written.
    plan: Mapping[str, Any] = {}
    keywords: Mapping[str, Any] = {}
    form: Mapping[str, Any] = {}


class UserSettings(NamedTuple):
    """What `init` remembers for a person: the usual ledger and the name to sign with."""

    ledger: str | None = None
    who: str | None = None


#: Tables that extend the catalogue; records/catalogue.py checks what is in them.
_CATALOGUE_KEYS: dict[str, type] = {
    "units": list,
    "kinds": list,
    "categories": list,
    "fields": list,
    "indicators": list,
    "relabel": dict,
}
#: Tables that one command reads and checks.
_TABLES = ("plan", "keywords", "form")
_KEYS = ("format", "name", "org", "language", "uuid", "to_date", *_TABLES, *_CATALOGUE_KEYS)


def read_ledger(path: Path) -> LedgerConfig | Trouble:
    """The ledger's settings, or what is wrong with them. `path` is the toml file itself."""
    import tomllib

    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return _broken(path, Text.TOML_NOT_UTF8)
    except OSError as error:
        return _broken(path, Text.TOML_UNREADABLE, detail=error.strerror or str(error))
    try:
        raw = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _broken(path, Text.TOML_BROKEN, detail=str(error))
    return check_ledger(raw, path)


def check_ledger(raw: Mapping[str, Any], path: Path) -> LedgerConfig | Trouble:
    """The settings in a parsed branchlog.toml, or the first thing that is wrong with it."""
    format_ = raw.get("format")
    if format_ is None:
        return _wrong(path, Text.TOML_MISSING_KEY, key="format")
    if type(format_) is not int:
        return _wrong(path, Text.TOML_WRONG_TYPE, key="format", expected=Text.A_WHOLE_NUMBER)
    # A newer format may hold keys that we do not know: it is read, and never written.
    if format_ <= FORMAT:
        for key, value in raw.items():
            problem = _problem(key, value)
            if problem:
                return _wrong(path, problem[0], key=key, **problem[1])
        for key in ("name", "uuid"):
            if key not in raw:
                return _wrong(path, Text.TOML_MISSING_KEY, key=key)
    return LedgerConfig(
        name=str(raw.get("name", path.parent.name)),
        org=tuple(raw.get("org", ())),
        language=raw.get("language"),
        uuid=str(raw.get("uuid", "")),
        format=format_,
        to_date=bool(raw.get("to_date", False)),
        own={key: raw[key] for key in _CATALOGUE_KEYS if key in raw},
        **{key: raw.get(key, {}) for key in _TABLES},
    )


def _problem(key: str, value: Any) -> tuple[Pair, dict[str, Any]] | None:
    """Why a key of branchlog.toml cannot stand, or None."""
    if key in ("name", "uuid") and not (isinstance(value, str) and value.strip()):
        return Text.TOML_WRONG_TYPE, {"expected": Text.A_STRING}
    if key == "language" and value not in ("zh", "en"):
        return Text.TOML_WRONG_TYPE, {"expected": "zh / en"}
    if key == "to_date" and not isinstance(value, bool):
        return Text.TOML_WRONG_TYPE, {"expected": Text.YES_OR_NO}
    if key == "org" and not (
        isinstance(value, list) and all(isinstance(part, str) for part in value)
    ):
        return Text.TOML_WRONG_TYPE, {"expected": Text.A_LIST_OF_STRINGS}
    if key in _TABLES and not isinstance(value, dict):
        return Text.TOML_WRONG_TYPE, {"expected": Text.A_TABLE}
    if key in _CATALOGUE_KEYS and not isinstance(value, _CATALOGUE_KEYS[key]):
        expected = Text.A_TABLE if _CATALOGUE_KEYS[key] is dict else Text.LIST_OF_TABLES
        return Text.TOML_WRONG_TYPE, {"expected": expected}
    if key not in _KEYS:
        return Text.TOML_UNKNOWN_KEY, {"suggestion": suggestion(key, _KEYS)}
    return None


def suggestion(word: str, known: Any) -> Pair:
    """`; did you mean …?` for the nearest known word, or nothing."""
    import difflib

    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    if not near:
        return ("", "")
    return (Text.SUGGESTION[0].format(word=near[0]), Text.SUGGESTION[1].format(word=near[0]))


def _broken(path: Path, why: Pair, **values: Any) -> Trouble:
    return trouble(Text.TOML_BAD, why, Text.TOML_RESTORE, path=path, **values)


def _wrong(path: Path, why: Pair, **values: Any) -> Trouble:
    return trouble(Text.TOML_BAD, why, Text.TOML_FIX, path=path, known=" ".join(_KEYS), **values)


def ledger_toml(name: str, org: tuple[str, ...], language: Lang, uuid: str) -> str:
    """The text of a new ledger's branchlog.toml."""
    lines = [
        f"format = {FORMAT}",
        f"name = {quoted(name)}",
        f"org = [{', '.join(quoted(part) for part in org)}]",
        f"language = {quoted(language)}",
        f"uuid = {quoted(uuid)}",
    ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A TOML basic string."""
    import json

    # JSON's escapes are TOML's; DEL is the one character that JSON leaves and TOML refuses.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


class Located(NamedTuple):
    """A ledger folder and what named it."""

    folder: Path
    source: Literal["option", "environment", "nearest", "settings"]


def locate(
    option: str | None, env: Mapping[str, str], here: Path, settings: UserSettings | None = None
) -> Located | None:
    """The ledger to use: -C, $BRANCHLOG_LEDGER, the nearest branchlog.toml, the user's own.

    `settings` None means: not looked up. The caller asks again with them if nothing was nearer,
    so that a command in a ledger's own folder never loads them.
    """
    if option:
        return Located(_expanded(option, here), "option")
    if env.get("BRANCHLOG_LEDGER"):
        return Located(_expanded(env["BRANCHLOG_LEDGER"], here), "environment")
    for folder in (here, here / "data", *here.parents):
        if (folder / FILE).is_file():
            return Located(folder, "nearest")
    if settings and settings.ledger:
        return Located(_expanded(settings.ledger, here), "settings")
    return None


def _expanded(text: str, here: Path) -> Path:
    return here / os.path.expanduser(text)


def no_ledger() -> Trouble:
    """What to say when no ledger can be found."""
    return trouble(Text.NO_LEDGER, Text.NO_LEDGER_WHY, Text.NO_LEDGER_HINT)


def not_a_ledger(folder: Path) -> Trouble | None:
    """Why a folder is not a ledger, or None when it has its branchlog.toml."""
    if (folder / FILE).is_file():
        return None
    if not folder.exists():
        why = Text.FOLDER_MISSING
    elif not folder.is_dir():
        why = Text.IS_A_FILE
    else:
        why = Text.TOML_MISSING
    return trouble(Text.NOT_A_LEDGER, why, Text.NO_LEDGER_HINT, path=folder)


def settings_path(env: Mapping[str, str]) -> Path:
    """Where a person's settings are; $BRANCHLOG_SETTINGS names another file."""
    if env.get("BRANCHLOG_SETTINGS"):
        return Path(env["BRANCHLOG_SETTINGS"])
    import platformdirs

    return Path(platformdirs.user_config_dir("branchlog", appauthor=False)) / "settings.toml"


def read_settings(path: Path) -> UserSettings | Trouble:
    """A person's settings; none at all when there is no such file."""
    import tomllib

    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return UserSettings()
    except UnicodeDecodeError:
        return _broken(path, Text.TOML_NOT_UTF8)
    except OSError as error:
        return _broken(path, Text.TOML_UNREADABLE, detail=error.strerror or str(error))
    except tomllib.TOMLDecodeError as error:
        return _broken(path, Text.TOML_BROKEN, detail=str(error))
    for key, value in raw.items():
        if key not in UserSettings._fields:
            return _wrong(
                path,
                Text.TOML_UNKNOWN_KEY,
                key=key,
                suggestion=suggestion(key, UserSettings._fields),
            )
        if not isinstance(value, str):
            return _wrong(path, Text.TOML_WRONG_TYPE, key=key, expected=Text.A_STRING)
    return UserSettings(**raw)


def settings_toml(settings: UserSettings) -> str:
    """The text of a settings file."""
    pairs = settings._asdict().items()
    return "".join(f"{key} = {quoted(value)}\n" for key, value in pairs if value)
