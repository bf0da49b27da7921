"""Where secrets cannot be kept: what is wrong, and what can be done instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.ui.look import Look


class KeyStoreTrouble(QFrame):
    """Offers to keep secrets for this run only. run_only_asked, back_asked: what the user wants."""

    run_only_asked = Signal()
    back_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._icon = QLabel()
        self._icon.setPixmap(look.icon("mdi6.key-alert-outline", "danger").pixmap(20, 20))
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.run_only = QPushButton("&Keep for this run only", autoDefault=False)
        self.run_only.setToolTip("Secrets stay in memory, and must be typed again after the next start")
        self.back = QPushButton("&Back", autoDefault=False)
        self.back.setToolTip("Change the settings, for example to file:PATH or env:NAME")
        self.run_only.clicked.connect(self.run_only_asked)
        self.back.clicked.connect(self.back_asked)
        row = boxes.row(self)
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.run_only)
        row.addWidget(self.back)

    def tell(self, problem: str) -> None:
        """Show what is wrong."""
        self.words.setText(f"{problem} The secrets can be kept in memory until Floorwalker is closed.")
        self.show()
        self.run_only.setFocus()
