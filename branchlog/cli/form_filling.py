"""Fill the figures of a period into a form that somebody else made."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from branchlog.cli import form_details, form_listing, overwriting, views, warnings
from branchlog.cli.form_details import Detail
from branchlog.cli.form_listing import Filled
from branchlog.cli.session import Session
from branchlog.config import suggestion
from branchlog.errors import BadValue, Fault, NotFound, Refused
from branchlog.ledger.names import STANDING
from branchlog.messages import Forms as Text
from branchlog.messages import Pair, RenderText, Stats, say
from branchlog.records.indicators import Indicator, indicators
from branchlog.records.periods import Period
from branchlog.records.text import short
from branchlog.render.forms.form import Filling, Form, Spot
from branchlog.render.saving import replacing_bytes
from branchlog.stats import expression, wording
from branchlog.stats.expression import Asked, Evaluation
from branchlog.stats.figures import Figure
from branchlog.stats.selection import Documents

#: Misunderstandings that are named. A form with more was made for something else.
_MOST_NAMED = 100


def filled(
    session: Session,
    form: Path,
    output: Path,
    period: Period,
    force: bool,
    *,
    as_json: bool = False,
) -> None:
    """Write the form to `output` with its placeholders filled in, and list what went in.

    Raises BadValue for a form that cannot be filled, naming every placeholder that is not
    understood; nothing is written then.
    """
    _check_target(session, form, output)
    form_details.signers(session.config().form)
    sheet = Form(form, io.BytesIO(_content(session.here / form, form)))
    wanted = _understood(session, sheet, period)
    overwriting.confirm(session, output, force)
    values = _values(session, wanted)
    with replacing_bytes(session.here / output) as raw:
        sheet.write({text: each.filling for text, each in values.items()}, raw)
    form_listing.tell(session, sheet, output, period, values, as_json=as_json)


def _check_target(session: Session, form: Path, output: Path) -> None:
    """Refuse a file of another format, and the form itself. Raises BadValue or Refused."""
    if output.suffix.lower() != ".xlsx":
        why = RenderText.UNKNOWN_SUFFIX if output.suffix else RenderText.NO_SUFFIX
        raise BadValue(
            RenderText.CANNOT_SAVE,
            why,
            RenderText.SUFFIXES,
            path=output,
            suffix=output.suffix,
            known=".xlsx",
        )
    if os.path.realpath(session.here / output) == os.path.realpath(session.here / form):
        raise Refused(RenderText.CANNOT_SAVE, Text.IS_THE_FORM, Text.ANOTHER_NAME, path=output)


def _content(path: Path, named: Path) -> bytes:
    """The form's bytes. Raises BadValue for what is no file, or cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise BadValue(Text.NOT_FILLED, Text.NO_FILE, Text.SAVE_AS_XLSX, path=named)
        return path.read_bytes()
    except OSError as error:
        raise BadValue(
            Text.NOT_FILLED,
            RenderText.SYSTEM_SAYS,
            Text.NAME_FORM,
            path=named,
            detail=error.strerror or str(error),
        ) from error


def _understood(session: Session, form: Form, period: Period) -> dict[str, Asked | Detail]:
    """What each placeholder asks for. Raises BadValue that names what is not understood."""
    known = indicators(session.catalogue())
    found: dict[str, Asked | Detail] = {}
    problems: list[tuple[Spot, str | None, Pair]] = []
    for spot in form.spots:
        if len(problems) > _MOST_NAMED:
            break
        if spot.trouble:
            problems.append((spot, None, _TROUBLES[spot.trouble]))
            continue
        for text in spot.placeholders:
            try:
                if text not in found:
                    found[text] = _one(session, known, period, text)
            except Fault as fault:
                problems.append((spot, text, _reason(fault)))
    if problems:
        raise BadValue(
            Text.NOT_FILLED,
            Text.BAD_PLACES,
            Text.EXPRESSION_HINT,
            path=form.path,
            count=len(problems) if len(problems) <= _MOST_NAMED else f"{_MOST_NAMED}+",
            places=_listed(problems[:_MOST_NAMED]),
        )
    if not found:
        why, hint = Text.NO_PLACEHOLDER, Text.EXPRESSION_HINT
        raise BadValue(Text.NOT_FILLED, why, hint, path=form.path)
    return found


_TROUBLES: dict[str, Pair] = {
    "torn": Text.TORN,
    "formula": Text.IN_FORMULA,
    "heading": Text.IN_HEADING,
}


def _one(session: Session, known: list[Indicator], period: Period, text: str) -> Asked | Detail:
    parsed = expression.parse(text)
    name = None if parsed.options or parsed.words else form_details.key(parsed.word)
    if name:
        return form_details.detail(session, period, name)
    try:
        return expression.resolve(parsed, known, session.catalogue(), period, session.today)
    except NotFound as fault:
        if not parsed.options and fault.trouble.values.get("suggestion") == ("", ""):
            near = suggestion(parsed.word, form_details.names())
            raise NotFound(
                Text.UNKNOWN_NAME, Text.NO_OPTION, Text.EXPRESSION_HINT,
                word=short(parsed.word), suggestion=near,
            ) from None  # fmt: skip
        raise


def _reason(fault: Fault) -> Pair:
    """A fault in one clause: what nothing answers to with its suggestion, else what and why."""
    what, why, _, values = fault.trouble
    if isinstance(fault, NotFound):
        near: Pair = values.get("suggestion", ("", ""))
        also = "" if "{suggestion}" in what[0] else near[0]
        other = "" if "{suggestion}" in what[1] else near[1]
        return say(what, "zh", **values) + also, say(what, "en", **values) + other
    return (
        f"{say(what, 'zh', **values)}:{say(why, 'zh', **values)}",
        f"{say(what, 'en', **values)}: {say(why, 'en', **values)}",
    )


def _listed(problems: Iterable[tuple[Spot, str | None, Pair]]) -> Pair:
    """Every problem with its sheet and cell, on one line in each language."""
    both: tuple[list[str], list[str]] = ([], [])
    for spot, text, reason in problems:
        place = f"{spot.sheet}!{spot.cell}" + ("" if text is None else f" {{{{{short(text)}}}}}")
        both[0].append(f"{place} {reason[0]}")
        both[1].append(f"{place} {reason[1]}")
    return ";".join(both[0]), "; ".join(both[1])


def _values(session: Session, wanted: Mapping[str, Asked | Detail]) -> dict[str, Filled]:
    asked = [each for each in wanted.values() if isinstance(each, Asked)]
    docs = _documents(session, asked) if asked else {}
    evaluation = Evaluation(indicators(session.catalogue()), docs)
    found = {}
    for text, each in wanted.items():
        if isinstance(each, Detail):
            value = each.value
            found[text] = Filled(None, None, each, Filling(str(value), value or None))
        else:
            figure = evaluation.figure(each)
            for filter_ in evaluation.unheard(each):
                session.note(Text.UNHEARD, text=text, filter=filter_)
            found[text] = Filled(each, figure, None, _filling(session, each, figure))
    return found


def _filling(session: Session, asked: Asked, figure: Figure) -> Filling:
    """A figure in a form: nothing recorded is 0, and what has no value leaves its cell empty."""
    if asked.words:
        text = wording.words(figure, session.lang)
        return Filling(text, text)
    if figure.value is None:
        return Filling(session.say(Stats.NONE), None)
    rate = figure.indicator.aggregation == "ratio"
    return Filling(wording.display(figure, session.lang), figure.value, rate)


def _documents(session: Session, asked: Sequence[Asked]) -> Documents:
    snapshot = session.ledger().read(_years(asked))
    warnings.of_snapshot(session, snapshot)
    counted = views.countable(snapshot, session.catalogue())
    warnings.of_count(session, snapshot, counted)
    return {kind: [entry.doc or {} for entry in entries] for kind, entries in counted.items()}


def _years(asked: Iterable[Asked]) -> tuple[int | None, int | None]:
    """The years that the figures need: what is counted to date may have begun in any."""
    spans = [each.period.years() for each in asked]
    to_date = any(
        each.indicator.span == "to-date"
        or (each.indicator.stock and each.indicator.kind != STANDING)
        for each in asked
    )
    firsts, lasts = [first for first, _ in spans], [last for _, last in spans]
    return (
        None if to_date or None in firsts else min(year for year in firsts if year is not None),
        None if None in lasts else max(year for year in lasts if year is not None),
    )
