"""A judged draft: what is marked in it, how it is counted, what scripts are given."""

from __future__ import annotations

import pytest

from branchlog.drafts import marking
from branchlog.drafts.claim import Candidate, Claim, Remark, Verdict
from branchlog.drafts.marking import Header, Piece
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import Indicator, find, indicators
from branchlog.records.periods import parse_period
from branchlog.stats.figures import Figure
from tests.stats.conftest import TODAY

YEAR = parse_period("2024", TODAY)
EVERY = indicators(Catalogue({}))


def claim(text: str, said: str, verdict: Verdict, *figures: Figure) -> Claim:
    start = text.index(said)
    candidates = tuple(Candidate(figure.indicator, YEAR, figure) for figure in figures)
    return Claim(start, start + len(said), said, verdict, candidates=candidates)


def indicator(id_: str) -> Indicator:
    return find(id_, EVERY)[0]


def figure(id_: str, hundredths: int | None, *, recorded: bool = True) -> Figure:
    return Figure(indicator(id_), hundredths, 1, recorded)


TEXT = "2024年走访120余户,调解31起,讲课3次,参与50人次。"
CLAIMS = [
    claim(TEXT, "2024年", "no-claim"),
    claim(TEXT, "120余户", "matches", figure("visit.households", 12_600)),
    claim(TEXT, "31起", "differs", figure("mediation.disputes", 3_200)),
    claim(TEXT, "3次", "no-evidence", figure("activity.party-lecture.events", 0, recorded=False)),
    claim(TEXT, "50人次", "not-understood"),
]


def joined(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_every_number_that_says_something_is_marked_with_its_number_and_verdict() -> None:
    assert joined(marking.pieces(TEXT, CLAIMS)) == (
        "2024年走访[1=120余户],调解[2!31起],讲课[3!!3次],参与[4?50人次]。"
    )


def test_a_piece_knows_its_verdict() -> None:
    verdicts = [piece.verdict for piece in marking.pieces(TEXT, CLAIMS) if piece.verdict]

    assert verdicts == ["matches", "differs", "no-evidence", "not-understood"]


def test_a_draft_without_claims_is_shown_as_it_is() -> None:
    assert marking.pieces(TEXT, []) == [Piece(TEXT)]
    assert marking.pieces(TEXT, CLAIMS[:1]) == [Piece(TEXT)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("走访6户", ["走访[1=6户]"]),
        ("标题\n\n走访6户\n", ["标题", "走访[1=6户]"]),
        ("\n\n\n走访6户\n\n\n\n完\n\n", ["走访[1=6户]", "完"]),
        ("一\n走访6户\n二", ["一\n走访[1=6户]\n二"]),
        ("  走访6户  \n \n\t\n完", ["  走访[1=6户]  ", "完"]),
        ("6户\n\n6户", ["[1=6户]", "6户"]),
    ],
)
def test_paragraphs_are_kept_and_empty_lines_part_them(text: str, expected: list[str]) -> None:
    claims = [claim(text, "6户", "matches", figure("visit.households", 600))]

    assert [joined(each) for each in marking.paragraphs(text, claims)] == expected


def test_counts_name_every_verdict() -> None:
    assert marking.counts(CLAIMS) == {
        "matches": 1,
        "differs": 1,
        "no-evidence": 1,
        "not-understood": 1,
        "no-claim": 1,
    }


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        ("matches", False),
        ("differs", True),
        ("no-evidence", True),
        ("not-understood", False),
        ("no-claim", False),
    ],
)
def test_a_draft_is_wrong_when_a_number_differs_or_has_no_evidence(
    verdict: Verdict, expected: bool
) -> None:
    assert marking.wrong([claim("6户", "6户", verdict)]) is expected


def test_scripts_are_given_every_claim_under_stable_keys() -> None:
    header = Header("Ziying", ("Zunyi",), "u", YEAR, "draft.md")
    period = {"label": "2024", "from": "2024-01-01", "to": "2024-12-31"}
    said = CLAIMS[1]._replace(low=12_001, high=12_999, remark=Remark("相符", "it matches"))

    found = marking.as_json(header, [said], "en")

    assert found == {
        "schema": 1,
        "ledger": {"name": "Ziying", "org": ["Zunyi"], "uuid": "u"},
        "period": period,
        "draft": "draft.md",
        "claims": [
            {
                "start": 7,
                "end": 12,
                "text": "120余户",
                "verdict": "matches",
                "indicators": ["visit.households"],
                "period": period,
                "value": 126,
                "low": 121,
                "high": 129,
                "remark": "it matches",
                "candidates": [
                    {
                        "indicator": "visit.households",
                        "span": "period",
                        "period": period,
                        "value": 126,
                    }
                ],
            }
        ],
        "counts": {
            "matches": 1,
            "differs": 0,
            "no-evidence": 0,
            "not-understood": 0,
            "no-claim": 0,
        },
        "in_tables": 0,
    }


def test_what_two_candidates_do_not_share_stands_with_each() -> None:
    both = claim(
        "宣传9次",
        "9次",
        "not-understood",
        figure("visit.outreach.visits", 900),
        figure("activity.publicity.events", 0, recorded=False),
    )
    found = marking.claim_json(both, "zh")

    assert found["indicators"] == ["visit.outreach.visits", "activity.publicity.events"]
    assert found["value"] is None
    assert found["period"] == {"label": "2024", "from": "2024-01-01", "to": "2024-12-31"}
    candidates = found["candidates"]
    assert isinstance(candidates, list)
    assert [each["value"] for each in candidates] == [9, None]


def test_the_bounds_of_what_has_decimals_are_exact() -> None:
    hours = claim("讲课120余小时", "120余小时", "matches", figure("tutoring.hours", 12_050))
    found = marking.claim_json(hours._replace(low=12_001, high=12_999), "en")

    assert (found["value"], found["low"], found["high"]) == (120.5, 120.01, 129.99)
    assert marking.claim_json(hours._replace(low=12_001), "en")["high"] is None


def test_the_bounds_of_a_rate_are_on_the_scale_of_its_value() -> None:
    rate = Figure(
        indicator("mediation.settlement_rate"), 9_375, 16, True, numerator=15, denominator=16
    )
    said = claim("成功率93.75%", "93.75%", "matches", rate)._replace(low=9_375, high=9_375)
    found = marking.claim_json(said, "en")

    assert (found["value"], found["low"], found["high"]) == (0.9375, 0.9375, 0.9375)
