"""Documents as an office suite prints them: every page looked through for what must be there."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from branchlog import render
from branchlog.messages import Lang
from branchlog.render.cells import shown
from branchlog.render.outline import tables
from branchlog.report import Cell, Column, Report, Table
from tests.render.annual import annual

OFFICE, TEXT = shutil.which("soffice"), shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(
    OFFICE is None or TEXT is None, reason="LibreOffice and pdftotext make and read the pages"
)

Pages = Callable[..., list[str]]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One profile for the module: the suite takes seconds to make it."""
    return tmp_path_factory.mktemp("office")


@pytest.fixture
def pages(tmp_path: Path, profile: Path) -> Pages:
    """`pages(report, lang, large_print=…)`: the text of each printed page."""

    def printed(report: Report, lang: Lang, *, large_print: bool = False) -> list[str]:
        file = tmp_path / "out.docx"
        render.save(report, file, lang=lang, large_print=large_print)
        command = [str(OFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless",
                   "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        command = [str(TEXT), "-layout", str(tmp_path / "out.pdf"), "-"]
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        return done.stdout.split("\f")[:-1]

    return printed


def joined(pages: list[str]) -> str:
    """The text without spaces: a suite puts some between Chinese and digits."""
    return re.sub(r"\s", "", "".join(pages))


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_printed_report_has_all_that_it_says(pages: Pages, lang: Lang, large_print: bool) -> None:
    report = annual(lang)
    found = pages(report, lang, large_print=large_print)
    text = joined(found)
    narrative = {
        "zh": "2024年,开展走访慰问120余户,调解矛盾纠纷3起。",
        "en": "Over120householdsvisited,3disputesmediated.",
    }
    for line in (report.title, narrative[lang], *report.byline, *report.signature, *report.notes):
        assert re.sub(r"\s", "", line) in text
    for table in tables(report):
        for row in table.rows:
            for cell in row:
                assert re.sub(r"\s", "", shown(cell)) in text
    assert len(found) <= (6 if large_print else 3)
    for number, page in enumerate(found, 1):
        last = page.rstrip().splitlines()[-1]
        assert re.fullmatch(rf"\s*— ?{number} ?—", last)
        # Odd pages have their number on the right, even ones on the left.
        assert (len(last) - len(last.lstrip()) > 10) == bool(number % 2)


@pytest.mark.parametrize("large_print", [False, True])
def test_no_number_of_a_wide_table_is_broken(pages: Pages, large_print: bool) -> None:
    months = [f"{at:02}" for at in range(1, 13)]
    columns = (Column("label", "指标"), *(Column(at, at, "right") for at in [*months, "合计"]))
    rows: tuple[tuple[Cell, ...], ...] = (
        ("走访户数", *[12_345] * 12, 148_140),
        ("调解矛盾纠纷", *[1_305] * 12, 15_660),
        ("增减", *["+146.15%"] * 13),
    )
    text = " ".join(pages(Report(tables=(Table(columns, rows),)), "zh", large_print=large_print))
    assert [text.count(each) for each in ("12,345", "148,140", "1,305", "15,660", "+146.15%")] == [
        12, 1, 12, 1, 13
    ]  # fmt: skip


def test_a_long_table_goes_on_over_the_pages_under_its_headings(pages: Pages) -> None:
    columns = (Column("name", "项目名称"), Column("value", "数值", "right"))
    rows = tuple((f"第{at}项", 10_000 + at) for at in range(100))
    found = pages(Report(tables=(Table(columns, rows),)), "zh")
    assert len(found) > 1
    assert all("项目名称" in page for page in found)
    assert all(f"{10_000 + at:,}" in "".join(found) for at in range(100))


def test_a_page_has_22_lines(pages: Pages) -> None:
    found = pages(Report(heading=tuple(f"第{at}行" for at in range(1, 45))), "zh")
    assert [len(re.findall(r"第\s*\d+\s*行", page)) for page in found] == [22, 22]


def test_a_line_has_28_characters(pages: Pages) -> None:
    (page,) = pages(Report(heading=("国" * 200,)), "zh")
    lines = [line.strip() for line in page.splitlines() if "国" in line]
    assert list(map(len, lines)) == [26, 28, 28, 28, 28, 28, 28, 6]


def test_hostile_text_prints(pages: Pages) -> None:
    texts = ("😀" * 2_000, "x" * 5_000, "{{ 7*7 }}{% if %}", "a\x00\u202e\ud800", "</w:p>")
    rows = tuple((text, 1_000 + at) for at, text in enumerate(texts))
    table = Table((Column("a", "名称"), Column("b", "数", "right")), rows)
    text = "".join(pages(Report(title=texts[2], heading=texts, tables=(table,)), "zh"))
    assert [text.count(f"1,00{at}") for at in range(5)] == [1] * 5
    assert text.count("{{ 7*7 }}") == 3
