"""A chart's picture: bars in proportion, numbers in words, nothing but plain SVG."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from branchlog.messages import Lang
from branchlog.render.web.charts import draw
from branchlog.report import Chart, Series
from tests.render.pages import Element, read

MONTHS = tuple(f"{month}月" for month in range(1, 13))
VALUES = (10, None, 12, 8, 14, 0, 9, 11, 20, 16, 12, 14)


def picture(
    labels: Sequence[str], *values: Sequence[int | float | None], lang: Lang = "zh"
) -> Element:
    series = tuple(Series(f"系列{at}", tuple(each)) for at, each in enumerate(values, 1))
    return read(draw(Chart("走访", tuple(labels), series, "户"), 1, lang).svg).one("svg")


def bars(svg: Element, side: str) -> list[float]:
    return [float(bar.attributes[side]) for bar in svg.all("rect")]


def texts(svg: Element) -> list[str]:
    return [text.text for text in svg.all("text")]


def test_bars_are_as_high_as_their_values() -> None:
    heights = bars(picture(MONTHS, VALUES), "height")
    shown = [value for value in VALUES if value is not None]

    assert [round(height / max(heights) * 20, 1) for height in heights] == shown


def test_long_labels_make_bars_lie_in_reading_order() -> None:
    labels = (
        "婚姻家庭纠纷和其他",
        "邻里",
        "房屋宅基地",
        "合同",
        "土地",
        "环境",
        "劳动",
        "消费",
        "交通",
    )
    svg = picture(labels, range(1, 10))
    rows = sorted(zip(bars(svg, "y"), bars(svg, "width"), strict=True))

    assert [width for _, width in rows] == sorted(bars(svg, "width"))
    assert len({round(width / rows[0][1]) for _, width in rows}) == 9


def test_every_number_stands_at_its_bar_and_in_the_description() -> None:
    svg = picture(MONTHS, VALUES)

    assert [text.text for text in svg.all("text", class_="value")] == [
        str(value) for value in VALUES if value is not None
    ]
    assert svg.one("desc").text == (
        "系列1: 1月 10; 2月 没有记录; 3月 12; 4月 8; 5月 14; 6月 0; 7月 9; 8月 11; 9月 20; "
        "10月 16; 11月 12; 12月 14"
    )


def test_it_is_named_for_who_cannot_see_it() -> None:
    svg = picture(MONTHS, VALUES, lang="en")
    names = svg.attributes["aria-labelledby"].split()

    assert svg.attributes["role"] == "img"
    assert [element.attributes["id"] for element in svg.all() if "id" in element.attributes] == (
        names
    )
    assert svg.one("title").text == "走访 (户)"
    assert "2月 nothing recorded" in svg.one("desc").text


def test_nothing_remains_of_scripts_styles_and_dates() -> None:
    svg = picture(MONTHS, VALUES, VALUES)

    assert {element.tag for element in svg.all()} <= {"title", "desc", "g", "rect", "path", "text"}
    assert {name for element in svg.all() for name in element.attributes} <= {
        *("id", "class", "transform", "x", "y", "width", "height", "d"),
    }


def test_series_are_told_apart_by_their_looks() -> None:
    drawing = draw(Chart("t", ("a",), tuple(Series(f"s{n}", (n,)) for n in range(7))), 1, "en")
    looks = re.findall(r'class="color-(\d)"', drawing.svg)

    assert drawing.legend == tuple((n % 5, f"s{n}") for n in range(7))
    assert sorted(set(looks)) == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    "chart",
    [
        Chart("t", (), ()),
        Chart("t", ("a",), ()),
        Chart("t", ("a", "b"), (Series("s", (None, None)),)),
    ],
)
def test_a_chart_without_numbers_has_no_picture(chart: Chart) -> None:
    assert draw(chart, 1, "en").svg == ""


@pytest.mark.parametrize("values", [(0,), (0, 0), (-3, 5), (0.01, 0.02), (987654321.25, 1)])
def test_any_numbers_can_be_drawn(values: tuple[float, ...]) -> None:
    svg = picture([f"l{at}" for at in range(len(values))], values)

    assert len(svg.all("rect")) == len(values)


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        picture(("a",), (float("inf"),))


def test_a_label_too_long_for_its_place_is_shortened_and_described_whole() -> None:
    label = "很长的类别名称" * 20
    svg = picture((label, "b"), (1, 2))

    assert "很长的类别名称很长的..." in texts(svg)
    assert label in svg.one("desc").text
