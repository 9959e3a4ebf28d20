"""Decide what a sheet's columns mean, and stop where one means nothing or two mean the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Mapping as Named
from typing import NamedTuple

from branchlog.intake.sheets import column_refusals as refusals
from branchlog.intake.sheets import which_kind
from branchlog.intake.sheets.column_roles import roles
from branchlog.intake.sheets.headers import exact, find_field
from branchlog.intake.sheets.layout import Laid
from branchlog.intake.sheets.naming import column_names, columns_named
from branchlog.intake.sheets.remembered import Remembered
from branchlog.intake.sheets.title_units import unit_of
from branchlog.messages import Layout as Text
from branchlog.messages import Pair
from branchlog.records.catalogue import Catalogue, Field, Kind

#: Types of fields whose values are added up.
COUNTED = ("quantity", "times")


class Use(NamedTuple):
    """What one column is for: a field, or `id rev kind sequence reason provenance ignored`."""

    position: int
    title: str
    role: str
    #: The unit that the sheet gives when it is not the field's own: 金额(万元) has 万元, to be read
    #: after each number that has none.
    unit: str = ""


class Mapping:
    """What the columns of a table mean."""

    def __init__(
        self,
        kind: Kind | None,
        uses: tuple[Use, ...],
        targets: Named[int, str],
        why_kind: Pair,
        remembered: frozenset[str] = frozenset(),
        absent: tuple[str, ...] = (),
    ) -> None:
        #: The kind of every row; None where each says its own in the kind column.
        self.kind = kind
        #: Every column, in order.
        self.uses = uses
        #: How the kind was decided, for the preview.
        self.why_kind = why_kind
        #: Titles whose meaning was remembered.
        self.remembered = remembered
        #: Titles that were mapped or ignored, and that this table does not have.
        self.absent = absent
        self._targets = targets

    def fields(self, kind: Kind) -> list[tuple[int, Field]]:
        """The columns that are fields of this kind, each field once, by their positions.

        In a sheet of several kinds a word may be another kind's label (人数 beside 数值): it is
        left to that kind, and so are two words that are both no label.
        """
        found = places_by_field(kind, self._targets)
        columns = [
            (plain[0] if (plain := _plain(kind, self._targets, places)) else places[0], field)
            for field, places in found
            if len(places) == 1
            or (field.type != "note" and len(_plain(kind, self._targets, places)) == 1)
        ]
        columns += [(place, kind.fields["note"]) for place in self.notes(kind)[:1]]
        return sorted(columns, key=lambda column: column[0])

    def notes(self, kind: Kind) -> list[int]:
        """The columns that make one note together, where there are several; its own comes first."""
        for field, places in places_by_field(kind, self._targets):
            if field.type == "note" and len(places) > 1:
                own = [place for place in places if self.is_note(kind, place)]
                return [*own, *(place for place in places if place not in own)]
        return []

    def is_note(self, kind: Kind, place: int) -> bool:
        """Whether a column is the note by its own title, and was not sent there."""
        field = find_field(kind, self.uses[place].title)
        return field is not None and field.type == "note"

    def position(self, role: str) -> int | None:
        """The column of this role, or None."""
        return next((use.position for use in self.uses if use.role == role), None)


def decide(
    laid: Laid,
    catalogue: Catalogue,
    *,
    kind: Kind | None,
    maps: Named[str, str],
    ignores: Collection[str],
    remembered: Remembered,
    alone: bool = True,
) -> Mapping:
    """What the columns of a table mean, told by its titles and first rows.

    `maps` gives titles their fields, by id or label. When the table is not `alone`, they may name
    columns of others; see `Mapping.absent`. Raises Usage for columns that nothing matches, two
    columns for one field, a kind that cannot be decided, and what cannot be mapped.
    """
    return _Deciding(laid, catalogue, maps, ignores, remembered).decided(kind, alone=alone)


class _Deciding:
    """The columns of one table on their way to a meaning."""

    def __init__(
        self,
        laid: Laid,
        catalogue: Catalogue,
        maps: Named[str, str],
        ignores: Collection[str],
        remembered: Remembered,
    ) -> None:
        self.laid = laid
        self.catalogue = catalogue
        self.remembered = remembered
        self.names = column_names(laid.header)
        self.maps = self._placed(maps)
        self.ignored = set(self._placed(dict.fromkeys(ignores, "")))
        self.absent = tuple(
            title for title in (*maps, *ignores) if not columns_named(self.names, title)
        )
        self.roles = roles(laid, self.maps, self.ignored, catalogue)

    def decided(self, kind: Kind | None, *, alone: bool) -> Mapping:
        """Each step may refuse; nothing is decided by halves."""
        if self.absent and alone:
            refusals.no_such_column(self.laid, self.absent[0])
        kind, why = self._kind(kind)
        known = self._recall(kind)
        kinds = [kind] if kind else self._kinds_of_rows()
        targets = self._targets([kind] if kind else self.catalogue.kinds())
        for each in kinds:
            self._refuse_shared(each, targets, several=kind is None)
        self._refuse_undated(kinds, targets)
        uses = tuple(self._use(place, kinds, targets) for place in range(len(self.names)))
        self._tell_laid(self.catalogue.kinds() if kind is None else kinds, targets)
        return Mapping(kind, uses, targets, why, known, self.absent)

    def _placed(self, said: Named[str, str]) -> dict[int, str]:
        """What was said of titles, by their columns."""
        return {
            place: word
            for title, word in said.items()
            for place in columns_named(self.names, title)
        }

    def _kind(self, given: Kind | None) -> tuple[Kind | None, Pair]:
        if given:
            return given, Text.BY_OPTION
        if "kind" in self.roles.values() and self._kinds_of_rows():
            return None, Text.BY_COLUMN
        titles = [self._target(place) for place in self._open()]
        decided = which_kind.by_words(self.laid, [word for word in titles if word], self.catalogue)
        if decided:
            return decided
        for place in self._open():
            if self._is_category(place) and which_kind.all_kinds(
                self.laid.values(place), self.catalogue
            ):
                self.roles[place] = "kind"
                return None, Text.BY_COLUMN
        raise which_kind.undecided(self.laid, self.catalogue)

    def _is_category(self, place: int) -> bool:
        fields = [find_field(kind, self._target(place)) for kind in self.catalogue.kinds()]
        return all(field is not None and field.id == "category" for field in fields)

    def _kinds_of_rows(self) -> list[Kind]:
        """The kinds that the first rows say they are."""
        place = next((place for place, role in self.roles.items() if role == "kind"), None)
        values = self.laid.values(place) if place is not None else []
        return which_kind.kinds_named(values, self.catalogue)

    def _open(self) -> list[int]:
        """Columns that are not known to be no field."""
        return [place for place in range(len(self.names)) if place not in self.roles]

    def _target(self, place: int) -> str:
        return self.maps.get(place) or self.laid.header[place]

    def _recall(self, kind: Kind | None) -> frozenset[str]:
        """Use what was said of this header before, unless something else is said now."""
        said = self.remembered.of(self.laid.header, kind.id if kind else "")
        used = set()
        for place, word in self._placed(said).items():
            if place in self.maps or place in self.ignored:
                continue
            if not word:
                self.ignored.add(place)
                self.roles[place] = "ignored"
            elif kind and find_field(kind, word):
                self.maps[place] = word
                self.roles.pop(place, None)
            else:
                # The ledger's own field is gone since.
                continue
            used.add(self.names[place][0])
        return frozenset(used)

    def _targets(self, kinds: list[Kind]) -> dict[int, str]:
        """The word by which each column finds its field. Raises Usage for those without one."""
        targets = {place: self._target(place) for place in self._open()}
        lost = [
            place
            for place, word in targets.items()
            if not any(find_field(kind, word) for kind in kinds)
        ]
        mapped = [place for place in lost if place in self.maps]
        if mapped:
            refusals.no_such_field(kinds, self.names[mapped[0]], self.maps[mapped[0]])
        if lost:
            refusals.unmatched(self.laid, [(place, self.names[place]) for place in lost], kinds)
        return targets

    def _refuse_shared(self, kind: Kind, targets: Named[int, str], *, several: bool) -> None:
        """Raise Usage for two columns of one field."""
        for field, places in places_by_field(kind, targets):
            left = several and len(_plain(kind, targets, places)) == 1
            if field.type == "note" and sum(place not in self.maps for place in places) <= 1:
                # What was sent to the note on purpose stands there one under the other.
                continue
            if len(places) > 1 and not left:
                shared = [(place, self.names[place]) for place in places]
                refusals.two_for_one(self.laid, shared, field)

    def _refuse_undated(self, kinds: list[Kind], targets: Named[int, str]) -> None:
        fields = [find_field(kind, word) for kind in kinds for word in targets.values()]
        dated = any(field is not None and field.type == "when" for field in fields)
        if not dated and "id" not in self.roles.values():
            refusals.no_date(self.laid)

    def _use(self, place: int, kinds: list[Kind], targets: Named[int, str]) -> Use:
        title = self.laid.header[place]
        if place not in targets:
            role = self.roles[place]
            return Use(place, title, "ignored" if role == "empty" else role)
        for kind in kinds:
            field = find_field(kind, targets[place])
            if field and field.type in COUNTED:
                return Use(place, title, "field", unit_of(self.laid, place, kind, field))
        return Use(place, title, "field")

    def _tell_laid(self, kinds: list[Kind], targets: Named[int, str]) -> None:
        """Odd rows are told by what the columns hold."""
        types: dict[str, set[int]] = {}
        for place, word in targets.items():
            for kind in kinds:
                field = find_field(kind, word)
                if field:
                    types.setdefault(field.type, set()).add(place)
        self.laid.understand(
            dates=sorted(types.get("when", ())),
            notes=types.get("note", ()),
            counted=set().union(*(types.get(type_, set()) for type_ in COUNTED)),
            sequence=[place for place, role in self.roles.items() if role == "sequence"],
            known={*self.ignored, *targets},
            empty=[place for place, role in self.roles.items() if role == "empty"],
        )


def places_by_field(kind: Kind, targets: Named[int, str]) -> list[tuple[Field, list[int]]]:
    """The columns of each field."""
    fields: dict[str, tuple[Field, list[int]]] = {}
    for place, word in targets.items():
        field = find_field(kind, word)
        if field:
            fields.setdefault(field.id, (field, []))[1].append(place)
    return list(fields.values())


def _plain(kind: Kind, targets: Named[int, str], places: Iterable[int]) -> list[int]:
    """Those of the columns that are named as the catalogue does."""
    return [place for place in places if exact(kind, targets[place])]
