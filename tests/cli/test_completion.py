"""Tab completion: what is offered where, and that three shells take it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest

from branchlog.cli.names import COMMANDS
from branchlog.stats.axes import AXES
from tests.cli.command import Branchlog

ASK = "_BRANCHLOG_COMPLETE"
SHELLS = ("bash", "zsh", "fish")
HOSTILE = ["$(touch pwned)", "`touch pwned`", "'&touch pwned&'", '"&touch pwned&"', "b*", "a\\"]

LECTURE = """
[[kinds]]
id = "lecture"
label = ["讲座", "lecture"]
categories = [{ id = "health", label = ["健康", "health"] }]
fields = [{ id = "audience", label = ["听众", "audience"], type = "quantity", unit = "人" }]
"""

KINDS = ["visit", "mediation", "tutoring", "activity", "need", "honour", "standing"]
KINDS_ZH = ["走访", "调解", "辅导", "活动", "需求", "荣誉", "基本情况"]
VISITS = ["condolence", "outreach", "hardship", "elderly", "other"]


def needs(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")


@pytest.fixture
def written(branchlog: Branchlog, ledger: Path) -> Path:
    """A ledger with some people and places, found wherever the command runs."""
    branchlog.env["BRANCHLOG_LEDGER"] = str(ledger)
    add = branchlog.ok
    add("add", "visit", "2023-03-01", "people=张三、陈一", "place=老粮站")
    add("add", "visit", "2024-03-01", "people=张三丰、李四", "place=3栋", "household=3栋王家")
    add("add", "visit", "2024-11-01", "people=Wang Wei、张三", "category=elderly")
    add("add", "mediation", "2024-05-01", "people=赵六", "parties=甲、乙")
    return ledger


def offered(branchlog: Branchlog, line: str, **env: str) -> list[str]:
    """The words offered at the end of a line, as fish is told them."""
    asked = {
        ASK: "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": line,
        **env,
    }
    result = branchlog(env=asked)
    assert result.err == ""
    return [each.partition("\t")[0] for each in result.lines]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("branchlog ", list(COMMANDS)),
        ("branchlog a", ["add", "amend"]),
        ("branchlog 建", ["建账"]),
        ("branchlog -q --no-input -C data st", ["stats"]),
        ("branchlog add ", KINDS),
        ("branchlog add 走", ["走访"]),
        ("branchlog 记 me", ["mediation"]),
        ("branchlog list ", KINDS),
        ("branchlog list visit ", []),
        ("branchlog add visit hou", ["households=", "household=", "hours="]),
        ("branchlog add visit 户", ["户数="]),
        ("branchlog add visit households=3 hou", ["household=", "hours="]),
        ("branchlog add visit 户数=3 hou", ["household=", "hours="]),
        ("branchlog add visit --hou", ["--households", "--household", "--hours"]),
        ("branchlog add visit households=", []),
        ("branchlog add visit category=", [f"category={each}" for each in VISITS]),
        ("branchlog add visit category=慰", ["category=慰问"]),
        ("branchlog list visit --category ", VISITS),
        ("branchlog add visit category=con", ["category=condolence"]),
        ("branchlog add visit 类别＝con", ["类别＝condolence"]),
        ("branchlog add visit --category con", ["condolence"]),
        ("branchlog add visit --category=con", ["--category=condolence"]),
        ("branchlog add mediation outcome=se", ["outcome=settled"]),
        ("branchlog add mediation 结果=调解", ["结果=调解成功", "结果=调解不成", "结果=调解中"]),
        ("branchlog add visit to", ["today"]),
        ("branchlog add visit 昨", ["昨天"]),
        ("branchlog add nosuch hours", ["hours="]),
        ("branchlog amend last outc", ["outcome="]),
        ("branchlog amend ", ["last"]),
        ("branchlog amend nosuch plac", ["place="]),
        ("branchlog show l", ["last"]),
        ("branchlog list --category cont", ["contract", "contact-line"]),
        ("branchlog list --category 慰", ["慰问"]),
        ("branchlog list mediation --category con", ["contract", "consumer"]),
        ("branchlog stats --by ", list(AXES)),
        ("branchlog stats --format js", ["json", "jsonl"]),
        ("branchlog stats this-", ["this-year", "this-quarter", "this-month"]),
        ("branchlog stats 20", ["2024", "2023"]),
        ("branchlog stats --compare 去", ["去年"]),
        ("branchlog --lang ", ["zh", "en"]),
        ("branchlog stats --lang ", ["zh", "en"]),
        ("branchlog --lan", ["--lang"]),
        ("branchlog stats --lan", ["--lang"]),
        ("branchlog stats --to", ["--to-date"]),
        ("branchlog --show-completion z", ["zsh"]),
        ("branchlog kinds mediation.set", ["mediation.settled", "mediation.settlement_rate"]),
        ("branchlog kinds 走访户", ["走访户数", "走访户次"]),
        ("branchlog nosuch ", []),
        ("branchlog -C ", []),
        ("branchlog list -o ", []),
        ("branchlog add visit note=", []),
        ("branchlog stats 2024 ", []),
    ],
)
def test_what_is_offered(branchlog: Branchlog, written: Path, line: str, words: list[str]) -> None:
    assert offered(branchlog, line) == words


def test_indicators_are_offered_once_something_is_typed(branchlog: Branchlog) -> None:
    assert offered(branchlog, "branchlog kinds ") == KINDS
    found = offered(branchlog, "branchlog kinds vis")
    assert {"visit", "visit.households", "visit.elderly.visits"} <= set(found)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("branchlog 建", ["建账"]),
        ("branchlog add ", [word for pair in zip(KINDS, KINDS_ZH, strict=True) for word in pair]),
        ("branchlog amend ", ["last", "上一条"]),
        ("branchlog add visit 类别=慰", ["类别=慰问"]),
        ("branchlog add visit 概数=", ["概数=over", "概数=about", "概数=余", "概数=约"]),
        ("branchlog stats 本", ["本月"]),
    ],
)
def test_chinese_names_are_offered_in_chinese(
    branchlog: Branchlog, written: Path, line: str, words: list[str]
) -> None:
    assert offered(branchlog, line, BRANCHLOG_LANG="zh") == words
    assert offered(branchlog, line.replace("branchlog", "branchlog --lang zh", 1)) == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("branchlog list --person ", ["Wang Wei", "张三", "赵六", "张三丰", "李四", "陈一"]),
        ("branchlog list --person 张", ["张三", "张三丰"]),
        ("branchlog list --person=张", ["--person=张三", "--person=张三丰"]),
        ("branchlog list mediation --person ", ["赵六"]),
        ("branchlog stats --person 陈", ["陈一"]),
        ("branchlog add visit people=李", ["people=李四"]),
        ("branchlog add visit people=张三、李", ["people=张三、李四"]),
        ("branchlog add visit people=张三,张", ["people=张三,张三丰"]),
        ("branchlog add visit --people 李", ["李四"]),
        ("branchlog add mediation people=", ["people=赵六"]),
        ("branchlog add mediation parties=", ["parties=甲", "parties=乙"]),
        ("branchlog add visit household=3", ["household=3栋王家"]),
        ("branchlog add visit place=", ["place=3栋", "place=老粮站"]),
        ("branchlog list --place 老", ["老粮站"]),
    ],
)
def test_people_and_places_come_from_the_ledger_newest_first(
    branchlog: Branchlog, written: Path, line: str, words: list[str]
) -> None:
    assert offered(branchlog, line) == words


def test_the_ledger_named_on_the_line_is_the_one_that_is_asked(
    branchlog: Branchlog, ledger: Path
) -> None:
    branchlog.ok("add", "visit", "people=张三")
    assert offered(branchlog, f"branchlog -C {ledger} list --person ") == ["张三"]
    assert offered(branchlog, f"branchlog list -C{ledger} --person ") == ["张三"]


def test_a_ledgers_own_kinds_and_categories_are_offered(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.env["BRANCHLOG_LEDGER"] = str(ledger)
    with (ledger / "branchlog.toml").open("a", encoding="utf-8") as toml:
        toml.write(LECTURE)
    assert offered(branchlog, "branchlog add lec") == ["lecture"]
    assert offered(branchlog, "branchlog add lecture category=") == ["category=health"]
    assert offered(branchlog, "branchlog add 讲座 听") == ["听众="]


def test_options_carry_their_help(branchlog: Branchlog) -> None:
    asked = {
        ASK: "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": "branchlog stats --rou",
    }
    assert branchlog(env=asked).out == "--rounded\tin a report's words: over 120\n"


@pytest.mark.parametrize(("line", "code"), [("branchlog sta", 0), ("branchlog -C ", 1)])
def test_fish_is_told_whether_there_is_anything_to_offer(
    branchlog: Branchlog, line: str, code: int
) -> None:
    asked = {
        ASK: "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "is-args",
        "_TYPER_COMPLETE_ARGS": line,
    }
    assert branchlog(env=asked) == ("", "", code)


# Nothing is written, and nothing is said when something is wrong.


def test_nothing_is_written(branchlog: Branchlog, written: Path) -> None:
    before = {path.name: path.read_bytes() for path in written.iterdir()}
    offered(branchlog, "branchlog list --person ")
    offered(branchlog, "branchlog amend last ")
    assert {path.name: path.read_bytes() for path in written.iterdir()} == before


def test_a_damaged_ledger_offers_no_people_and_says_nothing(
    branchlog: Branchlog, written: Path
) -> None:
    journal = written / "2024.jsonl"
    journal.write_bytes(journal.read_bytes().replace("张三".encode(), "张王".encode()))

    assert offered(branchlog, "branchlog list --person ") == []
    assert offered(branchlog, "branchlog amend last plac") == ["place="]
    assert offered(branchlog, "branchlog add vi") == ["visit"]


@pytest.mark.parametrize("toml", ["format = ", 'format = 1\nname = "x"\nuuid = "y"\nkinds = 3', ""])
def test_a_broken_branchlog_toml_leaves_what_is_built_in(
    branchlog: Branchlog, written: Path, toml: str
) -> None:
    (written / "branchlog.toml").write_text(toml, encoding="utf-8")

    assert offered(branchlog, "branchlog add vi") == ["visit"]
    assert offered(branchlog, "branchlog list --person ") == []


def test_without_a_ledger_the_built_in_kinds_are_offered(branchlog: Branchlog) -> None:
    branchlog.env["BRANCHLOG_LEDGER"] = str(branchlog.home / "nowhere")
    assert offered(branchlog, "branchlog add vi") == ["visit"]


@pytest.mark.parametrize(
    "env",
    [
        {ASK: "complete_bash"},
        {ASK: "complete_bash", "COMP_WORDS": "branchlog\n", "COMP_CWORD": "many"},
        {ASK: "complete_zsh"},
        {ASK: "complete_tcsh"},
        {ASK: ""},
        {ASK: "complete_fish", "_TYPER_COMPLETE_ARGS": "branchlog ", "BRANCHLOG_TODAY": "soon"},
        {ASK: "complete_zsh", "_TYPER_COMPLETE_ARGS": "branchlog add visit 'people=\udce4"},
    ],
)
def test_a_strange_question_is_answered_without_a_word_of_complaint(
    branchlog: Branchlog, ledger: Path, env: dict[str, str]
) -> None:
    result = branchlog.process(env=env)
    assert result.err == ""
    assert "Traceback" not in result.out


def test_completing_commands_loads_nothing_heavy(branchlog: Branchlog) -> None:
    code = (
        "import sys; from branchlog.cli.app import main; main([]);"
        "sys.exit(str({'rich', 'msgspec', 'dateutil', 'pydantic', 'tinydb'} & set(sys.modules)))"
    )
    asked = {
        ASK: "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": "branchlog ",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=branchlog.process_env(asked), capture_output=True
    )
    assert done.stderr.decode().strip() == "set()"


# The shells.


def test_an_unknown_shell_is_refused(branchlog: Branchlog) -> None:
    result = branchlog("--show-completion", "tcsh", "--lang", "en")
    assert result.code == 2
    assert result.err.splitlines() == [
        'the shell "tcsh" is not supported',
        "supported: bash zsh fish",
        "for example --show-completion bash",
    ]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_accepts_its_script(branchlog: Branchlog, tmp_path: Path, shell: str) -> None:
    needs(shell)
    script = tmp_path / "script"
    script.write_text(branchlog.ok("--show-completion", shell).out, encoding="utf-8")
    done = subprocess.run([shell, "-n", str(script)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def shell_env(branchlog: Branchlog) -> dict[str, str]:
    given = {"LC_ALL": "C.UTF-8", "TERM": "xterm", "HOME": str(branchlog.home)}
    env = branchlog.process_env(given)
    return {**env, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}", "PS1": "$ "}


BASH_LINES = [
    (["add", "vis"], ["visit"]),
    (["add", "visit", "category", "=", "con"], ["condolence"]),
    (["add", "visit", "category", "="], VISITS),
    (["add", "visit", "类别", "=", "慰"], ["慰问"]),
    (["add", "visit", "类别＝慰"], ["类别＝慰问"]),
    # Where COMP_WORDBREAKS has no equals sign the word arrives, and is replaced, whole.
    (["add", "visit", "category=con"], ["category=condolence"]),
    (["add", "visit", "place", "=", "3栋", "hours"], ["hours="]),
    (["add", "visit", "place", "=", ""], ["date=", "category=", "households="]),
    (["list", "--person", "=", "李"], ["李四"]),
    (["add", "visit", "people", "=", "张三、李"], ["张三、李四"]),
    (["add", "visit", "people", "=", "Wan"], ["Wang\\ Wei"]),
    (["add", "visit", "people", "=", '"Wang'], ["Wang Wei"]),
    (["add", "visit", "people", "=", "Wang\\ W"], ["Wang\\ Wei"]),
]


@pytest.mark.parametrize(("parts", "words"), BASH_LINES)
def test_bash_gets_the_part_that_it_replaces(
    branchlog: Branchlog, written: Path, parts: list[str], words: list[str]
) -> None:
    asked = {
        ASK: "complete_bash",
        "COMP_WORDS": "\n".join(["branchlog", *parts]),
        "COMP_CWORD": str(len(parts)),
    }
    found = branchlog(env=asked).lines
    if parts[-1] == "" and parts[-2] == "=":
        found = [word for word in found if word in words]
    assert found == words


@contextmanager
def interactive(branchlog: Branchlog, *command: str) -> Iterator[pexpect.spawn[str]]:
    """A shell at a terminal with the completion installed."""
    shell = command[0]
    needs(shell)
    child: pexpect.spawn[str] = pexpect.spawn(
        command[0],
        list(command[1:]),
        cwd=str(branchlog.home),
        env=shell_env(branchlog),
        dimensions=(40, 120),
        encoding="utf-8",
        timeout=30,
    )
    try:
        child.sendline(f"PS1='$ '; eval \"$(branchlog --show-completion {shell})\"; echo rea''dy")
        child.expect_exact("ready\r\n")
        child.expect_exact("$ ")
        yield child
    finally:
        child.close(force=True)


#: Keys typed, and the words of the line afterwards. What is typed behind a Tab shows its space.
TYPED = [
    ("branchlog kin\tvisit", ["kinds", "visit"]),
    ("branchlog add tu\t", ["add", "tutoring"]),
    ("branchlog 记 走\t", ["记", "走访"]),
    ("branchlog add vis\thouseh\t=3", ["add", "visit", "household=3"]),
    ("branchlog add visit plac\t3栋", ["add", "visit", "place=3栋"]),
    ("branchlog add visit category=con\tx", ["add", "visit", "category=condolence", "x"]),
    ("branchlog add visit 类别=慰\t", ["add", "visit", "类别=慰问"]),
    ("branchlog list --person 李\t", ["list", "--person", "李四"]),
    ("branchlog list --person=李\t", ["list", "--person=李四"]),
    ("branchlog add visit people=张三、李\t", ["add", "visit", "people=张三、李四"]),
    ("branchlog add visit people=Wan\t", ["add", "visit", "people=Wang Wei"]),
    ("branchlog add visit 'people=Wan\t", ["add", "visit", "people=Wang Wei"]),
    ("branchlog kinds mediation.settled\t", ["kinds", "mediation.settled"]),
]


@pytest.mark.parametrize("shell", [("bash", "--norc", "--noprofile"), ("zsh", "-f")])
def test_the_tab_key_completes_at_a_real_prompt(
    branchlog: Branchlog, written: Path, shell: tuple[str, ...]
) -> None:
    found = []
    with interactive(branchlog, *shell) as child:
        for keys, _ in TYPED:
            child.send(keys)
            child.sendcontrol("a")
            child.sendline("printf '<%s>' ")
            child.expect("<branchlog><[^\r\n]*>")
            found.append(str(child.after).strip("<>").split("><")[1:])
    assert found == [words for _, words in TYPED]


@pytest.mark.parametrize("shell", [("bash", "--norc", "--noprofile"), ("zsh", "-f")])
def test_a_name_cannot_make_a_shell_run_a_command(
    branchlog: Branchlog, written: Path, shell: tuple[str, ...]
) -> None:
    for number, name in enumerate(HOSTILE, 1):
        branchlog.ok("add", "mediation", f"2024-06-{number:02}", f"people={name}")
    assert offered(branchlog, "branchlog list mediation --person ") == [*HOSTILE[::-1], "赵六"]

    with interactive(branchlog, *shell) as child:
        child.send("branchlog list mediation --person \t\t\t")
        child.sendcontrol("u")
        child.sendline("echo do''ne")
        child.expect_exact("done")

    assert not (branchlog.home / "pwned").exists()


def test_fish_completes_a_line(branchlog: Branchlog, written: Path) -> None:
    needs("fish")
    lines = {
        "branchlog kin": "kinds",
        "branchlog add tu": "tutoring",
        "branchlog 记 走": "走访",
        "branchlog add visit plac": "place=",
        "branchlog add visit category=con": "category=condolence",
        "branchlog add visit 类别=慰": "类别=慰问",
        "branchlog list --person 李": "李四",
        "branchlog list --person=李": "--person=李四",
        "branchlog add visit people=张三、李": "people=张三、李四",
        "branchlog add visit people=Wan": "people=Wang Wei",
        "branchlog add visit --househ": "--household",
    }
    asked = "; ".join(f"complete -C '{line}'; echo ==" for line in lines)
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"branchlog --show-completion fish | source; {asked}"],
        cwd=branchlog.home,
        env=shell_env(branchlog),
        capture_output=True,
        text=True,
    )
    first = [answer.split("\n")[0].split("\t")[0] for answer in done.stdout.split("==\n")[:-1]]
    assert done.stderr == ""
    assert dict(zip(lines, first, strict=True)) == lines
