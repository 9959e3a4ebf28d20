"""Which files are drafts, and what text is in them."""

from __future__ import annotations

import io
from contextlib import suppress

import docx
import pytest

from branchlog.drafts.document import MOST_UNPACKED, document_text
from branchlog.drafts.reading import LONGEST, MOST_BYTES, form, tidy
from branchlog.errors import BadValue
from branchlog.messages import Proofreading as Text
from tests.drafts.packed import STRICT, document, element, packed, paragraph

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DRAWING = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def field(code: str, *, end: bool = True) -> str:
    """第7页, where the 7 is the result of a field."""
    return (
        '<w:r><w:t>第</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * end
        + "<w:r><w:t>页</w:t></w:r>"
    )


def why(refused: pytest.ExceptionInfo[BadValue]) -> object:
    return refused.value.trouble.why


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "走访120户".encode(), "text"),
        ("a.MD", b"# 2024", "text"),
        ("a.markdown", b"# 2024", "text"),
        ("-", "走访120户".encode("gb18030"), "text"),
        ("a.docx", document(paragraph("120户")), "docx"),
        ("-", document(paragraph("120户")), "docx"),
        ("2024.12/a.txt", b"32", "text"),
    ],
)
def test_a_draft_is_known_by_its_name_and_its_content(
    name: str, content: bytes, expected: str
) -> None:
    assert form(content, name) == expected


@pytest.mark.parametrize(
    ("name", "content", "expected", "hint"),
    [
        ("a.txt", b"", Text.EMPTY, Text.EMPTY_HINT),
        ("a.doc", OLD + bytes(600), Text.IS_DOC, Text.SAVE_AS_DOCX),
        ("a.wps", OLD + bytes(600), Text.IS_DOC, Text.SAVE_AS_DOCX),
        ("a.doc", b"plain", Text.IS_DOC, Text.SAVE_AS_DOCX),
        ("a.txt", OLD + bytes(600), Text.IS_DOC, Text.SAVE_AS_DOCX),
        (
            "a.docx",
            OLD + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            Text.IS_PROTECTED,
            Text.TAKE_PASSWORD_OFF,
        ),
        ("a.pdf", b"%PDF-1.7", Text.IS_PDF, Text.COPY_TEXT),
        ("a.txt", b"%PDF-1.7", Text.IS_PDF, Text.COPY_TEXT),
        ("a.rtf", b"{\\rtf1", Text.IS_RTF, Text.SAVE_AS_DOCX),
        ("a.doc", b"{\\rtf1", Text.IS_RTF, Text.SAVE_AS_DOCX),
        (
            "a.odt",
            packed({"mimetype": b"application/vnd.oasis.opendocument.text"}),
            Text.IS_ODT,
            Text.SAVE_AS_DOCX,
        ),
        ("a.odt", b"", Text.EMPTY, Text.EMPTY_HINT),
        ("a.html", b"<!DOCTYPE html><p>1", Text.IS_WEB, Text.COPY_TEXT),
        ("a.docx", b"  <html><p>1", Text.IS_WEB, Text.COPY_TEXT),
        ("a.png", b"\x89PNG\r\n", Text.IS_PICTURE, Text.COPY_TEXT),
        ("a.docx", b"120", Text.NO_DOCX, Text.SAVE_AS_DOCX),
        ("a.zip", packed({"a": b"1"}), Text.IS_PACKED, Text.SAVE_AS_DOCX),
        ("a.txt", document(paragraph("120")), Text.IS_PACKED, Text.SAVE_AS_DOCX),
        ("a.csv", b"1,2", Text.SUFFIX, Text.SUFFIX_HINT),
        ("draft", b"1,2", Text.SUFFIX, Text.SUFFIX_HINT),
        ("a.txt", bytes(4 * LONGEST + 1), Text.TOO_LONG, Text.TOO_LONG_HINT),
        ("a.docx", b"PK\x03\x04" + bytes(MOST_BYTES), Text.TOO_LARGE, Text.TOO_LARGE_HINT),
    ],
)
def test_what_is_no_draft_is_refused_with_what_to_do(
    name: str, content: bytes, expected: tuple[str, str], hint: tuple[str, str]
) -> None:
    with pytest.raises(BadValue) as refused:
        form(content, name)

    assert (why(refused), refused.value.trouble.hint) == (expected, hint)


@pytest.mark.parametrize("text", ["", " \t\n\u3000\r\n"])
def test_a_draft_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(BadValue) as refused:
        tidy(text, "a.txt")

    assert why(refused) == Text.EMPTY


def test_the_longest_draft_is_taken_and_no_longer_one() -> None:
    assert tidy("户" * LONGEST, "a.txt") == "户" * LONGEST
    with pytest.raises(BadValue) as refused:
        tidy("户" * (LONGEST + 1), "a.txt")

    assert why(refused) == Text.TOO_LONG


def test_line_ends_are_line_feeds() -> None:
    assert tidy("a\r\nb\rc\nd", "a.txt") == "a\nb\nc\nd"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph("走访", "120余户"), "走访120余户"),
        (paragraph("一") + "<w:p/>" + paragraph("二"), "一\n\n二"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc"),
        ("<w:p><w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>5</w:t></w:r></w:p>", "3-5"),
        ("<w:p><w:r><w:t>12</w:t><w:softHyphen/><w:t>0</w:t></w:r></w:p>", "120"),
        # Tracked changes: what was deleted is gone, what was inserted stays.
        (
            "<w:p><w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>120</w:t></w:r></w:ins><w:r><w:t>户</w:t></w:r></w:p>",
            "120户",
        ),
        (
            "<w:p><w:moveFrom><w:r><w:t>32</w:t></w:r></w:moveFrom>"
            "<w:moveTo><w:r><w:t>31</w:t></w:r></w:moveTo></w:p>",
            "31",
        ),
        ("<w:p><w:del><w:ins><w:r><w:t>9</w:t></w:r></w:ins></w:del></w:p>", ""),
        # Links, fields and controls hold text as any run does; a field's code is none.
        ("<w:p><w:hyperlink><w:r><w:t>6次</w:t></w:r></w:hyperlink></w:p>", "6次"),
        (f"<w:p>{field('DATE')}</w:p>", "第7页"),
        (f"<w:p>{field(' PAGE 77')}</w:p>", "第页"),
        (f"<w:p>{field('TOC', end=False)}</w:p><w:p>{field('PAGEREF a')}</w:p>", "第7页\n第页"),
        ('<w:p><w:fldSimple w:instr="NUMPAGES"><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p>', ""),
        ('<w:p><w:r><w:fldChar w:fldCharType="end"/><w:instrText>X</w:instrText></w:r></w:p>', ""),
        (f"<w:sdt><w:sdtContent>{paragraph('5名')}</w:sdtContent></w:sdt>", "5名"),
        (
            "<w:p><w:sdt><w:sdtContent><w:r><w:t>5名</w:t></w:r></w:sdtContent></w:sdt></w:p>",
            "5名",
        ),
        # Nobody sees hidden text, unless it is hidden no more.
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r></w:p>", ""),
        ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>7</w:t></w:r></w:p>', "7"),
        ("<w:p><m:oMath><m:r><m:t>93%</m:t></m:r></m:oMath></w:p>", "93%"),
        (
            "<w:p><w:ruby><w:rt><w:r><w:t>er</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>二</w:t></w:r></w:rubyBase></w:ruby></w:p>",
            "二",
        ),
        # A text box is drawn twice, for old and for new programs; it is read once.
        (
            f"<w:p><w:r><w:t>前</w:t></w:r>{DRAWING.format(paragraph('4名'), paragraph('4名'))}"
            f"<w:r><w:t>后</w:t></w:r></w:p>{paragraph('末')}",
            "前后\n4名\n末",
        ),
    ],
)
def test_a_document_is_read_as_its_reader_sees_it(body: str, expected: str) -> None:
    assert document_text(document(body), "a.docx") == expected


def cell(*texts: str) -> str:
    return f"<w:tc>{''.join(map(paragraph, texts))}</w:tc>"


def test_a_tables_row_is_a_line() -> None:
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('旧', '9')}</w:tr>"
    inner = f"<w:tbl><w:tr>{cell('甲')}{cell('1')}</w:tr></w:tbl>"
    rows = (
        f"<w:tr>{cell('走访')}{cell('126户')}</w:tr>{deleted}"
        f"<w:tr>{cell('第一段', '第二段')}<w:tc>{inner}<w:p/></w:tc></w:tr>"
    )
    body = f"{paragraph('前')}<w:tbl>{rows}</w:tbl>{paragraph('后')}"

    assert document_text(document(body), "a.docx") == (
        "前\n走访\t126户\n第一段\n第二段\t甲\t1\n\n后"
    )


def test_notes_headers_and_footers_follow_the_body_each_once() -> None:
    line = '<w:footnote w:type="separator"><w:p><w:r><w:t>0</w:t></w:r></w:p></w:footnote>'
    note = f"<w:footnote>{paragraph('另有2户')}</w:footnote>"
    beside = (
        ("footer", "footer1.xml", element("ftr", paragraph("1"))),
        ("header", "header1.xml", element("hdr", paragraph("年度总结"))),
        ("header", "header2.xml", element("hdr", paragraph("年度总结"))),
        (
            "endnotes",
            "endnotes.xml",
            element("endnotes", f"<w:endnote>{paragraph('尾')}</w:endnote>"),
        ),
        ("footnotes", "footnotes.xml", element("footnotes", line + note)),
        ("styles", "styles.xml", element("styles", paragraph("99"))),
        ("comments", "comments.xml", element("comments", paragraph("98"))),
    )

    text = document_text(document(paragraph("走访"), beside), "a.docx")

    assert text == "走访\n另有2户\n尾\n年度总结\n1"


def test_documents_of_other_programs_are_read() -> None:
    renamed = document(paragraph("32起"), main="word/document2.xml")
    strict = document(paragraph("32起"), space=STRICT)
    stream = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("32起")
    made.save(stream)

    for content in (renamed, strict, stream.getvalue()):
        assert document_text(content, "a.docx").strip() == "32起"


ENTITIES = '<!DOCTYPE w [<!ENTITY a "1000"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"PK\x03\x04", Text.BROKEN),
        (document(paragraph("1"))[:-30], Text.BROKEN),
        (document(paragraph("1")).replace(b"word/document.xml", b"word/document.xmk"), Text.BROKEN),
        (document("<w:p>"), Text.BROKEN),
        (document(paragraph("&b;"), prolog=ENTITIES), Text.BROKEN),
        (document("<w:sdt>" * 5000 + "</w:sdt>" * 5000), Text.BROKEN),
        (packed({"a.txt": b"1"}), Text.BROKEN),
        (document("", main="xl/workbook.xml"), Text.NO_DOCX),
        (document(" " * (MOST_UNPACKED + 1)), Text.TOO_LARGE),
        (document(paragraph("1" * 400_000) * 3), Text.TOO_LONG),
    ],
)
def test_a_broken_or_hostile_document_is_refused(content: bytes, expected: tuple[str, str]) -> None:
    with pytest.raises(BadValue) as refused:
        document_text(content, "a.docx")

    assert why(refused) == expected


def test_no_byte_of_a_document_makes_it_fail_otherwise() -> None:
    content = document(
        paragraph("走访120户"), (("header", "h.xml", element("hdr", paragraph("1"))),)
    )
    for place in range(0, len(content), 7):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        with suppress(BadValue):
            document_text(bytes(damaged), "a.docx")
