"""A report as one web page that needs no script and no network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import count
from typing import BinaryIO, NamedTuple

from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from branchlog.messages import Lang, RenderText, say
from branchlog.messages import WebPage as Text
from branchlog.render import outline
from branchlog.render.web.markup import markup
from branchlog.render.web.proven import Links
from branchlog.render.web.webgrid import grid, records
from branchlog.report import Chart, Paragraph, Report, Table

_LANGUAGES = {"zh": "zh-CN", "en": "en"}
#: Nothing is fetched and nothing runs, whatever a text may contain; one style is known by its hash.
_POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
#: Pieces of the page that are written at once.
_BUFFERED = 1_000


class Block(NamedTuple):
    """A piece of the text; `kind` says how the template sets it."""

    kind: str
    content: object
    level: int = 0


def write(report: Report, raw: BinaryIO, *, lang: Lang, large_print: bool = False) -> None:
    """Write the page to a stream of bytes."""
    links = Links(report)
    contents, blocks = _text(report, links, lang)
    style = _resource("page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    # Whatever the template shows goes through `markup`, as do the rows that are set without it.
    environment = SandboxedEnvironment(autoescape=True, finalize=markup, keep_trailing_newline=True)
    page = environment.from_string(_resource("page.html.j2"))
    stream = page.stream(
        lang=_LANGUAGES[lang],
        large=large_print,
        style=Markup(style),  # noqa: S704 - the package's own file
        policy=_POLICY.format(digest),
        words=_words(lang),
        title=_title(report, lang),
        byline=report.byline if report.title else report.heading[1:],
        contents=contents,
        patterns=any(block.kind == "chart" for block in blocks),
        blocks=blocks,
        notes=report.notes,
        signature=report.signature,
        proofs=links.proofs(lang) if report.proofs else None,
        records=records(report, lang) if report.records else None,
    )
    stream.enable_buffering(_BUFFERED)
    stream.dump(raw, encoding="utf-8")


def _resource(name: str) -> str:
    return (files("branchlog.render.web") / name).read_text(encoding="utf-8")


def _words(lang: Lang) -> dict[str, str]:
    return {
        "skip": say(Text.SKIP, lang),
        "contents": say(Text.CONTENTS, lang),
        "proofs": say(Text.PROOFS, lang),
        "proofs_hint": say(Text.PROOFS_HINT, lang),
        "records": say(Text.RECORDS, lang),
        "back": say(Text.BACK, lang),
        "nothing": say(Text.NOTHING, lang),
        "none": say(RenderText.NO_ROWS, lang),
    }


def _title(report: Report, lang: Lang) -> str:
    return report.title or next(iter(report.heading), "") or say(Text.TITLE, lang)


def _text(
    report: Report, links: Links, lang: Lang
) -> tuple[list[tuple[str, str, int]], list[Block]]:
    """The table of contents, with anchors and depths, and the blocks of the text."""
    contents: list[tuple[str, str, int]] = []
    blocks = [Block("line", line) for line in report.heading if report.title]
    charts = count(1)

    def head(text: str, depth: int) -> None:
        anchor = f"s{len(contents) + 1}"
        contents.append((anchor, text, depth))
        blocks.append(Block("heading", (anchor, text), min(depth + 2, 6)))

    def add(content: Iterable[Paragraph | Table | Chart], name: str) -> None:
        blocks.extend(_blocks(content, name, links, charts, lang))

    for table in report.tables:
        if table.title:
            head(table.title, 0)
        add([table._replace(title="")], table.title)
    for heading in outline.headings(report.sections, lang):
        if heading.text:
            head(heading.text, heading.depth)
        add(heading.section.blocks, heading.text)
    for name, pair in (("proofs", Text.PROOFS), ("records", Text.RECORDS)):
        if getattr(report, name):
            contents.append((name, say(pair, lang), 0))
    return contents, blocks


def _blocks(
    content: Iterable[Paragraph | Table | Chart],
    name: str,
    links: Links,
    charts: Iterator[int],
    lang: Lang,
) -> Iterator[Block]:
    """What stands under a heading; what is empty does not stand there."""
    for block in content:
        if isinstance(block, Table):
            if block.columns:
                yield Block("table", grid(block, block.title or name, links))
        elif isinstance(block, Chart):
            # The library for charts takes longer to load than most pages to write.
            from branchlog.render.web.charts import draw

            yield Block("chart", draw(block, next(charts), lang))
        elif any(run.text for run in block):
            yield Block("paragraph", [links.figure(run.text, run.proof) for run in block])
