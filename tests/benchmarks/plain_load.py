"""Plain scripts to measure imports against: `plain_load.py FORMAT FILE OUT`, checking nothing.

jsonl and csv make a typed struct of each row, encode it and append it; read-xlsx only reads the
cells with calamine; tinydb inserts the rows of a CSV into a TinyDB.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec


class Visit(msgspec.Struct):
    """The fields of the rows."""

    kind: str
    date: str
    category: str
    households: int
    title: str
    place: str
    people: list[str]
    note: str


def jsonl(source: Path, out: Path) -> None:
    """Decode, encode, append."""
    decode, encode = msgspec.json.Decoder(Visit).decode, msgspec.json.Encoder().encode
    with source.open("rb") as lines, out.open("ab") as target:
        for line in lines:
            target.write(encode(decode(line)) + b"\n")


def separated(source: Path, out: Path) -> None:
    """Read, convert, encode, append."""
    encode = msgspec.json.Encoder().encode
    with source.open(encoding="utf-8", newline="") as file, out.open("ab") as target:
        for visit in _rows(csv.reader(file)):
            target.write(encode(visit) + b"\n")


def _rows(reader: Iterator[list[str]]) -> Iterator[Visit]:
    next(reader)
    for date, category, households, title, place, people, note in reader:
        yield Visit(
            "visit", date, category, int(households), title, place, people.split("、"), note
        )


def read_xlsx(source: Path, out: Path) -> None:
    """Only read."""
    import python_calamine

    for _ in python_calamine.load_workbook(str(source)).get_sheet_by_index(0).iter_rows():
        pass


def tinydb(source: Path, out: Path) -> None:
    """Insert many with TinyDB's own storage."""
    from tinydb import TinyDB

    with source.open(encoding="utf-8", newline="") as file, TinyDB(out) as db:
        db.insert_multiple(msgspec.to_builtins(visit) for visit in _rows(csv.reader(file)))


if __name__ == "__main__":
    forms = {"jsonl": jsonl, "csv": separated, "read-xlsx": read_xlsx, "tinydb": tinydb}
    forms[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
