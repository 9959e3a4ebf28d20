"""Making a ledger."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path

import pytest

from tests.cli.command import Branchlog


def toml(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / "branchlog.toml").read_text(encoding="utf-8"))


def test_a_ledger_is_made_in_data_and_remembered(branchlog: Branchlog) -> None:
    answer = branchlog.ok("init", "--name", "子英", "--org", "遵义市/余庆县/子营街道")
    folder = branchlog.home / "data"
    kept = toml(folder)

    assert answer.lines == [f"the ledger is ready: {folder}"]
    assert branchlog.env["BRANCHLOG_SETTINGS"] in answer.err
    assert (kept["format"], kept["name"], kept["language"]) == (1, "子英", "en")
    assert kept["org"] == ["遵义市", "余庆县", "子营街道"]
    assert len(str(kept["uuid"])) == 36
    assert tomllib.loads(Path(branchlog.env["BRANCHLOG_SETTINGS"]).read_text(encoding="utf-8")) == {
        "ledger": str(folder)
    }


def test_a_ledger_is_private(branchlog: Branchlog) -> None:
    branchlog.ok("init", "led", "--name", "x")
    folder = branchlog.home / "led"

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "branchlog.toml").stat().st_mode) == 0o600


def test_the_answer_is_in_the_ledgers_language(branchlog: Branchlog) -> None:
    answer = branchlog.ok("建账", "--name", "子英", "--language", "zh")

    assert answer.lines == [f"账本已建好:{branchlog.home / 'data'}"]
    assert toml(branchlog.home / "data")["language"] == "zh"


def test_a_script_gets_the_path_and_the_uuid(branchlog: Branchlog) -> None:
    answer = branchlog.ok("init", "led", "--name", "x", "--json").json

    assert answer == {
        "path": str(branchlog.home / "led"),
        "uuid": toml(branchlog.home / "led")["uuid"],
    }


@pytest.mark.parametrize("words", [["led"], ["-C", "led"], ["deep/er/led"]])
def test_the_folder_may_be_named(branchlog: Branchlog, words: list[str]) -> None:
    branchlog.ok("init", *words, "--name", "x", "--who", "王秀")

    assert (branchlog.home / words[-1] / "branchlog.toml").is_file()
    assert branchlog.ok("-C", words[-1], "list", "--json").json == []
    assert (
        branchlog.ok("-C", words[-1], "add", "visit", "--json", env={"BRANCHLOG_WHO": None}).json[
            "recorded_by"
        ]
        == "王秀"
    )


def test_a_second_ledger_keeps_the_name_of_the_person(branchlog: Branchlog) -> None:
    branchlog.ok("init", "one", "--name", "x", "--who", "王秀")
    branchlog.ok("init", "two", "--name", "x")

    assert tomllib.loads(Path(branchlog.env["BRANCHLOG_SETTINGS"]).read_text(encoding="utf-8")) == {
        "ledger": str(branchlog.home / "two"),
        "who": "王秀",
    }


@pytest.mark.parametrize(
    "name", ['quo"te', "back\\slash", "两个 字", "😀", "[red]x[/red]", "a'b", "#", "x" * 500]
)
def test_any_name_comes_back(branchlog: Branchlog, name: str) -> None:
    branchlog.ok("init", "--name", name, "--org", f"{name}/b")

    assert toml(branchlog.home / "data")["name"] == name
    assert branchlog.ok("stats", "--json").json["ledger"]["name"] == name


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--name", ""],
        ["--name", " "],
        ["--name", "a\nb"],
        ["--name", "a\x1b[31mb"],
        ["--name", "a\u202eb"],
        ["--name", "\udcff"],
        ["--name", "x" * 3000],
        ["--name", "x", "--org", "a\x00b"],
        ["--name", "x", "--language", "fr"],
        ["--name", "x", "--language", ""],
        ["--name", "x", "--lang", "fr"],
        ["--name", "x", "--who", "\x1b"],
        ["--name", "x", "--who", ""],
        ["--name"],
        ["--name", "x", "a", "b"],
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wrong_word_makes_nothing(branchlog: Branchlog, words: list[str], lang: str) -> None:
    refused = branchlog("init", *words, env={"BRANCHLOG_LANG": lang})

    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 3)
    assert list(branchlog.home.iterdir()) == []


def test_a_ledger_is_not_made_twice(branchlog: Branchlog, ledger: Path) -> None:
    before = (ledger / "branchlog.toml").read_bytes()
    (branchlog.home / "old").mkdir()
    (branchlog.home / "old" / "2024.jsonl").write_text("")
    for words in ([], ["data"], ["old"]):
        refused = branchlog("init", "--name", "again", *words)
        assert (refused.code, refused.out, len(refused.err.splitlines())) == (1, "", 3)
    assert (ledger / "branchlog.toml").read_bytes() == before


def test_a_ledger_is_not_made_of_a_file(branchlog: Branchlog) -> None:
    (branchlog.home / "file").write_text("x")
    for words in (["file"], ["file/deeper"], ["x" * 300]):
        refused = branchlog("init", "--name", "x", *words)
        assert (refused.code, refused.out, len(refused.err.splitlines())) == (1, "", 3)


@pytest.mark.parametrize("broken", ["not toml [", "ledger = 3\n"])
def test_settings_that_cannot_be_kept_are_no_failure(branchlog: Branchlog, broken: str) -> None:
    path = Path(branchlog.env["BRANCHLOG_SETTINGS"])
    path.parent.mkdir()
    path.write_text(broken)
    answer = branchlog.ok("init", "--name", "x")

    assert (branchlog.home / "data" / "branchlog.toml").is_file()
    assert "the settings were not kept" in answer.err
    assert path.read_text() == broken


def test_a_settings_folder_that_is_a_file_is_no_failure(branchlog: Branchlog) -> None:
    path = Path(branchlog.env["BRANCHLOG_SETTINGS"])
    path.parent.write_text("a file")
    answer = branchlog.ok("init", "--name", "x", "--json")

    assert (branchlog.home / "data" / "branchlog.toml").is_file()
    assert "the settings were not kept" in answer.err
