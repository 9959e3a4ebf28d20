"""The proofs of a report's figures, and the records that they name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from branchlog.messages import say
from branchlog.records.indicators import Indicator
from branchlog.records.record import Record
from branchlog.report import Cell, Proof, Table
from branchlog.stats import rules, wording
from branchlog.stats.annual.disclosed import FESTIVALS, Disclosure, private_names
from branchlog.stats.annual.findings import Findings
from branchlog.stats.evidence import Evidence, Share


class Proven(NamedTuple):
    """Proofs, the records behind them by kind as tables, and the same for JSON."""

    proofs: tuple[Proof, ...]
    tables: tuple[Table, ...]
    records: tuple[dict[str, object], ...]


def prove(findings: Findings, *, data: bool) -> Proven:
    """The proof of every figure that the report has shown so far; `data` asks for JSON too."""
    behind: dict[str, dict[str, Record]] = {}
    proofs = []
    for key, indicator in findings.shown.items():
        found = findings.trail.evidence(indicator, findings.asked.period)
        # Of a rate the records are those of what it is divided by.
        whole = found.parts[-1] if found.parts else found
        named = behind.setdefault(whole.figure.indicator.kind, {})
        named.update([(record.id, record) for record, _, _, _ in whole.shares])
        proofs.append(_proof(findings, key, indicator, found, _listed(whole.shares)))
    disclosure = _disclosure(findings)
    tables, rows = [], []
    for kind in findings.catalogue.kinds():
        records = sorted(behind.get(kind.id, {}).values(), key=_order)
        if records:
            tables.append(disclosure.table(kind, records))
            rows += [disclosure.json(kind, record) for record in records if data]
    return Proven(tuple(proofs), tuple(tables), tuple(rows))


def _proof(
    findings: Findings,
    key: str,
    indicator: Indicator,
    found: Evidence,
    shares: tuple[tuple[str, Cell], ...],
) -> Proof:
    lang = findings.asked.lang
    return Proof(
        key,
        say(indicator.label, lang),
        found.figure.value,
        wording.words(found.figure, lang, rounded=False),
        rules.rule(indicator, findings.catalogue, lang, findings.known),
        shares,
    )


def _listed(shares: Sequence[Share]) -> tuple[tuple[str, Cell], ...]:
    """Each record's id with what it adds: a hundred thousand of them in a large report."""
    return tuple(
        [
            (record.id, hundredths / 100 if hundredths % 100 else hundredths // 100)
            for record, hundredths, _, _ in shares
        ]
    )


def _disclosure(findings: Findings) -> Disclosure:
    asked = findings.asked
    occasions = {each for indicator in findings.known for each in indicator.occasions}
    private = private_names(findings.catalogue.kinds(), findings.docs)
    return Disclosure(asked.lang, asked.names, {*FESTIVALS, *occasions}, private)


def _order(record: Record) -> tuple[str, str]:
    return str((record.doc or {}).get("date")), record.id
