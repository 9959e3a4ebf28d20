"""Know what a column's title means: a field of a kind, or one of the columns beside them."""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from branchlog.records.catalogue import Field, Kind

#: Nobody's title is longer; what is, is text.
LONGEST = 60
#: Spaces, invisible characters, signs of required columns and what joins the words of a name.
_DROPPED = re.compile(r"[\s:*_\-.\u00ad\u00b7\u203b\u2605\u200b-\u200f\u2060\ufeff]+")
_BRACKETED = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\u3010([^\u3010\u3011]*)\u3011")
_BRACKETS = re.compile(r"[()\[\]\u3010\u3011]")
_NEAR = 0.75


@cache
def columns() -> Mapping[str, Any]:
    """The table of what people write in their sheets beside the records."""
    return tomllib.loads((Path(__file__).parent / "columns.toml").read_text(encoding="utf-8"))


def fold(title: str) -> str:
    """The form in which titles are compared: NFKC, case folded, without spaces and signs."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", title).casefold())


def bare(title: str) -> str:
    """A folded title without its remarks in brackets; when it is all remark, what it says."""
    folded = fold(title)
    if not _BRACKETS.search(folded):
        return folded
    return _BRACKETED.sub("", folded) or _BRACKETS.sub("", folded)


def find_field(kind: Kind, title: str) -> Field | None:
    """The field that a title names: the catalogue's words first, then people's."""
    known = vocabulary(kind)
    plain = bare(title)
    # A word under a heading, 走访对象/姓名, may be known as one word.
    return known.get(fold(title)) or known.get(plain) or known.get(plain.replace("/", ""))


def exact(kind: Kind, title: str) -> bool:
    """Whether a title is a field's id or label, not another word for it."""
    found = find_field(kind, title)
    return found is not None and fold(title) in {fold(name) for name in (found.id, *found.label)}


def special(title: str) -> str | None:
    """`id`, `rev`, `kind`, `sequence`, `reason` or `provenance` for a column that is no field."""
    known = specials()
    return known.get(fold(title)) or known.get(bare(title))


@lru_cache(maxsize=64)
def vocabulary(kind: Kind) -> Mapping[str, Field]:
    """Every folded word for a kind's fields."""
    known: dict[str, Field] = {}
    fields = kind.fields.values()
    for names in (lambda field: (field.id,), lambda field: field.label, lambda field: field.also):
        for field in fields:
            for name in names(field):
                known.setdefault(fold(name), field)
    table = columns()
    own = table["kinds"].get(kind.id, {}).get("fields", {})
    for words in (own, table["fields"]):
        for id_, names in words.items():
            # A ledger may have a kind of its own under a name of ours.
            if id_ in kind.fields:
                for name in names:
                    known.setdefault(fold(name), kind.fields[id_])
    return known


def near(kinds: Iterable[Kind], title: str) -> Field | None:
    """The field that a title most likely means, to be suggested, never taken."""
    wanted = bare(title[:LONGEST])
    if any(word in wanted for word in columns()["titles"]["no_field"]):
        return None
    words = {word: field for kind in kinds for word, field in vocabulary(kind).items()}
    within = [word for word in words if len(word) > 1 and (word in wanted or wanted in word)]
    if within and len(wanted) > 1:
        return words[
            max(within, key=lambda word: difflib.SequenceMatcher(None, word, wanted).ratio())
        ]
    alike = difflib.get_close_matches(wanted, words, n=1, cutoff=_NEAR)
    return words[alike[0]] if alike else None


def unit(title: str, kind: Kind) -> str | None:
    """The unit that a title gives in brackets: 金额(万元), Area (m2)."""
    for match in _BRACKETED.finditer(unicodedata.normalize("NFKC", title)):
        said = next(part for part in match.groups() if part is not None)
        word = said.rsplit(":", 1)[-1].strip()
        if word in units(kind):
            return units(kind)[word]
    return None


@lru_cache(maxsize=64)
def units(kind: Kind) -> Mapping[str, str]:
    """Every word for a unit, by its NFKC form."""
    words = [word for each in kind.units.values() for word in (each.id, *each.en) if word]
    words += columns()["units"]["also"]
    return {unicodedata.normalize("NFKC", word): word for word in words}


@cache
def specials() -> Mapping[str, str]:
    """The roles of columns that are no field, by their folded titles."""
    table = columns()["special"]
    return {fold(name): role for role, names in table.items() for name in names}
