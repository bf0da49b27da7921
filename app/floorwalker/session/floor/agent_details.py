"""What of a session's agents only payloads tell, gathered as it is read: how they are signed in, and their items."""

from collections.abc import Iterable, Mapping
from typing import Final

from floorwalker.event.agent_sessions import AgentSession, AgentSessions
from floorwalker.event.facts import Activity
from floorwalker.event.statuses import Spans
from floorwalker.event.work import WorkItem, WorkItems
from floorwalker.session.floor.in_payloads import SignIn

NO_SIGN_IN: Final = SignIn("", "")
_NEVER: Final = -(1 << 62)


class AgentDetails:
    """For one thread at a time; portions may come in any order. work: the items; it may become another object."""

    def __init__(self) -> None:
        self.work = WorkItems()
        self._sessions = AgentSessions()
        self._sign_ins: dict[tuple[int, int], SignIn] = {}

    def take_sessions(self, sessions: Iterable[AgentSession], sign_ins: Mapping[tuple[int, int], SignIn]) -> set[int]:
        """Sessions, or more of the events of those that are here. sign_ins: what payloads say, by agent and session.

        Returns the agents of whom something else is known now.
        """
        news = {session.agent for session in sessions if self._sessions.take(session)}
        self._sign_ins.update(sign_ins)
        return news | {agent for agent, _ in sign_ins}

    def forget(self, before: int) -> None:
        """Let go of sessions of which nothing was heard since a moment, in seconds; items are `work`'s to forget."""
        self._sessions.forget(before)
        there = self._sessions.keys()
        self._sign_ins = {key: told for key, told in self._sign_ins.items() if key in there}

    def sign_in(self, agent: int, when: float) -> SignIn:
        """How an agent was signed in at a moment, in seconds."""
        session = self._sessions.at(agent, when)
        return NO_SIGN_IN if session is None else self._sign_ins.get((agent, session.session), NO_SIGN_IN)

    def current(self, agent: int, when: float, spans: Spans) -> WorkItem | None:
        """The item that an agent has at a moment; what came later is not known. spans: the agent's.

        A release can be lost: no item outlives a sign-out or a gap.
        """
        item = self.work.current(agent, when)
        return None if item is None or item.last[0] <= _last_left(spans, when) else item


def _last_left(spans: Spans, when: float) -> int:
    """When the agent last signed out, or was last lost in a gap, by a moment; long ago where never."""
    left = ((spans.activity == Activity.SIGNED_OUT) | (spans.seq == 0)) & (spans.starts <= when)
    return int(spans.starts[left].max(initial=_NEVER))
