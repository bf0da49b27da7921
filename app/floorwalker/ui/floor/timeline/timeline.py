"""The chart: agents' statuses over time, in rows as high as the list's beside it, under a time axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyqtgraph
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QFrame, QToolTip

from floorwalker.ui.floor import durations
from floorwalker.ui.floor.mouse import NOTCH, SLOP, zoomed
from floorwalker.ui.floor.timeline.axis import Mark, TimeAxis
from floorwalker.ui.floor.timeline.ranging import Ranging
from floorwalker.ui.floor.timeline.strips_item import Hit, StripsItem

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.floor.timeline.content import Content
    from floorwalker.ui.floor.timeline.period import Period
    from floorwalker.ui.look import Look

_ON_AXIS: Final = (
    "Drag here, or on the rows with Shift, to choose a time; drag its ends to change it.\n"
    "Drag the rows to move through time, turn the wheel to zoom. R chooses all that is in sight, Esc nothing."
)


class Timeline(pyqtgraph.PlotWidget):
    """Shows a `Period` of `Content` and changes it as the mouse says.

    period_changed: by the user. scroll_asked(pixels): to rows further down. height_asked(steps): for higher rows.
    pointed(Hit or None, where on the screen): what the mouse is over; time_pointed(seconds or None): at which
    time. chosen(Hit): clicked on. ranging: the time that is chosen by dragging along the axis, or anywhere with Shift.
    """

    period_changed = Signal()
    scroll_asked = Signal(int)
    height_asked = Signal(int)
    pointed = Signal(object, QPoint)
    time_pointed = Signal(object)
    chosen = Signal(object)

    def __init__(self, look: Look, paints: Paints, period: Period, parent: QWidget | None = None) -> None:
        self._look = look
        self._axis = TimeAxis(look)
        self._box = pyqtgraph.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
        super().__init__(parent, viewBox=self._box, axisItems={"top": self._axis}, background=None)
        self._period = period
        self._strips = StripsItem(look, paints, self._box)
        self.ranging = Ranging(self)
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        self._turned = 0
        self._now_word = "now"
        self._on_axis = (0.0, 0.0)
        self._set_up()
        self._on_look_changed()

    @property
    def content(self) -> Content:
        """What is shown; `tell` and `renew` after it was changed."""
        return self._strips.content

    def tell(self) -> None:
        """The content is another now."""
        self._strips.tell()

    def renew(self, now_is_called: str | None = None) -> None:
        """The period is another now, or other rows are in sight; so may be the word for now."""
        self._now_word = now_is_called or self._now_word
        of, period = self.content, self._period
        of.start, of.end, of.now = period.start, period.end, period.now
        self._show_on_axis(period.start, period.end)
        self._strips.renew()
        self._mark()

    def set_head(self, height: int) -> None:
        """How high the axis is, in pixels."""
        self._axis.setHeight(height)

    def x_of(self, seconds: float) -> float:
        """Pixels from the viewport's left for a moment."""
        return float(self._strips.x_of(seconds))

    def choose_row(self, row: int | None) -> None:
        """Mark a row as chosen."""
        self._strips.chosen_row = row
        self._strips.update()

    def point_at_row(self, row: int | None) -> None:
        """Mark a row as pointed at."""
        if row != self._strips.pointed_row:
            self._strips.pointed_row = row
            self._strips.update()

    def point_at_time(self, moment: float | None) -> None:
        """Mark a time as pointed at elsewhere; it is not told again."""
        self._show_pointed(None if moment is None else self._strips.x_of(moment))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._dragged = event.position()
            if self._is_for_range(event):
                self.ranging.begin(self._moment_at(event.position()), SLOP * self._scale)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags time and rows along, or tells what is pointed at."""
        place = event.position()
        if self._pressed is None or self._dragged is None:
            self._point_at(place)
        elif self.ranging.is_dragged:
            if _far(place - self._pressed) or self.cursor().shape() == Qt.CursorShape.SizeHorCursor:
                self.setCursor(Qt.CursorShape.SizeHorCursor)
                self.ranging.drag(self._moment_at(place))
        elif self.cursor().shape() == Qt.CursorShape.ClosedHandCursor or _far(place - self._pressed):
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            moved = place - self._dragged
            self._dragged = QPointF(place.x(), self._dragged.y() + round(moved.y()))
            self._drag(moved)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a drag, or was a click."""
        was_drag = self.cursor().shape() in {Qt.CursorShape.ClosedHandCursor, Qt.CursorShape.SizeHorCursor}
        self.unsetCursor()
        if self.ranging.is_dragged:
            self.ranging.end(was_click=not was_drag)
        elif event.button() == Qt.MouseButton.LeftButton and self._pressed is not None and not was_drag:
            hit = self.hit(event.position())
            if hit is not None:
                self.chosen.emit(hit)
        self._pressed = self._dragged = None
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nothing more than its clicks."""
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """When the mouse has left, nothing is pointed at any more; over the axis, what can be done there is said."""
        if event.type() == QEvent.Type.Leave:
            self._tell_pointed(None, QPoint())
            self._point_at_x(None)
        elif isinstance(event, QHelpEvent) and self._is_on_axis(QPointF(event.pos())):
            QToolTip.showText(event.globalPos(), _ON_AXIS, self)
            return True
        return bool(super().viewportEvent(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms time; with Shift it scrolls rows, with Ctrl it makes them higher; sideways it pans."""
        turn, modifiers = event.angleDelta(), event.modifiers()
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.scroll_asked.emit(-(turn.y() or turn.x()) // 2)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self._turn_height(turn.y())
        elif abs(turn.x()) > abs(turn.y()):
            self._pan(-turn.x() / 2)
        elif turn.y():
            self._zoom(zoomed(turn.y()), event.position())
        self._point_at(event.position())
        event.accept()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Statuses over time")
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.layout.setContentsMargins(0, 0, 0, 0)
        plot.layout.setSpacing(0)
        for side in ("left", "bottom", "right"):
            plot.hideAxis(side)
        plot.showAxis("top")
        self._box.setBorder(None)
        self._box.sigResized.connect(self._on_resized)
        self._look.changed.connect(self._on_look_changed)
        self.ranging.changed.connect(self._on_range_changed)

    def forget(self) -> None:
        """Statuses look otherwise or are called something else now."""
        self._strips.forget()

    def _show_on_axis(self, start: float, end: float) -> None:
        """Drawing the axis takes longer than all rows: it is done where the time has moved by a pixel."""
        shown_start, shown_end = self._on_axis
        if max(abs(start - shown_start), abs(end - shown_end)) >= self._scale:
            self._on_axis = (start, end)
            self._box.setRange(xRange=(start, end), padding=0, update=True)
            # Else it is done while all is being painted, and all is painted again.
            self._box.prepareForPaint()

    def _on_resized(self) -> None:
        self._strips.set_area(QRectF(0, 0, self._box.width(), self._box.height()))
        self._mark()

    def _on_look_changed(self) -> None:
        self.setBackground(self._look.colour("raised"))
        self._axis.recolour()
        self._strips.forget()

    def _on_range_changed(self) -> None:
        self._strips.chosen_range = self.ranging.range
        self._strips.update()
        self._mark()

    def _mark(self) -> None:
        """Write on the axis where now is, which time is chosen, and which is pointed at."""
        marks = []
        now = self._strips.x_of(self._period.now)
        if 0 <= now <= self._box.width():
            marks.append(Mark(round(now), self._now_word, "accent"))
        if (chosen := self.ranging.range) is not None:
            left, right = (min(max(self._strips.x_of(end), 0.0), float(self._box.width())) for end in chosen)
            marks.append(Mark((left + right) / 2, durations.exact(chosen.length), "accent"))
        x = self._strips.pointed_x
        if x is not None:
            marks.append(Mark(x, durations.clock(self._seconds_at(x), self._period.now), "text"))
        self._axis.mark(*marks)

    def _is_on_axis(self, place: QPointF) -> bool:
        return self._in_box(place).y() < 0

    def _is_for_range(self, event: QMouseEvent) -> bool:
        with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return with_shift or self._is_on_axis(event.position())

    def _moment_at(self, place: QPointF) -> float:
        """The time at a place, none of those that are out of sight or still to come."""
        x = min(max(self._in_box(place).x(), 0.0), float(self._box.width()))
        return min(self._seconds_at(x), self._period.now)

    def _seconds_at(self, x: float) -> float:
        return self._period.start + x * self._scale

    @property
    def _scale(self) -> float:
        """Seconds a pixel."""
        return self._period.length / max(1.0, float(self._box.width()))

    def _in_box(self, place: QPointF) -> QPointF:
        return QPointF(self._box.mapFromScene(self.mapToScene(place.toPoint())))

    def hit(self, place: QPointF) -> Hit | None:
        """The span painted at a place of the viewport, None where there is none."""
        inside = self._in_box(place)
        return self._strips.hit(inside.x(), inside.y()) if inside.y() >= 0 else None

    def _point_at(self, place: QPointF) -> None:
        self._tell_pointed(self.hit(place), self.mapToGlobal(place.toPoint()))
        inside = self._in_box(place)
        self.setCursor(Qt.CursorShape.CrossCursor if inside.y() < 0 else Qt.CursorShape.ArrowCursor)
        self.point_at_row(self._strips.row_at(inside.y()) if inside.y() >= 0 else None)
        self._point_at_x(inside.x())

    def _point_at_x(self, x: float | None) -> None:
        self._show_pointed(x)
        self.time_pointed.emit(None if x is None else self._seconds_at(x))

    def _show_pointed(self, x: float | None) -> None:
        if x != self._strips.pointed_x:
            self._strips.pointed_x = x
            self._strips.update()
            self._mark()

    def _tell_pointed(self, hit: Hit | None, place: QPoint) -> None:
        if hit is None:
            self.point_at_row(None)
        self.pointed.emit(hit, place)

    def _drag(self, moved: QPointF) -> None:
        self._tell_pointed(None, QPoint())
        self._point_at_x(None)
        if round(moved.y()):
            self.scroll_asked.emit(-round(moved.y()))
        if moved.x():
            self._pan(-moved.x())

    def _pan(self, pixels: float) -> None:
        self._period.pan(pixels * self._scale)
        self.period_changed.emit()

    def _zoom(self, factor: float, place: QPointF) -> None:
        self._period.zoom(factor, self._seconds_at(self._in_box(place).x()))
        self.period_changed.emit()

    def _turn_height(self, turn: int) -> None:
        self._turned += turn
        steps = int(self._turned / NOTCH)
        if steps:
            self._turned -= steps * NOTCH
            self.height_asked.emit(steps)


def _far(moved: QPointF) -> bool:
    return moved.manhattanLength() > SLOP
