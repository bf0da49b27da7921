"""What a sender's clock says, told from the events: how far it is from ours, and what time it is there.

CreationDateUtc has whole seconds, and events take a while on their way, so that the offset is the smallest recent
difference between arrival and CreationDateUtc: whole seconds, give or take one (our decision).
"""

from statistics import median
from typing import Final

import numpy as np
from numpy.typing import NDArray

_RECENT: Final = 600
"""Seconds of arrivals from which the offset of the sender's clock is told."""
_PIECE: Final = 10
"""Seconds of arrivals of which only the smallest difference is kept."""
_FRESH: Final = 120.0
"""Seconds: a session whose newest event is older is one of the past."""
_SLACK: Final = 2.0
"""Seconds of delivery that say nothing about clocks: CreationDateUtc has whole seconds, give or take one."""
_MOST_AHEAD: Final = 3600.0
"""Seconds that a clock may be ahead of ours; an event from further ahead is a mistake, and says nothing about it."""
_SECOND: Final = 1_000_000


class SenderClock:
    """Compares a sender's clock with ours, event by event. For one thread at a time.

    The sender's clock differs from ours by the smallest recent difference, so that late events don't move it. It is
    ahead of ours only if it is so most of the time, so that an event with a wrong time doesn't either.
    """

    def __init__(self) -> None:
        self._differences: dict[int, float] = {}
        self._last_arrival = 0.0
        self._last_created: float | None = None

    def take(self, received: NDArray[np.int64], created: NDArray[np.int64]) -> None:
        """More events, in the order of their arrival. received: microseconds since 1970. created: seconds."""
        if not len(received):
            return
        self._last_arrival = int(received[-1]) / _SECOND
        self._compare(received, created)
        believed = created[created <= received // _SECOND + _FRESH]
        if len(believed):
            newest = float(believed.max())
            self._last_created = newest if self._last_created is None else max(self._last_created, newest)

    def difference(self) -> float | None:
        """Seconds that the sender's clock is behind ours, or that even its quickest event took: the smallest recent
        difference between arrival and CreationDateUtc, give or take one. None where nothing came lately.
        """
        if not self._differences:
            return None
        usual, least = median(self._differences.values()), min(self._differences.values())
        if least < -_SLACK:
            believed = [difference for difference in self._differences.values() if difference >= -_SLACK]
            least = usual if usual < -_SLACK or not believed else min(believed)
        return least

    def at(self, ours: float) -> float:
        """What the sender's clock shows while ours shows that, both in seconds since 1970.

        Less than events may take on their way says nothing about clocks.
        """
        difference = self.difference() or 0.0
        return ours - difference if abs(difference) > _SLACK else ours

    def is_past(self, ours: float) -> bool:
        """Whether the newest event is so old, while our clock shows that, that nobody sends any more."""
        return ours - self._last_arrival > _FRESH

    def last(self) -> float:
        """When the last event was created, leaving out those that claim to be of a time after their arrival."""
        return self._last_arrival if self._last_created is None else self._last_created

    def _compare(self, received: NDArray[np.int64], created: NDArray[np.int64]) -> None:
        newest = int(received[-1]) // _SECOND // _PIECE
        oldest = newest - _RECENT // _PIECE
        piece = received // _SECOND // _PIECE
        difference = received / _SECOND - created
        piece[difference < -_MOST_AHEAD] = 0
        for of in np.unique(piece[piece > oldest]).tolist():
            least = float(difference[piece == of].min())
            self._differences[of] = min(least, self._differences.get(of, least))
        for old in [of for of in self._differences if of <= oldest]:
            del self._differences[old]
