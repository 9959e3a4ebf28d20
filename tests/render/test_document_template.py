"""Templates of an office's own: what they may say, and what is refused in three lines."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from branchlog import render
from branchlog.errors import BadConfig
from branchlog.render.documents.document_template import official
from branchlog.report import Report
from tests.render.annual import annual

Change = Callable[[str, bytes], bytes]
NAMES = "title byline body notes signature figures appendix"


def template(folder: Path, *lines: str, style: str | None = None) -> Path:
    """A document made in a word processor, with a tag in each paragraph."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line, style)
    file = folder / "report.docx"
    made.save(str(file))
    return file


def changed(folder: Path, change: Change, *added: tuple[str, bytes]) -> Path:
    """The packaged template with its parts changed and others added."""
    file = folder / "report.docx"
    with zipfile.ZipFile(official()) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, data in added:
            target.writestr(name, data)
    return file


def save(folder: Path, template: Path, report: Report | None = None) -> list[str]:
    """The paragraphs of the document that the template gives."""
    file = folder / "out.docx"
    render.save(report or annual("zh"), file, lang="zh", template=template)
    return [each.text for each in docx.Document(str(file)).paragraphs]


def refused(folder: Path, template: Path) -> tuple[str, str, str]:
    with pytest.raises(BadConfig) as fault:
        save(folder, template)
    assert not (folder / "out.docx").exists()
    assert fault.value.lines("en") != fault.value.lines("zh")
    return fault.value.lines("zh")


def test_a_template_says_what_stands_where(tmp_path: Path) -> None:
    lines = save(
        tmp_path,
        template(
            tmp_path,
            "{{ title }}",
            "今年走访{{ figures['visit.households'] }}。",
            "{%p for line in signature %}",
            "签名:{{ line }}",
            "{%p endfor %}",
        ),
    )
    assert lines == [
        "河畔支部2024年工作总结",
        "今年走访126户。",
        "签名:河畔支部",
        "签名:2024年12月20日",
    ]


def test_a_template_without_our_styles_is_given_them(tmp_path: Path) -> None:
    file = template(tmp_path, "{%p for part in body %}", "{{ part.drawn }}", "{%p endfor %}")
    save(tmp_path, file)
    made = docx.Document(str(tmp_path / "out.docx"))
    assert len(made.tables) == 2
    style = made.tables[0].style
    assert style is not None
    assert style.name == "公文表格"
    assert {cell.paragraphs[0].style.name for cell in made.tables[0].rows[1].cells} <= {
        "表格", "表格小字", "表格密排"
    }  # fmt: skip


def test_the_size_of_a_style_of_the_office_is_kept(tmp_path: Path) -> None:
    made = docx.Document(official())
    made.styles["表格"].font.size = Pt(14)
    file = tmp_path / "report.docx"
    made.save(str(file))
    save(tmp_path, file)
    assert docx.Document(str(tmp_path / "out.docx")).styles["表格"].font.size == Pt(14)


def test_a_table_of_the_office_repeats_its_rows(tmp_path: Path) -> None:
    made = docx.Document()
    grid = made.add_table(3, 2)
    grid.cell(0, 0).text = "{%tr for part in body if part.kind == 'text' %}"
    grid.cell(1, 0).text, grid.cell(1, 1).text = "{{ loop.index }}", "{{ part.text }}"
    grid.cell(2, 0).text = "{%tr endfor %}"
    file = tmp_path / "report.docx"
    made.save(str(file))
    save(tmp_path, file)
    (found,) = docx.Document(str(tmp_path / "out.docx")).tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["1", "2024年,开展走访慰问120余户,调解矛盾纠纷3起。"]
    ]


def test_a_template_forgets_who_made_it(tmp_path: Path) -> None:
    link = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
        b'2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/attachedTemplate" '
        b'Target="file:///C:/Users/someone/Normal.dotm" TargetMode="External"/></Relationships>'
    )
    file = changed(
        tmp_path,
        lambda name, data: data.replace(b"</dc:creator>", b" someone</dc:creator>"),
        ("word/_rels/settings.xml.rels", link),
    )
    save(tmp_path, file)
    with zipfile.ZipFile(tmp_path / "out.docx") as packed:
        assert all(b"someone" not in packed.read(name) for name in packed.namelist())


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("{{ titel }}", "titel"),
        ("{{ figures['visit.house'] }}", "visit.house"),
        ("{% for part in boddy %}{% endfor %}", "boddy"),
        ("{{ body[0].txt }}", "txt"),
    ],
)
def test_a_name_that_nobody_knows_is_told_with_those_that_are(
    tmp_path: Path, tag: str, name: str
) -> None:
    file = template(tmp_path, tag)
    assert refused(tmp_path, file) == (
        f"模板 {file} 不能用",
        f"不认得标记里的 {name}",
        f"可以用的名字:{NAMES}",
    )


@pytest.mark.parametrize(
    ("tags", "why"),
    [
        (["{{ title"], "标记有错"),
        (["{%p if title %}", "{{ title }}"], "标记有错"),
        (["{{ title|safe }}"], "标记有错"),
        (["{{ 1/0 }}"], "标记有错:division by zero"),
        (["{% include 'x' %}"], "标记有错"),
        (["{% import 'os' as os %}"], "标记有错"),
        (["{{ title.__class__.__mro__ }}"], "标记有错"),
        (["{% for x in range(10**9) %}{% endfor %}"], "标记有错"),
        (["{{ cycler.__init__.__globals__ }}"], "标记有错"),
    ],
)
def test_a_tag_that_is_wrong_is_refused(tmp_path: Path, tags: list[str], why: str) -> None:
    lines = refused(tmp_path, template(tmp_path, *tags))
    assert lines[1].startswith(why)
    assert lines[2].startswith("改正后再试")


def test_tags_that_cut_a_paragraph_in_two_are_refused(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_table(1, 1).cell(0, 0).text = "{% if not title %}"
    made.add_paragraph("{% endif %}")
    file = tmp_path / "report.docx"
    made.save(str(file))
    assert refused(tmp_path, file)[1] == "标记把段落或表格截断了"


def test_a_table_has_no_place_in_a_footer(tmp_path: Path) -> None:
    made = docx.Document()
    made.sections[0].footer.paragraphs[0].text = "{{ appendix.drawn }}"
    file = tmp_path / "report.docx"
    made.save(str(file))
    assert refused(tmp_path, file)[2] == "把它放在正文里,独占一段"


def _macro_type(name: str, data: bytes) -> bytes:
    if name != "[Content_Types].xml":
        return data
    return data.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def _field(instruction: str) -> Change:
    def change(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        # Word breaks an instruction over runs as it likes.
        runs = "".join(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in instruction)
        return data.replace(b"<w:body>", f"<w:body><w:p>{runs}</w:p>".encode())

    return change


def _linked(kind: str, target: str) -> Change:
    def change(name: str, data: bytes) -> bytes:
        if name != "word/_rels/document.xml.rels":
            return data
        added = (
            '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
        )
        return data.replace(b"</Relationships>", added.encode())

    return change


def _entity(name: str, data: bytes) -> bytes:
    if name != "word/document.xml":
        return data
    return re.sub(rb"(<\?xml.*?\?>)", rb'\1<!DOCTYPE w [<!ENTITY a "aaaa">]>', data, count=1)


def _same(name: str, data: bytes) -> bytes:
    return data


@pytest.mark.parametrize(
    ("change", "added", "why"),
    [
        (_macro_type, [], "里面有宏或控件:macroEnabled"),
        (_same, [("word/vbaProject.bin", b"x")], "里面有宏或控件:word/vbaProject.bin"),
        (_same, [("word/activeX/activeX1.bin", b"x")],
         "里面有宏或控件:word/activeX/activeX1.bin"),
        (_field(' INCLUDEPICTURE "http://x" '), [], "它指向文件以外的东西:INCLUDEPICTURE"),
        (_field(" DDEAUTO c:\\x "), [], "它指向文件以外的东西:DDEAUTO"),
        (_linked("image", "http://x/y.png"), [], "它指向文件以外的东西:http://x/y.png"),
        (_linked("hyperlink", "http://x/"), [], "它指向文件以外的东西:http://x/"),
        (_entity, [], "它不是 .docx 文档,也可能已经损坏"),
        (_same, [("word/media/a.bin", b"\0" * (65 << 20))], "它太大:最多 20 MB,展开后最多 64 MB"),
        (_same, [(f"word/media/{at}", b"") for at in range(2_001)],
         "它太大:最多 20 MB,展开后最多 64 MB"),
    ],
    ids=lambda value: "" if not isinstance(value, str) else value[:20],
)  # fmt: skip
def test_a_template_that_does_more_than_stand_there_is_refused(
    tmp_path: Path, change: Change, added: list[tuple[str, bytes]], why: str
) -> None:
    file = tmp_path / "report.docx"
    with (
        zipfile.ZipFile(official()) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, data in added:
            target.writestr(name, data)
    assert refused(tmp_path, file)[1] == why


def _zip(*names: str) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return raw.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "它不是 .docx 文档,也可能已经损坏"),
        (b"plain text", "它不是 .docx 文档,也可能已经损坏"),
        (b"PK\x03\x04 cut off", "它不是 .docx 文档,也可能已经损坏"),
        (_zip("x.txt"), "它不是 .docx 文档,也可能已经损坏"),
        (_zip("[Content_Types].xml", "word/document.xml"), "它不是 .docx 文档,也可能已经损坏"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "它是旧的 .doc,或加了密码"),
        (b"x" * (20 * (1 << 20) + 1), "它太大:最多 20 MB,展开后最多 64 MB"),
    ],
    ids=["empty", "text", "cut", "zip", "no parts", "doc", "large"],
)
def test_what_is_no_document_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(data)
    assert refused(tmp_path, file)[1] == why


def test_a_template_that_is_not_there_is_refused(tmp_path: Path) -> None:
    lines = refused(tmp_path, tmp_path / "none.docx")
    assert lines[1].startswith("系统说:")
    assert refused(tmp_path, tmp_path)[1].startswith("系统说:")


def test_a_body_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    file = changed(tmp_path, lambda name, data: data[:-20] if name == "word/document.xml" else data)
    assert refused(tmp_path, file)[1] == "它不是 .docx 文档,也可能已经损坏"


def test_the_packaged_template_is_one_of_an_office_too(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(official().getvalue())
    plain = tmp_path / "plain.docx"
    render.save(annual("zh"), plain, lang="zh")
    save(tmp_path, file)
    own, packaged = (docx.Document(str(each)) for each in (tmp_path / "out.docx", plain))
    assert own.element.find(qn("w:body")).xml == packaged.element.find(qn("w:body")).xml
