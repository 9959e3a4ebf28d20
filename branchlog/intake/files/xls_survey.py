"""Look through an xls workbook before it is loaded: its sheets, in their order."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from branchlog.intake.files import compound, xls_strings
from branchlog.intake.files.sheet_facts import Facts, broken, protected

_BOF = {0x809, 0x409, 0x209, 0x009}
_EOF, _FILEPASS, _BOUNDSHEET, _SST, _DIMENSIONS = 0x0A, 0x2F, 0x85, 0xFC, 0x200
_ROW, _FORMULA, _BOOLERR, _LABELSST, _MULRK = 0x208, {0x006, 0x206, 0x406}, 0x205, 0x0FD, 0x0BD
#: Records of a cell that holds something: number, label, rich label, RK and those above.
_CELLS = {0x203, 0x204, 0x0D6, 0x27E, _BOOLERR, _LABELSST, _MULRK} | _FORMULA
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


def survey(content: bytes, name: str) -> tuple[list[Facts], bytes]:
    """The facts of every sheet, and the workbook alone, without what misleads its reader.

    Raises BadValue for what is broken or locked.
    """
    try:
        file = compound.Compound(content)
        if "EncryptedPackage" in file:
            raise protected(name)
        stream = "Workbook" if "Workbook" in file else "Book"
        book = bytearray(file.stream(stream))
        sheets = _surveyed(book, name)
        return sheets, compound.write(stream, bytes(book))
    except (ValueError, KeyError, IndexError, struct.error):
        raise broken(name) from None


def _surveyed(book: bytearray, name: str) -> list[Facts]:
    begins: list[int] = []
    lengths: list[int] = []
    for record, place, length, _ in _records(book, 0):
        if record == _FILEPASS:
            raise protected(name)
        if record == _BOUNDSHEET:
            begins += struct.unpack_from("<I", book, place)
        if record == _SST:
            lengths = xls_strings.lengths(book, place, length)
    return [_sheet(book, begin, lengths) for begin in begins]


def _sheet(book: bytearray, begin: int, lengths: list[int]) -> Facts:
    facts = Facts()
    for record, place, length, depth in _records(book, begin):
        if record in _CELLS and length >= 6:
            row, column = struct.unpack_from("<HH", book, place)
            if record == _MULRK:
                (column,) = struct.unpack_from("<H", book, place + length - 2)
            facts.use(row + 1, column)
            if record == _LABELSST and length >= 10:
                (index,) = struct.unpack_from("<I", book, place + 6)
                facts.text += lengths[index] if index < len(lengths) else 0
            elif depth == 1 and (error := _error(record, book[place : place + length])):
                facts.fail(row + 1, column, error)
        elif record == _ROW and length >= 16 and book[place + 12] & _HIDDEN and depth == 1:
            (row,) = struct.unpack_from("<H", book, place)
            facts.hidden.add(row + 1)
        elif record == _DIMENSIONS:
            # Room is made for as many cells as are stated here, before any is read.
            book[place : place + length] = bytes(length)
    return facts


def _error(record: int, cell: bytes | bytearray) -> str | None:
    """What a cell shows instead of a value."""
    if record == _BOOLERR and len(cell) >= 8 and cell[7]:
        return _ERRORS.get(cell[6], "#N/A")
    # A result that is no number: its first byte tells the type, its third the error.
    if record in _FORMULA and cell[12:14] == b"\xff\xff" and cell[6] == 2:
        return _ERRORS.get(cell[8], "#N/A")
    return None


def _records(book: bytearray, place: int) -> Iterator[tuple[int, int, int, int]]:
    """Type, place, length and depth of the records of a part; parts within it are deeper."""
    depth = 0
    while place + 4 <= len(book):
        record, length = struct.unpack_from("<HH", book, place)
        place += 4
        depth += (record in _BOF) - (record == _EOF)
        if depth <= 0:
            return
        if place + length > len(book):
            break
        yield record, place, length, depth
        place += length
    raise ValueError("a part without an end")
