"""What time it is on the floor: now by the sender's clock, the last moment of a session that has ended, or a past one
that the user wants to see."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from floorwalker.event.clocks import SenderClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.ui.following import LiveSession


class Clock(QObject):
    """Tells now in seconds since 1970 by the sender's clock, and ticks once a second while that moves on.

    ticked: also when another moment is shown; whoever shows the floor asks `now` and `moment` again.
    """

    ticked = Signal()

    def __init__(
        self, live: LiveSession, parent: QObject | None = None, our_clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._our_clock = our_clock
        self._live = live
        self._moment: float | None = None
        self._stands_at: float | None = None
        self._senders = SenderClock()
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.ticked)
        live.rows_appended.connect(self._on_rows_appended)
        live.loaded.connect(self._on_loaded)
        self._compare_clocks(0, len(live.columns))
        self._on_loaded()

    @property
    def is_running(self) -> bool:
        """Whether now moves on."""
        return self._moment is None and self._stands_at is None

    @property
    def has_ended(self) -> bool:
        """Whether the session is one of the past: the newest moment is its last one."""
        return self._stands_at is not None

    @property
    def moment(self) -> float | None:
        """The moment that was set, None for the newest."""
        return self._moment

    def now(self) -> float:
        """The moment that the floor shows."""
        return self.latest() if self._moment is None else self._moment

    def latest(self) -> float:
        """The newest moment, whichever is shown."""
        return self._senders.at(self._our_clock()) if self._stands_at is None else self._stands_at

    def difference(self) -> float | None:
        """How far the sender's clock is from ours; see `SenderClock`."""
        return self._senders.difference()

    def set_moment(self, moment: float | None) -> None:
        """Stand at a moment, or go on again."""
        self._moment = moment
        self.ticked.emit()

    def run(self, *, ticking: bool) -> None:
        """Tick, or be silent because nobody looks."""
        if ticking:
            self._timer.start()
        else:
            self._timer.stop()

    def _on_rows_appended(self, first: int, end: int) -> None:
        if self._live.is_loaded:
            self._stands_at = None
        self._compare_clocks(first, end)

    def _compare_clocks(self, first: int, end: int) -> None:
        columns = self._live.columns
        self._senders.take(columns.received[first:end], columns.created[first:end])

    def _on_loaded(self) -> None:
        if not self._live.is_loaded or not len(self._live.columns):
            return
        if self._senders.is_past(self._our_clock()):
            self._stands_at = self._senders.last()
        self.ticked.emit()
