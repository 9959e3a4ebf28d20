"""What `template` writes: a sheet of a kind that says itself how it is filled in."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from branchlog.messages import Intake, Lang
from branchlog.records import codec
from branchlog.records.catalogue import Catalogue
from tests.cli.command import Branchlog

KINDS = [kind.id for kind in Catalogue().kinds()]


def speak(ledger: Path, lang: Lang) -> None:
    path = ledger / "branchlog.toml"
    path.write_text(path.read_text().replace('language = "en"', f'language = "{lang}"'))


def rows(file: Path) -> tuple[str, list[list[Any]]]:
    """The name of the sheet that is shown, and its rows."""
    with CalamineWorkbook.from_path(file) as book:
        shown = [s.name for s in book.sheets_metadata if s.visible is SheetVisibleEnum.Visible]
        (name,) = shown
        return name, book.get_sheet_by_name(name).to_python()


def rules(file: Path, number: int = 1) -> dict[str, str]:
    """The rule of each column by its letter."""
    with zipfile.ZipFile(file) as book:
        xml = book.read(f"xl/worksheets/sheet{number}.xml").decode()
    found = re.findall(r'<dataValidation [^>]*sqref="([A-Z]+)2:\w+"[^>]*?(?:/>|>.*?</)', xml)
    whole = re.findall(r"<dataValidation .*?(?:</dataValidation>|/>)", xml)
    return dict(zip(found, whole, strict=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_example_is_a_sound_record_that_says_it_is_one(
    branchlog: Branchlog, ledger: Path, kind: str, lang: Lang
) -> None:
    speak(ledger, lang)
    branchlog.ok("template", kind, "-o", "t.xlsx")
    found = Catalogue().kind(kind)
    name, (head, example) = rows(branchlog.home / "t.xlsx")
    assert name == found.label[0 if lang == "zh" else 1]
    fields = [found.field(heading).id for heading in head]
    assert fields == [id_ for id_ in found.fields if id_ != "approximate"]
    given = dict(zip(fields, example, strict=True))
    assert given["note"] == Intake.EXAMPLE[0 if lang == "zh" else 1]
    typed = {
        id_: value.isoformat() if isinstance(value, date) else value
        for id_, value in given.items()
        if value != ""
    }
    doc = codec.document(found, typed, date(2024, 12, 10))
    assert doc["date"] == "2024-12-10"


def test_columns_offer_and_limit_what_may_be_written(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.ok("add", "visit", "2024-03-05", "people=Li Wei,Ann Example", "households=3")
    branchlog.ok("add", "activity", "2024-03-05", "people=Li Wei")
    branchlog.ok("template", "mediation", "-o", "t.xlsx")
    head = rows(branchlog.home / "t.xlsx")[1][0]
    found = dict(zip(head, rules(branchlog.home / "t.xlsx").values(), strict=True))
    assert '<formula1>"settled,failed,ongoing,referred"</formula1>' in found["outcome"]
    assert 'type="list"' in found["category"]
    assert "errorStyle" not in found["category"]
    assert '<formula1>"Li Wei,Ann Example"</formula1>' in found["people"]
    assert 'errorStyle="warning"' in found["people"]
    assert 'type="date"' in found["date"]
    assert 'type="date"' in found["closed"]
    assert 'type="decimal"' in found["amount"]
    assert 'type="whole"' in found["times"]
    assert 'prompt="One line of text"' in found["place"]
    assert all('prompt="' in rule and 'promptTitle="' in rule for rule in found.values())


def test_many_names_are_offered_from_a_hidden_sheet(branchlog: Branchlog, ledger: Path) -> None:
    people = [f"成员{number:03}" for number in range(100)]
    row = {"kind": "visit", "date": "2024-03-05", "people": [*people, "Smith, Ann"]}
    branchlog.ok("add", "--stdin", stdin=json.dumps(row))
    branchlog.ok("template", "visit", "-o", "t.xlsx")
    with CalamineWorkbook.from_path(branchlog.home / "t.xlsx") as book:
        (hidden,) = (s for s in book.sheets_metadata if s.visible is SheetVisibleEnum.Hidden)
        names = [cell for (cell,) in book.get_sheet_by_name(hidden.name).to_python()]
    assert names == ['"Smith, Ann"', *people]
    assert any("'lists'!$A$1:$A$101" in rule for rule in rules(branchlog.home / "t.xlsx").values())


def test_text_columns_keep_long_numbers(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.ok("template", "visit", "-o", "t.xlsx")
    with zipfile.ZipFile(branchlog.home / "t.xlsx") as book:
        styles = book.read("xl/styles.xml").decode()
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    head = rows(branchlog.home / "t.xlsx")[1][0]
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles.split("<cellXfs")[1])
    spans = re.findall(r'<col min="(\d+)" max="(\d+)" width="[\d.]+" style="(\d+)"', xml)
    columns = [style for first, last, style in spans for _ in range(int(first), int(last) + 1)]
    by_name = {name: formats[int(style)] for name, style in zip(head, columns, strict=True)}
    assert {name: by_name[name] for name in ("place", "note", "people", "households")} == {
        "place": "49", "note": "49", "people": "49", "households": "1",
    }  # fmt: skip
    assert by_name["date"] == by_name["end"] == "164"
    assert 'formatCode="yyyy\\-mm\\-dd"' in styles or 'formatCode="yyyy-mm-dd"' in styles


def test_a_csv_has_the_headings_and_the_example(branchlog: Branchlog, ledger: Path) -> None:
    speak(ledger, "zh")
    branchlog.ok("模板", "基本情况", "-o", "t.csv")
    text = (branchlog.home / "t.csv").read_bytes().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["日期", "类别", "数值", "结束日期", "名称", "地点", "人员", "时长", "次数", "时节", "备注",
         "标签", "佐证"],
        ["2024-12-10", "书记", "3", "", "", "", "张三、李四", "", "", "",
         "示例行,导入时自动跳过", "", ""],
    ]  # fmt: skip


def test_it_says_what_to_do_next(branchlog: Branchlog, ledger: Path) -> None:
    result = branchlog.ok("template", "visit", "-o", "t.xlsx")
    assert result.out == ""
    assert result.err == (
        "the template for visit is in t.xlsx; when it is filled in: branchlog import t.xlsx\n"
    )


def test_the_same_ledger_gives_the_same_bytes(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.ok("template", "visit", "-o", "1.xlsx")
    branchlog.ok("template", "visit", "-o", "2.xlsx")
    assert (branchlog.home / "1.xlsx").read_bytes() == (branchlog.home / "2.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (
            ["template", "走访"],
            "name it with -o, for example branchlog template visit -o visit.xlsx",
        ),
        (["template", "visit", "-o", "t.jsonl"], "suffixes: .xlsx .csv"),
        (["template", "vist", "-o", "t.xlsx"], "did you mean visit?"),
        (["template", "-o", "t.xlsx"], "branchlog template --help"),
    ],
)
def test_what_cannot_be_written_is_refused_in_three_lines(
    branchlog: Branchlog, ledger: Path, words: list[str], hint: str
) -> None:
    result = branchlog(*words)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 3
    assert hint in result.err.splitlines()[2]
    assert [path.name for path in branchlog.home.iterdir() if path.is_file()] == []


OWN = """
[[kinds]]
id = "sale"
label = ["义卖/第[1]种", "charity sale"]
[[kinds.fields]]
id = "sold"
label = ["=卖出", "=sold"]
type = "quantity"
unit = "件"
[[kinds.fields]]
id = "grade"
label = ["等级", "grade"]
type = "choice"
choices = [{ id = "a", label = ["甲", "A, or B"] }, { id = "b", label = ["乙", "=b"] }]
"""


def test_a_ledgers_own_kind_has_a_template(
    branchlog: Branchlog, ledger: Path, own: Callable[[str], None]
) -> None:
    own(OWN)
    branchlog.ok("template", "sale", "-o", "t.xlsx")
    name, (head, example) = rows(branchlog.home / "t.xlsx")
    assert (name, head[:3], example[1:3]) == (
        "charity sale",
        ["date", "sold", "grade"],
        [3, "A, or B"],
    )
    assert any("'lists'!$A$1:$A$2" in rule for rule in rules(branchlog.home / "t.xlsx").values())
    speak(ledger, "zh")
    branchlog.ok("template", "sale", "-o", "t.xlsx")
    assert rows(branchlog.home / "t.xlsx")[0] == "义卖-第-1-种"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no office program here")
@pytest.mark.heavy
def test_an_office_program_opens_it_and_keeps_its_rules(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.ok("add", "visit", "2024-03-05", "people=Li Wei,Ann Example", "households=3")
    branchlog.ok("template", "mediation", "-o", "t.xlsx")
    folder = branchlog.home / "again"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{branchlog.home}/profile",
         "--convert-to", "xlsx", "--outdir", str(folder), "t.xlsx"],
        cwd=branchlog.home, check=True, capture_output=True,
    )  # fmt: skip
    assert rows(folder / "t.xlsx") == rows(branchlog.home / "t.xlsx")
    assert len(rules(folder / "t.xlsx")) >= 10
