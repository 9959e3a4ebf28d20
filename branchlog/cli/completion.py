"""Tab completion in bash, zsh and fish: the script of each, and how it is answered."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from branchlog.cli.candidates import following
from branchlog.cli.offers import Candidate
from branchlog.cli.session import Session
from branchlog.errors import Usage
from branchlog.messages import Cli as Text
from branchlog.records.text import short

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_BRANCHLOG_COMPLETE"

# After `households=` the value follows without a space, and the order is ours: newest first.
_BASH_ANSWERED = """\
    compopt -o nosort 2>/dev/null
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
    return 0"""
# A .zshrc that never loaded the completion system would fail at `compdef`.
_ZSH_READY = "(( $+functions[compdef] )) || { autoload -Uz compinit; compinit }"


def script(shell: str) -> list[str]:
    """The lines of a shell's completion script. Raises Usage for one that is not supported."""
    if shell not in SHELLS:
        raise Usage(
            Text.COMPLETION_SHELL,
            Text.COMPLETION_KNOWN,
            Text.COMPLETION_HINT,
            word=short(shell),
            known=" ".join(SHELLS),
        )
    from typer._completion_shared import get_completion_script

    text = get_completion_script(prog_name="branchlog", complete_var=VARIABLE, shell=shell)
    if shell == "bash":
        text = text.replace("    return 0", _BASH_ANSWERED)
    elif shell == "zsh":
        text = text.replace("\ncompdef ", f"\n{_ZSH_READY}\ncompdef ")
    return text.splitlines()


def complete(group: Any, env: Mapping[str, str]) -> int:
    """Answer a shell's question for the words that may follow.

    Whatever goes wrong, the person is in the middle of typing: nothing is said.
    """
    try:
        return _answer(group, env)
    except BaseException:
        return 1


def _answer(group: Any, env: Mapping[str, str]) -> int:
    session = Session(env)
    match env[VARIABLE]:
        case "complete_bash":
            words, incomplete, replaced = _bash_words(env)
            found = following(session, group, words, incomplete)
            lines = _bash_lines(found, incomplete, replaced)
        case "complete_zsh":
            found = following(session, group, *_words(env))
            lines = _zsh_lines(found)
        case "complete_fish":
            found = following(session, group, *_words(env))
            if env.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
                return 0 if found else 1
            lines = [f"{each.value}\t{each.help}" if each.help else each.value for each in found]
        case _:
            return 1
    encoding = sys.stdout.encoding
    known = [line for line in lines if line.encode(encoding, "ignore").decode(encoding) == line]
    sys.stdout.write("".join(f"{line}\n" for line in known))
    sys.stdout.flush()
    return 0


def _words(env: Mapping[str, str]) -> tuple[list[str], str]:
    """The words before the one being typed, and that one, as zsh and fish send them."""
    line = env["_TYPER_COMPLETE_ARGS"]
    words = _split(line)[1:]
    if not words or line[-1:].isspace():
        return words, ""
    return words[:-1], words[-1]


def _split(text: str) -> list[str]:
    from typer._click.shell_completion import split_arg_string

    return split_arg_string(text)


def _bash_words(env: Mapping[str, str]) -> tuple[list[str], str, str]:
    """The words before the one being typed, that one, and the part of it that bash replaces.

    Bash parts words at `=` and `:` too. It replaces only the last part, and shows it raw.
    """
    parts = env["COMP_WORDS"].split("\n")[1 : int(env["COMP_CWORD"]) + 1]
    glued: list[str] = []
    after_sign = False
    for part in parts:
        sign = bool(part) and not part.strip("=:")
        if glued and (sign or (after_sign and part)):
            glued[-1] += part
        else:
            glued.append(part)
        after_sign = sign
    raw = parts[-1] if parts and not after_sign else ""
    *words, incomplete = ["".join(_split(word)) for word in glued] or [""]
    return words, incomplete, raw


_BASH_PLAIN = re.compile(r"[^\w@%+=:,./\-\u0080-\U0010ffff]", re.ASCII)


def _bash_lines(found: Sequence[Candidate], incomplete: str, replaced: str) -> list[str]:
    quoted = replaced[:1] in ("'", '"')
    kept = len(incomplete) - len("".join(_split(replaced)))
    lines = []
    for each in found:
        value = each.value[kept:]
        lines.append(value if quoted else _BASH_PLAIN.sub(lambda found: f"\\{found[0]}", value))
    return lines


def _zsh_lines(found: Sequence[Candidate]) -> list[str]:
    """Code for the script to run: lists with descriptions, those before a value without a space.

    The script's `eval` joins the lines by spaces, so each ends in a semicolon.
    """
    if not found:
        return ["_files"]
    lines = []
    for name, options in (("words", ""), ("fields", " -S ''")):
        items = [each for each in found if each.value.endswith("=") == (name == "fields")]
        if items:
            quoted = " ".join(_zsh_quoted(each) for each in items)
            lines.append(f"local -a branchlog_{name}=({quoted});")
            lines.append(f"_describe -V {name} branchlog_{name}{options};")
    return lines


def _zsh_quoted(item: Candidate) -> str:
    text = item.value.replace("\\", "\\\\").replace(":", "\\:")
    if item.help:
        text += ":" + item.help
    return "'" + text.replace("'", "'\\''") + "'"
