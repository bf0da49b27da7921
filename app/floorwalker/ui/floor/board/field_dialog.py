"""Asks by which field of the payloads agents shall be grouped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QInputDialog

from floorwalker.ui.floor.board.layout import LONGEST_NAME
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def ask_for_field(over: QWidget, known: list[str], now: str, chosen: Callable[[str], None]) -> QInputDialog:
    """known: names to offer. now: the field that agents are grouped by, "" for none. *chosen* gets the answer."""
    dialog = QInputDialog(over)
    dialog.setWindowTitle("Group by a field")
    dialog.setLabelText("The field of each agent's newest event, such as QueueName:")
    dialog.setComboBoxItems(known if now in known else [now, *known])
    dialog.setComboBoxEditable(True)
    dialog.setTextValue(now)
    for box in dialog.findChildren(QComboBox):
        line = box.lineEdit()
        if line is not None:
            line.setMaxLength(LONGEST_NAME)
            line.setPlaceholderText("Name of a field")
    for buttons in dialog.findChildren(QDialogButtonBox):
        boxes.without_icons(buttons)
    dialog.textValueSelected.connect(lambda name: chosen(name.strip()) if name.strip() else None)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
