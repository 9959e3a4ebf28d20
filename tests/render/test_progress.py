"""Progress: said in one line, only when it takes long, and gone afterwards."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from branchlog.messages import Importing, Lang
from branchlog.render import progress


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    """A terminal that keeps what it was sent."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("rows", "part", "took", "lang", "expected"),
    [
        (500, 0.25, 2, "en", "[#####               ]  25%  500 rows, 250 a second, 0:06 left"),
        (500, 0.25, 2, "zh", "[#####               ]  25%  500 行,每秒 250 行,还要 0:06"),
        (900, 0.5, 90, "en", "[##########          ]  50%  900 rows, 10 a second, 1:30 left"),
        (10, 1.2, 1, "en", "[####################] 100%  10 rows, 10 a second, 0:00 left"),
        (500, 0.0, 2, "en", "500 rows, 250 a second"),
    ],
)  # fmt: skip
def test_rows_rate_and_time_left(
    rows: int, part: float, took: float, lang: Lang, expected: str
) -> None:
    assert progress.said(rows, part, took, lang) == expected


def test_what_is_done_within_a_second_is_not_told() -> None:
    stream, watch = Terminal(), Watch()
    with progress.shown(stream, Importing.READING, "en", clock=watch) as tell:
        for watch.now in (0.1, 0.5, 0.9):
            tell(100, 0.1)

    assert stream.getvalue() == ""


def interrupted(stream: Terminal, watch: Watch) -> None:
    with progress.shown(stream, Importing.READING, "en", clock=watch) as tell:
        watch.now = 2
        tell(500, 0.25)
        raise KeyboardInterrupt


def test_a_line_is_drawn_after_a_second_and_erased_at_the_end() -> None:
    stream = Terminal()
    with pytest.raises(KeyboardInterrupt):
        interrupted(stream, Watch())
    drawn, _, end = stream.getvalue().rpartition("0:06 left")

    assert drawn.endswith("reading  [#####               ]  25%  500 rows, 250 a second, ")
    assert end.endswith("\x1b[2K")
    assert "rows" not in end


def test_rich_is_loaded_only_to_draw() -> None:
    code = (
        "import sys; from branchlog.messages import Importing"
        "\nfrom branchlog.render import progress"
        "\nwith progress.shown(sys.stderr, Importing.READING, 'en') as tell: tell(1, 0.5)"
        "\nassert not any(name.startswith('rich') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
