"""Lines that are decoded at once say what they say one by one."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from branchlog.intake.files import strict_json
from branchlog.intake.files.json_rows import objects
from branchlog.intake.source import Block
from branchlog.messages import Trouble

_VALUES = st.one_of(
    st.sampled_from(["3栋", "", 'a":1', "\\", "\u2028", 0, 1, 2, 1.0, 2.5, 10**20]),
    st.sampled_from([True, False, None, ["赵永福"], ["a", 1], [], {"a": 1}]),
)
_KEYS = st.sampled_from(["kind", "date", "place", "people", "b c", 'q"'])
_COLONS = st.sampled_from([":", ":", ":", ": ", " :", "\t:"])


@st.composite
def _lines(draw: st.DrawFn) -> str:
    """A line of an object, now and then with a key twice."""
    keys = draw(st.lists(_KEYS, min_size=1, max_size=4))
    parts = [
        json.dumps(key, ensure_ascii=False)
        + draw(_COLONS)
        + json.dumps("visit" if key == "kind" else draw(_VALUES), ensure_ascii=False)
        for key in keys
    ]
    return "{" + ",".join(parts) + "}"


def _read(lines: list[str], block: int) -> list[tuple[int, Any]]:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(block)

    text = "".join(f"{line}\n" for line in lines).encode()
    return list(_apart(objects(Slow(text), "f").rows))


def _apart(rows: Any) -> Iterator[tuple[int, Any]]:
    for item in rows:
        if not isinstance(item, Block):
            number, row = item
            yield number, "bad" if isinstance(row, Trouble) else row
            continue
        for number, (shape, values) in enumerate(
            zip(item.shapes, item.rows, strict=True), item.first
        ):
            kind = {} if shape.kind is None else {"kind": shape.kind}
            given = {
                key: list(value) if isinstance(value, tuple) else value
                for key, value in zip(shape.keys, values, strict=True)
                if value is not UNSET
            }
            yield number, {**kind, **given}


def _typed(rows: list[tuple[int, Any]]) -> list[str]:
    """The rows with their types: 1, 1.0 and True are equal."""
    return [f"{number} {sorted(row.items()) if row != 'bad' else row!r}" for number, row in rows]


@given(st.lists(_lines(), min_size=1, max_size=30), st.integers(20, 400))
def test_lines_in_blocks_say_what_they_say_one_by_one(lines: list[str], block: int) -> None:
    expected = []
    for number, line in enumerate(lines, 1):
        row = strict_json.item(line.encode())
        expected.append((number, "bad" if isinstance(row, Trouble) else row))
    assert _typed(_read(lines, block)) == _typed(expected)


def test_many_lines_alike_come_in_blocks_and_one_with_a_key_twice_is_found() -> None:
    line = '{"kind":"visit","date":"2024-03-05","place":"3栋"}'
    twice = '{"kind":"visit","date":"2024-03-05","date":"2024-03-06"}'
    lines = [line] * 5_000
    lines[4_321] = twice
    found = _read(lines, 1 << 16)
    assert [number for number, row in found if row == "bad"] == [4_322]
    assert len(found) == 5_000


def test_lines_of_several_kinds_come_in_blocks_too() -> None:
    lines = [
        json.dumps({"kind": kind, "date": "2024-03-05", more: 1})
        for kind, more in (("visit", "persons"), ("need", "hours"), ("activity", "public"))
    ] * 1_000
    text = "".join(f"{line}\n" for line in lines).replace('": ', '":').encode()
    items = list(objects(io.BytesIO(text), "f").rows)
    assert isinstance(items[-1], Block)
    assert len(items) < 2_000
