"""Files of many believable visits to import: JSON Lines, CSV, XLSX. The same number, same bytes."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

HEADER = ("走访日期", "类别", "走访户数", "事由", "地点", "走访人员", "备注")
_CATEGORIES = {
    "condolence": "慰问",
    "outreach": "入户宣传",
    "hardship": "困难帮扶",
    "elderly": "独居老人",
}
_TITLES = ("冬日探访", "春节慰问困难老党员", "入户宣传防诈骗", "中秋看望独居老人")
_NOTES = (
    "烤火炉线老化，已请社区电工换",
    "老人行动不便，约好下周再去",
    "送去米和油",
    "发放防诈骗手册，讲了三个身边的例子",
)
_PEOPLE = ("赵秀英", "钱永福", "孙世珍", "李启明", "周景芳", "吴德荣", "郑开文", "王正华")


def visits(count: int) -> Iterator[dict[str, Any]]:
    """So many visits of 2020 to 2024, as a script writes them."""
    chance = random.Random(7)
    first = date(2020, 1, 1)
    for _ in range(count):
        yield {
            "kind": "visit",
            "date": (first + timedelta(days=chance.randrange(1826))).isoformat(),
            "category": chance.choice(tuple(_CATEGORIES)),
            "households": chance.randrange(1, 9),
            "title": chance.choice(_TITLES),
            "place": f"滨河小区{chance.randrange(1, 30)}栋",
            "people": chance.sample(_PEOPLE, chance.randrange(1, 4)),
            "note": chance.choice(_NOTES),
        }


def json_lines(path: Path, count: int) -> Path:
    """The visits as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for visit in visits(count):
            file.write(json.dumps(visit, ensure_ascii=False, separators=(",", ":")) + "\n")
    return path


def separated(path: Path, count: int) -> Path:
    """The visits as people keep them, in a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(map(_row, visits(count)))
    return path


def workbook(path: Path, count: int) -> Path:
    """The same in a sheet, with real dates and numbers."""
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("走访")
    sheet.write_row(0, 0, HEADER)
    for number, visit in enumerate(visits(count), 1):
        row = _row(visit)
        sheet.write_datetime(number, 0, date.fromisoformat(row[0]), day)
        sheet.write_string(number, 1, row[1])
        sheet.write_number(number, 2, int(row[2]))
        for column in range(3, 7):
            sheet.write_string(number, column, row[column])
    book.close()
    return path


def _row(visit: dict[str, Any]) -> list[str]:
    return [
        visit["date"],
        _CATEGORIES[visit["category"]],
        str(visit["households"]),
        visit["title"],
        visit["place"],
        "、".join(visit["people"]),
        visit["note"],
    ]
