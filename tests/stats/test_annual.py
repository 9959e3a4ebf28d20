"""What a year-end report says, and that it says nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from branchlog.messages import Lang
from branchlog.records.periods import parse_period
from branchlog.report import Run, Table
from branchlog.stats.annual import spans
from tests.stats.reported import TODAY, Docs, charts, findings, report, section, tables, told

VISITS: list[dict[str, Any]] = [
    {"date": "2023-05-02", "category": "elderly", "households": 3},
    {"date": "2024-03-05", "category": "elderly", "household": ["张家", "李家"]},
    {"date": "2024-03-09", "category": "hardship", "household": ["张家"], "households": 4},
    {"date": "2025-01-02", "category": "hardship", "households": 50},
]


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2024", "河畔2024年工作总结", "河畔, annual report 2024"),
        ("2024H1", "河畔2024年上半年工作总结", "河畔, report first half of 2024"),
        ("2024Q3", "河畔2024年第三季度工作总结", "河畔, report Q3 2024"),
        ("2024-03", "河畔2024年3月工作总结", "河畔, report March 2024"),
        ("2023..2024", "河畔2023年至2024年工作总结", "河畔, report 2023 to 2024"),
        (
            "2024-03-01..2024-03-31",
            "河畔2024年3月1日至2024年3月31日工作总结",
            "河畔, report 1 March 2024 to 31 March 2024",
        ),
        (
            "..2024-08-05",
            "河畔工作总结(截至2024年8月5日)",
            "河畔, report (up to 5 August 2024)",
        ),
        ("2024-03-01..", "河畔工作总结(2024年3月1日以来)", "河畔, report (since 1 March 2024)"),
        ("all", "河畔工作总结(建账以来)", "河畔, report (all years)"),
    ],
)
def test_the_title_says_the_period_as_officials_write_it(period: str, zh: str, en: str) -> None:
    span = parse_period(period, TODAY)

    assert spans.title("河畔", span, "zh") == zh
    assert spans.title("河畔", span, "en") == en


def test_figures_stand_with_their_proofs_and_what_they_were_before() -> None:
    made = report(findings({"visit": VISITS}, compare="2023"))

    [table] = tables(section(made, "各项数据"))
    assert [column.key for column in table.columns] == [
        "label", "value", "unit", "previous", "change", "change_percent",
    ]  # fmt: skip
    assert table.rows == (
        ("走访户数", 5, "户", 3, "+2", "+66.67%"),
        ("走访次数", 2, "次", 1, "+1", "+100%"),
        ("走访户次", 6, "户次", 3, "+3", "+100%"),
    )
    assert [row[1] for row in table.proofs] == [
        "visit.households", "visit.visits", "visit.household_visits",
    ]  # fmt: skip


def test_every_proof_adds_up_and_every_record_that_it_names_is_there() -> None:
    made = report(findings({"visit": VISITS}))

    proofs = {proof.key: proof for proof in made.proofs}
    assert proofs["visit.households"].value == 5
    assert proofs["visit.households"].records == (("visit-2", 2), ("visit-3", 3))
    assert proofs["visit.households"].shown == "5户"
    assert {id_ for proof in made.proofs for id_, _ in proof.records} == {
        row[0] for table in made.records for row in table.rows
    }
    for proof in made.proofs:
        assert sum(share for _, share in proof.records if isinstance(share, int)) == proof.value


def test_every_proof_that_a_cell_or_a_run_names_is_there() -> None:
    made = report(
        findings({"visit": VISITS, "mediation": [{"date": "2024-02-01"}]}, compare="2023")
    )

    named = set()
    for outer in made.sections:
        for part in (outer, *outer.parts):
            for block in part.blocks:
                if isinstance(block, Table):
                    named |= {key for row in block.proofs for key in row if key}
                elif isinstance(block, tuple):
                    named |= {run.proof for run in block if isinstance(run, Run) and run.proof}
    assert named == {proof.key for proof in made.proofs}


def test_what_was_recorded_last_year_only_keeps_its_line() -> None:
    docs: Docs = {"tutoring": [{"date": "2023-05-02", "attendance": 7}], "visit": VISITS}
    made = report(findings(docs, compare="2023"))

    [table] = tables(section(made, "各项数据"))
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["辅导人次"] == (None, "人次", 7, None, None)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_that_is_not_recorded_is_mentioned(lang: Lang) -> None:
    found = findings({"visit": VISITS[:3]}, lang=lang)

    assert told(found) == (
        "坚持担当作为,助力基层治理\n争当政策法规宣传员。2024年,走访慰问5户。"
        if lang == "zh"
        else "Governance\nWord of mouth. 2024: 5 households visited."
    )


def test_a_recorded_zero_is_no_phrase() -> None:
    docs: Docs = {"activity": [{"date": "2024-05-01", "category": "talk", "public": 0}]}

    assert "召开坝坝会宣讲1次。" in told(findings(docs))


@pytest.mark.parametrize(
    ("open_since", "said"),
    [("2024-12-31", False), ("2025-01-01", True)],
)
def test_all_is_resolved_only_when_nothing_is_open_at_the_end(open_since: str, said: bool) -> None:
    needs = [
        {"date": "2024-02-01", "status": "resolved", "closed": "2024-02-03"},
        {"date": open_since, "status": "open"},
    ]

    assert ("已全部解决" in told(findings({"need": needs}))) == said


def test_a_request_that_was_resolved_after_the_end_was_not_resolved_yet() -> None:
    needs = [{"date": "2024-12-20", "status": "resolved", "closed": "2025-01-03"}]

    assert "已全部解决" not in told(findings({"need": needs}))


def test_several_points_of_a_theme_are_numbered() -> None:
    docs: Docs = {
        "activity": [
            {"date": "2024-05-01", "category": "online-meeting"},
            {"date": "2024-05-02", "category": "red-base"},
        ]
    }

    assert told(findings(docs)).splitlines()[1:] == [
        "一是创新学习模式。2024年,召开网络会议1次。",
        "二是突出现场实践。2024年,到红色教育基地现场教学1次。",
    ]


OWN = {
    "kinds": [
        {
            "id": "choir",
            "label": ["合唱", "choir"],
            "phrase": ["合唱排练{n}", "{n} rehearsal|{n} rehearsals"],
            "fields": [
                {
                    "id": "songs",
                    "label": ["歌曲", "songs"],
                    "type": "quantity",
                    "unit": "个",
                    "phrase": ["学唱歌曲{n}", "{n} song|{n} songs"],
                }
            ],
        }
    ],
    "categories": [
        {
            "kind": "activity",
            "id": "chess",
            "label": ["棋赛", "chess"],
            "phrase": ["举办棋赛{n}", "{n} chess match|{n} chess matches"],
        }
    ],
    "indicators": [
        {
            "id": "may.patrols",
            "label": ["五月巡逻", "patrols in May"],
            "where": {"kind": "activity", "category": ["patrol"], "occasion": ["五一"]},
            "aggregation": "count",
            "unit": "次",
            "phrase": ["五一期间巡逻{n}", "{n} patrol in May|{n} patrols in May"],
        }
    ],
}


def test_what_a_ledger_counts_itself_finds_its_place() -> None:
    docs: Docs = {
        "choir": [{"date": "2024-03-01", "songs": 4}],
        "activity": [
            {"date": "2024-05-01", "category": "patrol", "occasion": "五一"},
            {"date": "2024-05-02", "category": "chess"},
        ],
    }
    said = told(findings(docs, own=OWN))

    # All patrols were those of May, so they are said once.
    assert "五一期间巡逻1次,举办棋赛1次。" in said
    assert "开展义务巡逻" not in said
    assert said.endswith("此外,合唱排练1次,学唱歌曲4个。")


def test_patrols_beside_those_that_the_ledger_counts_itself_are_said_too() -> None:
    docs: Docs = {
        "activity": [
            {"date": "2024-05-01", "category": "patrol", "occasion": "五一"},
            {"date": "2024-08-01", "category": "patrol"},
        ],
    }
    said = told(findings(docs, own=OWN))

    assert "开展义务巡逻2次。" in said
    assert "五一期间巡逻1次。" in said


@pytest.mark.parametrize(
    ("period", "keys"),
    [
        ("2024Q1", ["2024-01", "2024-02", "2024-03"]),
        ("2023..2024", [f"{year}Q{quarter}" for year in (2023, 2024) for quarter in (1, 2, 3, 4)]),
        ("2019..2024", ["2023", "2024"]),
    ],
)
def test_a_period_is_divided_into_as_many_parts_as_a_page_holds(
    period: str, keys: list[str]
) -> None:
    made = report(findings({"visit": VISITS}, period))

    [table] = tables(section(made, "分时段"))
    assert [column.key for column in table.columns[1:-1]] == keys


def test_a_date_far_ahead_makes_no_table_of_ten_thousand_columns() -> None:
    made = report(findings({"visit": [*VISITS, {"date": "9999-12-31"}]}, "all"))

    assert "分时段" not in [part.title for outer in made.sections for part in outer.parts]


def test_a_single_month_has_no_parts() -> None:
    made = report(findings({"visit": VISITS}, "2024-03"))

    assert "分时段" not in [part.title for outer in made.sections for part in outer.parts]


def test_months_that_have_not_come_are_no_columns() -> None:
    made = report(findings({"visit": VISITS[:3]}, today=date(2024, 4, 10)))

    [table] = tables(section(made, "分时段"))
    assert [column.title for column in table.columns] == ["指标", "01", "02", "03", "04", "合计"]


def test_categories_have_their_share_of_every_figure() -> None:
    docs: Docs = {"visit": [*VISITS, {"date": "2024-06-01", "households": 1}]}
    part = section(report(findings(docs)), "分类别")

    [table] = tables(part)
    assert table.rows == (
        ("困难帮扶", 4, 1, 4),
        ("独居老人", 2, 1, 2),
        ("(未填)", 1, 1, 1),
    )
    assert [row[1] for row in table.proofs] == [
        "visit.hardship.households",
        "visit.elderly.households",
        "",
    ]
    [chart] = charts(part)
    assert (chart.labels, chart.series[0].values, chart.unit) == (
        ("困难帮扶", "独居老人", "(未填)"),
        (1, 1, 1),
        "次",
    )


def test_a_ledgers_own_figure_never_stands_for_a_categorys() -> None:
    own = {
        "indicators": [
            {
                "id": f"mediation.{name}",
                "label": [f"自定{name}", name],
                "where": {"kind": "mediation", "occasion": ["春节"]},
                "aggregation": "count",
                "unit": "起",
            }
            for name in ("family.settled", "settled.family")
        ]
    }
    docs: Docs = {
        "mediation": [
            {"date": "2024-02-01", "category": "family", "outcome": "settled"},
            {"date": "2024-02-02", "category": "family", "outcome": "settled", "occasion": "春节"},
            {"date": "2024-02-03", "category": "property", "outcome": "settled"},
        ]
    }
    made = report(findings(docs, own=own))

    [table] = tables(section(made, "分类别"))
    assert table.rows == (("婚姻家庭", 2, 2), ("物业", 1, 1))
    proofs = {proof.key: proof.value for proof in made.proofs}
    assert [[proofs[key] for key in row[1:]] for row in table.proofs] == [[2, 2], [1, 1]]


def test_charts_hold_figures_of_one_unit() -> None:
    docs: Docs = {
        "visit": VISITS,
        "tutoring": [{"date": "2024-03-01", "attendance": 3}],
        "mediation": [{"date": "2024-04-01"}],
    }
    made = report(findings(docs, compare="2023"))

    assert [
        (chart.unit, [series.name for series in chart.series])
        for chart in charts(section(made, "分时段"))
    ] == [("次", ["走访次数", "课外辅导"]), ("起", ["调解矛盾纠纷"])]
    assert [(chart.unit, chart.labels) for chart in charts(section(made, "各项数据"))] == [
        ("次", ("走访次数", "课外辅导")),
        ("起", ("调解矛盾纠纷", "调解成功")),
    ]


def test_people_are_listed_with_what_they_took_part_in() -> None:
    docs: Docs = {
        "visit": [{"date": "2024-03-05", "people": ["田景芳", "毛光琴"], "hours": 1.5}],
        "activity": [{"date": "2024-03-06", "people": ["田景芳"], "times": 2}],
    }
    [table] = tables(section(report(findings(docs)), "人员服务"))

    assert table.rows == (("田景芳", 3, 1.5, 1, 2), ("毛光琴", 1, 1.5, 1, None))


def test_earlier_honours_stand_apart_and_the_oldest_of_many_are_counted() -> None:
    titles: list[dict[str, Any]] = [
        {"date": f"{year}-05", "category": "title", "title": f"称号{year}"}
        for year in range(2000, 2025)
    ]
    part = section(report(findings({"honour": titles})), "荣誉")

    now, before = tables(part)
    assert [row[0] for row in now.rows] == ["2024-05"]
    assert [row[0] for row in before.rows] == [f"{year}-05" for year in range(2004, 2024)]
    assert part.blocks[-1] == (Run("更早的荣誉还有 4 项,见账本"),)


def test_the_plan_says_what_is_missing() -> None:
    docs: Docs = {
        "activity": [
            {"date": f"2024-{month:02}-05", "category": "theme-day"} for month in range(1, 12)
        ]
    }
    plan = {"theme-day": {"times": 12, "every": "month"}}
    [table] = tables(section(report(findings(docs, plan=plan)), "计划完成情况"))

    assert table.rows == (("主题党日", "每年 12 次", 12, 11, "2024-12", None),)


def test_what_is_counted_alike_is_explained_once() -> None:
    docs: Docs = {
        "standing": [
            {"date": "2024-01-01", "category": "member", "value": 45},
            {"date": "2024-01-01", "category": "liaison", "value": 1},
        ]
    }
    [table] = tables(section(report(findings(docs)), "数字怎么来的"))

    assert [row[0] for row in table.rows] == ["党员、联络员"]


def test_notes_say_what_was_anonymous_and_what_is_estimated() -> None:
    docs: Docs = {
        "visit": VISITS,
        "activity": [{"date": "2024-05-01", "participants": 40, "approximate": "about"}],
    }
    notes = report(findings(docs)).notes

    assert "走访户数中有 3 户没有记名,无法去重" in notes
    assert "带“约”“余”的数里有估计的成分" in notes


def test_without_records_of_the_kind_there_is_no_section() -> None:
    made = report(findings({"visit": [{"date": "2024-03-05", "households": 2}]}))

    assert [each.title for each in made.sections] == [
        "概述", "坚持担当作为,助力基层治理", "数据统计", "数字怎么来的",
    ]  # fmt: skip
