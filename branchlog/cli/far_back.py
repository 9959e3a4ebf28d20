"""Ask whether a day without its year, long ago, is the one that was meant."""

from __future__ import annotations

from branchlog.cli.session import Session
from branchlog.messages import Cli as Text
from branchlog.records import codec
from branchlog.records.catalogue import Kind
from branchlog.records.dates import FarBack


def confirm(session: Session, kind: Kind, given: dict[str, object], far: FarBack) -> None:
    """Write every such day in `given` out in full, if a person says that it was meant.

    Raises `far` where nobody can be asked, and Refused when the person says no.
    """
    if not session.interactive():
        raise far
    from branchlog.cli import ask

    for id_, value in given.items():
        try:
            codec.value(kind, kind.fields[id_], value, session.today)
        except FarBack as each:
            ask.agree(session, session.say(Text.ASK_FAR, date=each.when.date))
            given[id_] = each.when.typed()
