"""Closed years, damaged lines, conflicts and places that cannot be written, seen from outside."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from branchlog.ledger import Ledger
from tests.cli.command import WHO, Branchlog


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*") if path.name != ".lock"}


def line(**changes: object) -> bytes:
    """An entry as a ledger holds it, made by hand."""
    entry: dict[str, object] = {
        "kind": "visit",
        "id": "01a203cf-c7b6-7673-b628-801dcc84c9ce",
        "op": "add",
        "rev": 1,
        "prev": [],
        "at": "2024-12-05T08:00:00+08:00",
        "who": "王秀",
        "batch": "01a203cf-c7b6-7673-b628-801dcc84c9cf",
        "why": "",
        "doc": {"date": "2024-12-05", "households": 3},
        **changes,
    }
    body = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))[:-1].encode()
    return body + b',"crc":"%08x"}\n' % crc32(body)


@pytest.fixture
def closed(branchlog: Branchlog, ledger: Path) -> dict[str, str]:
    """A ledger whose 2023 is closed; the ids of a visit and of a dispute in it."""
    ids = {
        "visit": branchlog.ok("add", "visit", "2023-05-01", "--json").json["id"],
        "dispute": branchlog.ok("add", "mediation", "2023-05-01", "--json").json["id"],
    }
    seal = line(
        kind="_close", id="2023", op="close", doc={"from": "2023-01-01", "to": "2023-12-31"}
    )
    (ledger / "closings.jsonl").write_bytes(seal)
    return ids


@pytest.mark.parametrize(
    "words",
    [
        ["add", "visit", "2023-06-01"],
        ["add", "visit", "2023-12-20..2024-01-05"],
        ["add", "visit", "2023-06"],
        ["add", "visit", "2023-12-25", "--every", "week"],
        ["amend", "visit", "households=4"],
        ["amend", "visit", "date=2024-06-01"],
        ["void", "visit"],
        ["add", "--stdin"],
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_change_in_a_closed_year_needs_a_reason(
    branchlog: Branchlog, ledger: Path, closed: dict[str, str], words: list[str], lang: str
) -> None:
    words = [words[0], *(closed.get(word, word) if word != "visit" else word for word in words[1:])]
    if words[0] in ("amend", "void"):
        words[1] = closed["visit"]
    rows = '{"kind":"visit","date":"2024-06-01"}\n{"kind":"visit","date":"2023-06-01"}\n'
    before = contents(ledger)
    refused = branchlog("--lang", lang, *words, stdin=rows)

    assert (refused.code, refused.out, len(refused.err.splitlines())) == (1, "", 3)
    assert "2023-12-31" in refused.err.splitlines()[0]
    assert "--why" in refused.err.splitlines()[2]
    assert contents(ledger) == before
    branchlog.ok(*words, "--why", "补记", stdin=rows)


def test_a_change_beside_a_closed_year_needs_none(
    branchlog: Branchlog, closed: dict[str, str]
) -> None:
    branchlog.ok("add", "visit", "2024-01-01")
    branchlog.ok("add", "visit", "2022-12-31")


def test_an_outcome_after_a_closed_year_says_why(
    branchlog: Branchlog, closed: dict[str, str]
) -> None:
    assert branchlog("resolve", closed["dispute"]).code in (0, 1)
    branchlog.ok("resolve", closed["dispute"], "--why", "今年办结", "closed=2024-12-01")


Damage = Callable[[Path], None]


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[40] ^= 1
    path.write_bytes(bytes(data))


def edited(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"households":3', '"households":9'), encoding="utf-8")


def not_utf8(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\n" + path.read_bytes())


def truncated_inside(path: Path) -> None:
    first, second, *rest = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first[:50] + b"\n" + second + b"".join(rest))


def windows_line_ends(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def foreign_year(path: Path) -> None:
    path.write_bytes(path.read_bytes() + line(doc={"date": "2021-12-05"}))


def blank_line(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


@pytest.mark.parametrize(
    "damage",
    [
        flipped, edited, not_utf8, truncated_inside, windows_line_ends, foreign_year, blank_line,
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_bad_line_stops_what_reads_it_with_its_place(
    branchlog: Branchlog, ledger: Path, damage: Damage, lang: str
) -> None:
    ids = [
        branchlog.ok("add", "visit", "2024-06-01", "households=3", "--json").json["id"]
        for _ in range(3)
    ]
    damage(ledger / "2024.jsonl")
    before = contents(ledger)
    for words in (
        ["list"],
        ["stats"],
        ["show", ids[0]],
        ["history"],
        ["amend", ids[0], "households=4"],
        ["void", ids[0]],
        ["undo"],
        ["undo", "--list"],
    ):
        refused = branchlog("--lang", lang, *words)
        assert (refused.code, refused.out, len(refused.err.splitlines())) == (4, "", 3)
        assert "2024.jsonl" in refused.err.splitlines()[0]
    assert branchlog("list", "--json").error["code"] == "damaged"
    assert contents(ledger) == before
    assert branchlog.ok("stats", "2023").err == "for figures to date add --to-date\n"
    branchlog.ok("add", "visit", "2024-06-02")


def test_a_torn_last_line_is_said_and_the_next_record_accounts_for_it(
    branchlog: Branchlog, ledger: Path
) -> None:
    branchlog.ok("add", "visit", "2024-06-01", "households=3")
    path = ledger / "2024.jsonl"
    path.write_bytes(path.read_bytes() + b'{"kind":"visit","id":"01')
    torn = branchlog.ok("list", "-q")

    assert "2024.jsonl: the last line is not whole" in torn.err
    assert len(torn.err.splitlines()) == 3
    assert len(branchlog.ok("list", "--json").json) == 1
    branchlog.ok("add", "visit", "2024-06-02")
    assert branchlog.ok("list").err == ""
    assert len(branchlog.ok("list", "--json").json) == 2


def test_a_conflict_is_said_by_every_command_and_settled_by_an_amendment(
    branchlog: Branchlog, ledger: Path
) -> None:
    id_ = branchlog.ok("add", "visit", "2024-06-01", "households=3", "--json").json["id"]
    copy = branchlog.home / "copy"
    shutil.copytree(ledger, copy)
    branchlog.ok("amend", id_, "households=4", "--why", "a")
    branchlog.ok("-C", str(copy), "amend", id_, "households=5", "--why", "b")
    (ledger / "2024 (conflicted copy).jsonl").write_bytes((copy / "2024.jsonl").read_bytes())

    for words in (
        ["list"],
        ["stats"],
        ["show", id_],
        ["history"],
        ["list", "--json"],
        ["-q", "list"],
    ):
        said = branchlog.ok(*words).err
        assert f"conflict: visit {id_[-5:]} has 2 versions" in said
    assert "冲突" in branchlog.ok("list", "--lang", "zh").err
    assert len(branchlog.ok("history", id_, "--json").json) == 3
    branchlog.ok("amend", id_, "households=6", "--why", "c")
    assert branchlog.ok("list").err == ""
    assert branchlog.ok("list", "--json").json[0]["households"] == 6


@pytest.mark.heavy
def test_a_ledger_that_is_in_use_is_waited_for_and_then_left(
    branchlog: Branchlog, ledger: Path
) -> None:
    with Ledger(ledger, None, who="王秀").writing():
        refused = branchlog("add", "visit", "2024-06-01")

    assert (refused.code, refused.out, len(refused.err.splitlines())) == (75, "", 3)
    assert "王秀" in refused.err.splitlines()[1]
    assert branchlog.ok("list", "--json").json == []


def test_reading_needs_no_writing(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.ok("add", "visit", "2024-06-01")
    (ledger / ".lock").unlink()
    before = sorted(path.name for path in ledger.iterdir())
    for words in (
        ["list"],
        ["stats"],
        ["show", "last"],
        ["history"],
        ["kinds"],
        ["undo", "--list"],
    ):
        branchlog.ok(*words)

    assert sorted(path.name for path in ledger.iterdir()) == before


def read_only(folder: Path, command: str) -> list[str]:
    """The command where a folder is mounted read-only, for nobody but itself."""
    place = shlex.quote(str(folder))
    mounts = f"mount --bind {place} {place} && mount -o remount,ro,bind {place}"
    return ["unshare", "-m", "sh", "-c", f"{mounts} && {command}"]


def _may_mount() -> bool:
    return (
        shutil.which("unshare") is not None
        and subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode
        == 0
    )


@pytest.mark.skipif(os.name == "nt" or not _may_mount(), reason="may not mount")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_read_only_ledger_is_read_and_not_written(
    branchlog: Branchlog, ledger: Path, lang: str
) -> None:
    branchlog.ok("add", "visit", "2024-06-01")
    before = contents(ledger)

    def run(words: str) -> Any:
        python = shlex.quote(sys.executable)
        return subprocess.run(
            read_only(ledger, f"{python} -m branchlog --lang {lang} {words}"),
            capture_output=True,
            cwd=branchlog.home,
            env=branchlog.process_env(),
            check=False,
        )

    assert run("list").returncode == 0
    refused = run("add visit 2024-06-02")
    lines = refused.stderr.decode().splitlines()
    assert (refused.returncode, refused.stdout, len(lines)) == (1, b"", 3)
    assert lines[1] == ("这里是只读的" if lang == "zh" else "this place is read-only")
    assert contents(ledger) == before


def test_what_others_wrote_is_signed_by_them(branchlog: Branchlog, ledger: Path) -> None:
    (ledger / "2024.jsonl").write_bytes(line())

    assert branchlog.ok("list", "--json").json[0]["recorded_by"] == "王秀"
    assert branchlog("undo").code == 2
    assert branchlog.ok("undo", "--who", "王秀").code == 0
    assert WHO != "王秀"
