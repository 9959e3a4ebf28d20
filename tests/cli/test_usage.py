"""A command written wrongly is explained in our words, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from branchlog.cli.names import COMMANDS
from tests.cli.command import Branchlog

WRONG = [
    (["lst"], 'there is no command "lst"', "did you mean list"),
    (["查询"], 'there is no command "查询"', ""),
    (["--bogus"], '--bogus"', ""),
    (["list", "--bogus"], 'list has no option "--bogus"', "branchlog list --help"),
    (["list", "--periode", "2024"], 'list has no option "--periode"', "did you mean --period"),
    (["list", "-x"], 'list has no option "-x"', ""),
    (["查", "--bogus"], 'list has no option "--bogus"', "branchlog list --help"),
    (["list", "--period"], "the option --period is used wrongly", "branchlog list --help"),
    (["list", "--json=yes"], "the option --json is used wrongly", ""),
    (["list", "visit", "extra"], '"extra" is one word too many', ""),
    (["list", "visit", "a", "b c"], "one word too many", ""),
    (["show"], "ID is missing", "branchlog show --help"),
    (["amend"], "ID is missing", ""),
    (["resolve"], "ID is missing", ""),
    (["void"], "ID ... is missing", ""),
    (["show", "a", "b"], "one word too many", ""),
    (["-C"], "the option -C is used wrongly", ""),
    (["list", "-C"], "the option -C is used wrongly", ""),
    (["--lang", "fr", "list"], 'there is no language "fr"', ""),
    (["list", "--lang"], "the option --lang is used wrongly", ""),
    (["stats", "--by", "week"], 'cannot split by "week"', ""),
    (["stats", "--by"], "the option --by is used wrongly", ""),
    (["list", "--format", "xml"], 'there is no format "xml"', ""),
    (["stats", "2024", "2023"], "one word too many", ""),
    (["add"], "it does not say what to record", ""),
    (["add", "households=3"], "it does not say what to record", ""),
    (["add", "visit", "--households"], "--households has no value", ""),
    (["add", "visit", "--every"], "the option --every is used wrongly", ""),
    (["add", "visitt"], 'there is no kind "visitt"', "did you mean visit"),
    (["add", "visit", "householdz=3"], 'visit has no field "householdz"', "did you mean household"),
    (["add", "visit", "categry=慰问"], 'visit has no field "categry"', "did you mean category"),
    (["add", "visit", "category=慰文"], 'category cannot be "慰文"', ""),
    (["add", "visit", "category=condolense"], "category cannot be", "did you mean condolence"),
    (["add", "visit", "昨天", "date=2024-12-01"], "the date is given twice", ""),
    (["add", "visit", "households=1", "户数=2"], "households is given twice", ""),
    (["add", "visit", "place=a", "--place", "b"], "place is given twice", ""),
    (["kinds", "visitt"], 'there is no kind "visitt"', "did you mean visit"),
    (["undo", "a", "b"], "one word too many", ""),
    (["history", "a", "b"], "one word too many", ""),
    (["", "list"], 'there is no command ""', ""),
    (["--show-completion", "cmd"], "", ""),
    (["list", "a" * 5000], "there is no kind", ""),
    (["list", "--" + "a" * 5000], "has no option", ""),
    (["\udcff"], "there is no command", ""),
    (["list", "--\udcff"], "has no option", ""),
    (["add", "visit", "\udcff=3"], "has no field", ""),
    (["add", "visit", "x\x1b[31m=3"], "has no field", ""),
    (["add", "x\x1b[31m"], "there is no kind", ""),
    (["x\x1b[31m"], "there is no command", ""),
    (["list", "--x\x1b[31m"], "has no option", ""),
]


@pytest.mark.parametrize(("words", "what", "hint"), WRONG)
def test_a_wrong_word_is_explained(
    branchlog: Branchlog, ledger: Path, words: list[str], what: str, hint: str
) -> None:
    before = sorted(ledger.iterdir())
    english = branchlog(*words)
    chinese = branchlog(*words, env={"BRANCHLOG_LANG": "zh"})

    for refused in (english, chinese):
        assert (refused.code, refused.out) == (2, "")
        assert len(refused.err.splitlines()) == 3
        assert all(line.strip() for line in refused.err.splitlines())
        assert "\x1b" not in refused.err
        assert len(refused.err) < 2000
        assert "  " not in refused.err
    assert what in english.err.splitlines()[0]
    assert hint in " ".join(english.err.splitlines()[1:])
    for line in chinese.err.splitlines():
        assert any("\u4e00" <= char <= "\u9fff" for char in line)
    assert "rror" not in english.err.replace("stderr", "")
    assert sorted(ledger.iterdir()) == before


@pytest.mark.parametrize("words", [words for words, _, _ in WRONG if words[0] in COMMANDS])
def test_a_wrong_word_is_json_for_a_script(
    branchlog: Branchlog, ledger: Path, words: list[str]
) -> None:
    refused = branchlog(words[0], "--json", *words[1:])
    error = refused.error

    assert (refused.code, refused.out) == (2, "")
    assert list(error) == ["code", "message", "hint"]
    assert all(error.values())
    assert json.loads(json.dumps(error)) == error


def test_json_may_be_asked_for_in_any_way(branchlog: Branchlog, ledger: Path) -> None:
    for words in (
        ["list", "--bogus", "--json"],
        ["list", "--json", "--bogus"],
        ["list", "——json", "--bogus"],
        ["list", "--format", "json", "--bogus"],
        ["list", "--format=jsonl", "--bogus"],
        ["add", "visit", "households=-1", "--json"],
        ["add", "visit", "--households", "-1", "--json"],
        ["show", "zzzzz", "--json", "--lang", "zh"],
        ["lst", "--json"],
    ):
        assert branchlog(*words).error["code"] in ("usage", "bad-value", "not-found")


@pytest.mark.parametrize(
    "words",
    [
        ["add", "visit", "--note", "--json"],
        ["list", "--text", "--json", "--bogus"],
        ["add", "visit", "note=--json", "households=-1"],
    ],
)
def test_a_value_is_not_taken_for_an_option(
    branchlog: Branchlog, ledger: Path, words: list[str]
) -> None:
    refused = branchlog(*words)

    assert refused.code == 2
    if words[0] == "list" or "note=--json" in words:
        assert len(refused.err.splitlines()) == 3


@pytest.mark.parametrize(
    ("words", "note"),
    [
        (["--note", "——重点——"], "——重点——"),
        (["--note", "-q"], "-q"),
        (["--note=-C x"], "-C x"),
        (["——note", "＝"], "＝"),
        (["——note＝a＝b=c"], "a＝b=c"),
        (["--note=a＝b"], "a＝b"),
        (["note=--lang zh"], "--lang zh"),
        (["--note", "--lang=zh"], "--lang=zh"),
    ],
)
def test_a_value_is_kept_as_it_was_typed(
    branchlog: Branchlog, ledger: Path, words: list[str], note: str
) -> None:
    assert branchlog.ok("add", "visit", *words, "--json").json["note"] == note


@pytest.mark.parametrize(
    "name", [*COMMANDS, *(also for each in COMMANDS.values() for also in each)]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_has_help(branchlog: Branchlog, name: str, lang: str) -> None:
    shown = branchlog.ok("--lang", lang, name, "--help")

    assert shown.err == ""
    assert shown.lines
    assert "branchlog " in shown.out


def test_debug_shows_where_it_failed_and_nothing_else_does(
    branchlog: Branchlog, ledger: Path
) -> None:
    for words in (["--debug", "add", "visitt"], ["add", "visitt", "--debug"]):
        assert "Traceback" in branchlog.process(*words).err
    assert "Traceback" not in branchlog.process("add", "visitt").err
    assert "Traceback" not in branchlog.process("add", "visit", "note=--debug", "x=1").err
