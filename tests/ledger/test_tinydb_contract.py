"""Every TinyDB call means over a ledger what it means over TinyDB's own storage."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, operations, where
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from branchlog.ledger.storage import JournalStorage

# TinyDB's own annotations know neither all that it answers nor all that it takes.
Scenario = Callable[[Any], object]
ROWS = [{"int": 1, "char": char} for char in "abc"]


def double(doc: Any) -> None:
    doc["int"] *= 2
    doc.setdefault("list", []).append(doc["char"])


def fail_halfway(docs: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield from docs
    raise ZeroDivisionError


def refused(call: Callable[[], object]) -> str:
    try:
        return repr(call())
    except (ValueError, KeyError, RuntimeError, ZeroDivisionError) as error:
        return type(error).__name__


SCENARIOS: dict[str, Scenario] = {
    "insert": lambda db: db.insert({"a": 1}),
    "insert a document with an id": lambda db: db.insert(Document({"a": 1}, 77)),
    "insert after an id": lambda db: [db.insert(Document({}, 77)), db.insert({})],
    "insert a taken id": lambda db: refused(lambda: db.insert(Document({"a": 1}, 1))),
    "insert no mapping": lambda db: refused(lambda: db.insert([1])),
    "insert many": lambda db: db.insert_multiple([{"a": 1}, {"b": None}]),
    "insert many that fail": lambda db: refused(lambda: db.insert_multiple(fail_halfway([{}]))),
    "insert none": lambda db: db.insert_multiple([]),
    "all": lambda db: db.all(),
    "iterate": lambda db: list(db),
    "length": lambda db: len(db),
    "search": lambda db: db.search(where("char") == "b"),
    "search nothing": lambda db: db.search(where("nowhere").exists()),
    "get": lambda db: [db.get(where("char") == "c"), db.get(doc_id=2), db.get(doc_id=99)],
    "get many": lambda db: db.get(doc_ids=[1, 3, 99]),
    "contains": lambda db: [db.contains(where("int") == 1), db.contains(doc_id=99)],
    "count": lambda db: db.count(where("int") == 1),
    "update": lambda db: db.update({"int": 5}, where("char") == "a"),
    "update all": lambda db: db.update({"new": [1, {"x": 2}]}),
    "update by ids": lambda db: db.update({"int": 5}, doc_ids=[2, 99]),
    "update in place": lambda db: db.update(double),
    "update type only": lambda db: db.update({"int": True}),
    "update to a float": lambda db: db.update({"int": 1.0}),
    "update nothing": lambda db: db.update({"int": 1}),
    "update several": lambda db: db.update_multiple(
        [({"int": 2}, where("char") == "a"), (operations.delete("int"), where("char") == "b")]
    ),
    "operations": lambda db: [
        db.update(operations.increment("int")),
        db.update(operations.add("int", 7), where("char") == "a"),
        db.update(operations.set("char", "z"), where("char") == "b"),
    ],
    "upsert found": lambda db: db.upsert({"int": 9}, where("char") == "a"),
    "upsert new": lambda db: db.upsert({"int": 9, "char": "q"}, where("char") == "q"),
    "upsert by id": lambda db: db.upsert(Document({"int": 9}, 2)),
    "upsert a new id": lambda db: db.upsert(Document({"int": 9}, 20)),
    "remove": lambda db: db.remove(where("char") == "b"),
    "remove by ids": lambda db: db.remove(doc_ids=[1, 99]),
    "remove and insert": lambda db: [db.remove(doc_ids=[3]), db.insert({"again": 1})],
    "remove all": lambda db: db.remove(where("int") == 1),
    "truncate": lambda db: [db.truncate(), db.insert({"first": 1})],
    "drop tables": lambda db: db.drop_tables(),
    "drop tables after a change": lambda db: [db.all(), db.insert({}), db.drop_tables()],
    "drop a table": lambda db: [db.table("t").insert({}), db.drop_table("t"), db.tables()],
    "drop no table": lambda db: db.drop_table("nowhere"),
    "drop and make again": lambda db: [
        db.drop_table("_default"),
        db.tables(),
        db.insert({"new": 1}),
    ],
    "tables": lambda db: [db.table("t").insert({"a": 1}), db.table("u").all(), db.tables()],
    "an empty table": lambda db: [db.table("empty", persist_empty=True).all(), db.tables()],
    "an empty table dropped": lambda db: [
        len(db.table("empty", persist_empty=True)),
        db.drop_table("empty"),
        db.tables(),
        len(db.table("empty", persist_empty=True)),
        db.tables(),
    ],
    "a table that fills and empties": lambda db: [
        db.table("t").insert({"a": 1}),
        db.table("t").truncate(),
        db.tables(),
        db.table("t").insert({"b": 2}),
    ],
    "odd names": lambda db: [
        db.table(name).insert({"n": 1}) for name in ("_close", "表", "", "a b")
    ],
    "a table named like ours": lambda db: db.table("standing").insert({"date": "2024-01-01"}),
    "dates that are none": lambda db: db.insert_multiple(
        [{"date": value} for value in ("2024-01-01", "2024-13-01", 7, None, ["2024"], {"y": 1})]
    ),
    "dates that move": lambda db: [
        db.insert({"date": "2022-01-01"}),
        db.update({"date": "2024-05-05"}),
        db.update(operations.delete("date")),
        db.update({"date": "2023-01-01", "closed": "2024-01-01"}),
    ],
}


def outcome(db: Any, scenario: Scenario) -> tuple[object, object]:
    """What a call answers, and what the tables hold after it."""
    db.drop_tables()
    db.insert_multiple(dict(row) for row in ROWS)
    answer = scenario(db)
    state = {
        name: {doc.doc_id: dict(doc) for doc in db.table(name)} for name in sorted(db.tables())
    }
    return _in_order(answer), state


def _in_order(answer: object) -> object:
    if isinstance(answer, set):
        return sorted(answer)
    return [_in_order(part) for part in answer] if isinstance(answer, list) else answer


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_call_means_the_same(tmp_path: Path, scenario: str) -> None:
    expected = outcome(TinyDB(storage=MemoryStorage), SCENARIOS[scenario])
    db = TinyDB(tmp_path / "ledger", storage=JournalStorage)
    actual = outcome(db, SCENARIOS[scenario])
    assert actual == expected
    assert repr(actual) == repr(expected)
    again = TinyDB(tmp_path / "ledger", storage=JournalStorage)
    assert {n: {d.doc_id: dict(d) for d in again.table(n)} for n in again.tables()} == actual[1]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_call_means_the_same_through_a_cache(tmp_path: Path, scenario: str) -> None:
    expected = outcome(TinyDB(storage=MemoryStorage), SCENARIOS[scenario])
    cached: Any = CachingMiddleware
    with TinyDB(tmp_path / "ledger", storage=cached(JournalStorage)) as db:
        db.storage.WRITE_CACHE_SIZE = 2
        assert outcome(db, SCENARIOS[scenario]) == expected
    again = TinyDB(tmp_path / "ledger", storage=JournalStorage)
    assert {n: {d.doc_id: dict(d) for d in again.table(n)} for n in again.tables()} == expected[1]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
DOCS = st.dictionaries(st.sampled_from(["date", "closed", "a", "b", ""]), JSON)


@settings(deadline=None, max_examples=60)
@given(docs=st.lists(DOCS, max_size=4), change=DOCS)
def test_any_documents_come_back_as_they_were_put_in(
    tmp_path_factory: pytest.TempPathFactory, docs: list[dict[str, Any]], change: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("db") / "ledger"
    expected, actual = TinyDB(storage=MemoryStorage), TinyDB(folder, storage=JournalStorage)
    for db in (expected, actual):
        db.insert_multiple(docs)
        db.update(change, doc_ids=[1])
        db.remove(doc_ids=[2])
    assert repr(actual.all()) == repr(expected.all())


@pytest.mark.heavy
def test_tinydbs_own_tests_pass(tmp_path: Path) -> None:
    """From its source distribution, of the version that is installed; pip fetches it.

    One of them compares the storage's class name and is left out.
    """
    pip = shutil.which("pip")
    if pip is None:
        pytest.skip("there is no pip to fetch TinyDB's source with")
    fetch = [pip, "download", "-q", "--no-deps", "--no-binary", ":all:"]
    wanted = f"tinydb=={version('tinydb')}"
    fetched = subprocess.run([*fetch, "-d", str(tmp_path), wanted], capture_output=True, text=True)
    if fetched.returncode:
        pytest.skip(f"TinyDB's source cannot be fetched: {fetched.stderr[-200:]}")
    [archive] = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, filter="data")
    [tests] = tmp_path.glob("*/tests")
    conftest = (tests / "conftest.py").read_text()
    conftest = conftest.replace("JSONStorage", "JournalStorage").replace(
        "from tinydb import TinyDB, JournalStorage",
        "from tinydb import TinyDB\nfrom branchlog.ledger.storage import JournalStorage",
    )
    (tests / "conftest.py").write_text(conftest)
    names = [f"test_{name}.py" for name in ("tables", "tinydb", "operations", "queries")]
    run = [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", str(tests)]
    home = str(Path(__file__).parents[2])
    done = subprocess.run(
        [*run, "--deselect", "test_tables.py::test_table_repr", *names],
        cwd=tests,
        env={**os.environ, "PYTHONPATH": home},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-2000:]
