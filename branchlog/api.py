"""The facade for scripts: `open_ledger(path)` joins ledger, intake and stats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from branchlog import config
from branchlog.errors import BadConfig
from branchlog.ledger import Ledger
from branchlog.ledger.names import STANDING
from branchlog.messages import Trouble
from branchlog.records import codec
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import indicators
from branchlog.records.periods import parse_comparison, parse_period
from branchlog.records.record import as_json

if TYPE_CHECKING:
    from tinydb import TinyDB

    from branchlog.intake.plan import Plan
    from branchlog.ledger import Entry


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

    def stats(
        self,
        period: str = "this-year",
        *,
        by: str | None = None,
        across: Sequence[str] = (),
        compare: str | None = None,
        shares: bool = False,
        to_date: bool = False,
    ) -> dict[str, object]:
        """The figures of a period, as `stats --json` prints them with the same options.

        Raises Usage for what the command refuses too.
        """
        from branchlog.stats import statement
        from branchlog.stats.axes import chosen
        from branchlog.stats.plan import duties

        span = parse_period(period, self.today)
        compared = None if compare is None else parse_comparison(compare, span, self.today)
        axes = chosen(by, across, shares=shares)
        known = indicators(self.catalogue)
        years = statement.years(known, (span, compared), {STANDING})
        docs = {
            kind: [entry.doc or {} for entry in table.values()]
            for kind, table in self.ledger.read(None if to_date else years).tables.items()
            if self.catalogue.has(kind)
        }
        settings = self.settings
        header = statement.Header(
            settings.name, settings.org, settings.uuid, span, self.today.isoformat(), {}
        )
        found = statement.state(
            header,
            known,
            docs,
            axis=axes[0] if axes else None,
            across=axes[1:],
            to_date=to_date,
            compared=compared,
            catalogue=self.catalogue,
            plan=duties(settings.plan, known),
        )
        lang = settings.language or "en"
        return statement.as_json(found, lang, rounded=False, sentence=False, shared=shares)

    def why(
        self,
        indicator: str,
        period: str = "this-year",
        *,
        since: str | None = None,
        to_date: bool = False,
    ) -> dict[str, object]:
        """How a figure came about, as `why --json` prints it.

        The indicator goes by its id or a label in either language. Raises Ambiguous where it could
        be several, NotFound where it is none.
        """
        from branchlog.ledger import moments
        from branchlog.records.dates import first_day, is_iso, parse_when
        from branchlog.stats import account, statement
        from branchlog.stats.amendments import Then
        from branchlog.stats.left_out import Everything, Voided
        from branchlog.stats.meant import meant

        known, span = indicators(self.catalogue), parse_period(period, self.today)
        asked = meant(indicator, known, span, to_date=to_date).indicator
        snapshot, kinds = self.ledger.read(), account.kinds(asked, known)

        def dated(tables: Mapping[str, Mapping[str, Entry]]) -> dict[str, list[Entry]]:
            return {
                kind: [each for each in table.values() if is_iso(str((each.doc or {}).get("date")))]
                for kind, table in tables.items()
                if self.catalogue.has(kind)
            }

        counted = dated(snapshot.tables)
        live = {kind: [*snapshot.tables.get(kind, {}).values()] for kind in kinds}
        void = {
            kind: [
                Voided(last, gone.who, gone.at, gone.why)
                for last, gone in moments.last_versions(snapshot, kind)
            ]
            for kind in kinds
        }
        then = None
        if since is not None:
            day = first_day(parse_when(since, self.today).date)
            earlier = dated(moments.before(snapshot, day, kinds).tables)
            then = Then(day, earlier, moments.since(snapshot, day, kinds))
        settings = self.settings
        header = statement.Header(
            settings.name, settings.org, settings.uuid, span, self.today.isoformat(), {}
        )
        everything = Everything(live, counted, counted, void)
        found = account.account(header, asked, known, everything, then)
        return account.as_json(found, self.catalogue, settings.language or "en")

    def report(
        self, period: str | None = None, *, compare: str | None = None, names: bool = False
    ) -> dict[str, object]:
        """The year-end report, as `report --json` prints it.

        The period is this year if not given, in January and February last. `names` shows the names
        of households, parties and minors too. Raises Refused for a period without records.
        """
        from branchlog.records.dates import is_iso
        from branchlog.stats.annual import asking, content, narrative
        from branchlog.stats.annual.findings import Asked, Findings

        span = asking.period(period, self.today)
        snapshot = self.ledger.read(None)
        records = {
            kind: [each for each in table.values() if is_iso(str((each.doc or {}).get("date")))]
            for kind, table in snapshot.tables.items()
            if self.catalogue.has(kind)
        }
        asking.check(records, span)
        settings, lang = self.settings, self.settings.language or "en"
        compared = asking.comparison(compare, span, records, self.today)
        asked = Asked(
            settings.name,
            settings.org,
            settings.uuid,
            span,
            compared,
            self.today,
            lang,
            settings.own,
            settings.plan,
            names,
            len(snapshot.conflicts),
        )
        path = self.ledger.folder / f"report.{lang}.j2"
        own = path.exists()
        template = narrative.own(path.read_bytes(), str(path)) if own else narrative.built_in(lang)
        data = content.report(Findings(asked, self.catalogue, records), template).data
        assert isinstance(data, dict)  # noqa: S101 - it was asked for
        return data

    def proofread(self, draft: str, period: str | None = None) -> dict[str, object]:
        """Every number of a draft held against the records, as `proofread --json` prints it.

        `draft` is its text. The period is this year if not given, in January and February last.
        """
        from branchlog.drafts import marking
        from branchlog.drafts.proofreading import proofread

        usual = "last-year" if self.today.month <= 2 else "this-year"
        span = parse_period(usual if period is None else period, self.today)
        docs = {
            kind: [entry.doc or {} for entry in table.values()]
            for kind, table in self.ledger.read(None).tables.items()
            if self.catalogue.has(kind)
        }
        settings = self.settings
        known, words = indicators(self.catalogue), settings.keywords
        own = (*settings.org, settings.name)
        claims = proofread(draft, known, docs, span, self.today, words, self.catalogue, own)
        header = marking.Header(settings.name, settings.org, settings.uuid, span, "-")
        return marking.as_json(header, claims, settings.language or "en")
