"""A small year-end report as a command hands it over: sections, figures with proofs, records."""

from __future__ import annotations

from branchlog.messages import Lang
from branchlog.report import (
    Chart,
    Column,
    Paragraph,
    Proof,
    Report,
    Run,
    Section,
    Series,
    Table,
)

HOUSEHOLDS, DISPUTES, AREA = "visit.households", "mediation.disputes", "activity.area"
MEMBERS = "standing.member"


def annual(lang: Lang, *, note: str = "") -> Report:
    """The sample in a language; `note` is text that somebody typed."""
    zh = lang == "zh"
    title = "河畔支部2024年工作总结" if zh else "Riverside Branch, annual report 2024"
    return Report(
        title=title,
        byline=("河畔街道/老城社区", "2024-01-01 至 2024-12-31") if zh else ("Old Town", "2024"),
        sections=(
            Section("助力基层治理" if zh else "Governance", (_narrative(zh), _typed(note))),
            Section(
                "年度数据" if zh else "The year in figures",
                (_year(zh),),
                (Section("分月" if zh else "By month", (_months(zh), _chart(zh))),),
            ),
        ),
        notes=("数字都来自账本记录。" if zh else "All figures come from the ledger.",),
        signature=("河畔支部", "2024年12月20日")
        if zh
        else ("Riverside Branch", "20 December 2024"),
        proofs=_proofs(zh),
        records=_records(zh, note),
        data={"schema": 1, "title": title},
    )


def _narrative(zh: bool) -> Paragraph:
    if zh:
        return (
            Run("2024年,开展走访慰问"),
            Run("120余户", HOUSEHOLDS),
            Run(",调解矛盾纠纷"),
            Run("3起", DISPUTES),
            Run("。"),
        )
    return (
        Run("Over 120", HOUSEHOLDS),
        Run(" households visited, "),
        Run("3", DISPUTES),
        Run(" disputes mediated."),
    )


def _typed(note: str) -> Paragraph:
    return (Run(note),)


def _year(zh: bool) -> Table:
    columns = (
        Column("label", "指标" if zh else "indicator"),
        Column("value", "数值" if zh else "value", "right"),
        Column("unit", "单位" if zh else "unit"),
        Column("previous", "上年" if zh else "previous", "right"),
        Column("change", "增减" if zh else "change", "right"),
    )
    rows = (
        ("走访户数" if zh else "households visited", 126, "户" if zh else "", 118, "+8"),
        ("调解矛盾纠纷" if zh else "disputes mediated", 3, "起" if zh else "", None, ""),
        ("活动:面积" if zh else "activity: area", "约500" if zh else "about 500", "m²", None, ""),
        ("党员" if zh else "members", 45, "人" if zh else "", 45, "0"),
    )
    proofs = tuple(("", key, "", "", "") for key in (HOUSEHOLDS, DISPUTES, AREA, MEMBERS))
    return Table(columns, rows, "2024年" if zh else "2024", proofs=proofs)


def _months(zh: bool) -> Table:
    months = tuple(f"{month:02}" for month in range(1, 13))
    columns = (
        Column("label", "指标" if zh else "indicator"),
        *(Column(f"2024-{month}", month, "right") for month in months),
        Column("total", "合计" if zh else "total", "right"),
    )
    cells = (10, None, 12, 8, 14, None, 9, 11, 20, 16, 12, 14)
    row = ("走访户数" if zh else "households visited", *cells, 126)
    return Table(
        columns, (row,), proofs=(("", *[HOUSEHOLDS if cell else "" for cell in cells], HOUSEHOLDS),)
    )


def _chart(zh: bool) -> Chart:
    values = (10, None, 12, 8, 14, None, 9, 11, 20, 16, 12, 14)
    name = "走访户数" if zh else "households visited"
    labels = tuple(f"{month}月" if zh else str(month) for month in range(1, 13))
    return Chart(name, labels, (Series(name, values),), "户" if zh else "households")


def _proofs(zh: bool) -> tuple[Proof, ...]:
    rule = "户名不同的算不同的户" if zh else "different names are different households"
    return (
        Proof(
            HOUSEHOLDS,
            "走访户数" if zh else "households visited",
            126,
            "126户" if zh else "126",
            rule,
            (
                ("01a203ce-0000-7000-8000-000000000001", 90),
                ("01a203ce-0000-7000-8000-000000000002", 36),
            ),
        ),
        Proof(
            DISPUTES,
            "调解矛盾纠纷" if zh else "disputes mediated",
            3,
            "3起" if zh else "3",
            "一条记录一起" if zh else "each record is one",
            (("01a203ce-0000-7000-8000-000000000003", 3),),
        ),
        Proof(
            AREA,
            "面积" if zh else "area",
            500,
            "约500平方米" if zh else "about 500 m²",
            "合计" if zh else "sum",
        ),
        Proof(
            MEMBERS,
            "党员" if zh else "members",
            45,
            "45人" if zh else "45",
            "最近一次" if zh else "the last",
        ),
    )


def _records(zh: bool, note: str) -> tuple[Table, ...]:
    columns = (
        Column("id", "编号" if zh else "id"),
        Column("date", "日期" if zh else "date", form="date"),
        Column("category", "类别" if zh else "category"),
        Column("households", "户数" if zh else "households", "right", form="integer"),
        Column("note", "备注" if zh else "note"),
    )
    visits = (
        ("01a203ce-0000-7000-8000-000000000001", "2024-03-05", "慰问", 90, note or None),
        ("01a203ce-0000-7000-8000-000000000002", "2024-10-09", "", 36, None),
    )
    mediations = (("01a203ce-0000-7000-8000-000000000003", "2024-05-06", "邻里", None, None),)
    return (
        Table(columns, visits, "走访" if zh else "visit"),
        Table(columns, mediations, "调解" if zh else "mediation"),
    )
