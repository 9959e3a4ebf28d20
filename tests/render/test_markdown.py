"""Markdown shows every text as it was typed."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from branchlog import render
from branchlog.messages import Lang
from branchlog.report import Column, Report, Table

TYPED = [
    "*bold* _it_ `code` ~~no~~",
    "[link](http://example.org) ![image](x)",
    "<b>html</b> &amp; <!-- gone -->",
    "a | b \\| c \\",
    "# no heading #",
    "- no list",
    "1. no list",
    "1) no list",
    "+ no list",
    "===",
    "---",
    "> no quote",
    "    no code",
    "$x$ [red]y[/red] :smile:",
    "户_户_户 5*3*2",
]


def text_of(report: Report) -> str:
    stream = io.StringIO()
    render.write(report, stream, "md", lang="en", width=80, color=False)
    return stream.getvalue()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_as_markdown(
    sample: Callable[[Lang], Report], golden: Callable[[str, str], None], lang: Lang
) -> None:
    golden(f"sample-{lang}.md", text_of(sample(lang)))


@pytest.mark.parametrize("typed", TYPED)
def test_a_text_is_shown_as_typed_wherever_it_stands(typed: str) -> None:
    table = Table((Column("x", typed),), ((typed,),), title=typed)
    report = Report((typed, typed), (table,), (typed,))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text_of(report))
    shown = [
        "".join(child.content for child in token.children or [])
        for token in tokens
        if token.type == "inline"
    ]
    kinds = {child.type for token in tokens for child in token.children or []}
    assert [text.replace("\xa0", " ").strip() for text in shown] == [typed.strip()] * 6
    assert kinds <= {"text", "text_special"}


def test_line_breaks_become_br_and_control_characters_are_spelled() -> None:
    table = Table((Column("x", "x"),), (("a\nb\tc\x1b[0m",),))
    assert text_of(Report(tables=(table,))).splitlines()[-1] == r"| a<br>b c\\x1b\[0m |"
