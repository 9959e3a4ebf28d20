"""The facade for scripts: `open_ledger(path)` joins ledger, intake and stats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from branchlog import config
from branchlog.errors import BadConfig
from branchlog.ledger import Ledger
from branchlog.messages import Trouble
from branchlog.records import codec
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import indicators
from branchlog.records.periods import parse_period
from branchlog.records.record import as_json

if TYPE_CHECKING:
    from tinydb import TinyDB

    from branchlog.intake.plan import Plan


def open_ledger(path: str | Path, *, who: str = "script", today: date | None = None) -> OpenLedger:
    """Open a ledger's folder. Raises BadConfig when it is none or its settings are broken."""
    folder = Path(path)
    problem = config.not_a_ledger(folder)
    settings = problem or config.read_ledger(folder / config.FILE)
    if isinstance(settings, Trouble):
        raise BadConfig.of(settings)
    return OpenLedger(Ledger(folder, settings, who=who), settings, today or date.today())


class OpenLedger:
    """A ledger in a script's hands. Errors are those of branchlog.errors."""

    def __init__(self, ledger: Ledger, settings: config.LedgerConfig, today: date) -> None:
        self.ledger = ledger
        self.settings = settings
        self.today = today

    @cached_property
    def db(self) -> TinyDB:
        """The records as an ordinary TinyDB: a table a kind, every write an entry."""
        from branchlog.ledger.table import open_db

        return open_db(self.ledger)

    @cached_property
    def catalogue(self) -> Catalogue:
        """What can be recorded, the ledger's own kinds included."""
        return Catalogue(self.settings.own)

    def add(self, kind: str, fields: Mapping[str, Any]) -> dict[str, object]:
        """Record one event, checked as the command checks it; the record is returned."""
        return self.add_many([(kind, fields)])[0]

    def add_many(self, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> list[dict[str, object]]:
        """Record many events as one batch: all of them or none."""
        documents = []
        for name, fields in rows:
            kind = self.catalogue.kind(name)
            documents.append((kind.id, codec.document(kind, fields, self.today)))
        return [as_json(entry) for entry in self.ledger.add_batch(documents).entries]

    def import_rows(
        self, rows: Iterable[Mapping[str, Any]], kind: str | None = None, *, year: int | None = None
    ) -> Plan:
        """What importing rows would do, and with `plan.write()` does: as `branchlog import`.

        A row's fields go by id or label; `kind` is what rows without one are; `year` is that of
        days written without it. The plan has `new`, `same`, `changed`, `suspicious` and `bad`;
        `write()` raises RowsRejected when a row is bad.
        """
        from branchlog.intake.importing import Asked, understand_rows

        asked = Asked(self.catalogue.kind(kind) if kind else None, year)
        return understand_rows(rows, self.ledger, self.catalogue, self.today, asked)

    def records(self, kind: str | None = None, period: str = "all") -> list[dict[str, object]]:
        """The live records of a period, oldest first."""
        span = parse_period(period, self.today)
        tables = self.ledger.read(span.years()).tables
        wanted = [self.catalogue.kind(kind).id] if kind else list(tables)
        found = [
            entry
            for name in wanted
            for entry in tables.get(name, {}).values()
            if entry.doc and "date" in entry.doc and span.holds(entry.doc["date"])
        ]
        found.sort(key=lambda entry: ((entry.doc or {})["date"], entry.id))
        return [as_json(entry) for entry in found]

    def stats(self, period: str = "this-year", *, to_date: bool = False) -> dict[str, object]:
        """The figures of a period, as `stats --json` prints them."""
        from branchlog.stats import statement

        span = parse_period(period, self.today)
        tables = self.ledger.read(None if to_date else span.years()).tables
        docs = {
            kind: [entry.doc or {} for entry in table.values()]
            for kind, table in tables.items()
            if self.catalogue.has(kind)
        }
        settings = self.settings
        header = statement.Header(
            settings.name, settings.org, settings.uuid, span, self.today.isoformat(), {}
        )
        found = statement.state(header, indicators(self.catalogue), docs, to_date=to_date)
        lang = settings.language or "en"
        return statement.as_json(found, lang, rounded=False, sentence=False)
