"""The numbers of a year-end report, ready-made for a script that only writes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from branchlog.cli import reporting
from branchlog.cli.session import Session
from branchlog.records.periods import parse_period
from branchlog.render import outline
from branchlog.report import Chart, Report, Section, Table


def made(ledger: Path, target: Path) -> Path:
    """A JSON file of what the ledger's report for 2024 shows."""
    session = Session({"BRANCHLOG_WHO": "luo"}, ledger)
    session.ledger_option = str(ledger)
    session.lang = "zh"
    session.quiet = True
    compiled = reporting.compiled(
        session, parse_period("2024", session.today), None, names=False, data=False
    )
    target.write_text(json.dumps(_numbers(compiled.report), ensure_ascii=False), encoding="utf-8")
    return target


def _numbers(report: Report) -> dict[str, Any]:
    blocks = [block for section in report.sections for block in _blocks(section)]
    return {
        "title": report.title,
        "texts": [
            "".join(run.text for run in block)
            for block in blocks
            if not isinstance(block, (Table, Chart))
        ],
        "tables": list(map(_table, outline.tables(report))),
        "records": list(map(_table, report.records)),
        "charts": [_chart(block) for block in blocks if isinstance(block, Chart)],
        "proofs": [proof._asdict() for proof in report.proofs],
    }


def _blocks(section: Section) -> Iterator[Any]:
    yield from section.blocks
    for part in section.parts:
        yield from _blocks(part)


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "titles": [column.title for column in table.columns],
        "rows": table.rows,
    }


def _chart(chart: Chart) -> dict[str, Any]:
    return {"title": chart.title, "labels": chart.labels, "series": chart.series}
