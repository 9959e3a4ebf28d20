"""What an import ends with: a refusal, a trial's lines, or the answer to what was written."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from branchlog.cli import preview, preview_rows, views
from branchlog.cli.session import Session, unprinted
from branchlog.errors import RowsRejected
from branchlog.ledger import Written
from branchlog.messages import Cli, Intake
from branchlog.messages import Importing as Text

if TYPE_CHECKING:
    from branchlog.intake.outcome import Rejected, Where
    from branchlog.intake.plan import Plan, Progress

_NOTHING = ("", 0, ())


def writable(plan: Plan) -> bool:
    """Whether there is anything that the ledger has not."""
    return bool(len(plan.new) or plan.changed)


def question(session: Session, plan: Plan) -> str:
    """What a person is asked to agree to."""
    count = len(plan.new) + len(plan.changed)
    ledger = session.config().name
    if plan.bad:
        return session.say(Text.ASK_GOOD, ledger=ledger, count=count, bad=len(plan.bad))
    return session.say(Text.ASK, ledger=ledger, count=count)


def refuse(session: Session, plan: Plan, *, keep_good: bool, strict: bool) -> None:
    """Refuse bad rows, and with `strict` suspicious ones. Raises RowsRejected."""
    if plan.bad and not keep_good:
        raise RowsRejected(
            Intake.REJECTED,
            Intake.REJECTED_WHY,
            Intake.REJECTED_HINT,
            bad=len(plan.bad),
            rows=_bad(session, plan),
        )
    if plan.suspicious and strict:
        raise RowsRejected(
            Intake.STRICT,
            Intake.STRICT_WHY,
            Intake.STRICT_HINT,
            count=len({each.where for each in plan.suspicious}),
            rows=_suspicious(session, plan),
        )


def trial(session: Session, plan: Plan, *, json: bool) -> None:
    """Print every row as it was understood, or as JSON what would be done. Nothing is written."""
    if json:
        session.answer_json(_json(session, plan, Written(*_NOTHING), ()))
        return
    if sys.stdout.isatty():
        for line in plan.json_lines():
            session.answer(line.decode().rstrip("\n"))
    else:
        _print(plan)
    session.note(Text.TRIAL)


def _print(plan: Plan) -> None:
    """Lines that `import -` takes are UTF-8 wherever they go."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(plan.json_lines())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unprinted(error) from error


def write(plan: Plan, *, why: str, strict: bool, progress: Progress | None) -> Written:
    """Write what the ledger has not; the bad rows were dealt with."""
    if not writable(plan):
        return Written(*_NOTHING)
    return plan.write(keep_good=True, strict=strict, why=why, progress=progress)


def answer(
    session: Session, plan: Plan, done: Written, saved: Sequence[Path], *, json: bool
) -> None:
    """Say what was written and how to undo it."""
    if json:
        session.answer_json(_json(session, plan, done, saved))
    elif not done.count:
        session.note(Text.NOTHING)
    elif session.quiet:
        session.answer(views.short_id(done.batch))
    else:
        session.answer(session.say(Text.DONE, ledger=session.config().name, count=done.count))
        session.answer(f"  {preview.counts(session, plan)}")
        session.answer(session.say(Cli.UNDO_HOW, batch=views.short_id(done.batch)))


def kept_back(
    session: Session, plan: Plan, saved: Sequence[Path], options: Sequence[str]
) -> RowsRejected:
    """The bad rows that were saved in files, and how to go on."""
    files = [str(path) for path in saved]
    return RowsRejected(
        Text.KEPT_BACK,
        Text.KEPT_BACK_WHY,
        Text.KEPT_BACK_HINT,
        bad=len(plan.bad),
        files=" ".join(files),
        command=" ".join(map(_quoted, ["branchlog", "import", *files, *options])),
        rows=_bad(session, plan),
    )


def _quoted(word: str) -> str:
    """A word as a shell takes it; Chinese needs no quotes."""
    return word if re.fullmatch(r"[\w@%+=:,./-]+", word) else shlex.quote(word)


def _json(session: Session, plan: Plan, done: Written, saved: Sequence[Path]) -> dict[str, Any]:
    return {
        "batch": done.batch,
        "count": done.count,
        "new": len(plan.new),
        "same": len(plan.same),
        "corrected": plan.corrected,
        "changed": len(plan.changed),
        "suspicious": plan.suspected,
        "bad": len(plan.bad),
        "void": plan.voided,
        "untouched": plan.untouched,
        "changes": [
            {**_where(each.where), "kind": each.kind, "id": each.id,
             "before": each.before, "after": each.after}
            for each in plan.changed
        ],
        "suspicions": _suspicious(session, plan),
        "rejected": _bad(session, plan),
        "rejected_file": [str(path) for path in saved],
        "skipped": [
            {"file": each.file, "sheet": each.sheet, "first": each.first, "last": each.last,
             "reason": session.say(each.why), "text": each.text}
            for each in plan.skipped
        ],
        "remarks": [text for _, text in preview_rows.remarks(session, plan)],
    }  # fmt: skip


def _bad(session: Session, plan: Plan) -> list[dict[str, Any]]:
    return [_bad_row(session, each) for each in plan.bad]


def _bad_row(session: Session, each: Rejected) -> dict[str, Any]:
    what, why, hint = each.trouble.lines(session.lang)
    place = {**_where(each.where), "column": each.column, "value": each.value}
    return {**place, "message": f"{what}: {why}", "hint": hint}


def _suspicious(session: Session, plan: Plan) -> list[dict[str, Any]]:
    return [
        {**_where(each.where), "message": preview_rows.suspicion(session, each)}
        for each in plan.suspicious
    ]


def _where(where: Where) -> dict[str, Any]:
    return {"file": where.file, "sheet": where.sheet, "row": where.row}
