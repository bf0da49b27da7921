"""The moment shown, as a line to type another into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from floorwalker.ui.floor.rewind.typed import HOW_TO_WRITE

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from floorwalker.ui.look import Look

_WIDEST = "22 Nov 2026, 09:14:03"


class MomentField(QLineEdit):
    """Says the moment unless something is being typed. typed(str): Enter. left: Esc; it says the moment again."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._said = ""
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName("The time shown, or one to go to")
        self.setToolTip(f"Go to a time (Ctrl+G), in your zone unless it has an offset.\n{HOW_TO_WRITE}.")
        self.returnPressed.connect(lambda: self.typed.emit(self.text()))
        look.changed.connect(self._dress)
        self._dress()

    def say(self, words: str) -> None:
        """Show that, now or once nobody is about to change it any more."""
        self._said = words
        is_untouched = self.selectedText() == self.text() and not self.isModified()
        if not self.hasFocus():
            self.setText(words)
        elif is_untouched and words != self.text():
            self.setText(words)
            self.selectAll()

    def finish(self) -> None:
        """What was typed is done with."""
        self.setModified(False)
        self.setText(self._said)

    def event(self, event: QEvent) -> bool:
        """Enter and Esc are its own while it has the focus."""
        own = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in own:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what was typed."""
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """All is selected: typing replaces it."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was not entered is given up."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}:
            self.finish()

    def _dress(self) -> None:
        self.setFont(self._look.small())
        self.setFixedWidth(QFontMetrics(self._look.small()).horizontalAdvance(_WIDEST) + 20)
