"""A session's floor: all that its events told of its agents, asked for any moment."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.catalog import Catalog
from floorwalker.event.facts import Activity
from floorwalker.event.natural import natural
from floorwalker.event.notes import Note
from floorwalker.event.statuses import Snapshot, Spans, Statuses
from floorwalker.event.work import Step, logged_in, time_per_status
from floorwalker.session.columns import Names
from floorwalker.session.floor.agent_details import AgentDetails
from floorwalker.session.floor.standing import Standing
from floorwalker.session.floor.work import numbers_of
from floorwalker.session.roster import NO_ROSTER, Roster
from floorwalker.session.times import iso_seconds

DAY: Final = 24 * 3600
_AT_ONCE: Final = 1000
"""Events looked at for the first one that came in its time, which is nearly always the first."""


@dataclass(frozen=True)
class Floor:
    """What standings are told from; for the thread of the statuses and details. kept_from: when the oldest event that
    is still kept was created, in seconds; None where none has gone. midnight: when the day begins that numbers are of;
    None for the UTC day of each moment.
    """

    names: Names
    catalog: Catalog
    statuses: Statuses
    details: AgentDetails
    roster: Roster = NO_ROSTER
    kept_from: int | None = None
    midnight: int | None = None

    def standings(self, snapshot: Snapshot, moment: int) -> list[Standing]:
        """The agents of a snapshot of a moment, in seconds, by their names."""
        columns = (snapshot.agents, snapshot.activity, snapshot.reason, snapshot.since, snapshot.seq, snapshot.heard)
        rows = np.stack([*columns, snapshot.stale(moment)], axis=1).tolist()
        standings = (self._standing(row, moment) for row in rows)
        return sorted(standings, key=lambda one: natural(one.agent))

    def covers_from(self, moment: int) -> str | None:
        """As in `Standing`, of the day of a moment in seconds."""
        kept = self.kept_from
        return None if kept is None or kept <= self._start(moment) else iso_seconds(kept)

    def _start(self, moment: int) -> int:
        return moment - moment % DAY if self.midnight is None else self.midnight

    def _standing(self, row: list[int], moment: int) -> Standing:
        agent, activity, reason, since, seq, heard, stale = row
        name, text = self.names.text(agent), self.names.text(reason)
        look = self.catalog.status(activity, text)
        spans = self.statuses.spans(agent)
        return Standing(
            agent=name,
            name=self.roster.name(name) if name in self.roster else None,
            team=self.roster.team(name) or None,
            status=look.name,
            words=look.words,
            activity=activity if activity >= 0 else None,
            reason=text or None,
            since=iso_seconds(since) if heard else None,
            seq=seq or None,
            heard=iso_seconds(heard) if heard else None,
            stale=bool(stale) and activity != Activity.SIGNED_OUT,
            **self._sign_in(agent, moment),
            **self._item(agent, moment, spans, is_stale=bool(stale)),
            **self._day(agent, moment, spans, heard if stale else moment),
        )

    def _sign_in(self, agent: int, moment: int) -> dict[str, Any]:
        told = self.details.sign_in(agent, moment)
        return {"session_type": told.session_type or None, "phone": told.phone or None}

    def _item(self, agent: int, moment: int, spans: Spans, *, is_stale: bool) -> dict[str, Any]:
        """The work item that the agent has; none outlives long silence."""
        item = None if is_stale else self.details.current(agent, moment, spans)
        if item is None:
            return {"item": None, "item_step": None, "item_since": None}
        at, step = item.last
        return {"item": item.item or None, "item_step": step.name.lower(), "item_since": iso_seconds(at)}

    def _day(self, agent: int, moment: int, spans: Spans, end: int) -> dict[str, Any]:
        """The numbers of the moment's day; end: up to when anything is known of the agent."""
        start = self._start(moment)
        work = self.details.work
        counts = work.counts(agent, start, moment + 1)
        numbers = numbers_of(work.times(agent), start, moment)
        return {
            **{step.name.lower(): int(count) for step, count in zip(Step, counts, strict=True)},
            **numbers._asdict(),
            "logged_in": logged_in(spans, start, end),
            "times": self._times(spans, start, end),
            "covers_from": self.covers_from(moment),
        }

    def _times(self, spans: Spans, start: int, end: int) -> dict[str, int]:
        times: dict[str, int] = {}
        for (activity, reason), seconds in time_per_status(spans, start, end).items():
            name = self.catalog.status(activity, self.names.text(reason)).name
            times[name] = times.get(name, 0) + seconds
        return times


def kept_from(created: NDArray[np.int64], notes: NDArray[np.integer]) -> int | None:
    """When the oldest of some events was created that came in its time, in seconds; None where all came late."""
    for first in range(0, len(notes), _AT_ONCE):
        in_time = np.flatnonzero(notes[first : first + _AT_ONCE] & Note.LATE == 0)
        if len(in_time):
            return int(created[first + in_time[0]])
    return None
