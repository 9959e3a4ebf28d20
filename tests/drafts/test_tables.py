"""Numbers in a draft's tables are counted, not judged; sentences in a table's cells are."""

from __future__ import annotations

import pytest

from branchlog.drafts import document, marking
from branchlog.drafts.claim import Claim
from branchlog.drafts.clauses import Span
from branchlog.drafts.proofreading import proofread
from branchlog.records.periods import parse_period
from tests.drafts import packed
from tests.drafts.reports import TODAY, branch, judge


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(map(packed.paragraph, paragraphs))}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    each = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl>{each}</w:tbl>"


def judge_document(body: str) -> tuple[str, list[Claim]]:
    text, cells = document.read(packed.document(body), "a.docx")
    of = branch("ziying")
    period = parse_period("2024", TODAY)
    return text, proofread(text, of.known, of.docs, period, TODAY, {}, of.catalogue, (), cells)


def verdicts(claims: list[Claim]) -> list[tuple[str, str, bool]]:
    return [(claim.said, claim.verdict, claim.in_table) for claim in claims]


def test_the_numbers_of_a_documents_table_are_counted_and_not_judged() -> None:
    rows = table(("", "2024年", "2023年"), ("调解矛盾纠纷", "6", "2"))
    text, claims = judge_document(rows + packed.paragraph("2024年,调解矛盾纠纷33起。"))

    assert verdicts(claims) == [
        ("2024年", "no-claim", False),
        ("2023年", "no-claim", False),
        ("6", "no-claim", True),
        ("2", "no-claim", True),
        ("2024年", "no-claim", False),
        ("33起", "differs", False),
    ]
    assert [text[claim.start : claim.end] for claim in claims] == [each.said for each in claims]
    assert marking.in_tables(claims) == 2


def test_a_table_of_two_columns_is_one_as_well() -> None:
    _, claims = judge_document(table(("调解矛盾纠纷", "33起"), ("走访", "126")))

    assert verdicts(claims) == [("33起", "no-claim", True), ("126", "no-claim", True)]


def test_a_cell_that_tells_something_is_read_as_prose() -> None:
    cells = ("主要事迹", "2024年,调解矛盾纠纷33起。", "32")
    _, claims = judge_document(f"<w:tbl><w:tr>{''.join(map(cell, cells))}</w:tr></w:tbl>")

    assert verdicts(claims)[1:] == [("33起", "differs", False), ("32", "no-claim", True)]


def test_a_table_within_a_cell_of_prose_is_a_table() -> None:
    inner = table(("调解", "33"))
    outer = f"<w:tc>{packed.paragraph('调解矛盾纠纷33起。')}{inner}</w:tc>"
    _, claims = judge_document(f"<w:tbl><w:tr>{outer}</w:tr></w:tbl>")

    assert verdicts(claims) == [("33起", "differs", False), ("33", "no-claim", True)]


@pytest.mark.parametrize(
    ("text", "tabled"),
    [
        ("| 调解矛盾纠纷 | 33 | 2 |", ["33", "2"]),
        ("调解矛盾纠纷\t33\t2", ["33", "2"]),
        ("\t\t调解矛盾纠纷33起", []),
        ("调解矛盾纠纷\t33起", []),
        ("| 说明 | 调解矛盾纠纷33起。 |", []),
        ("```\n走访户数 33 ###\n```", ["33"]),
        ("```\n走访户数33户", []),
        ("调解矛盾纠纷33起 | 走访", []),
    ],
)
def test_rows_of_a_text_are_tables(text: str, tabled: list[str]) -> None:
    claims = judge("ziying", text)

    assert [claim.said for claim in claims if claim.in_table] == tabled


def test_a_cell_is_not_read_into_the_next() -> None:
    [claim] = judge("ziying", "| 调解矛盾纠纷 | 走访慰问126户。 |")

    assert (claim.said, claim.verdict) == ("126户", "matches")


def test_a_documents_marks_are_not_in_its_text() -> None:
    found = document.read(packed.document(table(("甲", "1"))), "a.docx")

    assert found == ("甲\t1", (Span(0, 1), Span(2, 3)))
