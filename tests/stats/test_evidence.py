"""The shares of the records add up to the figure, and every other record has its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchlog import config
from branchlog.ledger import Ledger
from branchlog.messages import Trouble
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import Indicator, indicators
from branchlog.records.periods import parse_period
from branchlog.records.record import Record
from branchlog.stats.evidence import Evidence, Trail, evidence
from branchlog.stats.figures import figures
from branchlog.stats.left_out import Everything, LeftOut, Voided, left_out
from branchlog.stats.selection import Selection, Sorted

DATA = Path(__file__).parent.parent.parent / "data"
TODAY = date(2024, 12, 31)
PERIODS = (
    "2024", "2023", "all", "..2024-08-05", "2024Q2", "2025",
    *(f"2024-{month:02}" for month in range(1, 13)),
)  # fmt: skip


class Written(NamedTuple):
    """A record as a test writes it."""

    kind: str
    id: str
    doc: dict[str, Any] | None
    rev: int = 1
    at: str = "2024-12-01T08:00:00+08:00"
    who: str = "罗永福"
    batch: str = "b"


def written(kind: str, *docs: dict[str, Any]) -> dict[str, list[Record]]:
    return {kind: [Written(kind, f"{kind}-{number}", doc) for number, doc in enumerate(docs, 1)]}


def indicator_of(known: Sequence[Indicator], id_: str, span: str = "period") -> Indicator:
    return next(each for each in known if (each.id, each.span) == (id_, span))


def shares(found: Evidence) -> list[tuple[str, int]]:
    return [(share.record.id, share.hundredths) for share in found.shares]


def whole_of(records: Mapping[str, Sequence[Record]]) -> Everything:
    return Everything(records, records, records, {})


@cache
def sample(name: str) -> tuple[list[Indicator], dict[str, list[Record]]]:
    settings = config.read_ledger(DATA / name / config.FILE)
    assert not isinstance(settings, Trouble)
    tables = Ledger(DATA / name, settings, who="test").read().tables
    records: dict[str, list[Record]] = {kind: [*table.values()] for kind, table in tables.items()}
    return indicators(Catalogue(settings.own)), records


def evident(found: Evidence) -> Iterator[Evidence]:
    """The evidence that has shares: the figure's own, or that of a ratio's parts."""
    yield from found.parts or (found,)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("name", ["ziying", "liyuan"])
def test_every_figure_of_the_samples_is_what_its_records_add_up_to(name: str, period: str) -> None:
    known, records = sample(name)
    span = parse_period(period, TODAY)
    trail = Trail(records, known)
    docs = {kind: [each.doc or {} for each in table] for kind, table in records.items()}
    expected = figures(known, Selection(Sorted(docs), span))
    for figure in expected:
        found = trail.evidence(figure.indicator, span)
        assert found.figure == figure
        for part in evident(found):
            total = sum(share.hundredths for share in part.shares)
            assert total == (part.figure.hundredths or 0)
            left = left_out(part, whole_of(records), span, known)
            assert left.counted == len(part.shares)
            assert left.known == len(records.get(part.figure.indicator.kind, ()))


def test_a_name_counts_where_it_stands_first_and_the_unnamed_everywhere(
    known: list[Indicator],
) -> None:
    records = written(
        "visit",
        {"date": "2024-05-01", "households": 4, "household": ["3栋张家"]},
        {"date": "2024-03-01", "household": ["３栋张家", "王家", "王家"]},
        {"date": "2024-06-01", "households": 2},
        {"date": "2024-06-02", "persons": 3},
    )
    found = evidence(
        indicator_of(known, "visit.households"), records, parse_period("2024", TODAY), known
    )
    assert shares(found) == [("visit-2", 200), ("visit-1", 300), ("visit-3", 200)]
    (again,) = found.duplicates
    assert (again.name, again.record.id, again.first.id) == ("3栋张家", "visit-1", "visit-2")


def test_a_sum_counts_the_names_where_the_number_is_left_out(known: list[Indicator]) -> None:
    records = written(
        "visit",
        {"date": "2024-03-01", "household": ["张家", "王家"]},
        {"date": "2024-03-02", "households": 5},
        {"date": "2024-03-03"},
    )
    sums = indicator_of(known, "visit.household_visits")
    found = evidence(sums, records, parse_period("2024", TODAY), known)
    assert shares(found) == [("visit-1", 200), ("visit-2", 500)]
    assert left_of(found, records, known) == {"unstated": 1}


def left_of(
    found: Evidence, records: Mapping[str, Sequence[Record]], known: Sequence[Indicator]
) -> dict[str, int]:
    left = left_out(found, whole_of(records), parse_period("2024", TODAY), known)
    return {reason: group.count for reason, group in left.groups.items()}


def test_tenths_add_up_exactly(known: list[Indicator]) -> None:
    records = written("visit", *({"date": "2024-03-01", "hours": each} for each in (0.1, 0.2, 1)))
    hours = indicator_of(known, "visit.hours")
    found = evidence(hours, records, parse_period("2024", TODAY), known)
    assert shares(found) == [("visit-1", 10), ("visit-2", 20), ("visit-3", 100)]


def test_a_stock_is_its_last_statement_and_the_earlier_ones_are_replaced(
    known: list[Indicator],
) -> None:
    records = written(
        "standing",
        {"date": "2024-06-01", "category": "member", "value": 45},
        {"date": "2024-06-01", "category": "member", "value": 46},
        {"date": "2023-01", "category": "member", "value": 44},
        {"date": "2024-07-01", "category": "rule", "value": 9},
        {"date": "2025-01-01", "category": "member", "value": 50},
    )
    member = indicator_of(known, "standing.member")
    found = evidence(member, records, parse_period("2024", TODAY), known)
    assert shares(found) == [("standing-2", 4600)]
    assert [record.id for record in found.replaced] == ["standing-3", "standing-1"]
    expected = {"later": 1, "other-category": 1, "replaced": 2}
    assert left_of(found, records, known) == expected


def test_a_stock_heeds_its_category_alone(known: list[Indicator]) -> None:
    records = written(
        "standing",
        {"date": "2024-06-01", "category": "member", "value": 45},
        {"date": "2024-06-02", "category": "member"},
    )
    member = indicator_of(known, "standing.member")._replace(occasions=("清明",), tags=("重点",))
    found = evidence(member, records, parse_period("2024", TODAY), known)
    assert shares(found) == [("standing-1", 4500)]
    assert left_of(found, records, known) == {"unstated": 1}


DISPUTES = written(
    "mediation",
    {"date": "2023-12-20", "outcome": "settled", "closed": "2024-01-05"},
    {"date": "2024-02-01", "outcome": "settled", "times": 3},
    {"date": "2024-03-01", "outcome": "failed"},
    {"date": "2024-04-01", "outcome": "ongoing"},
    {"date": "2024-12-20", "outcome": "settled", "closed": "2025-01-03"},
    {"date": "2023-05-01", "outcome": "failed"},
)


@pytest.mark.parametrize(
    ("id_", "span", "expected", "left"),
    [
        (
            "mediation.settled",
            "period",
            [("mediation-1", 100), ("mediation-2", 300)],
            {"earlier": 1, "later": 1, "other-state": 2},
        ),
        (
            "mediation.pending",
            "to-date",
            [("mediation-4", 100), ("mediation-5", 100)],
            {"other-state": 4},
        ),
        (
            "mediation.disputes",
            "period",
            [("mediation-2", 300), *((f"mediation-{n}", 100) for n in (3, 4, 5))],
            {"earlier": 2},
        ),
    ],
)
def test_an_outcome_counts_when_it_came_about(
    known: list[Indicator],
    id_: str,
    span: str,
    expected: list[tuple[str, int]],
    left: dict[str, int],
) -> None:
    found = evidence(indicator_of(known, id_, span), DISPUTES, parse_period("2024", TODAY), known)
    assert shares(found) == expected
    assert left_of(found, DISPUTES, known) == left


def test_a_ratio_shows_the_records_of_both_its_parts(known: list[Indicator]) -> None:
    rate = indicator_of(known, "mediation.settlement_rate")
    found = evidence(rate, DISPUTES, parse_period("2024", TODAY), known)
    assert (found.figure.numerator, found.figure.denominator) == (4, 6)
    assert [len(part.shares) for part in found.parts] == [2, 4]


def test_a_record_of_another_occasion_or_tag_has_that_reason(known: list[Indicator]) -> None:
    records = written(
        "visit",
        {"date": "2024-04-04", "category": "elderly", "occasion": "清明"},
        {"date": "2024-04-05", "category": "elderly", "occasion": "端午"},
        {"date": "2024-04-05", "category": "other", "occasion": "清明"},
        {"date": "2024-04-06", "hours": 2, "tags": ["重点"]},
    )
    period = parse_period("2024", TODAY)
    qingming = evidence(indicator_of(known, "visit.qingming"), records, period, known)
    assert left_of(qingming, records, known) == {"other-category": 2, "other-occasion": 1}
    tagged = evidence(indicator_of(known, "visit.tagged"), records, period, known)
    assert left_of(tagged, records, known) == {"other-tag": 3}


def test_what_is_undated_filtered_or_void_is_told_apart(known: list[Indicator]) -> None:
    live = written(
        "visit", {"date": "2024-03-01"}, {"date": "2024-03-02", "place": "新街"}, {"place": "新街"}
    )
    dated = {"visit": live["visit"][:2]}
    chosen = {"visit": live["visit"][:1]}
    gone = [
        Voided(Written("visit", "in", {"date": "2024-05-01"}), "张", "2024-06-01", "记重了"),
        Voided(Written("visit", "out", {"date": "2022-05-01"}), "张", "2024-06-01", ""),
        # Made void because no figure could be made of it.
        Voided(Written("visit", "bad", {"date": "2024-05-01", "times": "x"}), "张", "2024", ""),
        Voided(Written("visit", "unknown", None), "张", "2024", ""),
    ]
    period = parse_period("2024", TODAY)
    found = evidence(indicator_of(known, "visit.visits"), chosen, period, known)
    left = left_out(found, Everything(live, dated, chosen, {"visit": gone}), period, known)
    counts = {reason: group.count for reason, group in left.groups.items()}
    assert counts == {"void": 4, "undated": 1, "filtered": 1}
    assert (left.known, left.counted) == (7, 1)
    assert [each.record.id for each in left.missed] == ["in"]


def test_a_record_without_a_reason_is_never_passed_over(known: list[Indicator]) -> None:
    records = written("visit", {"date": "2024-03-01"}, {"date": "2024-03-02"})
    period = parse_period("2024", TODAY)
    found = evidence(indicator_of(known, "visit.visits"), records, period, known)
    short = Evidence(found.figure, found.shares[:1])
    with pytest.raises(ArithmeticError, match=r"visit\.visits"):
        left_out(short, whole_of(records), period, known)


def test_a_sum_that_is_not_the_figure_is_never_shown(known: list[Indicator]) -> None:
    records = written("visit", {"date": "2024-03-01", "times": 2})
    trail = Trail(records, known)
    visits, period = indicator_of(known, "visit.visits"), parse_period("2024", TODAY)
    trail.evidence(visits, period)
    # The figure is remembered with its documents; what they say changes behind its back.
    (records["visit"][0].doc or {})["times"] = 3
    with pytest.raises(ArithmeticError, match="not 1 to 200"):
        trail.evidence(visits, period)


DATES = st.dates(date(2023, 11, 1), date(2025, 2, 1)).map(date.isoformat) | st.sampled_from(
    ["2024-05", "2023-12", "2025-01"]
)
NAMES = st.lists(st.sampled_from(["张家", "王家", "３栋", "3栋", " 李家"]), max_size=4)
AMOUNTS = st.integers(0, 40) | st.sampled_from([0.5, 1.25, 0.1])


@st.composite
def visits(draw: st.DrawFn) -> dict[str, Any]:
    doc: dict[str, Any] = {"date": draw(DATES)}
    names = draw(st.none() | NAMES)
    if names is not None:
        doc["household"] = names
    if draw(st.booleans()):
        doc["households"] = draw(st.integers(len(names or ()), 9))
    for field, values in (
        ("category", st.sampled_from(["elderly", "hardship", "other"])),
        ("occasion", st.sampled_from(["清明", "端午"])),
        ("tags", st.lists(st.sampled_from(["重点", "七一"]), max_size=2)),
        ("times", st.integers(1, 5)),
        ("hours", AMOUNTS),
        ("people", NAMES),
        ("approximate", st.sampled_from(["over", "about"])),
    ):
        if draw(st.booleans()):
            doc[field] = draw(values)
    return doc


@st.composite
def disputes(draw: st.DrawFn) -> dict[str, Any]:
    doc: dict[str, Any] = {"date": draw(DATES)}
    for field, values in (
        ("outcome", st.sampled_from(["settled", "failed", "ongoing", "referred"])),
        ("closed", DATES),
        ("category", st.sampled_from(["family", "land"])),
        ("times", st.integers(1, 3)),
    ):
        if draw(st.booleans()):
            doc[field] = draw(values)
    return doc


@given(
    st.lists(visits(), max_size=8),
    st.lists(disputes(), max_size=8),
    st.sampled_from(["2024", "2024-05", "all", "..2024-03-02", "2024-05-02..2024-12-15"]),
)
def test_any_ledger_adds_up(
    known: list[Indicator], some: list[dict[str, Any]], more: list[dict[str, Any]], typed: str
) -> None:
    records = written("visit", *some) | written("mediation", *more)
    period = parse_period(typed, TODAY)
    trail = Trail(records, known)
    for indicator in known:
        if indicator.kind in ("visit", "mediation", ""):
            for part in evident(trail.evidence(indicator, period)):
                check(left_out(part, whole_of(records), period, known), part)


def check(left: LeftOut, part: Evidence) -> None:
    assert left.counted == len(part.shares)
    assert left.known == left.counted + sum(group.count for group in left.groups.values())
    dates = [str((share.record.doc or {})["date"]) for share in part.shares]
    assert dates == sorted(dates)
