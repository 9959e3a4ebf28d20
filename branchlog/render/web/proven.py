"""The links of a web page: from a figure to its proof, from there to the records and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from branchlog.messages import Lang, say
from branchlog.messages import WebPage as Text
from branchlog.render.web.markup import joined, marked, markup
from branchlog.report import Proof, Report, Table

#: Ids end in what tells them apart; so many characters do for those of a small ledger.
_ENDING = 8


class Shown(NamedTuple):
    """A proof as the page lists it. Where the text has its figure, `used` is set."""

    number: int
    label: str
    shown: str
    rule: str
    found: str
    used: bool
    records: Markup


class Links:
    """Who links to whom. Keys and ids may be any text, so what is linked is numbered instead."""

    def __init__(self, report: Report) -> None:
        self._proofs = {proof.key: number for number, proof in enumerate(report.proofs, 1)}
        self._ordered = report.proofs
        self._used: set[int] = set()
        self._links = dict(_links(report.records))

    def figure(self, text: str, key: str) -> str:
        """The text of a figure, linked to its proof where it has one."""
        number = self._proofs.get(key)
        if number is None or not text:
            return text
        proof = self._ordered[number - 1]
        # The way back leads to where the figure stands first.
        here = "" if number in self._used else f' id="f{number}"'
        self._used.add(number)
        start = f'<a class="figure"{here} href="#p{number}" data-figure="{markup(key)}" data-value='
        return joined((start, f'"{json.dumps(proof.value)}">', markup(text), "</a>"))

    def proofs(self, lang: Lang) -> Iterator[Shown]:
        """Every proof with its records, once the whole text has been set."""
        for number, proof in enumerate(self._ordered, 1):
            yield Shown(
                number,
                proof.label,
                proof.shown,
                proof.rule,
                say(Text.COUNT, lang, count=f"{len(proof.records):,}"),
                number in self._used,
                self._records(proof),
            )

    def _records(self, proof: Proof) -> Markup:
        links = self._links
        return joined(
            [
                f"<li>{links.get(id) or markup(id)} {marked(share)}</li>\n"
                for id, share in proof.records
            ]
        )


def short_ids(table: Table) -> list[str]:
    """The ids of a table of records as they are shown: endings that tell them apart."""
    ids = [str(row[0]) for row in table.rows]
    different, size = len(set(ids)), _ENDING
    longest = max(map(len, ids), default=0)
    while size < longest and len({id[-size:] for id in ids}) < different:
        size += 4
    return [id[-size:] for id in ids]


def _links(tables: Sequence[Table]) -> Iterator[tuple[str, str]]:
    """For each id the link to its row; an id of several rows leads nowhere rather than astray."""
    seen: set[str] = set()
    number = 0
    for table in tables:
        day = _day_column(table)
        for row, ending in zip(table.rows, short_ids(table), strict=True):
            number += 1
            text = marked(row[day]) if day is not None else ""
            id = str(row[0])
            link = f'<a href="#r{number}">{text or markup(ending)}</a>'
            yield id, "" if id in seen else link
            seen.add(id)


def _day_column(table: Table) -> int | None:
    for index, column in enumerate(table.columns):
        if column.form == "date" or column.key == "date":
            return index
    return None
