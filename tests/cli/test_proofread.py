"""The command `proofread`: a draft's numbers against the ledger, on paper and for scripts."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from branchlog.api import open_ledger
from branchlog.render.safe import width
from tests.cli.command import Branchlog
from tests.cli.terminal import terminal
from tests.drafts.packed import document, packed, paragraph

DATA = Path(__file__).parents[2] / "data"
ZIYING = DATA / "ziying"

#: A draft for data/ziying with a number of every verdict.
DRAFT = """\
# 子营街道退休党支部2024年工作总结

2024年,支部坚持担当作为不放松,开展走访慰问120余户,召开坝坝会宣讲“红色故事”等6次,\
覆盖群众600余人;老党员们调解矛盾纠纷31起,整治“十乱”和不文明现象15次。
全年开展垃圾分类引导3次,送出春联88副。

截至目前,开展送学活动40余次。下一步,支部将继续发挥“银发”力量。
"""


@pytest.fixture
def ziying(branchlog: Branchlog) -> Branchlog:
    """The command beside a copy of the sample ledger, at the end of its year."""
    shutil.copytree(ZIYING, branchlog.home / "data")
    branchlog.env["BRANCHLOG_TODAY"] = "2024-12-28"
    (branchlog.home / "draft.md").write_text(DRAFT, encoding="utf-8")
    return branchlog


def verdicts(found: object) -> dict[str, str]:
    assert isinstance(found, dict)
    return {each["text"]: each["verdict"] for each in found["claims"]}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_draft_is_shown_with_its_numbers_marked(
    ziying: Branchlog, lang: str, golden: Callable[[str, str], None]
) -> None:
    env = {"COLUMNS": "80"}
    shown = ziying("proofread", "draft.md", "--lang", lang, env=env)

    assert shown.code == 3
    assert max(map(width, shown.lines)) <= 80
    golden(f"proofread-{lang}.txt", shown.out)
    golden(
        f"proofread-{lang}.md",
        ziying("proofread", "draft.md", "--lang", lang, "--format", "md").out,
    )


def test_what_is_shown_has_no_character_of_ambiguous_width_of_its_own(ziying: Branchlog) -> None:
    draft = "走访慰问120余户,调解矛盾纠纷31起,讲党课5次,引导88户。"
    for lang in ("zh", "en"):
        shown = ziying("proofread", "-", "--all", "--lang", lang, stdin=draft)
        for character in shown.out + shown.err:
            assert east_asian_width(character) != "A"
            character.encode("gbk")


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        ("2024年,支部调解矛盾纠纷32起。", 0),
        ("2024年,支部调解矛盾纠纷33起。", 3),
        ("2024年,支部上党课5次。", 3),
        ("2024年12月,支部荣获第二批“六好”党支部称号。", 0),
        ("支部坚持学习不放松。", 0),
    ],
)
def test_the_exit_code_says_whether_a_number_is_wrong(
    ziying: Branchlog, draft: str, code: int
) -> None:
    for format_ in ("table", "json", "csv"):
        assert ziying("proofread", "-", "--format", format_, stdin=draft).code == code


def test_scripts_are_told_every_number(ziying: Branchlog) -> None:
    shown = ziying("proofread", "draft.md", "--json")
    found = shown.json

    assert shown.code == 3
    assert found["schema"] == 1
    assert found["ledger"]["name"] == "子营街道退休党支部"
    assert found["period"] == {"label": "2024", "from": "2024-01-01", "to": "2024-12-31"}
    assert found["draft"] == "draft.md"
    assert verdicts(found) == {
        "2024年": "no-claim",
        "120余户": "matches",
        "6次": "matches",
        "600余人": "matches",
        "31起": "differs",
        "十乱": "no-claim",
        "15次": "matches",
        "3次": "no-evidence",
        "88副": "not-understood",
        "40余次": "matches",
    }
    for each in found["claims"]:
        assert DRAFT[each["start"] : each["end"]] == each["text"]
    assert sum(found["counts"].values()) == len(found["claims"])
    lines = ziying("proofread", "draft.md", "--format", "jsonl").lines
    assert [json.loads(line) for line in lines] == found["claims"]


def test_python_is_told_the_same(ziying: Branchlog) -> None:
    printed = ziying("proofread", "-", "--json", stdin=DRAFT).json
    opened = open_ledger(ziying.home / "data", today=date(2024, 12, 28))

    assert opened.proofread(DRAFT) == printed


def test_a_sheet_has_a_row_for_each_number(ziying: Branchlog) -> None:
    shown = ziying("proofread", "draft.md", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(shown.out)))

    assert [(row["number"], row["text"], row["verdict"]) for row in rows[:3]] == [
        ("1", "120余户", "matches"),
        ("2", "6次", "matches"),
        ("3", "600余人", "matches"),
    ]
    assert rows[0]["indicators"] == "visit.households"
    assert (rows[0]["value"], rows[0]["low"], rows[0]["high"]) == ("126", "121", "129")
    everything = ziying("proofread", "draft.md", "--format", "csv", "--all").out
    assert "no-claim" in everything
    assert "no-claim" not in shown.out


@pytest.mark.parametrize("suffix", ["csv", "md", "xlsx", "json", "txt"])
def test_what_was_found_is_written_to_a_file(ziying: Branchlog, suffix: str) -> None:
    assert ziying("proofread", "draft.md", "-o", f"found.{suffix}").code == 3
    assert (ziying.home / f"found.{suffix}").stat().st_size > 500


def test_numbers_that_are_no_claims_are_listed_when_asked_for(ziying: Branchlog) -> None:
    usual = ziying("proofread", "draft.md", "--lang", "en")
    everything = ziying("proofread", "draft.md", "--lang", "en", "--all")

    assert "are no claims" in usual.out
    assert "are no claims" not in everything.out
    assert "2024年" in everything.out.split("no.")[1]


@pytest.mark.parametrize(
    ("today", "words", "expected"),
    [
        ("2024-12-28", [], "2024"),
        ("2025-01-15", [], "2024"),
        ("2025-02-28", [], "2024"),
        ("2025-03-01", [], "2025"),
        ("2024-12-28", ["2023"], "2023"),
        ("2024-12-28", ["..2024-08-05"], "..2024-08-05"),
    ],
)
def test_the_period_is_the_year_that_a_report_is_written_about(
    ziying: Branchlog, today: str, words: list[str], expected: str
) -> None:
    env = {"BRANCHLOG_TODAY": today}
    found = ziying("proofread", "-", *words, "--json", stdin="调解32起", env=env).json

    assert found["period"]["label"] == expected


def test_a_draft_without_numbers_says_so(ziying: Branchlog) -> None:
    shown = ziying.ok("proofread", "-", "--lang", "en", stdin="支部坚持学习不放松。")

    assert "支部坚持学习不放松。" in shown.lines
    assert "there is no number in the draft to be checked" in shown.lines


def test_the_command_has_a_chinese_name(ziying: Branchlog) -> None:
    assert ziying("核数", "draft.md").out == ziying("proofread", "draft.md").out


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"], ids=lambda each: each
)
def test_a_draft_is_read_in_any_encoding(ziying: Branchlog, encoding: str) -> None:
    text = "支部调解矛盾纠纷32起。\r\n走访慰问120余户。"
    (ziying.home / "a.txt").write_bytes(text.encode(encoding))
    for words in (["a.txt"], ["-"]):
        given = text.encode(encoding) if words == ["-"] else b""
        found = ziying("proofread", *words, "--json", stdin=given).json
        assert verdicts(found) == {"32起": "matches", "120余户": "matches"}


def test_a_document_is_read_wherever_its_numbers_stand(ziying: Branchlog) -> None:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("事迹", "调解矛盾纠纷33起。"))
    body = paragraph("走访慰问", "120", "余户") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    (ziying.home / "a.docx").write_bytes(document(body))
    found = ziying("proofread", "a.docx", "--json").json

    assert verdicts(found) == {"120余户": "matches", "33起": "differs"}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "另有 2 个数字在表格里,没有核对;请用 branchlog stats 核对"),
        ("en", "2 more numbers stand in tables and were not checked"),
    ],
)
def test_numbers_in_tables_are_counted_in_a_line(ziying: Branchlog, lang: str, said: str) -> None:
    draft = "| 指标 | 2024年 | 2023年 |\n| --- | --- | --- |\n| 调解矛盾纠纷 | 6 | 2 |\n"
    usual = ziying.ok("proofread", "-", "--lang", lang, stdin=draft)
    everything = ziying.ok("proofread", "-", "--lang", lang, "--all", stdin=draft)
    found = ziying.ok("proofread", "-", "--json", stdin=draft).json

    assert said in " ".join(usual.lines)
    assert said in " ".join(everything.lines)
    assert (found["in_tables"], found["counts"]["no-claim"]) == (2, 4)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("suffix", ["docx", "md"])
def test_the_programs_own_report_holds(ziying: Branchlog, lang: str, suffix: str) -> None:
    ziying.ok("report", "2024", "--lang", lang, "-o", f"own.{suffix}")
    found = ziying.ok("proofread", f"own.{suffix}", "2024", "--json").json

    assert (found["counts"]["differs"], found["counts"]["no-evidence"]) == (0, 0)
    assert found["counts"]["matches"] > 35
    assert found["in_tables"] > 500


def written(home: Path, name: str, content: bytes) -> str:
    (home / name).write_bytes(content)
    return name


REFUSED: dict[str, Callable[[Path], str]] = {
    "missing": lambda home: "none.txt",
    "folder": lambda home: "data",
    "empty": lambda home: written(home, "a.txt", b""),
    "spaces": lambda home: written(home, "a.txt", " \n\u3000".encode()),
    "a mark alone": lambda home: written(home, "a.txt", b"\xef\xbb\xbf"),
    "NUL": lambda home: written(home, "a.txt", b"32\x00"),
    "escape": lambda home: written(home, "a.txt", b"\x1b[31m32"),
    "binary": lambda home: written(home, "a.txt", bytes(range(256)) * 9),
    "10 MB": lambda home: written(home, "a.txt", b"visited 120 households. " * 450_000),
    "just too long": lambda home: written(home, "a.txt", b"1" * 1_000_001),
    "old Word": lambda home: written(home, "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9)),
    "PDF": lambda home: written(home, "a.pdf", b"%PDF-1.4"),
    "no suffix": lambda home: written(home, "draft", b"32"),
    "broken": lambda home: written(home, "a.docx", document(paragraph("1"))[:-40]),
    "a workbook": lambda home: written(home, "a.docx", packed({"xl/workbook.xml": b""})),
    "a document without a word": lambda home: written(home, "a.docx", document("<w:p/>")),
    "NUL in the name": lambda home: "a\x00.txt",
    "a long name": lambda home: "a" * 5000 + ".txt",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", list(REFUSED))
def test_what_cannot_be_proofread_is_refused_in_three_lines(
    ziying: Branchlog, case: str, lang: str
) -> None:
    refused = ziying("proofread", REFUSED[case](ziying.home), "--lang", lang)

    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 3)
    assert "import" not in refused.err
    assert "导入" not in refused.err


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="there is no such file")
def test_a_draft_that_cannot_be_read_is_refused(ziying: Branchlog) -> None:
    # A regular file, which the system refuses to read even to root.
    (ziying.home / "a.txt").symlink_to("/proc/self/mem")
    refused = ziying("proofread", "a.txt", "--lang", "en")

    assert (refused.code, len(refused.err.splitlines())) == (2, 3)
    assert "the system says" in refused.err


def test_a_device_is_no_draft(ziying: Branchlog) -> None:
    os.mkfifo(ziying.home / "pipe.txt")
    refused = ziying("proofread", "pipe.txt", "--lang", "en")

    assert (refused.code, len(refused.err.splitlines())) == (2, 3)


def test_the_draft_itself_is_never_written_over(ziying: Branchlog) -> None:
    (ziying.home / "same.md").symlink_to("draft.md")
    for output in ("draft.md", "./draft.md", "same.md"):
        refused = ziying("proofread", "draft.md", "-o", output, "--lang", "en")
        assert (refused.code, len(refused.err.splitlines())) == (2, 3)

    assert (ziying.home / "draft.md").read_text(encoding="utf-8") == DRAFT


def test_an_empty_pipe_is_refused(ziying: Branchlog) -> None:
    for given in (b"", b"  \n"):
        refused = ziying("proofread", "-", stdin=given)
        assert (refused.code, len(refused.err.splitlines())) == (2, 3)


def test_a_refusal_is_json_where_json_was_asked_for(ziying: Branchlog) -> None:
    assert ziying("proofread", "none.txt", "--json").error["code"] == "bad-value"


@pytest.mark.parametrize("words", [[], ["draft.md", "someday"], ["draft.md", "2024", "more"]])
def test_a_wrong_word_is_explained(ziying: Branchlog, words: list[str]) -> None:
    refused = ziying("proofread", *words)

    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 3)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("words", ['"no.such" = ["x"]', '"visit.households" = 3'])
def test_keywords_that_cannot_be_used_are_explained(
    ziying: Branchlog, words: str, lang: str
) -> None:
    with (ziying.home / "data" / "branchlog.toml").open("a") as toml:
        toml.write(f"\n[keywords]\n{words}\n")
    refused = ziying("proofread", "draft.md", "--lang", lang)

    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 3)


def test_a_ledger_adds_words_of_its_own(ziying: Branchlog) -> None:
    with (ziying.home / "data" / "branchlog.toml").open("a") as toml:
        toml.write('\n[keywords]\n"mediation.disputes" = ["劝和"]\n')
    found = ziying("proofread", "-", "--json", stdin="2024年,老党员劝和32起。").json

    assert verdicts(found)["32起"] == "matches"


HOSTILE = {
    "bidi": "调解\u202e起23\u202c矛盾纠纷32起",
    "controls": "调解\x0c矛盾\x0b纠纷32起",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 6_000 + "调解矛盾纠纷32起",
    "one line": "调解矛盾纠纷32起," * 3_000,
    "digits": "1" * 300_000,
    "digits parted": "1," * 20_000,
    "brackets": "[1=" * 10_000 + "调解矛盾纠纷32起",
    "markup": "<script>[bold]调解矛盾纠纷32起[/bold]</script>",
    "surrogates": "\U0002a6d6" * 1_000 + "调解矛盾纠纷32起",
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_draft_is_shown_safely_and_soon(ziying: Branchlog, name: str) -> None:
    started = time.monotonic()
    shown = ziying("proofread", "-", stdin=HOSTILE[name], env={"COLUMNS": "80"})

    assert shown.code in (0, 3)
    assert time.monotonic() - started < 30
    assert not any(character in shown.out for character in "\x1b\x0b\x0c\u202e\u202c")


def test_a_formula_in_a_draft_is_none_in_a_sheet(ziying: Branchlog) -> None:
    out = ziying("proofread", "-", "--format", "csv", "--all", stdin="=2+5 调解32起").out

    assert not any(line.split(",")[1].startswith("=") for line in out.splitlines()[1:])


def test_a_terminal_shows_the_verdicts_in_colour_and_in_signs(ziying: Branchlog) -> None:
    with terminal(ziying, "proofread", "draft.md") as screen:
        shown = screen.end()

    assert shown.code == 3
    assert "[4!31起]" in shown.out
    assert "[1=120余户]" in shown.out
