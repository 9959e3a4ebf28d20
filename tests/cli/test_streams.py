"""Pipes, consoles and closed streams: what reaches them, and what must not."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import pytest

from tests.cli.command import Branchlog

ESCAPES = "a\x1b[31mred\x1b]0;title\x07\x9b2Jb\u202ec\u2028d\x00e\x08f\rg"


def by_hand(ledger: Path, doc: dict[str, object], **changes: object) -> str:
    """A line that no command of ours would write, with its right checksum."""
    entry: dict[str, object] = {
        "kind": "visit",
        "id": "01a203cf-c7b6-7673-b628-801dcc84c9ce",
        "op": "add",
        "rev": 1,
        "prev": [],
        "at": "2024-12-05T08:00:00+08:00",
        "who": "script",
        "batch": "01a203cf-c7b6-7673-b628-801dcc84c9cf",
        "why": "",
        "doc": doc,
        **changes,
    }
    body = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))[:-1].encode()
    line = body + b',"crc":"%08x"}\n' % crc32(body)
    with (ledger / "2024.jsonl").open("ab") as file:
        file.write(line)
    return str(entry["id"])


@pytest.fixture
def hostile(ledger: Path) -> str:
    """The id of a record whose texts would steer a terminal."""
    doc = {
        "date": "2024-12-05",
        "place": ESCAPES,
        "note": ESCAPES,
        "people": [ESCAPES],
        "category": ESCAPES,
        ESCAPES: ESCAPES,
        "households": 3,
    }
    return by_hand(ledger, doc, who=ESCAPES, why=ESCAPES)


HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv", "md"])
def test_a_recorded_escape_sequence_never_reaches_the_terminal(
    branchlog: Branchlog, hostile: str, form: str
) -> None:
    for words in (
        ["list"],
        ["show", hostile],
        ["history"],
        ["history", hostile],
        ["stats"],
        ["stats", "--by", "person"],
        ["stats", "--by", "place"],
        ["stats", "--by", "category"],
        ["undo", "--list"],
        ["list", "--person", ESCAPES],
        ["list", "--text", ESCAPES, "--where", f"place={ESCAPES}"],
    ):
        shown = branchlog(*words, "--format", form)
        assert shown.code == 0, shown.err
        assert not HARMFUL.search(shown.out + shown.err)


def test_answers_and_errors_about_such_a_record_are_harmless_too(
    branchlog: Branchlog, hostile: str
) -> None:
    for words in (
        ["amend", hostile, "households=4"],
        ["amend", hostile, "households=4", "--why", "x"],
        ["amend", hostile, "households=5", "--why", "x", "--json"],
        ["void", hostile],
        ["void", hostile, "--why", "x"],
        ["show", "last", "--who", "script"],
        ["undo"],
        ["undo", "--who", "script"],
    ):
        for lang in ("zh", "en"):
            shown = branchlog("--lang", lang, *words)
            assert not HARMFUL.search(shown.out + shown.err)


def test_json_of_such_a_record_is_json_with_the_same_text(
    branchlog: Branchlog, hostile: str
) -> None:
    assert branchlog.ok("show", hostile, "--json").json["place"] == ESCAPES
    amended = branchlog.ok("amend", hostile, "households=4", "--why", "x", "--json")
    assert amended.json["note"] == ESCAPES


def test_a_ledgers_name_is_harmless(branchlog: Branchlog, ledger: Path) -> None:
    path = ledger / "branchlog.toml"
    text = path.read_text(encoding="utf-8").replace('"Ziying"', '"Zi\\u001b[31mying\\u202e"')
    path.write_text(text, encoding="utf-8")
    for words in (["list"], ["stats"], ["add", "visit"], ["show", "last"], ["stats", "--json"]):
        shown = branchlog.ok(*words)
        assert not HARMFUL.search(shown.out + shown.err)


def test_markup_in_a_note_is_shown_as_typed(branchlog: Branchlog, ledger: Path) -> None:
    note = "[bold]x[/bold] :smile: [link=file:///]y[/link] \\[z] {w} %s"
    branchlog.ok("add", "visit", f"note={note}")
    shown = branchlog("show", "last")

    assert note in shown.out
    assert note in " ".join(branchlog.ok("list", env={"COLUMNS": "300"}).out.split())


def test_a_reader_that_has_enough_is_no_error(branchlog: Branchlog, ledger: Path) -> None:
    rows = "".join(
        f'{{"kind":"visit","households":{n},"note":"{"x" * 500}"}}\n' for n in range(999)
    )
    branchlog.ok("add", "--stdin", stdin=rows)
    for words in (["list"], ["list", "--json"], ["history"], ["kinds", "--json"], ["--help"]):
        with subprocess.Popen(
            [sys.executable, "-m", "branchlog", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=branchlog.home,
            env=branchlog.process_env(),
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            said = process.stderr.read()
            assert (process.wait(), said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [["list"], ["--version"], ["--help"]])
def test_a_full_disk_behind_stdout_is_said(
    branchlog: Branchlog, ledger: Path, words: list[str]
) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "branchlog", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=branchlog.home,
            env=branchlog.process_env(),
            check=False,
        )
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, len(lines)) == (1, 3)
    assert lines[0] == "the result could not be printed"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if os.name != "posix" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_behind_the_ledger_is_said_and_nothing_is_acknowledged(
    branchlog: Branchlog, ledger: Path, small_disk: Path
) -> None:
    full = small_disk / "ledger"
    shutil.copytree(ledger, full)
    with suppress(OSError), open(small_disk / "filler", "wb", buffering=0) as filler:
        while True:
            filler.write(bytes(1024))
    for lang, why in (("en", "the disk is full"), ("zh", "磁盘满了")):
        refused = branchlog("-C", str(full), "--lang", lang, "add", "visit", "2024-12-05")
        assert (refused.code, refused.out) == (1, "")
        assert [why] == refused.err.splitlines()[1:2]
        assert len(refused.err.splitlines()) == 3
    assert branchlog.ok("-C", str(full), "list", "--json", "--period", "all").json == []


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", ["add visit 2024-12-05", "list", "bogus"])
def test_a_closed_stream_is_no_crash(
    branchlog: Branchlog, ledger: Path, closed: str, words: str
) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m branchlog {words} {closed}'],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=branchlog.home,
        env=branchlog.process_env(),
        check=False,
    )
    assert done.returncode == (2 if words == "bogus" else 0)
    assert b"rror" not in done.stderr
    if words.startswith("add visit"):
        assert len(branchlog.ok("list", "--json").json) == 1


def test_a_closed_stderr_does_not_stop_a_record(branchlog: Branchlog, ledger: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "branchlog", "add", "visit", "households=3"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=writer,
        cwd=branchlog.home,
        env=branchlog.process_env(),
        check=False,
    )
    os.close(writer)

    assert done.returncode == 0
    assert len(branchlog.ok("list", "--json").json) == 1


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "utf-16"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_any_console_can_show_everything(
    branchlog: Branchlog, ledger: Path, encoding: str, lang: str
) -> None:
    def run(*words: str) -> tuple[str, int]:
        shown = branchlog("--lang", lang, *words, encoding=encoding)
        assert shown.code in (0, 2)
        assert "Error" not in shown.err
        return shown.out, shown.code

    run("add", "visit", "2024-12-05", "place=3栋 😀 𠮷 café", "note=€")
    for words in (
        ["list"],
        ["show", "last"],
        ["stats"],
        ["stats", "--by", "place"],
        ["stats", "--rounded", "--sentence"],
        ["kinds"],
        ["kinds", "visit"],
        ["history"],
        ["undo", "--list"],
        ["add", "bogus😀"],
        ["list", "--format", "csv"],
        ["list", "--format", "md"],
    ):
        run(*words)
    for words in (["list", "--json"], ["show", "last", "--json"], ["stats", "--json"]):
        assert json.loads(run(*words)[0])
    error = branchlog("add", "bogus😀", "--json", "--lang", lang, encoding=encoding).error
    assert error["code"] == "not-found"


@pytest.mark.skipif(os.name == "nt", reason="bytes are a matter of POSIX")
@pytest.mark.parametrize("raw", [b"\xff\xfe", b"3\xb6\xb0", b"a\xed\xa0\x80b"])
def test_raw_bytes_on_the_command_line_are_refused(
    branchlog: Branchlog, ledger: Path, raw: bytes
) -> None:
    for words in (
        [b"add", b"visit", b"place=" + raw],
        [b"list", b"--text", raw, b"--bogus"],
    ):
        refused = branchlog.process(*words)
        assert (refused.code, refused.out) == (2, "")
        assert len(refused.err.splitlines()) == 3
    assert branchlog.ok("list", "--json").json == []


def test_bytes_that_are_no_text_find_nothing(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.ok("add", "visit", "place=3栋")
    for option in ("--text", "--person", "--place", "--occasion"):
        assert branchlog.process(b"list", option.encode(), b"\xff", b"--json").out == "[]\n"


def in_terminal(branchlog: Branchlog, *words: str, env: dict[str, str | None]) -> str:
    """What the command prints to a terminal of 80 columns."""
    controller, terminal = pty.openpty()
    environment = branchlog.process_env({"TERM": "xterm", "COLUMNS": "80", **env})
    with subprocess.Popen(
        [sys.executable, "-m", "branchlog", *words],
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=subprocess.DEVNULL,
        cwd=branchlog.home,
        env=environment,
    ) as process:
        os.close(terminal)
        printed = b""
        while True:
            try:
                block = os.read(controller, 65536)
            except OSError:
                break
            if not block:
                break
            printed += block
        process.wait()
    os.close(controller)
    return printed.decode()


def test_colour_is_for_terminals_that_want_it(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.ok("add", "visit", "2024-12-05", "households=3")

    assert "\x1b[" in in_terminal(branchlog, "stats", env={})
    assert "\x1b[" not in in_terminal(branchlog, "stats", env={"NO_COLOR": "1"})
    assert "\x1b[" not in in_terminal(branchlog, "stats", env={"TERM": "dumb"})
    assert "\x1b[" not in in_terminal(branchlog, "--no-color", "stats", env={})
    assert "\x1b[" not in in_terminal(branchlog, "stats", "--no-color", env={})
    assert "\x1b[" not in branchlog.process("stats").out
    assert "#" in in_terminal(branchlog, "stats", "--no-color", env={})
    assert "#" not in branchlog.process("stats").out


def test_ctrl_c_is_said_in_three_lines(branchlog: Branchlog, ledger: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "branchlog", "add", "--stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=branchlog.home,
        env=branchlog.process_env(),
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b'{"kind":"visit"}\n')
        process.stdin.flush()
        time.sleep(0.7)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out) == (130, b"")
    lines = err.decode().splitlines()
    assert (lines[0], len(lines)) == ("interrupted", 3)
    assert branchlog.ok("list", "--json").json == []
