"""The line under the table: in which order events stand, what waits, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from floorwalker.ui.events.labels import ElidedLabel, flat_button

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QToolButton

    from floorwalker.ui.look import Look


class OrderLine(QWidget):
    """Always there, so that nothing jumps when it has something to tell. stop_asked: sort no more."""

    stop_asked = Signal()

    def __init__(self, look: Look, pause: QAction, arrival: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.words = ElidedLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(120, 8)
        self.stop = flat_button("Stop sorting; the order stays what it is", "Stop")
        self.back, self.pause = _button_of(arrival), _button_of(pause)
        self.stop.clicked.connect(self.stop_asked)
        self._lay_out()
        self.tell_progress(None)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def tell(self, words: str, *, sorted_: bool) -> None:
        """In which order events stand."""
        self.words.tell(words)
        self.back.setVisible(sorted_)

    def tell_progress(self, done: tuple[int, int] | None) -> None:
        """How much of the work is done, of how much; (0, 0) where that is not known, None where there is no work."""
        for widget in (self.bar, self.stop):
            widget.setVisible(done is not None)
        if done is not None:
            self.bar.setRange(0, done[1])
            self.bar.setValue(done[0])

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for widget in (self.bar, self.stop, self.back, self.pause):
            row.addWidget(widget)

    def _on_look_changed(self) -> None:
        self.setFixedHeight(self._look.row_height() + 4)
        for widget in (self.words, self.stop, self.back, self.pause):
            widget.setFont(self._look.small())


def _button_of(action: QAction) -> QToolButton:
    button = flat_button("")
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
