"""Show what was written, version by version."""

from __future__ import annotations

from typing import Annotated

import typer

from branchlog.cli import lookup, options, periods, views, warnings
from branchlog.cli.options import Format, Json, Output
from branchlog.cli.session import Session
from branchlog.ledger import Entry, Snapshot
from branchlog.messages import Cli as Text
from branchlog.report import Column, Report, Table


def run(
    ctx: typer.Context,
    id: Annotated[str | None, typer.Argument(help="ID")] = None,
    json: Json = False,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Show one record's versions, or all that was ever written, newest first."""
    session: Session = ctx.obj
    chosen = options.chosen_format(json, format_, output)
    if id is None:
        snapshot = session.ledger().read(history=True)
        warnings.of_snapshot(session, snapshot)
        versions = [entry for each in snapshot.history.values() for entry in each]
        versions.sort(key=lambda entry: (entry.batch, entry.id, entry.rev), reverse=True)
    else:
        found = lookup.record(session, id)
        snapshot, versions = found.snapshot, found.snapshot.history[found.key]
    data = [views.version_json(entry) for entry in versions]
    table = _table(session, versions, None if chosen in options.SHEETS else snapshot)
    report = Report((periods.heading(session),), (table,), (), data=data, rows=tuple(data))
    session.show(report, chosen, output)


def _table(session: Session, versions: list[Entry], shortened: Snapshot | None) -> Table:
    titles = {
        "id": Text.ID,
        "rev": Text.REV,
        "op": Text.OP,
        "at": Text.AT,
        "who": Text.WHO,
        "content": Text.CONTENT,
        "why": Text.WHY,
    }
    columns = tuple(
        Column(key, session.say(title), "right" if key == "rev" else "left")
        for key, title in titles.items()
    )
    rows = []
    for entry in versions:
        kind, doc = views.kind_of(session.catalogue(), entry.kind), entry.doc or {}
        when = [str(doc["date"])] if "date" in doc else []
        content = " ".join([*when, views.content(kind, doc, session.lang)]).strip()
        op = session.say(views.OPS[entry.op]) if entry.op in views.OPS else entry.op
        at = entry.at[:16].replace("T", " ")
        id_ = shortened.shortest(entry.id) if shortened else entry.id
        rows.append((id_, entry.rev, op, at, entry.who, content, entry.why))
    return Table(columns, tuple(rows))
