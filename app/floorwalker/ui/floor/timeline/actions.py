"""What can be done with a time that is chosen in the chart, and with the legend's totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look


class RangeActions(DressedActions):
    """Their keys work everywhere in the view, but that of `clear` only where the rows are: Esc closes other things."""

    def __init__(self, look: Look, view: QWidget, rows: QWidget) -> None:
        super().__init__(look, view)
        self.choose = self._of(
            view,
            "Choose the time in sight",
            "R",
            "mdi6.arrow-expand-horizontal",
            "Choose all the time in sight, for totals and events (or drag along the times, or anywhere with Shift)",
        )
        self.earlier = self._of(
            view, "Choose an earlier time", "Shift+Left", "mdi6.arrow-left-bold-outline", "Move the chosen time back"
        )
        self.later = self._of(
            view, "Choose a later time", "Shift+Right", "mdi6.arrow-right-bold-outline", "Move the chosen time on"
        )
        self.events = self._of(
            view, "Show its events", "Shift+E", "mdi6.format-list-bulleted", "Show the events of the chosen time"
        )
        self.zoom = self._of(view, "Zoom to it", "Z", "mdi6.magnify-plus-outline", "Show only the chosen time")
        self.clear = self._of(rows, "Choose no time", "Esc", "mdi6.close", "Let go of the chosen time")
        self.copy = self._of(
            view, "Copy totals", "Ctrl+Alt+C", "mdi6.content-copy", "Copy the legend's time and share per status"
        )
        self.save = self._of(
            view, "Save totals as CSV…", "Ctrl+Alt+S", "mdi6.content-save-outline", "Save the legend's totals as CSV"
        )

    @property
    def of_range(self) -> tuple[QAction, ...]:
        """Those that need a chosen time."""
        return (self.earlier, self.later, self.events, self.zoom, self.clear)

    def _of(self, owner: QWidget, text: str, key: str, icon: str, tip: str) -> QAction:
        action = self.make(text, key, icon, tip)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        owner.addAction(action)
        return action
