"""The entry under the left panel that opens the list of what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from floorwalker.ui.events.labels import colour
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look


class RefusedEntry(QWidget):
    """A button with the live count of what was refused beside it. action: what it does, which can be checked."""

    def __init__(self, live: LiveSession, action: QAction, look: Look) -> None:
        super().__init__()
        self._live = live
        self._look = look
        self.button = QToolButton()
        self.button.setDefaultAction(action)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.count = QLabel()
        row = boxes.row(self, margins=(4, 4, 8, 4))
        row.addWidget(self.button)
        row.addStretch(1)
        row.addWidget(self.count)
        live.totals_changed.connect(self._on_totals_changed)
        look.changed.connect(self._on_totals_changed)
        self._on_totals_changed()

    def _on_totals_changed(self) -> None:
        rejected = self._live.totals.rejected
        self.count.setText(f"{rejected:,}")
        self.count.setToolTip(f"{rejected:,} refused bodies and elements are in this session")
        colour(self.count, self._look.colour("danger" if rejected else "muted"))
