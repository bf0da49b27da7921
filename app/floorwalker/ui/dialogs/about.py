"""What this program is, its versions and its licence."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QWidget

from floorwalker import __version__
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.ui.look import Look


class About(QDialog):
    """Told to whoever asks which version this is, and where the session on the screen lies."""

    def __init__(self, session: Path, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Floorwalker")
        icon = QLabel()
        icon.setPixmap(self.windowIcon().pixmap(64, 64))
        name = QLabel(f"Floorwalker {__version__}")
        name.setFont(look.tile())
        self.facts = QLabel(_facts(session), wordWrap=True)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = boxes.buttons(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        words = boxes.column()
        for widget in (name, self.facts, buttons):
            words.addWidget(widget)
        row = boxes.row(self, spacing=boxes.GROUPS, margins=(16, 16, 16, 16))
        row.addWidget(icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


def _facts(session: Path) -> str:
    return (
        "A desktop monitor for a contact centre's webhook events.\n\n"
        f"Session: {session}\n"
        f"Python {platform.python_version()}, PySide {PySide6.__version__}, Qt {qVersion()}, {platform.platform()}\n\n"
        "MIT licence. Qt and PySide are used under the LGPL."
    )
