"""Every sentence that branchlog shows, Chinese and English side by side."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, TypeAlias

Lang: TypeAlias = Literal["zh", "en"]
#: One sentence in both languages: (zh, en). `{name}` marks a value.
Pair: TypeAlias = tuple[str, str]


def say(pair: Pair, lang: Lang, **values: Any) -> str:
    """The sentence in one language, its values filled in.

    A value that is itself a pair is shown in the same language.
    """
    text = pair[0] if lang == "zh" else pair[1]
    if not values:
        return text
    return text.format(**{name: _shown(value, lang) for name, value in values.items()})


def _shown(value: Any, lang: Lang) -> Any:
    if isinstance(value, Trouble):
        return say(value.why, lang, **value.values)
    if type(value) is tuple and len(value) == 2 and all(type(part) is str for part in value):
        return value[0] if lang == "zh" else value[1]
    return value


class Trouble(NamedTuple):
    """What is wrong, why, and what to do: the three lines of every error."""

    what: Pair
    why: Pair
    hint: Pair
    values: dict[str, Any]

    def lines(self, lang: Lang) -> tuple[str, str, str]:
        """The three lines in one language."""
        return (
            say(self.what, lang, **self.values),
            say(self.why, lang, **self.values),
            say(self.hint, lang, **self.values),
        )


def trouble(what: Pair, why: Pair, hint: Pair, **values: Any) -> Trouble:
    """A Trouble whose three lines share their values."""
    return Trouble(what, why, hint, values)


class Config:
    """Where the ledger is, and what its branchlog.toml says."""

    NO_LEDGER = ("找不到账本", "no ledger found")
    NO_LEDGER_WHY = (
        "这里、./data 和上级文件夹里都没有 branchlog.toml",
        "there is no branchlog.toml here, in ./data or in a folder above",
    )
    NO_LEDGER_HINT = (
        "用 branchlog init 建账,或用 -C 文件夹 指明账本",
        "make one with branchlog init, or name one with -C FOLDER",
    )
    NOT_A_LEDGER = ("{path} 不是账本", "{path} is not a ledger")
    FOLDER_MISSING = ("没有这个文件夹", "there is no such folder")
    IS_A_FILE = ("这是一个文件,不是文件夹", "it is a file, not a folder")
    TOML_MISSING = ("里面没有 branchlog.toml", "there is no branchlog.toml in it")
    TOML_BAD = ("{path} 读不了", "{path} cannot be read")
    TOML_BROKEN = ("不是有效的 TOML:{detail}", "it is not valid TOML: {detail}")
    TOML_NOT_UTF8 = ("不是 UTF-8 文本", "it is not UTF-8 text")
    TOML_UNREADABLE = ("系统说:{detail}", "the system says: {detail}")
    TOML_NEWER = (
        "它的格式是第 {format} 版,本程序只认得第 {known} 版",
        "its format is {format}; this program knows format {known}",
    )
    TOML_NEWER_HINT = ("请升级 branchlog", "upgrade branchlog")
    TOML_UNKNOWN_KEY = ("不认得 {key}{suggestion}", "unknown key {key}{suggestion}")
    TOML_WRONG_TYPE = ("{key} 应当是{expected}", "{key} must be {expected}")
    TOML_MISSING_KEY = ("缺少 {key}", "{key} is missing")
    TOML_FIX = (
        "改正 {path} 后再试;可以写的键:{known}",
        "mend {path} and try again; known keys: {known}",
    )
    TOML_RESTORE = (
        "用文本编辑器改正它,或从备份里取回",
        "mend it in a text editor, or take it back from a backup",
    )
    A_STRING = ("文字", "text")
    A_WHOLE_NUMBER = ("整数", "a whole number")
    A_LIST_OF_STRINGS = ("文字列表", "a list of texts")
    YES_OR_NO = ("true 或 false", "true or false")
    A_TABLE = ("一个表", "a table")
    LIST_OF_TABLES = ("若干个表", "a list of tables")
    SUGGESTION = (",是不是 {word}?", "; did you mean {word}?")
