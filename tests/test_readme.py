"""The README's transcripts are what the command prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import branchlog
from branchlog.config import ledger_toml
from branchlog.ledger import Ledger

README = Path(__file__).parent.parent / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
#: Ids are new in every run; their place and length are not.
_ID = re.compile(r"\b[0-9a-f]{8}\b(?!-)|\b[0-9a-f]{5}(?=  )|(?<=-\d\d )[0-9a-f]{5}\b")


def _blocks() -> list[str]:
    return [match[1] for match in _BLOCK.finditer(README.read_text(encoding="utf-8"))]


def _transcript(block: str, folder: Path) -> str:
    """The block's commands in order, each with what it prints on both streams."""
    folder.mkdir()
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith("BRANCHLOG")},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "BRANCHLOG_TODAY": "2024-11-20",
        "BRANCHLOG_SETTINGS": "settings.toml",
        "BRANCHLOG_WHO": "Wang Xiulan",
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
    }
    lines = []
    for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        printed = done.stdout.replace(str(folder) + "/", "")
        lines.append(f"$ {command}\n{printed}")
    return "".join(lines)


# With --update-golden they write one file.
@pytest.mark.xdist_group("readme")
@pytest.mark.parametrize("number", range(len(_blocks())))
def test_a_transcript_shows_what_the_command_prints(
    number: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    written = _blocks()[number]
    printed = _transcript(written, tmp_path / "home")
    if request.config.getoption("--update-golden"):
        text = README.read_text(encoding="utf-8")
        README.write_text(text.replace(written, printed), encoding="utf-8")
        return
    assert _ID.sub("········", written) == _ID.sub("········", printed)


_SCRIPTS = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(
    ("number", "printed"), [(0, "2 2 0 0\n2\n"), (1, "3\n")], ids=["import", "facade"]
)
def test_a_script_runs_as_it_stands(number: int, printed: str, tmp_path: Path) -> None:
    script = _SCRIPTS.findall(README.read_text(encoding="utf-8"))[number]
    Ledger.create(tmp_path / "ledger", ledger_toml("Riverside", (), "en", "0193-test"))
    book = branchlog.open_ledger(tmp_path / "ledger")
    book.add_many([("visit", {"date": f"2024-03-0{day}", "households": 1}) for day in (5, 6)])
    rows = "日期,户数\n3月5日,1户\n3月6日,1\n3月7日,2\n2024/3/8,约3\n"
    (tmp_path / "march.csv").write_text(rows, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stderr, done.stdout.startswith(printed)) == ("", True)


def test_the_first_screen_holds_the_two_commands_that_ci_runs() -> None:
    text = README.read_text(encoding="utf-8")
    setup = re.search(r"^```sh setup\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert setup is not None
    assert len(setup[1].splitlines()) == 2
    assert text[: setup.end()].count("\n") < 24
