"""A report tells nobody's name unless it is asked to: households, parties, minors."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from branchlog import render
from branchlog.messages import Lang
from branchlog.records.catalogue import Catalogue
from branchlog.report import Report
from tests.stats.reported import Docs, findings, report

OWN = {
    "kinds": [
        {
            "id": "loan",
            "label": ["借用", "loan"],
            "fields": [
                {"id": "borrower", "label": ["借用人", "borrower"], "type": "text"},
                {"id": "children", "label": ["孩子", "children"], "type": "names"},
                {
                    "id": "sort",
                    "label": ["种类", "sort"],
                    "type": "choice",
                    "choices": [{"id": "book", "label": ["书", "book"]}],
                },
            ],
        }
    ],
    "fields": [
        {"kind": "visit", "id": "contact", "label": ["联系人", "contact"], "type": "text"},
    ],
}
#: Members are volunteers, and what is done or awarded in public has a public title.
PUBLIC = {"activity.title", "honour.title", "honour.people"}


def _secret(kind: str, field: str) -> str:
    return f"某{kind}.{field}某"


def _documents() -> dict[str, list[dict[str, Any]]]:
    """Of each kind a record with a name in every field that can hold a text, and in one unknown."""
    found = {}
    for kind in Catalogue(OWN).kinds():
        doc: dict[str, Any] = {"date": "2024-03-05", "secret": _secret(kind.id, "secret")}
        if kind.categories:
            doc["category"] = next(iter(kind.categories))
        for field in kind.fields.values():
            if field.type in ("text", "note", "choice", "end"):
                doc[field.id] = _secret(kind.id, field.id)
            elif field.type == "names":
                doc[field.id] = [_secret(kind.id, field.id)]
            elif field.type == "quantity":
                doc[field.id] = 3
        doc["approximate"] = {_secret(kind.id, "approximate"): "over"}
        found[kind.id] = [doc, {"date": "2024-03-06", "category": _secret(kind.id, "category")}]
    return found


def _said(made: Report, format_: str, lang: Lang) -> str:
    stream = io.StringIO()
    render.write(made, stream, format_, lang=lang, width=0, color=False)
    return stream.getvalue().replace("\\", "")


def _everything(made: Report, lang: Lang) -> str:
    shown = [_said(made, format_, lang) for format_ in ("table", "md", "json")]
    return "\n".join([repr(made), *shown])


def _secrets() -> set[str]:
    found = set()
    for kind, docs in _documents().items():
        names = json.dumps(docs, ensure_ascii=False)
        fields = [*Catalogue(OWN).kind(kind).fields, "secret"]
        found |= {f"{kind}.{field}" for field in fields if _secret(kind, field) in names}
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_by_default_no_text_of_any_kind_is_told(lang: Lang) -> None:
    made = report(findings(_documents(), lang=lang, own=OWN))

    said = _everything(made, lang)
    told = {name for name in _secrets() if _secret(*name.split(".")) in said}
    members = {f"{kind}.people" for kind in _documents() if kind != "standing"}
    assert told == PUBLIC | members


def test_a_member_is_told_with_their_service_and_not_with_a_record() -> None:
    made = report(findings(_documents(), own=OWN))

    assert "visit.people" not in repr(made.records)
    assert "people" not in json.dumps(made.data["records"])  # type: ignore[index]


def test_asked_for_every_text_is_told() -> None:
    made = report(findings(_documents(), own=OWN, names=True))

    said = repr(made.records)
    told = {name for name in _secrets() if _secret(*name.split(".")) in said}
    # Stocks and honours of no known category are in no figure, so no proof names their records.
    assert told == _secrets() - {"standing.category", "honour.category"}


@pytest.mark.parametrize(
    ("category", "title", "told"),
    [
        ("talk", "坝坝会:讲红色故事", True),
        ("talk", "到毛光琴家讲红色故事", False),
        ("talk", "毛光琴", False),
        ("home-study", "给老党员送学", False),
        ("other", "看望老邻居", False),
    ],
)
def test_a_title_that_may_name_somebody_is_left_out(category: str, title: str, told: bool) -> None:
    docs: Docs = {
        "visit": [{"date": "2022-01-05", "household": ["毛光琴"]}],
        "activity": [{"date": "2024-03-05", "category": category, "title": title}],
    }

    assert (title in repr(report(findings(docs)))) == told


@pytest.mark.parametrize(("occasion", "told"), [("清明", True), ("毛光琴七十大寿", False)])
def test_an_occasion_is_told_when_it_is_a_festival(occasion: str, told: bool) -> None:
    docs: Docs = {"activity": [{"date": "2024-03-05", "occasion": occasion}]}

    assert (occasion in repr(report(findings(docs)))) == told
