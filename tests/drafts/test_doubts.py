"""A number that agrees with a figure by chance is not said to match what the sentence denies."""

from __future__ import annotations

import re

import pytest

from branchlog.api import open_ledger
from branchlog.drafts.doubts import Known
from tests.drafts.reports import ROOT, TODAY, judge, tied


def verdicts(text: str) -> set[str]:
    """What is said of the last number of a text: 126户, 32起, 23次, 6次 are the ledger's own."""
    return {claim.verdict for claim in tied(judge("ziying", text))[-1:]}


@pytest.mark.parametrize(
    "text",
    [
        "2024年,没有走访慰问126户。",
        "2024年,仍有32起矛盾纠纷未调解。",
        "2024年,尚有126户未走访。",
        "2024年,取消义务巡逻23次。",
        "2024年,原定的坝坝会宣讲6次因雨取消。",
        "2024年,漏记走访126户。",
        "2024年,并非走访126户。",
        "In 2024, 126 households were not visited.",
    ],
)
def test_what_was_not_done_is_no_figure(text: str) -> None:
    assert verdicts(text) == {"not-understood"}


@pytest.mark.parametrize(
    "text",
    [
        "明年计划走访慰问126户。",
        "明年,走访慰问126户。",
        "下一步,计划调解矛盾纠纷32起。",
        "力争走访慰问126户,调解矛盾纠纷32起。",
        "2024年目标:走访慰问126户。",
        "将召开坝坝会宣讲6次。",
        "2024年,应召开支委会6次。",
        "要求召开支委会6次。",
        "2024年,走访慰问达到126户的目标。",
        "In 2024 the branch planned to visit 126 households.",
    ],
)
def test_a_plan_is_no_figure(text: str) -> None:
    assert verdicts(text) == {"not-understood"}


@pytest.mark.parametrize(
    "text",
    [
        "2024年,按计划走访慰问126户。",
        "2024年,按上级要求,召开支委会6次。",
        "计划走访100户,实际走访126户。",
        "2024年,不定期走访慰问126户。",
        "2024年,走访未成年人家庭和老人126户。",
        "2024年,余庆县子营街道退休党支部走访慰问126户。",
        "2024年,在支部书记罗永福带领下,走访慰问126户。",
        "截至目前,协助社区开展环境整治21次。",
    ],
)
def test_what_only_sounds_like_a_doubt_is_judged(text: str) -> None:
    assert verdicts(text) <= {"matches", "differs"}


@pytest.mark.parametrize(
    "text",
    [
        "2024年,兄弟支部调解矛盾纠纷32起。",
        "2024年,街道共调解矛盾纠纷32起。",
        "2024年,派出所调解矛盾纠纷32起。",
        "2024年,各支部共开展义务巡逻23次。",
        "2024年,罗永福走访慰问126户。",
        "2024年,支部书记吴霞走访慰问126户。",
        "2024年,党员罗某某一人走访慰问126户。",
    ],
)
def test_what_somebody_else_did_is_no_figure(text: str) -> None:
    assert verdicts(text) == {"not-understood"}


def test_another_branch_is_told_apart_by_the_ledgers_own_name() -> None:
    ledger = open_ledger(ROOT / "data" / "ziying", today=TODAY)

    def said(text: str) -> list[str]:
        claims = ledger.proofread(text, "2024")["claims"]
        return [claim["verdict"] for claim in claims if claim["verdict"] != "no-claim"]  # type: ignore[attr-defined]

    assert said("滨河支部走访慰问126户。") == ["not-understood"]
    assert said("城东社区党支部2024年走访慰问126户。") == ["not-understood"]
    assert said("子营退休支部走访慰问126户。") == ["matches"]
    assert said("我支部走访慰问126户。") == ["matches"]


@pytest.mark.parametrize(
    "text",
    [
        "2024年,月均走访慰问126户。",
        "2024年,各党小组分别走访慰问126户。",
        "2024年,三个党小组各开展义务巡逻23次。",
        "2024年,组织党课、红色电影各6次。",
        "2024年,最多一次走访慰问126户。",
        "2024年,一天走访慰问126户。",
        "本月走访慰问126户。",
        "近日,支部走访慰问126户。",
        "暑假期间开展课外辅导24次。",
        "汛期,开展义务巡逻23次。",
        "23年,开展走访慰问126户。",
        "2024年,走访退役军人126户。",
        "2024年,走访党员126户。",
        "2024年,坝坝会覆盖党员605人。",
        "2024年,重大矛盾纠纷32起。",
        "2024年,移交上级32起矛盾纠纷。",
        "2024年,投稿被采用105篇。",
        "2024年,培训网格员5名。",
        "2024年,修订制度9项。",
        "2024年,走访慰问由126户增加到150户。",
        "比2023年调解的32起少。",
        "2024年,走访慰问126户的两倍。",
        "2024年,走访慰问1 126户。",
        "2024年,走访慰问-126户。",
        "2024年,走访、调解、辅导三项合计24次。",
        "2024年,开展巡逻等活动23次。",
        "支部有网格员、楼栋长3名。",
        "兄弟支部有网格员5名。",
        "支部需要网格员5名。",
        "2024年以前调解矛盾纠纷32起。",
        "2024年度(1—11月)调解矛盾纠纷32起。",
        "2023年和2024年共走访126户。",
        "三个月来调解矛盾纠纷32起。",
        "短短半年,调解矛盾纠纷32起。",
        "岁末年初调解矛盾纠纷32起。",
        "“五一”期间,巡逻23次。",
        "“七一”前夕走访慰问126户。",
        "在3栋走访慰问126户。",
        "在老粮站家属院调解矛盾纠纷32起。",
        "第一党小组走访慰问126户。",
        "走访慰问126户/次。",
        "The branch visited 126 households a month.",
        "In March it visited 126 households.",
        "In 2024, 126 fewer households were visited.",
        "In 2024, 32 disputes remained open.",
        "In 2024, the community police mediated 32 disputes.",
        "Another branch visited 126 households.",
    ],
)
def test_a_part_or_one_of_several_is_no_figure_of_all(text: str) -> None:
    assert "matches" not in verdicts(text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("收集需求9条,全部解决。", "matches"),
        ("截至目前,收集需求24条,已全部解决。", "matches"),
        ("收集需求9条,未全部解决。", "not-understood"),
        ("收集需求9条,争取全部解决。", "not-understood"),
        ("收集需求9条,将全部解决。", "not-understood"),
        ("收集需求9条,几乎全部解决。", "not-understood"),
        ("兄弟支部收集需求9条,全部解决。", "not-understood"),
        ("调解矛盾纠纷32起,全部化解。", "differs"),
    ],
)
def test_all_settled_is_judged_where_it_is_said_outright(text: str, verdict: str) -> None:
    assert [claim.verdict for claim in judge("ziying", text) if claim.said == "全部"] == [verdict]


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("2024年,罗永福走访慰问126户。", "--person"),
        ("2024年,在老粮站家属院调解矛盾纠纷32起。", "--place"),
    ],
)
def test_what_one_member_or_place_has_is_said_to_be_a_part(text: str, option: str) -> None:
    [claim] = tied(judge("ziying", text))

    assert claim.remark is not None
    assert f"stats {option}" in claim.remark.zh
    assert f"stats {option}" in claim.remark.en


def test_a_name_within_a_word_is_nobodys() -> None:
    names = Known(["Ann"], 2)

    assert names.at("Ann visited", 0, 11) == "Ann"
    assert names.at("Annual report", 0, 13) == ""
    assert names.at("JoAnn", 2, 5) == ""


def test_a_unit_is_named_in_the_readers_language() -> None:
    [claim] = tied(judge("ziying", "In 2024, tutoring sessions with 405 people."))
    [chinese] = tied(judge("ziying", "2024年,课外辅导405名。"))

    for each in (claim, chinese):
        assert each.remark is not None
        assert re.search("[一-鿿]", each.remark.en) is None


@pytest.mark.parametrize(
    "text",
    [
        "2024年,走访了辖区一半以上的126户。",
        "2024年,走访大部分的126户。",
        "2024年,走访慰问126户以外,还走访126户之外的人家。",
    ],
)
def test_a_part_of_a_number_and_what_lies_beyond_it_is_no_figure(text: str) -> None:
    assert verdicts(text) == {"not-understood"}
