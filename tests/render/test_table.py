"""A table on a terminal and on a pipe: aligned, plain, nothing lost."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable

import pytest

from branchlog import render
from branchlog.messages import Lang
from branchlog.render.safe import width as cells
from branchlog.report import Column, Report, Table

Golden = Callable[[str, str], None]
Sample = Callable[[Lang], Report]
TableText = Callable[..., str]

ESCAPE = re.compile(r"\x1b\[[\d;]*m")
LABEL = Column("label", "Figure")
NOTE = Column("note", "Note")


def shown(
    report: Report, lang: Lang, width: int, *, color: bool = False, bars: bool = False
) -> str:
    stream = io.StringIO()
    render.write(report, stream, "table", lang=lang, width=width, color=color, bars=bars)
    return stream.getvalue()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_a_report_on_a_terminal_without_colour(
    sample: Sample, golden: Golden, lang: Lang, width: int
) -> None:
    golden(f"table-{lang}-{width}.txt", shown(sample(lang), lang, width, bars=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_on_a_colour_terminal(sample: Sample, golden: Golden, lang: Lang) -> None:
    golden(f"table-{lang}-color.txt", shown(sample(lang), lang, 80, color=True, bars=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_on_a_pipe(sample: Sample, golden: Golden, lang: Lang) -> None:
    golden(f"table-{lang}-pipe.txt", shown(sample(lang), lang, 0))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_page_or_ends_in_spaces(
    sample: Sample, lang: Lang, width: int
) -> None:
    lines = shown(sample(lang), lang, width, bars=True).splitlines()
    assert [line for line in lines if cells(line) > width] == []
    assert [line for line in lines if line.endswith(" ")] == []


def test_colour_changes_nothing_but_the_look(sample: Sample) -> None:
    plain = shown(sample("zh"), "zh", 80, bars=True)
    coloured = ESCAPE.sub("", shown(sample("zh"), "zh", 80, color=True, bars=True))
    lines = zip(plain.splitlines(), coloured.splitlines(), strict=True)
    assert [p for p, c in lines if p.replace("#", " ").rstrip() != c.rstrip()] == []


@pytest.mark.parametrize("width", [0, 24, 80, 120])
@pytest.mark.parametrize("color", [False, True])
def test_all_that_is_added_to_the_texts_is_ascii_or_wide(width: int, color: bool) -> None:
    columns = (LABEL, Column("n", "N", bar=True), Column("long", "Long", priority=1), NOTE)
    rows = (("a", 1305, "word " * 30, "x" * 90), ("b", 2, None, None))
    report = Report(("heading",), (Table(columns, rows, "title"), Table(columns, ())), ("note",))
    text = "".join(shown(report, lang, width, color=color, bars=True) for lang in ("zh", "en"))
    beyond = {char for char in ESCAPE.sub("", text) if not char.isascii()}
    assert {
        char for char in beyond if unicodedata.east_asian_width(char) not in ("W", "F")
    } == set()


def test_numbers_are_grouped_and_stand_to_the_right(table_text: TableText) -> None:
    rows = (("a", 1305), ("b", 12.50), ("c", 3.0), ("d", 1 / 3), ("e", None), ("f", -0.001))
    text = table_text((LABEL, Column("value", "Value")), rows)
    assert text == (
        "Figure  Value\n"
        "------  -----\n"
        "a       1,305\n"
        "b        12.5\n"
        "c           3\n"
        "d        0.33\n"
        "e\n"
        "f           0\n"
    )


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_not_a_finite_number_is_refused(table_text: TableText, number: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        table_text((LABEL,), ((number,),))


def test_wide_characters_are_counted_as_two_cells(table_text: TableText) -> None:
    text = table_text((LABEL, NOTE), (("走访", "x"), ("😀", "x"), ("𠮷", "x"), ("abcd", "x")))
    starts = [cells(line[: line.index("x")]) for line in text.splitlines()[2:]]
    assert starts == [8, 8, 8, 8]


def test_an_empty_table_says_so(table_text: TableText) -> None:
    assert table_text((LABEL, NOTE), ()) == "Figure  Note\n------  ----\n(none)\n"
    assert table_text((LABEL,), (), lang="zh").endswith("(无)\n")


def test_an_empty_report_prints_nothing() -> None:
    assert shown(Report(), "en", 80) == ""


def test_a_table_without_titles_has_no_rule(table_text: TableText) -> None:
    columns = (Column("field", ""), Column("value", ""))
    assert table_text(columns, (("date", "2024-03-05"),)) == "date  2024-03-05\n"


def test_a_thousand_rows_are_a_thousand_lines(table_text: TableText) -> None:
    rows = tuple((f"记录{number}", number) for number in range(1000))
    lines = table_text((LABEL, Column("n", "N")), rows).splitlines()
    assert lines[2::999] == ["记录0      0", "记录999  999"]
    assert len(lines) == 1002


def test_columns_are_left_out_only_when_nothing_else_helps_and_it_is_said(
    table_text: TableText,
) -> None:
    columns = (
        Column("id", "Id"),
        Column("place", "Place", priority=1),
        Column("people", "People", priority=2),
        Column("total", "Total"),
    )
    rows = (("9f3a1c2e", "Block 3, door 2", "Zhang San, Li Si", 1305),)
    assert "Zhang San," in table_text(columns, rows, width=40)
    assert table_text(columns, rows, width=24) == (
        "Id       Place     Total\n"
        "-------- --------- -----\n"
        "9f3a1c2e Block 3,  1,305\n"
        "         door 2\n"
        "\n"
        "no room for these\n"
        "columns: People. To see\n"
        "them, add --format csv\n"
    )
    assert "Zhang San, Li Si" in table_text(columns, rows, width=0)


def test_a_table_that_cannot_fit_goes_on_below_with_its_first_column(
    table_text: TableText,
) -> None:
    columns = (LABEL, *(Column(f"m{month}", f"M{month}") for month in range(1, 6)))
    text = table_text(columns, (("Leaflets", 10001, 10002, 10003, 10004, 10005),), width=32)
    assert text == (
        "Figure        M1      M2      M3\n"
        "--------  ------  ------  ------\n"
        "Leaflets  10,001  10,002  10,003\n"
        "\n"
        "Figure        M4      M5\n"
        "--------  ------  ------\n"
        "Leaflets  10,004  10,005\n"
    )


def test_bars_are_scaled_to_the_largest_value(table_text: TableText) -> None:
    columns = (LABEL, Column("value", "Value", bar=True))
    rows = (("a", 1000), ("b", 500), ("c", 1), ("d", 0), ("e", -5), ("f", None))
    lines = table_text(columns, rows, bars=True).splitlines()[2:]
    assert [line.count("#") for line in lines] == [20, 10, 1, 0, 0, 0]


def test_a_coloured_bar_is_spaces(table_text: TableText) -> None:
    columns = (LABEL, Column("value", "Value", bar=True))
    text = table_text(columns, (("a", 4), ("b", 2)), bars=True, color=True)
    assert f"\x1b[46m{' ' * 10}\x1b[0m\n" in text
    assert "#" not in text


@pytest.mark.parametrize(("width", "bars"), [(80, False), (0, True), (20, True)])
def test_no_bars_on_a_pipe_or_without_room(table_text: TableText, width: int, bars: bool) -> None:
    columns = (LABEL, Column("value", "Value", bar=True))
    assert "#" not in table_text(columns, (("a", 4),), width=width, bars=bars)


@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize(
    "typed", ["[red]x[/red]", ":smile:", "[link=file:///etc]x[/link]", "https://example.org", r"\["]
)
def test_markup_is_shown_as_typed(typed: str, color: bool) -> None:
    table = Table((LABEL,), ((typed,),), title=typed)
    text = shown(Report((typed,), (table,), (typed,)), "en", 80, color=color)
    assert ESCAPE.sub("", text).count(typed) == 4
    assert "\x1b]" not in text


@pytest.mark.parametrize("color", [False, True])
def test_no_control_character_of_a_text_reaches_the_terminal(color: bool) -> None:
    hostile = "\x1b[31mred\x1b]0;t\x07 \x9b2J \x7f \u202edrow\u2066 \x00\r\n\u2028\ud800"
    table = Table((Column("a", hostile),), ((hostile,),), title=hostile)
    text = ESCAPE.sub("", shown(Report((hostile,), (table,), (hostile,)), "zh", 200, color=color))
    assert [char for char in text if char != "\n" and not char.isprintable()] == []
    assert r"\x1b[31mred\x1b]0;t\x07 \x9b2J \x7f \u202edrow\u2066 \x00 \u2028\ud800" in text


def test_a_hundred_kilobytes_of_emoji_are_all_there(table_text: TableText) -> None:
    text = table_text((LABEL, NOTE), (("x", "😀" * 25_000),))
    assert text.count("😀") == 25_000
    assert max(map(cells, text.splitlines())) <= 80


def test_a_note_with_line_breaks_keeps_them_and_a_long_path_stays_whole() -> None:
    path = "/" + "folder/" * 20
    report = Report(notes=(f"one\ntwo {path}",))
    assert shown(report, "en", 40) == f"one\ntwo\n{path}\n"


@pytest.mark.parametrize("format", ["table", "csv", "md"])
def test_what_a_gbk_console_lacks_is_spelled_out(format: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="gbk", newline="")
    report = Report(tables=(Table((LABEL, NOTE), (("走访😀", "é"), ("x", "y"))),))
    render.write(report, stream, format, lang="zh", width=80, color=False)
    stream.flush()
    assert r"走访\U0001f600" in raw.getvalue().decode("gbk")


def test_spelled_out_characters_keep_the_columns_aligned() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="gbk", newline="")
    report = Report(tables=(Table((LABEL, NOTE), (("😀", "|"), ("x", "|"))),))
    render.write(report, stream, "table", lang="zh", width=80, color=True)
    stream.flush()
    lines = raw.getvalue().decode("gbk").splitlines()[2:]
    assert [line.index("|") for line in lines] == [12, 12]
