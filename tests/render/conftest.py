"""The reports that the renderers' tests show."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from branchlog import render
from branchlog.messages import Lang
from branchlog.report import Cell, Column, Report, Table

Texts = dict[str, tuple[str, str]]

NOTE = (
    "送去慰问品，了解近况；老人腿脚不便，已联系社区医院上门复诊，并约好下周再去。😀👨‍👩‍👧 𠮷野家",
    "Brought a parcel and asked after her health; the clinic will send a doctor. 😀👨‍👩‍👧",
)


@pytest.fixture
def sample() -> Callable[[Lang], Report]:
    """A report as `stats` and `list` show them, in one language."""
    return _sample


@pytest.fixture
def table_text() -> Callable[..., str]:
    """`table_text(columns, rows, width=…)`: one table as the terminal gets it."""

    def text(
        columns: tuple[Column, ...],
        rows: tuple[tuple[Cell, ...], ...],
        *,
        lang: Lang = "en",
        width: int = 80,
        color: bool = False,
        bars: bool = False,
    ) -> str:
        report = Report(tables=(Table(columns, rows),))
        stream = io.StringIO()
        render.write(report, stream, "table", lang=lang, width=width, color=color, bars=bars)
        return stream.getvalue()

    return text


def _sample(lang: Lang) -> Report:
    def t(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    figures = Table(
        (
            Column("label", t("指标", "Figure")),
            Column("value", t("数值", "Value"), "right", bar=True),
            Column("unit", t("单位", "Unit")),
        ),
        (
            (t("走访户数", "Households visited"), 126, t("户", "households")),
            (t("调解纠纷", "Disputes mediated"), 32, t("起", "disputes")),
            (t("发放资料", "Leaflets"), 1305, t("份", "copies")),
            (t("服务时长", "Hours"), 212.5, t("小时", "hours")),
            (t("调解成功率", "Settlement rate"), None, "%"),
        ),
        t("2024年统计", "Figures of 2024"),
    )
    records = Table(
        (
            Column("id", t("编号", "Id")),
            Column("date", t("日期", "Date")),
            Column("kind", t("事项", "Kind")),
            Column("place", t("地点", "Place"), priority=1),
            Column("note", t("说明", "Note")),
        ),
        (
            ("9f3a1c2e", "2024-03-05", t("走访", "visit"), t("3栋2单元", "Block 3"), t(*NOTE)),
            ("a1b2c3d4", "2024-03-06", t("调解", "mediation"), None, "[red]x[/red] :smile:"),
        ),
        t("记录", "Records"),
    )
    months = Table(
        (
            Column("label", t("指标", "Figure")),
            *(Column(f"2024-{month:02}", t(f"{month}月", f"M{month}")) for month in range(1, 13)),
        ),
        ((t("发放资料", "Leaflets"), *range(1001, 1013)),),
        t("按月", "By month"),
    )
    empty = Table(figures.columns, (), t("需求", "Needs"))
    return Report(
        heading=(t("子英居民党支部", "Ziying branch"), t("2024年全年", "The year 2024")),
        tables=(figures, records, months, empty),
        notes=(t("看依据：branchlog why visit.households", "See: branchlog why visit.households"),),
    )
