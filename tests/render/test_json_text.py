"""JSON and JSON Lines: the report's data, exactly, in whatever encoding the stream has."""

from __future__ import annotations

import io
import json

import pytest

from branchlog import render
from branchlog.report import Column, Report, Table

TABLE = Table((Column("label", "指标"), Column("value", "数值")), (("走访", 3), ("x", None)), "表")


def text_of(report: Report, format: str = "json", encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    render.write(report, stream, format, lang="zh", width=80, color=False)
    stream.flush()
    return raw.getvalue().decode(encoding)


def test_data_is_indented_and_readable() -> None:
    assert text_of(Report(data={"户": [1, None]})) == ('{\n  "户": [\n    1,\n    null\n  ]\n}\n')


def test_without_data_the_tables_are_given_by_their_keys() -> None:
    rows = [{"label": "走访", "value": 3}, {"label": "x", "value": None}]
    assert json.loads(text_of(Report(tables=(TABLE,)))) == {
        "tables": [{"title": "表", "rows": rows}]
    }


def test_an_empty_list_is_data() -> None:
    assert text_of(Report(tables=(TABLE,), data=[])) == "[]\n"


def test_json_lines_are_the_rows_or_those_of_the_tables() -> None:
    assert text_of(Report(tables=(TABLE,), rows=({"a": 1}, {"a": "户"})), "jsonl") == (
        '{"a":1}\n{"a":"户"}\n'
    )
    assert text_of(Report(tables=(TABLE,)), "jsonl") == (
        '{"label":"走访","value":3}\n{"label":"x","value":null}\n'
    )


@pytest.mark.parametrize("format", ["json", "jsonl"])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
def test_any_text_comes_back_and_carries_no_control_characters(format: str, encoding: str) -> None:
    hostile = "\x1b[31m \x9b2J \x7f \u202e \u2028 \ud800 😀 𠮷 é \n\t"
    text = text_of(Report(data=hostile, rows=(hostile,)), format, encoding)
    assert json.loads(text) == hostile
    assert [char for char in text.rstrip("\n") if not char.isprintable()] == []


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_nan_is_refused(format: str) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        text_of(Report(data=float("nan"), rows=(float("nan"),)), format)
