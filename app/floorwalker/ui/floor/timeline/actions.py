"""What can be done with a time that is chosen in the chart, and with the legend's totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look


class RangeActions(DressedActions):
    """Their keys work everywhere in the view, but that of `clear` only where the rows are: Esc closes other things."""

    def __init__(self, look: Look, view: QWidget, rows: QWidget) -> None:
        super().__init__(look, view)
        self.choose = self.add_within(
            view,
            "Choose the time in sight",
            "R",
            "mdi6.arrow-expand-horizontal",
            "Choose all the time in sight, for totals and events (or drag along the times, or anywhere with Shift)",
        )
        self.earlier = self.add_within(
            view, "Choose an earlier time", "Shift+Left", "mdi6.arrow-left-bold-outline", "Move the chosen time back"
        )
        self.later = self.add_within(
            view, "Choose a later time", "Shift+Right", "mdi6.arrow-right-bold-outline", "Move the chosen time on"
        )
        self.events = self.add_within(
            view, "Show its events", "Shift+E", "mdi6.format-list-bulleted", "Show the events of the chosen time"
        )
        self.zoom = self.add_within(view, "Zoom to it", "Z", "mdi6.magnify-plus-outline", "Show only the chosen time")
        self.clear = self.add_within(rows, "Choose no time", "Esc", "mdi6.close", "Let go of the chosen time")
        self.copy = self.add_within(
            view, "Copy totals", "Ctrl+Alt+C", "mdi6.content-copy", "Copy the legend's time and share per status"
        )
        self.save = self.add_within(
            view, "Save totals as CSV…", "Ctrl+Alt+S", "mdi6.content-save-outline", "Save the legend's totals as CSV"
        )

    @property
    def of_range(self) -> tuple[QAction, ...]:
        """Those that need a chosen time."""
        return (self.earlier, self.later, self.events, self.zoom, self.clear)
