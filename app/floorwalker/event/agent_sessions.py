"""Agents' sessions from their events: who was in which one when.

By the vendor's documentation (Agent Events) a session is made when an agent signs in, and every Agent event names it.
Our decisions: a session begins with its first event and is over after its SignedOut, unless something is heard of it
after that. Of several at once the one that began last is meant. Events that name no session tell of none. Repeats don't
count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.facts import Activity
from floorwalker.event.notes import Note
from floorwalker.event.row import FIELDS

_AGENT_CATEGORY: Final = 1
_NEVER: Final = -(1 << 62)
_SEQ, _CREATED, _CATEGORY, _AGENT, _SESSION, _ACTIVITY, _NOTES = (
    FIELDS.index(name) for name in ("seq", "created", "category", "agent", "agent_session", "activity", "notes")
)


@dataclass(slots=True)
class AgentSession:
    """One session of one agent, both as `Names` ids. begun, heard, left: when its first event, its newest other than a
    SignedOut, and its newest SignedOut were created, in seconds; long ago where there was none. seq: its newest event.
    """

    agent: int
    session: int
    begun: int
    heard: int
    left: int
    seq: int

    @property
    def key(self) -> tuple[int, int]:
        """What tells sessions apart: the agent and the session."""
        return self.agent, self.session

    def is_over(self, when: float) -> bool:
        """Whether it was over at a moment, in seconds."""
        return self.heard <= self.left <= when

    def take(self, other: "AgentSession") -> bool:
        """More of its events. Tells whether it was in another time than was known."""
        is_other = other.begun < self.begun or other.left > self.left
        self.begun = min(self.begun, other.begun)
        self.heard = max(self.heard, other.heard)
        self.left = max(self.left, other.left)
        self.seq = max(self.seq, other.seq)
        return is_other


class AgentSessions:
    """All agents' sessions, in whatever order their events come. For one thread at a time."""

    def __init__(self) -> None:
        self._of: dict[int, list[AgentSession]] = {}

    def take(self, one: AgentSession) -> bool:
        """A session, or more of the events of one that is here. Tells whether that is news of it."""
        of_agent = self._of.setdefault(one.agent, [])
        known = next((other for other in of_agent if other.session == one.session), None)
        if known is not None and not known.take(one):
            return False
        if known is None:
            of_agent.append(one)
        of_agent.sort(key=attrgetter("begun"))
        return True

    def at(self, agent: int, when: float) -> AgentSession | None:
        """The session that an agent was in at a moment, in seconds; None where no event tells of one."""
        begun = [one for one in self._of.get(agent, ()) if one.begun <= when]
        return next((one for one in reversed(begun) if not one.is_over(when)), None)

    def keys(self) -> set[tuple[int, int]]:
        """All sessions, each with its agent."""
        return {one.key for sessions in self._of.values() for one in sessions}

    def forget(self, before: int) -> None:
        """Let go of sessions of which nothing was heard since a moment, in seconds, but for each agent's last."""
        for agent, sessions in self._of.items():
            self._of[agent] = [one for one in sessions[:-1] if max(one.heard, one.left) >= before] + sessions[-1:]


def sessions_in(rows: NDArray[np.int64]) -> Iterator[AgentSession]:
    """What rows (n, len(FIELDS)), in any order, tell of sessions: each of them once."""
    tells = (rows[:, _CATEGORY] == _AGENT_CATEGORY) & (rows[:, _AGENT] != 0) & (rows[:, _SESSION] != 0)
    told = rows[tells & (rows[:, _NOTES] & Note.REPEAT == 0)]
    if not len(told):
        return
    told = told[np.lexsort((told[:, _SESSION], told[:, _AGENT]))]
    starts = np.flatnonzero(np.diff(told[:, (_AGENT, _SESSION)], axis=0, prepend=-1).any(axis=1))
    created, has_left = told[:, _CREATED], told[:, _ACTIVITY] == Activity.SIGNED_OUT
    columns = (
        told[starts, _AGENT],
        told[starts, _SESSION],
        np.minimum.reduceat(created, starts),
        np.maximum.reduceat(np.where(has_left, _NEVER, created), starts),
        np.maximum.reduceat(np.where(has_left, created, _NEVER), starts),
        np.maximum.reduceat(told[:, _SEQ], starts),
    )
    for row in np.stack(columns, axis=1).tolist():
        yield AgentSession(*row)
