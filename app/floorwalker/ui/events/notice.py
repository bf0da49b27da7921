"""What stands in the table's place while it has nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from floorwalker.ui.events.labels import centred_label, colour

if TYPE_CHECKING:
    from floorwalker.ui.look import Look

_NO_EVENTS = "No events yet. What arrives is listed here."
_NO_MATCH = "No event matches this filter."
_WIDTH = 480


class Notice(QWidget):
    """Covers a list with what to do next. clear_asked: the user wants to see everything."""

    clear_asked = Signal()

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._look = look
        self._over = over
        self.words = centred_label()
        self.words.setMinimumWidth(_WIDTH)
        self.clear = QPushButton("Clear the filter")
        self.clear.clicked.connect(self.clear_asked)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(self.words, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.clear, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        over.installEventFilter(self)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def tell_nothing_there(self) -> None:
        """There is no event at all."""
        self._show(_NO_EVENTS, can_clear=False)

    def tell_nothing_matches(self) -> None:
        """There are events, and the filter shows none."""
        self._show(_NO_MATCH, can_clear=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the list whatever its size."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def _show(self, words: str, *, can_clear: bool) -> None:
        self.words.setText(words)
        self.clear.setVisible(can_clear)
        self.setGeometry(self._over.rect())
        self.show()

    def _dress(self) -> None:
        colour(self.words, self._look.colour("muted"))
