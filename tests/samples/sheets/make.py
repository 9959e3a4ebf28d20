"""Make the sheets of this folder as people keep them, by LibreOffice from hand-made ones.

`uv run python tests/samples/sheets/make.py` needs soffice and the system's python3-uno; the tests
use what is committed, so that they need neither. All names are invented.

visits      走访: title, 填报单位 row, header of two merged rows, dates merged over several rows,
            text dates, 约/余, a blank row, a hidden row, 小计, 合计 by formula, 填表人/审核人.
mediations  调解: outcomes as people write them, phone and ID numbers as text, money by formula,
            a line break within a cell, a cell with quotes and commas.
year        走访, 调解, 辅导, 活动, each its own kind; 空表 is empty, 旧数据 and 参数 hidden,
            图 a chart. 活动 has serials instead of dates and one formula that fails.
plain       year as it was made by hand: 参数 is very hidden and 图 a chart sheet, which LibreOffice
            makes hidden and a sheet without cells (xlsx only).
dates1904   a workbook that counts its days from 1904 (xlsx only).
styled      as other writers make them: inline strings, no cell references, a wrong dimension, a
            styled but empty last cell XFD1048576, styled empty columns (xlsx only).
locked      visits, protected by the password 123456.

Each is there as xlsx, xls and ods, all written by LibreOffice; visits and mediations also as
GB18030 CSV (.gb18030.csv) and as what Excel calls Unicode text (.utf16.txt).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

HERE = Path(__file__).parent
TEXTS = {".gb18030.csv": "44,34,85,1", ".utf16.txt": "9,34,65535,1"}

VISITS_HEAD = [
    "序号",
    "时间",
    "走访对象",
    None,
    "走访类别",
    "走访人员",
    "地点",
    "慰问金(元)",
    "备注",
]
VISITS = [
    # date, name, households, category, people, place, money, note
    (date(2024, 1, 22), "丁小满", 1, "慰问", "甘雨声、牛得水", "3栋", 300, None),
    (None, "卜春生", 1, "慰问", "甘雨声、牛得水", "3栋", 300, "独居"),
    (None, "万家宝等", "12户", "慰问", "甘雨声、牛得水", "5栋", 3600, None),
    ("2月9日", None, "约120户", "政策宣传", "全体党员", "紫荆小区", None, "发放宣传单"),
    ("2024.3.5", "史可盈", 1, "困难帮扶", "牛得水", "7栋2单元", 500.5, None),
    (None, None, None, None, None, None, None, None),
    (date(2024, 4, 11), None, "80余户", "政策宣传", "甘雨声;时来运", "北区", None, "防诈骗\n防火"),
    (date(2024, 5, 20), "安如山", 1, "独居老人", "时来运", "1栋", 200, "本行已隐藏"),
    (date(2024, 6, 10), "应有余", 1, "独居老人", "时来运", "1栋", 200, None),
]

MEDIATIONS_HEAD = [
    *("序号", "受理日期", "纠纷类型", "当事人", "联系电话", "身份证号", "纠纷简要情况", "调解员"),
    *("调解结果", "办结日期", "涉及金额(元)", "协议"),
]
MEDIATIONS = [
    *((date(2024, 1, 8), "邻里", "常乐、元满", "013000000001", "990000195001010011", "漏水"),),
    *((date(2024, 2, 19), "婚姻家庭", "梅开", "013000000002", "99000019500101002X", "赡养"),),
    *((date(2024, 3, 3), "物业", "费用、计量", "013000000003", "990000195001010038", "物业费"),),
    *((date(2024, 4, 15), "邻里", "路平;山高", "013000000004", "990000195001010046", "噪音,夜间"),),
    *((date(2024, 5, 27), "劳动", "车成行", "013000000005", "990000195001010054", "工资"),),
    *((date(2024, 6, 30), "损害赔偿", "白云", "013000000006", "990000195001010062", '称"狗咬人"'),),
    *((date(2024, 7, 18), "消费", "水长流", "013000000007", "990000195001010070", "退货\n退款"),),
]
OUTCOMES = [
    ("调解成功", date(2024, 1, 10), 0, "口头"),
    ("已化解", date(2024, 3, 1), None, "书面"),
    ("未化解", None, 1200, None),
    ("成功", "4月20日", 1300.5, "书面"),
    ("不成功", date(2024, 6, 3), 20000, None),
    ("移交", date(2024, 7, 2), 800, None),
    ("调解中", None, 99.99, None),
]


class Styles:
    """The formats that a workbook's cells take."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "align": "center", "font_size": 16})
        self.head = book.add_format({"bold": True, "border": 1, "text_wrap": True})
        self.day = book.add_format({"num_format": "yyyy/m/d", "valign": "vcenter"})
        self.text = book.add_format({"num_format": "@"})
        self.money = book.add_format({"num_format": "#,##0.00"})


def put(sheet: Any, row: int, column: int, value: object, styles: Styles) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, styles.day)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, styles.text)
    elif value is not None:
        sheet.write(row, column, value)


def visits(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        styles, sheet = Styles(book), book.add_worksheet("走访台账")
        sheet.merge_range("A1:I1", "2024年走访慰问台账", styles.title)
        sheet.merge_range("A2:D2", "填报单位:紫荆社区退休党支部")
        sheet.merge_range("F2:I2", "填报日期:2024年12月10日")
        for column, label in enumerate(VISITS_HEAD):
            if label == "走访对象":
                sheet.merge_range("C3:D3", label, styles.head)
                sheet.write_row("C4", ["户名", "户数"], styles.head)
            elif label is not None:
                sheet.merge_range(2, column, 3, column, label, styles.head)
        for index, given in enumerate(VISITS):
            number = [index + 1 if given[4] else None]
            for column, value in enumerate([*number, *given]):
                put(sheet, 4 + index, column, value, styles)
        sheet.merge_range("B5:B7", date(2024, 1, 22), styles.day)
        sheet.set_row(11, None, None, {"hidden": True})
        sheet.write("A14", "小计")
        sheet.write_formula("H14", "=SUM(H11:H13)", styles.money, 400)
        sheet.merge_range("A15:C15", "合计")
        sheet.write_formula("D15", '=COUNT(D5:D13)&"户"', None, "5户")
        sheet.write_formula("H15", "=SUM(H5:H13)", styles.money, 5100.5)
        sheet.write("A17", "填表人:甘雨声")
        sheet.write("F17", "审核人:牛得水")


def mediations(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        styles, sheet = Styles(book), book.add_worksheet("调解台账")
        sheet.merge_range("A1:L1", "紫荆社区矛盾纠纷调解台账(2024年度)", styles.title)
        sheet.write_row("A2", MEDIATIONS_HEAD, styles.head)
        for index, (case, outcome) in enumerate(zip(MEDIATIONS, OUTCOMES, strict=True)):
            for column, value in enumerate([index + 1, *case, "甘雨声", *outcome]):
                put(sheet, 2 + index, column, value, styles)
        sheet.write("A10", "合计")
        sheet.write_formula("K10", "=SUM(K3:K9)", styles.money, 23400.49)


def year(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        styles = Styles(book)
        sheets = {name: book.add_worksheet(name) for name in ("走访", "调解", "辅导", "活动")}
        old, fixed = book.add_worksheet("旧数据"), book.add_worksheet("参数")
        book.add_worksheet("空表")
        rows: dict[str, list[list[object]]] = {
            "走访": [["日期", "户数", "类别"], [date(2024, 3, 5), 3, "慰问"]],
            "调解": [["受理日期", "纠纷类型", "结果"], [date(2024, 3, 6), "邻里", "调解成功"]],
            "辅导": [["日期", "人次", "科目"], ["3月7日", 25, "书法"]],
            "活动": [
                ["活动日期", "活动名称", "参加人数", "宣传单"],
                [45359, "学雷锋", "30人", 200],
                [45360, "植树", "约30人", None],
            ],
        }
        for name, lines in rows.items():
            for row, values in enumerate(lines):
                for column, value in enumerate(values):
                    put(sheets[name], row, column, value, styles)
        sheets["活动"].write_formula("D3", "=A2/0", None, "#DIV/0!")
        old.write_row("A1", ["日期", "户数"])
        old.write_row("A2", ["2019-03-05", 5])
        old.hide()
        fixed.write_row("A1", ["类别", "慰问"])
        fixed.very_hidden()
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=走访!$B$2:$B$2"})
        book.add_chartsheet("图").set_chart(chart)


def dates1904(path: Path) -> None:
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        styles, sheet = Styles(book), book.add_worksheet("走访")
        sheet.write_row("A1", ["日期", "户数"])
        put(sheet, 1, 0, date(2024, 3, 5), styles)
        sheet.write("B2", 3)


STYLED = """<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<dimension ref="A1:A1"/><cols><col min="1" max="16384" width="9" style="1"/></cols><sheetData>
<row><c t="inlineStr"><is><t>日期</t></is></c><c t="inlineStr"><is><r><t>户</t></r><r><t>数</t></r>\
</is></c></row>
<row><c t="str"><v>2024-03-05</v></c><c><v>3</v></c></row>
<row r="4" spans="1:2"><c r="A4" t="inlineStr"><is><t>3月6日</t></is></c><c r="B4" s="1"/></row>
<row r="1048576"><c r="XFD1048576" s="1"/></row>
</sheetData></worksheet>
"""


def styled(path: Path) -> None:
    visits(path)
    parts = {}
    with zipfile.ZipFile(path) as plain:
        for name in plain.namelist():
            parts[name] = plain.read(name)
    parts["xl/worksheets/sheet1.xml"] = STYLED.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


#: Run by the system's Python, which has LibreOffice's bridge: from, to, filter.
LOCK = """
import sys, time, uno
from com.sun.star.beans import PropertyValue
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext(
    "com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(100):
    try:
        there = resolver.resolve("uno:pipe,name=branchlog;urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.3)
desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
def having(**given):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in given.items())
book = desktop.loadComponentFromURL("file://" + sys.argv[1], "_blank", 0, having(Hidden=True))
for target, name in (pair.split("=") for pair in sys.argv[2:]):
    properties = having(FilterName=name, Password="123456")
    book.storeToURL("file://" + target, properties)
desktop.terminate()
"""
FILTERS = {"xls": "MS Excel 97", "ods": "calc8"}


def lock(source: Path, profile: Path) -> None:
    """Let LibreOffice write a file protected by a password."""
    office = [
        *("soffice", f"-env:UserInstallation=file://{profile}", "--headless"),
        "--accept=pipe,name=branchlog;urp",
    ]
    targets = [f"{HERE}/locked.{suffix}={name}" for suffix, name in FILTERS.items()]
    running = subprocess.Popen(office, stdout=sys.stderr)
    try:
        command = ["/usr/bin/python3", "-c", LOCK, str(source), *targets]
        subprocess.run(command, check=True, timeout=60)
    finally:
        running.terminate()
        running.wait()
    # LibreOffice does not protect xlsx by this way.
    tool = ["uvx", "msoffcrypto-tool", "-e", "-p", "123456"]
    subprocess.run([*tool, str(source), str(HERE / "locked.xlsx")], check=True, timeout=60)


def convert(source: Path, form: str, into: Path) -> Path:
    """Let LibreOffice write a file anew; the result's path."""
    profile = f"-env:UserInstallation=file://{into}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(into)]
    subprocess.run([*command, str(source)], check=True, stdout=sys.stderr)
    return into / f"{source.stem}.{form.split(':')[0]}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        hand, out = Path(folder, "hand"), Path(folder, "out")
        hand.mkdir()
        for make in (visits, mediations, year):
            source = hand / f"{make.__name__}.xlsx"
            make(source)
            for form in ("xlsx", "xls", "ods"):
                shutil.copy(convert(source, form, out), HERE)
        for name in ("visits", "mediations"):
            for suffix, options in TEXTS.items():
                form = f"csv:Text - txt - csv (StarCalc):{options}"
                shutil.copy(convert(hand / f"{name}.xlsx", form, out), HERE / f"{name}{suffix}")
        lock(hand / "visits.xlsx", out / "profile")
        shutil.copy(hand / "year.xlsx", HERE / "plain.xlsx")
    dates1904(HERE / "dates1904.xlsx")
    styled(HERE / "styled.xlsx")


if __name__ == "__main__":
    main()
