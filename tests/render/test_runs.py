"""A paragraph of marked runs: wrapped like any other, each run in its style."""

from __future__ import annotations

import io

import pytest

from branchlog.render.grid import Span
from branchlog.render.runs import lines
from branchlog.render.safe import width
from branchlog.render.terminal import paint
from branchlog.render.wrap import wrap
from branchlog.report import Run


def set_(runs: list[Run], page: int) -> list[list[Span]]:
    return list(lines(runs, page, "utf-8"))


def test_a_run_keeps_its_style_over_the_lines() -> None:
    runs = [Run("走访"), Run("[1=120余户]", mark="good"), Run(",调解"), Run("[2!31起]", mark="bad")]

    assert set_(runs, 0) == [
        [
            Span("走访"),
            Span("[1=120余户]", "good"),
            Span(",调解"),
            Span("[2!31起]", "bad"),
        ]
    ]
    assert set_(runs, 10) == [
        [Span("走访"), Span("[1=120", "good")],
        [Span("余户]", "good"), Span(",调解")],
        [Span("[2!31起]", "bad")],
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ["over ", "120 households", " visited,  and", " 6 talks"],
        ["  先", "120余户", "  ", "后 ", ""],
        ["a\nb", "12\n3", "\n\nc"],
        ["\x1b[31m6\u202e户", "\U0001f600" * 30, "\t6"],
        [""],
    ],
)
@pytest.mark.parametrize("page", [0, 2, 7, 20])
def test_marks_change_nothing_but_the_style(texts: list[str], page: int) -> None:
    plain = set_([Run(text) for text in texts], page)
    marked = set_([Run(text, mark="good") for text in texts], page)
    every = [["".join(span.text for span in line) for line in each] for each in (plain, marked)]

    assert every[0] == every[1]


def test_no_line_is_wider_than_the_page() -> None:
    text = "支部开展走访慰问120余户,召开坝坝会宣讲6次。" * 20
    runs = [Run(text[at : at + 3], mark="good") for at in range(0, len(text), 3)]
    found = ["".join(span.text for span in line) for line in set_(runs, 40)]

    assert found == wrap(text, 40)
    assert max(map(width, found)) <= 40


def test_marks_are_coloured_on_a_terminal() -> None:
    stream = io.StringIO()
    runs = [Run("走访"), Run("6户", mark="good"), Run("7户", mark="bad"), Run("8户", mark="doubt")]

    paint(lines(runs, 0, "utf-8"), stream)

    assert stream.getvalue() == "走访\x1b[32m6户\x1b[0m\x1b[1;31m7户\x1b[0m\x1b[33m8户\x1b[0m\n"
