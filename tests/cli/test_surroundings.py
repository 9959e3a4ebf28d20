"""What a run takes from around it: the ledger, the language, the name, the day, the settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import WHO, Branchlog


def made(branchlog: Branchlog, folder: str, language: str = "en") -> Path:
    """A ledger named after its folder. What init remembers is forgotten again."""
    branchlog.ok("init", folder, "--name", folder, "--language", language)
    Path(branchlog.env["BRANCHLOG_SETTINGS"]).unlink()
    return branchlog.home / folder


def ledger_of(
    branchlog: Branchlog,
    *words: str,
    env: dict[str, str | None] | None = None,
    here: Path | None = None,
) -> str:
    answer = branchlog(*words, "stats", "--json", env=env, here=here)
    assert answer.code == 0, answer.err
    name = answer.json["ledger"]["name"]
    assert isinstance(name, str)
    return name


def settings(branchlog: Branchlog, **values: str) -> None:
    path = Path(branchlog.env["BRANCHLOG_SETTINGS"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items()))


def test_the_nearest_place_that_names_a_ledger_counts(branchlog: Branchlog) -> None:
    option, variable, here, remembered = (
        made(branchlog, name) for name in ("option", "variable", "data", "remembered")
    )
    deep = here / "deep" / "deeper"
    deep.mkdir(parents=True)
    elsewhere = branchlog.home.parent / "elsewhere"
    elsewhere.mkdir()
    settings(branchlog, ledger=str(remembered))
    env: dict[str, str | None] = {"BRANCHLOG_LEDGER": str(variable)}

    assert ledger_of(branchlog, "-C", str(option), env=env) == "option"
    assert ledger_of(branchlog, env=env) == "variable"
    assert ledger_of(branchlog) == "data"
    assert ledger_of(branchlog, here=here) == "data"
    assert ledger_of(branchlog, here=deep) == "data"
    assert ledger_of(branchlog, here=elsewhere) == "remembered"


@pytest.mark.parametrize(
    "words",
    [
        ["-C", "led", "list"],
        ["list", "-C", "led"],
        ["-Cled", "list"],
        ["list", "-Cled"],
        ["--ledger", "led", "list"],
        ["--ledger=led", "list"],
        ["list", "--ledger=led"],
        ["list", "——ledger＝led"],
        ["-C", "nowhere", "list", "-C", "led"],
    ],
)
def test_the_ledger_is_named_before_or_after_the_command(
    branchlog: Branchlog, words: list[str]
) -> None:
    made(branchlog, "led")

    assert branchlog.ok(*words).lines[1].startswith("ledger led")


@pytest.mark.parametrize(
    ("words", "env", "lang", "code"),
    [
        (["list"], {}, "en", "not-found"),
        (["list"], {"LANG": "zh_CN.UTF-8"}, "zh", "not-found"),
        (["add", "visit"], {}, "en", "not-found"),
        (["-C", "missing", "list"], {}, "en", "config"),
        (["-C", "", "list"], {}, "en", "config"),
        (["-C", "a-file", "list"], {}, "en", "config"),
        (["-C", ".", "list"], {"BRANCHLOG_LANG": "zh"}, "zh", "config"),
        (["-C", "x" * 300, "list"], {}, "en", "config"),
        (["-C", "a-file/deeper", "list"], {}, "en", "config"),
        (["list"], {"BRANCHLOG_LEDGER": "missing"}, "en", "config"),
    ],
)
def test_without_a_ledger_the_answer_names_init(
    branchlog: Branchlog, words: list[str], env: dict[str, str | None], lang: str, code: str
) -> None:
    (branchlog.home / "a-file").write_text("x")
    refused = branchlog(*words, env=env)

    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 3)
    assert "branchlog init" in refused.err.splitlines()[2]
    assert (" or " in refused.err) == (lang == "en")
    assert branchlog(*words, "--json", env=env).error["code"] == code


@pytest.mark.parametrize(
    ("words", "env", "language", "lang"),
    [
        (["--lang", "en"], {"BRANCHLOG_LANG": "zh", "LANG": "zh_CN"}, "zh", "en"),
        (["--lang=zh"], {"BRANCHLOG_LANG": "en"}, "en", "zh"),
        ([], {"BRANCHLOG_LANG": "en", "LANG": "zh_CN"}, "zh", "en"),
        ([], {"LANG": "en_US.UTF-8"}, "zh", "zh"),
        ([], {"LANG": "zh_CN.UTF-8"}, "en", "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, None, "zh"),
        ([], {"LC_ALL": "en_GB", "LANG": "zh_CN.UTF-8"}, None, "en"),
        ([], {"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, None, "zh"),
        ([], {"LC_ALL": "C"}, None, "en"),
        ([], {}, None, "en"),
        ([], {"BRANCHLOG_LANG": "fr"}, None, "en"),
    ],
)
def test_the_language_is_chosen_in_order(
    branchlog: Branchlog,
    words: list[str],
    env: dict[str, str | None],
    language: str | None,
    lang: str,
) -> None:
    led = made(branchlog, "data", language or "en")
    if language is None:
        toml = (led / "branchlog.toml").read_text(encoding="utf-8")
        kept = [line for line in toml.splitlines() if not line.startswith("language")]
        (led / "branchlog.toml").write_text("\n".join(kept), encoding="utf-8")
    for command in (["list"], ["stats"], ["kinds"], ["history"], ["list", "--help"], ["--help"]):
        for asked in ([*words, *command], [*command, *words]):
            chinese = any(
                "\u4e00" <= char <= "\u9fff" for char in branchlog.ok(*asked, env=env).out
            )
            assert chinese or lang == "en"
    assert (
        branchlog.ok(*words, "list", env=env)
        .lines[1]
        .startswith("账本 data" if lang == "zh" else "ledger data")
    )


@pytest.mark.parametrize("lang", ["fr", "", "ZH"])
def test_an_unknown_language_is_refused(branchlog: Branchlog, ledger: Path, lang: str) -> None:
    refused = branchlog("--lang", lang, "list")

    assert (refused.code, len(refused.err.splitlines())) == (2, 3)


def test_the_name_on_an_entry_is_chosen_in_order(branchlog: Branchlog, ledger: Path) -> None:
    settings(branchlog, who="remembered")
    variable: dict[str, str | None] = {"BRANCHLOG_WHO": "variable"}
    unset: dict[str, str | None] = {"BRANCHLOG_WHO": None}

    def signed(*words: str, env: dict[str, str | None]) -> str:
        record = branchlog.ok(*words, "add", "visit", "--json", env=env).json
        name = record["recorded_by"]
        assert isinstance(name, str)
        return name

    assert signed("--who", "option", env=variable) == "option"
    assert signed(env=variable) == "variable"
    assert signed(env=unset) == "remembered"
    settings(branchlog)
    assert signed(env=unset)
    assert signed(env={"BRANCHLOG_WHO": ""})


@pytest.mark.parametrize("who", ["", " ", "a\x1bb", "a\nb", "\udcff", "x" * 3000, "a\u202eb"])
def test_a_name_that_cannot_stand_is_refused(branchlog: Branchlog, ledger: Path, who: str) -> None:
    refused = branchlog("--who", who, "add", "visit")

    assert (refused.code, len(refused.err.splitlines())) == (2, 3)
    assert branchlog.ok("list", "--json").json == []


@pytest.mark.parametrize(
    "text", ["not toml [", "ledger = 3\n", 'leger = "x"\n', b"\xff\xfe", "who = [1]\n"]
)
def test_broken_settings_are_named(branchlog: Branchlog, text: str | bytes) -> None:
    settings(branchlog)
    path = Path(branchlog.env["BRANCHLOG_SETTINGS"])
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    refused = branchlog("list")

    assert (refused.code, len(refused.err.splitlines())) == (2, 3)
    assert str(path) in refused.err


@pytest.mark.parametrize("today", ["tomorrow", "2024-13-01", "20241210x"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_day_that_is_none_is_named(
    branchlog: Branchlog, ledger: Path, today: str, lang: str
) -> None:
    refused = branchlog("--lang", lang, "list", env={"BRANCHLOG_TODAY": today})

    assert (refused.code, len(refused.err.splitlines())) == (2, 3)
    assert "BRANCHLOG_TODAY" in refused.err


def test_help_and_version_need_nothing_around_them(branchlog: Branchlog) -> None:
    settings(branchlog)
    Path(branchlog.env["BRANCHLOG_SETTINGS"]).write_text("not toml [")
    env: dict[str, str | None] = {"BRANCHLOG_TODAY": "tomorrow"}

    assert branchlog.ok("--version", env=env).out.startswith("branchlog ")
    for words in (["--help"], ["add", "--help"], ["list", "--help"], []):
        assert "branchlog" in branchlog.ok(*words, env=env).out


def test_kinds_need_no_ledger(branchlog: Branchlog) -> None:
    assert "visit" in branchlog.ok("kinds").out
    assert "走访" in branchlog.ok("事项", "--lang", "zh").out


def test_who_is_not_asked_for_what_only_reads(branchlog: Branchlog, ledger: Path) -> None:
    assert branchlog.ok("list", env={"BRANCHLOG_WHO": WHO}).code == 0


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ("", "config"),
        ("format = ", "config"),
        ('format = "1"\nname = "x"\nuuid = "y"\n', "config"),
        ('format = 1\nuuid = "y"\n', "config"),
        ('format = 1\nname = ""\nuuid = "y"\n', "config"),
        ('format = 1\nname = "x"\nuuid = "y"\nnmae = "z"\n', "config"),
        ('format = 1\nname = "x"\nuuid = "y"\nlanguage = "fr"\n', "config"),
        ('format = 1\nname = "x"\nuuid = "y"\norg = "a/b"\n', "config"),
        ('format = 1\nname = "x"\nuuid = "y"\nto_date = 1\n', "config"),
        ('format = 1\nname = "x"\nuuid = "y"\nkinds = 3\n', "config"),
        ('name = "a\nb"', "config"),
        ("x = " + "[" * 2000, "config"),
        (b"\xff\xfe\x00", "config"),
    ],
)
@pytest.mark.parametrize("words", [["list"], ["add", "visit"], ["stats"], ["kinds"], ["undo"]])
def test_a_broken_branchlog_toml_is_named_and_nothing_is_written(
    branchlog: Branchlog, ledger: Path, toml: str | bytes, code: str, words: list[str]
) -> None:
    path = ledger / "branchlog.toml"
    path.write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    before = sorted(ledger.iterdir())
    refused = branchlog(*words)

    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 3)
    assert "branchlog.toml" in refused.err
    assert branchlog(*words, "--json").error["code"] == code
    assert sorted(ledger.iterdir()) == before


def test_a_newer_ledger_is_read_and_never_written(branchlog: Branchlog, ledger: Path) -> None:
    id_ = branchlog.ok("add", "visit", "--json").json["id"]
    path = ledger / "branchlog.toml"
    text = path.read_text(encoding="utf-8").replace("format = 1", "format = 2\nnovel = true")
    path.write_text(text, encoding="utf-8")
    before = {each.name: each.read_bytes() for each in ledger.iterdir()}
    for words in (["list"], ["stats"], ["show", id_]):
        shown = branchlog.ok(*words)
        assert "newer" in shown.err
    for words in (
        ["add", "visit"],
        ["amend", id_, "households=3"],
        ["void", id_],
        ["undo"],
        ["add", "--stdin"],
    ):
        refused = branchlog(*words, stdin='{"kind":"visit"}\n')
        assert refused.code == 2
        assert refused.err.splitlines()[-1] == ("upgrade branchlog; until then it can only be read")
    assert {each.name: each.read_bytes() for each in ledger.iterdir()} == before
