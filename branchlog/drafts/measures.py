"""Which of a kind's measures a number's words and its unit speak of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from branchlog.drafts.indexed import Index
from branchlog.records.keywords import Cue, Found

#: Measure words for people.
PERSONS = frozenset(("人", "名", "位", "人次"))


def is_measure(cue: Cue, field: str) -> bool:
    """Whether a cue names this measure."""
    return cue.role == "measure" and cue.target.rpartition(".")[2] == field


def measures(words: Iterable[Found]) -> dict[tuple[str, str], int]:
    """(kind or "", field) -> the length of the longest word that names it."""
    found: dict[tuple[str, str], int] = {}
    for word in words:
        for cue in word.cues:
            if cue.role == "measure":
                kind, _, field = cue.target.rpartition(".")
                found[kind, field] = max(found.get((kind, field), 0), len(word.word))
    return found


def roles(words: Iterable[Found]) -> set[str]:
    """Who is spoken of: members, residents."""
    roles: set[str] = {cue.role for word in words for cue in word.cues}
    return roles & {"members", "residents"}


def fields(
    kind: str,
    unit: str,
    said: dict[tuple[str, str], int],
    words: Sequence[Found],
    index: Index,
) -> dict[str, int]:
    """The measures of a kind that are spoken of, with the length of the word that says so."""
    own = index.fields.get(kind, {})
    found = {
        field: length for (of, field), length in said.items() if of in ("", kind) and field in own
    }
    if unit in PERSONS:
        return _of_persons(own, unit, found, roles(words))
    for field in own:
        if index.implied(kind, field, unit):
            found.setdefault(field, 0)
    return found


def _of_persons(
    own: dict[str, None], unit: str, found: dict[str, int], roles: set[str]
) -> dict[str, int]:
    """Whose heads are counted: those reached, those who took part, or the members who helped."""
    if any(found.get(field, 0) for field in ("public", "persons", "attendance", "people")):
        return found
    took_part = found.get("participants", 0)
    attended = unit == "人次"
    if "persons" in own or "attendance" in own:
        wanted = ["people"] if "members" in roles and took_part else ["persons", "attendance"]
    elif attended:
        wanted = ["participants", "public"] if "residents" in roles else ["participants"]
    elif "members" in roles:
        wanted = ["people", "participants"]
    elif "residents" in roles and not took_part:
        wanted = ["public"]
    else:
        wanted = ["participants", "public", "people"]
    return {**found, **{field: took_part for field in wanted if field in own}}
