"""What can be done in the events view, with shortcuts, tips and icons; the window may put them into its menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look


class EventActions(DressedActions):
    """The view's actions. Those about single events have their shortcuts in the table alone."""

    def __init__(self, look: Look, view: QWidget, table: QWidget) -> None:
        super().__init__(look, view)
        self.view = view
        self.find = self.add(view, "Filter…", "Ctrl+F", "mdi6.filter-variant", "Write a filter")
        self.export = self.add(view, "Export events…", "Ctrl+E", "mdi6.export", "Export what the filter shows")
        self.pane = self.add(view, "Payload pane", "Ctrl+I", "mdi6.dock-bottom", "Show or hide the payload")
        self.pane.setCheckable(True)
        self.strip = self.add(
            view, "Events over time", "Ctrl+B", "mdi6.chart-histogram", "Show or hide events over time"
        )
        self.strip.setCheckable(True)
        self.strip.setChecked(True)
        self.copy = self.add(table, "Copy payload", "Ctrl+C", "mdi6.content-copy", "Copy selected payloads as JSON")
        self.like = self.add(
            table, "Copy as filter", "Ctrl+Shift+C", "mdi6.filter-plus-outline", "Copy a filter for events like these"
        )
        self.send = self.add(
            table, "Send again…", "Ctrl+Return", "mdi6.send-outline", "Send selected events to a URL, edited or not"
        )
        self.follow = self.add(
            table, "Follow…", "Ctrl+J", "mdi6.source-branch", "Show all of one work item, agent session, agent or Id"
        )
        self.floor = self.add(
            table, "Show the floor then", "Ctrl+G", "mdi6.history", "Show the floor at the moment of this event"
        )
        self.back = self.add(view, "Filter before", "Alt+Left", "mdi6.arrow-left", "Go back from what is followed")
        self.refused = self.add(
            view, "Refused", "Ctrl+Shift+E", "mdi6.email-remove-outline", "What was no event, and why; again: events"
        )
        self.refused.setCheckable(True)
        self.newest = self.add(table, "Jump to newest", "", "mdi6.arrow-down", "Follow what arrives (End)")
