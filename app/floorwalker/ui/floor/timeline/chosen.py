"""The chosen time: what is said of it and done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Signal

from floorwalker.ui.floor.timeline.actions import RangeActions
from floorwalker.ui.floor.timeline.card import RangeCard
from floorwalker.ui.floor.timeline.ranging import Range

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.floor.timeline.period import Period
    from floorwalker.ui.floor.timeline.timeline import Timeline
    from floorwalker.ui.look import Look

_STEP: Final = 0.1
"""The part of its length that a key moves it by."""


class ChosenTime(QObject):
    """Joins the chart's `Ranging` with actions and a card.

    changed(Range or None): another time is chosen, or none. events_asked(first, last): the events of some seconds are
    to be shown, both included. moved: the period is another.
    """

    changed = Signal(object)
    events_asked = Signal(int, int)
    moved = Signal()

    def __init__(self, timeline: Timeline, period: Period, look: Look, view: QWidget, rows: QWidget) -> None:
        super().__init__(view)
        self._timeline = timeline
        self._ranging = timeline.ranging
        self._period = period
        self.actions_ = RangeActions(look, view, rows)
        self.card = RangeCard(self.actions_, look, timeline.viewport())
        self._connect()
        self._enable()

    @property
    def range(self) -> Range | None:
        """What is chosen."""
        return self._ranging.range

    def place(self) -> None:
        """The chart has moved: so does the card."""
        if self.range is not None:
            self.card.say(self.range, self._timeline.x_of(sum(self.range) / 2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The chart is of another size."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        of = self.actions_
        of.choose.triggered.connect(self._choose_sight)
        of.earlier.triggered.connect(lambda: self._move(-1))
        of.later.triggered.connect(lambda: self._move(1))
        of.events.triggered.connect(self._ask_for_events)
        of.zoom.triggered.connect(self._zoom)
        of.clear.triggered.connect(lambda: self._ranging.choose(None))
        self._ranging.changed.connect(self._on_changed)
        self._ranging.chosen.connect(self.changed)
        self._timeline.viewport().installEventFilter(self)

    def _on_changed(self) -> None:
        self._enable()
        if self.range is None:
            self.card.hide()
        self.place()

    def _enable(self) -> None:
        for action in self.actions_.of_range:
            action.setEnabled(self.range is not None)

    def _choose_sight(self) -> None:
        start, end = int(self._period.start), int(min(self._period.end, self._period.now))
        if end > start:
            self._ranging.choose(Range(start, end))

    def _move(self, steps: int) -> None:
        if self.range is not None:
            seconds = steps * max(1, round(_STEP * self.range.length))
            self._ranging.choose(self.range.moved(min(seconds, max(0, int(self._period.now) - self.range.end))))

    def _ask_for_events(self) -> None:
        if self.range is not None:
            self.events_asked.emit(self.range.start, self.range.end - 1)

    def _zoom(self) -> None:
        if self.range is not None:
            self._period.show(*self.range)
            self.moved.emit()
