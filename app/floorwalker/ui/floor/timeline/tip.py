"""What is said of the span that the mouse is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from floorwalker.ui.events.labels import colour

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from floorwalker.ui.look import Look

_AWAY: Final = QPoint(14, 18)
"""From the mouse's tip to the tip's corner, so that the pointer covers no word."""
_SWATCH: Final = 16


class Saying(NamedTuple):
    """swatch and status: the first line; agent: the second; then when it was and how long; a remark may be empty."""

    swatch: QIcon
    status: str
    agent: str
    when: str
    remark: str


class Tip(QFrame):
    """A card beside the mouse. It is moved and rewritten, not hidden and shown, and lets the mouse through: it never
    flickers."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self._look = look
        self._swatch = QLabel()
        self._status, self._agent, self._when, self._remark = (_plain_label() for _ in range(4))
        self._said: Saying | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lay_out()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.hide()

    def say(self, saying: Saying, place: QPoint) -> None:
        """Show that beside a place on the screen."""
        if saying != self._said:
            self._write(saying)
        self.move(self._beside(self._around.mapFromGlobal(place)))
        if not self.isVisible():
            self.show()
            self.raise_()

    def _write(self, saying: Saying) -> None:
        self._said = saying
        self._swatch.setPixmap(saying.swatch.pixmap(_SWATCH))
        lines = (self._status, saying.status), (self._agent, saying.agent), (self._when, saying.when)
        for label, text in lines:
            label.setText(text)
        self._remark.setText(saying.remark)
        self._remark.setVisible(bool(saying.remark))
        self.adjustSize()

    def _beside(self, mouse: QPoint) -> QPoint:
        """Below and to the right; on the other side where there is no room."""
        room: QRect = self._around.rect()
        x, y = mouse.x() + _AWAY.x(), mouse.y() + _AWAY.y()
        if x + self.width() > room.right():
            x = max(room.left(), mouse.x() - _AWAY.x() - self.width())
        if y + self.height() > room.bottom():
            y = max(room.top(), mouse.y() - _AWAY.x() - self.height())
        return QPoint(x, y)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 6, 10, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._swatch, 0, 0)
        for row, label in enumerate((self._status, self._agent, self._when, self._remark)):
            grid.addWidget(label, row, 1)

    def _on_look_changed(self) -> None:
        raised, line = self._look.colour("raised").name(), self._look.colour("line").name()
        self.setStyleSheet(f"Tip {{ background: {raised}; border: 1px solid {line}; border-radius: 4px; }}")
        for label in (self._agent, self._remark):
            label.setFont(self._look.small())
            colour(label, self._look.colour("muted"))
        self._said = None


def _plain_label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
