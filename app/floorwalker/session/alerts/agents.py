"""All agents' statuses now, kept in arrays of which only what changes is written."""

from typing import TYPE_CHECKING, Final

import numpy as np

from floorwalker.event.statuses import Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FIRST: Final = 64


class Agents:
    """For one thread."""

    def __init__(self) -> None:
        self._places: dict[int, int] = {}
        self._rows: NDArray[np.int64] = np.zeros((6, _FIRST), np.int64)

    def take(self, news: Snapshot) -> None:
        """These agents are so now; others as before."""
        places = [self._places.setdefault(agent, len(self._places)) for agent in news.agents.tolist()]
        if len(self._places) > self._rows.shape[1]:
            grown = np.zeros((6, 2 * len(self._places)), np.int64)
            grown[:, : self._rows.shape[1]] = self._rows
            self._rows = grown
        self._rows[:, places] = (news.agents, news.activity, news.reason, news.since, news.seq, news.heard)

    def clear(self) -> None:
        """Nobody is known."""
        self._places.clear()

    def now(self) -> Snapshot:
        """Everyone, in the order in which they were first told: views, only until the next `take`."""
        return Snapshot(*self._rows[:, : len(self._places)])
