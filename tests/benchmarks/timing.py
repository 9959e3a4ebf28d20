"""Whole processes in turn: how long each takes, and how much memory it needs."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, TypeAlias

Command: TypeAlias = tuple[str, ...]


class Ran(NamedTuple):
    """Medians over the runs of one command."""

    milliseconds: float
    megabytes: float


def in_turn(
    commands: Sequence[Command], rounds: int, env: Mapping[str, str], also: Collection[int] = ()
) -> list[Ran]:
    """Run the commands A, B, A, B …, so that a busy machine slows all of them alike.

    The first round is not counted: it fills the caches and writes the bytecode. A command must
    end with 0 or one of the exit codes in `also`.
    """
    seen: list[list[Ran]] = [[] for _ in commands]
    for number in range(rounds + 1):
        for command, ran in zip(commands, seen, strict=True):
            once = _run(command, env, also)
            if number:
                ran.append(once)
    return [
        Ran(
            statistics.median(each.milliseconds for each in ran),
            statistics.median(each.megabytes for each in ran),
        )
        for ran in seen
    ]


def _run(command: Command, env: Mapping[str, str], also: Collection[int]) -> Ran:
    nowhere = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
    started = time.perf_counter()
    process = os.posix_spawn(command[0], command, env, file_actions=[nowhere])
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    if code and code not in also:
        raise subprocess.CalledProcessError(code, list(command))
    # Linux counts kilobytes, macOS bytes. Less than this script itself took is never reported.
    unit = 1 if sys.platform == "darwin" else 1024
    return Ran(seconds * 1000, usage.ru_maxrss * unit / 1e6)
