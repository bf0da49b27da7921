"""The report of a bug, to be copied to whoever mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QWidget

from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.ui.look import Look


class BugReport(QDialog):
    """Shows a report whole, so that everyone sees what they send, and copies it."""

    def __init__(self, report: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Report of a bug in Floorwalker")
        self.resize(760, 460)
        words = QLabel(
            "Something in Floorwalker itself went wrong. Captured events are safe. This report says where it happened; "
            "it holds no event. Please copy it to whoever looks after Floorwalker for you.",
            wordWrap=True,
        )
        self.text = QPlainTextEdit(report, readOnly=True)
        self.text.setFont(look.mono())
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = boxes.buttons(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton("&Copy report", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.setToolTip("Copy the whole report (Alt+C)")
        self.copy_button.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = boxes.column(self, margins=(16, 16, 16, 16))
        for widget in (words, self.text, buttons):
            column.addWidget(widget)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy_button.setText("Copied")
