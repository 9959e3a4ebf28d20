"""Documents: the layout of official papers, and everything that the report says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from branchlog import render
from branchlog.messages import Lang
from branchlog.render.cells import shown
from branchlog.render.outline import tables
from branchlog.report import Chart, Column, Report, Run, Section, Series, Table
from tests.render.annual import annual

#: Twentieths of a point in a millimetre.
MILLIMETRE = 1440 / 25.4
LANGS: tuple[Lang, ...] = ("zh", "en")


def save(
    folder: Path, report: Report, lang: Lang = "zh", *, large_print: bool = False
) -> zipfile.ZipFile:
    file = folder / "out.docx"
    render.save(report, file, lang=lang, large_print=large_print)
    return zipfile.ZipFile(file)


def part(document: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(document.read(f"word/{name}.xml"))


def body(document: zipfile.ZipFile) -> etree._Element:
    found = part(document, "document").find(qn("w:body"))
    assert found is not None
    return found


def text(element: etree._Element) -> str:
    return "".join(str(each.text or "") for each in element.iter(qn("w:t")))


def value(element: etree._Element, path: str, name: str = "val") -> str | None:
    found = element.find("/".join(qn(f"w:{step}") for step in path.split("/")))
    return None if found is None else found.get(qn(f"w:{name}"))


def styles(document: zipfile.ZipFile) -> dict[str, etree._Element]:
    return {
        value(style, "name") or "": style for style in part(document, "styles").iter(qn("w:style"))
    }


def lines(document: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Every paragraph outside tables, with the name of its style."""
    names = {each.get(qn("w:styleId")): name for name, each in styles(document).items()}
    return [
        (names[value(each, "pPr/pStyle") or ""], text(each))
        for each in body(document).iterchildren(qn("w:p"))
        if text(each)
    ]


def grids(document: zipfile.ZipFile) -> list[list[list[str]]]:
    return [
        [[text(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
        for table in body(document).iter(qn("w:tbl"))
    ]


def numbers(count: int, cell: int = 1) -> Table:
    """A table of so many columns of numbers behind a label."""
    columns = (
        Column("label", "指标"),
        *(Column(f"c{at}", f"{at:02}", "right") for at in range(1, count + 1)),
    )
    return Table(columns, (("走访户数", *[cell] * count),))


def test_the_page_is_that_of_official_documents(tmp_path: Path) -> None:
    section = body(save(tmp_path, annual("zh"))).find(qn("w:sectPr"))
    assert section is not None
    size = {key: int(value(section, "pgSz", key) or 0) / MILLIMETRE for key in ("w", "h")}
    sides = ("top", "right", "bottom", "left")
    margin = {key: int(value(section, "pgMar", key) or 0) / MILLIMETRE for key in sides}
    assert {key: round(each) for key, each in size.items()} == {"w": 210, "h": 297}
    assert {key: round(each) for key, each in margin.items()} == {
        "top": 37,
        "right": 26,
        "bottom": 35,
        "left": 28,
    }
    assert size["w"] - margin["left"] - margin["right"] == pytest.approx(156, abs=0.1)
    assert size["h"] - margin["top"] - margin["bottom"] == pytest.approx(225, abs=0.1)


def test_a_page_holds_22_lines_of_28_characters(tmp_path: Path) -> None:
    document = save(tmp_path, annual("zh"))
    found = styles(document)["公文正文"]
    pitch = int(value(found, "pPr/spacing", "line") or 0) / 20
    character = 16 + int(value(found, "rPr/spacing") or 0) / 20
    assert value(found, "pPr/spacing", "lineRule") == "exact"
    assert int(225 * MILLIMETRE / 20 / pitch) == 22
    assert int(156 * MILLIMETRE / 20 / character) == 28
    assert value(body(document), "sectPr/docGrid", "linePitch") == "579"


@pytest.mark.parametrize(
    ("style", "font", "points", "side"),
    [
        ("公文标题", "方正小标宋简体", 22, "center"),
        ("公文副题", "楷体_GB2312", None, "center"),
        ("一级标题", "黑体", None, None),
        ("二级标题", "楷体_GB2312", None, None),
        ("三级标题", "仿宋_GB2312", None, None),
        ("页码", "宋体", 14, None),
        ("Normal", "仿宋_GB2312", 16, "both"),
        ("附件", "黑体", None, None),
        ("落款", None, None, "right"),
    ],
)
def test_a_style_has_the_type_that_the_standard_asks_for(
    tmp_path: Path, style: str, font: str | None, points: int | None, side: str | None
) -> None:
    found = styles(save(tmp_path, annual("zh")))[style]
    size = value(found, "rPr/sz")
    assert value(found, "rPr/rFonts", "eastAsia") == font
    assert (int(size) / 2 if size else None) == points
    assert value(found, "pPr/jc") == side


def test_paragraphs_begin_two_characters_in_and_headings_of_the_third_level_are_bold(
    tmp_path: Path,
) -> None:
    found = styles(save(tmp_path, annual("zh")))
    assert value(found["公文正文"], "pPr/ind", "firstLineChars") == "200"
    assert found["三级标题"].find(f"{qn('w:rPr')}/{qn('w:b')}") is not None
    assert [value(found[f"{level}级标题"], "pPr/outlineLvl") for level in "一二三"] == [*"012"]


def test_page_numbers_stand_outside_between_dashes(tmp_path: Path) -> None:
    document = save(tmp_path, annual("zh"))
    links = {
        each.get("Id"): each.get("Target")
        for each in etree.fromstring(document.read("word/_rels/document.xml.rels"))
    }
    sides = {}
    for reference in body(document).iter(qn("w:footerReference")):
        footer = etree.fromstring(document.read(f"word/{links[reference.get(qn('r:id'))]}"))
        assert "".join(map(str, footer.itertext())) == "—  PAGE 1 —"
        paragraph = footer[0]
        inward = {key: value(paragraph, "pPr/ind", f"{key}Chars") for key in ("left", "right")}
        sides[reference.get(qn("w:type"))] = (value(paragraph, "pPr/jc"), inward)
    assert sides == {
        "default": ("right", {"left": None, "right": "100"}),
        "even": ("left", {"left": "100", "right": None}),
    }
    assert part(document, "settings").find(qn("w:evenAndOddHeaders")) is not None


def test_the_report_stands_in_reading_order_in_its_styles(tmp_path: Path) -> None:
    assert lines(save(tmp_path, annual("zh"))) == [
        ("公文标题", "河畔支部2024年工作总结"),
        ("公文副题", "河畔街道/老城社区"),
        ("公文副题", "2024-01-01 至 2024-12-31"),
        ("一级标题", "一、助力基层治理"),
        ("公文正文", "2024年,开展走访慰问120余户,调解矛盾纠纷3起。"),
        ("一级标题", "二、年度数据"),
        ("表题", "2024年"),
        ("二级标题", "(一)分月"),
        ("图题", "走访户数（单位：户）"),
        ("说明", "数字都来自账本记录。"),
        ("公文正文", "附件：数字依据"),
        ("落款", "河畔支部"),
        ("落款", "2024年12月20日"),
        ("附件", "附件"),
        ("附件标题", "数字依据"),
        ("公文正文", "本文每个数字依据多少条记录,列在下面。"
         "记录都在账本里,用 branchlog why 加数字的名称,可以逐条查看。"),
    ]  # fmt: skip


def test_english_sections_are_numbered_and_headings_bold(tmp_path: Path) -> None:
    document = save(tmp_path, annual("en"), "en")
    headings = [line for style, line in lines(document) if "级标题" in style]
    assert headings == ["1. Governance", "2. The year in figures", "2.1 By month"]
    bold = {
        name
        for name, style in styles(document).items()
        if style.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None
    }
    assert bold == {"公文标题", "一级标题", "二级标题", "三级标题", "附件"}


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("lang", LANGS)
def test_every_cell_of_every_table_is_there(tmp_path: Path, lang: Lang, large_print: bool) -> None:
    report = annual(lang)
    found = grids(save(tmp_path, report, lang, large_print=large_print))
    for table, grid in zip(tables(report), found, strict=False):
        assert grid[0] == [column.title for column in table.columns]
        assert grid[1:] == [list(map(shown, row)) for row in table.rows]


def test_the_appendix_has_each_figure_shown_with_its_number_of_records(tmp_path: Path) -> None:
    report = annual("zh")
    unseen = report.proofs[0]._replace(key="unseen", label="没有显示的数字")
    appendix = grids(save(tmp_path, report._replace(proofs=(*report.proofs, unseen))))[-1]
    assert appendix == [
        ["数字", "数值", "记录数"],
        ["走访户数", "126户", "2"],
        ["调解矛盾纠纷", "3起", "1"],
        ["面积", "约500平方米", "0"],
        ["党员", "45人", "0"],
    ]


def test_records_are_not_printed(tmp_path: Path) -> None:
    assert "01a203ce" not in text(body(save(tmp_path, annual("zh", note="不写"))))


@pytest.mark.parametrize("lang", LANGS)
def test_a_report_of_tables_alone_is_a_document_too(
    tmp_path: Path, sample: Callable[[Lang], Report], lang: Lang
) -> None:
    report = sample(lang)
    document = save(tmp_path, report, lang)
    shown_lines = [line for _, line in lines(document)]
    titles = [table.title for table in report.tables]
    assert shown_lines == [*report.heading, *titles, *report.notes]
    assert grids(document)[-1][1:] == [["(无)" if lang == "zh" else "(none)"]]


def test_an_empty_report_is_an_empty_document(tmp_path: Path) -> None:
    assert lines(save(tmp_path, Report())) == []


def test_headings_of_a_table_are_repeated_on_each_page(tmp_path: Path) -> None:
    rows = tuple((f"第{number}行", number) for number in range(100))
    table = Table((Column("a", "名称"), Column("b", "数", "right")), rows)
    (grid,) = body(save(tmp_path, Report(tables=(table,)))).iter(qn("w:tbl"))
    repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
                for row in grid.iter(qn("w:tr"))]  # fmt: skip
    assert repeated == [True, *[False] * 100]


def test_numbers_stand_on_the_right_and_text_on_the_left(tmp_path: Path) -> None:
    table = Table((Column("a", "甲"), Column("b", "乙"), Column("c", "丙")), (("x", 1, "y"),))
    (grid,) = body(save(tmp_path, Report(tables=(table,)))).iter(qn("w:tbl"))
    *_, row = grid.iter(qn("w:tr"))
    assert [value(cell, "p/pPr/jc") for cell in row.iter(qn("w:tc"))] == ["left", "right", "left"]


def test_two_tables_never_touch(tmp_path: Path) -> None:
    document = save(tmp_path, Report(tables=(numbers(3), numbers(60), numbers(2))))
    tags = [etree.QName(each).localname for each in body(document)]
    assert ("tbl", "tbl") not in set(pairwise(tags))


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("cell", [1, 1305, 123_456_789])
@pytest.mark.parametrize("count", [1, 13, 40])
def test_no_table_is_wider_than_the_page_nor_a_number_than_its_column(
    tmp_path: Path, count: int, cell: int, large_print: bool
) -> None:
    document = save(tmp_path, Report(tables=(numbers(count, cell),)), large_print=large_print)
    sizes = {each.get(qn("w:styleId")): each for each in styles(document).values()}
    seen: list[str] = []
    for grid in body(document).iter(qn("w:tbl")):
        widths = [int(each.get(qn("w:w"), "0")) for each in grid.iter(qn("w:gridCol"))]
        assert sum(widths) <= 156 * MILLIMETRE + 1
        head, row = grid.iter(qn("w:tr"))
        seen += [text(each) for each in head.iter(qn("w:tc"))][1:]
        for width, each in zip(widths, row.iter(qn("w:tc")), strict=True):
            style = sizes[value(each, "p/pPr/pStyle")]
            points = int(value(style, "rPr/sz") or 0) / 2
            # Digits of Times are half as wide as high.
            assert text(each) == "走访户数" or len(text(each)) * points / 2 < width / 20 - 5.7
            assert points >= (13.5 if large_print else 9)
    assert seen == [f"{at:02}" for at in range(1, count + 1)]


def test_the_twelve_months_of_a_year_stand_in_one_table(tmp_path: Path) -> None:
    document = save(tmp_path, Report(tables=(numbers(13, 130),)))
    assert len(list(body(document).iter(qn("w:tbl")))) == 1


def test_large_print_is_half_as_large_again_on_the_same_paper(tmp_path: Path) -> None:
    plain = save(tmp_path, annual("zh"))
    folder = tmp_path / "large"
    folder.mkdir()
    large = save(folder, annual("zh"), large_print=True)
    before, after = styles(plain), styles(large)
    ratios = {
        name: int(value(after[name], "rPr/sz") or 0) / int(size)
        for name, style in before.items()
        if (size := value(style, "rPr/sz"))
    }
    assert {round(ratio, 1) for ratio in ratios.values()} == {1.5}
    assert value(after["公文正文"], "pPr/spacing", "line") == "868"
    for name in ("pgSz", "pgMar"):
        expected, found = (body(each).find(f"{qn('w:sectPr')}/{qn(f'w:{name}')}")
                           for each in (plain, large))  # fmt: skip
        assert expected is not None
        assert found is not None
        assert expected.items() == found.items()


@pytest.mark.parametrize(
    ("name", "date", "expected"),
    [
        ("河畔支部", "2024年12月20日", ["700", "200"]),
        ("子营街道退休党支部委员会", "2024年1月2日", ["200", "600"]),
    ],
)
def test_the_date_stands_two_characters_in_from_the_name(
    tmp_path: Path, name: str, date: str, expected: list[str]
) -> None:
    document = save(tmp_path, Report(title="总结", signature=(name, date)))
    found = [value(each, "pPr/ind", "rightChars") for each in body(document).iter(qn("w:p"))]
    assert [each for each in found if each] == expected


def charts(document: zipfile.ZipFile) -> Iterator[etree._Element]:
    for name in document.namelist():
        if name.startswith("word/charts/"):
            yield etree.fromstring(document.read(name))


def cached(chart: etree._Element, kind: str) -> list[dict[str, str]]:
    """The points of each series, by their place."""
    space = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    return [
        {point.get("idx", ""): "".join(map(str, point.itertext()))
         for point in series.findall(f".//c:{kind}//c:pt", space)}
        for series in chart.iter(f"{{{space['c']}}}ser")
    ]  # fmt: skip


def test_a_chart_has_its_values_and_a_gap_where_nothing_is_recorded(tmp_path: Path) -> None:
    (chart,) = charts(save(tmp_path, annual("zh")))
    (values,) = cached(chart, "val")
    assert {int(at): float(each) for at, each in values.items()} == {
        0: 10, 2: 12, 3: 8, 4: 14, 6: 9, 7: 11, 8: 20, 9: 16, 10: 12, 11: 14
    }  # fmt: skip
    assert list(cached(chart, "cat")[0].values())[:2] == ["1月", "2月"]


def test_a_chart_says_its_values_to_those_who_cannot_see_it(tmp_path: Path) -> None:
    document = save(tmp_path, annual("zh"))
    place = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    (drawn,) = part(document, "document").iter(place)
    assert drawn.get("descr", "").startswith(
        "柱形图:走访户数（单位：户）。1月 10, 2月 无记录, 3月 12"
    )


def test_a_chart_with_too_many_bars_is_a_table(tmp_path: Path) -> None:
    labels = tuple(f"{at}号楼" for at in range(200))
    chart = Chart("走访", labels, (Series("户", tuple(range(200))),), "户")
    document = save(tmp_path, Report(sections=(Section("分楼", (chart,)),)))
    assert list(charts(document)) == []
    (grid,) = grids(document)
    assert grid == [[f"{at}号楼", str(at)] for at in range(200)]
    assert ("表题", "走访（单位：户）") in lines(document)


def test_the_same_report_gives_the_same_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    from branchlog.render.documents import document

    document.write(annual("zh"), first, lang="zh")
    document.write(annual("zh"), second, lang="zh")
    assert first.getvalue() == second.getvalue()
    with zipfile.ZipFile(first) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_document_says_whose_it_is_and_nothing_of_the_machine(tmp_path: Path) -> None:
    document = save(tmp_path, annual("zh"))
    properties = Document(str(tmp_path / "out.docx")).core_properties
    assert (properties.title, properties.author) == ("河畔支部2024年工作总结", "河畔支部")
    assert properties.last_modified_by == ""
    assert properties.created is not None
    assert properties.created.year == 2000
    assert [each for each in document.namelist() if "app.xml" in each] == []


def test_no_part_reaches_out_of_the_document(tmp_path: Path) -> None:
    document = save(tmp_path, annual("zh", note="http://example.org/ INCLUDEPICTURE"))
    for name in document.namelist():
        if name.endswith(".rels"):
            assert b"External" not in document.read(name)
    fields = {
        str(field.text).strip()
        for name in ("footer1", "footer2", "document")
        for field in part(document, name).iter(qn("w:instrText"), qn("w:fldSimple"))
    }
    assert fields == {"PAGE"}


def test_a_paragraph_keeps_its_lines(tmp_path: Path) -> None:
    section = Section("", ((Run("一行\n"), Run("又一行\t尾")),))
    (paragraph,) = (
        each
        for each in body(save(tmp_path, Report(sections=(section,)))).iter(qn("w:p"))
        if text(each)
    )
    inside = [
        etree.QName(each).localname for each in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
    ]
    assert inside == ["t", "br", "t", "tab", "t"]
