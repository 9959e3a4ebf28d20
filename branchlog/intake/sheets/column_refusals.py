"""Refuse columns that are not understood, each with what may be typed to explain it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from branchlog.config import suggestion
from branchlog.errors import Usage
from branchlog.intake.sheets.headers import near
from branchlog.intake.sheets.layout import Laid
from branchlog.intake.sheets.naming import letters, shell_word
from branchlog.messages import Layout as Text
from branchlog.messages import Pair
from branchlog.records.catalogue import Field, Kind, listed, nearest
from branchlog.records.typed import shown

#: More columns than this are not listed one by one.
_MOST = 40

#: A column's position and its name.
Column = tuple[int, Pair]


def unmatched(laid: Laid, lost: Sequence[Column], kinds: Sequence[Kind]) -> NoReturn:
    """Columns that nothing matches: all of them, each with what it may mean."""
    some = lost[:_MOST]
    fields = [near(kinds, name[0]) for _, name in some]
    raise Usage(
        Text.UNMATCHED,
        Text.UNMATCHED_WHY,
        Text.UNMATCHED_HINT,
        where=laid.where,
        count=len(lost),
        columns=_several(list(map(_asked, some, fields)), more=len(lost) > _MOST),
        map=_maps(some, fields),
        ignore=_ignores(some, fields),
        known=listed(kinds[0].fields.values()) if len(kinds) == 1 else Text.ANY_FIELD,
    )


def same_title(laid: Laid, places: Sequence[int]) -> NoReturn:
    """Several columns under one title."""
    title = laid.header[places[0]]
    raise Usage(
        Text.SAME_TITLE,
        Text.SAME_TITLE_WHY,
        Text.SAME_TITLE_HINT,
        where=laid.where,
        title=shown(title),
        columns=_several([(letters(place),) * 2 for place in places]),
        ignore=f"--ignore {shell_word(title)}",
    )


def two_for_one(laid: Laid, columns: Sequence[Column], field: Field) -> NoReturn:
    """Several columns that mean one field."""
    title = shell_word(columns[-1][1][0])
    raise Usage(
        Text.TWO_FOR_ONE,
        Text.TWO_FOR_ONE_WHY,
        Text.TWO_NOTES_HINT if field.type == "note" else Text.TWO_FOR_ONE_HINT,
        where=laid.where,
        columns=_several([_lettered(column) for column in columns]),
        field=field.label,
        ignore=f"--ignore {title}",
        map=" ".join(f"--map {shell_word(name[0])}=note" for _, name in columns[1:]),
        note=f"--map {title}=note",
    )


def no_date(laid: Laid) -> NoReturn:
    """No column for the date."""
    raise Usage(
        Text.NO_DATE,
        Text.NO_DATE_WHY,
        Text.NO_DATE_HINT,
        where=laid.where,
        columns=_several([(shown(title),) * 2 for title in laid.header if title]),
    )


def among_sheets(fault: Usage, sheets: Sequence[str]) -> NoReturn:
    """What is wrong with one sheet of a workbook, which may be its cover or its summary."""
    what, why, hint, values = fault.trouble
    zh, en = Text.OTHER_SHEETS
    others = " ".join(f"--sheet {shell_word(sheet)}" for sheet in sheets[:_MOST])
    raise type(fault)(what, why, (hint[0] + zh, hint[1] + en), **values, others=others) from None


def no_such_column(laid: Laid, title: str) -> NoReturn:
    """A title that was mapped or ignored, and that no column has."""
    titles = [each for each in laid.header if each]
    raise Usage(
        Text.NO_COLUMN,
        Text.NO_COLUMN_WHY,
        Text.NO_COLUMN_HINT,
        title=shown(title),
        columns=_several([(shown(each),) * 2 for each in titles]),
        suggestion=suggestion(shown(title), [shown(each) for each in titles]),
    )


def no_such_field(kinds: Sequence[Kind], name: Pair, word: str) -> NoReturn:
    """A title that was mapped to no field."""
    fields = [field for kind in kinds for field in kind.fields.values()]
    raise Usage(
        Text.NO_FIELD,
        Text.NO_FIELD_WHY,
        Text.NO_FIELD_HINT,
        column=(shown(name[0]), shown(name[1])),
        word=shown(word),
        known=listed(kinds[0].fields.values()) if len(kinds) == 1 else Text.ANY_FIELD,
        suggestion=nearest(shown(word), fields),
    )


def wrong_unit(laid: Laid, title: str, field: Field, unit: str) -> NoReturn:
    """A title whose unit is not one of its field's."""
    raise Usage(
        Text.WRONG_UNIT,
        Text.WRONG_UNIT_WHY,
        Text.WRONG_UNIT_HINT,
        where=laid.where,
        title=shown(title),
        field=field.label,
        said=unit,
        unit=field.unit.label if field.unit else Text.NO_UNIT,
        ignore=f"--ignore {shell_word(title)}",
    )


def _asked(column: Column, field: Field | None) -> Pair:
    """A column, where it is, and the field that its title is nearest to."""
    zh, en = _lettered(column)
    if field is None:
        return zh, en
    return (
        Text.LIKE[0].format(column=zh, field=field.label[0]),
        Text.LIKE[1].format(column=en, field=field.label[1]),
    )


def _lettered(column: Column) -> Pair:
    place, (zh, en) = column
    letter = letters(place)
    return (
        Text.LETTERED[0].format(title=shown(zh), letter=letter),
        Text.LETTERED[1].format(title=shown(en), letter=letter),
    )


def _maps(lost: Sequence[Column], fields: Sequence[Field | None]) -> str:
    """What to type for those columns that are near to a field."""
    near_ = [
        f"--map {shell_word(name[0])}={field.id}"
        for (_, name), field in zip(lost, fields, strict=True)
        if field
    ]
    return " ".join(near_) or f"--map {shell_word(lost[0][1][0])}=note"


def _ignores(lost: Sequence[Column], fields: Sequence[Field | None]) -> str:
    """What to type for the others."""
    far = [name for (_, name), field in zip(lost, fields, strict=True) if not field]
    return " ".join(f"--ignore {shell_word(name[0])}" for name in far or [lost[0][1]])


def _several(names: Sequence[Pair], *, more: bool = False) -> Pair:
    tail = " ..." if more or len(names) > _MOST else ""
    some = names[:_MOST]
    return "、".join(zh for zh, _ in some) + tail, ", ".join(en for _, en in some) + tail
