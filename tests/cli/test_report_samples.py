"""The reports of the two sample ledgers say what the branches' own reports say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from branchlog import open_ledger, render
from tests.test_samples import DATA, ROWS, TITLED, Row, Titled

PERIODS = {"ziying": "2024", "liyuan": "..2024-08-05"}
TODAY = "2025-01-06"

SAID: list[Row | Titled] = [*ROWS, *TITLED]


def _run(*words: str) -> str:
    env = {**os.environ, "BRANCHLOG_TODAY": TODAY, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "branchlog", *words]
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@cache
def _report(ledger: str, lang: str) -> dict[str, Any]:
    import json

    words = ("report", PERIODS[ledger], "--json", "--lang", lang)
    found = json.loads(_run("-C", str(DATA / ledger), *words))
    assert isinstance(found, dict)
    return found


def _told(ledger: str, lang: str) -> str:
    """The whole narrative, a paragraph a line."""
    themes = _report(ledger, lang)["narrative"]
    return "\n".join(paragraph for theme in themes for paragraph in theme["paragraphs"])


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in SAID])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_narrative_says_what_the_branch_said(row: Row | Titled, lang: str) -> None:
    ledger = row.id.partition("-")[0]

    assert (row.zh if lang == "zh" else row.en) in _told(ledger, lang)


@pytest.mark.parametrize(
    "joined",
    [
        "召开坝坝会宣讲6次,覆盖群众600余人",
        "清明节期间开展义务巡逻20余次,发放宣传资料1300余份",
        "开展课外辅导活动20余次,辅导未成年人400余人次",
        "开展节日活动12场次,参与老人、未成年人1000余人次",
        "整治“十乱”和不文明现象15次,带动群众参与200余人",
        "截至目前,开展送学活动40余次,收集个性需求20余条,已全部解决",
        "观看红色电影3次,阅读分享会1次",
        "现有网格员5名,楼栋长3名,红管家4名",
    ],
)
def test_figures_that_belong_together_stand_together(joined: str) -> None:
    assert joined in _told("ziying", "zh")


@pytest.mark.parametrize(
    "joined",
    [
        "现有书记1名,委员2名,党员45人,其中干部退休35人,平均年龄70岁",
        "四个平台,八项制度,三条联系线",
        "开展书法培训16次,受益居民350人次",
        "种植植株3000余棵,覆盖面积约500平方米",
    ],
)
def test_so_they_do_in_the_other_branch(joined: str) -> None:
    assert joined in _told("liyuan", "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("ledger", ["ziying", "liyuan"])
def test_nothing_is_said_twice(ledger: str, lang: str) -> None:
    told = _told(ledger, lang)
    phrases = [phrase.strip() for phrase in re.split(r"[。.:\n]|,(?!\d)", told)]
    figures = [phrase for phrase in phrases if any(map(str.isdigit, phrase))]

    # A period begins many sentences, and is no figure.
    openings = {"2024", "2024年"}
    again = {phrase for phrase in figures if figures.count(phrase) > 1} - openings
    assert again - {"Up to 5 August 2024", "December 2024", "July 2023", "February 2023"} == set()


def test_a_narrative_holds_no_zero() -> None:
    for ledger in PERIODS:
        told = _told(ledger, "zh")
        assert not [unit for unit in "次户条人份" if f" 0{unit}" in told or f",0{unit}" in told]


def test_no_household_and_no_party_is_named() -> None:
    opened = open_ledger(DATA / "ziying")
    names = {
        str(name)
        for record in opened.records()
        for field in ("household", "parties")
        for name in (record.get(field) or [])  # type: ignore[attr-defined]
    }
    printed = str(_report("ziying", "zh"))

    assert len(names) > 50
    assert [name for name in names if name in printed] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_as_markdown(
    golden: Callable[[str, str], None], tmp_path: Path, lang: str
) -> None:
    words = ("report", "2024", "--format", "md", "--lang", lang)

    golden(f"report-ziying-{lang}.md", _run("-C", str(DATA / "ziying"), *words))


def test_every_format_that_a_report_has_is_one_that_is_rendered() -> None:
    from branchlog.cli import reporting

    assert set(reporting.SUFFIXES) <= set(render.SUFFIXES)
