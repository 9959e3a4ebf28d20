"""What a sheet's columns mean: decided by titles and first rows, asked about otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchlog.errors import Fault, Usage
from branchlog.intake.sheets.layout import Laid, lay_out
from branchlog.intake.sheets.mapping import Mapping as Columns
from branchlog.intake.sheets.mapping import decide
from branchlog.intake.sheets.remembered import Remembered
from branchlog.intake.source import Area, Cell, Table
from branchlog.messages import Layout as Text
from branchlog.records.catalogue import Catalogue

CATALOGUE = Catalogue()
NOTHING = Remembered({})
OURS = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"

Rows = Sequence[Sequence[Cell]]


def laid(rows: Rows, *, file: str = "x.csv", sheet: str = "", titles: Sequence[str] = ()) -> Laid:
    return lay_out(Table(file, sheet, iter(rows)), CATALOGUE, None, titles)


def decided(
    rows: Rows,
    kind: str | None = None,
    *,
    file: str = "x.csv",
    sheet: str = "",
    maps: Mapping[str, str] | None = None,
    ignores: Sequence[str] = (),
    remembered: Remembered = NOTHING,
    alone: bool = True,
    catalogue: Catalogue = CATALOGUE,
) -> Columns:
    maps = maps or {}
    found = lay_out(Table(file, sheet, iter(rows)), catalogue, None, [*maps, *ignores])
    return decide(
        found,
        catalogue,
        kind=catalogue.kind(kind) if kind else None,
        maps=maps,
        ignores=ignores,
        remembered=remembered,
        alone=alone,
    )


def meant(columns: Columns, kind: str | None = None) -> dict[str, str]:
    """Each title's field or role."""
    fields = dict(columns.fields(CATALOGUE.kind(kind) if kind else columns.kind))  # type: ignore[arg-type]
    return {
        use.title: fields[use.position].id if use.position in fields else use.role
        for use in columns.uses
    }


def refusal(*args: Any, **named: Any) -> tuple[str, str, str]:
    with pytest.raises(Usage) as caught:
        decided(*args, **named)
    return caught.value.lines("zh")


VISITS: Rows = [
    ["序号", "走访日期", "户数", "户主", "走访人员", "备注"],
    ["1", "2024-03-05", "1", "丁小满", "甘雨声", ""],
]


def test_each_column_is_for_something() -> None:
    found = decided(VISITS, "visit")

    assert meant(found) == {
        "序号": "sequence",
        "走访日期": "date",
        "户数": "households",
        "户主": "household",
        "走访人员": "people",
        "备注": "note",
    }
    assert found.position("sequence") == 0
    assert found.position("id") is None
    assert found.why_kind == Text.BY_OPTION


def test_every_unmatched_column_is_named_with_what_to_type() -> None:
    rows = [[*VISITS[0], "走访的地点在", "血型", ""], [*VISITS[1], "三栋", "A", "x"]]

    what, why, hint = refusal(rows, "visit")

    assert what == ("x.csv 有 3 列对不上:“走访的地点在”(G 列),像是地点、“血型”(H 列)、“I列”(I 列)")
    assert "户数" in why
    assert hint == ("说明一次就会记住:--map 走访的地点在=place;不要的列:--ignore 血型 --ignore I列")


def test_titles_are_quoted_as_a_shell_takes_them() -> None:
    rows = [["日期", '血型 "AB" $(x)'], ["2024-03-05", "A"]]

    assert '--ignore "血型 \\"AB\\" \\$(x)"' in refusal(rows, "visit")[2]


def test_an_untitled_column_is_named_by_its_letter() -> None:
    rows = [["日期", "", "户数"], ["2024-03-05", "三栋", "3"]]

    assert meant(decided(rows, "visit", ignores=["B列"])) == {
        "日期": "date",
        "": "ignored",
        "户数": "households",
    }
    assert meant(decided(rows, "visit", maps={"column b": "地点"}))[""] == "place"
    assert "“B列”" in refusal(rows, "visit")[0]


def test_an_empty_untitled_column_is_left_out() -> None:
    rows = [["日期", "", "户数"], ["2024-03-05", "", "3"]]

    assert meant(decided(rows, "visit"))[""] == "ignored"


@pytest.mark.parametrize(("ignores", "stops"), [((), True), (("血型",), False)])
def test_a_value_far_down_in_a_column_that_seemed_empty(
    ignores: tuple[str, ...], stops: bool
) -> None:
    rows = [["日期", "户数", "血型", "血型"], *[["2024-03-05", "3", "", ""]] * 300]
    found = laid([*rows, ["2024-03-05", "3", "", "A"]])
    decide(
        found,
        CATALOGUE,
        kind=CATALOGUE.kind("visit"),
        maps={},
        ignores=ignores,
        remembered=NOTHING,
    )
    if stops:
        with pytest.raises(Usage, match="row 302 has a value in column D"):
            list(found.rows())
    else:
        assert len(list(found.rows())) == 301


@pytest.mark.parametrize("field", ["place", "地点", "Place", "住址"])
def test_a_title_is_mapped_to_a_field_by_id_or_label(field: str) -> None:
    rows = [["日期", "在哪 儿"], ["2024-03-05", "三栋"]]

    assert meant(decided(rows, "visit", maps={"在哪儿": field}))["在哪 儿"] == "place"


def test_a_title_may_be_named_without_its_brackets() -> None:
    rows = [["日期", "慰问金(元)"], ["2024-03-05", "3"]]
    assert meant(decided(rows, "visit", ignores=["慰问金"]))["慰问金(元)"] == "ignored"

    both = [["日期", "慰问金(元)", "慰问金(万元)"], ["2024-03-05", "3", ""]]
    assert refusal(both, "visit", ignores=["慰问金"])[0] == "没有“慰问金”这一列"


def test_a_mapped_title_goes_before_what_it_usually_means() -> None:
    rows = [["日期", "时间", "序号"], ["2024-03-05", "9:00", "x"]]

    found = decided(rows, "visit", maps={"时间": "note", "序号": "title"})

    assert meant(found) == {"日期": "date", "时间": "note", "序号": "title"}


def test_a_column_may_be_mapped_to_the_kind() -> None:
    rows = [["日期", "啥事"], ["2024-03-05", "走访"]]
    found = decided(rows, maps={"啥事": "事项"})

    assert (found.kind, found.position("kind")) == (None, 1)


@pytest.mark.parametrize(
    ("maps", "ignores", "said"),
    [
        ({"户": "households"}, (), "没有“户”这一列"),
        ({}, ("联系电话",), "没有“联系电话”这一列"),
        ({"备注": "naught"}, (), "“备注”不能记到“naught”"),
        ({"备注": "amount"}, (), "“备注”不能记到“amount”"),
        ({"备注": "place", "户主": "地点"}, (), "x.csv 有几列都是地点:“户主”(D 列)、“备注”(F 列)"),
    ],
)
def test_what_cannot_be_mapped_is_refused(
    maps: dict[str, str], ignores: tuple[str, ...], said: str
) -> None:
    assert refusal(VISITS, "visit", maps=maps, ignores=ignores)[0] == said


def test_titles_of_other_tables_may_be_named_with_several() -> None:
    maps = {"联系电话": "note", "备注": "title"}
    found = decided(VISITS, "visit", maps=maps, ignores=["血型"], alone=False)

    assert found.absent == ("联系电话", "血型")
    assert meant(found)["备注"] == "title"


def test_two_columns_for_one_field_are_refused() -> None:
    rows = [["日期", "时间", "户数"], ["2024-03-05", "9:00", "3"]]
    what, _, hint = refusal(rows, "visit")

    assert what == "x.csv 有几列都是日期:“日期”(A 列)、“时间”(B 列)"
    assert hint == "只留一列:--ignore 时间;也可以记到备注:--map 时间=note"
    assert meant(decided(rows, "visit", ignores=["时间"]))["时间"] == "ignored"


def test_two_columns_for_the_note_may_be_made_one() -> None:
    rows = [["日期", "走访情况", "备注"], ["2024-03-05", "尚好", "二楼"]]

    assert refusal(rows, "visit")[2] == "合成一段备注:--map 备注=note;只留一列:--ignore 备注"
    assert decided(rows, "visit", maps={"备注": "note"}).notes(CATALOGUE.kind("visit")) == [1, 2]


def test_two_columns_under_one_title_are_refused_unless_both_are_left_out() -> None:
    rows = [["日期", "备注", "备 注"], ["2024-03-05", "x", ""]]

    assert refusal(rows, "visit")[0] == "x.csv 有几列都叫“备注”:B、C"
    assert [use.role for use in decided(rows, "visit", ignores=["备注"]).uses] == [
        *("field", "ignored", "ignored"),
    ]
    empty = [rows[0], ["2024-03-05", "", ""]]
    assert [use.role for use in decided(empty, "visit").uses] == ["field", "ignored", "ignored"]


def test_a_sheet_without_a_date_is_refused() -> None:
    what, why, _ = refusal([["户数", "地点"], ["3", "三栋"]], "visit")

    assert what == "x.csv 没有日期这一列"
    assert why == "它的各列是:户数、地点"


@pytest.mark.parametrize(
    ("title", "values", "role"),
    [
        ("编号", [OURS, ""], "id"),
        ("id", ["", ""], "id"),
        ("编号", ["1", "2"], "sequence"),
        ("编号", [1.0, 2.0], "sequence"),
        ("事项", ["走访", "走 坊"], "kind"),
        ("事项", ["看望老人", "送米"], "title"),
        ("kind", ["x", "y"], "kind"),
        ("原因", ["x", ""], "reason"),
        ("recorded_by", ["x", ""], "provenance"),
    ],
)
def test_values_tell_what_a_title_leaves_open(title: str, values: list[Cell], role: str) -> None:
    rows: list[list[Cell]] = [["日期", "户数", title]]
    rows += [["2024-03-05", "3", value] for value in values]

    assert meant(decided(rows, "visit"))[title] == role


def test_a_numbering_of_its_own_is_asked_about() -> None:
    rows = [["日期", "编号"], ["2024-03-05", "ZF-2024-001"]]

    assert "“编号”(B 列)" in refusal(rows, "visit")[0]


def test_any_id_is_one_beside_a_version() -> None:
    rows = [["日期", "编号", "版本"], ["2024-03-05", "7", "1"]]

    assert [use.role for use in decided(rows, "visit").uses] == ["field", "id", "rev"]


def test_a_cause_that_is_not_the_last_column_is_asked_about() -> None:
    rows = [["日期", "原因", "结果"], ["2024-03-05", "漏水", "成功"]]

    assert "“原因”(B 列)" in refusal(rows, "mediation")[0]


# Which kind


@pytest.mark.parametrize(
    ("sheet", "above", "file", "head", "kind", "why"),
    [
        ("走访台账", "", "x.xlsx", ["日期", "地点"], "visit", Text.BY_SHEET),
        ("慰问", "", "x.xlsx", ["日期", "地点"], "visit", Text.BY_SHEET),
        (
            "Sheet1",
            "2024年矛盾纠纷调解台账",
            "x.xlsx",
            ["日期", "地点"],
            "mediation",
            Text.BY_TITLE,
        ),
        ("Sheet1", "", "微心愿2024.xlsx", ["日期", "地点"], "need", Text.BY_FILE),
        ("1月", "", "课外辅导.xlsx", ["日期", "地点"], "tutoring", Text.BY_FILE),
        ("主题党日", "", "x.xlsx", ["日期", "地点"], "activity", Text.BY_SHEET),
        ("走访活动", "", "x.xlsx", ["日期", "地点"], "visit", Text.BY_SHEET),
        ("活动", "", "x.xlsx", ["日期", "地点"], "activity", Text.BY_SHEET),
        ("调解基本情况", "", "x.xlsx", ["日期", "地点"], "mediation", Text.BY_SHEET),
        ("visits_2024", "", "x.xlsx", ["日期", "地点"], "visit", Text.BY_SHEET),
        ("Sheet1", "", "x.xlsx", ["日期", "户数"], "visit", Text.BY_HEADERS),
        ("Sheet1", "", "x.xlsx", ["日期", "调解结果"], "mediation", Text.BY_HEADERS),
        ("走访调解", "", "x.xlsx", ["日期", "户数"], "visit", Text.BY_HEADERS),
        # Who filled it in says nothing.
        ("", "填报单位:紫荆调解委员会", "x.xlsx", ["日期", "户数"], "visit", Text.BY_HEADERS),
        ("调解", "", "走访.xlsx", ["日期", "地点"], "mediation", Text.BY_SHEET),
    ],
)
def test_the_kind_is_decided_by_names_and_titles(
    sheet: str, above: str, file: str, head: list[str], kind: str, why: tuple[str, str]
) -> None:
    rows = [[above, ""], head, ["2024-03-05", ""]]
    found = decided(rows, sheet=sheet, file=file)

    assert found.kind is not None
    assert (found.kind.id, found.why_kind) == (kind, why)


@pytest.mark.parametrize(
    ("sheet", "above", "head"),
    [
        # The name says one thing, the header or the title another.
        ("走访", "", ["日期", "纠纷类型"]),
        ("走访", "调解台账", ["日期", "地点"]),
        # Nothing tells, or two things do.
        ("Sheet1", "", ["日期", "地点"]),
        ("走访调解", "", ["日期", "地点"]),
        ("Sheet1", "", ["日期", "户数", "纠纷类型"]),
        ("revisited", "", ["日期", "地点"]),
    ],
)
def test_a_kind_that_is_not_certain_is_asked_for(sheet: str, above: str, head: list[str]) -> None:
    rows = [[above, ""], head, ["2024-03-05", "", ""][: len(head)]]

    assert "--kind" in refusal(rows, sheet=sheet)[2]


def test_the_option_goes_before_every_name() -> None:
    found = decided([["日期", "地点"], ["2024-03-05", "三栋"]], "activity", sheet="走访")

    assert found.kind is CATALOGUE.kind("activity")


def test_a_kind_of_the_ledgers_own_is_known_by_its_name() -> None:
    catalogue = Catalogue({"kinds": [{"id": "watch", "label": ["值班", "watch"]}]})
    found = decided([["日期", "地点"], ["2024-03-05", "三栋"]], sheet="值班表", catalogue=catalogue)

    assert found.kind is catalogue.kind("watch")


MIXED: Rows = [
    ["事项", "日期", "户数", "人数", "人次", "结果", "数值", "类别"],
    ["走访", "2024-03-05", "3", "5", "", "", "", ""],
    ["辅导", "2024-03-05", "", "", "20", "", "", ""],
    ["基本情况", "2024-03-05", "", "", "", "", "45", "党员"],
]


def test_each_row_may_say_its_kind() -> None:
    found = decided(MIXED, sheet="走访")

    assert (found.kind, found.why_kind, found.position("kind")) == (None, Text.BY_COLUMN, 0)
    assert meant(found, "visit") == {
        "事项": "kind",
        "日期": "date",
        "户数": "households",
        "人数": "persons",
        "人次": "field",
        "结果": "field",
        "数值": "field",
        "类别": "category",
    }
    assert meant(found, "standing")["数值"] == "value"
    assert meant(found, "standing")["人数"] == "field"
    assert meant(found, "tutoring")["人次"] == "attendance"
    # A kind that the first rows do not have: which of the two it is, nobody said.
    assert meant(found, "activity")["人数"] == "field"


@pytest.mark.parametrize("title", ["类别", "类型"])
def test_a_category_column_may_tell_the_kind_when_nothing_else_does(title: str) -> None:
    rows = [["日期", title], ["2024-03-05", "走访"], ["2024-03-06", "调解"]]
    found = decided(rows)

    assert (found.kind, found.position("kind")) == (None, 1)
    assert decided(rows, sheet="活动").position("kind") is None
    assert "--kind" in refusal([*rows, ["2024-03-06", "慰问"]])[2]


# Units


@pytest.mark.parametrize(
    ("title", "unit"),
    [("金额", ""), ("金额(元)", ""), ("涉及金额（万元）", "万元"), ("金额(单位:万元)", "万元")],
)
def test_the_unit_of_a_title_goes_with_its_numbers(title: str, unit: str) -> None:
    rows = [["日期", title], ["2024-03-05", "1.5"]]

    assert decided(rows, "mediation").uses[1].unit == unit


@pytest.mark.parametrize(
    ("above", "unit"),
    [
        ("单位：万元", "万元"),
        ("(金额单位:万元)", "万元"),
        ("单位：紫荆支部", ""),
        ("填报单位：万元", ""),
        ("单位：万家", ""),
    ],
)
def test_the_unit_above_the_table_goes_with_its_numbers(above: str, unit: str) -> None:
    rows = [["", above], ["日期", "金额"], ["2024-03-05", "1.5"]]

    assert decided(rows, "mediation").uses[1].unit == unit


def test_a_unit_that_is_not_the_fields_is_refused() -> None:
    rows = [["日期", "面积(亩)"], ["2024-03-05", "3"]]

    assert refusal(rows, "activity")[:2] == (
        "x.csv 的“面积(亩)”用的单位是亩",
        "面积的单位是平方米",
    )


# What was said before


def test_what_was_said_of_a_header_is_used_again() -> None:
    rows = [["日期", "在哪儿", "血型"], ["2024-03-05", "三栋", "A"]]
    known = NOTHING.with_(("日期", "在哪儿", "血型"), "visit", {"在哪儿": "place"}, ["血型"])
    found = decided(rows, "visit", remembered=known)

    assert meant(found) == {"日期": "date", "在哪儿": "place", "血型": "ignored"}
    assert found.remembered == {"在哪儿", "血型"}


def test_what_is_said_now_goes_before_what_was_said() -> None:
    rows = [["日期", "在哪儿", "备注"], ["2024-03-05", "三栋", "A"]]
    known = NOTHING.with_(("日期", "在哪儿", "备注"), "visit", {"在哪儿": "place"}, ["备注"])
    found = decided(rows, "visit", maps={"备注": "note"}, ignores=["在哪儿"], remembered=known)

    assert meant(found) == {"日期": "date", "在哪儿": "ignored", "备注": "note"}
    assert found.remembered == frozenset()


def test_a_field_that_is_gone_since_is_asked_about() -> None:
    rows = [["日期", "在哪儿"], ["2024-03-05", "三栋"]]
    known = NOTHING.with_(("日期", "在哪儿"), "visit", {"在哪儿": "gone"}, [])

    assert "在哪儿" in refusal(rows, "visit", remembered=known)[0]


def test_a_title_in_braces_harms_nothing() -> None:
    rows = [["日期", "{x}", "%s"], ["2024-03-05", "1", "2"]]
    with pytest.raises(Fault) as caught:
        decided(rows, "visit", sheet="{y}")

    assert "{x}" in caught.value.lines("en")[0]


CELLS = (
    st.none()
    | st.text(max_size=8)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
)
WORDS = st.sampled_from(
    [*("日期", "户数", "结果", "类别", "事项", "编号", "版本", "序号", "备注", "", "金额(万元)")]
)
AREAS = st.builds(
    lambda top, left, down, right: Area(top, left, top + down, left + right),
    *(st.integers(1, 12), st.integers(0, 6), st.integers(0, 4), st.integers(0, 3)),
)


@given(
    st.lists(st.lists(WORDS, max_size=6), max_size=3),
    st.lists(st.lists(CELLS | WORDS, max_size=7), max_size=10),
    st.lists(AREAS, max_size=5),
    st.text(max_size=6) | st.sampled_from(["走访", "调解", "{x}"]),
    st.sampled_from([None, "visit", "mediation", "standing"]),
)
def test_whatever_a_sheet_holds_it_is_understood_or_refused(
    head: list[list[Cell]],
    body: list[list[Cell]],
    merged: list[Area],
    sheet: str,
    kind: str | None,
) -> None:
    rows = [*head, *body]
    table = Table("x.ods", sheet, iter(rows), merged, frozenset({3}))
    wanted = CATALOGUE.kind(kind) if kind else None
    try:
        found = lay_out(table, CATALOGUE, wanted)
        decide(found, CATALOGUE, kind=wanted, maps={}, ignores=(), remembered=NOTHING)
    except Fault as fault:
        # It can be said in both languages.
        fault.lines("zh")
        fault.lines("en")
        return
    try:
        yielded = [number for number, _ in found.rows()]
    except Usage:
        return
    left_out = [n for each in found.skipped for n in range(each.first, each.last + 1)]
    header = list(range(found.first, found.last + 1))

    assert sorted([*yielded, *left_out, *header]) == list(range(1, len(rows) + 1))
