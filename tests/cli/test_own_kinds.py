"""A ledger's own kinds, categories, fields, units and indicators, from the toml to the table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Branchlog

Own = Callable[[str], None]

LECTURE = """
[[units]]
id = "桌"
en = ["table", "tables"]
written = true

[[kinds]]
id = "lecture"
label = ["讲座", "lecture"]
also = ["宣讲会"]
count = "lectures"
counted = ["举办讲座", "lectures"]
unit = "场"
phrase = ["举办讲座{n}", "{n} lecture|{n} lectures"]
state = { field = "stage", open = ["planned"], default = "held" }
fields = [
  { id = "stage", label = ["阶段", "stage"], type = "choice", choices = [
    { id = "planned", label = ["筹备", "planned"] },
    { id = "held", label = ["已办", "held"], also = ["办了"] },
  ] },
  { id = "closed", label = ["举办日期", "closed"], type = "day" },
  { id = "audience", label = ["听众", "audience"], type = "quantity", unit = "人次" },
  { id = "dinner", label = ["餐桌", "dinner"], type = "quantity", unit = "桌" },
]
categories = [{ id = "health", label = ["健康讲座", "health lecture"] }]

[[kinds]]
id = "stock"
label = ["物资", "stock"]
stock = true
required = ["category", "value"]
fields = [{ id = "value", label = ["存量", "value"], type = "quantity", unit = "个" }]
categories = [
  { id = "chairs", label = ["椅子", "chairs"], phrase = ["椅子{n}", "{n} chair|{n} chairs"] },
  { id = "fund", label = ["经费", "fund"], unit = "元" },
]

[[categories]]
kind = "visit"
id = "veterans"
label = ["走访老兵", "veterans"]

[[fields]]
kind = "activity"
id = "meals"
label = ["餐数", "meals"]
type = "quantity"
unit = "份"

[[indicators]]
id = "lecture.held"
label = ["已办讲座", "lectures held"]
where = { kind = "lecture" }
state = ["held"]
aggregation = "count"
unit = "场"

[[indicators]]
id = "lecture.share"
label = ["办成率", "share held"]
aggregation = "ratio"
numerator = "lecture.held"
denominator = "lecture.lectures"
unit = "%"

[[indicators]]
id = "lecture.all"
label = ["累计讲座", "lectures to date"]
where = { kind = "lecture" }
aggregation = "count"
span = "to-date"
unit = "场"

[[indicators]]
id = "autumn.audience"
label = ["重阳听众", "audience at Chongyang"]
where = { kind = "lecture", category = ["health"], occasion = ["重阳"], tag = ["重点"] }
measure = "audience"
aggregation = "sum"
unit = "人次"

[relabel."mediation.disputes"]
label = ["调处纠纷", "quarrels settled"]
unit = "件"
phrase = ["调处纠纷{n}", "{n} quarrel|{n} quarrels"]

[relabel."visit.visits"]
numerals = "han"
"""


@pytest.fixture
def lectures(branchlog: Branchlog, ledger: Path, own: Own) -> Branchlog:
    own(LECTURE)
    return branchlog


def figures(branchlog: Branchlog, *words: str) -> dict[str, Any]:
    printed = branchlog.ok("stats", "--json", *words).json
    return {figure["indicator"]: figure for figure in printed["figures"]}


def test_an_own_kind_is_recorded_and_counted(lectures: Branchlog) -> None:
    lectures.ok(
        "add", "讲座", "2024-10-11", "类别=健康讲座", "听众=40余名", "阶段=办了", "时节=重阳",
        "标签=重点", "餐桌=4桌",
    )  # fmt: skip
    lectures.ok("add", "lecture", "2024-11-05", "audience=25", "--dinner", "2 tables")
    found = figures(lectures, "2024")

    assert found["lecture.lectures"]["value"] == 2
    assert (found["lecture.audience"]["value"], found["lecture.audience"]["approximate"]) == (
        65,
        "over",
    )
    assert found["lecture.health.lectures"]["value"] == 1
    assert found["lecture.dinner"]["value"] == 6
    assert found["lecture.held"]["value"] == 1
    assert found["lecture.share"]["value"] == 0.5
    assert found["autumn.audience"]["value"] == 40
    assert figures(lectures, "2024", "--to-date")["lecture.all"]["value"] == 2


def test_an_own_state_is_resolved(lectures: Branchlog) -> None:
    record = lectures.ok("add", "lecture", "2024-10-11", "--json").json
    assert record["stage"] == "planned"
    resolved = lectures.ok("resolve", record["id"], "--json").json

    assert (resolved["stage"], resolved["closed"]) == ("held", "2024-12-10")


def test_an_own_stock_is_known_from_earlier_years(lectures: Branchlog) -> None:
    lectures.ok("add", "物资", "2021-05-01", "类别=椅子", "存量=12个")
    lectures.ok("add", "stock", "2022-05-01", "category=fund", "value=1.5万元")
    lectures.ok("add", "stock", "2024-05-01", "category=chairs", "value=30")

    found = figures(lectures, "2023")
    assert found["stock.chairs"]["value"] == 12
    assert found["stock.fund"]["value"] == 15000
    assert figures(lectures, "2024")["stock.chairs"]["value"] == 30
    assert lectures("add", "stock", "category=chairs", "value=1.5").code == 2
    assert lectures("add", "stock", "category=chairs", "value=3元").code == 2


def test_own_categories_and_fields_join_the_built_in_kinds(lectures: Branchlog) -> None:
    lectures.ok("add", "visit", "2024-10-11", "类别=走访老兵", "户数=3")
    lectures.ok("add", "activity", "2024-10-11", "餐数=30份")
    found = figures(lectures, "2024")

    assert found["visit.veterans.households"]["value"] == 3
    assert found["activity.meals"]["value"] == 30
    assert lectures.ok("list", "--category", "veterans", "--json").json[0]["households"] == 3


def test_another_name_and_unit_are_shown(lectures: Branchlog) -> None:
    lectures.ok("add", "mediation", "2024-10-11")
    for _ in range(12):
        lectures.ok("add", "visit", "2024-10-11")
    found = figures(lectures, "2024", "--lang", "zh")
    rounded = lectures.ok("stats", "2024", "--rounded", "--lang", "zh").out

    assert (found["mediation.disputes"]["label"], found["mediation.disputes"]["unit"]) == (
        "调处纠纷",
        "件",
    )
    assert "调处纠纷1件" in rounded
    assert "十二次" in rounded
    assert "1 quarrel" in lectures.ok("stats", "2024", "--rounded").out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_own_kinds_are_listed_with_the_others(lectures: Branchlog, lang: str) -> None:
    assert "lecture" in lectures.ok("kinds", "--lang", lang).out
    assert "audience" in lectures.ok("kinds", "讲座", "--lang", lang).out
    assert "lecture.share" in lectures.ok("kinds", "--indicators", "--lang", lang).out


def test_records_of_a_kind_that_is_no_longer_declared_are_said(
    lectures: Branchlog, ledger: Path
) -> None:
    id_ = lectures.ok("add", "lecture", "2024-10-11", "audience=25", "--json").json["id"]
    path = ledger / "branchlog.toml"
    path.write_text(path.read_text(encoding="utf-8").split("[[units]]")[0], encoding="utf-8")

    for words in (["list"], ["stats"], ["list", "--json"]):
        assert "lecture" in lectures.ok(*words).err
    assert lectures.ok("show", id_, "--json").json["audience"] == 25
    assert "25" in lectures.ok("show", id_).out
    assert "25" in lectures.ok("history", id_).out
    for words in (["amend", id_, "audience=26"], ["resolve", id_]):
        refused = lectures(*words)
        assert (refused.code, len(refused.err.splitlines())) == (1, 3)
    lectures.ok("void", id_)


@pytest.mark.parametrize(
    "toml",
    [
        '[[kinds]]\nid = "visit"\nlabel = ["甲", "x"]\n',
        '[[kinds]]\nid = "x"\nlabel = ["甲", "x"]\ncolour = "red"\n',
        '[[categories]]\nkind = "visit"\nid = "x"\nlabel = ["甲", "x"]\nunit = "打"\n',
        '[relabel."visit.vists"]\nunit = "户"\n',
    ],
)
@pytest.mark.parametrize("words", [["list"], ["add", "visit"], ["stats"], ["kinds"]])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_table_that_is_wrong_stops_every_command(
    branchlog: Branchlog, ledger: Path, own: Own, toml: str, words: list[str], lang: str
) -> None:
    own(toml)
    refused = branchlog("--lang", lang, *words)

    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 3)
    assert "branchlog.toml" in refused.err
    assert not list(ledger.glob("*.jsonl"))
