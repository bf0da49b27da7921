"""Tells followers that there is something new, at once after quiet and else at a bounded pace."""

import asyncio

_PACE = 0.005
_PACE_EACH = 0.0005
"""Seconds between two rings at least, and so many more for each who listens: to wake all of them takes time on the
event loop, which the receiver lacks.
"""


class Bell:
    """For one event loop; make it there.

    news: set when it rings next. Take it first and look for yourself then: so nothing is missed.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._next = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self.news = asyncio.Event()

    def ring(self, listeners: int) -> None:
        """Wakes all who listen; soon, if it has just rung."""
        if self._timer is None:
            pause = _PACE + listeners * _PACE_EACH
            self._timer = self._loop.call_at(self._next, self._wake, pause)

    def close(self) -> None:
        """Wakes all who listen, at once and for the last time."""
        if self._timer is not None:
            self._timer.cancel()
        self.news.set()

    def _wake(self, pause: float) -> None:
        self._timer = None
        self._next = self._loop.time() + pause
        self.news.set()
        self.news = asyncio.Event()
