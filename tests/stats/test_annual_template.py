"""A ledger's own template: what it may say, and how its faults are told."""

from __future__ import annotations

from typing import Any

import pytest

from branchlog.errors import BadConfig
from branchlog.report import Run
from tests.stats.reported import findings, report, told

DOCS: dict[str, list[dict[str, Any]]] = {
    "visit": [{"date": "2024-03-05", "households": 126}],
    "honour": [
        {"date": "2022-07", "category": "title", "title": "先进支部"},
        {"date": "2024-07", "category": "title", "title": "优秀党员", "people": ["书记"]},
    ],
    "need": [{"date": "2024-02-01", "status": "resolved"}],
}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('{{ phrase("visit.households") }}', "走访慰问120余户"),
        ('{{ phrase("走访户数") }}', "走访慰问120余户"),
        ('{{ tell("visit.households") }}', "走访慰问120余户"),
        ('{{ words("visit.households") }}', "120余户"),
        ('{{ value("visit.households") }}', "126"),
        ('{{ value("tutoring.sessions") }}', ""),
        ('{{ "有" if recorded("visit.households") }}', "有"),
        ('{{ "有" if recorded("tutoring.sessions") }}', ""),
        ('{{ to_date("visit.households") }}', ""),
        ('{{ phrase("honour.honours", "to-date") }}', "获得荣誉称号2项"),
        ('{{ dated("honour.honours") | first }}', "2024年7月书记荣获优秀党员称号"),
        (
            '{{ join(dated("honour.honours", "to-date")) }}',
            "2022年7月荣获先进支部称号,2024年7月书记荣获优秀党员称号",
        ),
        (
            '{{ join(dated("honour.honours", "to-date", 1)) }}',
            "2024年7月书记荣获优秀党员称号",
        ),
        ("{{ all_resolved() }}", "已全部解决"),
        ('{{ join("甲", "", none, false, ["乙", " "]) }}', "甲,乙"),
        ('{{ sentence(lead, phrase("visit.households")) }}', "2024年,走访慰问120余户。"),
        ('{{ sentence(lead, phrase("tutoring.sessions")) }}', ""),
        ('{{ sentence("走访", phrase("visit.households")) }}', "走访慰问120余户。"),
        ("{{ name }}{{ period }}", "河畔支部2024年"),
        ("{% for n in range(3) %}{{ n }}{% endfor %}", "012"),
        ("{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{{ twice(period) }}", "2024年2024年"),
        ('{{ period ~ "的" ~ name }}', "2024年的河畔支部"),
        ("第一段\n第二行\n\n第二段", "第一段第二行\n第二段"),
        ("# 空的\n\n# 有的\n字", "有的\n字"),
        ("<b>&amp;</b> [x](y)", "<b>&amp;</b> [x](y)"),
    ],
)
def test_a_template_has_words_for_what_is_recorded(written: str, said: str) -> None:
    assert told(findings(DOCS), written) == said


def test_a_figure_in_the_text_is_a_run_with_its_proof() -> None:
    made = report(findings(DOCS), '# 治理\n今年{{ phrase("visit.households") }},好。')

    assert made.sections[0].blocks == (
        (Run("2024年,走访慰问"), Run("120余户", "visit.households"), Run("。")),
    )
    assert made.sections[1].blocks == (
        (Run("今年走访慰问"), Run("120余户", "visit.households"), Run(",好。")),
    )


def test_no_text_can_pass_for_a_figure() -> None:
    forged = "\ufdd00\ufdd19999户\ufdd2"
    docs = {**DOCS, "honour": [{"date": "2024-07", "category": "title", "title": forged}]}
    made = report(findings(docs), f'{forged}{{{{ join(dated("honour.honours")) }}}}')

    assert made.sections[0].blocks[-1] == (
        Run("09999户"),
        Run("2024年7月荣获09999户称号", "honour.title.honours"),
    )


def test_no_title_can_begin_a_heading() -> None:
    docs = {"honour": [{"date": "2024-07", "category": "title", "title": "好\n\n# 假的\n坏"}]}

    assert told(findings(docs)) == "2024年7月荣获好  # 假的 坏称号。"


def test_what_a_loop_leaves_behind_is_no_text() -> None:
    written = (
        "{% set ns = namespace(s=1) %}{% for i in range(60) %}{% set next = namespace() %}"
        "{% set next.a = ns.s %}{% set next.b = ns.s %}{% set ns.s = next %}{% endfor %}{{ ns.s }}"
    )
    assert told(findings(DOCS), written) == told(findings(DOCS), "namespace")


@pytest.mark.parametrize(
    ("written", "line", "why"),
    [
        ("好\n{{ nmae }}", 2, "不认得 nmae,是不是 name?"),
        ("{% if nmae %}{% endif %}", 1, "不认得 nmae,是不是 name?"),
        ("\n\n{{ phrese('visit.visits') }}", 3, "不认得 phrese,是不是 phrase?"),
        ("{{ phrase('vist.visits') }}", 1, "没有“vist.visits”这个指标,是不是 visit.visits?"),
        ("好\n{{ phrase( }}", 2, "模板这样写不对:TemplateSyntaxError: unexpected '}'"),
        ("{% for x in range(3) %}", 1, "模板这样写不对"),
        ("{{ 1 / 0 }}", 1, "模板这样写不对:ZeroDivisionError: division by zero"),
        ("{{ phrase() }}", 1, "模板这样写不对:TypeError"),
        ("{{ name | nosuch }}", 1, "模板这样写不对"),
        ("{% include 'x' %}", 1, "模板这样写不对"),
        ("{{ name.__class__ }}", 1, "不认得 __class__"),
        ("{{ ''.join }}", 1, "不认得 join"),
        ("{{ phrase.__globals__ }}", 1, "不认得 __globals__"),
        ("{{ lipsum() }}", 1, "不认得 lipsum"),
        ("{% for a in range(9999999) %}{% endfor %}", 1, "没完没了"),
        (
            "{% set r = range(999) %}\n{% for a in r %}{% for b in r %}{% for c in r %}"
            "{% endfor %}{% endfor %}{% endfor %}",
            2,
            "没完没了",
        ),
        ("{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}", 1, "没完没了"),
        (
            "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}"
            "{{ f(60) }}",
            1,
            "没完没了",
        ),
        ("{% for x in range(9999) %}" + "长" * 5000 + "{% endfor %}", 1, "没完没了"),
        ("{% set x = 'x' %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 60, 1, "没完没了"),
        ("{% set x = 'x' %}" + "{% set x = x ~ x %}" * 60, 1, "没完没了"),
        ("{% set x = 'x' %}" + "{% set x = x + x %}" * 60, 1, "没完没了"),
        ("{{ 'x' * 9999999999 }}", 1, "模板这样写不对:TypeError: * is for numbers"),
        ("{{ 9 ** 9 ** 9 }}", 1, "模板这样写不对:TypeError: ** is for numbers"),
        ("{{ '%9999999999d' % 1 }}", 1, "模板这样写不对:TypeError: % is for numbers"),
        ("{{ '{:9999999999}'.format(1) }}", 1, "不认得 format"),
        ("{{ 'x' | center(9999999999) }}", 1, "模板这样写不对"),
        ("{{ " + "(" * 9999 + "1" + ")" * 9999 + " }}", 1, "没完没了"),
        ("{{ range(100000000000) | sum }}", 1, "没完没了"),
        ("{{ range(100000000000) | unique | first }}", 1, "没完没了"),
        ("{{ 0.5 in range(10000000000) }}", 1, "没完没了"),
        (
            "{% set ns = namespace(s=[1]) %}{% for i in range(60) %}"
            "{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s }}",
            1,
            "模板这样写不对:TypeError: a list within a list",
        ),
        ("{% set x = ((1,), (1,)) %}", 1, "模板这样写不对:TypeError: a list within a list"),
        ("{% set x = {'a': [1]} %}", 1, "模板这样写不对:TypeError: a list within a list"),
        ("{{ " + "a" * 60_000 + " }}", 1, "不认得 " + "a" * 37 + "..."),
    ],
)
def test_a_fault_names_the_file_and_its_line(written: str, line: int, why: str) -> None:
    with pytest.raises(BadConfig) as refused:
        told(findings(DOCS), written)

    what, reason, hint = refused.value.lines("zh")
    assert what == "report.zh.j2 用不了"
    assert reason.startswith(f"第 {line} 行:{why}")
    assert "phrase" in hint
    assert all("\n" not in each for each in refused.value.lines("en"))
