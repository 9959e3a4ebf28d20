"""A form's placeholders: how they may be written, and what figures they ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from branchlog.errors import BadValue, Fault, NotFound
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import indicators
from branchlog.records.periods import parse_period
from branchlog.stats.expression import Asked, Evaluation, Expression, parse, resolve

TODAY = date(2024, 12, 31)
CATALOGUE = Catalogue(
    {
        "indicators": [
            {
                "id": "need.collected",
                "label": ["累计收集需求", "requests to date"],
                "where": {"kind": "need"},
                "aggregation": "count",
                "span": "to-date",
                "unit": "条",
            },
            {
                "id": "visit.first",
                "label": ["同名", "twin"],
                "where": {"kind": "visit"},
                "aggregation": "count",
                "unit": "次",
            },
            {
                "id": "visit.second",
                "label": ["同名", "twin"],
                "where": {"kind": "visit"},
                "aggregation": "count",
                "unit": "次",
            },
        ]
    }
)
KNOWN = indicators(CATALOGUE)

DOCS: dict[str, list[dict[str, Any]]] = {
    "visit": [
        {"date": "2023-06-01", "households": 5, "place": "一栋", "people": ["张三"]},
        {"date": "2024-02-01", "household": ["王家", "李家"], "place": "一栋", "occasion": "春节"},
        {"date": "2024-03-01", "household": ["王家"], "place": "二 栋", "people": ["张三", "李四"]},
        {"date": "2024-03-09", "households": 3, "category": "elderly", "tags": ["重点"]},
    ],
    "mediation": [
        {"date": "2023-11-01", "category": "family", "outcome": "settled", "closed": "2024-01-05"},
        {"date": "2024-01-07", "category": "neighbours", "outcome": "settled"},
        {"date": "2024-03-02", "category": "neighbours", "outcome": "settled", "amount": 12.5},
        {"date": "2024-03-04", "category": "family", "outcome": "failed", "amount": 0.25},
        {"date": "2024-03-05", "category": "family", "outcome": "ongoing"},
    ],
    "need": [{"date": "2022-01-01"}, {"date": "2024-03-01"}],
    "standing": [{"date": "2023-01-01", "category": "member", "value": 45}],
}


def asked(text: str, period: str = "2024-03") -> Asked:
    return resolve(parse(text), KNOWN, CATALOGUE, parse_period(period, TODAY), TODAY)


def value(text: str, period: str = "2024-03") -> int | float | None:
    return Evaluation(KNOWN, DOCS).figure(asked(text, period)).value


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("visit.households", Expression("visit.households")),
        ("  visit。households ", Expression("visit.households")),
        ("households visited", Expression("households visited")),
        ("走访户数 words", Expression("走访户数", (), True)),
        ("走访户数 地点=一栋 文字", Expression("走访户数", (("地点", ("一栋",)),), True)),
        ("a category=b,c", Expression("a", (("category", ("b", "c")),))),
        ("a category＝b、c", Expression("a", (("category", ("b", "c")),))),
        ("a category = b", Expression("a", (("category", ("b",)),))),
        ("a place=“一栋 二单元” span=ytd", Expression(
            "a", (("place", ("一栋 二单元",)), ("span", ("ytd",)))
        )),
        ("a place=‘1, 2’", Expression("a", (("place", ("1, 2",)),))),
        ("a　Place=x\n tag=y", Expression("a", (("place", ("x",)), ("tag", ("y",))))),
        ("words", Expression("words")),
    ],
)  # fmt: skip
def test_a_placeholder_is_read_as_it_may_be_typed(text: str, parts: Expression) -> None:
    assert parse(text) == parts


@pytest.mark.parametrize(
    "text", ["a place=", "a =x", "a place=x y", 'a place="x', "a words b", "a place==x", "a place"]
)
def test_what_is_no_placeholder_is_refused_or_names_nothing(text: str) -> None:
    with pytest.raises(Fault):
        asked(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("visit.households", 4),
        ("走访户数", 4),
        ("households visited", 4),
        ("visit.households span=ytd", 5),
        ("visit.households span=年初至今", 5),
        ("visit.households span=to-date", 10),
        ("visit.households period=2023", 5),
        ("visit.households period=同比", 0),
        ("visit.households span=ytd period=同比", 0),
        ("visit.households period=环比", 2),
        ("visit.household_visits span=ytd place=一栋", 2),
        ("visit.household_visits place=二栋", 0),
        ('visit.household_visits place="二 栋"', 1),
        ("visit.visits person=李四", 1),
        ("visit.visits person=李四,王五 span=to-date", 1),
        ("visit.visits 人员=张三 span=to-date", 2),
        ("visit.visits occasion=春节 span=ytd", 1),
        ("visit.visits tag=重点", 1),
        ("visit.visits 类别=独居老人", 1),
        ("visit.elderly.visits", 1),
        ("mediation.disputes", 3),
        ("mediation.disputes category=neighbours", 1),
        ("mediation.disputes category=邻里,婚姻家庭", 3),
        ("mediation.disputes outcome=failed", 1),
        ("mediation.disputes state=调解不成", 1),
        ("mediation.settled category=neighbours span=ytd", 2),
        ("mediation.settled category=family span=ytd", 1),
        ("mediation.settlement_rate", 1 / 3),
        ("mediation.settlement_rate category=neighbours", 1.0),
        ("mediation.settlement_rate category=land", None),
        ("mediation.amount", 12.75),
        ("mediation.amount category=land", 0),
        ("need.collected", 1),
        ("need.collected span=to-date", 2),
        ("累计收集需求", 2),
        ("累计收集需求 span=period", 1),
        ("累计收集需求 span=to-date", 2),
        ("standing.member", 45),
        ("standing.grid-member", None),
    ],
)
def test_a_placeholder_gives_the_figure_that_stats_gives(text: str, expected: float | None) -> None:
    assert value(text) == expected


def test_a_figure_to_date_stays_one_unless_the_form_says_otherwise() -> None:
    only = [each for each in KNOWN if each.id != "need.collected" or each.span == "to-date"]
    period = parse_period("2024-03", TODAY)
    spans = [
        resolve(parse(text), only, CATALOGUE, period, TODAY).indicator.span
        for text in ("need.collected", "need.collected span=ytd")
    ]
    assert spans == ["to-date", "period"]


@pytest.mark.parametrize(
    ("text", "period", "label"),
    [
        ("visit.visits", "2024-03", "2024-03"),
        ("visit.visits span=period", "2024-03", "2024-03"),
        ("visit.visits span=ytd", "2024-03", "2024-01-01..2024-03-31"),
        ("visit.visits span=ytd", "2023-11..2024-02", "2024-01-01..2024-02-29"),
        ("visit.visits span=ytd", "2024", "2024"),
        ("visit.visits span=to-date", "2024-03", "..2024-03-31"),
        ("visit.visits span=to-date period=2023", "2024-03", "..2023-12-31"),
    ],
)
def test_a_span_of_time_is_counted_from_the_report_s_period(
    text: str, period: str, label: str
) -> None:
    assert asked(text, period).period.label == label


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("visit.visits span=month", 'span is period, ytd or to-date, not "month"'),
        ("visit.visits span=ytd,period", "one value must follow span="),
        ("visit.visits hours=3", "hours cannot be filtered by"),
        ("visit.elderly.visits category=hardship",
         "visit.elderly.visits counts only these categories: elderly"),
        ("mediation.settled outcome=failed",
         "mediation.settled has its outcome already; "
         "to filter by outcome use mediation.disputes"),
        ("mediation.settlement_rate outcome=failed",
         "mediation.settlement_rate has its outcome already; "
         "to filter by outcome use mediation.disputes"),
        ("同名", '"同名" may be one of several indicators: visit.first visit.second'),
        ("visit.visits x y=1 z", '"z" is neither an indicator nor name=value'),
    ],
)  # fmt: skip
def test_a_filter_that_would_count_nothing_is_refused(text: str, why: str) -> None:
    with pytest.raises(BadValue) as refused:
        asked(text)
    assert refused.value.lines("en")[1] == why


def test_a_span_to_a_period_s_end_needs_one() -> None:
    with pytest.raises(BadValue) as refused:
        asked("visit.visits span=ytd", "all")
    assert refused.value.lines("en")[1] == "the period all has no end to count up to"


@pytest.mark.parametrize(
    "text", ["visit.housholds", "", "visit.visits plase=x", "visit.visits outcome=settled"]
)
def test_what_nothing_answers_to_is_not_found(text: str) -> None:
    with pytest.raises(NotFound):
        asked(text)


def test_an_unknown_category_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(BadValue, match="family"):
        asked("mediation.disputes category=famly")


def test_one_evaluation_answers_what_two_would() -> None:
    texts = ("visit.visits", "visit.hours", "visit.visits place=一栋", "visit.visits span=ytd")
    evaluation = Evaluation(KNOWN, DOCS)
    assert [evaluation.figure(asked(text)).value for text in texts] == list(map(value, texts))
