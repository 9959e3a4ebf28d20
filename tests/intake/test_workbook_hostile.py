"""No workbook, however it was made, takes more than it is allowed or ends in a traceback."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchlog.errors import BadValue, Fault
from branchlog.intake.files import compound, sheet_xml, xlsx_survey
from branchlog.intake.files.formats import Reading, open_stream
from branchlog.intake.files.packed import Packed

SHEETS = Path(__file__).parent.parent / "samples" / "sheets"
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
NEAR = b'<row r="1"><c r="A1"><v>1</v></c></row>'


def read(format: str, content: bytes, reading: Reading | None = None) -> int:
    """How many rows there are."""
    reading = (reading or Reading())._replace(format=format)
    opened = open_stream(io.BytesIO(content), "f", reading)
    return sum(1 for part in opened.parts for _ in part.rows)


def refusal(format: str, content: bytes, reading: Reading | None = None) -> str:
    with pytest.raises(BadValue) as caught:
        read(format, content, reading)
    return "\n".join(caught.value.lines("en"))


def changed(name: str, **parts: Callable[[bytes], bytes]) -> bytes:
    """A sample with some members changed, by the beginning of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(SHEETS / name) as given, zipfile.ZipFile(out, "w", 8) as packed:
        for member in given.namelist():
            content = given.read(member)
            for begin, change in parts.items():
                if member.split("/")[-1].startswith(begin):
                    content = change(content)
            packed.writestr(member, content)
    return out.getvalue()


def xlsx(rows: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    sheet = b"<worksheet>%s<sheetData>%s</sheetData>%s</worksheet>" % (before, rows, after)
    return changed("visits.xlsx", sheet1=lambda _: sheet)


def strings(content: bytes, rows: bytes = NEAR) -> bytes:
    sheet = b"<worksheet><sheetData>%s</sheetData></worksheet>" % rows
    return changed("visits.xlsx", sheet1=lambda _: sheet, sharedStrings=lambda _: content)


def ods(rows: str) -> bytes:
    def change(content: bytes) -> bytes:
        begin, end = content.index(b"<table:table "), content.rindex(b"</office:spreadsheet>")
        sheet = f'<table:table table:name="a">{rows}</table:table>'
        return content[:begin] + sheet.encode() + content[end:]

    return changed("visits.ods", content=change)


CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
ROW = f"<table:table-row>{CELL}</table:table-row>"
WIDE = CELL.replace("cell o", 'cell table:number-columns-repeated="16384" o', 1)
EMPTY = '<table:table-cell table:number-columns-repeated="16000"/>'


@pytest.mark.parametrize(
    "rows",
    [
        FAR,
        FAR.replace(b'"', b"'"),
        FAR.replace(b"<c ", b"<c  "),
        FAR.replace(b"<c ", b"<c\n"),
        FAR.replace(b"<c ", b'<c s="1" '),
        FAR.replace(b"XFD", b"XF&#68;"),
        FAR.replace(b"r=", b"r = "),
        FAR.replace(b"<row", b"<x:row").replace(b"</row", b"</x:row"),
        FAR.replace(b"<c", b"<x:c").replace(b"</c", b"</x:c"),
        FAR.replace(b"<v>1</v>", b"<v></v>"),
        FAR.replace(b"<v>1</v>", b"<is><t/></is>"),
        b"<!-- -->" + FAR,
        b'<row r="1048575"><c r="A1"><v>1</v></c></row><row><c><v>1</v></c></row>'
        b'<row r="1"><c r="XFD1"><v>1</v></c></row>',
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(rows: bytes) -> None:
    shown = refusal("xlsx", xlsx(NEAR + rows))

    assert "17179869184 cells, more than the 20000000 allowed" in shown
    assert "--max-cells" in shown


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (xlsx(NEAR + b'<row r="4294967295"><c><v>1</v></c></row>'), "broken"),
        (xlsx(b'<row r="9"><c r="ZZZ9999999"><v>1</v></c></row>'), "--max-rows"),
        (xlsx(NEAR + FAR.lower()), "broken"),
        (xlsx(NEAR, b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"), "broken"),
        (xlsx(NEAR + b"<c"), "broken"),
        (strings(b'<sst uniqueCount="4294967295"><si><t>x</t></si></sst>'), "broken"),
        (strings(b"<sst uniqueCount='4294967295'><si><t>x</t></si></sst>"), "broken"),
        (strings(b'<sst uniqueCount="&#57;999999999"><si><t>x</t></si></sst>'), "broken"),
        (
            strings(
                b"<sst><si><t>" + b"x" * 1_000_000 + b"</t></si></sst>",
                b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>' * 2_000,
            ),
            "--max-bytes",
        ),
        (ods(f'<table:table-row table:number-rows-repeated="1048576">{WIDE}</table:table-row>'),
         "--max-cells"),
        (ods(ROW + ROW.replace("row>", 'row table:number-rows-repeated="9999999999">', 1)),
         "broken"),
        (ods(f"<table:table-row>{EMPTY}{EMPTY}{CELL}</table:table-row>"), "broken"),
        (ods(f"<table:table-row>{EMPTY}{CELL}</table:table-row>" * 1_500), "--max-cells"),
        (ods(ROW.replace("x<", '<text:s text:c="4000000000"/><')), "broken"),
        (ods(
            '<table:table-row table:number-rows-repeated="1000000">'
            + CELL.replace(">x<", f">{'x' * 10_000}<") + "</table:table-row>"
         ), "--max-bytes"),
        (ods(
            ROW + '<table:table-row table:number-rows-repeated="1048574">'
            "<table:table-cell/></table:table-row><table:table-row>"
            '<table:table-cell table:number-columns-repeated="16383"/>'
            '<table:table-cell table:formula="of:=1"/></table:table-row>'
         ), "--max-cells"),
    ],
)  # fmt: skip
def test_what_claims_or_repeats_too_much_is_refused(content: bytes, said: str) -> None:
    format = "ods" if b"opendocument" in content else "xlsx"

    assert said in refusal(format, content)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (xlsx(NEAR, b'<dimension ref="A1:XFD1048576"/>'), 1),
        (xlsx(NEAR, b"", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), 1),
        (xlsx(NEAR + b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'), 1),
        (xlsx(NEAR + b'<row r="1048576" hidden="1"/>'), 1),
        (ods(ROW + '<table:table-row table:number-rows-repeated="1048575" '
             f'table:visibility="collapse">{EMPTY}</table:table-row>'), 1),
        (ods(f"<table:table-row>{CELL}{EMPTY}</table:table-row>" * 3_000), 3_000),
    ],
)  # fmt: skip
def test_what_is_styled_or_merged_or_hidden_but_empty_does_not_count(
    content: bytes, rows: int
) -> None:
    assert read("ods" if b"opendocument" in content else "xlsx", content) == rows


@pytest.mark.parametrize("format", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (Reading(max_rows=16), "17 rows, more than the 16 allowed"),
        (Reading(max_cells=152), "153 cells, more than the 152 allowed"),
        (Reading(max_bytes=900), "more than 900 bytes"),
    ],
)
def test_every_cap_is_named_and_can_be_raised(format: str, reading: Reading, said: str) -> None:
    content = (SHEETS / f"visits.{format}").read_bytes()

    assert said in refusal(format, content, reading)
    assert read(format, content, Reading(max_rows=17, max_cells=200)) == 17


def test_sizes_that_are_stated_are_not_believed() -> None:
    padding = b" " * 3_000_000
    content = xlsx(NEAR + padding)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        stated = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = content.replace(struct.pack("<I", stated), struct.pack("<I", 100))

    assert lying != content
    assert "--max-bytes" in refusal("xlsx", lying, Reading(max_bytes=2_000_000))


def test_members_of_one_name_or_none_are_refused() -> None:
    twice = io.BytesIO(xlsx(NEAR))
    with zipfile.ZipFile(twice, "a") as packed:
        packed.writestr("XL/worksheets\\sheet1.xml", FAR)
    both = io.BytesIO(xlsx(NEAR))
    with zipfile.ZipFile(both, "a") as packed:
        packed.writestr("content.xml", "<a/>")
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("word/document.xml", "<a/>")

    for content in (twice, both, other):
        assert "broken" in refusal("xlsx", content.getvalue())


def test_a_header_of_xls_that_claims_too_much_is_not_believed() -> None:
    content = bytearray((SHEETS / "visits.xls").read_bytes())
    for place in (44, 62, 64, 72):
        content[place : place + 4] = b"\xf0\xff\xff\x7f"

    with pytest.raises(Fault):
        read("xls", bytes(content))


def test_records_of_xls_that_claim_too_much_are_not_believed() -> None:
    file = compound.Compound((SHEETS / "visits.xls").read_bytes())
    book = file.stream("Workbook")
    size = book.index(struct.pack("<HH", 0x200, 14))
    large = book[: size + 4] + struct.pack("<IIHH", 0, 1 << 31, 0, 60_000) + book[size + 16 :]
    table = book.index(struct.pack("<H", 0xFC), 500)
    many = book[: table + 8] + struct.pack("<I", 0x7FFFFFFF) + book[table + 12 :]
    cell = book.index(struct.pack("<HHHH", 0xFD, 10, 0, 0))
    far = book[: cell + 4] + b"\xff\xff\xff\xff" + book[cell + 8 :]

    assert read("xls", compound.write("Workbook", book)) == 17
    assert read("xls", compound.write("Workbook", large)) == 17
    assert "broken" in refusal("xls", compound.write("Workbook", many))
    assert "4294967296 cells" in refusal("xls", compound.write("Workbook", far))


def test_a_glance_and_a_study_see_the_same() -> None:
    sheets = {
        "visits.xlsx": "xl/worksheets/sheet1.xml",
        "plain.xlsx": "xl/worksheets/sheet4.xml",
        "year.xlsx": "xl/worksheets/sheet4.xml",
    }
    for name, member in sheets.items():
        with zipfile.ZipFile(SHEETS / name) as packed:
            content = packed.read(member)
        glanced = sheet_xml.glance([content], 0)
        studied = sheet_xml.study([content], lambda: [], 1_000)

        assert glanced is not None
        assert (glanced.hidden, glanced.failed) == (studied.hidden, studied.failed)
        assert (glanced.rows, glanced.columns) >= (studied.rows, studied.columns)


@pytest.mark.parametrize("format", ["xlsx", "xls", "ods"])
def test_any_file_cut_anywhere_is_refused_or_read(format: str) -> None:
    content = (SHEETS / f"visits.{format}").read_bytes()

    for length in range(0, len(content), len(content) // 40):
        try:
            rows = read(format, content[:length])
        except Fault:
            continue
        # What was cut off was none of the sheet.
        assert (format, rows) == ("xls", 17)


@pytest.mark.parametrize("format", ["xlsx", "xls", "ods"])
@settings(max_examples=150, deadline=None)
@given(
    place=st.floats(0, 1, exclude_max=True),
    junk=st.binary(min_size=1, max_size=12),
    part=st.sampled_from(["file", "sheet", "strings", "book"]),
)
def test_any_bytes_anywhere_end_in_rows_or_a_fault(
    format: str, place: float, junk: bytes, part: str
) -> None:
    def spoil(content: bytes) -> bytes:
        at = int(place * len(content))
        return content[:at] + junk + content[at + len(junk) :]

    name = f"visits.{format}"
    if part == "file" or (format == "xls" and part != "book"):
        content = spoil((SHEETS / name).read_bytes())
    elif format == "xls":
        book = compound.Compound((SHEETS / name).read_bytes()).stream("Workbook")
        content = compound.write("Workbook", spoil(book))
    else:
        members = {"sheet": ("sheet1", "content"), "strings": ("sharedS", "styles")}
        wanted = members.get(part, ("workbook", "manifest"))
        content = changed(name, **dict.fromkeys(wanted, spoil))
    try:
        read(format, content)
    except Fault:
        return


@pytest.mark.parametrize(
    ("format", "part"),
    [("xlsx", "workbook.xml"), ("ods", "content")],
)
def test_an_encoding_that_nobody_knows_is_refused(format: str, part: str) -> None:
    content = changed(
        f"visits.{format}",
        **{part: lambda xml: xml.replace(b"UTF-8", b"UTF38").replace(b"utf-8", b"UTF38")},
    )

    assert "cannot read" in refusal(format, content)


def test_the_librarys_panics_are_not_shown() -> None:
    """Run apart, as it is the descriptor of stderr that must stay silent."""
    script = f"""
import io, sys
sys.path.insert(0, {str(Path(__file__).parent.parent.parent)!r})
from branchlog.intake.files import compound
from branchlog.intake.files.formats import Reading, open_stream
from branchlog.errors import Fault
book = compound.Compound(open({str(SHEETS / "visits.xls")!r}, "rb").read()).stream("Workbook")
for place in range(0, len(book), 37):
    spoilt = book[:place] + bytes([255, 255, 255]) + book[place + 3 :]
    try:
        for part in open_stream(io.BytesIO(compound.write("Workbook", spoilt)), "f",
                                Reading(format="xls")).parts:
            list(part.rows)
    except Fault:
        print("refused")
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "refused" in done.stdout


@pytest.mark.parametrize(
    "content",
    [
        xlsx(NEAR, before=b'<a b="%s"/>' % (b" " * 20_000_000)),
        xlsx(NEAR, before=b"<!--%s-->" % (b" " * 20_000_000)),
        strings(b"<sst><si><t>%s</t></si></sst>" % (b"x" * 20_000_000)),
        ods(f'<table:table-row table:style-name="{" " * 20_000_000}">{CELL}</table:table-row>'),
    ],
    ids=["attribute", "comment", "string", "ods"],
)
def test_what_has_no_end_is_refused_before_it_costs_time(content: bytes) -> None:
    format = "ods" if b"opendocument" in content else "xlsx"
    started = process_time()
    assert "broken" in refusal(format, content)
    assert process_time() - started < 5


def test_a_string_torn_between_two_pieces_is_as_long_as_it_is() -> None:
    # Pieces end at 262,144 bytes: before, in and after the end of the first string.
    for length in range(262_120, 262_150):
        content = b"<sst><si><t>%s</t></si><si><t>%s</t></si></sst>"
        packed = Packed(io.BytesIO(strings(content % (b"x" * length, b"y" * 9))), "f", 10**9)
        longest = xlsx_survey._longest_string(packed) - len("<sst><si><t></t>")
        assert length <= longest < length + len("</si>")


def test_a_directory_that_points_before_the_file_is_refused() -> None:
    content = bytearray((SHEETS / "visits.xlsx").read_bytes())
    place = content.rfind(b"PK\x05\x06")
    content[place + 16 : place + 20] = b"\xff\xff\xff\x27"
    assert "incomplete or broken" in refusal("xlsx", bytes(content))
