"""What can be done in the events view, with shortcuts, tips and icons; the window may put them into its menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look


class EventActions(QObject):
    """The view's actions. Those about single events have their shortcuts in the table alone."""

    def __init__(self, look: Look, view: QWidget, table: QWidget) -> None:
        super().__init__(view)
        self.view = view
        self._look = look
        self._icons: dict[QAction, str] = {}
        self.find = self._action(view, "Filter…", "Ctrl+F", "mdi6.filter-variant", "Write a filter")
        self.export = self._action(view, "Export events…", "Ctrl+E", "mdi6.export", "Export what the filter shows")
        self.pane = self._action(view, "Payload pane", "Ctrl+I", "mdi6.dock-bottom", "Show or hide the payload")
        self.pane.setCheckable(True)
        self.strip = self._action(
            view, "Events over time", "Ctrl+B", "mdi6.chart-histogram", "Show or hide events over time"
        )
        self.strip.setCheckable(True)
        self.strip.setChecked(True)
        self.copy = self._action(table, "Copy payload", "Ctrl+C", "mdi6.content-copy", "Copy selected payloads as JSON")
        self.like = self._action(
            table, "Copy as filter", "Ctrl+Shift+C", "mdi6.filter-plus-outline", "Copy a filter for events like these"
        )
        self.send = self._action(
            table, "Send again…", "Ctrl+Return", "mdi6.send-outline", "Send selected events to a URL, edited or not"
        )
        self.follow = self._action(
            table, "Follow…", "Ctrl+J", "mdi6.source-branch", "Show all of one work item, agent session, agent or Id"
        )
        self.back = self._action(view, "Filter before", "Alt+Left", "mdi6.arrow-left", "Go back from what is followed")
        self.refused = self._action(
            view, "Refused", "Ctrl+Shift+E", "mdi6.email-remove-outline", "What was no event, and why; again: events"
        )
        self.refused.setCheckable(True)
        self.newest = self._action(table, "Jump to newest", "", "mdi6.arrow-down", "Follow what arrives (End)")
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def all(self) -> list[QAction]:
        """Every one, in the order in which a list of shortcuts shows them."""
        return list(self._icons)

    def add(self, owner: QWidget, text: str, shortcut: str, icon: str, tip: str) -> QAction:
        """One more: of the whole view, or of a widget in it, in which alone its shortcut works."""
        action = self._action(owner, text, shortcut, icon, tip)
        action.setIcon(self._look.icon(icon))
        return action

    def _action(self, owner: QWidget, text: str, shortcut: str, icon: str, tip: str) -> QAction:
        action = QAction(text, self)
        sequence = QKeySequence(shortcut)
        action.setShortcut(sequence)
        keys = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip} ({keys})" if keys else tip)
        action.setStatusTip(tip)
        if owner is not self.parent():
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        owner.addAction(action)
        self._icons[action] = icon
        return action

    def _on_look_changed(self) -> None:
        for action, icon in self._icons.items():
            action.setIcon(self._look.icon(icon))
