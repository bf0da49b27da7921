"""Who is on the floor in which status now: all agents, those shown, and in which rows. Nothing here is of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from floorwalker.event.facts import Activity
from floorwalker.event.limits import ALERTS
from floorwalker.event.statuses import Snapshot
from floorwalker.ui.floor.board.groups import Arrangement, Group

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from floorwalker.event.limits import Limits
    from floorwalker.event.statuses import Statuses
    from floorwalker.session.columns import Names


@dataclass(frozen=True, slots=True)
class Entry:
    """One agent now. activity: UNKNOWN where the status is stale. since: seconds, 0 where nothing is known.

    told: the activity that was told, stale or not. seq: the event that began the status, 0 where none did. stage and
    over: see `Limits.judge`. limit: seconds until the stage that is reached, or else the first one.
    """

    agent: int
    name: str
    activity: int
    told: int
    reason: int
    since: int
    seq: int
    stage: int
    over: float
    limit: float

    @property
    def is_unseen(self) -> bool:
        """Whether nothing had been heard of the agent by then."""
        return not (self.since or self.seq)

    @property
    def is_stale(self) -> bool:
        """Whether the status that was told is not to be believed any more."""
        return self.activity != self.told


class Roster:
    """All agents at one moment, and who of them is shown in which row."""

    def __init__(self, names: Names, limits: Limits) -> None:
        self._names = names
        self.limits = limits
        self._shown = Arrangement.empty()
        self.everyone: list[int] = []
        """All agents, shown or not, in the order in which they were first seen; their places are their numbers here."""
        self.agents: list[int] = []
        """Those whom the filter shows, in their order, also where their group is folded."""
        self.keys: list[int] = []
        """What is in each row: an agent, or less than zero the heading of a group."""
        self._set(_empty(), 0.0)

    def __len__(self) -> int:
        """How many agents there are, shown or not."""
        return len(self._snapshot)

    @property
    def since(self) -> NDArray[np.int64]:
        """When everyone's status began, in seconds; 0 where nothing is known."""
        return self._snapshot.since

    @property
    def groups(self) -> tuple[Group, ...]:
        """Those that are shown."""
        return self._shown.groups

    def take(self, statuses: Statuses, now: float, moment: float | None = None) -> None:
        """All agents as they were at a moment, or are after everything that was told; stale as of *now*."""
        self._set(statuses.snapshot(moment), now)

    def absence(self) -> NDArray[np.int64]:
        """Of everyone: 0 for who is there, 1 where that is not known, 2 for who has signed out, 3 for who had not been
        seen yet."""
        told, shown = self._snapshot, self._present.activity
        unknown = (shown == Activity.UNKNOWN) & ((told.seq == 0) | (told.activity >= 0))
        absence = np.where(shown == Activity.SIGNED_OUT, 2, unknown.astype(np.int64))
        return np.where(told.heard == 0, 3, absence)

    def agents_at(self, places: NDArray[np.intp]) -> list[int]:
        """Who is at these places."""
        agents: list[int] = self._snapshot.agents[places].tolist()
        return agents

    def held(self, places: NDArray[np.intp]) -> Arrangement | None:
        """The rows as they are shown, for these agents; None where they are others than those who are shown."""
        now = {agent: place for place, agent in zip(places.tolist(), self.agents_at(places), strict=True)}
        if len(now) != len(self.agents) or any(agent not in now for agent in self.agents):
            return None
        headings = {group.key: -1 - number for number, group in enumerate(self.groups)}
        lines = [now[key] if key > 0 else headings[key] for key in self.keys]
        moved = np.array([now[agent] for agent in self.agents], np.intp)
        return Arrangement(moved, np.array(lines, np.intp), self.groups)

    def show(self, shown: Arrangement) -> None:
        """Show these rows."""
        self._shown = shown
        self.agents = self.agents_at(shown.places)
        self.keys = self.keys_of(shown)

    def keys_of(self, shown: Arrangement) -> list[int]:
        """What would be in each row."""
        lines = shown.lines
        if not shown.groups:
            return self.agents_at(lines)
        headings = np.array([group.key for group in shown.groups], np.int64)
        keys = np.where(lines < 0, headings[np.maximum(-1 - lines, 0)], self._snapshot.agents[lines])
        listed: list[int] = keys.tolist()
        return listed

    def agent_at(self, row: int) -> int | None:
        """The agent in a row, None for a heading."""
        return self.keys[row] if self.keys[row] > 0 else None

    def heading_at(self, row: int) -> Group | None:
        """The group whose heading is in a row, None for an agent's."""
        line = int(self._shown.lines[row])
        return self._shown.groups[-1 - line] if line < 0 else None

    def present(self) -> Snapshot:
        """Everyone, those whose status is stale as unknown."""
        return self._present

    def entry(self, row: int) -> Entry:
        """The agent in a row, which is no heading."""
        return self.entry_at(int(self._shown.lines[row]))

    def entry_at(self, place: int) -> Entry:
        """One of everyone."""
        of = self._snapshot
        agent, activity, reason = self.everyone[place], int(self._present.activity[place]), int(of.reason[place])
        warns, alerts = self.limits.stages_of(activity, reason)
        stage = int(self.stage[place])
        return Entry(
            agent,
            self._names.text(agent),
            activity,
            int(of.activity[place]),
            reason,
            int(of.since[place]),
            int(of.seq[place]),
            stage,
            float(self.over[place]),
            alerts if stage == ALERTS else warns,
        )

    def snapshots(self, size: int) -> list[Snapshot]:
        """Those who are shown, in their order, so many in each; as they were told, stale or not."""
        places = self._shown.places
        return [self._snapshot.of(places[first : first + size]) for first in range(0, len(places), size)]

    def _set(self, snapshot: Snapshot, now: float) -> None:
        self._snapshot, self._present = snapshot, snapshot.believed(now)
        self.everyone = snapshot.agents.tolist()
        self.stage, self.over = self.limits.judge_all(self._present, now)


def _empty() -> Snapshot:
    nothing = np.empty(0, np.int64)
    return Snapshot(nothing, nothing, nothing, nothing, nothing, nothing)
