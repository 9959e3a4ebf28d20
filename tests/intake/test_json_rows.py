"""JSON Lines and arrays: every object by its line or place, every bad one named."""

from __future__ import annotations

import io
import json
import resource
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchlog.errors import BadValue
from branchlog.intake.files import json_rows
from branchlog.intake.source import Block
from branchlog.messages import Trouble

GOOD = b'{"a":1}\n'


def read(content: bytes) -> list[tuple[int, Any]]:
    """Rows by number; a bad one is why it is bad."""
    found: list[tuple[int, Any]] = []
    for each in json_rows.objects(io.BytesIO(content), "f.jsonl").rows:
        assert not isinstance(each, Block)
        number, row = each
        found.append((number, row.lines("en")[1] if isinstance(row, Trouble) else row))
    return found


def refusal(content: bytes) -> str:
    with pytest.raises(BadValue) as caught:
        read(content)
    return "\n".join(caught.value.lines("en"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"a":1}\n{"a":2.0}\n', [(1, {"a": 1}), (2, {"a": 2.0})]),
        (b'{"a":1}\r\n{"a":2}\r\n', [(1, {"a": 1}), (2, {"a": 2})]),
        (b'{"a":1}\n\n  \n{"a":2}', [(1, {"a": 1}), (4, {"a": 2})]),
        (b'\xef\xbb\xbf{"a":1}\n', [(1, {"a": 1})]),
        ('{"a":"户"}\n'.encode("utf-16"), [(1, {"a": "户"})]),
        (b'[{"a":1},\n{"a":2}]', [(1, {"a": 1}), (2, {"a": 2})]),
        (b'\xef\xbb\xbf \n[ {"a" : 1} , {"a":\n2 } ] \n', [(1, {"a": 1}), (2, {"a": 2})]),
        (b"[]", []),
        (b'{"a":"x\\":\\"y"}\n', [(1, {"a": 'x":"y'})]),
        (b'{"a":{"b":[{"c":1}]}}\n', [(1, {"a": {"b": [{"c": 1}]}})]),
        (b'{"a" : 1 , "b" :2}\n', [(1, {"a": 1, "b": 2})]),
    ],
)
def test_objects_are_given_by_line_or_place(content: bytes, expected: object) -> None:
    assert read(content) == expected


def deep(levels: int, begin: bytes = b"[", end: bytes = b"]", middle: bytes = b"") -> bytes:
    return b'{"a":' + begin * levels + middle + end * levels + b"}"


BAD = [
    (b'{"a":1,"a":2}', 'the key "a" is in it twice'),
    (b'{"a" :1,"a":2}', 'the key "a" is in it twice'),
    (b'{"a"\t:1,"a":2}', 'the key "a" is in it twice'),
    (b'{"\\u0061":1,"a":2}', 'the key "a" is in it twice'),
    (b'{"b":{"a":1,"a":2}}', 'the key "a" is in it twice'),
    (b'{"b":[{"a":1,"a":2}],"c":"\\":"}', 'the key "a" is in it twice'),
    (b'{"a":NaN}', "NaN is not a JSON number"),
    (b'{"a":-Infinity}', "-Infinity is not a JSON number"),
    (b'{"a":1e999}', "1e999 is not a JSON number"),
    (b'{"a":"\\ud800"}', "it holds half a character (a surrogate)"),
    (b'{"a":"\xff"}', "the input is not UTF-8"),
    (deep(101), "it is nested too deeply"),
    (deep(10_000), "it is nested too deeply"),
    (deep(101, b'{"a":', b"}", b"1"), "it is nested too deeply"),
    (deep(10_000, b'{"a":', b"}", b"1"), "it is nested too deeply"),
    (b"[1]", "the line is not an object"),
    (b"3", "the line is not an object"),
    (b'{"a":"' + b"x" * 1_000_000 + b'"}', "it has more than 1000000 bytes"),
    (b'{"a":"' + b"x" * 5_000_000 + b'"}', "it has more than 1000000 bytes"),
]


@pytest.mark.parametrize(("row", "why"), BAD, ids=[why for _, why in BAD])
def test_a_bad_line_among_good_ones_is_named(row: bytes, why: str) -> None:
    assert read(GOOD + row + b"\n" + GOOD) == [(1, {"a": 1}), (2, why), (3, {"a": 1})]


@pytest.mark.parametrize(
    ("row", "why"), [each for each in BAD if b"\xff" not in each[0] and len(each[0]) < 5000]
)
def test_a_bad_item_among_good_ones_is_named(row: bytes, why: str) -> None:
    why = "it is nested too deeply" if len(row) > 10_000 else why

    assert read(b'[{"a":1},' + row + b',{"a":1}]') == [(1, {"a": 1}), (2, why), (3, {"a": 1})]


def test_two_objects_that_share_lines_are_bad_lines() -> None:
    found = read(b'{"a":\n1}{"b":2}\n')

    assert [number for number, row in found if isinstance(row, str)] == [1, 2]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b" \n\n", "it is empty"),
        (b"3\n", "it holds no rows: the line is not an object"),
        (b'"text"', "it holds no rows"),
        (b"null", "it holds no rows"),
        (b"hello\n", "it holds no rows"),
        (b'{\n  "records": [1]\n}\n', "one object is written over several lines"),
        (GOOD + b'{"a":1', "line 2 is not complete"),
        (GOOD + b'{"a":"x', "line 2 is not complete"),
        (b'[{"a":1}', "item 2: the array does not end"),
        (b'[{"a":1},', "item 2"),
        (b'[{"a":1},{"a"', "item 2"),
        (b'[{"a":1} {"a":2}]', "item 2"),
        (b'[{"a":1}] []', "something follows the array"),
        (b'[{"a":"\xff"}]', "not UTF-8"),
        (b"[" * 10_000, "nested too deeply"),
        (b'\xff\xfe{\x00"\x00\x00\xd8', "UTF-8, or UTF-16 with a mark"),
    ],
)
def test_what_holds_no_rows_or_breaks_off_is_refused(content: bytes, said: str) -> None:
    assert said in refusal(content)


def test_rows_come_while_a_pipe_is_still_open() -> None:
    class Pipe(io.BytesIO):
        """Gives one line at a time, and counts them."""

        given = 0

        def read(self, _: int | None = -1) -> bytes:
            self.given += 1
            return GOOD if self.given < 100 else b""

    pipe = Pipe()
    rows = iter(json_rows.objects(pipe, "-").rows)

    assert next(rows) == (1, {"a": 1})
    assert pipe.given < 5


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)
objects = st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=4), values, max_size=5)


@settings(max_examples=200, deadline=None)
@given(st.lists(objects, min_size=1, max_size=20), st.booleans(), st.sampled_from([None, 1]))
def test_any_rows_that_were_written_are_read_back(
    rows: list[dict[str, Any]], ascii_only: bool, indent: int | None
) -> None:
    lines = "".join(json.dumps(row, ensure_ascii=ascii_only) + "\n" for row in rows)
    array = json.dumps(rows, ensure_ascii=ascii_only, indent=indent)
    expected = list(enumerate(rows, 1))

    assert read(lines.encode()) == expected
    assert read(array.encode()) == expected


@pytest.mark.parametrize("array", [False, True])
def test_many_rows_are_read_in_little_memory(tmp_path: Path, array: bool) -> None:
    path = tmp_path / "long.json"
    row = '{"kind":"visit","date":"2024-03-05","households":3,"people":["甲","乙"]}'
    count = 200_000
    text = "[" + ",\n".join([row] * count) + "]" if array else (row + "\n") * count
    path.write_text(text, encoding="utf-8")
    del text
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    found = json_rows.objects(path.open("rb"), "long.json", owned=True)
    total = sum(len(each.rows) if isinstance(each, Block) else 1 for each in found.rows)

    assert (total, found.done()) == (count, 1)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 15_000
