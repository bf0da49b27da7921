"""One agent at a moment, in words and numbers for people and programs."""

from pydantic import BaseModel, ConfigDict


class Standing(BaseModel):
    """One agent at a moment.

    status: its name in the catalog, or "Unknown" or "SignedOut". activity: the ActivityCode, None where the status has
    none. since: the CreationDateUtc of the event that began it, or the start of the gap that made it unknown; None
    where nothing was known yet. seq: that event's number, None where none began it. heard: when the agent's newest
    event by then was created. stale: nothing was heard of the agent for so long that a SignedOut may have been lost.

    session_type, phone: as the agent's session has them; None where the agent is in none, or nothing tells. name, team:
    from a roster; None where it does not say.

    item: the id of the work item that the agent has now, None where there is none or events name none; item_step: its
    last step, "offered" or "accepted", None where there is none; item_since: when that was.

    The rest is of the moment's UTC day until then. offered, accepted, declined, released: events. ring, handle: mean
    seconds of the items that prove them. unproven: how many items lack a step, by what is missing. logged_in: seconds
    in which events prove that the agent was there. times: seconds in each status, by its name. covers_from: when the
    first event of that day that is still kept was created; None where none of the day has gone.
    """

    model_config = ConfigDict(frozen=True)

    agent: str
    name: str | None = None
    team: str | None = None
    status: str
    words: str
    activity: int | None
    reason: str | None
    since: str | None
    seq: int | None
    heard: str | None
    stale: bool
    session_type: str | None = None
    phone: str | None = None
    item: str | None
    item_step: str | None
    item_since: str | None
    offered: int
    accepted: int
    declined: int
    released: int
    ring: float | None
    handle: float | None
    unproven: dict[str, int]
    logged_in: int
    times: dict[str, int]
    covers_from: str | None = None
