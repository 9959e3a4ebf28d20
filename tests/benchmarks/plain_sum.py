"""A plain script that decodes a year's lines with msgspec and sums them, checking nothing."""

from __future__ import annotations

import gc
import sys
from collections import Counter

import msgspec


class Document(msgspec.Struct):
    """All fields that the four kinds' records have."""

    date: str
    category: str | None = None
    end: str | None = None
    title: str | None = None
    place: str | None = None
    people: list[str] = []
    hours: int | float | None = None
    times: int = 1
    occasion: str | None = None
    note: str | None = None
    tags: list[str] = []
    evidence: list[str] = []
    approximate: str | dict[str, str] | None = None
    households: int | None = None
    household: list[str] = []
    persons: int | None = None
    outcome: str | None = None
    closed: str | None = None
    source: str | None = None
    amount: int | float | None = None
    agreement: str | None = None
    parties: list[str] = []
    attendance: int | None = None
    subject: str | None = None
    participants: int | None = None
    public: int | None = None
    leaflets: int | None = None
    articles: int | None = None
    materials: int | None = None
    plants: int | None = None
    area: int | float | None = None


class Entry(msgspec.Struct):
    """One line."""

    kind: str
    id: str
    op: str
    rev: int
    prev: list[str]
    at: str
    who: str
    batch: str
    why: str
    doc: Document | None
    crc: str


MEASURES = {
    "visit": ("hours", "households", "persons"),
    "mediation": ("hours", "amount"),
    "tutoring": ("hours", "attendance"),
    "activity": (
        "hours", "participants", "public", "leaflets", "articles", "materials", "plants", "area",
    ),
}  # fmt: skip


def main(path: str) -> None:
    """Print the number of lines and the sum of each measure, by kind."""
    with open(path, "rb") as file:
        entries = msgspec.json.Decoder(Entry).decode_lines(file.read())
    totals: Counter[str] = Counter()
    for entry in entries:
        doc = entry.doc
        if doc is None:
            continue
        totals[entry.kind] += doc.times
        for measure in MEASURES[entry.kind]:
            value = getattr(doc, measure)
            if value is not None:
                totals[f"{entry.kind}.{measure}"] += value
    sys.stdout.buffer.write(msgspec.json.encode(totals))


if __name__ == "__main__":
    if "--pause-gc" in sys.argv:
        gc.disable()
    main(sys.argv[1])
