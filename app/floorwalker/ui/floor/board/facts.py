"""What is told of agents beside their statuses, as of the moment that is shown; for the window's thread only.

What a row shows is worked out when it is looked at. What rows are sorted by is worked out for all agents at once and
kept, so that only those who have news are worked out again.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from floorwalker.event.facts import Activity
from floorwalker.event.statuses import STALE_AFTER
from floorwalker.event.statuses.table import SpanTable
from floorwalker.event.work import logged_in, time_per_status
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.board.columns import COUNTS, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from floorwalker.event.work import StepCounts, WorkItem
    from floorwalker.ui.floor.team.team import Team
    from floorwalker.ui.following import LiveSession


class _Times(NamedTuple):
    """told: seconds in each status until a moment, from when on only those in the last one grow."""

    told: dict[tuple[int, int], int]
    last: tuple[int, int]
    until: int


class Facts:
    """Asks the session and the roster file. `begin` at each moment that is shown."""

    def __init__(self, live: LiveSession, team: Team) -> None:
        self._live = live
        self.team = team
        self.now = 0.0
        self.midnight = 0
        self._when = math.inf  # no moment was set: everything counts that was told
        self._heard: dict[int, int] = {}
        self._logged: dict[int, tuple[float, bool]] = {}
        self._times: dict[int, _Times] = {}
        self._items: dict[int, WorkItem | None] = {}
        self._counts: dict[int, StepCounts] = {}
        self._sign_ins: dict[int, tuple[str, str]] = {}
        live.agents_changed.connect(self._on_agents_changed)
        live.details.changed.connect(self._on_details_changed)
        live.gaps_changed.connect(self._forget)

    def begin(self, now: float, moment: float | None, heard: dict[int, int]) -> None:
        """Everything is asked as of now from here on. heard: when each agent's newest event was created."""
        midnight = int(durations.midnight(now))
        when = math.inf if moment is None else moment
        if midnight != self.midnight or when != self._when:
            self._forget()
        self.now, self.midnight, self._when, self._heard = now, midnight, when, heard

    @property
    def covers_from(self) -> int | None:
        """When the first event since midnight that is still kept was created, in seconds; None where all are."""
        kept = self._live.kept_from()
        return kept if kept is not None and kept > self.midnight else None

    def item(self, agent: int) -> WorkItem | None:
        """The work item that the agent has, None where there is none that is known of."""
        if agent not in self._items:
            details, spans = self._live.details, self._live.statuses.spans(agent)
            self._items[agent] = None if self._is_silent(agent) else details.current(agent, self._when, spans)
        return self._items[agent]

    def counts(self, agent: int) -> StepCounts:
        """How many steps of work items were told since midnight."""
        if agent not in self._counts:
            # A moment includes its second.
            end = self._when if math.isinf(self._when) else math.floor(self._when) + 1
            self._counts[agent] = self._live.details.work.counts(agent, self.midnight, end)
        return self._counts[agent]

    def session_type(self, agent: int) -> str:
        """What the agent is signed in as, "" where that is not known."""
        return self._sign_in(agent)[0]

    def phone(self, agent: int) -> str:
        """The phone that the agent is signed in with, likewise."""
        return self._sign_in(agent)[1]

    def times(self, agent: int) -> dict[tuple[int, int], int]:
        """Seconds since midnight in each status, (activity, reason) as in `time_per_status`."""
        until = self._end(agent)
        if agent not in self._times or self._times[agent].until > until:
            spans = self._live.statuses.spans(agent)
            told = time_per_status(spans, self.midnight, until)
            if not len(spans) or spans.starts[-1] > until:
                return told
            self._times[agent] = _Times(told, (int(spans.activity[-1]), int(spans.reason[-1])), until)
        kept = self._times[agent]
        more = until - kept.until
        return {**kept.told, kept.last: kept.told.get(kept.last, 0) + more} if more else kept.told

    def logged_in(self, agent: int) -> int:
        """Seconds since midnight in which events prove that the agent was there."""
        return logged_in(self._live.statuses.spans(agent), self.midnight, self._end(agent))

    def numbers(self, column: Column, agents: Sequence[int]) -> NDArray[np.float64]:
        """What a column sorts agents by; nan where it tells nothing."""
        match column:
            case Column.LOGGED_IN:
                return self._logged_in(agents)
            case Column.WORK_TIME:
                return np.array([self._worked(self.item(agent)) for agent in agents], np.float64)
            case Column.OFFERED | Column.ACCEPTED | Column.DECLINED:
                place = COUNTS.index(column)
                return np.array([self.counts(agent)[place] for agent in agents], np.float64)
        return np.full(len(agents), np.nan)

    def texts(self, column: Column, agents: Sequence[int]) -> list[str]:
        """What a column tells of agents, to sort them by; "" where it tells nothing."""
        return [self.text(column, agent) for agent in agents]

    def text(self, column: Column, agent: int) -> str:
        """What a column tells of an agent that does not change as time goes by."""
        match column:
            case Column.AGENT:
                return self.team.name(agent)
            case Column.TEAM:
                return self.team.team(agent)
            case Column.SESSION_TYPE:
                return self.session_type(agent)
            case Column.WORK_ITEM:
                item = self.item(agent)
                return "" if item is None else item.item
        return self.team.username(agent)

    def _sign_in(self, agent: int) -> tuple[str, str]:
        if agent not in self._sign_ins:
            details = self._live.details
            self._sign_ins[agent] = details.session_type(agent, self.now), details.phone(agent, self.now)
        return self._sign_ins[agent]

    def _worked(self, item: WorkItem | None) -> float:
        return math.nan if item is None else self.now - item.last[0]

    def _is_silent(self, agent: int) -> bool:
        """Whether nothing was heard of the agent for so long that nothing is to be believed."""
        heard = self._heard.get(agent, 0)
        return bool(heard) and heard <= self.now - STALE_AFTER

    def _end(self, agent: int) -> int:
        """Up to when anything is known of the agent."""
        return self._heard[agent] if self._is_silent(agent) else int(self.now)

    def _logged_in(self, agents: Sequence[int]) -> NDArray[np.float64]:
        """As `logged_in` of each, without a look at those who have no news."""
        missing = [agent for agent in agents if agent not in self._logged]
        if missing:
            seconds, goes_on = self._worked_out(missing)
            rests = (seconds - goes_on * self.now).tolist()
            self._logged.update(zip(missing, zip(rests, goes_on.tolist(), strict=True), strict=True))
        kept = np.array([self._logged[agent] for agent in agents], np.float64).reshape(-1, 2)
        summed: NDArray[np.float64] = kept[:, 0] + kept[:, 1] * self.now
        return summed

    def _worked_out(self, agents: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Seconds by now, and whether there will be more of them."""
        table = SpanTable.of(self._live.statuses, agents)
        last, until = table.offsets[1:] - 1, np.array([self._end(agent) for agent in agents], np.int64)
        ends, begins = np.append(table.starts[1:], 0), np.maximum(table.starts, self.midnight)
        ends[last] = until
        ends = np.minimum(ends, np.repeat(until, np.diff(table.offsets)))
        there = (table.activity != Activity.SIGNED_OUT) & (table.seq != 0)
        lasting = np.where(there, np.maximum(ends - begins, 0), 0)
        return np.add.reduceat(lasting, table.offsets[:-1]), there[last]

    def _on_agents_changed(self, agents: set[int]) -> None:
        self._drop(agents, self._of_statuses())
        self._on_details_changed(agents)

    def _on_details_changed(self, agents: set[int]) -> None:
        self._drop(agents, self._of_details())

    @staticmethod
    def _drop(agents: set[int], from_: tuple[dict[int, Any], ...]) -> None:
        for kept in from_:
            for agent in agents & kept.keys():
                del kept[agent]

    def _forget(self) -> None:
        for kept in (*self._of_statuses(), *self._of_details()):
            kept.clear()

    def _of_statuses(self) -> tuple[dict[int, Any], ...]:
        return (self._logged, self._times)

    def _of_details(self) -> tuple[dict[int, Any], ...]:
        return (self._items, self._counts, self._sign_ins)
