"""What a stream can show."""

from __future__ import annotations

import fcntl
import io
import os
import struct
import termios
from collections.abc import Iterator
from typing import TextIO

import pytest

from branchlog.render.console import console, terminal_width


@pytest.fixture
def terminal() -> Iterator[TextIO]:
    """A real pseudo-terminal of 100 columns."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    with open(slave, "w", encoding="utf-8") as stream:
        yield stream
    os.close(master)


@pytest.mark.parametrize(
    ("env", "no_color", "expected"),
    [
        ({}, False, (100, True, True)),
        ({"TERM": "xterm"}, True, (100, False, True)),
        ({"NO_COLOR": "1"}, False, (100, False, True)),
        ({"NO_COLOR": ""}, False, (100, True, True)),
        ({"TERM": "dumb"}, False, (100, False, True)),
        ({"COLUMNS": "60"}, False, (60, True, True)),
        ({"COLUMNS": "3"}, False, (20, True, True)),
        ({"COLUMNS": "wide"}, False, (100, True, True)),
        ({"COLUMNS": "0"}, False, (100, True, True)),
    ],
)
def test_a_terminal(
    terminal: TextIO, env: dict[str, str], no_color: bool, expected: tuple[int, bool, bool]
) -> None:
    found = console(terminal, env, no_color)
    assert (found.width, found.color, found.bars) == expected
    assert found.stream is terminal


@pytest.mark.parametrize(("env", "width"), [({}, 0), ({"COLUMNS": "80"}, 80)])
def test_a_pipe_is_plain_and_has_no_limit_unless_told(env: dict[str, str], width: int) -> None:
    found = console(io.StringIO(), env)
    assert (found.width, found.color, found.bars) == (width, False, False)


def test_a_closed_stream_is_no_terminal() -> None:
    stream = io.StringIO()
    stream.close()
    assert console(stream, {}).color is False


def test_the_width_where_there_is_no_terminal() -> None:
    assert terminal_width(io.StringIO()) == 80
