"""Words that speak of an indicator: built in, in its label and phrase, and a ledger's own."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from branchlog.config import suggestion
from branchlog.errors import BadConfig
from branchlog.messages import Drafts as Text
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import Indicator

#: What a word names: whose events, which measure of them, one indicator, or who is counted.
Role: TypeAlias = Literal["subject", "measure", "indicator", "members", "residents", "named"]

#: Kind, measure and phrase: what several categories may have in common.
Wording: TypeAlias = tuple[str, str, str]

_OTHER = ("其他", "other")
_VERBS = re.compile("^(?:组织)?(?:开展|召开|举办)")
_BAD_WORD = re.compile(r"[0-9０-９]|[^\w\s“”\"'·、-]")
#: Parts of phrases that say too little by themselves.
_EMPTY = frozenset(("开展", "召开", "参加", "参与", "完成", "举办", "组织", "其中", "累计"))


class Cue(NamedTuple):
    """What a word means. `target`: a kind, `kind.category`, a measure or an indicator's id.

    `default` is the category that a measure is of when the draft names no other. `own` words are
    the ledger's.
    """

    role: Role
    target: str
    default: str = ""
    own: bool = False


class Found(NamedTuple):
    """A word in a text and what it may mean."""

    start: int
    end: int
    word: str
    cues: tuple[Cue, ...]


class Keywords:
    """All words of a ledger's indicators, found in a text in one pass."""

    def __init__(
        self,
        known: Sequence[Indicator],
        own: Mapping[str, Any] | None = None,
        catalogue: Catalogue | None = None,
    ) -> None:
        raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
        self.units: dict[str, frozenset[str]] = {
            unit: frozenset(words) for unit, words in raw["units"].items()
        }
        self.nouns: dict[str, str] = raw["nouns"]
        self._cues: dict[str, dict[Cue, None]] = {}
        self._built_in(raw)
        of = {(_wording(each), each.categories) for each in known}
        shared = Counter(wording for wording, _ in of)
        for indicator in known:
            self._named_by(indicator, raw["subjects"], shared)
        if catalogue is not None:
            self._aliases(catalogue)
        for id_, words in checked(own or {}, known).items():
            for word in words:
                self._add(word, Cue("indicator", id_, own=True))
        self._heads: dict[str, list[str]] = {}
        for word in sorted(self._cues, key=len, reverse=True):
            self._heads.setdefault(word[0], []).append(word)

    def cues(self, word: str) -> tuple[Cue, ...]:
        """What a word means by itself."""
        return tuple(self._cues.get(word, ()))

    def find(self, text: str) -> list[Found]:
        """The words in a text, in order, without those that lie within another."""
        found: list[Found] = []
        reach = 0
        for start, word in self._matches(text):
            if start + len(word) > reach:
                reach = start + len(word)
                found.append(Found(start, reach, word, tuple(self._cues[word])))
        return found

    def _matches(self, text: str) -> Iterator[tuple[int, str]]:
        lowered = text.lower()
        if len(lowered) != len(text):
            # A few capitals have longer small forms: İ. Offsets matter more than they do.
            lowered = text
        heads = self._heads
        for start, char in enumerate(lowered):
            if char not in heads or (char.isascii() and lowered[start - 1 : start].isalnum()):
                continue
            for word in heads[char]:
                if lowered.startswith(word, start) and _whole(lowered, start, word):
                    yield start, word
                    break

    def _add(self, word: str, cue: Cue) -> None:
        self._cues.setdefault(word.lower(), {})[cue] = None
        if word.isascii() and not word.endswith("s"):
            self._cues.setdefault(_plural(word.lower()), {})[cue] = None

    def _built_in(self, raw: Mapping[str, Any]) -> None:
        roles: tuple[tuple[str, Role], ...] = (
            ("subjects", "subject"),
            ("measures", "measure"),
            ("indicators", "indicator"),
        )
        for table, role in roles:
            for target, words in raw[table].items():
                for word in words:
                    self._add(word, Cue(role, target))
        for word in raw["roles"]["members"]:
            self._add(word, Cue("members", ""))
        for word in raw["roles"]["residents"]:
            self._add(word, Cue("residents", ""))

    def _named_by(
        self, indicator: Indicator, described: Mapping[str, Any], shared: Mapping[Wording, int]
    ) -> None:
        """The words of an indicator's own label and phrase."""
        cue = _cue(indicator)
        if shared[_wording(indicator)] > 1:
            # The field's own phrase, which all categories have, is of none of them.
            cue = cue._replace(default="")
        composed = ":" in indicator.label[0]
        if composed and (cue.role == "measure" or cue.target in described):
            # Put together of words that stand in the table: 走访:慰问.
            if indicator.phrase[0].startswith(indicator.label[0].replace(":", "")):
                return
        elif cue.role != "measure":
            for label in indicator.label:
                name = label.rpartition(":")[2].strip()
                if name not in _OTHER and len(name) > 1:
                    self._add(name, cue)
                    if cue.role == "indicator" and _counts_a_kind(indicator):
                        self._add(name, Cue("subject", indicator.kind))
        for part in _parts(indicator):
            self._add(part, cue)

    def _aliases(self, catalogue: Catalogue) -> None:
        """What else the catalogue calls a kind's categories."""
        for kind in catalogue.kinds():
            for choice in kind.categories.values():
                for name in choice.also:
                    if len(name) > 1 and name not in self._cues:
                        self._add(name, Cue("subject", f"{kind.id}.{choice.id}"))


def _whole(text: str, start: int, word: str) -> bool:
    """English words stand alone: `visit` is not in `visitor`."""
    if not word[0].isascii():
        return True
    end = start + len(word)
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("ch", "sh", "x")) else f"{word}s"


def field_of(indicator: Indicator) -> str:
    """The measure that an indicator adds up, by its name in the kind; empty for a count."""
    return indicator.total or indicator.measure


def _wording(indicator: Indicator) -> Wording:
    return indicator.kind, field_of(indicator), indicator.phrase[0]


def _cue(indicator: Indicator) -> Cue:
    one = indicator.categories[0] if len(indicator.categories) == 1 else ""
    special = len(indicator.categories) > 1 or indicator.occasions or indicator.tags
    if special or indicator.state or indicator.aggregation == "ratio":
        return Cue("indicator", indicator.id)
    if indicator.aggregation == "last" or not field_of(indicator):
        if not one:
            return Cue("indicator", indicator.id)
        return Cue("subject", f"{indicator.kind}.{one}")
    return Cue("measure", f"{indicator.kind}.{field_of(indicator)}", one)


def _counts_a_kind(indicator: Indicator) -> bool:
    return indicator.aggregation == "count" and not (
        indicator.state or indicator.categories or indicator.occasions or indicator.tags
    )


def _parts(indicator: Indicator) -> Iterator[str]:
    """What stands before and after the number in a phrase, long enough to mean something."""
    for part in indicator.phrase[0].split("{n}"):
        piece = _VERBS.sub("", re.split("[,,。;]", part)[-1].strip())
        if len(piece) > 1 and piece not in _EMPTY:
            yield piece
    for form in indicator.phrase[1].split("|"):
        for part in form.split("{n}"):
            piece = part.strip(" :,")
            # One English word is mostly a noun that many lines share: attendances, items.
            if " " in piece:
                yield piece


def checked(own: Mapping[str, Any], known: Sequence[Indicator]) -> dict[str, list[str]]:
    """A ledger's [keywords] as words by indicator. Raises BadConfig for the first bad one."""
    ids = {indicator.id for indicator in known}
    for id_, words in own.items():
        if id_ not in ids:
            near = suggestion(id_, ids)
            raise _bad(Text.KEYWORDS_UNKNOWN, id=id_, suggestion=near)
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise _bad(Text.KEYWORDS_NOT_TEXTS, id=id_)
        for word in words:
            if len(word.strip()) < 2 or len(word) > 40 or _BAD_WORD.search(word):
                raise _bad(Text.KEYWORDS_BAD_WORD, id=id_, word=word[:40])
    return {id_: [word.strip() for word in words] for id_, words in own.items()}


def _bad(why: tuple[str, str], **values: Any) -> BadConfig:
    return BadConfig(Text.KEYWORDS_BAD, why, Text.KEYWORDS_HINT, **values)
