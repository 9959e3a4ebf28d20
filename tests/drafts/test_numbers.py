"""Numbers in prose: where they stand, what they bound, and what is none."""

# ruff: noqa: E501 - wide characters count as one
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchlog.drafts.numbers import folded, numbers
from branchlog.drafts.unclaimed import unclaimed, worth_saying
from branchlog.records.numerals import to_han
from tests.drafts.reports import judge


@pytest.mark.parametrize(
    ("text", "said", "least", "most", "unit"),
    [
        ("召开会议6次", "6次", 6, 6, "次"),
        ("走访120余户", "120余户", 120.01, 129.99, "户"),
        ("覆盖600余人", "600余人", 600.01, 699.99, "人"),
        ("参与1000余人次", "1000余人次", 1000.01, 1999.99, "人次"),
        ("发放１３００份", "１３００份", 1300, 1300, "份"),
        ("发放1,300份", "1,300份", 1300, 1300, "份"),
        ("惠及1.3万余人", "1.3万余人", 13000.01, 13999.99, "人"),
        ("涉及13余万元", "13余万元", 130000.01, 139999.99, "元"),
        ("走访二十户", "二十户", 20, 20, "户"),
        ("开展两次", "两次", 2, 2, "次"),
        ("十几人", "十几人", 10.01, 19.99, "人"),
        ("一千三百余份", "一千三百余份", 1300.01, 1399.99, "份"),
        ("百余户", "百余户", 100.01, 199.99, "户"),
        ("上百人", "上百人", 100, 199, "人"),
        ("数十人", "数十人", 20, 99, "人"),
        ("近500人", "近500人", 400, 499.99, "人"),
        ("近百人", "近百人", 90, 99.99, "人"),
        ("超过20次", "超过20次", 20.01, 29.99, "次"),
        ("至少30人", "至少30人", 30, 39.99, "人"),
        ("30人以上", "30人以上", 30, 39.99, "人"),
        ("不超过30人", "不超过30人", 20.01, 30, "人"),
        ("约500平方米", "约500平方米", 475, 525, "平方米"),
        ("率达100%", "100%", 100, 100, "%"),
        ("百分之九十五", "百分之九十五", 95, 95, "%"),
        ("每场20-30人", "20-30人", 20, 30, "人"),
        ("二十至三十户", "二十至三十户", 20, 30, "户"),
        ("20多到30人", "20多到30人", 20.01, 30, "人"),
        ("两三次", "两三次", 2, 3, "次"),
        ("over 120 households", "over 120", 120.01, 129.99, ""),
        ("more than 1,300 leaflets", "more than 1,300", 1300.01, 1399.99, ""),
        ("at least 30 people", "at least 30", 30, 39.99, ""),
        ("nearly 500 people", "nearly 500", 400, 499.99, ""),
        ("twenty-two meetings", "twenty-two", 22, 22, ""),
        ("a dozen visits", "a dozen", 12, 12, ""),
        ("one hundred and twenty homes", "one hundred and twenty", 120, 120, ""),
        ("sent 40 times", "40 times", 40, 40, "times"),
    ],
)
def test_a_number_is_found_with_what_it_bounds(
    text: str, said: str, least: float, most: float, unit: str
) -> None:
    [number] = numbers(folded(text))

    assert text[number.start : number.end] == said
    assert (number.least, number.most) == (round(least * 100), round(most * 100))
    assert number.unit == unit


@given(st.integers(min_value=11, max_value=10**8))
def test_a_numeral_that_we_write_is_read_back(whole: int) -> None:
    [number] = numbers(f"走访{to_han(whole)}户")

    assert number.value == whole * 100


@pytest.mark.parametrize(
    "text",
    [
        "2024年", "2023年2月", "3月5日", "二〇二四年", "1-6月", "3月5日至8日", "〔2024〕3号", "GB/T 9704-2012",
        "第二批", "第一责任人", "一是", "首次", "三会一课", "一老一小", "“五老”", "“六好”", "“三个不放松”", "一对一",
        "一中心一张网十联户", "一套人马两块牌", "二十大精神", "“四八三一”", "“一米花园”", "一丝不苟", "万家", "百姓",
        "千方百计", "近三年来", "13800138000", "3栋2单元", "70岁以上", "1.png", "“一老一小·关爱100天”",
        "6 March 2024", "the 21st", "Block 7", "for three years",
    ],
)  # fmt: skip
def test_what_is_no_amount_claims_nothing(text: str) -> None:
    claims = judge("ziying", f"支部工作,{text},认真落实。")

    assert {claim.verdict for claim in claims} <= {"no-claim"}


def test_a_number_that_is_none_is_said_to_be_none() -> None:
    text = "2024年第二批,六好支部"

    found = [text[each.start : each.end] for each in unclaimed(text) if worth_saying(each)]

    assert found == ["2024年", "第二批", "六好"]


PIECES = st.sampled_from(
    ["走访", "慰问", "2024年", "截至目前", "120", "余", "户", ",", "。", "\n", "“", "”", "全部解决", "百分之", "约", "十",
     "over ", "one hundred", " and ", "(", ")", "、", "清明节", "调解", "😀", "１", "至", "%", ".", "其中", "万"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
def test_any_text_is_judged_and_every_offset_is_that_of_what_was_said(text: str) -> None:
    claims = judge("ziying", text)

    assert [claim.said for claim in claims] == [text[each.start : each.end] for each in claims]
    ends = [0, *(claim.end for claim in claims)]
    assert all(claim.start >= end for claim, end in zip(claims, ends, strict=False))


@given(st.lists(PIECES, max_size=25).map("".join))
def test_every_figure_is_covered_by_a_claim(text: str) -> None:
    covered = {at for claim in judge("ziying", text) for at in range(claim.start, claim.end)}

    assert {at for at, char in enumerate(text) if char in "0123456789"} <= covered
