"""A file is there whole, or as it was before."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from branchlog import render
from branchlog.errors import BadValue, WriteFailed
from branchlog.messages import Lang
from branchlog.report import Column, Report, Table

REPORT = Report(("标题",), (Table((Column("x", "户"),), ((1,),)),), data={"户": 1})
AS_ROOT = os.geteuid() == 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("out.json", '{\n  "户": 1\n}\n'),
        ("out.jsonl", '{"x":1}\n'),
        ("out.csv", "\ufeff户\r\n1\r\n"),
        ("out.TSV", "\ufeff户\r\n1\r\n"),
        ("out.md", "# 标题\n\n| 户 |\n| ---: |\n| 1 |\n"),
        ("out.txt", "标题\n\n户\n--\n 1\n"),
    ],
)
def test_the_suffix_chooses_the_format(tmp_path: Path, name: str, expected: str) -> None:
    render.save(REPORT, tmp_path / name, lang="zh")
    assert (tmp_path / name).read_bytes().decode() == expected
    assert os.listdir(tmp_path) == [name]


def test_a_format_that_is_named_counts_more_than_the_suffix(tmp_path: Path) -> None:
    render.save(REPORT, tmp_path / "out.dat", lang="zh", format="jsonl")
    assert (tmp_path / "out.dat").read_text() == '{"x":1}\n'


@pytest.mark.parametrize("name", ["out.xls", "out.odt", "out.htm", "out.pdf", "out", ".csv"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_another_suffix_is_refused_with_those_there_are(
    tmp_path: Path, name: str, lang: Lang
) -> None:
    with pytest.raises(BadValue) as caught:
        render.save(REPORT, tmp_path / name, lang=lang)
    assert caught.value.lines(lang)[2].endswith(".txt .json .jsonl .csv .tsv .md .xlsx .html .docx")
    assert os.listdir(tmp_path) == []


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="table json jsonl csv tsv md"):
        render.save(REPORT, tmp_path / "out.csv", lang="en", format="xml")
    with pytest.raises(BadValue, match="cannot write the format xml"):
        render.write(REPORT, sys.stdout, "xml", lang="en", width=80, color=False)


def test_an_older_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    file.write_text("old")
    file.chmod(0o640)
    render.save(REPORT, file, lang="zh")
    assert (file.read_text(), file.stat().st_mode & 0o777) == ('{\n  "户": 1\n}\n', 0o640)


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    link = tmp_path / "link.json"
    link.symlink_to("real.json")
    render.save(REPORT, link, lang="zh")
    assert link.is_symlink()
    assert (tmp_path / "real.json").read_text() == '{\n  "户": 1\n}\n'


def test_the_longest_name_that_a_folder_takes_can_be_written(tmp_path: Path) -> None:
    name = "x" * 251 + ".csv"
    render.save(REPORT, tmp_path / name, lang="zh")
    assert os.listdir(tmp_path) == [name]


def test_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(BadValue, match="it is a folder"):
        render.save(REPORT, tmp_path / "folder.csv", lang="zh")
    with pytest.raises(BadValue, match="a device or a pipe"):
        render.save(REPORT, tmp_path / "pipe.csv", lang="zh")
    with pytest.raises(BadValue, match="a device or a pipe"):
        render.save(REPORT, Path("/dev/null"), lang="zh", format="csv")
    assert sorted(os.listdir(tmp_path)) == ["folder.csv", "pipe.csv"]


@pytest.mark.parametrize(
    "name", ["missing/out.csv", "file/out.csv", "loop.csv", "x" * 300 + ".csv"]
)
def test_what_the_system_refuses_is_said_in_three_lines(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    with pytest.raises(WriteFailed) as caught:
        render.save(REPORT, tmp_path / name, lang="zh")
    assert caught.value.lines("en")[1].startswith("the system says: ")
    assert sorted(os.listdir(tmp_path)) == ["file", "loop.csv"]


@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_a_read_only_file_and_folder_are_respected(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    file.write_text("old")
    file.chmod(0o444)
    with pytest.raises(WriteFailed, match="read-only"):
        render.save(REPORT, file, lang="zh")
    tmp_path.chmod(0o555)
    with pytest.raises(WriteFailed):
        render.save(REPORT, tmp_path / "new.json", lang="zh")
    tmp_path.chmod(0o755)
    assert file.read_text() == "old"


def test_a_report_that_cannot_be_written_leaves_the_older_file(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    file.write_text("old")
    with pytest.raises(ValueError, match="not JSON compliant"):
        render.save(Report(data=float("nan")), file, lang="zh")
    assert (os.listdir(tmp_path), file.read_text()) == (["out.json"], "old")


FULL_DISK = """
import sys
from pathlib import Path
from branchlog import render
from branchlog.errors import WriteFailed
from branchlog.report import Report
try:
    render.save(Report(data="x" * 1_000_000), Path(sys.argv[1]), lang="en")
except WriteFailed as fault:
    print(*fault.lines("en"), sep="\\n")
"""


def _small_files() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def test_a_file_that_cannot_grow_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    file.write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(file)],
        preexec_fn=_small_files,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[:2] == [
        f"{file} was not written",
        "the system says: File too large",
    ]
    assert (os.listdir(tmp_path), file.read_text()) == (["out.json"], "old")


@pytest.fixture
def killed(tmp_path: Path) -> Callable[[], Path]:
    """A process killed in the middle of a save over an older file."""

    def run() -> Path:
        file = tmp_path / "out.json"
        file.write_text("old")
        script = (
            "import os, sys; from pathlib import Path\n"
            "from branchlog.render.saving import replacing\n"
            "with replacing(Path(sys.argv[1])) as stream:\n"
            "    stream.write('half'); stream.flush(); os.kill(os.getpid(), 9)\n"
        )
        subprocess.run([sys.executable, "-c", script, str(file)], check=False)
        return file

    return run


def test_a_process_killed_while_saving_leaves_the_older_file_whole(
    killed: Callable[[], Path],
) -> None:
    file = killed()
    assert file.read_text() == "old"
    render.save(REPORT, file, lang="zh")
    assert file.read_text() == '{\n  "户": 1\n}\n'
