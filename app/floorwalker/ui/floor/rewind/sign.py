"""The sign over the floor that it shows the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QWidget

from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from floorwalker.ui.look import Look

_ICON = 16


class Sign(QFrame):
    """A band in the accent's colour, there only while the floor is not live."""

    def __init__(self, live_action: QAction, look: Look, parent: QWidget | None = None) -> None:
        """live_action: what its button does."""
        super().__init__(parent)
        self._look = look
        self._icon = QLabel()
        self.words, self.news = QLabel(), QLabel()
        self.button = QToolButton()
        self.button.setText("Back to live (L)")
        self.button.setToolTip("Show the floor as it is now (L, End or Esc)")
        self.button.clicked.connect(live_action.trigger)
        self.setAccessibleName("The floor shows the past")
        self._lay_out()
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def tell(self, words: str, news: str, way_back: str) -> None:
        """Say which moment is shown, what has happened meanwhile, and what the button does."""
        self.words.setText(words)
        self.news.setText(news)
        self.button.setText(way_back)
        self.show()

    def _lay_out(self) -> None:
        row = boxes.row(self, spacing=boxes.BETWEEN, margins=(12, 4, 8, 4))
        row.addWidget(self._icon)
        row.addWidget(self.words)
        row.addSpacing(boxes.BETWEEN)
        row.addWidget(self.news, 1)
        row.addWidget(self.button)
        for label in (self.words, self.news):
            label.setTextFormat(Qt.TextFormat.PlainText)

    def _dress(self) -> None:
        accent, on_accent = (self._look.colour(role).name() for role in ("accent", "on_accent"))
        button = f"color: {accent}; background: {on_accent}; border: 1px solid {on_accent};"
        self.setStyleSheet(
            f"Sign {{ background: {accent}; margin-top: 8px; }} QLabel {{ color: {on_accent}; }}"
            f" QToolButton {{ {button} border-radius: 4px; padding: 2px 8px; }}"
            f" QToolButton:focus {{ border: 2px solid {accent}; }}"
        )
        bold = self._look.body()
        bold.setBold(True)
        self.words.setFont(bold)
        self.news.setFont(self._look.body())
        self._icon.setPixmap(self._look.icon("mdi6.history", "on_accent").pixmap(QSize(_ICON, _ICON)))
