"""Numbers as people type them, and Chinese numerals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchlog.errors import BadValue
from branchlog.messages import Dates, Pair
from branchlog.records.numerals import LARGEST, Quantity, from_han, parse_quantity, to_han

UNITS = ("户", "households")


def exactly(number: float) -> Quantity:
    return Quantity(round(number * 100), None)


def over(number: int) -> Quantity:
    return Quantity(number * 100, "over")


def about(number: int) -> Quantity:
    return Quantity(number * 100, "about")


ACCEPTED = [
    ("12", exactly(12)),
    ("0", exactly(0)),
    ("007", exactly(7)),
    (" 12 ", exactly(12)),
    ("12户", exactly(12)),
    ("12 户", exactly(12)),
    ("12 Households", exactly(12)),
    ("１２", exactly(12)),
    ("１２户", exactly(12)),
    ("1,300", exactly(1300)),
    ("1，300", exactly(1300)),
    ("12,345,678", exactly(12_345_678)),
    ("12.5", exactly(12.5)),
    ("１２．５", exactly(12.5)),
    ("12.05", exactly(12.05)),
    ("1,300.50", exactly(1300.5)),
    ("1.3万", exactly(13_000)),
    ("1.2345万", exactly(12_345)),
    ("13万户", exactly(130_000)),
    ("3千", exactly(3000)),
    ("2百", exactly(200)),
    ("1亿", exactly(10**8)),
    ("1000000000", exactly(10**9)),
    ("十亿", exactly(10**9)),
    ("〇", exactly(0)),
    ("零", exactly(0)),
    ("两", exactly(2)),
    ("两户", exactly(2)),
    ("十", exactly(10)),
    ("十五", exactly(15)),
    ("一十五", exactly(15)),
    ("二十", exactly(20)),
    ("二十五户", exactly(25)),
    ("一百零二", exactly(102)),
    ("一百二十", exactly(120)),
    ("一百一十五", exactly(115)),
    ("一千三百", exactly(1300)),
    ("两千", exactly(2000)),
    ("一万零五百", exactly(10_500)),
    ("十万五千", exactly(105_000)),
    ("一二〇", exactly(120)),
    ("120余", over(120)),
    ("120余户", over(120)),
    ("120户余", over(120)),
    ("120多户", over(120)),
    ("120 多户", over(120)),
    ("120+", over(120)),
    ("over 120", over(120)),
    ("Over 120 households", over(120)),
    ("more than 1,300", over(1300)),
    ("超过120户", over(120)),
    ("逾120", over(120)),
    ("十余户", over(10)),
    ("一百二十余户", over(120)),
    ("10余万户", over(100_000)),
    ("1.3万余户", over(13_000)),
    ("约50", about(50)),
    ("约五十户", about(50)),
    ("大约50户", about(50)),
    ("~50", about(50)),
    ("～50", about(50)),
    ("about 50", about(50)),
    ("50户左右", about(50)),
]


@pytest.mark.parametrize(("text", "expected"), ACCEPTED)
def test_a_number_is_read(text: str, expected: Quantity) -> None:
    assert parse_quantity(text, UNITS) == expected


REFUSED: list[tuple[str, Pair]] = [
    ("", Dates.NUMBER_EMPTY),
    ("  ", Dates.NUMBER_EMPTY),
    ("-5", Dates.NEGATIVE),
    ("－3", Dates.NEGATIVE),
    ("−3", Dates.NEGATIVE),
    ("负五", Dates.NEGATIVE),
    ("12abc", Dates.WRONG_UNIT),
    ("5只", Dates.WRONG_UNIT),
    ("五只", Dates.WRONG_UNIT),
    ("1e5", Dates.MACHINE),
    ("0x10", Dates.MACHINE),
    ("∞", Dates.NOT_FINITE),
    ("NaN", Dates.NOT_FINITE),
    ("-inf", Dates.NOT_FINITE),
    ("½", Dates.FRACTION),
    ("2½", Dates.FRACTION),
    ("1/2", Dates.FRACTION),
    ("二分之一", Dates.FRACTION),
    ("--", Dates.NUMBER_UNKNOWN),
    ("abc", Dates.NUMBER_UNKNOWN),
    ("户", Dates.NUMBER_UNKNOWN),
    ("余", Dates.NUMBER_UNKNOWN),
    ("约", Dates.NUMBER_UNKNOWN),
    (".5", Dates.NUMBER_UNKNOWN),
    ("5.", Dates.NUMBER_UNKNOWN),
    ("1.2.3", Dates.NUMBER_UNKNOWN),
    ("+5", Dates.NUMBER_UNKNOWN),
    ("5 6", Dates.NUMBER_UNKNOWN),
    ("1_000", Dates.NUMBER_UNKNOWN),
    ("3百五十", Dates.NUMBER_UNKNOWN),
    ("١٢", Dates.NUMBER_UNKNOWN),
    ("😀", Dates.NUMBER_UNKNOWN),
    ("\ud800", Dates.NUMBER_UNKNOWN),
    ("12\x00", Dates.NUMBER_UNKNOWN),
    ("近50", Dates.ONE_SIDED),
    ("nearly 50", Dates.ONE_SIDED),
    ("至少50户", Dates.ONE_SIDED),
    ("几十", Dates.VAGUE),
    ("十几户", Dates.VAGUE),
    ("三五户", Dates.VAGUE),
    ("十五六户", Dates.VAGUE),
    ("若干", Dates.VAGUE),
    ("10-20", Dates.NUMBER_RANGE),
    ("10~20户", Dates.NUMBER_RANGE),
    ("十至二十", Dates.NUMBER_RANGE),
    ("一百二", Dates.COLLOQUIAL),
    ("百二十", Dates.COLLOQUIAL),
    ("1,30", Dates.GROUPING),
    ("1,3000", Dates.GROUPING),
    ("0,123", Dates.GROUPING),
    ("1.234", Dates.TOO_MANY_PLACES),
    ("1.2345678万", Dates.TOO_MANY_PLACES),
    ("1000000001", Dates.TOO_LARGE),
    ("十十", Dates.COLLOQUIAL),
    ("11亿", Dates.TOO_LARGE),
    ("9" * 5000, Dates.TOO_LARGE),
    ("约120余户", Dates.CONTRADICTION),
]


@pytest.mark.parametrize(("text", "why"), REFUSED, ids=lambda value: str(value)[:20])
def test_what_is_no_number_is_refused_with_its_reason(text: str, why: Pair) -> None:
    with pytest.raises(BadValue) as caught:
        parse_quantity(text, UNITS)
    assert caught.value.trouble.why == why


def test_the_refusal_names_what_was_typed_and_the_unit() -> None:
    with pytest.raises(BadValue) as caught:
        parse_quantity("12abc", UNITS)
    assert caught.value.lines("en") == (
        '"12abc" is not a number',
        'what follows the number, "abc", is not its unit; the unit is 户 / households',
        'write 12, 1,300, 1.5, "over 120" or "about 50"; the unit may follow',
    )


def test_the_longest_unit_is_taken_off_first() -> None:
    assert parse_quantity("3万元", ("万元", "元")) == exactly(3)
    assert parse_quantity("3万元", ("元",)) == exactly(30_000)


def test_a_long_text_is_quoted_short_and_cannot_steer_the_terminal() -> None:
    with pytest.raises(BadValue) as caught:
        parse_quantity("\x1b[31m" + "😀" * 25_000, UNITS)
    what = caught.value.lines("en")[0]
    assert len(what) < 80
    assert what.isprintable()


HAN = [
    (0, "零"),
    (2, "二"),
    (8, "八"),
    (10, "十"),
    (12, "十二"),
    (20, "二十"),
    (101, "一百零一"),
    (110, "一百一十"),
    (120, "一百二十"),
    (1005, "一千零五"),
    (1010, "一千零一十"),
    (1300, "一千三百"),
    (10_500, "一万零五百"),
    (15_000, "一万五千"),
    (100_010, "十万零一十"),
    (99_999_999, "九千九百九十九万九千九百九十九"),
    (100_005_000, "一亿零五千"),
]


@pytest.mark.parametrize(("number", "expected"), HAN)
def test_a_number_is_written_in_chinese(number: int, expected: str) -> None:
    assert to_han(number) == expected


def test_two_before_a_measure_word_is_liang() -> None:
    assert [to_han(number, measure=True) for number in (2, 12, 20)] == ["两", "十二", "二十"]


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_numbers_out_of_range_have_no_numeral(number: int) -> None:
    with pytest.raises(ValueError, match="no Chinese numeral"):
        to_han(number)


@pytest.mark.parametrize(
    "text", ["", "一百二", "三五", "〇五", "十十", "百", "二十〇", "十百", "x"]
)
def test_what_is_no_numeral_or_two_is_none(text: str) -> None:
    assert from_han(text) is None


@given(st.integers(0, LARGEST))
def test_every_chinese_numeral_reads_back(number: int) -> None:
    assert from_han(to_han(number)) == number
    assert parse_quantity(to_han(number), UNITS) == exactly(number)


@given(st.integers(0, LARGEST * 100), st.sampled_from(["{}", "{}户", " {} 户 ", "{} households"]))
def test_every_amount_reads_back(hundredths: int, form: str) -> None:
    text = form.format(f"{hundredths // 100:,}.{hundredths % 100:02}")
    assert parse_quantity(text, UNITS) == Quantity(hundredths, None)


NUMBERLIKE = st.text("0123456789.,-+~ 约近余多户一二两十百千万亿〇几至ex／½，．０９", max_size=12)


@given(st.text(max_size=70) | NUMBERLIKE)
def test_no_text_raises_anything_but_bad_value(text: str) -> None:
    try:
        quantity = parse_quantity(text, UNITS)
    except BadValue as fault:
        refused = fault
    else:
        assert 0 <= quantity.hundredths <= LARGEST * 100
        return
    assert all(refused.lines("zh") + refused.lines("en"))
