"""The line in which a filter is written, with what is wrong in it underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from floorwalker.ui.look import Look


class FilterLine(QLineEdit):
    """One line. Esc empties it, and in an empty line leaves it; Down asks for those used before.

    fault: what is underlined, as (start, end), or None. cleared: Esc was pressed in a text. left: Esc in an empty line.
    recent_asked: Down.
    """

    cleared = Signal()
    left = Signal()
    recent_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.fault: tuple[int, int] | None = None
        self.setPlaceholderText('Filter: category:agent code:StatusChanged agent:c.diaz "hold music"')
        self.setAccessibleName("Filter")
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def mark(self, start: int, end: int) -> None:
        """Underline from one place in the text to another; at least one character, the last one at the end."""
        length = len(self.text())
        start = min(start, max(0, length - 1))
        self.fault = (start, max(end, start + 1))
        self._underline()

    def unmark(self) -> None:
        """Underline nothing."""
        if self.fault is not None:
            self.fault = None
            self._underline()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Down; the rest is writing."""
        if event.key() == Qt.Key.Key_Escape:
            (self.cleared if self.text() else self.left).emit()
        elif event.key() == Qt.Key.Key_Down:
            self.recent_asked.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Esc is the line's own while it has the focus, whatever shortcut the window gives it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def _underline(self) -> None:
        """QLineEdit has formats for input methods only: one that changes no text sets them, counted from the cursor."""
        attributes = []
        if self.fault is not None:
            start, end = (_utf16(self.text(), place) for place in self.fault)
            wrong = QTextCharFormat()
            wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wrong.setUnderlineColor(self._look.colour("danger"))
            tint = self._look.colour("danger")
            tint.setAlpha(48)
            wrong.setBackground(tint)
            kind = QInputMethodEvent.AttributeType.TextFormat
            cursor = _utf16(self.text(), self.cursorPosition())
            attributes = [QInputMethodEvent.Attribute(kind, start - cursor, end - start, wrong)]
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))

    def _on_look_changed(self) -> None:
        self.setFont(self._look.mono())
        self._underline()


def _utf16(text: str, place: int) -> int:
    """A place in a text as Qt counts."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
