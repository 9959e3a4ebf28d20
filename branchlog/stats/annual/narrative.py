"""The report in words: a template's text as themes of paragraphs whose figures are proven."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from branchlog.errors import BadConfig
from branchlog.messages import Annual as Text
from branchlog.messages import Lang
from branchlog.report import Paragraph, Run
from branchlog.stats.annual import marks
from branchlog.stats.annual.findings import Findings
from branchlog.stats.annual.sandbox import Source, render
from branchlog.stats.annual.vocabulary import Vocabulary

#: A page of text has a few KB; a template that is larger than this is none.
MOST = 64 * 1024


class Theme(NamedTuple):
    """A heading with its paragraphs; what comes before the first heading has none."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def built_in(lang: Lang) -> Source:
    """The package's own template."""
    path = Path(__file__).parent / "templates" / f"narrative.{lang}.j2"
    return Source(path.read_text(encoding="utf-8"), path.name)


def own(data: bytes, path: str) -> Source:
    """A ledger's own template from its file's bytes. Raises BadConfig for what is no text."""
    if len(data) > MOST:
        why = Text.TEMPLATE_LARGE
        raise BadConfig(Text.TEMPLATE_BAD, why, Text.TEMPLATE_AWAY, path=path, most=MOST // 1024)
    try:
        return Source(data.decode("utf-8-sig"), path)
    except UnicodeDecodeError:
        why = Text.TEMPLATE_NOT_TEXT
        raise BadConfig(Text.TEMPLATE_BAD, why, Text.TEMPLATE_AWAY, path=path) from None


def themes(findings: Findings, source: Source) -> list[Theme]:
    """The template's themes, those with nothing recorded left out.

    A line that begins with `# ` is a heading, an empty line parts paragraphs. Raises BadConfig.
    """
    words = Vocabulary(findings)
    text = render(Source(marks.stripped(source.text), source.path), words.given())
    found = [Theme(title, tuple(paragraphs)) for title, paragraphs in _parted(text, words)]
    return [theme for theme in found if theme.paragraphs]


def summary_sentence(findings: Findings) -> Paragraph:
    """The period in one sentence, nothing where it would say nothing."""
    words = Vocabulary(findings)
    said = [
        words.phrase(each.indicator.id, each.indicator.span)
        for each in findings.statement.period
        if each.indicator.sentence
    ]
    return _runs(words.sentence(words.lead, *said), words.proofs)


def _parted(text: str, words: Vocabulary) -> Iterator[tuple[str, list[Paragraph]]]:
    glue = "" if words.lang == "zh" else " "
    for part in re.split(r"^(?=# )", text, flags=re.MULTILINE):
        title, body = "", part
        if part.startswith("# "):
            head, _, body = part.partition("\n")
            title = marks.bare(head.removeprefix("# ").strip())
        blocks = re.split(r"\n\s*\n", body)
        lines = [[line.strip() for line in block.split("\n") if line.strip()] for block in blocks]
        yield title, [_runs(glue.join(each), words.proofs) for each in lines if each]


def _runs(text: str, proofs: Mapping[int, str]) -> Paragraph:
    return tuple(Run(part, proofs.get(number, "")) for part, number in marks.parts(text))
