"""Rows of buttons and widgets on the agent's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from floorwalker.ui.events.labels import ElidedLabel
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QHBoxLayout


def row_of(*parts: QAction | QWidget | None) -> QHBoxLayout:
    """Buttons for actions, and widgets; None is for the room that is left."""
    row = boxes.row(spacing=4)
    for part in parts:
        if part is None:
            row.addStretch(1)
        elif isinstance(part, QWidget):
            row.addWidget(part, int(isinstance(part, ElidedLabel)))
        else:
            row.addWidget(_button(part))
    return row


def _button(action: QAction) -> QToolButton:
    """Seen while the action is."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setAutoRaise(True)
    action.visibleChanged.connect(lambda: button.setVisible(action.isVisible()))
    return button
