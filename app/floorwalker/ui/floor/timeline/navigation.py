"""Moving through time by keys and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, Signal

from floorwalker.ui.floor import durations
from floorwalker.ui.floor.timeline.shift import LENGTH, Shift

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.floor.actions import FloorActions
    from floorwalker.ui.floor.clock import Clock
    from floorwalker.ui.floor.timeline.period import Period
    from floorwalker.ui.following import LiveSession

_QUARTER, _HOUR = 900.0, 3600.0
_ALL_AT_MOST: Final = 10 * 3600.0
"""Seconds of a session that are shown whole at first; of a longer one the last shift is."""
_STEP: Final = 0.1
_ZOOM: Final = 1.5
_OUTLIER: Final = 31 * 86_400
"""Seconds before most agents' first events that one may lie: senders without a clock claim other centuries."""


class Navigation(QObject):
    """Gives the actions about time their meaning. moved: the period is another."""

    moved = Signal()

    def __init__(self, live: LiveSession, clock: Clock, period: Period, actions: FloorActions, view: QWidget) -> None:
        super().__init__(actions)
        self.shift = Shift(actions, view)
        self._live = live
        self._clock = clock
        self._period = period
        self._actions = actions
        self._connect()

    def begin(self) -> None:
        """Choose what to show at first: of a new session the last hour, of another all of it or the last shift."""
        if not self._live.statuses.agents():
            self._actions.hour.trigger()
            return
        length = self._period.now - self._beginning()
        (self._actions.all if length <= _ALL_AT_MOST else self._actions.shift).trigger()

    def follow(self) -> None:
        """More is known, and time went by: all may begin earlier than it did, a day or a shift may have begun."""
        if self._actions.all.isChecked():
            self._period.show_since(self._beginning())
        elif self._actions.today.isChecked():
            self._period.show_since(durations.midnight(self._period.now))
        elif self._actions.shift.isChecked():
            self._show_shift()

    def tell_moved_by_mouse(self) -> None:
        """The period is no longer one of those to choose."""
        self._uncheck()
        self.moved.emit()

    def _connect(self) -> None:
        of, period = self._actions, self._period
        moves: dict[QAction, Callable[[], None]] = {
            of.earlier: lambda: period.pan(-_STEP * period.length),
            of.later: lambda: period.pan(_STEP * period.length),
            of.first: lambda: period.show(self._beginning(), self._beginning() + period.length),
            of.closer: lambda: period.zoom(1 / _ZOOM, self._middle()),
            of.farther: lambda: period.zoom(_ZOOM, self._middle()),
        }
        choices: dict[QAction, Callable[[], None]] = {
            of.quarter: lambda: period.show_last(_QUARTER),
            of.hour: lambda: period.show_last(_HOUR),
            of.shift: self._show_shift,
            of.today: lambda: period.show_since(durations.midnight(period.now)),
            of.all: lambda: period.show_since(self._beginning()),
        }
        of.live.triggered.connect(self._on_live)
        self.shift.changed.connect(of.shift.trigger)
        for action, move in moves.items():
            action.triggered.connect(lambda _=False, move=move: self._move(move))
        for action, move in choices.items():
            action.triggered.connect(lambda _=False, action=action, move=move: self._choose(action, move))

    def _move(self, move: Callable[[], None]) -> None:
        move()
        self._uncheck()
        self.moved.emit()

    def _on_live(self) -> None:
        """Back from the past the chart stays what it is, where it kept to the moment shown."""
        if self._clock.moment is None or not self._period.is_live:
            self._move(self._period.go_live)

    def _choose(self, action: QAction, choose: Callable[[], None]) -> None:
        choose()
        action.setChecked(True)
        self.moved.emit()

    def _uncheck(self) -> None:
        for action in self._actions.periods:
            action.setChecked(False)

    def _middle(self) -> float:
        """Where keys zoom: at now while it is live, else in the middle."""
        period = self._period
        return period.now if period.is_live else (period.start + period.end) / 2

    def _show_shift(self) -> None:
        began = self.shift.began(self._period.now)
        if began is None:
            self._period.show_last(LENGTH)
        else:
            self._period.show_since(began)

    def _beginning(self) -> float:
        """When the first event of any agent was created, leaving out those of another century."""
        statuses = self._live.statuses
        firsts = np.array([statuses.spans(agent).starts[0] for agent in statuses.agents()], np.int64)
        if not len(firsts):
            return self._period.now
        return float(firsts[firsts >= np.median(firsts) - _OUTLIER].min())
