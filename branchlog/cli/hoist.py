"""Global options written after the command, moved before it."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from branchlog.cli.names import command

#: Option -> whether a value follows.
GLOBAL: dict[str, bool] = {
    "-C": True,
    "--ledger": True,
    "--lang": True,
    "--who": True,
    "--no-color": False,
    "-q": False,
    "--quiet": False,
    "--no-input": False,
    "--debug": False,
}
#: What a Chinese input method makes of `--`.
_DASHES = ("——", "－－")


class Words(NamedTuple):
    """A command line in order: global options, then the command and what belongs to it.

    `json` tells whether JSON was asked for, so that an error met before the command runs is
    JSON too; `valueless` is a global option at the very end, without its value.
    """

    front: list[str]
    rest: list[str]
    command: str = ""
    json: bool = False
    valueless: str = ""

    @property
    def debug(self) -> bool:
        """Whether a failure is shown with all its details."""
        return "--debug" in self.front

    def option(self, *names: str) -> str | None:
        """The value of a global option, for what must be known before parsing; the last counts."""
        found = None
        words = iter(self.front)
        for word in words:
            name, sign, value = word.partition("=")
            if name in names:
                found = value if sign else next(words, None)
            elif GLOBAL.get(word):
                next(words, None)
        return found


def hoisted(argv: Sequence[str]) -> Words:
    """The words with global options first, everything else in its order.

    What follows `--`, and the value of a command's own option, is left alone.
    """
    front: list[str] = []
    rest: list[str] = []
    name, json, valueless = "", False, ""
    options: Mapping[str, bool] = {}
    words = deque(argv)
    while words:
        raw = words.popleft()
        if raw == "--":
            rest += [raw, *words]
            break
        word = _plain(raw)
        if word in GLOBAL:
            if GLOBAL[word] and not words:
                # Moved to the front it would take the command for its value.
                valueless = word
            else:
                front += [word, *_value(words, GLOBAL[word])]
        elif word.startswith("--") and word.partition("=")[0] in GLOBAL:
            front.append(word)
        elif word.startswith("-C"):
            front += ["-C", word.removeprefix("-C")]
        else:
            value = _value(words, _wants_value(word, options, words))
            rest += [word, *value]
            json = json or _asks_json(word, value)
            if len(rest) == 1:
                name = command(word) or ""
                options = _options(name) if name else {}
    return Words(front, rest, name, json, valueless)


def _value(words: deque[str], wanted: bool) -> list[str]:
    """The next word, left as it was typed, when it is a value."""
    return [words.popleft()] if wanted and words else []


def _wants_value(word: str, options: Mapping[str, bool], following: Sequence[str]) -> bool:
    """Whether the next word belongs to this one. A field such as `--note` takes one too."""
    if not word.startswith("-") or word == "-" or "=" in word:
        return False
    if word in options:
        return options[word]
    # An option of the command is never a field's value: the parser would not let it be one.
    known = bool(following) and following[0] in options
    return word.startswith("--") and bool(options) and not known


def _asks_json(word: str, value: Sequence[str]) -> bool:
    name, _, written = word.partition("=")
    return word == "--json" or (name == "--format" and "".join(value or written).startswith("json"))


def _options(name: str) -> dict[str, bool]:
    """The command's own options and whether each takes a value."""
    from branchlog.cli.group import load

    found = {"--help": False}
    for param in load(name).params:
        for option in param.opts:
            found[option] = not getattr(param, "is_flag", False)
    return found


def _plain(word: str) -> str:
    """`——why＝…`, as a Chinese input method writes it, as `--why=…`; the value stays as it is."""
    dashes = next((each for each in _DASHES if word.startswith(each)), "--")
    if not word.startswith(dashes):
        return word
    name, sign, value = word.removeprefix(dashes).partition("＝")
    # A full-width sign behind the first plain one belongs to the value.
    return f"--{name}={value}" if sign and "=" not in name else f"--{word.removeprefix(dashes)}"
