"""Rows of separated values are those that a spreadsheet program shows, or none."""

from __future__ import annotations

import csv
import io
import resource
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchlog.errors import BadValue
from branchlog.intake.files import delimited
from branchlog.intake.source import Cell


def rows(content: str | bytes, delimiter: str | None = None) -> list[Sequence[Cell]]:
    raw = content if isinstance(content, bytes) else content.encode()
    return list(delimited.table(io.BytesIO(raw), "f.csv", None, delimiter).rows)


def refusal(content: str | bytes) -> str:
    with pytest.raises(BadValue) as caught:
        rows(content)
    return "\n".join(caught.value.lines("en"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        ("a\tb\n甲、乙,丙\t2\n", [["a", "b"], ["甲、乙,丙", "2"]]),
        ("a|b\n1|2\n", [["a", "b"], ["1", "2"]]),
        ('a,b\n"甲;乙",2\n"丙;丁",3\n', [["a", "b"], ["甲;乙", "2"], ["丙;丁", "3"]]),
        (
            "a,b,c\n1,甲;乙,2\n1,丙;丁,2\n",
            [["a", "b", "c"], ["1", "甲;乙", "2"], ["1", "丙;丁", "2"]],
        ),
        ("a\n1\n", [["a"], ["1"]]),
        ("标题\n\na,b\n1,2\n", [["标题"], [], ["a", "b"], ["1", "2"]]),
        ("sep=;\na;b,c\n", [["a", "b,c"]]),
        ('"sep=\t"\r\na\tb,c\r\n', [["a", "b,c"]]),
    ],
)
def test_the_delimiter_is_found(content: str, expected: list[list[str]]) -> None:
    assert rows(content) == expected


def test_two_delimiters_that_fit_alike_are_refused() -> None:
    shown = refusal("a,b;c\n1,2;3\n")

    assert "separated by comma or by semicolon" in shown
    assert "sep=" in shown


def test_a_delimiter_that_is_given_is_not_looked_for() -> None:
    assert rows("a,b;c\n", "\t") == [["a,b;c"]]


def test_rows_are_numbered_as_on_the_screen() -> None:
    found = rows('a,b\n"1\n2",3\n\n4,5\n')

    assert found == [["a", "b"], ["1\n2", "3"], [], ["4", "5"]]


def test_ragged_rows_are_given_as_they_are() -> None:
    table = delimited.table(io.BytesIO(b"a,b\n1\n1,2,3\n"), "f.csv")

    assert (list(table.rows), table.padded) == ([["a", "b"], ["1"], ["1", "2", "3"]], False)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('a,b\n1,"2\n3,4\n', "begins in line 2 does not end"),
        ('a,b\n1,"2"x\n', "line 2 goes on after a closing quote"),
        ("a,b\r\n1,2\n3,4\r\n", "line 2 does not end as those before it"),
        ("a,b\n1,2\r3,4\r", "line 2 does not end as those before it"),
        ('a,b\r\n"1\n2",3\r\n4,5\n', "line 4 does not end as those before it"),
        ('a,b\n1,"' + "x\n" * 600_000 + '"\n', "line 2 on has more than 1000000 characters"),
        ("a,b\n1," + "x" * 1_100_000 + "\n", "line 2 has more than 1000000 bytes"),
    ],
)
def test_what_cannot_be_trusted_is_refused_with_its_line(content: str, said: str) -> None:
    assert said in refusal(content)


@pytest.mark.parametrize(
    "content",
    [
        'a,b\r\n"1\n2",3\r\n',
        'a,b\n"1\r\n2",3\n',
        'a,b\r\n"1\n2",3',
        'a,5" pipe\r\n"1\n2",3\r\n',
    ],
)
def test_other_line_ends_may_stand_within_quotes(content: str) -> None:
    assert rows(content) == list(csv.reader(io.StringIO(content, newline="")))


cells = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]) | st.just("\n"),
    max_size=8,
).filter(lambda text: "\ufffd" not in text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_any_table_that_was_written_is_read_back(
    table: list[list[str]], delimiter: str, end: str, encoding: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows(table)
    content = f"sep={delimiter}{end}{text.getvalue()}".encode(encoding)
    given = "gb18030" if encoding == "gb18030" else None

    found = delimited.table(io.BytesIO(content), "f.csv", given)

    assert list(found.rows) == table


def test_a_long_file_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("日期,户数,备注\n" + "2024-03-05,3,看望老人\n" * 1_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    table = delimited.table(path.open("rb"), "long.csv")
    shares = []

    count = 0
    for _ in table.rows:
        count += 1
        if count % 250_000 == 0:
            shares.append(table.done())

    assert count == 1_000_001
    assert shares == sorted(shares)
    assert 0.2 < shares[0] < 0.3
    assert table.done() == 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000
