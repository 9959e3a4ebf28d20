"""Periods as people name them, what lies in them, and what they are compared with."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchlog.errors import BadValue
from branchlog.messages import Dates, Pair
from branchlog.records.dates import is_iso
from branchlog.records.periods import (
    By,
    Period,
    key,
    keys,
    of_label,
    parse_period,
    period_before,
    year_before,
)

TODAY = date(2024, 11, 20)


def period(text: str) -> Period:
    return parse_period(text, TODAY)


def day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


ACCEPTED = [
    # typed, label, first day, last day
    ("2024", "2024", "2024-01-01", "2024-12-31"),
    ("２０２４", "2024", "2024-01-01", "2024-12-31"),
    (" 2024 ", "2024", "2024-01-01", "2024-12-31"),
    ("2024年", "2024", "2024-01-01", "2024-12-31"),
    ("2024年度", "2024", "2024-01-01", "2024-12-31"),
    ("2024年全年", "2024", "2024-01-01", "2024-12-31"),
    ("二〇二四年", "2024", "2024-01-01", "2024-12-31"),
    ("2025", "2025", "2025-01-01", "2025-12-31"),
    ("9999", "9999", "9999-01-01", "9999-12-31"),
    ("2024-03", "2024-03", "2024-03-01", "2024-03-31"),
    ("2024-3", "2024-03", "2024-03-01", "2024-03-31"),
    ("2024.2", "2024-02", "2024-02-01", "2024-02-29"),
    ("2023/02", "2023-02", "2023-02-01", "2023-02-28"),
    ("2024年3月", "2024-03", "2024-03-01", "2024-03-31"),
    ("二〇二四年三月", "2024-03", "2024-03-01", "2024-03-31"),
    ("March 2024", "2024-03", "2024-03-01", "2024-03-31"),
    ("9999-12", "9999-12", "9999-12-01", "9999-12-31"),
    ("2024Q1", "2024Q1", "2024-01-01", "2024-03-31"),
    ("2024q4", "2024Q4", "2024-10-01", "2024-12-31"),
    ("2024-Q1", "2024Q1", "2024-01-01", "2024-03-31"),
    ("Q1 2024", "2024Q1", "2024-01-01", "2024-03-31"),
    ("2024年一季度", "2024Q1", "2024-01-01", "2024-03-31"),
    ("2024年第一季度", "2024Q1", "2024-01-01", "2024-03-31"),
    ("2024年1季度", "2024Q1", "2024-01-01", "2024-03-31"),
    ("二〇二四年一季度", "2024Q1", "2024-01-01", "2024-03-31"),
    ("2024H1", "2024H1", "2024-01-01", "2024-06-30"),
    ("2024h2", "2024H2", "2024-07-01", "2024-12-31"),
    ("2024年上半年", "2024H1", "2024-01-01", "2024-06-30"),
    ("去年下半年", "2023H2", "2023-07-01", "2023-12-31"),
    ("2024-03-05", "2024-03-05", "2024-03-05", "2024-03-05"),
    ("yesterday", "2024-11-19", "2024-11-19", "2024-11-19"),
    ("this-year", "2024", "2024-01-01", "2024-12-31"),
    ("this year", "2024", "2024-01-01", "2024-12-31"),
    ("Last-Year", "2023", "2023-01-01", "2023-12-31"),
    ("this-month", "2024-11", "2024-11-01", "2024-11-30"),
    ("last-month", "2024-10", "2024-10-01", "2024-10-31"),
    ("this-quarter", "2024Q4", "2024-10-01", "2024-12-31"),
    ("last-quarter", "2024Q3", "2024-07-01", "2024-09-30"),
    ("this-week", "2024-11-18..2024-11-24", "2024-11-18", "2024-11-24"),
    ("今年", "2024", "2024-01-01", "2024-12-31"),
    ("去年", "2023", "2023-01-01", "2023-12-31"),
    ("前年", "2022", "2022-01-01", "2022-12-31"),
    ("全年", "2024", "2024-01-01", "2024-12-31"),
    ("本月", "2024-11", "2024-11-01", "2024-11-30"),
    ("上月", "2024-10", "2024-10-01", "2024-10-31"),
    ("上个月", "2024-10", "2024-10-01", "2024-10-31"),
    ("本季度", "2024Q4", "2024-10-01", "2024-12-31"),
    ("上季度", "2024Q3", "2024-07-01", "2024-09-30"),
    ("上周", "2024-11-11..2024-11-17", "2024-11-11", "2024-11-17"),
    ("3月", "2024-03", "2024-03-01", "2024-03-31"),
    ("三月份", "2024-03", "2024-03-01", "2024-03-31"),
    ("11月", "2024-11", "2024-11-01", "2024-11-30"),
    ("12月", "2023-12", "2023-12-01", "2023-12-31"),
    ("去年3月", "2023-03", "2023-03-01", "2023-03-31"),
    ("March", "2024-03", "2024-03-01", "2024-03-31"),
    ("一季度", "2024Q1", "2024-01-01", "2024-03-31"),
    ("第四季度", "2024Q4", "2024-10-01", "2024-12-31"),
    ("Q3", "2024Q3", "2024-07-01", "2024-09-30"),
    ("上半年", "2024H1", "2024-01-01", "2024-06-30"),
    ("下半年", "2024H2", "2024-07-01", "2024-12-31"),
    ("今年一季度", "2024Q1", "2024-01-01", "2024-03-31"),
    ("2023..2024", "2023..2024", "2023-01-01", "2024-12-31"),
    ("2023-2024", "2023..2024", "2023-01-01", "2024-12-31"),
    ("2023年至2024年", "2023..2024", "2023-01-01", "2024-12-31"),
    ("去年至今年", "2023..2024", "2023-01-01", "2024-12-31"),
    ("2024..2024", "2024", "2024-01-01", "2024-12-31"),
    ("2024-03..2024-05", "2024-03..2024-05", "2024-03-01", "2024-05-31"),
    ("2024-03..05", "2024-03..2024-05", "2024-03-01", "2024-05-31"),
    ("２０２４－０３。。０５", "2024-03..2024-05", "2024-03-01", "2024-05-31"),
    ("2024年3月至5月", "2024-03..2024-05", "2024-03-01", "2024-05-31"),
    ("3月至5月", "2024-03..2024-05", "2024-03-01", "2024-05-31"),
    ("3月至2023年5月", "2023-03..2023-05", "2023-03-01", "2023-05-31"),
    ("2024年1-6月", "2024-01..2024-06", "2024-01-01", "2024-06-30"),
    ("1—6月", "2024-01..2024-06", "2024-01-01", "2024-06-30"),
    ("去年三至五月", "2023-03..2023-05", "2023-03-01", "2023-05-31"),
    ("一至三季度", "2024Q1..2024Q3", "2024-01-01", "2024-09-30"),
    ("2024Q1..Q3", "2024Q1..2024Q3", "2024-01-01", "2024-09-30"),
    ("2023Q4..2024-05", "2023Q4..2024-05", "2023-10-01", "2024-05-31"),
    ("2024-03-01..2024-03-31", "2024-03-01..2024-03-31", "2024-03-01", "2024-03-31"),
    ("2024-03-01..31", "2024-03-01..2024-03-31", "2024-03-01", "2024-03-31"),
    ("2024-03-01..04-02", "2024-03-01..2024-04-02", "2024-03-01", "2024-04-02"),
    ("2024-03-01——2024-03-31", "2024-03-01..2024-03-31", "2024-03-01", "2024-03-31"),
    ("3月5日至8日", "2024-03-05..2024-03-08", "2024-03-05", "2024-03-08"),
    ("..2024-08-05", "..2024-08-05", None, "2024-08-05"),
    ("截至2024年8月5日", "..2024-08-05", None, "2024-08-05"),
    ("..2024", "..2024", None, "2024-12-31"),
    ("2024-08-01..", "2024-08-01..", "2024-08-01", None),
    ("2024年8月..", "2024-08..", "2024-08-01", None),
    ("all", "all", None, None),
    ("ALL", "all", None, None),
    ("全部", "all", None, None),
]


@pytest.mark.parametrize(("text", "label", "first", "last"), ACCEPTED)
def test_a_period_is_read(text: str, label: str, first: str | None, last: str | None) -> None:
    expected = Period(label, day(first), day(last))
    assert period(text) == expected
    assert period(label) == expected
    assert of_label(label) == expected


NEW_YEAR = [
    (date(2025, 1, 1), "今年", "2025"),
    (date(2025, 1, 1), "上月", "2024-12"),
    (date(2025, 1, 1), "12月", "2024-12"),
    (date(2025, 1, 1), "1月", "2025-01"),
    (date(2025, 1, 1), "上季度", "2024Q4"),
    (date(2025, 1, 1), "一季度", "2025Q1"),
    (date(2025, 1, 1), "四季度", "2024Q4"),
    (date(2025, 1, 1), "下半年", "2024H2"),
    (date(2025, 1, 1), "本周", "2024-12-30..2025-01-05"),
    (date(2025, 1, 1), "10月至12月", "2024-10..2024-12"),
    (date(2025, 1, 1), "3月至2025年5月", "2025-03..2025-05"),
    (date(2025, 3, 1), "2月29日", "2024-02-29"),
]


@pytest.mark.parametrize(("today", "text", "label"), NEW_YEAR)
def test_what_has_no_year_is_the_latest_that_has_begun(today: date, text: str, label: str) -> None:
    assert parse_period(text, today).label == label


REFUSED: list[tuple[str, Pair]] = [
    ("", Dates.PERIOD_EMPTY),
    ("  ", Dates.PERIOD_EMPTY),
    ("24", Dates.UNKNOWN),
    ("24年", Dates.TWO_DIGIT_YEAR),
    ("24-03-05", Dates.TWO_DIGIT_YEAR),
    ("202403", Dates.SIX_DIGITS),
    ("05/03/2024", Dates.DAY_FIRST),
    ("2024-W10", Dates.ISO_WEEK),
    ("正月", Dates.LUNAR),
    ("二〇二四年3月", Dates.MIXED),
    ("2024-03-05T10:00", Dates.HAS_TIME),
    ("3-5", Dates.MONTH_OR_DAY),
    ("3.5", Dates.MONTH_OR_DAY),
    ("2024Q5", Dates.NO_SUCH_QUARTER),
    ("2024Q0", Dates.NO_SUCH_QUARTER),
    ("五季度", Dates.NO_SUCH_QUARTER),
    ("2024H3", Dates.NO_SUCH_HALF),
    ("2024-13", Dates.NO_SUCH_MONTH),
    ("0月", Dates.NO_SUCH_MONTH),
    ("1-13月", Dates.NO_SUCH_MONTH),
    ("2023-02-29", Dates.NO_SUCH_DAY),
    ("2月30日", Dates.NO_SUCH_DAY),
    ("1948", Dates.BEFORE_1949),
    ("0000", Dates.BEFORE_1949),
    ("..1940", Dates.BEFORE_1949),
    ("1948-12-31..2024", Dates.BEFORE_1949),
    ("2024..2023", Dates.BACKWARDS),
    ("5月至3月", Dates.BACKWARDS),
    ("2024-05..03", Dates.BACKWARDS),
    ("..", Dates.UNKNOWN),
    ("2024...2025", Dates.UNKNOWN),
    ("2022..2023..2024", Dates.UNKNOWN),
    ("all..", Dates.UNKNOWN),
    ("2024..25", Dates.UNKNOWN),
    ("2024-03-2024-05", Dates.UNKNOWN),
    ("5日", Dates.UNKNOWN),
    ("明年", Dates.UNKNOWN),
    ("三四季度", Dates.UNKNOWN),
    ("last decade", Dates.UNKNOWN),
    ("20２4\x1b", Dates.UNKNOWN),
    ("\ud800", Dates.UNKNOWN),
    ("2024" * 25_000, Dates.UNKNOWN),
]


@pytest.mark.parametrize(("text", "why"), REFUSED, ids=lambda value: ascii(value)[:40])
def test_what_is_no_period_is_refused_with_its_reason(text: str, why: Pair) -> None:
    with pytest.raises(BadValue) as caught:
        period(text)
    assert caught.value.trouble.why == why


def test_a_refusal_says_what_why_and_what_to_type() -> None:
    with pytest.raises(BadValue) as caught:
        period("2024-13")
    assert caught.value.lines("en") == (
        '"2024-13" is not a period',
        "there is no month 13",
        "write 2024, 2024-03, 2024Q1, 2024H1, 2023..2024, 2024-03-01..2024-03-31, "
        "..2024-08-05, this-year, last-year, this-month, last-month, this-quarter or all",
    )


@pytest.mark.parametrize(
    ("text", "iso", "expected"),
    [
        ("2024", "2024-01-01", True),
        ("2024", "2024-12-31", True),
        ("2024", "2023-12-31", False),
        ("2024", "2025-01-01", False),
        ("2024", "2024-05", True),
        ("2024-05-01..2024-05-10", "2024-05", True),
        ("2024-05-02..2024-05-31", "2024-05", False),
        ("..2024-08-05", "1949-01-01", True),
        ("..2024-08-05", "2024-08-06", False),
        ("2024-08-01..", "2024-08", True),
        ("2024-08-01..", "2024-07-31", False),
        ("all", "1949-01-01", True),
    ],
)
def test_a_record_belongs_by_its_first_day(text: str, iso: str, expected: bool) -> None:
    assert period(text).holds(iso) == expected


def test_the_years_of_a_period() -> None:
    texts = ("2024Q1", "2022..2024-03", "..2024-08-05", "2023..", "all")
    assert [period(text).years() for text in texts] == [
        (2024, 2024),
        (2022, 2024),
        (None, 2024),
        (2023, None),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("iso", "by", "expected"),
    [
        ("2024-03-05", "month", "2024-03"),
        ("2024-03", "month", "2024-03"),
        ("2024-03-31", "quarter", "2024Q1"),
        ("2024-04", "quarter", "2024Q2"),
        ("2024-12-31", "quarter", "2024Q4"),
        ("2024-03-05", "year", "2024"),
    ],
)
def test_the_key_of_a_date(iso: str, by: By, expected: str) -> None:
    assert key(iso, by) == expected


def test_the_keys_of_a_period_are_in_order_and_whole() -> None:
    assert keys(period("2023-11..2024-02"), "month", None, None) == [
        "2023-11",
        "2023-12",
        "2024-01",
        "2024-02",
    ]
    assert keys(period("2024"), "quarter", None, None) == ["2024Q1", "2024Q2", "2024Q3", "2024Q4"]
    assert keys(period("2022..2024"), "year", None, None) == ["2022", "2023", "2024"]
    assert len(keys(period("2024"), "month", "2024-03-05", "2024-03-06")) == 12


def test_open_ends_are_closed_by_the_dates_seen() -> None:
    assert keys(period("all"), "quarter", "2023-11", "2024-02-29") == ["2023Q4", "2024Q1"]
    assert keys(period("..2024-02"), "month", "2023-12-31", "2024-01-05") == [
        "2023-12",
        "2024-01",
        "2024-02",
    ]
    assert keys(period("2024-02.."), "month", "2023-01-01", "2024-03-31") == ["2024-02", "2024-03"]
    assert keys(period("2024-02.."), "month", "2023-01-01", "2023-12-31") == []
    assert keys(period("all"), "month", None, None) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", "2023"),
        ("2024H1", "2023H1"),
        ("2024Q1", "2023Q1"),
        ("2024-02", "2023-02"),
        ("2024-02-29", "2023-02-28"),
        ("2024-02-01..2024-02-29", "2023-02-01..2023-02-28"),
        ("2023..2024", "2022..2023"),
        ("2024-03..2024-05", "2023-03..2023-05"),
        ("..2024-08-05", "..2023-08-05"),
        ("2024-08-01..", "2023-08-01.."),
    ],
)
def test_the_same_period_a_year_earlier(text: str, expected: str) -> None:
    assert year_before(period(text)) == period(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", "2023"),
        ("2024H1", "2023H2"),
        ("2024Q1", "2023Q4"),
        ("2024Q3", "2024Q2"),
        ("2024-01", "2023-12"),
        ("2024-03", "2024-02"),
        ("2024-03-01", "2024-02-29"),
        ("2023..2024", "2021..2022"),
        ("2024-03..2024-05", "2023-12..2024-02"),
        ("2024-03-01..2024-03-31", "2024-01-30..2024-02-29"),
        ("2023Q4..2024-01", "2023-05-31..2023-09-30"),
        ("上周", "2024-11-04..2024-11-10"),
    ],
)
def test_the_period_just_before(text: str, expected: str) -> None:
    assert period_before(period(text)) == period(expected)


@pytest.mark.parametrize("text", ["all", "..2024", "2024.."])
def test_an_open_period_has_none_before_it(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        period_before(period(text))
    assert caught.value.trouble.why == Dates.NOTHING_BEFORE


def test_everything_has_no_year_before_it() -> None:
    with pytest.raises(BadValue) as caught:
        year_before(period("all"))
    assert caught.value.trouble.why == Dates.NO_EARLIER_YEAR


def test_a_period_longer_than_the_calendar_before_it_is_refused() -> None:
    with pytest.raises(BadValue):
        period_before(period("1949..9999"))


PERIODLIKE = st.text("0123456789年月日季度上下半至到.-~qhQH一二三四今去本 ２０", max_size=14)


@given(st.text(max_size=70) | PERIODLIKE, st.dates(date(1949, 1, 1), date(9999, 12, 31)))
def test_no_text_raises_anything_but_bad_value(text: str, today: date) -> None:
    try:
        found = parse_period(text, today)
    except BadValue as fault:
        refused = fault
    else:
        assert parse_period(found.label, today) == found
        assert found.first is None or found.last is None or found.first <= found.last
        return
    assert all(refused.lines("zh") + refused.lines("en"))


@given(
    st.dates(date(1949, 1, 1), date(2100, 12, 31)), st.sampled_from(["month", "quarter", "year"])
)
def test_every_day_lies_in_the_period_of_its_key(any_day: date, by: By) -> None:
    iso = any_day.isoformat()
    assert is_iso(iso)
    own = period(key(iso, by))
    assert own.holds(iso)
    assert keys(own, by, None, None) == [key(iso, by)]
    assert not period_before(own).holds(iso)


def test_the_tables_are_as_long_as_promised() -> None:
    assert len(ACCEPTED) >= 40
    assert len(REFUSED) >= 20
