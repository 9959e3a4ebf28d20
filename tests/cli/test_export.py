"""What `export` writes: sheets from which every record comes back, and a word on what does not."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from branchlog import open_ledger, render
from branchlog.cli import sheets_out
from branchlog.errors import BadValue
from branchlog.messages import Lang
from branchlog.records import codec, namelist
from branchlog.records.approximate import approximate_value
from branchlog.records.catalogue import Catalogue, Kind
from branchlog.records.neutral import restored
from branchlog.report import Report
from tests.cli.command import Branchlog

LATE = date(9999, 12, 31)
OWN_COLUMNS = ("编号", "版本", "事项", "id", "rev", "kind")

#: Everything that a record can be.
RECORDS: list[dict[str, Any]] = [
    {"kind": "visit", "date": "2024-03-05", "households": 3, "household": ["王某", "3栋2单元 501"],
     "people": ["张三", "Li Wei", "张三 李四", 'Ann "A" Example', "Smith, Ann"]},
    {"kind": "visit", "date": "2024-03", "households": 20, "persons": 50,
     "approximate": {"households": "over", "persons": "about"}, "category": "condolence"},
    {"kind": "visit", "date": "2022-05", "households": 12, "approximate": "over"},
    {"kind": "visit", "date": "2024-03-06", "note": "第一行\n第二行\n\n\t末行 😀👨‍👩‍👧"},
    {"kind": "visit", "date": "2024-03-06", "note": "=1+1", "title": "+86 13800138000",
     "place": "'=x", "occasion": "-", "tags": ["@a", "-"]},
    {"kind": "visit", "date": "2024-03-06", "note": "520123194901011234", "place": "0501",
     "title": "1e5", "occasion": "2024-03-05"},
    {"kind": "visit", "date": "2024-03-07", "note": "<r>a & b</r> _x0041_ \u200e2024 #1"},
    {"kind": "mediation", "date": "2024-05-01", "category": "other", "outcome": "settled",
     "closed": "2024-06-02", "amount": 1200.5, "source": "applied", "agreement": "oral",
     "parties": ["甲", "乙"]},
    {"kind": "mediation", "date": "2023-12-31", "outcome": "ongoing"},
    {"kind": "mediation", "date": "2024-01", "outcome": "failed", "closed": "2024-01-01"},
    {"kind": "tutoring", "date": "2024-05-01", "attendance": 12, "hours": 2.25, "times": 3},
    {"kind": "activity", "date": "2024-05-01", "end": "2024-05-03", "category": "patrol",
     "participants": 0, "area": 0.1, "evidence": ["照片1.jpg", "照片 2.jpg"]},
    {"kind": "need", "date": "2024-05-01", "status": "open", "category": "health"},
    {"kind": "honour", "date": "2024-05-01", "category": "title", "level": "county"},
    {"kind": "standing", "date": "2024-01-01", "category": "average-age", "value": 70.5},
]  # fmt: skip


@pytest.fixture
def filled(branchlog: Branchlog, ledger: Path) -> Branchlog:
    add(branchlog, RECORDS)
    return branchlog


def add(branchlog: Branchlog, records: Iterable[Mapping[str, Any]]) -> None:
    rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in records)
    branchlog.ok("add", "--stdin", stdin=rows)


def recorded(ledger: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """The ledger's live documents by id, each with its kind."""
    tables = open_ledger(ledger).ledger.read().tables.values()
    return {each.id: (each.kind, each.doc or {}) for table in tables for each in table.values()}


Row = dict[str, Any]


def sheets(file: Path) -> dict[str, list[Row]]:
    """The rows of each sheet, by heading."""
    if file.suffix == ".csv":
        text = file.read_bytes().decode("utf-8-sig")
        return {"": _rows(csv.reader(io.StringIO(text, newline="")))}
    with CalamineWorkbook.from_path(file) as book:
        return {name: _rows(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}


def _rows(rows: Iterable[list[Any]]) -> list[Row]:
    head, *rest = rows
    return [dict(zip(head, row, strict=True)) for row in rest]


def read_back(file: Path, catalogue: Catalogue) -> dict[str, tuple[str, dict[str, Any]]]:
    """The documents in an exported file, as the rules of records/ read its cells."""
    found = {}
    for row in (row for rows in sheets(file).values() for row in rows):
        kind = catalogue.kind(row.get("kind") or row["事项"])
        given_ = {
            kind.field(heading).id: _value(kind, kind.field(heading).id, cell)
            for heading, cell in row.items()
            if heading not in OWN_COLUMNS and cell != ""
        }
        found[row.get("id") or row["编号"]] = (kind.id, codec.document(kind, given_, LATE))
    return found


def _value(kind: Kind, id_: str, cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    if not isinstance(cell, str):
        return cell
    text = restored(cell)
    match kind.fields[id_].type:
        case "names":
            return namelist.split(text)
        case "approximate":
            return approximate_value(kind, text)
        case _:
            return text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["all.csv", "all.xlsx"])
def test_every_record_comes_back(filled: Branchlog, ledger: Path, name: str, lang: Lang) -> None:
    path = ledger / "branchlog.toml"
    path.write_text(path.read_text().replace('language = "en"', f'language = "{lang}"'))
    result = filled.ok("export", "-o", name)
    assert read_back(filled.home / name, Catalogue()) == recorded(ledger)
    assert result.err.splitlines() == [
        filled.ok("export", "-o", name, "--lang", lang).err.rstrip("\n")
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["all.csv", "all.xlsx", "all.jsonl"])
def test_an_import_of_an_export_changes_nothing(
    filled: Branchlog, ledger: Path, name: str, lang: Lang
) -> None:
    path = ledger / "branchlog.toml"
    path.write_text(path.read_text().replace('language = "en"', f'language = "{lang}"'))
    before = {path.name: path.read_bytes() for path in ledger.iterdir()}
    filled.ok("export", "-o", name)
    filled.ok("import", name, "--yes")
    assert {path.name: path.read_bytes() for path in ledger.iterdir()} == before


def test_a_workbook_has_a_sheet_for_each_kind(filled: Branchlog) -> None:
    filled.ok("export", "-o", "all.xlsx")
    found = sheets(filled.home / "all.xlsx")
    assert list(found) == [
        "visit", "mediation", "tutoring", "activity", "need", "honour", "standing",
    ]  # fmt: skip
    activity = found["activity"][0]
    del activity["id"]
    assert activity == {
        "rev": "1",
        "kind": "activity",
        "date": date(2024, 5, 1),
        "category": "patrol",
        "participants": 0.0,
        "area": 0.1,
        "end": date(2024, 5, 3),
        "evidence": "照片1.jpg; 照片 2.jpg",
    }


def test_a_csv_is_one_table_for_excel(filled: Branchlog) -> None:
    filled.ok("export", "-o", "all.csv")
    data = (filled.home / "all.csv").read_bytes()
    head, first = data.split(b"\r\n")[:2]
    assert data.startswith(b"\xef\xbb\xbf")
    assert head.decode("utf-8-sig").split(",") == [
        "id", "rev", "kind", "date", "category", "households", "household", "persons", "title",
        "place", "people", "occasion", "note", "tags", "approximate", "outcome", "closed", "source",
        "amount", "agreement", "parties", "attendance", "hours", "times", "participants", "area",
        "end", "evidence", "status", "level", "value",
    ]  # fmt: skip
    assert first.decode().split(",", 1)[1] == "1,visit,'2022-05,,12,,,,,,,,,over,,,,,,,,,,,,,,,,"


def test_a_label_that_another_kind_reads_differently_gives_way_to_the_id(
    filled: Branchlog, ledger: Path
) -> None:
    path = ledger / "branchlog.toml"
    path.write_text(path.read_text().replace('language = "en"', 'language = "zh"'))
    filled.ok("export", "-o", "all.csv")
    filled.ok("export", "visit", "-o", "visits.csv")
    # 人数 is the visit's persons and another word for the standing's value.
    assert {"persons", "户数", "数值"} <= sheets(filled.home / "all.csv")[""][0].keys()
    assert {"人数", "户数"} <= sheets(filled.home / "visits.csv")[""][0].keys()


def test_json_lines_are_the_records_as_list_gives_them(filled: Branchlog) -> None:
    filled.ok("export", "-o", "all.jsonl")
    lines = (filled.home / "all.jsonl").read_text("utf-8").splitlines()
    listed = filled.ok("list", "--json", "--period", "all").json
    order = sorted(listed, key=lambda row: (row["date"], row["kind"], row["id"]))
    assert [json.loads(line) for line in lines] == order


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ([], 15),
        (["visit"], 7),
        (["--period", "2024"], 13),
        (["--period", "2022"], 1),
        (["--category", "patrol"], 1),
        (["--person", "Li Wei"], 1),
        (["mediation", "--where", "amount>1000"], 1),
        (["--text", "nothing of that kind"], 0),
    ],
)
def test_the_filters_are_those_of_list(filled: Branchlog, words: list[str], count: int) -> None:
    for name in ("x.csv", "x.xlsx", "x.jsonl"):
        assert filled.ok("export", *words, "-o", name).err.endswith(f"records: {count}\n")
        if name == "x.jsonl":
            assert len((filled.home / name).read_text().splitlines()) == count
        else:
            assert sum(map(len, sheets(filled.home / name).values())) == count


def test_the_period_is_said(filled: Branchlog) -> None:
    assert filled.ok("export", "-o", "x.csv").err == ("period all: written to x.csv, records: 15\n")
    assert filled.ok("export", "-o", "x.csv", "--period", "2022").err == (
        "period 2022 (2022-01-01 to 2022-12-31): written to x.csv, records: 1\n"
    )
    assert filled.ok("-q", "export", "-o", "x.csv").err == ""


def test_void_records_and_older_versions_are_left_out(filled: Branchlog) -> None:
    filled.ok("amend", "last", "value=71")
    filled.ok("add", "visit", "2024-12-01", "households=99")
    filled.ok("void", "last")
    filled.ok("export", "-o", "x.xlsx")
    (row,) = sheets(filled.home / "x.xlsx")["standing"]
    assert (row["rev"], row["value"]) == ("2", 71.0)
    filled.ok("export", "-o", "x.csv")
    assert not any(row["households"] == "99" for row in sheets(filled.home / "x.csv")[""])


def test_an_older_file_is_replaced(filled: Branchlog) -> None:
    (filled.home / "x.csv").write_text("old")
    filled.ok("export", "-o", "x.csv")
    assert len(sheets(filled.home / "x.csv")[""]) == 15


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["export"], "name it with -o, for example branchlog export -o records.xlsx"),
        (["export", "-o", "x.pdf"], "suffixes: .csv .xlsx .jsonl"),
        (["export", "-o", "x"], "suffixes: .csv .xlsx .jsonl"),
        (["export", "-o", "data/x.jsonl"], "write it into another folder"),
        (["export", "-o", "data/2024.jsonl"], "write it into another folder"),
        (["export", "nothing", "-o", "x.csv"], "see them all with branchlog kinds"),
    ],
)
def test_what_cannot_be_written_is_refused_in_three_lines(
    filled: Branchlog, ledger: Path, words: list[str], hint: str
) -> None:
    before = {path.name: path.read_bytes() for path in ledger.iterdir()}
    result = filled(*words)
    assert result.code in (1, 2)
    assert len(result.err.splitlines()) == 3
    assert result.err.splitlines()[2] == hint
    assert {path.name: path.read_bytes() for path in ledger.iterdir()} == before


def test_a_link_into_the_ledger_is_seen_through(filled: Branchlog, ledger: Path) -> None:
    (filled.home / "link").symlink_to(ledger)
    assert filled("export", "-o", "link/2024.jsonl").code == 1
    (filled.home / "x.jsonl").symlink_to(ledger / "2024.jsonl")
    assert filled("export", "-o", "x.jsonl").code == 1


#: Documents that scripts wrote: a sheet would not give them back.
ODD: list[tuple[str, dict[str, Any]]] = [
    ("visit", {"date": "2024-05-05", "households": -3}),
    ("visit", {"date": "2024-05-05", "households": "3"}),
    ("visit", {"date": "2024-05-05", "households": True}),
    ("visit", {"date": "2024-05-05", "colour": "red"}),
    ("visit", {"date": "2024-05-05", "category": "nonsense"}),
    ("visit", {"date": "2024-05-05", "people": []}),
    ("visit", {"date": "2024-05-05", "people": "张三"}),
    ("visit", {"date": "2024-05-05", "people": [["张三"], {}]}),
    ("visit", {"date": "2024-05-05", "people": {"张三": 1}}),
    ("visit", {"date": "2024-05-05", "people": [1, 1.0, True]}),
    ("standing", {"date": "2024-05-05", "category": ["x"], "value": 1}),
    ("visit", {"date": "2024-05-05", "place": "#REF!"}),
    ("visit", {"date": "2024-05-05", "people": ["无"]}),
    ("visit", {"date": "2024-05-05", "note": "example row: skipped on import"}),
    ("visit", {"date": "2024-05-05", "note": " padded "}),
    ("visit", {"date": "2024-05-05", "note": "a\x1b[31m"}),
    ("visit", {"date": "2024-05-05", "note": None}),
    ("visit", {"date": "2024-05-05", "approximate": {"households": ["over"]}}),
    ("visit", {"date": "2024-05-05", "households": 3, "approximate": {"households": "over"}}),
    ("mediation", {"date": "2024-05-05"}),
    ("visit", {"households": 3}),
    ("visit", {"date": "soon"}),
    ("visit", {}),
    ("weather", {"sky": "blue"}),
]


@pytest.mark.parametrize(("kind", "doc"), ODD)
def test_what_a_sheet_cannot_carry_is_counted_and_stands_in_json(
    filled: Branchlog, ledger: Path, kind: str, doc: dict[str, Any]
) -> None:
    open_ledger(ledger).db.table(kind).insert(doc)
    for name in ("x.csv", "x.xlsx"):
        result = filled.ok("-q", "export", "-o", name)
        assert result.err.startswith("1 more cannot stand in a sheet as they are and were left out")
        assert f"({kind} " in result.err
        assert result.err.rstrip().endswith("use -o FILE.jsonl")
        assert sum(map(len, sheets(filled.home / name).values())) == 15
    assert filled.ok("-q", "export", "-o", "x.jsonl").err == ""
    lines = (filled.home / "x.jsonl").read_text("utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    assert len(found) == 16
    assert any(row["kind"] == kind and row.items() >= doc.items() for row in found)


def test_a_text_longer_than_a_cell_is_not_cut(filled: Branchlog) -> None:
    add(filled, [{"kind": "visit", "date": "2024-05-05", "note": "x" * 32_768}])
    add(filled, [{"kind": "visit", "date": "2024-05-05", "note": "y" * 32_767}])
    result = filled.ok("export", "visit", "-o", "x.xlsx")
    assert "1 more cannot stand in a sheet" in result.err
    assert "y" * 32_767 in {row["note"] for row in sheets(filled.home / "x.xlsx")["visit"]}


def test_an_empty_ledger_gives_a_file_with_headings(branchlog: Branchlog, ledger: Path) -> None:
    for name in ("x.csv", "x.xlsx", "x.jsonl"):
        assert branchlog.ok("export", "-o", name).err.endswith("records: 0\n")
    assert (branchlog.home / "x.csv").read_text("utf-8-sig") == "id,rev,kind\n"
    assert (branchlog.home / "x.jsonl").read_text() == ""


OWN = """
[[kinds]]
id = "sale"
label = ["义卖;第(1)种", "sale = 1"]
[[kinds.fields]]
id = "kind-of-goods"
label = ["事项", "kind"]
type = "text"
[[kinds.fields]]
id = "sold"
label = ["卖出(件)", "=sold"]
type = "quantity"
unit = "件"
[[kinds.fields]]
id = "paid"
label = ["交款日", "paid on"]
type = "day"
[[kinds.fields]]
id = "grade"
label = ["等级", "grade"]
type = "choice"
choices = [{ id = "a", label = ["甲、乙", "A; B"] }, { id = "b", label = ["-", "+"] }]
"""


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx"])
def test_a_ledgers_own_kind_comes_back(
    branchlog: Branchlog, ledger: Path, own: Callable[[str], None], name: str
) -> None:
    own(OWN)
    words = ("kind-of-goods=cakes", "sold=over 12", "paid=2024-05-02")
    branchlog.ok("add", "sale", "2024-05-01", *words, "grade=a")
    branchlog.ok("add", "sale", "2024-05-01", "grade=b")
    branchlog.ok("export", "-o", name)
    catalogue = open_ledger(ledger).catalogue
    assert read_back(branchlog.home / name, catalogue) == recorded(ledger)
    (rows,) = sheets(branchlog.home / name).values()
    assert list(rows[0])[2:] == [
        "kind", "date", "kind-of-goods", "sold", "paid on", "grade", "approximate",
    ]  # fmt: skip


KIND = Catalogue().kind("visit")
TEXT = st.text(max_size=20)
FIELDS = st.fixed_dictionaries(
    {"date": st.dates(date(1949, 1, 1), date(2030, 1, 1)).map(date.isoformat)},
    optional={
        "note": TEXT,
        "place": TEXT,
        "people": st.lists(TEXT | st.text("张三李四 、;\"'=-a"), min_size=1, max_size=4),
        "households": st.integers(0, 10**9) | st.sampled_from(["约3", "over 7"]),
        "hours": st.integers(0, 10**6).map(lambda number: number / 100),
        "times": st.integers(1, 99),
        "persons": st.sampled_from(["约3", 5]),
        "category": st.sampled_from(sorted(KIND.categories)),
    },
)


class Written(NamedTuple):
    """A record, without a ledger."""

    kind: str
    id: str
    rev: int
    at: str
    who: str
    batch: str
    doc: dict[str, Any] | None


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(FIELDS, min_size=1, max_size=4), lang=st.sampled_from(["zh", "en"]))
def test_whatever_a_command_records_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], lang: Lang
) -> None:
    docs = [doc for row in rows if (doc := document(row)) is not None]
    records = [Written("visit", str(number), 1, "", "", "", doc) for number, doc in enumerate(docs)]
    found = sheets_out.of_records(Catalogue(), records, lang, by_kind=True)
    # 无 as a name and the like: an import takes them for nothing.
    kept = [record for record in records if record not in found.left_out]
    for name in ("x.csv", "x.xlsx"):
        file = tmp_path_factory.mktemp("sheets") / name
        render.save(Report(tables=found.tables), file, lang=lang)
        expected = {record.id: ("visit", record.doc) for record in kept}
        assert read_back(file, Catalogue()) == expected


def document(fields: dict[str, Any]) -> dict[str, Any] | None:
    """The document of some fields; None where a command would refuse them."""
    try:
        doc = codec.document(KIND, fields, LATE)
    except BadValue:
        return None
    # A sheet's file cannot hold these two, and says so.
    return None if re.search("[\ufffe\uffff]", str(doc.values())) else doc
