"""Sessions with agents on the floor, as tests write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.session import made

if TYPE_CHECKING:
    from floorwalker.session.journal import Journal
    from floorwalker.ui.following import LiveSession

NOON = made.NOON
NOT_READY, AVAILABLE, ON_CALL, ON_BREAK, OTHER = 0, 16, 33, 34, 36


class Floor:
    """Writes agents' events into a journal, each arriving the second after it was created."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._number = 0

    def signs_in(self, agent: str, second: int) -> None:
        """At so many seconds after noon."""
        self._add(agent, second, Code=1)

    def signs_out(self, agent: str, second: int) -> None:
        """Likewise."""
        self._add(agent, second, Code=2, ExitCode=0)

    def status(self, agent: str, second: int, activity: int, reason: str = "") -> None:
        """Likewise."""
        self._add(agent, second, ActivityCode=activity, ActivityName=reason)

    def step(self, agent: str, second: int, code: int, item: str, **fields: object) -> None:
        """Of a work item, likewise."""
        self._add(agent, second, Code=code, WorkItemId=item, **fields)

    def _add(self, agent: str, second: int, **changed: object) -> None:
        self._number += 1
        created = made.stamp(NOON + second)
        names = {"Id": made.guid(self._number), "Username": agent, "SessionId": f"session of {agent}"}
        payload = made.payload(0, **{**names, "CreationDateUtc": created, **changed})
        self._journal.append([made.delivery(payload, at=second + 1)])


def agent_id(live: LiveSession, name: str) -> int:
    """The id of an agent's name."""
    return next(agent for agent in live.statuses.agents() if live.names.text(agent) == name)
