"""One entry, one line: what is written, and what is refused when it is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchlog.errors import BadValue, LedgerDamaged
from branchlog.ledger import Ledger
from branchlog.ledger.bulk import Decoder
from branchlog.ledger.lines import LIMIT, LineError, NewEntry, parse
from branchlog.messages import LedgerText as Text
from branchlog.messages import Pair
from tests.ledger.written import VISIT, body, documents, sealed


def entry(doc: dict[str, Any] | None, op: str = "add") -> NewEntry:
    return NewEntry("visit", "a1", op, 1, (), "2024-03-05T08:00:00+08:00", "王秀", "b1", "", doc)


def test_a_line_has_its_keys_in_order_and_ends_in_its_checksum() -> None:
    expected = sealed(body()) + b"\n"
    assert expected == entry({"date": "2024-03-05", "households": 3}).line


def test_the_checksum_is_of_all_bytes_before_the_last_18() -> None:
    one = entry({"note": "雨\n"})
    assert one.line == sealed(one.line[:-19]) + b"\n"
    assert one.crc.encode() == one.line[-11:-3]


def test_keys_in_another_order_are_taken() -> None:
    line = sealed(
        b'{"doc":{"date":"2024-03-05"},"why":"","batch":"b","who":"w","at":"t","prev":[],'
        b'"rev":1,"op":"add","id":"a1","kind":"visit"'
    )
    assert parse(line)["doc"] == {"date": "2024-03-05"}


HOSTILE: list[tuple[str, bytes, Pair]] = [
    ("changed by hand", sealed(body()).replace(b":3}", b":4}"), Text.BAD_CRC),
    ("cut", sealed(body())[:-40], Text.NOT_WHOLE),
    ("empty", b"", Text.NOT_WHOLE),
    ("line ends changed", sealed(body()) + b"\r", Text.CARRIAGE_RETURN),
    ("upper-case checksum", sealed(body(why='"q"'))[:-10] + b"ABCDEF01" + b'"}', Text.BAD_CRC),
    ("not UTF-8", sealed(body() + b',"x":"\xff"'), Text.NOT_UTF8),
    ("encoded surrogate", sealed(body() + b',"x":"\xed\xa0\x80"'), Text.NOT_UTF8),
    ("lone surrogate", sealed(body(doc='{"note":"\\ud800"}')), Text.LONE_SURROGATE),
    ("lone surrogate in a key", sealed(body(doc='{"\\udc00":1}')), Text.LONE_SURROGATE),
    ("NaN", sealed(body(doc='{"hours":NaN}')), Text.NOT_A_NUMBER),
    ("infinity", sealed(body(doc='{"hours":-Infinity}')), Text.NOT_A_NUMBER),
    ("a number out of range", sealed(body(doc='{"hours":1e999}')), Text.NOT_A_NUMBER),
    ("duplicate key", sealed(body(doc='{"households":3,"households":4}')), Text.DUPLICATE_KEY),
    ("duplicate key, escaped", sealed(body(doc='{"ab":3,"a\\u0062":4}')), Text.DUPLICATE_KEY),
    ("duplicate key, spaced", sealed(body(doc='{"ab" :3,"ab":4}')), Text.DUPLICATE_KEY),
    ("duplicate key, tabs", sealed(body(doc='{"ab"\t:3,"ab"\t:4}')), Text.DUPLICATE_KEY),
    ("duplicate key, returns", sealed(body(doc='{"ab"\r:3,"ab":4}')), Text.DUPLICATE_KEY),
    ("duplicate key within", sealed(body(doc='{"a":[{"b":1,"b":2}]}')), Text.DUPLICATE_KEY),
    ("duplicate key outside", sealed(body() + b',"op":"void"'), Text.DUPLICATE_KEY),
    ("two checksums", sealed(sealed(body())[:-1]), Text.DUPLICATE_KEY),
    ("two objects", sealed(sealed(body()) + body()), Text.NOT_JSON),
    ("a raw control character", sealed(body(why='"\x01"')), Text.NOT_JSON),
    ("a key missing", sealed(body().replace(b'"why":"",', b"")), Text.WRONG_SHAPE),
    ("rev is text", sealed(body(rev='"1"')), Text.WRONG_SHAPE),
    ("rev is true", sealed(body(rev="true")), Text.WRONG_SHAPE),
    ("rev is 0", sealed(body(rev="0")), Text.WRONG_SHAPE),
    ("prev is text", sealed(body(prev='"abc"')), Text.WRONG_SHAPE),
    ("prev holds numbers", sealed(body(prev="[1]")), Text.WRONG_SHAPE),
    ("doc is a list", sealed(body(doc="[]")), Text.WRONG_SHAPE),
    ("an add without doc", sealed(body(doc="null")), Text.WRONG_SHAPE),
    ("a void with doc", sealed(body(op='"void"')), Text.WRONG_SHAPE),
    ("too long", sealed(body(why='"' + "x" * LIMIT + '"')), Text.TOO_LONG),
    ("too deep", sealed(body(doc='{"a":' + "[" * 30000 + "]" * 30000 + "}")), Text.TOO_DEEP),
]
NAMES = [name for name, _, _ in HOSTILE]


@pytest.mark.parametrize(("_name", "line", "why"), HOSTILE, ids=NAMES)
def test_a_hostile_line_is_refused(_name: str, line: bytes, why: Pair) -> None:
    with pytest.raises(LineError) as caught:
        parse(line)
    assert why == caught.value.why


@pytest.mark.parametrize(("_name", "line", "why"), HOSTILE, ids=NAMES)
def test_a_hostile_line_among_many_is_refused_for_the_same_reason(
    _name: str, line: bytes, why: Pair
) -> None:
    good = sealed(body()) + b"\n"
    decoded = Decoder("copy.jsonl").decode(good * 3 + line + b"\n" + good)
    assert [(3, line, why)] == [(bad.place, bad.line, bad.why.why) for bad in decoded.bad]
    assert len(decoded.entries) == 4


@pytest.mark.parametrize(
    "doc",
    [
        '{"a":{"b":[{"c":1},{"d":2}]},"e":{}}',
        '{"note":"a \\": b"}',
        '{"note":"key\\":\\"value\\""}',
        '{"note":"foo :\\tbar"}',
        '{ "spaced" : [ 1 , 2 ] }',
        '{"deep":' + "[" * 200 + "]" * 200 + "}",
        '{"note":"😀𠀀\\u0041"}',
        "{}",
    ],
)
def test_an_odd_but_good_line_is_read_the_same_either_way(doc: str) -> None:
    line = sealed(body(doc=doc))
    decoded = Decoder("copy.jsonl").decode(line + b"\n")
    assert decoded.bad == []
    assert [parse(line)["doc"]] == [one.doc for one in decoded.entries]


@pytest.mark.parametrize(
    "doc",
    [
        {"hours": float("nan")},
        {"hours": float("inf")},
        {"note": "\ud800"},
        {"note": "x" * LIMIT},
        {"note": {1, 2}},
        {1: "a", "1": "b"},
        {"note": b"bytes"},
        {"n": 10**5000},
        {"emoji": "😀" * 25_000},
        {"deep": json.loads("[" * 200 + "]" * 200)},
    ],
    ids=["nan", "inf", "surrogate", "long", "set", "keys", "bytes", "digits", "emoji", "deep"],
)
def test_what_could_not_be_read_back_is_not_written(
    ledger: Ledger, folder: Path, doc: dict[str, Any]
) -> None:
    with pytest.raises(BadValue) as caught:
        ledger.add("visit", {**VISIT, **doc})
    assert caught.value.exit_code == 2
    assert list(folder.glob("*.jsonl")) == []


def test_a_document_that_holds_itself_is_not_written(ledger: Ledger) -> None:
    doc: dict[str, Any] = {}
    doc["doc"] = doc
    with pytest.raises(BadValue):
        ledger.add("visit", doc)


def test_a_name_that_is_not_text_is_not_written(folder: Path) -> None:
    with pytest.raises(BadValue):
        Ledger(folder, None, who="\udcff").add("visit", VISIT)


def test_a_line_of_just_64_kib_is_written_and_read(ledger: Ledger, folder: Path) -> None:
    ledger.add("visit", {**VISIT, "note": ""})
    room = LIMIT - (folder / "2024.jsonl").stat().st_size
    ledger.add("visit", {**VISIT, "note": "x" * room})
    assert len((folder / "2024.jsonl").read_bytes().splitlines(keepends=True)[1]) == LIMIT
    assert len(ledger.read().tables["visit"]) == 2
    with pytest.raises(BadValue):
        ledger.add("visit", {**VISIT, "note": "x" * (room + 1)})


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=20,
)


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=9), JSON))
def test_any_document_comes_back_exactly(doc: dict[str, Any]) -> None:
    """Floats to the bit, whole numbers of any length, -0.0 and 1.0 apart from 0 and 1."""
    one = entry(doc)
    [read] = Decoder("copy.jsonl").decode(one.line).entries
    assert repr(doc) == repr(read.doc)
    assert one.crc == read.crc


def test_damage_is_named_by_file_line_and_byte(ledger: Ledger, folder: Path) -> None:
    for day in ("2024-01-01", "2024-01-02", "2024-01-03"):
        ledger.add("visit", {"date": day})
    path = folder / "2024.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    spoiled = lines[1].replace(b"2024-01-02", b"2024-01-\xff\xff")
    resealed = sealed(spoiled[:-19]) + b"\n"
    path.write_bytes(lines[0] + resealed + lines[2])
    with pytest.raises(LedgerDamaged) as caught:
        ledger.read()
    what, why, hint = caught.value.lines("en")
    byte = len(lines[0]) + spoiled.index(b"\xff")
    assert what == f"2024.jsonl, line 2 (byte {byte}) is bad"
    assert why == "it is not UTF-8 text"
    assert "2024.jsonl" in hint
    assert caught.value.exit_code == 4


@pytest.mark.parametrize(("_name", "line", "why"), HOSTILE, ids=NAMES)
def test_a_bad_line_stops_the_command(
    ledger: Ledger, folder: Path, _name: str, line: bytes, why: Pair
) -> None:
    ledger.add("visit", VISIT)
    with (folder / "2024.jsonl").open("ab") as file:
        file.write(line + b"\n")
    with pytest.raises(LedgerDamaged) as caught:
        ledger.read()
    assert why == caught.value.trouble.why
    assert (
        caught.value.trouble.values["line"],
        caught.value.trouble.values["file"],
    ) == (2, "2024.jsonl")


def test_a_good_ledger_reads_as_it_was_written(ledger: Ledger) -> None:
    written = ledger.add("visit", VISIT)
    assert {"visit": {written.entries[0].id: VISIT}} == documents(ledger.read())
