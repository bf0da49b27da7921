"""Which time the table has in sight, and going to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractItemView

from floorwalker.ui.events.strip.chosen import Span

if TYPE_CHECKING:
    from floorwalker.ui.events.order.shown import ShownRows
    from floorwalker.ui.events.table.table import EventTable
    from floorwalker.ui.following import LiveSession


class Sight(QObject):
    """changed: the table may have other events in sight."""

    changed = Signal()

    def __init__(self, live: LiveSession, shown: ShownRows, table: EventTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._shown = shown
        self._table = table
        table.verticalScrollBar().valueChanged.connect(self.changed)
        table.verticalScrollBar().rangeChanged.connect(self.changed)

    def span(self) -> Span | None:
        """When the events in sight have arrived; None where there are none."""
        top, bottom = self._table.rowAt(0), self._table.rowAt(self._table.viewport().height() - 1)
        if top < 0:
            return None
        last = bottom if bottom >= 0 else len(self._shown) - 1
        received = self._live.columns.received[self._shown.rows[top : last + 1]]
        return Span(int(received.min()), int(received.max())) if len(received) else None

    def go_to(self, micros: int) -> None:
        """Bring the shown event into sight that arrived nearest to that time."""
        received = self._live.columns.received[self._shown.rows]
        if not len(received):
            return
        # Our clock may have been put back: arrivals need not be in order.
        nearest = int(np.abs(received - micros).argmin())
        self._table.following.stay()
        self._table.scrollTo(self._table.model().index(nearest, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
