"""Dates as people type them: what is read, what is refused and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchlog.errors import BadValue
from branchlog.messages import Dates, Pair
from branchlog.records.dates import (
    FarBack,
    When,
    first_day,
    is_iso,
    last_day,
    parse_day,
    parse_when,
    weekday,
)
from branchlog.records.numerals import to_han

#: A Wednesday.
TODAY = date(2024, 11, 20)

DAYS = [
    ("2024-03-05", "2024-03-05"),
    ("2024-3-5", "2024-03-05"),
    ("2024/3/5", "2024-03-05"),
    ("2024/03/05", "2024-03-05"),
    ("2024.3.5", "2024-03-05"),
    ("2024.03.05", "2024-03-05"),
    ("20240305", "2024-03-05"),
    ("  2024-03-05  ", "2024-03-05"),
    ("\u30002024-03-05\n", "2024-03-05"),
    ("２０２４－０３－０５", "2024-03-05"),
    ("２０２４．３．５", "2024-03-05"),
    ("2024。3。5", "2024-03-05"),
    ("2024／3／5", "2024-03-05"),
    ("2024年3月5日", "2024-03-05"),
    ("2024年03月05日", "2024-03-05"),
    ("2024年3月5号", "2024-03-05"),
    ("2024 年 3 月 5 日", "2024-03-05"),
    ("２０２４年３月５日", "2024-03-05"),
    ("二〇二四年三月五日", "2024-03-05"),
    ("二零二四年三月五日", "2024-03-05"),
    ("二○二四年十一月二十日", "2024-11-20"),
    ("二〇二三年十二月三十一日", "2023-12-31"),
    ("一九四九年十月一日", "1949-10-01"),
    ("1949-01-01", "1949-01-01"),
    ("2024-02-29", "2024-02-29"),
    ("2000/2/29", "2000-02-29"),
    ("2024-11-20", "2024-11-20"),
    ("9月5日", "2024-09-05"),
    ("9月5号", "2024-09-05"),
    ("9月5", "2024-09-05"),
    ("９月５日", "2024-09-05"),
    ("九月五日", "2024-09-05"),
    ("十月二十五日", "2024-10-25"),
    ("9-5", "2024-09-05"),
    ("09-05", "2024-09-05"),
    ("9.5", "2024-09-05"),
    ("9.15", "2024-09-15"),
    ("9/5", "2024-09-05"),
    ("９．５", "2024-09-05"),
    ("11月20日", "2024-11-20"),
    ("今年3月5日", "2024-03-05"),
    ("去年3月5日", "2023-03-05"),
    ("去年三月五日", "2023-03-05"),
    ("上月5日", "2024-10-05"),
    ("本月5号", "2024-11-05"),
    ("今天", "2024-11-20"),
    ("今日", "2024-11-20"),
    ("昨天", "2024-11-19"),
    ("昨日", "2024-11-19"),
    ("前天", "2024-11-18"),
    ("大前天", "2024-11-17"),
    ("3天前", "2024-11-17"),
    ("三天前", "2024-11-17"),
    ("十二天以前", "2024-11-08"),
    ("两周前", "2024-11-06"),
    ("1个星期前", "2024-11-13"),
    ("上周三", "2024-11-13"),
    ("上周一", "2024-11-11"),
    ("上周日", "2024-11-17"),
    ("上周天", "2024-11-17"),
    ("上星期五", "2024-11-15"),
    ("上个星期五", "2024-11-15"),
    ("上礼拜二", "2024-11-12"),
    ("上上周三", "2024-11-06"),
    ("本周三", "2024-11-20"),
    ("这周一", "2024-11-18"),
    ("本星期二", "2024-11-19"),
    ("today", "2024-11-20"),
    ("Yesterday", "2024-11-19"),
    ("the day before yesterday", "2024-11-18"),
    ("3 days ago", "2024-11-17"),
    ("1 day ago", "2024-11-19"),
    ("a week ago", "2024-11-13"),
    ("2 weeks ago", "2024-11-06"),
    ("-3d", "2024-11-17"),
    ("-0d", "2024-11-20"),
    ("-2w", "2024-11-06"),
    ("－３ｄ", "2024-11-17"),
    ("last wed", "2024-11-13"),
    ("last Wednesday", "2024-11-13"),
    ("last tue", "2024-11-19"),
    ("last thu", "2024-11-14"),
    ("last-sunday", "2024-11-17"),
    ("this mon", "2024-11-18"),
    ("this wed", "2024-11-20"),
    ("5 March 2024", "2024-03-05"),
    ("5 Mar 2024", "2024-03-05"),
    ("5th March 2024", "2024-03-05"),
    ("5th of March, 2024", "2024-03-05"),
    ("5-Mar-2024", "2024-03-05"),
    ("March 5, 2024", "2024-03-05"),
    ("March 5 2024", "2024-03-05"),
    ("MAR. 5th, 2024", "2024-03-05"),
    ("5 September", "2024-09-05"),
    ("5 Sept", "2024-09-05"),
    ("Sep 5", "2024-09-05"),
    ("September 5th", "2024-09-05"),
]

MONTHS = [
    ("2024-05", "2024-05"),
    ("2022-5", "2022-05"),
    ("2022/05", "2022-05"),
    ("2024.3", "2024-03"),
    ("2022年5月", "2022-05"),
    ("2022年5月份", "2022-05"),
    ("二〇二二年五月", "2022-05"),
    ("二〇二三年十二月", "2023-12"),
    ("May 2022", "2022-05"),
    ("9月", "2024-09"),
    ("九月份", "2024-09"),
    ("11月", "2024-11"),
    ("September", "2024-09"),
    ("去年12月", "2023-12"),
    ("本月", "2024-11"),
    ("上个月", "2024-10"),
    ("last month", "2024-10"),
]

RANGES = [
    ("2024-03-05..08", ("2024-03-05", "2024-03-08")),
    ("2024-03-05..03-08", ("2024-03-05", "2024-03-08")),
    ("2024-03-05..2024-03-08", ("2024-03-05", "2024-03-08")),
    ("2024-03-05 .. 2024-03-08", ("2024-03-05", "2024-03-08")),
    ("２０２４－０３－０５。。０８", ("2024-03-05", "2024-03-08")),
    ("2024-03-05~08", ("2024-03-05", "2024-03-08")),
    ("2024-03-05 to 2024-03-08", ("2024-03-05", "2024-03-08")),
    ("2024-03-05至2024-04-02", ("2024-03-05", "2024-04-02")),
    ("20240305-20240308", ("2024-03-05", "2024-03-08")),
    ("2024/3/5-3/8", ("2024-03-05", "2024-03-08")),
    ("2024.3.5-8", ("2024-03-05", "2024-03-08")),
    ("2024.3.5—2024.3.8", ("2024-03-05", "2024-03-08")),
    ("9.5-9.8", ("2024-09-05", "2024-09-08")),
    ("9月5日至8日", ("2024-09-05", "2024-09-08")),
    ("9月5日-8日", ("2024-09-05", "2024-09-08")),
    ("9月5日—8日", ("2024-09-05", "2024-09-08")),
    ("9月5日——8日", ("2024-09-05", "2024-09-08")),
    ("9月5日～8日", ("2024-09-05", "2024-09-08")),
    ("9月5日到10月2日", ("2024-09-05", "2024-10-02")),
    ("9月5-8日", ("2024-09-05", "2024-09-08")),
    ("九月五日至八日", ("2024-09-05", "2024-09-08")),
    ("2024年3月5日至8日", ("2024-03-05", "2024-03-08")),
    ("2024年3月5日至4月2日", ("2024-03-05", "2024-04-02")),
    ("2023年12月30日至1月2日", ("2023-12-30", "2024-01-02")),
    ("2023年12月30日至2024年1月2日", ("2023-12-30", "2024-01-02")),
    ("二〇二四年三月五日至四月二日", ("2024-03-05", "2024-04-02")),
    ("5-8 March 2024", ("2024-03-05", "2024-03-08")),
    ("5th to 8th September", ("2024-09-05", "2024-09-08")),
    ("September 5-8", ("2024-09-05", "2024-09-08")),
    ("March 5-8, 2024", ("2024-03-05", "2024-03-08")),
    ("5 March to 2 April 2024", ("2024-03-05", "2024-04-02")),
    ("30 December to 2 January 2024", ("2023-12-30", "2024-01-02")),
    ("上周三至上周五", ("2024-11-13", "2024-11-15")),
    ("-3d..today", ("2024-11-17", "2024-11-20")),
    ("2024-03-05..2024-03-05", ("2024-03-05", None)),
    ("2023-01-01..2024-01-02", ("2023-01-01", "2024-01-02")),
]


@pytest.mark.parametrize(("text", "expected"), DAYS + MONTHS)
def test_a_day_or_month_is_read(text: str, expected: str) -> None:
    assert parse_when(text, TODAY) == When(expected, None)


@pytest.mark.parametrize(("text", "expected"), RANGES)
def test_a_range_is_read(text: str, expected: tuple[str, str | None]) -> None:
    assert parse_when(text, TODAY) == When(*expected)


REFUSED: list[tuple[str, Pair]] = [
    ("", Dates.EMPTY),
    (" \t\n", Dates.EMPTY),
    ("2024", Dates.YEAR_ONLY),
    ("2024年", Dates.YEAR_ONLY),
    ("二〇二四年", Dates.YEAR_ONLY),
    ("今年", Dates.YEAR_ONLY),
    ("last year", Dates.YEAR_ONLY),
    ("5日", Dates.DAY_ALONE),
    ("五号", Dates.DAY_ALONE),
    ("5", Dates.DAY_ALONE),
    ("5th", Dates.DAY_ALONE),
    ("周三", Dates.WEEKDAY_ALONE),
    ("星期天", Dates.WEEKDAY_ALONE),
    ("wed", Dates.WEEKDAY_ALONE),
    ("Wednesday", Dates.WEEKDAY_ALONE),
    ("05/03/2024", Dates.DAY_FIRST),
    ("5.3.2024", Dates.DAY_FIRST),
    ("5-3-2024", Dates.DAY_FIRST),
    ("24-03-05", Dates.TWO_DIGIT_YEAR),
    ("24.3.5", Dates.TWO_DIGIT_YEAR),
    ("05/03/24", Dates.TWO_DIGIT_YEAR),
    ("24年3月5日", Dates.TWO_DIGIT_YEAR),
    ("二四年三月五日", Dates.TWO_DIGIT_YEAR),
    ("5-Mar-24", Dates.TWO_DIGIT_YEAR),
    ("March 5, 24", Dates.TWO_DIGIT_YEAR),
    ("202403", Dates.SIX_DIGITS),
    ("45356", Dates.SERIAL),
    ("45356.0", Dates.SERIAL),
    ("2024-03-05T10:00", Dates.HAS_TIME),
    ("2024-03-05 10:00", Dates.HAS_TIME),
    ("2024-03-05 00:00:00", Dates.HAS_TIME),
    ("10：30", Dates.HAS_TIME),
    ("3月5日上午", Dates.HAS_TIME),
    ("3月5日9点", Dates.HAS_TIME),
    ("3pm", Dates.HAS_TIME),
    ("2024-W10", Dates.ISO_WEEK),
    ("2024-W10-2", Dates.ISO_WEEK),
    ("2024W102", Dates.ISO_WEEK),
    ("正月十五", Dates.LUNAR),
    ("农历三月初五", Dates.LUNAR),
    ("三月初五", Dates.LUNAR),
    ("三月5日", Dates.MIXED),
    ("3月五日", Dates.MIXED),
    ("二〇二四年3月5日", Dates.MIXED),
    ("13月", Dates.NO_SUCH_MONTH),
    ("0月5日", Dates.NO_SUCH_MONTH),
    ("2024-13-01", Dates.NO_SUCH_MONTH),
    ("2024-00", Dates.NO_SUCH_MONTH),
    ("20241301", Dates.NO_SUCH_MONTH),
    ("2023-02-29", Dates.NO_SUCH_DAY),
    ("2024-04-31", Dates.NO_SUCH_DAY),
    ("2024-03-00", Dates.NO_SUCH_DAY),
    ("1900-02-29", Dates.BEFORE_1949),
    ("2024-03-05..32", Dates.NO_SUCH_DAY),
    ("2月30日", Dates.NO_SUCH_DAY_EVER),
    ("9.31", Dates.NO_SUCH_DAY_EVER),
    ("30 February", Dates.NO_SUCH_DAY_EVER),
    ("1948-12-31", Dates.BEFORE_1949),
    ("1948-12", Dates.BEFORE_1949),
    ("0000-01-01", Dates.BEFORE_1949),
    ("0001-01-01", Dates.BEFORE_1949),
    ("-9999w", Dates.BEFORE_1949),
    ("2024-11-21", Dates.FUTURE),
    ("2024-12", Dates.FUTURE),
    ("9999-12-31", Dates.FUTURE),
    ("明天", Dates.FUTURE),
    ("后天", Dates.FUTURE),
    ("本周四", Dates.FUTURE),
    ("下周一", Dates.FUTURE),
    ("3天后", Dates.FUTURE),
    ("+3d", Dates.FUTURE),
    ("tomorrow", Dates.FUTURE),
    ("this fri", Dates.FUTURE),
    ("next wed", Dates.FUTURE),
    ("in 3 days", Dates.FUTURE),
    ("11月19日至21日", Dates.FUTURE),
    ("2024-03-08..05", Dates.BACKWARDS),
    ("2024-03-08..2024-03-05", Dates.BACKWARDS),
    ("9月8日至5日", Dates.BACKWARDS),
    ("9月8日至8月5日", Dates.BACKWARDS),
    ("8 March to 5 March 2024", Dates.BACKWARDS),
    ("2023-01-01..2024-01-03", Dates.TOO_LONG),
    ("2024-03..2024-05", Dates.RANGE_OF_MONTHS),
    ("2024-03..05", Dates.RANGE_OF_MONTHS),
    ("3月至5月", Dates.RANGE_OF_MONTHS),
    ("2024-3-5-6", Dates.UNKNOWN),
    ("2024-3/5", Dates.UNKNOWN),
    ("2024-065", Dates.UNKNOWN),
    ("2024-03-05..", Dates.UNKNOWN),
    ("..2024-03-05", Dates.UNKNOWN),
    ("2024-03-05..06..07", Dates.UNKNOWN),
    ("一二月五日", Dates.UNKNOWN),
    ("清明", Dates.UNKNOWN),
    ("last week", Dates.UNKNOWN),
    ("the other day", Dates.UNKNOWN),
    ("5 Marchember", Dates.UNKNOWN),
    ("３月５日。", Dates.UNKNOWN),
    ("2024-03-05 \x1b[31m", Dates.UNKNOWN),
    ("٢٠٢٤-٠٣-٠٥", Dates.UNKNOWN),
    ("\ud800", Dates.UNKNOWN),
    ("😀" * 25_000, Dates.UNKNOWN),
    ("9" * 100_000, Dates.UNKNOWN),
]


@pytest.mark.parametrize(("text", "why"), REFUSED, ids=lambda value: ascii(value)[:40])
def test_what_is_no_date_is_refused_with_its_reason(text: str, why: Pair) -> None:
    with pytest.raises(BadValue) as caught:
        parse_when(text, TODAY)
    assert caught.value.trouble.why == why


def test_a_refusal_says_what_why_and_what_to_type() -> None:
    with pytest.raises(BadValue) as caught:
        parse_when("2023-02-29", TODAY)
    assert caught.value.lines("zh") == (
        '看不懂日期 "2023-02-29"',
        "2023-02 没有 29 日",
        "可以写 2024-03-05、2024年3月5日、3月5日、昨天、上周三、-3d、2024-03-05..08;"
        "只知道月份写 2024-03",
    )
    assert caught.value.exit_code == 2


def test_the_refusal_of_the_future_names_today() -> None:
    with pytest.raises(BadValue) as caught:
        parse_when("tomorrow", TODAY)
    assert caught.value.lines("en")[1] == (
        "what has not happened is not recorded; today is 2024-11-20"
    )


UNDATED = [
    # typed on, text, what it means
    (date(2025, 1, 1), "12月31日", "2024-12-31"),
    (date(2025, 1, 1), "1月1日", "2025-01-01"),
    (date(2025, 1, 2), "12月30日至1月2日", "2024-12-30..2025-01-02"),
    (date(2025, 1, 1), "上周三", "2024-12-25"),
    (date(2025, 1, 1), "last wed", "2024-12-25"),
    (date(2025, 1, 1), "昨天", "2024-12-31"),
    (date(2025, 1, 1), "上月", "2024-12"),
    (date(2025, 1, 1), "上月31日", "2024-12-31"),
    (date(2025, 1, 5), "上周日", "2024-12-29"),
    (date(2025, 1, 5), "本周一", "2024-12-30"),
    (date(2025, 1, 5), "本周日", "2025-01-05"),
    (date(2025, 1, 15), "12月", "2024-12"),
    (date(2024, 3, 1), "2月29日", "2024-02-29"),
    (date(2024, 2, 29), "2月29日", "2024-02-29"),
    (date(2024, 3, 1), "昨天", "2024-02-29"),
    (date(2023, 3, 1), "昨天", "2023-02-28"),
    (date(2024, 3, 1), "-1d", "2024-02-29"),
    (date(2024, 3, 2), "2-28..3-2", "2024-02-28..2024-03-02"),
]


@pytest.mark.parametrize(("today", "text", "expected"), UNDATED)
def test_an_undated_day_is_the_most_recent_one(today: date, text: str, expected: str) -> None:
    assert parse_when(text, today).typed() == expected


FAR = [
    ("3月5日", When("2024-03-05", None), 260),
    ("3.5", When("2024-03-05", None), 260),
    ("11月21日", When("2023-11-21", None), 365),
    ("2月29日", When("2024-02-29", None), 265),
    ("3月5日至8日", When("2024-03-05", "2024-03-08"), 260),
    ("12月30日至1月2日", When("2023-12-30", "2024-01-02"), 326),
    ("5 March", When("2024-03-05", None), 260),
    ("3月", When("2024-03", None), 264),
]


@pytest.mark.parametrize(("text", "when", "days"), FAR)
def test_an_undated_day_far_back_is_asked_about(text: str, when: When, days: int) -> None:
    with pytest.raises(FarBack) as caught:
        parse_when(text, TODAY)
    assert caught.value.when == when
    assert caught.value.lines("en") == (
        f'"{text}" has no year, and the last one was {days} days ago',
        "a day more than 180 days back is written with its year",
        f"if that is the one, write {when.typed()}",
    )
    assert parse_when(when.typed(), TODAY) == when


def test_180_days_back_is_near_and_181_is_far() -> None:
    near, far = TODAY - timedelta(180), TODAY - timedelta(181)
    assert parse_when(f"{near:%m-%d}", TODAY) == When(near.isoformat(), None)
    with pytest.raises(FarBack):
        parse_when(f"{far:%m-%d}", TODAY)


def test_a_leap_day_is_looked_for_in_earlier_years() -> None:
    with pytest.raises(FarBack) as caught:
        parse_when("2月29日", date(2027, 5, 1))
    assert caught.value.when == When("2024-02-29", None)


def test_a_range_that_has_begun_but_not_ended_is_future_not_last_years() -> None:
    with pytest.raises(BadValue) as caught:
        parse_when("12月30日至1月2日", date(2025, 1, 1))
    assert caught.value.trouble.why == Dates.FUTURE


IN_A_YEAR = [
    ("3月5日", "2022-03-05"),
    ("3.5", "2022-03-05"),
    ("11月21日", "2022-11-21"),
    ("3月", "2022-03"),
    ("3月5日至8日", "2022-03-05..2022-03-08"),
    ("12月30日至1月2日", "2022-12-30..2023-01-02"),
    ("2023-03-05", "2023-03-05"),
    ("昨天", "2024-11-19"),
]


@pytest.mark.parametrize(("text", "expected"), IN_A_YEAR)
def test_an_import_gives_undated_days_their_year(text: str, expected: str) -> None:
    assert parse_when(text, TODAY, year=2022).typed() == expected


@pytest.mark.parametrize(
    ("text", "year", "why"),
    [
        ("2月29日", 2023, Dates.NO_SUCH_DAY),
        ("12月1日", 2024, Dates.FUTURE),
        ("3月5日", 1948, Dates.BEFORE_1949),
        ("3月5日", 0, Dates.BEFORE_1949),
        ("3月5日", 99_999, Dates.NO_SUCH_DAY),
    ],
)
def test_the_imports_year_is_judged_too(text: str, year: int, why: Pair) -> None:
    with pytest.raises(BadValue) as caught:
        parse_when(text, TODAY, year=year)
    assert caught.value.trouble.why == why


SERIALS = [("45356", "2024-03-05"), ("45356.0", "2024-03-05"), ("17899", "1949-01-01")]


@pytest.mark.parametrize(("text", "expected"), SERIALS)
def test_an_import_reads_serial_numbers(text: str, expected: str) -> None:
    assert parse_when(text, TODAY, serials=True) == When(expected, None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("17898", Dates.BEFORE_1949),
        ("45617", Dates.FUTURE),
        ("45356.5", Dates.HAS_TIME),
        ("202403", Dates.SIX_DIGITS),
    ],
)
def test_serial_numbers_are_judged_as_dates(text: str, why: Pair) -> None:
    with pytest.raises(BadValue) as caught:
        parse_when(text, TODAY, serials=True)
    assert caught.value.trouble.why == why


def test_one_day_is_one_day() -> None:
    assert parse_day("昨天", TODAY) == "2024-11-19"
    assert parse_day("3月5日", TODAY, year=2023) == "2023-03-05"
    assert parse_day("45356", TODAY, serials=True) == "2024-03-05"


@pytest.mark.parametrize("text", ["2024-05", "9月", "3月", "2024-03-05..08", "3月5日至8日"])
def test_a_month_or_a_range_is_not_one_day(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse_day(text, TODAY)
    assert caught.value.trouble.why == Dates.NOT_ONE_DAY


def test_one_day_far_back_is_asked_about() -> None:
    with pytest.raises(FarBack):
        parse_day("3月5日", TODAY)


def test_the_first_and_last_day_of_a_month() -> None:
    assert [first_day("2024-05"), first_day("2024-05-07")] == ["2024-05-01", "2024-05-07"]
    assert [last_day("2024-02"), last_day("2023-02"), last_day("2024-05-07")] == [
        "2024-02-29",
        "2023-02-28",
        "2024-05-07",
    ]


def test_the_weekday_in_both_languages() -> None:
    assert [weekday("2024-03-05", "zh"), weekday("2024-03-05", "en")] == ["周二", "Tue"]
    assert [weekday("2024-11-24", "zh"), weekday("2024-11-24", "en")] == ["周日", "Sun"]
    assert weekday("2024-03", "zh") == ""


@pytest.mark.parametrize("text", ["2024-03-05", "2024-03", "1949-01-01", "9999-12-31", "1949-01"])
def test_canonical_dates_are_iso(text: str) -> None:
    assert is_iso(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2024", "2024-3-5", "2024-13", "2024-00", "2023-02-29", "1948-12-31", "20240305"),
        *("2024-W10-2", "2024-W1-01", "2024/03/05", "２０２４-03-05", "2024-03-0５", " 2024-03"),
        *("2024-03-05\n", "2024-03\n", "2024-03-0\ud800", "0000-01-01", "2024-1-1", "+024-01"),
    ],
)
def test_anything_else_is_not_iso(text: str) -> None:
    assert not is_iso(text)


def dated_forms(day: date) -> list[str]:
    year, month, number = day.year, day.month, day.day
    han_year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    name = day.strftime("%B")
    return [
        f"{year}-{month:02}-{number:02}",
        f"{year}-{month}-{number}",
        f"{year}/{month}/{number}",
        f"{year}.{month}.{number}",
        f"{year}{month:02}{number:02}",
        f"{year}年{month}月{number}日",
        f"{year}年{month}月{number}号",
        f"{han_year}年{to_han(month)}月{to_han(number)}日",
        f"{number} {name} {year}",
        f"{number} {name[:3]} {year}",
        f"{name} {number}, {year}",
        f"{name[:3]}. {number} {year}",
    ]


def undated_forms(day: date) -> list[str]:
    month, number, name = day.month, day.day, day.strftime("%B")
    return [
        f"{month}月{number}日",
        f"{to_han(month)}月{to_han(number)}日",
        f"{month}-{number}",
        f"{month:02}.{number:02}",
        f"{month}/{number}",
        f"{number} {name}",
        f"{number} {name[:3]}",
        f"{name} {number}",
    ]


def wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


REAL_DAYS = st.dates(date(1949, 1, 1), date(2024, 11, 20))


@given(REAL_DAYS)
def test_every_day_in_every_dated_form_reads_back(day: date) -> None:
    for text in dated_forms(day):
        expected = When(day.isoformat(), None)
        assert [parse_when(text, TODAY), parse_when(wide(text), TODAY)] == [expected, expected]


@given(REAL_DAYS)
def test_every_day_in_every_undated_form_reads_back_in_its_year(day: date) -> None:
    for text in undated_forms(day):
        assert parse_when(text, TODAY, year=day.year) == When(day.isoformat(), None)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 180))
def test_every_recent_day_needs_no_year(today: date, back: int) -> None:
    day = today - timedelta(back)
    for text in undated_forms(day):
        assert parse_when(text, today) == When(day.isoformat(), None)


@given(REAL_DAYS, st.integers(1, 366))
def test_every_range_reads_back(first: date, length: int) -> None:
    last = first + timedelta(length)
    today = date(2026, 1, 1)
    expected = When(first.isoformat(), last.isoformat())
    starts, stops = dated_forms(first), dated_forms(last)
    for start, stop in zip(starts, stops, strict=True):
        texts = [f"{start}..{stop}", f"{start}至{stop}", f"{start} to {stop}", f"{start} - {stop}"]
        assert [parse_when(text, today) for text in texts] == [expected] * 4


DATELIKE = st.text("0123456789０５年月日号至到上周三天前今昨一二十〇-/.~,: dwTW", max_size=14)


@given(
    st.text(max_size=70) | DATELIKE,
    st.dates(date(1949, 1, 1), date(9999, 12, 31)),
    st.none() | st.integers(),
    st.booleans(),
)
def test_no_text_raises_anything_but_bad_value(
    text: str, today: date, year: int | None, serials: bool
) -> None:
    try:
        when = parse_when(text, today, year=year, serials=serials)
    except BadValue as fault:
        refused = fault
    else:
        assert is_iso(when.date)
        assert first_day(when.date) <= (when.end or today.isoformat()) <= today.isoformat()
        return
    assert all(refused.lines("zh") + refused.lines("en"))


def test_the_tables_are_as_long_as_promised() -> None:
    assert len(DAYS + MONTHS + RANGES) >= 80
    assert len(REFUSED) >= 60
