"""`report --form`: the figures of a period in somebody else's form, each with its proof."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from tests.cli.command import Branchlog, Result

ZIYING = Path(__file__).parents[2] / "data" / "ziying"

RECORDS = [
    {"kind": "visit", "date": "2024-03-05", "household": ["张三", "李四"], "place": "三栋"},
    {"kind": "visit", "date": "2024-03-09", "households": "约20", "people": ["王五"]},
    {"kind": "visit", "date": "2023-03-09", "households": 7},
    {
        "kind": "mediation",
        "date": "2024-01-05",
        "category": "邻里",
        "place": "三栋",
        "outcome": "settled",
    },
    {
        "kind": "mediation",
        "date": "2024-03-06",
        "category": "邻里",
        "place": "三栋",
        "outcome": "settled",
    },
    {"kind": "mediation", "date": "2024-03-07", "category": "婚姻家庭", "outcome": "failed"},
]
Cells = dict[str, str]


@pytest.fixture
def filled(branchlog: Branchlog, ledger: Path) -> Callable[..., Result]:
    """`filled(cells, …)` makes form.xlsx of the cells and fills it into out.xlsx."""
    rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in RECORDS)
    branchlog.ok("add", "--stdin", stdin=rows)
    assert ledger.is_dir()

    def fill(cells: Cells, *words: str, period: str = "2024-03", **more: Any) -> Result:
        draw(branchlog.home / "form.xlsx", cells)
        asked = ("report", period, "--form", "form.xlsx", "-o", "out.xlsx")
        return branchlog(*asked, *words, **more)

    return fill


def draw(path: Path, cells: Cells) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("月报")
    for place, text in cells.items():
        sheet.write(place, text)
    book.close()


def values(path: Path) -> list[list[Any]]:
    with CalamineWorkbook.from_path(path) as book:
        return book.get_sheet_by_index(0).to_python()


def test_a_form_is_filled_and_every_figure_listed(
    branchlog: Branchlog, filled: Callable[..., Result], golden: Callable[[str, str], None]
) -> None:
    cells = {
        "A1": "{{name}} {{period}}",
        "A2": "走访 {{visit.households}} 户",
        "B2": "{{visit.households}}",
        "A3": "{{mediation.settled category=neighbours}}",
        "B3": "{{mediation.settled category＝邻里 span=ytd}}",
        "A4": "{{mediation.disputes place=“三栋” outcome=settled}}",
        "B4": "{{mediation.settlement_rate}}",
        "A5": "{{mediation.settlement_rate category=land}}",
        "B5": "{{tutoring.sessions}}",
        "A6": "{{year}}",
        "B6": "{{month}}",
        "A7": "{{visit.households words}}",
        "B7": "{{visit.households span=ytd period=year-before}}",
        "A8": "{{standing.member}}人",
    }
    result = filled(cells, "--lang", "en", env={"COLUMNS": "120"})
    assert result.code == 0, result.err
    golden("form_filled.txt", result.out)
    assert result.err == "written to out.xlsx\n"
    assert values(branchlog.home / "out.xlsx") == [
        ["Ziying March 2024", ""],
        ["走访 about 22 户", 22],
        [1, 2],
        [1, 50],
        ["", 0],
        [2024, 3],
        ["about 22", 7],
        ["none人", ""],
    ]


def test_the_list_names_for_each_figure_the_command_that_proves_it(
    branchlog: Branchlog, filled: Callable[..., Result]
) -> None:
    cells = {
        "A1": "{{mediation.settled category=邻里 span=ytd}}",
        "A2": "{{visit.visits place=三栋 person='王五'}}",
        "A3": "{{visit.households}}",
        "A4": "{{need.open}}",
        "A5": "{{单位}}",
    }
    result = filled(cells, "--json")
    assert result.code == 0, result.err
    data = result.json
    assert data["period"] == {"label": "2024-03", "from": "2024-03-01", "to": "2024-03-31"}
    first, second, third, fourth, last = data["cells"]
    assert first == {
        "sheet": "月报",
        "cell": "A1",
        "placeholder": "mediation.settled category=邻里 span=ytd",
        "indicator": "mediation.settled",
        "label": "disputes settled",
        "unit": "起",
        "period": {
            "label": "2024-01-01..2024-03-31", "from": "2024-01-01", "to": "2024-03-31",
        },
        "filters": {"category": ["neighbours"]},
        "value": 2,
        "display": "2",
        "records": 2,
        "why": "branchlog why mediation.settled 2024-01-01..2024-03-31 --category neighbours",
    }  # fmt: skip
    assert second["why"] == "branchlog why visit.visits 2024-03 --person 王五 --place 三栋"
    assert third["approximate"] == "about"
    assert last == {"sheet": "月报", "cell": "A5", "placeholder": "单位", "value": "Ziying"}
    for each in (first, third, fourth):
        proof = branchlog.ok(*each["why"].split()[1:], "--json").json
        assert each["value"] in (proof.get("value"), proof.get("figure", {}).get("value"))


def test_the_signature_comes_from_branchlog_toml(
    branchlog: Branchlog, filled: Callable[..., Result], own: Callable[[str], None]
) -> None:
    own('[form]\nfilled_by = "罗永福"\nphone = "0851-24620000"\n')
    cells = {"A1": "填表人:{{填表人}} 审核人:{{审核人}}", "B1": "{{电话}}", "C1": "{{填表日期}}"}
    result = filled(cells, "--lang", "zh")
    assert values(branchlog.home / "out.xlsx") == [
        ["填表人:罗永福 审核人:", "0851-24620000", "2024年12月10日"]
    ]
    assert result.err.splitlines()[0] == (
        "branchlog.toml 的 [form] 里没有 checked_by,表上这一格留空"
    )


@pytest.mark.parametrize(
    ("toml", "lines"),
    [
        (
            'filed_by = "x"',
            [
                '"filed_by" under [form] in branchlog.toml cannot be used',
                "there is no such key; did you mean filled_by?",
                "the keys are filled_by, checked_by, head and phone, "
                'as in filled_by = "Ann Example"',
            ],
        ),
        (
            "phone = 13800000000",
            [
                '"phone" under [form] in branchlog.toml cannot be used',
                "in branchlog.toml it must be a text, in quotes",
                "the keys are filled_by, checked_by, head and phone, "
                'as in filled_by = "Ann Example"',
            ],
        ),
    ],
)
def test_what_signs_a_form_is_checked(
    branchlog: Branchlog,
    filled: Callable[..., Result],
    own: Callable[[str], None],
    toml: str,
    lines: list[str],
) -> None:
    own(f"[form]\n{toml}\n")
    result = filled({"A1": "{{visit.visits}}"})
    assert (result.code, result.err.splitlines()) == (2, lines)
    assert not (branchlog.home / "out.xlsx").exists()


def test_all_that_is_not_understood_is_named_and_nothing_written(
    branchlog: Branchlog, filled: Callable[..., Result]
) -> None:
    cells = {
        "A1": "{{visit.housholds}}",
        "B2": "共{{填表}}{{visit.visits span=week}}",
        "C3": "{{visit.visits",
        "D4": "{{visit.visits plase=x}} {{visit.visits}}",
        "E5": "{{}}",
    }
    result = filled(cells)
    assert result.code == 2
    assert result.err.splitlines() == [
        "the form form.xlsx cannot be filled in",
        "not understood, 6 places: "
        '月报!A1 {{visit.housholds}} there is no indicator "visit.housholds"'
        "; did you mean visit.households?; "
        '月报!B2 {{填表}} there is no indicator and no entry "填表"; did you mean 填表人?; '
        "月报!B2 {{visit.visits span=week}} this placeholder cannot be understood: "
        'span is period, ytd or to-date, not "week"; '
        "月报!C3 the braces do not match; "
        '月报!D4 {{visit.visits plase=x}} visit has no field "plase"; did you mean place?; '
        '月报!E5 {{}} there is no indicator and no entry ""',
        "write {{visit.households}} or {{mediation.settled category=neighbours span=ytd}}",
    ]
    assert sorted(os.listdir(branchlog.home)) == ["data", "form.xlsx", "settings"]


def test_of_a_form_made_for_something_else_a_hundred_places_are_named(
    filled: Callable[..., Result],
) -> None:
    refused = filled({f"A{row}": f"{{{{nothing{row}}}}}" for row in range(1, 5_001)})

    assert refused.err.splitlines()[1].startswith("not understood, 100+ places: ")
    assert refused.err.count("{{nothing") == 100
    assert len(refused.err.splitlines()) == 3


def test_a_place_that_no_record_has_is_told_of(filled: Callable[..., Result]) -> None:
    result = filled({"A1": "{{visit.visits place=火星}}", "A2": "{{visit.visits category=慰问}}"})
    assert result.code == 0
    told = "no record has place=火星: {{visit.visits place=火星}} is 0; "
    assert told + "see whether it is written right" in result.err.splitlines()
    assert "category" not in result.err


def test_a_form_without_placeholders_is_refused(filled: Callable[..., Result]) -> None:
    result = filled({"A1": "走访"})
    assert (result.code, result.err.splitlines()[1]) == (2, "there is no placeholder in it")


@pytest.mark.parametrize("name", ["none.xlsx", "data", "form.csv"])
def test_what_is_no_form_is_refused_in_three_lines(
    branchlog: Branchlog, ledger: Path, name: str
) -> None:
    (branchlog.home / "form.csv").write_text("a,b\n")
    result = branchlog("report", "2024", "--form", name, "-o", "out.xlsx")
    assert result.code == 2
    assert len(result.err.splitlines()) == 3
    assert ledger.is_dir()


def test_the_form_itself_and_an_older_file_are_not_written_over(
    branchlog: Branchlog, filled: Callable[..., Result]
) -> None:
    cells = {"A1": "{{visit.visits}}"}
    assert filled(cells).code == 0
    again = filled(cells)
    assert (again.code, again.err.splitlines()[0]) == (1, "out.xlsx was not written")
    form = branchlog.home / "form.xlsx"
    before = form.read_bytes()
    os.symlink(form, branchlog.home / "same.xlsx")
    for name in ("form.xlsx", "same.xlsx"):
        itself = branchlog("report", "2024-03", "--form", "form.xlsx", "-o", name)
        assert itself.err.splitlines()[1] == ("it is the form itself, which would be blank no more")
        assert (itself.code, form.read_bytes()) == (1, before)
    assert filled(cells, "--force").code == 0
    forced = branchlog("report", "2024-03", "--form", "form.xlsx", "-o", "form.xlsx", "--force")
    assert (forced.code, form.read_bytes()) == (1, before)


@pytest.mark.parametrize("output", ["out.xls", "out", "out.csv"])
def test_a_filled_form_is_an_xlsx(
    branchlog: Branchlog, filled: Callable[..., Result], output: str
) -> None:
    draw(branchlog.home / "form.xlsx", {"A1": "{{visit.visits}}"})
    result = branchlog("report", "2024", "--form", "form.xlsx", "-o", output)
    assert result.code == 2
    assert result.err.splitlines()[2] == "suffixes: .xlsx"


def test_braces_outside_of_cells_are_told_of(
    branchlog: Branchlog, filled: Callable[..., Result]
) -> None:
    filled({"A1": "x"})
    path = branchlog.home / "form.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write("A1", "{{visit.visits}}")
    sheet.insert_textbox("B2", "{{name}}")
    book.close()
    result = branchlog("report", "2024", "--form", "form.xlsx", "-o", "out.xlsx")
    assert result.err.splitlines()[0] == (
        "note: placeholders in xl/drawings/drawing1.xml are outside of cells "
        "(header, text box, comment) and were not filled in"
    )


def test_figures_to_date_read_every_year(
    branchlog: Branchlog, filled: Callable[..., Result]
) -> None:
    cells = {"A1": "{{visit.households span=to-date}}", "B1": "{{visit.households}}"}
    assert filled(cells).code == 0
    assert values(branchlog.home / "out.xlsx") == [[29, 22]]


def test_a_full_disk_leaves_no_half_form(
    branchlog: Branchlog, filled: Callable[..., Result]
) -> None:
    assert filled({"A1": "{{visit.visits}}"}).code == 0
    out = branchlog.home / "out.xlsx"
    before = out.read_bytes()
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "from branchlog.cli.app import main;"
        "import branchlog.cli.form_filling;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); sys.exit(main(sys.argv[1:]))"
    )
    words = ("report", "2024", "--form", "form.xlsx", "-o", "out.xlsx", "--force")
    done = subprocess.run(
        [sys.executable, "-c", limited, *words],
        capture_output=True,
        text=True,
        cwd=branchlog.home,
        env=branchlog.process_env({"PYTHONDONTWRITEBYTECODE": "1"}),
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == f"{out} was not written"
    assert out.read_bytes() == before
    assert not [name for name in os.listdir(branchlog.home) if name.endswith(".tmp")]


def test_the_county_s_form_says_what_the_statistics_say(branchlog: Branchlog) -> None:
    kinds = ("neighbours", "family", "housing", "other")
    asked = ("mediation.disputes", "mediation.settled")
    cells = {
        f"{column}{row}": f"{{{{{indicator} category={kind}}}}}"
        for row, kind in enumerate(kinds, 1)
        for column, indicator in zip("AB", asked, strict=True)
    }
    draw(branchlog.home / "form.xlsx", cells)
    ledger = ("-C", str(ZIYING))
    branchlog.ok(*ledger, "report", "2024", "--form", "form.xlsx", "-o", "out.xlsx")
    rows = values(branchlog.home / "out.xlsx")
    for row, kind in zip(rows, kinds, strict=True):
        stats = branchlog.ok(*ledger, "stats", "2024", "--category", kind, "--json").json
        found = {each["indicator"]: each["value"] for each in stats["figures"]}
        assert row == [found.get(indicator, 0) for indicator in asked]
    assert sum(row[0] for row in rows) > 0
