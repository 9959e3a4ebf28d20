"""The page in a browser: nothing is fetched, every figure opens its records, it fits and prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from branchlog import render
from branchlog.messages import Lang
from branchlog.report import Chart, Column, Report, Section, Series, Table
from tests.render import chromium
from tests.render.annual import annual
from tests.render.chromium import Chromium
from tests.render.test_webpage_attacks import ATTACKS, everywhere

pytestmark = pytest.mark.skipif(
    not chromium.PROGRAM.exists(), reason=f"{chromium.PROGRAM} is not installed"
)
Saved = Callable[..., Path]
_SEEN = """(selector => {
  const element = document.querySelector(selector);
  const box = element.getBoundingClientRect();
  return element.checkVisibility() && box.top >= 0 && box.bottom <= innerHeight;
})(%r)"""
#: The contrast of each text with what it stands on, as WCAG 2.1 computes it.
_CONTRAST = """(() => {
  const linear = v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = c => c.map(v => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const rgb = text => text.match(/[0-9.]+/g).map(Number);
  const ground = e => { while (e) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3]) return c.slice(0, 3); e = e.parentElement; }
    return [255, 255, 255]; };
  const found = [];
  for (const e of document.querySelectorAll('body *:not(svg, svg *, .skip)')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color).slice(0, 3)), light(ground(e))];
    found.push((Math.max(a, b) + .05) / (Math.min(a, b) + .05));
  }
  return found;
})()"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """One browser for all these tests."""
    with chromium.running(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    """`saved(report, lang)`: the page in a file."""

    def save(report: Report, lang: Lang = "en", **options: Any) -> Path:
        path = tmp_path / "page.html"
        render.save(report, path, lang=lang, **options)
        return path

    return save


def crowded() -> Report:
    """Tables and words wider than a phone."""
    columns = tuple(Column(str(number), f"column {number}", "right") for number in range(20))
    words = Table((Column("x", "x" * 80), Column("y", "说明")), (("w" * 200, "长" * 200),))
    wide = Table(columns, ((123456789,) * 20,), "wide " * 30)
    labels = tuple("长" * 40 + str(number) for number in range(12))
    chart = Chart("c" * 100, labels, (Series("s" * 100, tuple(range(12))),), "u")
    return Report(
        title="t" * 100,
        byline=("b" * 100,),
        sections=(Section("h" * 100, (words, wide, chart)),),
        notes=("n" * 300,),
    )


def complaints(browser: Chromium) -> list[dict[str, Any]]:
    """What the browser logged, blocked or threw."""
    return browser.reported(
        *("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"),
        *("Audits.issueAdded", "Page.javascriptDialogOpening"),
    )


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(annual("zh"), id="annual"),
        pytest.param(crowded(), id="crowded"),
        pytest.param(everywhere("".join(ATTACKS)), id="attacks"),
        pytest.param(everywhere("<img src=http://evil.example/x onerror=alert(1)>"), id="image"),
    ],
)
def test_nothing_is_fetched_and_nothing_complains(
    browser: Chromium, saved: Saved, report: Report
) -> None:
    path = saved(report)
    browser.open(path)
    asked = [event["request"]["url"] for event in browser.reported("Network.requestWillBeSent")]

    assert asked == [path.as_uri()]
    assert complaints(browser) == []


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("report", [annual("zh"), annual("en"), crowded()])
def test_a_phone_needs_no_scrolling_sideways(
    browser: Chromium, saved: Saved, report: Report, large: bool
) -> None:
    browser.open(saved(report, large_print=large), width=360, height=740, phone=True)

    assert browser.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [360, 360]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_figure_opens_its_records_and_a_record_its_row(
    browser: Chromium, saved: Saved, lang: Lang
) -> None:
    browser.open(saved(annual(lang), lang))
    assert browser.evaluate("document.querySelectorAll('details[open]').length") == 0
    assert browser.evaluate(_SEEN % "#p1 li:last-of-type") is False

    browser.click("p .figure")
    assert browser.evaluate("document.querySelectorAll('details[open]').length") == 1
    assert browser.evaluate(_SEEN % "#p1 li:last-of-type") is True
    assert browser.evaluate(_SEEN % "details:has(#p1) summary") is True

    browser.click("#p1 li:last-of-type a")
    assert browser.evaluate("document.querySelector('tr:target').innerText.includes('2024-10-09')")
    assert browser.evaluate(_SEEN % "tr:target") is True

    browser.click("#p1 .back a")
    assert browser.evaluate(_SEEN % "#f1") is True


def test_a_fold_opened_by_a_figure_can_be_closed(browser: Chromium, saved: Saved) -> None:
    browser.open(saved(annual("zh"), "zh"))
    browser.click("p .figure")
    browser.click("details:has(#p1) summary")

    assert browser.evaluate(_SEEN % "#p1 li") is False


@pytest.mark.parametrize(("large", "least"), [(False, 16), (True, 20)])
def test_text_is_as_large_as_was_asked_for(
    browser: Chromium, saved: Saved, large: bool, least: int
) -> None:
    browser.open(saved(annual("zh"), "zh", large_print=large))
    size = "parseFloat(getComputedStyle(document.querySelector('p.text')).fontSize)"

    assert browser.evaluate(size) >= least


def test_text_stands_out_from_what_it_stands_on(browser: Chromium, saved: Saved) -> None:
    browser.open(saved(annual("zh", note="n"), "zh"))
    found = browser.evaluate(_CONTRAST)

    assert len(found) > 60
    assert min(found) >= 4.5


@pytest.mark.parametrize("report", [annual("zh"), crowded()])
def test_it_prints_on_a4(browser: Chromium, saved: Saved, report: Report) -> None:
    browser.open(saved(report, "zh"))
    printed = browser.pdf()
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]", printed)

    assert printed.startswith(b"%PDF-")
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(595, 842)}


def test_print_leaves_out_closed_folds_and_keeps_open_ones(browser: Chromium, saved: Saved) -> None:
    browser.open(saved(annual("zh"), "zh"))
    browser.call("Emulation.setEmulatedMedia", media="print")
    closed = browser.evaluate("document.querySelector('#proofs').checkVisibility()")
    browser.call("Emulation.setEmulatedMedia", media="")
    browser.click("p .figure")
    browser.call("Emulation.setEmulatedMedia", media="print")
    opened = browser.evaluate(
        "['#p1 li', '#proofs', 'details:has(#p2)', '#records', 'nav'].map("
        "s => document.querySelector(s).checkVisibility())"
    )
    browser.call("Emulation.setEmulatedMedia", media="")

    assert closed is False
    assert opened == [True, True, False, False, False]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_chart_says_its_numbers_to_who_cannot_see_it(
    browser: Chromium, saved: Saved, lang: Lang
) -> None:
    browser.open(saved(annual(lang), lang))
    tree = browser.call("Accessibility.getFullAXTree")["nodes"]
    (picture,) = [node for node in tree if node.get("role", {}).get("value") == "image"]

    assert re.search("20; (10|10月) 16;", picture["name"]["value"])
