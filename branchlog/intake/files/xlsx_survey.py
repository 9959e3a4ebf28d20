"""Look through an xlsx workbook before it is loaded: its sheets, in their order."""

from __future__ import annotations

import re
from functools import cache
from xml.parsers import expat

from branchlog.intake.files import sheet_xml
from branchlog.intake.files.packed import Packed
from branchlog.intake.files.reading import Reading
from branchlog.intake.files.sheet_facts import Facts, broken

_STRINGS = "xl/sharedstrings.xml"
_STATED = re.compile(rb"""uniqueCount\s*=\s*["']([0-9]{1,18})["']""")
_END = b"</si>"
#: Characters of a string: a hundred times what Excel lets stand in a cell.
_LONGEST = 4_000_000
#: Bytes of the shortest string: its element, empty.
_SHORTEST = 5
#: Bytes in which the first element stands.
_HEAD = 65_536


def survey(packed: Packed, name: str, reading: Reading) -> list[Facts]:
    """The facts of every sheet. Raises BadValue for what is broken or unpacks to too much."""
    try:
        return _survey(packed, reading)
    # An encoding that nobody knows is a LookupError.
    except (ValueError, LookupError, expat.ExpatError):
        raise broken(name) from None


def _survey(packed: Packed, reading: Reading) -> list[Facts]:
    longest = _longest_string(packed)
    lengths = cache(lambda: _string_lengths(packed))
    if longest > _LONGEST and max(lengths(), default=0) > _LONGEST:
        raise ValueError("a string that no program writes")
    sheets = _members(packed)
    found: dict[str, Facts | None] = {}
    for member in packed.names():
        if member in sheets:
            chunks = packed.chunks(member)
            found[member] = sheet_xml.glance(chunks, longest)
            packed.exhaust(chunks)
        elif member != _STRINGS:
            packed.exhaust(packed.chunks(member))
    sized = [facts for facts in found.values() if facts]
    near = Facts(
        rows=sum(facts.rows for facts in sized),
        columns=max((facts.columns for facts in sized), default=0),
        text=sum(facts.text for facts in sized),
    )
    for member, facts in found.items():
        if facts is None or not near.within(reading):
            chunks = packed.chunks(member, again=True)
            found[member] = sheet_xml.study(chunks, lengths, reading.max_cells)
    # A sheet without a member of its own, such as a chart, has no cells.
    return [found.get(member) or Facts() for member in sheets]


def _members(packed: Packed) -> list[str]:
    """The members that hold the sheets, in the workbook's order."""
    targets: dict[str, str] = {}
    for attributes in _elements(packed, "xl/_rels/workbook.xml.rels", "Relationship"):
        target = attributes.get("Target", "")
        path = target[1:] if target.startswith("/") else target
        path = path if path.lower().startswith("xl/") else f"xl/{path}"
        targets[attributes.get("Id", "")] = path.lower()
    found = []
    for attributes in _elements(packed, "xl/workbook.xml", "sheet"):
        ids = [value for key, value in attributes.items() if key.rpartition(":")[2] == "id"]
        found += [targets.get(each, "") for each in ids[:1]]
    return found


def _elements(packed: Packed, member: str, wanted: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append(attributes)

    parser = sheet_xml.parser()
    parser.StartElementHandler = start
    parser.Parse(packed.whole(member), True)
    return found


def _longest_string(packed: Packed) -> int:
    """At most this many bytes are in a shared string, its markup included."""
    longest, size, head = 0, 0, b""
    # Of a string that goes on only the length is kept, and what may be the beginning of its end.
    length, rest = 0, b""
    if _STRINGS not in packed.names():
        return 0
    for chunk in packed.chunks(_STRINGS):
        size += len(chunk)
        head = head + chunk if len(head) < _HEAD else head
        # Under another name of the element the whole seems one string, which is studied then.
        *parts, last = (rest + chunk).split(_END)
        if parts:
            longest = max(longest, length + len(parts[0]), *map(len, parts))
            length = 0
        rest = last[1 - len(_END) :]
        length += len(last) - len(rest)
        longest = max(longest, length + len(rest))
    # Room is made for as many strings as are stated, before any is read.
    stated = [int(each) for each in _STATED.findall(head)]
    if len(stated) != head.count(b"uniqueCount") or any(
        each > size // _SHORTEST for each in stated
    ):
        raise ValueError("more strings than there can be")
    return longest


def _string_lengths(packed: Packed) -> list[int]:
    lengths: list[int] = []

    def start(name: str, _: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "si":
            lengths.append(0)

    def hear(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    parser = sheet_xml.parser()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = hear
    for _ in sheet_xml.parsing(parser, packed.chunks(_STRINGS, again=True)):
        pass
    return lengths
