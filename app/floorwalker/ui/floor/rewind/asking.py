"""Asking for a moment on the chart: by a double click on its axis, or by its menu anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from floorwalker.ui.floor import durations

if TYPE_CHECKING:
    from floorwalker.ui.floor.timeline.period import Period
    from floorwalker.ui.floor.timeline.timeline import Timeline
    from floorwalker.ui.look import Look


class ChartAsking(QObject):
    """asked(float): the floor shall be shown at that moment, in seconds."""

    asked = Signal(float)

    def __init__(self, timeline: Timeline, period: Period, look: Look) -> None:
        super().__init__(timeline)
        self._timeline = timeline
        self._period = period
        self._look = look
        timeline.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click on the axis, and whatever asks for a menu."""
        if isinstance(event, QContextMenuEvent):
            self.menu(event.pos()).popup(event.globalPos())
            return True
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonDblClick:
            inside = self._inside(event.position().toPoint())
            if inside.y() < 0 and event.button() == Qt.MouseButton.LeftButton:
                self.asked.emit(self._moment(inside))
                return True
        return super().eventFilter(watched, event)

    def menu(self, place: QPoint) -> QMenu:
        """What can be done at a place of the chart."""
        moment, hit = self._moment(self._inside(place)), self._timeline.hit(QPointF(place))
        menu = QMenu(self._timeline)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = f"Show the floor at {durations.clock(moment, self._period.now)}"
        show = menu.addAction(self._look.icon("mdi6.history"), words)
        show.triggered.connect(lambda: self.asked.emit(moment))
        if hit is not None:
            open_ = menu.addAction(self._look.icon("mdi6.open-in-app"), "Open the event behind this")
            open_.triggered.connect(lambda: self._timeline.chosen.emit(hit))
        return menu

    def _inside(self, place: QPoint) -> QPointF:
        return QPointF(self._timeline.getViewBox().mapFromScene(self._timeline.mapToScene(place)))

    def _moment(self, inside: QPointF) -> float:
        width = max(1.0, float(self._timeline.getViewBox().width()))
        return float(int(self._period.start + inside.x() / width * self._period.length))
