"""Each figure of the branches' reports is found and agrees; change one, and that one differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from branchlog.drafts.claim import Claim
from tests.drafts.reports import judge, report, tied


class Row(NamedTuple):
    """A number of a report in its order, the indicator, and the ledger's value and mark."""

    said: str
    indicator: str
    value: int
    mark: str = ""


ZIYING = [
    Row("6次", "activity.online-meeting.events", 6),
    Row("40余次", "activity.study-push.events", 44),
    Row("100余篇", "activity.submission.articles", 105),
    Row("20余个", "honour.certificates", 24),
    Row("2次", "activity.red-base.events", 2),
    Row("40余次", "activity.home-study.events", 43),
    Row("20余条", "need.collected", 24),
    Row("全部", "need.open", 0),
    Row("3个", "standing.volunteer-team", 3),
    Row("9项", "standing.rule", 9),
    Row("100%", "standing.dues-returned", 100),
    Row("1名", "standing.liaison", 1),
    Row("3次", "activity.film.events", 3),
    Row("1次", "activity.reading.events", 1),
    Row("1次", "activity.talent.events", 1),
    Row("120余户", "visit.households", 126),
    Row("6次", "activity.talk.events", 6),
    Row("600余人", "activity.talk.public", 605),
    Row("20余次", "qingming.patrols", 23),
    Row("1300余份", "qingming.leaflets", 1346, "over"),
    Row("20余次", "tutoring.sessions", 24),
    Row("400余人次", "tutoring.attendance", 405),
    Row("12场次", "activity.festival.events", 12),
    Row("1000余人次", "activity.festival.participants", 1046),
    Row("5名", "standing.grid-member", 5),
    Row("3名", "standing.building-head", 3),
    Row("4名", "standing.red-steward", 4),
    Row("32起", "mediation.disputes", 32),
    Row("15次", "activity.clean-up.events", 15),
    Row("200余人", "activity.clean-up.public", 203, "over"),
]
LIYUAN = [
    Row("1名", "standing.secretary", 1),
    Row("2名", "standing.committee-member", 2),
    Row("45人", "standing.member", 45),
    Row("35人", "standing.retired-cadre", 35),
    Row("70岁", "standing.average-age", 70),
    Row("四个", "standing.platform", 4),
    Row("八项", "standing.rule", 8),
    Row("三条", "standing.contact-line", 3),
    Row("40余名", "activity.reading.participants", 44),
    Row("10余名", "activity.patrol.people", 14),
    Row("500余人次", "neighbourhood.participants", 506),
    Row("16次", "tutoring.calligraphy.sessions", 16),
    Row("350人次", "tutoring.calligraphy.attendance", 350),
    Row("5名", "standing.adviser", 5),
    Row("16个", "standing.doorway-brand", 16),
    Row("3000余棵", "activity.planting.plants", 3042),
    Row("约500平方米", "activity.planting.area", 500, "about"),
]
ENGLISH = [
    "6", "over 40 times", "over 100", "over 20", "2", "over 40", "over 20", "all", "3", "9",
    "100%", "1", "3", "1", "1", "over 120", "6", "over 600", "over 20", "over 1,300", "over 20",
    "over 400", "12", "over 1,000", "5", "3", "4", "32", "15", "over 200",
]  # fmt: skip
PERIODS = {"ziying": "2024", "liyuan": "..2024-08-05"}
ROWS = {"ziying": ZIYING, "liyuan": LIYUAN}


@pytest.mark.parametrize("name", ["ziying", "liyuan"])
def test_every_figure_of_a_report_is_found_and_agrees_and_nothing_else_is_one(name: str) -> None:
    claims = tied(judge(name, report(name), PERIODS[name]))

    assert [(claim.said, claim.verdict) for claim in claims] == [
        (row.said, "matches") for row in ROWS[name]
    ]
    for claim, row in zip(claims, ROWS[name], strict=True):
        assert row.indicator in [each.indicator.id for each in claim.candidates]
        value = claim.candidates[0].figure.hundredths
        assert (value, claim.candidates[0].figure.approximate or "") == (row.value * 100, row.mark)


def test_an_english_report_gives_the_same_verdicts() -> None:
    claims = tied(judge("ziying", report("ziying-en"), "2024"))

    assert [(claim.said, claim.verdict) for claim in claims] == [
        (said, "matches") for said in ENGLISH
    ]
    for claim, row in zip(claims, ZIYING, strict=True):
        assert row.indicator in [each.indicator.id for each in claim.candidates]


def _changed(said: str) -> Iterator[str]:
    """A number with a slip in it, as people make them."""
    digits = re.search("[0-9]+", said)
    if digits is None:
        han = "一二三四五六七八九"
        yield han[han.index(said[0]) + 1] + said[1:]
        yield han[han.index(said[0]) - 1] + said[1:]
        return
    number = int(digits[0])
    others = {number + 1, number - 1, round(number * 1.1), number * 2}
    swapped = [
        digits[0][:at] + digits[0][at + 1] + digits[0][at] + digits[0][at + 2 :]
        for at in range(len(digits[0]) - 1)
    ]
    for other in [*map(str, sorted(others - {number})), *swapped]:
        if int(other) != number:
            yield said.replace(digits[0], other)
    if "余" in said:
        yield said.replace("余", "")
    elif "约" in said:
        yield said.replace("约", "")
    else:
        yield said[: digits.end()] + "余" + said[digits.end() :]


def _true(said: str, row: Row) -> bool:
    """Whether a changed number is still what the ledger says: worked out from its digits."""
    digits = re.search("[0-9]+", said)
    if digits is None:
        return False
    number = int(digits[0])
    if "余" not in said:
        return not row.mark and number == row.value
    zeros = len(str(number)) - len(str(number).rstrip("0"))
    return number < row.value < number + int(10**zeros)


CHANGES = [
    pytest.param(name, index, said, id=f"{name}-{index + 1}-{said}")
    for name, rows in ROWS.items()
    for index, row in enumerate(rows)
    if row.said != "全部"
    for said in _changed(row.said)
    if not _true(said, row)
]


@pytest.mark.parametrize(("name", "index", "said"), CHANGES)
def test_with_one_number_changed_that_one_differs_and_nothing_else_changes(
    name: str, index: int, said: str
) -> None:
    text, before = report(name), _unchanged(name)
    changed = tied(before)[index]

    after = judge(name, text[: changed.start] + said + text[changed.end :], PERIODS[name])

    assert [_judged(claim) for claim in after] == [
        (said, "differs", each[2]) if claim is changed else each
        for claim, each in ((claim, _judged(claim)) for claim in before)
    ]


@cache
def _unchanged(name: str) -> list[Claim]:
    return judge(name, report(name), PERIODS[name])


def _judged(claim: Claim) -> tuple[str, str, list[str]]:
    return claim.said, claim.verdict, [each.indicator.id for each in claim.candidates]
