"""The line that says what was named, with the way to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from floorwalker.ui.events.labels import ElidedLabel, colour, flat_button

if TYPE_CHECKING:
    from floorwalker.ui.look import Look


class NamedBar(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_trouble = False
        self.words = ElidedLabel()
        self.undo = flat_button("Take the last name back (Ctrl+Z)", "Undo")
        self.close_button = flat_button("Hide this line")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)
        row.addWidget(self.close_button)
        self.close_button.clicked.connect(self.hide)
        self.setAutoFillBackground(True)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def tell(self, words: str, *, can_undo: bool) -> None:
        """Say what came of it."""
        self._say(words, is_trouble=False)
        self.undo.setVisible(can_undo)

    def tell_trouble(self, words: str) -> None:
        """Say why it did not."""
        self._say(words, is_trouble=True)
        self.undo.hide()

    def _say(self, words: str, *, is_trouble: bool) -> None:
        self._is_trouble = is_trouble
        self.words.tell(words)
        self._dress()
        self.show()

    def _dress(self) -> None:
        look = self._look
        palette = self.palette()
        palette.setColor(self.backgroundRole(), look.colour("selection"))
        self.setPalette(palette)
        colour(self.words, look.colour("danger" if self._is_trouble else "text"))
        for part in (self.words, self.undo):
            part.setFont(look.small())
        self.undo.setStyleSheet(f"QToolButton {{ color: {look.colour('accent').name()}; }}")
        self.close_button.setIcon(look.icon("mdi6.close", "muted"))
