"""Sheets as they are kept: where the header is, which rows are records, what is skipped and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchlog.errors import BadValue, Usage
from branchlog.intake.sheets.layout import Laid, lay_out
from branchlog.intake.sheets.naming import letters
from branchlog.intake.source import Area, Cell, Table
from branchlog.messages import Intake
from branchlog.messages import Layout as Text
from branchlog.records.catalogue import Catalogue

CATALOGUE = Catalogue()
HEAD = ["日期", "户数", "地点"]
DAY = ["2024-03-05", "3", "三栋"]

Rows = Sequence[Sequence[Cell]]


def laid(
    rows: Rows,
    *,
    merged: Sequence[Area] = (),
    hidden: frozenset[int] = frozenset(),
    file: str = "x.xlsx",
    sheet: str = "",
    maps: Sequence[str] = (),
) -> Laid:
    table = Table(file, sheet, iter(rows), merged, hidden)
    return lay_out(table, CATALOGUE, None, maps)


def records(found: Laid) -> dict[int, list[Cell]]:
    return {number: list(row) for number, row in found.rows()}


def skipped(found: Laid) -> list[tuple[int, int, tuple[str, str]]]:
    records(found)
    return [(each.first, each.last, each.why) for each in found.skipped]


def test_a_plain_table() -> None:
    found = laid([HEAD, DAY])

    assert (found.header, found.first, found.last) == (("日期", "户数", "地点"), 1, 1)
    assert records(found) == {2: DAY}
    assert found.skipped == []
    assert not found.empty


def test_titles_and_form_lines_above_the_header_are_listed() -> None:
    rows: Rows = [
        ["2024年走访台账", "", ""],
        ["填报单位：紫荆支部", "", "填报日期：2025年1月5日"],
        ["", "", ""],
        ["负责人：", "甘雨声", ""],
        HEAD,
        DAY,
    ]
    found = laid(rows)

    assert (found.first, found.title, found.year) == (5, "2024年走访台账", 2024)
    assert [(each.first, each.text) for each in found.skipped] == [
        (1, "2024年走访台账"),
        (2, "填报单位：紫荆支部  填报日期：2025年1月5日"),
        (3, ""),
        (4, "负责人：  甘雨声"),
    ]
    assert records(found) == {6: DAY}


def test_a_form_line_with_titles_in_it_is_not_the_header() -> None:
    rows: Rows = [["日期：", "2024-12-10", "地点：", "三栋"], [*HEAD, "人员"], [*DAY, "甘雨声"]]

    assert laid(rows).first == 2


MERGED_HEAD = [
    ["序号", "日期", "走访情况", "", "", "备注"],
    ["", "", "户数", "户主", "家里几口", ""],
]


@pytest.mark.parametrize(
    "merged",
    [
        (),
        (Area(1, 0, 2, 0), Area(1, 1, 2, 1), Area(1, 2, 1, 4), Area(1, 5, 2, 5)),
    ],
    ids=["csv", "merged"],
)
def test_a_header_of_two_rows(merged: Sequence[Area]) -> None:
    rows: Rows = [*MERGED_HEAD, ["1", "2024-03-05", "1", "丁小满", "3", ""]]
    found = laid(rows, merged=merged, maps=["家里几口"])

    assert found.header == ("序号", "日期", "户数", "户主", "家里几口", "备注")
    assert (found.first, found.last) == (1, 2)
    assert list(records(found)) == [3]


def test_a_word_that_says_nothing_alone_keeps_its_heading() -> None:
    rows: Rows = [
        ["日期", "参加人数", "", "地点", "活动主题"],
        ["", "党员", "群众", "", ""],
        ["2024-03-05", "3", "20", "三栋", "读书"],
    ]
    merged = [Area(1, 0, 2, 0), Area(1, 1, 1, 2), Area(1, 3, 2, 3), Area(1, 4, 2, 4)]

    assert laid(rows, merged=merged).header == ("日期", "党员", "参加人数/群众", "地点", "活动主题")


def test_one_word_under_two_headings_is_two_things() -> None:
    rows: Rows = [
        ["日期", "上半年", "", "下半年", ""],
        ["", "户数", "人数", "户数", "人数"],
        ["2024-03-05", "1", "2", "3", "4"],
    ]

    assert laid(rows).header == (
        *("日期", "上半年/户数", "上半年/人数", "下半年/户数", "下半年/人数"),
    )


def test_a_header_repeated_right_below_is_no_second_row() -> None:
    found = laid([HEAD, HEAD, DAY])

    assert (found.first, found.last) == (1, 1)
    assert records(found) == {3: DAY}
    assert found.skipped[0].why == Text.HEADER_AGAIN


def test_a_second_table_below_is_not_taken_for_the_first_ones_title() -> None:
    other = ["受理日期", "纠纷类型", "当事人", "调解员", "结果", "办结日期"]
    rows: Rows = [HEAD, *[DAY] * 5, other, ["2024-03-06", "邻里", "甲、乙", "丙", "成功", ""]]
    found = laid(rows)

    assert found.header == ("日期", "户数", "地点")
    assert 7 in records(found)


def test_line_breaks_within_titles() -> None:
    assert laid([["日\n期", "走访\n户数", "visit\ntitle", "place"], [*DAY, ""]]).header == (
        *("日期", "走访户数", "visit title", "place"),
    )


TOTALS = [
    ["合计", "", "", "45"],
    ["合  计", "", "", "45"],
    ["  小计：", "", "", "45"],
    ["", "合计", "", "45"],
    ["", "", "总计", "45"],
    ["12", "", "合计", "45"],
    ["本页合计", "", "", "45"],
    ["3月小计", "", "", "45"],
    ["2024年合计", "", "", "45"],
    ["第一季度合计", "", "", "45"],
    ["合计（户）", "", "", 45],
    ["累计", None, None, 45.0],
    ["Total", "", "", "45"],
    ["Sub-total:", "", "", "45"],
    ["Grand Total", "", "", "45"],
]


@pytest.mark.parametrize("row", TOTALS, ids=lambda row: "".join(map(str, row)))
def test_totals_are_skipped(row: list[Cell]) -> None:
    rows: Rows = [["序号", "日期", "地点", "户数"], ["1", *DAY], row]

    assert skipped(laid(rows)) == [(3, 3, Text.TOTAL_ROW)]


def test_totals_in_the_column_of_dates_are_skipped() -> None:
    rows: Rows = [HEAD, DAY, ["3月合计", "3", ""], ["合计", "3", ""]]

    assert skipped(laid(rows)) == [(3, 3, Text.TOTAL_ROW), (4, 4, Text.TOTAL_ROW)]


LABELS = [
    ["填表人：甘雨声", "", "审核人：牛得水", ""],
    ["填表人：", "甘雨声", "审核人：", "牛得水"],
    ["填 表 人（签字）：", "", "", ""],
    ["填表人 甘雨声", "", "", ""],
    ["制表：甘雨声", "", "", ""],
    ["", "", "", "审核人：牛得水"],
    ["负责人：", "甘雨声", "联系电话：", "013000000001"],
    ["填表日期：", "2024-12-31", "", ""],
    ["填表日期：2024年12月31日", "", "", ""],
    ["注：以上数字截至12月", "", "", ""],
    ["备注：", "以上数字截至12月", "", ""],
    ["填表说明：每月报一次", None, None, None],
    ["Prepared by: Li", "", "", ""],
]


@pytest.mark.parametrize("row", LABELS, ids=lambda row: "".join(map(str, row)))
def test_signatures_and_remarks_are_skipped(row: list[Cell]) -> None:
    rows: Rows = [["序号", "日期", "地点", "户数"], ["1", *DAY], ["", "", "", ""], row]

    assert skipped(laid(rows)) == [(3, 3, Text.BLANK_ROW), (4, 4, Text.LABEL_ROW)]


NOT_ODD = [
    # An activity, a place, a person that sound like a total.
    ["1", "2024-03-05", "合计算账讲座", "3"],
    ["2", "2024-03-05", "总计路", "3"],
    ["3", "2024-03-05", "合计", "3"],
    ["合计", "2024-03-05", "三栋", "3"],
    ["4", "2024-03-05", "填表人", "3"],
    ["负责人：甘雨声", "2024-03-05", "三栋", "3"],
    ["备注：甘雨声", "2024-03-05", "三栋", ""],
    # Somebody forgot the date: that is for the person to see.
    ["5", "", "三栋", "3"],
    ["", "", "三栋", ""],
    ["", "", "负责人：甘雨声", "3"],
    ["6", "2024-03-05", "", "3"],
    ["7", "昨天", "三栋", "3"],
    ["8", "三月五日", "三栋", "3"],
    ["9", "3月小计", "x", "3"],
    ["第一网格", "", "", ""],
]


@pytest.mark.parametrize("row", NOT_ODD, ids=lambda row: "".join(map(str, row)))
def test_what_may_be_a_record_is_yielded(row: list[Cell]) -> None:
    rows: Rows = [["人员", "日期", "地点", "户数"], ["甘雨声", *DAY], row]
    if row[1] == "3月小计":
        # In the date's own column it is a total.
        row[1], row[2] = "5", "3月小计"

    assert records(laid(rows))[3] == row


@pytest.mark.parametrize("words", ["二、下半年走访", "本年度共走访3户,全部完成"])
def test_words_alone_in_the_column_of_numbers_are_no_record(words: str) -> None:
    rows: Rows = [["序号", "日期", "户数"], ["1", "2024-03-05", "3"], [words, None, ""]]

    assert skipped(laid(rows)) == [(3, 3, Text.WORDS_ONLY)]


def test_rows_that_only_carry_their_number_or_day_are_skipped() -> None:
    rows: Rows = [
        ["序号", "日期", "户数"],
        [1, date(2024, 3, 5), 3],
        [2, None, None],
        [3, "3月", ""],
    ]

    assert skipped(laid(rows)) == [(3, 3, Text.NUMBER_ONLY), (4, 4, Text.DATE_ONLY)]


def test_a_column_of_days_alone_is_records() -> None:
    assert list(records(laid([["日期"], ["2024-03-05"], ["2024-03-06"]]))) == [2, 3]


def test_blank_rows_are_one_entry_for_each_run() -> None:
    rows: Rows = [HEAD, *[["", " ", None]] * 300, DAY, [None] * 3, ["　", "", ""], DAY]
    found = laid(rows)

    assert records(found) == {302: DAY, 305: DAY}
    assert [(each.first, each.last) for each in found.skipped] == [(2, 301), (303, 304)]


def test_a_printed_page_begins_again() -> None:
    title = ["2024年走访台账", "", ""]
    rows: Rows = [title, HEAD, DAY, ["第 1 页 共 2 页", "", ""], title, HEAD, DAY]

    assert skipped(laid(rows)) == [
        (1, 1, Text.ABOVE_HEADER),
        (4, 4, Text.PAGE_ROW),
        (5, 5, Text.TITLE_AGAIN),
        (6, 6, Text.HEADER_AGAIN),
    ]


def test_numbers_of_columns_below_the_header_are_skipped() -> None:
    rows: Rows = [HEAD, [1.0, 2.0, 3.0], DAY]

    assert skipped(laid(rows)) == [(2, 2, Text.COLUMN_NUMBERS)]


@pytest.mark.parametrize("example", Intake.EXAMPLE)
@pytest.mark.parametrize("before", [0, 300])
def test_the_templates_example_is_skipped_wherever_it_stands(example: str, before: int) -> None:
    head = [*HEAD, "备注"]
    rows: Rows = [head, *[[*DAY, ""]] * before, [*DAY, example], [*DAY, ""]]

    assert skipped(laid(rows)) == [(before + 2, before + 2, Text.EXAMPLE_ROW)]


@pytest.mark.parametrize("before", [1, 300])
@pytest.mark.parametrize(
    "row",
    [
        ["", "", ""],
        ["合计", "45", ""],
        ["填表人：甘雨声", "", ""],
        HEAD,
        ["填表日期：2024-12-31", "", ""],
    ],
    ids=lambda row: row[0],
)
def test_odd_rows_are_known_far_down(before: int, row: list[Cell]) -> None:
    found = laid([HEAD, *[DAY] * before, row, DAY])

    assert list(records(found)) == [*range(2, before + 2), before + 3]
    assert len(found.skipped) == 1


def test_hidden_rows_are_records_and_listed() -> None:
    rows: Rows = [HEAD, *[DAY] * 300]
    found = laid(rows, hidden=frozenset({3, 290}))

    assert len(records(found)) == 300
    assert found.hidden == [3, 290]


def test_a_cell_merged_over_several_rows_stands_in_each() -> None:
    rows: Rows = [
        ["日期", "户主", "人员"],
        [date(2024, 1, 22), "丁小满", "甘雨声"],
        [None, "卜春生", None],
        [None, "万家宝", "牛得水"],
    ]
    merged = [Area(2, 0, 4, 0), Area(2, 2, 3, 2)]
    found = laid(rows, merged=merged)

    assert found.sample() == [
        [date(2024, 1, 22), "丁小满", "甘雨声"],
        [date(2024, 1, 22), "卜春生", "甘雨声"],
        [date(2024, 1, 22), "万家宝", "牛得水"],
    ]
    assert list(records(found).values()) == [
        [date(2024, 1, 22), "丁小满", "甘雨声"],
        [date(2024, 1, 22), "卜春生", "甘雨声"],
        [date(2024, 1, 22), "万家宝", "牛得水"],
    ]
    assert found.merged_numbers == set()


def test_a_record_that_is_merged_over_several_rows_is_one() -> None:
    rows: Rows = [HEAD, DAY, [None] * 3, [None] * 3, DAY]
    found = laid(rows, merged=[Area(2, column, 4, column) for column in range(3)])

    assert list(records(found)) == [2, 5]
    assert [each.why for each in found.skipped] == [Text.JOINED_ROW] * 2
    assert found.merged_numbers == set()


@pytest.mark.parametrize("before", [0, 300])
def test_a_number_merged_over_several_records_is_told(before: int) -> None:
    top = before + 2
    fill: list[list[Cell]] = [["2024-01-01", "应有余", 1]] * before
    rows: Rows = [
        ["日期", "户主", "户数"],
        *fill,
        ["2024-01-22", "丁小满", 3],
        ["2024-01-22", "卜春生", None],
        [None, None, None],
        ["2024-01-23", "万家宝", 1],
    ]
    found = laid(rows, merged=[Area(top, 2, top + 2, 2)])

    assert list(records(found))[-3:] == [top, top + 1, top + 3]
    assert found.merged_numbers == {(top, 2), (top + 1, 2)}


def test_a_subtotal_within_merged_dates_is_no_record() -> None:
    rows: Rows = [["日期", "户主", "户数"], ["2024-01-22", "丁小满", 1]]
    more: Rows = [["", "小计", 1], ["", "万家宝", 1]]
    found = laid([*rows, *more], merged=[Area(2, 0, 4, 0)])

    assert list(records(found)) == [2, 4]
    assert found.skipped[0].why == Text.TOTAL_ROW


def test_what_is_merged_to_the_right_stands_under_its_own_title_only() -> None:
    found = laid([HEAD, ["2024-03-05", "3", None]], merged=[Area(2, 1, 2, 2)])

    assert records(found) == {2: ["2024-03-05", "3", None]}


def test_a_heading_merged_across_the_columns_is_skipped() -> None:
    rows: Rows = [HEAD, ["第一网格", None, None], DAY]

    assert skipped(laid(rows, merged=[Area(2, 0, 2, 2)])) == [(2, 2, Text.HEADING_ROW)]


def test_a_merged_area_of_a_broken_file_costs_nothing() -> None:
    merged = [Area(2, column % 3, 1_048_576, column) for column in range(20_000)]

    assert len(records(laid([HEAD, *[DAY] * 300], merged=merged))) == 300


@pytest.mark.parametrize("before", [1, 300])
def test_a_value_under_no_title_stops_the_reading(before: int) -> None:
    rows = [[*HEAD, "", "备注"], *[[*DAY, "", ""]] * before, [*DAY, "x", ""]]

    with pytest.raises(Usage) as caught:
        records(laid(rows))
    assert caught.value.lines("zh") == (
        f"x.xlsx 第 {before + 2} 行的 D 列有内容,上面却没有栏名",
        "不知道它是什么意思",
        "给这一列写上栏名,或不要它:--ignore D列",
    )


def test_records_far_below_the_header_are_found() -> None:
    found = laid([HEAD, *[["", "", ""]] * 500, *[DAY] * 500])

    assert list(records(found)) == list(range(502, 1002))
    assert not found.empty


def test_a_table_without_a_record_is_empty() -> None:
    found = laid([HEAD, ["", "", ""], ["合计", "", "0"]])

    assert records(found) == {}
    assert found.empty
    assert found.nothing().lines("en")[1] == "row 1 is the header, and there is no data below it"


@pytest.mark.parametrize("rows", [[], [[]], [["", None, " "]] * 500])
def test_an_empty_table_is_refused(rows: Rows) -> None:
    with pytest.raises(BadValue, match="is empty"):
        laid(rows)


@pytest.mark.parametrize(
    "rows",
    [
        [["2024-03-05", "3", "三栋"]],
        [["甲", "乙"], ["丙", "丁"]],
        [["走访台账"], ["2024-03-05"]],
        [["x" * 100_000]],
        [[""]] * 300 + [HEAD],
    ],
)
def test_a_table_without_a_header_is_refused(rows: Rows) -> None:
    with pytest.raises(BadValue, match=r"no header|is empty"):
        laid(rows).header  # noqa: B018


def test_a_cell_of_any_length_may_stand_in_the_header() -> None:
    found = laid([["😀" * 25_000, "日期", "户数"], ["", "2024-03-05", 3]])

    assert len(found.header[0]) == 200


def test_titles_that_the_user_explains_make_a_header() -> None:
    rows: Rows = [["何日", "何处"], ["2024-03-05", "三栋"]]

    assert laid(rows, maps=["何日", "何处"]).header == ("何日", "何处")


def test_a_header_with_one_known_title() -> None:
    assert laid([["日期", "血型", "身高"], ["2024-03-05", "A", "1"]]).first == 1


@pytest.mark.parametrize(
    ("title", "sheet", "file", "year"),
    [
        ("2024年走访台账", "2023", "2022.csv", 2024),
        ("2024年度走访台账", "", "", 2024),
        ("二〇二四年走访台账", "", "", 2024),
        ("二○二四年走访台账", "", "", 2024),
        ("走访台账", "2023年", "2022.csv", 2023),
        ("走访台账", "Sheet1", "走访2022.csv", 2022),
        ("走访台账", "Sheet1", "2022/走访.csv", None),
        ("走访台账", "Sheet1", "走访20221231.csv", None),
        ("走访台账", "Sheet1", "走访2022-12-31.csv", None),
        ("2023-2024年走访台账", "2024", "2024.csv", None),
        ("2024年1月-12月走访台账", "", "", 2024),
        ("填报日期：2025年1月5日", "2024", "", 2024),
        ("填报时间：2025年1月", "2024", "", 2024),
        ("截至2025年1月", "2024", "", 2024),
        ("日期：2025-01-05", "2024", "", 2024),
        ("电话 20241234567", "", "", None),
        ("第2124期", "", "", None),
    ],
)
def test_the_year_of_a_sheet(title: str, sheet: str, file: str, year: int | None) -> None:
    assert laid([[title, "", ""], HEAD, DAY], sheet=sheet, file=file).year == year


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [letters(place) for place in (0, 25, 26, 701, 702, 16_383)] == [
        *("A", "Z", "AA", "ZZ", "AAA", "XFD"),
    ]


JUNK: list[list[Cell]] = [
    [None] * 4,
    ["", " ", "", ""],
    ["合计", "", "", 3],
    ["", "小计", "", 3],
    ["填表人：甘雨声", "", "", ""],
    ["备注：无", "", "", ""],
    ["第一网格", "", "", ""],
    ["2024年台账", "", "", ""],
    ["序号", "日期", "户数", "地点"],
    [7, None, None, None],
    [1, date(2024, 3, 5), 3, "三栋"],
    ["2", "2024-03-05", "3", "三栋"],
    ["日期", "", "", ""],
]


@given(
    st.lists(st.sampled_from(JUNK[:8]), max_size=4),
    st.lists(st.sampled_from(JUNK) | st.lists(st.text(max_size=5), min_size=4, max_size=4)),
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 3), st.integers(0, 6)), max_size=6),
)
def test_no_row_is_lost(
    above: list[list[Cell]], below: list[list[Cell]], merged: list[tuple[int, int, int]]
) -> None:
    rows: Rows = [*above, ["序号", "日期", "户数", "地点"], *below]
    areas = [Area(top, left, top + more, left) for top, left, more in merged]
    found = laid(rows, merged=areas)
    yielded = [number for number, _ in found.rows()]
    left_out = [n for each in found.skipped for n in range(each.first, each.last + 1)]
    header = list(range(found.first, found.last + 1))

    assert sorted([*yielded, *left_out, *header]) == list(range(1, len(rows) + 1))
    assert yielded == sorted(yielded)
