"""When each of the events that are sent is due."""

from dataclasses import dataclass, field

from floorwalker.feed.sending.outgoing import Outgoing

LONGEST_GAP = 5.0
"""Seconds that are waited at most from one event to the next: nobody waits for the night to pass again."""
_MILLION = 1_000_000


@dataclass(slots=True)
class Pace:
    """rate: events a second. speed: so many times as fast as they came. Neither: each as soon as the one before.

    cut_gaps, cut_seconds: pauses that were shortened so far, and by how much.
    """

    rate: float | None = None
    speed: float | None = None
    cut_gaps: int = 0
    cut_seconds: float = 0.0
    _count: int = field(default=0, init=False)
    _due: float = field(default=0.0, init=False)
    _before: int | None = field(default=None, init=False)

    def due(self, outgoing: Outgoing) -> float:
        """Seconds from the beginning to when the next event is due."""
        if self.rate is not None:
            self._due = self._count / self.rate
        elif self.speed is not None and outgoing.at is not None:
            self._due += self._gap(outgoing.at, self.speed)
        self._count += 1
        return self._due

    def _gap(self, at: int, speed: float) -> float:
        before, self._before = self._before, at
        gap = 0.0 if before is None else max(0.0, (at - before) / _MILLION / speed)
        if gap > LONGEST_GAP:
            self.cut_gaps += 1
            self.cut_seconds += gap - LONGEST_GAP
        return min(gap, LONGEST_GAP)
