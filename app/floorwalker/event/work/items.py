"""Agents' work items from their events: offered, accepted or declined, released.

The vendor's documentation (Agent Events) names four events and says nothing of their fields. Our decisions:

- Events of an agent that name the same item belong together; those that name none go by their order alone, and of
  several such items at once the newest is meant.
- Events count in the order of their CreationDateUtc, which has whole seconds. Inside of one, the steps of a named item
  go in the order that they have by nature, offered, accepted, declined, released, however they arrived; those that name
  none go as they arrived, for a release may make room for the next offer. Repeats don't count.
- A step that an item has or has passed begins another item: it may be offered again. What an item lacks then is said,
  never made up.
"""

from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.notes import Note
from floorwalker.event.row import FIELDS


class Step(IntEnum):
    """What happens to a work item, by the Code of the Agent event that tells it."""

    OFFERED = 4
    ACCEPTED = 5
    DECLINED = 6
    RELEASED = 8


class WorkItem(NamedTuple):
    """One item of one agent. item: its id as it was sent, "" where events name none. offered, accepted, declined,
    released: when, in seconds by the sender's clock; None where no event told it.
    """

    agent: int
    item: str
    offered: int | None = None
    accepted: int | None = None
    declined: int | None = None
    released: int | None = None

    @property
    def ring(self) -> int | None:
        """Seconds from the offer until it was accepted."""
        return _between(self.offered, self.accepted)

    @property
    def handle(self) -> int | None:
        """Seconds from accepting it to its release."""
        return _between(self.accepted, self.released)

    @property
    def last(self) -> tuple[int, Step]:
        """When its last step was, and which."""
        return next((at, step) for step in reversed(Step) if (at := self._at(step)) is not None)

    @property
    def lacks(self) -> tuple[Step, ...]:
        """The steps before its last one that no event told. A release needs an offer and an acceptance; what was
        declined was offered."""
        needed = (Step.OFFERED, Step.ACCEPTED) if self.last[1] == Step.RELEASED else (Step.OFFERED,)
        return tuple(step for step in needed if self._at(step) is None)

    def with_step(self, step: Step, at: int) -> "WorkItem":
        """The same after one more step."""
        match step:
            case Step.OFFERED:
                return self._replace(offered=at)
            case Step.ACCEPTED:
                return self._replace(accepted=at)
            case Step.DECLINED:
                return self._replace(declined=at)
        return self._replace(released=at)

    def takes(self, step: Step) -> bool:
        """Whether a step can come next: not one that was, and nothing after the end."""
        last = self.last[1]
        return step > last and last < Step.DECLINED and (last, step) != (Step.ACCEPTED, Step.DECLINED)

    def _at(self, step: Step) -> int | None:
        return (self.offered, self.accepted, self.declined, self.released)[_STEPS.index(step)]


_STEPS: Final = tuple(Step)
_CATEGORY, _CODE, _AGENT, _NOTES = (FIELDS.index(name) for name in ("category", "code", "agent", "notes"))
_AGENT_CATEGORY: Final = 1


def steps_in(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Those of rows (n, len(FIELDS)) that tell a step of a known agent's item, without repeats."""
    told = (rows[:, _CATEGORY] == _AGENT_CATEGORY) & np.isin(rows[:, _CODE], list(Step))
    steps: NDArray[np.int64] = rows[told & (rows[:, _AGENT] != 0) & (rows[:, _NOTES] & Note.REPEAT == 0)]
    return steps


def _between(start: int | None, end: int | None) -> int | None:
    return None if start is None or end is None else end - start
