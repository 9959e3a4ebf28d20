"""The times that a draft speaks of: 2024年, 2024年以来, 截至目前, last year, in March 2024."""

# ruff: noqa: E501 - a pattern is read in one piece
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from branchlog.records.numerals import from_han
from branchlog.records.periods import Period, of_label


class Time(NamedTuple):
    """A span of text that names a time, and the periods that it may mean.

    `lasting` times hold for the sentences after theirs too, up to the paragraph's end: a year
    does, the month of one event does not. `to_date` ones begin where an earlier word says.
    """

    start: int
    end: int
    periods: tuple[Period, ...]
    lasting: bool
    to_date: bool = False


_HAN = "零〇○一二三四五六七八九十"
_YEAR = rf"(?P<year>(?:19|20)[0-9]{{2}}|[一二][零〇○九][{_HAN}]{{2}}|今|本|去|上|前)"
_NUMBER = rf"(?:[0-9]{{1,2}}|[{_HAN}]{{1,3}})"
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH = "|".join(month[:3] + f"(?:{month[3:]})?" for month in _MONTHS)
_FORMS = (
    rf"(?P<span>{_YEAR.replace('year', 'y1')}年?(?:-|–|—|~|至|到){_YEAR.replace('year', 'y2')}年(?:度)?)",
    r"(?P<until>(?:截至|截止)到?(?:(?P<uyear>(?:19|20)[0-9]{2})年"
    rf"(?:(?P<umonth>{_NUMBER})月(?:(?P<uday>{_NUMBER})[日号]|底|末)?|底|末)?"
    rf"|(?P<umonth2>{_NUMBER})月(?:(?P<uday2>{_NUMBER})[日号]|底|末)?|(?:今年|本年)?年底))",
    rf"(?P<days>(?:从|自)?(?:(?P<dyear>(?:19|20)[0-9]{{2}})年)?(?P<dm1>{_NUMBER})月(?P<dd1>{_NUMBER})[日号]"
    rf"(?:-|–|—|~|至|到)(?:(?P<dm2>{_NUMBER})月)?(?P<dd2>{_NUMBER})[日号])",
    r"(?P<now>截至目前|截止目前|到目前为止|目前为止|截至(?:现在|今日|发稿)|迄今|至今|自成立以来|成立以来|历年来?"
    r"|建账以来|(?<![A-Za-z])(?i:to date|so far|up to now|until now)(?![A-Za-z]))",
    r"(?P<lately>近年来|近几年来?|多年来|几年来|长期以来|(?<![A-Za-z])(?i:in|over) recent years)",
    rf"(?P<years>(?:近|过去)?(?P<count>{_NUMBER}|两)年(?:来|间|以来)"
    r"|(?:近|过去|最近)(?P<count2>[二三四五两]|[2-5])年)",
    rf"(?P<zh>(?<![比较同到期])(?:自|从)?{_YEAR}年(?:度)?"
    rf"(?:(?P<half>[上下]半年)|(?:第)?(?P<quarter>[一二三四1-4])季度|前(?P<first>[二两三23])(?:个)?季度"
    rf"|(?P<month>{_NUMBER})月(?:份)?(?:(?:-|–|—|~|至|到)(?P<month2>{_NUMBER})月(?:份)?|(?P<day>{_NUMBER})[日号])?"
    rf"|(?P<month3>{_NUMBER})(?:-|–|—|~|至|到)(?P<month4>{_NUMBER})月(?:份)?)?"
    r"(?P<since>[^,，。;；0-9]{0,6}以来|[至到]今|起(?!草))?)",
    r"(?P<bare>(?<![年比较同到期0-9])(?:(?P<bhalf>[上下]半年)|(?:第)?(?P<bquarter>[一二三四1-4])季度"
    rf"|(?<![0-9{_HAN}])(?P<bmonth>{_NUMBER})(?:月(?:份)?(?:(?:-|–|—|~|至|到)(?P<bmonth2>{_NUMBER})月(?:份)?)?"
    rf"|(?:-|–|—|~|至|到)(?P<bmonth4>{_NUMBER})月(?:份)?)(?!{_NUMBER}[日号])))",
    r"(?P<en>(?<![A-Za-z])(?i:(?P<esince>since)|in|during|for|over|throughout|as of|(?P<eby>by|until|up to)) "
    r"(?:the (?:year|end of|(?P<ehalf>first|second) half of)(?: the)? )?"
    rf"(?:(?:(?P<eday>[0-9]{{1,2}}) )?(?P<emonth>{_MONTH})\.? )?(?P<eyear>(?:19|20)[0-9]{{2}}|this year|last year|(?<=half of the )year)(?![0-9A-Za-z]))",
    r"(?P<head>(?:(?:^|(?<=[.;。)] )|(?<=[。]))(?=[0-9]{4}:(?![0-9]))|(?<=[Rr]eport ))"
    r"(?:19(?:49|[5-9][0-9])|20[0-9]{2}|2100)(?![0-9]|,[0-9]|\.[0-9]))",
    r"(?P<yearly>(?<![A-Za-z])(?:[Tt]his|[Ll]ast) year(?![A-Za-z']))",
)
_TIME = re.compile("|".join(_FORMS), re.MULTILINE)


class Anchor(NamedTuple):
    """What a draft's own words for time start from: its period, and the year of its end.

    `last` are the years that 去年 may mean.
    """

    period: Period
    year: int
    last: tuple[int, ...]

    @property
    def end(self) -> str:
        """The label of the period's end, empty where it is open."""
        label = self.period.label
        return "" if label == "all" else label.rpartition("..")[2]

    def to_date(self) -> Period:
        """Everything up to the period's end."""
        return self.until(self.period)

    @staticmethod
    def until(period: Period) -> Period:
        """Everything up to the end of a period."""
        label = "" if period.label == "all" else period.label.rpartition("..")[2]
        return of_label(f"..{label}") if label else of_label("all")

    def since(self, label: str) -> Period:
        """From a time to the period's end; to that time's own end if it lies behind."""
        begun = of_label(label)
        last = self.period.last
        if last and begun.first and begun.first > last:
            return begun
        return of_label(f"{label}..{self.end}")

    def up_to(self, label: str) -> Period:
        """截至11月底: the draft's period, as far as it had gone by then."""
        end, own = of_label(label), self.period
        begun = own.first is not None and end.last is not None and own.first <= end.last
        return of_label(f"{own.label.partition('..')[0] if begun else ''}..{label}")

    def whole(self, label: str) -> Period:
        """A time as named, up to the draft's end if the draft has all of it up to there."""
        named, own = of_label(label), self.period
        if own.last is None or named.first is None or named.last is None:
            return named
        begins = own.first is None or own.first <= named.first
        return self.since(label) if begins and named.first <= own.last < named.last else named


def anchored(period: Period, today: date) -> Anchor:
    """今年 is the year in which the draft's period ends, whenever it is read.

    去年 and last year are the year before that one, unless the period's year is the one before
    today's, so that it is 去年 for whoever writes now. In January and February, when drafts about
    the year that is over are written, it is that year alone; later it may be either year, and
    nobody guesses which: a number that agrees with one of them only is not understood. 上年, the
    year before the one that a report is about, is the same whenever it is written.
    """
    year = (period.last or today).year
    if year != today.year - 1:
        return Anchor(period, year, (year - 1,))
    return Anchor(period, year, (year,) if today.month <= 2 else (year - 1, year))


def times(text: str, anchor: Anchor) -> list[Time]:
    """The times that a folded text names, in order. What is no date of a calendar is left out."""
    found = []
    for match in _TIME.finditer(text):
        read = _READERS[_form(match)]
        try:
            time = read(match, anchor)
        except ValueError:
            continue
        if time is not None:
            found.append(time)
    return found


def _form(match: re.Match[str]) -> str:
    return next(name for name in _READERS if match[name] is not None)


def _time(
    match: re.Match[str], *periods: Period, lasting: bool = True, to_date: bool = False
) -> Time:
    return Time(match.start(), match.end(), periods, lasting, to_date)


def _span(match: re.Match[str], anchor: Anchor) -> Time:
    first, last = _year(match["y1"], anchor), _year(match["y2"], anchor)
    return _time(match, of_label(f"{first}..{last}"))


def _until(match: re.Match[str], anchor: Anchor) -> Time:
    month, day = match["umonth"] or match["umonth2"], match["uday"] or match["uday2"]
    label = _label(match["uyear"] or str(anchor.year), month, day)
    return _time(match, anchor.up_to(label), to_date=True)


def _days(match: re.Match[str], anchor: Anchor) -> Time:
    year = match["dyear"] or str(anchor.year)
    first = _label(year, match["dm1"], match["dd1"])
    last = _label(year, match["dm2"] or match["dm1"], match["dd2"])
    return _time(match, of_label(f"{first}..{last}"), lasting=False)


def _now(match: re.Match[str], anchor: Anchor) -> Time:
    return _time(match, anchor.to_date(), to_date=True)


def _lately(match: re.Match[str], anchor: Anchor) -> Time:
    # Nobody says since when: the figures of either reading are asked.
    return _time(match, anchor.period, anchor.to_date())


def _years(match: re.Match[str], anchor: Anchor) -> Time | None:
    count = _count(match["count"] or match["count2"])
    if not 2 <= count <= 20:
        return None
    return _time(match, anchor.since(str(anchor.year - count + 1)))


def _zh(match: re.Match[str], anchor: Anchor) -> Time:
    periods, lasting = [], True
    for year in _meant(match["year"], anchor):
        label, lasting = _part(year, match, "", ("month", "month3"), ("month2", "month4"))
        if match["day"]:
            label, lasting = _label(str(year), match["month"], match["day"]), False
        since = match["since"] is not None
        periods.append(anchor.since(label.partition("..")[0]) if since else anchor.whole(label))
    return _time(match, *periods, lasting=lasting or match["since"] is not None)


def _bare(match: re.Match[str], anchor: Anchor) -> Time:
    label, lasting = _part(anchor.year, match, "b", ("bmonth",), ("bmonth2", "bmonth4"))
    return _time(match, anchor.whole(label), lasting=lasting)


def _part(
    year: int, match: re.Match[str], prefix: str, firsts: tuple[str, ...], lasts: tuple[str, ...]
) -> tuple[str, bool]:
    """The label of a year's part, and whether it is more than the month of one event."""
    half, quarter = match[f"{prefix}half"], match[f"{prefix}quarter"]
    if half:
        return f"{year}H{1 if half[0] == '上' else 2}", True
    if quarter:
        return f"{year}Q{_count(quarter)}", True
    if not prefix and match["first"]:
        return f"{year}Q1..{year}Q{_count(match['first'])}", True
    first = next((match[name] for name in firsts if match[name]), None)
    last = next((match[name] for name in lasts if match[name]), None)
    if first and last:
        return f"{_label(str(year), first)}..{_label(str(year), last)}", True
    return _label(str(year), first), first is None


def _en(match: re.Match[str], anchor: Anchor) -> Time:
    years = _meant(match["eyear"], anchor)
    month = match["emonth"]
    number = str([each[:3] for each in _MONTHS].index(month[:3]) + 1) if month else None
    until = bool(match["eby"]) or match[0].casefold().startswith("as of")
    periods = []
    for year in years:
        label = _label(str(year), number, match["eday"] if number else None)
        if match["ehalf"]:
            half = f"{year}H{1 if match['ehalf'] == 'first' else 2}"
            periods.append(anchor.whole(half))
        elif match["esince"]:
            periods.append(anchor.since(label))
        else:
            periods.append(anchor.up_to(label) if until else anchor.whole(label))
    if match["ehalf"] or match["esince"]:
        return _time(match, *periods)
    return _time(match, *periods, lasting=until or month is None, to_date=until)


def _yearly(match: re.Match[str], anchor: Anchor) -> Time:
    years = _meant(match[0].casefold(), anchor)
    return _time(match, *(anchor.whole(str(year)) for year in years))


def _head(match: re.Match[str], anchor: Anchor) -> Time:
    return _time(match, anchor.whole(match[0]))


_READERS: dict[str, Callable[[re.Match[str], Anchor], Time | None]] = {
    "span": _span,
    "until": _until,
    "days": _days,
    "now": _now,
    "lately": _lately,
    "years": _years,
    "zh": _zh,
    "bare": _bare,
    "en": _en,
    "head": _head,
    "yearly": _yearly,
}


def _year(text: str, anchor: Anchor) -> int:
    """The year that a word names; of two the one before the draft's."""
    return _meant(text, anchor)[0]


def _meant(text: str, anchor: Anchor) -> tuple[int, ...]:
    match text:
        case "今" | "本" | "this year" | "year":
            return (anchor.year,)
        case "去" | "last year":
            return anchor.last
        case "上":
            return (anchor.year - 1,)
        case "前":
            return tuple(year - 1 for year in anchor.last)
    return (int(text) if text.isdecimal() else _count(text),)


def _label(year: str, month: str | None = None, day: str | None = None) -> str:
    """An ISO label, its parts checked: raises ValueError for a day that no calendar has."""
    if month is None:
        return year
    number = _count(month)
    if day is None:
        date(int(year), number, 1)
        return f"{year}-{number:02}"
    return date(int(year), number, _count(day)).isoformat()


def _count(text: str) -> int:
    """A small number in either script; 0 for what is none."""
    return int(text) if text.isdecimal() else from_han(text) or 0
