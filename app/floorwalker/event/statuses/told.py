"""The part of agents' events that statuses are made of, and its order."""

from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.facts import Activity
from floorwalker.event.notes import Note
from floorwalker.event.row import FIELDS

TOLD: Final = np.dtype(
    [
        ("key", np.int64),
        ("seq", np.int64),
        ("received", np.int64),
        ("activity", np.int32),
        ("reason", np.int32),
        ("session", np.int32),
    ]
)
"""What one event tells. key: CreationDateUtc in seconds times 4, plus the rank inside of that second."""

Told: TypeAlias = tuple[int, int, int, int, int, int]
"""One event as the fields of `TOLD`."""

RAW: Final = np.dtype((np.void, TOLD.itemsize))
"""The same as bytes: numpy copies them many times faster than field by field."""

Events: TypeAlias = NDArray[Any]
"""A structured array of `TOLD`."""

FIRST, BETWEEN, LAST = 0, 1, 2
"""Ranks inside of a second, in which the sender's clock has no order: SignedIn, anything else, SignedOut."""

_AGENT_CATEGORY, _STATUS_CHANGED = 1, 3
_FAR = 1 << 41
"""Seconds that are still a number in microseconds; no date has as many."""
_SEQ, _RECEIVED, _CREATED, _CATEGORY, _CODE, _AGENT, _SESSION, _ACTIVITY, _REASON, _NOTES, _ = range(len(FIELDS))


def told_by(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], Events]:
    """The agents' ids, and what their events tell, without repeats and without what tells nothing about an agent.

    Only Agent events, and whatever sets a status, show that an agent is there; an e-mail that names one shows nothing.
    """
    telling = (rows[:, _CATEGORY] == _AGENT_CATEGORY) | (rows[:, _ACTIVITY] != Activity.NONE)
    telling &= (rows[:, _AGENT] != 0) & (rows[:, _NOTES] & Note.REPEAT == 0)
    if not telling.all():
        rows = rows[telling]
    events = np.empty(len(rows), TOLD)
    events["key"] = np.clip(rows[:, _CREATED], -_FAR, _FAR) * 4 + _ranks(rows)
    for name, column in (("seq", _SEQ), ("received", _RECEIVED), ("activity", _ACTIVITY), ("reason", _REASON)):
        events[name] = rows[:, column]
    events["session"] = rows[:, _SESSION]
    return rows[:, _AGENT], events


def reach(created: int, received: int) -> int:
    """Up to which microsecond of our clock an event shows that it happened: no later than it arrived, and no later than
    the second in which it was created ended."""
    return min(created * 1_000_000 + 999_999, received)


def reaches(events: Events) -> NDArray[np.int64]:
    """`reach` of each event."""
    reached: NDArray[np.int64] = np.minimum((events["key"] >> 2) * 1_000_000 + 999_999, events["received"])
    return reached


def signs_in(events: Events) -> NDArray[np.bool_]:
    """Which events are a SignedIn. A StatusChanged may tell an unknown status too: one that could not be read."""
    first: NDArray[np.bool_] = (events["activity"] == Activity.UNKNOWN) & (events["key"] & 3 == FIRST)
    return first


def _ranks(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    activity = rows[:, _ACTIVITY]
    status_changed = (rows[:, _CATEGORY] == _AGENT_CATEGORY) & (rows[:, _CODE] == _STATUS_CHANGED)
    ranks = np.full(len(rows), BETWEEN, np.int64)
    ranks[(activity == Activity.UNKNOWN) & ~status_changed] = FIRST
    ranks[activity == Activity.SIGNED_OUT] = LAST
    return ranks
