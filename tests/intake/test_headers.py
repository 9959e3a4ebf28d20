"""Titles as people write them: each means one field of a kind, or none."""

from __future__ import annotations

import pytest

from branchlog.intake.sheets import headers
from branchlog.intake.sheets.headers import columns, find_field, fold, near, special, unit
from branchlog.records.catalogue import Catalogue, Kind

CATALOGUE = Catalogue()
KINDS = CATALOGUE.kinds()
COMMON = columns()["fields"]


def kind_words(kind: Kind) -> list[tuple[str, str]]:
    """Every word of the table that counts for a kind, with the field it is listed under."""
    own = columns()["kinds"][kind.id]["fields"]
    listed = [*own.items(), *COMMON.items()]
    return [(word, id_) for id_, names in listed for word in names]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_field_of_the_table_exists(kind: Kind) -> None:
    assert {id_ for _, id_ in kind_words(kind)} - kind.fields.keys() == set()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_a_word_fits_one_field_of_a_kind(kind: Kind) -> None:
    catalogue = [
        (word, field.id)
        for field in kind.fields.values()
        for word in (field.id, *field.label, *field.also)
    ]
    fields: dict[str, set[str]] = {}
    for word, id_ in (*catalogue, *kind_words(kind)):
        fields.setdefault(fold(word), set()).add(id_)

    assert {word: ids for word, ids in fields.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_no_word_of_the_table_is_there_twice(kind: Kind) -> None:
    words = [fold(word) for word, _ in kind_words(kind)]

    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_a_field_is_never_taken_for_another_column(kind: Kind) -> None:
    words = {word for word in headers.vocabulary(kind) if special(word)}

    # What happened is written under 事项 too: the values tell.
    assert words == {"事项", "事项类型", "事项类别"}


def test_every_kind_of_the_catalogue_has_its_words() -> None:
    assert set(columns()["kinds"]) == {kind.id for kind in KINDS}


@pytest.mark.parametrize(
    ("kind", "title", "field"),
    [
        ("visit", "走访日期", "date"),
        ("visit", "走访时间", "date"),
        ("visit", "日期", "date"),
        ("visit", "时间：", "date"),
        ("visit", "上门日期", "date"),
        ("visit", "Visit Date", "date"),
        ("visit", "date_of_visit", "date"),
        ("visit", "When", "date"),
        ("visit", "走访户数（户）", "households"),
        ("visit", "户数(户)", "households"),
        ("visit", "户\n数", "households"),
        ("visit", "户", "households"),
        ("visit", "Households", "households"),
        ("visit", "*户主姓名", "household"),
        ("visit", "走访对象", "household"),
        ("visit", "受访人", "household"),
        ("visit", "走访人员", "people"),
        ("visit", "志愿者", "people"),
        ("visit", "走访人数", "persons"),
        ("visit", "住址", "place"),
        ("visit", "时长（小时）", "hours"),
        ("visit", "备 注", "note"),
        ("mediation", "受理日期", "date"),
        ("mediation", "结案时间", "closed"),
        ("mediation", "纠纷类型", "category"),
        ("mediation", "矛盾类型", "category"),
        ("mediation", "纠纷简况", "title"),
        ("mediation", "案由", "title"),
        ("mediation", "双方当事人", "parties"),
        ("mediation", "调解员", "people"),
        ("mediation", "主持人", "people"),
        ("mediation", "化解情况", "outcome"),
        ("mediation", "处理结果", "outcome"),
        ("mediation", "涉及金额(元)", "amount"),
        ("mediation", "标的", "amount"),
        ("mediation", "Result", "outcome"),
        ("tutoring", "辅导老师", "people"),
        ("tutoring", "学生人数", "attendance"),
        ("tutoring", "辅导人次", "attendance"),
        ("tutoring", "课程", "subject"),
        ("activity", "活动主题", "title"),
        ("activity", "活动内容", "title"),
        ("activity", "活动地点", "place"),
        ("activity", "参加人员", "people"),
        ("activity", "参会人数", "participants"),
        ("activity", "宣传单", "leaflets"),
        ("activity", "日期(年月日)", "date"),
        ("activity", "【必填】日期", "date"),
        ("need", "微心愿", "title"),
        ("need", "是否解决", "status"),
        ("need", "解决时间", "closed"),
        ("honour", "荣誉名称", "title"),
        ("honour", "颁奖单位", "issuer"),
        ("standing", "统计项目", "category"),
        ("standing", "人数", "value"),
        ("visit", "(户数)", "households"),
        ("visit", "走访对象/姓名", "household"),
        ("tutoring", "参加学生数", "attendance"),
        ("need", "征集日期", "date"),
    ],
)
def test_titles_of_the_field(kind: str, title: str, field: str) -> None:
    found = find_field(CATALOGUE.kind(kind), title)

    assert found is not None
    assert found.id == field


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("visit", "姓名"),
        ("visit", "联系电话"),
        ("visit", "身份证号"),
        ("visit", ""),
        ("visit", "  "),
        ("visit", "慰问金(元)"),
        # It says how often they met, and would multiply the dispute.
        ("mediation", "调解次数"),
        ("mediation", "被申请人"),
        # Length or day? It is asked about.
        ("activity", "服务时间"),
    ],
)
def test_titles_that_are_asked_about(kind: str, title: str) -> None:
    assert find_field(CATALOGUE.kind(kind), title) is None


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("编号", "id"),
        ("ID", "id"),
        ("版本", "rev"),
        ("rev", "rev"),
        ("事项", "kind"),
        ("Kind", "kind"),
        ("序号", "sequence"),
        ("序 号", "sequence"),
        ("No.", "sequence"),
        ("№", "sequence"),
        ("#", "sequence"),
        ("原因", "reason"),
        ("recorded_at", "provenance"),
        ("Recorded by", "provenance"),
        ("户数", None),
        ("", None),
    ],
)
def test_columns_beside_the_fields(title: str, role: str | None) -> None:
    assert special(title) == role


@pytest.mark.parametrize(
    ("kind", "title", "field"),
    [
        ("visit", "走访的户数", "households"),
        ("visit", "走访户数合计", "households"),
        ("visit", "备注栏", "note"),
        ("mediation", "调解结果情况", "outcome"),
        ("visit", "houshold", "household"),
    ],
)
def test_the_nearest_field_is_suggested(kind: str, title: str, field: str) -> None:
    found = near([CATALOGUE.kind(kind)], title)

    assert found is not None
    assert found.id == field


@pytest.mark.parametrize("title", ["血型", "慰问金(元)", "联系电话", "", "人"])
def test_nothing_is_suggested_for_what_is_near_to_nothing(title: str) -> None:
    assert near([CATALOGUE.kind("visit")], title) is None


@pytest.mark.parametrize("title", ["走访对象/联系电话", "走访对象/身份证号", "住户手机号"])
def test_a_number_of_a_person_is_never_suggested_as_a_name(title: str) -> None:
    assert near([CATALOGUE.kind("visit")], title) is None


@pytest.mark.parametrize("title", ["应到人数", "缺席人员及原因", "请假人员"])
def test_who_did_not_come_is_never_suggested_as_who_did(title: str) -> None:
    assert near([CATALOGUE.kind("activity")], title) is None


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("金额(万元)", "万元"),
        ("金额（单位：元）", "元"),
        ("面积(m²)", "m²"),
        ("人数（含儿童）", None),
        ("户数", None),
    ],
)
def test_the_unit_of_a_title(title: str, said: str | None) -> None:
    assert unit(title, CATALOGUE.kind("mediation")) == said


def test_a_ledgers_own_words_go_before_peoples() -> None:
    own = {
        "kinds": [{"id": "watch", "label": ["值班", "watch"]}],
        "fields": [
            {"kind": "watch", "id": "leader", "label": ["负责人", "leader"], "type": "text"}
        ],
    }
    found = find_field(Catalogue(own).kind("watch"), "负责人")

    assert found is not None
    assert found.id == "leader"
