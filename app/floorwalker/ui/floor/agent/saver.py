"""Saving what an agent's page shows: the list, the intervals, and those of all agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.ui.floor.agent.day_csv import day_csv
from floorwalker.ui.floor.agent.export import Wanted
from floorwalker.ui.floor.agent.interval_model import in_order
from floorwalker.ui.floor.agent.intervals import Kinds, edges_of
from floorwalker.ui.floor.timeline.spans import ShownSpans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.event.work import WorkItems
    from floorwalker.ui.floor.agent.day import Entry
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.following import LiveSession


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
    ) -> Wanted:
        """The intervals of some agents. time: start, end and now, in seconds."""
        start, end, now = time
        catalog, paints = self._live.catalog, self._paints
        return Wanted(
            [self._live.names.text(agent) for agent in agents],
            ShownSpans.of(self._live.statuses, agents, now),
            [work.times(agent).copy() for agent in agents],
            edges_of(start, end, minutes),
            now,
            Kinds.of(catalog),
            lambda found: in_order(found, catalog),
            lambda status: paints.status(*status).name,
        )
