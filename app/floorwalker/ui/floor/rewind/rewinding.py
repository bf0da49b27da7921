"""Which moment the floor shows, and how it gets from one to another: at once, by steps, and as it is played."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from floorwalker.ui.floor import durations
from floorwalker.ui.floor.rewind import speeds
from floorwalker.ui.floor.rewind.changes import change_before, next_change
from floorwalker.ui.floor.rewind.happened import Happened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from floorwalker.ui.floor.clock import Clock
    from floorwalker.ui.following import LiveSession

FRAME: Final = 50
"""Milliseconds from one moment shown to the next, at least: 20 a second look like motion."""
_SHARE: Final = 2
"""How many times as long as a moment took to be shown nothing more is, so that a slow machine still answers."""


class Rewinding(QObject):
    """Sets the clock, at most every `FRAME`. For the window's thread only.

    changed: the moment that is wanted is another, or what is known of the session's time, or whether it plays.
    shown: the clock has been set, and what is shown should follow at once. told(words): one short line.
    """

    changed = Signal()
    shown = Signal()
    told = Signal(str)

    def __init__(
        self, live: LiveSession, clock: Clock, parent: QObject, steady: Callable[[], float] = time.monotonic
    ) -> None:
        """steady: seconds of a clock that nobody sets, by which it plays."""
        super().__init__(parent)
        self._live = live
        self._clock = clock
        self._steady = steady
        self.happened = Happened()
        self.new_events = 0
        self.speed = speeds.remembered()
        self._wanted = self._set = clock.moment
        self._opens_at: float | None = None
        self._played = self._begun = 0.0
        self._player = QTimer(self, interval=FRAME)
        self._pause = QTimer(self, singleShot=True)
        self._connect()
        self.happened.add(live.columns.created)

    @property
    def moment(self) -> float | None:
        """The moment that is wanted, which is shown within a frame; None for live."""
        return self._wanted

    @property
    def is_playing(self) -> bool:
        """Whether time goes by in the past."""
        return self._player.isActive()

    def go_to(self, moment: float | None) -> None:
        """Show the floor at a moment, in seconds; None for live. It goes on from there if it plays."""
        self._played = 0.0 if moment is None else moment
        self._want(self._within(moment))

    def open_at(self, moment: float) -> None:
        """Show that moment as soon as the session is read."""
        if not self._live.is_loaded:
            self._opens_at = moment
            return
        self.go_to(moment)
        self._tell_if_elsewhere(moment)

    def step(self, seconds: float) -> None:
        """Later, or earlier where less than zero."""
        self.go_to(self._now() + seconds)

    def go_to_next_change(self, agents: Sequence[int]) -> None:
        """Where the status of one of the agents changes next; where none does any more, live."""
        found = None if self._wanted is None else next_change(self._live.statuses, agents, self._wanted)
        self.go_to(None if found is None else float(found))

    def go_to_change_before(self, agents: Sequence[int]) -> None:
        """Where the status of one of the agents changed last before the moment shown."""
        found = change_before(self._live.statuses, agents, self._now())
        begins = self.happened.begins()
        if found is None or begins is None or found < begins:
            self.told.emit("No agent shown changed before that")
        else:
            self.go_to(float(found))

    def play(self, start: float) -> None:
        """Let time go by from the moment shown, or while it is live from *start*."""
        if self.happened.begins() is None:
            return
        if self._wanted is None:
            self.go_to(start)
        self._begun = self._steady()
        self._played = self._now()
        self._player.start()
        self.changed.emit()

    def pause(self) -> None:
        """Stay at the moment shown."""
        if self._player.isActive():
            self._player.stop()
            self.changed.emit()

    def set_speed(self, speed: int) -> None:
        """One of `SPEEDS`; it is remembered."""
        self.speed = speed
        speeds.remember(speed)
        self.changed.emit()

    def stop(self) -> None:
        """Nothing more happens here."""
        self.pause()
        self._pause.stop()
        if self._wanted != self._clock.moment:
            self._show()
            self._pause.stop()

    def _connect(self) -> None:
        self._player.timeout.connect(self._on_played)
        self._pause.timeout.connect(self._on_pause_over)
        self._clock.ticked.connect(self._on_ticked)
        self._live.rows_appended.connect(self._on_rows_appended)
        self._live.about_to_remove_rows.connect(self._on_about_to_remove)
        self._live.loaded.connect(self._on_loaded)
        self._live.gaps_changed.connect(self.changed)

    def _now(self) -> float:
        return self._clock.latest() if self._wanted is None else self._wanted

    def _within(self, moment: float | None) -> float | None:
        """A whole second of the session, as events have them; None from its newest moment on."""
        begins = self.happened.begins()
        if moment is None or begins is None or moment >= self._clock.latest():
            return None
        return float(max(int(moment), begins))

    def _want(self, moment: float | None) -> None:
        if moment is None:
            self._player.stop()
        if moment == self._wanted:
            return
        self._wanted = moment
        if not self._pause.isActive():
            self._show()
        self.changed.emit()

    def _show(self) -> None:
        began = time.monotonic()
        self._set = self._wanted
        self._clock.set_moment(self._wanted)
        self.shown.emit()
        cost = round((time.monotonic() - began) * 1000)
        self._pause.start(max(FRAME, _SHARE * cost))

    def _on_pause_over(self) -> None:
        if self._wanted != self._clock.moment:
            self._show()

    def _on_played(self) -> None:
        now = self._steady()
        self._played += (now - self._begun) * self.speed
        self._begun = now
        self._want(self._within(self._played))

    def _on_ticked(self) -> None:
        if self._clock.moment != self._set:  # by somebody else
            self._wanted = self._set = self._clock.moment
        if self._clock.moment is None:
            self.new_events = 0
        self.changed.emit()

    def _on_rows_appended(self, first: int, end: int) -> None:
        self.happened.add(self._live.columns.created[first:end])
        if self._clock.moment is not None and self._live.is_loaded:
            self.new_events += end - first

    def _on_about_to_remove(self, count: int) -> None:
        self.happened.add(self._live.columns.created[:count], -1)

    def _on_loaded(self) -> None:
        moment, self._opens_at = self._opens_at, None
        if moment is not None:
            self.open_at(moment)

    def _tell_if_elsewhere(self, moment: float) -> None:
        begins = self.happened.begins()
        if begins is None:
            self.told.emit("Nothing has happened yet: there is no past to show")
        elif moment < begins:
            self.told.emit(f"Nothing had been received yet then: the session begins {_when(begins)}")
        elif moment > self._clock.latest():
            self.told.emit(f"That is yet to come: the newest moment is {_when(self._clock.latest())}")


def _when(moment: float) -> str:
    return f"{durations.local(moment):%d %b %Y, %H:%M:%S}"
