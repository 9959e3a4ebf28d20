"""Bad input, all of it: three lines in either language or one JSON object, and nothing written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.command import Branchlog

LONG = "好" * 35_000


class Bad(NamedTuple):
    """Words that are refused; `said` is in the English answer."""

    words: list[str]
    said: str
    code: int = 2


BAD = [
    # Unknown words, with the nearest known one.
    Bad(["add", "visitt"], "did you mean visit"),
    Bad(["add", "走房"], "did you mean 走访"),
    Bad(["add", "visit", "category=condolance"], "did you mean condolence"),
    Bad(["add", "mediation", "category=festival"], "it is not one of the values"),
    Bad(["add", "visit", "plaec=x"], "did you mean place"),
    Bad(["add", "mediation", "结过=成功"], "did you mean"),
    Bad(["add", "mediation", "outcome=setled"], "did you mean settled"),
    Bad(["list", "activty"], "did you mean activity"),
    Bad(["list", "--category", "festivall"], "did you mean festival"),
    Bad(["stats", "--where", "particpants>3"], "did you mean participants"),
    Bad(["kinds", "medation"], "did you mean mediation"),
    # Dates.
    *(
        Bad(["add", "visit", word], "")
        for word in (
            "2024-02-30", "2024-13-01", "20241305", "3/5/2024", "24-3-5", "1948-12-31", "明天",
            "tomorrow", "2025-01-01", "2024", "周三", "now", "2024-3-5 10:00", "腊月初八", "32日",
            "2024-03-08..05", "yesterday..", "0000-00-00", "99999-01-01", "x" * 5000,
        )
    ),
    Bad(["add", "visit", "date="], "nothing is written"),
    Bad(["add", "visit", "3月5日"], "write 2024-03-05"),
    Bad(["add", "visit", "2024-03-05", "end=2024-03-04"], "it is before the first day"),
    Bad(["add", "mediation", "2024-03-05", "closed=2024-03-04"], "it is before"),
    Bad(["add", "mediation", "outcome=ongoing", "closed=昨天"], "has no closing date"),
    # Numbers.
    *(
        Bad(["add", "visit", f"households={word}"], "households cannot be")
        for word in (
            "-1", "3.5", "1000000001", "9" * 300, "12abc", "abc", "", "1e3", "0x10", "1/2", "NaN",
            "inf", "三五", "几十", "十几", "1,30", "1.2.3", "3-5", "约余3", "近40", "--", "3 4",
            "½", "3栋", "3元", "٣٣٣x",
        )
    ),
    Bad(["add", "visit", "hours=1.234"], "two decimal places"),
    Bad(["add", "visit", "times=0"], "it must be at least 1"),
    Bad(["add", "visit", "times=1.5"], "it must be a whole number"),
    Bad(["add", "visit", "household=A,B,C", "households=2"], "less than the 3 names"),
    Bad(["add", "visit", "household=A,A"], "in it twice"),
    Bad(["add", "visit", "household=Ａ,A"], "in it twice"),
    Bad(["add", "visit", "household=,"], "it is empty"),
    Bad(["add", "visit", "approximate=about"], "no number to be approximate"),
    Bad(["add", "visit", "households=3", "approximate=roughly"], "over, about"),
    Bad(["add", "standing", "category=member"], "standing needs value"),
    Bad(["add", "standing", "value=3"], "standing needs category"),
    Bad(["add", "honour"], "honour needs category"),
    # Text.
    Bad(["add", "visit", "note="], "it is empty"),
    Bad(["add", "visit", "note=  "], "it is empty"),
    Bad(["add", "visit", f"note={LONG}"], "too long"),
    Bad(["add", "visit", f"place={'x' * 2001}"], "too long"),
    Bad(["add", "visit", f"household={'张三、' * 1}" + "、".join(map(str, range(20_000)))], ""),
    *(
        Bad(["add", "visit", f"{field}=a{character}b"], "U+" if field == "note" else "")
        for field in ("note", "place", "people")
        for character in ("\x1b", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\u2028", "\ud800")
    ),
    Bad(["add", "visit", "place=a\nb"], "this field takes one line"),
    Bad(["add", "visit", "place=a\tb"], "this field takes one line"),
    # Ids.
    *(
        Bad([*words], "")
        for words in (
            ["show", "zzzzz"],
            ["amend", "zzzzz", "households=1"],
            ["void", "zzzzz"],
            ["resolve", "zzzzz"],
            ["history", "zzzzz"],
            ["undo", "zzzzz"],
            ["void", "ID", "zzzzz"],
            ["show", "last", "--who", "nobody"],
        )
    ),
    Bad(["amend", "ID", "households=-1"], "below zero"),
    Bad(["amend", "ID", "date="], "visit needs date"),
    Bad(["amend", "ID"], "it does not say what to change"),
    Bad(["resolve", "ID"], "visit records are not resolved", 1),
    Bad(["amend", "ID", "households=4", "--who", "nobody"], "a reason is needed", 1),
    Bad(["void", "ID", "--who", "nobody"], "a reason is needed", 1),
    Bad(["void", "GONE"], "is void", 1),
    Bad(["amend", "GONE", "households=4"], "is void", 1),
    Bad(["resolve", "GONE"], "is void", 1),
]  # fmt: skip


@pytest.fixture
def filled(branchlog: Branchlog, ledger: Path) -> dict[str, str]:
    """Ids of a record and of a void one."""
    ids = [
        branchlog.ok("add", "visit", "2024-12-05", "households=3", "--json").json["id"]
        for _ in range(2)
    ]
    branchlog.ok("void", ids[1])
    return {"ID": ids[0], "GONE": ids[1]}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*") if path.name != ".lock"}


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: ascii(bad.words)[:60])
def test_bad_input_is_explained_and_nothing_is_written(
    branchlog: Branchlog, ledger: Path, filled: dict[str, str], bad: Bad
) -> None:
    words = [filled.get(word, word) for word in bad.words]
    before = contents(ledger)
    english = branchlog(*words)
    chinese = branchlog("--lang", "zh", *words)

    for refused in (english, chinese):
        lines = refused.err.splitlines()
        assert (refused.code, refused.out, len(lines)) == (bad.code, "", 3)
        assert all(text.strip() for text in lines)
        assert not any(character in refused.err for character in "\x1b\x07\x9b\u202e\u2066\u2028")
        assert len(refused.err) < 3000
        assert "Traceback" not in refused.err
        assert "rror:" not in refused.err
    assert bad.said in english.err
    assert all(any("\u4e00" <= c <= "\u9fff" for c in text) for text in chinese.err.splitlines())
    error = branchlog(words[0], "--json", *words[1:]).error
    assert list(error) == ["code", "message", "hint"]
    # The lines spell out what a terminal may not be shown and stay lines; JSON has its own way.
    if "\\" not in english.err and not {"\n", "\t"} & set("".join(words)):
        assert error["message"] == ": ".join(english.err.splitlines()[:2])
    assert contents(ledger) == before


@pytest.mark.parametrize(
    "note",
    [
        '"a\\u0000b"',
        '"a\\u001b[31mb"',
        '"a\\ud800b"',
        '"\\udc00\\ud800"',
        '"a\\u202eb"',
        '"a\\u009bb"',
        '""',
        '" "',
        json.dumps("x" * 100_000),
        json.dumps("😀" * 25_000),
        "3",
        "[]",
        "{}",
        "true",
    ],
)
def test_bad_text_from_a_script_is_rejected(branchlog: Branchlog, ledger: Path, note: str) -> None:
    for field in ("note", "title", "household"):
        if note == "[]" and field == "household":
            note = "[[]]"
        row = f'{{"kind":"visit","date":"2024-12-05","{field}":{note}}}\n'
        refused = branchlog("add", "--stdin", stdin=row)
        assert (refused.code, refused.out) == (3, "")
        assert not any(character in refused.err for character in "\x00\x1b\x9b\u202e")
        assert branchlog.ok("list", "--json").json == []


@pytest.mark.parametrize(
    "note",
    [
        "😀👩‍👩‍👧‍👦🏳️‍🌈 emoji",
        "一行\n二行\n\n四行",
        "𠀀𪚥\U0002b740\U00030000 rare",
        "tab\there",
        "مرحبا עברית",
        "x" * 48_000,
        "好" * 16_000,
        "'\"`$(rm -rf)\\;|&<>",
        "=1+1",
    ],
)
def test_good_text_comes_back_unchanged_by_every_way(
    branchlog: Branchlog, ledger: Path, note: str
) -> None:
    typed = branchlog.ok("add", "visit", "2024-12-05", f"note={note}", "--json").json
    row = json.dumps({"kind": "visit", "date": "2024-12-05", "note": note})
    branchlog.ok("add", "--stdin", stdin=row)
    amended = branchlog.ok("amend", typed["id"], "households=3", "--json").json
    listed = branchlog.ok("list", "--json").json

    assert typed["note"] == amended["note"] == note
    assert [record["note"] for record in listed] == [note, note]
    jsonl = branchlog.ok("list", "--format", "jsonl").out
    assert [json.loads(each)["note"] for each in jsonl.split("\n") if each] == [note, note]
