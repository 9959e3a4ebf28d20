"""Recording: what may be typed, what is answered, what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import WHO, Branchlog

PROVENANCE = ["rev", "batch", "recorded_at", "recorded_by"]


def recorded(branchlog: Branchlog, *words: str) -> dict[str, object]:
    """The document that an add keeps, without where it came from."""
    record = branchlog.ok("add", "--json", *words).json
    shown = branchlog.ok("show", record["id"], "--json").json
    assert shown == record
    return {key: value for key, value in record.items() if key not in ("id", *PROVENANCE)}


def test_an_add_answers_with_what_it_understood_and_how_to_undo_it(
    branchlog: Branchlog, ledger: Path
) -> None:
    answer = branchlog.ok("add", "visit", "yesterday", "households=3", "place=Block 3")
    [record] = branchlog.ok("list", "--json").json

    assert answer.err == ""
    assert answer.lines == [
        "recorded in Ziying",
        f"  id {record['id'][-8:]}  visit  2024-12-09 (Mon)",
        "  3 households; place Block 3",
        f"to undo: branchlog undo {record['batch'][-8:]}",
    ]


def test_an_add_answers_in_chinese(branchlog: Branchlog, ledger: Path) -> None:
    answer = branchlog.ok("--lang", "zh", "记", "走访", "昨天", "户数=3", "地点=3栋")
    [record] = branchlog.ok("list", "--json").json

    assert answer.err == ""
    assert answer.lines == [
        "已记入 Ziying",
        f"  编号 {record['id'][-8:]}  走访  2024-12-09(周一)",
        "  户数 3户;地点 3栋",
        f"撤销:branchlog undo {record['batch'][-8:]}",
    ]


def test_json_has_the_keys_of_the_contract(branchlog: Branchlog, ledger: Path) -> None:
    record = branchlog.ok("add", "visit", "2024-03-05", "households=3", "--json").json

    assert list(record) == ["id", "kind", "date", "households", *PROVENANCE]
    assert (record["rev"], record["recorded_by"]) == (1, WHO)
    assert record["recorded_at"][10] == "T"


def test_quiet_prints_the_id_alone(branchlog: Branchlog, ledger: Path) -> None:
    answer = branchlog.ok("-q", "add", "visit")
    [record] = branchlog.ok("list", "--json").json

    assert (answer.out, answer.err) == (f"{record['id'][-8:]}\n", "")


@pytest.mark.parametrize(
    "words",
    [
        ["households=3", "place=3栋"],
        ["--households", "3", "--place", "3栋"],
        ["--households=3", "--place=3栋"],
        ["户数=3", "地点=3栋"],
        ["户数＝3", "地点＝3栋"],
        ["——户数", "3", "——地点＝3栋"],
        ["——户数＝３户", "地点=3栋"],
        ["走访户数=三", "地址=3栋"],
        ["Households=3", "PLACE= 3栋 "],
        ["-q", "households=3", "--lang", "zh", "place=3栋"],
    ],
)
def test_fields_may_be_typed_in_several_ways(
    branchlog: Branchlog, ledger: Path, words: list[str]
) -> None:
    assert recorded(branchlog, "visit", "2024-03-05", *words) == {
        "kind": "visit",
        "date": "2024-03-05",
        "households": 3,
        "place": "3栋",
    }


@pytest.mark.parametrize("kind", ["visit", "走访", "Visits", "走访慰问", "VISIT"])
def test_a_kind_answers_to_its_names(branchlog: Branchlog, ledger: Path, kind: str) -> None:
    assert recorded(branchlog, kind)["kind"] == "visit"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ["调解", "3月5日", "类别=邻里纠纷", "结果=成功", "来源=主动", "金额=1.3万元"],
            {
                "kind": "mediation",
                "category": "neighbours",
                "outcome": "settled",
                "source": "proactive",
                "amount": 13000,
            },
        ),
        (
            ["mediation", "category=family", "outcome=ongoing", "parties=Zhang, Li"],
            {"category": "family", "outcome": "ongoing", "parties": ["Zhang", "Li"]},
        ),
        (
            ["辅导", "科目=数学", "人次=12", "人员=张三、李四，王五"],
            {"subject": "数学", "attendance": 12, "people": ["张三", "李四", "王五"]},
        ),
        (
            ["活动", "类别=义务巡逻", "参加人次=25", "时长=1.5小时", "次数=2", "时节=清明"],
            {
                "category": "patrol",
                "participants": 25,
                "hours": 1.5,
                "times": 2,
                "occasion": "清明",
            },
        ),
        (
            ["需求", "状态=已解决", "办结日期=2024-12-09", "date=2024-12-01"],
            {"status": "resolved", "closed": "2024-12-09", "date": "2024-12-01"},
        ),
        (
            ["荣誉", "类别=称号", "级别=县级", "颁发单位=县委"],
            {"category": "title", "level": "county", "issuer": "县委"},
        ),
        (["基本情况", "类别=党员", "数值=45人"], {"category": "member", "value": 45}),
        (["standing", "category=average age", "value=70.5"], {"value": 70.5}),
        (
            ["活动", "标签=重点、示范", "佐证=IMG_1.jpg", "名称=大扫除"],
            {"tags": ["重点", "示范"], "evidence": ["IMG_1.jpg"], "title": "大扫除"},
        ),
    ],
)
def test_every_kind_takes_its_fields_and_values_by_either_name(
    branchlog: Branchlog, ledger: Path, words: list[str], expected: dict[str, object]
) -> None:
    if words[1] == "3月5日":
        words = [words[0], "2024年3月5日", *words[2:]]
    document = recorded(branchlog, *words)

    assert {key: document[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("typed", "date", "end"),
    [
        (["2024-03-05"], "2024-03-05", None),
        (["昨天"], "2024-12-09", None),
        (["上周三"], "2024-12-04", None),
        (["last", "wed"], "2024-12-04", None),
        (["-3d"], "2024-12-07", None),
        (["date=-3d"], "2024-12-07", None),
        (["date=2024.3.5"], "2024-03-05", None),
        (["2022-05"], "2022-05", None),
        (["2022年5月"], "2022-05", None),
        (["2024-03-05..08"], "2024-03-05", "2024-03-08"),
        (["日期=2024-03-05", "结束日期=2024-03-08"], "2024-03-05", "2024-03-08"),
        (["5", "March", "2024"], "2024-03-05", None),
        (["２０２４－０３－０５"], "2024-03-05", None),
    ],
)
def test_a_date_is_typed_as_people_do(
    branchlog: Branchlog, ledger: Path, typed: list[str], date: str, end: str | None
) -> None:
    document = recorded(branchlog, "visit", *typed)

    assert (document["date"], document.get("end")) == (date, end)


@pytest.mark.parametrize(
    ("lang", "note"),
    [
        ("en", "no date was given: recorded for today, 2024-12-10\n"),
        ("zh", "没有写日期,按今天 2024-12-10 记\n"),
    ],
)
def test_without_a_date_it_is_today_and_that_is_said(
    branchlog: Branchlog, ledger: Path, lang: str, note: str
) -> None:
    answer = branchlog.ok("--lang", lang, "add", "visit", "households=3")

    assert answer.err == note
    assert "2024-12-10" in answer.out


def test_a_far_back_day_is_refused_without_a_terminal_with_the_full_date(
    branchlog: Branchlog, ledger: Path
) -> None:
    refused = branchlog("add", "visit", "3月5日", "households=3")

    assert refused.code == 2
    assert refused.err.splitlines()[2] == "if that is the one, write 2024-03-05"


def test_a_far_back_closing_day_is_refused_and_not_taken_for_the_date(
    branchlog: Branchlog, ledger: Path
) -> None:
    refused = branchlog("add", "mediation", "2024-03-01", "closed=3月5日")

    assert refused.code == 2
    assert refused.err.splitlines()[2] == "if that is the one, write 2024-03-05"
    assert branchlog.ok("list", "--period", "all", "--json").json == []


@pytest.mark.parametrize(
    ("typed", "value", "mark"),
    [
        ("households=约120", 120, "about"),
        ("户数=120余", 120, "over"),
        ("户数=120余户", 120, "over"),
        ("households=over 40", 40, "over"),
        ("households=about 40", 40, "about"),
        ("户数=一百二十多户", 120, "over"),
    ],
)
def test_a_number_may_be_approximate(
    branchlog: Branchlog, ledger: Path, typed: str, value: int, mark: str
) -> None:
    document = recorded(branchlog, "visit", typed)

    assert (document["households"], document["approximate"]) == (value, mark)


def test_approximate_marks_every_number_unless_one_is_named(
    branchlog: Branchlog, ledger: Path
) -> None:
    words = ["activity", "participants=40", "leaflets=300"]

    assert recorded(branchlog, *words, "approximate=about")["approximate"] == "about"
    assert recorded(branchlog, *words, "概数=余")["approximate"] == "over"
    assert recorded(branchlog, "activity", "participants=约40", "leaflets=300")["approximate"] == {
        "participants": "about"
    }


def test_names_make_up_the_total_unless_a_larger_one_is_given(
    branchlog: Branchlog, ledger: Path
) -> None:
    names = "household=Zhang, Li"

    assert recorded(branchlog, "visit", names)["households"] == 2
    assert recorded(branchlog, "visit", names, "households=5")["households"] == 5
    assert recorded(branchlog, "visit", "household=Zhang", "household=Li")["household"] == [
        "Zhang",
        "Li",
    ]


def test_a_finished_dispute_gets_its_closing_date_and_an_open_one_none(
    branchlog: Branchlog, ledger: Path
) -> None:
    assert recorded(branchlog, "mediation", "2024-12-01", "outcome=settled") == {
        "kind": "mediation",
        "date": "2024-12-01",
        "outcome": "settled",
        "closed": "2024-12-01",
    }
    assert recorded(branchlog, "mediation", "2024-12-01")["outcome"] == "ongoing"
    assert recorded(branchlog, "mediation", "2024-12-01", "closed=昨天")["outcome"] == "settled"


@pytest.mark.parametrize(
    "note",
    [
        "两行\n备注\t带制表符",
        "表情 😀👨‍👩‍👧 和生僻字 𠮷𪚥",
        "[red]不是标记[/red] :smile: **x** {n} %s",
        "a=b＝c，d：e——f",
        "  - 列表",
    ],
)
def test_text_comes_back_unchanged(branchlog: Branchlog, ledger: Path, note: str) -> None:
    assert recorded(branchlog, "visit", f"note={note}")["note"] == note.strip()
    assert recorded(branchlog, "visit", "--note", note.strip())["note"] == note.strip()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("户数=3户", 3),
        ("户数=３", 3),
        ("户数=二十五", 25),
        ("户数=1,300", 1300),
        ("户数=1，300户", 1300),
        ("户数=1.3万", 13000),
        ("户数=0", 0),
        ("households=3 households", 3),
        ("households=1 household", 1),
        ("人数=3名", 3),
    ],
)
def test_a_number_may_carry_its_unit(
    branchlog: Branchlog, ledger: Path, typed: str, expected: int
) -> None:
    document = recorded(branchlog, "visit", typed)

    assert document.get("households", document.get("persons")) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("金额=5000", 5000), ("金额=5000元", 5000), ("金额=1.3万元", 13000), ("金额=12.5", 12.5)],
)
def test_money_is_kept_in_yuan(
    branchlog: Branchlog, ledger: Path, typed: str, expected: float
) -> None:
    assert recorded(branchlog, "mediation", typed)["amount"] == expected


@pytest.mark.parametrize(
    "words",
    [
        ["visit", "户数=3小时"],
        ["visit", "户数=3元"],
        ["mediation", "金额=3户"],
        ["activity", "时长=3人"],
        ["standing", "category=member", "value=45个小时"],
        ["standing", "category=member", "value=45.5"],
        ["standing", "value=45.5", "category=党员"],
        ["visit", "次数=3户"],
    ],
)
def test_a_number_with_another_unit_is_refused(
    branchlog: Branchlog, ledger: Path, words: list[str]
) -> None:
    refused = branchlog("add", *words)

    assert (refused.code, len(refused.err.splitlines())) == (2, 3)
    assert branchlog.ok("list", "--period", "all", "--json").json == []
