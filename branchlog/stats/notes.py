"""What must be said below a table for its numbers to be read rightly."""

from __future__ import annotations

from collections.abc import Iterator

from branchlog.messages import Lang, Pair, say
from branchlog.messages import Plans as Planned
from branchlog.messages import Stats as Text
from branchlog.records.catalogue import Catalogue
from branchlog.stats import table, wording
from branchlog.stats.crossed_table import stateless
from branchlog.stats.figures import Figure
from branchlog.stats.statement import Statement, said


def of_table(
    statement: Statement, catalogue: Catalogue, lang: Lang, *, shared: bool
) -> Iterator[str]:
    """The notes, those on how parts add up first."""
    yield from (say(note, lang) for note in _on_parts(statement, shared))
    kinds = stateless(statement, catalogue)
    if kinds:
        labels = ("、".join(kind.label[0] for kind in kinds), ", ".join(k.label[1] for k in kinds))
        yield say(Text.STATELESS_NOTE, lang, kinds=labels)
    if statement.service:
        yield say(Text.SERVICE_NOTE, lang)
    for figure in table.shown(statement, catalogue):
        if figure.unnamed and said(figure):
            yield _unnamed(figure, lang)
    for rate in table.above_one(statement):
        if rate.numerator == "mediation.settled":
            yield say(Text.RATE_NOTE, lang)
        else:
            yield say(Text.RATIO_NOTE, lang, label=rate.label)
    if statement.plan:
        yield say(Planned.RULE, lang)


def _on_parts(statement: Statement, shared: bool) -> Iterator[Pair]:
    axes = statement.axes
    if not axes:
        return
    yield Text.PERSON_NOTE if "person" in axes else Text.DISTINCT_NOTE
    if "span" in axes:
        yield Text.SPAN_NOTE
    if "state" in axes:
        yield Text.STATE_NOTE
    if shared:
        yield Text.SHARE_NOTE
    if statement.compared:
        yield Text.COMPARED_NOTE


def _unnamed(figure: Figure, lang: Lang) -> str:
    """How much of a distinct count is anonymous, so that nobody can tell the same ones apart."""
    indicator = figure.indicator

    def counted(number: str) -> Pair:
        return f"{number}{indicator.unit.id}", number

    return say(
        Text.UNNAMED_NOTE,
        lang,
        label=indicator.label,
        value=counted(wording.display(figure, lang)),
        named=counted(str(figure.named)),
        unnamed=counted(str(figure.unnamed)),
        name=Text.HOUSEHOLD_NAME if indicator.measure == "household" else Text.ANY_NAME,
    )
