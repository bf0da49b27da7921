"""An event as numbers: what a session's file keeps of it beside its payload, and what everything is counted from."""

from typing import Final

FIELDS: Final = (
    "seq",
    "received",
    "created",
    "category",
    "code",
    "agent",
    "agent_session",
    "activity",
    "reason",
    "notes",
    "feed",
)
"""One event's numbers, in the order of a row.

seq: 1, 2, 3 … in order of arrival. received: microseconds since 1970, UTC, our clock. created: seconds since 1970, UTC,
the sender's clock. agent, agent_session, reason: `Names` ids, 0 where there is none. activity: an ActivityCode or one
of `floorwalker.event`'s sentinels. notes: bits of `Note`. feed: the id of a feed of the session.
"""
