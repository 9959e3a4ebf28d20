"""Figures in words: exact, 余, 约, Chinese numerals, and phrases in both languages."""

from __future__ import annotations

from branchlog.messages import Lang, Pair, say
from branchlog.messages import Stats as Text
from branchlog.records import numerals
from branchlog.records.record import Document
from branchlog.stats.figures import Figure

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def floored(whole: int, floor: int = 0) -> int:
    """Floor to what stands before 余: two significant digits, below 100 to tens.

    Below 20 a number stays exact unless the indicator declares `floor` (10: 10余名). The steps
    are those of the branches' own reports. Raises ValueError below 0.
    """
    if whole < 0:
        raise ValueError(whole)
    if whole < 20:
        return whole // floor * floor if floor and whole >= floor else whole
    step = 10 if whole < 100 else 10 ** (len(str(whole)) - 2)
    return whole // step * step


def plain(hundredths: int | None, lang: Lang = "en", *, grouped: bool = False) -> str:
    """A number as written in figures: no trailing zeros; English groups thousands if asked."""
    if hundredths is None:
        return ""
    whole, rest = divmod(hundredths, 100)
    text = f"{whole:,}" if grouped and lang == "en" else str(whole)
    return f"{text}.{rest:02d}".rstrip("0") if rest else text


def display(figure: Figure, lang: Lang, *, grouped: bool = False) -> str:
    """The exact figure without its unit: `126`, `93.75%`, `约500`."""
    if figure.hundredths is None:
        return ""
    text = plain(figure.hundredths, lang, grouped=grouped)
    if figure.indicator.unit.id == "%":
        text += "%"
    return _marked(text, figure.approximate, lang)


def words(figure: Figure, lang: Lang, *, rounded: bool = True) -> str:
    """The figure with its unit, as a report says it: `120余户`, `over 120`, `四个`, `500 m²`."""
    if figure.hundredths is None:
        return say(Text.NONE, lang)
    number, mark = _rounded(figure) if rounded else (figure.hundredths, figure.approximate)
    unit = figure.indicator.unit
    if lang == "zh":
        if figure.indicator.han and number % 100 == 0:
            text = numerals.to_han(number // 100, measure=True)
        else:
            text = plain(number)
        return _marked(text, mark, lang) + unit.id
    text = plain(number, lang, grouped=True)
    if unit.id == "%":
        text += "%"
    elif unit.written:
        text += " " + unit.en[0 if number == 100 else 1]
    return _marked(text, mark, lang)


def _rounded(figure: Figure) -> tuple[int, str | None]:
    """The number to print and its mark: 余 only when something was dropped."""
    assert figure.hundredths is not None  # noqa: S101 - words() answers that case
    if figure.indicator.exact or figure.approximate == "about":
        return figure.hundredths, figure.approximate
    whole = figure.hundredths // 100
    shown = floored(whole, figure.indicator.floor) * 100
    if shown < figure.hundredths and (whole >= 20 or figure.indicator.floor):
        return shown, "over"
    return figure.hundredths, figure.approximate


def _marked(text: str, mark: str | None, lang: Lang) -> str:
    if mark == "about":
        return say(Text.ABOUT, lang, n=text)
    if mark == "over":
        return say(Text.OVER, lang, n=text)
    return text


def phrase(figure: Figure, lang: Lang, *, rounded: bool = True) -> str:
    """The indicator's whole phrase: `开展走访慰问120余户`, `over 120 households visited`."""
    indicator = figure.indicator
    pattern = indicator.phrase[0] if lang == "zh" else indicator.phrase[1]
    one, _, many = pattern.partition("|")
    text = words(figure, lang, rounded=rounded)
    return (one if text == "1" or not many else many).replace("{n}", text)


def dated_phrases(figure: Figure, lang: Lang, roles: dict[str, Pair]) -> list[str]:
    """Each event in words with its month, when its indicator words them singly: honours, elections.

    `roles` are the standing items by label: a person named by role is named in both languages.
    """
    patterns = figure.indicator.dated
    docs = sorted(figure.docs, key=lambda doc: str(doc.get("date", "")))
    return [_dated(doc, patterns, lang, roles) for doc in docs] if patterns else []


def _dated(doc: Document, patterns: tuple[Pair, ...], lang: Lang, roles: dict[str, Pair]) -> str:
    written = doc.get("people")
    people = list(map(str, written)) if isinstance(written, list) else []
    pattern = patterns[1] if people and len(patterns) > 1 else patterns[0]
    named = [_role(name, lang, roles) for name in people]
    values = {
        "month": month(str(doc["date"]), lang),
        "title": str(doc.get("title", "")),
        "people": ("、" if lang == "zh" else ", ").join(named),
    }
    text = pattern[0] if lang == "zh" else pattern[1]
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _role(name: str, lang: Lang, roles: dict[str, Pair]) -> str:
    role = roles.get(name)
    if role is None:
        return name
    return role[0] if lang == "zh" else say(Text.THE_ROLE, lang, role=role[1])


def month(iso: str, lang: Lang) -> str:
    """`2023-02-14` as `2023年2月` or `February 2023`."""
    year, number = int(iso[:4]), int(iso[5:7])
    return say(Text.MONTH, lang, year=year, month=number, name=_MONTHS[number - 1])


def sentence(figures: list[Figure], lang: Lang, *, rounded: bool) -> str:
    """The year in one sentence, without zeros: `走访慰问126户,调解矛盾纠纷32起`."""
    parts = [
        phrase(figure, lang, rounded=rounded)
        for figure in figures
        if figure.indicator.sentence and figure.hundredths
    ]
    return ("," if lang == "zh" else ", ").join(parts)


def all_resolved(to_date: list[Figure], lang: Lang) -> list[str]:
    """`收集个性需求20余条,已全部解决`: only when something was collected and nothing is open."""
    found = {figure.indicator.id: figure for figure in to_date}
    collected, open_ = found.get("need.collected"), found.get("need.open")
    if collected is None or open_ is None or not collected.records or open_.hundredths:
        return []
    comma = "," if lang == "zh" else ", "
    return [phrase(collected, lang) + comma + say(Text.ALL_RESOLVED, lang)]
