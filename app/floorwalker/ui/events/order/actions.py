"""What can be done about the order of events, with shortcuts, tips and icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look


class OrderActions(DressedActions):
    """The actions of the table's order. Those with a plain key, and those about one event, work in the table alone."""

    def __init__(self, look: Look, view: QWidget, table: QWidget) -> None:
        super().__init__(look, view)
        self.pause = self.add(
            table, "Pause", "Space", "mdi6.pause", "Let nothing more into the table; what arrives is kept and waits"
        )
        self.pause.setCheckable(True)
        self.sort = self.add(view, "Sort by…", "Ctrl+Shift+O", "mdi6.sort", "Choose what the table is sorted by")
        self.arrival = self.add(
            view, "Order of arrival", "Ctrl+Shift+A", "mdi6.sort-clock-ascending-outline", "Sort by nothing any more"
        )
        self.columns = self.add(
            view, "Columns…", "Ctrl+H", "mdi6.table-column", "Choose, move and size columns; add fields of payloads"
        )
        self.time = self.add(
            table, "Next way to show time", "T", "mdi6.clock-outline", "Arrival, UTC, event time, since the last"
        )
        self.measure = self.add(
            table, "Measure time from here", "Ctrl+Shift+T", "mdi6.timer-outline", "Show the time since this event"
        )

    def tell_paused(self, waiting: int | None) -> None:
        """How many events wait, None where it is not paused."""
        self.pause.setChecked(waiting is not None)
        words = {None: "Pause", 0: "Resume"}.get(waiting, f"Resume: {waiting:,} waiting" if waiting else "")
        self.pause.setText(words)
        self.set_icon(self.pause, "mdi6.pause" if waiting is None else "mdi6.play")
