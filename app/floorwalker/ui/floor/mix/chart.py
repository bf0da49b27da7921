"""The mix as a widget: agents per status over time, under the chart of agents, whose time it shows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from floorwalker.ui.events.labels import ElidedLabel, colour
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.mix.gathering import Gathering
from floorwalker.ui.floor.mix.marks import Marks, paint_marks
from floorwalker.ui.floor.mix.plot import MixPlot
from floorwalker.ui.floor.mix.saying import head_for, lines_for, note_for
from floorwalker.ui.floor.mix.tip import MixTip
from floorwalker.ui.floor.mouse import SLOP, zoomed
from floorwalker.ui.floor.timeline.strips import Sight

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.floor.copies import Copies
    from floorwalker.ui.floor.mix.actions import MixActions
    from floorwalker.ui.floor.mix.counting import Mix
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.floor.timeline.period import Period
    from floorwalker.ui.floor.timeline.timeline import Timeline
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

HEIGHT: Final = 112
LEAST: Final = 64
"""Pixels that it is high at most at first, and at least."""


class MixChart(QWidget):
    """Shows agents over the timeline's period, which the mouse pans and zooms here, too.

    moment_asked(seconds): a click, the floor shall be seen as it was then. period_changed: by the mouse.
    `renew` after the timeline's content or period have changed. shown: the agents that are counted.
    """

    moment_asked = Signal(float)
    period_changed = Signal()

    def __init__(
        self,
        live: LiveSession,
        copies: Copies,
        timeline: Timeline,
        period: Period,
        paints: Paints,
        look: Look,
        actions: MixActions,
    ) -> None:
        super().__init__()
        self._live = live
        self._timeline = timeline
        self._period = period
        self._paints = paints
        self._look = look
        self._actions = actions
        self.plot = MixPlot(live.catalog, paints, look)
        self.gathering = Gathering(live, copies, self)
        self.shown: Callable[[], Sequence[int]] = live.statuses.agents
        self.pointed_x: int | None = None
        self._pointed_above: float | None = None
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        self.title = QLabel("Agents per status")
        self.note = ElidedLabel()
        self._button = QToolButton(self)
        self.tip: MixTip | None = None
        self._set_up()

    def renew(self) -> None:
        """Something else is to be shown."""
        self.note.tell(note_for(len(self.shown()), len(self._live.statuses.agents())))
        if self.isVisible() and not self.is_collapsed:
            self._ask()
        self.update()

    def stop(self) -> None:
        """Nobody looks any more."""
        self.gathering.stop()

    def set_catalog(self, catalog: Catalog) -> None:
        """Statuses look, and are ordered, as they are there; after `Paints.set_catalog`."""
        self.plot.catalog = catalog
        self.plot.forget()
        self.update()

    @property
    def is_collapsed(self) -> bool:
        """Whether only its title is seen."""
        return not self._actions.show.isChecked()

    def area(self) -> QRect:
        """Where it is painted: as far to the left and to the right as the timeline's rows."""
        box = self._timeline.getViewBox()
        corner = self._timeline.mapFromScene(box.mapToScene(QPointF(0, 0)))
        left = self.mapFromGlobal(self._timeline.viewport().mapToGlobal(corner)).x()
        return QRect(left, 0, max(1, round(box.width())), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        self._place_words()
        self.renew()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks again."""
        super().showEvent(event)
        self.renew()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody points here any more."""
        super().hideEvent(event)
        self._point_at(None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Layers, scale, and the moments that are marked."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._look.colour("line"))
        if self.is_collapsed:
            return
        area = self.area()
        self.plot.paint(painter, area.adjusted(0, 1, 0, 0), self._period)
        paint_marks(painter, area, self._marks(), self._look)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton and self.area().contains(event.position().toPoint()):
            self._pressed = self._dragged = event.position()
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._timeline.ranging.begin(self._past_at(event.position().x()), SLOP * self._scale)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags time along, with Shift chooses a time, or tells what is pointed at."""
        place = event.position()
        if self._pressed is None or self._dragged is None:
            self._point_at(place)
        elif self._timeline.ranging.is_dragged:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
            self._timeline.ranging.drag(self._past_at(place.x()))
        elif self._is_dragging or abs(place.x() - self._pressed.x()) > SLOP:
            self._point_at(None)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pan(self._dragged.x() - place.x())
            self._dragged = place
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a drag, or was a click: go to that moment."""
        if self._timeline.ranging.is_dragged:
            self._timeline.ranging.end(was_click=self.cursor().shape() != Qt.CursorShape.SizeHorCursor)
            self._pressed = None
        was_click = self._pressed is not None and not self._is_dragging
        self._pressed = self._dragged = None
        self.unsetCursor()
        if was_click and event.button() == Qt.MouseButton.LeftButton:
            self.moment_asked.emit(float(math.floor(self._moment_at(event.position().x()))))
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms time; sideways it pans."""
        turn = event.angleDelta()
        if abs(turn.x()) > abs(turn.y()):
            self._pan(-turn.x() / 2)
        elif turn.y():
            self._period.zoom(zoomed(turn.y()), self._moment_at(event.position().x()))
            self.period_changed.emit()
        self._point_at(event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        super().leaveEvent(event)
        self._point_at(None)

    def _set_up(self) -> None:
        self.setMouseTracking(True)
        self.setAccessibleName("Agents per status over time")
        for label in (self.title, self.note):
            label.setParent(self)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._button.setDefaultAction(self._actions.show)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._button.setAutoRaise(True)
        self._button.setStyleSheet("QToolButton:checked:!hover { background: transparent; border: none; }")
        self._actions.show.toggled.connect(self._on_shown)
        self.gathering.mixed.connect(self._on_mixed)
        self._timeline.getViewBox().sigResized.connect(self.renew)
        self._timeline.time_pointed.connect(self._on_pointed_above)
        self._timeline.ranging.changed.connect(self.update)
        self._look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @property
    def head(self) -> int:
        """Pixels that the title is high."""
        return max(28, self._look.row_height() + 4)

    @property
    def _is_dragging(self) -> bool:
        return self.cursor().shape() == Qt.CursorShape.ClosedHandCursor

    @property
    def _scale(self) -> float:
        """Seconds a pixel."""
        return self._period.length / self.area().width()

    def _ask(self) -> None:
        columns = round(self.area().width() * self.devicePixelRatioF())
        sight = Sight(self._period.start, self._period.length / columns, columns, self._period.now)
        self.gathering.ask(self._timeline.content.statuses, self.shown(), sight)

    def _moment_at(self, x: float) -> float:
        return self._period.start + (x - self.area().left()) * self._scale

    def _past_at(self, x: float) -> float:
        """The moment at a place, none of those to come."""
        return min(self._moment_at(x), self._period.now)

    def _x_of(self, moment: float) -> int:
        return round(self.area().left() + (moment - self._period.start) / self._scale)

    def _pan(self, pixels: float) -> None:
        self._period.pan(pixels * self._scale)
        self.period_changed.emit()

    def _point_at(self, place: QPointF | None) -> None:
        inside = place is not None and not self.is_collapsed and self.area().contains(place.toPoint())
        self.pointed_x = round(place.x()) if place is not None and inside else None
        self._timeline.point_at_time(None if self.pointed_x is None else self._moment_at(self.pointed_x))
        self._say()
        self.update()

    def _say(self) -> None:
        """The numbers of the column that is pointed at."""
        if self.tip is None:
            self.tip = MixTip(self._look, self.window())
        mix, x = self.plot.mix, self.pointed_x
        if mix is None or x is None:
            self.tip.hide()
            return
        column = _column(self._moment_at(x), mix.sight)
        numbers = mix.at(column)
        if not numbers:
            self.tip.hide()
            return
        time = durations.clock(mix.sight.start + column * mix.sight.scale, self._period.now)
        lines = lines_for(numbers, self.plot.catalog, self._paints)
        self.tip.say(head_for(numbers, time), lines, self.mapToGlobal(QPointF(x, 0)).toPoint())

    def _marks(self) -> Marks:
        pointed = self.pointed_x
        if pointed is None and self._pointed_above is not None:
            pointed = self._x_of(self._pointed_above)
        chosen = self._timeline.ranging.range
        ends = None if chosen is None else (self._x_of(chosen.start), self._x_of(chosen.end))
        return Marks(self._x_of(self._period.now), pointed, ends)

    def _place_words(self) -> None:
        head, left = self.head, self._button.sizeHint().width()
        width = max(0, self.area().left() - left - 64)
        self._button.setGeometry(4, 1, left, head - 1)
        self.title.setGeometry(left + 8, 1, width, head - 1)
        self.note.setGeometry(left + 8, head, width, self.note.sizeHint().height())

    def _on_mixed(self, mix: Mix) -> None:
        self.plot.show(mix)
        self._say()
        self.update()

    def _on_pointed_above(self, moment: float | None) -> None:
        if moment != self._pointed_above:
            self._pointed_above = moment
            self.update()

    def _on_shown(self, shown: bool) -> None:
        self.note.setVisible(shown)
        self.renew()

    def _on_look_changed(self) -> None:
        self.note.setFont(self._look.small())
        colour(self.note, self._look.colour("muted"))
        self.plot.forget()
        self._place_words()
        self.update()


def _column(moment: float, sight: Sight) -> int:
    """The last one that begins by a moment, also where the sum of its beginning is a hair's breadth after it."""
    return math.floor((moment - sight.start) / sight.scale + 1e-6)
