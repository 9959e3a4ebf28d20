"""A report as a web page: its text, its tables, and the links that prove its figures."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable

import pytest

from branchlog.messages import Lang
from branchlog.report import Cell, Column, Proof, Report, Run, Section, Table
from tests.render.annual import HOUSEHOLDS, annual
from tests.render.pages import Element, page, read, source

FIRST, SECOND = (f"01a203ce-0000-7000-8000-00000000000{number}" for number in (1, 2))
NOTE = "第一行\n<b>第二行</b>"


def proven(*records: tuple[str, Cell], tables: tuple[Table, ...] = ()) -> Report:
    """A report of one figure that rests on these records."""
    text = Section("", ((Run("12", "visit.visits"), Run(" visits")),))
    proof = Proof("visit.visits", "visits", 12, "12", "counted", records)
    return Report(title="t", sections=(text,), proofs=(proof,), records=tables)


def visits(*ids: str) -> Table:
    columns = (Column("id", "id"), Column("date", "date", form="date"))
    return Table(columns, tuple((id, f"2024-03-0{day}") for day, id in enumerate(ids, 1)), "visit")


def anchors(root: Element) -> dict[str, Element]:
    """Every element with an id, each id only once."""
    named = [element for element in root.all() if "id" in element.attributes]
    found = {element.attributes["id"]: element for element in named}
    assert len(found) == len(named)
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_as_a_page(golden: Callable[[str, str], None], lang: Lang) -> None:
    golden(f"annual-{lang}.html", source(annual(lang, note=NOTE), lang=lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_link_leads_to_a_place_in_the_same_page(lang: Lang) -> None:
    root = page(annual(lang), lang=lang)
    places = anchors(root)
    links = root.all("a")

    assert links
    assert [link.text for link in links if link.attributes["href"][1:] not in places] == []
    assert {link.attributes["href"][0] for link in links} == {"#"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_figure_says_its_key_and_value_and_leads_to_its_proof(lang: Lang) -> None:
    report = annual(lang)
    root = page(report, lang=lang)
    places = anchors(root)
    proofs = {proof.key: proof for proof in report.proofs}
    figures = root.all("a", class_="figure")

    assert len(figures) == 2 + 4 + 11
    assert {figure.attributes["data-figure"] for figure in figures} == set(proofs)
    for figure in figures:
        proof = proofs[figure.attributes["data-figure"]]
        fold = places[figure.attributes["href"][1:]].inside
        assert json.loads(figure.attributes["data-value"]) == proof.value
        assert fold is not None
        assert fold.tag == "details"
        assert "open" not in fold.attributes
        assert fold.one("summary").text.startswith(proof.label + proof.shown)
        assert proof.rule in fold.text


def test_a_proof_leads_to_its_records_and_back_to_the_text() -> None:
    root = page(annual("en"))
    places = anchors(root)
    proof = places[root.all("a", data_figure=HOUSEHOLDS)[0].attributes["href"][1:]]
    records = [places[link.attributes["href"][1:]] for link in proof.one("ol").all("a")]

    assert [item.text for item in proof.all("li")] == ["2024-03-05 90", "2024-10-09 36"]
    assert [row.one("span").attributes["title"] for row in records] == [FIRST, SECOND]
    assert [row.one("span").text for row in records] == ["00000001", "00000002"]
    assert places[proof.one("p", class_="back").one("a").attributes["href"][1:]].text == "Over 120"


@pytest.mark.parametrize("value", [0, None, 12.5, 0.875, 123456])
def test_a_figure_carries_the_exact_value_of_its_proof(value: float | None) -> None:
    proof = proven().proofs[0]._replace(value=value)
    root = page(proven()._replace(proofs=(proof,)))

    assert json.loads(root.one("a", class_="figure").attributes["data-value"]) == value


def test_a_text_that_reads_like_a_link_of_the_page_stays_text() -> None:
    table = Table((Column("n", "n", "right"),), (("12",),), proofs=(("visit.visits",),))
    report = proven()._replace(sections=(Section("", (table,)),))
    (link,) = re.findall(r'<a class="figure".*?</a>', source(report))

    posing = Table(table.columns, (("12",), (link,)), proofs=table.proofs)
    root = page(report._replace(sections=(Section("", (posing,)),)))

    assert [cell.text for cell in root.all("td")] == ["12", link]
    assert len([each for each in root.all("a") if "data-figure" in each.attributes]) == 1


def test_a_figure_without_a_proof_is_text() -> None:
    root = page(proven()._replace(proofs=()))

    assert root.all("a", class_="figure") == []
    assert root.one("p", class_="text").text == "12 visits"


def test_a_proof_of_a_figure_that_the_text_does_not_name_leads_nowhere_back() -> None:
    root = page(proven()._replace(sections=()))

    assert root.one("details", class_="proof").all("a") == []


def test_an_id_that_stands_in_two_tables_is_named_but_leads_to_neither() -> None:
    report = proven(("1", 5), ("2", 7), ("9", 1), tables=(visits("1", "2"), visits("1")))
    items = page(report).one("ol").all("li")

    assert [item.text for item in items] == ["1 5", "2024-03-02 7", "9 1"]
    assert [link.attributes["href"] for item in items for link in item.all("a")] == ["#r2"]


def test_ids_are_shortened_to_what_tells_them_apart() -> None:
    ids = ("aaaa-11112222", "bbbb-11112222", "short")
    table = page(proven(tables=(visits(*ids),))).one("details", class_="records").one("table")

    assert [row[0] for row in table.rows[1:]] == ["aaa-11112222", "bbb-11112222", "short"]
    assert [whole.attributes["title"] for whole in table.all("span")] == [*ids[:2]]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh", ["一、助力基层治理", "二、年度数据", "(一)分月", "数字的依据", "记录"]),
        (
            "en",
            [
                "1. Governance",
                "2. The year in figures",
                "2.1 By month",
                "What each figure rests on",
                "Records",
            ],
        ),
    ],
)
def test_headings_are_numbered_and_listed(lang: Lang, expected: list[str]) -> None:
    root = page(annual(lang), lang=lang)
    places = anchors(root)
    listed = [places[link.attributes["href"][1:]] for link in root.one("nav").all("a")]

    assert [heading.text for heading in listed] == expected
    assert [heading.tag for heading in listed] == ["h2", "h2", "h3", "h2", "h2"]
    assert [link.text for link in root.one("nav").all("a")] == expected
    assert len(root.all("h1")) == 1


def test_a_plain_report_has_its_heading_tables_and_notes(
    sample: Callable[[Lang], Report],
) -> None:
    report = sample("en")
    root = page(report)
    tables = root.all("table")

    assert root.one("h1").text == root.one("title").text == report.heading[0]
    assert [line.text for line in root.one("header").all("p")] == [*report.heading[1:]]
    assert [head.text for head in root.one("main").all("h2")] == [t.title for t in report.tables]
    assert tables[0].rows[3] == ["Leaflets", "1,305", "copies"]
    assert tables[3].rows[1:] == [["(none)"]]
    assert root.one("div", class_="notes").text.strip() == report.notes[0]
    assert root.all("details") == []


def test_numbers_stand_on_the_right_and_the_first_cell_heads_its_row(
    sample: Callable[[Lang], Report],
) -> None:
    table = page(sample("en")).all("table")[0]
    first = table.one("tbody").all("tr")[0]
    cells = [part for part in first.parts if isinstance(part, Element)]

    assert [(cell.tag, cell.attributes.get("class")) for cell in cells] == [
        ("th", None),
        ("td", "n"),
        ("td", "d"),
    ]
    assert [head.attributes.get("class") for head in table.one("thead").all("th")] == [
        None,
        "n",
        None,
    ]


@pytest.mark.parametrize(
    "report",
    [
        Report(),
        Report(tables=(Table((), ()),)),
        Report(tables=(Table((Column("x", "x"),), ((1,), (None,))),)),
        Report(title="t", sections=(Section("s", ((), (Run(""),))),)),
        Report(title="t", proofs=(Proof("k", "l", None, "", ""),), records=(visits(),)),
    ],
)
def test_what_is_empty_is_a_page_too(report: Report) -> None:
    root = page(report)

    assert root.one("h1").text == (report.title or "Report")
    assert root.all("p", class_="text") == []


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        page(Report(tables=(Table((Column("x", "x"),), ((float("nan"),),)),)))


def test_line_breaks_of_a_note_are_kept() -> None:
    root = page(annual("zh", note=NOTE), lang="zh")

    assert NOTE in [line.text for line in root.all("p")]
    assert NOTE in [cell.text for cell in root.all("td")]


@pytest.mark.parametrize(("lang", "expected"), [("zh", "zh-CN"), ("en", "en")])
def test_the_page_says_its_language_and_fits_a_phone(lang: Lang, expected: str) -> None:
    root = page(annual(lang), lang=lang)

    assert root.one("html").attributes == {"lang": expected}
    viewport = root.one("meta", name="viewport")
    assert viewport.attributes["content"] == "width=device-width, initial-scale=1"


def test_large_print_is_the_same_page_in_another_size() -> None:
    usual, large = (source(annual("zh"), lang="zh", large_print=asked) for asked in (False, True))

    assert large.replace('<html lang="zh-CN" class="large">', '<html lang="zh-CN">') == usual
    assert large != usual


def test_the_policy_allows_the_one_style_and_nothing_else() -> None:
    root = page(annual("en"))
    style = root.one("style").text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = root.one("meta", http_equiv="Content-Security-Policy").attributes["content"]

    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert root.all("script") == []
    assert [element for element in root.all() if "style" in element.attributes] == []
    assert re.findall(r"url\(([^)]*)\)|@import", style) == ["#hatched", "#dotted"]


def test_a_page_is_the_same_each_time() -> None:
    assert source(annual("zh"), lang="zh") == source(annual("zh"), lang="zh")


def test_no_address_stands_in_the_page() -> None:
    text = source(annual("en"))

    assert "://" not in text
    assert read(text).all("link") == []


def test_a_large_page_stays_small() -> None:
    ids = tuple(f"01a203ce-0000-7000-8000-{number:012}" for number in range(1000))
    many = proven(*((ids[number % 1000], 1) for number in range(8000)), tables=(visits(*ids[:9]),))

    assert len(source(many)) < 8000 * 80
