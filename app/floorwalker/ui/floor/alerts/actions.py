"""What can be done with alerts, from anywhere in the window and in their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look


class AlertActions(DressedActions):
    """The window has `show` and `rules`; the list has the others, whose keys work in it alone."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(look, parent)
        self.show = self.make("Alerts", "Ctrl+Shift+W", "mdi6.bell-outline", "What needs you now, and what just did")
        self.rules = self.make(
            "Alert rules…", "Ctrl+Shift+L", "mdi6.bell-cog-outline", "Choose limits, and what else you are told of"
        )

    def make_for(self, listing: QWidget) -> None:
        """Those of the list."""
        self.acknowledge = self.add(
            listing, "Acknowledge", "Space", "mdi6.check", "You have seen to it: it stays in the list, and is quiet"
        )
        self.acknowledge.setShortcuts([QKeySequence("Space"), QKeySequence("A")])
        self.acknowledge_all = self.add(
            listing, "Acknowledge all", "Shift+A", "mdi6.check-all", "You have seen to all of them"
        )
        self.go = self.add(
            listing,
            "Go there",
            "Return",
            "mdi6.arrow-right",
            "Show the agent, the source or the events meant",
        )
        self.go.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        self.to_event = self.add(
            listing, "Show event", "E", "mdi6.format-list-bulleted", "Show the event behind it in the events view"
        )
        self.copy = self.add(listing, "Copy", "Ctrl+C", "mdi6.content-copy", "Copy the selected alerts as text")
