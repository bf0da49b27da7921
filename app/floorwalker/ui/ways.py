"""The ways from what one view shows to the same in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from floorwalker.ui.events.view import EventsView
    from floorwalker.ui.floor.view import FloorView
    from floorwalker.ui.shell.actions import Actions


class Ways(QObject):
    """Goes to the view that is asked for, and shows there what is asked of it."""

    def __init__(self, commands: Actions, floor: FloorView, events: EventsView) -> None:
        super().__init__(floor)
        self._commands = commands
        self._floor = floor
        self._events = events
        floor.event_asked.connect(self._show_event)
        floor.events_asked.connect(self._show_events)
        floor.times_asked.connect(self._show_times)
        floor.alerts.asked.connect(commands.floor.trigger)
        floor.alerts.events_asked.connect(self._show_events)
        events.moment_asked.connect(self._show_moment)

    def _show_event(self, seq: int) -> None:
        self._commands.events.trigger()
        self._events.show_event(seq)

    def _show_events(self, expression: str) -> None:
        self._commands.events.trigger()
        self._events.set_filter(expression)

    def _show_times(self, first: int, last: int) -> None:
        self._commands.events.trigger()
        self._events.show_times(first, last)

    def _show_moment(self, seconds: int) -> None:
        self._commands.floor.trigger()
        self._floor.rewind.open_at(seconds)
