"""Events over time above the table: how many arrived when, of which category, and which of them the filter shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from floorwalker.ui.events.strip import saying
from floorwalker.ui.events.strip.chosen import Drag, Grip, Span, grip_at, moved
from floorwalker.ui.events.strip.filling import Filling
from floorwalker.ui.events.strip.head import Head
from floorwalker.ui.events.strip.painting import PLOT, Filled, StripPainter
from floorwalker.ui.events.strip.scale import Scale
from floorwalker.ui.events.strip.writing import chosen_in, writing

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QAction, QFocusEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from floorwalker.ui.events.actions import EventActions
    from floorwalker.ui.events.strip.sight import Sight
    from floorwalker.ui.events.visible import VisibleRows
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

PACE: Final = 200
"""Milliseconds from one painting of the bars to the next while events arrive."""
_SLOP: Final = 4
"""Pixels that a press may move and still be a click."""
_REACH: Final = 5
"""Pixels beside an end of what is chosen, in which it is taken hold of."""
_CURSORS: Final = {
    Grip.NEW: Qt.CursorShape.ArrowCursor,
    Grip.WHOLE: Qt.CursorShape.OpenHandCursor,
    Grip.START: Qt.CursorShape.SizeHorCursor,
    Grip.END: Qt.CursorShape.SizeHorCursor,
}


class Strip(QWidget):
    """Bars of all events in a quiet colour, and over them, in the categories' colours, those that the filter shows.

    A drag chooses a time, which the filter's expression then says as `received:`; it is moved by its middle and sized
    by its ends, and taken away by Esc, a double click or the x. With the keyboard Left and Right move it, with Shift
    they move its end, Enter applies it. A click brings the events of that time into the table's sight.
    filter_asked(Change): the user wants another expression. `show_filter` shows what one says; `refresh` asks for all
    names again; `stop` before the session's end.
    """

    filter_asked = Signal(object)

    def __init__(
        self, live: LiveSession, visible: VisibleRows, sight: Sight, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._look = look
        self._sight = sight
        self.filling = Filling(live, visible, self)
        self._painter = StripPainter(look)
        self.head = Head(live, look, self)
        self.scale: Scale | None = None
        self.chosen: Span | None = None
        self._applied: Span | None = None
        self._drag: Drag | None = None
        self._pressed: QPointF | None = None
        self._filled: Filled | None = None
        self._picture: QPixmap | None = None
        self._timer = QTimer(self, singleShot=True, interval=PACE)
        self._any_time: QAction | None = None
        self._set_up()

    def sizeHint(self) -> QSize:
        """Two lines of words, and the bars between them."""
        return QSize(0, 2 * self._painter.line() + PLOT)

    def show_filter(self, expression: str) -> None:
        """Show the time that it says."""
        self._applied = self.chosen = chosen_in(expression, self._live)
        self._drag = None
        self._tell()

    def refresh(self) -> None:
        """Bring bars and words up to date, by the catalog of now."""
        self._timer.stop()
        self.scale = Scale.of(self.filling.all, self.width(), self.filling.shown.step)
        self._filled = self._picture = None
        if self.scale is not None:
            place = self.scale.step, self.scale.first, self.scale.number
            self._filled = Filled(self.filling.all.bars(*place), self.filling.shown.bars(*place))
        self._tell()

    def add_keys(self, actions: EventActions) -> None:
        """What its keys do, as actions; Return and Enter are one."""
        for key, text, icon, tip, do in (
            ("Left", "Earlier time", "mdi6.arrow-left", "Choose the bar before, or move what is chosen", self._earlier),
            ("Right", "Later time", "mdi6.arrow-right", "Choose the next bar, or move what is chosen", self._later),
            ("Shift+Left", "Shorter time", "mdi6.arrow-collapse-left", "Let the time end a bar before", self._shorter),
            ("Shift+Right", "Longer time", "mdi6.arrow-expand-right", "Let the time end a bar later", self._longer),
            ("Return", "Apply the time", "mdi6.check", "Show the events of the chosen time", self._apply),
        ):
            action = actions.add(self, text, key, icon, tip)
            action.triggered.connect(lambda _checked, do=do: do())
            if key == "Return":
                action.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        self._any_time = actions.add(self, "Any time", "Esc", "mdi6.close", "Show events of any time")
        self._any_time.triggered.connect(self._give_up)
        self._tell()

    def clear(self) -> None:
        """Choose no time."""
        self.chosen = None
        self._drag = None
        if self._applied is not None:
            self.filter_asked.emit(writing(None, self._live))
        self._tell()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        self.filling.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bars as they were painted last, and over them what moves."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("raised"))
        if self.scale is not None and self._filled is not None:
            places = self._painter.places(self.width())
            painter.drawPixmap(0, 0, self._painted(self.scale, self._filled))
            if self.chosen is not None:
                is_applied = self.chosen == self._applied
                self._painter.paint_chosen(painter, places, self.scale, self.chosen, is_applied=is_applied)
            if (sight := self._sight.span()) is not None:
                self._painter.paint_sight(painter, places, self.scale, sight)
        if self.hasFocus():
            painter.setPen(QPen(self._look.colour("accent"), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other bars, where there is another width."""
        super().resizeEvent(event)
        self.head.setGeometry(self._painter.places(self.width()).head)
        self.refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton and self.scale is not None:
            self._pressed = event.position()
            QToolTip.hideText()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags, or tells what is pointed at."""
        if self.scale is None:
            return
        if self._pressed is None:
            self._point_at(event, self.scale)
        elif self._drag is not None or abs(event.position().x() - self._pressed.x()) > _SLOP:
            self._drag_to(event.position().x(), self._pressed.x(), self.scale)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a drag, or was a click."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        pressed, self._pressed = self._pressed, None
        if self._drag is not None:
            self._drag = None
            self._apply()
        elif self.scale is not None:
            self._sight.go_to(self.scale.micros(pressed.x()))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Takes the chosen time away."""
        self._pressed = None
        self.clear()
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are the strip's."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was not applied is not chosen."""
        super().focusOutEvent(event)
        if self._pressed is None:
            self.chosen = self._applied
            self._tell()

    def _set_up(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Events over time")
        self.setAccessibleDescription("Left and Right choose a time, with Shift its length. Enter applies, Esc clears.")
        self.head.clear_asked.connect(self.clear)
        self.filling.changed.connect(self._be_due)
        self._live.gaps_changed.connect(self._be_due)
        self._live.catalog_changed.connect(self._be_due)
        self._sight.changed.connect(self.update)
        self._timer.timeout.connect(self.refresh)
        self._look.changed.connect(self._on_look_changed)

    def _earlier(self) -> None:
        self._move(-1, resized=False)

    def _later(self) -> None:
        self._move(1, resized=False)

    def _shorter(self) -> None:
        self._move(-1, resized=True)

    def _longer(self) -> None:
        self._move(1, resized=True)

    def _be_due(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _painted(self, scale: Scale, filled: Filled) -> QPixmap:
        """The bars and the times, painted anew only when there are others."""
        density = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != density:
            picture = QPixmap(round(self.width() * density), round(self.height() * density))
            picture.setDevicePixelRatio(density)
            picture.fill(Qt.GlobalColor.transparent)
            with QPainter(picture) as painter:
                places = self._painter.places(self.width())
                self._painter.paint_filling(painter, places, scale, filled, self._live.gaps)
            self._picture = picture
        return self._picture

    def _tell(self) -> None:
        if self._any_time is not None:
            # Without anything to clear, Esc is somebody else's.
            self._any_time.setEnabled(self.chosen is not None or self._applied is not None)
        self.head.tell(self.scale, self._filled, self.chosen, is_applied=self.chosen == self._applied)
        self.update()

    def _point_at(self, event: QMouseEvent, scale: Scale) -> None:
        x = event.position().x()
        self.setCursor(_CURSORS[grip_at(x, self.chosen, scale, _REACH)])
        if self._filled is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self.words_at(x, scale, self._filled), self)

    def words_at(self, x: float, scale: Scale, filled: Filled) -> str:
        """What is said of a place."""
        bar = scale.bar_at(x)
        start, end = scale.begin_of(bar), scale.begin_of(bar + 1)
        words = saying.of_bar(saying.times(start, end), filled.all[bar], filled.shown[bar], self._live.catalog)
        gaps = saying.gaps_within(self._live.gaps, start, end)
        return "\n".join([words, *(saying.of_gap(gap, self._live.feeds) for gap in gaps)])

    def _drag_to(self, x: float, pressed: float, scale: Scale) -> None:
        if self._drag is None:
            grip = grip_at(pressed, self.chosen, scale, _REACH)
            self._drag = Drag(grip, scale.micros(pressed), self.chosen)
        self.chosen = self._drag.to(scale.micros(x), scale)
        self._tell()

    def _move(self, bars: int, *, resized: bool) -> None:
        scale = self.scale
        if scale is None:
            return
        if self.chosen is None:
            sight = self._sight.span()
            start = scale.snapped(scale.end - 1 if sight is None else sight.start)
            self.chosen = Span(start, start + scale.step)
        else:
            self.chosen = moved(self.chosen, bars, scale, resized=resized)
        self._tell()

    def _apply(self) -> None:
        if self.chosen is not None and self.chosen != self._applied:
            self.filter_asked.emit(writing(self.chosen, self._live))

    def _give_up(self) -> None:
        """A drag is ended as if it had not begun; else what is chosen is taken away."""
        if self._drag is not None:
            self._drag = self._pressed = None
            self.chosen = self._applied
            self._tell()
        else:
            self.clear()

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.refresh()
