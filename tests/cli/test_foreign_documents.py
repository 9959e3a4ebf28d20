"""Documents that a script wrote beside the command are shown as they are, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from branchlog.ledger import Ledger
from tests.cli.command import Branchlog

VALUES: list[object] = [
    None, True, 0, -1.5, 10**30, "", "abcd-ef-gh", "a\n\x1b[31mb", ["a", None], [[]], {"a": 1},
]  # fmt: skip
DOCUMENTS: dict[str, dict[str, object]] = {
    "visit": {"date": "2024-06-01", "households": 3},
    "mediation": {"date": "2024-06-01", "outcome": "settled", "closed": "2024-06-02"},
    "standing": {"date": "2024-06-01", "category": "member", "value": 45},
}


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("visit", "date"), ("visit", "end"), ("visit", "category"), ("visit", "households"),
        ("visit", "household"), ("visit", "place"), ("visit", "note"), ("visit", "times"),
        ("visit", "approximate"), ("mediation", "outcome"), ("mediation", "closed"),
        ("standing", "category"), ("standing", "value"),
    ],
)  # fmt: skip
def test_any_value_of_any_field_is_shown_or_refused(
    branchlog: Branchlog, ledger: Path, kind: str, field: str
) -> None:
    written = Ledger(ledger, None, who="script")
    docs = [{**DOCUMENTS[kind], field: value} for value in VALUES]
    ids = [entry.id for entry in written.add_batch([(kind, doc) for doc in docs]).entries]
    for words in (
        ["list", "--period", "all"],
        ["list", "--period", "all", "--json"],
        ["list", "--period", "all", "--person", "a", "--place", "b", "--text", "c"],
        ["list", "--where", f"{field}="],
        ["history"],
        ["undo", "--list"],
    ):
        branchlog.ok(*words)
    for id_, value in zip(ids, VALUES, strict=True):
        assert branchlog.ok("show", id_, "--json").json[field] == value
        branchlog.ok("show", id_)
        for words in (["amend", id_, "title=x"], ["resolve", id_, "failed"]):
            answer = branchlog(*words, "--why", "x")
            assert answer.code in (0, 1, 2)
            assert "the program failed" not in answer.err


def test_the_history_of_a_document_with_keys_of_our_own_names_the_record(
    branchlog: Branchlog, ledger: Path
) -> None:
    doc = {"date": "2024-06-01", "id": "x", "kind": "y", "rev": "z"}
    id_ = Ledger(ledger, None, who="script").add("visit", doc).entries[0].id
    [version] = branchlog.ok("history", id_, "--json").json

    assert (version["id"], version["kind"], version["rev"]) == (id_, "visit", 1)
