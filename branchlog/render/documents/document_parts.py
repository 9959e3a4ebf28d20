"""What a template may name: the parts of a report in reading order, and the proofs behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from branchlog.messages import Documents as Text
from branchlog.messages import Lang, say
from branchlog.render import outline
from branchlog.render.documents import document_charts as charts
from branchlog.render.documents.document_text import CLOSE, OPEN
from branchlog.report import Chart, Column, Proof, Report, Section, Table

#: The standard has three levels of headings that are set apart.
_LEVELS = 3


class Marked(str):
    """The mark of a place where a table or a chart will stand."""

    __slots__ = ()


class Part(NamedTuple):
    """A heading, a paragraph, a table or a chart."""

    kind: str
    level: int = 0
    text: str = ""
    drawn: Marked | str = ""


class Appendix(NamedTuple):
    """What the figures rest on: the word Appendix, its title, a line that names it, its table."""

    word: str
    title: str
    mention: str
    note: str
    drawn: Marked


class Places:
    """The tables and charts of a document, each with the mark that a template puts somewhere."""

    def __init__(self) -> None:
        self._drawn: list[Table | Chart] = []

    def __getitem__(self, mark: str) -> Table | Chart:
        return self._drawn[int(mark)]

    def mark(self, drawn: Table | Chart) -> Marked:
        """The mark of a place for it."""
        self._drawn.append(drawn)
        return Marked(f"{OPEN}{len(self._drawn) - 1}{CLOSE}")


def context(report: Report, places: Places, lang: Lang, scale: float) -> dict[str, Any]:
    """Every name that a template may use; `scale` is how much larger its type will be."""
    return {
        "title": report.title,
        "byline": report.byline,
        "body": list(_body(report, places, lang, scale)),
        "notes": report.notes,
        "signature": report.signature,
        "figures": {proof.key: proof.shown for proof in report.proofs},
        "appendix": _appendix(report, places, lang),
    }


def _body(report: Report, places: Places, lang: Lang, scale: float) -> Iterator[Part]:
    for line in report.heading:
        yield Part("text", text=line)
    for table in report.tables:
        yield from _block(table, places, lang, scale)
    for heading in outline.headings(report.sections, lang):
        if heading.text:
            yield Part("heading", min(heading.depth + 1, _LEVELS), heading.text)
        for block in heading.section.blocks:
            yield from _block(block, places, lang, scale)


def _block(block: Any, places: Places, lang: Lang, scale: float) -> Iterator[Part]:
    match block:
        case Table():
            if block.columns:
                yield Part("table", text=block.title, drawn=places.mark(block))
        case Chart() if charts.fits(block, scale):
            yield Part("chart", text=charts.title(block, lang), drawn=places.mark(block))
        case Chart():
            # Its bars would be too thin to read; what they show is not left out.
            table = outline.bars(block)
            yield Part("table", text=charts.title(block, lang), drawn=places.mark(table))
        case _:
            text = "".join(run.text for run in block)
            if text.strip():
                yield Part("text", text=text)


def _appendix(report: Report, places: Places, lang: Lang) -> Appendix | None:
    """The figures that the document shows, in the order in which it shows them."""
    by_key = {proof.key: proof for proof in report.proofs}
    shown = [by_key[key] for key in dict.fromkeys(_keys(report)) if key in by_key]
    if not shown:
        return None
    return Appendix(
        say(Text.APPENDIX, lang),
        say(Text.APPENDIX_TITLE, lang),
        say(Text.APPENDIX_MENTION, lang),
        say(Text.APPENDIX_NOTE, lang),
        places.mark(_counted(shown, lang)),
    )


def _counted(proofs: list[Proof], lang: Lang) -> Table:
    """Each figure with the number of its records."""
    columns = (
        Column("label", say(Text.FIGURE, lang)),
        Column("shown", say(Text.VALUE, lang), "right"),
        Column("records", say(Text.RECORDS, lang), "right"),
    )
    rows = tuple((proof.label, proof.shown, len(proof.records)) for proof in proofs)
    return Table(columns, rows)


def _keys(report: Report) -> Iterator[str]:
    """The keys of all proofs that something shown names, in reading order."""
    for table in report.tables:
        yield from _of_table(table)
    yield from _of_sections(report.sections)


def _of_sections(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield from _of_table(block)
            elif not isinstance(block, Chart):
                yield from (run.proof for run in block)
        yield from _of_sections(section.parts)


def _of_table(table: Table) -> Iterator[str]:
    for row in table.proofs:
        yield from row
