"""No bytes whatever end in anything but rows or a refusal, nor in half an import."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branchlog.api import OpenLedger, open_ledger
from branchlog.config import ledger_toml
from branchlog.errors import Fault
from branchlog.intake.files.formats import Reading, open_stream
from branchlog.intake.importing import Asked, understand
from branchlog.ledger import Ledger

TODAY = date(2024, 11, 20)
_SAMPLES = Path(__file__).parent.parent / "samples" / "sheets"
#: Cases of each format; of all together at least 20,000.
_CASES = {"csv": 8_500, "tsv": 6_000, "jsonl": 2_000, "json": 1_500, "xlsx": 1_400, "ods": 300,
          "xls": 300}  # fmt: skip
_WORDS = (
    "日期", "户数", "走访日期", "2024-03-05", "3月5日", "120余户", "约5", "走访", "合计", "序号",
    "填表人:", "kind", "visit", "date", "households", "note", "编号", "版本", "√", "张三、李四",
)  # fmt: skip
_MARKS = (
    b",", b"\t", b";", b"\n", b"\r\n", b"\r", b'"', b"'", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf",
    b"{", b"}", b"[", b"]", b":", b"null", b"NaN", b"1e999", b"-", b"=1+1", b"\\u0000", b"\\ud800",
)  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> OpenLedger:
    """One ledger for all cases: whatever comes must leave it whole."""
    folder = tmp_path_factory.mktemp("any") / "data"
    Ledger.create(folder, ledger_toml("河畔", ("甲",), "zh", "0193-test"))
    found = open_ledger(folder, who="王秀兰", today=TODAY)
    found.add("visit", {"date": "2024-03-05", "households": 3})
    return found


def _pieces() -> st.SearchStrategy[bytes]:
    """Bytes that look like a sheet here and there."""
    encoding = st.sampled_from(["utf-8", "utf-8", "gb18030", "utf-16"])
    words = st.builds(str.encode, st.sampled_from(_WORDS), encoding)
    piece = st.one_of(words, st.sampled_from(_MARKS), st.binary(max_size=12))
    return st.lists(piece, max_size=40).map(b"".join)


def _objects() -> st.SearchStrategy[bytes]:
    """JSON that is right or nearly so."""
    values: st.SearchStrategy[object] = st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(_WORDS), st.text()
    )
    rows = st.dictionaries(st.sampled_from(_WORDS), values | st.lists(values, max_size=2))
    lines = st.lists(rows.map(json.dumps), max_size=6)
    return st.builds(
        lambda parts, between, cut: between.join(parts).encode()[cut:],
        lines,
        st.sampled_from(["\n", ",", "\r\n", " "]),
        st.integers(0, 3),
    )


def _cut_up(format: str) -> st.SearchStrategy[bytes]:
    """A real file, some of its bytes others."""
    whole = (_SAMPLES / f"visits.{format}").read_bytes()
    change = st.tuples(st.integers(0, len(whole) - 1), st.binary(max_size=8))

    def changed(changes: list[tuple[int, bytes]], end: int) -> bytes:
        data = bytearray(whole[:end])
        for place, new in changes:
            data[place : place + len(new)] = new
        return bytes(data)

    ends = st.sampled_from([len(whole), len(whole) // 2, 100, len(whole) - 1])
    return st.builds(changed, st.lists(change, max_size=6), ends)


def _bytes(format: str) -> st.SearchStrategy[bytes]:
    if format in ("xlsx", "xls", "ods"):
        return st.one_of(_cut_up(format), st.binary(max_size=200))
    if format in ("json", "jsonl"):
        return st.one_of(_objects(), _pieces())
    return _pieces()


def _imported(book: OpenLedger, data: bytes, format: str) -> None:
    """An import of the bytes, refused or written; nothing else may come of it."""
    before = book.ledger.listing()
    refused = None
    written = 0
    try:
        opened = open_stream(io.BytesIO(data), "-", Reading(format=format))
        plan = understand(
            [opened], book.ledger, book.catalogue, TODAY, Asked(book.catalogue.kind("visit"), 2024)
        )
        written = plan.write().count
    except Fault as fault:
        refused = fault
    if refused is not None:
        # Three lines in each language, whatever is quoted in them.
        assert all(refused.lines("zh"))
        assert all(refused.lines("en"))
    if not written:
        assert book.ledger.listing() == before
        return
    assert len(book.records()) == 1 + written
    for path in book.ledger.folder.glob("*-*-*.jsonl"):
        path.unlink()


@pytest.mark.parametrize("format", list(_CASES))
def test_any_bytes_end_in_rows_or_in_a_refusal(book: OpenLedger, format: str) -> None:
    @settings(
        max_examples=_CASES[format],
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=True,
    )
    @given(_bytes(format))
    def every(data: bytes) -> None:
        _imported(book, data, format)

    every()


def test_the_cases_are_as_many_as_promised() -> None:
    assert sum(_CASES.values()) >= 20_000
