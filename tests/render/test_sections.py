"""A document's sections as text: numbered headings, paragraphs, tables, charts as bars."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from branchlog import render
from branchlog.messages import Lang
from branchlog.render import outline
from branchlog.render.safe import width as width_of
from branchlog.report import Chart, Report, Run, Section, Series
from tests.render.annual import annual


def _text(report: Report, form: str, lang: Lang, page: int = 0) -> str:
    stream = io.StringIO()
    render.write(report, stream, form, lang=lang, width=page, color=False, bars=bool(page))
    return stream.getvalue()


@pytest.mark.parametrize("page", [80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_document_on_a_terminal(
    golden: Callable[[str, str], None], lang: Lang, page: int
) -> None:
    text = _text(annual(lang, note="note"), "table", lang, page)
    assert max(map(width_of, text.splitlines())) <= page
    golden(f"annual-{lang}-{page}.txt", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_document_as_markdown(golden: Callable[[str, str], None], lang: Lang) -> None:
    golden(f"annual-{lang}.md", _text(annual(lang, note="1. <b>"), "md", lang))


NUMBERS = {
    "zh": ["一、甲", "(一)乙", "1.丙", "1.丁", "", "(二)戊", "二、己"],
    "en": ["1. 甲", "1.1 乙", "1.1.1 丙", "1.1.1.1 丁", "", "1.2 戊", "2. 己"],
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_headings_are_numbered_as_official_papers_number_them(lang: Lang) -> None:
    deep = Section("丙", parts=(Section("丁"),))
    first = Section("甲", parts=(Section("乙", parts=(deep,)), Section(""), Section("戊")))
    found = outline.headings((first, Section("己")), lang)
    assert [heading.text for heading in found] == NUMBERS[lang]


def test_csv_holds_the_tables_of_every_section() -> None:
    text = _text(annual("en"), "csv", "en")
    assert [line.split(",")[0] for line in text.splitlines()] == [
        *("indicator", "households visited", "disputes mediated", "activity: area", "members"),
        *("", "indicator", "households visited"),
    ]


def test_a_chart_shows_nothing_recorded_as_nothing_and_zero_as_zero() -> None:
    chart = Chart("visits", ("Jan", "Feb", "Mar"), (Series("visits", (4, None, 0)),))
    text = _text(Report(sections=(Section("", (chart,)),)), "table", "en", 40)
    lines = ["visits", f"Jan  4 {'#' * 20}", "Feb", "Mar  0"]
    assert text.splitlines() == lines


def test_the_bars_of_several_series_have_one_scale() -> None:
    chart = Chart("", ("visits", "talks"), (Series("2023", (2, None)), Series("2024", (4, 1))))
    text = _text(Report(sections=(Section("", (chart,)),)), "table", "en", 40)
    assert text.splitlines()[-4:] == [
        f"visits  2023  2 {'#' * 10}",
        f"        2024  4 {'#' * 20}",
        "talks   2023",
        f"        2024  1 {'#' * 5}",
    ]


def test_a_label_cannot_end_the_block_that_holds_a_chart() -> None:
    chart = Chart("", ("```", "b"), (Series("", (1, 2)),))
    text = _text(Report(sections=(Section("", (chart,)),)), "md", "en")
    assert text.splitlines()[2] == "````text"
    assert text.splitlines()[-1] == "````"


def test_markup_in_a_paragraph_stays_text_in_markdown() -> None:
    paragraph = (Run("# not a heading"), Run(" <script>*x*"))
    text = _text(Report(sections=(Section("", (paragraph,)),)), "md", "en")
    assert text == "\\# not a heading &lt;script&gt;\\*x\\*\n"
