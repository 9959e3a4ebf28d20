"""Placeholders in a workbook's texts, where they may be split over runs of different looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate

from lxml import etree

from branchlog.records.neutral import neutralised
from branchlog.render.safe import storable

#: `{{…}}`, also as a Chinese input method types it; what is between is not longer than a line.
PLACEHOLDER = re.compile(r"(?:\{\{|｛｛)([^{}｛｝]{0,500})(?:\}\}|｝｝)")
#: Where a placeholder begins or ends.
_BRACES = re.compile(r"\{\{|｛｛|\}\}|｝｝")
#: What Excel would read as one character of this code.
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
#: What is only a number to call cannot be computed into anything else.
_PHONE = re.compile(r"\+[0-9][0-9 ()-]*")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def placeholders(text: str) -> tuple[str, ...]:
    """What stands between the braces of each placeholder."""
    return tuple(match[1] for match in PLACEHOLDER.finditer(text))


def is_marked(text: str) -> bool:
    """Whether there are braces of a placeholder, whole or torn."""
    return _BRACES.search(text) is not None


def is_torn(text: str) -> bool:
    """Whether braces are left over that belong to no placeholder."""
    return _BRACES.search(PLACEHOLDER.sub("", text)) is not None


def stands_alone(text: str) -> bool:
    """Whether the text is one placeholder and nothing else."""
    return PLACEHOLDER.fullmatch(text.strip()) is not None


def content(element: etree._Element) -> str:
    """The text of a shared or an inline string, its runs put together."""
    return "".join(each.text or "" for each in _texts(element))


def fill(element: etree._Element, values: Mapping[str, str]) -> None:
    """Put values into a string; each takes the looks of the run that its placeholder begins in."""
    texts = list(_texts(element))
    parts = [each.text or "" for each in texts]
    whole = "".join(parts)
    ends = list(accumulate(map(len, parts)))
    starts = [0, *ends[:-1]]
    # From the last to the first, so that the places of those before stay right.
    for match in reversed(list(PLACEHOLDER.finditer(whole))):
        first, last = match.span()
        value = _storable(values[match[1]], first=not whole[:first].strip())
        for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if start < last and first < end:
                own = value if first >= start else ""
                before, after = parts[index][: max(first - start, 0)], parts[index][last - start :]
                parts[index] = before + own + after
    for each, part in zip(texts, parts, strict=True):
        each.text = part
        each.set(_SPACE, "preserve")
    # How the old text is spoken: its places no longer fit, and Excel would call that damage.
    for spoken in [each for each in element if _local(each) in ("rPh", "phoneticPr")]:
        element.remove(spoken)


def filled(text: str, values: Mapping[str, str]) -> str:
    """A plain text with values in the place of its placeholders."""
    return PLACEHOLDER.sub(
        lambda match: _storable(values[match[1]], first=not match.string[: match.start()].strip()),
        text,
    )


def _storable(value: str, *, first: bool) -> str:
    text = _CODED.sub("_x005F_", storable(value))
    return neutralised(text) if first and not _PHONE.fullmatch(text) else text


def _texts(element: etree._Element) -> Iterator[etree._Element]:
    """The text of a string, or of its runs; not how it is spoken."""
    for child in element:
        if _local(child) == "t":
            yield child
        elif _local(child) == "r":
            yield from (each for each in child if _local(each) == "t")


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
