"""What is told of agents' statuses: spans of time, and the moment when a status is no longer to be believed."""

from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.facts import Activity

STALE_AFTER = 12 * 3600
"""Seconds without any event of an agent after which the status is stale, for a SignedOut may be lost. Our decision."""


class Spans(NamedTuple):
    """One agent's statuses in order, each lasting until the next one starts, the last one until now.

    starts: seconds since 1970 by the sender's clock, ascending; equal ones are spans of no length. activity: an
    ActivityCode, or `Activity.UNKNOWN`, SIGNED_OUT or NAMED. reason: a name's id, 0 for none. seq: the event that began
    the span, 0 where a gap in the capture did. Nothing is known of the time before the first span.
    """

    starts: NDArray[np.int64]
    activity: NDArray[np.int32]
    reason: NDArray[np.int32]
    seq: NDArray[np.int64]

    def __len__(self) -> int:
        """How many spans there are, not how many fields."""
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All agents at one moment: arrays of equal length, one element an agent, in the order of `Statuses.agents`.

    activity, reason, since, seq: the span of that moment, as in `Spans`; UNKNOWN, 0, 0 and 0 where none had begun.
    heard: when the agent's newest event by then was created, in seconds; 0 where there was none.
    """

    agents: NDArray[np.int64]
    activity: NDArray[np.int64]
    reason: NDArray[np.int64]
    since: NDArray[np.int64]
    seq: NDArray[np.int64]
    heard: NDArray[np.int64]

    def __len__(self) -> int:
        """How many agents there are."""
        return len(self.agents)

    def stale(self, when: float) -> NDArray[np.bool_]:
        """Whose status cannot be believed any more at *when* (seconds), because nothing was heard for `STALE_AFTER`."""
        return (self.heard > 0) & (self.heard <= when - STALE_AFTER)

    def believed(self, when: float) -> "Snapshot":
        """The same, but whose status is stale at *when* (seconds) is unknown. Who has signed out stays so."""
        is_doubtful = self.stale(when) & (self.activity != Activity.SIGNED_OUT)
        return replace(self, activity=np.where(is_doubtful, Activity.UNKNOWN, self.activity))

    def of(self, which: NDArray[Any]) -> "Snapshot":
        """Some of the agents: those at places, in their order, or those where a mask is true."""
        return Snapshot(*(getattr(self, one.name)[which] for one in fields(self)))
