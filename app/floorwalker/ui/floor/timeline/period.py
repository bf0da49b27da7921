"""Which time the chart shows, and how that changes as one zooms, pans, and as time goes by. Nothing here is of Qt."""

from __future__ import annotations

from typing import Final

SHORTEST: Final = 30.0
"""Seconds: events have whole ones, so that there is nothing more to see in less."""
LONGEST: Final = 400 * 86_400.0
MARGIN: Final = 0.03
"""The part of the width that is left free after now, so that now is seen to be the end."""
_NEAR_NOW: Final = 0.1
"""The part of the width beside now in which zooming keeps to now: who points there watches it."""


class Period:
    """From `start` to `end`, in seconds since 1970. While it is live its end moves with now.

    A live period either keeps its length, or its beginning where that was asked for (`show_since`); the latter reaches
    to the newest moment, also while now is a past one.
    """

    def __init__(self, now: float, length: float) -> None:
        self._now = self._latest = now
        self._anchor: float | None = None
        self.is_live = True
        self.start = self.end = now
        self.show_last(length)

    @property
    def length(self) -> float:
        """Seconds from start to end."""
        return self.end - self.start

    @property
    def now(self) -> float:
        """Now, as last told."""
        return self._now

    def tick(self, now: float, latest: float | None = None) -> bool:
        """Time went by. latest: the newest moment, where now is another. Returns whether the period has moved."""
        self._now = now
        self._latest = now if latest is None else max(now, latest)
        before = self.start, self.end
        if self.is_live:
            self._follow()
        return before != (self.start, self.end)

    def show_last(self, length: float) -> None:
        """The last so many seconds, live."""
        self._anchor = None
        self._set_length(length / (1 - MARGIN))
        self.is_live = True
        self._follow()

    def show_since(self, start: float) -> None:
        """Everything since then, live."""
        self._anchor = min(start, self._latest - SHORTEST)
        self.is_live = True
        self._follow()

    def show(self, start: float, end: float) -> None:
        """A part of the past, not live."""
        self._leave_live()
        self.start, self.end = start, end
        self._set_length(end - start)

    def go_live(self) -> None:
        """To now, as long as the period is."""
        self._anchor = None
        self.is_live = True
        self._follow()

    def reveal(self, moment: float) -> bool:
        """Bring a moment into sight, live at it if it is elsewhere. Returns whether that was so."""
        if self.start <= moment <= self.end:
            return False
        self.tick(moment, self._latest)
        self.go_live()
        return True

    def pan(self, seconds: float) -> None:
        """Later, or earlier where less than zero; arriving at now makes it live."""
        end = self.end + seconds
        length = self.length
        if end >= self._live_end(length):
            self.go_live()
            return
        self._leave_live()
        self.start, self.end = end - length, end

    def zoom(self, factor: float, at: float) -> None:
        """So many times as long, with the moment *at* where it is. A live one stays live where *at* is near now."""
        length = min(max(self.length * factor, SHORTEST), LONGEST)
        near_now = self._now - at < _NEAR_NOW * self.length
        start = at - (at - self.start) * length / self.length
        if (self.is_live and near_now) or start + length >= self._live_end(length):
            self._set_length(length)
            self.go_live()
            return
        self._leave_live()
        self.start, self.end = start, start + length

    def _leave_live(self) -> None:
        self.is_live = False
        self._anchor = None

    def _follow(self) -> None:
        if self._anchor is not None:
            length = (self._latest - self._anchor) / (1 - MARGIN)
            self.start, self.end = self._anchor, self._anchor + min(max(length, SHORTEST), LONGEST)
        else:
            length = self.length
            self.end = self._live_end(length)
            self.start = self.end - length

    def _live_end(self, length: float) -> float:
        return self._now + MARGIN * length

    def _set_length(self, length: float) -> None:
        self.end = self.start + min(max(length, SHORTEST), LONGEST)
