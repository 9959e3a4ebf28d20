"""Change one record: shared by amend, resolve and the menu."""

from __future__ import annotations

from branchlog.cli import answers, lookup, options, views
from branchlog.cli.session import Session
from branchlog.errors import Refused
from branchlog.intake import words as intake
from branchlog.ledger import Written
from branchlog.messages import Cli as Text
from branchlog.messages import Pair, Records
from branchlog.records import codec
from branchlog.records.catalogue import Kind, State, find, listed
from branchlog.records.dates import FarBack
from branchlog.records.record import Document, as_json
from branchlog.records.text import bad


def amend(
    session: Session, id_: str, typed: intake.Words, why: str, json: bool, title: Pair
) -> None:
    """Change the fields that were typed."""
    why = options.reason(why)
    found = lookup.live(session, id_)
    kind = lookup.kind(session, found)
    given = intake.given(typed, kind)
    lookup.reason(session, found, why)
    _write(session, found, kind, given, why, json, title)


def resolve(session: Session, id_: str, typed: intake.Words, why: str, json: bool) -> None:
    """Give a record its outcome and closing date: usually the good one, and today.

    What has ended already, or any other field, is a correction and needs its reason.
    """
    why = options.reason(why)
    found = lookup.live(session, id_)
    kind = lookup.kind(session, found)
    state = kind.state
    if state is None:
        raise _stateless(session, kind)
    given = intake.given(_ending(kind, state, typed), kind)
    for id_ in given.keys() & {state.field, "closed"}:
        if not given[id_]:
            raise bad(kind.fields[id_].label, "", Records.EMPTY, Records.EMPTY_HINT)
    before = found.entry.doc or {}
    ended = before.get(state.field) not in (None, *state.open)
    if ended and not given:
        raise _ended(session, found, kind, state)
    if ended or given.keys() - {state.field, "closed"}:
        lookup.reason(session, found, why)
    given.setdefault(state.field, before[state.field] if ended else state.default)
    given.setdefault("closed", before.get("closed") or session.today.isoformat())
    _write(session, found, kind, given, why, json, Text.RESOLVED)


def _ending(kind: Kind, state: State, typed: intake.Words) -> intake.Words:
    """`failed yesterday` as outcome and closing date: a bare word never moves the event itself."""
    bare, fields = list(typed.bare), list(typed.fields)
    if bare and find(bare[0], kind.fields[state.field].choices):
        fields.append((state.field, bare.pop(0)))
    if bare:
        fields.append(("closed", " ".join(bare)))
    return intake.Words((), tuple(fields))


def _stateless(session: Session, kind: Kind) -> Refused:
    stated = [each for each in session.catalogue().kinds() if each.state]
    return Refused(
        Text.NO_STATE, Text.NO_STATE_WHY, Text.NO_STATE_HINT, kind=kind.label, known=listed(stated)
    )


def _ended(session: Session, found: lookup.Found, kind: Kind, state: State) -> Refused:
    doc = found.entry.doc or {}
    return Refused(
        Text.RESOLVED_ALREADY,
        Text.RESOLVED_ALREADY_WHY,
        Text.RESOLVED_ALREADY_HINT,
        id=found.snapshot.shortest(found.entry.id),
        state=views.value(kind, state.field, doc, session.lang),
        closed=views.day(doc.get("closed", ""), session.lang),
    )


def _write(
    session: Session,
    found: lookup.Found,
    kind: Kind,
    given: dict[str, object],
    why: str,
    json: bool,
    title: Pair,
) -> None:
    before: Document = dict(found.entry.doc or {})

    def edit(doc: Document) -> Document:
        return codec.edited(kind, doc, given, session.today)

    try:
        # Whoever has to be asked is asked before the ledger is locked.
        edit(before)
    except FarBack as far:
        from branchlog.cli import far_back

        far_back.confirm(session, kind, given, far)
    done: Written = session.ledger().amend(*found.key, edit, why=why)
    if not done.count:
        session.note(Text.NOTHING_CHANGED)
        if json:
            session.answer_json(as_json(found.entry))
        return
    answers.written(session, done, title, as_json=json, before={found.key: before})
