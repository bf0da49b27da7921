"""Saving what an agent's page shows: the list, the intervals, and those of all agents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from floorwalker.event.metrics import Kinds
from floorwalker.event.statuses import SpanTable
from floorwalker.ui.floor.agent.day_csv import day_csv
from floorwalker.ui.floor.agent.edges import MOST, edges_of
from floorwalker.ui.floor.agent.export import Part, Wanted
from floorwalker.ui.floor.status_order import in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.event.work import WorkItems
    from floorwalker.ui.floor.agent.day import Entry
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.following import LiveSession


_AT_ONCE: Final = 50
"""Agents whose numbers are worked out together, while saving can't be stopped."""


class Saver:
    """Says what files are to hold; for the window's thread."""

    def __init__(self, live: LiveSession, paints: Paints) -> None:
        self._live = live
        self._paints = paints

    def of_day(self, agent: int, entries: Sequence[Entry], now: float) -> str:
        """The list of one agent."""
        return day_csv(self._live.names.text(agent), entries, now, self._live.names, self._paints)

    def of_intervals(
        self, agents: Sequence[int], work: WorkItems, time: tuple[float, float, float], minutes: int
    ) -> Wanted | None:
        """The intervals of some agents; None where they would be too many. time: start, end and now, in seconds."""
        start, end, now = time
        edges, catalog, paints = edges_of(start, end, minutes), self._live.catalog, self._paints
        if len(edges) > MOST + 1:
            return None
        return Wanted(
            [self._part(agents[first : first + _AT_ONCE], work) for first in range(0, len(agents), _AT_ONCE)],
            edges,
            now,
            Kinds.of(catalog),
            lambda found: in_order(found, catalog),
            lambda status: paints.status(*status).name,
        )

    def _part(self, agents: Sequence[int], work: WorkItems) -> Part:
        return Part(
            [self._live.names.text(agent) for agent in agents],
            SpanTable.of(self._live.statuses, agents),
            [work.times(agent).copy() for agent in agents],
        )


def file_name(agent: str, what: str) -> str:
    """A name for a file that every system takes: `c.diaz statuses.csv`."""
    kept = "".join(letter if letter.isalnum() or letter in " .-_@" else "_" for letter in agent).strip(" .")
    return f"{kept[:80] or 'agent'} {what}.csv"
