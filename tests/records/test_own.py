"""A ledger's own kinds, categories, fields, units and indicators: joined, or refused clearly."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from branchlog.errors import BadConfig, Fault
from branchlog.records import catalogue as catalogue_module
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import indicators
from branchlog.records.own import merged

KIND = """
[[kinds]]
id = "lecture"
label = ["讲座", "lecture"]
also = ["宣讲"]
count = "lectures"
unit = "场"
required = ["category"]
state = { field = "stage", open = ["planned"], default = "held" }
fields = [
  { id = "stage", label = ["阶段", "stage"], type = "choice", choices = [
    { id = "planned", label = ["筹备", "planned"] },
    { id = "held", label = ["已办", "held"] },
  ] },
  { id = "closed", label = ["办结日期", "closed"], type = "day" },
  { id = "audience", label = ["听众", "audience"], type = "quantity", unit = "人次" },
  { id = "guests", label = ["嘉宾数", "guests"], type="quantity", unit="人", distinct="guest" },
  { id = "guest", label = ["嘉宾", "guest"], type = "names" },
]
categories = [{ id = "health", label = ["健康", "health"], unit = "次", floor = 10 }]
"""
GOOD = (
    KIND
    + """
[[units]]
id = "桌"
en = ["table", "tables"]

[[categories]]
kind = "visit"
id = "veterans"
label = ["老兵", "veterans"]

[[fields]]
kind = "activity"
id = "meals"
label = ["餐数", "meals"]
type = "quantity"
unit = "桌"

[[indicators]]
id = "lecture.reach"
label = ["讲座听众", "lecture audience"]
where = { kind = "lecture", category = ["health"], occasion = ["重阳"], tag = ["重点"] }
measure = "audience"
aggregation = "sum"
unit = "人次"
sentence = true

[[indicators]]
id = "lecture.share"
label = ["办成率", "share held"]
aggregation = "ratio"
numerator = "lecture.held"
denominator = "lecture.lectures"
unit = "%"

[[indicators]]
id = "lecture.held"
label = ["已办讲座", "lectures held"]
where = { kind = "lecture" }
state = ["held"]
aggregation = "count"
unit = "场"

[[indicators]]
id = "headcount.members"
label = ["在册党员", "members on the books"]
where = { kind = "standing", category = ["member"] }
measure = "value"
aggregation = "last"
unit = "人"

[relabel."mediation.disputes"]
unit = "件"
label = ["纠纷", "quarrels"]

[relabel."lecture.lectures"]
wording = "exact"

[relabel."lecture.health.guests"]
floor = 10
"""
)


def catalogue(toml: str) -> Catalogue:
    return Catalogue(tomllib.loads(toml))


def test_what_is_well_written_joins_the_catalogue() -> None:
    found = catalogue(GOOD)
    by_id = {each.id: each for each in indicators(found)}

    assert found.kind("宣讲").id == "lecture"
    assert found.kind("visit").categories["veterans"].label == ("老兵", "veterans")
    assert found.kind("activity").fields["meals"].unit == found.units["桌"]
    assert by_id["lecture.reach"].occasions == ("重阳",)
    assert by_id["lecture.guests"].aggregation == "distinct"
    assert by_id["mediation.disputes"].unit.id == "件"
    assert by_id["lecture.health.lectures"].unit.id == "次"
    assert by_id["activity.meals"].unit.id == "桌"


def field(**changes: Any) -> str:
    table = {"id": "x", "label": ["甲", "x"], "type": "text", "kind": "visit", **changes}
    return f"[[fields]]\n{lines(table)}"


def category(**changes: Any) -> str:
    return f"[[categories]]\n{lines({'id': 'x', 'label': ['甲', 'x'], 'kind': 'visit', **changes})}"


def indicator(**changes: Any) -> str:
    table = {
        "id": "visit.x",
        "label": ["甲", "x"],
        "where": {"kind": "visit"},
        "aggregation": "count",
        "unit": "次",
        **changes,
    }
    return f"[[indicators]]\n{lines(table)}"


def kind(**changes: Any) -> str:
    return f"[[kinds]]\n{lines({'id': 'x', 'label': ['甲', 'x'], **changes})}"


def lines(table: dict[str, Any]) -> str:
    return "".join(f"{key} = {toml(value)}\n" for key, value in table.items() if value is not ...)


def toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (int, float)) else f"'{value}'"


STATE = {"field": "stage", "open": ["a"], "default": "b"}
A = {"id": "a", "label": ["甲", "a"]}
STAGE: dict[str, Any] = {
    "id": "stage",
    "label": ["阶段", "stage"],
    "type": "choice",
    "choices": [A, {"id": "b", "label": ["乙", "b"]}],
}
CLOSED = {"id": "closed", "label": ["办结", "closed"], "type": "day"}
NAMES = {"id": "name", "label": ["名", "name"], "type": "names"}

BAD = [
    # Unknown and missing keys, values of the wrong type.
    (kind(colour="red"), "unknown key colour"),
    (kind(lable=["a", "b"]), "did you mean label"),
    (kind(label=...), "label is missing"),
    (kind(id=...), "id is missing"),
    (kind(label="甲"), "label must be"),
    (kind(label=["甲"]), "label must be"),
    (kind(label=["甲", ""]), "label must be"),
    (kind(label=["甲", 3]), "label must be"),
    (kind(also="乙"), "also must be"),
    (kind(also=[1]), "also must be"),
    (kind(also=[["乙"]]), "also must be"),
    (kind(stock="yes"), "stock must be"),
    (kind(fields=[3]), ""),
    (kind(categories=["a"]), ""),
    ("kinds = [3]", ""),
    ("fields = [3]", ""),
    ("categories = ['x']", ""),
    ("indicators = ['x']", ""),
    ("units = ['x']", ""),
    # Ids.
    (kind(id="X"), "cannot be an id"),
    (kind(id="x y"), "cannot be an id"),
    (kind(id="党课"), "cannot be an id"),
    (kind(id=""), "cannot be an id"),
    (kind(id="visit"), "there is a visit already"),
    (kind() + kind(label=["乙", "y"]), "there is a x already"),
    (category(id="condolence"), "there is a condolence already"),
    (category(id="households"), "there is a households already"),
    (category(id="people"), "there is a people already"),
    (category(id="visits"), "there is a visits already"),
    (category() + category(label=["乙", "y"]), "there is a x already"),
    (field(id="households"), "there is a households already"),
    (field(id="place"), "there is a place already"),
    (field(id="condolence"), "there is a condolence already"),
    (field(id="kind"), "already"),
    (field(id="id"), "already"),
    (field(id="date"), "already"),
    (field(id="rev"), "already"),
    (field(id="batch"), "already"),
    (field(id="recorded-by"), ""),
    (field(id="recorded_by"), "cannot be an id"),
    (field(id="who"), "already"),
    (field(id="why"), "already"),
    (field(id="op"), "already"),
    (field(id="at"), "already"),
    (field(id="void"), "already"),
    (field(id="people"), "already"),
    (field(id="visits"), "already"),
    (indicator(id="visit.visits"), "there is a visit.visits already"),
    (indicator() + indicator(), "there is a visit.x already"),
    (indicator(id="visits"), "cannot be an id"),
    (indicator(id="Visit.X"), "cannot be an id"),
    (kind(count="people"), "already"),
    (kind(count="Lectures"), "cannot be an id"),
    (kind(count="n", fields=[{**NAMES, "id": "n"}]), "already"),
    # Labels that would name two things.
    (kind(label=["走访", "x"]), "走访"),
    (kind(label=["甲", "Visit"]), "Visit"),
    (category(label=["慰问", "x"]), "慰问"),
    (field(label=["户数", "x"]), "户数"),
    (field(label=["地点", "x"]), "地点"),
    # Units.
    (field(type="quantity", unit="打"), 'there is no unit "打"'),
    (field(type="quantity"), "unit is missing"),
    (category(unit="打"), "there is no unit"),
    (indicator(unit="打"), "there is no unit"),
    (indicator(unit=...), "unit is missing"),
    (kind(unit=3), "unit must be"),
    ("[[units]]\nid = '户'\nen = ['a', 'b']\n", "there is a 户 already"),
    ("[[units]]\nid = '桌'\nen = ['a']\n", "en must be"),
    ("[[units]]\nid = '桌'\n", "en is missing"),
    ("[[units]]\nid = ''\nen = ['a', 'b']\n", ""),
    ("[[units]]\nid = '3桌'\nen = ['a', 'b']\n", ""),
    ("[[units]]\nid = '百'\nen = ['a', 'b']\n", ""),
    # Fields.
    (field(type="colour"), "type cannot be colour"),
    (field(type="times"), "type cannot be times"),
    (field(type="choice"), "choices is missing"),
    (field(type="choice", choices=[]), "choices is missing"),
    (field(type="choice", choices=[3]), ""),
    (field(type="choice", choices=[{"id": "a"}]), "label is missing"),
    (field(type="choice", choices=[A, A]), "already"),
    (field(type="quantity", unit="户", distinct="nobody"), "distinct cannot be nobody"),
    (field(type="quantity", unit="户", distinct="place"), "distinct cannot be place"),
    (field(kind="visitt"), "kind cannot be visitt"),
    (field(kind=["visit"]), ""),
    (field(kind=...), "kind is missing"),
    (category(kind="x"), "kind cannot be x"),
    (category(kind=["visit"]), ""),
    # States.
    (kind(state={**STATE, "open": []}, fields=[STAGE, CLOSED]), "open"),
    (kind(state={**STATE, "open": ["c"]}, fields=[STAGE, CLOSED]), "cannot be c"),
    (kind(state={**STATE, "open": [["a"]]}, fields=[STAGE, CLOSED]), ""),
    (kind(state={**STATE, "default": "c"}, fields=[STAGE, CLOSED]), "cannot be c"),
    (kind(state={**STATE, "default": "a"}, fields=[STAGE, CLOSED]), "default"),
    (kind(state={**STATE, "field": "x"}, fields=[STAGE, CLOSED]), ""),
    (kind(state=STATE, fields=[STAGE]), "closed"),
    (kind(state=STATE, fields=[STAGE, {**CLOSED, "type": "text"}]), "closed"),
    (kind(state={"field": "stage"}, fields=[STAGE, CLOSED]), "is missing"),
    (kind(required=["nothing"]), "required cannot be nothing"),
    (kind(required=[["x"]]), ""),
    (kind(stock=True), "value"),
    (kind(stock=True, fields=[{**NAMES, "id": "value"}]), "value"),
    # Wording.
    (category(phrase=["{m}次", "{n} times"]), "phrase cannot be {m}次"),
    (category(phrase=["{n", "{n} times"]), "phrase"),
    (category(phrase=["{n}"]), "phrase must be"),
    (category(phrases={"nothing": ["{n}", "{n}"]}), "phrases cannot be nothing"),
    (category(phrases={"households": "x"}), ""),
    (category(phrases={"households": ["{m}", "x"]}), ""),
    (category(wording="rough"), "wording cannot be rough"),
    (category(numerals="roman"), "numerals cannot be roman"),
    (category(floor=-10), "floor"),
    (category(floor=0), "floor"),
    (category(dated=["{day}", "x"]), "dated cannot be"),
    # Indicators.
    (indicator(where={"kind": "x"}), "kind cannot be x"),
    (indicator(where={}), "kind is missing"),
    (indicator(where=...), "where is missing"),
    (indicator(where={"kind": "visit", "category": ["x"]}), "category cannot be x"),
    (indicator(where={"kind": "visit", "category": "elderly"}), "category must be"),
    (indicator(where={"kind": "visit", "category": [["x"]]}), ""),
    (indicator(where={"kind": "visit", "occasion": [3]}), ""),
    (indicator(where={"kind": "visit", "place": ["x"]}), "unknown key place"),
    (indicator(aggregation="average"), "aggregation cannot be average"),
    (indicator(aggregation="sum"), "measure is missing"),
    (indicator(aggregation="sum", measure="nothing"), "measure cannot be nothing"),
    (indicator(aggregation="sum", measure="people"), "measure cannot be people"),
    (indicator(aggregation="sum", measure="household"), "measure cannot be household"),
    (indicator(aggregation="distinct", measure="hours"), "measure cannot be hours"),
    (indicator(aggregation="distinct", measure="persons"), "measure cannot be persons"),
    (indicator(aggregation="last", measure="households"), "category is missing"),
    (indicator(aggregation="ratio"), "numerator is missing"),
    (
        indicator(
            where=..., aggregation="ratio", numerator="visit.vists", denominator="visit.visits"
        ),
        "numerator cannot be visit.vists",
    ),
    (
        indicator(where=..., aggregation="ratio", numerator="visit.visits", denominator="x"),
        "denominator cannot be x",
    ),
    (
        indicator(where=..., aggregation="ratio", numerator="visit.x", denominator="visit.visits"),
        "numerator cannot be visit.x",
    ),
    (indicator(span="forever"), "span cannot be forever"),
    (indicator(state=["settled"]), "state"),
    (indicator(where={"kind": "mediation"}, state=["won"]), "state cannot be won"),
    (indicator(where={"kind": "mediation"}, state=[]), "state"),
    # Other names.
    ("[relabel.'visit.vists']\nunit = '户'\n", "visit.vists"),
    ("[relabel.visits]\nunit = '户'\n", "cannot be an id"),
    ("[relabel.'visit.visits']\nunit = '打'\n", "there is no unit"),
    ("[relabel.'visit.visits']\nlabel = '走访'\n", "label must be"),
    ("[relabel.'visit.visits']\ncolour = 'red'\n", "unknown key colour"),
    ("[relabel]\n'visit.visits' = 3\n", ""),
]


@pytest.mark.parametrize(("written", "said"), BAD)
def test_what_is_wrong_is_named_in_three_lines(written: str, said: str) -> None:
    with pytest.raises(BadConfig) as refused:
        indicators(catalogue(written))

    for lines_ in (refused.value.lines("zh"), refused.value.lines("en")):
        assert all(line.strip() for line in lines_)
    english = " ".join(refused.value.lines("en"))
    assert said in english
    assert "branchlog.toml" in english


def test_nonsense_of_any_type_is_a_fault_or_a_catalogue() -> None:
    folder = Path(catalogue_module.__file__).parent
    built_in = tomllib.loads((folder / "catalogue.toml").read_text(encoding="utf-8"))
    built_in |= tomllib.loads((folder / "indicators.toml").read_text(encoding="utf-8"))
    for kind in built_in["kinds"]:
        path = folder / "kinds" / f"{kind['id']}.toml"
        kind |= tomllib.loads(path.read_text(encoding="utf-8"))
    values: list[Any] = [3, 1.5, True, "x", [], ["x"], [3], [["x"]], {}, {"x": 1}]
    for table in ("kinds", "categories", "fields", "indicators", "units", "relabel"):
        for key in (
            "id", "label", "also", "kind", "count", "unit", "state", "stock", "required", "fields",
            "categories", "type", "choices", "distinct", "phrase", "phrases", "dated", "where",
            "measure", "aggregation", "span", "numerator", "en", "decimal", "floor", "wording",
        ):  # fmt: skip
            for value in values:
                row = {"id": "x", "label": ["甲", "x"], "en": ["x", "x"], "type": "text"}
                row = {**row, "kind": "visit", key: value}
                own: dict[str, Any] = {
                    table: {"visit.visits": row} if table == "relabel" else [row]
                }
                with suppress(Fault):
                    merged(built_in, own)
                    indicators(Catalogue(own))
