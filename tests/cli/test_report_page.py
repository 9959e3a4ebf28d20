"""The year-end report as a web page: its numbers are those of the statistics."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import Branchlog
from tests.render.pages import Element, read

ZIYING = Path(__file__).parents[2] / "data" / "ziying"


@pytest.fixture(scope="module", params=["zh", "en"])
def reported(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Element, dict[str, float | None]]:
    """The page for 2024, and the figures of the statistics by the key that the page gives them."""
    home = tmp_path_factory.mktemp("report")
    branchlog = Branchlog(home)
    at = ("-C", str(ZIYING), "--lang", request.param)
    branchlog.ok(*at, "report", "2024", "-o", str(home / "report.html"))
    figures = branchlog.ok(*at, "stats", "2024", "--to-date", "--json").json["figures"]
    values = {
        f["indicator"] + ("@to-date" if f["span"] == "to-date" else ""): f["value"] for f in figures
    }
    return read((home / "report.html").read_text(encoding="utf-8")), values


def test_every_number_on_the_page_equals_that_of_the_statistics(
    reported: tuple[Element, dict[str, float | None]],
) -> None:
    root, values = reported
    shown = {
        figure.attributes["data-figure"]: json.loads(figure.attributes["data-value"])
        for figure in root.all("a", class_="figure")
    }
    common = shown.keys() & values.keys()

    assert {key: shown[key] for key in common} == {key: values[key] for key in common}
    assert {"visit.households", "mediation.settled", "need.open@to-date"} <= common
    assert len(common) > 60
    assert shown["visit.households"] == 126


def test_the_table_of_the_year_shows_what_the_statistics_say(
    reported: tuple[Element, dict[str, float | None]],
) -> None:
    root, values = reported
    links = root.one("main").all("table")[0].all("a", class_="figure")
    whole = {
        link.attributes["data-figure"]: int(link.text.replace(",", ""))
        for link in links
        if link.text.replace(",", "").isdecimal()
    }

    assert whole == {key: values[key] for key in whole}
    assert len(whole) > 15


def test_the_shares_of_a_sum_add_up_to_its_figure(
    reported: tuple[Element, dict[str, float | None]],
) -> None:
    root, values = reported
    for key in ("visit.households", "tutoring.attendance", "mediation.disputes"):
        target = root.all("a", data_figure=key)[0].attributes["href"][1:]
        items = root.one("div", id=target).all("li")
        assert all(item.all("a") for item in items)
        assert sum(float(item.text.split()[-1]) for item in items) == values[key]


def test_every_link_on_the_page_has_its_place(
    reported: tuple[Element, dict[str, float | None]],
) -> None:
    root, _ = reported
    places = [element.attributes["id"] for element in root.all() if "id" in element.attributes]
    links = {link.attributes["href"] for link in root.all("a")}

    assert len(places) == len(set(places))
    assert links - {f"#{place}" for place in places} == set()
