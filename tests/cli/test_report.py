"""`report`: what is printed, what is written, and what is refused."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import branchlog as package
from tests.cli.command import Branchlog
from tests.cli.terminal import terminal

#: Three households, of one of which the name is known.
FIELDS = ("households=3", "household=张家")


@pytest.fixture
def recorded(branchlog: Branchlog, ledger: Path) -> Path:
    """A ledger with a visit in 2023 and one in 2024."""
    branchlog.ok("add", "visit", "2023-05-02", "households=2")
    branchlog.ok("add", "visit", "2024-03-05", *FIELDS)
    return ledger


def test_the_report_is_printed(branchlog: Branchlog, recorded: Path) -> None:
    printed = branchlog.ok("report", "2024")

    assert printed.lines[:5] == [
        "Ziying, annual report 2024",
        "Zunyi/Yuqing/Ziying",
        "period: 1 January 2024 to 31 December 2024",
        "last entry: 5 March 2024",
        "compiled on 10 December 2024",
    ]
    assert "2024: 3 households visited." in printed.lines
    assert printed.err == ""


@pytest.mark.parametrize(
    ("today", "title"),
    [
        ("2025-01-01", "Ziying, annual report 2024"),
        ("2025-02-28", "Ziying, annual report 2024"),
        ("2024-03-05", "Ziying, annual report 2024"),
        ("2024-02-28", "Ziying, annual report 2023"),
    ],
)
def test_in_january_and_february_it_is_last_years(
    branchlog: Branchlog, recorded: Path, today: str, title: str
) -> None:
    printed = branchlog.ok("report", env={"BRANCHLOG_TODAY": today})

    assert printed.lines[0] == title


@pytest.mark.parametrize("suffix", [".html", ".docx", ".xlsx", ".md", ".json", ".txt"])
def test_a_file_is_written_and_its_period_said_first(
    branchlog: Branchlog, recorded: Path, suffix: str
) -> None:
    done = branchlog.ok("report", "2024", "-o", f"year{suffix}")

    assert done.out == ""
    assert done.err.splitlines() == [
        "period 2024 (2024-01-01 to 2024-12-31), last entry 2024-03-05",
        f"written to year{suffix}",
    ]
    assert (branchlog.home / f"year{suffix}").stat().st_size > 100


def test_json_has_the_figures_of_stats_and_every_proof(
    branchlog: Branchlog, recorded: Path
) -> None:
    data = branchlog.ok("report", "2024", "--json").json
    stats = branchlog.ok("stats", "2024", "--to-date", "--json").json

    assert list(data) == [
        "schema", "ledger", "period", "as_of", "last_entry", "compared", "title", "summary",
        "narrative", "figures", "service", "honours", "standing", "plan", "proofs", "records",
    ]  # fmt: skip
    assert {(each["indicator"], each["span"]): each["value"] for each in stats["figures"]} == {
        (each["indicator"], each["span"]): each["value"] for each in data["figures"]
    }
    households = data["figures"][0]
    assert (households["value"], households["previous"], households["by"]) == (
        3, 2, {"2024-03": 3},
    )  # fmt: skip
    [record] = data["records"]
    assert record == {
        "date": "2024-03-05", "households": 3, "kind": "visit", "id": record["id"],
    }  # fmt: skip
    assert data["proofs"]["visit.households"]["records"] == [
        {"id": record["id"], "contribution": 3}
    ]


def test_the_same_json_is_written_to_a_file(branchlog: Branchlog, recorded: Path) -> None:
    branchlog.ok("report", "2024", "-o", "year.json")

    printed = branchlog.ok("report", "2024", "--json").json
    assert json.loads((branchlog.home / "year.json").read_text(encoding="utf-8")) == printed


def test_a_script_gets_the_same_report(branchlog: Branchlog, recorded: Path) -> None:
    from datetime import date

    opened = package.open_ledger(recorded, today=date(2024, 12, 10))

    assert opened.report("2024") == branchlog.ok("report", "2024", "--json").json


def test_names_are_told_only_when_asked_for(branchlog: Branchlog, recorded: Path) -> None:
    assert "张家" not in branchlog.ok("report", "2024", "--json").out
    assert "张家" in branchlog.ok("report", "2024", "--json", "--names").out


def test_a_year_that_still_runs_is_compared_with_the_same_part_of_the_last(
    branchlog: Branchlog, recorded: Path
) -> None:
    branchlog.ok("add", "visit", "2023-12-20", "households=40")

    data = branchlog.ok("report", "2024", "--json").json
    assert data["compared"]["to"] == "2023-12-10"
    assert data["figures"][0]["previous"] == 2


def test_the_same_part_of_a_year_has_a_short_name_and_a_note(
    branchlog: Branchlog, recorded: Path
) -> None:
    printed = branchlog.ok("report", "2024", "--lang", "zh")

    assert any("2023年同期" in line for line in printed.lines)
    assert "2023年同期指2023年1月1日至2023年12月10日;与全年相比用 --compare" in printed.lines


def test_without_records_before_nothing_is_compared(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.ok("add", "visit", "2024-03-05", *FIELDS)

    assert "compared" not in branchlog.ok("report", "2024", "--json").json


def test_what_to_compare_with_can_be_chosen(branchlog: Branchlog, recorded: Path) -> None:
    data = branchlog.ok("report", "2024Q1", "--compare", "2023Q2", "--json").json

    assert data["compared"]["label"] == "2023Q2"
    assert data["figures"][0]["previous"] == 2


def test_a_file_that_is_there_is_kept_without_force(branchlog: Branchlog, recorded: Path) -> None:
    path = branchlog.home / "year.md"
    path.write_text("mine", encoding="utf-8")

    refused = branchlog("report", "2024", "-o", "year.md")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.splitlines() == [
        "year.md was not written",
        "there is a file of that name already",
        "choose another name, or add --force",
    ]
    assert path.read_text(encoding="utf-8") == "mine"

    branchlog.ok("report", "2024", "-o", "year.md", "--force")
    assert path.read_text(encoding="utf-8").startswith("# Ziying")


@pytest.mark.parametrize(("answer", "kept"), [("y", False), ("n", True), ("", True)])
def test_a_person_is_asked_about_a_file_that_is_there(
    branchlog: Branchlog, recorded: Path, answer: str, kept: bool
) -> None:
    path = branchlog.home / "year.md"
    path.write_text("mine", encoding="utf-8")

    with terminal(branchlog, "report", "2024", "-o", "year.md") as person:
        person.answer("Write over it?", answer)
        done = person.end()
    assert done.code == int(kept)
    assert (path.read_text(encoding="utf-8") == "mine") == kept


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("-o", "year.jsonl"), "and .jsonl is not one that can be written"),
        (("-o", "year.csv"), "and .csv is not one that can be written"),
        (("-o", "year"), "the suffix chooses the format"),
        (("--format", "csv"), "a report has no such format"),
        (("--format", "jsonl"), "a report has no such format"),
        (("-o", "year.md", "--json"), "two formats are given"),
        (("-o", "year.xlsx", "--large-print"), "only .docx and .html can be set in large print"),
        (("--large-print",), "only .docx and .html can be set in large print"),
        (("--form", "form.xlsx"), "--form needs -o"),
        (
            ("--form", "form.xlsx", "-o", "out.xlsx", "--names"),
            "a form takes the figures that it asks for",
        ),
    ],
)
def test_what_no_report_can_be_is_refused(
    branchlog: Branchlog, recorded: Path, words: tuple[str, ...], why: str
) -> None:
    refused = branchlog("report", "2024", *words)

    assert (refused.code, refused.out) == (2, "")
    assert why in refused.err
    assert not list(branchlog.home.glob("year*"))


def test_a_folder_is_no_file(branchlog: Branchlog, recorded: Path) -> None:
    (branchlog.home / "year.md").mkdir()

    refused = branchlog("report", "2024", "-o", "year.md")
    assert refused.code == 2
    assert refused.err.splitlines()[1:] == ["it is a folder", "name a file, such as report.csv"]
    assert list((branchlog.home / "year.md").iterdir()) == []


def test_a_period_without_records_names_the_years_that_have_some(
    branchlog: Branchlog, recorded: Path
) -> None:
    branchlog.ok("add", "visit", "2019-05-02", "households=2")

    refused = branchlog("report", "2021", "-o", "year.md")
    assert refused.code == 1
    assert refused.err.splitlines() == [
        "no report: nothing is recorded for 2021",
        "there are records of: 2019 2023..2024",
        "name another period, like branchlog report 2024",
    ]
    assert not (branchlog.home / "year.md").exists()


def test_what_only_ended_in_a_year_is_a_report_too(branchlog: Branchlog, ledger: Path) -> None:
    branchlog.ok("add", "need", "2023-05-01", "status=resolved", "closed=2024-02-02")

    figures = branchlog.ok("report", "2024", "--json").json["figures"]
    assert [each["value"] for each in figures if each["indicator"] == "need.resolved"] == [1]


def test_a_report_says_that_records_are_in_conflict(
    branchlog: Branchlog, recorded: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(recorded, copy)
    for folder, households in ((recorded, 4), (copy, 5)):
        branchlog.ok("-C", str(folder), "amend", "last", f"households={households}")
    there = next(copy.glob("2024*.jsonl"))
    (recorded / f"2024 (conflicted copy) {there.name}").write_bytes(there.read_bytes())

    printed = branchlog.ok("report", "2024")
    assert any("changed differently in two copies: 1;" in line for line in printed.lines)


def test_an_empty_ledger_says_what_to_do_first(branchlog: Branchlog, ledger: Path) -> None:
    refused = branchlog("report", "2024")

    assert refused.err.splitlines()[1:] == [
        "the ledger holds no records yet",
        "record something first with branchlog add",
    ]


def test_a_ledgers_own_template_takes_the_place_of_the_packages(
    branchlog: Branchlog, recorded: Path
) -> None:
    (recorded / "report.en.j2").write_text(
        '# Thanks\nWe saw {{ words("visit.households") }} homes.\n', encoding="utf-8"
    )

    data = branchlog.ok("report", "2024", "--json").json
    assert data["narrative"] == [{"theme": "Thanks", "paragraphs": ["We saw 3 homes."]}]
    # The other language has its own.
    zh = branchlog.ok("report", "2024", "--json", "--lang", "zh").json
    assert zh["narrative"][0]["theme"] == "坚持担当作为,助力基层治理"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{{ nmae }}", "line 1: unknown: nmae; did you mean name?"),
        (b"\xff\xfe", "it is not UTF-8 text"),
        (b"x" * 70_000, "it is larger than 64 KB"),
    ],
)
def test_a_template_that_is_none_is_told_with_its_file(
    branchlog: Branchlog, recorded: Path, content: bytes, why: str
) -> None:
    (recorded / "report.en.j2").write_bytes(content)

    refused = branchlog("report", "2024", "-o", "year.md")
    assert refused.code == 2
    what, reason, _ = refused.err.splitlines()
    assert (what, reason) == (f"{recorded / 'report.en.j2'} cannot be used", why)
    assert not (branchlog.home / "year.md").exists()


def test_a_plan_that_is_none_is_refused(
    branchlog: Branchlog, recorded: Path, own: Callable[[str], None]
) -> None:
    own("[plan]\ntheme-dya = { times = 12, every = 'month' }\n")

    refused = branchlog("report", "2024")
    assert refused.code == 2
    assert "theme-day" in refused.err


def test_a_form_is_filled(branchlog: Branchlog, recorded: Path) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    with xlsxwriter.Workbook(branchlog.home / "form.xlsx") as book:
        book.add_worksheet().write(0, 0, "{{visit.households}}")

    branchlog.ok("report", "2024", "--form", "form.xlsx", "-o", "out.xlsx")
    assert (branchlog.home / "out.xlsx").exists()


def test_the_report_has_its_chinese_name(branchlog: Branchlog, recorded: Path) -> None:
    assert branchlog.ok("报告", "2024", "--lang", "zh").lines[0] == "Ziying2024年工作总结"


def test_a_ledger_that_may_only_be_read_has_a_report(branchlog: Branchlog, recorded: Path) -> None:
    os.chmod(recorded, 0o555)  # noqa: S103
    try:
        before = sorted(path.name for path in recorded.iterdir())
        branchlog.ok("report", "2024", "-o", "year.md")
        assert sorted(path.name for path in recorded.iterdir()) == before
    finally:
        os.chmod(recorded, 0o755)  # noqa: S103
