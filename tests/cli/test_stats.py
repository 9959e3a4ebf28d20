"""The statistics table: its JSON, its axes, its comparison, and how things are counted."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Branchlog

Figure = dict[str, Any]


def record(branchlog: Branchlog, *rows: dict[str, object]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    branchlog.ok("add", "--stdin", stdin=text)


def figures(branchlog: Branchlog, *words: str) -> dict[str, Figure]:
    """The figures by indicator; one to date is called `… to date`."""
    printed = branchlog.ok("stats", "--json", *words).json
    return {
        each["indicator"] + (" to date" if each["span"] == "to-date" else ""): each
        for each in printed["figures"]
    }


def values(branchlog: Branchlog, *words: str) -> dict[str, Any]:
    return {id_: each["value"] for id_, each in figures(branchlog, *words).items()}


YEAR: list[dict[str, object]] = [
    {"kind": "visit", "date": "2024-01-10", "household": ["A", "B"], "households": 5,
     "people": ["张三", "李四"], "place": "3栋", "category": "condolence"},
    {"kind": "visit", "date": "2024-03-20", "household": ["B", "C"], "people": ["张三"],
     "place": "5栋", "category": "outreach", "persons": 7},
    {"kind": "visit", "date": "2024-03", "households": "约20", "times": 4},
    {"kind": "visit", "date": "2023-12-31", "household": ["Z"], "households": 9},
    {"kind": "mediation", "date": "2024-02-01", "category": "family", "closed": "2024-02-09"},
    {"kind": "mediation", "date": "2024-11-30", "category": "family"},
    {"kind": "mediation", "date": "2023-12-20", "closed": "2024-01-05"},
    {"kind": "mediation", "date": "2024-06-01", "outcome": "failed", "closed": "2024-07-01"},
    {"kind": "activity", "date": "2024-05-01", "end": "2024-07-02", "hours": 0.1,
     "participants": 30, "category": "patrol"},
    {"kind": "activity", "date": "2024-05-02", "hours": 0.2, "participants": 0},
    {"kind": "activity", "date": "2024-05-03", "hours": 0.3, "category": "patrol"},
    {"kind": "need", "date": "2023-05-01"},
    {"kind": "need", "date": "2024-05-01", "status": "resolved", "closed": "2024-05-09"},
    {"kind": "standing", "date": "2022-01-01", "category": "member", "value": 44},
    {"kind": "standing", "date": "2024-06", "category": "member", "value": 45},
    {"kind": "standing", "date": "2024-12-10", "category": "rule", "value": 9},
]  # fmt: skip


@pytest.fixture
def filled(branchlog: Branchlog, ledger: Path) -> Branchlog:
    record(branchlog, *YEAR)
    return branchlog


def test_json_has_the_keys_of_the_contract(filled: Branchlog, ledger: Path) -> None:
    printed = filled.ok("stats", "2024", "--json").json

    assert list(printed) == [
        "schema", "ledger", "period", "as_of", "last_entry", "filters", "seal", "figures",
    ]  # fmt: skip
    assert printed["schema"] == 1
    assert list(printed["ledger"]) == ["name", "org", "uuid"]
    assert (printed["ledger"]["name"], printed["ledger"]["org"]) == (
        "Ziying",
        ["Zunyi", "Yuqing", "Ziying"],
    )
    assert printed["period"] == {"label": "2024", "from": "2024-01-01", "to": "2024-12-31"}
    assert (printed["as_of"], printed["last_entry"]) == ("2024-12-10", "2024-12-10")
    assert (printed["filters"], printed["seal"]) == ({}, None)
    assert figures(filled, "2024")["visit.households"] == {
        "indicator": "visit.households",
        "label": "households visited",
        "unit": "户",
        "aggregation": "distinct",
        "span": "period",
        "value": 26,
        "named": 3,
        "unnamed": 23,
        "display": "about 26",
        "records": 3,
        "approximate": "about",
    }


def test_labels_and_display_follow_the_language(filled: Branchlog) -> None:
    found = figures(filled, "--lang", "zh")["visit.households"]

    assert (found["label"], found["display"], found["unit"]) == ("走访户数", "约26", "户")


def test_what_is_counted_is_what_the_rules_say(filled: Branchlog) -> None:
    found = values(filled, "2024")

    assert {id_: found[id_] for id_ in EXPECTED} == EXPECTED


EXPECTED = {
    # Distinct names A, B, C; unnamed 5-2 and 20.
    "visit.households": 26,
    "visit.household_visits": 27,
    # `times` multiplies the count alone.
    "visit.visits": 6,
    "visit.persons": 7,
    "visit.people": 2,
    "visit.condolence.households": 5,
    "visit.outreach.households": 2,
    # By the date of the dispute, and by the day on which it was settled.
    "mediation.disputes": 3,
    "mediation.settled": 2,
    "mediation.family.disputes": 2,
    "activity.events": 3,
    "activity.hours": 0.6,
    "activity.participants": 30,
    "activity.patrol.events": 2,
    "need.collected": 1,
    "need.resolved": 1,
    "standing.member": 45,
    "standing.rule": 9,
}


def test_a_rate_carries_what_it_was_made_of(filled: Branchlog) -> None:
    rate = figures(filled, "2024")["mediation.settlement_rate"]

    assert (rate["value"], rate["numerator"], rate["denominator"]) == (2 / 3, 2, 3)
    assert (rate["unit"], rate["display"]) == ("%", "66.67%")
    nothing = figures(filled, "2021")["mediation.settlement_rate"]
    assert (nothing["value"], nothing["numerator"], nothing["denominator"]) == (None, None, None)


@pytest.mark.parametrize(
    ("period", "pending", "open_", "member"),
    [
        ("2023", 1, 1, 44),
        ("2024", 1, 1, 45),
        ("..2024-06-15", 1, 1, 45),
        ("2024-02-05..2024-02-08", 1, 1, 44),
        ("2024-02-09", 0, 1, 44),
        ("2022", 0, 0, 44),
    ],
)
def test_a_stock_is_what_it_was_at_the_periods_end(
    filled: Branchlog, period: str, pending: int, open_: int, member: int
) -> None:
    found = values(filled, period, "--to-date")

    assert found["mediation.pending to date"] == pending
    assert found["need.open to date"] == open_
    assert found["standing.member"] == member


def test_an_outcome_of_a_later_year_changes_nothing_in_the_earlier_one(
    filled: Branchlog,
) -> None:
    before = filled.ok("stats", "2023", "--to-date", "--json").json
    pending = filled.ok("list", "--where", "outcome=ongoing", "--json").json[0]["id"]
    need = filled.ok("list", "--period", "2023", "need", "--json").json[0]["id"]
    filled.ok("resolve", pending, "closed=2024-12-09")
    filled.ok("resolve", need)

    assert filled.ok("stats", "2023", "--to-date", "--json").json == before
    assert values(filled, "2024", "--to-date")["need.open to date"] == 0


def test_figures_to_date_are_asked_for_or_always_there(
    filled: Branchlog, own: Any, ledger: Path
) -> None:
    assert "need.open to date" not in figures(filled)
    assert "need.open to date" in figures(filled, "--to-date")
    own("to_date = true\n")
    assert "need.open to date" in figures(filled)


@pytest.mark.parametrize(
    ("axis", "indicator", "expected"),
    [
        ("month", "visit.visits", {"2024-01": 1, "2024-03": 5}),
        ("month", "activity.participants", {"2024-05": 30}),
        ("month", "mediation.settled", {"2024-01": 1, "2024-02": 1, "2024-06": 0, "2024-11": 0}),
        ("month", "visit.households", {"2024-01": 5, "2024-03": 22}),
        ("quarter", "visit.visits", {"2024Q1": 6}),
        ("quarter", "mediation.disputes", {"2024Q1": 1, "2024Q2": 1, "2024Q4": 1}),
        ("year", "visit.visits", {"2024": 6}),
        ("kind", "visit.visits", {"visit": 6}),
        ("category", "visit.visits", {"": 4, "condolence": 1, "outreach": 1}),
        ("category", "activity.events", {"": 1, "patrol": 2}),
        ("person", "visit.visits", {"": 4, "张三": 2, "李四": 1}),
        ("person", "visit.households", {"": 20, "张三": 6, "李四": 5}),
        ("place", "visit.visits", {"": 4, "3栋": 1, "5栋": 1}),
        ("月", "visit.visits", {"2024-01": 1, "2024-03": 5}),
        ("季度", "visit.visits", {"2024Q1": 6}),
        ("人员", "visit.visits", {"": 4, "张三": 2, "李四": 1}),
    ],
)
def test_figures_are_split_along_an_axis(
    filled: Branchlog, axis: str, indicator: str, expected: dict[str, int]
) -> None:
    assert figures(filled, "2024", "--by", axis)[indicator]["by"] == expected


def test_a_missing_key_is_nothing_recorded_and_zero_is_zero(filled: Branchlog) -> None:
    record(filled, {"kind": "activity", "date": "2024-09-01", "participants": 0})
    by = figures(filled, "2024", "--by", "month")["activity.participants"]["by"]

    assert by == {"2024-05": 30, "2024-09": 0}


def test_years_are_split_over_all_periods(filled: Branchlog) -> None:
    by = figures(filled, "all", "--by", "year")

    assert by["visit.visits"]["by"] == {"2023": 1, "2024": 6}
    assert by["standing.member"]["by"] == {"2022": 44, "2023": 44, "2024": 45}


@pytest.mark.parametrize(
    ("axis", "heading"),
    [
        ("month", "01"),
        ("quarter", "Q1"),
        ("year", "2024"),
        ("kind", "visit"),
        ("category", "condolence"),
        ("person", "李四"),
        ("place", "3栋"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_axis_has_a_table(filled: Branchlog, axis: str, heading: str, lang: str) -> None:
    shown = filled.ok("stats", "2024", "--by", axis, "--lang", lang)

    if lang == "en" or axis not in ("kind", "category"):
        assert heading in shown.out
    distinct = "need not add up" if lang == "en" else "不一定等于总数"
    person = "counts for each of its people" if lang == "en" else "每个人各算一次"
    assert [note in shown.out for note in (distinct, person)] == [
        axis != "person",
        axis == "person",
    ]


@pytest.mark.parametrize(("lang", "note"), [("en", "above 100%"), ("zh", "比率超过 100%")])
def test_a_rate_above_one_is_explained(filled: Branchlog, lang: str, note: str) -> None:
    record(filled, {"kind": "mediation", "date": "2023-11-01", "closed": "2024-02-20"})

    assert note in filled.ok("stats", "2024-02", "--lang", lang).out
    assert note in filled.ok("stats", "2024", "--by", "month", "--lang", lang).out
    for words in (["2021"], ["2024"], ["2024", "--by", "place"]):
        assert note not in filled.ok("stats", *words, "--lang", lang).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], True),
        (["--by", "month"], True),
        (["--by", "place"], True),
        (["--format", "csv"], False),
        (["--by", "place", "--format", "tsv"], False),
        (["--json"], False),
        (["--category", "condolence"], False),
    ],
)
def test_lines_are_said_to_be_left_out_only_where_they_are(
    filled: Branchlog, words: list[str], told: bool
) -> None:
    shown = filled.ok("stats", "2024", *words)

    assert ("left out: --format csv" in shown.out + shown.err) is told


def test_a_comparison_says_what_changed(filled: Branchlog) -> None:
    found = figures(filled, "2024", "--compare", "2023")
    printed = filled.ok("stats", "2024", "--compare", "2023", "--json").json

    assert printed["compared"] == {"label": "2023", "from": "2023-01-01", "to": "2023-12-31"}
    visits, needs = found["visit.visits"], found["need.collected"]
    assert (visits["previous"], visits["change"], visits["change_percent"]) == (1, 5, 500)
    assert (needs["previous"], needs["change"], needs["change_percent"]) == (1, 0, 0)
    tutoring, rate = found["tutoring.sessions"], found["mediation.settlement_rate"]
    assert (tutoring["previous"], tutoring["change_percent"]) == (0, None)
    assert (rate["previous"], rate["change"]) == (0, 0.6667)
    hours = figures(filled, "2024-05-02..2024-05-03", "--compare", "2024-05-01")["activity.hours"]
    assert (hours["value"], hours["previous"], hours["change"]) == (0.5, 0.1, 0.4)


def test_a_comparison_names_the_other_period(filled: Branchlog) -> None:
    shown = filled.ok("stats", "2024", "--compare", "去年")

    assert "compared with 2023 (2023-01-01 to 2023-12-31)" in shown.lines
    assert any("+500%" in line for line in shown.lines)


def test_the_first_line_says_the_period_and_the_last_entry(filled: Branchlog) -> None:
    assert filled.ok("stats").lines[0] == (
        "period 2024 (2024-01-01 to 2024-12-31), last entry 2024-12-10"
    )
    assert filled.ok("统计", "2023", "--lang", "zh").lines[0] == (
        "统计期间 2023(2023-01-01 至 2023-12-31),最近一条记录 2023-12-31"
    )
    assert filled.ok("stats", "2021").lines[0].endswith("last entry none yet")
    assert filled.ok("stats").lines[1].startswith("ledger Ziying")


def test_rounded_words_floor_and_mark(branchlog: Branchlog, ledger: Path) -> None:
    record(
        branchlog,
        {"kind": "visit", "date": "2024-03-05", "households": 126},
        {"kind": "activity", "date": "2024-03-05", "leaflets": 1305},
    )
    for number in range(32):
        record(branchlog, {"kind": "mediation", "date": "2024-03-05", "note": str(number)})
    zh = branchlog.ok("stats", "2024", "--rounded", "--lang", "zh").out
    en = branchlog.ok("stats", "2024", "--rounded").out
    found = figures(branchlog, "2024", "--rounded")

    for words in ("120余户", "调解矛盾纠纷32起", "1300余份"):
        assert words in zh
    for words in ("over 120 households visited", "32 disputes mediated", "over 1,300 leaflets"):
        assert words in en
    assert found["visit.households"]["value"] == 126
    assert found["visit.households"]["words"] == "over 120 households visited"


@pytest.mark.parametrize(
    ("lang", "exact", "rounded"),
    [
        (
            "en",
            "26 households visited, 3 disputes mediated",
            "26 households visited, 3 disputes mediated",
        ),
        ("zh", "走访慰问约26户,调解矛盾纠纷3起", "走访慰问约26户,调解矛盾纠纷3起"),
    ],
)
def test_the_sentence_stands_below_the_table(
    filled: Branchlog, lang: str, exact: str, rounded: str
) -> None:
    for words, start in (([], exact), (["--rounded"], rounded)):
        shown = filled.ok("stats", "2024", "--sentence", "--lang", lang, *words)
        printed = filled.ok("stats", "2024", "--sentence", "--lang", lang, "--json", *words).json
        assert printed["sentence"] in shown.lines
        assert start in printed["sentence"]


def test_a_sheet_has_the_indicators_ids(filled: Branchlog) -> None:
    filled.ok("stats", "-o", "figures.csv")
    for text in (
        filled.ok("stats", "--format", "csv").out,
        (filled.home / "figures.csv").read_text(encoding="utf-8-sig"),
    ):
        rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
        assert rows["visit.visits"]["value"] == "6"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("axis", "expected"),
    [
        ("month", {"2024-01": "1", "2024-03": "5"}),
        ("quarter", {"2024Q1": "6"}),
        ("year", {"2024": "6"}),
        ("kind", {"visit": "6"}),
        ("category", {"": "4", "condolence": "1", "outreach": "1"}),
        ("person", {"": "4", "张三": "2", "李四": "1"}),
        ("place", {"": "4", "3栋": "1", "5栋": "1"}),
    ],
)
def test_a_sheet_of_parts_is_one_table_of_a_line_each(
    filled: Branchlog, axis: str, expected: dict[str, str], lang: str
) -> None:
    words = ["stats", "2024", "--by", axis, "--to-date", "--lang", lang]
    for format_, delimiter in (("csv", ","), ("tsv", "\t")):
        text = filled.ok(*words, "--format", format_).out
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
        assert rows[0] == ["indicator", "label", "key", "value", "unit", "records"]
        assert {len(row) for row in rows} == {6}
        found = {row[2]: row[3] for row in rows if row[0] == "visit.visits"}
        assert found == expected


def test_a_year_without_records_is_a_table_all_the_same(branchlog: Branchlog, ledger: Path) -> None:
    shown = branchlog.ok("stats")
    printed = branchlog.ok("stats", "--json").json

    assert "(nothing recorded)" in shown.out
    assert printed["last_entry"] is None
    assert {each["records"] for each in printed["figures"]} == {0}
    assert branchlog.ok("stats", "--sentence", "--json").json["sentence"] == ""
    for axis in ("month", "quarter", "year", "kind", "category", "person", "place"):
        for period in ("2024", "all"):
            assert branchlog.ok("stats", period, "--by", axis).err == (
                "for figures to date add --to-date\n"
            )


@pytest.mark.parametrize(
    "words",
    [
        ["2024Q5"],
        ["someday"],
        [""],
        ["--compare", "x"],
        ["--compare", ""],
        ["--by", "week"],
        ["--by", ""],
        ["--category", "x"],
        ["--where", "x=1"],
        ["--format", "xml"],
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wrong_word_is_explained_in_three_lines(
    filled: Branchlog, words: list[str], lang: str
) -> None:
    refused = filled("--lang", lang, "stats", *words)

    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 3)


def test_households_are_one_household_however_they_are_written(
    branchlog: Branchlog, ledger: Path
) -> None:
    for name in ("3栋2单元张家", "３栋２单元张家", " 3栋2单元张家", "3栋2单元张家"):
        record(branchlog, {"kind": "visit", "date": "2024-03-05", "household": [name]})
    found = figures(branchlog, "2024")

    assert found["visit.households"]["value"] == 1
    assert found["visit.household_visits"]["value"] == 4


def test_people_and_places_are_one_row_however_they_are_written(
    branchlog: Branchlog, ledger: Path
) -> None:
    for name in ("ABC 1", "ＡＢＣ 1", "ABC  1"):
        record(branchlog, {"kind": "visit", "date": "2024-03-05", "people": [name], "place": name})

    for axis in ("person", "place"):
        assert figures(branchlog, "2024", "--by", axis)["visit.visits"]["by"] == {"ABC 1": 3}


def test_hundredths_are_added_exactly(branchlog: Branchlog, ledger: Path) -> None:
    record(
        branchlog,
        *(
            {"kind": "activity", "date": "2024-03-05", "hours": 0.01, "note": str(n)}
            for n in range(1000)
        ),
        {"kind": "mediation", "date": "2024-03-05", "amount": 999_999_999.99},
        {"kind": "mediation", "date": "2024-03-05", "amount": 0.01},
    )
    found = figures(branchlog, "2024")

    assert (found["activity.hours"]["value"], found["activity.hours"]["display"]) == (10, "10")
    assert found["mediation.amount"]["value"] == 1_000_000_000


def test_an_event_belongs_to_the_period_of_its_first_day(
    branchlog: Branchlog, ledger: Path
) -> None:
    record(
        branchlog,
        {"kind": "activity", "date": "2023-12-30", "end": "2024-01-02"},
        {"kind": "activity", "date": "2024-02", "participants": 5},
    )

    assert values(branchlog, "2024")["activity.events"] == 1
    assert values(branchlog, "2023")["activity.events"] == 1
    assert values(branchlog, "2024-02")["activity.events"] == 1
    assert values(branchlog, "2024-02-02..2024-02-29")["activity.events"] == 0


def test_a_line_that_fell_to_nothing_is_still_compared(branchlog: Branchlog, ledger: Path) -> None:
    record(branchlog, {"kind": "activity", "date": "2023-05-01", "category": "film"})
    film = figures(branchlog, "2024", "--compare", "2023")["activity.film.events"]

    assert (film["value"], film["previous"], film["change"]) == (0, 1, -1)
    assert film["change_percent"] == -100
    assert "film showing" in branchlog.ok("stats", "2024", "--compare", "2023").out


@pytest.mark.parametrize(
    "axis",
    [
        "month",
        "quarter",
        "year",
        *("kind", "category", "person", "place"),
    ],
)
def test_events_that_are_worded_singly_are_split_like_others(
    branchlog: Branchlog, ledger: Path, axis: str
) -> None:
    record(
        branchlog,
        {"kind": "honour", "date": "2024-07", "category": "title", "title": "A", "people": ["B"]},
        {"kind": "activity", "date": "2024-05", "category": "election"},
    )
    for words in ([], ["--rounded"], ["--to-date"], ["--compare", "2023"]):
        assert branchlog.ok("stats", "2024", "--by", axis, *words).lines


def test_voided_and_amended_records_count_as_they_now_are(filled: Branchlog) -> None:
    first = filled.ok("list", "visit", "--json").json[0]["id"]
    filled.ok("void", first)
    assert values(filled, "2024")["visit.visits"] == 5
    filled.ok("undo")
    filled.ok("amend", first, "times=3")
    assert values(filled, "2024")["visit.visits"] == 8
