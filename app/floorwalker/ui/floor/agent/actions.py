"""What can be done with one agent, with keys, tips and icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup, QKeySequence

from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look


class AgentActions(DressedActions):
    """open is the list of agents'; the others work where the page is."""

    def __init__(self, look: Look, agents: QWidget, page: QWidget) -> None:
        super().__init__(look, page)
        self.open = self.add(agents, "Open agent", "Return", "mdi6.account-details-outline", "Show the agent's page")
        self.open.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        self.show_event = self.add_within(
            page, "Show event", "Return", "mdi6.message-text-outline", "Show the event behind a line"
        )
        self.copy = self.add_within(
            page, "Copy", "Ctrl+C", "mdi6.content-copy", "Copy the selected lines, or all of the list"
        )
        self.save = self.add_within(
            page, "Save as CSV…", "Ctrl+S", "mdi6.content-save-outline", "Save this list as CSV"
        )
        self.phone = self.add_within(
            page, "Show phone", "Ctrl+P", "mdi6.eye-outline", "Show or hide the phone's number"
        )
        self.phone.setCheckable(True)
        self.today = self.add_within(
            page, "Today", "Alt+1", "mdi6.calendar-today", "The day of the moment shown, until then"
        )
        self.chart = self.add_within(page, "As the chart", "Alt+2", "mdi6.chart-gantt", "The time that the chart shows")
        self.statuses = self.add_within(
            page, "Statuses", "Alt+3", "mdi6.format-list-bulleted", "Every status and work item"
        )
        self.intervals = self.add_within(
            page, "By interval", "Alt+4", "mdi6.table-clock", "Times and numbers by interval"
        )
        self.save_all = self.add_within(
            page, "Save all agents…", "Ctrl+Shift+I", "mdi6.content-save-all-outline",
            "Save intervals of all agents that the filter shows as CSV",
        )  # fmt: skip
        self._group(self.today, self.chart)
        self._group(self.statuses, self.intervals)

    def _group(self, *choices: QAction) -> None:
        group = QActionGroup(self)
        for action in choices:
            action.setCheckable(True)
            group.addAction(action)
        choices[0].setChecked(True)
