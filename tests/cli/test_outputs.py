"""`-o` of every command: what a ledger keeps is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Branchlog

COMMANDS = (
    ["stats", "2024"],
    ["why", "visit.households", "2024"],
    ["list"],
    ["history"],
    ["show", "last"],
    ["kinds"],
    ["undo", "--list"],
    ["proofread", "draft.txt"],
)
#: What every command writes without asking, and would destroy.
JOURNALS = ("2024.jsonl", "2031.jsonl", "closings.jsonl", "X.JSONL")
OTHERS = ("branchlog.toml", ".lock", "report.zh.j2")


@pytest.fixture
def recorded(branchlog: Branchlog, ledger: Path) -> Path:
    branchlog.ok("add", "visit", "2024-03-05", "households=3")
    (branchlog.home / "draft.txt").write_text("走访3户。", encoding="utf-8")
    return ledger


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("name", [*JOURNALS, *OTHERS])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_a_ledger_keeps_is_never_written_over(
    branchlog: Branchlog, recorded: Path, command: list[str], name: str
) -> None:
    before = _files(recorded)

    result = branchlog(*command, "--format", "jsonl", "-o", f"data/{name}")

    assert result.error == {
        "code": "refused",
        "message": f"cannot write to data/{name}: "
        "that is a ledger's folder, and files of this name are its own",
        "hint": "write it into another folder",
    }
    assert result.code == 1
    assert _files(recorded) == before


def test_an_offices_own_document_is_no_place_for_a_report(
    branchlog: Branchlog, recorded: Path
) -> None:
    result = branchlog("report", "2024", "--force", "-o", "data/report.template.docx")

    assert result.err.splitlines()[-1] == "write it into another folder"
    assert not (recorded / "report.template.docx").exists()


def test_a_link_to_a_journal_is_seen_through(branchlog: Branchlog, recorded: Path) -> None:
    (branchlog.home / "year.json").symlink_to(recorded / "2024.jsonl")
    before = _files(recorded)

    assert branchlog("stats", "2024", "-o", "year.json").code == 1
    assert branchlog("report", "2024", "--force", "-o", "year.json").code == 1
    assert _files(recorded) == before


@pytest.mark.parametrize("name", ["report.json", "x.md", "x.html", "x.xlsx"])
def test_other_files_may_stand_beside_the_journals(
    branchlog: Branchlog, recorded: Path, name: str
) -> None:
    branchlog.ok("stats", "2024", "-o", f"data/{name}")

    assert (recorded / name).exists()
    assert branchlog.ok("list").err == ""
