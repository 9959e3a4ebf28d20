"""What a draft's words are tied to: times, occasions, states, a ledger's own words."""

from __future__ import annotations

from datetime import date

import pytest

from branchlog.errors import BadConfig
from tests.drafts.reports import judge, tied


@pytest.mark.parametrize(
    ("text", "said", "verdict", "indicators", "period"),
    [
        ("2024年,走访慰问120余户", "120余户", "matches", {"visit.households"}, "2024"),
        ("上年走访慰问120余户", "120余户", "differs", {"visit.households"}, "2023"),
        ("截至目前,开展送学40余次", "40余次", "matches", {"activity.home-study.events"}, "..2024"),
        ("2024年调解成功28起", "28起", "matches", {"mediation.settled"}, "2024"),
        ("调解成功率87.5%", "87.5%", "matches", {"mediation.settlement_rate"}, "2024"),
        ("调解成功率88%", "88%", "matches", {"mediation.settlement_rate"}, "2024"),
        ("调解邻里纠纷8起", "8起", "matches", {"mediation.neighbours.disputes"}, "2024"),
        ("召开党员大会四次", "四次", "matches", {"activity.general-meeting.events"}, "2024"),
        ("走访独居老人15户", "15户", "matches", {"visit.elderly.households"}, "2024"),
        ("开展垃圾分类10次", "10次", "no-evidence", {"activity.recycling.events"}, "2024"),
        ("清明节期间巡逻23次", "23次", "matches", {"qingming.patrols"}, "2024"),
    ],
)
def test_a_number_is_tied_by_its_words_and_its_time(
    text: str, said: str, verdict: str, indicators: set[str], period: str
) -> None:
    [claim] = tied(judge("ziying", text))

    assert (claim.said, claim.verdict) == (said, verdict)
    assert {each.indicator.id for each in claim.candidates} == indicators
    assert {each.period.label for each in claim.candidates} == {period}


@pytest.mark.parametrize(
    "text",
    [
        "开展健康讲座5次",
        "比上年增加20次",
        "每月开展巡逻2次",
        "获得市级荣誉1项",
        "春节期间走访慰问12户",
        "慰问群众50户",
        "参与节日活动的群众800人",
        "化解矛盾纠纷28起",
    ],
)
def test_what_cannot_be_told_is_not_understood(text: str) -> None:
    [claim] = tied(judge("ziying", text))

    assert claim.verdict == "not-understood"
    assert claim.remark is not None


def test_where_the_words_fit_two_both_are_named() -> None:
    [claim] = tied(judge("ziying", "化解矛盾纠纷28起"))

    assert {each.indicator.id for each in claim.candidates} == {
        "mediation.disputes",
        "mediation.settled",
    }


def test_a_ledgers_own_word_says_which_is_meant() -> None:
    keywords = {"mediation.settled": ["化解矛盾纠纷"]}

    [claim] = tied(judge("ziying", "化解矛盾纠纷28起", keywords=keywords))

    assert (claim.verdict, claim.candidates[0].indicator.id) == ("matches", "mediation.settled")


@pytest.mark.parametrize(
    "keywords",
    [
        {"visit.nothing": ["慰问"]},
        {"visit.households": "慰问"},
        {"visit.households": ["户"]},
        {"visit.households": ["2024"]},
        {"visit.households": [3]},
    ],
)
def test_a_bad_word_of_a_ledger_is_refused_in_three_lines(keywords: dict[str, object]) -> None:
    with pytest.raises(BadConfig) as caught:
        judge("ziying", "走访3户", keywords=keywords)

    assert all(caught.value.lines("zh"))
    assert all(caught.value.lines("en"))


def test_a_figure_that_is_itself_approximate_proves_no_exact_number() -> None:
    [exact] = tied(judge("ziying", "清明节期间发放宣传资料1346份"))

    assert exact.verdict == "differs"
    assert exact.remark is not None
    assert "1346余" in exact.remark.zh


def test_a_nearer_round_number_is_offered() -> None:
    [claim] = tied(judge("ziying", "调解矛盾纠纷20余起,"))
    [nearer] = tied(judge("ziying", "开展各类活动100余次"))

    assert claim.verdict == "differs"
    assert nearer.remark is not None
    assert nearer.remark.en == "could say over 160"


def test_all_resolved_is_wrong_while_something_is_open() -> None:
    [_, settled] = tied(judge("ziying", "2024年调解矛盾纠纷32起,已全部化解。"))

    assert (settled.said, settled.verdict) == ("全部", "differs")


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("2024: 99 disputes mediated.", [("2024", "no-claim", ""), ("99", "differs", "2024")]),
        ("2024: over 120 households visited.",
            [("2024", "no-claim", ""), ("over 120", "matches", "2024")]),
        ("Quarrels. 2023: 13 disputes mediated.",
            [("2023", "no-claim", ""), ("13", "matches", "2023")]),
        ("Annual report 2024", [("2024", "no-claim", "")]),
        ("2024:调解矛盾纠纷33起", [("2024", "no-claim", ""), ("33起", "differs", "2024")]),
        ("Visited at 12:30 and at 9:05.", [("12:30", "no-claim", ""), ("9:05", "no-claim", "")]),
        ("In 2024, disputes mediated:32.",
            [("2024", "no-claim", ""), ("32", "matches", "2024")]),
        ("写明次数的,写几次算几次。", [("几次算几次", "no-claim", "")]),
        ("### 5.1 All figures", [("### 5.1", "no-claim", "")]),
    ],
)  # fmt: skip
def test_a_bare_year_is_a_date_and_no_clock(text: str, judged: list[tuple[str, str, str]]) -> None:
    found = [
        (claim.said, claim.verdict, "".join({each.period.label for each in claim.candidates}))
        for claim in judge("ziying", text)
    ]

    assert found == judged


@pytest.mark.parametrize("text", ["12: 32 disputes mediated", "12:75 disputes mediated"])
def test_what_is_no_time_of_a_clock_is_not_passed_over(text: str) -> None:
    assert [claim.said for claim in tied(judge("ziying", text))] == ["12", text[3:6].strip()]


@pytest.mark.parametrize(
    "words", ["去年,走访慰问126户。", "Last year, 126 households were visited."]
)
@pytest.mark.parametrize(
    ("today", "period", "verdict", "years"),
    [
        # The draft's year has not ended: 去年 is the year before it.
        ("2024-12-20", "2024", "differs", ["2023"]),
        # Drafts about the year that is over are written now.
        ("2025-02-28", "2024", "matches", ["2024"]),
        # Written now or then: nobody knows.
        ("2025-03-01", "2024", "not-understood", ["2023", "2024"]),
        # A draft of long ago.
        ("2026-01-10", "2024", "differs", ["2023"]),
    ],
)
def test_last_year_is_seen_from_where_the_draft_may_have_been_written(
    words: str, today: str, period: str, verdict: str, years: list[str]
) -> None:
    [claim] = tied(judge("ziying", words, period, today=date.fromisoformat(today)))

    assert (claim.verdict, [each.period.label for each in claim.candidates]) == (verdict, years)


def test_both_years_are_named_where_only_one_has_anything_recorded() -> None:
    [claim] = tied(judge("ziying", "去年,走访慰问60户。", "2023", today=date(2024, 5, 1)))

    assert claim.verdict == "not-understood"
    assert claim.remark is not None
    assert "2022 / 2023" in claim.remark.zh


def test_a_number_that_is_wrong_of_either_year_is_wrong() -> None:
    [claim] = tied(judge("ziying", "去年,走访慰问99户。", "2024", today=date(2025, 5, 1)))

    assert claim.verdict == "differs"
    assert [each.period.label for each in claim.candidates] == ["2023", "2024"]


@pytest.mark.parametrize("text", ["辅导人次405。", "2024年辅导人次为405。", "辅导人次405人次"])
def test_a_whole_label_wins_over_its_parts(text: str) -> None:
    [claim] = tied(judge("ziying", text))

    assert claim.verdict == "matches"
    assert [each.indicator.id for each in claim.candidates] == ["tutoring.attendance"]
