"""Documents of text that means harm: it stands there as text, and the document opens."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from branchlog.messages import Lang
from branchlog.render.documents import document
from branchlog.report import Chart, Column, Report, Run, Section, Series, Table

#: Each text, and how it stands on the page where that is not the same.
ATTACKS = {
    "markup": "</w:t></w:r><w:r><w:t>x & <b> \" '",
    "expression": "{{ 7*7 }} {{7*7}}",
    "statement": "{% for x in y %} {%p if z %}",
    "comment": "{# x #} {#p y #}",
    "tags of docxtpl": "{_{ 1 }_} {_% 2 %_}",
    "repeated row": "{%tr for x in y %}{%tc endfor %}",
    "entity": "&lt;&#x41;&amp;",
    "document type": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///x">]>&e;',
    "a field": '{ INCLUDEPICTURE "http://x/y.png" } PAGE',
    "a formula": "=cmd|' /C calc'!A0",
    "filters": "{{ title|safe }} }} %}",
    "emoji": "👨‍👩‍👧😀𠮷",
    "100 KB of emoji": "😀" * 25_600,
    "escape sequence": "a\x1b[31mb\x07\x0c",
    "nothing": "a\x00b",
    "half a character": "a\ud800b",
    "no character": "a\uffffb\ufffe",
    "override": "a\u202eb\u2066",
    "our own marks": "\ufdd00\ufdd1",
}
SPELLED = {
    "escape sequence": r"a\x1b[31mb\x07\x0c",
    "nothing": r"a\x00b",
    "half a character": r"a\ud800b",
    "no character": r"a\uffffb\ufffe",
    "override": r"a\u202eb\u2066",
    "our own marks": r"\ufdd00\ufdd1",
}


def report(text: str) -> Report:
    """The text in every place that a report has."""
    run = (Run(f"段{text}"),)
    table = Table(
        (Column("a", f"头{text}"), Column("b", "数", "right")), ((f"格{text}", 7),), f"表{text}"
    )
    chart = Chart(f"图{text}", (f"标{text}", "乙"), (Series(f"列{text}", (1, None)),), text)
    return Report(
        title=f"题{text}",
        byline=(f"副{text}",),
        heading=(f"首{text}",),
        tables=(table,),
        sections=(Section(f"节{text}", (run, table, chart), (Section(f"分{text}", (run,)),)),),
        notes=(f"注{text}",),
        signature=(f"署{text}", "2024年12月20日"),
    )


def written(text: str, lang: Lang = "zh") -> zipfile.ZipFile:
    raw = io.BytesIO()
    document.write(report(text), raw, lang=lang)
    return zipfile.ZipFile(raw)


@pytest.mark.parametrize("name", ATTACKS)
def test_hostile_text_stands_in_a_document_as_text(name: str) -> None:
    packed = written(ATTACKS[name])
    expected = SPELLED.get(name, ATTACKS[name])
    body = etree.fromstring(packed.read("word/document.xml"), etree.XMLParser(huge_tree=True))
    shown = [
        "".join(str(each.text or "") for each in paragraph.iter(qn("w:t")))
        for paragraph in body.iter(qn("w:p"))
    ]
    for start in ("题", "副", "首", "段", "格", "头", "表", "注", "署"):
        assert f"{start}{expected}" in shown, start
    for start in ("一、节", "(一)分"):
        assert f"{start}{expected}" in shown
    chart = etree.fromstring(packed.read("word/charts/chart1.xml"))
    values = [str(each.text) for each in chart.iter("{*}v")]
    assert values == [f"列{expected}", f"标{expected}", "乙", "1"]


@pytest.mark.parametrize("name", ATTACKS)
def test_a_document_of_hostile_text_opens(name: str) -> None:
    packed = written(ATTACKS[name], "en")
    for each in packed.namelist():
        etree.fromstring(packed.read(each), etree.XMLParser(huge_tree=True))
    raw = io.BytesIO()
    document.write(report(ATTACKS[name]), raw, lang="en")
    assert Document(raw).paragraphs


def test_text_names_no_file_and_runs_no_code() -> None:
    packed = written("{{ ''.__class__.__mro__[1].__subclasses__() }}")
    assert b"Popen" not in packed.read("word/document.xml")
