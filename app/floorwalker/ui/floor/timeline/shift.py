"""When the shift starts: at a time of day that the user has set, else eight hours ago."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSettings, QTime, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QMenu, QTimeEdit, QWidget

from floorwalker.ui.floor import durations
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from floorwalker.ui.floor.actions import FloorActions

LENGTH: Final = 8 * 3600.0
"""Seconds of a shift whose start nobody has set."""
_KEY: Final = "floor/shift"
_AT_FIRST: Final = QTime(8, 0)
_FORM: Final = "HH:mm"


class Shift(QObject):
    """Remembers the start, names the action that shows the shift after it, and gives this a menu to set it.

    changed: the start is another.
    """

    changed = Signal()

    def __init__(self, actions: FloorActions, over: QWidget) -> None:
        super().__init__(actions)
        self._action: QAction = actions.shift
        self._over = over
        self._tip = actions.shift.toolTip()
        self._menu = QMenu(over)
        self._menu.setToolTipsVisible(True)
        self._menu.addActions([actions.shift_start, actions.shift_length])
        self._action.setMenu(self._menu)
        actions.shift_start.triggered.connect(self._ask)
        actions.shift_length.triggered.connect(lambda: self.set_start(None))
        self._length_action = actions.shift_length
        self._tell()

    @property
    def start(self) -> QTime | None:
        """The time of day; None where none is set. What cannot be read counts as none."""
        start = QTime.fromString(str(QSettings().value(_KEY, "")), _FORM)
        return start if start.isValid() else None

    def set_start(self, start: QTime | None) -> None:
        """Remember it."""
        QSettings().setValue(_KEY, "" if start is None else start.toString(_FORM))
        self._tell()
        self.changed.emit()

    def began(self, now: float) -> float | None:
        """When the shift of a moment began, both in seconds since 1970; None where no start is set."""
        start = self.start
        if start is None:
            return None
        today = durations.time_of_day(now, start.hour(), start.minute())
        if today <= now:
            return today
        yesterday = now - timedelta(days=1).total_seconds()
        return durations.time_of_day(yesterday, start.hour(), start.minute())

    def _tell(self) -> None:
        start = self.start
        self._action.setText("8 h" if start is None else "Shift")
        since = (
            "" if start is None else f"Show everything since {start.toString(_FORM)}, when the shift starts, live (3)"
        )
        self._action.setToolTip(since or self._tip)
        self._length_action.setEnabled(start is not None)

    def _ask(self) -> None:
        dialog = ShiftDialog(self.start or _AT_FIRST, self._over)
        dialog.chosen.connect(self.set_start)
        dialog.open()


class ShiftDialog(QDialog):
    """Asks for the time of day. chosen(QTime)."""

    chosen = Signal(QTime)

    def __init__(self, start: QTime, over: QWidget) -> None:
        super().__init__(over)
        self.setWindowTitle("Start of the shift")
        self.time = QTimeEdit(start)
        self.time.setDisplayFormat(_FORM)
        column = boxes.column(self, spacing=boxes.GROUPS, margins=(16, 16, 16, 16))
        row = boxes.row()
        label = QLabel("The &shift starts at")
        label.setBuddy(self.time)
        row.addWidget(label)
        row.addWidget(self.time)
        column.addLayout(row)
        buttons = boxes.buttons(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        column.addWidget(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self.time.time()))
        self.finished.connect(self.deleteLater)
