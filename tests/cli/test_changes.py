"""Correcting, resolving, voiding and taking back: always by a new entry."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from branchlog.ledger import Ledger
from tests.cli.command import WHO, Branchlog

LONG_AGO = datetime(2024, 1, 2, 8, tzinfo=timezone(timedelta(hours=8)))


def add(branchlog: Branchlog, *words: str, who: str = "") -> str:
    signed = ["--who", who] if who else []
    id_ = branchlog.ok(*signed, "add", *words, "--json").json["id"]
    assert isinstance(id_, str)
    return id_


def record(branchlog: Branchlog, id_: str) -> dict[str, object]:
    shown = branchlog.ok("show", id_, "--json").json
    assert isinstance(shown, dict)
    return shown


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*") if path.name != ".lock"}


@pytest.fixture
def visit(branchlog: Branchlog, ledger: Path) -> str:
    return add(branchlog, "visit", "2024-12-05", "households=3", "place=3栋")


@pytest.fixture
def dispute(branchlog: Branchlog, ledger: Path) -> str:
    return add(branchlog, "mediation", "2024-12-01")


def test_an_amendment_says_what_changed(branchlog: Branchlog, visit: str) -> None:
    answer = branchlog.ok("amend", visit, "households=4", "place=")
    changed = record(branchlog, visit)

    assert answer.err == ""
    assert answer.lines[0] == "amended in Ziying"
    assert answer.lines[-3:-1] == [
        "  households: 3 households -> 4 households",
        "  place: 3栋 -> (blank)",
    ]
    assert answer.lines[-1].startswith("to undo: branchlog undo ")
    assert (changed["households"], changed["rev"], "place" in changed) == (4, 2, False)


def test_an_amendment_is_said_in_chinese(branchlog: Branchlog, visit: str) -> None:
    answer = branchlog.ok("改", "上一条", "户数＝4", "——地点", "", "--lang", "zh")

    assert answer.lines[0] == "已改 Ziying 的记录"
    assert answer.lines[-3:-1] == ["  户数:3户 -> 4户", "  地点:3栋 -> (空)"]


def test_a_void_says_what_is_gone(branchlog: Branchlog, visit: str) -> None:
    answer = branchlog.ok("void", visit)

    assert answer.lines[0] == "voided in Ziying, records: 1"
    assert answer.lines[1].endswith("  void")
    assert "3 households" in answer.lines[2]


def test_an_undo_says_what_it_changes_back(branchlog: Branchlog, visit: str) -> None:
    branchlog.ok("amend", visit, "households=4")
    answer = branchlog.ok("undo")

    assert "  households: 4 households -> 3 households" in answer.lines


def test_an_amendment_answers_a_script_with_the_record(branchlog: Branchlog, visit: str) -> None:
    changed = branchlog.ok("amend", visit, "households=4", "--json").json

    assert (changed["id"], changed["households"], changed["rev"]) == (visit, 4, 2)
    assert record(branchlog, visit) == changed


def test_an_amendment_may_move_the_record_to_another_year(branchlog: Branchlog, visit: str) -> None:
    branchlog.ok("amend", visit, "date=2023-12-05")

    assert branchlog.ok("list", "--json").json == []
    assert len(branchlog.ok("list", "--period", "2023", "--json").json) == 1


def test_an_amendment_that_changes_nothing_writes_nothing(
    branchlog: Branchlog, ledger: Path, visit: str
) -> None:
    before = contents(ledger)
    answer = branchlog.ok("amend", visit, "households=3")

    assert (answer.out, answer.err) == ("", "nothing changed: the record already reads so\n")
    assert branchlog.ok("amend", visit, "households=3", "--json").json["rev"] == 1
    assert contents(ledger) == before


@pytest.mark.parametrize("command", [["amend", "ID", "households=4"], ["void", "ID"]])
def test_the_record_of_somebody_else_needs_a_reason(
    branchlog: Branchlog, ledger: Path, visit: str, command: list[str]
) -> None:
    words = [visit if word == "ID" else word for word in command]
    before = contents(ledger)
    for lang, first in (("en", "a reason is needed"), ("zh", "要写明原因")):
        refused = branchlog("--lang", lang, "--who", "王秀", *words)

        assert (refused.code, refused.err.splitlines()[0]) == (1, first)
    assert contents(ledger) == before
    branchlog.ok("--who", "王秀", *words, "--why", "数错了")
    assert branchlog.ok("history", visit, "--json").json[-1]["why"] == "数错了"


@pytest.mark.parametrize("command", [["amend", "ID", "households=4"], ["void", "ID"]])
def test_a_record_of_another_day_needs_a_reason(
    branchlog: Branchlog, ledger: Path, command: list[str]
) -> None:

    written = Ledger(ledger, None, who=WHO, clock=lambda: LONG_AGO).add(
        "visit", {"date": "2024-01-02", "households": 3}
    )
    words = [written.entries[0].id if word == "ID" else word for word in command]

    assert branchlog(*words).code == 1
    branchlog.ok(*words, "--why", "数错了")


@pytest.mark.parametrize(
    "why", ["a\x1b[31mb", "a\u202eb", "\udcff", "x" * 3000, "a\nb", " ", "a\x00b"]
)
@pytest.mark.parametrize(
    "words", [["add", "visit"], ["amend", "ID", "households=4"], ["resolve", "ID"], ["void", "ID"]]
)
def test_a_reason_is_checked_like_any_text(
    branchlog: Branchlog, ledger: Path, visit: str, words: list[str], why: str
) -> None:
    before = contents(ledger)
    refused = branchlog(*(visit if word == "ID" else word for word in words), "--why", why)

    assert (refused.code, len(refused.err.splitlines())) == (2, 3)
    assert "\x1b" not in refused.err
    assert contents(ledger) == before


@pytest.mark.parametrize(
    "changes",
    [
        [],
        ["date="],
        ["households=-1"],
        ["householdz=4"],
        ["households=4", "户数=5"],
        ["date=2024-12-11"],
        ["date=3月5日"],
        ["昨天", "date=2024-12-01"],
        ["note="],
        ["--households"],
        ["kind=need"],
        ["id=abc"],
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_bad_amendment_writes_nothing(
    branchlog: Branchlog, ledger: Path, visit: str, changes: list[str], lang: str
) -> None:
    before = contents(ledger)
    refused = branchlog("--lang", lang, "amend", visit, *changes)

    if changes == ["note="]:
        # To empty what is empty changes nothing.
        assert refused.code == 0
    else:
        assert (refused.code, len(refused.err.splitlines())) == (2, 3)
    assert contents(ledger) == before


def test_a_dispute_is_resolved_as_settled_today(branchlog: Branchlog, dispute: str) -> None:
    answer = branchlog.ok("resolve", dispute)
    resolved = record(branchlog, dispute)

    assert answer.lines[0] == "resolved in Ziying"
    assert (resolved["outcome"], resolved["closed"]) == ("settled", "2024-12-10")
    assert resolved["date"] == "2024-12-01"


@pytest.mark.parametrize(
    ("words", "outcome", "closed"),
    [
        (["outcome=failed"], "failed", "2024-12-10"),
        (["结果=移交", "办结日期=2024-12-05"], "referred", "2024-12-05"),
        (["closed=2024-12-05"], "settled", "2024-12-05"),
        (["昨天"], "settled", "2024-12-09"),
        (["failed"], "failed", "2024-12-10"),
        (["调解不成", "上周三"], "failed", "2024-12-04"),
        (["failed", "last", "wed"], "failed", "2024-12-04"),
        (["closed=-1d", "移交"], "referred", "2024-12-09"),
    ],
)
def test_a_dispute_is_resolved_as_typed_and_its_own_date_stays(
    branchlog: Branchlog, dispute: str, words: list[str], outcome: str, closed: str
) -> None:
    branchlog.ok("办结", dispute, *words)
    resolved = record(branchlog, dispute)

    assert (resolved["outcome"], resolved["closed"]) == (outcome, closed)
    assert resolved["date"] == "2024-12-01"


def test_a_need_is_resolved(branchlog: Branchlog, ledger: Path) -> None:
    need = add(branchlog, "need", "2024-12-01")
    resolved = branchlog.ok("resolve", need, "--json").json

    assert (resolved["status"], resolved["closed"]) == ("resolved", "2024-12-10")


@pytest.mark.parametrize(
    "words",
    [
        ["outcome=won"],
        ["won"],
        ["outcome=ongoing"],
        ["closed=2024-12-11"],
        ["closed=2024-11-30"],
        ["closed="],
        ["outcome="],
        ["failed", "outcome=settled"],
        ["昨天", "closed=2024-12-05"],
    ],
)
def test_a_bad_resolution_writes_nothing(
    branchlog: Branchlog, ledger: Path, dispute: str, words: list[str]
) -> None:
    before = contents(ledger)
    refused = branchlog("resolve", dispute, *words)

    assert (refused.code, len(refused.err.splitlines())) == (2, 3)
    assert contents(ledger) == before


def test_what_has_ended_is_not_resolved_again_by_chance(
    branchlog: Branchlog, ledger: Path, dispute: str
) -> None:
    branchlog.ok("resolve", dispute, "failed", "2024-12-05")
    before = contents(ledger)
    again = branchlog("resolve", dispute)
    other = branchlog("--who", "王秀", "resolve", dispute, "settled")

    assert (again.code, other.code) == (1, 1)
    assert again.err.splitlines()[1] == "it is failed, closed on 2024-12-05 (Thu)"
    assert contents(ledger) == before


def test_a_corrected_resolution_keeps_what_it_does_not_name(
    branchlog: Branchlog, dispute: str
) -> None:
    branchlog.ok("resolve", dispute, "failed", "2024-12-05")
    branchlog.ok("resolve", dispute, "closed=2024-12-06")
    assert record(branchlog, dispute)["outcome"] == "failed"
    branchlog.ok("resolve", dispute, "referred")
    assert record(branchlog, dispute)["closed"] == "2024-12-06"


def test_anybody_may_resolve_but_not_correct_in_passing(branchlog: Branchlog, dispute: str) -> None:
    refused = branchlog("--who", "王秀", "resolve", dispute, "amount=500")

    assert (refused.code, refused.err.splitlines()[0]) == (1, "a reason is needed")
    branchlog.ok("--who", "王秀", "resolve", dispute)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_kind_without_an_outcome_is_not_resolved(
    branchlog: Branchlog, visit: str, lang: str
) -> None:
    refused = branchlog("--lang", lang, "resolve", visit)

    assert (refused.code, len(refused.err.splitlines())) == (1, 3)
    assert ("调解、需求" if lang == "zh" else "mediation, need") in refused.err


def test_a_void_takes_records_out_of_the_count(branchlog: Branchlog, visit: str) -> None:
    other = add(branchlog, "visit", "2024-12-06", "households=5")
    answer = branchlog.ok("作废", visit[-6:], other, visit)

    assert answer.lines[0] == "voided in Ziying, records: 2"
    assert branchlog.ok("list", "--json").json == []
    assert branchlog.ok("undo").code == 0
    assert len(branchlog.ok("list", "--json").json) == 2


def test_a_void_answers_a_script_with_its_ids(branchlog: Branchlog, visit: str) -> None:
    answer = branchlog.ok("void", visit, "--json").json

    assert (list(answer), answer["ids"]) == (["batch", "count", "ids"], [visit])


def test_a_void_of_a_void_is_refused_and_so_is_its_amendment(
    branchlog: Branchlog, ledger: Path, visit: str
) -> None:
    other = add(branchlog, "visit", "2024-12-06")
    branchlog.ok("void", visit)
    before = contents(ledger)
    for words in (["void", visit], ["void", other, visit], ["amend", visit, "households=4"]):
        for lang, end in (("en", " is void"), ("zh", " 已作废")):
            refused = branchlog("--lang", lang, *words)
            assert (refused.code, len(refused.err.splitlines())) == (1, 3)
            assert refused.err.splitlines()[0].endswith(end)
    assert contents(ledger) == before


def test_undo_takes_back_the_newest_own_batch(branchlog: Branchlog, visit: str) -> None:
    branchlog.ok("amend", visit, "households=4")
    add(branchlog, "visit", "2024-12-06", who="王秀")
    answer = branchlog.ok("撤销")

    assert answer.lines[0] == "taken back in Ziying: 1 entries" or "taken back" in answer.lines[0]
    assert record(branchlog, visit)["households"] == 3
    branchlog.ok("undo")
    assert [each["date"] for each in branchlog.ok("list", "--json").json] == ["2024-12-06"]
    nothing = branchlog("undo")
    assert (nothing.code, nothing.err.splitlines()[0]) == (2, "there is nothing to undo")


def test_an_undo_is_undone_by_its_name(branchlog: Branchlog, visit: str) -> None:
    undone = branchlog.ok("undo", "--json").json
    assert branchlog.ok("list", "--json").json == []
    branchlog.ok("undo", undone["batch"][-8:])

    assert record(branchlog, visit)["households"] == 3


def test_the_batches_are_listed_with_what_became_of_them(branchlog: Branchlog, visit: str) -> None:
    first = record(branchlog, visit)["batch"]
    undone = branchlog.ok("undo", "--json").json["batch"]
    listed = branchlog.ok("undo", "--list", "--json").json
    table = branchlog.ok("undo", "--list")

    assert [list(each) for each in listed] == [
        ["batch", "at", "who", "count", "undoes", "undone_by"]
    ] * 2
    assert [(each["batch"], each["undoes"], each["undone_by"]) for each in listed] == [
        (undone, first, None),
        (first, None, undone),
    ]
    assert len(table.lines) == 3 + 2 + 1


def test_a_batch_with_later_changes_is_not_undone(
    branchlog: Branchlog, ledger: Path, visit: str
) -> None:
    first = str(record(branchlog, visit)["batch"])
    branchlog.ok("amend", visit, "households=4")
    before = contents(ledger)
    refused = branchlog("undo", first)

    assert (refused.code, len(refused.err.splitlines())) == (1, 3)
    assert visit in refused.err
    assert contents(ledger) == before


@pytest.mark.parametrize("batch", ["", "0", "-", "zzzzzzzz", "019"])
def test_a_batch_is_named_by_four_characters_or_more(
    branchlog: Branchlog, ledger: Path, visit: str, batch: str
) -> None:
    before = contents(ledger)
    refused = branchlog("undo", "--", batch)

    assert (refused.code, len(refused.err.splitlines())) == (2, 3)
    assert contents(ledger) == before


def test_a_beginning_that_several_batches_share_names_none(
    branchlog: Branchlog, ledger: Path, visit: str
) -> None:
    add(branchlog, "visit")
    batches = [each["batch"] for each in branchlog.ok("undo", "--list", "--json").json]
    error = branchlog("undo", batches[0][:4], "--json").error

    assert error["code"] == "ambiguous"


@pytest.mark.parametrize(
    "words",
    [["--list", "abcdef"], ["-o", "x.csv"], ["--format", "csv"], ["--format", "md", "abcdef"]],
)
def test_what_undo_would_ignore_is_refused(
    branchlog: Branchlog, visit: str, words: list[str]
) -> None:
    refused = branchlog("undo", *words)

    assert (refused.code, len(refused.err.splitlines())) == (2, 3)
    assert len(branchlog.ok("list", "--json").json) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_quiet_answers_with_ids_alone(branchlog: Branchlog, visit: str, lang: str) -> None:
    for words in (["amend", visit, "households=4"], ["void", visit], ["undo"]):
        answer = branchlog.ok("-q", "--lang", lang, *words)
        assert (answer.out, answer.err) == (f"{visit[-8:]}\n", "")
