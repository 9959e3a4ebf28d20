"""Global options written after the command, moved before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def hoisted(argv: Sequence[str]) -> list[str]:
    """The words with global options first, everything else in its order.

    What follows `--`, and the value of a command's own option, is left alone.
    """
    front: list[str] = []
    rest: list[str] = []
    takes_value: Mapping[str, bool] = {}
    words = [_plain_dashes(word) for word in argv]
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        if word == "--":
            rest += words[at - 1 :]
            break
        if word in GLOBAL:
            width = 1 if GLOBAL[word] else 0
            front += words[at - 1 : at + width]
            at += width
        elif word.split("=")[0] in GLOBAL and word.startswith("--"):
            front.append(word)
        else:
            rest.append(word)
            if len(rest) == 1 and command(word):
                takes_value = _options(command(word) or "")
            elif _wants_value(word, takes_value) and at < len(words):
                rest.append(words[at])
                at += 1
    return front + rest


def _wants_value(word: str, takes_value: Mapping[str, bool]) -> bool:
    """Whether the next word belongs to this one. A field such as `--note` takes one too."""
    if not word.startswith("-") or word == "-" or "=" in word:
        return False
    return takes_value.get(word, word.startswith("--") and bool(takes_value))


def _options(name: str) -> dict[str, bool]:
    """The command's own options and whether each takes a value."""
    from branchlog.cli.group import load

    found = {"--help": False}
    for param in load(name).params:
        for option in param.opts:
            found[option] = not getattr(param, "is_flag", False)
    return found


def _plain_dashes(word: str) -> str:
    """`——json` and `－－json`, as a Chinese input method writes it, are `--json`."""
    for dashes in ("——", "－－"):
        if word.startswith(dashes):
            name, sign, value = word.removeprefix(dashes).partition("＝")
            return f"--{name}{'=' if sign else ''}{value}"
    return word


def option(words: Sequence[str], *names: str) -> str | None:
    """The value of a global option among hoisted words, for what must be known before parsing."""
    for at, word in enumerate(words):
        if word in names and at + 1 < len(words):
            return words[at + 1]
        name, sign, value = word.partition("=")
        if sign and name in names:
            return value
    return None
