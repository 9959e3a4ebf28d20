"""Every figure of the two branches' reports comes out of the sample ledgers, in its words."""

# ruff: noqa: E501 - a figure is one line of the table, as in the reports' list
from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

DATA = Path(__file__).parent.parent / "data"
WRITE = Path(__file__).parent / "samples" / "write.py"

#: Runs branchlog on a sample ledger and gives back what it printed.
Run = Callable[..., str]


class Row(NamedTuple):
    """A row of the reports' figures. `over` is 余: above the value, below the next round number."""

    id: str
    period: str
    indicator: str
    value: int
    zh: str
    en: str
    over: bool = False
    span: str = "period"
    occasions: tuple[str, ...] = ()
    approximate: str | None = None


class Titled(NamedTuple):
    """A row that words one event with its month."""

    id: str
    kind: str
    period: str
    expected: dict[str, object]
    zh: str
    en: str


ROWS = [
    Row("ziying-4", "2024", "activity.online-meeting.events", 6, "召开网络会议6次", "6 online meetings held"),
    Row("ziying-5", "2024", "activity.study-push.events", 40, "推送学习资料40余次", "study material sent out over 40 times", over=True),
    Row("ziying-6", "2024", "activity.submission.articles", 100, "参与投稿100余篇", "over 100 articles submitted", over=True),
    Row("ziying-7", "2024", "honour.certificates", 20, "获得各类证书20余个", "over 20 certificates earned", over=True),
    Row("ziying-8", "2024", "activity.red-base.events", 2, "到红色教育基地现场教学2次", "2 on-site lessons at heritage sites"),
    Row("ziying-9", "2024", "activity.home-study.events", 40, "截至目前,开展送学活动40余次", "over 40 home-study visits to date", over=True, span="to-date"),
    Row("ziying-10", "2024", "need.collected", 20, "收集个性需求20余条", "over 20 requests collected to date", over=True, span="to-date"),
    Row("ziying-13", "2024", "standing.volunteer-team", 3, "成立3个志愿服务队", "3 volunteer teams"),
    Row("ziying-14", "2024", "standing.rule", 9, "完善制度9项", "9 rules in force"),
    Row("ziying-15", "2024", "standing.dues-returned", 100, "党费100%返还", "100% of dues returned"),
    Row("ziying-16", "2024", "standing.liaison", 1, "配备联络员1名", "1 liaison officer"),
    Row("ziying-17", "2024", "activity.film.events", 3, "观看红色电影3次", "3 film showings"),
    Row("ziying-18", "2024", "activity.reading.events", 1, "阅读分享会1次", "1 reading circle"),
    Row("ziying-19", "2024", "activity.talent.events", 1, "才艺交流1次", "1 talent show"),
    Row("ziying-20", "2024", "visit.households", 120, "开展走访慰问120余户", "over 120 households visited", over=True),
    Row("ziying-21", "2024", "activity.talk.events", 6, "召开坝坝会宣讲6次", "6 courtyard talks held"),
    Row("ziying-22", "2024", "activity.talk.public", 600, "覆盖群众600余人", "reaching over 600 residents", over=True),
    Row("ziying-23", "2024", "activity.patrol.events", 20, "清明节期间开展义务巡逻20余次", "over 20 patrols around Qingming", over=True, occasions=("清明",)),
    Row("ziying-24", "2024", "activity.leaflets", 1300, "发放宣传资料1300余份", "over 1,300 leaflets handed out", over=True, occasions=("清明",)),
    Row("ziying-25", "2024", "tutoring.sessions", 20, "开展课外辅导活动20余次", "over 20 tutoring sessions", over=True),
    Row("ziying-26", "2024", "tutoring.attendance", 400, "辅导未成年人400余人次", "over 400 attendances by minors", over=True),
    Row("ziying-27", "2024", "activity.festival.events", 12, "开展节日活动12场次", "12 festival events", occasions=("六一", "端午")),
    Row("ziying-28", "2024", "activity.festival.participants", 1000, "参与老人、未成年人1000余人次", "over 1,000 attendances", over=True),
    Row("ziying-29", "2024", "standing.grid-member", 5, "网格员5名", "5 grid members"),
    Row("ziying-30", "2024", "standing.building-head", 3, "楼栋长3名", "3 building heads"),
    Row("ziying-31", "2024", "standing.red-steward", 4, "红管家4名", "4 red stewards"),
    Row("ziying-32", "2024", "mediation.disputes", 32, "调解矛盾纠纷32起", "32 disputes mediated"),
    Row("ziying-33", "2024", "activity.clean-up.events", 15, "整治“十乱”和不文明现象15次", "15 clean-ups"),
    Row("ziying-34", "2024", "activity.clean-up.public", 200, "带动群众参与200余人", "joined by over 200 residents", over=True, approximate="over"),
    Row("liyuan-1", "..2024-08-05", "standing.secretary", 1, "书记1名", "1 secretary"),
    Row("liyuan-2", "..2024-08-05", "standing.committee-member", 2, "委员2名", "2 committee members"),
    Row("liyuan-3", "..2024-08-05", "standing.member", 45, "党员45人", "45 members"),
    Row("liyuan-4", "..2024-08-05", "standing.retired-cadre", 35, "其中干部退休35人", "35 of them retired officials"),
    Row("liyuan-5", "..2024-08-05", "standing.average-age", 70, "平均年龄70岁", "average age 70"),
    Row("liyuan-6", "..2024-08-05", "standing.platform", 4, "四个平台", "4 platforms"),
    Row("liyuan-7", "..2024-08-05", "standing.rule", 8, "八项制度", "8 rules"),
    Row("liyuan-8", "..2024-08-05", "standing.contact-line", 3, "三条联系线", "3 contact lines"),
    Row("liyuan-9", "..2024-08-05", "activity.reading.participants", 40, "40余名老干部参与读书交流", "over 40 retired officials took part", over=True),
    Row("liyuan-10", "..2024-08-05", "activity.patrol.people", 10, "10余名老党员参与巡逻", "over 10 veteran members on patrol", over=True),
    Row("liyuan-11", "..2024-08-05", "neighbourhood.participants", 500, "累计参与500余人次", "over 500 attendances in all", over=True),
    Row("liyuan-12", "..2024-08-05", "tutoring.calligraphy.sessions", 16, "开展书法培训16次", "16 calligraphy lessons"),
    Row("liyuan-13", "..2024-08-05", "tutoring.calligraphy.attendance", 350, "受益居民350人次", "350 attendances by residents"),
    Row("liyuan-14", "..2024-08-05", "standing.adviser", 5, "聘请5名指导小组成员", "5 advisers"),
    Row("liyuan-15", "..2024-08-05", "standing.doorway-brand", 16, "16个特色楼门品牌", "16 doorway brands"),
    Row("liyuan-16", "..2024-08-05", "activity.planting.plants", 3000, "种植植株3000余棵", "over 3,000 plants planted", over=True),
    Row("liyuan-17", "..2024-08-05", "activity.planting.area", 500, "覆盖面积约500平方米", "covering about 500 m²", approximate="about"),
]  # fmt: skip

TITLED = [
    Titled(
        "ziying-1",
        "honour",
        "2023",
        {"date": "2023-02", "category": "title", "level": "city"},
        "2023年2月荣获“遵义银辉”示范性党支部称号",
        "awarded the title “遵义银辉”示范性党支部, February 2023",
    ),
    Titled(
        "ziying-2",
        "honour",
        "2023",
        {"date": "2023-07", "category": "title", "level": "county"},
        "2023年7月书记荣获余庆县优秀共产党员称号",
        "the secretary was named 余庆县优秀共产党员, July 2023",
    ),
    Titled(
        "ziying-3",
        "honour",
        "2024",
        {"date": "2024-12", "category": "title", "level": "province"},
        "2024年12月荣获全省第二批“六好”党支部称号",
        "awarded the title 全省第二批“六好”党支部, December 2024",
    ),
    Titled(
        "ziying-12",
        "activity",
        "2022",
        {"date": "2022-05", "category": "election"},
        "2022年5月完成换届",
        "committee re-elected in May 2022",
    ),
]


@pytest.fixture(scope="session")
def branchlog(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`branchlog("ziying", "stats", "2024")`; what was asked once is not run again."""
    env = {
        **os.environ,
        "BRANCHLOG_SETTINGS": str(tmp_path_factory.mktemp("settings") / "settings.toml"),
        "BRANCHLOG_TODAY": "2025-01-06",
        # Wide enough that no phrase is wrapped.
        "COLUMNS": "200",
        "PYTHONUTF8": "1",
    }

    @cache
    def run(ledger: str, *words: str) -> str:
        command = [sys.executable, "-m", "branchlog", "-C", str(DATA / ledger), *words]
        done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run


def _ledger(row: Row | Titled) -> str:
    return row.id.partition("-")[0]


def _figure(branchlog: Run, row: Row) -> dict[str, Any]:
    filters = [word for occasion in row.occasions for word in ("--occasion", occasion)]
    printed = branchlog(_ledger(row), "stats", row.period, "--to-date", "--json", *filters)
    [figure] = [
        figure
        for figure in json.loads(printed)["figures"]
        if (figure["indicator"], figure["span"]) == (row.indicator, row.span)
    ]
    assert isinstance(figure, dict)
    return figure


def _said(branchlog: Run, ledger: str, period: str, lang: str) -> set[str]:
    """Every cell of the rounded tables, and every line below them."""
    printed = branchlog(ledger, "stats", period, "--to-date", "--rounded", "--lang", lang)
    return {cell for line in printed.splitlines() for cell in re.split(r" {2,}", line)}


def _next_round(number: int) -> int:
    """The next number with zeros after its second digit; below 100 the next ten."""
    return number + max(10, int(10 ** (len(str(number)) - 2)))


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in ROWS])
def test_a_figure_of_the_report_comes_back_in_its_words(branchlog: Run, row: Row) -> None:
    figure = _figure(branchlog, row)

    if row.over:
        assert row.value < figure["value"] < _next_round(row.value)
    else:
        assert figure["value"] == row.value
    if row.approximate:
        assert figure["approximate"] == row.approximate
    assert row.zh in _said(branchlog, _ledger(row), row.period, "zh")
    assert row.en in _said(branchlog, _ledger(row), row.period, "en")


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in TITLED])
def test_an_event_of_the_report_is_worded_with_its_month(branchlog: Run, row: Titled) -> None:
    records = json.loads(branchlog("ziying", "list", row.kind, "--period", row.period, "--json"))

    assert row.expected in [
        {name: value for name, value in record.items() if name in row.expected}
        for record in records
    ]
    assert row.zh in _said(branchlog, "ziying", row.period, "zh")
    assert row.en in _said(branchlog, "ziying", row.period, "en")


@pytest.mark.parametrize("period", [pytest.param("2024", id="ziying-11")])
def test_all_requests_collected_to_date_are_resolved(branchlog: Run, period: str) -> None:
    printed = json.loads(branchlog("ziying", "stats", period, "--to-date", "--json"))
    value = {
        figure["indicator"]: figure["value"]
        for figure in printed["figures"]
        if figure["span"] == "to-date"
    }

    assert value["need.open"] == 0
    assert value["need.resolved"] == value["need.collected"] > 0
    assert "收集个性需求20余条,已全部解决" in _said(branchlog, "ziying", period, "zh")
    assert "over 20 requests collected to date, all resolved" in _said(
        branchlog, "ziying", period, "en"
    )


def test_every_row_of_the_reports_has_a_test() -> None:
    rows = {row.id for row in ROWS} | {row.id for row in TITLED} | {"ziying-11"}

    assert rows == {
        *(f"ziying-{number}" for number in range(1, 35)),
        *(f"liyuan-{number}" for number in range(1, 18)),
    }


def test_ziying_counts_a_household_once_however_often_it_was_visited(branchlog: Run) -> None:
    households = next(row for row in ROWS if row.indicator == "visit.households")
    figure = _figure(branchlog, households)
    visits = _figure(branchlog, households._replace(indicator="visit.household_visits"))

    assert (figure["value"], figure["named"], figure["unnamed"]) == (126, 90, 36)
    assert figure["records"] == 41
    assert visits["value"] > figure["value"]


def test_a_dispute_of_december_settled_in_january_counts_in_both_years(branchlog: Run) -> None:
    settled = Row("ziying-settled", "2024", "mediation.settled", 28, "", "")

    of_2024 = json.loads(branchlog("ziying", "list", "mediation", "--period", "2024", "--json"))
    assert sum(record["outcome"] == "settled" for record in of_2024) == 27
    assert _figure(branchlog, settled)["value"] == 28


@pytest.mark.parametrize("name", ["ziying", "liyuan"])
def test_the_sample_ledger_is_what_its_events_give(name: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, WRITE, name, tmp_path / name], check=True, capture_output=True)

    fresh, kept = tmp_path / name, DATA / name
    assert _documents(fresh) == _documents(kept)
    assert (fresh / "branchlog.toml").read_bytes() == (kept / "branchlog.toml").read_bytes()


def _documents(folder: Path) -> dict[str, list[tuple[str, dict[str, object]]]]:
    """The documents by the years that their file is named for; ids, times and batches aside."""
    found = {}
    for path in folder.glob("*.jsonl"):
        entries = [json.loads(line) for line in path.read_bytes().splitlines()]
        found[path.name.partition(".")[0]] = [(entry["kind"], entry["doc"]) for entry in entries]
    return found
