"""Who is on the floor in which status now: all agents, those shown, and their order. Nothing here is of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

import numpy as np

from floorwalker.event.facts import Activity
from floorwalker.event.natural import natural
from floorwalker.event.statuses import STALE_AFTER, Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from floorwalker.event.catalog import Catalog
    from floorwalker.event.statuses import Statuses
    from floorwalker.session.columns import Names

_NEVER: Final = float("inf")


class Order(Enum):
    """What the rows are sorted by: the agent's name; the status, and within it the time; the time in status."""

    NAME = 0
    STATUS = 1
    TIME = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One agent now. activity: UNKNOWN where the status is stale. since: seconds, 0 where nothing is known.

    told: the activity that was told, stale or not. seq: the event that began the status, 0 where none did.
    """

    agent: int
    name: str
    activity: int
    told: int
    reason: int
    since: int
    seq: int
    stale_from: float

    @property
    def is_stale(self) -> bool:
        """Whether the status that was told is not to be believed any more."""
        return self.activity != self.told


class Roster:
    """All agents at one moment, and who of them is shown in which order."""

    def __init__(self, catalog: Catalog, names: Names) -> None:
        self._catalog = catalog
        self._names = names
        self._snapshot = _empty()
        self._activity = self._snapshot.activity
        self._stale_from: NDArray[np.float64] = np.empty(0)
        self._ranks: dict[int, int] = {}
        self._shown: NDArray[np.intp] = np.empty(0, np.intp)
        self.agents: list[int] = []
        """Those shown, in their order."""

    def set_catalog(self, catalog: Catalog) -> None:
        """Statuses are in the order of that one."""
        self._catalog = catalog

    def __len__(self) -> int:
        """How many agents there are, shown or not."""
        return len(self._snapshot)

    def take(self, statuses: Statuses, now: float, moment: float | None = None) -> None:
        """All agents as they were at a moment, or are after everything that was told; stale as of *now*."""
        snapshot = self._snapshot = statuses.snapshot(moment)
        doubtful = (snapshot.heard > 0) & (snapshot.activity != Activity.SIGNED_OUT)
        self._stale_from = np.where(doubtful, snapshot.heard + STALE_AFTER, _NEVER)
        self._activity = np.where(self._stale_from <= now, Activity.UNKNOWN, snapshot.activity)

    def ordered(self, meant: NDArray[np.bool_], order: Order, *, falling: bool) -> NDArray[np.intp]:
        """The places of the agents that are meant, in an order. Falling is from Z to A, or the longest time first; in
        the order of time whoever has signed out comes last all the same."""
        chosen = np.flatnonzero(meant)
        keys = self._keys(order, falling=falling)
        return chosen[np.lexsort([key[chosen] for key in reversed(keys)])]

    def agents_at(self, places: NDArray[np.intp]) -> list[int]:
        """Who is at these places."""
        agents: list[int] = self._snapshot.agents[places].tolist()
        return agents

    def show(self, places: NDArray[np.intp]) -> None:
        """Show these, as `ordered` gives them."""
        self._shown = places
        self.agents = self.agents_at(places)

    def present(self) -> Snapshot:
        """Everyone, those whose status is stale as unknown."""
        of = self._snapshot
        return Snapshot(of.agents, self._activity, of.reason, of.since, of.seq, of.heard)

    def entry(self, row: int) -> Entry:
        """The agent in a row."""
        place, of = int(self._shown[row]), self._snapshot
        agent = int(of.agents[place])
        told = int(of.activity[place])
        return Entry(
            agent,
            self._names.text(agent),
            int(self._activity[place]),
            told,
            int(of.reason[place]),
            int(of.since[place]),
            int(of.seq[place]),
            float(self._stale_from[place]),
        )

    def stale_from(self) -> list[float]:
        """For each agent shown, from when on the status is stale."""
        stale: list[float] = self._stale_from[self._shown].tolist()
        return stale

    def counts(self) -> dict[tuple[int, int], int]:
        """How many of all agents are in each status: (activity, reason) with the reason 0 where it tells no status."""
        reason = np.where(self._activity == Activity.NAMED, self._snapshot.reason, 0)
        found, counts = np.unique(np.stack([self._activity, reason], 1), axis=0, return_counts=True)
        return {
            (activity, text): count for (activity, text), count in zip(found.tolist(), counts.tolist(), strict=True)
        }

    def _keys(self, order: Order, *, falling: bool) -> list[NDArray[np.int64]]:
        """What to sort by, the first one being the most important."""
        of = self._snapshot
        name = self._by_name()
        gone = (self._activity == Activity.SIGNED_OUT).astype(np.int64)
        sign = -1 if falling else 1
        if order is Order.NAME:
            return [name * sign]
        if order is Order.TIME:
            return [gone, of.since * -sign, name]
        return [self._by_status() * sign, of.since, name]

    def _by_name(self) -> NDArray[np.int64]:
        agents = self._snapshot.agents.tolist()
        if len(self._ranks) != len(agents):
            ordered = sorted(agents, key=lambda agent: natural(self._names.text(agent)))
            self._ranks = {agent: rank for rank, agent in enumerate(ordered)}
        return np.array([self._ranks[agent] for agent in agents], np.int64)

    def _by_status(self) -> NDArray[np.int64]:
        ranks = status_ranks(self._catalog, np.unique(self._activity).tolist())
        return np.array([ranks[activity] for activity in self._activity.tolist()], np.int64)


def status_ranks(catalog: Catalog, activities: Sequence[int]) -> dict[int, int]:
    """The order of statuses wherever they are listed: as in the catalog, then those it does not have, then those known
    by their text, unknown and signed out."""
    listed = list(catalog.activities)
    rest = sorted(activity for activity in activities if activity >= 0 and activity not in catalog.activities)
    ordered = [*listed, *rest, Activity.NAMED, Activity.UNKNOWN, Activity.SIGNED_OUT]
    return {activity: rank for rank, activity in enumerate(ordered)}


def _empty() -> Snapshot:
    nothing = np.empty(0, np.int64)
    return Snapshot(nothing, nothing, nothing, nothing, nothing, nothing)
