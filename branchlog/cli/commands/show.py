"""Show one record."""

from __future__ import annotations

from typing import Annotated

import typer

from branchlog.cli import lookup, options, periods, views
from branchlog.cli.options import Format, Json, Output
from branchlog.cli.session import Session
from branchlog.messages import Cli as Text
from branchlog.records.record import as_json
from branchlog.report import Column, Report, Table


def run(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(help="ID")],
    json: Json = False,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Show one record with all its fields."""
    session: Session = ctx.obj
    chosen = options.chosen_format(json, format_, output)
    found = lookup.record(session, id)
    entry, lang = found.entry, session.lang
    kind, doc = views.kind_of(session.catalogue(), entry.kind), entry.doc or {}
    rows: list[tuple[str, str]] = [
        (session.say(Text.KIND), session.say(kind.label) if kind else entry.kind),
        *(
            (
                session.say(kind.fields[id_].label) if kind and id_ in kind.fields else id_,
                views.value(kind, id_, doc, lang),
            )
            for id_ in doc
        ),
        (session.say(Text.ID_LABEL), entry.id),
        (session.say(Text.REV), str(entry.rev)),
        (session.say(Text.BATCH_LABEL), entry.batch),
    ]
    notes = [session.say(Text.RECORDED, at=entry.at, who=entry.who)]
    if found.void:
        notes.append(session.say(Text.VOID_NOTE))
    if entry.rev > 1:
        notes.append(session.say(Text.HISTORY_HOW, id=found.snapshot.shortest(entry.id)))
    data = as_json(entry) | ({"void": True} if found.void else {})
    columns = (Column("field", session.say(Text.FIELD)), Column("value", session.say(Text.CONTENT)))
    report = Report(
        (periods.heading(session),),
        (Table(columns, tuple(rows)),),
        tuple(notes),
        data=data,
        rows=(data,),
    )
    session.show(report, chosen, output)
