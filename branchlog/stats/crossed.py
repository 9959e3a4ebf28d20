"""Figures along one axis or in the cells of several: what counts, parted once and tallied once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from branchlog.records.catalogue import State
from branchlog.records.indicators import Indicator
from branchlog.records.periods import Period
from branchlog.stats.axes import PERIODS, Axis, Keys, Path, slots
from branchlog.stats.figures import Figure, chosen, of_parts, ratio
from branchlog.stats.selection import Selection, Sorted, bounds
from branchlog.stats.tally import Tally

#: An indicator's id and span, which tell figures apart.
Key: TypeAlias = tuple[str, str]
Cells: TypeAlias = dict[Path, Figure]
#: What a figure is made of, and whether it is a recorded zero where that is nothing.
Part: TypeAlias = tuple[list[Tally], bool]


class Crossing:
    """The parts of a period's figures along some axes.

    `states` says by kind how records end; `names` are the fields whose names summed measures
    count, by kind and measure.

    What a figure counts is chosen as for the whole period, and only then parted, so that the
    parts of a count or a sum add up to it. Only where one record is in several parts do they add
    up to more: along `person`, and along `span`, whose year so far holds the period.
    """

    def __init__(
        self,
        axes: Sequence[Axis],
        docs: Sorted,
        period: Period,
        *,
        today: date,
        states: Mapping[str, State],
        names: Mapping[tuple[str, str], str],
    ) -> None:
        self.axes = tuple(axes)
        self._docs = docs
        self._period = period
        self._today = today
        self._states = states
        self._names = names
        self._keys = Keys(axes, states, bounds(period)[1])
        self._slots = slots(axes, period, docs.dates(), today)
        self._selections: dict[Period, Selection] = {}
        self._found: dict[Key, dict[Path, Part]] = {}
        self._parts: dict[tuple[Path, int], tuple[Tally, dict[Path, Tally]]] = {}

    def along(self, axes: Sequence[Axis]) -> Crossing:
        """The same figures along other axes: for totals, some of these."""
        other = Crossing(
            axes,
            self._docs,
            self._period,
            today=self._today,
            states=self._states,
            names=self._names,
        )
        # What is counted is the same; only its parts are others.
        other._selections = self._selections
        return other

    def periods(self) -> list[Path]:
        """The keys of the axes of time, whether anything was recorded there or not."""
        return list(self._slots)

    def cells(self, known: Sequence[Indicator]) -> dict[Key, Cells]:
        """Every indicator's figures by path in order, where there is anything to count."""
        found = {
            (each.id, each.span): self._figures(each, self._counted(each))
            for each in known
            if each.aggregation != "ratio"
        }
        for each in known:
            if each.aggregation == "ratio":
                found[each.id, each.span] = self._ratios(each, found)
        return {key: dict(sorted(cells.items())) for key, cells in found.items()}

    def totals(self, indicator: Indicator, axes: Sequence[Axis]) -> Cells:
        """A flow's figures along some of the axes: what its cells on the others come to."""
        if "person" in self.axes and "person" not in axes:
            # A record is in the cell of each of its people, and in a total once.
            return self.along(axes).cells([indicator])[indicator.id, indicator.span]
        kept = [at for at, axis in enumerate(self.axes) if axis in axes]
        joined: dict[Path, Part] = {}
        for path, (tallies, begun) in self._counted(indicator).items():
            key = tuple(path[at] for at in kept)
            before, some = joined.get(key, ([], False))
            joined[key] = ([*before, *tallies], some or begun)
        return self._figures(indicator, joined)

    def _figures(self, indicator: Indicator, parts: Mapping[Path, Part]) -> Cells:
        docs = self._docs.of_kind(indicator.kind)
        names = self._names.get((indicator.kind, indicator.measure), "")
        return {
            path: of_parts(indicator, tallies, docs, names=names, begun=begun)
            for path, (tallies, begun) in parts.items()
        }

    def _counted(self, indicator: Indicator) -> dict[Path, Part]:
        """What an indicator counts, by path."""
        key = (indicator.id, indicator.span)
        if key not in self._found:
            found: dict[Path, Part] = {}
            for slot in self._slots:
                parts: dict[Path, list[Tally]] = {}
                tallies, dated = chosen(indicator, self._selection(slot))
                for tally in tallies:
                    for path, each in self._parted(slot, indicator.kind, tally).items():
                        parts.setdefault(path, []).append(each)
                begun = self._begun(slot, indicator, dated)
                for path in (*parts, *(begun - parts.keys())):
                    found[self._joined(slot, path)] = (parts.get(path, []), path in begun)
            self._found[key] = found
        return self._found[key]

    def _selection(self, slot: Path) -> Selection:
        period = self._slots[slot]
        if period not in self._selections:
            self._selections[period] = Selection(self._docs, period)
        return self._selections[period]

    def _parted(self, slot: Path, kind: str, tally: Tally) -> dict[Path, Tally]:
        """A tally in parts. Many indicators count the same one, which is parted once."""
        key = (slot, id(tally))
        if key not in self._parts:
            parts: dict[Path, Tally]
            if all(axis in PERIODS for axis in self.axes):
                parts = {(): tally}
            else:
                parted = self._keys.parted(kind, tally.docs)
                parts = {path: Tally(docs) for path, docs in parted.items()}
            # The tally is kept with its parts: its id is its own only while it lives.
            self._parts[key] = (tally, parts)
        return self._parts[key][1]

    def _begun(self, slot: Path, indicator: Indicator, dated: Sequence[Tally]) -> set[Path]:
        """Where a count by state is a recorded zero: records are there, none of that state."""
        found = {
            path
            for tally in dated
            if tally.docs
            for path in self._parted(slot, indicator.kind, tally)
        }
        fixed = [axis for axis in self.axes if axis not in PERIODS]
        if "state" not in fixed:
            return found
        at = fixed.index("state")
        own = indicator.open_states if indicator.stock else indicator.state
        return {(*path[:at], state, *path[at + 1 :]) for path in found for state in own}

    def _joined(self, slot: Path, path: Path) -> Path:
        """The keys in the order of the axes."""
        if not slot or not path:
            return slot or path
        times, others = iter(slot), iter(path)
        return tuple(next(times if axis in PERIODS else others) for axis in self.axes)

    def _ratios(self, indicator: Indicator, found: Mapping[Key, Cells]) -> Cells:
        """A rate in every part that has what it divides by. States have none of their own."""
        tops = found.get((indicator.numerator, "period"), {})
        bottoms = found.get((indicator.denominator, "period"), {})
        if "state" in self.axes:
            return {}
        return {
            path: ratio(indicator, tops[path], bottom)
            for path, bottom in bottoms.items()
            if path in tops
        }


def along(crossing: Crossing, known: Sequence[Indicator]) -> dict[str, dict[Key, Figure]]:
    """Figures by the key of a crossing's one axis: time as the calendar has it, else as texts."""
    cells = crossing.cells(known)
    paths = {path for each in cells.values() for path in each}
    keys = crossing.periods() if crossing.axes[0] in PERIODS else sorted(paths)
    return {
        path[0]: {key: each[path] for key, each in cells.items() if path in each} for path in keys
    }
