"""Every sentence stands in both languages, says the same, and comes from messages.py."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple
from unicodedata import east_asian_width

import pytest

import branchlog
from branchlog import messages
from branchlog.cli.group import load
from branchlog.cli.names import COMMANDS
from tests.cli.command import Branchlog

PACKAGE = Path(branchlog.__file__).parent
HAN = re.compile("[\u4e00-\u9fff]")
#: Anything that only Chinese is written with, punctuation included.
CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")

CLASSES: dict[str, type] = {
    name: each
    for name, each in vars(messages).items()
    if inspect.isclass(each) and each.__module__ == messages.__name__ and name != "Trouble"
}
PAIRS: dict[str, tuple[str, str]] = {
    f"{name}.{key}": value
    for name, each in CLASSES.items()
    for key, value in vars(each).items()
    if isinstance(value, tuple)
}

#: Pairs that read the same in both languages: placeholders alone, or what is typed.
SAME = {"Records.OWN_LABEL", "Cli.CRASHED_WHY", "Cli.NOT_JSON_WHY", "Cli.ASK_BARE"}
#: A month is a number in one language and a name in the other.
OWN_PLACEHOLDERS = {"Stats.MONTH"}
#: Found by name at run time: help, arguments and axes.
BY_NAME = re.compile(r"Help\..*|Cli\.AXIS_.*")

#: Where Chinese is read, not shown, or is data in both languages; with the reason.
READS_CHINESE = {
    "cli/ask.py": "answers that are typed",
    "cli/candidates.py": "what a Chinese input method types",
    "cli/form_details.py": "what forms call their entries",
    "cli/hoist.py": "what a Chinese input method types",
    "cli/importing.py": "what a Chinese input method types, and a year's 年",
    "cli/names.py": "the commands' Chinese names",
    "cli/offers.py": "words offered by tab completion",
    "cli/sheet.py": "numbers as they may be typed",
    "cli/views.py": "the typed word 上一条",
    "cli/commands/init.py": "what a Chinese input method types",
    "drafts/claimed.py": "increases, frequencies and wholes as drafts word them",
    "drafts/clauses.py": "where a draft's sentences and clauses end",
    "drafts/doubtful.py": "denials, plans and other bodies as drafts word them",
    "drafts/doubts.py": "what a branch is called",
    "drafts/fitting.py": "what stands between a noun and its number in drafts",
    "drafts/indexed.py": "the ids of units",
    "drafts/judging.py": "the ids of units",
    "drafts/measures.py": "the ids of units",
    "drafts/numbers.py": "numbers as drafts write them",
    "drafts/occasions.py": "what festivals are called",
    "drafts/proofreading.py": "what an age is called",
    "drafts/settled.py": "how drafts say that all was settled",
    "drafts/tables.py": "what ends a sentence in a table's cell",
    "drafts/topics.py": "how drafts enumerate",
    "drafts/unclaimed.py": "dates, names and idioms with numbers in them",
    "drafts/when.py": "times as drafts word them",
    "intake/cells.py": "ticks, crosses, times of day and what says nothing in a sheet",
    "intake/objects.py": "the Chinese name of the key that says the kind",
    "intake/repetition.py": "units that are typed",
    "intake/words.py": "what a Chinese input method types",
    "records/approximate.py": "what a Chinese input method types",
    "records/catalogue.py": "the names of the two fields that every kind has",
    "records/codec.py": "what a Chinese input method types",
    "records/dates.py": "weekdays, in both languages",
    "records/dates_forms.py": "dates that are typed",
    "records/dates_refused.py": "dates that are typed",
    "records/dates_relative.py": "dates that are typed",
    "records/filters.py": "what a Chinese input method types",
    "records/indicators.py": "the id of a unit",
    "records/keywords.py": "words of a phrase that say too little",
    "records/namelist.py": "how Chinese names are parted",
    "records/neutral.py": "signs that begin a formula",
    "records/numerals.py": "numbers that are typed, and Chinese numerals",
    "records/own.py": "names that are taken",
    "records/periods_forms.py": "periods that are typed",
    "records/quantities.py": "units that are typed",
    "records/typed.py": "what a Chinese input method types",
    "render/documents/document_styles.py": "what styles are called in Word and WPS",
    "render/forms/form_text.py": "braces as a Chinese input method types them",
    "render/wrap.py": "where a line may be broken",
    "stats/annual/disclosed.py": "what festivals are called",
    "stats/expression.py": "filters and spans that are typed",
}
#: Separators, which are chosen by the language where they are used.
SEPARATORS = {"、", ";", ",", ":"}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", sorted(PAIRS))
def test_a_pair_says_the_same_in_both_languages(name: str) -> None:
    pair = PAIRS[name]

    assert len(pair) == 2
    zh, en = pair
    assert zh.strip()
    assert en.strip()
    assert placeholders(zh) == placeholders(en) or name in OWN_PLACEHOLDERS
    assert all(key.isidentifier() for key in placeholders(zh))
    assert (zh == en) == (name in SAME)
    assert "\n" not in zh + en
    if name not in SAME:
        assert not CHINESE.search(en)
        words = re.search("[a-z]", re.sub(r"{\w+}", "", en).removeprefix("the "))
        assert HAN.search(zh) or not words


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name != "messages.py":
            name = path.relative_to(PACKAGE).as_posix()
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def texts(tree: ast.Module) -> Iterator[str]:
    """The string literals of a module, docstrings left out."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from () if id(node) in docstrings else (node.value,)


def test_no_chinese_is_said_beside_messages() -> None:
    found = {
        name
        for name, tree in modules()
        for text in texts(tree)
        if CHINESE.search(text) and text not in SEPARATORS
    }

    assert found == set(READS_CHINESE)


class Use(NamedTuple):
    """A call that names pairs, and the values that it fills in; None where it passes **values."""

    place: str
    pairs: tuple[str, ...]
    values: frozenset[str] | None


@cache
def uses() -> tuple[Use, ...]:
    return tuple(use for name, tree in modules() for use in _uses(name, tree))


def _uses(name: str, tree: ast.Module) -> Iterator[Use]:
    alias = {
        each.asname or each.name: each.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == messages.__name__
        for each in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            pairs = tuple(pair for arg in node.args for pair in _pairs(arg, alias))
            if pairs:
                keys = [keyword.arg for keyword in node.keywords]
                values = None if None in keys else frozenset(key for key in keys if key)
                yield Use(f"{name}:{node.lineno} {ast.unparse(node.func)}", pairs, values)


def _pairs(node: ast.expr, alias: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _pairs(node.body, alias)
        yield from _pairs(node.orelse, alias)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        pair = f"{alias.get(node.value.id)}.{node.attr}"
        if pair in PAIRS:
            yield pair


#: Functions that fill in values of their own beside those that they are given.
FILLED = {
    "bad": {"field", "value"},
    "text.bad": {"field", "value"},
    "_refusal": {"text"},
    "self._refused": {"text"},
    "_wrong": {"path", "known"},
    "_broken": {"path"},
    "refuse": {"where", "known"},
    "answers.written": {"ledger", "count"},
    "changes.amend": {"ledger", "count"},
    "_write": {"ledger", "count"},
    "self._reject": {"row", "id", "column"},
    "Suspicion": {"id", "field", "value", "usual", "date"},
}


def test_every_placeholder_of_a_sentence_is_filled_in() -> None:
    missing = {}
    for use in uses():
        function = use.place.split(" ", 1)[1]
        if use.values is None:
            continue
        wanted = {key for pair in use.pairs for text in PAIRS[pair] for key in placeholders(text)}
        lacking = wanted - use.values - FILLED.get(function, set())
        if lacking:
            missing[use.place] = lacking

    assert missing == {}


def test_every_sentence_is_used() -> None:
    written = "\n".join(
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
        if path.name != "messages.py"
    )
    said = set(re.findall(r"\.([A-Z][A-Z0-9_]+)\b", written))
    inner = set(re.findall(r"\b([A-Z][A-Z0-9_]+)\b", inspect.getsource(messages.say)))
    unused = [
        name
        for name in PAIRS
        if name.split(".")[1] not in said | inner and not BY_NAME.fullmatch(name)
    ]

    assert unused == []


def test_every_help_text_belongs_to_something() -> None:
    params: list[Any] = [param for name in COMMANDS for param in load(name).params]
    named = {param.help for param in params}
    arguments = {f"ARG_{param.name.upper().rstrip('_')}" for param in params}
    commands = {name.upper() for name in COMMANDS}
    app = (PACKAGE / "cli" / "app.py").read_text(encoding="utf-8")
    globals_ = set(re.findall(r'help="(\w+)"', app)) | {"APP", "OPT_HELP"}
    known = {name.split(".")[1] for name in PAIRS if name.startswith("Help.")}

    assert known - named - arguments - commands - globals_ == set()
    assert (named | commands | globals_) - known == set()


EVERYTHING = [
    {"kind": "visit", "date": "2024-03-05", "household": ["张三"], "people": ["李四"],
     "place": "三栋", "note": "说明", "households": "约20", "category": "慰问"},
    {"kind": "mediation", "date": "2024-03", "category": "邻里", "amount": 12.5},
    {"kind": "activity", "date": "2024-05-01", "end": "2024-05-03", "hours": 2, "category": "巡逻"},
    {"kind": "standing", "date": "2024-05-01", "category": "党员", "value": 45},
]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tables_hold_no_character_of_ambiguous_width(tmp_path: Path, lang: str) -> None:
    branchlog = Branchlog(tmp_path)
    branchlog.ok("init", "--name", "子英", "--language", lang)
    rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in EVERYTHING)
    branchlog.ok("add", "--stdin", stdin=rows)
    branchlog.ok("amend", "last", "note=改了", "--why", "更正")
    for words in (
        ["list"],
        ["show", "last"],
        ["history"],
        ["undo", "--list"],
        ["stats"],
        ["stats", "--compare", "2023"],
        ["stats", "--to-date", "--sentence"],
        *(["stats", "--by", axis] for axis in ("month", "category", "person", "place", "kind")),
        ["kinds"],
        ["kinds", "visit"],
        ["kinds", "--indicators"],
    ):
        shown = branchlog.ok(*words, env={"COLUMNS": "80"})
        # Square metres are written so in the branches' own reports.
        for character in (shown.out + shown.err).replace("²", ""):
            assert east_asian_width(character) != "A", (words, character)
            character.encode("gbk")
