"""A judged draft as a report: the text with its numbers marked, the table, the counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from branchlog.cli import options, periods
from branchlog.cli.session import Session
from branchlog.drafts import marking
from branchlog.drafts.claim import Candidate, Claim, Verdict
from branchlog.drafts.reading import STDIN
from branchlog.messages import Cli, Pair, say
from branchlog.messages import Proofreading as Text
from branchlog.records.periods import Period
from branchlog.report import Cell, Column, Mark, Paragraph, Report, Run, Section, Table
from branchlog.stats import wording

_VERDICTS: dict[Verdict, Pair] = {
    "matches": Text.MATCHES,
    "differs": Text.DIFFERS,
    "no-evidence": Text.NO_EVIDENCE,
    "not-understood": Text.NOT_UNDERSTOOD,
    "no-claim": Text.NO_CLAIM,
}
_MARKS: dict[Verdict | None, Mark] = {
    "matches": "good",
    "differs": "bad",
    "no-evidence": "bad",
    "not-understood": "doubt",
}


class Judged(NamedTuple):
    """A draft, what was found in it, and what it was held against."""

    name: str
    text: str
    claims: Sequence[Claim]
    period: Period
    #: The date of the period's latest record.
    last: str | None


def report(session: Session, judged: Judged, *, everything: bool, format_: str) -> Report:
    """What was found. `everything` lists the numbers that are no claims too."""
    settings, lang, claims = session.config(), session.lang, judged.claims
    ledger = (settings.name, settings.org, settings.uuid)
    header = marking.Header(*ledger, judged.period, judged.name)
    listed = [pair for pair in marking.numbered(claims) if everything or pair[0] is not None]
    shown = Report(
        _heading(session, judged),
        notes=_notes(session, claims, everything),
        data=marking.as_json(header, claims, lang),
        rows=tuple(marking.claim_json(claim, lang) for claim in claims),
    )
    if format_ in options.SHEETS:
        return shown._replace(tables=(_sheet(session, listed, keys=format_ != "xlsx"),))
    blocks: list[Paragraph | Table] = [
        tuple(Run(piece.text, mark=_MARKS.get(piece.verdict, "")) for piece in paragraph)
        for paragraph in marking.paragraphs(judged.text, claims)
    ]
    if any(number is not None for number, _ in listed):
        blocks.append((Run(session.say(Text.LEGEND)),))
    if listed:
        blocks.append(_table(session, listed))
        blocks += _remarks(session, listed)
    return shown._replace(sections=(Section("", tuple(blocks)),))


def _heading(session: Session, judged: Judged) -> tuple[str, ...]:
    last = judged.last or session.say(Cli.NO_ENTRY)
    name = session.say(Text.PIPED) if judged.name == STDIN else judged.name
    return (
        session.say(Text.PERIOD, period=periods.shown(session, judged.period), last=last),
        periods.heading(session),
        session.say(Text.DRAFT, name=name),
    )


def _notes(session: Session, claims: Sequence[Claim], everything: bool) -> tuple[str, ...]:
    counts = marking.counts(claims)
    tabled = marking.in_tables(claims)
    others = counts.pop("no-claim") - tabled
    notes = []
    if total := sum(counts.values()):
        notes.append(
            session.say(
                Text.COUNTS,
                total=total,
                matches=counts["matches"],
                differs=counts["differs"],
                none=counts["no-evidence"],
                unclear=counts["not-understood"],
            )
        )
    else:
        notes.append(session.say(Text.NO_NUMBERS))
    if tabled:
        notes.append(session.say(Text.IN_TABLES, count=tabled))
    if others and not everything:
        notes.append(session.say(Text.OTHERS, count=others))
    notes.append(session.say(Text.ONLY_NUMBERS))
    return tuple(notes)


def _table(session: Session, listed: Sequence[tuple[int | None, Claim]]) -> Table:
    columns = (
        Column("number", session.say(Text.NUMBER), "right"),
        Column("text", session.say(Text.SAID)),
        Column("verdict", session.say(Text.VERDICT)),
        Column("indicator", session.say(Text.INDICATOR)),
        Column("period", session.say(Text.SPAN)),
        Column("ledger", session.say(Text.LEDGER)),
    )
    rows = tuple(
        (
            number,
            claim.said,
            session.say(_VERDICTS[claim.verdict]),
            _joined(session.say(each.indicator.label) for each in claim.candidates),
            _joined(each.period.label for each in claim.candidates),
            _joined(_ledger(session, each, claim.said) for each in claim.candidates),
        )
        for number, claim in listed
    )
    return Table(columns, rows)


def _remarks(session: Session, listed: Sequence[tuple[int | None, Claim]]) -> Iterator[Paragraph]:
    """Why numbers were judged as they were, below the table: in it there is no room for that."""
    found: dict[str, list[str]] = {}
    for number, claim in listed:
        if claim.remark and number is not None:
            found.setdefault(say(claim.remark, session.lang), []).append(str(number))
    comma = "、" if session.lang == "zh" else ", "
    lines = [
        session.say(Text.REMARKED, numbers=comma.join(numbers), remark=remark)
        for remark, numbers in found.items()
    ]
    if lines:
        yield (Run("\n".join(lines)),)


def _joined(words: Iterable[str]) -> str:
    """What several candidates do not share."""
    return " / ".join(dict.fromkeys(words))


def _ledger(session: Session, candidate: Candidate, said: str) -> str:
    """The figure as it is, and as a report would say it where the draft says otherwise."""
    figure = candidate.figure
    if not figure.recorded:
        return session.say(Text.NOTHING_RECORDED)
    exact = wording.words(figure, session.lang, rounded=False)
    rounded = wording.words(figure, session.lang)
    if rounded == exact or said in (wording.words(figure, "zh"), wording.words(figure, "en")):
        return exact
    return session.say(Text.EXACT_AND_ROUNDED, exact=exact, rounded=rounded)


def _sheet(session: Session, listed: Sequence[tuple[int | None, Claim]], *, keys: bool) -> Table:
    """One claim a row, with ids and numbers; scripts that read CSV find the stable keys."""
    titles = {
        "number": Text.NUMBER,
        "text": Text.SAID,
        "verdict": Text.VERDICT,
        "indicators": Text.INDICATOR,
        "period": Text.SPAN,
        "value": Text.LEDGER,
        "low": Text.LEAST,
        "high": Text.GREATEST,
        "remark": Text.REMARK,
    }
    columns = tuple(
        Column(key, "" if keys else session.say(title)) for key, title in titles.items()
    )
    rows = []
    for number, claim in listed:
        found = marking.claim_json(claim, session.lang)
        row: dict[str, Cell] = {
            **{key: cell for key, cell in found.items() if isinstance(cell, (str, int, float))},
            "number": number,
            "verdict": claim.verdict if keys else session.say(_VERDICTS[claim.verdict]),
            "indicators": " ".join(dict.fromkeys(each.indicator.id for each in claim.candidates)),
            "period": _joined(each.period.label for each in claim.candidates),
        }
        rows.append(tuple(row.get(key) for key in titles))
    return Table(columns, tuple(rows))
