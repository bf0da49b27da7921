"""What can be done about the order of events, with shortcuts, tips and icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look


class OrderActions(QObject):
    """The actions of the table's order. Those with a plain key, and those about one event, work in the table alone."""

    def __init__(self, look: Look, view: QWidget, table: QWidget) -> None:
        super().__init__(view)
        self._look = look
        self._icons: dict[QAction, str] = {}
        self.pause = self._action(
            table, "Pause", "Space", "mdi6.pause", "Let nothing more into the table; what arrives is kept and waits"
        )
        self.pause.setCheckable(True)
        self.sort = self._action(view, "Sort by…", "Ctrl+Shift+O", "mdi6.sort", "Choose what the table is sorted by")
        self.arrival = self._action(
            view, "Order of arrival", "Ctrl+Shift+A", "mdi6.sort-clock-ascending-outline", "Sort by nothing any more"
        )
        self.columns = self._action(
            view, "Columns…", "Ctrl+H", "mdi6.table-column", "Choose, move and size columns; add fields of payloads"
        )
        self.time = self._action(
            view, "Next way to show time", "Ctrl+T", "mdi6.clock-outline", "Arrival, UTC, event time, since the last"
        )
        self.measure = self._action(
            table, "Measure time from here", "Ctrl+Shift+T", "mdi6.timer-outline", "Show the time since this event"
        )
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def tell_paused(self, waiting: int | None) -> None:
        """How many events wait, None where it is not paused."""
        self.pause.setChecked(waiting is not None)
        words = {None: "Pause", 0: "Resume"}.get(waiting, f"Resume: {waiting:,} waiting" if waiting else "")
        self.pause.setText(words)
        self._icons[self.pause] = "mdi6.pause" if waiting is None else "mdi6.play"
        self._on_look_changed()

    def _action(self, owner: QWidget, text: str, shortcut: str, icon: str, tip: str) -> QAction:
        action = QAction(text, self)
        sequence = QKeySequence(shortcut)
        action.setShortcut(sequence)
        action.setToolTip(f"{tip} ({sequence.toString(QKeySequence.SequenceFormat.NativeText)})")
        action.setStatusTip(tip)
        if owner is not self.parent():
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        owner.addAction(action)
        self._icons[action] = icon
        return action

    def _on_look_changed(self) -> None:
        for action, icon in self._icons.items():
            action.setIcon(self._look.icon(icon))
