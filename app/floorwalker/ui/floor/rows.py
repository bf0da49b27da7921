"""The list of agents and the chart side by side: the same rows, the same scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtWidgets import QScrollBar, QSplitter, QWidget

from floorwalker.ui.events.dress import dress_splitter
from floorwalker.ui.floor.board.columns import room_beside_chart
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from floorwalker.ui.floor.board.table import RosterTable
    from floorwalker.ui.floor.timeline.timeline import Timeline
    from floorwalker.ui.look import Look

HEIGHTS: Final = (4, 6, 8, 12, 16, 20, 24, 32, 40)
"""Pixels that rows may be high at 100 %: from a picture of a thousand agents to one that is read across a room."""
_HOLD: Final = 4000
"""Milliseconds after the mouse was moved in which somebody is still reading where it is."""


class Rows(QWidget):
    """Keeps a table and a timeline at the same place and height of rows."""

    def __init__(self, table: RosterTable, timeline: Timeline, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._timeline = timeline
        self._look = look
        self._height = HEIGHTS.index(24)
        self._moved = QElapsedTimer()
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self._on_look_changed()

    @property
    def height_step(self) -> int:
        """Which of `HEIGHTS` rows have."""
        return self._height

    def set_height_step(self, step: int) -> None:
        """Make rows that high; what is in the middle stays there."""
        before = self._table.row_height
        self._height = min(max(step, 0), len(HEIGHTS) - 1)
        height = round(HEIGHTS[self._height] * self._look.row_height() / 24)
        middle = (self._inner.value() + self._inner.pageStep() / 2) / before
        self._table.set_row_height(height)
        self._timeline.content.row_height = height
        self._table.updateGeometries()
        self._inner.setValue(round(middle * height - self._inner.pageStep() / 2))
        self._on_scrolled()

    def reset(self) -> None:
        """As at first."""
        self.set_height_step(HEIGHTS.index(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With another width there is room for more columns, or for fewer."""
        super().resizeEvent(event)
        self._table.columns.fit(self.width())

    def scroll_rows(self, pixels: int) -> None:
        """Down, or up where less than zero."""
        self._inner.setValue(self._inner.value() + pixels)

    @property
    def is_pointed_at(self) -> bool:
        """Whether the mouse is over a row and was moved just now: rows should not run away from under it."""
        return self._moved.isValid() and not self._moved.hasExpired(_HOLD)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notices the mouse over the list and the chart."""
        if event.type() in {QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.MouseButtonPress}:
            self._moved.restart()
        elif event.type() == QEvent.Type.Leave:
            self._moved.invalidate()
        return super().eventFilter(watched, event)

    @property
    def _inner(self) -> QScrollBar:
        """The table's own bar, which is out of sight."""
        return self._table.verticalScrollBar()

    def _lay_out(self) -> None:
        self.splitter.addWidget(self._table)
        self.splitter.addWidget(self._timeline)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        row = boxes.row(self, spacing=0)
        row.addWidget(self.splitter, 1)
        row.addWidget(self.bar)
        self.bar.hide()

    def _connect(self) -> None:
        self._inner.rangeChanged.connect(self._on_range_changed)
        self._inner.valueChanged.connect(self._on_scrolled)
        self.bar.valueChanged.connect(self._inner.setValue)
        self._table.columns.wanted.connect(self._on_width_wanted)
        self.splitter.splitterMoved.connect(self._table.columns.own)
        self._table.row_pointed.connect(self._timeline.point_at_row)
        self._table.height_asked.connect(self._on_height_asked)
        self._timeline.height_asked.connect(self._on_height_asked)
        self._timeline.scroll_asked.connect(self.scroll_rows)
        self._table.viewport().installEventFilter(self)
        self._timeline.viewport().installEventFilter(self)
        self._look.changed.connect(self._on_look_changed)

    def _on_range_changed(self, least: int, most: int) -> None:
        self.bar.setRange(least, most)
        self.bar.setPageStep(self._inner.pageStep())
        self.bar.setSingleStep(self._table.row_height)
        self.bar.setVisible(most > least)

    def _on_width_wanted(self, pixels: int) -> None:
        """Where the user has made the list their own, it only gets wider."""
        width = min(pixels, room_beside_chart(self.width()))
        if not self._table.columns.is_automatic:
            width = max(width, self._table.width())
        self.splitter.setSizes([width, max(1, self.width() - width)])

    def _on_scrolled(self) -> None:
        self.bar.setValue(self._inner.value())
        self._timeline.content.offset = self._inner.value()
        self._timeline.renew()

    def _on_height_asked(self, steps: int) -> None:
        self.set_height_step(self._height + steps)

    def _on_look_changed(self) -> None:
        dress_splitter(self.splitter, self._look)
        self._timeline.set_head(self._table.horizontalHeader().height())
        self.set_height_step(self._height)
