"""A person at a terminal of 80 columns: sees a prompt, types an answer."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pexpect

from tests.cli.command import Branchlog, Result

_PATIENCE = 30
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[>=]|[\x07\r]")


class Terminal:
    """One run of a command on a pseudo-terminal of its own."""

    def __init__(self, child: pexpect.spawn[str]) -> None:
        self._child = child
        self._seen: list[str] = []

    def waits_for(self, prompt: str) -> str:
        """Wait for a prompt; what was shown before it since the last one."""
        self._child.expect_exact(prompt)
        shown = _CONTROL.sub("", self._child.before or "")
        self._seen += [shown, prompt]
        return shown

    def answer(self, prompt: str, text: str = "") -> str:
        """Wait for a prompt, type an answer and Enter; what was shown before the prompt."""
        shown = self.waits_for(prompt)
        self._child.sendline(text)
        return shown

    def type_bytes(self, prompt: str, line: bytes) -> None:
        """Answer with bytes that are not text in the terminal's encoding."""
        self.waits_for(prompt)
        self._child.send(line.decode("utf-8", "surrogateescape"))
        self._child.send("\n")

    def press(self, key: str) -> None:
        """Ctrl and a letter."""
        self._child.sendcontrol(key)

    def end(self) -> Result:
        """Wait until the command ends; all that the screen showed, and the exit code."""
        self._child.expect_exact(pexpect.EOF)
        self._seen.append(_CONTROL.sub("", self._child.before or ""))
        self._child.close()
        code = self._child.exitstatus
        return Result("".join(self._seen), "", -1 if code is None else int(code))


@contextmanager
def terminal(
    branchlog: Branchlog,
    *words: str,
    env: Mapping[str, str | None] | None = None,
    out: str | None = None,
) -> Iterator[Terminal]:
    """Run `branchlog words…` in the home folder, with UTF-8 unless the environment differs.

    `out` is a file that takes stdout, as `> out` does.
    """
    command = [sys.executable, "-m", "branchlog", *words]
    if out is not None:
        command = ["sh", "-c", f"exec {shlex.join(command)} > {shlex.quote(out)}"]
    given = {"TERM": "xterm", "LC_ALL": "C.UTF-8", **(env or {})}
    child: pexpect.spawn[str] = pexpect.spawn(
        command[0],
        command[1:],
        cwd=str(branchlog.home),
        env=branchlog.process_env(given),
        dimensions=(40, 80),
        encoding="utf-8",
        codec_errors="surrogateescape",
        timeout=_PATIENCE,
    )
    try:
        yield Terminal(child)
    finally:
        child.close(force=True)
