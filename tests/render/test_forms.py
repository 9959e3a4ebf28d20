"""Forms of others: placeholders filled wherever they stand, the rest of the file as it was."""

from __future__ import annotations

import io
import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from lxml import etree
from python_calamine import CalamineWorkbook

from branchlog.errors import BadValue
from branchlog.render.forms.form import Filling, Form
from tests.render.workbooks import converted, needs_office, picture, rewritten

FIGURES = {
    "visit.households": Filling("126", 126),
    "rate": Filling("87.5%", 0.875, True),
    "none": Filling("无", None),
    "area": Filling("约500", 500.25),
    "words": Filling("120余户", "120余户"),
    "name": Filling("张三", "张三"),
    "evil": Filling("=cmd|'/C calc'!A0", "=cmd|'/C calc'!A0"),
    "phone": Filling("+86 851 2462 0000", "+86 851 2462 0000"),
}
Sheet = Any
Draw = Callable[[Any, Sheet], object]


def made(folder: Path, draw: Draw, name: str = "form.xlsx") -> Path:
    """A form of one sheet, drawn by the test."""
    path = folder / name
    book = xlsxwriter.Workbook(str(path))
    draw(book, book.add_worksheet("月报"))
    book.close()
    return path


def form(path: Path) -> Form:
    return Form(path, io.BytesIO(path.read_bytes()))


def filled(path: Path, figures: Mapping[str, Filling] = FIGURES) -> Path:
    out = path.with_name("out.xlsx")
    with out.open("wb") as raw:
        form(path).write(figures, raw)
    return out


def rows(path: Path, sheet: int = 0) -> list[list[Any]]:
    with CalamineWorkbook.from_path(path) as book:
        return book.get_sheet_by_index(sheet).to_python()


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def cell(path: Path, place: str, sheet: int = 1) -> str:
    xml = parts(path)[f"xl/worksheets/sheet{sheet}.xml"].decode()
    found = re.search(rf'<c r="{place}"[^>]*?(?:/>|>.*?</c>)', xml)
    assert found, place
    return found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{visit.households}}", 126),
        (" {{ visit.households }} ", 126),
        ("｛｛visit.households｝｝", 126),
        ("走访 {{visit.households}} 户", "走访 126 户"),
        ("{{visit.households}}{{visit.households}}", "126126"),
        ("{{words}}", "120余户"),
        ("{{area}}", 500.25),
        ("{{area}}平方米", "约500平方米"),
        ("{{none}}", ""),
        ("{{none}} / {{visit.households}}", "无 / 126"),
        ("负责人:{{name}} 电话:{{phone}}", "负责人:张三 电话:+86 851 2462 0000"),
        ("{{phone}}", "+86 851 2462 0000"),
        ("{{evil}}", "'=cmd|'/C calc'!A0"),
        (" {{evil}}", " '=cmd|'/C calc'!A0"),
        ("x{{evil}}", "x=cmd|'/C calc'!A0"),
    ],
)
def test_a_placeholder_becomes_its_figure(tmp_path: Path, text: str, expected: object) -> None:
    figures = {**FIGURES, " visit.households ": FIGURES["visit.households"]}
    path = made(tmp_path, lambda _, sheet: sheet.write_row(0, 0, ["x", text, "y"]))
    assert rows(filled(path, figures)) == [["x", expected, "y"]]


def test_a_number_keeps_the_format_of_its_cell(tmp_path: Path) -> None:
    def draw(book: Any, sheet: Sheet) -> None:
        sheet.write(
            0, 0, "{{visit.households}}", book.add_format({"num_format": "0.00", "bold": 1})
        )

    path = made(tmp_path, draw)
    style = re.search(r's="\d+"', cell(path, "A1"))
    assert style
    assert cell(filled(path), "A1") == f'<c r="A1" {style[0]}><v>126</v></c>'


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [("0%", 0.875), ("0.00%", 0.875), ('0.0%;"x"', 0.875), ("General", 87.5), ('0.0"%"', 87.5)],
)
def test_a_rate_is_written_as_its_cell_shows_it(
    tmp_path: Path, number_format: str, expected: float
) -> None:
    def draw(book: Any, sheet: Sheet) -> None:
        sheet.write(0, 0, "{{rate}}", book.add_format({"num_format": number_format}))
        sheet.write(0, 1, "成功率{{rate}}")

    assert rows(filled(made(tmp_path, draw))) == [[expected, "成功率87.5%"]]


@pytest.mark.parametrize(
    "runs",
    [
        ["走访 ", "{{visit.households}}", " 户"],
        ["走访 {", "{visit.", "house", "holds}", "} 户"],
        ["走访 {{visit.households}", "} 户"],
        ["走", "访 {{visit.households}} 户"],
    ],
)
def test_a_placeholder_split_over_runs_takes_the_looks_of_the_first(
    tmp_path: Path, runs: list[str]
) -> None:
    def draw(book: Any, sheet: Sheet) -> None:
        looks = [book.add_format({"font_size": 10 + number}) for number in range(len(runs))]
        pieces = [part for pair in zip(looks, runs, strict=True) for part in pair]
        sheet.write_rich_string(0, 0, *pieces)

    out = filled(made(tmp_path, draw))
    assert rows(out) == [["走访 126 户"]]
    strings = parts(out)["xl/sharedStrings.xml"].decode()
    assert strings.count("<r>") == len(runs)
    sized = re.search(r'<sz val="(\d+)"/>(?:(?!<r>).)*?<t[^>]*>[^<]*126', strings)
    # The run in which the first brace stands.
    first = next(at for at, run in enumerate(runs) if "{" in run)
    assert sized is not None
    assert int(sized[1]) == 10 + first


def test_text_in_the_cell_itself_is_filled_too(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("月报")
    sheet.write_row(0, 0, ["{{visit.households}}", "共 {{visit.households}} 户", "{{none}}"])
    sheet.write_row(1, 0, ["x"])
    book.close()
    assert "inlineStr" in cell(path, "A1")
    out = filled(path)
    assert rows(out) == [[126, "共 126 户"], ["x", ""]]
    assert cell(out, "C1") == '<c r="C1"/>'


def test_what_holds_no_placeholder_is_copied_byte_for_byte(tmp_path: Path) -> None:
    def draw(book: Any, sheet: Sheet) -> None:
        sheet.write("A1", "{{visit.households}}")
        sheet.merge_range("A3:C4", "合并 {{visit.households}}", book.add_format({"border": 1}))
        sheet.insert_image("E1", "logo.png", {"image_data": io.BytesIO(picture())})
        sheet.data_validation("D1:D9", {"validate": "list", "source": ["是", "否"]})
        sheet.conditional_format("A1:A9", {"type": "cell", "criteria": ">", "value": 5})
        sheet.set_column("A:A", 33)
        sheet.set_landscape()
        sheet.set_header("&C表头 & x")
        sheet.protect("secret")
        sheet.write_comment("B9", "备注")
        other = book.add_worksheet("说明")
        other.write("A1", "这里没有")
        other.insert_textbox("C3", "文本框")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=月报!$A$1:$A$9"})
        other.insert_chart("E5", chart)
        book.define_name("total", "=月报!$A$1")

    path = made(tmp_path, draw)
    before, after = parts(path), parts(filled(path))
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
    }
    old, new = (each["xl/worksheets/sheet1.xml"] for each in (before, after))
    assert beside_cells(old) == beside_cells(new)
    assert {"mergeCells", "dataValidations", "drawing", "sheetProtection"} <= set(beside_cells(old))


def beside_cells(xml: bytes) -> dict[str, bytes]:
    """The elements of a worksheet but its cells, each as it is written."""
    return {
        etree.QName(each).localname: etree.tostring(each)
        for each in etree.fromstring(xml)
        if not str(each.tag).endswith("}sheetData")
    }


def test_stale_totals_are_forgotten_and_asked_for_anew(tmp_path: Path) -> None:
    def draw(book: Any, sheet: Sheet) -> None:
        sheet.write("A1", "{{visit.households}}")
        sheet.write_formula("A2", "=SUM(A1:A1)", None, 0)
        sheet.write_formula("A3", '=A2&"户"', None, "0户")
        sheet.write_array_formula("B1:B2", "{=A1:A2*2}", None, 0)
        book.add_worksheet("另").write_formula("A1", "=月报!A2", None, 99)

    path = made(tmp_path, draw)
    out = parts(filled(path))
    for sheet in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert re.findall(r"<f[^>]*>[^<]*</f><v>", out[sheet].decode()) == []
    assert 'fullCalcOnLoad="1"' in out["xl/workbook.xml"].decode()
    assert cell(filled(path), "A3") == '<c r="A3"><f>A2&amp;"户"</f></c>'


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("{{visit.households", "torn"),
        ("{visit.households}}", "torn"),
        ("{{a}} {{b", "torn"),
        ("{{" + "x" * 600 + "}}", "torn"),
        ("{x}", None),
    ],
)
def test_braces_that_do_not_match_are_told_of(
    tmp_path: Path, text: str, trouble: str | None
) -> None:
    path = made(tmp_path, lambda _, sheet: sheet.write("B7", text))
    found = [(spot.sheet, spot.cell, spot.trouble) for spot in form(path).spots]
    assert found == ([("月报", "B7", trouble)] if trouble else [])


def test_a_placeholder_where_it_cannot_be_filled_is_told_of(tmp_path: Path) -> None:
    def draw(_: Any, sheet: Sheet) -> None:
        sheet.write_formula("A1", '="共{{visit.households}}户"')
        sheet.add_table("B3:C5", {"columns": [{"header": "{{name}}"}, {"header": "x"}]})
        sheet.set_header("&C{{name}}")
        sheet.insert_textbox("E3", "{{name}}")
        sheet.write_comment("E9", "这里写 {{name}}")

    found = form(made(tmp_path, draw))
    assert [(spot.cell, spot.trouble) for spot in found.spots] == [
        ("A1", "formula"),
        ("B3", "heading"),
    ]
    assert found.elsewhere == (
        "xl/worksheets/sheet1.xml",
        "xl/drawings/drawing1.xml",
        "xl/comments1.xml",
    )


def test_cells_that_do_not_say_where_they_are_follow_each_other(tmp_path: Path) -> None:
    def draw(_: Any, sheet: Sheet) -> None:
        sheet.write_row(0, 25, ["a", "{{name}}"])
        sheet.write_row(1, 0, ["x", "{{name}}"])

    path = made(tmp_path, draw)
    bare = {
        "xl/worksheets/sheet1.xml": lambda xml: re.sub(
            rb'<(c|row) r="(?!Z1|A1)\w+"', rb"<\1", xml.replace(b'r="B2" ', b"")
        )
    }
    assert [spot.cell for spot in form(rewritten(path, bare)).spots] == ["AA1", "B2"]


def test_a_shared_text_is_filled_in_each_cell_that_shows_it(tmp_path: Path) -> None:
    def draw(book: Any, sheet: Sheet) -> None:
        for row in range(3):
            sheet.write(row, 0, "{{visit.households}}")
            sheet.write(row, 1, "共{{visit.households}}户")
        book.add_worksheet("另").write(0, 0, "{{visit.households}}")

    out = filled(made(tmp_path, draw))
    assert rows(out) == [[126, "共126户"]] * 3
    assert rows(out, 1) == [[126]]
    assert b"{{" not in b"".join(parts(out).values())


def test_elements_with_a_prefix_are_the_same_elements(tmp_path: Path) -> None:
    def prefixed(xml: bytes) -> bytes:
        return re.sub(rb"<(/?)(?=\w)", rb"<\1x:", xml).replace(b" xmlns=", b" xmlns:x=")

    def draw(_: Any, sheet: Sheet) -> None:
        sheet.write_row(0, 0, ["{{visit.households}}", "共{{visit.households}}户"])
        sheet.write_formula(1, 0, "=A1", None, 0)

    names = ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")
    out = filled(rewritten(made(tmp_path, draw), dict.fromkeys(names, prefixed)))
    found = parts(out)
    assert b'<x:c r="A1"><x:v>126</x:v></x:c>' in found["xl/worksheets/sheet1.xml"]
    assert "共126户".encode() in found["xl/sharedStrings.xml"]
    assert b'<x:calcPr calcId="124519" fullCalcOnLoad="1"/>' in found["xl/workbook.xml"]


def test_hostile_values_stay_text(tmp_path: Path) -> None:
    evil = "</t></si><si><t>&amp;<x>]]>_x0041_\x00\x1b[31m\u202e😀\ud800"
    path = made(tmp_path, lambda _, sheet: sheet.write_row(0, 0, ["{{name}}", "共{{name}}"]))
    out = rows(filled(path, {"name": Filling(evil, evil)}))
    told = "</t></si><si><t>&amp;<x>]]>_x0041_\\x00\\x1b[31m\\u202e😀\\ud800"
    assert out == [[told, f"共{told}"]]


def zipped(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def _bomb(members: Mapping[str, bytes]) -> dict[str, bytes]:
    return {**members, "xl/sharedStrings.xml": b"<sst>" + b" " * 26_000_000 + b"</sst>"}


def _entities(members: Mapping[str, bytes]) -> dict[str, bytes]:
    lol = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 9))
    head = b'<!DOCTYPE sst [<!ENTITY l0 "lol">' + lol + b"]>"
    return {**members, "xl/sharedStrings.xml": head + b"<sst><si><t>&l8;</t></si></sst>"}


def _types(old: bytes, new: bytes) -> Callable[[Mapping[str, bytes]], dict[str, bytes]]:
    def change(members: Mapping[str, bytes]) -> dict[str, bytes]:
        types = members["[Content_Types].xml"].replace(old, new)
        return {**members, "[Content_Types].xml": types}

    return change


XLSX = b"spreadsheetml.sheet.main+xml"
DAMAGED = "it is no .xlsx file, or a damaged one"
MACROS = "it holds macros, which nobody can check"
OTHER = "it is a sheet of another format"
PACKED: dict[str, tuple[Callable[[Mapping[str, bytes]], dict[str, bytes]], str]] = {
    "a bomb": (_bomb, "it is too large: more than 25 MB"),
    "entities": (_entities, DAMAGED),
    "an external entity": (
        lambda members: {
            **members,
            "xl/sharedStrings.xml": b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            b"<sst><si><t>&x;</t></si></sst>",
        },
        DAMAGED,
    ),
    "macros": (lambda members: {**members, "xl/vbaProject.bin": b"x"}, MACROS),
    "an xlsm": (
        _types(b"application/vnd.openxmlformats-officedocument." + XLSX,
               b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        MACROS,
    ),
    "a template": (_types(b"sheet.main+xml", b"template.main+xml"), OTHER),
    "an ods": (
        lambda members: {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet", **members
        },
        OTHER,
    ),
    "a docx": (_types(XLSX, b"wordprocessingml.document.main+xml"), OTHER),
    "a part that is missing": (
        lambda members: {n: d for n, d in members.items() if n != "xl/worksheets/sheet1.xml"},
        DAMAGED,
    ),
    "xml that is none": (lambda members: {**members, "xl/sharedStrings.xml": b"<sst>"}, DAMAGED),
    "a cell that stands nowhere": (
        lambda members: {
            **members,
            "xl/worksheets/sheet1.xml": members["xl/worksheets/sheet1.xml"].replace(
                b'r="A1"', b'r="ABCD1"'
            ),
        },
        DAMAGED,
    ),
    "any zip": (lambda members: {"a.txt": b"x"}, DAMAGED),
    "a name twice": (lambda members: {**members, "XL/workbook.XML": b"x"}, DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize("name", PACKED)
def test_what_cannot_be_filled_is_refused(tmp_path: Path, name: str) -> None:
    change, why = PACKED[name]
    path = made(tmp_path, lambda _, sheet: sheet.write("A1", "{{name}}"))
    changed = zipped(tmp_path / "changed.xlsx", change(parts(path)))
    with pytest.raises(BadValue) as refused:
        form(changed)
    assert refused.value.lines("en") == (
        "the form changed.xlsx cannot be filled in",
        why,
        "save it as an .xlsx without a password in Excel or WPS, and try again",
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", DAMAGED),
        (b"PK\x03\x04", DAMAGED),
        (b"a,b\n1,2\n", DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OTHER),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "it is protected by a password",
        ),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    with pytest.raises(BadValue) as refused:
        form(path)
    assert refused.value.lines("en")[1] == why


def test_a_broken_picture_is_found_before_it_is_handed_on(tmp_path: Path) -> None:
    def draw(_: Any, sheet: Sheet) -> None:
        sheet.write("A1", "{{name}}")
        sheet.insert_image("B2", "x.png", {"image_data": io.BytesIO(picture())})

    path = made(tmp_path, draw)
    data = path.read_bytes()
    packed = zlib.compress(picture(), 6)[2:-4]
    assert packed in data
    path.write_bytes(data.replace(packed, bytes(len(packed))))
    with pytest.raises(BadValue, match="damaged"):
        filled(path)


def county(folder: Path) -> Path:
    """A county's monthly form: types of dispute, this month and the year, totals below."""

    def draw(book: Any, sheet: Sheet) -> None:
        lined = book.add_format({"border": 1})
        sheet.merge_range(
            "A1:E1", "{{name}}调解情况月报", book.add_format({"bold": 1, "align": "center"})
        )
        sheet.write_row("A2", ["类型", "受理", "成功", "本年受理", "本年成功"], lined)
        for row, kind in enumerate(("邻里", "家庭", "其他"), 3):
            sheet.write(f"A{row}", kind, lined)
            for column in "BCDE":
                sheet.write(f"{column}{row}", "{{visit.households}}", lined)
        sheet.write("A6", "合计", lined)
        for column in "BCDE":
            sheet.write_formula(f"{column}6", f"=SUM({column}3:{column}5)", lined, 0)
        sheet.write_formula("F6", "=IF(B6=0,0,C6/B6)", None, 0)
        sheet.write("A8", "填表人:{{name}}")
        sheet.insert_image("G1", "logo.png", {"image_data": io.BytesIO(picture())})

    return made(folder, draw)


@needs_office
def test_totals_are_right_where_the_form_is_opened(tmp_path: Path) -> None:
    out = filled(county(tmp_path))
    lines = converted(out, "csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith('"张三调解情况月报"')
    assert lines[5].split(",")[:6] == ['"合计"', "378", "378", "378", "378", "1"]
    assert lines[7].startswith('"填表人:张三"')


@needs_office
def test_a_form_that_libreoffice_saved_is_filled_like_any_other(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    path = Path(shutil.move(converted(county(tmp_path), "xlsx", saved), tmp_path / "lo.xlsx"))
    out = filled(path)
    with zipfile.ZipFile(out) as file:
        assert any(name.startswith("xl/media/") for name in file.namelist())
    again = converted(out, "csv", saved)
    lines = again.read_text(encoding="utf-8").splitlines()
    assert lines[5].split(",")[:5] == ['"合计"', "378", "378", "378", "378"]


def test_nothing_is_written_beside_the_output(tmp_path: Path) -> None:
    filled(county(tmp_path))
    assert sorted(os.listdir(tmp_path)) == ["form.xlsx", "out.xlsx"]
