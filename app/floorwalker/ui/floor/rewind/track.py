"""The slider: the session's time from its first event to the newest moment, and where the floor is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from floorwalker.ui.floor import durations
from floorwalker.ui.floor.mouse import NOTCH
from floorwalker.ui.floor.rewind.course import Course
from floorwalker.ui.floor.rewind.painting import HEIGHT, TrackPainter

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from floorwalker.ui.floor.clock import Clock
    from floorwalker.ui.floor.rewind.rewinding import Rewinding
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

_MINUTE, _HOUR = 60.0, 3600.0
_STEPS: Final = {
    Qt.Key.Key_Left: -_MINUTE,
    Qt.Key.Key_Right: _MINUTE,
    Qt.Key.Key_PageUp: -_HOUR,
    Qt.Key.Key_PageDown: _HOUR,
}
_OWN: Final = {*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End}
"""Keys that a slider has everywhere; elsewhere on the floor they move the chart."""


class Track(QWidget):
    """Asks for another moment while it is dragged or clicked, by the wheel, and by keys while it has the focus."""

    asked = Signal(object)

    def __init__(
        self, live: LiveSession, clock: Clock, rewinding: Rewinding, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._clock = clock
        self._rewinding = rewinding
        self._painter = TrackPainter(look)
        self._picture: QPixmap | None = None
        self._pictured = self.course()
        self._is_stale = False
        self._pointed: float | None = None
        self._set_up()
        rewinding.changed.connect(self._on_changed)
        live.rows_appended.connect(self._on_rows_changed)
        live.rows_removed.connect(self._on_rows_changed)
        live.gaps_changed.connect(self._on_rows_changed)
        look.changed.connect(self._on_look_changed)

    def sizeHint(self) -> QSize:
        """A line of times, and above it how much happened."""
        return QSize(400, HEIGHT + self._painter.line())

    def course(self) -> Course:
        """Where moments are now."""
        begins = self._rewinding.happened.begins()
        width = self.width() - self._painter.live_width()
        return Course.of(None if begins is None else float(begins), self._clock.latest(), width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What happened as it was painted last, and over it the handle."""
        course, moment = self.course(), self._rewinding.moment
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted(course))
        self._painter.paint_moment(painter, course, moment, has_focus=self.hasFocus())
        ended = self._clock.has_ended
        self._painter.paint_live(painter, self.rect(), course, is_live=moment is None, has_ended=ended)
        if self._pointed is not None:
            self._painter.paint_pointed(painter, self._pointed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another scale."""
        super().resizeEvent(event)
        self._picture = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes there; a drag may follow."""
        if event.button() == Qt.MouseButton.LeftButton:
            QToolTip.hideText()
            self.asked.emit(self.course().moment(event.position().x()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags the handle, or tells which moment is pointed at."""
        x = event.position().x()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pointed = None
            self.asked.emit(self.course().moment(x))
        else:
            self._pointed = min(x, self.course().width)
            QToolTip.showText(event.globalPosition().toPoint(), self.words_at(x), self)
        self.update()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        super().leaveEvent(event)
        self._pointed = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A minute a notch, up to the past."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if turn:
            self._rewinding.step(-_MINUTE * turn / NOTCH)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """While it has the focus, a slider's keys are its own."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _OWN
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Minutes, hours, the first event, live."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._rewinding.step(_STEPS[key])
        elif key == Qt.Key.Key_Home:
            self.asked.emit(self.course().begin)
        elif key == Qt.Key.Key_End:
            self.asked.emit(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are the slider's."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """They are somebody else's."""
        super().focusOutEvent(event)
        self.update()

    def words_at(self, x: float) -> str:
        """What is said of a place."""
        course = self.course()
        moment = course.moment(x)
        if moment is None:
            return "The end of the session" if self._clock.has_ended else "Live"
        gap = any(gap.start / 1e6 <= moment < gap.end / 1e6 for gap in self._live.gaps)
        words = durations.clock(moment, course.latest)
        return f"{words}\nNothing was captured then" if gap else words

    def _set_up(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("The moment shown")
        self.setAccessibleDescription("Left and Right move by a minute, Page Up and Down by an hour, End goes to live.")

    def _painted(self, course: Course) -> QPixmap:
        """What happened, painted anew once it would be half a pixel elsewhere, or with another second's news."""
        density = self.devicePixelRatioF()
        moved = abs(course.latest - self._pictured.latest) + abs(course.begin - self._pictured.begin)
        if self._picture is None or moved >= course.scale / 2 or self._picture.devicePixelRatio() != density:
            picture = QPixmap(round(self.width() * density), round(self.height() * density))
            picture.setDevicePixelRatio(density)
            picture.fill(Qt.GlobalColor.transparent)
            with QPainter(picture) as painter:
                self._painter.paint_course(painter, self.rect(), course, self._rewinding.happened, self._live.gaps)
            self._picture, self._pictured = picture, course
        return self._picture

    def _on_changed(self) -> None:
        if self._is_stale:
            self._is_stale, self._picture = False, None
        self.update()

    def _on_rows_changed(self) -> None:
        """Painted with the next second, not with each event."""
        self._is_stale = True

    def _on_look_changed(self) -> None:
        self._picture = None
        self.updateGeometry()
        self.update()
