"""Look through an xls workbook before it is loaded: its sheets, in their order."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from branchlog.intake.compound import Compound
from branchlog.intake.sheet_facts import Facts, broken, protected

_BOF = {0x809, 0x409, 0x209, 0x009}
_EOF, _FILEPASS, _BOUNDSHEET = 0x0A, 0x2F, 0x85
_ROW, _FORMULA, _BOOLERR = 0x208, {0x006, 0x206, 0x406}, 0x205
#: Records of a cell that holds something: number, label, rich label, shared label, RK, many RK.
_CELLS = {0x203, 0x204, 0x0D6, 0x0FD, 0x27E, 0x0BD, _BOOLERR} | _FORMULA
_HIDDEN = 0x20
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def survey(content: bytes, name: str) -> list[Facts]:
    """The facts of every sheet. Raises BadValue for what is broken or locked."""
    try:
        compound = Compound(content)
        if "EncryptedPackage" in compound:
            raise protected(name)
        book = compound.stream("Workbook" if "Workbook" in compound else "Book")
        places: list[int] = []
        for record, place, length in _records(book, 0):
            if record == _FILEPASS:
                raise protected(name)
            if record == _BOUNDSHEET and length >= 4:
                places.append(*struct.unpack_from("<I", book, place))
        return [_sheet(book, place) for place in places]
    except (ValueError, KeyError, struct.error):
        raise broken(name) from None


def _sheet(book: bytes, begin: int) -> Facts:
    facts = Facts()
    for record, place, length in _records(book, begin):
        if record in _CELLS and length >= 6:
            row, column = struct.unpack_from("<HH", book, place)
            facts.use(row + 1, column)
            if record == _BOOLERR and length >= 8 and book[place + 7]:
                facts.fail(row + 1, column, _ERRORS.get(book[place + 6], "#N/A"))
            elif record in _FORMULA and length >= 14:
                value = book[place + 6 : place + 14]
                # A result that is no number: the first byte tells its type, the third an error.
                if value[6:] == b"\xff\xff" and value[0] == 2:
                    facts.fail(row + 1, column, _ERRORS.get(value[2], "#N/A"))
        elif record == _ROW and length >= 16 and book[place + 12] & _HIDDEN:
            (row,) = struct.unpack_from("<H", book, place)
            facts.hidden.add(row + 1)
    return facts


def _records(book: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Type, place and length of the records of a part, without those of parts within it."""
    depth = 0
    while place + 4 <= len(book):
        record, length = struct.unpack_from("<HH", book, place)
        place += 4
        depth += (record in _BOF) - (record == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield record, place, length
        place += length
