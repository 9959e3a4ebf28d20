"""Charts as Word, WPS and LibreOffice draw them themselves: bars whose values are in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from branchlog.messages import Documents as Text
from branchlog.messages import Lang, say
from branchlog.render.cells import finite, shown
from branchlog.render.documents.document_text import clean, ems, escaped
from branchlog.report import Chart, Series

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: Lengths of a drawing in a point.
_EMU = 12_700
#: Told apart on paper that was copied in black and white, too.
_COLOURS = ("1F4E79", "9DC3E6", "7F7F7F", "D0CECE", "2E75B6", "404040")
#: Type, the height of a chart, of a bar that lies and of what is around the bars, in points.
_TYPES, _HEIGHT, _BAR, _AROUND = (10.5, 9.0, 7.5), 160, 14, 50
#: A bar is not broader than this; the chart of a page not higher.
_BROADEST, _HIGHEST = 36, 600


class Size(NamedTuple):
    """How large a chart is drawn, in points, and which way its bars stand."""

    width: float
    height: float
    type: float
    upright: bool


def fits(chart: Chart, scale: float) -> bool:
    """Whether the chart can be drawn on a page so that its bars can be read."""
    bars = len(chart.labels) * len(chart.series)
    return bars > 0 and _AROUND + bars * _BAR * scale <= _HIGHEST


def size(chart: Chart, width: float, scale: float) -> Size:
    """How large a chart is on a page of this width; `scale` enlarges its type."""
    bars = len(chart.labels) * len(chart.series)
    texts = [ems(label) for label in chart.labels]
    values = [ems(shown(value)) for series in chart.series for value in series.values]
    widest = max([*texts, *(each * len(chart.series) for each in values)], default=0.0)
    for type_ in _TYPES:
        if (widest + 0.3) * type_ * scale * len(chart.labels) <= width - _AROUND / 2:
            return Size(width, _HEIGHT * scale, type_ * scale, True)
    return Size(width, _AROUND + bars * _BAR * scale, _TYPES[0] * scale, False)


def title(chart: Chart, lang: Lang) -> str:
    """What stands below the chart: its title and the unit of its values."""
    if not chart.unit:
        return clean(chart.title)
    return clean(say(Text.CHART_UNIT, lang, title=chart.title, unit=chart.unit))


def description(chart: Chart, lang: Lang) -> str:
    """The chart in words and numbers, for whoever cannot see it."""
    values = ", ".join(_told(chart, lang))
    return clean(say(Text.CHART_IS, lang, title=title(chart, lang), values=values))


def inline(number: int, link: str, size: Size, name: str, text: str) -> str:
    """The run that holds a chart in its paragraph; `link` names the chart's part."""
    extent = f'cx="{round(size.width * _EMU)}" cy="{round(size.height * _EMU)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_PLACE}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr id="{number}" name="{escaped(name)}" '
        f'descr="{escaped(text)}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}">'
        f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" xmlns:r="{_LINKS}" '
        f'r:id="{link}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def part(chart: Chart, size: Size) -> bytes:
    """The chart's own part. No workbook is behind it: its values are all in the cache."""
    labels = [clean(label) for label in chart.labels]
    upright = size.upright
    # Bars that lie begin at the top, as the rows of a table do.
    order = "minMax" if upright else "maxMin"
    gap, count = _gap(chart, size), len(chart.series)
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if count > 1 else ""
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
            f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}" xmlns:r="{_LINKS}">',
            '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>',
            '<c:plotArea><c:layout/><c:barChart>',
            f'<c:barDir val="{"col" if upright else "bar"}"/><c:grouping val="clustered"/>',
            '<c:varyColors val="0"/>',
            *(_series(at, count, each, labels) for at, each in enumerate(chart.series)),
            f'<c:gapWidth val="{gap}"/><c:axId val="1"/><c:axId val="2"/></c:barChart>',
            '<c:catAx><c:axId val="1"/><c:scaling>',
            f'<c:orientation val="{order}"/></c:scaling><c:delete val="0"/>',
            f'<c:axPos val="{"b" if upright else "l"}"/><c:numFmt formatCode="General" ',
            'sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>',
            '<c:tickLblPos val="low"/><c:crossAx val="2"/><c:crosses val="autoZero"/>',
            '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>',
            '<c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>',
            '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling>',
            f'<c:delete val="1"/><c:axPos val="{"l" if upright else "b"}"/>',
            '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>',
            '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/>',
            '<c:crosses val="autoZero"/></c:valAx></c:plotArea>',
            legend,
            '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>',
            '<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>',
            f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{round(size.type * 100)}"/></a:pPr>',
            '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr></c:chartSpace>',
        ]
    ).encode()  # fmt: skip


def _series(at: int, count: int, series: Series, labels: list[str]) -> str:
    last = len(labels) + 1
    column = chr(ord("B") + at)
    # The last series is what the chart is about, and the darkest.
    colour = _COLOURS[(count - 1 - at) % len(_COLOURS)]
    names = f'<c:pt idx="0"><c:v>{escaped(clean(series.name))}</c:v></c:pt>'
    texts = "".join(
        f'<c:pt idx="{at}"><c:v>{escaped(label)}</c:v></c:pt>' for at, label in enumerate(labels)
    )
    # What is not recorded has no point: a gap, not a bar of nothing.
    values = "".join(
        f'<c:pt idx="{at}"><c:v>{finite(value)!r}</c:v></c:pt>'
        for at, value in enumerate(series.values)
        if value is not None
    )
    points = f'<c:ptCount val="{len(labels)}"/>'
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef>'
        f'<c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val="1"/>{names}</c:strCache>'
        f'</c:strRef></c:tx><c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'
        '<c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="#,##0.##" sourceLinked="0"/>'
        '<c:spPr><a:noFill/></c:spPr><c:dLblPos val="outEnd"/><c:showLegendKey val="0"/>'
        '<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{points}{texts}"
        f"</c:strCache></c:strRef></c:cat><c:val><c:numRef>"
        f"<c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode>{points}{values}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _gap(chart: Chart, size: Size) -> int:
    """What is left free between groups of bars, in hundredths of a bar."""
    slot = (size.width if size.upright else size.height) / len(chart.labels)
    return max(50, min(500, round((slot / _BROADEST - len(chart.series)) * 100)))


def _told(chart: Chart, lang: Lang) -> Iterator[str]:
    for series in chart.series:
        name = f"{series.name} " if len(chart.series) > 1 else ""
        for label, value in zip(chart.labels, series.values, strict=True):
            pair = Text.CHART_NOTHING if value is None else Text.CHART_VALUE
            yield say(pair, lang, label=f"{name}{label}", value=shown(value))
