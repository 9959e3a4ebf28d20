"""Run the command as a person or a script would, in this process or in one of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

from branchlog.cli.app import main

#: A Tuesday. Every test's today, unless it says otherwise.
TODAY = "2024-12-10"
WHO = "罗永福"


class Result(NamedTuple):
    """What a run printed, and its exit code."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        """What `--json` printed."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The lines on stdout."""
        return self.out.splitlines()

    @property
    def error(self) -> dict[str, str]:
        """The error that `--json` put on stderr: the only thing there."""
        found = json.loads(self.err)
        assert list(found) == ["error"]
        assert isinstance(found["error"], dict)
        return found["error"]


class Branchlog:
    """The command, run in a folder of its own with an environment of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.env = {
            "BRANCHLOG_SETTINGS": str(home / "settings" / "settings.toml"),
            "BRANCHLOG_TODAY": TODAY,
            "BRANCHLOG_WHO": WHO,
        }

    def __call__(
        self,
        *words: str,
        stdin: str | bytes = b"",
        env: Mapping[str, str | None] | None = None,
        here: Path | None = None,
        encoding: str = "utf-8",
    ) -> Result:
        """Run it in this process. A variable whose value is None is not set."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = _stream(encoding), _stream(encoding)
        with redirect_stdout(out), redirect_stderr(err):
            code = main(
                words,
                env=self._env(env),
                here=here or self.home,
                stdin=io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"),
            )
        return Result(_text(out), _text(err), code)

    def ok(
        self,
        *words: str,
        stdin: str | bytes = b"",
        env: Mapping[str, str | None] | None = None,
    ) -> Result:
        """Run it, and expect it to succeed."""
        result = self(*words, stdin=stdin, env=env)
        assert result.code == 0, result.err
        return result

    def process(
        self,
        *words: str | bytes,
        stdin: str | bytes = b"",
        env: Mapping[str, str | None] | None = None,
    ) -> Result:
        """Run it in a process of its own: for pipes, signals, encodings and raw bytes."""
        done = subprocess.run(
            [sys.executable, "-m", "branchlog", *words],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=self.home,
            env=self.process_env(env),
            check=False,
        )
        out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        return Result(out, err, done.returncode)

    def process_env(self, env: Mapping[str, str | None] | None = None) -> dict[str, str]:
        """The environment of a process: this one's without what would change the outcome."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("BRANCHLOG_", "LC_", "LANG", "PYTHONIO", "COLUMNS", "NO_COLOR"))
        }
        return {**kept, "PYTHONUTF8": "1", **self._env(env)}

    def _env(self, env: Mapping[str, str | None] | None) -> dict[str, str]:
        merged = {**self.env, **(env or {})}
        return {name: value for name, value in merged.items() if value is not None}


def _stream(encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
