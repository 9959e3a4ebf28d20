"""A chart as a picture inside a page: bars drawn by pygal, without its scripts and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pygal
from lxml import etree
from markupsafe import Markup

from branchlog.messages import Lang, say
from branchlog.messages import WebPage as Text
from branchlog.render.cells import finite, shown
from branchlog.render.safe import clusters, safe, storable, width
from branchlog.report import Chart, Series

#: As many looks as the page's style has for bars; they tell bars apart without colour too.
LOOKS = 5
_WIDE, _HIGH, _FONT = 800, 310, 14
#: A terminal cell is half as wide as a letter is high: measured so, Chinese labels fit.
_CELL = _FONT / 2
#: What stands left of the bars: the numbers of the axis and the gaps around them.
_SIDE = 60
_LONGEST_LABEL = 24
_BAR = 18
#: So few bars would be as wide as they are high.
_FEW = 5
#: All that remains of what pygal draws. It adds scripts, their data, a style and dates.
_TAGS = {"g", "rect", "path", "text"}
_ATTRIBUTES = {"x", "y", "width", "height", "d", "transform", "class"}
_CLASSES = {"vertical", "horizontal", "x", "y", "line", "guide", "value"}
_GONE = {"background", "legends", "titles", "plot tooltip-overlay", "plot overlay"}
_DECIMALS = re.compile(r"(\d+\.\d)\d+")


class Drawing(NamedTuple):
    """A picture's title, the names of its series by their looks, and its SVG, or "": no numbers."""

    title: str
    legend: tuple[tuple[int, str], ...]
    svg: Markup


def draw(chart: Chart, number: int, lang: Lang) -> Drawing:
    """The chart as SVG that says its numbers in words too; `number` makes its ids unique."""
    title = f"{chart.title} ({chart.unit})" if chart.unit else chart.title
    names = [series.name for series in chart.series]
    legend = tuple((at % LOOKS, name) for at, name in enumerate(names)) if len(names) > 1 else ()
    values = [value for series in chart.series for value in series.values if value is not None]
    if not values:
        return Drawing(title, (), Markup(""))
    widest = max(width(shown(finite(value))) for value in values)
    return Drawing(title, legend, _svg(chart, title, number, widest, lang))


def _svg(chart: Chart, title: str, number: int, widest: int, lang: Lang) -> Markup:
    labels = [_short(label) for label in chart.labels]
    across = _WIDE - _SIDE - _CELL * widest
    slot = across / len(labels)
    longest = max(map(width, labels))
    # Bars take most of a slot, and a number a little more than its cells beside the next one.
    upright = (
        len(labels) * len(chart.series) >= _FEW
        and longest * _CELL < slot
        and widest * len(chart.series) * 1.2 * _CELL < slot * 0.88
    )
    if upright:
        picture, high = _upright(chart.series, labels), _HIGH
    else:
        high = _SIDE + _BAR * len(labels) * (len(chart.series) + 1)
        picture = _lying(chart.series, labels, high, longest, widest)
    root = etree.Element(
        "svg",
        {
            "class": "chart",
            "viewBox": f"0 0 {_WIDE} {high}",
            "role": "img",
            "aria-labelledby": f"c{number} d{number}",
        },
    )
    _said(root, "title", f"c{number}", title)
    _said(root, "desc", f"d{number}", _words(chart, lang))
    root.append(_cleaned(picture.render_tree()))
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704 - texts are escaped


def _upright(series: Sequence[Series], labels: list[str]) -> pygal.Bar:
    picture = pygal.Bar(**_settings(_HIGH), margin_top=24)
    return _filled(picture, labels, [(each.name, list(each.values)) for each in series])


def _lying(
    series: Sequence[Series], labels: list[str], high: int, longest: int, widest: int
) -> pygal.HorizontalBar:
    # pygal takes every letter for a narrow one, which would push Chinese off the picture.
    missing = longest * _CELL - max(map(len, labels)) * 0.6 * _FONT
    picture = pygal.HorizontalBar(
        **_settings(high),
        margin_left=max(10 + missing, 1),
        margin_right=20 + widest * _CELL,
    )
    # It draws from the bottom up, but people read from the top down.
    bars = [(each.name, list(each.values)[::-1]) for each in series]
    return _filled(picture, labels[::-1], bars)


def _filled(
    picture: pygal.Bar, labels: list[str], bars: list[tuple[str, list[int | float | None]]]
) -> pygal.Bar:
    picture.x_labels = labels
    for name, values in bars:
        picture.add(storable(safe(name)), values)
    return picture


def _settings(high: int) -> dict[str, object]:
    style = pygal.style.Style(label_font_size=_FONT, major_label_font_size=_FONT)
    style.value_font_size = _FONT - 1
    return {
        "width": _WIDE,
        "height": high,
        "margin": 10,
        "css": [],
        "js": [],
        "style": style,
        "show_legend": False,
        "print_values": True,
        "print_values_position": "top",
        "max_scale": 6,
        "min_scale": 2,
        "formatter": shown,
        "value_formatter": _tick,
        "truncate_label": -1,
    }


def _tick(value: float) -> str:
    """A number of the axis; of small counts none stands between two that there can be."""
    return f"{value:,.9g}" if value >= 10 or value == int(value) else ""


def _said(root: etree._Element, tag: str, id: str, text: str) -> None:
    element = etree.SubElement(root, tag, {"id": id})
    element.text = storable(safe(text))


def _words(chart: Chart, lang: Lang) -> str:
    """Every number of the chart: `走访: 1月 10; 2月 没有记录`."""
    nothing = say(Text.NOTHING, lang)
    parts = []
    for series in chart.series:
        numbers = "; ".join(
            f"{label} {nothing if value is None else shown(value)}"
            for label, value in zip(chart.labels, series.values, strict=True)
        )
        parts.append(f"{series.name}: {numbers}")
    return ". ".join(parts)


def _short(label: str) -> str:
    """A label that leaves room for its bar; the whole one is in the picture's description."""
    text = storable(safe(label))
    if width(text) <= _LONGEST_LABEL:
        return text
    kept, used = "", 0
    for piece, cells in clusters(text):
        if used + cells > _LONGEST_LABEL - 3:
            break
        kept, used = kept + piece, used + cells
    return f"{kept}..."


def _cleaned(drawn: etree._Element) -> etree._Element:
    """The bars, lines and labels of what pygal drew, as plain elements in a group."""
    graph = next(element for element in drawn if element.tag == "g")
    return next(_copied(graph))


def _copied(element: etree._Element) -> Iterator[etree._Element]:
    if element.tag not in _TAGS or element.get("class", "") in _GONE:
        return
    copy = etree.Element(element.tag)
    for name, value in element.attrib.items():
        if name in _ATTRIBUTES and (kept := _kept(str(name), str(value))):
            copy.set(str(name), kept)
    copy.text = element.text
    for child in element:
        copy.extend(_copied(child))
    if len(copy) or copy.text or copy.tag != "g":
        yield copy


def _kept(name: str, value: str) -> str:
    if name != "class":
        return _DECIMALS.sub(r"\1", value)
    look = re.search(r"color-(\d+)", value)
    words = [word for word in value.split() if word in _CLASSES]
    return " ".join([*words, f"color-{int(look[1]) % LOOKS}"] if look else words)
