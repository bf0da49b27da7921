"""What time it is on the floor: now by the sender's clock, or the last moment of a session that has ended."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.ui.following import LiveSession

_RECENT: Final = 600
"""Seconds of arrivals from which the offset of the sender's clock is told."""
_PIECE: Final = 10
"""Seconds of arrivals of which only the smallest difference is kept."""
_FRESH: Final = 120.0
"""Seconds: a session whose newest event is older when it is opened is one of the past, until the next event comes."""
_SLACK: Final = 2.0
"""Seconds of delivery that say nothing about clocks: CreationDateUtc has whole seconds, give or take one."""
_MOST_AHEAD: Final = 3600.0
"""Seconds that a clock may be ahead of ours; an event from further ahead is a mistake, and says nothing about it."""
_SECOND: Final = 1_000_000


class Clock(QObject):
    """Tells now in seconds since 1970 by the sender's clock, and ticks once a second while that moves on.

    The sender's clock differs from ours by the smallest recent difference between arrival and CreationDateUtc, so that
    late events don't move it. It is ahead of ours only if it is so most of the time, so that an event with a wrong time
    doesn't either.
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
        self._differences: dict[int, float] = {}
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
    def moment(self) -> float | None:
        """The moment that was set, None for the newest."""
        return self._moment

    def now(self) -> float:
        """Now."""
        if self._moment is not None:
            return self._moment
        return self._our_clock() - self._offset() if self._stands_at is None else self._stands_at

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
        if first == end:
            return
        received, created = self._live.columns.received[first:end], self._live.columns.created[first:end]
        newest = int(received[-1]) // _SECOND // _PIECE
        piece = received // _SECOND // _PIECE
        difference = received / _SECOND - created
        piece[difference < -_MOST_AHEAD] = 0
        for of in np.unique(piece[piece > newest - _RECENT // _PIECE]).tolist():
            least = float(difference[piece == of].min())
            self._differences[of] = min(least, self._differences.get(of, least))
        for old in [of for of in self._differences if of <= newest - _RECENT // _PIECE]:
            del self._differences[old]

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

    def _offset(self) -> float:
        """Seconds to take off our clock. Less than events may take on their way says nothing about clocks."""
        difference = self.difference() or 0.0
        return difference if abs(difference) > _SLACK else 0.0

    def _on_loaded(self) -> None:
        columns = self._live.columns
        if not self._live.is_loaded or not len(columns):
            return
        if self._our_clock() - columns.received[-1] / _SECOND > _FRESH:
            self._stands_at = self._last_created()
        self.ticked.emit()

    def _last_created(self) -> float:
        """When the last event was created, leaving out those that claim to be of a time after their arrival."""
        columns = self._live.columns
        created = columns.created[columns.created <= columns.received // _SECOND + _FRESH]
        return float(created.max()) if len(created) else columns.received[-1] / _SECOND
