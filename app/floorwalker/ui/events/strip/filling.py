"""Fills the strip's bins: with all events of the session, and with those that the filter shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from floorwalker.ui.events.sliced import CountedRows, Sliced
from floorwalker.ui.events.strip.bins import Bins

if TYPE_CHECKING:
    from floorwalker.ui.events.visible import VisibleRows
    from floorwalker.ui.following import LiveSession


class Filling(QObject):
    """all: bins of all events; shown: of those that the filter shows. changed: either has news. For the window's thread
    only."""

    changed = Signal()

    def __init__(self, live: LiveSession, visible: VisibleRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self.all = Bins()
        self._shown = Sliced(live, Bins, self._count, self)
        self._shown.changed.connect(self.changed)
        live.rows_appended.connect(self._on_rows_appended)
        live.about_to_remove_rows.connect(self._on_about_to_remove)
        self._count(self.all, slice(0, len(live.columns)), 1)
        self._shown.follow(visible)

    @property
    def shown(self) -> Bins:
        """The bins of what the filter shows, by now."""
        return self._shown.counts

    def stop(self) -> None:
        """Count no more."""
        self._shown.stop()
        self._live.rows_appended.disconnect(self._on_rows_appended)
        self._live.about_to_remove_rows.disconnect(self._on_about_to_remove)

    def _count(self, bins: Bins, rows: CountedRows | slice, sign: int) -> None:
        columns, picked = self._live.columns, rows.picked if isinstance(rows, CountedRows) else rows
        bins.add(columns.received[picked], columns.category[picked], sign)

    def _on_rows_appended(self, first: int, end: int) -> None:
        self._count(self.all, slice(first, end), 1)
        self.changed.emit()

    def _on_about_to_remove(self, count: int) -> None:
        self._count(self.all, slice(0, count), -1)
        self.changed.emit()
