"""Lay a sheet out: its titles, its header, and which of the other rows are records."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import PurePath

from branchlog.errors import BadValue, Usage
from branchlog.intake.sheets.blank import filled, is_blank, is_blank_row
from branchlog.intake.sheets.header_rows import HeaderRows, Titles, find_header
from branchlog.intake.sheets.headers import find_field, special, vocabulary
from branchlog.intake.sheets.merged import Merged
from branchlog.intake.sheets.naming import column_names, letters, listed, quoted, shell_word
from branchlog.intake.sheets.odd_rows import OddRows
from branchlog.intake.sheets.ordinary import Ordinary
from branchlog.intake.sheets.sheet_year import sheet_year
from branchlog.intake.source import Cell, Skipped, Table
from branchlog.messages import Layout as Text
from branchlog.messages import Pair
from branchlog.records.catalogue import Catalogue, Kind

#: Rows in which the header is looked for, and which decide what columns mean by their content.
HEAD = 200
#: Rows that are looked at together when nothing is odd about them.
_BLOCK = 128
#: How far we look ahead for rows that share a number.
_AHEAD = 200

Row = Sequence[Cell]


class Laid:
    """One table, its header found. `rows` is iterated once; `decide` comes before it."""

    def __init__(self, table: Table, head: list[Row], rest: Iterator[Row], found: HeaderRows):
        self.table = table
        #: One title a column; columns without one are empty texts.
        self.header = found.titles
        #: The sheet rows of the header, counted from 1.
        self.first, self.last = found.first, found.last
        above = [(index + 1, row) for index, row in enumerate(head[: self.first - 1])]
        #: What stands above the header, a line for each row.
        self.above = [quoted(row) for _, row in above if filled(row)]
        self.title = self.above[0] if self.above else ""
        #: The texts above the header, a cell each.
        self.texts = [cell for _, row in above for _, cell in filled(row) if isinstance(cell, str)]
        self.year = sheet_year(self.texts, table.sheet, PurePath(table.file).name)
        #: Every row that is not yielded and why; it grows while `rows` is iterated.
        self.skipped: list[Skipped] = []
        #: Records in rows that the program does not show.
        self.hidden: list[int] = []
        #: (row, column) of numbers that are merged over several records: whose are they?
        self.merged_numbers: set[tuple[int, int]] = set()
        #: Whether there has been no record.
        self.empty = True
        self._head, self._rest = head, rest
        self._sample: list[Row] | None = None
        for number, row in above:
            why = Text.ABOVE_HEADER if filled(row) else Text.BLANK_ROW
            self._skip(number, number, why, row)
        self._odd = OddRows(head[self.first - 1 : self.last], self.above, table.merged)
        self._date: int | None = None
        self._notes: Collection[int] = ()
        self._counted: frozenset[int] = frozenset()
        self._gaps = [place for place, title in enumerate(self.header) if not title]

    @property
    def where(self) -> str:
        """The file and the sheet, as a message names them."""
        return _where(self.table)

    def understand(
        self,
        *,
        dates: Sequence[int],
        notes: Collection[int],
        counted: Collection[int],
        sequence: Collection[int],
        known: Collection[int] = (),
        empty: Collection[int] = (),
    ) -> None:
        """Say which columns hold what, for odd rows are told by it.

        `known` are columns without a title that are used or left out on purpose; `empty` are
        those with one that are left out because they seemed to hold nothing.
        """
        self._date = self._odd.date = dates[0] if dates else None
        self._odd.sequence = frozenset(sequence)
        self._notes, self._counted = notes, frozenset(counted)
        unused = frozenset(empty)
        self._gaps = [
            place
            for place, title in enumerate(self.header)
            if place not in known and (not title or place in unused)
        ]

    def sample(self) -> list[Row]:
        """The records among the first rows, merged cells filled in; any number of times."""
        merged = Merged(self.table.merged, self.last, len(self.header))
        found = []
        for index, row in enumerate(self._head[self.last :]):
            number = self.last + 1 + index
            joined = merged.reaches(number)
            if self._why(number, row, joined=joined) is None:
                row = merged.fill(row)[0]
                found.append(row)
            merged.begin(number, row)
        return found

    def values(self, column: int) -> list[Cell]:
        """What stands in a column of the first records, blank cells left out."""
        if self._sample is None:
            self._sample = self.sample()
        rows = (row for row in self._sample if column < len(row))
        return [row[column] for row in rows if not is_blank(row[column])]

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The records with their sheet rows, merged cells filled in.

        Raises Usage for a value in a column that has no title and seemed empty.
        """
        merged = Merged(self.table.merged, self.last, len(self.header))
        plain = Ordinary(self._date, self._notes, len(self.header), self._gaps, self._odd.sequence)
        ahead = deque(self._head[self.last :])
        number = self.last
        # The first rows are all looked at closely.
        quiet, loud = number + len(ahead), 0
        self._head, self._sample = [], None
        while True:
            while ahead:
                number += 1
                row = ahead.popleft()
                kept: Row | None = row
                if not (quiet < number < loud and plain.is_one(row)):
                    kept = self._closely(number, row, merged, ahead)
                    quiet, loud = max(quiet, merged.last), merged.next
                    plain.learn(kept)
                elif number in self.table.hidden:
                    self.hidden.append(number)
                if kept is not None:
                    self.empty = False
                    yield number, kept
            block = list(islice(self._rest, _BLOCK))
            if not block:
                return
            end = number + len(block)
            alike = quiet <= number and end < loud
            if alike and self._shows(number, end) and plain.are_all(block):
                self.empty = False
                yield from enumerate(block, number + 1)
                number = end
            elif alike and all(map(is_blank_row, block)):
                self._skip(number + 1, end, Text.BLANK_ROW)
                number = end
            else:
                ahead.extend(block)

    def _shows(self, number: int, end: int) -> bool:
        hidden = self.table.hidden
        return not hidden or hidden.isdisjoint(range(number + 1, end + 1))

    def nothing(self) -> BadValue:
        """The refusal of a table that has a header and no record."""
        return BadValue(
            Text.NO_RECORDS,
            Text.NO_RECORDS_WHY,
            Text.NO_RECORDS_HINT,
            where=self.where,
            row=self.last,
        )

    def _closely(self, number: int, row: Row, merged: Merged, ahead: deque[Row]) -> Row | None:
        """One row, filled in, or None when it is no record."""
        joined = merged.reaches(number)
        why = self._why(number, row, joined=joined)
        if why:
            merged.begin(number, row)
            self._skip(number, number, why, row)
            return None
        if len(row) > len(self.header) and not filled(row[len(self.header) :]):
            # Separators at the end of a line part nothing.
            row = row[: len(self.header)]
        row, columns = merged.fill(row)
        self.merged_numbers.update((number, place) for place in columns if place in self._counted)
        for area in merged.begin(number, row):
            if area.left in self._counted and self._is_shared(number, area.bottom, ahead):
                self.merged_numbers.add((number, area.left))
        strays = [place for place in self._gaps if place < len(row) and not is_blank(row[place])]
        if strays:
            raise self._untitled(number, strays)
        if number in self.table.hidden:
            self.hidden.append(number)
        return row

    def _untitled(self, number: int, places: Sequence[int]) -> Usage:
        """The refusal of columns that seemed empty, and whose meaning is not known."""
        names = column_names(self.header)
        ignore = " ".join(f"--ignore {shell_word(names[place][0])}" for place in places)
        return Usage(
            Text.STRAY,
            Text.STRAY_WHY,
            Text.STRAY_HINT,
            where=self.where,
            row=number,
            columns=listed([letters(place) for place in places]),
            ignore=ignore,
        )

    def _why(self, number: int, row: Row, *, joined: bool) -> Pair | None:
        if number == self.last + 1 and self._counts_columns(row):
            return Text.COLUMN_NUMBERS
        return self._odd.why(number, row, joined=joined)

    def _counts_columns(self, row: Row) -> bool:
        """Whether a row below the header numbers the columns, as official forms do."""
        cells = filled(row)
        texts = [str(cell).strip() for _, cell in cells]
        return (
            len(cells) > 2
            and len(cells) == sum(map(bool, self.header))
            and texts
            in (
                [str(place) for place in range(1, len(cells) + 1)],
                [f"{place}.0" for place in range(1, len(cells) + 1)],
            )
        )

    def _is_shared(self, number: int, bottom: int, ahead: deque[Row]) -> bool:
        """Whether other records lie beside a merged number."""
        wanted = min(bottom - number, _AHEAD)
        ahead.extend(islice(self._rest, max(0, wanted - len(ahead))))
        below = islice(ahead, wanted)
        return bottom - number > _AHEAD or any(
            self._why(number + 1 + index, row, joined=True) is None
            for index, row in enumerate(below)
        )

    def _skip(self, first: int, end: int, why: Pair, row: Row = ()) -> None:
        last = self.skipped[-1] if self.skipped else None
        if why == Text.BLANK_ROW and last and last.why == why and last.last == first - 1:
            self.skipped[-1] = last._replace(last=end)
            return
        table = self.table
        self.skipped.append(Skipped(table.file, table.sheet, first, end, why, quoted(row)))


def lay_out(
    table: Table, catalogue: Catalogue, kind: Kind | None = None, maps: Collection[str] = ()
) -> Laid:
    """Find a table's header. `maps` are titles that the user explains, or leaves out.

    Raises BadValue for a table without any cell, or without a header.
    """
    rows = iter(table.rows)
    head = list(islice(rows, HEAD))
    # When the head is blank there may be something farther down; it has no header.
    if not any(filled(row) for row in head) and not any(filled(row) for row in rows):
        raise BadValue(Text.EMPTY_TABLE, Text.EMPTY_WHY, Text.EMPTY_HINT, where=_where(table))
    kinds = [kind] if kind else catalogue.kinds()
    words = {word for each in kinds for word in vocabulary(each)}
    found = find_header(head, Titles(words, maps), table.merged)
    if found is None:
        best = max(head, key=lambda row: sum(isinstance(cell, str) for _, cell in filled(row)))
        raise BadValue(
            Text.NO_HEADER,
            Text.NO_HEADER_WHY,
            Text.NO_HEADER_HINT,
            where=_where(table),
            rows=len(head),
            text=quoted(best),
        )
    laid = Laid(table, head, rows, found)
    _guess(laid, kinds)
    return laid


def _guess(laid: Laid, kinds: Sequence[Kind]) -> None:
    """What the titles alone say of the columns, until it is decided."""
    dates, notes, counted, sequence = [], [], [], []
    for place, title in enumerate(laid.header):
        fields = [field for field in (find_field(kind, title) for kind in kinds) if field]
        types = {field.type for field in fields}
        dates += [place] if "when" in types else []
        notes += [place] if "note" in types else []
        counted += [place] if types & {"quantity", "times"} else []
        sequence += [place] if special(title) == "sequence" else []
    laid.understand(dates=dates, notes=notes, counted=counted, sequence=sequence)


def _where(table: Table) -> str:
    return f"{table.file} / {table.sheet}" if table.sheet else table.file
