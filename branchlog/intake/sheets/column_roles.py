"""Tell the columns that are no fields: numbers of rows, our own ids, kinds, nothing at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from branchlog.intake.sheets import column_refusals as refusals
from branchlog.intake.sheets import which_kind
from branchlog.intake.sheets.headers import fold, special
from branchlog.intake.sheets.layout import Laid
from branchlog.records.catalogue import Catalogue

#: An id of ours; what else stands under such a title is people's own numbering.
_OURS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
#: What a column may be mapped to beside fields.
_MAPPED = ("id", "rev", "kind", "sequence")


def roles(
    laid: Laid, maps: Mapping[int, str], ignored: Collection[int], catalogue: Catalogue
) -> dict[int, str]:
    """The roles of the columns that are no fields: `empty`, `ignored` or as in `Use`.

    Raises Usage for two columns under one title.
    """
    found = dict.fromkeys(ignored, "ignored")
    found.update(dict.fromkeys(_same_titles(laid, ignored), "empty"))
    for place, title in enumerate(laid.header):
        if place in found:
            continue
        role = special(maps[place]) if place in maps else _role(laid, place, title, catalogue)
        if role and (place not in maps or role in _MAPPED):
            found[place] = role
    return found


def _same_titles(laid: Laid, ignored: Collection[int]) -> list[int]:
    """Columns that share a title and hold nothing."""
    places: dict[str, list[int]] = {}
    for place, title in enumerate(laid.header):
        if title and place not in ignored:
            places.setdefault(fold(title), []).append(place)
    shared = [same for same in places.values() if len(same) > 1]
    for same in shared:
        if any(laid.values(place) for place in same):
            refusals.same_title(laid, same)
    return [place for same in shared for place in same]


def _role(laid: Laid, place: int, title: str, catalogue: Catalogue) -> str | None:
    """What a title says that is no field's, unless the values say otherwise."""
    values = laid.values(place)
    if not title:
        return None if values else "empty"
    role = special(title)
    match role:
        case "id" if values and "rev" not in map(special, laid.header):
            texts = [str(value).strip() for value in values]
            if any(map(_OURS.fullmatch, texts)):
                return role
            numbers = all(text.removesuffix(".0").isdecimal() for text in texts)
            return "sequence" if numbers else None
        case "reason" if any(laid.header[place + 1 :]):
            # Rejected rows have it last; elsewhere it is why something happened.
            return None
        case "kind" if values and fold(title) != "kind":
            # The same word is written over what happened.
            return role if which_kind.kinds_named(values, catalogue) else None
        case _:
            return role
