"""A web page as the tests read it: strictly nested elements with attributes and texts."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import Any

from branchlog.messages import Lang
from branchlog.render.web import webpage
from branchlog.report import Report

VOID = {"meta"}


class Element:
    """One element; `parts` are its texts and the elements in it, in order."""

    def __init__(self, tag: str, attributes: dict[str, str], inside: Element | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.inside = inside
        self.parts: list[Element | str] = []

    @property
    def text(self) -> str:
        """All text within."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Every element within that has the tag and these attributes, in order."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        found = []
        for part in self.parts:
            if isinstance(part, Element):
                if tag in ("", part.tag) and wanted.items() <= part.attributes.items():
                    found.append(part)
                found.extend(part.all(tag, **attributes))
        return found

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    @property
    def rows(self) -> list[list[str]]:
        """The texts of a table's cells, row by row."""
        cells = [
            [part for part in row.parts if isinstance(part, Element)] for row in self.all("tr")
        ]
        return [[cell.text for cell in row] for row in cells]


class _Reader(HTMLParser):
    """Refuses what a browser would have to mend: end tags out of order, attributes twice."""

    def __init__(self) -> None:
        super().__init__()
        self.root = self._here = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), names
        element = Element(tag, {name: value or "" for name, value in attrs}, self._here)
        self._here.parts.append(element)
        if tag not in VOID:
            self._here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self._here.tag, f"</{tag}> ends <{self._here.tag}>"
        assert self._here.inside is not None
        self._here = self._here.inside

    def handle_data(self, data: str) -> None:
        self._here.parts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def close(self) -> None:
        super().close()
        assert self._here is self.root, f"<{self._here.tag}> has no end"


def source(report: Report, *, lang: Lang = "en", **options: Any) -> str:
    """The page of a report, as it is written."""
    raw = io.BytesIO()
    webpage.write(report, raw, lang=lang, **options)
    return raw.getvalue().decode()


def read(text: str) -> Element:
    """The page's elements."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.root


def page(report: Report, *, lang: Lang = "en", **options: Any) -> Element:
    """The elements of the page of a report."""
    return read(source(report, lang=lang, **options))
